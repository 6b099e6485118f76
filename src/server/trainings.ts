import type { TextDocument } from 'vscode-languageserver-textdocument';
import { activations, type Goal, type NoPlan, type NoteTrainer, type WorkedExample } from '../core/pipeline/train.ts';
import { message } from '../core/text/message.ts';
import type { NotePlace, Plan } from '../core/training/plan.ts';
import type { ShownPlace, TrainGoal, TrainParams, TrainRefusal, TrainResult, TrainWishes } from '../protocol/preview.ts';
import { plainSentence, sentence } from '../service/sentence.ts';
import type { Checked } from './checks.ts';
import type { NoteServer } from './note-server.ts';
import { toRange } from './places.ts';
import { placeIn } from './pointer.ts';

/** Answers the training preview: the network that a note describes, as plain data. */
export class Trainings {
  readonly #server: NoteServer;

  constructor(server: NoteServer) {
    this.#server = server;
  }

  async train(params: TrainParams): Promise<TrainResult> {
    const checked = await this.#server.checkedNote(params);
    const trainer = checked?.trainer?.();
    if (checked === undefined || trainer === undefined) return refusal({ refused: message('train-no-loss') }, []);
    const { documents } = checked.source;
    const part = Math.max(
      0,
      documents.findIndex(({ uri }) => uri === params.textUri),
    ); // A cell may be gone.
    const offset = documents[part]?.offsetAt(params.position) ?? 0;
    const shown = (place: NotePlace): ShownPlace => shownPlace(checked, part, place);
    const goals = trainer.goals.map(({ tex, where }) => ({ tex, line: shown(where).line }));
    const goal = goalOf(trainer, params.wishes, { part, offset });
    if ('refused' in goal) return refusal(goal, goals, goal.where && shown(goal.where));
    const found = networkFor(trainer, goal, params.wishes);
    if ('refused' in found) return refusal(found, goals, shown(found.where ?? goal.where));
    const { plan } = found;
    const isActivationOpen = plan.assumed.some(({ id }) => id === 'train-activation');
    const example = trainer.example(goal);
    return {
      ...found,
      ...(example ? { example } : {}),
      goals,
      goal: trainer.goals.indexOf(goal),
      activations: isActivationOpen || plan.choices.hasActivation ? activations : [],
      isActivationOpen,
      places: placesOf(plan, example).map(shown),
    };
  }
}

/** The goal of before, if it is still there, else the one that the cursor is about. */
function goalOf(trainer: NoteTrainer, { goal }: TrainWishes, at: { readonly part: number; readonly offset: number }): Goal | NoPlan {
  const same = trainer.goals.filter(({ tex }) => tex === goal?.tex);
  const kept = goal && (trainer.goals[goal.place]?.tex === goal.tex ? trainer.goals[goal.place] : same[0]);
  return kept ?? trainer.goal({ at });
}

function networkFor(trainer: NoteTrainer, goal: Goal, { data, goal: _, ...options }: TrainWishes): { plan: Plan; data?: string } | NoPlan {
  if (data === undefined) {
    const usual = trainer.usual(goal, options);
    return 'refused' in usual ? usual : { plan: usual.plan, data: usual.data.name };
  }
  const plan = trainer.plan(goal, { ...options, ...data });
  return 'refused' in plan ? plan : { plan };
}

function placesOf({ loss, parameters, values }: Plan, example: WorkedExample | undefined): readonly NotePlace[] {
  const all = [
    ...(loss.where ? [loss.where] : []),
    ...parameters.flatMap(({ claims, faults }) => [...claims, ...faults.map(({ where }) => where)]),
    ...values.flatMap(({ where }) => (where ? [where] : [])),
    ...(example?.rows.map(({ where }) => where) ?? []),
  ];
  return [...new Map(all.map((place) => [`${place.part} ${place.range.start}`, place])).values()];
}

function shownPlace(checked: Checked<TextDocument>, here: number, { part, range }: NotePlace): ShownPlace {
  const document = checked.source.documents[part] as TextDocument;
  const line = placeIn({ part: here, source: checked.source }, { part, offset: range.start });
  return { part, start: range.start, uri: document.uri, range: toRange(document, range), line };
}

function refusal({ refused }: NoPlan, goals: readonly TrainGoal[], at?: ShownPlace): TrainRefusal {
  return { refused: sentence(plainSentence(refused)), goals, ...(at ? { at } : {}) };
}

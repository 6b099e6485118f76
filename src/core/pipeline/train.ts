import type { Step } from '../check/classify.ts';
import { type Candidate, candidatesIn } from '../network/candidates.ts';
import { type NoPlan, type PlanOptions, planNetwork, type Trainable } from '../network/plan-network.ts';
import type { Note } from '../notes/note.ts';
import { toSource, toSourceRange } from '../text/source-map.ts';
import type { NotePlace, Plan } from '../training/plan.ts';
import { printName } from '../expr/print.ts';
import { type CheckedNote, checkAndKeep, type CheckOptions } from './check-note.ts';

export type { NoPlan, PlanOptions } from '../network/plan-network.ts';

/** Something that a note may be trained for. */
export interface Goal {
  readonly tex: string;
  readonly where: NotePlace;
  /** How many steps of the notes are about its derivatives. */
  readonly derivatives: number;
  readonly kind: 'loss' | 'activation';
}

/** A note that was read for training. */
export class NoteTrainer {
  readonly goals: readonly Goal[];
  private readonly candidates: readonly Candidate[];
  private readonly trainable: Trainable;

  constructor(checked: CheckedNote) {
    const { decider } = checked.reading;
    this.trainable = { decider, isBlamed: blamedIn(checked) };
    this.candidates = candidatesIn(decider);
    this.goals = this.candidates.map(({ family, step, derivatives, compared }) => ({
      tex: printName(family, []),
      where: this.placeOf(step),
      derivatives,
      kind: compared ? 'loss' : 'activation',
    }));
  }

  /** The network for one of the goals, or why there is none. */
  plan(goal: Goal, options: PlanOptions): Plan | NoPlan {
    return planNetwork(this.trainable, this.candidates[this.goals.indexOf(goal)] as Candidate, options);
  }

  private placeOf({ chain, position }: Step): NotePlace {
    const { spans } = this.trainable.decider.meaning.note;
    const [left, right] = [chain.members[position - 1], chain.members[position]];
    const span = spans[right?.span ?? 0];
    if (span === undefined || left === undefined || right === undefined) return { part: 0, range: { start: 0, end: 0 } };
    const start = left.span === right.span ? toSource(span.map, left.range.start) : toSourceRange(span.map, right.range).start;
    return { part: span.part, range: { start, end: toSourceRange(span.map, right.range).end } };
  }
}

/** What trains from a note. */
export function openTrainer(note: Note, options: CheckOptions = {}): NoteTrainer {
  const run = checkAndKeep(note, options);
  for (;;) {
    const next = run.next();
    if (next.done) return new NoteTrainer(next.value);
  }
}

/** Whether the report says of a step that it does not hold. */
function blamedIn({ report, reading }: CheckedNote): (step: Step) => boolean {
  const { spans } = reading.decider.meaning.note;
  const blamed = new Set(
    report.blocks.flatMap(({ part, steps }) => steps.flatMap(({ verdict, rhsRange }) => (verdict === 'mismatch' ? [`${part}:${rhsRange.start}`] : []))),
  );
  return ({ chain, position }) => {
    const member = chain.members[position];
    const span = member && spans[member.span];
    return span !== undefined && member !== undefined && blamed.has(`${span.part}:${toSourceRange(span.map, member.range).start}`);
  };
}

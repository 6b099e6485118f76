import type { Step } from '../check/classify/step.ts';
import { printName } from '../expr/print.ts';
import { type Candidate, candidatesIn } from '../network/candidates.ts';
import type { NoPlan, PlanOptions, Trainable } from '../network/network.ts';
import { isSamePlace, placeOf } from '../network/places.ts';
import { planNetwork } from '../network/plan-network.ts';
import { unreadLoss } from '../network/unread.ts';
import { shapesFor } from '../network/unsized.ts';
import { type WorkedExample, workedExample } from '../network/worked.ts';
import type { Note } from '../notes/note.ts';
import { type Message, message } from '../text/message.ts';
import { toSourceRange } from '../text/source-map.ts';
import { type DataSet, dataSets } from '../training/data-sets.ts';
import { losses } from '../training/dense/losses.ts';
import type { NotePlace, Plan } from '../training/plan.ts';
import { sectionsApart } from './apart.ts';
import { withFormula } from './assumed.ts';
import { type CheckedNote, type CheckOptions, checkAndKeep } from './check-note.ts';

export { mostBatch, mostHidden } from '../network/layout.ts';
export type { NoPlan, PlanOptions } from '../network/network.ts';
export { activations } from '../network/network.ts';
export type { ShownNumber, WorkedExample, WorkedNode, WorkedRow } from '../network/worked.ts';

/** The losses that may be chosen in the place of the notes' own, where they fit. */
export const lossNames: readonly string[] = losses.map(({ name }) => name);

/** How many formulas are assumed at the most for what a note leaves open. */
const mostFormulas = 3;

/** Something that a note may be trained for. */
export interface Goal {
  readonly tex: string;
  readonly where: NotePlace;
  /** How many steps of the notes are about its derivatives. */
  readonly derivatives: number;
  readonly kind: 'loss' | 'activation';
}

/** What a person asks to train for: a loss by its name, a section by its number or its heading, or a place in the note. */
export interface AskedGoal {
  readonly of?: string;
  readonly section?: string;
  readonly at?: { readonly part: number; readonly offset: number };
}

/** A note that was read for training. */
export class NoteTrainer {
  /** In the order of the note. */
  readonly goals: readonly Goal[];
  private readonly note: Note;
  private readonly checked: CheckedNote;
  private readonly candidates: readonly Candidate[];
  private readonly trainable: Trainable;
  private readonly options: CheckOptions;
  private readonly alone = new Map<Goal, readonly Described[]>();
  /** What notes with one more formula say, by the note and the formula. */
  private readonly readings = new Map<Note, Map<string, Described | undefined>>();

  /** `options`: those with which the note was checked. */
  constructor(note: Note, checked: CheckedNote, options: CheckOptions = {}) {
    const { decider } = checked.reading;
    this.note = note;
    this.checked = checked;
    this.options = options;
    this.trainable = { decider, isBlamed: blamedIn(checked) };
    this.candidates = candidatesIn(decider);
    this.goals = this.candidates.map(({ family, step, derivatives, compared }) => ({
      tex: printName(family, []),
      where: placeOf(decider.meaning.note, step),
      derivatives,
      kind: compared ? 'loss' : 'activation',
    }));
  }

  /** The goal that is asked for; of several the one that the notes differentiate most. Refused where there is none. */
  goal({ of, section, at }: AskedGoal = {}): Goal | NoPlan {
    if (this.goals.length === 0) return unreadLoss(this.trainable.decider) ?? { refused: message('train-no-loss') };
    const named = of === undefined ? this.goals : this.goals.filter(({ tex }) => plain(tex) === plain(of));
    if (of !== undefined && named.length === 0) return this.noSuch('train-no-such-loss', of);
    const range = section === undefined ? undefined : this.sectionCalled(section);
    if (section !== undefined && range === undefined) return { refused: message('train-no-section', { name: section }) };
    const inside = range ? named.filter(({ where }) => isIn(range, where)) : at ? (pointedAt(named, at) ?? this.around(named, at)) : named;
    if (inside.length === 0) return this.noSuch('train-none-in-section', section ?? '');
    return [...inside].sort((a, b) => b.derivatives - a.derivatives)[0] as Goal;
  }

  /** The network for one of the goals, or why there is none. */
  plan(goal: Goal, options: PlanOptions): Plan | NoPlan {
    const whole = this.planIn({ note: this.note, trainable: this.trainable, candidate: this.candidateOf(goal) }, goal, options);
    if (!('refused' in whole)) return whole;
    for (const described of this.describedAlone(goal)) {
      const plan = this.planIn(described, goal, options);
      if (!('refused' in plan)) return plan;
    }
    return whole;
  }

  /** The network under one reading, with formulas for what the notes leave open, which the plan says that it assumes. */
  private planIn(described: Described, goal: Goal, options: PlanOptions): Plan | NoPlan {
    let plan = planNetwork(described.trainable, described.candidate, options);
    const assumed: Message[] = [];
    for (let formulas = 0; formulas < mostFormulas && 'refused' in plan && plan.missing !== undefined; formulas++) {
      const { missing, refused } = plan;
      const completed = this.completed(described, goal, missing);
      if (completed === undefined) break;
      described = completed;
      assumed.push(message('train-assumed-formula', { name: refused.params.name ?? '', formula: missing }));
      plan = planNetwork(described.trainable, described.candidate, options);
    }
    plan = this.sized(described, goal, options, plan);
    return 'refused' in plan ? plan : { ...plan, assumed: [...assumed, ...plan.assumed] };
  }

  /** The same with vectors and matrices where the notes leave open what is one, if all that they claim is right or wrong there as it was. */
  private sized(described: Described, goal: Goal, options: PlanOptions, plan: Plan | NoPlan): Plan | NoPlan {
    const sized = shapesFor(described.trainable, described.candidate, options).flatMap((formula): Plan[] => {
      const completed = this.completed(described, goal, formula);
      const found = completed && planNetwork(completed.trainable, completed.candidate, options);
      if (found === undefined || 'refused' in found) return [];
      return [{ ...found, assumed: [message('train-assumed-shapes', { formula }), ...found.assumed] }];
    });
    const [first] = sized;
    if ('refused' in plan) return sized.find(isNowhereWrong) ?? first ?? plan;
    return sized.find((other) => isClaimedAlike(other, plan)) ?? plan;
  }

  /** A reading of a note with one more formula in front of the goal. */
  private completed({ note }: Described, goal: Goal, formula: string): Described | undefined {
    const known = this.readings.get(note) ?? new Map<string, Described | undefined>();
    this.readings.set(note, known);
    if (!known.has(formula)) known.set(formula, this.describedIn(withFormula(note, goal.where, formula), goal));
    return known.get(formula);
  }

  /** The data for a goal where nobody says which, and the network for them; of a refusal why there is none for any. */
  usual(goal: Goal, options: Omit<PlanOptions, 'dimension' | 'classes'>): { readonly data: DataSet; readonly plan: Plan } | NoPlan {
    const planFor = ({ dimension, classes }: DataSet): Plan | NoPlan => this.plan(goal, { ...options, dimension, classes });
    const first = planFor(setCalled('xor'));
    const isCurve = 'refused' in first || (first.data.dimension === 1 && first.encoding === 'zero-one');
    const curve = isCurve ? planFor(setCalled('curve')) : first;
    const usable = 'refused' in curve ? first : curve;
    if ('refused' in usable) return usable;
    const data = setCalled(usualData(usable));
    const plan = planFor(data);
    return 'refused' in plan ? plan : { data, plan };
  }

  /** The worked example behind one of the goals. */
  example(goal: Goal): WorkedExample | undefined {
    return workedExample(this.trainable, this.candidateOf(goal));
  }

  /**
   * A goal as its section describes it with what that uses alone: there letters may have other shapes than elsewhere in the note. What is reported of
   * a step is that of the whole note.
   */
  private describedAlone(goal: Goal): readonly Described[] {
    let found = this.alone.get(goal);
    if (found === undefined) {
      found = sectionsApart(this.note, this.checked.reading)
        .filter(({ has }) => has(goal.where))
        .flatMap(({ note }) => this.describedIn(note, goal) ?? []);
      this.alone.set(goal, found);
    }
    return found;
  }

  /** A goal as another form of the note describes it. */
  private describedIn(note: Note, { where }: Goal): Described | undefined {
    const { reading } = checkedNow(note, this.options);
    const { decider } = reading;
    const candidate = candidatesIn(decider).find(({ step }) => isSamePlace(placeOf(decider.meaning.note, step), where));
    return candidate && { note, candidate, trainable: { decider, isBlamed: blamedIn({ ...this.checked, reading }) } };
  }

  private candidateOf(goal: Goal): Candidate {
    const found = this.candidates[this.goals.indexOf(goal)];
    if (found === undefined) throw new Error('a goal of another note');
    return found;
  }

  private noSuch(id: Message['id'], name: string): NoPlan {
    return { refused: message(id, { name, names: [...new Set(this.goals.map(({ tex }) => tex))].join(', ') }) };
  }

  /** The goals of the innermost section that a place is in and that has some, else all. */
  private around(goals: readonly Goal[], at: { readonly part: number; readonly offset: number }): readonly Goal[] {
    const place: NotePlace = { part: at.part, range: { start: at.offset, end: at.offset } };
    const sections = this.sections().filter((section) => isIn(section, place));
    for (const section of sections.reverse()) {
      const inside = goals.filter(({ where }) => isIn(section, where));
      if (inside.length > 0) return inside;
    }
    return goals;
  }

  private sectionCalled(name: string): Section | undefined {
    const sections = this.sections();
    const number = /^\d+$/.test(name) ? sections[Number(name) - 1] : undefined;
    const wanted = name.trim().toLowerCase();
    return number ?? sections.find(({ title }) => title === wanted) ?? sections.find(({ title }) => title.includes(wanted));
  }

  /** Each heading with the text below it, down to the next one that is as high. */
  private sections(): readonly Section[] {
    const headings = this.note.items.flatMap((item) => (item.kind === 'heading' ? [item] : []));
    return headings.map(({ part, range, level }, n) => {
      const next = headings.slice(n + 1).find((other) => other.level <= level);
      const text = this.note.parts[part]?.text.slice(range.start, range.end) ?? '';
      const title = text
        .replace(/^[#\s]+|\\(?:sub)*section\*?|[{}]|[#\s]+$/g, '')
        .trim()
        .toLowerCase();
      const end = next ? { part: next.part, offset: next.range.start } : { part: Number.POSITIVE_INFINITY, offset: 0 };
      return { title, start: { part, offset: range.start }, end };
    });
  }
}

/** A goal, and the reading under which it is one. */
interface Described {
  readonly note: Note;
  readonly trainable: Trainable;
  readonly candidate: Candidate;
}

interface Section {
  /** In lower case. */
  readonly title: string;
  readonly start: { readonly part: number; readonly offset: number };
  readonly end: { readonly part: number; readonly offset: number };
}

/** What trains from a note. */
export function openTrainer(note: Note, options: CheckOptions = {}): NoteTrainer {
  return new NoteTrainer(note, checkedNow(note, options), options);
}

function checkedNow(note: Note, options: CheckOptions): CheckedNote {
  const run = checkAndKeep(note, options);
  for (;;) {
    const next = run.next();
    if (next.done) return next.value;
  }
}

/**
 * The data for a network where nobody says which: with a hidden layer what no line separates, else what one does, and a curve for a single input;
 * what lies along a line where it is to come out as it went in.
 */
function usualData({ hidden, data, encoding }: Plan): string {
  if (data.dimension === 1 && hidden.length === 0 && encoding === 'number') return 'curve';
  if (encoding === 'input') return 'gaussians';
  if (data.stated === 3) return hidden.length > 0 ? 'spirals' : 'blobs';
  return hidden.length > 0 ? 'xor' : 'gaussians';
}

function setCalled(name: string): DataSet {
  const found = dataSets.find((set) => set.name === name);
  if (found === undefined) throw new Error(`no data ${name}`);
  return found;
}

function isNowhereWrong({ parameters }: Plan): boolean {
  return parameters.every(({ standing }) => standing !== 'wrong' && standing !== 'unfit');
}

/** Whether each gradient of a plan is as right or wrong as in another one. */
function isClaimedAlike({ parameters }: Plan, other: Plan): boolean {
  const standings = new Map(other.parameters.map(({ tex, standing }) => [tex, standing]));
  return parameters.length === standings.size && parameters.every(({ tex, standing }) => standings.get(tex) === standing);
}

/** The goal in whose own formula a place is, as the only one; undefined where it is in none. */
function pointedAt(goals: readonly Goal[], { part, offset }: NonNullable<AskedGoal['at']>): readonly Goal[] | undefined {
  const own = goals.filter(({ where }) => where.part === part && where.range.start <= offset && offset <= where.range.end);
  return own.length > 0 ? own : undefined;
}

function isIn({ start, end }: Section, { part, range }: NotePlace): boolean {
  const isAfter = start.part < part || (start.part === part && start.offset <= range.start);
  return isAfter && (part < end.part || (part === end.part && range.start < end.offset));
}

/** A name without what only says how it looks. */
function plain(tex: string): string {
  return tex.replace(/\\(?:mathcal|mathrm|text|mathbf|boldsymbol|operatorname)\b|[\\{}\s]/g, '');
}

/** Whether the report says of a step that it does not hold. */
function blamedIn({ report, reading }: CheckedNote): (step: Step) => boolean {
  const { spans } = reading.decider.meaning.note;
  const blamed = new Set(
    report.blocks.flatMap(({ part, steps }) =>
      steps.flatMap(({ verdict, rhsRange }) => (verdict === 'mismatch' ? [`${part}:${rhsRange.start}`] : [])),
    ),
  );
  return ({ chain, position }) => {
    const member = chain.members[position];
    const span = member && spans[member.span];
    return span !== undefined && member !== undefined && blamed.has(`${span.part}:${toSourceRange(span.map, member.range).start}`);
  };
}

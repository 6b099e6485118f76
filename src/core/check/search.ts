import { type Expr, holeIn } from '../expr/expr.ts';
import { isSameUpToIds } from '../expr/same.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { numberedNodesIn } from '../meaning/numbered-nodes.ts';
import { plainReading, type Reading } from '../meaning/readings.ts';
import { unrolled, unrollingsOf } from '../meaning/unroll.ts';
import { type Vocabulary, vocabularyOf } from '../meaning/vocabulary.ts';
import { keptFor } from '../text/kept.ts';
import type { Budget } from './budget.ts';
import type { Step } from './classify/step.ts';
import { Decider } from './decide.ts';
import { type Decision, isTrue } from './decision.ts';
import { type Meaning, meaningOf } from './meaning.ts';
import { mentioned } from './mentioned.ts';

/** A note under one reading, with a decision for every step. */
export interface Decided {
  readonly decider: Decider;
  readonly decisions: ReadonlyMap<Step, Decision>;
  /** Where the steps were decided that are read as under another reading. */
  readonly origins: ReadonlyMap<Step, Origin>;
  readonly reading: Reading;
}

/** A step as it was when it was decided, with what decided it: a mismatch is explained in the world where it was found. */
export interface Origin {
  readonly decider: Decider;
  readonly step: Step;
}

/** The reading that was chosen, and whether the notation leaves more than were tried. */
export interface BestReading extends Decided {
  readonly isCut: boolean;
  /** All readings under which every step was decided that is asked for. */
  readonly tried: readonly Decided[];
}

/** Which steps of a note are to be decided, and what is known of them. */
export interface Part {
  readonly isAsked: (step: Step) => boolean;
  /**
   * Readings of the note that this one is a part of, the chosen one first. What is read as it was there is taken to be what it was found to be,
   * and nothing more is decided once no step can hold that did not hold there.
   */
  readonly around?: readonly Decided[];
}

/** What all readings of a note are decided with, and of which steps. */
interface Asked extends Part {
  readonly vocabulary: Vocabulary;
  readonly budget: Budget;
  readonly randomSeed: number;
}

/** How many other readings are tried for a note. */
const mostReadings = 8;
const stepsBetweenYields = 20;

/**
 * The reading under which most steps hold: from the plain one, one choice is changed at a time, and a change is kept only if
 * more steps hold and none that held is lost; `isCut` says that some were left untried. Of steps that are not asked for only restatements are
 * decided, which may bring new meanings. Gives way after every few steps.
 */
export function* bestReading(
  read: ReadNote,
  budget: Budget,
  randomSeed: number,
  part: Part = { isAsked: () => true },
): Generator<void, BestReading> {
  const { note, vocabulary } = wholeOf(read);
  const asked = { ...part, vocabulary, budget, randomSeed };
  let best = (yield* decideUnder(note, plainReading, asked)) as Decided;
  const tried = [best];
  let count = 0;
  let isCut = false;
  for (const choice of best.decider.meaning.choices.values()) {
    const { key, options } = choice;
    if (isSettled(best, choice.chain)) continue;
    const taken = best.reading.get(key) ?? options[0];
    for (const option of options) {
      if (option === taken) continue;
      if (mostReadings <= count) {
        isCut = true;
        break;
      }
      count++;
      const other = yield* decideUnder(note, new Map(best.reading).set(key, option), asked, best);
      if (other === undefined) continue;
      tried.push(other);
      if (isBetter(other, best)) best = other;
    }
  }
  return { ...best, isCut, tried };
}

/** A note as all readings have it: with its vocabulary, and a chain for each layer or step in time. */
const wholeOf = keptFor((read: ReadNote): { readonly note: ReadNote; readonly vocabulary: Vocabulary } => {
  const unrollings = unrollingsOf(read.statements);
  const graphs = numberedNodesIn(read.statements, unrollings);
  return {
    note: unrolled(read, [...unrollings, ...graphs]),
    vocabulary: vocabularyOf(read.statements, unrollings, read.sectionOf, graphs),
  };
});

/** The meaning that a note was given by its plain reading, with which it shares its formulas where it is given one once more. */
const plainMeanings = new WeakMap<ReadNote, Meaning>();

function* decideUnder(
  note: ReadNote,
  reading: Reading,
  { vocabulary, budget, randomSeed, isAsked, around = [] }: Asked,
  before?: Decided,
): Generator<void, Decided | undefined> {
  const meaning = meaningOf(note, reading, vocabulary, before?.decider.meaning ?? plainMeanings.get(note));
  if (before === undefined) plainMeanings.set(note, meaning);
  yield;
  const decider = new Decider(meaning, budget, randomSeed);
  const decisions = new Map<Step, Decision>();
  const origins = new Map<Step, Origin>();
  const memory = before && new Memory(before, decider);
  const memoriesAround = around.map((then) => new Memory(then, decider));
  const recall = (step: Step): Decision | undefined => {
    const old = memory?.recall(step) ?? recalledAround(step);
    if (old) origins.set(step, old.origin);
    return old?.decision;
  };
  const recalledAround = (step: Step): Recalled | undefined => {
    for (const other of memoriesAround) {
      const old = other.recall(step);
      if (old && isFirm(step, old.decision) && (!old.decision.differs || other.isAlikeAround(step))) return old;
    }
    return undefined;
  };
  const held = before ? holding(before) : new Set<number>();
  const isLost = (step: Step, decision: Decision): boolean => held.has(step.order) && !isTrue(decision) && !step.chain.isInstance;
  for (const step of meaning.steps) {
    if (step.role !== 'restatement') continue;
    const decision = decider.restated(step, recall(step));
    if (isLost(step, decision)) return undefined;
    decisions.set(step, decision);
  }
  const [chosen] = memoriesAround;
  const isHeld = (step: Step): boolean => (before ? held.has(step.order) : chosen?.held(step) === true);
  const asked = meaning.steps.filter(isAsked);
  const open = asked.filter((step) => !isHeld(step));
  const kept = asked.filter(isHeld);
  let isGained = before === undefined && chosen === undefined;
  // Without a gain the other readings are still to be compared with the first one.
  const isEnough = before !== undefined || (chosen !== undefined && meaning.choices.size === 0);
  while (open.length > 0 || kept.length > 0) {
    // A reading is better only if it gains a step, for which is looked first, and loses none.
    const step = (isGained ? kept.shift() : undefined) ?? open.shift() ?? (isEnough ? undefined : kept.shift());
    if (step === undefined) break;
    const decision = decisions.get(step) ?? recall(step) ?? decider.decide(step);
    decisions.set(step, decision);
    if (isLost(step, decision)) return undefined;
    isGained ||= isTrue(decision) && !isHeld(step);
    if (decisions.size % stepsBetweenYields === 0) yield;
  }
  return isGained || before === undefined ? { decider, decisions, origins, reading } : undefined;
}

/** What was decided without the note around, by the same reading; undefined where that cannot be told from the same reading alone. */
export function decidedAlone({ decider, decisions, origins, reading }: Decided): Decided | undefined {
  if (reading.size > 0 || [...origins.keys()].some(({ role }) => role === 'restatement')) return undefined;
  const alone = [...decisions].map(([step, decision]) => [step, origins.has(step) ? decider.decide(step) : decision] as const);
  return { decider, decisions: new Map(alone), origins: new Map(), reading };
}

/**
 * Whether what was decided of a step in a note stays so in a part of it, where it is read alike: it was found to hold, the right side cannot be
 * read, or the sides differ. What rests on what is said elsewhere of its names, as on a shape that they have in no way, may be known there.
 */
function isFirm({ rhs }: Step, decision: Decision): boolean {
  return isTrue(decision) || decision.differs === true || holeIn(rhs) !== undefined;
}

interface Recalled {
  readonly decision: Decision;
  readonly origin: Origin;
}

/** What was decided under another reading, or in the note around. */
class Memory {
  private readonly before: Decided;
  private readonly decider: Decider;
  private readonly compared = new Map<Expr, readonly [then: Expr, isSame: boolean]>();
  private readonly steps = new Map<Step, Step | undefined>();

  constructor(before: Decided, decider: Decider) {
    this.before = before;
    this.decider = decider;
  }

  /** The decision on a step of which both sides, and all that they rest on, are read as they were; undefined if it has to be made anew. */
  recall(step: Step): Recalled | undefined {
    const { decider, decisions, origins } = this.before;
    const old = this.stepBefore(step);
    const decision = old && decisions.get(old);
    if (old === undefined || decision === undefined || old.role !== step.role) return undefined;
    if (!isSameUpToIds([step.lhs, step.rhs], [old.lhs, old.rhs])) return undefined;
    const [now, then] = [this.bodiesBehind(step, this.decider), this.bodiesBehind(old, decider)];
    if (now.length !== then.length || !now.every((body, n) => this.isSameBody(body, then[n] as Expr))) return undefined;
    return { decision, origin: origins.get(old) ?? { decider, step: old } };
  }

  /** Whether a step holds by what was decided at its place, however it is read. */
  held(step: Step): boolean {
    const old = this.stepBefore(step);
    const decision = old && this.before.decisions.get(old);
    return decision !== undefined && isTrue(decision);
  }

  /** Whether the losses that nothing defines are of the same names, and the members of its chain that may stand for its left side are read as they were. */
  isAlikeAround(step: Step): boolean {
    const { lossInputs: now, members } = this.decider.meaning;
    const { meaning } = this.before.decider;
    for (const body of [step.lhs, step.rhs, ...this.bodiesBehind(step, this.decider)])
      for (const family of mentioned(body)) if (!isSameSet(now.get(family), meaning.lossInputs.get(family))) return false;
    if (step.position === 1) return true;
    const old = this.stepBefore(step) as Step;
    const ahead = (all: typeof members, { chain: { id }, position }: Step): readonly unknown[] => [all[id]?.[0], all[id]?.[position - 2]];
    return isSameUpToIds(ahead(members, step), ahead(meaning.members, old));
  }

  /** What was decided at the place of a step. */
  private stepBefore(step: Step): Step | undefined {
    let found = this.steps.get(step);
    if (found === undefined && !this.steps.has(step)) {
      found = stepsOf(this.before).get(placeOf(step, this.decider));
      this.steps.set(step, found);
    }
    return found;
  }

  private bodiesBehind(step: Step, { worlds }: Decider): readonly Expr[] {
    return [...worlds.bodiesBehind(step, step.lhs), ...worlds.bodiesBehind(step, step.rhs)];
  }

  /** The same bodies lie behind many steps. */
  private isSameBody(now: Expr, then: Expr): boolean {
    if (now === then) return true;
    const [known, isSame] = this.compared.get(now) ?? [];
    if (known === then && isSame !== undefined) return isSame;
    const found = isSameUpToIds(now, then);
    this.compared.set(now, [then, found]);
    return found;
  }
}

function isSameSet<T>(one: ReadonlySet<T> = new Set(), other: ReadonlySet<T> = new Set()): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item));
}

/** The steps that were decided, by their places. */
const stepsOf = keptFor(({ decider, decisions }: Decided) => new Map([...decisions.keys()].map((step) => [placeOf(step, decider), step])));

/** Where a step stands in the text, which is the same in a note and in a part of it, and for which layer it is read. */
function placeOf({ chain: { members }, position }: Step, { meaning: { note } }: Decider): string {
  const member = members[position];
  const span = note.spans[member?.span ?? 0];
  const layers = member?.layers ? [...member.layers].join(';') : '';
  return `${span?.part}:${span?.range.start}:${member?.range.start}:${layers}`;
}

/** Whether nothing is open that another reading could mend: in the whole note, or in one chain. */
function isSettled({ decisions }: Decided, chain: number | undefined): boolean {
  for (const [step, { verdict }] of decisions) {
    if ((verdict === 'mismatch' || verdict === 'undetermined') && (chain === undefined || step.chain.id === chain)) return false;
  }
  return true;
}

/** Whether more steps hold under the one reading than under the other, and all that held hold still. */
function isBetter(one: Decided, other: Decided): boolean {
  const now = holding(one);
  const before = holding(other);
  return before.size < now.size && [...before].every((order) => now.has(order));
}

function holding({ decisions }: Decided): ReadonlySet<number> {
  const orders = new Set<number>();
  for (const [step, { verdict }] of decisions)
    if (verdict === 'holds' || verdict === 'holds-assuming' || verdict === 'rounded') orders.add(step.order);
  return orders;
}

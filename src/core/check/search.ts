import type { ReadNote } from '../meaning/chains.ts';
import { plainReading, type Reading } from '../meaning/readings.ts';
import { unrolled, unrollingsOf } from '../meaning/unroll.ts';
import { type Vocabulary, vocabularyOf } from '../meaning/vocabulary.ts';
import type { Budget } from './budget.ts';
import type { Step } from './classify.ts';
import { Decider } from './decide.ts';
import { type Decision, isTrue } from './decision.ts';
import { meaningOf } from './meaning.ts';

/** A note under one reading, with a decision for every step. */
export interface Decided {
  readonly decider: Decider;
  readonly decisions: ReadonlyMap<Step, Decision>;
  readonly reading: Reading;
}

/** The reading that was chosen, and whether the notation leaves more than were tried. */
export interface BestReading extends Decided {
  readonly isCut: boolean;
}

/** How many other readings are tried for a note. */
const mostReadings = 8;
const stepsBetweenYields = 20;

/**
 * The reading under which most steps hold: from the plain one, one choice is changed at a time, and a change is kept only if
 * more steps hold and none that held is lost; `isCut` says that some were left untried. Gives way after every few steps.
 */
export function* bestReading(read: ReadNote, budget: Budget, randomSeed: number): Generator<void, BestReading> {
  const unrollings = unrollingsOf(read.statements);
  const vocabulary = vocabularyOf(read.statements, unrollings);
  const note = unrolled(read, unrollings);
  let best = (yield* decideUnder(note, plainReading, vocabulary, budget, randomSeed)) as Decided;
  let tried = 0;
  let isCut = false;
  for (const choice of best.decider.meaning.choices.values()) {
    const { key, options } = choice;
    if (isSettled(best, choice.chain)) continue;
    const taken = best.reading.get(key) ?? options[0];
    for (const option of options) {
      if (option === taken) continue;
      if (mostReadings <= tried) {
        isCut = true;
        break;
      }
      tried++;
      const other = yield* decideUnder(note, new Map(best.reading).set(key, option), vocabulary, budget, randomSeed, best);
      if (other && isBetter(other, best)) best = other;
    }
  }
  return { ...best, isCut };
}

function* decideUnder(
  note: ReadNote,
  reading: Reading,
  vocabulary: Vocabulary,
  budget: Budget,
  randomSeed: number,
  before?: Decided,
): Generator<void, Decided | undefined> {
  const meaning = meaningOf(note, reading, vocabulary, before?.decider.meaning);
  yield;
  const decider = new Decider(meaning, budget, randomSeed);
  const decisions = new Map<Step, Decision>();
  const known = before ? new Memory(before, decider) : undefined;
  const decideNow = (step: Step): Decision => {
    const decision = step.role === 'restatement' ? decider.restated(step) : decider.decide(step);
    decisions.set(step, decision);
    return decision;
  };
  for (const step of meaning.steps) {
    if (step.role !== 'restatement') continue;
    const decision = known?.recall(step);
    if (decision && isTrue(decision)) decisions.set(step, decision);
    else decideNow(step);
  }
  const held = before ? holding(before) : new Set<number>();
  const open = meaning.steps.filter(({ order }) => !held.has(order));
  const kept = meaning.steps.filter(({ order }) => held.has(order));
  const again: Step[] = [];
  let isGained = before === undefined;
  while (open.length > 0 || kept.length > 0) {
    // A reading is better only if it gains a step, for which is looked first, and loses none.
    const step = (isGained ? kept.shift() : undefined) ?? open.shift();
    if (step === undefined) return undefined;
    const old = decisions.has(step) ? undefined : known?.recall(step);
    // A mismatch is explained in the world where it was found.
    if (old?.verdict === 'mismatch') {
      again.push(step);
      continue;
    }
    const decision = decisions.get(step) ?? old ?? decideNow(step);
    decisions.set(step, decision);
    if (held.has(step.order) && !isTrue(decision) && !step.chain.isInstance) return undefined;
    isGained ||= isTrue(decision) && !held.has(step.order);
    if (decisions.size % stepsBetweenYields === 0) yield;
  }
  for (const step of again) decideNow(step);
  return { decider, decisions, reading };
}

/** What was decided under another reading. */
class Memory {
  private readonly before: Decider;
  private readonly decider: Decider;
  private readonly decided = new Map<string, readonly [Step, Decision]>();

  constructor({ decider: before, decisions }: Decided, decider: Decider) {
    this.before = before;
    this.decider = decider;
    for (const [step, decision] of decisions) this.decided.set(placeOf(step), [step, decision]);
  }

  /** The decision on a step of which both sides, and all that they rest on, are read as they were; undefined if it has to be made anew. */
  recall(step: Step): Decision | undefined {
    const [old, decision] = this.decided.get(placeOf(step)) ?? [];
    if (old === undefined || old.role !== step.role || old.lhs !== step.lhs || old.rhs !== step.rhs) return undefined;
    const isSame = [step.lhs, step.rhs].every((side) => {
      const [now, then] = [this.decider.worlds.bodiesBehind(step, side), this.before.worlds.bodiesBehind(old, side)];
      return now.length === then.length && now.every((body, n) => body === then[n]);
    });
    return isSame ? decision : undefined;
  }
}

function placeOf({ chain, position }: Step): string {
  return `${chain.id} ${position}`;
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

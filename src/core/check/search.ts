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
  const held = before ? holding(before) : new Set<number>();
  for (const step of meaning.steps) if (step.role === 'restatement') decisions.set(step, decider.restated(step));
  for (const [count, step] of meaning.steps.entries()) {
    const decision = decisions.get(step) ?? decider.decide(step);
    decisions.set(step, decision);
    // A reading that loses a step is no better, whatever it gains.
    if (held.has(step.order) && !isTrue(decision) && !step.chain.isInstance) return undefined;
    if (count % stepsBetweenYields === stepsBetweenYields - 1) yield;
  }
  return { decider, decisions, reading };
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

import type { Budget } from './budget.ts';
import type { ReadNote } from './chains.ts';
import type { Step } from './classify.ts';
import { Decider } from './decide.ts';
import type { Decision } from './decision.ts';
import { meaningOf } from './meaning.ts';
import { plainReading, type Reading } from './readings.ts';

/** A note under one reading, with a decision for every step. */
export interface Decided {
  readonly decider: Decider;
  readonly decisions: ReadonlyMap<Step, Decision>;
  readonly reading: Reading;
}

/** How many other readings are tried for a note. */
const mostReadings = 8;
const stepsBetweenYields = 20;

/**
 * The reading under which most steps hold: from the plain one, one choice is changed at a time, and a change is kept only if
 * more steps hold and none that held is lost. Gives way after every few steps.
 */
export function* bestReading(note: ReadNote, budget: Budget, randomSeed: number): Generator<void, Decided> {
  let best = yield* decideUnder(note, plainReading, budget, randomSeed);
  let tried = 0;
  for (const { key, options } of best.decider.meaning.choices.values()) {
    const taken = best.reading.get(key) ?? options[0];
    for (const option of options) {
      if (option === taken || isSettled(best) || mostReadings <= tried) continue;
      tried++;
      const other = yield* decideUnder(note, new Map(best.reading).set(key, option), budget, randomSeed);
      if (isBetter(other, best)) best = other;
    }
  }
  return best;
}

function* decideUnder(note: ReadNote, reading: Reading, budget: Budget, randomSeed: number): Generator<void, Decided> {
  const meaning = meaningOf(note, reading);
  yield;
  const decider = new Decider(meaning, budget, randomSeed);
  const decisions = new Map<Step, Decision>();
  for (const step of meaning.steps) if (step.role === 'restatement') decisions.set(step, decider.restated(step));
  for (const [count, step] of meaning.steps.entries()) {
    if (!decisions.has(step)) decisions.set(step, decider.decide(step));
    if (count % stepsBetweenYields === stepsBetweenYields - 1) yield;
  }
  return { decider, decisions, reading };
}

function isSettled({ decisions }: Decided): boolean {
  for (const { verdict } of decisions.values()) if (verdict === 'mismatch' || verdict === 'undetermined') return false;
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

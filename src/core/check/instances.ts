import type { Step } from './classify/step.ts';
import type { Decision } from './decision.ts';

/** Verdicts by how much they say of all readings of a step together, the first one most. */
const weights: readonly Decision['verdict'][] = [
  'mismatch',
  'undetermined',
  'holds-assuming',
  'rounded',
  'holds',
  'assumption',
  'definition',
  'not-a-claim',
];

/**
 * One step and its decision for each step of the note, where some were read once for each layer: a step that fails for one of them fails. The last of
 * those that fail tells most, as a product over the steps up to it has several factors there.
 */
export function oneForEach(steps: readonly Step[], decisions: ReadonlyMap<Step, Decision>): readonly (readonly [Step, Decision])[] {
  const found = new Map<number, readonly [Step, Decision]>();
  for (const step of steps) {
    const decision = decisions.get(step);
    if (decision === undefined) continue;
    const known = found.get(step.order);
    const [now, before] = [weights.indexOf(decision.verdict), known ? weights.indexOf(known[1].verdict) : weights.length];
    if (now < before || (now === before && decision.verdict === 'mismatch')) found.set(step.order, [step, decision]);
  }
  return [...found.values()];
}

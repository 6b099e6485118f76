import { describe, expect, it } from 'vitest';
import { optimisers } from '../../../src/core/training/optimisers.ts';

/** Weights after some steps down a bowl that is steeper in one direction. */
function descend(name: string, rate: number, steps: number): readonly number[] {
  const optimiser = optimisers.find((one) => one.name === name) as (typeof optimisers)[number];
  const weights = Float64Array.of(1, -2);
  const memory = Array.from({ length: optimiser.memory }, () => new Float64Array(2));
  for (let step = 1; step <= steps; step++) {
    const gradient = weights.map((weight, n) => (n === 0 ? 1 : 4) * weight);
    optimiser.move(weights, gradient, memory, rate, step, optimiser.constants);
  }
  return [...weights];
}

describe.each(optimisers.map(({ name, rates }) => [name, rates] as const))('%s', (name, rates) => {
  it('reaches the bottom of a bowl', () => {
    for (const weight of descend(name, Math.min(0.1, rates.at(-1) as number), 2000)) expect(Math.abs(weight)).toBeLessThan(1e-3);
  });
});

it.each([
  // optimiser   rate  steps  weights                  why this row
  ['sgd', 0.1, 2, [0.81, -0.72], 'w (1 - rate * slope) twice'],
  ['momentum', 0.1, 2, [0.72, 0], 'the second step is 0.9 times the first one, and that of the gradient there'],
  ['adam', 0.1, 1, [0.9, -1.9], 'the first step is as long as the rate, whatever the gradient'],
])('%s with rate %d after %i steps', (name, rate, steps, wanted) => {
  for (const [n, weight] of descend(name, rate, steps).entries()) expect(weight).toBeCloseTo(wanted[n] as number, 6);
});

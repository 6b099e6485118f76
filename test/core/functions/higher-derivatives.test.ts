import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../../src/core/engine/tape.ts';
import { Tape } from '../../../src/core/engine/tape.ts';
import type { ScalarFunction } from '../../../src/core/functions/index.ts';
import { functions } from '../../../src/core/functions/index.ts';
import { random, slope } from '../engine/gradient-check.ts';

/** As far as the checker differentiates; each order is checked against a difference quotient of the one before. */
const orders = [2, 3, 4];

/** Seeded points of the domain, clear of kinks and ties by more than the widest step of the quotient; a row for each argument. */
function points({ domain, kinks = [], arity }: ScalarFunction): Float64Array[] {
  const next = random(13);
  const drawn = Array.from({ length: 60 }, () => domain.map(([from, to]) => from + (to - from) * next()) as [number, number]);
  const clear = drawn.filter(([a, b]) => kinks.every((kink) => 0.01 < Math.abs(a - kink)) && (arity === 1 || 0.01 < Math.abs(a - b)));
  return domain.map((_, n) => Float64Array.from(clear, (point) => point[n] as number));
}

/** The derivative by the arguments in `by`, one after the other, at every point; zeros where nothing depends on them any more. */
function derivative(f: ScalarFunction, by: readonly number[], at: readonly Float64Array[]): Float64Array {
  const t = new Tape(at[0]?.length ?? 0);
  const args = at.map((column) => t.leaf([], column));
  const made = by.reduce<NodeId | undefined>((of, n) => of && t.adjoint(of, args[n] as NodeId), t.call(f.name, ...args));
  return made === undefined ? new Float64Array(t.samples) : t.valueOf(made);
}

/** Every way to differentiate up to the order, by one argument or by two. */
function paths(arity: number, order: number): number[][] {
  if (order === 0) return [[]];
  return paths(arity, order - 1).flatMap((path) => Array.from({ length: arity }, (_, n) => [...path, n]));
}

function expectClose(actual: Float64Array, expected: Float64Array, tolerance: number, what: string): void {
  actual.forEach((x, s) => {
    const y = expected[s] as number;
    expect(Math.abs(x - y) / Math.max(1, Math.abs(y)), `${what}, point ${s}: ${x} and ${y}`).toBeLessThan(tolerance);
  });
}

describe.each(functions)('$name', (f) => {
  const at = points(f);

  it('has enough points to say something', () => expect(at[0]?.length).toBeGreaterThan(30));

  it.each(orders)('has the derivatives of order %i that difference quotients give', (order) => {
    for (const by of paths(f.arity, order)) {
      const [before, last] = [by.slice(0, -1), by.at(-1)];
      const quotient = slope((h) => {
        const moved = at.map((column, n) => (n === last ? column.map((x) => x + h) : column));
        return derivative(f, before, moved);
      });
      expectClose(derivative(f, by, at), quotient, 2e-5, `by ${by}`);
    }
  });

  it('may be differentiated in any order', () => {
    if (f.arity === 2) expectClose(derivative(f, [0, 1], at), derivative(f, [1, 0], at), 1e-12, 'mixed');
  });
});

/** The even derivatives of tanh at 0 vanish, the odd ones are the tangent numbers with their signs, and so on: known without an engine. */
describe('at one point', () => {
  it.each<[string, number, number, number, string]>([
    ['tanh', 0, 3, -2, 'the series of DLMF 4.33.3'],
    ['tan', 0, 3, 2, 'the series of DLMF 4.19.3'],
    ['sigmoid', 0, 3, -1 / 8, 'a half of tanh at half the argument'],
    ['softplus', 0, 2, 1 / 4, 'the slope of a sigmoid'],
    ['log', 2, 4, -6 / 16, '-3! / x^4'],
    ['exp', 1, 4, Math.E, 'its own derivative'],
    ['sqrt', 4, 2, -1 / 32, '-x^(-3/2) / 4'],
    ['erf', 0, 3, -4 / Math.sqrt(Math.PI), 'the series of DLMF 7.6.1'],
    ['arctan', 0, 3, -2, 'the series of DLMF 4.24.3'],
    ['gelu', 0, 2, 2 / Math.sqrt(2 * Math.PI), 'twice the density at 0'],
    ['arcosh', 2, 2, -2 / 3 ** 1.5, '-x (x^2 - 1)^(-3/2)'],
  ])('%s at %d, order %i: %d', (name, x, order, expected) => {
    const f = functions.find((other) => other.name === name) as ScalarFunction;
    const [actual] = derivative(f, new Array(order).fill(0), [Float64Array.of(x)]);
    expect(actual).toBeCloseTo(expected, 12);
  });
});

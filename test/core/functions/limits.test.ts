import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../../src/core/engine/tape.ts';
import { Tape } from '../../../src/core/engine/tape.ts';
import type { ScalarFunction } from '../../../src/core/functions/index.ts';
import { functionByName, functions } from '../../../src/core/functions/index.ts';

/** Value, slope and second slope of a function by its first argument; the second argument is 1/2. */
function slopes(f: ScalarFunction, ...at: number[]): number[][] {
  const t = new Tape(at.length);
  const x = t.leaf([], Float64Array.from(at));
  const value = t.call(f.name, x, ...(f.arity === 2 ? [t.constant(0.5)] : []));
  const first = t.adjoint(value, x) as NodeId;
  return [value, first, t.adjoint(first, x) ?? t.constant(0)].map((id) => [...t.valueOf(id)]);
}

describe.each(functions)('$name', (f) => {
  it('is undefined where its argument is, and so is its slope, unless that is 0 wherever it exists', () => {
    const [value, first] = slopes(f, Number.NaN);
    expect(value).toEqual([Number.NaN]);
    expect(first).toEqual([f.partials === undefined ? 0 : Number.NaN]);
  });

  it('has finite slopes far out, wherever it has a value there', () => {
    const far = [-800, -400, -40, 40, 400, 800];
    const [value, first, second] = slopes(f, ...far) as [number[], number[], number[]];
    far.forEach((a, n) => {
      if (Number.isFinite(value[n])) expect([first[n], second[n]], `at ${a}`).toSatisfy((pair: number[]) => pair.every(Number.isFinite));
    });
  });

  it('names its source', () => expect(f.source.length).toBeGreaterThan(5));
});

describe('far out', () => {
  it.each([
    ['tanh', 800, [1, 0, 0], 'flat'],
    ['sech', -800, [0, 0, 0], 'no quotient of two infinities'],
    ['csch', 800, [0, 0, 0], 'no quotient of two infinities'],
    ['sigmoid', -800, [0, 0, 0], 'flat'],
    ['softplus', 800, [800, 1, 0], 'the identity'],
    ['logsigmoid', -800, [-800, 1, 0], 'the identity'],
    ['silu', 800, [800, 1, 0], 'the identity'],
    ['mish', -800, [0, 0, 0], 'flat'],
    ['gelu', 40, [40, 1, 0], 'the identity'],
    ['elu', -800, [-0.5, 0, 0], 'minus alpha'],
    ['relu6', 800, [6, 0, 0], 'capped'],
  ])('%s at %d is %j: %s', (name, at, expected) => {
    slopes(functionByName.get(name) as ScalarFunction, at).forEach(([actual], n) => {
      expect(actual).toBeCloseTo(expected[n] as number, 12);
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Axis, NodeId } from '../../../src/core/engine/tape.ts';
import { Tape } from '../../../src/core/engine/tape.ts';
import { functions } from '../../../src/core/functions/index.ts';

/** A tape with one sample and a vector on it. */
function vector(...values: number[]) {
  const t = new Tape(1);
  const i = t.axis(values.length);
  return { t, i, x: t.leaf([i], Float64Array.from(values)) };
}

const valuesOf = (t: Tape, id: NodeId | undefined) => [...t.valueOf(id as NodeId)];

describe('a product', () => {
  it.each<[number[], number[], string]>([
    [[2, 3, 4], [12, 8, 6], 'no factor of 0'],
    [[0, 3, 4], [12, 0, 0], 'one: only its own slope is left'],
    [[0, 3, 0], [0, 0, 0], 'two: all slopes vanish'],
    [[0, 0, 0], [0, 0, 0], 'nothing but 0'],
    [[-0, 5, 1], [5, -0, -0], 'signed zeros'],
    [[7], [1], 'the empty product of the others is 1'],
    [[1e200, 1e-200, 2], [2e-200, 2e200, 1], 'no detour by a quotient, which would overflow'],
  ])('of %j has the slopes %j: %s', (factors, slopes) => {
    const { t, i, x } = vector(...factors);
    const actual = valuesOf(t, t.adjoint(t.product(x, i), x));
    actual.forEach((slope, n) => {
      expect(slope).toBeCloseTo(slopes[n] as number, 12);
    });
  });

  it.each<[number[], number[][], string]>([
    [
      [2, 3, 4],
      [
        [0, 4, 3],
        [4, 0, 2],
        [3, 2, 0],
      ],
      'products of what is left',
    ],
    [
      [0, 3, 4],
      [
        [0, 4, 3],
        [4, 0, 0],
        [3, 0, 0],
      ],
      'a factor of 0',
    ],
    [
      [0, 0, 4],
      [
        [0, 4, 0],
        [4, 0, 0],
        [0, 0, 0],
      ],
      'two: their mixed derivative alone is left',
    ],
  ])('of %j has the second derivatives %j: %s', (factors, hessian) => {
    const { t, i, x } = vector(...factors);
    const row = t.axis(3);
    const second = t.adjoint(t.adjoint(t.product(x, i), x) as NodeId, x, [row]) as NodeId;
    expect(valuesOf(t, second)).toEqual(hessian.flat());
  });
});

describe.each(['maximum', 'minimum'] as const)('a %s', (extreme) => {
  const sign = extreme === 'maximum' ? 1 : -1;
  it.each<[number[], number[], string]>([
    [[1, 3, 2], [0, 1, 0], 'one extreme takes all'],
    [[3, 1, 3], [0.5, 0, 0.5], 'two share'],
    [[2, 2, 2], [1 / 3, 1 / 3, 1 / 3], 'three share'],
    [[-1, -1, -2], [0.5, 0.5, 0], 'negative ones too'],
    [[0, -0, -1], [0.5, 0.5, 0], 'zeros of both signs are equal'],
    [[-Infinity, 1, -Infinity], [0, 1, 0], 'what a mask leaves out has no part'],
  ])('of %j has the slopes %j: %s', (values, slopes) => {
    const { t, i, x } = vector(...values.map((value) => sign * value));
    expect(valuesOf(t, t.adjoint(t[extreme](x, i), x))).toEqual(slopes);
  });

  it('of a tie shares in every row by itself', () => {
    const t = new Tape(1);
    const [i, j] = [t.axis(2), t.axis(2)];
    const x = t.leaf(
      [i, j],
      Float64Array.of(1, 1, 2, 3).map((value) => sign * value),
    );
    expect(valuesOf(t, t.adjoint(t[extreme](x, j), x))).toEqual([0.5, 0.5, 0, 1]);
  });
});

/** What is not taken may compute anything: below, everything it computes is undefined or infinite. */
describe('a branch not taken', () => {
  type Poison = (t: Tape, x: NodeId, i: Axis) => NodeId;
  const undefinedOf: Poison = (t, x) => t.call('log', t.subtract(t.constant(-1), t.multiply(x, x)));
  const infiniteOf: Poison = (t, x) => t.divide(t.constant(1), t.subtract(x, x));

  const poisons: readonly [string, Poison][] = [
    ['log of a negative number', undefinedOf],
    ['a quotient by 0', infiniteOf],
    ['0 / 0', (t, x) => t.divide(t.subtract(x, x), t.subtract(x, x))],
    ['a negative power of 0', (t, x) => t.power(t.subtract(x, x), -2)],
    ['an infinite slope', (t, x) => t.call('sqrt', t.subtract(x, x))],
    ['a broken power of a negative base', (t, x) => t.call('pow', t.negate(t.multiply(x, x)), x)],
    ['a sum', (t, x, i) => t.sum(undefinedOf(t, x, i), i)],
    ['a product', (t, x, i) => t.product(infiniteOf(t, x, i), i)],
    ['a maximum', (t, x, i) => t.maximum(undefinedOf(t, x, i), i)],
    ['a minimum', (t, x, i) => t.minimum(infiniteOf(t, x, i), i)],
    [
      'a softmax that overflows',
      (t, x, i) => {
        const e = t.call('exp', t.multiply(t.constant(1e4), t.multiply(x, x)));
        return t.divide(e, t.sum(e, i));
      },
    ],
    ['a place that does not exist', (t, x, i) => t.multiply(t.gather(x, i, undefinedOf(t, x, i)), x)],
    ['a slice that does not exist', (t, x, i) => t.multiply(t.select(x, i, 9), x)],
    [
      'a stack',
      (t, x, i) => {
        const k = t.axis(3);
        return t.sum(t.stack([undefinedOf(t, x, i), x, infiniteOf(t, x, i)], k), k);
      },
    ],
    [
      'a new name',
      (t, x, i) => {
        const k = t.axis(3);
        return t.sum(t.relabel(undefinedOf(t, x, i), [i], [k]), k);
      },
    ],
    ['a choice by an undefined mask', (t, x, i) => t.where(undefinedOf(t, x, i), x, t.negate(x))],
    ['a chain', (t, x, i) => t.call('sin', t.multiply(infiniteOf(t, x, i), t.call('exp', undefinedOf(t, x, i))))],
    ...functions.flatMap(({ name, arity }): [string, Poison][] => [
      [`${name} of something undefined`, (t, x, i) => t.call(name, undefinedOf(t, x, i), ...(arity === 2 ? [x] : []))],
      [`${name} of something infinite`, (t, x, i) => t.call(name, infiniteOf(t, x, i), ...(arity === 2 ? [infiniteOf(t, x, i)] : []))],
    ]),
  ];

  it.each(poisons)('does no harm with %s', (_, poison) => {
    const { t, i, x } = vector(-1.5, 0.5, 2);
    const taken = t.power(x, 3);
    const condition = t.less(t.multiply(x, x), t.constant(-1));
    const out = t.where(condition, poison(t, x, i), taken);
    const first = t.adjoint(out, x) as NodeId;
    expect(valuesOf(t, out)).toEqual([-3.375, 0.125, 8]);
    expect(valuesOf(t, first)).toEqual([6.75, 0.75, 12]);
    expect(valuesOf(t, t.adjoint(first, x))).toEqual([-9, 3, 12]);
  });

  it('does none in the other place either', () => {
    const { t, i, x } = vector(1, 2);
    const out = t.where(t.less(t.constant(0), x), t.multiply(x, x), undefinedOf(t, x, i));
    expect(valuesOf(t, t.adjoint(out, x))).toEqual([2, 4]);
  });

  it('does harm where it is taken', () => {
    const { t, i, x } = vector(1, 2);
    const out = t.where(t.less(x, t.constant(1.5)), undefinedOf(t, x, i), t.multiply(x, x));
    expect(valuesOf(t, out)).toEqual([Number.NaN, 4]);
    expect(valuesOf(t, t.adjoint(t.call('exp', out), x))).toEqual([Number.NaN, 4 * Math.exp(4)]);
  });
});

describe('a place that does not exist', () => {
  it.each([
    [-1, 'before the first'],
    [2, 'past the last'],
    [1 / 3, 'between two, though the layout has a cell there'],
    [Number.NaN, 'undefined'],
    [Number.POSITIVE_INFINITY, 'infinitely far'],
  ])('%d has no value and takes no part in the adjoint: %s', (place) => {
    const t = new Tape(1);
    const [i, j] = [t.axis(2), t.axis(3)];
    const x = t.leaf([i, j], Float64Array.of(1, 2, 3, 4, 5, 6));
    for (const out of [t.select(x, i, place), t.gather(x, i, t.constant(place))]) {
      expect(valuesOf(t, out)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
      expect(valuesOf(t, t.adjoint(out, x))).toEqual(new Array(6).fill(Number.isNaN(place) ? place : 0));
    }
  });
});

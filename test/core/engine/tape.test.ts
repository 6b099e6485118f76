import { describe, expect, it } from 'vitest';
import type { Axis, NodeId } from '../../../src/core/engine/tape.ts';
import { Tape, TooLarge } from '../../../src/core/engine/tape.ts';

const { NaN: undefinedValue } = Number;

/** A tape with one sample, an axis of 2 and one of 3. */
function small() {
  const t = new Tape(1);
  const [i, j] = [t.axis(2), t.axis(3)];
  const leaf = (axes: Axis[], ...values: number[]) => t.leaf(axes, Float64Array.from(values));
  return { t, i, j, leaf, matrix: leaf([i, j], 1, 2, 3, 4, 5, 6) };
}

type Small = ReturnType<typeof small>;

describe('values', () => {
  it.each<[string, (s: Small) => NodeId, number[], string]>([
    ['add', ({ t, matrix, leaf, i }) => t.add(matrix, leaf([i], 10, 20)), [11, 12, 13, 24, 25, 26], 'aligned by name, not by place'],
    ['multiply', ({ t, i, j }) => t.multiply(t.iota(i), t.iota(j)), [0, 0, 0, 0, 1, 2], 'the union of the axes'],
    ['sum', ({ t, matrix, j }) => t.sum(matrix, j), [6, 15], 'inner axis'],
    ['sum', ({ t, matrix, i }) => t.sum(matrix, i), [5, 7, 9], 'outer axis'],
    ['sum', ({ t, i, j }) => t.sum(t.iota(i), j), [0, 3], 'a lacking axis counts its size'],
    ['product', ({ t, matrix, j }) => t.product(matrix, j), [6, 120], 'inner axis'],
    ['product', ({ t, j, leaf }) => t.product(leaf([], 2), j), [8], 'a lacking axis makes a power'],
    ['maximum', ({ t, matrix, i }) => t.maximum(matrix, i), [4, 5, 6], 'outer axis'],
    ['minimum', ({ t, matrix, j }) => t.minimum(matrix, j), [1, 4], 'inner axis'],
    ['relabel', ({ t, matrix, i }) => t.relabel(matrix, [i], [t.axis(2)]), [1, 4, 2, 5, 3, 6], 'a later name moves the axis inwards'],
    [
      'relabel',
      ({ t, i, leaf }) => {
        const k = t.axis(2);
        return t.relabel(leaf([i, k], 1, 2, 3, 4), [k], [i]);
      },
      [1, 4],
      'a diagonal',
    ],
    ['gather', ({ t, matrix, i, j, leaf }) => t.gather(matrix, j, leaf([i], 2, 0)), [3, 4], 'one place in each row'],
    ['gather', ({ t, matrix, j, leaf }) => t.gather(matrix, j, leaf([], 3)), [undefinedValue, undefinedValue], 'past the end'],
    ['gather', ({ t, matrix, j, leaf }) => t.gather(matrix, j, leaf([], 0.5)), [undefinedValue, undefinedValue], 'between two places'],
    ['select', ({ t, matrix, i }) => t.select(matrix, i, 1), [4, 5, 6], 'a row'],
    ['select', ({ t, matrix, j }) => t.select(matrix, j, -1), [undefinedValue, undefinedValue], 'before the begin'],
    ['stack', ({ t, i, j }) => t.stack([t.constant(7), t.iota(j)], i), [7, 7, 7, 0, 1, 2], 'the new axis comes first'],
    ['less', ({ t, j }) => t.less(t.iota(j), t.constant(1)), [1, 0, 0], 'strict'],
    ['lessOrEqual', ({ t, j }) => t.lessOrEqual(t.iota(j), t.constant(1)), [1, 1, 0], 'not strict'],
    ['equal', ({ t, j, leaf }) => t.equal(leaf([j], 0, undefinedValue, 2), t.iota(j)), [1, undefinedValue, 1], 'undefined with anything'],
    ['less', ({ t, leaf }) => t.less(leaf([], -Infinity), leaf([], Infinity)), [1], 'infinities compare'],
    ['equal', ({ t, leaf }) => t.equal(leaf([], Infinity), leaf([], -Infinity)), [0], 'infinities differ'],
    [
      'where',
      ({ t, j, leaf }) => t.where(t.iota(j), leaf([j], undefinedValue, 2, 3), t.constant(9)),
      [9, 2, 3],
      'NaN in the branch not taken',
    ],
    ['where', ({ t, leaf }) => t.where(leaf([], undefinedValue), t.constant(1), t.constant(2)), [undefinedValue], 'an undefined mask'],
    ['scale', ({ t, leaf, i }) => t.scale(leaf([i], 0, 2), leaf([i], undefinedValue, 3)), [0, 6], 'a strong zero'],
    ['broadcast', ({ t, i, j }) => t.broadcast(t.iota(i), [j]), [0, 0, 0, 1, 1, 1], 'a new inner axis'],
  ])('%s: %#', (_, build, expected) => {
    const s = small();
    expect([...s.t.valueOf(build(s))]).toEqual(expected);
  });

  it('come for every sample, from nodes that vary over samples and from nodes that do not', () => {
    const t = new Tape(2);
    const i = t.axis(3);
    const x = t.leaf([i], Float64Array.of(1, 2, 3, 4, 5, 6));
    const uniform = t.leaf([i], Float64Array.of(10, 20, 30));
    expect([...t.valueOf(uniform)]).toEqual([10, 10, 20, 20, 30, 30]);
    expect([...t.valueOf(t.add(x, uniform))]).toEqual([11, 12, 23, 24, 35, 36]);
    expect([...t.valueOf(t.stack([t.constant(1), t.select(x, i, 2)], t.axis(2)))]).toEqual([1, 1, 5, 6]);
    expect([...t.valueOf(t.gather(x, i, t.leaf([], Float64Array.of(0, 2))))]).toEqual([1, 6]);
    expect([...t.valueOf(t.gather(uniform, i, t.leaf([], Float64Array.of(0, 2))))]).toEqual([10, 30]);
    expect([...t.valueOf(t.where(t.less(t.iota(i), t.constant(1)), x, uniform))]).toEqual([1, 2, 20, 20, 30, 30]);
  });
});

describe('value numbering', () => {
  const { t, i, j, matrix } = small();
  const x = t.select(matrix, i, 0);
  it.each<[boolean, string, () => NodeId, () => NodeId]>([
    [true, 'the same operation', () => t.call('exp', x), () => t.call('exp', x)],
    [true, 'a sum in the other order', () => t.add(x, t.iota(j)), () => t.add(t.iota(j), x)],
    [false, 'a difference in the other order', () => t.subtract(x, t.iota(j)), () => t.subtract(t.iota(j), x)],
    [true, 'a constant', () => t.constant(0.1), () => t.constant(0.1)],
    [false, 'another exponent', () => t.power(x, 0.25), () => t.power(x, 0.5)],
    [false, 'another axis', () => t.sum(matrix, i), () => t.sum(matrix, j)],
    [true, 'renaming to itself', () => t.relabel(matrix, [i], [i]), () => matrix],
    [true, 'renaming an axis that is not there', () => t.relabel(x, [i], [t.axis(2)]), () => x],
    [true, 'times 1', () => t.multiply(x, t.constant(1)), () => x],
    [false, 'times 0 keeps what is undefined', () => t.multiply(x, t.constant(0)), () => t.constant(0)],
    [false, 'a fence', () => t.fence(x), () => t.fence(x)],
    [false, 'a leaf', () => t.leaf([], Float64Array.of(1)), () => t.leaf([], Float64Array.of(1))],
  ])('%s: %s', (same, _, a, b) => {
    expect(a() === b()).toBe(same);
  });

  it('tells many nodes on one input apart', () => {
    const many = () => Array.from({ length: 5000 }, (_, k) => t.power(x, k / 7 + 2));
    expect(new Set(many()).size).toBe(5000);
    expect(many()).toEqual(many());
  });

  it('keeps no array of the caller', () => {
    const rows = [x, t.iota(j)];
    const stacked = t.stack(rows, i);
    rows.reverse();
    expect(t.stack([x, t.iota(j)], i)).toBe(stacked);
    expect([...t.valueOf(stacked)]).toEqual([1, 2, 3, 0, 1, 2]);
  });
});

describe('what has no part in the result has none in the adjoint', () => {
  const t = new Tape(1);
  const scalar = (value: number) => t.leaf([], Float64Array.of(value));
  const zero = t.constant(0);
  const pair = t.axis(2);
  it.each<[string, number, (x: NodeId) => NodeId, number, string]>([
    ['log', -1, (x) => t.where(t.less(zero, x), t.call('log', x), x), 1, 'undefined in the branch not taken'],
    ['sqrt', 0, (x) => t.where(t.less(zero, x), t.call('sqrt', x), t.multiply(x, x)), 0, 'an infinite slope in the branch not taken'],
    ['sqrt', -4, (x) => t.where(t.less(zero, x), t.call('sqrt', t.call('log', x)), t.power(x, 3)), 48, 'two deep'],
    ['divide', 0, (x) => t.where(t.equal(x, zero), x, t.divide(x, x)), 1, 'a quotient by 0 that is not taken'],
    [
      'nested',
      -1,
      (x) => t.where(t.less(zero, x), t.where(t.less(t.call('log', x), zero), x, zero), x),
      1,
      'an undefined mask inside a branch not taken',
    ],
    ['relu', 0, (x) => t.call('relu', x), 0, 'a kink has one of its slopes'],
    ['maximum of a tie', 2, (x) => t.maximum(t.stack([x, x], pair), pair), 1, 'equal extremes share'],
  ])('%s at %d: %#', (_, at, build, expected) => {
    const x = scalar(at);
    expect(t.valueOf(t.adjoint(build(x), x) as NodeId)[0]).toBe(expected);
  });

  it.each<[string, (x: NodeId) => NodeId, number]>([
    ['an undefined branch', (x) => t.where(t.less(zero, x), t.call('log', x), t.power(x, 3)), -12],
    ['an undefined branch of two functions', (x) => t.where(t.less(zero, x), t.call('sqrt', t.call('log', x)), t.power(x, 3)), -12],
    ['an undefined branch of three', (x) => t.where(t.less(zero, x), t.call('log', t.call('log', t.call('log', x))), t.power(x, 3)), -12],
    ['an undefined quotient', (x) => t.where(t.less(zero, x), t.divide(x, t.call('log', x)), t.power(x, 3)), -12],
    ['an undefined product', (x) => t.where(t.less(zero, x), t.product(t.call('log', t.stack([x, x], pair)), pair), t.power(x, 3)), -12],
  ])('at second order: %s', (_, build, expected) => {
    const x = scalar(-2);
    const first = t.adjoint(build(x), x) as NodeId;
    expect(t.valueOf(t.adjoint(first, x) as NodeId)[0]).toBe(expected);
  });

  it('gathers nothing from a place that does not exist', () => {
    const i = t.axis(2);
    const x = t.leaf([i], Float64Array.of(1, 2));
    const out = t.gather(x, i, scalar(2));
    expect([...t.valueOf(t.adjoint(out, x) as NodeId)]).toEqual([0, 0]);
  });
});

describe('dependence', () => {
  const t = new Tape(1);
  const x = t.leaf([], Float64Array.of(2));
  const y = t.leaf([], Float64Array.of(3));
  const cut = t.fence(t.multiply(x, x));
  it.each<[string, NodeId, NodeId, number | undefined]>([
    ['another leaf', t.call('exp', y), x, undefined],
    ['an earlier node by a later one', x, cut, undefined],
    ['itself', x, x, 1],
    ['through a fence', t.multiply(cut, y), x, 12],
    ['by a fence', t.multiply(cut, y), cut, 3],
    ['by a fence, not by the node behind it', t.multiply(cut, t.multiply(x, x)), cut, 4],
    ['held', t.multiply(t.stopGradient(t.multiply(x, x)), y), x, undefined],
    ['held and free', t.multiply(t.stopGradient(x), x), x, 2],
    ['through a mask only: an exact zero, but a dependence', t.where(t.less(x, y), y, t.constant(1)), x, 0],
    ['through a constant branch', t.where(t.less(y, t.constant(0)), x, y), x, 0],
    ['through floor', t.call('floor', x), x, 0],
  ])('%s', (_, of, wrt, expected) => {
    const bar = t.adjoint(of, wrt);
    expect(bar === undefined ? undefined : t.valueOf(bar)[0]).toBe(expected);
    expect(t.dependsOn(of, wrt)).toBe(expected !== undefined);
  });
});

describe('the axes of an adjoint', () => {
  const t = new Tape(2);
  const [i, j, rows] = [t.axis(2), t.axis(3), t.axis(3)];
  const x = t.leaf([i], Float64Array.of(1, 2, 3, 4));
  const y = t.leaf([j], Float64Array.of(1, 2, 3, 4, 5, 6));

  it('are those of the primal, even where it is constant along them', () => {
    expect(t.axesOf(t.adjoint(t.sum(x, i), x) as NodeId)).toEqual([i]);
    expect([...t.valueOf(t.adjoint(t.sum(x, i), x) as NodeId)]).toEqual([1, 1, 1, 1]);
    expect([...t.valueOf(t.adjoint(x, x) as NodeId)]).toEqual([1, 1, 1, 1]);
  });

  it('are those of the rows too: an elementwise function has a diagonal Jacobian', () => {
    const jacobian = t.adjoint(t.multiply(y, y), y, [rows]) as NodeId;
    expect(t.axesOf(jacobian)).toEqual([j, rows]);
    const at = (a: number, b: number) => [...t.valueOf(t.select(t.select(jacobian, rows, b), j, a))];
    expect(at(1, 1)).toEqual([6, 8]);
    expect(at(1, 2)).toEqual([0, 0]);
  });

  it('may take the names of the function, or of an axis summed inside it', () => {
    const s = t.leaf([], Float64Array.of(2, 3));
    expect([...t.valueOf(t.adjoint(t.multiply(s, y), s, [j]) as NodeId)]).toEqual([...t.valueOf(y)]);
    const inner = t.sum(t.multiply(y, t.multiply(s, y)), j);
    const out = t.multiply(inner, t.relabel(y, [j], [rows]));
    const expected = t.adjoint(out, s, [t.axis(3)]) as NodeId;
    expect([...t.valueOf(t.adjoint(out, s, [j]) as NodeId)]).toEqual([...t.valueOf(expected)]);
  });

  it('keep apart from the axes that the vjp of a product needs', () => {
    const s = t.leaf([], Float64Array.of(2, 3));
    const out = t.multiply(y, t.product(t.multiply(s, y), j));
    const expected = t.adjoint(out, s, [t.axis(3)]) as NodeId;
    expect([...t.valueOf(t.adjoint(out, s, [j]) as NodeId)]).toEqual([...t.valueOf(expected)]);
    const square = (other: Axis) => t.adjoint(t.product(t.multiply(y, t.relabel(y, [j], [other])), j), y) as NodeId;
    expect([...t.valueOf(square(t.twin(j, [])))]).toEqual([...t.valueOf(square(t.axis(3)))]);
  });

  it('cannot be in two roles, or of two sizes', () => {
    expect(() => t.adjoint(y, y, [j])).toThrow('an axis of its primal');
    expect(() => t.adjoint(y, y, [i])).toThrow('sizes');
    expect(() => t.adjoint(t.multiply(x, y), y, [rows])).toThrow('one row axis');
    expect(() => t.relabel(y, [j], [i])).toThrow('sizes');
    expect(() => t.axis(0)).toThrow('size');
  });
});

describe('bounds', () => {
  it('refuses a node that is too large before computing it', () => {
    const t = new Tape(8);
    const axes = Array.from({ length: 8 }, () => t.axis(7));
    expect(() => axes.reduce((product, axis) => t.multiply(product, t.add(t.iota(axis), t.constant(1))), t.constant(2))).toThrow(TooLarge);
  });

  it('refuses a tape that is too large', () => {
    const t = new Tape(1);
    const axes = Array.from({ length: 7 }, () => t.axis(8));
    const large = axes.reduce((product, axis) => t.add(product, t.iota(axis)), t.constant(2));
    const grow = () => {
      for (let n = 0; n < 40; n++) t.valueOf(t.add(large, t.constant(n + 1)));
    };
    expect(grow).toThrow(TooLarge);
  });

  it('evaluates and differentiates a graph of any depth', () => {
    const t = new Tape(1);
    const x = t.leaf([], Float64Array.of(1));
    let out = x;
    for (let n = 0; n < 50_000; n++) out = t.call('sin', out);
    expect(t.valueOf(out)[0]).toBeGreaterThan(0);
    expect(t.valueOf(t.adjoint(out, x) as NodeId)[0]).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { Axis, NodeId } from '../../../src/core/engine/tape.ts';
import { Tape } from '../../../src/core/engine/tape.ts';
import { random } from './gradient-check.ts';

const samples = 3;

function bench(seed: number) {
  const t = new Tape(samples);
  const next = random(seed);
  const leaf = (...axes: Axis[]): NodeId => {
    const cells = axes.reduce((product, axis) => product * t.sizeOf(axis), samples);
    return t.leaf(
      axes,
      Float64Array.from({ length: cells }, () => 2 * next() - 1),
    );
  };
  return { t, leaf };
}

function expectSame(t: Tape, actual: NodeId | undefined, expected: NodeId): void {
  const a = actual as NodeId;
  expect(t.axesOf(a)).toEqual(t.axesOf(expected));
  t.valueOf(a).forEach((x, n) => {
    expect(x).toBeCloseTo(t.valueOf(expected)[n] as number, 12);
  });
}

/** log Σ exp, its softmax, and the matrix that both have in common. */
function logSumExp(size: number) {
  const { t, leaf } = bench(size);
  const [i, j] = [t.axis(size), t.axis(size)];
  const x = leaf(i);
  const top = t.stopGradient(t.maximum(x, i));
  const e = t.call('exp', t.subtract(x, top));
  const total = t.sum(e, i);
  const p = t.divide(e, total);
  const q = t.relabel(p, [i], [j]);
  const diagonal = t.where(t.equal(t.iota(i), t.iota(j)), p, t.constant(0));
  return { t, i, j, x, p, q, of: t.add(top, t.call('log', total)), hessian: t.subtract(diagonal, t.multiply(p, q)) };
}

describe.each([1, 2, 5])('log-sum-exp of %i numbers', (size) => {
  it('has the softmax as its gradient', () => {
    const { t, x, p, of } = logSumExp(size);
    expectSame(t, t.adjoint(of, x), p);
  });

  it('has diag(p) - p pᵀ as its Hessian', () => {
    const { t, j, x, of, hessian } = logSumExp(size);
    expectSame(t, t.adjoint(t.adjoint(of, x) as NodeId, x, [j]), hessian);
  });

  it('has a symmetric tensor of third derivatives, which sums to 0 along every axis', () => {
    const { t, i, x, hessian } = logSumExp(size);
    const [k, l] = [t.axis(size), t.axis(size)];
    const third = t.adjoint(hessian, x, [k, l]) as NodeId;
    expectSame(t, t.relabel(third, [i, k, l], [k, l, i]), third);
    for (const axis of [i, k, l]) {
      for (const total of t.valueOf(t.sum(third, axis))) expect(total).toBeCloseTo(0, 12);
    }
  });
});

type Rows = (bench: { t: Tape; i: Axis; twin: Axis; other: Axis }) => Axis[];

/** Y_ab = s x_a (z_b + z_b^2), over an axis and its twin, or over an axis and a stranger, all of one size. */
describe('rows of a Jacobian', () => {
  const shapes: readonly [string, (b: { i: Axis; twin: Axis; other: Axis }) => Axis][] = [
    ['an axis and its twin', ({ twin }) => twin],
    ['an axis and a stranger', ({ other }) => other],
  ];
  const rows: readonly [string, Rows][] = [
    ['new names', ({ t }) => [t.axis(3), t.axis(3)]],
    ['the names of the function', ({ i, twin }) => [i, twin]],
    ['these names swapped', ({ i, twin }) => [twin, i]],
    ['one of its names and the twin of a twin', ({ t, i, twin }) => [i, t.twin(twin, [])]],
    ['the same the other way round', ({ t, i, twin }) => [t.twin(twin, []), i]],
    ['a stranger and one of its names', ({ i, other }) => [other, i]],
  ];

  it.each(shapes.flatMap(([axes, second]) => rows.map(([names, into]) => [axes, names, second, into] as const)))(
    'over %s, under %s',
    (_axes, _names, second, into) => {
      const { t, leaf } = bench(5);
      const i = t.axis(3);
      const [s, x] = [leaf(), leaf(i)];
      const named = { t, i, twin: t.twin(i, [x]), other: t.axis(3) };
      const b = second(named);
      const z = leaf(b);
      const y = t.multiply(x, t.add(z, t.multiply(z, z)));
      const to = into(named);
      expectSame(t, t.adjoint(t.multiply(s, y), s, to), t.relabel(y, [i, b], to));
    },
  );

  it('are laid out by the axes of the function, not by the order of the names', () => {
    const { t, leaf } = bench(6);
    const [i, k] = [t.axis(2), t.axis(2)];
    const x = leaf(i, k);
    const [row, column] = [t.axis(2), t.axis(2)];
    const delta = (a: Axis, b: Axis) => t.equal(t.iota(a), t.iota(b));
    expectSame(t, t.adjoint(x, x, [row, column]), t.multiply(delta(i, row), delta(k, column)));
    expectSame(t, t.adjoint(x, x, [column, row]), t.multiply(delta(i, column), delta(k, row)));
  });

  it('are as many as the function has axes, each another', () => {
    const { t, leaf } = bench(7);
    const [i, k] = [t.axis(2), t.axis(2)];
    const x = leaf(i, k);
    const row = t.axis(2);
    expect(() => t.adjoint(x, x, [row])).toThrow('one row axis for each');
    expect(() => t.adjoint(x, x, [row, row])).toThrow('one axis for two rows');
  });
});

describe('one sweep for many', () => {
  it('gives the nodes that single sweeps give', () => {
    const { t, leaf } = bench(8);
    const [i, j] = [t.axis(2), t.axis(3)];
    const [W, x, b, unused] = [leaf(i, j), leaf(j), leaf(i), leaf()];
    const a = t.add(t.sum(t.multiply(W, x), j), b);
    const loss = t.sum(t.power(t.call('tanh', a), 2), i);
    expect(t.adjoints(loss, [W, x, b, a, unused])).toEqual([W, x, b, a, unused].map((id) => t.adjoint(loss, id)));
  });

  it('takes the total derivative by a node and by what it is made of', () => {
    const { t, leaf } = bench(9);
    const x = leaf();
    const y = t.multiply(x, x);
    const z = t.multiply(y, x);
    const [byX, byY] = t.adjoints(z, [x, y]);
    expectSame(t, byY, x);
    expectSame(t, byX, t.multiply(t.constant(3), y));
  });
});

describe('adjoints that do not vary over samples', () => {
  it('have a value for every sample all the same', () => {
    const { t, leaf } = bench(10);
    const i = t.axis(3);
    const x = leaf(i);
    const bar = t.adjoint(t.sum(t.multiply(t.iota(i), x), i), x) as NodeId;
    expect([...t.valueOf(bar)]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
    expect([...t.valueOf(t.adjoint(t.sum(t.constant(2), i), t.constant(2)) as NodeId)]).toEqual([3, 3, 3]);
  });

  it('meet adjoints that do', () => {
    const { t, leaf } = bench(11);
    const x = leaf();
    const out = t.add(t.multiply(t.constant(5), x), t.multiply(x, x));
    expectSame(t, t.adjoint(out, x), t.add(t.constant(5), t.multiply(t.constant(2), x)));
  });
});

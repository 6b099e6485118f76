import { describe, expect, it } from 'vitest';
import type { Axis, NodeId } from '../../../src/core/engine/tape.ts';
import { Tape } from '../../../src/core/engine/tape.ts';
import { random } from './gradient-check.ts';

const samples = 4;

/** A tape with seeded leaves and the operations of matrix calculus. */
function workbench(seed: number) {
  const t = new Tape(samples);
  const next = random(seed);
  const leaf = (...axes: Axis[]): NodeId => {
    const cells = axes.reduce((product, axis) => product * t.sizeOf(axis), 1);
    return t.leaf(
      axes,
      Float64Array.from({ length: cells * samples }, () => 2 * next() - 1),
    );
  };
  const sum = (a: NodeId, ...over: Axis[]) => over.reduce((total, axis) => t.sum(total, axis), a);
  const times = (...factors: NodeId[]) => factors.reduce((a, b) => t.multiply(a, b));
  return { t, leaf, sum, times, delta: (a: Axis, b: Axis) => t.equal(t.iota(a), t.iota(b)) };
}

function expectSame(t: Tape, actual: NodeId | undefined, expected: NodeId): void {
  const a = actual as NodeId;
  expect(t.axesOf(a)).toEqual(t.axesOf(expected));
  const values = t.valueOf(expected);
  expect(values.some((x) => x !== 0)).toBe(true);
  t.valueOf(a).forEach((x, n) => {
    expect(Math.abs(x - (values[n] as number))).toBeLessThan(1e-12 * Math.max(1, Math.abs(x)));
  });
}

/** An identity: a function, what it is differentiated by, and the published derivative, each in index notation. */
type Identity = (bench: ReturnType<typeof workbench>) => { t: Tape; of: NodeId; wrt: NodeId; into?: Axis[]; is: NodeId };

const cookbook: readonly [equation: string, identity: Identity][] = [
  [
    '(69) d(x·a)/dx = a',
    ({ t, leaf, sum, times }) => {
      const i = t.axis(3);
      const [x, a] = [leaf(i), leaf(i)];
      return { t, of: sum(times(x, a), i), wrt: x, is: a };
    },
  ],
  [
    '(70) d(aᵀXb)/dX = abᵀ',
    ({ t, leaf, sum, times }) => {
      const [i, j] = [t.axis(2), t.axis(3)];
      const [a, X, b] = [leaf(i), leaf(i, j), leaf(j)];
      return { t, of: sum(times(a, X, b), i, j), wrt: X, is: times(a, b) };
    },
  ],
  [
    '(71) d(aᵀXᵀb)/dX = baᵀ',
    ({ t, leaf, sum, times }) => {
      const [i, j] = [t.axis(2), t.axis(3)];
      const [a, X, b] = [leaf(j), leaf(i, j), leaf(i)];
      return { t, of: sum(times(a, X, b), i, j), wrt: X, is: times(b, a) };
    },
  ],
  [
    '(77) d(bᵀXᵀXc)/dX = X(bcᵀ + cbᵀ)',
    ({ t, leaf, sum, times }) => {
      const [k, i, j] = [t.axis(2), t.axis(3), t.axis(3)];
      const [X, b, c] = [leaf(k, i), leaf(i), leaf(i)];
      const row = (v: NodeId) => sum(times(X, v), i);
      const outer = (v: NodeId, w: NodeId) => times(v, t.relabel(w, [i], [j]));
      const is = t.relabel(sum(times(X, t.add(outer(b, c), outer(c, b))), i), [j], [i]);
      return { t, of: sum(times(row(b), row(c)), k), wrt: X, is };
    },
  ],
  [
    '(81) d(xᵀBx)/dx = (B + Bᵀ)x',
    ({ t, leaf, sum, times }) => {
      const [i, j] = [t.axis(3), t.axis(3)];
      const [x, B] = [leaf(i), leaf(i, j)];
      const both = t.add(B, t.relabel(B, [i, j], [j, i]));
      return { t, of: sum(times(x, B, t.relabel(x, [i], [j])), i, j), wrt: x, is: sum(times(both, t.relabel(x, [i], [j])), j) };
    },
  ],
  [
    '(84) d((x - As)ᵀW(x - As))/ds = -2AᵀW(x - As), W symmetric',
    ({ t, leaf, sum, times }) => {
      const [i, j, k] = [t.axis(3), t.axis(3), t.axis(2)];
      const [x, A, s, V] = [leaf(i), leaf(i, k), leaf(k), leaf(i, j)];
      const W = t.add(V, t.relabel(V, [i, j], [j, i]));
      const r = t.subtract(x, sum(times(A, s), k));
      const Wr = sum(times(W, t.relabel(r, [i], [j])), j);
      return { t, of: sum(times(r, Wr), i), wrt: s, is: times(t.constant(-2), sum(times(A, Wr), i)) };
    },
  ],
  [
    '(98) the Hessian of xᵀAx + bᵀx is A + Aᵀ',
    ({ t, leaf, sum, times }) => {
      const [i, j, i2] = [t.axis(3), t.axis(3), t.axis(3)];
      const [x, A, b] = [leaf(i), leaf(i, j), leaf(i)];
      const f = t.add(sum(times(x, A, t.relabel(x, [i], [j])), i, j), sum(times(b, x), i));
      const symmetric = t.relabel(t.add(A, t.relabel(A, [i, j], [j, i])), [j], [i2]);
      return { t, of: t.adjoint(f, x) as NodeId, wrt: x, into: [i2], is: symmetric };
    },
  ],
  [
    '(100) d tr(XA)/dX = Aᵀ',
    ({ t, leaf, sum, times }) => {
      const [i, j] = [t.axis(2), t.axis(3)];
      const [X, A] = [leaf(i, j), leaf(i, j)];
      return { t, of: sum(times(X, A), i, j), wrt: X, is: A };
    },
  ],
  [
    '(106) d tr(X²)/dX = 2Xᵀ',
    ({ t, leaf, sum, times }) => {
      const [i, j] = [t.axis(3), t.axis(3)];
      const X = leaf(i, j);
      const transposed = t.relabel(X, [i, j], [j, i]);
      return { t, of: sum(times(X, transposed), i, j), wrt: X, is: times(t.constant(2), transposed) };
    },
  ],
  [
    '(115) d tr(XᵀX)/dX = 2X',
    ({ t, leaf, sum, times }) => {
      const [i, j] = [t.axis(2), t.axis(3)];
      const X = leaf(i, j);
      return { t, of: sum(times(X, X), i, j), wrt: X, is: times(t.constant(2), X) };
    },
  ],
  [
    '(49) d det(X)/dX = det(X) X^{-T}, for 2 by 2',
    ({ t, leaf, times }) => {
      const [i, j] = [t.axis(2), t.axis(2)];
      const X = leaf(i, j);
      const at = (a: number, b: number) => t.select(t.select(X, i, a), j, b);
      const cofactors = t.stack([t.stack([at(1, 1), t.negate(at(1, 0))], j), t.stack([t.negate(at(0, 1)), at(0, 0)], j)], i);
      return { t, of: t.subtract(times(at(0, 0), at(1, 1)), times(at(0, 1), at(1, 0))), wrt: X, is: cofactors };
    },
  ],
  [
    '(129) d‖x - a‖/dx = (x - a) / ‖x - a‖',
    ({ t, leaf, sum, times }) => {
      const i = t.axis(4);
      const r = t.subtract(leaf(i), leaf(i));
      const x = t.fence(r);
      const norm = t.call('sqrt', sum(times(x, x), i));
      return { t, of: norm, wrt: x, is: t.divide(r, norm) };
    },
  ],
  [
    '(32) dX_kl/dX_ij = δ_ik δ_lj',
    ({ t, leaf, delta, times }) => {
      const [i, j, k, l] = [t.axis(2), t.axis(3), t.axis(2), t.axis(3)];
      const X = leaf(i, j);
      return { t, of: X, wrt: X, into: [k, l], is: times(delta(i, k), delta(j, l)) };
    },
  ],
];

const learning: readonly [equation: string, identity: Identity][] = [
  [
    'Bishop, PRML (4.106): dy_k/da_j = y_k (I_kj - y_j) for a softmax',
    ({ t, leaf, delta, times }) => {
      const [j, k] = [t.axis(4), t.axis(4)];
      const a = leaf(j);
      const e = t.call('exp', a);
      const y = t.divide(e, t.sum(e, j));
      return { t, of: y, wrt: a, into: [k], is: times(t.relabel(y, [j], [k]), t.subtract(delta(j, k), y)) };
    },
  ],
  [
    'Bishop, PRML (4.91): the gradient of logistic regression is Σ_n (y_n - t_n) φ_n',
    ({ t, leaf, sum, times }) => {
      const [n, d] = [t.axis(5), t.axis(3)];
      const [w, phi] = [leaf(d), leaf(n, d)];
      const target = t.call('sigmoid', leaf(n));
      const y = t.call('sigmoid', sum(times(w, phi), d));
      const one = t.constant(1);
      const terms = t.add(times(target, t.call('log', y)), times(t.subtract(one, target), t.call('log', t.subtract(one, y))));
      return { t, of: t.negate(sum(terms, n)), wrt: w, is: sum(times(t.subtract(y, target), phi), n) };
    },
  ],
  [
    'Bishop, PRML (4.97): its Hessian is Σ_n y_n (1 - y_n) φ_n φ_nᵀ',
    ({ t, leaf, sum, times }) => {
      const [n, d, d2] = [t.axis(5), t.axis(3), t.axis(3)];
      const [w, phi] = [leaf(d), leaf(n, d)];
      const a = sum(times(w, phi), d);
      const y = t.call('sigmoid', a);
      const error = t.subtract(sum(t.call('softplus', a), n), sum(times(leaf(n), a), n));
      const is = sum(times(y, t.subtract(t.constant(1), y), phi, t.relabel(phi, [d], [d2])), n);
      return { t, of: t.adjoint(error, w) as NodeId, wrt: w, into: [d2], is };
    },
  ],
  [
    'Bishop, PRML (4.109): the gradient of softmax and cross entropy is Σ_n (y_nj - t_nj) φ_n, if Σ_k t_nk = 1',
    ({ t, leaf, sum, times }) => {
      const [n, d, k] = [t.axis(4), t.axis(3), t.axis(5)];
      const [W, phi, raw] = [leaf(k, d), leaf(n, d), t.call('exp', leaf(n, k))];
      const target = t.divide(raw, t.sum(raw, k));
      const e = t.call('exp', sum(times(W, phi), d));
      const y = t.divide(e, t.sum(e, k));
      return { t, of: t.negate(sum(times(target, t.call('log', y)), n, k)), wrt: W, is: sum(times(t.subtract(y, target), phi), n) };
    },
  ],
];

describe.each([
  ['The Matrix Cookbook, 2012', cookbook],
  ['Learning', learning],
] as const)('%s', (_, identities) => {
  it.each(identities)('%s', (_name, identity) => {
    const { t, of, wrt, into, is } = identity(workbench(11));
    expectSame(t, t.adjoint(of, wrt, into), is);
  });
});

describe('Mazur, A Step by Step Backpropagation Example', () => {
  const t = new Tape(1);
  const scalar = (value: number) => t.leaf([], Float64Array.of(value));
  const w = [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55].map(scalar);
  const unit = (x: readonly NodeId[], v: number, b: number) => {
    const weighted = x.map((input, n) => t.multiply(w[v + n] as NodeId, input)).reduce((a, c) => t.add(a, c), t.constant(b));
    return t.call('sigmoid', weighted);
  };
  const inputs = [scalar(0.05), scalar(0.1)];
  const hidden = [unit(inputs, 0, 0.35), unit(inputs, 2, 0.35)];
  const outputs = [unit(hidden, 4, 0.6), unit(hidden, 6, 0.6)];
  const squares = outputs.map((out, n) => t.power(t.subtract(t.constant([0.01, 0.99][n] as number), out), 2));
  const error = t.multiply(t.constant(0.5), t.add(squares[0] as NodeId, squares[1] as NodeId));
  const value = (id: NodeId | undefined) => t.valueOf(id as NodeId)[0] as number;

  it.each([
    ['out h1', hidden[0], 0.593269992],
    ['out h2', hidden[1], 0.596884378],
    ['out o1', outputs[0], 0.75136507],
    ['out o2', outputs[1], 0.772928465],
    ['E total', error, 0.298371109],
    ['dE/dw5', t.adjoint(error, w[4] as NodeId), 0.082167041],
    ['dE/dw1', t.adjoint(error, w[0] as NodeId), 0.000438568],
    ['dE/d out o1', t.adjoint(error, outputs[0] as NodeId), 0.74136507],
    ['dE/d out h1', t.adjoint(error, hidden[0] as NodeId), 0.036350306],
  ])('%s', (_, node, shown) => {
    expect(value(node)).toBeCloseTo(shown, 8);
  });

  it.each([
    [0, 0.149780716],
    [1, 0.19956143],
    [2, 0.24975114],
    [3, 0.29950229],
    [4, 0.35891648],
    [5, 0.408666186],
    [6, 0.51130127],
    [7, 0.561370121],
  ])('weight %i after one step', (n, shown) => {
    expect(value(w[n]) - 0.5 * value(t.adjoints(error, w)[n])).toBeCloseTo(shown, 8);
  });
});

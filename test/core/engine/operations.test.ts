import { describe, expect, it } from 'vitest';
import * as arithmetic from '../../../src/core/engine/arithmetic.ts';
import * as indexing from '../../../src/core/engine/indexing.ts';
import * as matrices from '../../../src/core/engine/matrices.ts';
import * as reductions from '../../../src/core/engine/reductions.ts';
import * as selection from '../../../src/core/engine/selection.ts';
import type { NodeId, Tape } from '../../../src/core/engine/tape.ts';
import type { LeafSpec, Program } from './gradient-check.ts';
import { checkAdjoints, derivativeOf, draw, random, run, samples, sumOfAll, weights } from './gradient-check.ts';

const sizes = [2, 3, 4, 3];
const [i, j, k] = [0, 1, 2];
const positive = (...axes: number[]): LeafSpec => ({ axes, range: [0.4, 2] });
const leaf = (...axes: number[]): LeafSpec => ({ axes });
type Build = (t: Tape, leaves: readonly [NodeId, NodeId, NodeId], axes: readonly [number, number, number, number]) => NodeId;

/** Every row is checked at first and second order, by random projections, and as a Jacobian with seed axes. */
const programs: readonly [name: string, leaves: readonly LeafSpec[], build: Build, why: string][] = [
  ['add', [leaf(i), leaf(i)], (t, [x, y]) => t.add(x, y), 'equal axes'],
  ['add', [leaf(i), leaf(j)], (t, [x, y]) => t.add(x, y), 'both operands are broadcast'],
  ['add', [leaf(i)], (t, [x]) => t.add(x, x), 'one node twice sends two cotangents'],
  ['subtract', [leaf(i, j), leaf(j)], (t, [x, y]) => t.subtract(x, y), 'the second operand is broadcast along the outer axis'],
  ['multiply', [leaf(i, j), leaf(i)], (t, [x, y]) => t.multiply(x, y), 'broadcast along the inner axis'],
  ['multiply', [leaf(), leaf(i, k)], (t, [x, y]) => t.multiply(x, y), 'a scalar that varies over samples'],
  ['multiply', [leaf(i)], (t, [x], [a]) => t.multiply(x, t.iota(a)), 'a uniform operand'],
  ['multiply', [leaf(i)], (t, [x], [, b]) => t.multiply(x, t.iota(b)), 'a uniform operand with an axis of its own'],
  ['divide', [leaf(i), positive(i, j)], (t, [x, y]) => t.divide(x, y), 'the first operand is broadcast'],
  ['divide', [positive(i)], (t, [x], [a]) => t.divide(x, t.sum(x, a)), 'a normalisation'],
  ['negate', [leaf(i)], (t, [x]) => t.negate(x), 'the plain case'],
  ['power', [leaf(i)], (t, [x]) => t.power(x, 3), 'an odd power of both signs'],
  ['power', [leaf(i)], (t, [x]) => t.power(x, 2), 'a square has a loop of its own'],
  ['power', [positive(i)], (t, [x]) => t.power(x, -1.5), 'a broken negative exponent'],
  ['call', [leaf(i), leaf(j)], (t, [x, y]) => t.call('tanh', t.add(x, y)), 'a function of a broadcast sum'],
  ['call', [positive(i), leaf(j)], (t, [x, y]) => t.call('pow', x, y), 'a function of two arguments on different axes'],
  ['scale', [leaf(i, j), leaf(j)], (t, [x, y]) => t.scale(x, y), 'away from 0 it is a product'],
  ['broadcast', [leaf(i)], (t, [x], [, b]) => t.broadcast(x, [b]), 'a new inner axis'],
  ['sum', [leaf(i, j, k)], (t, [x], [, b]) => t.sum(x, b), 'the middle axis'],
  ['sum', [leaf(j)], (t, [x], [a]) => t.sum(x, a), 'an axis that the operand lacks'],
  ['sum', [leaf(i, k), leaf(k, j)], (t, [x, y], [, , c]) => t.sum(t.multiply(x, y), c), 'a product of matrices'],
  ['sum', [leaf(i), leaf(i)], (t, [x, y], [a]) => t.multiply(x, t.sum(y, a)), 'an axis that is summed inside and free outside'],
  ['product', [leaf(i, j)], (t, [x], [, b]) => t.product(x, b), 'the plain case'],
  ['product', [leaf(i)], (t, [x], [, b]) => t.product(x, b), 'an axis that the operand lacks'],
  ['product', [leaf(j)], (t, [x], [, b]) => t.product(t.multiply(x, t.product(x, b)), b), 'one axis twice'],
  ['product', [leaf(j)], (t, [x], [, b]) => t.product(t.multiply(x, t.iota(b)), b), 'a factor of 0'],
  ['maximum', [leaf(i, j)], (t, [x], [, b]) => t.maximum(x, b), 'along the inner axis'],
  ['maximum', [leaf(i)], (t, [x], [, b]) => t.maximum(x, b), 'an axis that the operand lacks'],
  ['minimum', [leaf(i, j)], (t, [x], [a]) => t.minimum(x, a), 'along the outer axis'],
  ['relabel', [leaf(i, j)], (t, [x], [, b, , d]) => t.relabel(x, [b], [d]), 'a plain renaming'],
  ['relabel', [leaf(j, 3)], (t, [x], [, b, , d]) => t.relabel(x, [b, d], [d, b]), 'a transposition'],
  ['relabel', [leaf(i, j, 3)], (t, [x], [, b, , d]) => t.relabel(x, [d], [b]), 'a diagonal, onto an axis that is there'],
  [
    'relabel',
    [leaf(j, 3)],
    (t, [x], [, b, , d]) => {
      const e = t.axis(3);
      return t.relabel(x, [b, d], [e, e]);
    },
    'a diagonal, onto a new axis',
  ],
  ['relabel', [leaf(j, 3)], (t, [x], [, b, , d]) => t.sum(t.relabel(x, [d], [b]), b), 'a trace'],
  [
    'inverse',
    [leaf(j, 3)],
    (t, [x], [, b, , d]) => t.inverse(t.add(x, t.scale(t.equal(t.iota(b), t.iota(d)), t.constant(6))), b, d),
    'one matrix, away from the singular ones',
  ],
  [
    'inverse',
    [leaf(i, j, 3)],
    (t, [x], [, b, , d]) => t.inverse(t.add(x, t.scale(t.equal(t.iota(b), t.iota(d)), t.constant(6))), d, b),
    'many matrices',
  ],
  ['determinant', [leaf(j, 3)], (t, [x], [, b, , d]) => t.determinant(x, b, d), 'one matrix'],
  ['determinant', [leaf(i, j, 3)], (t, [x], [, b, , d]) => t.determinant(x, d, b), 'many matrices'],
  ['gather', [leaf(i, j)], (t, [x], [a, b]) => t.gather(x, b, t.iota(a)), 'the index depends on another axis of the operand: x_{i,i}'],
  [
    'gather',
    [leaf(i, j)],
    (t, [x], [, b, c]) => t.gather(x, b, t.call('min', t.iota(c), t.constant(2))),
    'the index has an axis of its own and hits one place twice',
  ],
  [
    'gather',
    [leaf(j)],
    (t, [x], [, b]) => t.gather(x, b, t.subtract(t.constant(2), t.iota(b))),
    'a reversal: the index has the axis itself',
  ],
  [
    'gather',
    [leaf(j), { axes: [i], range: [0.1, 2.9] }],
    (t, [x, y], [, b]) => t.gather(x, b, t.stopGradient(t.call('floor', y))),
    'the index varies over samples',
  ],
  ['gather', [leaf(i)], (t, [x], [a, b]) => t.gather(x, b, t.iota(a)), 'the operand lacks the axis'],
  ['select', [leaf(i, j, k)], (t, [x], [, b]) => t.select(x, b, 2), 'the middle axis'],
  ['select', [leaf(i)], (t, [x], [, b]) => t.select(x, b, 2), 'an axis that the operand lacks'],
  ['stack', [leaf(i), leaf(i, j), leaf()], (t, [x, y, z]) => t.stack([x, y, z], t.axis(3)), 'rows of different shapes'],
  ['stack', [leaf(i)], (t, [x], [, b]) => t.stack([x, t.constant(2), x], b), 'one node twice beside a constant'],
  ['where', [leaf(i), leaf(j)], (t, [x, y]) => t.where(t.less(x, y), t.multiply(x, x), t.call('exp', y)), 'both branches are broadcast'],
  ['where', [leaf(i)], (t, [x], [, b]) => t.where(t.equal(t.iota(b), t.constant(1)), x, t.constant(3)), 'a Kronecker mask'],
  ['where', [leaf(i)], (t, [x]) => t.where(t.lessOrEqual(t.constant(0), x), x, t.negate(x)), 'an absolute value'],
  ['fence', [leaf(i)], (t, [x]) => t.multiply(t.fence(x), t.fence(x)), 'two fences of one node'],
  ['softmax', [leaf(j)], (t, [x], [, b]) => softmax(t, x, b), 'each output depends on each input'],
];

function softmax(t: Tape, x: NodeId, axis: number): NodeId {
  const e = t.call('exp', t.subtract(x, t.maximum(x, axis)));
  return t.divide(e, t.sum(e, axis));
}

describe('adjoints against difference quotients', () => {
  programs.forEach(([name, leaves, build, why], n) => {
    const program = { sizes, leaves, build } as unknown as Program;
    it(`${name}: ${why}`, () => {
      checkAdjoints(program, 100 + n);
      leaves.forEach((_, wrt) => {
        checkAdjoints(derivativeOf(program, wrt), 200 + n);
      });
    });

    it(`${name}, Jacobian: ${why}`, () => {
      const { t, leaves: wrt, out } = run(program, draw(program, random(300 + n)));
      const rows = t.axesOf(out).map((axis) => t.axis(t.sizeOf(axis)));
      const seed = weights(t, out, 400 + n);
      const jacobians = t.adjoints(out, wrt, rows);
      const pulled = t.adjoints(sumOfAll(t, t.multiply(out, seed)), wrt);
      jacobians.forEach((jacobian, m) => {
        const bar = pulled[m];
        expect(jacobian === undefined).toBe(bar === undefined);
        if (jacobian === undefined || bar === undefined) return;
        expect(t.axesOf(jacobian)).toEqual([...t.axesOf(wrt[m] as NodeId), ...rows]);
        const weighted = t.multiply(jacobian, t.relabel(seed, t.axesOf(out), rows));
        const contracted = t.valueOf(rows.reduce((total, axis) => t.sum(total, axis), weighted));
        t.valueOf(bar).forEach((x, c) => {
          expect(contracted[c]).toBeCloseTo(x, 10);
        });
      });
    });
  });

  it('has a row for every operation', () => {
    const rows = new Set(programs.map(([name]) => name));
    const ops = [arithmetic, indexing, matrices, reductions, selection].flatMap((family) => Object.values(family));
    const pulled = ops.filter((op) => op.vjp.some((vjp) => vjp !== undefined)).map((op) => op.name);
    expect(pulled.filter((name) => !rows.has(name))).toEqual([]);
    expect(samples).toBeGreaterThan(1);
  });
});

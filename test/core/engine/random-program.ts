import fc from 'fast-check';
import type { NodeId, Tape } from '../../../src/core/engine/tape.ts';
import type { Program } from './gradient-check.ts';

const sizes = [2, 3, 3];
export const leafAxes = [[], [0], [1], [0, 1], [1, 2]];

/** What a random step does to nodes made before; values stay of order 1, so that difference quotients are exact enough. */
const steps: readonly ((t: Tape, a: NodeId, b: NodeId, axis: number, other: number) => NodeId)[] = [
  (t, a, b) => t.add(a, b),
  (t, a, b) => t.subtract(a, b),
  (t, a, b) => t.multiply(t.call('tanh', a), b),
  (t, a, b) => t.divide(a, t.add(t.constant(2), t.multiply(b, b))),
  (t, a) => t.call('sin', a),
  (t, a) => t.call('sigmoid', a),
  (t, a) => t.power(t.call('cos', a), 2),
  (t, a, _, axis) => t.multiply(t.constant(0.3), t.sum(a, axis)),
  (t, a, _, axis) => t.product(t.call('cos', a), axis),
  (t, a, _, axis, other) => (t.sizeOf(axis) === t.sizeOf(other) ? t.relabel(a, [axis], [other]) : a),
  (t, a, _, axis, other) => (t.sizeOf(axis) === t.sizeOf(other) ? t.relabel(a, [axis, other], [other, axis]) : a),
  (t, a, _, axis) => t.select(a, axis, 1),
  (t, a, _, axis) => t.gather(a, axis, t.subtract(t.constant(t.sizeOf(axis) - 1), t.iota(axis))),
  (t, a, b, axis, other) => t.where(t.less(t.iota(axis), t.iota(other)), a, b),
  (t, a, b, axis) => {
    const rows = Array.from({ length: t.sizeOf(axis) }, (_, n) => t.select(n % 2 === 0 ? a : b, axis, n));
    return t.stack(rows, axis);
  },
];

const step = fc.record({
  kind: fc.nat(steps.length - 1),
  a: fc.nat(20),
  b: fc.nat(20),
  axis: fc.nat(sizes.length - 1),
  other: fc.nat(sizes.length - 1),
});

/** Formulas of random steps. */
export const program = fc.array(step, { minLength: 2, maxLength: 12 }).map(
  (recipe): Program => ({
    sizes,
    leaves: leafAxes.map((axes) => ({ axes })),
    build: (t, leaves, axes) => {
      const made = [...leaves];
      const at = (n: number) => made[made.length - 1 - (n % made.length)] as NodeId;
      for (const { kind, a, b, axis, other } of recipe) {
        const apply = steps[kind] as (typeof steps)[number];
        made.push(apply(t, at(a), at(b), axes[axis] as number, axes[other] as number));
      }
      return made.at(-1) as NodeId;
    },
  }),
);

import { expect } from 'vitest';
import type { NodeId } from '../../../src/core/engine/tape.ts';
import { Tape } from '../../../src/core/engine/tape.ts';

/** A uniform generator on [0, 1): mulberry32. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A leaf by the positions of its axes in the list of sizes, and where its values are drawn. */
export interface LeafSpec {
  readonly axes: readonly number[];
  readonly range?: readonly [number, number];
}

/** A formula over leaves; axes come in the order of `sizes`. */
export interface Program {
  readonly sizes: readonly number[];
  readonly leaves: readonly LeafSpec[];
  readonly build: (t: Tape, leaves: readonly NodeId[], axes: readonly number[]) => NodeId;
}

export const samples = 3;

/** A program with its leaves as columns of numbers, at any displacement. */
export function run(program: Program, values: readonly Float64Array[]) {
  const t = new Tape(samples);
  const axes = program.sizes.map((size) => t.axis(size));
  const leaves = program.leaves.map((leaf, n) =>
    t.leaf(
      leaf.axes.map((axis) => axes[axis] as number).sort((a, b) => a - b),
      values[n] as Float64Array,
    ),
  );
  const out = program.build(t, leaves, axes);
  return { t, axes, leaves, out };
}

export function draw(program: Program, next: () => number): Float64Array[] {
  return program.leaves.map(({ axes, range: [from, to] = [-1.5, 1.5] }) => {
    const cells = axes.reduce((product, axis) => product * (program.sizes[axis] as number), 1);
    return Float64Array.from({ length: cells * samples }, () => from + (to - from) * next());
  });
}

/** A seeded random weight for every value of a node, the same in every run. */
export function weights(t: Tape, of: NodeId, seed: number): NodeId {
  const next = random(seed);
  return t.leaf(
    t.axesOf(of),
    Float64Array.from(t.valueOf(of), () => 2 * next() - 1),
  );
}

export function sumOfAll(t: Tape, a: NodeId): NodeId {
  return t.axesOf(a).reduce((total, axis) => t.sum(total, axis), a);
}

/**
 * Checks adjoints by a random projection at both ends: the weighted sum of the output, along a random direction of all leaves,
 * against a difference quotient of fourth order.
 */
export function checkAdjoints(program: Program, seed: number): void {
  const next = random(seed);
  const values = draw(program, next);
  const directions = draw({ ...program, leaves: program.leaves.map(({ axes }) => ({ axes, range: [-1, 1] })) }, next);
  const { t, leaves, out } = run(program, values);
  const total = sumOfAll(t, t.multiply(out, weights(t, out, seed)));
  const expected = slope((h) => {
    const moved = values.map((column, n) => column.map((x, k) => x + h * ((directions[n] as Float64Array)[k] as number)));
    const at = run(program, moved);
    return at.t.valueOf(sumOfAll(at.t, at.t.multiply(at.out, weights(at.t, at.out, seed))));
  });
  const actual = new Float64Array(samples);
  const size = new Float64Array(samples).fill(1);
  t.adjoints(total, leaves).forEach((bar, n) => {
    if (bar === undefined) return;
    const leaf = leaves[n] as NodeId;
    expect(t.axesOf(bar)).toEqual(t.axesOf(leaf));
    t.valueOf(bar).forEach((x, k) => {
      const part = x * ((directions[n] as Float64Array)[k] as number);
      (actual[k % samples] as number) += part;
      (size[k % samples] as number) += Math.abs(part);
    });
  });
  actual.forEach((x, s) => {
    expect(Math.abs(x - (expected[s] as number)) / (size[s] as number), `sample ${s}: ${x} and ${expected[s]}`).toBeLessThan(2e-8);
  });
}

/** The slope of a column of functions at 0: a difference quotient of fourth order (Abramowitz and Stegun 25.3.6). */
export function slope(f: (h: number) => Float64Array): Float64Array {
  const h = 1e-3;
  const [p1, m1, p2, m2] = [f(h), f(-h), f(2 * h), f(-2 * h)] as const;
  return p1.map((x, n) => (8 * (x - (m1[n] as number)) - ((p2[n] as number) - (m2[n] as number))) / (12 * h));
}

/** The program that computes the adjoint of a leaf: its own adjoints are second derivatives. */
export function derivativeOf(program: Program, leaf: number): Program {
  return {
    ...program,
    build: (t, leaves, axes) => {
      const out = program.build(t, leaves, axes);
      const squared = t.multiply(out, out);
      return t.adjoint(squared, leaves[leaf] as NodeId) ?? t.constant(0);
    },
  };
}

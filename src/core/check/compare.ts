import type { NodeId } from '../engine/tape.ts';
import type { World } from './world/world.ts';

/** What a comparison of two formulas over the grid of their indices and the samples found. */
export type Comparison =
  | { readonly kind: 'equal'; readonly points: number }
  | { readonly kind: 'differ'; readonly points: number; readonly worst: Point; readonly failing: () => readonly Point[] }
  | { readonly kind: 'unclear' | 'too-few' | 'vanish' };

/** A cell of the grid and a sample. */
export interface Point {
  readonly cell: number;
  readonly sample: number;
  readonly lhs: number;
  readonly rhs: number;
}

/** Relative differences up to this are rounding; above `apart` they are real; between the two nothing is said. */
const together = 1e-9;
const apart = 1e-6;
const floor = 1e-2;
/** What is left of a zero after rounding. */
const nothing = 1e-13;
const enough = 3;
const mostFailing = 200;

/**
 * Compares two nodes wherever both are defined and `mask` is not zero.
 * Differences count relative to the larger side, and to a floor, so that cancellation is not taken for a difference.
 */
export function compare(world: World, lhs: NodeId, rhs: NodeId, mask: NodeId | undefined, literalZero: boolean): Comparison {
  const { tape } = world;
  const spread = spreadOver(world, lhs, rhs, mask);
  const left = tape.valueOf(spread.lhs);
  const right = tape.valueOf(spread.rhs);
  const allowed = spread.mask === undefined ? undefined : tape.valueOf(spread.mask);
  const { samples } = tape;
  const compared = new Uint8Array(samples);
  const failed = new Uint8Array(samples);
  let unclear = false;
  let vanishes = true;
  let worst = -1;
  let worstResidual = 0;
  const pointAt = (at: number): Point => {
    const sample = at % samples;
    return { cell: (at - sample) / samples, sample, lhs: left[at] as number, rhs: right[at] as number };
  };
  for (let at = 0; at < left.length; at++) {
    const a = left[at] as number;
    const b = right[at] as number;
    if (!Number.isFinite(a) || !Number.isFinite(b) || allowed?.[at] === 0) continue;
    const sample = at % samples;
    compared[sample] = 1;
    if (nothing < Math.abs(a) || nothing < Math.abs(b)) vanishes = false;
    const residual = residualOf(a, b);
    if (residual <= together) continue;
    if (residual < apart) {
      unclear = true;
      continue;
    }
    failed[sample] = 1;
    if (worstResidual < residual) {
      worst = at;
      worstResidual = residual;
    }
  }
  const points = count(compared);
  if (points < Math.min(enough, samples)) return { kind: 'too-few' };
  if (0 <= worst && 1 < count(failed)) {
    const failing = (): readonly Point[] =>
      [...left.keys()]
        .filter((at) => allowed?.[at] !== 0 && apart <= residualOf(left[at] as number, right[at] as number))
        .slice(0, mostFailing)
        .map(pointAt);
    return { kind: 'differ', points, worst: pointAt(worst), failing };
  }
  if (0 <= worst || unclear) return { kind: 'unclear' };
  if (vanishes && !literalZero) return { kind: 'vanish' };
  return { kind: 'equal', points };
}

/** How far two values are apart, NaN where one is not finite. */
function residualOf(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), floor);
}

/** Both sides and the mask over the union of their axes. */
export function spreadOver(world: World, lhs: NodeId, rhs: NodeId, mask: NodeId | undefined): { lhs: NodeId; rhs: NodeId; mask?: NodeId } {
  const { tape } = world;
  if (mask === undefined && tape.axesOf(lhs) === tape.axesOf(rhs)) return { lhs, rhs };
  const axes = new Set([...tape.axesOf(lhs), ...tape.axesOf(rhs)]);
  const narrowed =
    mask === undefined ? undefined : tape.axesOf(mask).reduce((node, axis) => (axes.has(axis) ? node : tape.maximum(node, axis)), mask);
  const over = (node: NodeId): NodeId => (tape.axesOf(node).length === axes.size ? node : tape.add(node, world.ground.zeros([...axes])));
  return { lhs: over(lhs), rhs: over(rhs), ...(narrowed === undefined ? {} : { mask: over(narrowed) }) };
}

function count(flags: Uint8Array): number {
  let total = 0;
  for (const flag of flags) total += flag;
  return total;
}

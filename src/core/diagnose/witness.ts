import { spreadOver } from '../check/compare.ts';
import type { Case } from '../check/decision.ts';
import { attempt, isRefusal } from '../check/world/refusal.ts';
import type { Axis, NodeId } from '../engine/tape.ts';
import type { Expr, IndexId } from '../expr/expr.ts';
import { childrenOf, freeIndices } from '../expr/expr.ts';
import { type Letters, print } from '../expr/print.ts';
import { flatMap } from '../text/lists.ts';
import type { Witness } from './diagnosis.ts';

/** More symbols than a person can take in are left out, the indices never. */
const mostValues = 8;

/**
 * The smallest telling point of a failed comparison: the first cell at which the sides are clearly apart, with values of middling size,
 * the values of the indices there, and those of the symbols that the two sides name and, if it is known, the right side as it should be.
 */
export function witnessOf({ world, scope, mask, expected, written, comparison }: Case, letters: Letters, mended?: Expr): Witness {
  const { tape } = world;
  const { cell, sample, lhs, rhs } = comparison
    .failing()
    .reduce((best, point) => (unreadable(point) < unreadable(best) ? point : best), comparison.worst);
  const left = world.evaluate(expected, scope);
  const right = world.evaluate(written, scope);
  const axes: readonly Axis[] = isRefusal(left) || isRefusal(right) ? [] : tape.axesOf(spreadOver(world, left, right, mask).lhs);
  const position = positions(axes, cell, (axis) => tape.sizeOf(axis));
  const indices: Record<string, number> = {};
  const places = ['row', 'column'];
  const shown = new Map<IndexId, number>();
  for (const [id, axis] of scope.indices) {
    const at = position.get(axis);
    if (at === undefined) continue;
    const value = at + world.classOf(id).start;
    shown.set(id, value);
    // The indices of whole vectors and matrices have no letters.
    indices[letters(id) || (places.shift() ?? '')] = value;
  }
  const spelt: Letters = (id) => letters(id) || String(shown.get(id) ?? '');
  const values: Record<string, number> = {};
  for (const side of mended === undefined ? [expected, written] : [expected, written, mended])
    for (const node of symbolsIn(side)) {
      if (Object.keys(values).length >= mostValues || node === expected || [...freeIndices(node)].some((id) => !scope.indices.has(id)))
        continue;
      const name = print(node, spelt);
      const value = Object.hasOwn(values, name) ? undefined : valueAt(node, position, sample);
      if (value !== undefined) values[name] = value;
    }
  return { indices, values, lhs, rhs };

  function valueAt(node: Expr, at: ReadonlyMap<Axis, number>, which: number): number | undefined {
    const found = world.evaluate(node, scope);
    return isRefusal(found) ? undefined : read(found, at, which);
  }

  function read(node: NodeId, at: ReadonlyMap<Axis, number>, which: number): number | undefined {
    let offset = 0;
    for (const axis of tape.axesOf(node)) {
      const here = at.get(axis);
      if (here === undefined) return undefined;
      offset = offset * tape.sizeOf(axis) + here;
    }
    const all = attempt(() => tape.valueOf(node));
    return isRefusal(all) ? undefined : all[offset * tape.samples + which];
  }
}

/** The names and derivatives that a side is made of; what a derivative is of, and by, tells nothing beside it. */
function symbolsIn(expr: Expr): readonly Expr[] {
  if (expr.kind === 'ref' || expr.kind === 'partial') return [expr];
  return flatMap(childrenOf(expr), symbolsIn);
}

/** How hard a point is to read: far from one in size, or with the sides close together. */
function unreadable({ lhs, rhs }: { lhs: number; rhs: number }): number {
  const size = Math.max(Math.abs(lhs), Math.abs(rhs));
  const gap = Math.abs(lhs - rhs) / size;
  return Math.abs(Math.log(size)) + (gap < 0.1 ? 5 : 0) + (lhs === 0 || rhs === 0 ? 1 : 0);
}

function positions(axes: readonly Axis[], cell: number, sizeOf: (axis: Axis) => number): ReadonlyMap<Axis, number> {
  const found = new Map<Axis, number>();
  let rest = cell;
  for (const axis of [...axes].reverse()) {
    const size = sizeOf(axis);
    found.set(axis, rest % size);
    rest = Math.floor(rest / size);
  }
  return found;
}

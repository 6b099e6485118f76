import type { Axis, NodeId } from '../../engine/tape.ts';
import type { Context } from './context.ts';
import { Refused } from './refusal.ts';

/** How often one function is differentiated at the most. */
export const longestOrder = 4;

/** The n-th derivative of an elementwise function at a node. */
export function differentiated(context: Context, apply: (arg: NodeId) => NodeId, at: NodeId, order: number): NodeId {
  if (longestOrder < order) throw new Refused('order-too-high');
  if (order === 0) return apply(at);
  const arg = context.tape.fence(at);
  let value = apply(arg);
  for (let n = 0; n < order; n++) value = derivativeOf(context, value, arg);
  return value;
}

/** The derivative of a node by one that it is made of entry by entry; of a vector by a number, that of each entry. */
export function derivativeOf(context: Context, of: NodeId, by: NodeId): NodeId {
  const { tape } = context;
  const outer = new Set(tape.axesOf(by));
  const own = tape.axesOf(of);
  if (own.every((axis) => outer.has(axis))) return tape.adjoint(of, by) ?? tape.constant(0);
  if (outer.size > 0) throw new Refused('unread-call');
  const into = twins(context, own, own);
  const all = tape.adjoint(of, by, into);
  return all === undefined ? tape.constant(0) : tape.relabel(all, into, own);
}

/** Copies of some axes, one each, that are not among those in use. */
export function twins(context: Context, axes: readonly Axis[], used: readonly Axis[]): readonly Axis[] {
  const taken = new Set(used);
  return axes.map((axis) => {
    const twin = context.ground.twin(axis, taken);
    taken.add(twin);
    return twin;
  });
}

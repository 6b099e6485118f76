import type { Node, NodeId } from './engine-op.ts';
import type { Axis } from './shape.ts';
import type { Tape } from './tape.ts';

/**
 * Adjoints of the nodes `wrt` in the graph that ends in `of`: one reverse sweep.
 *
 * Shapes: an adjoint has the axes of its primal and, if `into` is given, those of the Jacobian's rows: `into[n]` for the n-th axis of `of`.
 * Without `into` the seed is 1 everywhere, which differentiates the sum of `of`. No path from `wrt` to `of`: undefined.
 * Errors: `into` that does not fit the axes of `of`, or that the primal has. Non-finite adjoints are returned.
 * Source: Griewank and Walther, Evaluating Derivatives, 2nd ed., chapter 3.
 */
export function adjoints(on: Tape, of: NodeId, wrt: readonly NodeId[], into: readonly Axis[] | undefined): (NodeId | undefined)[] {
  const path = pathBetween(on, of, wrt);
  const rows = into?.map((axis) => (path.some((node) => node.shape.axes.includes(axis)) ? unusedTwin(on, axis, path) : axis)) ?? [];
  const bars = new Map<NodeId, NodeId>([[of, into === undefined ? on.constant(1) : identity(on, on.axesOf(of), rows)]]);
  const active = new Set(path.map((node) => node.id));
  for (const node of path.reverse()) pullBack(on, node, active, bars);
  return wrt.map((id) => {
    if (!active.has(id)) return undefined;
    const bar = on.broadcast(bars.get(id) ?? on.constant(0), [...on.axesOf(id), ...rows]);
    if (into?.some((axis) => on.axesOf(id).includes(axis))) throw new Error('a row of the Jacobian would carry an axis of its primal');
    return on.relabel(bar, rows, into ?? []);
  });
}

/** Is there a path from `wrt` to `of` on which nothing is held? */
export function dependsOn(on: Tape, of: NodeId, wrt: NodeId): boolean {
  return 0 < pathBetween(on, of, [wrt]).length;
}

/** The nodes between, in the order of the tape: those that lead to `of` and depend on one of `wrt`. */
function pathBetween(on: Tape, of: NodeId, wrt: readonly NodeId[]): Node[] {
  const first = Math.min(...wrt);
  const behind = new Set<NodeId>([of]);
  const stack = [of];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const node = on.node(id);
    for (const [n, from] of node.inputs.entries()) {
      if (from < first || behind.has(from) || !carries(node, n)) continue;
      behind.add(from);
      stack.push(from);
    }
  }
  const depends = new Set<NodeId>();
  const ends = new Set(wrt);
  const path: Node[] = [];
  for (const id of [...behind].sort((a, b) => a - b)) {
    const node = on.node(id);
    if (!ends.has(id) && !node.inputs.some((from, n) => depends.has(from) && carries(node, n))) continue;
    depends.add(id);
    path.push(node);
  }
  return depends.has(of) ? path : [];
}

/** Does a derivative come through the n-th input? */
function carries(node: Node, n: number): boolean {
  return node.op.opaque !== true && node.op.vjp[Math.min(n, node.op.vjp.length - 1)] !== undefined;
}

/** An axis of the same size that no node of the path has. */
function unusedTwin(on: Tape, axis: Axis, path: readonly Node[]): Axis {
  return on.twinApart(axis, (other) => path.some((node) => node.shape.axes.includes(other)));
}

/** 1 where each axis agrees with its row, else 0. */
function identity(on: Tape, axes: readonly Axis[], rows: readonly Axis[]): NodeId {
  if (axes.length !== rows.length) throw new Error(`${rows.length} rows for ${axes.length} axes`);
  return axes.map((axis, n) => on.equal(on.iota(axis), on.iota(rows[n] as Axis))).reduce((a, b) => on.multiply(a, b), on.constant(1));
}

/** Adds what a node's cotangent contributes to those of its inputs. */
function pullBack(on: Tape, node: Node, active: ReadonlySet<NodeId>, bars: Map<NodeId, NodeId>): void {
  const bar = bars.get(node.id);
  if (bar === undefined) return;
  for (const [n, from] of node.inputs.entries()) {
    const vjp = node.op.vjp[Math.min(n, node.op.vjp.length - 1)];
    if (vjp === undefined || !active.has(from) || node.op.opaque) continue;
    const part = vjp(on, bar, node, n);
    const before = bars.get(from);
    bars.set(from, before === undefined ? part : on.add(before, part));
  }
}

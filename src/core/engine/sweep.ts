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
  const path = new Path(on, of, wrt);
  if (path.nodes.length === 0) return wrt.map(() => undefined);
  const rows = unusedNames(on, into ?? [], path.nodes);
  const bars = new Map<NodeId, NodeId>();
  bars.set(of, into === undefined ? on.constant(1) : identity(on, of, rows));
  for (let n = path.nodes.length - 1; 0 <= n; n--) pullBack(on, path.nodes[n] as Node, path, bars);
  return wrt.map((id) => {
    if (!path.has(id)) return undefined;
    const axes = on.axesOf(id);
    if (into?.some((axis) => axes.includes(axis))) throw new Error('a row of the Jacobian would carry an axis of its primal');
    return on.relabel(on.broadcast(bars.get(id) ?? on.constant(0), [...axes, ...rows]), rows, into ?? []);
  });
}

/** Is there a path from `wrt` to `of` on which nothing is held? */
export function dependsOn(on: Tape, of: NodeId, wrt: NodeId): boolean {
  return new Path(on, of, [wrt]).has(wrt);
}

/** Adds what the cotangent of a node sends to each of its inputs on the path. */
function pullBack(on: Tape, node: Node, path: Path, bars: Map<NodeId, NodeId>): void {
  const bar = bars.get(node.id);
  if (bar === undefined) return;
  const { vjp } = node.op;
  for (let n = 0; n < node.inputs.length; n++) {
    const id = node.inputs[n] as NodeId;
    const pull = vjp[Math.min(n, vjp.length - 1)];
    if (pull === undefined || !path.has(id)) continue;
    const before = bars.get(id);
    const sent = pull(on, bar, node, n);
    bars.set(id, before === undefined ? sent : on.add(before, sent));
  }
}

/** The identity from the axes of `of` to `rows`. */
function identity(on: Tape, of: NodeId, rows: readonly Axis[]): NodeId {
  const axes = on.axesOf(of);
  if (axes.length !== rows.length) throw new Error('one row axis for each axis of the node');
  return axes.reduce((product, axis, n) => {
    const row = rows[n] as Axis;
    if (on.sizeOf(axis) !== on.sizeOf(row)) throw new Error('the sizes of the row axes do not fit');
    return on.multiply(product, on.equal(on.iota(axis), on.iota(row)));
  }, on.constant(1));
}

/** Row axes that no node on the path has, and no other row: there one would be taken for the other. */
function unusedNames(on: Tape, into: readonly Axis[], path: readonly Node[]): readonly Axis[] {
  if (into.length === 0) return into;
  if (new Set(into).size !== into.length) throw new Error('one axis for two rows');
  const rows: Axis[] = [];
  for (let name of into) {
    while (rows.includes(name) || path.some((node) => node.shape.axes.includes(name))) name = on.twin(name, []);
    rows.push(name);
  }
  return rows;
}

/** The nodes on the paths from some nodes to one that comes after them; of use until the tape is asked for the next ones. */
class Path {
  /** Ascending. */
  readonly nodes: readonly Node[];
  readonly #lowest: NodeId;
  readonly #end: NodeId;
  /** By id from `lowest`: 1 leads to the end, 2 also comes from a start. */
  readonly #marks: Uint8Array;

  constructor(on: Tape, of: NodeId, from: readonly NodeId[]) {
    this.#lowest = from.reduce((lowest, id) => Math.min(lowest, id), of);
    this.#end = of;
    const length = of - this.#lowest + 1;
    this.#marks = on.marks(length);
    this.#markBack(on, of);
    const nodes: Node[] = [];
    for (let place = 0; place < length; place++) {
      if (this.#marks[place] === 0) continue;
      const node = on.node(this.#lowest + place);
      if (!from.includes(node.id) && (node.op.opaque || !this.#hasOneOf(node.inputs))) continue;
      this.#marks[place] = 2;
      nodes.push(node);
    }
    this.nodes = nodes;
  }

  has(id: NodeId): boolean {
    return id <= this.#end && this.#marks[id - this.#lowest] === 2;
  }

  #hasOneOf(ids: readonly NodeId[]): boolean {
    for (let n = 0; n < ids.length; n++) if (this.has(ids[n] as NodeId)) return true;
    return false;
  }

  #markBack(on: Tape, of: NodeId): void {
    const open = [of];
    this.#marks[of - this.#lowest] = 1;
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const node = on.node(id);
      if (node.op.opaque) continue;
      for (let n = 0; n < node.inputs.length; n++) {
        const input = node.inputs[n] as NodeId;
        if (input < this.#lowest || this.#marks[input - this.#lowest] !== 0) continue;
        this.#marks[input - this.#lowest] = 1;
        open.push(input);
      }
    }
  }
}

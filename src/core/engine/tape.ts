import type { Arithmetic } from '../functions/index.ts';
import * as arithmetic from './arithmetic.ts';
import { calls } from './elementwise.ts';
import { type EngineOp, type Node, type NodeId, TooLarge } from './engine-op.ts';
import * as indexing from './indexing.ts';
import { NodeTable } from './node-table.ts';
import * as reductions from './reductions.ts';
import * as selection from './selection.ts';
import { type Axis, type Shape, Shapes } from './shape.ts';
import { adjoints, dependsOn } from './sweep.ts';

export { type NodeId, TooLarge } from './engine-op.ts';
export type { Axis } from './shape.ts';

/** The largest number of values of one node, and of all nodes of a tape. */
const mostValues = 2 ** 22;
const mostOfAll = 2 ** 26;

/**
 * A graph of tensors over named axes and a batch of samples, with its adjoints.
 * Operations on the same inputs give the same node; values are computed when they are first asked for.
 *
 * Shapes: the values of a node are laid out row-major over its ascending axes, samples innermost; elementwise operations broadcast
 * over the union of the axes of their operands.
 * Errors: `TooLarge` for a node with more than 2^22 values. Operations outside of their domain give NaN or an infinity.
 * Source: Griewank and Walther, Evaluating Derivatives, 2nd ed., chapter 3; named axes as in Maclaurin et al., Dex.
 */
export class Tape implements Arithmetic<NodeId> {
  readonly samples: number;
  readonly #shapes = new Shapes();
  readonly #nodes: Node[] = [];
  readonly #table = new NodeTable(this.#nodes);
  readonly #constants = new Map<number, NodeId>();
  readonly #twins = new Map<Axis, Axis[]>();
  #stored = 0;

  constructor(samples: number) {
    this.samples = samples;
  }

  /** A new axis; axes ascend in the order in which they are made. */
  axis(size: number): Axis {
    return this.#shapes.axis(size);
  }

  sizeOf(axis: Axis): number {
    return this.#shapes.size(axis);
  }

  axesOf(id: NodeId): readonly Axis[] {
    return this.node(id).shape.axes;
  }

  /** The node with an id. Errors: an id of another tape. */
  node(id: NodeId): Node {
    const node = this.#nodes[id];
    if (node === undefined) throw new Error(`node ${id} is not of this tape`);
    return node;
  }

  /** All values of a node: one for each cell and sample. The array belongs to the tape. */
  valueOf(id: NodeId): Float64Array {
    const node = this.node(id);
    const values = this.#evaluated(node);
    if (!node.uniform) return values;
    if (node.full === undefined) {
      node.full = new Float64Array(values.length * this.samples);
      for (let cell = 0; cell < values.length; cell++)
        node.full.fill(values[cell] as number, cell * this.samples, (cell + 1) * this.samples);
    }
    return node.full;
  }

  /** A node with given values over ascending axes; a new one each time. */
  leaf(axes: readonly Axis[], values: Float64Array): NodeId {
    const shape = this.#shapes.of(axes);
    if (values.length !== shape.cells * this.samples)
      throw new Error(`${values.length} values for ${shape.cells} cells of ${this.samples} samples`);
    return this.#push(leaf, [], [], shape, false, values).id;
  }

  constant(value: number): NodeId {
    const key = Object.is(value, -0) ? 0 : value;
    let id = this.#constants.get(key);
    if (id === undefined) {
      id = this.#push(leaf, [], [], this.#shapes.scalar, true, Float64Array.of(key)).id;
      this.#constants.set(key, id);
    }
    return id;
  }

  add(a: NodeId, b: NodeId): NodeId {
    return this.#apply(arithmetic.add, [a, b]);
  }

  subtract(a: NodeId, b: NodeId): NodeId {
    return this.#apply(arithmetic.subtract, [a, b]);
  }

  multiply(a: NodeId, b: NodeId): NodeId {
    return this.#apply(arithmetic.multiply, [a, b]);
  }

  divide(a: NodeId, b: NodeId): NodeId {
    return this.#apply(arithmetic.divide, [a, b]);
  }

  negate(a: NodeId): NodeId {
    return this.#apply(arithmetic.negate, [a]);
  }

  power(a: NodeId, exponent: number): NodeId {
    return exponent === 1 ? a : this.#apply(arithmetic.power, [a], [exponent]);
  }

  /** A cotangent times a partial, in which a cotangent of 0 wins over what is undefined. */
  scale(bar: NodeId, partial: NodeId): NodeId {
    return this.#apply(arithmetic.scale, [bar, partial]);
  }

  /** A function of the table. Errors: a name that is not in it. */
  call(name: string, ...args: readonly NodeId[]): NodeId {
    const op = calls.get(name);
    if (op === undefined) throw new Error(`no function is called ${name}`);
    return this.#apply(op, args);
  }

  /** The sum along an axis; what lacks the axis is constant along it. */
  sum(a: NodeId, over: Axis): NodeId {
    return this.#has(a, over) ? this.#apply(reductions.sum, [a], [over]) : this.multiply(a, this.constant(this.sizeOf(over)));
  }

  product(a: NodeId, over: Axis): NodeId {
    return this.#has(a, over) ? this.#apply(reductions.product, [a], [over]) : this.power(a, this.sizeOf(over));
  }

  maximum(a: NodeId, over: Axis): NodeId {
    return this.#has(a, over) ? this.#apply(reductions.maximum, [a], [over]) : a;
  }

  minimum(a: NodeId, over: Axis): NodeId {
    return this.#has(a, over) ? this.#apply(reductions.minimum, [a], [over]) : a;
  }

  /** 0, 1, 2, … along an axis. */
  iota(axis: Axis): NodeId {
    return this.#apply(indexing.iota, [], [axis]);
  }

  /** The same tensor with its axes renamed, all at once; axes that get one name give the diagonal. */
  relabel(a: NodeId, from: readonly Axis[], to: readonly Axis[]): NodeId {
    const moved = from.flatMap((axis, n) => (axis !== to[n] && this.#has(a, axis) ? [[axis, to[n] as Axis] as const] : []));
    if (moved.length === 0) return a;
    for (const [axis, other] of moved)
      if (this.sizeOf(axis) !== this.sizeOf(other)) throw new Error(`axis ${axis} has another size than axis ${other}`);
    return this.#apply(indexing.relabel, [a], [...moved.map(([axis]) => axis), ...moved.map(([, other]) => other)]);
  }

  /** `a[..., axis := index[...]]`; an index that does not exist gives NaN. */
  gather(a: NodeId, axis: Axis, index: NodeId): NodeId {
    if (!this.#has(a, axis)) return a;
    if (this.#has(index, axis)) throw new Error('an index may not run along the axis that it picks from');
    return this.#apply(indexing.gather, [a, index], [axis]);
  }

  /** One slice along an axis. */
  select(a: NodeId, axis: Axis, position: number): NodeId {
    return this.#has(a, axis) ? this.#apply(indexing.select, [a], [axis, position]) : a;
  }

  /** The nodes one after the other along an axis that none of them has. */
  stack(nodes: readonly NodeId[], axis: Axis): NodeId {
    if (nodes.length !== this.sizeOf(axis)) throw new Error(`${nodes.length} nodes along an axis of size ${this.sizeOf(axis)}`);
    return this.#apply(indexing.stack, nodes, [axis]);
  }

  less(a: NodeId, b: NodeId): NodeId {
    return this.#apply(selection.less, [a, b]);
  }

  lessOrEqual(a: NodeId, b: NodeId): NodeId {
    return this.#apply(selection.lessOrEqual, [a, b]);
  }

  equal(a: NodeId, b: NodeId): NodeId {
    return this.#apply(selection.equal, [a, b]);
  }

  /** `a` where the mask is not 0, else `b`; what is undefined in the branch not taken does not matter. */
  where(mask: NodeId, a: NodeId, b: NodeId): NodeId {
    return this.#apply(selection.where, [mask, a, b]);
  }

  stopGradient(a: NodeId): NodeId {
    return this.#apply(selection.stopGradient, [a]);
  }

  /** The same value as a node of its own: something to differentiate by. */
  fence(a: NodeId): NodeId {
    const { shape, uniform } = this.node(a);
    return this.#push(selection.fence, [a], [], shape, uniform, undefined).id;
  }

  /** The same values over further axes. */
  broadcast(a: NodeId, axes: readonly Axis[]): NodeId {
    const missing = axes.filter((axis) => !this.#has(a, axis)).sort((x, y) => x - y);
    return missing.length === 0 ? a : this.#apply(arithmetic.broadcast, [a], missing);
  }

  /** A cotangent of `of` as one of `to`: summed over the axes that only `of` has. `done` is an axis that is accounted for. */
  unbroadcast(bar: NodeId, of: NodeId, to: NodeId, done?: Axis): NodeId {
    const kept = this.axesOf(to);
    let result = bar;
    for (const axis of this.axesOf(of)) if (axis !== done && !kept.includes(axis)) result = this.sum(result, axis);
    return result;
  }

  /** An axis of the same size that none of the nodes has. */
  twin(axis: Axis, ...nodes: readonly NodeId[]): Axis {
    return this.twinApart(axis, (other) => nodes.some((id) => this.#has(id, other)));
  }

  /** An axis of the same size that is not taken. */
  twinApart(axis: Axis, isTaken: (other: Axis) => boolean): Axis {
    let twins = this.#twins.get(axis);
    if (twins === undefined) {
      twins = [];
      this.#twins.set(axis, twins);
    }
    for (const other of twins) if (!isTaken(other)) return other;
    const made = this.axis(this.sizeOf(axis));
    twins.push(made);
    return made;
  }

  dependsOn(of: NodeId, wrt: NodeId): boolean {
    return dependsOn(this, of, wrt);
  }

  /** The adjoint of `wrt` in the graph that ends in `of`; see `adjoints`. */
  adjoint(of: NodeId, wrt: NodeId, into?: readonly Axis[]): NodeId | undefined {
    return adjoints(this, of, [wrt], into)[0];
  }

  adjoints(of: NodeId, wrt: readonly NodeId[], into?: readonly Axis[]): (NodeId | undefined)[] {
    return adjoints(this, of, wrt, into);
  }

  #has(id: NodeId, axis: Axis): boolean {
    return this.node(id).shape.axes.includes(axis);
  }

  #apply(op: EngineOp, inputs: readonly NodeId[], at: readonly number[] = []): NodeId {
    const [first, second] = inputs;
    const ordered = op.commutative && first !== undefined && second !== undefined && second < first ? [second, first] : inputs;
    const known = this.#table.find(op, ordered, at);
    if (known !== undefined) return known.id;
    const nodes = ordered.map((id) => this.node(id));
    const node = this.#push(
      op,
      ordered,
      at,
      op.shape(nodes, at, this.#shapes),
      nodes.every((x) => x.uniform),
      undefined,
    );
    this.#table.insert(node);
    return node.id;
  }

  #push(
    op: EngineOp,
    inputs: readonly NodeId[],
    at: readonly number[],
    shape: Shape,
    uniform: boolean,
    values: Float64Array | undefined,
  ): Node {
    const samples = uniform ? 1 : this.samples;
    if (mostValues < shape.cells * samples) throw new TooLarge(`${shape.cells * samples} values in one tensor`);
    const node: Node = { id: this.#nodes.length, op, inputs, at, shape, uniform, samples, values, full: undefined, next: -1 };
    this.#nodes.push(node);
    return node;
  }

  /** The stored values of a node; what it needs is evaluated first, in the order of the tape. */
  #evaluated(node: Node): Float64Array {
    if (node.values !== undefined) return node.values;
    const needed: Node[] = [node];
    const seen = new Set<NodeId>([node.id]);
    for (let next = 0; next < needed.length; next++) {
      for (const id of (needed[next] as Node).inputs) {
        const input = this.node(id);
        if (input.values !== undefined || seen.has(id)) continue;
        seen.add(id);
        needed.push(input);
      }
    }
    needed.sort((a, b) => a.id - b.id);
    for (const each of needed) each.values = this.#forward(each);
    return node.values as unknown as Float64Array;
  }

  #forward(node: Node): Float64Array {
    const size = node.shape.cells * node.samples;
    this.#stored += size;
    if (mostOfAll < this.#stored) throw new TooLarge(`${this.#stored} values on one tape`);
    const out = new Float64Array(size);
    node.op.forward(
      out,
      node,
      node.inputs.map((id) => this.node(id)),
      this.#shapes,
    );
    return out;
  }
}

/** What is given and not computed. */
const leaf: EngineOp = {
  name: 'leaf',
  shape: () => {
    throw new Error('a leaf is made with its shape');
  },
  forward: () => {
    throw new Error('a leaf is made with its values');
  },
  vjp: [],
  source: 'constant',
};

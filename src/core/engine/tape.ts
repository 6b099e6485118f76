import type { Arithmetic } from '../functions/index.ts';
import * as arithmetic from './arithmetic.ts';
import { contract, productIn } from './contraction.ts';
import { calls } from './elementwise.ts';
import type { EngineOp, Node, NodeId } from './engine-op.ts';
import { Misfit, TooLarge } from './engine-op.ts';
import * as indexing from './indexing.ts';
import * as matrices from './matrices.ts';
import { hashOf, NodeTable } from './node-table.ts';
import * as reductions from './reductions.ts';
import * as selection from './selection.ts';
import type { Axis } from './shape.ts';
import { Shapes } from './shape.ts';
import { constant, leaf } from './sources.ts';
import { adjoints, dependsOn } from './sweep.ts';
import { ValueStore } from './value-store.ts';

export type { NodeId } from './engine-op.ts';
export { Misfit, TooLarge } from './engine-op.ts';
export type { Axis } from './shape.ts';

/**
 * A record of tensor operations, evaluated at many samples at once and differentiable any number of times.
 *
 * Shapes: axes have names, and operands are aligned by them; an axis that a node lacks is one along which it is constant.
 * An operation on the same inputs is the same node, and is evaluated when a value is asked for.
 * Errors: `TooLarge` past the limits of a node or a tape, `Misfit` where axes differ in size. Any other error is the caller's mistake; undefined values are NaN.
 */
export class Tape implements Arithmetic<NodeId> {
  /** Values of one node at most, unless a tape is told otherwise; of all nodes of a tape together. */
  static readonly nodeLimit = 2 ** 22;
  static readonly tapeLimit = 2 ** 25;

  readonly samples: number;
  readonly #nodeLimit: number;
  readonly #shapes = new Shapes();
  readonly #nodes: Node[] = [];
  readonly #table = new NodeTable(this.#nodes);
  readonly #constants = new Map<number, NodeId>();
  readonly #twins = new Map<Axis, Axis>();
  /** Adjoints as they were found, by the end of the graph, what was differentiated by, and the axes of the rows; most have none, and no text for a key. */
  readonly #adjoints = new Map<number | string, NodeId>();
  #marks = new Uint8Array(64);
  readonly #store = new ValueStore(Tape.tapeLimit);

  constructor(samples: number, nodeLimit: number = Tape.nodeLimit) {
    this.samples = samples;
    this.#nodeLimit = nodeLimit;
  }

  /** Number of nodes recorded so far: a measure of work that is the same everywhere. */
  get length(): number {
    return this.#nodes.length;
  }

  // Axes and nodes

  /** A new axis. */
  axis(size: number): Axis {
    return this.#shapes.axis(size);
  }

  /** The size of every axis, in the order in which they were given out. */
  get sizes(): readonly number[] {
    return this.#shapes.sizes;
  }

  sizeOf(axis: Axis): number {
    return this.#shapes.size(axis);
  }

  /** An axis of the same size that none of the nodes has. */
  twin(axis: Axis, nodes: readonly NodeId[]): Axis {
    let twin = axis;
    do {
      let next = this.#twins.get(twin);
      if (next === undefined) {
        next = this.axis(this.sizeOf(axis));
        this.#twins.set(twin, next);
      }
      twin = next;
    } while (nodes.some((id) => this.axesOf(id).includes(twin)));
    return twin;
  }

  /** Ascending. */
  axesOf(id: NodeId): readonly Axis[] {
    return this.node(id).shape.axes;
  }

  /** Row-major over `axesOf`, samples innermost; to be read only. */
  valueOf(id: NodeId): Float64Array {
    const node = this.node(id);
    const values = node.values ?? this.#evaluate(node);
    if (!node.uniform || this.samples === 1) return values;
    if (node.full === undefined) {
      node.full = this.#store.take(node.shape.cells * this.samples);
      for (let n = 0; n < node.full.length; n++) node.full[n] = values[Math.floor(n / this.samples)] as number;
    }
    return node.full;
  }

  /** The record of a node. */
  node(id: NodeId): Node {
    const node = this.#nodes[id];
    if (node === undefined) throw new Error(`node ${id} is not of this tape`);
    return node;
  }

  // Sources

  /** A fresh node. `values` is kept, not copied: one value for each cell and sample, or one for each cell. */
  leaf(axes: readonly Axis[], values: Float64Array): NodeId {
    const node = this.#append(leaf, none, axes, values.length !== this.#shapes.of(axes).cells);
    if (values.length !== node.shape.cells * node.samples) throw new Error('the values do not fit the axes');
    node.values = values;
    return node.id;
  }

  constant(value: number): NodeId {
    const found = this.#constants.get(value);
    if (found !== undefined) return found;
    const node = this.#append(constant, none, [value]);
    this.#constants.set(value, node.id);
    return node.id;
  }

  /** 0, 1, 2, … along the axis. */
  iota(axis: Axis): NodeId {
    return this.#apply(indexing.iota, none, [axis]);
  }

  // Arithmetic, elementwise over the union of the axes

  add(a: NodeId, b: NodeId): NodeId {
    if (this.#is(a, 0)) return b;
    return this.#is(b, 0) ? a : this.#apply(arithmetic.add, [a, b]);
  }

  subtract(a: NodeId, b: NodeId): NodeId {
    return this.#is(b, 0) ? a : this.#apply(arithmetic.subtract, [a, b]);
  }

  multiply(a: NodeId, b: NodeId): NodeId {
    if (this.#is(a, 1)) return b;
    return this.#is(b, 1) ? a : this.#apply(arithmetic.multiply, [a, b]);
  }

  divide(a: NodeId, b: NodeId): NodeId {
    return this.#is(b, 1) ? a : this.#apply(arithmetic.divide, [a, b]);
  }

  negate(a: NodeId): NodeId {
    return this.#apply(arithmetic.negate, [a]);
  }

  power(a: NodeId, exponent: number): NodeId {
    return exponent === 1 ? a : this.#apply(arithmetic.power, [a], [exponent]);
  }

  /** A function of the table. */
  call(name: string, ...args: readonly NodeId[]): NodeId {
    const op = calls.get(name);
    if (op === undefined) throw new Error(`no function ${name}`);
    return this.#apply(op, args);
  }

  /** A cotangent times a partial: 0 where the cotangent is 0, whatever the partial is. */
  scale(bar: NodeId, partial: NodeId): NodeId {
    if (this.#is(bar, 1)) return partial;
    return this.#is(partial, 1) ? bar : this.#apply(arithmetic.scale, [bar, partial]);
  }

  /** The same values, with these axes too. */
  broadcast(a: NodeId, axes: readonly Axis[]): NodeId {
    const missing = axes.filter((axis) => !this.#has(a, axis));
    return missing.length === 0 ? a : this.#apply(arithmetic.broadcast, [a], this.#shapes.of(missing).axes);
  }

  /** The transpose of broadcasting `to` to the axes of `from`: the sum over all axes that only `from` has, but `except`. */
  unbroadcast(bar: NodeId, from: NodeId, to: NodeId, except?: Axis): NodeId {
    let total = bar;
    for (const axis of this.axesOf(from)) if (axis !== except && !this.#has(to, axis)) total = this.sum(total, axis);
    return total;
  }

  // Reductions

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

  // Matrices

  /** The inverse along two axes of one size; NaN where there is none. */
  inverse(a: NodeId, rows: Axis, columns: Axis): NodeId {
    return this.#apply(matrices.inverse, [this.#square(a, rows, columns)], [rows, columns]);
  }

  /** The determinant along two axes of one size. */
  determinant(a: NodeId, rows: Axis, columns: Axis): NodeId {
    return this.#apply(matrices.determinant, [this.#square(a, rows, columns)], [rows, columns]);
  }

  #square(a: NodeId, rows: Axis, columns: Axis): NodeId {
    if (this.sizeOf(rows) !== this.sizeOf(columns)) throw new Misfit('axes of different sizes');
    return this.broadcast(a, [rows, columns]);
  }

  // Indexing

  /** Renames axes, all at once. Axes that come to have one name are taken along their diagonal. */
  relabel(a: NodeId, from: readonly Axis[], to: readonly Axis[]): NodeId {
    let olds: Axis[] | undefined;
    const news: Axis[] = [];
    for (let n = 0; n < from.length; n++) {
      const axis = from[n] as Axis;
      const name = to[n] as Axis;
      if (axis === name || !this.#has(a, axis)) continue;
      if (this.sizeOf(axis) !== this.sizeOf(name)) throw new Misfit('axes of different sizes');
      olds ??= [];
      olds.push(axis);
      news.push(name);
    }
    return olds === undefined ? a : this.#apply(indexing.relabel, [a], olds.concat(news));
  }

  /** `a[..., axis := index[...]]`; NaN, with no derivative, where the index does not exist. */
  gather(a: NodeId, axis: Axis, index: NodeId): NodeId {
    if (!this.#has(a, axis)) return this.gather(this.broadcast(a, [axis]), axis, index);
    if (!this.#has(index, axis)) return this.#apply(indexing.gather, [a, index], [axis]);
    const other = this.twin(axis, [a, index]);
    return this.gather(this.relabel(a, [axis], [other]), other, index);
  }

  /** The slice at position `i`; NaN if there is none. A node that lacks the axis is its own slice. */
  select(a: NodeId, axis: Axis, i: number): NodeId {
    return this.#has(a, axis) ? this.#apply(indexing.select, [a], [axis, i]) : a;
  }

  /** The nodes one after the other along an axis that they lack. */
  stack(nodes: readonly NodeId[], axis: Axis): NodeId {
    if (nodes.length !== this.sizeOf(axis) || nodes.some((id) => this.#has(id, axis))) throw new Error('the nodes do not fit the axis');
    return this.#apply(indexing.stack, [...nodes], [axis]);
  }

  // Selection

  /** 1 and 0; NaN where an operand is. */
  less(a: NodeId, b: NodeId): NodeId {
    return this.#apply(selection.less, [a, b]);
  }

  lessOrEqual(a: NodeId, b: NodeId): NodeId {
    return this.#apply(selection.lessOrEqual, [a, b]);
  }

  equal(a: NodeId, b: NodeId): NodeId {
    return this.#apply(selection.equal, [a, b]);
  }

  /** `a` where the mask is not 0, else `b`; what the branch not taken holds, NaN or not, has no part in it. */
  where(mask: NodeId, a: NodeId, b: NodeId): NodeId {
    return this.#apply(selection.where, [mask, a, b]);
  }

  /** The same value, held fixed. */
  stopGradient(a: NodeId): NodeId {
    return this.#apply(selection.stopGradient, [a]);
  }

  /** The same value as a fresh node: something to differentiate by. */
  fence(a: NodeId): NodeId {
    return this.#append(selection.fence, [a], none).id;
  }

  // Derivatives

  /** Is there a path from `wrt` to `of` on which nothing is held? */
  dependsOn(of: NodeId, wrt: NodeId): boolean {
    return dependsOn(this, of, wrt);
  }

  /** The adjoint of `wrt` in the graph that ends in `of`; see `adjoints`. */
  adjoint(of: NodeId, wrt: NodeId, into?: readonly Axis[]): NodeId | undefined {
    const key = into?.length === 0 ? of * 2 ** 26 + wrt : `${of} ${wrt} ${into}`;
    let found = this.#adjoints.get(key);
    if (found === undefined) {
      found = adjoints(this, of, [wrt], into)[0];
      if (found !== undefined) this.#adjoints.set(key, found);
    }
    return found;
  }

  /** Adjoints by one reverse sweep, with the axes of their primals and those of `into`; undefined where there is no path. */
  adjoints(of: NodeId, wrt: readonly NodeId[], into?: readonly Axis[]): (NodeId | undefined)[] {
    return adjoints(this, of, wrt, into);
  }

  /** Marks for that many nodes, all 0, until they are asked for again: each sweep needs some, for a moment. */
  marks(length: number): Uint8Array {
    if (this.#marks.length < length) this.#marks = new Uint8Array(Math.max(length, 2 * this.#marks.length));
    return this.#marks.fill(0, 0, length);
  }

  // Recording and evaluation

  #is(id: NodeId, value: number): boolean {
    return this.#constants.get(value) === id;
  }

  #has(id: NodeId, axis: Axis): boolean {
    return this.axesOf(id).includes(axis);
  }

  /** The node that applies `op`, found or new. */
  #apply(op: EngineOp, inputs: readonly NodeId[], at: readonly number[] = none): NodeId {
    const a = inputs[0] as NodeId;
    const b = inputs[1] as NodeId;
    const ordered = op.commutative && b < a ? [b, a] : inputs;
    const hash = hashOf(ordered, at);
    const found = this.#table.find(op, ordered, at, hash);
    if (found !== undefined) return found.id;
    const node = this.#append(op, ordered, at, false, hash);
    this.#table.insert(node);
    return node.id;
  }

  #append(op: EngineOp, inputs: readonly NodeId[], at: readonly number[], isDrawn = false, hash = 0): Node {
    const operands: Node[] = [];
    let varies = isDrawn;
    for (let n = 0; n < inputs.length; n++) {
      const operand = this.node(inputs[n] as NodeId);
      operands.push(operand);
      varies ||= !operand.uniform;
    }
    const shape = op.shape(operands, at, this.#shapes);
    const samples = varies ? this.samples : 1;
    if (this.#nodeLimit < shape.cells * this.samples) throw new TooLarge(`${shape.cells} cells at ${this.samples} samples`);
    const id = this.#nodes.length;
    const uniform = !varies;
    const node: Node = { id, op, inputs, operands, at, shape, uniform, samples, values: undefined, full: undefined, hash, next: -1 };
    this.#nodes.push(node);
    return node;
  }

  /** The stored values of a node; those of its inputs are computed first, without recursion. */
  #evaluate(node: Node): Float64Array {
    const open = [node];
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const waiting = open.length;
      const product = top.values === undefined ? productIn(top) : undefined;
      const operands = (product ?? top).operands;
      if (top.values === undefined) for (const input of operands) if (input.values === undefined) open.push(input);
      if (waiting < open.length) continue;
      open.pop();
      if (top.values !== undefined) continue;
      const out = this.#store.take(top.shape.cells * top.samples);
      if (product) contract(out, top, product, this.#shapes);
      else top.op.forward(out, top, operands, this.#shapes);
      top.values = out;
    }
    return node.values as Float64Array;
  }
}

const none: readonly number[] = [];

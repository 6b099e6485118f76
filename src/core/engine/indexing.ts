import type { EngineOp, Node, NodeId } from './engine-op.ts';
import { input, param, valuesOf } from './engine-op.ts';
import { copyRow } from './rows.ts';
import type { Axis, Shape, Shapes } from './shape.ts';
import type { Tape } from './tape.ts';

/** 0, 1, 2, … along the axis that is the node's parameter. */
export const iota: EngineOp = {
  name: 'iota',
  shape: (_, axes, shapes) => shapes.of(axes),
  forward: (out) => {
    for (let n = 0; n < out.length; n++) out[n] = n;
  },
  vjp: [],
  source: 'constant',
};

/** The same tensor under other names; axes that get one name give the diagonal. Parameters: the old names, then the new ones. */
export const relabel: EngineOp = {
  name: 'relabel',
  shape: ([x], at, shapes) => shapes.of((x as Node).shape.axes.map((axis) => renamed(axis, at))),
  forward: (out, node, [x], shapes) => pick(out, node, (x as Node).values as Float64Array, sourcesOf(node, (x as Node).shape, shapes)),
  kernel: (out, node, inputs, shapes) => {
    const cells = sourcesOf(node, (inputs[0] as Node).shape, shapes);
    return () => pick(out, node, valuesOf(inputs, 0), cells);
  },
  vjp: [
    (on, outBar, node) => {
      const first = new Map<Axis, Axis>();
      const twice: [Axis, Axis][] = [];
      for (const old of on.axesOf(input(node, 0))) {
        const axis = renamed(old, node.at);
        const other = first.get(axis);
        if (other === undefined) first.set(axis, old);
        else twice.push([other, old]);
      }
      const back = on.relabel(outBar, [...first.keys()], [...first.values()]);
      return twice.reduce((bar, [a, b]) => on.where(on.equal(on.iota(a), on.iota(b)), bar, on.constant(0)), back);
    },
  ],
  source: 'the transpose of a diagonal is a Kronecker delta',
};

/** One slice along an axis. Parameters: the axis and the position; a position that does not exist gives NaN. */
export const select: EngineOp = {
  name: 'select',
  shape: ([x], [axis], shapes) => shapes.without((x as Node).shape, axis as Axis),
  forward: (out, node, [x], shapes) => {
    const [axis, position] = [param(node, 0), param(node, 1)];
    const { shape, values } = x as Node;
    if (!isPosition(position, shapes.size(axis))) {
      out.fill(Number.NaN);
      return;
    }
    const run = shapes.stride(shape, axis) * node.samples;
    const skip = run * shapes.size(axis);
    const from = values as Float64Array;
    for (let o = 0, i = position * run; o < out.length; o += run, i += skip) copyRow(out, o, run, from, i, 1, from, i, 0, from, i, 0);
  },
  vjp: [(on, outBar, node) => scatter(on, outBar, param(node, 0), on.constant(param(node, 1)))],
  source: 'the transpose of a selection is a Kronecker delta',
};

/** `a[..., axis := index[...]]`. Inputs: the tensor and the index; parameter: the axis. An index that does not exist gives NaN. */
export const gather: EngineOp = {
  name: 'gather',
  shape: ([x, index], [axis], shapes) => shapes.union(shapes.without((x as Node).shape, axis as Axis), (index as Node).shape),
  forward: (out, node, inputs, shapes) => {
    const [x, index] = inputs as [Node, Node];
    const values = valuesOf(inputs, 0);
    const positions = valuesOf(inputs, 1);
    const axis = param(node, 0);
    const size = shapes.size(axis);
    const stride = shapes.stride(x.shape, axis) * x.samples;
    const from = shapes.offsets(x.shape, node.shape);
    const at = shapes.offsets(index.shape, node.shape);
    for (let cell = 0, o = 0; cell < node.shape.cells; cell++) {
      const i = (from[cell] as number) * x.samples;
      const j = (at[cell] as number) * index.samples;
      for (let s = 0; s < node.samples; s++, o++) {
        const position = positions[index.uniform ? j : j + s] as number;
        out[o] = isPosition(position, size) ? (values[i + position * stride + (x.uniform ? 0 : s)] as number) : Number.NaN;
      }
    }
  },
  vjp: [
    (on, outBar, node) => {
      const whole = scatter(on, outBar, param(node, 0), input(node, 1));
      return on.unbroadcast(whole, node.id, input(node, 0));
    },
    undefined,
  ],
  source: 'the transpose of a gather is a scatter: JAX, _gather_transpose_rule',
};

/** The inputs one after the other along a new axis, the node's parameter. */
export const stack: EngineOp = {
  name: 'stack',
  shape: (inputs, [axis], shapes) => inputs.reduce((shape, x) => shapes.union(shape, x.shape), shapes.of([axis as Axis])),
  forward: (out, node, inputs, shapes) => {
    const axis = param(node, 0);
    const stride = shapes.stride(node.shape, axis);
    for (let cell = 0; cell < node.shape.cells; cell++) {
      const x = inputs[Math.floor(cell / stride) % shapes.size(axis)] as Node;
      const values = x.values as Float64Array;
      const i = (shapes.offsets(x.shape, node.shape)[cell] as number) * x.samples;
      copyRow(out, cell * node.samples, node.samples, values, i, x.uniform ? 0 : 1, values, i, 0, values, i, 0);
    }
  },
  vjp: [stackVjp],
  source: 'the transpose of a stack is a selection',
};

function stackVjp(on: Tape, outBar: NodeId, node: Node, n: number): NodeId {
  const axis = param(node, 0);
  return on.unbroadcast(on.select(outBar, axis, n), node.id, input(node, n), axis);
}

/** A cotangent put where the index says, 0 elsewhere along the axis. */
function scatter(on: Tape, outBar: NodeId, axis: Axis, index: NodeId): NodeId {
  return on.where(on.equal(on.iota(axis), index), outBar, on.constant(0));
}

function isPosition(position: number, size: number): boolean {
  return Number.isInteger(position) && 0 <= position && position < size;
}

function renamed(axis: Axis, at: readonly number[]): Axis {
  const half = at.length / 2;
  const place = at.indexOf(axis);
  return 0 <= place && place < half ? (at[half + place] as Axis) : axis;
}

/** For every cell of a node with other names the cell that it comes from. */
function sourcesOf(node: Node, shape: Shape, shapes: Shapes): Int32Array {
  const strides = node.shape.axes.map((axis) => {
    const sources = shape.axes.filter((old) => renamed(old, node.at) === axis);
    return sources.reduce((total, old) => total + shapes.stride(shape, old), 0);
  });
  return shapes.walk(node.shape, strides);
}

/** Copies the samples of one cell of `values` to each cell of the node. */
function pick(out: Float64Array, { samples }: Node, values: Float64Array, cells: Int32Array): void {
  for (let cell = 0; cell < cells.length; cell++) {
    const i = (cells[cell] as number) * samples;
    copyRow(out, cell * samples, samples, values, i, 1, values, i, 0, values, i, 0);
  }
}

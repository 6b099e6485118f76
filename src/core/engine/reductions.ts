import type { EngineOp, Node, NodeId, Vjp } from './engine-op.ts';
import { input, param, valuesOf } from './engine-op.ts';
import type { Row } from './rows.ts';
import { addRow, copyRow, multiplyRow, rowOf } from './rows.ts';
import type { Axis, Shapes } from './shape.ts';
import type { Tape } from './tape.ts';

/** Equal extremes share the cotangent. */
const extremumVjp: Vjp = (on, outBar, node) => {
  const taken = on.equal(input(node, 0), node.id);
  return on.where(taken, on.scale(outBar, on.power(on.sum(taken, param(node, 0)), -1)), on.constant(0));
};

/** The sum along the axis that is the node's parameter. */
export const sum = reduction(
  'sum',
  addRow,
  (_, outBar) => outBar,
  'the transpose of a sum is a broadcast, and what lacks an axis is constant along it',
);

/** The product along an axis. */
export const product = reduction(
  'product',
  multiplyRow,
  (on, outBar, node) => on.scale(outBar, productOfOthers(on, input(node, 0), param(node, 0))),
  'each partial is the product of the others, which no factor of 0 spoils',
);

/** The largest value along an axis. */
export const maximum = reduction('maximum', rowOf(Math.max), extremumVjp, 'JAX, _reduce_chooser_jvp_rule');

/** The smallest value along an axis. */
export const minimum = reduction('minimum', rowOf(Math.min), extremumVjp, 'JAX, _reduce_chooser_jvp_rule');

function reduction(name: string, row: Row, vjp: Vjp, source: string): EngineOp {
  return {
    name,
    shape: ([x], [axis], shapes) => shapes.without((x as Node).shape, axis as Axis),
    forward: (out, node, inputs, shapes) => fold(row, out, node, inputs, shapes),
    vjp: [vjp],
    source,
  };
}

/** Joins the slices along the axis by `row`, run by run. */
function fold(row: Row, out: Float64Array, node: Node, inputs: readonly Node[], shapes: Shapes): void {
  const x = valuesOf(inputs, 0);
  const axis = param(node, 0);
  const size = shapes.size(axis);
  const run = shapes.stride((inputs[0] as Node).shape, axis) * node.samples;
  for (let o = 0, i = 0; o < out.length; o += run) {
    copyRow(out, o, run, x, i, 1, x, i, 1, x, i, 1);
    i += run;
    for (let n = 1; n < size; n++, i += run) row(out, o, run, out, o, 1, x, i, 1, x, i, 1);
  }
}

/** For each position along the axis, the product over all other positions. */
function productOfOthers(on: Tape, a: NodeId, axis: Axis): NodeId {
  const other = on.twin(axis, [a]);
  const same = on.equal(on.iota(axis), on.iota(other));
  return on.product(on.where(same, on.constant(1), on.relabel(a, [axis], [other])), other);
}

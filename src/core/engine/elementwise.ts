import type { PartialDerivative, ScalarFunction } from '../functions/index.ts';
import { functions } from '../functions/index.ts';
import type { EngineOp, Node, NodeId } from './engine-op.ts';
import { input } from './engine-op.ts';
import type { Row } from './rows.ts';
import { rowOf } from './rows.ts';
import type { Shapes } from './shape.ts';
import type { Tape } from './tape.ts';

/** One elementwise operation: what it does to a run of values, and its pullback before broadcasting is undone. */
export interface Elementwise {
  readonly name: string;
  readonly row: Row;
  readonly pull: readonly (Pull | undefined)[];
  readonly commutative?: boolean;
  readonly source: string;
}

type Pull = (on: Tape, outBar: NodeId, [x, y, z]: readonly [NodeId, NodeId, NodeId], out: NodeId, at: number) => NodeId;

/** An elementwise operation of one to three inputs as an operation of the engine: the transpose of a broadcast is a sum. */
export function elementwise({ name, row, pull, commutative = false, source }: Elementwise): EngineOp {
  return {
    name,
    commutative,
    source,
    shape: (inputs, _, shapes) => {
      let shape = shapes.scalar;
      for (const x of inputs) shape = shapes.union(shape, x.shape);
      return shape;
    },
    forward: (out, node, inputs, shapes) => apply(row, out, node, inputs, shapes),
    vjp: pull.map(
      (back) =>
        back &&
        ((on, outBar, node, n) => {
          const x = input(node, 0);
          const y = node.inputs[1] ?? x;
          return on.unbroadcast(back(on, outBar, [x, y, node.inputs[2] ?? x], node.id, node.at[0] ?? 1), node.id, input(node, n));
        }),
    ),
  };
}

/** The functions of the table as operations, by name. */
export const calls: ReadonlyMap<string, EngineOp> = new Map(functions.map((f) => [f.name, elementwise(fromTable(f))]));

function fromTable({ name, value, partials = [], source }: ScalarFunction): Elementwise {
  const pull =
    (partial: PartialDerivative): Pull =>
    (on, outBar, [a, b], out) =>
      on.scale(outBar, partial<NodeId>(on, [a, b], out));
  return { name, row: rowOf(value), pull: partials.map(pull), source };
}

/** Applies `row` to runs of cells that are as long as all operands allow. */
function apply(row: Row, out: Float64Array, node: Node, inputs: readonly Node[], shapes: Shapes): void {
  const a = inputs[0] as Node;
  const b = inputs[1] ?? a;
  const c = inputs[2] ?? a;
  const x = a.values as Float64Array;
  const y = b.values as Float64Array;
  const z = c.values as Float64Array;
  const { shape, samples } = node;
  const di = step(a, node);
  const dj = step(b, node);
  const dk = step(c, node);
  const run = Math.min(runOf(a, node, shapes), runOf(b, node, shapes), runOf(c, node, shapes));
  if (run === shape.cells) {
    row(out, 0, run * samples, x, 0, di, y, 0, dj, z, 0, dk);
    return;
  }
  const is = shapes.offsets(a.shape, shape);
  const js = shapes.offsets(b.shape, shape);
  const ks = shapes.offsets(c.shape, shape);
  for (let cell = 0; cell < shape.cells; cell += run) {
    const i = (is[cell] as number) * a.samples;
    const j = (js[cell] as number) * b.samples;
    const k = (ks[cell] as number) * c.samples;
    row(out, cell * samples, run * samples, x, i, di, y, j, dj, z, k, dk);
  }
}

/** Number of cells of the node over which the operand is read in one go: those of the innermost axes that both have. */
function runOf(operand: Node, node: Node, shapes: Shapes): number {
  if (operand.shape === node.shape && operand.samples === node.samples) return node.shape.cells;
  if (isSingle(operand)) return node.shape.cells;
  if (operand.samples !== node.samples) return 1;
  const { axes } = operand.shape;
  const all = node.shape.axes;
  let run = 1;
  for (let n = 1; n <= axes.length && axes[axes.length - n] === all[all.length - n]; n++) run *= shapes.size(all[all.length - n] as number);
  return run;
}

/** How the operand is read within a run: on and on, or one value for all. */
function step(operand: Node, node: Node): number {
  return operand.samples === node.samples && !isSingle(operand) ? 1 : 0;
}

function isSingle(operand: Node): boolean {
  return operand.samples === 1 && operand.shape.cells === 1;
}

import type { Partial, ScalarFunction } from '../functions/index.ts';
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
    shape: (inputs, _, shapes) => inputs.reduce((shape, x) => shapes.union(shape, x.shape), shapes.scalar),
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
    (partial: Partial): Pull =>
    (on, outBar, [a, b], out) =>
      on.scale(outBar, partial<NodeId>(on, [a, b], out));
  return { name, row: rowOf(value), pull: partials.map(pull), source };
}

function apply(row: Row, out: Float64Array, node: Node, inputs: readonly Node[], shapes: Shapes): void {
  const a = inputs[0] as Node;
  const b = inputs[1] ?? a;
  const c = inputs[2] ?? a;
  const x = a.values as Float64Array;
  const y = b.values as Float64Array;
  const z = c.values as Float64Array;
  const { shape, samples } = node;
  if (flat(a, node) && flat(b, node) && flat(c, node)) {
    row(out, 0, shape.cells * samples, x, 0, step(a, node), y, 0, step(b, node), z, 0, step(c, node));
    return;
  }
  const is = shapes.offsets(a.shape, shape);
  const js = shapes.offsets(b.shape, shape);
  const ks = shapes.offsets(c.shape, shape);
  const di = a.uniform ? 0 : 1;
  const dj = b.uniform ? 0 : 1;
  const dk = c.uniform ? 0 : 1;
  for (let cell = 0; cell < shape.cells; cell++) {
    const i = (is[cell] as number) * a.samples;
    const j = (js[cell] as number) * b.samples;
    const k = (ks[cell] as number) * c.samples;
    row(out, cell * samples, samples, x, i, di, y, j, dj, z, k, dk);
  }
}

/** Can the operand be read in one run: laid out as the result, or a single value? */
function flat(operand: Node, node: Node): boolean {
  return single(operand) || (operand.shape === node.shape && operand.samples === node.samples);
}

function single(operand: Node): boolean {
  return operand.shape.cells === 1 && operand.samples === 1;
}

function step(operand: Node, node: Node): number {
  return single(operand) && node.shape.cells * node.samples !== 1 ? 0 : 1;
}

import type { EngineOp, Node } from './engine-op.ts';
import { input, param, valuesOf } from './engine-op.ts';
import type { Axis, Shape, Shapes } from './shape.ts';

/** What is left of a matrix without a pivot, relative to its largest entry, at which it counts as singular. */
const singular = 1e-10;

/** The inverse along two axes of one size, the parameters: rows, then columns. NaN where the matrix is singular. */
export const inverse: EngineOp = {
  name: 'inverse',
  shape: ([x]) => (x as Node).shape,
  forward: (out, node, inputs, shapes) => {
    const x = inputs[0] as Node;
    const values = valuesOf(inputs, 0);
    each(x, node, shapes, (at, size, [row, column]) => {
      const { inverse: found } = eliminated((i, j) => values[at + i * row + j * column] as number, size);
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) out[at + i * row + j * column] = found === undefined ? Number.NaN : (found[i]?.[j] as number);
    });
  },
  vjp: [
    (on, outBar, node) => {
      const [rows, columns] = [param(node, 0), param(node, 1)];
      const bar = on.broadcast(outBar, [rows, columns]);
      const i = on.twin(rows, [bar, node.id]);
      const j = on.twin(i, [bar, node.id]);
      const left = on.relabel(node.id, [rows, columns], [i, rows]);
      const right = on.relabel(node.id, [rows, columns], [columns, j]);
      const inner = on.scale(on.relabel(bar, [rows, columns], [i, j]), on.multiply(left, right));
      return on.negate(on.sum(on.sum(inner, i), j));
    },
  ],
  source: 'Petersen and Pedersen, The Matrix Cookbook, eq. 59',
};

/** The determinant along two axes of one size, the parameters: rows, then columns. */
export const determinant: EngineOp = {
  name: 'determinant',
  shape: ([x], [rows, columns], shapes) => shapes.without(shapes.without((x as Node).shape, rows as Axis), columns as Axis),
  forward: (out, node, inputs, shapes) => {
    const x = inputs[0] as Node;
    const values = valuesOf(inputs, 0);
    let o = 0;
    each(x, node, shapes, (at, size, [row, column]) => {
      out[o++] = eliminated((i, j) => values[at + i * row + j * column] as number, size).determinant;
    });
  },
  vjp: [
    (on, outBar, node) => {
      const [rows, columns] = [param(node, 0), param(node, 1)];
      const back = on.relabel(on.inverse(input(node, 0), rows, columns), [rows, columns], [columns, rows]);
      return on.scale(outBar, on.multiply(node.id, back));
    },
  ],
  source: 'Petersen and Pedersen, The Matrix Cookbook, eq. 49',
};

/** Visits every matrix of a tensor in the order of the cells without its two axes: where it begins, its size, and its strides. */
function each(x: Node, node: Node, shapes: Shapes, visit: (at: number, size: number, strides: readonly [number, number]) => void): void {
  const [rows, columns] = [param(node, 0), param(node, 1)];
  const size = shapes.size(rows);
  const isFirst = (cell: number, axis: Axis, shape: Shape): boolean => Math.floor(cell / shapes.stride(shape, axis)) % size === 0;
  const strides = [shapes.stride(x.shape, rows) * x.samples, shapes.stride(x.shape, columns) * x.samples] as const;
  for (let cell = 0; cell < x.shape.cells; cell++) {
    if (!isFirst(cell, rows, x.shape) || !isFirst(cell, columns, x.shape)) continue;
    for (let sample = 0; sample < x.samples; sample++) visit(cell * x.samples + sample, size, strides);
  }
}

/** Gauss-Jordan elimination with partial pivoting. */
function eliminated(
  entry: (i: number, j: number) => number,
  size: number,
): { readonly determinant: number; readonly inverse: readonly (readonly number[])[] | undefined } {
  const span = [...Array(size).keys()];
  const rows = span.map((i) => [...span.map((j) => entry(i, j)), ...span.map((j) => (i === j ? 1 : 0))]);
  const scale = Math.max(...rows.flat().map(Math.abs));
  let product = 1;
  let isSingular = false;
  for (const at of span) {
    let best = at;
    for (let i = at + 1; i < size; i++) if (Math.abs(rows[best]?.[at] as number) < Math.abs(rows[i]?.[at] as number)) best = i;
    const pivotRow = rows[best] as number[];
    if (best !== at) {
      rows[best] = rows[at] as number[];
      rows[at] = pivotRow;
      product = -product;
    }
    const pivot = pivotRow[at] as number;
    product *= pivot;
    if (!(singular * scale < Math.abs(pivot))) isSingular = true;
    if (pivot === 0 || Number.isNaN(pivot)) break;
    for (let j = 0; j < 2 * size; j++) pivotRow[j] = (pivotRow[j] as number) / pivot;
    for (const [i, row] of rows.entries()) {
      const factor = row[at] as number;
      if (i !== at) for (let j = 0; j < 2 * size; j++) row[j] = (row[j] as number) - factor * (pivotRow[j] as number);
    }
  }
  return { determinant: product, inverse: isSingular ? undefined : rows.map((row) => row.slice(size)) };
}

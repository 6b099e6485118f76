import type { Node } from './engine-op.ts';
import { param, valuesOf } from './engine-op.ts';
import type { Shapes } from './shape.ts';

/** From this many values on a product is not kept in memory if all that is asked for is its sum. */
const large = 2 ** 14;

/** The product of two nodes that a sum is taken of, if it has many values and none of them is worked out yet. */
export function productIn(node: Node): Node | undefined {
  const [product] = node.operands;
  if (node.op.name !== 'sum' || product === undefined || product.values !== undefined) return undefined;
  const isProduct = product.op.name === 'multiply' || product.op.name === 'scale';
  return isProduct && large < product.shape.cells * product.samples ? product : undefined;
}

/** Fills `out` with the sum of the products along an axis, value by value as if the products were there, without a place for each of them. */
export function contract(out: Float64Array, node: Node, product: Node, shapes: Shapes): void {
  const [a, b] = product.operands as [Node, Node];
  const x = valuesOf(product.operands, 0);
  const y = valuesOf(product.operands, 1);
  const { shape, samples } = product;
  const is = shapes.offsets(a.shape, shape);
  const js = shapes.offsets(b.shape, shape);
  const di = a.samples === samples ? 1 : 0;
  const dj = b.samples === samples ? 1 : 0;
  const isStrong = product.op.name === 'scale';
  const axis = param(node, 0);
  const size = shapes.size(axis);
  const stride = shapes.stride(shape, axis);
  for (let cell = 0, o = 0; cell < shape.cells; cell += stride * (size - 1))
    for (const end = cell + stride; cell < end; cell++, o += samples)
      for (let n = 0, from = cell; n < size; n++, from += stride) {
        let i = (is[from] as number) * a.samples;
        let j = (js[from] as number) * b.samples;
        for (let s = o; s < o + samples; s++, i += di, j += dj) {
          const factor = x[i] as number;
          if (!isStrong || factor !== 0) out[s] = (out[s] as number) + factor * (y[j] as number);
        }
      }
}

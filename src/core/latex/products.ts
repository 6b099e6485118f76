import { cover } from '../text/range.ts';
import type { ProductSyntax, SumSyntax, Syntax } from './syntax.ts';

export type Factor = ProductSyntax['factors'][number];
export type Term = SumSyntax['terms'][number];

/** The product of the factors, of which there is at least one; one factor alone is itself. */
export function productOf(factors: readonly Factor[]): Syntax {
  const first = factors[0] as Factor;
  if (factors.length === 1) return first.node;
  let range = first.node.range;
  for (const { node, signRange } of factors) range = cover(range, node.range, signRange);
  return { kind: 'product', factors, range };
}

/** The sum of the terms, of which there is at least one. */
export function sumOf(terms: readonly Term[]): SumSyntax {
  let range = (terms[0] as Term).signRange;
  for (const { node, signRange } of terms) range = cover(range, node.range, signRange);
  return { kind: 'sum', terms, range };
}

/** Formulas side by side. */
export function juxtapose(nodes: readonly Syntax[]): Syntax {
  return productOf(nodes.map((node) => ({ by: 'juxtaposed', signRange: { start: node.range.start, end: node.range.start }, node })));
}

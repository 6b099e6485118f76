import type { Comparison } from '../expr/expr.ts';

const comparisons: ReadonlyMap<string, Comparison> = new Map([
  ['=', '='],
  ['\\neq', '≠'],
  ['\\ne', '≠'],
  ['<', '<'],
  ['\\lt', '<'],
  ['>', '>'],
  ['\\gt', '>'],
  ['\\le', '≤'],
  ['\\leq', '≤'],
  ['\\leqslant', '≤'],
  ['\\ge', '≥'],
  ['\\geq', '≥'],
  ['\\geqslant', '≥'],
]);

/** The comparison that a relation sign makes, or undefined for signs that compare nothing. */
export function comparisonOf(sign: string): Comparison | undefined {
  return comparisons.get(sign);
}

const definingSigns = new Set(['=', 'is', ':=', '\\equiv', '\\triangleq', '\\coloneqq']);

/** Whether a relation can define its left side. */
export function defines(sign: string | undefined): boolean {
  return sign !== undefined && definingSigns.has(sign);
}

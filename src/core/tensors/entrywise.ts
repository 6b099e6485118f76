import type { Expr } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';

/** Whether a sign joins entries, so that it binds looser than a product without one. */
export function isEntrywise(sign: string): boolean {
  return sign === '\\odot' || sign === '\\circ' || sign === '*';
}

/** The names of which a formula takes each entry by itself. */
export function entriesIn(expr: Expr): readonly (Expr & { kind: 'ref' })[] {
  switch (expr.kind) {
    case 'ref':
      return [expr];
    case 'add':
      return flatMap(expr.terms, entriesIn);
    case 'negate':
      return entriesIn(expr.of);
    case 'power':
      return entriesIn(expr.base);
    case 'apply':
    case 'call':
      return flatMap(expr.args, entriesIn);
    case 'divide':
      return flatMap([expr.numerator, expr.denominator], entriesIn);
    case 'multiply': {
      const isEach = expr.factors.every(({ kind }, at) => at === 0 || kind === 'number' || isEntrywise(expr.signs?.[at] ?? ''));
      return isEach ? flatMap(expr.factors, entriesIn) : [];
    }
    default:
      return [];
  }
}

/** Whether a formula is, or adds up, a product entry by entry. */
export function isEach(expr: Expr): boolean {
  if (expr.kind === 'add') return expr.terms.some(isEach);
  if (expr.kind === 'negate') return isEach(expr.of);
  return expr.kind === 'multiply' && (expr.signs?.includes('\\odot') ?? false);
}

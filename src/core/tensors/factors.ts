import type { Expr } from '../expr/expr.ts';

export function isTransposed(expr: Expr | undefined): boolean {
  return expr?.kind === 'tensor' && expr.op === 'transpose';
}

export function isMinusOne(expr: Expr): boolean {
  return expr.kind === 'negate' ? expr.of.kind === 'number' && expr.of.value === 1 : expr.kind === 'number' && expr.value === -1;
}

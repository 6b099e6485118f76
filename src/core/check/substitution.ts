import type { Expr } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import { constantOf } from './constants.ts';

/**
 * The pairs of symbol and number by which a row of numbers goes through a formula (`x_1 (1 - x_1)` and `0.44 (1 - 0.44)`);
 * undefined where the two are not of one shape, or put two numbers for one symbol.
 */
export function correspondence(symbolic: Expr, numeric: Expr): readonly (readonly [Expr, Expr])[] | undefined {
  const pairs: (readonly [Expr, Expr])[] = [];
  return matches(symbolic, numeric, pairs) ? pairs : undefined;
}

function matches(symbolic: Expr, numeric: Expr, pairs: (readonly [Expr, Expr])[]): boolean {
  const number = constantOf(numeric);
  if (symbolic.kind === 'ref') {
    if (number === undefined || symbolic.slots.some((term) => term.kind !== 'value')) return false;
    pairs.push([symbolic, numeric]);
    return true;
  }
  if (number !== undefined && constantOf(symbolic) === number) return true;
  if (symbolic.kind === 'apply' && numeric.kind === 'apply' && (symbolic.fn !== numeric.fn || symbolic.order !== numeric.order))
    return false;
  if (symbolic.kind === 'call' && numeric.kind === 'call' && (symbolic.fn !== numeric.fn || symbolic.order !== numeric.order)) return false;
  const left = partsOf(symbolic);
  const right = partsOf(numeric);
  if (left === undefined || right === undefined || symbolic.kind !== numeric.kind || left.length !== right.length) return false;
  return left.every((part, at) => matches(part, right[at] as Expr, pairs));
}

/** The operands of a formula, products within products and sums within sums flattened. */
function partsOf(expr: Expr): readonly Expr[] | undefined {
  switch (expr.kind) {
    case 'add':
      return flatMap(expr.terms, (term) => (term.kind === 'add' ? (partsOf(term) ?? []) : [term]));
    case 'multiply':
      return flatMap(expr.factors, (factor) => (factor.kind === 'multiply' ? (partsOf(factor) ?? []) : [factor]));
    case 'negate':
      return [expr.of];
    case 'divide':
      return [expr.numerator, expr.denominator];
    case 'power':
      return [expr.base, expr.exponent];
    case 'apply':
    case 'call':
      return expr.args;
    default:
      return undefined;
  }
}

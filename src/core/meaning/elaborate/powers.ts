import type { Expr } from '../../expr/expr.ts';
import type { CallSyntax, Syntax } from '../../latex/syntax.ts';
import type { Range } from '../../text/range.ts';
import { isInverseTranspose } from '../forms.ts';
import { isTranspose } from '../scripts.ts';
import type { Context } from './context.ts';
import { number } from './literals.ts';

/** A formula with what stands above it: a power, or the inverse and the transpose at once. */
export function raised(context: Context, base: Expr, power: Syntax | undefined, at: Range): Expr {
  if (power === undefined) return base;
  if (isInverseTranspose(power)) return transposedIf(true, { kind: 'power', base, exponent: number(-1), at }, at);
  return { kind: 'power', base, exponent: context.expr(power), at };
}

/** The bracket behind a head that is not applied to it, with its superscript. */
export function bracketBehind(context: Context, { argument, after, range }: CallSyntax): Expr {
  if (after?.sub || after?.primes) return context.hole('unread-scripts', range);
  if (after?.sup && isTranspose(after.sup)) return transposedIf(true, context.expr(argument), range);
  return raised(context, context.expr(argument), after?.sup, argument.range);
}

/** `x^\top`, where a formula stands transposed. */
export function transposedIf(transposed: boolean, of: Expr, at: Range): Expr {
  return transposed ? { kind: 'tensor', op: 'transpose', args: [of], at } : of;
}

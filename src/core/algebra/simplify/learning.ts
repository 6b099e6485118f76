import { type Expr, walk } from '../../expr/expr.ts';
import type { Sum } from '../normal.ts';
import { isGeneral } from '../powers.ts';
import { NotDerivable } from '../refusal.ts';
import type { Context } from './context.ts';

/** Takes in a formula that exists wherever what is simplified does. */
export function learnFrom(context: Context, expr: Expr): void {
  const part = (of: Expr, isPositive: boolean): void => {
    for (const { atom } of context.ring.together(existing(context, of)).factors.values()) context.known.learn(atom, isPositive);
  };
  for (const node of walk(expr)) {
    if (node.kind === 'add') learnTurn(context, node);
    if (node.kind === 'divide' && node.denominator.kind !== 'number') part(node.denominator, false);
    if (node.kind === 'power' && (isNegative(node.exponent) || (!isNumeral(node.exponent) && isGeneral(node.base, node.exponent))))
      part(node.base, false);
    // A root below a line is not zero, and so is positive what it is the root of.
    if (node.kind === 'divide')
      for (const inner of walk(node.denominator))
        if (inner.kind === 'apply' && inner.fn === 'sqrt' && inner.args[0]) learnPositive(context, inner.args[0]);
    if (node.kind === 'apply' && (node.fn === 'log' || node.fn === 'log2' || node.fn === 'log10') && node.args[0])
      learnPositive(context, node.args[0]);
  }
}

/** Takes in with which sign a difference is written. */
function learnTurn(context: Context, expr: Expr): void {
  const sum = context.normal(expr);
  if (sum.length < 2 || !sum.some(({ coefficient }) => coefficient.above < 0)) return;
  const { content, rest } = context.ring.content(sum);
  context.known.learnTurn(rest, content.coefficient.above < 0 ? -1 : 1);
}

/** Takes in that a formula is positive; of a product of several only that none of them is zero. */
function learnPositive(context: Context, of: Expr): void {
  const { factors } = context.ring.together(existing(context, of));
  for (const { atom } of factors.values()) context.known.learn(atom, factors.size === 1);
}

/** A formula that is not zero. Errors: `NotDerivable` where it is. */
function existing(context: Context, of: Expr): Sum {
  const sum = context.normal(of);
  if (sum.length === 0) throw new NotDerivable('derive-undefined');
  return sum;
}

/** Whether an exponent is a number: whatever the base is, the power is one of that number alone. */
function isNumeral(exponent: Expr): boolean {
  return walk(exponent).every(({ kind }) => kind === 'number' || kind === 'negate' || kind === 'divide');
}

/** Whether an exponent is a negative number, or is written with a minus. */
function isNegative(exponent: Expr): boolean {
  return exponent.kind === 'negate' || (exponent.kind === 'number' && exponent.value < 0);
}

import { type Expr, freeIndices } from '../../expr/expr.ts';
import { printUpToIds } from '../../expr/print.ts';
import { flatMap } from '../../text/lists.ts';
import { isNumeric } from '../constants.ts';
import { isStandard } from '../standard.ts';
import type { Context } from './context.ts';
import { define, workedOut } from './define.ts';
import { headOf, names } from './heads.ts';
import { isSaidOtherwise } from './said-later.ts';
import type { Class, Unclassified } from './step.ts';

/** `\ln p(x) = …`, `\ln\frac{p}{1 - p} = …`: a name that has no other formula than that of its logarithm or of the one of its odds. */
export function withLogarithm(context: Context, step: Unclassified): Class | undefined {
  const { lhs, rhs, position } = step;
  const inside = position === 1 && lhs.kind === 'apply' && lhs.fn === 'log' && lhs.order === 0 ? lhs.args[0] : undefined;
  const odds = inside?.kind === 'divide' && isOneLess(inside.denominator, inside.numerator) ? inside.numerator : undefined;
  const name = odds ?? inside;
  const head = name && headOf(name);
  if (head === undefined || context.definitions.has(head.family) || isNumeric(rhs) || names(rhs, head.family)) return undefined;
  // `\ln \sigma(x) = \dots` is an identity of a function that all know.
  if (head.params && isStandard(head.family)) return undefined;
  const known = new Set([...head.head, ...flatMap(head.params ?? [], ({ slots }) => slots)]);
  if ([...freeIndices(rhs)].some((id) => !known.has(id)) || isSaidOtherwise(context, head.family, step.order)) return undefined;
  const fn = odds ? 'sigmoid' : 'exp';
  return define(context, step, head, { kind: 'apply', fn, args: [workedOut(context, step, head)], order: 0 }, 'new');
}

/** Whether a formula is one less another. */
function isOneLess(formula: Expr, other: Expr): boolean {
  const [first, second, ...more] = formula.kind === 'add' ? formula.terms : [];
  if (first?.kind !== 'number' || first.value !== 1 || second?.kind !== 'negate' || more.length > 0) return false;
  return printUpToIds(second.of) === printUpToIds(other);
}

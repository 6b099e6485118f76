import type { NodeId, Tape } from '../../engine/tape.ts';
import { partsOfBoth } from '../../expr/conditions.ts';
import type { Comparison, Condition, Expr } from '../../expr/expr.ts';
import type { Scope } from '../ground.ts';
import type { Context } from './context.ts';
import { termValue } from './members.ts';
import { Refused } from './refusal.ts';

/** Each comparison of two numbers, as one where it is true and zero elsewhere. */
const comparisons: Readonly<Record<Comparison, (tape: Tape, left: NodeId, right: NodeId) => NodeId>> = {
  '=': (tape, left, right) => tape.equal(left, right),
  '≠': (tape, left, right) => tape.subtract(tape.constant(1), tape.equal(left, right)),
  '<': (tape, left, right) => tape.less(left, right),
  '≤': (tape, left, right) => tape.lessOrEqual(left, right),
  '>': (tape, left, right) => tape.less(right, left),
  '≥': (tape, left, right) => tape.lessOrEqual(right, left),
};

/** One where a condition is met, zero elsewhere. */
export function test(context: Context, condition: Condition, scope: Scope): NodeId {
  if (condition.kind === 'unread') throw new Refused('unread-condition');
  const { relation } = condition;
  const [left, right] =
    condition.kind === 'relation'
      ? [context.value(condition.left, scope), context.value(condition.right, scope)]
      : [termValue(context, condition.left, scope), termValue(context, condition.right, scope)];
  return comparisons[relation](context.tape, left, right);
}

/** `k \le N`: whether an index runs up to a name of which nothing says how large it is. */
export function isWithoutEnd(context: Context, condition: Condition): boolean {
  const both = partsOfBoth(condition);
  if (both) return both.some((one) => isWithoutEnd(context, one));
  if (condition.kind !== 'relation') return false;
  const isOpen = (side: Expr): boolean =>
    side.kind === 'ref' &&
    side.slots.length === 0 &&
    context.plan.environment(side.family) === undefined &&
    context.axes.valueOfSize(side.family) === undefined;
  const { left, right } = condition;
  return (left.kind === 'position' && isOpen(right)) || (right.kind === 'position' && isOpen(left));
}

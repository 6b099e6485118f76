import type { Axis, NodeId } from '../../engine/tape.ts';
import type { Expr, IndexTerm } from '../../expr/expr.ts';
import type { Scope } from '../ground.ts';
import { test } from './conditions.ts';
import type { Context } from './context.ts';
import { termValue } from './members.ts';

/** What a reduction has no part in, by its operation. */
const neutral = { sum: 0, product: 1, maximum: Number.NEGATIVE_INFINITY, minimum: Number.POSITIVE_INFINITY } as const;

/** A sum or its like over an index, with what it leaves out masked. */
export function reduceOver(context: Context, expr: Expr & { kind: 'reduce' }, scope: Scope): NodeId {
  const { tape } = context;
  context.summed.add(expr.index);
  const inner = context.within(scope, expr.index);
  const axis = inner.indices.get(expr.index) as Axis;
  const { start, size } = context.axes.ofIndex(expr.index);
  const here: IndexTerm = { kind: 'index', id: expr.index, shift: 0 };
  const masks = expr.conditions.map((condition) => test(context, condition, inner));
  const { lower, upper } = expr.bounds;
  const at = (): NodeId => termValue(context, here, inner);
  if (lower === undefined && start < context.axes.ofIndex(expr.index).first)
    masks.push(tape.lessOrEqual(tape.constant(context.axes.ofIndex(expr.index).first), at()));
  if (lower?.kind === 'index') masks.push(tape.lessOrEqual(termValue(context, lower, scope), at()));
  if (lower?.kind === 'value' && start < lower.value) masks.push(tape.lessOrEqual(tape.constant(lower.value), at()));
  if (upper?.kind === 'index') masks.push(tape.lessOrEqual(at(), termValue(context, upper, scope)));
  if (lower?.kind === 'size' && lower.of) masks.push(tape.lessOrEqual(context.value(lower.of, scope), at()));
  if (upper?.kind === 'size' && upper.of && context.axes.isBefore(expr.index, upper))
    masks.push(tape.lessOrEqual(at(), context.value(upper.of, scope)));
  if (upper?.kind === 'value' && upper.value < start + size - 1) masks.push(tape.lessOrEqual(at(), tape.constant(upper.value)));
  let body = context.value(expr.body, inner);
  for (const mask of masks) body = tape.where(mask, body, tape.constant(neutral[expr.op]));
  return tape[expr.op](body, axis);
}

import { type Condition, type Expr, freeIndices, type IndexId, type IndexTerm, withTerm } from '../../expr/expr.ts';
import { built } from '../build.ts';
import { type Factor, type Sum, type Term, without } from '../normal.ts';
import type { Context } from './context.ts';

/** Under which conditions a value of an index is among those that a sum runs over. */
function limitsAt(
  context: Context,
  { index, bounds, conditions }: Expr & { kind: 'reduce' },
  by: IndexTerm,
): readonly Condition[] | undefined {
  const limits = conditions.map((condition) => at(condition, index, by));
  if (context.book.isWhole(index, bounds)) return limits;
  // What is shifted may lie beyond an end that leaves nothing out.
  const isShifted = by.kind === 'index' && by.shift !== 0;
  const { lower, upper } = (isShifted ? undefined : context.book.edges(index, bounds)) ?? bounds;
  if (lower?.kind === 'size' || upper?.kind === 'size') return undefined;
  if (lower) limits.push(shiftless({ kind: 'index-relation', relation: '≥', left: by, right: lower }));
  if (upper) limits.push(shiftless({ kind: 'index-relation', relation: '≤', left: by, right: upper }));
  return limits.filter((condition) => !isAlways(context, condition));
}

/** Whether a bound leaves out no value of an index. */
function isAlways(context: Context, condition: Condition): boolean {
  if (condition.kind !== 'index-relation' || condition.left.kind !== 'index' || condition.left.shift !== 0) return false;
  const { left, relation, right } = condition;
  if (right.kind !== 'value' || (relation !== '≥' && relation !== '≤')) return false;
  const end = relation === '≥' ? 'lower' : 'upper';
  const edges = context.book.edges(left.id, { [end]: right });
  return edges !== undefined && edges[end] === undefined;
}

/** `[j \neq i]` in a sum over `j`, `[(i, j) \in E]`: which members of the range it leaves out can be said below its sign. */
export function limitIn(
  context: Context,
  { index, bounds }: Expr & { kind: 'reduce' },
  term: Term,
): { factor: Factor; condition: Condition } | undefined {
  if (!context.book.isWhole(index, bounds)) return undefined;
  for (const factor of term.factors.values()) {
    const { expr } = factor.atom;
    if (factor.exponent !== 1 || expr.kind !== 'indicator' || !freeIndices(expr).has(index)) continue;
    const { condition } = expr;
    const isOrder = condition.kind === 'index-relation' && condition.relation !== '=';
    if (isOrder || isMembership(condition)) return { factor, condition };
  }
  return undefined;
}

/** What a sum leaves of a term with a delta on its index. */
export function pickedBy(context: Context, expr: Expr & { kind: 'reduce' }, term: Term): Sum | undefined {
  const { index } = expr;
  for (const factor of term.factors.values()) {
    const by = factor.exponent === 1 ? partner(factor.atom.expr, index) : undefined;
    if (by === undefined) continue;
    const limits = limitsAt(context, expr, by);
    if (limits === undefined) continue;
    const body = withTerm(built([without(term, factor)]), index, by);
    return limits.reduce(
      (sum, condition) => context.ring.multiply(sum, context.normal({ kind: 'indicator', condition })),
      context.normal(body),
    );
  }
  return undefined;
}

/** What an index equals by a delta. */
export function partner(expr: Expr, index: IndexId): IndexTerm | undefined {
  if (expr.kind !== 'delta') return undefined;
  for (const [own, other] of [
    [expr.left, expr.right],
    [expr.right, expr.left],
  ] as const) {
    if (own.kind !== 'index' || own.id !== index || (other.kind === 'index' && other.id === index)) continue;
    if (own.shift === 0) return other;
    if (other.kind === 'index') return { ...other, shift: other.shift - own.shift };
    if (other.kind === 'value') return { ...other, value: other.value - own.shift };
  }
  return undefined;
}

/** `(i, j) \in E` */
function isMembership(condition: Condition): boolean {
  return condition.kind === 'relation' && condition.left.kind === 'ref' && condition.left.family.startsWith('set(');
}

/** A condition with an index in it replaced. */
function at(condition: Condition, index: IndexId, by: IndexTerm): Condition {
  const moved = withTerm({ kind: 'indicator', condition }, index, by);
  return moved.kind === 'indicator' ? moved.condition : condition;
}

/** `i + 1 ≥ 2` as `i ≥ 1`. */
function shiftless(condition: Condition & { readonly kind: 'index-relation' }): Condition {
  const { left, right } = condition;
  if (left.kind !== 'index' || right.kind !== 'value') return condition;
  return { ...condition, left: { ...left, shift: 0 }, right: { ...right, value: right.value - left.shift } };
}

import { type Condition, type Expr, freeIndices, type IndexBound, type IndexId, type IndexTerm, withTerm } from '../../expr/expr.ts';
import { built, number } from '../build.ts';
import { type Factor, type Sum, type Term, without } from '../normal.ts';
import { isOne } from '../rational.ts';
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
  if (lower?.kind === 'size') return undefined;
  if (upper?.kind === 'size') {
    const limit = belowSize(context, by, upper);
    if (limit === undefined) return undefined;
    limits.push(...limit);
  } else if (upper) limits.push(shiftless({ kind: 'index-relation', relation: '≤', left: by, right: upper }));
  if (lower) limits.push(shiftless({ kind: 'index-relation', relation: '≥', left: by, right: lower }));
  return limits.filter((condition) => !isAlways(context, condition));
}

/** That an index is at most the number of values on its axis, or some fewer: `i \le n - 1`, nothing where no value lies beyond; undefined where that can't be said. */
function belowSize(
  context: Context,
  by: IndexTerm,
  { name, of }: IndexBound & { readonly kind: 'size' },
): readonly Condition[] | undefined {
  const sum = context.normal(of ?? { kind: 'ref', family: name, slots: [] });
  const fixed = sum.find(({ factors }) => factors.size === 0);
  const [only, ...others] = sum.filter((term) => term !== fixed);
  const [factor, ...more] = only?.factors.values() ?? [];
  const size = factor?.atom.expr;
  const isPlain = only && others.length === 0 && more.length === 0 && factor?.exponent === 1 && isOne(only.coefficient);
  if (by.kind !== 'index' || !isPlain || size?.kind !== 'ref' || (fixed && fixed.coefficient.below !== 1)) return undefined;
  const edges = context.book.edges(by.id, { upper: { kind: 'size', name: size.family, of: size } });
  if (edges === undefined || edges.upper !== undefined) return undefined;
  const shift = (fixed?.coefficient.above ?? 0) - by.shift;
  if (0 <= shift) return [];
  const right: Expr = { kind: 'add', terms: [size, { kind: 'negate', of: number(-shift) }] };
  return [{ kind: 'relation', relation: '≤', left: { kind: 'position', term: { ...by, shift: 0 } }, right }];
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
    const by = factor.exponent === 1 ? (partner(factor.atom.expr, index) ?? workedOut(context, expr, term, factor)) : undefined;
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

/**
 * What an index equals by `[j = i + k - 1]`, where a name in the same term counts as zero beyond the ends of what the index runs over: `w_k` is
 * `w_{j - i + 1}`; undefined of anything else.
 */
function workedOut(context: Context, { index, bounds }: Expr & { kind: 'reduce' }, term: Term, factor: Factor): IndexTerm | undefined {
  const { expr } = factor.atom;
  if (expr.kind !== 'delta' || !context.book.isWhole(index, bounds)) return undefined;
  const isMember = ({ atom, exponent }: Factor): boolean =>
    0 < exponent &&
    atom.expr.kind === 'ref' &&
    atom.expr.slots.some((slot) => slot.kind === 'index' && slot.id === index && slot.shift === 0);
  if (![...term.factors.values()].some(isMember)) return undefined;
  for (const [own, other] of [
    [expr.left, expr.right],
    [expr.right, expr.left],
  ] as const) {
    const parts = own.kind === 'by' && own.of.kind === 'add' ? own.of.terms : [];
    const isOwn = (part: Expr): boolean => part.kind === 'position' && part.term.kind === 'index' && part.term.id === index;
    const [at, ...more] = parts.filter((part) => freeIndices(part).has(index));
    if (at === undefined || more.length > 0 || !isOwn(at) || at.kind !== 'position' || at.term.kind !== 'index') continue;
    if (other.kind === 'index' && other.id === index) continue;
    const shift = at.term.shift;
    const rest = [...parts.filter((part) => part !== at), ...(shift === 0 ? [] : [number(shift)])].map(
      (part): Expr => (part.kind === 'negate' ? part.of : { kind: 'negate', of: part }),
    );
    const start: Expr = other.kind === 'by' ? other.of : { kind: 'position', term: other };
    return { kind: 'by', of: { kind: 'add', terms: [start, ...rest] } };
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

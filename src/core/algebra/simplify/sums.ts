import { type Expr, freeIndices, type IndexId, walk, withChildren } from '../../expr/expr.ts';
import { built } from '../build.ts';
import { type Sum, Term, without } from '../normal.ts';
import { one } from '../rational.ts';
import { openBrackets } from './brackets.ts';
import type { Context } from './context.ts';
import { limitIn, partner, pickedBy } from './index-limits.ts';
import { apart } from './terms.ts';

/** A sum over an index: what does not depend on it goes in front, and a Kronecker delta picks the one term that it leaves. */
export function sumOver(context: Context, expr: Expr & { kind: 'reduce' }): Sum {
  const { ring } = context;
  const { index } = expr;
  const inner = withDeltasOut(context, context.best(context.normal(expr.body)), index);
  const parts: Sum[] = [];
  const groups = new Map<string, { front: Term; inside: Term[] }>();
  const left: Term[] = [];
  for (const term of inner) {
    const picked = pickedBy(context, expr, term);
    if (picked !== undefined) parts.push(picked);
    else left.push(term);
  }
  if (1 < left.length && isCounted(context, expr, left)) return ring.add(...parts, sumOf(context, expr, left));
  for (const term of left) {
    const { front, inside } = apart(term, index);
    const isCount = inside.factors.size === 0 && inner.length > 1;
    const key = isCount ? '' : front.monomial;
    const shared = isCount ? new Term(one) : front.withCoefficient(one);
    const group = groups.get(key) ?? { front: shared, inside: [] as Term[] };
    group.inside.push(isCount ? term : inside.withCoefficient(term.coefficient));
    groups.set(key, group);
  }
  for (const { front, inside } of groups.values()) parts.push(ring.multiply([front], sumOf(context, expr, ring.add(inside))));
  return ring.add(...parts);
}

/** Whether a sum by itself of some of the terms would be how many values its index has, for which the notes have no name. */
export function isCounted(context: Context, expr: Expr & { kind: 'reduce' }, terms: Sum): boolean {
  return terms.some((term) => apart(term, expr.index).inside.factors.size === 0) && countOf(context, expr) === undefined;
}

/** The sum of terms over an index, with what does not depend on it in front. */
export function sumOf(context: Context, expr: Expr & { kind: 'reduce' }, body: Sum): Sum {
  const { ring } = context;
  if (body.length === 0) return [];
  const { content, rest } = body.length === 1 ? { content: body[0] as Term, rest: ring.number(one) } : ring.content(body);
  const { front, inside } = apart(content, expr.index);
  const limit = limitIn(context, expr, inside);
  if (limit) {
    const narrowed = { ...expr, conditions: [...expr.conditions, limit.condition] };
    return sumOf(context, narrowed, ring.multiply([front], ring.multiply([without(inside, limit.factor)], rest)));
  }
  const left = ring.multiply([inside], rest);
  const count = left.length === 1 && left[0]?.factors.size === 0 ? countOf(context, expr) : undefined;
  if (count) return ring.multiply(ring.multiply([front], left), count);
  if (context.rules.some((rule) => rule.isOne?.(expr, left))) return [front];
  return ring.multiply([front], ring.atom({ ...expr, body: built(left) }));
}

/** How many values an index runs over, where the notes have a name for that: at the sum itself, or at another one over the same. */
function countOf(context: Context, { index, bounds: { lower, upper }, conditions }: Expr & { kind: 'reduce' }): Sum | undefined {
  if (conditions.length > 0) return undefined;
  const isCounted = lower?.kind === 'value' && lower.value === 1 && upper?.kind === 'size' && upper.of === undefined;
  const name = isCounted ? upper.name : lower || upper ? undefined : context.book.countOf(index);
  return name === undefined ? undefined : context.ring.atom({ kind: 'ref', family: name, slots: [] });
}

/** A sum with the brackets opened that have a delta on an index in them. */
function withDeltasOut(context: Context, sum: Sum, index: IndexId): Sum {
  const hasDelta = (part: Sum): boolean =>
    part.some(({ factors }) =>
      [...factors.values()].some(({ atom }) => partner(atom.expr, index) !== undefined || (atom.sum !== undefined && hasDelta(atom.sum))),
    );
  return openBrackets(context, sum, ({ atom, exponent }) => exponent === 1 && atom.sum !== undefined && hasDelta(atom.sum)) ?? sum;
}

/** A sum over the items of lists, term by term; undefined where it is of anything else too. */
export function overList({ index, bounds, conditions, body }: Expr & { kind: 'reduce' }): Expr | undefined {
  if (conditions.length > 0 || bounds.lower || bounds.upper) return undefined;
  const isOver = (node: Expr): node is Expr & { kind: 'list' } =>
    node.kind === 'list' && node.index.kind === 'index' && node.index.id === index && node.index.shift === 0;
  const [first, ...others] = walk(body).filter(isOver);
  if (first === undefined || others.some(({ items }) => items.length !== first.items.length)) return undefined;
  const at = (expr: Expr, n: number): Expr => (isOver(expr) ? (expr.items[n] as Expr) : withChildren(expr, (part) => at(part, n)));
  const terms = first.items.map((_, n) => at(body, n));
  return terms.some((term) => freeIndices(term).has(index)) ? undefined : { kind: 'add', terms };
}

import type { Comparison, Condition, Expr } from '../../expr/expr.ts';
import { built, number } from '../build.ts';
import { termKey } from '../key.ts';
import type { Ring, Sum, Term } from '../normal.ts';
import { minusOne, one } from '../rational.ts';
import type { Context } from './context.ts';

/** The signs that a difference may have where a relation is true. */
const orders: Readonly<Record<Comparison, readonly number[]>> = { '=': [0], '≠': [-1, 1], '<': [-1], '≤': [-1, 0], '>': [1], '≥': [0, 1] };

/** One where a sum is positive; of a minimum with a number that is large enough, where the other part is. */
export function indicatorOf(context: Context, sum: Sum): Sum {
  const { ring } = context;
  const fixed = sum.find(({ factors }) => factors.size === 0);
  const [moving, ...others] = sum.filter((term) => term !== fixed);
  const [only, ...more] = moving?.factors.values() ?? [];
  const expr = only?.atom.expr;
  const sign = moving?.coefficient.above ?? 0;
  const isEdge = expr?.kind === 'apply' && expr.fn === (0 < sign ? 'min' : 'max') && only?.exponent === 1;
  if (moving && isEdge && others.length === 0 && more.length === 0 && expr.kind === 'apply') {
    for (const [edge, other] of [expr.args, [...expr.args].reverse()] as (readonly [Expr, Expr])[]) {
      const at = ring.add(ring.scale(context.normal(edge), moving.coefficient), fixed ? [fixed] : []);
      const isInside = at.length === 1 && at[0]?.factors.size === 0 && 0 < at[0].coefficient.above;
      if (isInside) return indicatorOf(context, ring.add(ring.scale(context.normal(other), moving.coefficient), fixed ? [fixed] : []));
    }
  }
  return ring.atom({ kind: 'indicator', condition: positivity(sum, ring) });
}

/** Whether a sum is the negative of how it is written. */
export function isTurned(context: Context, sum: Sum): boolean {
  if (sum.length === 0) return false;
  const { coefficient } = sum.length === 1 ? (sum[0] as Term) : context.ring.content(sum).content;
  return coefficient.above < 0;
}

/** The condition that a sum is positive, as a comparison of what is added with what is taken off. */
export function positivity(sum: Sum, ring: Ring): Condition {
  const scaled = sum.length === 1 && sum[0] ? [sum[0].withCoefficient(0 < sum[0].coefficient.above ? one : minusOne)] : sum;
  const above = scaled.filter(({ coefficient }) => 0 < coefficient.above);
  const below = ring.negate(scaled.filter(({ coefficient }) => coefficient.above < 0));
  if (above.length === 0) return { kind: 'relation', relation: '<', left: built(below), right: number(0) };
  return { kind: 'relation', relation: '>', left: built(above), right: built(below) };
}

/** Whether a relation of indices is true whatever their values are; undefined where these tell. */
export function truthOf({ relation, left, right }: Condition & { readonly kind: 'index-relation' }): boolean | undefined {
  const isSame = termKey(left) === termKey(right);
  if (!isSame && (left.kind !== 'value' || right.kind !== 'value')) return undefined;
  const order = isSame || left.kind !== 'value' || right.kind !== 'value' ? 0 : Math.sign(left.value - right.value);
  return orders[relation].includes(order);
}

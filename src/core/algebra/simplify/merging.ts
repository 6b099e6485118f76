import { type Expr, walk, withTerm } from '../../expr/expr.ts';
import { built, number } from '../build.ts';
import { keyOf } from '../key.ts';
import { type Factor, type Sum, Term, without } from '../normal.ts';
import { one } from '../rational.ts';
import { isOpenable, openBrackets } from './brackets.ts';
import type { Context } from './context.ts';
import { isCounted, sumOf } from './sums.ts';

/** How long a sum may be that is taken off another one in one with it. */
const longestMerged = 8;

/** Two sums over one range as a sum of both; undefined where there are none. */
export function mergedSums(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  const over = (term: Term): { factor: Factor; expr: Expr & { kind: 'reduce' } } | undefined => {
    for (const factor of term.factors.values())
      if (factor.exponent === 1 && factor.atom.expr.kind === 'reduce' && factor.atom.expr.op === 'sum')
        return { factor, expr: factor.atom.expr };
    return undefined;
  };
  for (const [n, first] of sum.entries()) {
    const lead = over(first);
    if (lead === undefined) continue;
    for (const second of sum.slice(n + 1)) {
      const two = over(second);
      if (two === undefined) continue;
      const range = (expr: Expr & { kind: 'reduce' }): string => keyOf({ ...expr, body: number(1) });
      const fronts = [without(first, lead.factor), without(second, two.factor)] as const;
      if (!context.book.isAlike(lead.expr.index, two.expr.index)) continue;
      if (range(lead.expr) !== range(two.expr) || fronts[0].monomial !== fronts[1].monomial) continue;
      // A long sum that is taken off another one reads better by itself.
      const isTaken = fronts[0].coefficient.above * fronts[1].coefficient.above < 0;
      if (isTaken && [lead.expr, two.expr].some((one) => longestMerged < walk(one.body).length)) continue;
      const body = withTerm(two.expr.body, two.expr.index, { kind: 'index', id: lead.expr.index, shift: 0 });
      const scaled = [[fronts[0].coefficient, lead.expr.body] as const, [fronts[1].coefficient, body] as const];
      const inside = ring.add(...scaled.map(([coefficient, part]) => ring.scale(context.normal(part), coefficient)));
      const both = ring.multiply([fronts[0].withCoefficient(one)], context.normal({ ...lead.expr, body: built(inside) }));
      return ring.add(
        both,
        sum.filter((term) => term !== first && term !== second),
      );
    }
  }
  return undefined;
}

/** A sum with its sums over indices taken apart term by term; undefined where there is none of several terms. */
export function splitSums(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  let isFound = false;
  const terms = sum.map((term): Sum => {
    const over = [...term.factors.values()].find(
      ({ atom: { expr }, exponent }) => exponent === 1 && expr.kind === 'reduce' && expr.op === 'sum',
    );
    const expr = over?.atom.expr;
    if (over === undefined || expr?.kind !== 'reduce') return [term];
    const inside = openBrackets(context, context.normal(expr.body), isOpenable) ?? [];
    if (inside.length < 2 || isCounted(context, expr, inside)) return [term];
    isFound = true;
    const parts = inside.map((part) => sumOf(context, expr, [part]));
    return ring.distribute([without(term, over)], ring.add(...parts));
  });
  return isFound ? ring.add(...terms) : undefined;
}

/** A sum over an index with what stands below it brought inside, where its terms may have a name. */
export function pushedIn(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  let isFound = false;
  const parts = sum.map((term): Sum => {
    const factors = [...term.factors.values()];
    const over = factors.find(({ atom: { expr }, exponent }) => exponent === 1 && expr.kind === 'reduce' && expr.op === 'sum');
    const below = factors.filter(({ exponent }) => exponent < 0);
    if (over?.atom.expr.kind !== 'reduce' || below.length === 0 || context.rules.length === 0) return [term];
    isFound = true;
    const rest = below.reduce(without, without(term, over));
    const denominator = new Term(one, new Map(below.map((factor) => [factor.atom.key, factor])));
    const body: Expr = { kind: 'multiply', factors: [over.atom.expr.body, built([denominator])] };
    return ring.multiply([rest], context.normal({ ...over.atom.expr, body }));
  });
  return isFound ? ring.add(...parts) : undefined;
}

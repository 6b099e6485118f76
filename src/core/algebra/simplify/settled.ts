import type { Expr } from '../../expr/expr.ts';
import { number } from '../build.ts';
import { keyOf } from '../key.ts';
import { type Factor, type Sum, Term, without } from '../normal.ts';
import { one } from '../rational.ts';
import type { Context } from './context.ts';
import { positivity } from './indicators.ts';
import { plainly } from './terms.ts';

/** A root times itself is what it is a root of, and a size times its sign the number itself: both exist wherever the one did. */
export function settle(context: Context, sum: Sum): Sum {
  const [term] = sum;
  if (sum.length !== 1 || term === undefined) return sum;
  const { ring } = context;
  for (const factor of term.factors.values()) {
    const { expr } = factor.atom;
    const arg = expr.kind === 'apply' && expr.order === 0 ? expr.args[0] : undefined;
    if (expr.kind !== 'apply' || arg === undefined) continue;
    if ((expr.fn === 'sqrt' || expr.fn === 'abs') && 2 <= Math.abs(factor.exponent)) {
      const pairs = Math.trunc(factor.exponent / 2);
      const inside = ring.power(context.normal(arg), expr.fn === 'sqrt' ? pairs : 2 * pairs);
      const others = without(term, factor);
      return settle(context, ring.multiply(ring.multiply([others], inside), ring.atom(expr, factor.exponent - 2 * pairs)).map(plainly));
    }
    const parts = expr.fn === 'max' ? expr.args : expr.fn === 'relu' ? [number(0), arg] : [];
    const gate = 1 <= factor.exponent ? gateOf(context, term, parts) : undefined;
    if (gate) return settle(context, [without(term, gate)]);
    const sign = expr.fn === 'abs' && factor.exponent === 1 ? signOf(term, arg) : undefined;
    const own = expr.fn === 'sign' && factor.exponent === 1 ? wholeOf(context, term, arg) : undefined;
    if (own) {
      const rest = without(without(term, factor), own);
      const lower = 1 < own.exponent ? new Term(one, new Map([[own.atom.key, { ...own, exponent: own.exponent - 1 }]])) : new Term(one);
      return settle(
        context,
        ring.multiply([ring.multiplyTerms(rest, lower)], ring.atom({ kind: 'apply', fn: 'abs', args: [arg], order: 0 })),
      );
    }
    if (sign) return settle(context, ring.multiply([without(without(term, factor), sign)], context.normal(arg)));
  }
  return sum;
}

/** A formula as a factor of a term. */
function wholeOf(context: Context, { factors }: Term, expr: Expr): Factor | undefined {
  const [only, ...others] = context.ring.together(context.normal(expr)).factors.values();
  const found = only && others.length === 0 && only.exponent === 1 ? factors.get(only.atom.key) : undefined;
  return found && 0 < found.exponent ? found : undefined;
}

/** The condition in a term that a maximum with zero is positive, which it is in itself. */
function gateOf(context: Context, { factors }: Term, args: readonly Expr[]): Factor | undefined {
  const other = args.find((arg) => !(arg.kind === 'number' && arg.value === 0));
  if (args.length !== 2 || other === undefined || args.every((arg) => arg === other)) return undefined;
  const key = keyOf({ kind: 'indicator', condition: positivity(context.normal(other), context.ring) });
  return [...factors.values()].find(({ atom, exponent }) => exponent === 1 && atom.key === key);
}

/** The sign of a formula as a factor of a term. */
function signOf({ factors }: Term, arg: Expr): Factor | undefined {
  return [...factors.values()].find(
    ({ atom: { expr }, exponent }) => exponent === 1 && expr.kind === 'apply' && expr.fn === 'sign' && expr.args[0] === arg,
  );
}

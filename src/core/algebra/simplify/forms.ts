import type { Expr } from '../../expr/expr.ts';
import { built } from '../build.ts';
import { termKey } from '../key.ts';
import { type Sum, sumKey } from '../normal.ts';
import { generalPower, isGeneral } from '../powers.ts';
import { exactly, isOne, one } from '../rational.ts';
import { NotDerivable } from '../refusal.ts';
import { isOpenable, openBrackets } from './brackets.ts';
import type { Context } from './context.ts';
import { indicatorOf, isTurned, truthOf } from './indicators.ts';
import { settle } from './settled.ts';
import { overList, sumOver } from './sums.ts';

/** How a kind of formula is written as a sum of products. */
type Rule<Kind extends Expr['kind']> = (context: Context, expr: Extract<Expr, { kind: Kind }>) => Sum;

/** A formula that is taken as it stands. */
const whole = ({ ring }: Context, expr: Expr): Sum => ring.atom(expr);

/** The sum of products that each kind of formula is: one entry for each. */
const rules: { readonly [Kind in Expr['kind']]: Rule<Kind> } = {
  number: ({ ring }, expr) => {
    const exact = exactly(expr.value, expr.decimals);
    return exact ? ring.number(exact) : ring.atom(expr);
  },
  add: (context, { terms }) => context.ring.add(...terms.map((term) => context.normal(term))),
  negate: (context, { of }) => context.ring.negate(context.normal(of)),
  multiply: (context, { factors }) =>
    settle(
      context,
      factors.map((factor) => context.normal(factor)).reduce((a, b) => context.ring.multiply(a, b)),
    ),
  divide: (context, { numerator, denominator }) =>
    settle(context, context.ring.multiply(context.normal(numerator), inverse(context, context.normal(denominator)))),
  power: powerOf,
  apply: appliedTo,
  reduce: reduceOf,
  delta: deltaOf,
  indicator: (context, expr) => {
    const { condition } = expr;
    if (condition.kind === 'index-relation' && condition.relation === '=')
      return deltaOf(context, { kind: 'delta', left: condition.left, right: condition.right });
    const isTrue = condition.kind === 'index-relation' ? truthOf(condition) : undefined;
    return isTrue === undefined ? context.ring.atom(expr) : isTrue ? context.ring.number(one) : [];
  },
  cases: casesOf,
  call: (context, expr) => context.ring.atom({ ...expr, args: expr.args.map((arg) => context.simplify(arg)) }),
  list: (context, expr) => context.ring.atom({ ...expr, items: expr.items.map((item) => context.simplify(item)) }),
  array: (context, expr) => context.ring.atom({ ...expr, body: context.simplify(expr.body) }),
  matrix: (context, expr) => context.ring.atom({ ...expr, body: context.simplify(expr.body) }),
  ref: whole,
  position: whole,
  partial: whole,
  at: whole,
  tensor: () => {
    throw new NotDerivable('derive-shapes');
  },
  hole: (_, { message }) => {
    throw new NotDerivable(message.id, message.params);
  },
};

/** A formula as a sum of products. */
export function formOf(context: Context, expr: Expr): Sum {
  context.ring.effort.spend();
  return (rules[expr.kind] as (context: Context, expr: Expr) => Sum)(context, expr);
}

/** A sum over an index, or the like of it as it stands. */
function reduceOf(context: Context, expr: Expr & { kind: 'reduce' }): Sum {
  if (expr.op !== 'sum') return context.ring.atom({ ...expr, body: context.simplify(expr.body) });
  const listed = overList(expr);
  return listed ? context.normal(listed) : sumOver(context, expr);
}

/** Cases, or what they are in all of them. */
function casesOf(context: Context, expr: Expr & { kind: 'cases' }): Sum {
  const branches = expr.branches.map((branch) => ({ ...branch, value: context.simplify(branch.value) }));
  const [first, ...rest] = branches.map(({ value }) => context.normal(value));
  if (first && rest.every((other) => sumKey(other) === sumKey(first)) && branches.some(({ condition }) => !condition)) return first;
  return context.ring.atom({ ...expr, branches });
}

/** One over a sum. */
function inverse(context: Context, sum: Sum): Sum {
  if (sum.length === 0) throw new NotDerivable('derive-undefined');
  return context.ring.power(sum, -1);
}

/** A power: of a whole number multiplied out, of a half as a root, of a name as it stands. */
function powerOf(context: Context, { base, exponent }: Expr & { kind: 'power' }): Sum {
  const { ring } = context;
  const by = context.normal(exponent);
  const fixed = by.length === 0 ? { above: 0, below: 1 } : by.length === 1 && by[0]?.factors.size === 0 ? by[0].coefficient : undefined;
  const of = context.normal(base);
  if (fixed?.below === 1) {
    if (of.length === 0 && fixed.above <= 0) throw new NotDerivable('derive-undefined');
    return settle(context, fixed.above === 0 ? ring.number(one) : ring.power(of, fixed.above));
  }
  if (fixed?.below === 2)
    return settle(context, ring.power(ring.atom({ kind: 'apply', fn: 'sqrt', args: [built(context.best(of))], order: 0 }), fixed.above));
  const [best, sum] = [context.best(of), context.best(by)];
  const [inside, above] = [built(best), built(sum)];
  if (fixed || !isGeneral(inside, above)) return ring.atom({ kind: 'power', base: inside, exponent: above });
  return settle(
    context,
    generalPower(best, inside, ring.add(...sum.map((term) => openBrackets(context, [term], isOpenable) ?? [term])), ring),
  );
}

/** A function at what stands in it: signs are taken out of it where it allows that. */
function appliedTo(context: Context, expr: Expr & { kind: 'apply' }): Sum {
  const { ring } = context;
  const [first, ...rest] = expr.args.map((arg) => context.best(context.normal(arg)));
  if (first === undefined) return ring.atom(expr);
  const make = (arg: Sum): Sum => ring.atom({ ...expr, args: [built(arg), ...rest.map(built)] });
  if (expr.order > 0) return make(first);
  switch (expr.fn) {
    case 'exp':
      if (first.length === 0) return ring.number(one);
      return isTurned(context, first) ? ring.power(make(ring.negate(first)), -1) : make(first);
    case 'log':
      if (first.length === 1 && first[0]?.factors.size === 0 && isOne(first[0].coefficient)) return [];
      return make(first);
    case 'abs':
      return isTurned(context, first) ? make(ring.negate(first)) : make(first);
    case 'sign':
      return isTurned(context, first) ? ring.negate(make(ring.negate(first))) : make(first);
    case 'step':
      return indicatorOf(context, first);
    default:
      return make(first);
  }
}

/** A Kronecker delta, or its value. */
function deltaOf(context: Context, { left, right }: Expr & { kind: 'delta' }): Sum {
  if (termKey(left) === termKey(right)) return context.ring.number(one);
  if (left.kind === 'value' && right.kind === 'value') return [];
  return context.ring.atom({ kind: 'delta', left, right });
}

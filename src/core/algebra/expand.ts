import type { Expr } from '../expr/expr.ts';
import { freeIndices } from '../expr/expr.ts';

/** How many terms a formula may come to have. */
const most = 32;

/** A formula as a sum of products: brackets multiplied out, sums over indices taken apart; itself where that makes too many terms. Its free indices stay. */
export function expanded(expr: Expr): Expr {
  const terms = termsOf(expr);
  if (terms === undefined || terms.length < 2) return expr;
  return { kind: 'add', terms };
}

function termsOf(expr: Expr): readonly Expr[] | undefined {
  switch (expr.kind) {
    case 'add':
      return limited(expr.terms.map(termsOf), (all) => all.flat());
    case 'negate':
      return termsOf(expr.of)?.map(opposite);
    case 'multiply':
      return limited(expr.factors.map(termsOf), (all) =>
        all.reduce<readonly Expr[]>((some, next) => some.flatMap((a) => next.map((b) => times(a, b))), [one]),
      );
    case 'divide':
      return termsOf(expr.numerator)?.map((numerator) =>
        numerator.kind === 'negate' ? opposite({ ...expr, numerator: numerator.of }) : { ...expr, numerator },
      );
    case 'reduce':
      if (expr.op !== 'sum') return [expr];
      return termsOf(expr.body)?.map((body) => (body.kind === 'negate' ? opposite(summed(expr, body.of)) : summed(expr, body)));
    default:
      return [expr];
  }
}

/** A sum over an index with what does not depend on it in front. */
function summed(expr: Expr & { kind: 'reduce' }, body: Expr): Expr {
  if (body.kind !== 'multiply') return { ...expr, body };
  const inside = body.factors.filter((factor) => freeIndices(factor).has(expr.index));
  const front = body.factors.filter((factor) => !inside.includes(factor));
  if (front.length === 0 || inside.length === 0) return { ...expr, body };
  const sum: Expr = { ...expr, body: inside.length === 1 ? (inside[0] as Expr) : { kind: 'multiply', factors: inside } };
  return { kind: 'multiply', factors: [...front, sum] };
}

function limited(
  parts: readonly (readonly Expr[] | undefined)[],
  join: (all: readonly (readonly Expr[])[]) => readonly Expr[],
): readonly Expr[] | undefined {
  if (parts.includes(undefined)) return undefined;
  const all = parts as readonly (readonly Expr[])[];
  const product = all.reduce((size, { length }) => size * length, 1);
  if (most < product) return undefined;
  const joined = join(all);
  return most < joined.length ? undefined : joined;
}

const one: Expr = { kind: 'multiply', factors: [] };

function times(a: Expr, b: Expr): Expr {
  if (a.kind === 'negate') return opposite(times(a.of, b));
  if (b.kind === 'negate') return opposite(times(a, b.of));
  const factors = [a, b].flatMap((part) => (part.kind === 'multiply' ? part.factors : [part]));
  return factors.length === 1 ? (factors[0] as Expr) : { kind: 'multiply', factors };
}

function opposite(expr: Expr): Expr {
  return expr.kind === 'negate' ? expr.of : { kind: 'negate', of: expr };
}

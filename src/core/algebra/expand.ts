import type { Expr } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';

/** How many terms a formula may come to have. */
const most = 32;

/** A formula as a sum of products: brackets multiplied out, sums over indices taken apart; itself where that makes too many terms. Its free indices stay. */
export function expanded(expr: Expr): Expr {
  return opened(expr, () => true);
}

/** The same with those brackets alone multiplied out in which a delta makes two indices equal in some of the terms. */
export function withDeltasApart(expr: Expr): Expr {
  return opened(expr, ({ terms }) => terms.some((term) => walk(term).some(({ kind }) => kind === 'delta')));
}

/** Which sums are taken apart. */
type Opens = (sum: Expr & { readonly kind: 'add' }) => boolean;

function opened(expr: Expr, opens: Opens): Expr {
  const terms = termsOf(expr, opens);
  if (terms === undefined || terms.length < 2) return expr;
  return { kind: 'add', terms };
}

function termsOf(expr: Expr, opens: Opens): readonly Expr[] | undefined {
  const inside = (part: Expr): readonly Expr[] | undefined => termsOf(part, opens);
  switch (expr.kind) {
    case 'add':
      return opens(expr) ? limited(expr.terms.map(inside), (all) => all.flat()) : [expr];
    case 'negate':
      return inside(expr.of)?.map(opposite);
    case 'multiply':
      return limited(expr.factors.map(inside), (all) =>
        all.reduce<readonly Expr[]>((some, next) => some.flatMap((a) => next.map((b) => times(a, b))), [one]),
      );
    case 'divide':
      return inside(expr.numerator)?.map((numerator) =>
        numerator.kind === 'negate' ? opposite({ ...expr, numerator: numerator.of }) : { ...expr, numerator },
      );
    case 'reduce':
      if (expr.op !== 'sum') return [expr];
      return inside(expr.body)?.map((body) => (body.kind === 'negate' ? opposite(summed(expr, body.of)) : summed(expr, body)));
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

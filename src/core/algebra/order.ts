import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk, withChildren } from '../expr/expr.ts';

/**
 * A formula with the factors of its products in the order in which their names first come in another: the chain rule goes from the outside in.
 * `own` is what is differentiated, whose name goes behind others; `outer` one that stands for the outermost part of the other formula.
 */
export function inOrderOf(expr: Expr, model: Expr, { own, outer }: { readonly own?: FamilyKey; readonly outer?: FamilyKey }): Expr {
  const places = new Map<FamilyKey, number>(outer === undefined ? [] : [[outer, -1]]);
  for (const node of walk(model)) if (node.kind === 'ref' && !places.has(node.family)) places.set(node.family, places.size);
  return ordered(expr, { of: places, ...(own === undefined ? {} : { own }) });
}

/** Where names first come, and the name of what is differentiated. */
interface Places {
  readonly of: ReadonlyMap<FamilyKey, number>;
  readonly own?: FamilyKey;
}

function ordered(expr: Expr, places: Places): Expr {
  const inside = withChildren(expr, (part) => ordered(part, places));
  if (inside.kind !== 'multiply') return inside;
  const factors = [...inside.factors];
  for (let at = 1; at < factors.length; at++)
    for (let n = at; 0 < n && goesBefore(factors[n] as Expr, factors[n - 1] as Expr, places); n--)
      [factors[n - 1], factors[n]] = [factors[n] as Expr, factors[n - 1] as Expr];
  return { ...inside, factors };
}

/** Whether a factor goes before one behind which it stands. */
function goesBefore(one: Expr, two: Expr, places: Places): boolean {
  const first = nameIn(one);
  // Names before functions and long brackets, and the name of what is differentiated after others.
  if (first !== undefined) {
    if (functions.has(two.kind)) return true;
    const isBehind = nameIn(two) === places.own || isLong(two) || (isGeneral(two) && !isGeneral(one));
    return places.own !== undefined && first !== places.own && isBehind;
  }
  if (one.kind === 'add' && (two.kind === 'delta' || two.kind === 'indicator')) return true;
  if (one.kind !== 'add' || two.kind !== 'ref') return false;
  // A difference before a name that comes later in the chain, unless it is about that.
  const names = walk(one).flatMap((node) => (node.kind === 'ref' ? [node.family] : []));
  if (names.includes(two.family)) return false;
  const nearest = Math.min(...names.map((family) => places.of.get(family) ?? Number.POSITIVE_INFINITY));
  return nearest < (places.of.get(two.family) ?? Number.POSITIVE_INFINITY);
}

/** Whether a factor is a bracket with fractions, exponentials or sums over an index in it. */
function isLong(expr: Expr): boolean {
  const inside = expr.kind === 'power' ? expr.base : expr;
  return inside.kind === 'add' && walk(inside).some((node) => node.kind === 'divide' || node.kind === 'reduce' || isExponential(node));
}

/** Whether a factor is a power whose exponent is no number. */
function isGeneral(expr: Expr): boolean {
  return expr.kind === 'power' && expr.exponent.kind !== 'number';
}

function isExponential(expr: Expr): boolean {
  return expr.kind === 'apply' && expr.fn === 'exp';
}

const functions: ReadonlySet<Expr['kind']> = new Set(['apply', 'call', 'indicator', 'cases', 'delta']);

/** The family of a name or of a power of one. */
function nameIn(expr: Expr): FamilyKey | undefined {
  if (expr.kind === 'power') return nameIn(expr.base);
  return expr.kind === 'ref' ? expr.family : undefined;
}

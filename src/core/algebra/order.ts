import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk, withChildren } from '../expr/expr.ts';

/** A formula with the factors of its products in the order in which their names first come in another: the chain rule goes from the outside in. */
export function inOrderOf(expr: Expr, model: Expr): Expr {
  const places = new Map<FamilyKey, number>();
  for (const node of walk(model)) if (node.kind === 'ref' && !places.has(node.family)) places.set(node.family, places.size);
  return ordered(expr, places);
}

function ordered(expr: Expr, places: ReadonlyMap<FamilyKey, number>): Expr {
  const inside = withChildren(expr, (part) => ordered(part, places));
  if (inside.kind !== 'multiply') return inside;
  const factors = [...inside.factors];
  for (let at = 1; at < factors.length; at++)
    for (let n = at; 0 < n && goesBefore(factors[n] as Expr, factors[n - 1] as Expr, places); n--)
      [factors[n - 1], factors[n]] = [factors[n] as Expr, factors[n - 1] as Expr];
  return { ...inside, factors };
}

/** Whether a difference goes before a name behind which it stands: where it is about names that come earlier. */
function goesBefore(one: Expr, two: Expr, places: ReadonlyMap<FamilyKey, number>): boolean {
  if (one.kind !== 'add' || two.kind !== 'ref') return false;
  const names = walk(one).flatMap((node) => (node.kind === 'ref' ? [node.family] : []));
  if (names.includes(two.family)) return false;
  const first = Math.min(...names.map((family) => places.get(family) ?? Number.POSITIVE_INFINITY));
  return first < (places.get(two.family) ?? Number.POSITIVE_INFINITY);
}

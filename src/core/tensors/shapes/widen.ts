import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { walk } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import type { Equation } from './equations.ts';
import { slotsOf } from './fit.ts';
import type { Choice, Search } from './search.ts';
import type { Variable } from './variable.ts';

/** What a vector and a number beside one another in a product may be instead. */
const widened: Choice = ([one, two]) => (one?.includes('matrix') && two?.includes('column') ? [['matrix', 'column']] : []);

/**
 * Makes a matrix and a vector of a vector and a number that stand beside one another in a product (`U h`), if that fits better: each alone would fit worse, and
 * both together are only changed for an equation that costs much.
 */
export function widen(equations: readonly Equation[], search: Search): void {
  const open = new Set(search.open);
  for (const [at, { members }] of equations.entries())
    for (const [left, right] of flatMap(members, neighboursIn)) {
      const [one, two] = [search.names.of(left, at), search.names.of(right, at)];
      if (search.costs.isSpent || one === two || !isVectorBesideNumber(one, two) || !open.has(one) || !open.has(two)) continue;
      const change = search.bestOf([[one, two]], widened);
      if (change) search.take(change);
    }
}

function isVectorBesideNumber(one: Variable, two: Variable): boolean {
  return slotsOf(one.kind) === 1 && slotsOf(two.kind) === 0;
}

/** The names without indices that stand beside one another in the products of a formula. */
function neighboursIn(expr: Expr): readonly (readonly [FamilyKey, FamilyKey])[] {
  return flatMap(walk(expr), (node) =>
    node.kind !== 'multiply'
      ? []
      : flatMap(node.factors, (factor, at) => {
          const next = node.factors[at + 1];
          const areNames = factor.kind === 'ref' && next?.kind === 'ref' && factor.slots.length + next.slots.length === 0;
          return areNames ? [[factor.family, next.family] as const] : [];
        }),
  );
}

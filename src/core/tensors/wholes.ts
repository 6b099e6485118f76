import { type Expr, type FamilyKey, hasInside, walk } from '../expr/expr.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';

/**
 * `r = y - x` beside `r_i` and `x_i`: whether a name is defined as a whole by another. `y = a x + b` beside `y_i - a x_i - b` is of points that do not lie
 * on that line, and `m = n + k` beside `m = \sum_i m_i` of totals.
 */
export function hasVectorWithEntries(members: readonly (readonly Expr[])[], hasEntries: (family: FamilyKey) => boolean): boolean {
  const totals = totalsIn(members);
  const isWhole = (node: Expr): boolean =>
    node.kind === 'ref' && node.slots.length === 0 && !totals.has(node.family) && hasEntries(node.family);
  const all = members.flat();
  return members.some(([head, body]) => {
    if (head?.kind !== 'ref' || body === undefined || !isWhole(head) || !hasInside(body, isWhole)) return false;
    const { base, label } = partsOfKey(head.family);
    const entry = familyKey(base, label, 1);
    const parameters = scalesIn(body, isWhole);
    return !all.some((expr) => hasName(expr, (family) => family === entry) && hasName(expr, (family) => parameters.has(family)));
  });
}

/** The names without entries that are factors beside names with entries in a formula: `a` of `a x + b`. */
function scalesIn(expr: Expr, isWhole: (node: Expr) => boolean): ReadonlySet<FamilyKey> {
  const isName = (node: Expr): node is Expr & { kind: 'ref' } => node.kind === 'ref';
  return new Set(
    flatMap(walk(expr), (node) => {
      const factors = node.kind === 'multiply' ? node.factors : node.kind === 'divide' ? [node.numerator, node.denominator] : [];
      const named = factors.map((factor) => walk(factor).filter(isName)).filter((names) => names.length > 0);
      const others = named.length > 1 ? named.flat().filter((name) => !isWhole(name)) : [];
      return others.map(({ family }) => family);
    }),
  );
}

function hasName(expr: Expr, is: (family: FamilyKey) => boolean): boolean {
  return hasInside(expr, (node) => node.kind === 'ref' && is(node.family));
}

/** The names without indices that are set equal to the sum of their members: `m = \sum_i m_i`. */
function totalsIn(members: readonly (readonly Expr[])[]): ReadonlySet<FamilyKey> {
  return new Set(
    flatMap(members, (chain) =>
      flatMap(chain, (body, at) => {
        const head = chain[at - 1];
        const of = body.kind === 'reduce' && body.op === 'sum' && body.body.kind === 'ref' ? body.body.family : undefined;
        if (head?.kind !== 'ref' || of === undefined) return [];
        const { base, label } = partsOfKey(of);
        return head.family === familyKey(base, label, 0) ? [head.family] : [];
      }),
    ),
  );
}

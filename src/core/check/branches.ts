import { partsOfBoth } from '../expr/conditions.ts';
import type { Condition, Expr, IndexTerm } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { type Letters, print } from '../expr/print.ts';
import { flatMap } from '../text/lists.ts';

/** What two things a condition compares, by their text in either order: `j = k` and `k \neq j` are about the same. */
export function comparedIn(condition: Condition, letters: Letters): readonly string[] {
  if (condition.kind === 'unread') return [];
  const both = partsOfBoth(condition);
  if (both) return flatMap(both, (part) => comparedIn(part, letters));
  const text = (side: Expr | IndexTerm): string => print(isTerm(side) ? { kind: 'position', term: side } : side, letters);
  return [[text(condition.left), text(condition.right)].sort().join(' ~ ')];
}

/**
 * What a formula tells apart in cases of its own. Who writes a branch means it: that it is wrong is not made good by a condition that only keeps
 * to the other one.
 */
export function casesIn(expr: Expr, letters: Letters): ReadonlySet<string> {
  return new Set(
    flatMap(walk(expr), (node) =>
      node.kind === 'cases' ? flatMap(node.branches, ({ condition }) => (condition ? comparedIn(condition, letters) : [])) : [],
    ),
  );
}

/** What a formula tells apart by Kronecker's delta or by an indicator, which are written for both cases too. */
export function markedIn(expr: Expr, letters: Letters): ReadonlySet<string> {
  return new Set(
    flatMap(walk(expr), (node) => {
      if (node.kind === 'indicator') return comparedIn(node.condition, letters);
      return node.kind === 'delta' ? comparedIn({ ...node, kind: 'index-relation', relation: '=' }, letters) : [];
    }),
  );
}

function isTerm(side: Expr | IndexTerm): side is IndexTerm {
  return side.kind === 'index' || side.kind === 'value' || side.kind === 'last' || side.kind === 'by';
}

import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { withChildren, withTerm } from '../expr/expr.ts';

/** A formula with other terms in the place of some indices, all at once. */
export function renamed(expr: Expr, ids: readonly IndexId[], by: readonly IndexTerm[]): Expr {
  // By way of ids that nothing has, so that `i, j` can become `j, i`.
  const apart = ids.map((_, n): IndexTerm & { kind: 'index' } => ({ kind: 'index', id: -1000 - n, shift: 0 }));
  const moved = ids.reduce((whole, id, n) => withTerm(whole, id, apart[n] as IndexTerm), expr);
  return apart.reduce((whole, { id }, n) => withTerm(whole, id, by[n] as IndexTerm), moved);
}

/** A formula with new indices in its sums, so that it can stand inside of another copy of itself. */
export function refreshed(expr: Expr, fresh: (like: IndexId) => IndexId): Expr {
  const inside = withChildren(expr, (part) => refreshed(part, fresh));
  if (inside.kind === 'reduce') {
    const index = fresh(inside.index);
    const term: IndexTerm = { kind: 'index', id: index, shift: 0 };
    // As one formula, since the conditions speak of the index too.
    const { bounds, ...rest } = inside;
    const moved = withTerm({ ...rest, bounds: {}, index: -999 }, inside.index, term) as Expr & { kind: 'reduce' };
    return { ...moved, bounds, index };
  }
  if (inside.kind === 'matrix') {
    const [rows, columns] = [fresh(inside.rows), fresh(inside.columns)];
    const terms = [rows, columns].map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
    return { ...inside, rows, columns, body: renamed(inside.body, [inside.rows, inside.columns], terms) };
  }
  return inside;
}

/** A formula with another one for each member of a family. */
export function withFamily(expr: Expr, family: FamilyKey, by: (slots: readonly IndexTerm[]) => Expr): Expr {
  if (expr.kind === 'ref' && expr.family === family) return by(expr.slots);
  return withChildren(expr, (part) => withFamily(part, family, by));
}

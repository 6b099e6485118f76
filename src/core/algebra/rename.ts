import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { withChildren, withTerm } from '../expr/expr.ts';

/** A formula with other terms in the place of some free indices, all at once: `by[n]` for `ids[n]`, so that `by` is as long as `ids`. */
export function renamed(expr: Expr, ids: readonly IndexId[], by: readonly IndexTerm[]): Expr {
  // By way of ids that nothing has, so that `i, j` can become `j, i`.
  const apart = ids.map((_, n): IndexTerm & { kind: 'index' } => ({ kind: 'index', id: -1000 - n, shift: 0 }));
  const moved = ids.reduce((whole, id, n) => withTerm(whole, id, apart[n] as IndexTerm), expr);
  return apart.reduce((whole, { id }, n) => withTerm(whole, id, by[n] as IndexTerm), moved);
}

/** A formula with new indices in its sums and matrices, so that it can stand inside of another copy of itself. */
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

/** A formula with another one for each member of a family, in its conditions too; `by` gets the slots of the member. */
export function withFamily(expr: Expr, family: FamilyKey, by: (slots: readonly IndexTerm[]) => Expr): Expr {
  if (expr.kind === 'ref' && expr.family === family) return by(expr.slots);
  return withParts(expr, (part) => withFamily(part, family, by));
}

/** A formula with its direct parts exchanged, those in its conditions and slots too. */
export function withParts(expr: Expr, inside: (part: Expr) => Expr): Expr {
  const term = (old: IndexTerm): IndexTerm => (old.kind === 'by' ? { ...old, of: inside(old.of) } : old);
  const condition = (old: Condition): Condition => {
    if (old.kind === 'unread') return old;
    if (old.kind === 'relation') return { ...old, left: inside(old.left), right: inside(old.right) };
    return { ...old, left: term(old.left), right: term(old.right) };
  };
  const outer = withChildren(expr, inside);
  switch (outer.kind) {
    case 'ref':
    case 'call':
    case 'matrix':
      return { ...outer, slots: outer.slots.map(term) };
    case 'reduce':
      return { ...outer, conditions: outer.conditions.map(condition) };
    case 'indicator':
      return { ...outer, condition: condition(outer.condition) };
    case 'cases':
      return { ...outer, branches: outer.branches.map((one) => (one.condition ? { ...one, condition: condition(one.condition) } : one)) };
    case 'delta':
      return { ...outer, left: term(outer.left), right: term(outer.right) };
    case 'list':
      return { ...outer, index: term(outer.index) };
    case 'position':
      return { ...outer, term: term(outer.term) };
    default:
      return outer;
  }
}

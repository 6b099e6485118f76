import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';

/** Where the indices of a claim stand for others. */
export interface Match {
  readonly ids: readonly IndexId[];
  readonly terms: readonly IndexTerm[];
  readonly conditions: readonly Condition[];
  /** Variables of functions, with their arguments. */
  readonly names: readonly (readonly [FamilyKey, Expr])[];
}

/** How the head of a claim becomes a derivative that stands elsewhere; undefined where it does not. */
export function unify(head: Expr, node: Expr, isOpen: (family: FamilyKey) => boolean): Match | undefined {
  const ids: IndexId[] = [];
  const terms: IndexTerm[] = [];
  const conditions: Condition[] = [];
  const names: [FamilyKey, Expr][] = [];
  const slot = (own: IndexTerm, other: IndexTerm): boolean => {
    if (own.kind === 'value') return other.kind === 'value' && own.value === other.value;
    if (own.kind !== 'index' || own.shift !== 0) return false;
    const at = ids.indexOf(own.id);
    if (at < 0) {
      ids.push(own.id);
      terms.push(other);
    } else {
      const known = terms[at] as IndexTerm;
      const isSame = known.kind === 'index' && other.kind === 'index' && known.id === other.id && known.shift === other.shift;
      if (!isSame) conditions.push({ kind: 'index-relation', relation: '=', left: known, right: other });
    }
    return true;
  };
  const match = (own: Expr, other: Expr): boolean => {
    if (own.kind === 'ref' && other.kind === 'ref' && own.family === other.family)
      return own.slots.length === other.slots.length && own.slots.every((term, n) => slot(term, other.slots[n] as IndexTerm));
    if (own.kind === 'call' && other.kind === 'call')
      return (
        own.fn === other.fn &&
        own.order === other.order &&
        own.args.length === other.args.length &&
        own.args.every((arg, n) => argument(arg, other.args[n] as Expr))
      );
    if (own.kind === 'apply' && other.kind === 'apply')
      return own.fn === other.fn && own.order === other.order && own.args.every((arg, n) => argument(arg, other.args[n] as Expr));
    return own.kind === 'partial' && other.kind === 'partial' && match(own.of, other.of) && match(own.wrt, other.wrt);
  };
  /** `\sigma'(z)` is said of every argument. */
  const argument = (own: Expr, other: Expr): boolean => {
    if (match(own, other)) return true;
    if (own.kind !== 'ref' || own.slots.length > 0 || !isOpen(own.family)) return false;
    names.push([own.family, other]);
    return true;
  };
  return match(head, node) ? { ids, terms, conditions, names } : undefined;
}

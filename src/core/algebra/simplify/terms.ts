import { type Expr, freeIndices, type IndexId } from '../../expr/expr.ts';
import { type Factor, Term } from '../normal.ts';
import { one } from '../rational.ts';

/** The free indices of formulas that were asked before. */
const free = new WeakMap<Expr, ReadonlySet<IndexId>>();

/** The free indices of a formula, kept for atoms, which are asked often. */
function indicesIn(expr: Expr): ReadonlySet<IndexId> {
  let found = free.get(expr);
  if (found === undefined) {
    found = freeIndices(expr);
    free.set(expr, found);
  }
  return found;
}

/** A term as what does not depend on an index times what does. */
export function apart({ coefficient, factors }: Term, index: IndexId): { readonly front: Term; readonly inside: Term } {
  const front = new Map<string, Factor>();
  const inside = new Map<string, Factor>();
  for (const [key, factor] of factors) (indicesIn(factor.atom.expr).has(index) ? inside : front).set(key, factor);
  return { front: new Term(coefficient, front), inside: new Term(one, inside) };
}

/** Whether some factor of a term is of a kind. */
export function some(factors: Term['factors'], which: (factor: Factor) => boolean): boolean {
  for (const factor of factors.values()) if (which(factor)) return true;
  return false;
}

/** A term without factors to the power of zero. */
export function plainly(term: Term): Term {
  return new Term(term.coefficient, new Map([...term.factors].filter(([, { exponent }]) => exponent !== 0)));
}

/** Whether something stands below the line in a term. */
export function isFraction({ factors }: Term): boolean {
  return some(factors, ({ exponent }) => exponent < 0);
}

import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { eachChild } from '../../expr/expr.ts';
import { keptFor } from '../../text/kept.ts';

export interface Names {
  readonly families: readonly FamilyKey[];
  readonly isWhole: boolean;
}

/** The families and functions that a formula names, and whether it has whole vectors written out or an operation on them in it. */
export const namesOf = keptFor((expr: Expr): Names => {
  const families: FamilyKey[] = [];
  let isWhole = false;
  const visit = (inner: Expr): void => {
    const name = inner.kind === 'ref' ? inner.family : inner.kind === 'call' ? inner.fn : undefined;
    if (name !== undefined && !families.includes(name)) families.push(name);
    isWhole ||= inner.kind === 'tensor' || inner.kind === 'array';
    eachChild(inner, visit);
  };
  visit(expr);
  return { families, isWhole };
});

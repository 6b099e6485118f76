import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { eachChild } from '../../expr/expr.ts';

export interface Names {
  readonly families: readonly FamilyKey[];
  readonly isWhole: boolean;
}

const known = new WeakMap<Expr, Names>();

/** The families and functions that a formula names, and whether it has whole vectors written out or an operation on them in it. */
export function namesOf(expr: Expr): Names {
  let names = known.get(expr);
  if (names === undefined) {
    const families: FamilyKey[] = [];
    let isWhole = false;
    const visit = (inner: Expr): void => {
      const name = inner.kind === 'ref' ? inner.family : inner.kind === 'call' ? inner.fn : undefined;
      if (name !== undefined && !families.includes(name)) families.push(name);
      isWhole ||= inner.kind === 'tensor' || inner.kind === 'array';
      eachChild(inner, visit);
    };
    visit(expr);
    names = { families, isWhole };
    known.set(expr, names);
  }
  return names;
}

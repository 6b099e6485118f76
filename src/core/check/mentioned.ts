import { type Expr, type FamilyKey, walk } from '../expr/expr.ts';
import { isPlace } from '../meaning/symbols.ts';
import { keptFor } from '../text/kept.ts';

/** The families that a formula names, and those that its value is worked out from. */
interface Names {
  readonly mentioned: ReadonlySet<FamilyKey>;
  readonly restsOn: ReadonlySet<FamilyKey>;
}

const namesOf = keptFor((expr: Expr): Names => {
  const named = new Set<FamilyKey>();
  const ends: FamilyKey[] = [];
  for (const node of walk(expr)) {
    if (node.kind === 'ref') {
      if (!isPlace(node.family)) named.add(node.family);
    } else if (node.kind === 'call') named.add(node.fn);
    else if (node.kind === 'reduce')
      for (const bound of [node.bounds.lower, node.bounds.upper]) if (bound?.kind === 'size' && bound.of) ends.push(...mentioned(bound.of));
  }
  return { mentioned: named, restsOn: ends.length === 0 ? named : new Set([...named, ...ends]) };
});

/** The families that a formula names. */
export function mentioned(expr: Expr): ReadonlySet<FamilyKey> {
  return namesOf(expr).mentioned;
}

/** The families that a value is worked out from: those that a formula names, and the sizes at which its sums end. */
export function restsOn(expr: Expr): ReadonlySet<FamilyKey> {
  return namesOf(expr).restsOn;
}

/** Whether a value is worked out from one of some families. */
export function restsOnOneOf(expr: Expr, families: ReadonlySet<FamilyKey>): boolean {
  for (const family of restsOn(expr)) if (families.has(family)) return true;
  return false;
}

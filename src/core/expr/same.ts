import type { IndexId } from './expr.ts';

/** Where a number in a formula is the id of an index. */
const idKeys: ReadonlySet<string> = new Set(['id', 'index', 'indices', 'rows', 'columns']);

/** Whether formulas, or lists of them, are written alike, in the same places, with the same meaning up to the ids of indices. */
export function isSameUpToIds(one: unknown, other: unknown): boolean {
  return isSame(one, other, false, { there: new Map(), back: new Map() });
}

/** Which id of the one stands for which of the other. */
interface Ids {
  readonly there: Map<IndexId, IndexId>;
  readonly back: Map<IndexId, IndexId>;
}

function isSame(a: unknown, b: unknown, isId: boolean, ids: Ids): boolean {
  // What is shared means itself.
  if (a === b && typeof a === 'object') return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return isId && typeof a === 'number' && typeof b === 'number' ? isSameId(a, b, ids) : Object.is(a, b);
  if (Array.isArray(a)) return Array.isArray(b) && isSameArray(a, b, isId, ids);
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  for (const key of keys) if (!isSame(a[key as keyof typeof a], b[key as keyof typeof b], idKeys.has(key), ids)) return false;
  return true;
}

function isSameArray(a: readonly unknown[], b: readonly unknown[], isId: boolean, ids: Ids): boolean {
  if (a.length !== b.length) return false;
  for (let n = 0; n < a.length; n++) if (!isSame(a[n], b[n], isId, ids)) return false;
  return true;
}

function isSameId(a: IndexId, b: IndexId, { there, back }: Ids): boolean {
  if (!there.has(a) && !back.has(b)) {
    there.set(a, b);
    back.set(b, a);
  }
  return there.get(a) === b;
}

import type { IndexId } from './expr.ts';

/** Where a number in a formula is the id of an index. */
const idKeys: ReadonlySet<string> = new Set(['id', 'index', 'indices', 'rows', 'columns']);

/** Whether formulas, or lists of them, are written alike, in the same places, with the same meaning up to the ids of indices. */
export function isSameUpToIds(one: unknown, other: unknown): boolean {
  const there = new Map<IndexId, IndexId>();
  const back = new Map<IndexId, IndexId>();
  const isSameId = (a: IndexId, b: IndexId): boolean => {
    if (!there.has(a) && !back.has(b)) {
      there.set(a, b);
      back.set(b, a);
    }
    return there.get(a) === b;
  };
  const isSame = (a: unknown, b: unknown, isId: boolean): boolean => {
    // What is shared means itself.
    if (a === b && typeof a === 'object') return true;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
      return isId && typeof a === 'number' && typeof b === 'number' ? isSameId(a, b) : Object.is(a, b);
    if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, n) => isSame(item, b[n], isId));
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    return keys.every((key) => isSame(a[key as keyof typeof a], b[key as keyof typeof b], idKeys.has(key)));
  };
  return isSame(one, other, false);
}

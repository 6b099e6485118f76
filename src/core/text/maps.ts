/** The map that another has for a key, made where it has none yet. */
export function innerMap<K, A, B>(
  outer: { get(key: K): Map<A, B> | undefined; set(key: K, inner: Map<A, B>): unknown },
  key: K,
): Map<A, B> {
  let inner = outer.get(key);
  if (inner === undefined) {
    inner = new Map();
    outer.set(key, inner);
  }
  return inner;
}

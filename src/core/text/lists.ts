/** What a function finds for each of some items, in one list. The method of arrays does the same ten times slower in V8. */
export function flatMap<T, U>(items: readonly T[], find: (item: T, at: number) => readonly U[] | U): U[] {
  const found: U[] = [];
  for (let at = 0; at < items.length; at++) {
    const part = find(items[at] as T, at);
    if (Array.isArray(part)) for (let n = 0; n < part.length; n++) found.push(part[n]);
    else found.push(part as U);
  }
  return found;
}

/** Whether two lists have the same items. */
export function isSameList<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}

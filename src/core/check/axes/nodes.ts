import type { FamilyKey, IndexId } from '../../expr/expr.ts';

/** Names of slots and indices are asked for over and over; so many of each are made once, so that they are the same strings wherever they are looked up. */
const mostNames = 5000;
const slotNames = new Map<FamilyKey, string[]>();
const indexNames = new Map<IndexId, string>();

/** The name of the axis of a slot, as long as it is united with no other. */
export function slot(family: FamilyKey, position: number): string {
  let names = slotNames.get(family);
  if (names === undefined) {
    if (mostNames <= slotNames.size) slotNames.clear();
    names = [];
    slotNames.set(family, names);
  }
  names[position] ??= `${family}#${position}`;
  return names[position];
}

/** The same of an index. */
export function index(id: IndexId): string {
  let name = indexNames.get(id);
  if (name === undefined) {
    if (mostNames <= indexNames.size) indexNames.clear();
    name = `@${id}`;
    indexNames.set(id, name);
  }
  return name;
}

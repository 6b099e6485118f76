import type { Statement, Syntax } from '../latex/syntax.ts';
import { isSameList } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';

/** A note with other formulas in the place of its own, in one section if that is named; what stays the same object stays so. */
export function withFormulas(note: ReadNote, of: (node: Syntax) => Syntax, section?: number): ReadNote {
  const isIn = (own: number): boolean => section === undefined || own === section;
  const made = new Map<Syntax, Syntax>();
  const once = (node: Syntax): Syntax => {
    const known = made.get(node) ?? of(node);
    made.set(node, known);
    return known;
  };
  const mapped = <T extends { readonly node: Syntax }>(one: T): T => {
    const node = once(one.node);
    return node === one.node ? one : { ...one, node };
  };
  const statement = (one: Statement): Statement => {
    const members = keptMap(one.members, mapped);
    const conditions = keptMap(one.conditions, once);
    const reasons = keptMap(one.reasons, statement);
    const isSame = members === one.members && conditions === one.conditions && reasons === one.reasons;
    return isSame ? one : { ...one, members, conditions, reasons };
  };
  const sectionOf = new Map([...note.sectionOf].map(([one, own]) => [isIn(own) ? statement(one) : one, own]));
  return {
    ...note,
    statements: [...sectionOf.keys()],
    sectionOf,
    chains: note.chains.map((chain) =>
      isIn(chain.section)
        ? { ...chain, members: chain.members.map((member) => ({ ...mapped(member), conditions: member.conditions.map(once) })) }
        : chain,
    ),
    loose: section === undefined ? note.loose.map(mapped) : note.loose,
  };
}

/** A list with each item exchanged; one whose items stay the same stays the same. */
function keptMap<T>(items: readonly T[], map: (item: T) => T): readonly T[] {
  const mapped = items.map(map);
  return isSameList(mapped, items) ? items : mapped;
}

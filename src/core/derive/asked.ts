import type { FamilyKey } from '../expr/expr.ts';
import { emptyMacros, readMath } from '../latex/read-math.ts';
import type { Syntax } from '../latex/syntax.ts';
import { readName } from '../meaning/names.ts';
import { isIndexSymbol, partsOfKey } from '../meaning/symbols.ts';
import type { Vocabulary } from '../meaning/vocabulary.ts';

/** A name that was typed: base and label as the note has them, and the letters or numbers of its slots. */
export interface AskedName {
  readonly base: string;
  readonly label: string;
  readonly letters: readonly (string | number)[];
}

/** The name that a text is: `w_{kj}^{(2)}`, `\hat y`, or the head of a function with or without its argument; undefined for any other formula. */
export function nameIn(text: string, vocabulary: Vocabulary): AskedName | undefined {
  const { statements } = readMath(text, { macros: emptyMacros });
  const [only, ...others] = statements.flatMap(({ members }) => members.map(({ node }) => node));
  const node = only?.kind === 'call' ? only.head : only;
  if (others.length > 0 || (node?.kind !== 'symbol' && node?.kind !== 'scripts')) return undefined;
  const name = readName(node, vocabulary);
  if (name === undefined || name.power || name.transposed) return undefined;
  const letters = name.slots.map(letterOf);
  return letters.includes('') ? undefined : { base: name.base, label: name.label, letters };
}

/** Whether a family has a name, with all its indices or none of them. */
export function isNamed(family: FamilyKey, { base, label, letters }: AskedName): boolean {
  const own = partsOfKey(family);
  return own.base === base && own.label === label && (letters.length === 0 || letters.length === own.arity);
}

/** The one of some things of a name that is meant: the only one, or the only one with just as many indices; undefined where that is not clear. */
export function oneOf<T>(found: readonly T[], familyOf: (one: T) => FamilyKey, name: AskedName | undefined): T | undefined {
  if (found.length < 2) return found[0];
  const exact = found.filter((one) => partsOfKey(familyOf(one)).arity === name?.letters.length);
  return exact.length === 1 ? exact[0] : undefined;
}

function letterOf(slot: Syntax): string | number {
  if (slot.kind === 'number') return slot.value;
  return isIndexSymbol(slot) ? slot.letter : '';
}

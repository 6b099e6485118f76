import { renamed } from '../algebra/rename.ts';
import type { Definition } from '../check/definition.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices } from '../expr/expr.ts';
import { emptyMacros, readMath } from '../latex/read-math.ts';
import type { Syntax } from '../latex/syntax.ts';
import { joinLabel, readName } from '../meaning/names.ts';
import { isIndexSymbol, partsOfKey } from '../meaning/symbols.ts';
import type { Unrolling } from '../meaning/unroll.ts';
import type { Vocabulary } from '../meaning/vocabulary.ts';

/** A name to differentiate by. */
export interface Asked {
  readonly family: FamilyKey;
  /** The letters or numbers for its slots: none for a whole vector or matrix; of one that is a whole in some slots alone these have no letter. */
  readonly letters?: readonly (string | number)[];
  /** For each slot the slot of what is differentiated that has the same index; where this is left out, the letters tell. */
  readonly shared?: readonly (number | undefined)[];
  /** For each slot the value that selects its index, if one does (`s_{i, y_i}`), in the indices of the definition of what is differentiated. */
  readonly selected?: readonly (Expr | undefined)[];
}

/**
 * What a derivative of a note (`\partial L_i / \partial s_{i, y_i}`) asks for of the slots of its variable: an index that is not written
 * (`\partial s_{ij} / \partial w_j`) has no letter, since all of it is meant. `letters` are those of the indices of the note.
 */
export function slotsAsked(
  { of, wrt }: Expr & { readonly kind: 'partial' },
  { head }: Definition,
  letters: readonly string[],
): Omit<Asked, 'family'> {
  if (wrt.kind !== 'ref') return {};
  const own = of.kind === 'ref' || of.kind === 'call' ? of.slots : [];
  const ids = own.map((slot) => (slot.kind === 'index' && slot.shift === 0 ? slot.id : outside));
  const selected = wrt.slots.map((slot) => {
    const isOfHead = slot.kind === 'by' && ids.length === head.length && [...freeIndices(slot.of)].every((id) => ids.includes(id));
    return isOfHead ? renamed(slot.of, ids, head.map(plain)) : undefined;
  });
  const found = wrt.slots.map((slot) => (slot.kind === 'value' ? slot.value : writtenLetter(slot, letters)));
  if (found.some((letter, at) => letter === '' && selected[at] === undefined && wrt.slots[at]?.at !== undefined)) return {};
  return {
    letters: found,
    shared: wrt.slots.map((slot) => placeIn(own, slot)),
    ...(selected.some((value) => value !== undefined) ? { selected } : {}),
  };
}

/** The letter of an index that the author wrote. */
export function writtenLetter(slot: IndexTerm, letters: readonly string[]): string {
  return slot.kind === 'index' && slot.shift === 0 && slot.at !== undefined ? (letters[slot.id] ?? '') : '';
}

/** Where an index stands in a list of slots. */
export function placeIn(slots: readonly IndexTerm[], slot: IndexTerm): number | undefined {
  const at = slots.findIndex((own) => own.kind === 'index' && slot.kind === 'index' && own.id === slot.id && own.shift === slot.shift);
  return at < 0 ? undefined : at;
}

/** A name that was typed: base and label as the note has them, and the letters or numbers of its slots. */
export interface AskedName {
  readonly base: string;
  readonly label: string;
  readonly letters: readonly (string | number)[];
}

/** The name that a text is: `w_{kj}^{(2)}`, `\hat y`, or the head of a function with or without its argument; undefined for any other formula. */
export function nameIn(text: string, vocabulary: Vocabulary): AskedName | undefined {
  // No product is asked for.
  const { statements } = readMath(text, { macros: emptyMacros, words: new Set(text.match(/[A-Z]{2,}/g)) });
  const [only, ...others] = statements.flatMap(({ members }) => members.map(({ node }) => node));
  const node = only?.kind === 'call' ? only.head : only;
  if (others.length > 0 || (node?.kind !== 'symbol' && node?.kind !== 'scripts')) return undefined;
  const name = readName(node, vocabulary);
  if (name === undefined || name.power || name.transposed) return undefined;
  const letters = name.slots.map(letterOf);
  return letters.includes('') ? undefined : { base: name.base, label: name.label, letters };
}

/** The name by which a text calls a function that is known: `gelu` for `\mathrm{GELU}`, with or without an argument; undefined where it calls none. */
export function functionIn(text: string): AskedName | undefined {
  for (const each of [text, `${text}(x)`]) {
    const { statements } = readMath(each, { macros: emptyMacros });
    const [only, ...others] = statements.flatMap(({ members }) => members.map(({ node }) => node));
    if (only?.kind === 'function' && others.length === 0) return { base: only.name, label: '', letters: [] };
  }
  return undefined;
}

/** A name with the number of a layer or step in time in the place of the author's letter for it: `W^{(L)}` is `W^{(3)}` where three were tried. */
export interface AtLayer {
  readonly name: AskedName;
  readonly layer: number;
  readonly letter: string;
}

/** A name that was typed with the letter of any layer or step in time, or with the name of the last; undefined where it has none. */
export function atLayerOf(name: AskedName, { place, bases, letters, lastNames, last }: Unrolling): AtLayer | undefined {
  const { base, label } = name;
  const letter = place === 'above' ? label.replace(/^[([]|[)\]]$/g, '') : String(name.letters[0] ?? '');
  if (!bases.has(base) || letter === '') return undefined;
  const layer = lastNames.has(letter) ? last : letters.has(letter) ? Math.max(1, last - 1) : undefined;
  if (layer === undefined) return undefined;
  const numbered =
    place === 'above'
      ? { ...name, label: label.replace(letter, String(layer)) }
      : { base, label: joinLabel(label, `_${layer}`), letters: name.letters.slice(1) };
  return { name: numbered, layer, letter };
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

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}

/** An id that no index has. */
const outside: IndexId = -1;

import type { FamilyKey } from '../expr/expr.ts';
import type { SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { flatMap } from '../text/lists.ts';
import { innerMap } from '../text/maps.ts';

/**
 * Base name of a symbol: its letter with face and accents. Bold and italic, and a single upright letter, are one name, since notes
 * write a vector bold and its entries not; calligraphic and double-struck letters are names of their own.
 */
export function baseName(symbol: SymbolSyntax): string {
  const { letter, face, accents } = symbol;
  if (accents.length === 0 && face !== 'cal' && face !== 'bb' && face !== 'frak') return letter;
  const faced = face === 'cal' || face === 'bb' || face === 'frak' ? `${face}(${letter})` : letter;
  return accents.reduceRight((inner, accent) => (accent === 'vec' ? inner : `${accent}(${inner})`), faced);
}

/** Stands over a letter that means something of its own where it stands, and is not printed. */
export const ownAccent = 'own';

/** Whether a base name is of such a letter. */
export function isOwn(base: string): boolean {
  return base.startsWith(`${ownAccent}(`);
}

const place = 'argument-';

/** The name of a function's argument in some place while the function is differentiated by it there: bound like an index, and of no note. */
export function placeOf(at: number): FamilyKey {
  return familyKey(`${place}${at}`, '', 0);
}

/** Whether a family is such a name. */
export function isPlace(family: FamilyKey): boolean {
  return family.startsWith(place);
}

/** Key of the family that a base name makes with its label (`(2)`, `Total`, or '') and its number of slots. */
export function familyKey(base: string, label: string, arity: number): FamilyKey {
  const labels = innerMap(keys, base);
  const known = labels.get(label)?.[arity];
  if (known !== undefined) return known;
  const key = `${base}^${label}|${arity}`;
  if (mostKeys <= ++keptKeys) {
    keys.clear();
    keptKeys = 0;
  } else if (labels.has(label)) (labels.get(label) as FamilyKey[])[arity] = key;
  else {
    const byArity: FamilyKey[] = [];
    byArity[arity] = key;
    labels.set(label, byArity);
  }
  return key;
}

/** Keys by what they are made of, so that each is made once and is the same string wherever it is looked up; bounded, as those below. */
const keys = new Map<string, Map<string, FamilyKey[]>>();
let keptKeys = 0;

/** What the name of a family consists of. */
interface KeyParts {
  readonly base: string;
  readonly label: string;
  readonly arity: number;
}

/** Keys are taken apart over and over; so many are remembered. */
const mostKeys = 5000;
const partsOfKeys = new Map<FamilyKey, KeyParts>();

/** Base name, label and number of slots of a family. */
export function partsOfKey(key: FamilyKey): KeyParts {
  let parts = partsOfKeys.get(key);
  if (parts === undefined) {
    const bar = key.lastIndexOf('|');
    const hat = key.lastIndexOf('^', bar);
    parts = { base: key.slice(0, hat), label: key.slice(hat + 1, bar), arity: Number(key.slice(bar + 1)) };
    if (mostKeys <= partsOfKeys.size) partsOfKeys.clear();
    partsOfKeys.set(key, parts);
  }
  return parts;
}

/** A label with one more piece. */
export function joinLabel(label: string, more: string): string {
  return label === '' ? more : `${label},${more}`;
}

/** The symbol that a head is made of, under its scripts. */
export function symbolOf(head: Syntax): SymbolSyntax | undefined {
  if (head.kind === 'symbol') return head;
  return head.kind === 'scripts' && head.base.kind === 'symbol' ? head.base : undefined;
}

/** A symbol that can be the letter of an index. */
export type IndexSymbol = SymbolSyntax & { readonly accents: readonly [] };

/** Whether a symbol can be the letter of an index: a lower-case Latin letter without accents, perhaps primed, or one that the note lets run. */
export function isIndexSymbol(syntax: Syntax): syntax is IndexSymbol {
  if (syntax.kind !== 'symbol' || syntax.accents.length > 0) return false;
  return syntax.isIndex === true || isSmallLetter(syntax.letter) || syntax.letter === '\\ell';
}

function isSmallLetter(text: string): boolean {
  return text.length === 1 ? 'a' <= text && text <= 'z' : isPrimed(text);
}

/** Whether a text is a small letter with primes. */
export function isPrimed(text: string): boolean {
  return text.endsWith("'") && /^[a-z]'+$/.test(text);
}

/** A script flattened to its pieces: `ji` and `j,i` are two, `t-1` is one. */
export function pieces(script: Syntax): readonly Syntax[] {
  if (script.kind === 'list') return flatMap(script.items, pieces);
  if (
    script.kind === 'product' &&
    script.factors.every(
      ({ by, node }) => by === 'juxtaposed' && (node.kind === 'symbol' || node.kind === 'number' || node.kind === 'scripts'),
    )
  ) {
    return script.factors.map(({ node }) => node);
  }
  return [script];
}

/** Words that a run of letters in a script spells (`Total`, `out`), or undefined where the letters are indices. */
export function wordIn(script: Syntax): string | undefined {
  if (script.kind === 'text') return script.text.trim();
  if (script.kind === 'symbol') {
    if (isIndexSymbol(script)) return undefined;
    return script.face === 'bb' && (script.letter.length === 1 || script.letter.startsWith('\\')) ? undefined : script.letter;
  }
  if (script.kind !== 'product') return undefined;
  const letters = pieces(script);
  if (letters.length < 3 || !letters.every((piece) => piece.kind === 'symbol' && /^[A-Za-z]$/.test(piece.letter))) return undefined;
  const word = letters.map((piece) => (piece as SymbolSyntax).letter).join('');
  return /^[i-n]+$/.test(word) || (word.length === 3 && /^[a-z]+$/.test(word) && !/[aeo]/.test(word)) ? undefined : word;
}

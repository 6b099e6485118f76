import type { NumberSyntax, ScriptsSyntax, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { isTranspose, labelText, sampleIn } from './scripts.ts';
import { baseName, isIndexSymbol, joinLabel, pieces, wordIn } from './symbols.ts';
import { aritiesOf, isStep, labelAbove, sampleLabel, stepLabel, type Vocabulary } from './vocabulary.ts';

export { joinLabel } from './symbols.ts';

/**
 * A name as it stands: base, label, what stands in its slots, and what else its superscript says.
 * Pieces of a label are joined by commas; those of the subscript begin with `_`, primes are `'`.
 */
export interface Name {
  readonly base: string;
  readonly label: string;
  readonly slots: readonly Syntax[];
  readonly power?: Syntax | undefined;
  readonly primes: number;
  readonly transposed: boolean;
}

/** Signs above a name that tell it from the plain one: `w^*` of the optimum, `\theta^-` of a target network, `X^+` of a pseudoinverse. */
const marks: ReadonlyMap<string, string> = new Map([
  ['*', '*'],
  ['\\ast', '*'],
  ['\\star', '*'],
  ['-', '-'],
  ['+', '+'],
]);

/** A formula's name, if it is one: what a definition may have as its head. */
export function readName(node: SymbolSyntax | ScriptsSyntax, vocabulary: Vocabulary): Name | undefined {
  if (node.kind === 'symbol') return { base: nameOf(node, vocabulary), label: '', slots: [], primes: 0, transposed: false };
  if (node.base.kind !== 'symbol') return undefined;
  const base = matrixOf(node, vocabulary) ?? nameOf(node.base, vocabulary);
  const marked = markedPower(node.sup);
  if (marked) {
    const name = readName({ ...node, sup: marked.label }, vocabulary);
    return name && { ...name, power: marked.power };
  }
  const sample = vocabulary.sampled.has(base) ? sampleIn(node.sup) : undefined;
  let label = sample ? sampleLabel(vocabulary, base) : labelText(node.sup);
  let power: Syntax | undefined;
  let transposed = false;
  const letters = label === '' && !sample ? labelAbove(vocabulary, base, node.sup) : '';
  if (letters !== '') label = letters;
  else if (node.sup && !sample && label === '') {
    if (isSmallTranspose(node.sup, vocabulary)) return undefined;
    if (node.sup.kind === 'number' && vocabulary.labelled.has(base)) label = String(node.sup.value);
    else if (isTranspose(node.sup)) transposed = true;
    else if (node.sup.kind === 'symbol' && marks.has(node.sup.letter)) label = marks.get(node.sup.letter) as string;
    else if (vocabulary.labelled.has(base)) return undefined;
    else power = node.sup;
  }
  const slots: Syntax[] = sample ? [sample] : [];
  if (node.sub) {
    const word = wordIn(node.sub) ?? pairIn(node.sub, base, vocabulary) ?? (vocabulary.named.has(base) ? lettersIn(node.sub) : undefined);
    const known = aritiesOf(vocabulary, base, node.sup);
    if (word !== undefined && (known.size === 0 || !vocabulary.sizes.has(word))) label = joinLabel(label, `_${word}`);
    else {
      const all = pieces(node.sub);
      const [first] = all;
      const isNumbered = first?.kind === 'number' && vocabulary.numbered.has(base);
      if (isNumbered) label = joinLabel(label, `_${first.value}`);
      for (const piece of isNumbered ? all.slice(1) : all) {
        const inner = isIndexSymbol(piece) && vocabulary.units.has(piece.letter) ? piece.letter : wordIn(piece);
        if (piece.kind === 'number' && known.size === 0) label = joinLabel(label, `_${piece.value}`);
        else if (inner !== undefined && (known.size === 0 || !vocabulary.sizes.has(inner))) label = joinLabel(label, `_${inner}`);
        else if (piece.kind === 'scripts' && nameBelow(piece)) label = joinLabel(label, `_${nameBelow(piece)}`);
        else if (piece.kind === 'number' && !known.has(1) && width(piece) > 1) slots.push(...digits(piece));
        else slots.push(piece);
      }
    }
  }
  const [first] = slots;
  if (first && !sample && isStep(vocabulary, base, first)) label = joinLabel(label, stepLabel);
  return { base, label, slots, power, primes: node.primes, transposed };
}

/** `a^{[1]2}`, `x^{(i)2}`: a label in a bracket with a power behind it. */
function markedPower(sup: Syntax | undefined): { readonly label: Syntax; readonly power: Syntax } | undefined {
  if (sup?.kind !== 'product' || sup.factors.length !== 2) return undefined;
  const [label, power] = sup.factors.map(({ node }) => node);
  const isLabel = label?.kind === 'group' && (label.open === '[' || label.open === '(');
  return isLabel && power?.kind === 'number' ? { label, power } : undefined;
}

/** `W_{hy}`: the names that a matrix of weights leads between, which no sum runs over. */
function pairIn(sub: Syntax, base: string, { alone, summed }: Vocabulary): string | undefined {
  if (!/^[UVW]$/.test(base)) return undefined;
  const letters = pieces(sub).map((piece) => (piece.kind === 'symbol' && piece.accents.length === 0 ? piece.letter : ''));
  if (letters.length !== 2) return undefined;
  return letters.every((letter) => /^[a-hoq-z]$/.test(letter) && alone.has(letter) && !summed.has(letter)) ? letters.join('') : undefined;
}

/** `\pi_{\theta_{old}}`, `p_{\theta'}`: a subscript that is no index but a name with marks of its own. */
function nameBelow({ base, sub, sup, primes }: ScriptsSyntax): string | undefined {
  const mark = sub === undefined ? '' : (wordIn(sub) ?? (sub.kind === 'number' ? String(sub.value) : lettersIn(sub)));
  if (base.kind !== 'symbol' || !base.letter.startsWith('\\') || isIndexSymbol(base) || sup || mark === undefined) return undefined;
  return `${base.letter}${mark}${"'".repeat(primes)}`;
}

/** The letters of a subscript that holds nothing else, as one word. */
function lettersIn(sub: Syntax): string | undefined {
  const letters = pieces(sub);
  return letters.every(isIndexSymbol) ? letters.map(({ letter }) => letter).join('') : undefined;
}

/** The name of a symbol: the one by which the note defines it, where it sets the letter in two ways. */
export function nameOf(symbol: SymbolSyntax, { aliases }: Vocabulary): string {
  const name = baseName(symbol);
  return aliases.get(name) ?? name;
}

/** The letter of the matrix that a name with two pieces below is an entry of, where its own letter alone names something else. */
function matrixOf({ base, sub }: ScriptsSyntax, { entries }: Vocabulary): string | undefined {
  const matrix = base.kind === 'symbol' ? entries.get(baseName(base)) : undefined;
  return matrix !== undefined && sub !== undefined && pieces(sub).length === 2 ? matrix : undefined;
}

/** `x^t` where nothing else is called `t`. */
function isSmallTranspose(sup: Syntax, { bases, summed, subscripts }: Vocabulary): boolean {
  return sup.kind === 'symbol' && sup.letter === 't' && !bases.has('t') && !summed.has('t') && !subscripts.has('t');
}

function width(node: Syntax): number {
  return node.range.end - node.range.start;
}

/** The digits of `w_{01}`, each in its own place. */
function digits(node: NumberSyntax): readonly Syntax[] {
  const { start } = node.range;
  return [...String(node.value).padStart(width(node), '0')].map((digit, at) => ({
    kind: 'number',
    value: Number(digit),
    decimals: 0,
    range: { start: start + at, end: start + at + 1 },
  }));
}

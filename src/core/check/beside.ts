import type { Syntax } from '../latex/syntax.ts';
import type { ReadNote, Sentence } from '../meaning/chains.ts';
import { symbolOf } from '../meaning/symbols.ts';

/** A formula in a text of which nothing is said but by the words around it. */
export interface Spoken {
  readonly node: Syntax;
  readonly span: number;
}

/**
 * The formulas right in front of some words and right behind them; over a size that stands in between, “`M` of size `m \times n` of zeros and ones”,
 * the one in front of that as well.
 */
export function besideWords({ loose }: ReadNote, { spans }: Pick<Sentence, 'spans'>): readonly Spoken[] {
  const beside = loose.filter(({ span }) => span === spans - 1 || span === spans);
  const isBehindSize = beside.some(({ node, span }) => span === spans - 1 && isSize(node));
  return isBehindSize ? [...loose.filter(({ node, span }) => span === spans - 2 && symbolOf(node) !== undefined), ...beside] : beside;
}

/** `m \times n` */
function isSize(node: Syntax): boolean {
  return node.kind === 'product' && node.factors.length === 2 && node.factors[1]?.by === '\\times';
}

/** The names that some words are about: those right in front of them and right behind them, with what is said of where they are from, and all in a row of names. */
export function namedBeside(note: ReadNote, sentence: Pick<Sentence, 'spans'>): readonly Spoken[] {
  const { spans } = sentence;
  const isJoined = (at: number): boolean => note.sentences.some((other) => other.spans === at && joins.test(other.text));
  let [first, last] = [spans - 1, spans];
  while (spans - longestRow < first && isJoined(first)) first--;
  while (last < spans + longestRow && isJoined(last + 1)) last++;
  const inRow = (span: number): boolean => first <= span && span <= last;
  const nextTo = [...besideWords(note, sentence), ...note.loose.filter(({ span }) => inRow(span) && span !== spans - 1 && span !== spans)];
  const members = note.chains.flatMap(({ members: [name, space] }) =>
    name && inRow(name.span) && spaces.has(space?.relation?.sign ?? '') ? [name] : [],
  );
  return [...nextTo, ...members].flatMap(({ node, span }) =>
    (node.kind === 'list' ? node.items : [node]).map((item) => ({ node: item, span })),
  );
}

/** What stands between the names of a row. */
const joins = /^\s*(?:,|、)?\s*(?:and|or|und|oder|et|ou|y|e|o|и|или|和|与|及)?\s*$/i;
const longestRow = 6;

/** Signs between a name and where it is from: a set, or the matrices that are larger than none. */
const spaces: ReadonlySet<string> = new Set(['\\in', '\\succ']);

import type { RelationSyntax, Syntax } from '../latex/syntax.ts';
import { nodesIn } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { comparisonOf } from './comparisons.ts';
import { type IndexSymbol, isIndexSymbol, isPrimed, pieces, wordIn } from './symbols.ts';

/** What stands below a name or a call. */
export function subscriptOf(node: Syntax): Syntax | undefined {
  return node.kind === 'scripts' ? node.sub : node.kind === 'call' ? node.after?.sub : undefined;
}

/** The letters of all indices in a formula. */
export function lettersIn(formula: Syntax): readonly string[] {
  const found: string[] = [];
  for (const node of nodesIn(formula)) {
    const sub = subscriptOf(node);
    if (sub) found.push(...lettersBelow(sub));
  }
  return found;
}

/** The letters of the indices in a subscript. */
export function lettersBelow(sub: Syntax | undefined): readonly string[] {
  if (sub === undefined || wordIn(sub) !== undefined) return [];
  return pieces(sub)
    .filter(isIndexSymbol)
    .map(({ letter }) => letter);
}

/** Whether a letter is one that indices and steps in time are called by. */
export function runs(letter: string): boolean {
  if (letter.length === 1) return ('i' <= letter && letter <= 'n') || letter === 's' || letter === 't';
  return isPrimed(letter);
}

/**
 * The letters that the lower part of a sum binds: `i`, `i=1`, `j \neq i`, `i, j`, `0 \le i < n`, `1 \le i < j \le n`, `(i, j) \in E`, and those of
 * a comparison, `m_i < 1`.
 */
export function boundLetters(over: readonly Syntax[]): readonly string[] {
  return flatMap(over, (entry) => orderedIn(entry)?.letters ?? tupleIn(leftmost(entry)) ?? comparedIn(entry) ?? pieces(leftmost(entry)))
    .filter(isIndexSymbol)
    .map(({ letter }) => letter);
}

/** What stands below the name that a comparison below a sum begins with. */
function comparedIn(entry: Syntax): readonly Syntax[] | undefined {
  const first = leftmost(entry);
  const isCompared = entry.kind === 'relation' && /^[<>≤≥]$/.test(comparisonOf(entry.relation) ?? '');
  return isCompared && first.kind === 'scripts' && first.sub ? pieces(first.sub) : undefined;
}

/** `(i, j)`, `\langle i, j \rangle`: indices in brackets. */
export function tupleIn(node: Syntax): readonly IndexSymbol[] | undefined {
  const all = node.kind === 'group' && /^[({⟨]$/.test(node.open) ? pieces(node.body) : [];
  return 1 < all.length && all.every(isIndexSymbol) ? all : undefined;
}

/** `1 \le i < j \le n` below a sum: the letters between its two ends, and the relations from end to end. */
export function orderedIn(
  entry: Syntax,
): { readonly letters: readonly IndexSymbol[]; readonly relations: readonly RelationSyntax[] } | undefined {
  const relations: RelationSyntax[] = [];
  for (let node = entry; node.kind === 'relation'; node = node.left) {
    const { left } = node;
    relations.unshift(left.kind === 'relation' ? { ...node, left: left.right } : node);
  }
  const letters = relations.slice(1).map(({ left }) => left);
  return 0 < letters.length && letters.every(isIndexSymbol) ? { letters, relations } : undefined;
}

/** What stands in front of all signs of a chain of relations. */
export function leftmost(node: Syntax): Syntax {
  return node.kind === 'relation' ? leftmost(node.left) : node;
}

/** The sample that a superscript names: `(i)` where a sum runs over `i`. */
export function sampleIn(sup: Syntax | undefined): Syntax | undefined {
  return sup?.kind === 'group' && (sup.open === '(' || sup.open === '[') && (isIndexSymbol(sup.body) || sup.body.kind === 'number')
    ? sup.body
    : undefined;
}

/** The text of a superscript that is a label, `(2)`, `[l]` or a word set upright, `\text{new}`; '' where there is none. */
export function labelText(sup: Syntax | undefined): string {
  const word = sup?.kind === 'text' ? sup.text.trim() : sup?.kind === 'symbol' && sup.face === 'upright' ? sup.letter : '';
  if (/^\p{L}{2,}$/u.test(word)) return word;
  if (sup?.kind !== 'group' || (sup.open !== '(' && sup.open !== '[')) return '';
  const text = plainLabel(sup.body);
  return text === undefined ? '' : `${sup.open}${text}${sup.close}`;
}

/** The letters of a superscript that may be a label without a bracket around it: `f` of `z^f`, `hh` of `W^{hh}`. */
export function lettersAbove(sup: Syntax | undefined): string | undefined {
  if (sup === undefined || isTranspose(sup)) return undefined;
  const letters = pieces(sup).map((piece) => (piece.kind === 'symbol' && piece.accents.length === 0 ? piece.letter : ''));
  return letters.every((letter) => /^[A-Za-z]$/.test(letter)) ? letters.join('') : undefined;
}

function plainLabel(body: Syntax): string | undefined {
  if (body.kind === 'number') return String(body.value);
  if (body.kind === 'symbol') return body.letter;
  if (body.kind === 'text') return body.text;
  return undefined;
}

const transposes: ReadonlySet<string> = new Set(['T', '\\top', '\\intercal', '\\mathsf T', '\\dagger']);

/** Whether a superscript transposes. */
export function isTranspose(sup: Syntax | undefined): boolean {
  return sup?.kind === 'symbol' && transposes.has(sup.letter);
}

import type { Syntax } from '../../latex/syntax.ts';
import type { ReadNote } from '../../meaning/chains.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { symbolOf } from '../../meaning/vocabulary.ts';
import type { Kind } from '../typing.ts';
import { sizesOf } from './spaces.ts';

/** Words behind a name, or in front of it, that say what it is. */
const words: readonly (readonly [RegExp, Kind])[] = [
  [phrase('rowVector'), 'row'],
  [phrase('vector'), 'column'],
  [phrase('matrix'), 'matrix'],
  [phrase('scalar'), 'scalar'],
];

const matrixWords = phrase('matrix');
const shapeWords = phrase('shape');

const lastWords = words.map(([pattern, kind]) => [new RegExp(`${pattern.source}$`, 'u'), kind] as const);

/** Words between a name and what it is that make something else of it. */
const others = /\b(?:has|have|with|of|for|by|to|in|from|into|contains?|multipl\w+|times|and|hat|haben|mit|von|aus|avec|de|par|con|por)\b/i;

const joins = /^\s*(?:,|、)?\s*(?:and|und|et|y|e|и|和|与)?\s*(?:the\s+)?$/i;
const longestList = 6;

/** What words say of a name: of which sizes it is, or else of which kind. */
export interface Said {
  readonly name: Syntax;
  readonly sizes?: readonly (Syntax | undefined)[];
  readonly kind?: Kind;
}

/** “`W` is an `h \times d` matrix”, “`x` is a vector”: what the words beside the names of a note say of them. */
export function* saidOfNames({ loose, sentences }: ReadNote): Generator<Said> {
  const after = new Map<number, string>();
  const before = new Map<number, string>();
  for (const { spans, text } of sentences) {
    if (!after.has(spans)) after.set(spans, text);
    before.set(spans, text);
  }
  const nodes = new Map(loose.map(({ node, span }) => [span, node]));
  for (const { node, span } of loose) {
    const said = after.get(span + 1) ?? '';
    const next = shapeOf(span, nodes, after);
    const names = node.kind === 'list' ? node.items : [node];
    const then = (after.get(span + 2) ?? '').slice(0, 24);
    // “`A` is the precision matrix, a symmetric `D \times D` matrix”
    const isAgain = matrixWords.test(said) && matrixWords.test(then) && !others.test(said);
    const sizes = next && said.length < (isAgain ? 60 : 30) ? (sizesInPair(next, said) ?? sizesOf(next)) : undefined;
    const each = next?.kind === 'list' && next.items.length === names.length ? next.items.map(sizesOf) : [];
    const isDimension = /^\s*(?:维|[- ]?dim|-мерн)/i.test(then);
    const isVector = isDimension && words.slice(0, 2).some(([pattern]) => pattern.test(then));
    if (sizes && (sizes.length === 2 || isVector)) for (const name of names) yield { name, sizes };
    else if (each.length > 1 && each.every((shape) => shape?.length === 2))
      for (const [at, name] of names.entries()) yield { name, sizes: each[at] as readonly Syntax[] };
    else {
      const kind = kindBehind(endOfList(span, after)) ?? kindBefore(before.get(span) ?? '');
      if (kind) for (const name of names) yield { name, kind };
    }
  }
}

/** What stands behind a name as its shape: the next formula, or of as many shapes as there are names in a row the one in its place (`W, b | D \times H, 1 \times H`). */
function shapeOf(span: number, nodes: ReadonlyMap<number, Syntax>, after: ReadonlyMap<number, string>): Syntax | undefined {
  const isShape = (at: number): boolean => sizesOf(nodes.get(at))?.length === 2;
  const isName = (at: number): boolean => {
    const node = nodes.get(at);
    return node !== undefined && symbolOf(node) !== undefined;
  };
  const isJoined = (at: number): boolean => joins.test(after.get(at) ?? '');
  let first = span;
  while (span - first < longestList && isName(first - 1) && isJoined(first)) first--;
  let last = span;
  while (last - span < longestList && isName(last + 1) && isJoined(last + 1)) last++;
  if (first === last || !isName(span)) return nodes.get(span + 1);
  let end = last + 1;
  while (end - last < longestList && isShape(end) && isShape(end + 1) && isJoined(end + 1)) end++;
  const count = isShape(last + 1) ? end - last : 0;
  if (count < 2) return nodes.get(span + 1);
  return count === last - first + 1 ? nodes.get(last + 1 + span - first) : undefined;
}

/** The words behind the last of some names in a row: “`x`, `h` and `o` are vectors”. */
function endOfList(span: number, after: ReadonlyMap<number, string>): string {
  for (let at = span + 1; at <= span + longestList; at++) {
    const text = after.get(at) ?? '';
    if (!joins.test(text) || text === '') return text;
  }
  return '';
}

/** “… is a column vector”. */
function kindBehind(text: string): Kind | undefined {
  const start = /^[^.;:。；]{0,40}/.exec(text)?.[0] ?? '';
  for (const [pattern, kind] of words) {
    const found = pattern.exec(start);
    if (found && !others.test(start.slice(0, found.index)) && !/^\s*(?:,|，|$)/.test(start)) return kind;
  }
  return undefined;
}

/** “the matrix …”. */
function kindBefore(text: string): Kind | undefined {
  const end = text.trimEnd().slice(-24);
  return lastWords.find(([pattern]) => pattern.test(end))?.[1];
}

/** The sizes in “has shape `(n, m)`”. */
function sizesInPair(node: Syntax, said: string): readonly Syntax[] | undefined {
  const list = node.kind === 'group' && node.open === '(' ? node.body : undefined;
  return list?.kind === 'list' && list.items.length === 2 && shapeWords.test(said) ? list.items : undefined;
}

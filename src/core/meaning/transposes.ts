import type { ProductSyntax, ScriptsSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, nodesIn, nodesOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { ReadNote } from './chains.ts';
import { withoutSup } from './forms.ts';
import { isEqual } from './general-term.ts';
import { phrase } from './phrases/index.ts';
import { isTranspose } from './scripts.ts';
import { withFormulas } from './with-formulas.ts';

const transposition = phrase('transposition');

/** A note with the sign of the transpose where it is a small `t` or stands in front: `X^t X`, `{}^t x`, `{}^T x`. */
export function withTransposes(note: ReadNote): ReadNote {
  const nodes = flatMap(note.statements, nodesOf);
  const isSmall = hasSmall(nodes, note);
  return isSmall || nodes.some(isInFront) ? withFormulas(note, (node) => turned(node, isSmall)) : note;
}

/**
 * Whether a small `t` above means the transpose: the note has no other `t` and no other sign for it, and says so in words or multiplies something
 * by itself with that mark, as nobody does with powers.
 */
function hasSmall(nodes: readonly Syntax[], { sentences }: ReadNote): boolean {
  const marked = nodes.filter(isMarked);
  if (marked.length === 0) return false;
  const above = new Set<Syntax>(flatMap(marked, ({ sup }) => (sup ? [...nodesIn(sup)] : [])));
  if (nodes.some((node) => (isMark(node) && !above.has(node)) || (node.kind === 'scripts' && isTranspose(node.sup)))) return false;
  return nodes.some((node) => node.kind === 'product' && isWithItself(node)) || sentences.some(({ text }) => transposition.test(text));
}

/** A small `t`. */
function isMark(node: Syntax): boolean {
  if (node.kind === 'text') return node.text.trim() === 't';
  return node.kind === 'symbol' && node.letter === 't' && node.accents.length === 0;
}

/** `X^t`, `X^{-t}`, `{}^t`. */
function isMarked(node: Syntax): node is ScriptsSyntax {
  if (node.kind !== 'scripts' || node.sup === undefined || node.base.kind === 'number') return false;
  const [term, ...more] = node.sup.kind === 'sum' ? node.sup.terms : [];
  return isMark(node.sup) || (term !== undefined && more.length === 0 && term.sign === '-' && isMark(term.node));
}

/** `r^t \Omega r`, `X^t (y - X\theta)`. */
function isWithItself({ factors }: ProductSyntax): boolean {
  return factors.some(({ node }, at) => {
    if (!isMarked(node)) return false;
    const bare = node.base.kind === 'symbol' ? withoutSup(node) : node.base;
    return factors.slice(at + 1).some((other) => nodesIn(other.node).some((inner) => isEqual(inner, bare)));
  });
}

/** `{}^t x` and the like: a mark with nothing in front of it. */
function isInFront(node: Syntax): node is ScriptsSyntax {
  return node.kind === 'scripts' && node.base.kind === 'hole' && node.sub === undefined && isTranspose(node.sup);
}

function turned(node: Syntax, isSmall: boolean): Syntax {
  const inside = mapParts(node, (part) => turned(part, isSmall));
  if (isSmall && isMarked(inside)) return { ...inside, sup: withTop(inside.sup as Syntax) };
  return inside.kind === 'product' ? marksBehind(inside) : inside;
}

function withTop(sup: Syntax): Syntax {
  if (sup.kind === 'sum') return mapParts(sup, withTop);
  return { kind: 'symbol', letter: '\\top', face: 'italic', accents: [], range: sup.range };
}

/** `{}^t x` as `x^t`. */
function marksBehind(product: ProductSyntax): Syntax {
  const factors: ProductSyntax['factors'][number][] = [];
  let mark: ScriptsSyntax | undefined;
  for (const factor of product.factors) {
    const { node } = factor;
    if (mark?.sup) {
      const range = { start: mark.range.start, end: node.range.end };
      factors.push({ ...factor, node: { kind: 'scripts', base: node, sup: mark.sup, primes: 0, range } });
      mark = undefined;
    } else if (isInFront(node)) mark = node;
    else factors.push(factor);
  }
  const [only, ...more] = factors;
  if (mark !== undefined || only === undefined || factors.length === product.factors.length) return product;
  return more.length === 0 ? only.node : { ...product, factors };
}

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
  if (!isSmall && !nodes.some(isInFront)) return note;
  // `{}^B p = {}^B R {}^T p`: frames of coordinates by their letters.
  const isFramed = nodes.some((node) => isBehindNothing(node) && !(isSmall && isMark(node.sup)) && !isTranspose(node.sup));
  return isFramed ? note : withFormulas(note, (node) => turned(node, isSmall));
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

/** `r^t \Omega r`, `X^t (y - X\theta)`, `{}^t x A x`. */
function isWithItself({ factors }: ProductSyntax): boolean {
  return factors.some(({ node }, at) => {
    if (!isMarked(node)) return false;
    const behind: Syntax[] = factors.slice(at + 1).map((factor) => factor.node);
    const own = node.base.kind === 'hole' ? behind.shift() : node.base.kind === 'symbol' ? withoutSup(node) : node.base;
    if (own?.kind === 'call') behind.unshift(own.argument);
    const name = own?.kind === 'call' ? own.head : own;
    return name !== undefined && behind.some((other) => nodesIn(other).some((inner) => isEqual(inner, name)));
  });
}

/** `{}^a`, with nothing in front of it. */
function isBehindNothing(node: Syntax): node is ScriptsSyntax & { readonly sup: Syntax } {
  return node.kind === 'scripts' && node.base.kind === 'hole' && node.sub === undefined && node.sup !== undefined;
}

/** `{}^T x` and the like. */
function isInFront(node: Syntax): node is ScriptsSyntax & { readonly sup: Syntax } {
  return isBehindNothing(node) && isTranspose(node.sup);
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
  let mark: (ScriptsSyntax & { readonly sup: Syntax }) | undefined;
  for (const factor of product.factors) {
    const { node } = factor;
    if (mark) {
      factors.push({ ...factor, node: markedBehind(node, mark.sup, mark.range.start) });
      mark = undefined;
    } else if (isInFront(node)) mark = node;
    else factors.push(factor);
  }
  const [only, ...more] = factors;
  if (mark !== undefined || only === undefined || factors.length === product.factors.length) return product;
  return more.length === 0 ? only.node : { ...product, factors };
}

function markedBehind(node: Syntax, sup: Syntax, start: number): Syntax {
  // `{}^T X (y - X b)` turns `X` alone.
  if (node.kind === 'call' && node.head.kind !== 'partial')
    return { ...node, head: raised(node.head, sup, start), range: { start, end: node.range.end } };
  return raised(node, sup, start);
}

function raised(node: Syntax, sup: Syntax, start: number): ScriptsSyntax {
  const range = { start, end: node.range.end };
  if (node.kind === 'scripts' && node.sup === undefined && node.primes === 0) return { ...node, sup, range };
  const base: Syntax = node.kind === 'scripts' ? { kind: 'group', open: '(', close: ')', body: node, range: node.range } : node;
  return { kind: 'scripts', base, sup, primes: 0, range };
}

import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Syntax } from '../latex/syntax.ts';
import { walkSyntax } from '../latex/walk.ts';
import { type Message, message } from '../text/message.ts';
import type { ReadNote } from './chains.ts';
import type { Definition } from './definition.ts';
import { isTranspose } from './names.ts';
import { baseName, familyKey, partsOfKey } from './symbols.ts';
import { labelText, symbolOf } from './vocabulary.ts';

/** Capital letters that notes use for matrices; without indices and inside a product they may be one. */
const matrixLetters = /^(?:[ABDGHMPQSUVWXYZ])$/;
const shapeWords = /\b(?:matrix|matrices|vector|vectors|Matrix|Vektor|matrice|vecteur|matriz|vettore)\b|矩阵|向量|матриц|вектор/i;

/**
 * Families that stand for whole matrices or vectors, which have no value in index notation: what is transposed, in a norm,
 * joined by `\odot`, set in bold, said to lie in `\mathbb R^{…}`, called a matrix in the words beside it, or a capital letter in a product.
 */
export function opaqueFamilies(
  note: ReadNote,
  exprs: readonly Expr[],
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
): ReadonlyMap<FamilyKey, Message> {
  const bases = new Set<string>();
  const mark = (node: Syntax): void => {
    for (const inner of walkSyntax(node)) {
      if (inner.kind !== 'symbol' && !(inner.kind === 'scripts' && inner.sub === undefined)) continue;
      const symbol = symbolOf(inner);
      if (symbol) bases.add(whole(inner, baseName(symbol)));
    }
  };
  const formulas = [
    ...note.statements.flatMap((statement) => statement.members.map((member) => member.node)),
    ...note.loose.map(({ node }) => node),
  ];
  for (const formula of formulas) {
    for (const node of walkSyntax(formula)) {
      if (node.kind === 'scripts' && node.sup && isTranspose(node.sup)) markTransposed(node.base, node.sub === undefined, bases, mark);
      if (node.kind === 'group' && (node.open === '‖' || node.open === '\\|')) mark(node.body);
      if (node.kind === 'product')
        for (const [at, { by, node: factor }] of node.factors.entries())
          if (at > 0 && (by === '\\odot' || by === '\\otimes'))
            for (const side of [node.factors[at - 1]?.node, factor]) if (side) mark(side);
      if (node.kind === 'symbol' && node.face === 'bold' && node.letter !== '1') bases.add(`${baseName(node)}^`);
      if (node.kind === 'product') for (const { node: factor } of node.factors) if (isCapital(factor)) mark(factor);
    }
  }
  for (const statement of note.statements) {
    const [first, second] = statement.members;
    if (first && second?.relation?.sign === '\\in' && isSpace(second.node)) mark(first.node);
  }
  markProse(note, mark);
  const opaque = new Map<FamilyKey, Message>();
  for (const base of bases) {
    const bar = base.lastIndexOf('^');
    const key = familyKey(base.slice(0, bar), base.slice(bar + 1), 0);
    opaque.set(key, message('unread-whole', { name: base.slice(0, bar) }));
  }
  spread(exprs, definitions, opaque);
  return opaque;
}

/** What has no slots and is defined by whole matrices is one, unless a norm or an inner product makes it a number: either way it has no value here. */
function spread(exprs: readonly Expr[], definitions: ReadonlyMap<FamilyKey, readonly Definition[]>, opaque: Map<FamilyKey, Message>): void {
  for (const expr of exprs) {
    for (const node of walk(expr)) {
      if (node.kind !== 'ref' || node.slots.length > 0 || opaque.has(node.family)) continue;
      const { base, label, arity } = partsOfKey(node.family);
      if (arity === 0 && !definitions.has(node.family) && [1, 2].some((slots) => definitions.has(familyKey(base, label, slots))))
        opaque.set(node.family, message('unread-whole', { name: base }));
    }
  }
}

function markTransposed(base: Syntax, bare: boolean, bases: Set<string>, mark: (node: Syntax) => void): void {
  if (base.kind === 'symbol' && !bare) return;
  if (base.kind === 'symbol') bases.add(`${baseName(base)}^`);
  else mark(base);
}

/** Base and label of a name, as the set of whole names has them. */
function whole(node: Syntax, base: string): string {
  return `${base}^${node.kind === 'scripts' ? labelText(node.sup) : ''}`;
}

function isCapital(node: Syntax): boolean {
  const symbol = symbolOf(node);
  if (symbol === undefined || !matrixLetters.test(symbol.letter) || symbol.accents.length > 0) return false;
  return node.kind === 'symbol' || (node.kind === 'scripts' && (node.sub === undefined || node.sub.kind === 'number'));
}

function isSpace(node: Syntax): boolean {
  return node.kind === 'scripts' && node.sup !== undefined && node.base.kind === 'symbol' && node.base.face === 'bb';
}

function markProse(note: ReadNote, mark: (node: Syntax) => void): void {
  for (const { node, span } of note.loose) {
    const after = note.sentences.find((sentence) => sentence.spans === span + 1);
    if (after && shapeWords.test(after.text.slice(0, 40)) && node.kind !== 'list') mark(node);
  }
}

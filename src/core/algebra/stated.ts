import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { childrenOf, withChildren } from '../expr/expr.ts';
import type { Book } from './book.ts';
import { number } from './build.ts';
import { keyOf } from './key.ts';
import { renamed } from './rename.ts';

/** What the notes state of inputs, by which formulas may be shorter than they are for any. */
export interface Stated {
  /** Families of which all members over the last slot sum to one. */
  readonly shares: ReadonlySet<FamilyKey>;
  /** Families that are the same when their two slots are exchanged. */
  readonly symmetric: ReadonlySet<FamilyKey>;
}

/** A formula as what is stated of its inputs lets it be written, not simplified any further; the same object where nothing of that is about it. */
export function asStated(expr: Expr, stated: Stated, book: Book): Expr {
  const shared = stated.shares.size === 0 ? expr : withShares(expr, stated.shares, book);
  return stated.symmetric.size === 0 ? shared : inOneOrder(shared, stated.symmetric, outermost);
}

/** A formula with one for the sum of all members of an input. */
function withShares(expr: Expr, shares: Stated['shares'], book: Book): Expr {
  if (expr.kind === 'reduce' && expr.op === 'sum' && expr.conditions.length === 0 && expr.body.kind === 'ref') {
    const { body, index, bounds } = expr;
    const isAll = body.slots.some((term) => isPlain(term) && term.id === index) && book.isWhole(index, bounds);
    if (isAll && shares.has(body.family)) return number(1);
  }
  return kept(expr, (part) => withShares(part, shares, book));
}

/** How deep the indices are bound that are so around a part of a formula. */
type Depths = ReadonlyMap<IndexId, number>;

const outermost: Depths = new Map();

/** A formula with the two indices of each entry of a symmetric matrix, and of the inverse of one, in one order: the one that is summed over last. */
function inOneOrder(expr: Expr, symmetric: Stated['symmetric'], depths: Depths): Expr {
  const bound = expr.kind === 'reduce' ? [expr.index] : expr.kind === 'matrix' ? [expr.rows, expr.columns] : [];
  const inner = bound.length === 0 ? depths : new Map([...depths, ...bound.map((id, at) => [id, depths.size + at] as const)]);
  const inside = kept(expr, (part) => inOneOrder(part, symmetric, inner));
  const isTurnable = inside.kind === 'ref' ? symmetric.has(inside.family) : inside.kind === 'matrix' && isInverse(inside, symmetric, inner);
  if (!isTurnable || (inside.kind !== 'ref' && inside.kind !== 'matrix')) return inside;
  const [row, column] = inside.slots;
  if (row === undefined || column === undefined || !isPlain(row) || !isPlain(column)) return inside;
  const order = (depths.get(row.id) ?? -1) - (depths.get(column.id) ?? -1) || row.id - column.id;
  return order <= 0 ? inside : { ...inside, slots: [column, row] };
}

/** Whether a matrix is the inverse of a symmetric one, and so symmetric. */
function isInverse({ op, rows, columns, body }: Expr & { kind: 'matrix' }, symmetric: Stated['symmetric'], depths: Depths): boolean {
  const turned = renamed(body, [rows, columns], [plain(columns), plain(rows)]);
  return op === 'inverse' && keyOf(inOneOrder(turned, symmetric, depths)) === keyOf(body);
}

/** A formula with its parts exchanged; itself where none of them changes. */
function kept(expr: Expr, change: (part: Expr) => Expr): Expr {
  const inside = withChildren(expr, change);
  return childrenOf(inside).every((part, at) => part === childrenOf(expr)[at]) ? expr : inside;
}

function isPlain(term: IndexTerm): term is IndexTerm & { readonly kind: 'index' } {
  return term.kind === 'index' && term.shift === 0;
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}

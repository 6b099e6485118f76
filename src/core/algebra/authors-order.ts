import type { Expr } from '../expr/expr.ts';
import { walk, withChildren } from '../expr/expr.ts';
import { anyIndex, keyOf } from './key.ts';

type Parts = Expr & { readonly kind: 'add' | 'multiply' };

/** The places of the parts of a sum or a product of the author, by what they are at any indices. */
type Order = ReadonlyMap<string, number>;

/** The sums and products of some formulas, by what they are made of. */
export class AuthorsOrder {
  private readonly orders = new Map<string, Order | undefined>();

  constructor(formulas: readonly Expr[]) {
    for (const node of formulas.flatMap((formula) => walk(formula)))
      if (isParts(node)) {
        const { whole, keys } = keysOf(node);
        // Of a sum that begins with what is taken off, and of one that is written in two orders, there is no order to keep.
        const isPlain = node.kind === 'multiply' || node.terms[0]?.kind !== 'negate';
        const order = new Map(keys.map((key, at) => [key, at]));
        const known = this.orders.get(whole);
        const isOther = this.orders.has(whole) && keys.some((key, at) => known?.get(key) !== at);
        this.orders.set(whole, isPlain && !isOther && order.size === keys.length ? order : undefined);
      }
  }

  /** A formula with each sum and product that the author writes, in his order: `2 (a - b + c)` beside `(a - b + c)^2`. */
  of(expr: Expr): Expr {
    const inside = withChildren(expr, (part) => this.of(part));
    if (!isParts(inside) || (inside.kind === 'multiply' && (inside.signs || isOpen(inside)))) return inside;
    const { whole, keys } = keysOf(inside);
    const order = this.orders.get(whole);
    if (order === undefined) return inside;
    const parts = partsOf(inside);
    const sorted = [...parts.keys()].sort((a, b) => (order.get(keys[a] as string) as number) - (order.get(keys[b] as string) as number));
    const inOrder = sorted.map((at) => parts[at] as Expr);
    return inside.kind === 'add' ? { ...inside, terms: inOrder } : { ...inside, factors: inOrder };
  }
}

function isParts(expr: Expr): expr is Parts {
  return expr.kind === 'add' || expr.kind === 'multiply';
}

/** Whether a product ends in a sum over an index, which anywhere else would need a bracket. */
function isOpen({ factors }: Expr & { readonly kind: 'multiply' }): boolean {
  return factors.at(-1)?.kind === 'reduce';
}

function partsOf(expr: Parts): readonly Expr[] {
  return expr.kind === 'add' ? expr.terms : expr.factors;
}

function keysOf(expr: Parts): { readonly whole: string; readonly keys: readonly string[] } {
  const keys = partsOf(expr).map((part) => anyIndex(keyOf(part)));
  return { whole: `${expr.kind} ${[...keys].sort().join(' ')}`, keys };
}

import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { walk } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { flatMap } from '../../text/lists.ts';
import type { Facts } from './facts.ts';

/** Sizes to give to axes whose size the notes leave open: distinct, so that a swapped index cannot hide. */
const openSizes = [3, 2, 4, 5];
/** Larger ones where the notes also count with the size, so that `n - 1` is no small number by chance. */
const countedSizes = [7, 6, 8];
/** The most values that an axis is given. */
export const largestSize = 64;
/** How many members a sum has at least that leaves out the first ones of its axis, where the notes count with their number. */
export const fewestCounted = 3;
/** How many sizes are given values of their own from which ends of sums are worked out; and those values, where the notes also count with a size none that a square brings in. */
const mostCounted = 4;
const plainSizes = [2, 3, 4, 5, 6, 7];
const oddSizes = [3, 5, 6, 7];
/** The sizes that are best for axes that end at a difference of sizes, and at one size; and what it costs that two are alike or one has no two members. */
const longer = 4;
const shorter = 2;
const alikeCost = 6;
const impossible = 1000;

/** Where matrices are inverted: theirs are the smallest, so that a product such as `X^\top X` has an inverse. */
const invertedSizes = [2, 3];
const otherSizes = [4, 3, 5, 6];

/** The last value that a sum gives its index, and the first one. */
export interface End {
  readonly of: Expr;
  readonly from: number;
}

/** Values of names. */
export type Values = ReadonlyMap<FamilyKey, number>;

/**
 * Small values for the names of sizes from which the ends of sums are worked out, so that every sum has some terms and no two as many. `isCounted`: whether
 * the notes count with a size; `numberOf`: an end under some values.
 */
export function valuesOfSizes(
  names: readonly FamilyKey[],
  ends: readonly End[],
  isCounted: (name: FamilyKey) => boolean,
  numberOf: (end: Expr, values: Values) => number | undefined,
): Values {
  let best: { readonly values: Values; readonly cost: number } = { values: new Map(), cost: Number.POSITIVE_INFINITY };
  const some = names.slice(0, mostCounted);
  for (const numbers of tuples(some.map((name) => (isCounted(name) ? oddSizes : plainSizes)))) {
    const values = new Map(some.map((name, n) => [name, numbers[n] as number]));
    const sizes = new Map(
      ends.map(({ of, from }) => [`${from} ${print(of, () => '')}`, { size: (numberOf(of, values) ?? from + 1) - from + 1, of }] as const),
    );
    let cost = 0;
    for (const { size, of } of sizes.values()) cost += size < 2 ? impossible : (size - (namesIn(of).length > 1 ? longer : shorter)) ** 2;
    cost += alikeCost * (sizes.size - new Set([...sizes.values()].map(({ size }) => size)).size);
    if (cost < best.cost) best = { values, cost };
  }
  return best.values;
}

/** What an axis is besides what is known of it. */
interface Place {
  /** How many axes have a size already. */
  readonly nth: number;
  /** Whether the notes count with its size. */
  readonly isCounted: boolean;
  /** Whether they invert matrices. */
  readonly isInverting: boolean;
}

/** A size for an axis whose size the notes leave open. `all`: what is known of all axes. */
export function openSize({ isInverted = false, isProduct = false, isShort = false }: Facts, all: readonly Facts[], place: Place): number {
  const { nth, isCounted, isInverting } = place;
  if (isShort) return invertedSizes[0] as number;
  // `X^\top D X` beside `D^{-1}`
  const inverted = isInverted ? all.filter((facts) => facts.isInverted) : [];
  if (inverted.some((facts) => facts.isProduct) && inverted.some((facts) => !facts.isProduct))
    return invertedSizes[isProduct ? 0 : 1] as number;
  const plain = isCounted ? countedSizes : isInverting ? otherSizes : openSizes;
  const sizes = isInverting && isInverted ? invertedSizes : plain;
  return sizes[nth % sizes.length] as number;
}

/** The names in a formula. */
export function namesIn(expr: Expr): readonly FamilyKey[] {
  return flatMap(walk(expr), (node) => (node.kind === 'ref' ? [node.family] : []));
}

/** Every choice of small sizes for some names. */
function* tuples([first, ...rest]: readonly (readonly number[])[]): Generator<readonly number[]> {
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first) for (const others of tuples(rest)) yield [value, ...others];
}

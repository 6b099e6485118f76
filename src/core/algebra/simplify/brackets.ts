import { type Factor, type Sum, without } from '../normal.ts';
import type { Context } from './context.ts';
import { settle } from './settled.ts';
import { some } from './terms.ts';

/** How many terms a product may be multiplied out to. */
const mostTerms = 48;

/** A sum with some brackets multiplied out; undefined where that makes too many terms. */
export function openBrackets(context: Context, sum: Sum, which: (factor: Factor) => boolean): Sum | undefined {
  const { ring } = context;
  if (!sum.some(({ factors }) => some(factors, which))) return sum;
  const parts: Sum[] = [];
  for (const term of sum) {
    const chosen = [...term.factors.values()].filter(which);
    if (chosen.length === 0) {
      parts.push([term]);
      continue;
    }
    let product: Sum = [chosen.reduce(without, term)];
    for (const { atom, exponent } of chosen)
      for (let n = 0; n < exponent; n++) {
        product = ring.distribute(product, atom.sum as Sum);
        if (mostTerms < product.length) return undefined;
      }
    parts.push(
      openBrackets(
        context,
        product.flatMap((inner) => settle(context, [inner])),
        which,
      ) ?? product,
    );
  }
  const all = ring.add(...parts);
  return mostTerms < all.length ? undefined : all;
}

/** A sum with brackets below its lines multiplied out: `(1 + x) (1 - x)` as `1 - x^2`; undefined where no line has two. */
export function openedBelow(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  const isBelow = ({ atom, exponent }: Factor): boolean => atom.sum?.length === 2 && exponent === -1;
  let isFound = false;
  const terms = sum.map((term): Sum => {
    const [first, second, ...more] = [...term.factors.values()].filter(isBelow);
    if (!first?.atom.sum || !second?.atom.sum || more.length > 0) return [term];
    const product = ring.distribute(first.atom.sum, second.atom.sum);
    if (2 < product.length || product.length === 0) return [term];
    isFound = true;
    return ring.multiply([without(without(term, first), second)], ring.power(product, -1));
  });
  return isFound ? ring.add(...terms) : undefined;
}

/** A sum with the best forms in its brackets; undefined where that changes nothing. */
export function withBestBrackets(context: Context, sum: Sum): Sum | undefined {
  const { ring } = context;
  const isBetter = ({ atom }: Factor): boolean => atom.sum !== undefined && context.best(atom.sum) !== atom.sum;
  if (!sum.some(({ factors }) => some(factors, isBetter))) return undefined;
  const terms = sum.map((term): Sum => {
    const brackets = [...term.factors.values()].filter(({ atom }) => atom.sum !== undefined);
    if (brackets.length === 0) return [term];
    let result: Sum = [brackets.reduce(without, term)];
    for (const { atom, exponent } of brackets) {
      const inside = context.best(atom.sum as Sum);
      if (inside.length === 0) return [];
      result = ring.multiply(result, ring.power(inside, exponent));
    }
    return result;
  });
  return ring.add(...terms);
}

/** Whether a bracket is small enough to be multiplied out. */
export function isOpenable({ atom, exponent }: Factor): boolean {
  return atom.sum !== undefined && 0 < exponent && exponent <= 3;
}

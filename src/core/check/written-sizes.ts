import type { Syntax } from '../latex/syntax.ts';
import { isEqual } from '../meaning/general-term.ts';

/** The rows and columns of a matrix, as they are written. */
type Sizes = readonly [rows: Syntax, columns: Syntax];

/** Whether an equation is of the sizes of matrices and not of numbers: `(2 \times 3)(3 \times 1) = (2 \times 1)`, `(m, n)(n, k) + (m, 1) = (m, k)`. */
export function isOfSizes(left: Syntax, right: Syntax): boolean {
  if (isShape(left) && isShape(right)) return true;
  if (![left, right].some(isChained)) return false;
  const [one, other] = [sizesOf(left), sizesOf(right)];
  return one !== undefined && other !== undefined && isSame(one, other);
}

/** `(2 \times 3)(3 \times 1)`: the numbers of rows and columns, not their product. */
function isShape(node: Syntax): boolean {
  if (node.kind === 'group') return isShape(node.body);
  if (node.kind !== 'product') return false;
  const [first, second, ...rest] = node.factors;
  const isPair = first?.node.kind === 'number' && second?.node.kind === 'number' && second.by === '\\times' && rest.length === 0;
  return isPair || node.factors.every((factor) => factor.node.kind === 'group' && isShape(factor.node));
}

/** Whether there is a product of sizes in brackets in a formula. */
function isChained(node: Syntax): boolean {
  if (node.kind === 'sum') return node.terms.some((term) => isChained(term.node));
  return node.kind === 'product' && 1 < node.factors.length && node.factors.every((factor) => bracketed(factor.node) !== undefined);
}

/** The size of what is multiplied and added, by the sizes of its parts in brackets; undefined where they do not fit. */
function sizesOf(node: Syntax): Sizes | undefined {
  if (node.kind === 'sum') {
    const [first, ...more] = node.terms.map((term) => sizesOf(term.node));
    return first && more.every((other) => other && isSpread(other, first)) ? first : undefined;
  }
  const parts = node.kind === 'product' ? node.factors.map((factor) => bracketed(factor.node)) : [bracketed(node)];
  let whole = parts[0];
  for (const next of parts.slice(1)) whole = whole && next && isEqual(whole[1], next[0]) ? [whole[0], next[1]] : undefined;
  return whole;
}

/** The rows and columns that a bracket names, as a list or with a cross between them. */
function bracketed(node: Syntax): Sizes | undefined {
  if (node.kind !== 'group' || node.open !== '(') return undefined;
  const { body } = node;
  if (body.kind === 'list') return pairOf(body.items);
  const isCrossed = body.kind === 'product' && body.factors[1]?.by === '\\times';
  return isCrossed ? pairOf(body.factors.map((factor) => factor.node)) : undefined;
}

function pairOf([rows, columns, ...rest]: readonly Syntax[]): Sizes | undefined {
  return rows && columns && rest.length === 0 ? [rows, columns] : undefined;
}

function isSame(one: Sizes, other: Sizes): boolean {
  return isEqual(one[0], other[0]) && isEqual(one[1], other[1]);
}

/** Whether what has some size can be added to what has another: it has that, or a one in its place. */
function isSpread(some: Sizes, whole: Sizes): boolean {
  return some.every((size, at) => isEqual(size, whole[at] as Syntax) || (size.kind === 'number' && size.value === 1));
}

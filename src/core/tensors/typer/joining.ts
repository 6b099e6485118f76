import type { Expr } from '../../expr/expr.ts';
import { type Cheapest, costs, entryIn, kindOf, priceOf, shaped, summed, type Typing, turned } from '../typing.ts';
import type { Typer } from './typer.ts';

/** Takes in every product of two formulas. */
export function join(typer: Typer, a: Typing, b: Typing, sign: string, found: Cheapest): void {
  const [left, right] = [kindOf(a), kindOf(b)];
  if (left === 'scalar' || right === 'scalar') {
    // A vector is multiplied entry by entry with another; only a number that is written out goes with any.
    const idle = sign === '\\odot' && !a.isNumber && !b.isNumber ? costs.idle : 0;
    scaled(a, b, a.cost + b.cost + idle, found);
    return;
  }
  const isOfVectors = left !== 'matrix' && right !== 'matrix';
  // `a \times b` of two vectors is neither an inner nor an outer product, unless one of them is transposed to make it one.
  const isCross = sign === '\\times' && isOfVectors;
  if (isCross && (left === right || !(a.isTurned || b.isTurned))) return;
  if (sign !== '\\odot') for (const way of ways) compose(typer, a, b, sign, way, found);
  // Without a sign a matrix next to a vector is their product and nothing else.
  if (isCross || (!(sign in entrywise) && !isOfVectors && left !== right)) return;
  const cost = entrywise[sign] ?? costs.elementwise;
  joinEntries(typer, a, b, cost, 0, found);
  if (isOfVectors && left !== right && !a.isTurned) joinEntries(typer, turned(a), b, cost, costs.turned, found);
}

/** Takes in a formula times a number. */
function scaled(a: Typing, b: Typing, cost: number, found: Cheapest): void {
  const isFirst = kindOf(a) === 'scalar';
  const shape = isFirst ? b : a;
  if (!found.lacks(shape.row, shape.col, cost, shape.isTurned)) return;
  const entry: Typing['entry'] = (row, col) => (isFirst ? multiply(a.entry(), b.entry(row, col)) : multiply(a.entry(row, col), b.entry()));
  found.add(shaped(shape.row, shape.col, cost, entry, isFirst && a.isNumber && b.isNumber, shape.isTurned));
}

/** Takes in the inner or outer product of two formulas, as they are written or with one of them turned that is a plain vector. */
function compose(typer: Typer, a: Typing, b: Typing, sign: string, way: Way, found: Cheapest): void {
  const kinds = [kindOf(a), kindOf(b)] as const;
  const [isLeft, isRight] = [way === 'left', way === 'right'];
  if ((isLeft && (a.isTurned || kinds[0] === 'matrix')) || (isRight && (b.isTurned || kinds[1] === 'matrix'))) return;
  // `a (1 - a)`, also with a star, is neither an inner product of a vector with itself, as `v v` may be, nor an outer one.
  const isPlain = sign === 'juxtaposed' || sign === '*';
  if (way !== 'written' && a.row === b.row && isPlain && (isSum(a) || isSum(b))) return;
  const [row, inner] = isLeft ? [a.col, a.row] : [a.row, a.col];
  const [outer, col] = isRight ? [b.col, b.row] : [b.row, b.col];
  if ((inner === undefined) !== (outer === undefined)) return;
  const isDotted = sign === '\\cdot' && kinds[0] === 'column' && kinds[1] === 'column';
  const isGuess = isRight && inner === undefined && sign !== '\\otimes';
  const composed = sign === '\\circ' && kinds[0] === 'matrix' && kinds[1] === 'matrix' ? costs.composed : 0;
  const own = a.cost + (isLeft ? (isDotted ? costs.dotted : costs.turned) : 0) + (b.cost + (isRight ? costs.turned : 0));
  const total = own + composed + (isGuess ? costs.outer - costs.turned : 0);
  const cost = inner !== undefined && outer !== undefined ? total + typer.joined(inner, outer) : total;
  if (!found.lacks(row, col, cost)) return;
  const [left, right] = [isLeft ? turned(a) : a, isRight ? turned(b) : b];
  const entry: Typing['entry'] =
    inner === undefined
      ? (row, col) => multiply(left.entry(row), right.entry(undefined, col))
      : (row, col) => {
          const over = typer.fresh();
          return summed(multiply(left.entry(row, over), right.entry(over, col)), over.id);
        };
  found.add(shaped(row, col, cost, entry));
}

/** Takes in the product of two formulas entry by entry. */
function joinEntries(typer: Typer, left: Typing, right: Typing, own: number, more: number, found: Cheapest): void {
  const isMatrix = kindOf(left) === 'matrix' || kindOf(right) === 'matrix';
  const target = kindOf(left) === 'matrix' ? left : right;
  const kind = kindOf(target);
  const [l, r] = [priceOf(left, kind, 0), priceOf(right, kind, 0)];
  if (l === undefined || r === undefined || kind !== (isMatrix ? 'matrix' : kindOf(right))) return;
  const cost = l + r + own + more + typer.misfit(left, target) + typer.misfit(right, target);
  if (!found.lacks(target.row, target.col, cost)) return;
  const [first, second] = [entryIn(left, kind), entryIn(right, kind)];
  found.add(shaped(target.row, target.col, cost, (row, col) => multiply(first(row, col), second(row, col))));
}

/** How two factors are multiplied: as they are written, or with one of them turned. */
type Way = 'written' | 'left' | 'right';
const ways: readonly Way[] = ['written', 'left', 'right'];

/** Whether the entries of a vector are sums. */
function isSum({ entry }: Typing): boolean {
  return entry({ kind: 'value', value: 1 }).kind === 'add';
}
/** What the product entry by entry costs by the sign that is written. */
const entrywise: Readonly<Record<string, number>> = { '\\odot': 0, '\\circ': 0, '*': 0.4, '\\otimes': 1 };

export function multiply(left: Expr, right: Expr): Expr {
  const flat = (part: Expr): readonly Expr[] => (part.kind === 'multiply' ? part.factors : [part]);
  const factors = [...flat(left), ...flat(right)];
  const from = left.at;
  const to = right.at;
  return {
    kind: 'multiply',
    factors,
    ...(from && to ? { at: { start: Math.min(from.start, to.start), end: Math.max(from.end, to.end) } } : {}),
  };
}

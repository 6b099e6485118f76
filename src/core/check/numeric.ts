import type { Expr } from '../expr/expr.ts';
import { childrenOf, substitute, walk } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import { type Message, message } from '../text/message.ts';

/** What was found of an equation between numbers, and what its sides work out to. */
export interface NumericVerdict {
  readonly verdict: 'holds' | 'rounded' | 'mismatch' | 'undetermined';
  readonly reason: Message;
  readonly lhs: number;
  readonly rhs: number;
}

/** How an equation between numbers is meant, and the formulas of the names and functions in it. */
interface Circumstances {
  readonly isRough?: boolean;
  readonly behind?: readonly Expr[];
}

/**
 * Judges an equation between numbers. A shown decimal stands for an interval of half a unit in its last place, and what is worked
 * out from such numbers for the interval that their rounding allows, to first order.
 */
export function numericVerdict(
  lhs: Expr,
  rhs: Expr,
  evaluate: (expr: Expr) => number | undefined,
  { isRough = false, behind = [] }: Circumstances = {},
): NumericVerdict | undefined {
  const left = evaluate(lhs);
  const right = evaluate(rhs);
  if (left === undefined || right === undefined || !Number.isFinite(left) || !Number.isFinite(right)) return undefined;
  const sides = { lhs: left, rhs: right };
  const difference = Math.abs(left - right);
  const scale = Math.max(Math.abs(left), Math.abs(right), Number.MIN_VALUE);
  // Sines and cosines of multiples of pi vanish to the precision of their arguments alone.
  const isPeriodic = [lhs, rhs, ...behind].some((formula) =>
    walk(formula).some((node) => node.kind === 'apply' && /^(?:sin|cos|tan)$/.test(node.fn)),
  );
  if (difference <= 1e-12 * scale || (isPeriodic && difference <= 1e-14))
    return { verdict: 'holds', reason: message('says-exact'), ...sides };
  const shown = shownHalfUnit(rhs) ?? shownHalfUnit(lhs);
  if (shown !== undefined && difference <= shown * (1 + 1e-9)) return { verdict: 'rounded', reason: message('says-rounded'), ...sides };
  if (isCutOff(rhs, left) || isCutOff(lhs, right)) return { verdict: 'rounded', reason: message('says-rounded'), ...sides };
  if (isRough && difference <= roughUnit(rhs)) return { verdict: 'rounded', reason: message('says-rounded'), ...sides };
  const moves = [...movesOf(lhs, left, evaluate), ...movesOf(rhs, right, evaluate)];
  const slack = slackOf(
    moves,
    flatMap([lhs, rhs], decimalsIn).map(([, half]) => half),
  );
  if (difference <= slack.likely * (1 + 1e-9)) return { verdict: 'rounded', reason: message('says-carried'), ...sides };
  if (difference <= slack.possible * (1 + 1e-9)) return { verdict: 'undetermined', reason: message('coarse-numbers'), ...sides };
  return {
    verdict: 'mismatch',
    reason: message('says-arithmetic', { value: Number(left.toPrecision(6)), shown: Number(right.toPrecision(6)) }),
    ...sides,
  };
}

/** Whether a number shows the first digits of a value, two at least, with the rest cut off and not rounded. */
export function isCutOff(shown: Expr, value: number): boolean {
  if (shown.kind === 'negate') return isCutOff(shown.of, -value);
  if (shown.kind !== 'number' || shown.decimals === 0) return false;
  const units = shown.value * 10 ** shown.decimals;
  return 10 <= units && Math.round(units) === Math.floor(value * 10 ** shown.decimals * (1 + 1e-12));
}

/** How far a number that is only said to be near may be off: a unit of its last digit; for a whole number half of one, of the last that is not a zero. */
function roughUnit(expr: Expr): number {
  const zeros = expr.kind === 'number' && expr.decimals === 0 ? (/^[1-9]\d*?(0*)$/.exec(String(expr.value))?.[1]?.length ?? 0) : 0;
  return zeros > 0 ? 0.5 * 10 ** zeros : 2 * (shownHalfUnit(expr) ?? 0.25);
}

/** The same equation with logarithms to another base than e, which notes mean more often than they say. */
export function inOtherBases(expr: Expr): readonly Expr[] {
  return ['log10', 'log2'].map((fn) =>
    walk(expr)
      .filter((node) => node.kind === 'apply' && node.fn === 'log')
      .reduce((whole, node) => (node.kind === 'apply' ? substitute(whole, node, { ...node, fn }) : whole), expr),
  );
}

/** Half a unit in the last place of a plain number. */
function shownHalfUnit(expr: Expr): number | undefined {
  if (expr.kind === 'negate') return shownHalfUnit(expr.of);
  return expr.kind === 'number' && expr.decimals > 0 ? 0.5 * 10 ** -expr.decimals : undefined;
}

/** How far the rounding of one shown number can move what is worked out from it. */
export interface Move {
  readonly half: number;
  readonly by: number;
}

/**
 * How far rounding can have moved a result: likely, by the numbers with nearly as many digits as the finest; and possibly, by those with fewer.
 * A number with one decimal beside others with four or more is not rounded but chosen, such as a rate or a first weight.
 */
export function slackOf(moves: readonly Move[], halves: readonly number[]): { readonly likely: number; readonly possible: number } {
  const finest = Math.min(...halves.filter((half) => half > 0), ...moves.map(({ half }) => half));
  const total = (some: readonly Move[]): number => some.reduce((sum, { by }) => sum + by, 0);
  const possible = moves.filter(({ half }) => !(half > 0.04 && half > 900 * finest));
  return { likely: total(possible.filter(({ half }) => half < 90 * finest)), possible: total(possible) };
}

/** How far the rounding of each decimal in a formula can move its value. */
export function movesOf(expr: Expr, value: number, evaluate: (expr: Expr) => number | undefined): readonly Move[] {
  return flatMap(decimalsIn(expr), ([number, half]) => {
    const moved = number.kind === 'number' ? evaluate(substitute(expr, number, { ...number, value: number.value + half })) : undefined;
    return moved !== undefined && Number.isFinite(moved) ? [{ half, by: Math.abs(moved - value) }] : [];
  });
}

const mostDecimals = 40;

function decimalsIn(expr: Expr): readonly [Expr, number][] {
  const found: [Expr, number][] = [];
  const visit = (node: Expr): void => {
    if (found.length >= mostDecimals) return;
    if (node.kind === 'number' && 10 <= node.value * 10 ** node.decimals && node.decimals > 0)
      found.push([node, 0.5 * 10 ** -node.decimals]);
    for (const child of childrenOf(node)) visit(child);
  };
  visit(expr);
  return found;
}

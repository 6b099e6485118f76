import type { Expr } from '../expr/expr.ts';
import { substitute } from '../expr/expr.ts';
import type { Edit } from '../text/range.ts';
import type { SlipCase } from './slip.ts';

/** How far apart two values that count as equal may be, relative to them. */
export const close = 1e-9;

/** What a term must be multiplied by, at every point: (expected − the other terms) / term; NaN where the term is zero and need not be anything else. */
export function ratioFor({ written, expected, values }: SlipCase, term: Expr): Float64Array | undefined {
  const all = values(written);
  const target = values(expected);
  const zero: Expr = { kind: 'number', value: 0, decimals: 0 };
  const rest = values(substitute(written, term, zero));
  if (all === undefined || target === undefined || rest === undefined) return undefined;
  return all.map((value, at) => {
    const [wanted, others] = [target[at] as number, rest[at] as number];
    // `\lambda I` is zero in most places, where what is wanted of it is zero but for rounding.
    const isIdle = value === others && Math.abs(wanted - others) <= close * Math.max(1, Math.abs(wanted));
    return isIdle ? Number.NaN : (wanted - others) / (value - others);
  });
}

/** The one value of a ratio, or of it over something else, at all points where it has one, unless that is zero. */
export function constantIn(ratio: Float64Array, over?: Float64Array): number | undefined {
  let constant: number | undefined;
  for (let at = 0; at < ratio.length; at++) {
    const value = over === undefined ? (ratio[at] as number) : (ratio[at] as number) / (over[at] as number);
    if (Number.isNaN(value)) continue;
    constant ??= value;
    if (Math.abs(value - constant) > close * Math.max(1, Math.abs(constant))) return undefined;
  }
  return constant !== undefined && Math.abs(constant) > close ? constant : undefined;
}

/** Whether values are zero wherever they are finite, at three points at least. */
export function vanishes(values: Float64Array): boolean {
  let seen = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (!Number.isFinite(value)) continue;
    if (Math.abs(value) > close) return false;
    seen++;
  }
  return seen > 2;
}

/** Whether a ratio equals a value wherever both are finite, at three points at least. */
export function matches(ratio: Float64Array, value: Float64Array): boolean {
  let seen = 0;
  for (let at = 0; at < ratio.length; at++) {
    const q = ratio[at] as number;
    const v = value[at] as number;
    if (!Number.isFinite(q) || !Number.isFinite(v)) continue;
    if (Math.abs(q - v) > close * Math.max(1, Math.abs(v))) return false;
    seen++;
  }
  return seen > 2;
}

/** A small rational as a person writes it; undefined for other numbers and for ±1. */
export function texOf(value: number): string | undefined {
  for (const below of [1, 2, 3, 4]) {
    const above = value * below;
    if (Math.abs(above - Math.round(above)) > close || Math.abs(above) > 12 || Math.round(above) === 0) continue;
    const whole = Math.round(above);
    if (below === 1) return whole === -1 ? undefined : String(whole);
    return `${whole < 0 ? '-' : ''}\\frac{${Math.abs(whole)}}{${below}}`;
  }
  return undefined;
}

/** A factor in front of a term; a sum gets brackets, unless it has them: then its place begins before its first term. */
export function inFront(term: Expr, factor: string): readonly Edit[] {
  if (term.at === undefined) return [];
  const { start, end } = term.at;
  const bare = isBare(term);
  const front = { range: { start, end: start }, newText: bare ? `${factor}(` : factor };
  return bare ? [front, { range: { start: end, end }, newText: ')' }] : [front];
}

/** Whether a formula is a sum without brackets around it. */
export function isBare(expr: Expr): boolean {
  return expr.kind === 'add' && expr.terms[0]?.at?.start === expr.at?.start;
}

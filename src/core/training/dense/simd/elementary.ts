import { expGrid, expRange, logGrid, stepHigh, stepLow, tableStarts, tanhGrid, tanhMiddle, tanhRange } from '../elementary.ts';
import { abs, add, both, bothBits, div, get, least, less, most, mul, neg, polynomial, set, sub, width } from './wat.ts';

/** The locals that the functions of this file use, which set the local `out` from the local `x`; the two may be one. */
export const scratch = ['grid', 'rest', 'near', 'value', 'other'];
export const scratchIntegers = ['first', 'second'];

const [tanhStart, expStart, logStart, inverseStart] = tableStarts;
export const zero = both(0);
export const one = both(1);
/** Added to a number below 2^51 it rounds it to a whole one, which the low bits then hold. */
const rounding = 1.5 * 2 ** 52;

/** The entries of a table at the indices in the low bits of `grid`. */
function indices(mask: number): string[] {
  const lane = (n: number) => `(i32.shl (i32.and (i32x4.extract_lane ${n} ${get('grid')}) (i32.const ${mask})) (i32.const 3))`;
  return [set('first', lane(0)), set('second', lane(2))];
}

function entries(start: number): string {
  const offset = `offset=${start * width}`;
  return `(v128.load64_lane ${offset} 1 ${get('second')} (v128.load64_zero ${offset} ${get('first')}))`;
}

/** The exponential; `scratch` holds nothing afterwards. */
export function exp(out: string, x: string): string[] {
  const magic = both(rounding + 1023 * expGrid);
  return [
    set('rest', most(least(x, both(expRange[1])), both(expRange[0]))),
    set('grid', add(mul(get('rest'), both(expGrid / Math.LN2)), magic)),
    set('near', sub(get('grid'), magic)),
    set('rest', sub(sub(get('rest'), mul(get('near'), both(stepHigh))), mul(get('near'), both(stepLow)))),
    ...indices(expGrid - 1),
    set('value', entries(expStart)),
    set('near', mul(get('value'), mul(get('rest'), polynomial([1, 1 / 2, 1 / 6], 'rest')))),
    // The bits above the index are the exponent of the power of two, bias and all.
    set(out, mul(`(i64x2.shl (i64x2.shr_u ${get('grid')} (i32.const 11)) (i32.const 52))`, add(get('value'), get('near')))),
  ];
}

export function tanh(out: string, x: string): string[] {
  const magic = both(rounding + tanhMiddle);
  return [
    set('rest', most(least(x, both(tanhRange)), both(-tanhRange))),
    set('grid', add(mul(get('rest'), both(tanhGrid)), magic)),
    set('rest', sub(get('rest'), mul(sub(get('grid'), magic), both(1 / tanhGrid)))),
    ...indices(2 * tanhMiddle - 1),
    set('value', entries(tanhStart)),
    set('other', mul(get('rest'), get('rest'))),
    set('near', mul(get('rest'), polynomial([1, -1 / 3, 2 / 15], 'other'))),
    set(out, div(add(get('value'), get('near')), add(one, mul(get('value'), get('near'))))),
  ];
}

export function sigmoid(out: string, x: string): string[] {
  return [...exp(out, neg(x)), set(out, div(one, add(one, get(out))))];
}

/** log(1 + x) for x from 0 to 1. */
export function log1p(out: string, x: string): string[] {
  return [
    set('rest', x),
    set('grid', add(mul(get('rest'), both(logGrid)), both(rounding))),
    set('rest', sub(get('rest'), mul(sub(get('grid'), both(rounding)), both(1 / logGrid)))),
    ...indices(2 * logGrid - 1),
    set('rest', mul(get('rest'), entries(inverseStart))),
    set('near', polynomial([1, -1 / 2, 1 / 3, -1 / 4, 1 / 5, -1 / 6, 1 / 7], 'rest')),
    set(out, add(entries(logStart), mul(get('rest'), get('near')))),
  ];
}

/** log x for x from 1, with what is not a number kept. */
export function log(out: string, x: string): string[] {
  const [mantissa, unit, whole] = [bothBits((1n << 52n) - 1n), one, both(2 ** 52)];
  const exponent = sub(`(v128.or (i64x2.shr_u ${get('other')} (i32.const 52)) ${whole})`, both(2 ** 52 + 1023));
  return [
    set('other', x),
    ...log1p(out, sub(`(v128.or (v128.and ${get('other')} ${mantissa}) ${unit})`, one)),
    set(out, add(get(out), add(mul(exponent, both(Math.LN2)), sub(get('other'), get('other'))))),
  ];
}

/** log(1 + exp(x)); `x` is a local that no other function writes to. */
export function softplus(out: string, x: string): string[] {
  return [...exp(out, neg(abs(get(x)))), ...log1p(out, get(out)), set(out, add(get(out), most(get(x), zero)))];
}

export const isNegative = (x: string) => less(x, zero);

import type { Range } from '../text/range.ts';
import type { NumberSyntax } from './syntax.ts';

/** How many digits behind the point are counted: as many as `toFixed` can write. */
const mostDecimals = 100;

/** A number by its digits, `0.475` or `1.5e-8`, with how many of them it shows behind the point. */
export function numeral(text: string, { start, end }: Range): NumberSyntax {
  const [digits = '', exponent = '0'] = text.split(/e/i);
  const point = digits.indexOf('.');
  const shown = (point < 0 ? 0 : digits.length - point - 1) - Number(exponent);
  return { kind: 'number', value: Number(text), decimals: Math.min(Math.max(0, shown), mostDecimals), range: { start, end } };
}

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatApart, formatNumber } from '../../src/service/numbers.ts';

describe('formatNumber', () => {
  test.each([
    // value          text            why this row
    [0, '0', 'no sign, no decimals'],
    [-0, '0', 'the sign of zero tells nothing'],
    [1, '1', 'an index'],
    [0.62, '0.62', 'no zeros behind'],
    [-0.38, '−0.38', 'a true minus sign'],
    [1 / 3, '0.3333', 'four digits'],
    [-2 / 3, '−0.6667', 'rounded, not cut'],
    [0.99996, '1', 'rounding up to the next power of ten'],
    [123.456, '123.5', 'digits count from the first one'],
    [1234567, '1235000', 'large, but still readable'],
    [12345678, '1.235×10⁷', 'too large to count its digits'],
    [0.00012345, '0.0001234', 'small, but still readable (the double lies just below)'],
    [-0.000012, '−1.2×10⁻⁵', 'too small to count its zeros'],
    [Number.NaN, 'undefined', 'a value that does not exist'],
    [Number.NEGATIVE_INFINITY, '−∞', 'out of range'],
  ])('%s is %s: %s', (value, text) => expect(formatNumber(value)).toBe(text));

  test('what is shown is the number to four digits', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e12, max: 1e12, noNaN: true }), (value) => {
        const plain = formatNumber(value)
          .replaceAll('−', '-')
          .replace(/×10(.*)$/, (_whole, power: string) => `e${plainDigits(power)}`);
        expect(Number(plain)).toBeCloseTo(Number(value.toPrecision(4)), 12 - Math.ceil(Math.log10(Math.abs(value) + 1)));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('formatApart', () => {
  test.each([
    [0.38, -0.38, ['0.38', '−0.38'], 'four digits where they do'],
    [1.00001, 1.00002, ['1.00001', '1.00002'], 'more where the numbers would look the same'],
    [2, 2, ['2', '2'], 'equal numbers are not told apart'],
  ])('%s and %s', (a, b, pair) => expect(formatApart(a, b)).toEqual(pair));
});

function plainDigits(raised: string): string {
  return [...raised].map((digit) => (digit === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(digit)))).join('');
}

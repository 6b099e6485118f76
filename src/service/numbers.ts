/**
 * A number as a person writes it: `digits` significant digits (four unless told) without trailing zeros, a true minus sign,
 * and a power of ten outside of 1e-4 … 1e7.
 */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return 'undefined';
  if (!Number.isFinite(value)) return value < 0 ? `${minus}∞` : '∞';
  const [mantissa = '0', exponent = '0'] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const power = Number(exponent);
  const sign = value < 0 ? minus : '';
  if (power < -4 || 7 <= power) return `${sign}${trimmed(mantissa)}×10${raised(power)}`;
  return sign + trimmed(Number(`${mantissa}e${power}`).toFixed(Math.max(0, digits - 1 - power)));
}

/** Two numbers with as many digits as it takes to see that they differ. */
export function formatApart(a: number, b: number): readonly [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const pair = [formatNumber(a, digits), formatNumber(b, digits)] as const;
    if (pair[0] !== pair[1] || a === b) return pair;
  }
  return [String(a), String(b)];
}

const minus = '−';
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function trimmed(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

function raised(power: number): string {
  const digits = [...String(Math.abs(power))].map((digit) => superscripts[Number(digit)]).join('');
  return power < 0 ? `⁻${digits}` : digits;
}

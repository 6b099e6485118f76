/** An exact fraction in lowest terms; `below` is positive. */
export interface Rational {
  readonly above: number;
  readonly below: number;
}

export const zero: Rational = { above: 0, below: 1 };
export const one: Rational = { above: 1, below: 1 };
export const minusOne: Rational = { above: -1, below: 1 };

/** Thrown where a numerator or denominator leaves the whole numbers that a double holds exactly. */
export class Inexact {}

/** The fraction of two whole numbers. Errors: `Inexact` where a double does not hold one of them exactly, or `below` is zero. */
export function rational(above: number, below = 1): Rational {
  if (!Number.isSafeInteger(above) || !Number.isSafeInteger(below) || below === 0) throw new Inexact();
  const common = divisor(Math.abs(above), Math.abs(below)) || 1;
  const sign = below < 0 ? -1 : 1;
  return { above: (sign * above) / common || 0, below: Math.abs(below) / common };
}

/** The fraction that a number of the notes is, if it is whole or has few digits (`decimals` behind the point); else undefined. */
export function exactly(value: number, decimals: number): Rational | undefined {
  if (Number.isSafeInteger(value)) return { above: value, below: 1 };
  if (decimals === 0 || 12 < decimals) return undefined;
  const above = Math.round(value * 10 ** decimals);
  return Number.isSafeInteger(above) ? rational(above, 10 ** decimals) : undefined;
}

export const plus = (a: Rational, b: Rational): Rational => rational(a.above * b.below + b.above * a.below, a.below * b.below);
export const times = (a: Rational, b: Rational): Rational => rational(a.above * b.above, a.below * b.below);
export const over = (a: Rational, b: Rational): Rational => rational(a.above * b.below, a.below * b.above);
export const isZero = ({ above }: Rational): boolean => above === 0;
export const isOne = ({ above, below }: Rational): boolean => above === 1 && below === 1;

/** A fraction to a whole power. Errors: `Inexact`, also for a negative power of zero. */
export function raised(base: Rational, exponent: number): Rational {
  const { above, below } = exponent < 0 ? over(one, base) : base;
  return rational(above ** Math.abs(exponent), below ** Math.abs(exponent));
}

/** The greatest common divisor of two whole numbers that are not negative. Source: Euclid, Elements VII.2. */
export function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}

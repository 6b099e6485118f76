/** From where on the expansions for large arguments are exact to the last places; smaller arguments are led there by recurrence. */
const large = 16;
/** How far below zero arguments may lie that are led up by recurrence. */
const lowest = -64;

/** The Bernoulli numbers of even order, from the second on. */
const bernoulli = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798];

/**
 * The logarithm of the absolute value of the gamma function; not a number at its poles.
 *
 * Source: DLMF 5.11.1, with DLMF 5.5.1 and, below zero, DLMF 5.5.3.
 */
export function lgamma(x: number): number {
  if (isPole(x)) return Number.NaN;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
  let product = 1;
  let z = x;
  for (; z < large; z++) product *= z;
  if (z === Number.POSITIVE_INFINITY) return z;
  const tail = bernoulli.reduce((sum, number, n) => sum + number / (2 * (n + 1) * (2 * n + 1) * z ** (2 * n + 1)), 0);
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + tail - Math.log(product);
}

/** The gamma function; not a number at its poles. */
export function gamma(x: number): number {
  if (isPole(x)) return Number.NaN;
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
  if (Number.isInteger(x) && x <= 20) return factorialOf(x - 1);
  return Math.exp(lgamma(x));
}

/**
 * The derivative of some order of the digamma function, which is that of order zero; the order is rounded. Not a number at the poles.
 *
 * Source: DLMF 5.11.2 and its derivatives, with DLMF 5.5.2 and its derivatives.
 */
export function polygamma(order: number, x: number): number {
  const n = Math.round(order);
  if (!(0 <= n) || isPole(x) || x < lowest) return Number.NaN;
  const sign = n % 2 === 0 ? -1 : 1;
  const top = factorialOf(n);
  let below = 0;
  let z = x;
  for (const end = Math.min(large + n, large + mostShifts); z < end; z++) below += top / z ** (n + 1);
  if (z === Number.POSITIVE_INFINITY) return n === 0 ? z : 0;
  const lead = n === 0 ? -Math.log(z) : factorialOf(n - 1) / z ** n;
  let ratio = top;
  const tail = bernoulli.reduce((sum, number, at) => {
    const k = 2 * (at + 1);
    // (k + n - 1)! / k!
    ratio = at === 0 ? factorialOf(n + 1) / 2 : (ratio * (k + n - 1) * (k + n - 2)) / (k * (k - 1));
    return sum + (number * ratio) / z ** (k + n);
  }, 0);
  return sign * (lead + top / (2 * z ** (n + 1)) + tail + below);
}

/** How many steps the recurrence of a high order may take. */
const mostShifts = 200;

function isPole(x: number): boolean {
  return x <= 0 && Number.isInteger(x);
}

function factorialOf(n: number): number {
  let product = 1;
  for (let k = 2; k <= n && Number.isFinite(product); k++) product *= k;
  return product;
}

/**
 * The error function, to within a few units of the last place.
 *
 * Source: DLMF 7.6.2 (a series of positive terms) near 0, DLMF 7.9.1 (a continued fraction of the complement) far from it.
 */
export function erf(x: number): number {
  const t = Math.abs(x);
  if (t < 2.5) return series(x);
  if (6 <= t) return Math.sign(x);
  return Math.sign(x) * (1 - complement(t));
}

const twoOverRootPi = 1.1283791670955126;

function series(x: number): number {
  const square = 2 * x * x;
  let term = x;
  let sum = x;
  for (let n = 3; n < 120 && sum !== sum + term; n += 2) {
    term *= square / n;
    sum += term;
  }
  return twoOverRootPi * Math.exp(-x * x) * sum;
}

function complement(x: number): number {
  let tail = x;
  for (let n = 60; 0 < n; n--) tail = x + n / 2 / tail;
  return (twoOverRootPi / 2) * (Math.exp(-x * x) / tail);
}

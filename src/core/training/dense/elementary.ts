/**
 * Elementary functions from tables: a value at a near grid point, and a short polynomial for the rest of the way. Relative errors stay below
 * 1e-15. The vector kernels have the same tables at the head of their memory, in this order.
 */

/** Grid points of tanh between two whole numbers; the table has them from -32 to 32, and the ends are never looked up. */
export const tanhGrid = 128;
export const tanhMiddle = 4096;
/** Grid points of exp between two powers of two. */
export const expGrid = 2048;
/** Grid points of log between 1 and 2. */
export const logGrid = 128;
/** ln 2 / expGrid in two parts, the first so short that its products with indices are exact. */
export const stepHigh = 0.6931471803691238 / expGrid;
export const stepLow = 1.9082149292705877e-10 / expGrid;
/** Arguments of exp are taken into this interval, in which results are normal numbers. */
export const expRange = [-708, 709] as const;
/** Beyond this tanh is 1. */
export const tanhRange = 20;

const tanhTable = Float64Array.from({ length: 2 * tanhMiddle }, (_, n) => Math.tanh((n - tanhMiddle) / tanhGrid));
const expTable = Float64Array.from({ length: expGrid }, (_, n) => Math.exp((n / expGrid) * Math.LN2));
const logTable = Float64Array.from({ length: logGrid + 1 }, (_, n) => Math.log1p(n / logGrid));
const inverseTable = Float64Array.from({ length: logGrid + 1 }, (_, n) => 1 / (1 + n / logGrid));
/** 2^(n - 1024). */
const powersOfTwo = Float64Array.from({ length: 2048 }, (_, n) => 2 ** (n - 1024));

/** The tables that the vector kernels have too, and where each begins. */
export const tables = [tanhTable, expTable, logTable, inverseTable] as const;
export const tableStarts = tables.map((_, n) => tables.slice(0, n).reduce((sum, table) => sum + table.length, 0)) as [
  number,
  number,
  number,
  number,
];
export const tablesLength = tables.reduce((sum, table) => sum + table.length, 0);

/** The exponential. Source: Tang, Table-driven implementation of the exponential function, 1989. */
export function exp(x: number): number {
  const a = Math.min(Math.max(x, -708), 709);
  // The index is made positive, so that cutting off rounds; NaN has the index 0 and stays in the rest.
  const index = (a * (expGrid / Math.LN2) + (1024 * expGrid + 0.5)) | 0;
  const k = index - 1024 * expGrid;
  const rest = a - k * stepHigh - k * stepLow;
  const value = expTable[index & (expGrid - 1)] as number;
  return (powersOfTwo[index >> 11] as number) * (value + value * (rest * (1 + rest * (0.5 + rest * (1 / 6)))));
}

/** The hyperbolic tangent, by its addition theorem (DLMF 4.35.3). */
export function tanh(x: number): number {
  const a = Math.min(Math.max(x, -tanhRange), tanhRange);
  const index = (a * tanhGrid + (tanhMiddle + 0.5)) | 0;
  const rest = a - (index - tanhMiddle) / tanhGrid;
  const square = rest * rest;
  const near = rest * (1 - square * (1 / 3 - square * (2 / 15)));
  const value = tanhTable[index] as number;
  return (value + near) / (1 + value * near);
}

export function sigmoid(x: number): number {
  return 1 / (1 + exp(-x));
}

/** log(1 + x) for x from 0 to 1. */
export function log1p(x: number): number {
  const index = (x * logGrid + 0.5) | 0;
  const rest = (x - index / logGrid) * (inverseTable[index] as number);
  return (logTable[index] as number) + rest * logSeries(rest);
}

/** log(1 + x) / x for small x. */
function logSeries(x: number): number {
  return 1 - x * (1 / 2 - x * (1 / 3 - x * (1 / 4 - x * (1 / 5 - x * (1 / 6 - x * (1 / 7))))));
}

/** log(1 + exp(x)) */
export function softplus(x: number): number {
  return Math.max(x, 0) + log1p(exp(-Math.abs(x)));
}

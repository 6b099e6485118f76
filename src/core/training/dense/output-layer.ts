import { exp, log1p } from './elementary.ts';
import type { LossKernel, LossKernelName } from './kernels.ts';
import type { Loss } from './losses.ts';

/** Softmax and the losses in plain loops; `m` is the memory, the rest as in `kernels.ts`. */

function greatest(m: Float64Array, a: number, rows: number, n: number, s: number): number {
  let top = m[a + s] as number;
  for (let p = a + s; p < a + rows * n; p += n) if (top < (m[p] as number)) top = m[p] as number;
  return top;
}

/** Fills a column of `y` with the exponentials of `a` above its greatest entry; their sum. */
function exponentials(m: Float64Array, y: number, a: number, rows: number, n: number, s: number, top: number): number {
  let sum = 0;
  for (let p = s; p < rows * n; p += n) {
    const e = exp((m[a + p] as number) - top);
    m[y + p] = e;
    sum += e;
  }
  return sum;
}

export function softmax(m: Float64Array, y: number, a: number, rows: number, n: number): void {
  for (let s = 0; s < n; s++) {
    const share = 1 / exponentials(m, y, a, rows, n, s, greatest(m, a, rows, n, s));
    for (let p = s; p < rows * n; p += n) (m[y + p] as number) *= share;
  }
}

export function softmaxBack(m: Float64Array, d: number, y: number, rows: number, n: number): void {
  const end = rows * n;
  for (let s = 0; s < n; s++) {
    let sum = 0;
    for (let p = s; p < end; p += n) sum += (m[d + p] as number) * (m[y + p] as number);
    for (let p = s; p < end; p += n) m[d + p] = (m[y + p] as number) * ((m[d + p] as number) - sum);
  }
}

/** Softmax and cross entropy in one, with targets of any sum. */
function softmaxCrossEntropy(m: Float64Array, d: number, y: number, a: number, t: number, share: number, rows: number, n: number): number {
  const end = rows * n;
  let loss = 0;
  for (let s = 0; s < n; s++) {
    const top = greatest(m, a, rows, n, s);
    const sum = exponentials(m, y, a, rows, n, s, top);
    const c = m[share + s] as number;
    const part = 1 / sum;
    let targets = 0;
    let hit = 0;
    for (let p = s; p < end; p += n) {
      const target = m[t + p] as number;
      targets += target;
      hit += target * ((m[a + p] as number) - top);
    }
    loss += c * (targets * Math.log(sum) - hit);
    for (let p = s; p < end; p += n) {
      const out = (m[y + p] as number) * part;
      m[y + p] = out;
      m[d + p] = c * (targets * out - (m[t + p] as number));
    }
  }
  return loss;
}

/** Sigmoid and binary cross entropy in one: `max(a, 0) - t a + log(1 + exp(-|a|))`. */
function sigmoidCrossEntropy(m: Float64Array, d: number, y: number, a: number, t: number, share: number, rows: number, n: number): number {
  let loss = 0;
  for (let r = 0; r < rows * n; r += n) {
    for (let s = 0; s < n; s++) {
      const x = m[a + r + s] as number;
      const target = m[t + r + s] as number;
      const c = m[share + s] as number;
      const e = exp(-Math.abs(x));
      const out = (x < 0 ? e : 1) / (1 + e);
      m[y + r + s] = out;
      m[d + r + s] = c * (out - target);
      loss += c * (Math.max(x, 0) - target * x + log1p(e));
    }
  }
  return loss;
}

function squaredError(m: Float64Array, d: number, y: number, _: number, t: number, share: number, rows: number, n: number): number {
  let loss = 0;
  for (let r = 0; r < rows * n; r += n) {
    for (let s = 0; s < n; s++) {
      const c = m[share + s] as number;
      const residual = (m[y + r + s] as number) - (m[t + r + s] as number);
      m[d + r + s] = c * residual;
      loss += 0.5 * c * residual * residual;
    }
  }
  return loss;
}

/** The losses with loops of their own. */
export const lossKernels: Readonly<Record<LossKernelName, (m: Float64Array, ...rest: Parameters<LossKernel>) => number>> = {
  squaredError,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
};

/** Any loss by its record. */
export function lossByRecord(
  { value, slope }: Loss,
  m: Float64Array,
  d: number,
  y: number,
  t: number,
  share: number,
  rows: number,
  n: number,
): number {
  let loss = 0;
  for (let r = 0; r < rows * n; r += n) {
    for (let s = 0; s < n; s++) {
      const c = m[share + s] as number;
      const out = m[y + r + s] as number;
      const target = m[t + r + s] as number;
      m[d + r + s] = c * slope(out, target);
      loss += c * value(out, target);
    }
  }
  return loss;
}

import type { Kernels } from './kernels.ts';

/**
 * The products in plain loops. A tile of four rows by two columns has eight sums that do not wait for each other, and every number that is
 * loaded serves several times. Where three rows are left, the last one of a tile is the one before again.
 */
export class PlainKernels implements Kernels {
  readonly #memory: Float64Array;

  constructor(memory: Float64Array) {
    this.#memory = memory;
  }

  multiply(
    y: number,
    b: number,
    bStep: number,
    w: number,
    rows: number,
    rowStep: number,
    x: number,
    count: number,
    step: number,
    n: number,
  ): void {
    const m = this.#memory;
    let r = 0;
    for (; r + 2 < rows; r += 4) multiplyFour(m, y, b, bStep, w, r, Math.min(r + 3, rows - 1), rowStep, x, count, step, n);
    if (r + 2 === rows) multiplyTwo(m, y + r * n, b + r * bStep, bStep, w + r * rowStep, rowStep, x, count, step, n);
    else if (r + 1 === rows) multiplyOne(m, y + r * n, b + r * bStep, w + r * rowStep, x, count, step, n);
  }

  gradient(dw: number, db: number, d: number, rows: number, x: number, columns: number, n: number): void {
    const m = this.#memory;
    sumRows(m, db, d, rows, n);
    let r = 0;
    for (; r + 2 < rows; r += 4) gradientFour(m, dw, d, r, Math.min(r + 3, rows - 1), x, columns, n);
    if (r + 2 === rows) gradientTwo(m, dw + r * columns, d + r * n, x, columns, n);
    else if (r + 1 === rows) gradientOne(m, dw + r * columns, d + r * n, x, columns, n);
  }

  descend(parameters: number, gradient: number, count: number, rate: number): void {
    const m = this.#memory;
    for (let n = 0; n < count; n++) (m[parameters + n] as number) -= rate * (m[gradient + n] as number);
  }
}

function multiplyFour(
  m: Float64Array,
  y: number,
  b: number,
  bStep: number,
  w: number,
  r: number,
  last: number,
  rowStep: number,
  x: number,
  count: number,
  step: number,
  n: number,
): void {
  const w0 = w + r * rowStep;
  const w1 = w0 + rowStep;
  const w2 = w1 + rowStep;
  const w3 = w + last * rowStep;
  const end = count * step;
  const at = y + r * n;
  const lastAt = y + last * n;
  for (let s = 0; s < n; s += 2) {
    let s00 = m[b + r * bStep] as number;
    let s01 = s00;
    let s10 = m[b + (r + 1) * bStep] as number;
    let s11 = s10;
    let s20 = m[b + (r + 2) * bStep] as number;
    let s21 = s20;
    let s30 = m[b + last * bStep] as number;
    let s31 = s30;
    let p = x + s;
    for (let k = 0; k < end; k += step, p += n) {
      const u = m[p] as number;
      const v = m[p + 1] as number;
      let q = m[w0 + k] as number;
      s00 += q * u;
      s01 += q * v;
      q = m[w1 + k] as number;
      s10 += q * u;
      s11 += q * v;
      q = m[w2 + k] as number;
      s20 += q * u;
      s21 += q * v;
      q = m[w3 + k] as number;
      s30 += q * u;
      s31 += q * v;
    }
    let to = at + s;
    m[to] = s00;
    m[to + 1] = s01;
    to += n;
    m[to] = s10;
    m[to + 1] = s11;
    to += n;
    m[to] = s20;
    m[to + 1] = s21;
    m[lastAt + s] = s30;
    m[lastAt + s + 1] = s31;
  }
}

function multiplyTwo(
  m: Float64Array,
  y: number,
  b: number,
  bStep: number,
  w: number,
  rowStep: number,
  x: number,
  count: number,
  step: number,
  n: number,
): void {
  const w1 = w + rowStep;
  const end = count * step;
  for (let s = 0; s < n; s += 4) {
    let s00 = m[b] as number;
    let s01 = s00;
    let s02 = s00;
    let s03 = s00;
    let s10 = m[b + bStep] as number;
    let s11 = s10;
    let s12 = s10;
    let s13 = s10;
    let p = x + s;
    for (let k = 0; k < end; k += step, p += n) {
      const q0 = m[w + k] as number;
      const q1 = m[w1 + k] as number;
      let u = m[p] as number;
      s00 += q0 * u;
      s10 += q1 * u;
      u = m[p + 1] as number;
      s01 += q0 * u;
      s11 += q1 * u;
      u = m[p + 2] as number;
      s02 += q0 * u;
      s12 += q1 * u;
      u = m[p + 3] as number;
      s03 += q0 * u;
      s13 += q1 * u;
    }
    let to = y + s;
    m[to] = s00;
    m[to + 1] = s01;
    m[to + 2] = s02;
    m[to + 3] = s03;
    to += n;
    m[to] = s10;
    m[to + 1] = s11;
    m[to + 2] = s12;
    m[to + 3] = s13;
  }
}

function multiplyOne(m: Float64Array, y: number, b: number, w: number, x: number, count: number, step: number, n: number): void {
  const end = count * step;
  for (let s = 0; s < n; s += 4) {
    let s0 = m[b] as number;
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let p = x + s;
    for (let k = 0; k < end; k += step, p += n) {
      const q = m[w + k] as number;
      s0 += q * (m[p] as number);
      s1 += q * (m[p + 1] as number);
      s2 += q * (m[p + 2] as number);
      s3 += q * (m[p + 3] as number);
    }
    const to = y + s;
    m[to] = s0;
    m[to + 1] = s1;
    m[to + 2] = s2;
    m[to + 3] = s3;
  }
}

function gradientFour(m: Float64Array, dw: number, d: number, r: number, last: number, x: number, columns: number, n: number): void {
  const d0 = d + r * n;
  const d1 = d0 + n;
  const d2 = d1 + n;
  const d3 = d + last * n;
  for (let c = 0; c < columns; c += 2) {
    const c1 = Math.min(c + 1, columns - 1);
    const x0 = x + c * n;
    const x1 = x + c1 * n;
    let s00 = 0;
    let s01 = 0;
    let s10 = 0;
    let s11 = 0;
    let s20 = 0;
    let s21 = 0;
    let s30 = 0;
    let s31 = 0;
    for (let s = 0; s < n; s++) {
      const u = m[x0 + s] as number;
      const v = m[x1 + s] as number;
      let q = m[d0 + s] as number;
      s00 += q * u;
      s01 += q * v;
      q = m[d1 + s] as number;
      s10 += q * u;
      s11 += q * v;
      q = m[d2 + s] as number;
      s20 += q * u;
      s21 += q * v;
      q = m[d3 + s] as number;
      s30 += q * u;
      s31 += q * v;
    }
    let to = dw + r * columns;
    m[to + c] = s00;
    m[to + c1] = s01;
    to += columns;
    m[to + c] = s10;
    m[to + c1] = s11;
    to += columns;
    m[to + c] = s20;
    m[to + c1] = s21;
    to = dw + last * columns;
    m[to + c] = s30;
    m[to + c1] = s31;
  }
}

function gradientTwo(m: Float64Array, dw: number, d: number, x: number, columns: number, n: number): void {
  const d1 = d + n;
  for (let c = 0; c < columns; c += 4) {
    const c1 = Math.min(c + 1, columns - 1);
    const c2 = Math.min(c + 2, columns - 1);
    const c3 = Math.min(c + 3, columns - 1);
    const x0 = x + c * n;
    const x1 = x + c1 * n;
    const x2 = x + c2 * n;
    const x3 = x + c3 * n;
    let s00 = 0;
    let s01 = 0;
    let s02 = 0;
    let s03 = 0;
    let s10 = 0;
    let s11 = 0;
    let s12 = 0;
    let s13 = 0;
    for (let s = 0; s < n; s++) {
      const q0 = m[d + s] as number;
      const q1 = m[d1 + s] as number;
      let u = m[x0 + s] as number;
      s00 += q0 * u;
      s10 += q1 * u;
      u = m[x1 + s] as number;
      s01 += q0 * u;
      s11 += q1 * u;
      u = m[x2 + s] as number;
      s02 += q0 * u;
      s12 += q1 * u;
      u = m[x3 + s] as number;
      s03 += q0 * u;
      s13 += q1 * u;
    }
    m[dw + c] = s00;
    m[dw + c1] = s01;
    m[dw + c2] = s02;
    m[dw + c3] = s03;
    const to = dw + columns;
    m[to + c] = s10;
    m[to + c1] = s11;
    m[to + c2] = s12;
    m[to + c3] = s13;
  }
}

function gradientOne(m: Float64Array, dw: number, d: number, x: number, columns: number, n: number): void {
  for (let c = 0; c < columns; c += 4) {
    const c1 = Math.min(c + 1, columns - 1);
    const c2 = Math.min(c + 2, columns - 1);
    const c3 = Math.min(c + 3, columns - 1);
    const x0 = x + c * n;
    const x1 = x + c1 * n;
    const x2 = x + c2 * n;
    const x3 = x + c3 * n;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let s = 0; s < n; s++) {
      const q = m[d + s] as number;
      s0 += q * (m[x0 + s] as number);
      s1 += q * (m[x1 + s] as number);
      s2 += q * (m[x2 + s] as number);
      s3 += q * (m[x3 + s] as number);
    }
    m[dw + c] = s0;
    m[dw + c1] = s1;
    m[dw + c2] = s2;
    m[dw + c3] = s3;
  }
}

/** The sum of each row, in four parts that do not wait for each other. */
function sumRows(m: Float64Array, to: number, from: number, rows: number, n: number): void {
  for (let r = 0; r < rows; r++) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    const end = from + (r + 1) * n;
    for (let p = from + r * n; p < end; p += 4) {
      s0 += m[p] as number;
      s1 += m[p + 1] as number;
      s2 += m[p + 2] as number;
      s3 += m[p + 3] as number;
    }
    m[to + r] = s0 + s1 + (s2 + s3);
  }
}

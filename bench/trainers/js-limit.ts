import type { Trainer, TrainingProblem } from './problem.ts';

/**
 * The fastest plain JavaScript that we know for these networks, written for them alone: three layers whose hidden ones have tanh and a
 * multiple of four units, arrays of their own for everything, each activation where its sums are at hand, and the descent in the same
 * loop as the gradient, which is kept nowhere. Its exponential and tanh share no code with the trainer that is measured.
 */
export function jsLimit(problem: TrainingProblem): Trainer {
  const { sizes, batch: n, rate } = problem;
  const [inputs, first, second, outputs] = sizes;
  const x = unitByUnit(problem.x, inputs, n);
  const t = unitByUnit(problem.t, outputs, n);
  const [w1, w2, w3] = problem.weights.map((values) => values.slice()) as [Float64Array, Float64Array, Float64Array];
  const [b1, b2, b3] = problem.biases.map((values) => values.slice()) as [Float64Array, Float64Array, Float64Array];
  const [y1, d1] = [new Float64Array(first * n), new Float64Array(first * n)];
  const [y2, d2] = [new Float64Array(second * n), new Float64Array(second * n)];
  const d3 = new Float64Array(outputs * n);
  const layerOne = inputs === 2 ? tanhOfTwo : tanhOfMany;
  const end = outputs === 1 ? sigmoidLoss : softmaxLoss;
  return {
    name: 'JS limit, written for these',
    bits: 64,
    run: (steps) => {
      let loss = 0;
      for (let step = 0; step < steps; step++) {
        layerOne(w1, b1, x, y1, inputs, first, n);
        tanhOfMany(w2, b2, y1, y2, first, second, n);
        rowsOfMany(w3, b3, y2, d3, second, outputs, n);
        loss = end(d3, t, outputs, n);
        backThroughTanh(w3, d3, y2, d2, second, outputs, n);
        descend(w3, b3, d3, y2, second, outputs, n, rate);
        backThroughTanh(w2, d2, y1, d1, first, second, n);
        descend(w2, b2, d2, y1, first, second, n, rate);
        descend(w1, b1, d1, x, inputs, first, n, rate);
      }
      return loss;
    },
  };
}

function unitByUnit(values: Float64Array, units: number, n: number): Float64Array {
  return Float64Array.from({ length: values.length }, (_, at) => values[(at % n) * units + Math.floor(at / n)] as number);
}

const tanhTable = Float64Array.from({ length: 5121 }, (_, n) => Math.tanh((n - 2560) / 128));

function tanh(x: number): number {
  const a = Math.min(Math.max(x, -20), 20);
  const index = (a * 128 + 2560.5) | 0;
  const rest = a - (index - 2560) * 0.0078125;
  const square = rest * rest;
  const near = rest - rest * square * (0.3333333333333333 - square * 0.13333333333333333);
  const value = tanhTable[index] as number;
  return (value + near) / (1 + value * near);
}

const expTable = Float64Array.from({ length: 2048 }, (_, n) => 2 ** (n / 2048));
const powers = Float64Array.from({ length: 1100 }, (_, n) => 2 ** (n - 1080));

/** The exponential of what is not positive. */
function exp(x: number): number {
  const a = Math.max(x, -700);
  const index = (a * inverseStep + 2211840.5) | 0;
  const k = index - 2211840;
  const rest = a - k * stepHigh - k * stepLow;
  const value = expTable[index & 2047] as number;
  return (powers[index >> 11] as number) * (value + value * rest * (1 + rest * (0.5 + rest * 0.16666666666666666)));
}

// ln 2 / 2048 in two parts (fdlibm).
const stepHigh = 0.6931471803691238 / 2048;
const stepLow = 1.9082149292705877e-10 / 2048;
const inverseStep = 2048 * Math.LOG2E;

const logTable = Float64Array.from({ length: 257 }, (_, n) => Math.log1p(n / 256));
const inverses = Float64Array.from({ length: 257 }, (_, n) => 256 / (256 + n));

/** log(1 + x) for x from 0 to 1. */
function log1p(x: number): number {
  const index = (x * 256 + 0.5) | 0;
  const rest = (x - index * 0.00390625) * (inverses[index] as number);
  return (logTable[index] as number) + rest * (1 - rest * (1 / 2 - rest * (1 / 3 - rest * (1 / 4 - rest * (1 / 5 - rest * (1 / 6))))));
}

function tanhOfTwo(w: Float64Array, b: Float64Array, x: Float64Array, y: Float64Array, _: number, outputs: number, n: number): void {
  for (let o = 0; o < outputs; o++) {
    const u = w[2 * o] as number;
    const v = w[2 * o + 1] as number;
    const bias = b[o] as number;
    const at = o * n;
    for (let s = 0; s < n; s++) y[at + s] = tanh(bias + u * (x[s] as number) + v * (x[n + s] as number));
  }
}

function tanhOfMany(w: Float64Array, b: Float64Array, x: Float64Array, y: Float64Array, inputs: number, outputs: number, n: number): void {
  for (let o = 0; o < outputs; o += 4) {
    const w0 = o * inputs;
    const w1 = w0 + inputs;
    const w2 = w1 + inputs;
    const w3 = w2 + inputs;
    const at = o * n;
    for (let s = 0; s < n; s += 2) {
      let s00 = b[o] as number;
      let s01 = s00;
      let s10 = b[o + 1] as number;
      let s11 = s10;
      let s20 = b[o + 2] as number;
      let s21 = s20;
      let s30 = b[o + 3] as number;
      let s31 = s30;
      let p = s;
      for (let k = 0; k < inputs; k++, p += n) {
        const u = x[p] as number;
        const v = x[p + 1] as number;
        let q = w[w0 + k] as number;
        s00 += q * u;
        s01 += q * v;
        q = w[w1 + k] as number;
        s10 += q * u;
        s11 += q * v;
        q = w[w2 + k] as number;
        s20 += q * u;
        s21 += q * v;
        q = w[w3 + k] as number;
        s30 += q * u;
        s31 += q * v;
      }
      let to = at + s;
      y[to] = tanh(s00);
      y[to + 1] = tanh(s01);
      to += n;
      y[to] = tanh(s10);
      y[to + 1] = tanh(s11);
      to += n;
      y[to] = tanh(s20);
      y[to + 1] = tanh(s21);
      to += n;
      y[to] = tanh(s30);
      y[to + 1] = tanh(s31);
    }
  }
}

/** The last layer's sums, by two rows and then by one. */
function rowsOfMany(w: Float64Array, b: Float64Array, x: Float64Array, y: Float64Array, inputs: number, outputs: number, n: number): void {
  let o = 0;
  for (; o + 1 < outputs; o += 2) {
    const w0 = o * inputs;
    const w1 = w0 + inputs;
    for (let s = 0; s < n; s += 4) {
      let s00 = b[o] as number;
      let s01 = s00;
      let s02 = s00;
      let s03 = s00;
      let s10 = b[o + 1] as number;
      let s11 = s10;
      let s12 = s10;
      let s13 = s10;
      let p = s;
      for (let k = 0; k < inputs; k++, p += n) {
        const u = w[w0 + k] as number;
        const v = w[w1 + k] as number;
        let q = x[p] as number;
        s00 += u * q;
        s10 += v * q;
        q = x[p + 1] as number;
        s01 += u * q;
        s11 += v * q;
        q = x[p + 2] as number;
        s02 += u * q;
        s12 += v * q;
        q = x[p + 3] as number;
        s03 += u * q;
        s13 += v * q;
      }
      let to = o * n + s;
      y[to] = s00;
      y[to + 1] = s01;
      y[to + 2] = s02;
      y[to + 3] = s03;
      to += n;
      y[to] = s10;
      y[to + 1] = s11;
      y[to + 2] = s12;
      y[to + 3] = s13;
    }
  }
  for (; o < outputs; o++) {
    const w0 = o * inputs;
    for (let s = 0; s < n; s += 4) {
      let s0 = b[o] as number;
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let p = s;
      for (let k = 0; k < inputs; k++, p += n) {
        const q = w[w0 + k] as number;
        s0 += q * (x[p] as number);
        s1 += q * (x[p + 1] as number);
        s2 += q * (x[p + 2] as number);
        s3 += q * (x[p + 3] as number);
      }
      const to = o * n + s;
      y[to] = s0;
      y[to + 1] = s1;
      y[to + 2] = s2;
      y[to + 3] = s3;
    }
  }
}

/** Turns sums into the cotangents of the mean loss. */
function sigmoidLoss(d: Float64Array, t: Float64Array, _: number, n: number): number {
  let loss = 0;
  const share = 1 / n;
  for (let s = 0; s < n; s++) {
    const a = d[s] as number;
    const target = t[s] as number;
    const e = exp(a < 0 ? a : -a);
    d[s] = share * ((a < 0 ? e : 1) / (1 + e) - target);
    loss += Math.max(a, 0) - target * a + log1p(e);
  }
  return loss * share;
}

function softmaxLoss(d: Float64Array, t: Float64Array, outputs: number, n: number): number {
  let loss = 0;
  const share = 1 / n;
  const end = outputs * n;
  for (let s = 0; s < n; s++) {
    let top = d[s] as number;
    for (let p = s + n; p < end; p += n) if (top < (d[p] as number)) top = d[p] as number;
    let sum = 0;
    for (let p = s; p < end; p += n) {
      const above = (d[p] as number) - top;
      loss -= (t[p] as number) * above;
      const e = exp(above);
      d[p] = e;
      sum += e;
    }
    // Targets are one-hot.
    loss += Math.log(sum);
    const part = share / sum;
    for (let p = s; p < end; p += n) d[p] = (d[p] as number) * part - share * (t[p] as number);
  }
  return loss * share;
}

/** The cotangents of the sums below, of a multiple of four units with tanh. */
function backThroughTanh(
  w: Float64Array,
  d: Float64Array,
  y: Float64Array,
  below: Float64Array,
  inputs: number,
  outputs: number,
  n: number,
): void {
  const end = outputs * inputs;
  for (let i = 0; i < inputs; i += 4) {
    for (let s = 0; s < n; s += 2) {
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let s20 = 0;
      let s21 = 0;
      let s30 = 0;
      let s31 = 0;
      let p = s;
      for (let k = i; k < end; k += inputs, p += n) {
        const u = d[p] as number;
        const v = d[p + 1] as number;
        let q = w[k] as number;
        s00 += q * u;
        s01 += q * v;
        q = w[k + 1] as number;
        s10 += q * u;
        s11 += q * v;
        q = w[k + 2] as number;
        s20 += q * u;
        s21 += q * v;
        q = w[k + 3] as number;
        s30 += q * u;
        s31 += q * v;
      }
      let to = i * n + s;
      let out = y[to] as number;
      below[to] = s00 * (1 - out * out);
      out = y[to + 1] as number;
      below[to + 1] = s01 * (1 - out * out);
      to += n;
      out = y[to] as number;
      below[to] = s10 * (1 - out * out);
      out = y[to + 1] as number;
      below[to + 1] = s11 * (1 - out * out);
      to += n;
      out = y[to] as number;
      below[to] = s20 * (1 - out * out);
      out = y[to + 1] as number;
      below[to + 1] = s21 * (1 - out * out);
      to += n;
      out = y[to] as number;
      below[to] = s30 * (1 - out * out);
      out = y[to + 1] as number;
      below[to + 1] = s31 * (1 - out * out);
    }
  }
}

/** Gradient and descent in one; the number of inputs is even. */
function descend(
  w: Float64Array,
  b: Float64Array,
  d: Float64Array,
  x: Float64Array,
  inputs: number,
  outputs: number,
  n: number,
  rate: number,
): void {
  for (let o = 0; o < outputs; o++) {
    let s0 = 0;
    let s1 = 0;
    for (let p = o * n; p < (o + 1) * n; p += 2) {
      s0 += d[p] as number;
      s1 += d[p + 1] as number;
    }
    (b[o] as number) -= rate * (s0 + s1);
  }
  let o = 0;
  for (; o + 3 < outputs; o += 4) {
    const d0 = o * n;
    const d1 = d0 + n;
    const d2 = d1 + n;
    const d3 = d2 + n;
    for (let i = 0; i < inputs; i += 2) {
      const x0 = i * n;
      const x1 = x0 + n;
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let s20 = 0;
      let s21 = 0;
      let s30 = 0;
      let s31 = 0;
      for (let s = 0; s < n; s++) {
        const u = x[x0 + s] as number;
        const v = x[x1 + s] as number;
        let q = d[d0 + s] as number;
        s00 += q * u;
        s01 += q * v;
        q = d[d1 + s] as number;
        s10 += q * u;
        s11 += q * v;
        q = d[d2 + s] as number;
        s20 += q * u;
        s21 += q * v;
        q = d[d3 + s] as number;
        s30 += q * u;
        s31 += q * v;
      }
      let to = o * inputs + i;
      (w[to] as number) -= rate * s00;
      (w[to + 1] as number) -= rate * s01;
      to += inputs;
      (w[to] as number) -= rate * s10;
      (w[to + 1] as number) -= rate * s11;
      to += inputs;
      (w[to] as number) -= rate * s20;
      (w[to + 1] as number) -= rate * s21;
      to += inputs;
      (w[to] as number) -= rate * s30;
      (w[to + 1] as number) -= rate * s31;
    }
  }
  for (; o < outputs; o++) {
    const d0 = o * n;
    for (let i = 0; i < inputs; i += 4) {
      const x0 = i * n;
      const x1 = x0 + n;
      const x2 = x1 + n;
      const x3 = x2 + n;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let s = 0; s < n; s++) {
        const q = d[d0 + s] as number;
        s0 += q * (x[x0 + s] as number);
        s1 += q * (x[x1 + s] as number);
        s2 += q * (x[x2 + s] as number);
        s3 += q * (x[x3 + s] as number);
      }
      const to = o * inputs + i;
      (w[to] as number) -= rate * s0;
      (w[to + 1] as number) -= rate * s1;
      (w[to + 2] as number) -= rate * s2;
      (w[to + 3] as number) -= rate * s3;
    }
  }
}

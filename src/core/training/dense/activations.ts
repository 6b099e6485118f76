import type { Arithmetic, ScalarFunction } from '../../functions/index.ts';
import { functionByName } from '../../functions/index.ts';
import { exp, sigmoid, softplus, tanh } from './elementary.ts';

/** One activation in plain loops over `count` numbers, a multiple of four; `p` is its parameter: a slope, an exponent. */
export interface Activation {
  /** `y` from `a`. */
  readonly forward: (m: Float64Array, y: number, a: number, count: number, p: number) => void;
  /** Turns the cotangent `d` of `y` into that of `a`. */
  readonly back: (m: Float64Array, d: number, y: number, a: number, count: number, p: number) => void;
}

/** Activations with loops of their own, by the names of core/functions. */
const own: Readonly<Record<string, Activation>> = {
  identity: {
    forward: (m, y, a, count) => {
      m.copyWithin(y, a, a + count);
    },
    back: () => {},
  },
  sigmoid: {
    forward: (m, y, a, count) => {
      for (let n = 0; n < count; n++) m[y + n] = sigmoid(m[a + n] as number);
    },
    back: (m, d, y, _, count) => {
      for (let n = 0; n < count; n++) {
        const out = m[y + n] as number;
        (m[d + n] as number) *= out * (1 - out);
      }
    },
  },
  tanh: {
    forward: (m, y, a, count) => {
      for (let n = 0; n < count; n++) m[y + n] = tanh(m[a + n] as number);
    },
    back: (m, d, y, _, count) => {
      // Four at a time, which a loop this short feels.
      for (let n = 0; n < count; n += 4) {
        const y0 = m[y + n] as number;
        const y1 = m[y + n + 1] as number;
        const y2 = m[y + n + 2] as number;
        const y3 = m[y + n + 3] as number;
        (m[d + n] as number) *= 1 - y0 * y0;
        (m[d + n + 1] as number) *= 1 - y1 * y1;
        (m[d + n + 2] as number) *= 1 - y2 * y2;
        (m[d + n + 3] as number) *= 1 - y3 * y3;
      }
    },
  },
  relu: {
    forward: (m, y, a, count) => {
      for (let n = 0; n < count; n++) m[y + n] = Math.max(m[a + n] as number, 0);
    },
    back: (m, d, _, a, count) => {
      for (let n = 0; n < count; n++) if (!(0 < (m[a + n] as number))) m[d + n] = 0;
    },
  },
  leakyrelu: {
    forward: (m, y, a, count, p) => {
      for (let n = 0; n < count; n++) {
        const x = m[a + n] as number;
        m[y + n] = x < 0 ? p * x : x;
      }
    },
    back: (m, d, _, a, count, p) => {
      for (let n = 0; n < count; n++) if ((m[a + n] as number) < 0) (m[d + n] as number) *= p;
    },
  },
  softplus: {
    forward: (m, y, a, count) => {
      for (let n = 0; n < count; n++) m[y + n] = softplus(m[a + n] as number);
    },
    back: (m, d, _, a, count) => {
      for (let n = 0; n < count; n++) (m[d + n] as number) *= sigmoid(m[a + n] as number);
    },
  },
  silu: {
    forward: (m, y, a, count) => {
      for (let n = 0; n < count; n++) {
        const x = m[a + n] as number;
        m[y + n] = x * sigmoid(x);
      }
    },
    back: (m, d, _, a, count) => {
      for (let n = 0; n < count; n++) {
        const x = m[a + n] as number;
        const s = sigmoid(x);
        (m[d + n] as number) *= s * (1 + x * (1 - s));
      }
    },
  },
  elu: {
    forward: (m, y, a, count, p) => {
      for (let n = 0; n < count; n++) {
        const x = m[a + n] as number;
        m[y + n] = x < 0 ? p * Math.expm1(x) : x;
      }
    },
    back: (m, d, _, a, count, p) => {
      for (let n = 0; n < count; n++) {
        const x = m[a + n] as number;
        if (x < 0) (m[d + n] as number) *= p * exp(x);
      }
    },
  },
};

/** The activation of a name: one with loops of its own, or any function of core/functions whose first argument is the unit's. */
export function activationOf(name: string): Activation | undefined {
  if (Object.hasOwn(own, name)) return own[name];
  const record = functionByName.get(name);
  return record === undefined ? undefined : fromRecord(record);
}

/** The names of all activations. */
export const activationNames: readonly string[] = [...new Set([...Object.keys(own), ...functionByName.keys()])];

/** Numbers pass in and out of functions here, so these loops are slower and leave boxed numbers to the collector. */
function fromRecord({ value, partials }: ScalarFunction): Activation {
  const slope = partials?.[0]?.(formulas, [(a) => a, (_, b) => b], (_a, _b, out) => out) ?? (() => 0);
  return {
    forward: (m, y, a, count, p) => {
      for (let n = 0; n < count; n++) m[y + n] = value(m[a + n] as number, p);
    },
    back: (m, d, y, a, count, p) => {
      for (let n = 0; n < count; n++) (m[d + n] as number) *= slope(m[a + n] as number, p, m[y + n] as number);
    },
  };
}

type Formula = (a: number, b: number, out: number) => number;

/** Arithmetic over functions of the two arguments and the result. */
const formulas: Arithmetic<Formula> = {
  constant: (value) => () => value,
  add: (f, g) => (a, b, out) => f(a, b, out) + g(a, b, out),
  subtract: (f, g) => (a, b, out) => f(a, b, out) - g(a, b, out),
  multiply: (f, g) => (a, b, out) => f(a, b, out) * g(a, b, out),
  divide: (f, g) => (a, b, out) => f(a, b, out) / g(a, b, out),
  power: (f, exponent) => (a, b, out) => f(a, b, out) ** exponent,
  negate: (f) => (a, b, out) => -f(a, b, out),
  call: (name, f, g) => {
    const record = functionByName.get(name);
    if (record === undefined || f === undefined) throw new Error(`no function ${name}`);
    const { value } = record;
    return g === undefined ? (a, b, out) => value(f(a, b, out), 0) : (a, b, out) => value(f(a, b, out), g(a, b, out));
  },
};

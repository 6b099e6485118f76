import type { Arithmetic } from '../../functions/index.ts';
import type { LossKernelName } from './kernels.ts';

/** A loss of one output `y` and its target `t`; the loss of a sample is the sum over its outputs. */
export interface Loss {
  readonly name: string;
  readonly value: (y: number, t: number) => number;
  /** The derivative by `y`, written separately. */
  readonly slope: (y: number, t: number) => number;
  /** The value over any carrier: what the engine evaluates and differentiates. */
  readonly formula: <T>(on: Arithmetic<T>, y: T, t: T) => T;
  /** Where outputs lie, and what targets are. */
  readonly outputs: readonly [number, number];
  readonly targets: 'numbers' | 'signs' | 'probabilities';
  /** The fast loops for it; without them it goes by `value` and `slope`. */
  readonly kernel?: LossKernelName;
  /** The activation of the last layer with which it is computed in one, from what goes into that. */
  readonly fused?: { readonly with: 'sigmoid' | 'softmax'; readonly kernel: LossKernelName };
  readonly source: string;
}

const anywhere = [-3, 3] as const;
const probabilities = [0.01, 0.99] as const;

/** Every loss that the dense trainer knows. */
export const losses: readonly Loss[] = [
  {
    name: 'squared error',
    value: (y, t) => (y - t) ** 2 / 2,
    slope: (y, t) => y - t,
    formula: (on, y, t) => on.multiply(on.constant(0.5), on.power(on.subtract(y, t), 2)),
    outputs: anywhere,
    targets: 'numbers',
    kernel: 'squaredError',
    source: 'Bishop, Pattern Recognition and Machine Learning, (5.11)',
  },
  {
    name: 'absolute error',
    value: (y, t) => Math.abs(y - t),
    slope: (y, t) => Math.sign(y - t),
    formula: (on, y, t) => on.call('abs', on.subtract(y, t)),
    outputs: anywhere,
    targets: 'numbers',
    source: 'Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., section 10.6',
  },
  {
    name: 'huber',
    value: (y, t) => (Math.abs(y - t) < 1 ? (y - t) ** 2 / 2 : Math.abs(y - t) - 0.5),
    slope: (y, t) => Math.min(Math.max(y - t, -1), 1),
    formula: (on, y, t) => {
      const far = on.call('abs', on.subtract(y, t));
      const near = on.call('min', far, on.constant(1));
      return on.multiply(near, on.subtract(far, on.multiply(on.constant(0.5), near)));
    },
    outputs: anywhere,
    targets: 'numbers',
    source: 'Huber, Robust Estimation of a Location Parameter, 1964, with k = 1',
  },
  {
    name: 'log cosh',
    value: (y, t) => Math.abs(y - t) + Math.log1p(Math.exp(-2 * Math.abs(y - t))) - Math.LN2,
    slope: (y, t) => Math.tanh(y - t),
    formula: (on, y, t) => on.call('log', on.call('cosh', on.subtract(y, t))),
    outputs: anywhere,
    targets: 'numbers',
    source: 'DLMF 4.35.2',
  },
  {
    name: 'cross entropy',
    // A target of 0 asks for nothing, whatever the output.
    value: (y, t) => (t === 0 ? 0 : -t * Math.log(y)),
    slope: (y, t) => (t === 0 ? 0 : -t / y),
    formula: (on, y, t) => on.negate(on.multiply(t, on.call('log', y))),
    outputs: probabilities,
    targets: 'probabilities',
    fused: { with: 'softmax', kernel: 'softmaxCrossEntropy' },
    source: 'Bishop, Pattern Recognition and Machine Learning, (5.24)',
  },
  {
    name: 'binary cross entropy',
    value: (y, t) => (t === 0 ? 0 : -t * Math.log(y)) - (t === 1 ? 0 : (1 - t) * Math.log1p(-y)),
    slope: (y, t) => (t === 0 ? 0 : -t / y) + (t === 1 ? 0 : (1 - t) / (1 - y)),
    formula: (on, y, t) => {
      const no = on.multiply(on.subtract(on.constant(1), t), on.call('log', on.subtract(on.constant(1), y)));
      return on.negate(on.add(on.multiply(t, on.call('log', y)), no));
    },
    outputs: probabilities,
    targets: 'probabilities',
    fused: { with: 'sigmoid', kernel: 'sigmoidCrossEntropy' },
    source: 'Bishop, Pattern Recognition and Machine Learning, (5.23)',
  },
  {
    name: 'poisson',
    value: (y, t) => y - (t === 0 ? 0 : t * Math.log(y)),
    slope: (y, t) => 1 - (t === 0 ? 0 : t / y),
    formula: (on, y, t) => on.subtract(y, on.multiply(t, on.call('log', y))),
    outputs: [0.05, 6],
    targets: 'probabilities',
    source: 'McCullagh and Nelder, Generalized Linear Models, 2nd ed., section 6.2, without what does not depend on y',
  },
  {
    name: 'hinge',
    value: (y, t) => Math.max(0, 1 - t * y),
    slope: (y, t) => (t * y < 1 ? -t : 0),
    formula: (on, y, t) => on.call('relu', on.subtract(on.constant(1), on.multiply(t, y))),
    outputs: anywhere,
    targets: 'signs',
    source: 'Cortes and Vapnik, Support-Vector Networks, 1995',
  },
  {
    name: 'squared hinge',
    value: (y, t) => Math.max(0, 1 - t * y) ** 2,
    slope: (y, t) => -2 * t * Math.max(0, 1 - t * y),
    formula: (on, y, t) => on.power(on.call('relu', on.subtract(on.constant(1), on.multiply(t, y))), 2),
    outputs: anywhere,
    targets: 'signs',
    source: 'Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2nd ed., table 12.1',
  },
  {
    name: 'perceptron',
    value: (y, t) => Math.max(0, -t * y),
    slope: (y, t) => (t * y < 0 ? -t : 0),
    formula: (on, y, t) => on.call('relu', on.negate(on.multiply(t, y))),
    outputs: anywhere,
    targets: 'signs',
    source: 'Bishop, Pattern Recognition and Machine Learning, (4.54)',
  },
  {
    name: 'logistic',
    value: (y, t) => Math.max(0, -t * y) + Math.log1p(Math.exp(-Math.abs(t * y))),
    slope: (y, t) => -t / (1 + Math.exp(t * y)),
    formula: (on, y, t) => on.call('softplus', on.negate(on.multiply(t, y))),
    outputs: anywhere,
    targets: 'signs',
    source: 'Bishop, Pattern Recognition and Machine Learning, (7.47)',
  },
  {
    name: 'exponential',
    value: (y, t) => Math.exp(-t * y),
    slope: (y, t) => -t * Math.exp(-t * y),
    formula: (on, y, t) => on.call('exp', on.negate(on.multiply(t, y))),
    outputs: anywhere,
    targets: 'signs',
    source: 'Bishop, Pattern Recognition and Machine Learning, (14.27)',
  },
];

/** The table by name. */
export const lossByName: ReadonlyMap<string, Loss> = new Map(losses.map((loss) => [loss.name, loss]));

import { erf } from './erf.ts';
import type { Arithmetic, ScalarFunction } from './scalar-function.ts';

/** Functions that networks apply elementwise. */
export const activations: readonly ScalarFunction[] = [
  {
    name: 'sigmoid',
    arity: 1,
    latex: ['sigmoid', '\\sigmoid', 'logistic', 'sigm', 'expit'],
    value: logistic,
    derivative: ['out * (1 - out)'],
    plainer: '1 / (1 + exp(-a))',
    partials: [(on, [a], out) => on.multiply(out, on.call('sigmoid', on.negate(a)))],
    domain: [[-4, 4]],
    source: 'Bishop, Pattern Recognition and Machine Learning, (4.88) with (4.60)',
  },
  {
    name: 'logsigmoid',
    arity: 1,
    latex: ['logsigmoid'],
    value: (a) => -softplus(-a),
    derivative: ['1 - sigmoid(a)'],
    plainer: '-log(1 + exp(-a))',
    partials: [(on, [a]) => on.call('sigmoid', on.negate(a))],
    domain: [[-4, 4]],
    source: 'Bishop, Pattern Recognition and Machine Learning, (4.88) and (4.60)',
  },
  {
    name: 'relu',
    arity: 1,
    latex: ['relu', '\\relu', '\\ReLU'],
    value: (a) => Math.max(a, 0),
    derivative: ['step(a)'],
    plainer: 'max(a, 0)',
    partials: [(on, [a]) => on.call('step', a)],
    domain: [[-3, 3]],
    kinks: [0],
    source: 'Nair and Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines, 2010',
  },
  {
    name: 'leakyrelu',
    arity: 2,
    latex: ['leakyrelu', 'lrelu', 'prelu'],
    value: (a, slope) => (a < 0 ? slope * a : a),
    derivative: ['step(a) + b * step(-a)', 'a * step(-a)'],
    plainer: 'b * a + (1 - b) * max(a, 0)',
    partials: [(on, [a, slope]) => branches(on, a, on.constant(1), slope), (on, [a]) => branches(on, a, on.constant(0), a)],
    domain: [
      [-3, 3],
      [0.01, 0.5],
    ],
    kinks: [0],
    source: 'He et al., Delving Deep into Rectifiers, 2015, (1)',
  },
  {
    name: 'relu6',
    arity: 1,
    latex: ['relu6'],
    value: (a) => Math.min(Math.max(a, 0), 6),
    derivative: ['step(a) * step(6 - a)'],
    plainer: 'min(max(a, 0), 6)',
    partials: [(on, [a]) => on.subtract(on.call('step', a), on.call('step', on.subtract(a, on.constant(6))))],
    domain: [[-3, 9]],
    kinks: [0, 6],
    source: 'Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010',
  },
  {
    name: 'hardtanh',
    arity: 1,
    latex: ['hardtanh'],
    value: (a) => Math.min(Math.max(a, -1), 1),
    derivative: ['step(1 - abs(a))'],
    plainer: 'min(max(a, -1), 1)',
    partials: [(on, [a]) => on.subtract(on.call('step', on.add(a, on.constant(1))), on.call('step', on.subtract(a, on.constant(1))))],
    domain: [[-3, 3]],
    kinks: [-1, 1],
    source: 'Collobert et al., Natural Language Processing (Almost) from Scratch, 2011, (5)',
  },
  {
    name: 'softplus',
    arity: 1,
    latex: ['softplus'],
    value: softplus,
    derivative: ['sigmoid(a)'],
    plainer: 'log(1 + exp(a))',
    partials: [(on, [a]) => on.call('sigmoid', a)],
    domain: [[-4, 4]],
    source: 'Dugas et al., Incorporating Second-Order Functional Knowledge, 2001',
  },
  {
    name: 'softsign',
    arity: 1,
    latex: ['softsign'],
    value: (a) => a / (1 + Math.abs(a)),
    derivative: ['(1 - abs(out))^2'],
    plainer: 'a / (1 + abs(a))',
    partials: [(on, [a]) => on.power(on.add(on.constant(1), on.call('abs', a)), -2)],
    domain: [[-3, 3]],
    source: 'Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010',
  },
  {
    name: 'silu',
    arity: 1,
    latex: ['silu', 'swish'],
    value: (a) => a * logistic(a),
    derivative: ['out + sigmoid(a) * (1 - out)'],
    plainer: 'a * sigmoid(a)',
    partials: [
      (on, [a]) => {
        const above = on.call('sigmoid', a);
        const below = on.call('sigmoid', on.negate(a));
        return on.multiply(above, on.add(on.constant(1), on.multiply(a, below)));
      },
    ],
    domain: [[-4, 4]],
    source: 'Ramachandran et al., Searching for Activation Functions, 2017, section 5 with beta = 1',
  },
  {
    name: 'gelu',
    arity: 1,
    latex: ['gelu'],
    value: (a) => (a / 2) * (1 + erf(a * Math.SQRT1_2)),
    derivative: ['(1 + erf(a / sqrt(2))) / 2 + a * exp(-a^2 / 2) / sqrt(2 * pi)'],
    plainer: 'a * (1 + erf(a / sqrt(2))) / 2',
    partials: [
      (on, [a]) => {
        const scaled = on.multiply(on.constant(Math.SQRT1_2), a);
        const density = on.multiply(on.constant(0.3989422804014327), on.call('exp', on.negate(on.multiply(scaled, scaled))));
        return on.add(on.multiply(on.constant(0.5), on.add(on.constant(1), on.call('erf', scaled))), on.multiply(a, density));
      },
    ],
    domain: [[-3, 3]],
    source: 'Hendrycks and Gimpel, Gaussian Error Linear Units, 2016, section 2, with DLMF 7.2.1',
  },
  {
    name: 'elu',
    arity: 2,
    latex: ['elu'],
    value: (a, alpha) => (a < 0 ? alpha * Math.expm1(a) : a),
    derivative: ['step(a) + b * exp(a) * step(-a)', 'expm1(a) * step(-a)'],
    plainer: 'b * (exp(a) - 1) + step(a) * (a - b * (exp(a) - 1))',
    partials: [
      (on, [a, alpha], out) => branches(on, a, on.constant(1), on.add(out, alpha)),
      (on, [a]) => on.call('expm1', on.call('min', a, on.constant(0))),
    ],
    domain: [
      [-3, 3],
      [0.2, 2],
    ],
    kinks: [0],
    source: 'Clevert et al., Fast and Accurate Deep Network Learning by Exponential Linear Units, 2015, (15) and (16)',
  },
  {
    name: 'selu',
    arity: 1,
    latex: ['selu'],
    value: (a) => seluScale * (a < 0 ? seluAlpha * Math.expm1(a) : a),
    derivative: [`${1.0507009873554805} * (step(a) + ${1.6732632423543772} * exp(a) * step(-a))`],
    partials: [(on, [a], out) => branches(on, a, on.constant(seluScale), on.add(out, on.constant(seluScale * seluAlpha)))],
    domain: [[-3, 3]],
    kinks: [0],
    source: 'Klambauer et al., Self-Normalizing Neural Networks, 2017, (2)',
  },
  {
    name: 'mish',
    arity: 1,
    latex: ['mish'],
    value: (a) => a * Math.tanh(softplus(a)),
    derivative: ['tanh(softplus(a)) + a * sigmoid(a) * (1 - tanh(softplus(a))^2)'],
    plainer: 'a * tanh(softplus(a))',
    partials: [
      (on, [a]) => {
        const inner = on.call('softplus', a);
        const slope = on.divide(on.call('sigmoid', a), on.power(on.call('cosh', inner), 2));
        return on.add(on.call('tanh', inner), on.multiply(a, slope));
      },
    ],
    domain: [[-3, 3]],
    source: 'Misra, Mish: A Self Regularized Non-Monotonic Activation Function, 2019, (1)',
  },
];

const seluScale = 1.0507009873554805;
const seluAlpha = 1.6732632423543772;

/** 1 / (1 + exp(-a)) without overflow. */
function logistic(a: number): number {
  return a < 0 ? Math.exp(a) / (1 + Math.exp(a)) : 1 / (1 + Math.exp(-a));
}

/** log(1 + exp(a)) without overflow or loss of small values. */
function softplus(a: number): number {
  return Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)));
}

/** What holds where `a` is positive, and elsewhere. */
function branches<T>(on: Arithmetic<T>, a: T, above: T, below: T): T {
  const positive = on.call('step', a);
  return on.add(on.multiply(positive, above), on.multiply(on.subtract(on.constant(1), positive), below));
}

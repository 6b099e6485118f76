import { erf } from './erf.ts';
import type { ScalarFunction } from './scalar-function.ts';

/** Powers with a variable exponent, the error function and the normal law, and the angle of a point. */
export const special: readonly ScalarFunction[] = [
  {
    name: 'pow',
    arity: 2,
    latex: ['pow'],
    value: Math.pow,
    derivative: ['b * a^(b - 1)', 'out * log(a)'],
    partials: [
      (on, [a, b]) => on.multiply(b, on.call('pow', a, on.subtract(b, on.constant(1)))),
      (on, [a, b]) => on.multiply(on.call('log', a), on.call('pow', a, b)),
    ],
    domain: [
      [0.2, 3],
      [-2, 3],
    ],
    source: 'DLMF 4.7.11 and 4.7.12; a negative base has a real value for integer exponents only, and no partial in the exponent',
  },
  {
    name: 'erf',
    arity: 1,
    latex: ['\\erf', 'erf'],
    value: erf,
    derivative: ['2 / sqrt(pi) * exp(-a^2)'],
    partials: [(on, [a]) => on.multiply(on.constant(1.1283791670955126), on.call('exp', on.negate(on.multiply(a, a))))],
    domain: [[-3, 3]],
    source: 'DLMF 7.2.1',
  },
  {
    name: 'normcdf',
    arity: 1,
    latex: ['normcdf'],
    value: (a) => (1 + erf(a * Math.SQRT1_2)) / 2,
    derivative: ['exp(-a^2 / 2) / sqrt(2 * pi)'],
    plainer: '(1 + erf(a / sqrt(2))) / 2',
    partials: [
      (on, [a]) => on.multiply(on.constant(0.3989422804014327), on.call('exp', on.multiply(on.constant(-0.5), on.multiply(a, a)))),
    ],
    domain: [[-3, 3]],
    source: 'DLMF 7.20.1 with mean 0 and deviation 1, and DLMF 7.2.1',
  },
  {
    name: 'normpdf',
    arity: 1,
    latex: ['normpdf'],
    value: (a) => Math.exp(-(a ** 2) / 2) / Math.sqrt(2 * Math.PI),
    derivative: ['-a * out'],
    plainer: 'exp(-a^2 / 2) / sqrt(2 * pi)',
    partials: [
      (on, [a]) =>
        on.multiply(on.constant(-0.3989422804014327), on.multiply(a, on.call('exp', on.multiply(on.constant(-0.5), on.multiply(a, a))))),
    ],
    domain: [[-3, 3]],
    source: 'the integrand of DLMF 7.20.1 with mean 0 and deviation 1',
  },
  {
    name: 'atan2',
    arity: 2,
    latex: ['atan2', 'arctan2'],
    value: Math.atan2,
    derivative: ['b / (a^2 + b^2)', '-a / (a^2 + b^2)'],
    partials: [
      (on, [, b], out) => on.divide(on.power(on.call('cos', out), 2), b),
      (on, [a], out) => on.negate(on.divide(on.power(on.call('sin', out), 2), a)),
    ],
    domain: [
      [-3, 3],
      [0.2, 3],
    ],
    source: 'DLMF 4.23.26 and 4.24.9: the angle of the point (b, a)',
  },
];

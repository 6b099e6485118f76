import { pairs, tails } from './support.ts';

const r = String.raw;

pairs('the gradient of a cost by what it is taken of', [
  [
    r`The cost $C = \frac12\|a^L - y\|^2$ gives $$\nabla_a C = a^L - y$$`,
    r`The cost $C = \frac12\|a^L - y\|^2$ gives $$\nabla_a C = y - a^L$$`,
    'by the activations of the last layer, whose number the gradient leaves out',
  ],
]);

tails('the gradient of a cost that is only called by a name', [
  [r`For the quadratic cost $$\nabla_a C = a^L - y$$`, ['undetermined'], 'right for half the square of the distance, which is not said'],
  [r`For the quadratic cost $$\nabla_a C = 2(a^L - y)$$`, ['undetermined'], 'right without the half'],
]);

import { tails } from './support.ts';

const r = String.raw;

const layer = r`$z = Wx + b$, $a = \sigma(z)$, $\delta = \frac{\partial L}{\partial a}$. `;
const linear = r`$y = Wx + b$, $\delta = \frac{\partial L}{\partial y}$. `;

tails('a capital letter of which only the claim makes a row or a number', [
  [r`${linear}$$\frac{\partial L}{\partial x} = W\delta$$`, ['undetermined'], 'wrong for a matrix, right for one output'],
  [r`${linear}$$\frac{\partial L}{\partial x} = W^\top\delta$$`, ['holds'], 'right for both'],
  [r`${linear}$$\frac{\partial L}{\partial W} = \delta^\top x$$`, ['undetermined'], 'an inner product, where there would be an outer one'],
  [r`${linear}$$\frac{\partial L}{\partial W} = \delta x^\top$$`, ['holds'], 'the outer one'],
  [
    r`${layer}$$\frac{\partial L}{\partial x} = W(\delta \odot a \odot (1-a))$$`,
    ['undetermined'],
    'products entry by entry, as of vectors',
  ],
  [r`${layer}$$\frac{\partial L}{\partial x} = W^\top(\delta \odot a \odot (1-a))$$`, ['holds'], 'the same with the matrix transposed'],
  [r`$W$ is a row vector. ${layer}$$\frac{\partial L}{\partial x} = W(\delta \odot a \odot (1-a))$$`, ['holds'], 'a row by words'],
  [
    r`Dropout $\tilde h = m\odot h$, $y = W\tilde h$, $\delta = \frac{\partial L}{\partial y}$. $$\frac{\partial L}{\partial h} = m\odot W\delta$$`,
    ['undetermined'],
    'on the way to what the vector is made of',
  ],
  [
    r`Dropout $\tilde h = m\odot h$, $y = W\tilde h$, $\delta = \frac{\partial L}{\partial y}$. $$\frac{\partial L}{\partial h} = m\odot W^\top\delta$$`,
    ['holds'],
    'the same transposed',
  ],
  [
    r`$y = x + F x$, $\delta = \frac{\partial L}{\partial y}$. $$\frac{\partial L}{\partial x} = \delta + F\delta$$`,
    ['undetermined'],
    'beside a connection that leaves the layer out',
  ],
  [
    r`$y = W^\top x + b$, $\delta = \frac{\partial L}{\partial y}$. $$\frac{\partial L}{\partial x} = W\delta$$`,
    ['holds'],
    'a matrix that stands transposed in front of the vector',
  ],
]);

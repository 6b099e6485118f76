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
    r`The vectors have $n$ entries. $z_f = W_f x_t + U_f h_{t-1} + b_f$, $f_t = \sigma(z_f)$, $c_t = f_t \odot c_{t-1}$, $L = \tfrac12 \lVert c_t - y \rVert^2$, $\delta_f = \frac{\partial L}{\partial z_f}$. $$\frac{\partial L}{\partial U_f} = \delta_f h_{t-1}^\top$$ $$\frac{\partial L}{\partial W_f} = x_t \delta_f^\top$$`,
    ['holds', 'mismatch'],
    'one gradient in the layout of the other and one not, however many steps in time each is read for',
  ],
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

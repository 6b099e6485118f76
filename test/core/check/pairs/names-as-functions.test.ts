import { type Pair, pairs } from './support.ts';

const r = String.raw;
const linear = r`$y = wx$, $E = \frac12\sum_x (y(x) - t(x))^2$. `;
const logistic = r`$y = \sigma(wx)$, $E = \frac12\sum_x (y(x) - t(x))^2$. `;
const square = r`$y = wx$ and $L = y^2$. `;
const inner = r`$u = x^2 + 1$ and $f = u^3$. `;

const listed = r`$$f_k(z_1, \dots, z_K) = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}$$ `;

const rows: readonly Pair[] = [
  [
    r`${listed}$$\frac{\partial f_k(z)}{\partial z_k} = f_k(z)(1 - f_k(z))$$`,
    r`${listed}$$\frac{\partial f_k(z)}{\partial z_k} = f_k(z)(1 + f_k(z))$$`,
    'a member of a function whose head lists what it is of',
  ],
  [
    r`${linear}$$\frac{\partial E}{\partial w} = \sum_x (y(x) - t(x)) x$$`,
    r`${linear}$$\frac{\partial E}{\partial w} = \sum_x (y(x) - t(x))$$`,
    'a name at the values that a sum runs over',
  ],
  [
    r`${logistic}$$\frac{\partial E}{\partial w} = \sum_x (y(x) - t(x))\, y(x)(1 - y(x))\, x$$`,
    r`${logistic}$$\frac{\partial E}{\partial w} = \sum_x (y(x) - t(x)) (1 - y(x))\, x$$`,
    'the slope of such a name',
  ],
  [r`${inner}$$\frac{df}{dx} = 6x\,u(x)^2$$`, r`${inner}$$\frac{df}{dx} = 6u(x)^2$$`, 'a name with what it is a function of'],
  [
    r`${inner}$$\frac{df}{dx} = 3u^2(x) \cdot 2x$$`,
    r`${inner}$$\frac{df}{dx} = 3u^2(x)$$`,
    'the same with a power in front of the bracket',
  ],
  [r`${square}$$\frac{\partial L}{\partial w} = 2y(x)$$`, r`${square}$$\frac{\partial L}{\partial w} = y(x)$$`, 'a factor in a bracket'],
];

pairs('names in front of what their formulas are of', rows);

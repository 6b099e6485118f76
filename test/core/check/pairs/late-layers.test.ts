import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const entries = r`Layers are $l = 2, \dots, L$; $w^l_{jk}$ leads from unit $k$ in layer $l-1$ to $j$ in layer $l$. $$z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j, \quad a^l_j = \sigma(z^l_j)$$ $$C = \frac12 \sum_j (y_j - a^L_j)^2, \quad \delta^l_j \equiv \frac{\partial C}{\partial z^l_j}$$ `;
const whole = r`For $l = 2, \dots, L$ let $z^l = W^l a^{l-1} + b^l$ and $a^l = \tanh(z^l)$. The input is $a^1 = x$, $C = \frac12 \|a^L - y\|^2$, $\delta^l = \frac{\partial C}{\partial z^l}$, where $y \in \mathbb{R}^n$ and $x \in \mathbb{R}^m$. `;

const rows: readonly Pair[] = [
  [
    r`${entries}$$\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)$$`,
    r`${entries}$$\delta^l_j = \sum_k w^l_{kj} \delta^{l+1}_k \sigma'(z^l_j)$$`,
    'the error of a layer by that of the next',
  ],
  [
    r`${entries}$$\frac{\partial C}{\partial z^l_j} = \sum_k \frac{\partial C}{\partial z^{l+1}_k} \frac{\partial z^{l+1}_k}{\partial z^l_j}$$`,
    r`${entries}$$\frac{\partial C}{\partial z^l_j} = 2 \sum_k \frac{\partial C}{\partial z^{l+1}_k} \frac{\partial z^{l+1}_k}{\partial z^l_j}$$`,
    'the chain rule from layer to layer',
  ],
  [
    r`${entries}$$\frac{\partial C}{\partial w^l_{jk}} = \frac{\partial C}{\partial z^l_j} \frac{\partial z^l_j}{\partial w^l_{jk}} = \delta^l_j a^{l-1}_k$$`,
    r`${entries}$$\frac{\partial C}{\partial w^l_{jk}} = \frac{\partial C}{\partial z^l_j} \frac{\partial z^l_j}{\partial w^l_{jk}} = \delta^l_j a^l_k$$`,
    'the weights that lead from the input',
  ],
  [
    r`${whole}$$\frac{\partial C}{\partial W^l} = \delta^l (a^{l-1})^\top$$`,
    r`${whole}$$\frac{\partial C}{\partial W^l} = -\delta^l (a^{l-1})^\top$$`,
    'the layer in front of the first is the input',
  ],
];

pairs('layers from the second on', rows);
checks('layers in between', [
  [r`${whole}$$\delta^l = (W^{l+1})^\top \delta^{l+1} \odot (1 - a^l \odot a^l)$$`, 'holds', '', 'the next layer'],
  [r`${whole}$$\delta^l = (W^L)^\top \delta^L \odot (1 - a^l \odot a^l)$$`, 'undetermined', '', 'which is not the last one'],
]);

const errors = r`For each layer $l = 2, 3, \dots, L$ compute $z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j$ and $a^l_j = \sigma(z^l_j)$. The cost is $C = \frac12\sum_j(a^L_j - y_j)^2$. The error is $\delta^l_j = \frac{\partial C}{\partial z^l_j}$. `;
const single = r`For $l = 1, \dots, L$: $z^l = w^l a^{l-1} + b^l$ and $a^l = \sigma(z^l)$, numbers. The cost is $C = (a^L - y)^2$ and $\delta^l = \frac{\partial C}{\partial z^l}$. `;

pairs('layers from the last one down', [
  [
    r`${errors}For each $l = L-1, L-2, \dots, 2$ compute $$\delta^l_j = \sum_k w^{l+1}_{kj} \delta^{l+1}_k \sigma'(z^l_j)$$`,
    r`${errors}For each $l = L-1, L-2, \dots, 2$ compute $$\delta^l_j = \sum_k w^l_{kj} \delta^{l+1}_k \sigma'(z^l_j)$$`,
    'a range that goes down is no formula for its letter',
  ],
  [
    r`${errors}For each $l = L-1, L-2, \dots, 2$ compute the errors. $$\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j$$`,
    r`${errors}For each $l = L-1, L-2, \dots, 2$ compute the errors. $$\frac{\partial C}{\partial w^l_{jk}} = a^l_k \delta^l_j$$`,
    'nor does it change the letter afterwards',
  ],
  [
    r`${single}Then, for $l = L-1, \ldots, 1$, $$\delta^l = w^{l+1} \delta^{l+1} \sigma'(z^l)$$`,
    r`${single}Then, for $l = L-1, \ldots, 1$, $$\delta^l = w^l \delta^{l+1} \sigma'(z^l)$$`,
    'a range of two ends',
  ],
]);

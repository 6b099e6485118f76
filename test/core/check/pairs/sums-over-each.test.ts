import { type Pair, pairs, type Tail, tails } from './support.ts';

const r = String.raw;

const decay = r`$C = C_0 + \frac{\lambda}{2n} \sum_w w^2$. `;
const lasso = r`$C = C_0 + \lambda \sum_w |w|$. `;

/** Sums over all weights, by the name that they have in common. */
const rows: readonly Pair[] = [
  [
    r`${decay}$$\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w} + \frac{\lambda}{n} w$$`,
    r`${decay}$$\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w} + \frac{\lambda}{2n} w$$`,
    'a penalty beside a loss that is left open',
  ],
  [
    r`${lasso}$$\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w} + \lambda\,\mathrm{sgn}(w)$$`,
    r`${lasso}$$\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w} - \lambda\,\mathrm{sgn}(w)$$`,
    'sizes',
  ],
  [
    r`$$\frac{\partial}{\partial w} \sum_w w^2 = 2w$$`,
    r`$$\frac{\partial}{\partial w} \sum_w w^2 = w$$`,
    'the sum is differentiated where it stands',
  ],
];

const open: readonly Tail[] = [
  [
    r`${decay}$$\frac{\partial C}{\partial w} = \frac{\partial C_0}{\partial w} + \frac{\lambda}{n} \sum_w w$$`,
    ['undetermined'],
    'a sum beside the derivative',
  ],
  [
    r`$p(x) = \theta^x (1 - \theta)^{1 - x}$ for $x \in \{0, 1\}$. $$\sum_x x^2 p(x) = \theta^2$$`,
    ['undetermined'],
    'values that a sum runs over are no things of one name',
  ],
];

pairs('sums over each thing of one name', rows);
tails('sums over each thing of one name, of which more than one counts', open);

const softmax = r`$\hat y_k = \frac{e^{z_k}}{\sum_i e^{z_i}}$. Split into the cases $j = k$ and $j \neq k$: `;

tails('the letter of a sum beside it', [
  [
    r`${softmax}$$\frac{\partial L}{\partial z_j} = \frac{\partial L}{\partial \hat y_k} \frac{\partial \hat y_k}{\partial z_k} + \sum_{k \neq j} \frac{\partial L}{\partial \hat y_k} \frac{\partial \hat y_k}{\partial z_j}$$`,
    ['undetermined'],
    'it stands for the member that the sum leaves out, as words say',
  ],
  [
    r`${softmax}$$\frac{\partial L}{\partial z_j} = \frac{\partial L}{\partial \hat y_k} \frac{\partial \hat y_k}{\partial z_k} - \sum_{k \neq j} \frac{\partial L}{\partial \hat y_k} \frac{\partial \hat y_k}{\partial z_j}$$`,
    ['mismatch'],
    'wrong for that member as well',
  ],
]);

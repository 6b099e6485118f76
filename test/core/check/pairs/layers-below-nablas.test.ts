import { type Pair, pairs } from './support.ts';

const r = String.raw;
const net = r`$$z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j, \qquad a^l_j = \sigma(z^l_j)$$ $$C = \frac12 \sum_j (y_j - a^L_j)^2, \qquad \delta^l_j \equiv \frac{\partial C}{\partial z^l_j}$$ `;

const rows: readonly Pair[] = [
  [
    r`${net}$$\delta^L = \nabla_a C \odot \sigma'(z^L)$$`,
    r`${net}$$\delta^L = -\nabla_a C \odot \sigma'(z^L)$$`,
    'the letter of a name that has layers alone is that of the layer beside it',
  ],
];

pairs('letters of layers below nablas', rows);

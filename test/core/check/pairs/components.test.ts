import { type Pair, pairs } from './support.ts';

const r = String.raw;

const scores = r`The scores are $f(x; W) = W x$ with $W \in \mathbb{R}^{K \times D}$, $x \in \mathbb{R}^D$.

`;
const hinge = r`$$L = \sum_{j\neq y} \max(0, f(x; W)_j - f(x; W)_{y} + 1)$$

For $j \ne y$, `;
const entropy = r`$f(x; W)_j = \sum_k W_{jk} x_k$, $L = -f(x;W)_y + \log \sum_j e^{f(x;W)_j}$, `;
const first = r`$f(x; W)_j = \sum_k W_{jk} x_k$, $E = \tfrac12 (f(x;W)_1 - 1)^2$, `;

const components: readonly Pair[] = [
  [
    r`${entropy}$\frac{\partial L}{\partial W_{jk}} = \left(\frac{e^{f(x;W)_j}}{\sum_l e^{f(x;W)_l}} - \mathbb{1}[j = y]\right) x_k$`,
    r`${entropy}$\frac{\partial L}{\partial W_{jk}} = \left(\frac{e^{f(x;W)_j}}{\sum_l e^{f(x;W)_l}} + \mathbb{1}[j = y]\right) x_k$`,
    'the component that a label picks',
  ],
  [
    r`${scores}${hinge}$\frac{\partial L}{\partial W_{jk}} = \mathbb{1}[f(x;W)_j - f(x;W)_y + 1 > 0] x_k$`,
    r`${scores}${hinge}$\frac{\partial L}{\partial W_{jk}} = -\mathbb{1}[f(x;W)_j - f(x;W)_y + 1 > 0] x_k$`,
    'of a function that is defined as a whole, at the names of its parameters',
  ],
  [
    r`${first}$\frac{\partial E}{\partial W_{1k}} = (f(x;W)_1 - 1) x_k$`,
    r`${first}$\frac{\partial E}{\partial W_{1k}} = (f(x;W)_1 + 1) x_k$`,
    'the component with a number',
  ],
];

pairs('components of functions', components);

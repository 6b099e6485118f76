import { type Pair, pairs } from './support.ts';

const r = String.raw;
const swish = r`$$f_\beta(x) = x\,\sigma(\beta x)$$ `;
const tempered = r`$p_k = \frac{e^{z_k / \tau}}{\sum_j e^{z_j / \tau}}$ and $L = -\sum_k t_k \ln p_k$ with $\sum_k t_k = 1$. `;
const parts = '$k = \\frac12(e^s - s)$, $\\ell = g s + \\beta k$';
const between = '\n\n$$\\frac{\\partial k}{\\partial s} = \\frac12(e^s - 1)$$\n\nThen\n\n';
const similar =
  '$y = 0$ similar, $y = 1$ dissimilar.\n\n$$\\ell = \\frac12(1-y)d^2 + \\frac12 y (m - d)^2$$\n\n$$\\frac{\\partial \\ell}{\\partial m} = y (m - d)$$\n\n';

const rows: readonly Pair[] = [
  [
    r`SiLU is $\beta = 1$. ${swish}$$f_\beta'(x) = \beta f_\beta(x) + \sigma(\beta x)\,(1 - \beta f_\beta(x))$$`,
    r`${swish}The special case SiLU is $\beta = 1$ of $$f_\beta'(x) = \beta f_\beta(x) + \sigma(x)\,(1 - 2 f_\beta(x))$$`,
    'a factor lost in the general formula',
  ],
  [
    r`${tempered}With $\tau = 1$ $$\frac{\partial L}{\partial z_k} = p_k - t_k$$`,
    r`${tempered}With $\tau = 1$ $$\frac{\partial L}{\partial z_k} = t_k - p_k$$`,
    'a letter that is gone with its value',
  ],
  [
    r`The rate is $c = 2$ and $y = c u^2$. $$\frac{dy}{du} = c^2 u$$`,
    r`The rate is $c = 2$ and $y = c u^2$. $$\frac{dy}{du} = c u$$`,
    'a name that has been that number from the start',
  ],
  [
    `${parts} ($\\beta = 1$ is the plain one).${between}$$\\frac{\\partial \\ell}{\\partial s} = g + \\frac{\\beta}{2}(e^s - 1)$$`,
    `${parts} ($\\beta = 1$ is the plain one).${between}$$\\frac{\\partial \\ell}{\\partial s} = g + \\frac12(e^s - 1)$$`,
    'a number that only tells what one case is called',
  ],
  [
    `${parts}. Here $\\beta = 1$ is used.${between}$$\\frac{\\partial \\ell}{\\partial s} = g + \\frac12(e^s - 1)$$`,
    `${parts}. Here $\\beta = 1$ is used.${between}$$\\frac{\\partial \\ell}{\\partial s} = g - \\frac12(e^s - 1)$$`,
    'a number that is put for good',
  ],
  [
    `${similar}$$\\frac{\\partial \\ell}{\\partial d} = y^2 (d - m) + (1 - y)\\,d$$`,
    `${similar}$$\\frac{\\partial \\ell}{\\partial d} = y (m - d) + (1 - y)\\,d$$`,
    'two numbers for one name side by side: it is one of the two, and not the first alone',
  ],
];

pairs('numbers that are put for letters', rows);

import { type Pair, pairs } from './support.ts';

const r = String.raw;
const swish = r`$$f_\beta(x) = x\,\sigma(\beta x)$$ `;
const tempered = r`$p_k = \frac{e^{z_k / \tau}}{\sum_j e^{z_j / \tau}}$ and $L = -\sum_k t_k \ln p_k$ with $\sum_k t_k = 1$. `;

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
];

pairs('numbers that are put for letters', rows);

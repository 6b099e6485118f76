import { type Pair, pairs } from './support.ts';

const r = String.raw;
const normal = r`$\log p(v) = -\frac{(v - m)^2}{2 s^2} - \log s$. `;
const likelihood = r`$\ln L = \sum_n (t_n \ln y_n + (1 - t_n) \ln (1 - y_n))$ with $y_n = \sigma(w x_n)$. `;
const boltzmann = r`$\log \pi_a = \beta q_a - \log Z$ and $Z = \sum_b e^{\beta q_b}$. `;
const odds = r`$\ln \frac{p}{1 - p} = w x + b$. `;
const below = r`$m = f_w(x)$ and $\ell = (m - t)^2$. `;
const spread = r`$\ell = -\frac{(x - m)^2}{2 s^2} - \ln s$. With the variance $v = s^2$ and with $\lambda = \ln s$: `;

const rows: readonly Pair[] = [
  [
    r`${normal}$$\frac{\partial \log p(v)}{\partial s} = \frac{(v - m)^2}{s^3} - \frac1s$$`,
    r`${normal}$$\frac{\partial \log p(v)}{\partial s} = \frac{(v - m)^2}{s^2} - \frac1s$$`,
    'a density by its logarithm',
  ],
  [
    r`${likelihood}$$\frac{\partial \ln L}{\partial w} = \sum_n (t_n - y_n) x_n$$`,
    r`${likelihood}$$\frac{\partial \ln L}{\partial w} = \sum_n (y_n - t_n) x_n$$`,
    'a likelihood by its logarithm',
  ],
  [
    r`${boltzmann}$$\frac{\partial \pi_a}{\partial q_b} = \beta \pi_a (\delta_{ab} - \pi_b)$$`,
    r`${boltzmann}$$\frac{\partial \pi_a}{\partial q_b} = \beta \pi_a (\delta_{ab} - \pi_a)$$`,
    'members of a vector by their logarithms',
  ],
  [
    r`${odds}$$\frac{\partial p}{\partial w} = p (1 - p) x$$`,
    r`${odds}$$\frac{\partial p}{\partial w} = p (1 - p)$$`,
    'a probability by its odds',
  ],
  [
    r`${below}$$\frac{\partial \ell}{\partial w} = 2 (m - t) \frac{\partial f_w(x)}{\partial w}$$`,
    r`${below}$$\frac{\partial \ell}{\partial w} = (m - t) \frac{\partial f_w(x)}{\partial w}$$`,
    'a parameter below a function',
  ],
  [
    r`${spread}$$\frac{\partial \ell}{\partial v} = \frac{(x - m)^2}{2 v^2} - \frac{1}{2v}$$`,
    r`${spread}$$\frac{\partial \ell}{\partial v} = \frac{(x - m)^2}{2 v} - \frac{1}{2v}$$`,
    'a derivative by the square of an input',
  ],
  [
    r`${spread}$$\frac{\partial \ell}{\partial \lambda} = \frac{(x - m)^2}{s^2} - 1$$`,
    r`${spread}$$\frac{\partial \ell}{\partial \lambda} = \frac{(x - m)^2}{s^3} - 1$$`,
    'a derivative by the logarithm of an input',
  ],
];

pairs('names behind a function', rows);

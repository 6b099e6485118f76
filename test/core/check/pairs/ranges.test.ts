import { type Pair, pairs } from './support.ts';

const r = String.raw;

const fromZero = r`## Filter
$$q=\sum_{k=0}^{K-1} w_k x_k$$

## Mean
`;

const powers = r`## Polynomial
$$f(x)=\sum_{j=0}^M w_j x^j$$

## Ridge
`;

const discounted = r`## Return
$$J=\sum_{t=0}^{T-1}\gamma^t r_t, \qquad \frac{\partial J}{\partial r_t}=\gamma^t$$

## Mean
`;

const ranges: readonly Pair[] = [
  [
    r`${fromZero}$$y=\frac1s\sum_{k=1}^{s}x_k,\qquad \frac{\partial y}{\partial x_k}=\frac1s$$`,
    r`${fromZero}$$y=\frac1s\sum_{k=1}^{s}x_k,\qquad \frac{\partial y}{\partial x_k}=\frac2s$$`,
    'a sum from 1 on where another section has one from 0 on',
  ],
  [
    r`${powers}$$R=\sum_{j=1}^M w_j^2, \qquad \frac{\partial R}{\partial w_j} = 2 w_j$$`,
    r`${powers}$$R=\sum_{j=1}^M w_j^2, \qquad \frac{\partial R}{\partial w_j} = w_j$$`,
    'the weights without the bias',
  ],
  [
    r`${discounted}$$\bar r=\frac1T\sum_{t=1}^T r_t, \qquad \frac{\partial \bar r}{\partial r_t} = \frac1T$$`,
    r`${discounted}$$\bar r=\frac1T\sum_{t=1}^T r_t, \qquad \frac{\partial \bar r}{\partial r_t} = -\frac1T$$`,
    'a sum that ends before another one',
  ],
  [
    r`$q=\sum_{k=0}^{K-1} w_k x_k$, $y=\sqrt{\sum_{k=1}^{s}x_k^2}$, $\frac{\partial y}{\partial x_k}=\frac{x_k}{y}$`,
    r`$q=\sum_{k=0}^{K-1} w_k x_k$, $y=\sqrt{\sum_{k=1}^{s}x_k^2}$, $\frac{\partial y}{\partial x_k}=\frac{x_k}{2y}$`,
    'the same inside of one section',
  ],
  [
    r`$S = \sum_{i=1}^{n-1} (x_{i+1} - x_i)^2$, $\frac{\partial S}{\partial x_i} = 2(x_i - x_{i-1}) - 2(x_{i+1} - x_i)$`,
    r`$S = \sum_{i=1}^{n-1} (x_{i+1} - x_i)^2$, $\frac{\partial S}{\partial x_i} = -2(x_{i+1} - x_i)$`,
    'a member that a sum names by its neighbour',
  ],
  [
    r`$T = \sum_{i=1}^n x_i$, $P = \sum_{i=2}^{n} x_i^2$, $\frac{\partial P}{\partial x_i} = 2x_i$`,
    r`$T = \sum_{i=1}^n x_i$, $P = \sum_{i=2}^{n} x_i^2$, $\frac{\partial P}{\partial x_i} = x_i$`,
    'a sum from 2 on',
  ],
  [
    r`$J = \sum_{t=1}^{T-1} x_t^2 + 5 x_T^2$, $\frac{\partial J}{\partial x_T} = 10 x_T$`,
    r`$J = \sum_{t=1}^{T-1} x_t^2 + 5 x_T^2$, $\frac{\partial J}{\partial x_T} = 2 x_T$`,
    'a last member behind those of a sum',
  ],
  [
    r`$J = \sum_{t=1}^{T+1} x_t^2 + 5 x_T$, $\frac{\partial J}{\partial x_T} = 2x_T + 5$`,
    r`$J = \sum_{t=1}^{T+1} x_t^2 + 5 x_T$, $\frac{\partial J}{\partial x_{T+1}} = 2x_{T+1} + 5$`,
    'a member in front of the last one of a sum',
  ],
];

pairs('the members that the sums of a step have', ranges);

const said: readonly Pair[] = [
  [
    r`$y = \sum_{k=1}^{K}x_k^2$. $\frac{\partial y}{\partial x_k}=2x_k, \quad k = 1, \dots, K$.`,
    r`$y = \sum_{k=1}^{K}x_k^2$. $\frac{\partial y}{\partial x_k}=x_k, \quad k = 1, \dots, K$.`,
    'a range with dots',
  ],
  [
    r`$y = 3 x_1 + \sum_{k=2}^{K}x_k^2$. $$\frac{\partial y}{\partial x_k}=2x_k \qquad (k = 2, 3, \dots, K)$$`,
    r`$y = 3 x_1 + \sum_{k=2}^{K}x_k^2$. $$\frac{\partial y}{\partial x_k}=2x_k \qquad (k = 1, 2, \dots, K)$$`,
    'a range that begins behind the first one',
  ],
  [
    r`$y = \sum_{t=1}^{T}x_t^2$. $$\frac{\partial y}{\partial x_t}=2x_t \text{ for } t = T, \dots, 1$$`,
    r`$y = \sum_{t=1}^{T}x_t^2$. $$\frac{\partial y}{\partial x_t}=-2x_t \text{ for } t = T, \dots, 1$$`,
    'a range from the last one down',
  ],
  [
    r`$y = \sum_{k=1}^{K}x_k^2$. $$\frac{\partial y}{\partial x_k}=2x_k \quad (1 \le k \le K)$$`,
    r`$y = \sum_{k=1}^{K}x_k^2$. $$\frac{\partial y}{\partial x_k}=x_k \quad (1 \le k \le K)$$`,
    'a range between two signs',
  ],
];

pairs('what an index is said to run over', said);

const labels = r`$\ell = \ln(1 + e^{-y s})$`;

const signs: readonly Pair[] = [
  [
    r`${labels} with $y \in \pm 1$. $$\frac{\partial^2 \ell}{\partial s^2} = \frac{e^{y s}}{(1 + e^{y s})^2}$$`,
    r`${labels} with $y \in \pm 1$. $$\frac{\partial^2 \ell}{\partial s^2} = \frac{2 e^{y s}}{(1 + e^{y s})^2}$$`,
    'a label with both signs, whose square is 1',
  ],
  [
    r`${labels} with $y \in \{\pm 1\}$. $$\frac{\partial^2 \ell}{\partial s^2} = \frac{e^{y s}}{(1 + e^{y s})^2}$$`,
    r`${labels} with $y \in \{\pm 2\}$. $$\frac{\partial^2 \ell}{\partial s^2} = \frac{e^{y s}}{(1 + e^{y s})^2}$$`,
    'both signs in braces',
  ],
  [
    r`$y_i \in \{\pm 1\}$. $$\ell = \sum_i (1 - y_i s_i)^2, \quad \frac{\partial \ell}{\partial s_i} = 2 (s_i - y_i)$$`,
    r`$y_i \in \{\pm 1\}$. $$\ell = \sum_i (1 - y_i s_i)^2, \quad \frac{\partial \ell}{\partial s_i} = 2 (y_i - s_i)$$`,
    'a label of each sample',
  ],
];

pairs('a name that is said to have either sign', signs);

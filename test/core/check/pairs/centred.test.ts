import { pairs, tails } from './support.ts';

const r = String.raw;

const line = r`$L = \sum_i (y_i - a x_i - b)^2$.`;
const slope = r`$$\frac{\partial L}{\partial b} = -2\sum_i (y_i - a x_i - b)`;

pairs('members whose sum or mean is zero, as formulas or words say', [
  [
    r`Linear regression with $\sum_i x_i = 0$. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    r`Linear regression with $\sum_i x_i = 0$. ${line} ${slope} = -2\sum_i (y_i + b)$$`,
    'a sum that is zero, and the same with a sign turned',
  ],
  [
    r`The data are centred. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    r`The data are given. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    'the same in words, and words that do not say it',
  ],
  [
    r`The inputs $x_i$ have mean zero. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    r`The targets $y_i$ have mean zero. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    'of the name beside the words, and not of another one',
  ],
  [
    r`Assume $\frac1n\sum_i x_i = 0$. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    r`Assume $\frac1n\sum_i x_i = 0$. ${line} ${slope} = -2\sum_i (y_i - a)$$`,
    'a mean that is zero',
  ],
  [
    r`$\bar x = \frac1n\sum_i x_i$ and for centred data $\bar x = 0$. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    r`$\bar x = \frac1n\sum_i x_i$. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    'a mean that has a name',
  ],
  [
    r`$S = -\sum_i p_i\ln p_i$, $\sum_i\dot p_i = 0$. Over time $$\dot S = -\sum_i\dot p_i(\ln p_i+1) = -\sum_i\dot p_i\ln p_i$$`,
    r`$S = -\sum_i p_i\ln p_i$, $\sum_i\dot p_i = 0$. Over time $$\dot S = -\sum_i\dot p_i(\ln p_i+1) = \sum_i\dot p_i\ln p_i$$`,
    'rates whose sum is zero, since what they are the rates of is all there is',
  ],
  [
    r`The design is centred, $\sum_i x_{ij} = 0$ for every $j$. $L = \sum_i (y_i - \sum_j w_j x_{ij} - b)^2$. $$\frac{\partial L}{\partial b} = -2\sum_i (y_i - b - \sum_j w_j x_{ij}) = -2\sum_i (y_i - b)$$`,
    r`The rows are such that $\sum_j x_{ij} = 0$ for every $i$. $L = \sum_i (y_i - \sum_j w_j x_{ij} - b)^2$. $$\frac{\partial L}{\partial b} = -2\sum_i (y_i - b - \sum_j w_j x_{ij}) = -2\sum_i (y_i - b)$$`,
    'a sum over samples, which one over features is not',
  ],
  [
    r`$\sum_i x_i^2 = 1$, $\sum_i x_i = 0$. ${line} $$\frac{\partial L}{\partial a} = -2\sum_i x_i (y_i - a x_i - b) = 2a - 2\sum_i x_i y_i$$`,
    r`$\sum_i x_i^2 = 1$, $\sum_i x_i = 0$. ${line} $$\frac{\partial L}{\partial a} = -2\sum_i x_i (y_i - a x_i - b) = a - 2\sum_i x_i y_i$$`,
    'a length besides, which is to be kept when the members are moved',
  ],
  [
    r`Die Daten sind zentriert. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    r`Die Daten sind gegeben. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    'in another language',
  ],
]);

tails('words of means that say nothing of what is handed in', [
  [
    r`The outputs have mean zero. $c_i = x_i - \frac1n\sum_j x_j$, $E = \sum_i g_i c_i$. $$\frac{\partial E}{\partial x_k} = g_k - \frac1n\sum_i g_i = g_k$$`,
    ['holds', 'mismatch'],
    'gradients from behind, whose mean is another one',
  ],
]);

tails('equations that are given, those that cannot be drawn too', [
  [
    r`$\mathbf 1^\top x = 0$. $L = \|y - a x - b \mathbf 1\|^2$. $$\frac{\partial L}{\partial b} = -2\,\mathbf 1^\top (y - a x - b\mathbf 1) = -2\,\mathbf 1^\top (y - b\mathbf 1)$$`,
    ['holds', 'holds-assuming'],
    'a sum as a product with ones',
  ],
  [
    r`$\sum_i x_i = 0$ and $\sum_i x_i y_i = 0$. ${line} $$\frac{\partial L}{\partial a} = -2\sum_i x_i (y_i - a x_i - b) = 2a\sum_i x_i^2$$`,
    ['holds', 'undetermined'],
    'right where both are true, of which one cannot be drawn',
  ],
  [
    r`The noise $x_i$ is Gaussian with mean zero. ${line} ${slope} = -2\sum_i (y_i - b)$$`,
    ['holds', 'mismatch'],
    'a mean over a law, from which no sum of samples is zero',
  ],
]);

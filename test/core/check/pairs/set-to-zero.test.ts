import { type Tail, tails } from './support.ts';

const r = String.raw;
const line = r`Let $g(w,b) = \sum_{i=1}^n (y_i - w x_i - b)^2$. $$\frac{\partial g}{\partial w} = -2\sum_{i=1}^n (y_i - w x_i - b)x_i`;
const normal = r`Let $\ell = -\frac{n}{2}\ln \sigma^2 - \frac{1}{2\sigma^2}\sum_{i=1}^n (x_i - \mu)^2$. $$\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2}\sum_{i=1}^n (x_i - \mu)`;
const cube = r`Let $f(x) = x^3 - 3x^2$. `;

const rows: readonly Tail[] = [
  [
    r`${line} = \sum_{i=1}^n (y_i - w x_i - b)x_i = 0$$`,
    ['holds', 'undetermined', 'undetermined'],
    'a number divided off, since all is set to zero',
  ],
  [r`${line} = \sum_{i=1}^n (y_i - w x_i - b)x_i$$`, ['holds', 'mismatch'], 'the same with nothing set to zero'],
  [r`${line} = \sum_{i=1}^n (y_i - w x_i + b)x_i = 0$$`, ['holds', 'mismatch', 'undetermined'], 'a sign that moves the solution'],
  [r`${line} = \sum_{i=1}^n (y_i - w x_i - b) = 0$$`, ['holds', 'mismatch', 'undetermined'], 'a factor under the sum'],
  [
    r`Let $f(a) = \|y - X a\|^2$. $$\nabla_a f = -2X^\top(y - Xa) = X^\top (X a - y) = 0$$`,
    ['holds', 'undetermined', 'undetermined'],
    'vectors',
  ],
  [r`Let $f(x) = 3(x - a)^2$. $$f'(x) = 6(x - a) = x - a = 0$$`, ['holds', 'undetermined', 'undetermined'], 'a derivative by a prime'],
  [r`Let $f(x) = 3(x - a)^2$. $$f'(x) = 6(x - a) = x + a = 0$$`, ['holds', 'mismatch', 'undetermined'], 'another solution'],
  [r`${normal} = \sum_{i=1}^n (x_i - \mu) = 0$$`, ['holds', 'undetermined', 'undetermined'], 'a name divided off that is not sought'],
  [r`${normal} = \sum_{i=1}^n (x_i + \mu) = 0$$`, ['holds', 'mismatch', 'undetermined'], 'the same with another solution'],
  [
    r`${cube}$$f'(x) = 3x(x-2) = x - 2 = 0$$`,
    ['holds', 'mismatch', 'undetermined'],
    'a factor with what is sought, and a solution lost with it',
  ],
  [r`${cube}$$f'(x) = x(x-2) = 0$$`, ['mismatch', 'undetermined'], 'a derivative itself, which is said to be that'],
];

tails('chains that are set to zero', rows);

tails('a formula and its opposite', [
  [
    r`The $\lambda_j$ may have any sign, so that $$\sum_j \lambda_j h_j = -\sum_j \lambda_j h_j$$`,
    ['undetermined'],
    'either may be meant, and nobody takes the two to be the same',
  ],
  [r`$$\sum_j \lambda_j h_j = -2\sum_j \lambda_j h_j$$`, ['mismatch'], 'another multiple'],
  [
    r`$L = (y - t)^2$. $$\frac{\partial L}{\partial y} = 2(y - t) = -2(y - t)$$`,
    ['holds', 'mismatch'],
    'a sign lost on the way from a derivative',
  ],
]);

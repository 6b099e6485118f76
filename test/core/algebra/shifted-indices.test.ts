import { says } from './says.ts';

const r = String.raw;
const first = r`E = \sum_{i=1}^{n-1} (x_{i+1} - x_i)^2`;
const convolution = [r`y_i = \sum_{k=1}^{K} w_k x_{i+k-1}`, r`L = \sum_i \frac12 (y_i - t_i)^2`];

says('shifted indices', [
  [
    [first],
    'E',
    'x_i',
    r`2 \, ((x_i - x_{i-1}) \mathbb{1}[i \ge 2] + (x_i - x_{i+1}) \mathbb{1}[i \le n - 1])`,
    'differences of neighbours, with both borders',
  ],
  [
    [r`T = \sum_{i=1}^{n-1} |x_{i+1} - x_i|`],
    'T',
    'x_i',
    r`\operatorname{sign}(x_i - x_{i-1}) \mathbb{1}[i \ge 2] + \operatorname{sign}(x_i - x_{i+1}) \mathbb{1}[i \le n - 1]`,
    'total variation',
  ],
  [
    [r`U = \sum_{i=2}^{n-1} (x_{i+1} - 2 x_i + x_{i-1})^2`],
    'U',
    'x_i',
    r`2 \, ((x_i + x_{i-2} - 2 x_{i-1}) \mathbb{1}[i \ge 3] + 2 \, (2 x_i - x_{i+1} - x_{i-1}) \mathbb{1}[i \le n - 1] \mathbb{1}[i \ge 2] + (x_{i+2} + x_i - 2 x_{i+1}) \mathbb{1}[i \le n - 2])`,
    'second differences',
  ],
  [convolution, 'L', 'w_k', r`\sum_i (y_i - t_i) x_{i + k - 1}`, 'a convolution by its weights'],
  [convolution, 'L', 'x_j', r`\sum_i (y_i - t_i) w_{j - i + 1}`, 'and by what it is of: turned round'],
  [[r`y_i = \sum_k w_k x_{i+k}`], 'y_i', 'x_j', 'w_{j - i}', 'one of its values'],
  [[r`S = \sum_k k^2 a_k^2`], 'S', 'a_k', '2 k^2 a_k', 'the number of an index in a power'],
]);

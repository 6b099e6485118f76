import { checks, type Row } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const shapes = r`$X$ is $n_x \times m$, $Y$ is $1 \times m$, $W_1$ is $n_h \times n_x$, $W_2$ is $1 \times n_h$.`;
const layers = r`$$Z_1 = W_1 X, \qquad A_1 = \tanh(Z_1), \qquad Z_2 = W_2 A_1, \qquad A_2 = \sigma(Z_2)$$`;

/** A net with a loss over the samples, by what the notes call the target and the output for one of them. */
function net(y: string, a: string, said = ''): string {
  const loss = r`$$J = -\frac{1}{m} \sum_{i=1}^{m} \Big[ ${y} \log ${a} + (1 - ${y}) \log(1 - ${a}) \Big]$$`;
  return `${shapes}${said}\n\n${layers}\n\n${loss}\n\n`;
}

const names: readonly (readonly [y: string, a: string, said: string, why: string])[] = [
  ['y^{(i)}', 'a_2^{(i)}', '', 'small letters with the layer below'],
  ['Y^{(i)}', 'A_2^{(i)}', '', 'capital letters with the sample above'],
  ['y^{(i)}', 'a^{(i)}', r` We write $a^{(i)}$ for the entries of $A_2$.`, 'words say which matrix has the entries'],
];

const above = r`${net('y^{(i)}', 'a_2^{(i)}')}$$dZ_2 = \frac{1}{m} (A_2 - Y), \qquad dW_2 = dZ_2 A_1^T, \qquad dA_2 = \frac{1}{m} \left( \frac{1 - Y}{1 - A_2} - \frac{Y}{A_2} \right)$$

`;

const rows: readonly Pair[] = [
  ...names.map(
    ([y, a, said, why]): Pair => [
      r`${net(y, a, said)}$$dZ_2 = \frac{1}{m} (A_2 - Y)$$`,
      r`${net(y, a, said)}$$dZ_2 = \frac{1}{m} (Y - A_2)$$`,
      why,
    ],
  ),
  [r`${above}$$dW_1 = dZ_1 X^T$$`, r`${above}$$dW_1 = \frac{1}{m} dZ_1 X^T$$`, 'the mean is taken once'],
  [
    r`${above}A star is an elementwise product. $$dZ_2 = dA_2 * A_2 * (1 - A_2)$$`,
    r`${above}A star is an elementwise product. $$dZ_2 = dA_2 * A_2 * (1 + A_2)$$`,
    'a star beside a bracket goes entry by entry in a row too',
  ],
];

const others: readonly Row[] = [
  [
    r`$Z = W X$, $A = \tanh(Z)$, $a^{(i)} = \sigma(z^{(i)})$, $J = \sum_i \log a^{(i)}$. $$\frac{\partial J}{\partial a^{(i)}} = \frac{1}{a^{(i)}}$$`,
    'holds',
    '',
    'a name with a formula of its own stays what it is',
  ],
];

pairs('rows of samples', rows);
checks('what is no row of samples', others);

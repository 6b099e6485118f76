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

const outputs = r`$$Z^{[1]} = W^{[1]}X + b^{[1]}, \quad A^{[1]} = \tanh(Z^{[1]}), \quad Z^{[2]} = W^{[2]}A^{[1]} + b^{[2]}, \quad A^{[2]} = \sigma(Z^{[2]})$$

$$J = -\frac{1}{m}\sum_{i}^{m}\Big(y^{(i)}\log a^{[2](i)} + (1-y^{(i)})\log(1-a^{[2](i)})\Big)$$

`;
const unit = r`## One example

$$z = w_1x_1 + w_2x_2 + b, \quad a = \sigma(z), \quad \mathcal{L} = -\big(y\log a + (1-y)\log(1-a)\big)$$

$$dz = \frac{d\mathcal{L}}{da}\frac{da}{dz} = a - y, \quad dw_1 = x_1 dz$$

## All examples

`;
const flow = r`$$dZ^{[2]} = \frac{1}{m}(A^{[2]} - Y)$$ $$dW^{[2]} = dZ^{[2]}A^{[1]T}, \quad dZ^{[1]} = W^{[2]T}dZ^{[2]} \odot (1 - A^{[1]} \odot A^{[1]})$$

`;

const withoutShapes: readonly Pair[] = [
  [
    r`${outputs}${flow}$$dW^{[1]} = dZ^{[1]}X^T$$`,
    r`${outputs}${flow}$$dW^{[1]} = \frac{1}{m}dZ^{[1]}X^T$$`,
    'no shape is stated: that the output is a number for each sample tells that its matrix is a row',
  ],
  [
    r`${unit}${outputs}${flow}$$dW^{[1]} = dZ^{[1]}X^T$$`,
    r`${unit}${outputs}${flow}$$dW^{[1]} = \frac{1}{m}dZ^{[1]}X^T$$`,
    'a section in front has another loss, and numbers of the same letters',
  ],
];

const others: readonly Row[] = [
  [
    r`${outputs}${flow}$$db^{[1]} = dZ^{[1]}$$`,
    'undetermined',
    '',
    'a bias has no number for each sample, so that what is not summed is not right',
  ],
  [r`${outputs}${flow}$$db^{[2]} = dZ^{[2]}$$`, 'undetermined', '', 'the same of the last one'],
  [r`${outputs}${flow}$$db^{[2]} = \sum_i dZ^{[2](i)}$$`, 'holds', '', 'what is summed is'],
  [
    r`${unit}$$A = \tanh(W X), \quad J = \sum_i A_{1i}$$ $$db = dA$$`,
    'undetermined',
    '',
    'nothing leads to the loss of the section, which is no other loss',
  ],
  [
    r`$Z = W X$, $A = \tanh(Z)$, $a^{(i)} = \sigma(z^{(i)})$, $J = \sum_i \log a^{(i)}$. $$\frac{\partial J}{\partial a^{(i)}} = \frac{1}{a^{(i)}}$$`,
    'holds',
    '',
    'a name with a formula of its own stays what it is',
  ],
];

pairs('rows of samples', rows);
pairs('rows of samples without shapes', withoutShapes);
checks('what is no row of samples', others);

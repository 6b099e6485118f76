import { expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const layers = r`$Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$, $A^{[l]} = \sigma(Z^{[l]})$. $Y$ is a $1 \times m$ matrix. $$J = -\frac{1}{m} \sum_{i=1}^m \left( Y_i \log A_i^{[L]} + (1 - Y_i) \log (1 - A_i^{[L]}) \right)$$ `;
const weights = r`$$dW^{[l]} = \frac{1}{m} dZ^{[l]} A^{[l-1]T}$$ `;
const down = r`$$dZ^{[l]} = dA^{[l]} * A^{[l]} (1 - A^{[l]})$$ $$dA^{[l-1]} = W^{[l]T} dZ^{[l]}$$ `;
const two = r`$Z^{[1]} = W^{[1]} X$, $A^{[1]} = \tanh(Z^{[1]})$, $Z^{[2]} = W^{[2]} A^{[1]}$, $A^{[2]} = \sigma(Z^{[2]})$. $Y$ is $1 \times m$ and $X$ is $n \times m$. $$J = -\frac{1}{m} \sum_{i=1}^m \left( Y_i \log A_i^{[2]} + (1 - Y_i) \log (1 - A_i^{[2]}) \right)$$ $$dZ^{[2]} = A^{[2]} - Y$$ $$dW^{[2]} = \frac{1}{m} dZ^{[2]} A^{[1]T}$$ `;

pairs('gradients by name of which some are of the loss of each sample and some of the mean', [
  [
    r`${layers}${weights}$$dZ^{[L]} = A^{[L]} - Y$$`,
    r`${layers}${weights}$$dZ^{[L]} = Y - A^{[L]}$$`,
    'the mean is taken where the weights collect all samples',
  ],
  [
    r`${layers}${weights}${down}$$dA^{[L]} = -\frac{Y}{A^{[L]}} + \frac{1 - Y}{1 - A^{[L]}}$$`,
    r`${layers}${weights}${down}$$dA^{[L]} = \frac{Y}{A^{[L]}} + \frac{1 - Y}{1 - A^{[L]}}$$`,
    'the gradient of what is made of those of samples is of samples too',
  ],
  [
    r`${layers}$$\frac{\partial J}{\partial W^{[l]}} = \frac{1}{m} dZ^{[l]} A^{[l-1]T}$$ $$dZ^{[L]} = A^{[L]} - Y$$`,
    r`${layers}$$dZ^{[L]} = A^{[L]} - Y$$ $$\frac{\partial J}{\partial W^{[l]}} = \frac{2}{m} dZ^{[l]} A^{[l-1]T}$$`,
    'the weights by a derivative that is not by name',
  ],
  [
    r`${two}$$dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - (A^{[1]})^2)$$ $$dW^{[1]} = \frac1m dZ^{[1]} X^T$$`,
    r`${two}$$dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - (A^{[1]})^2)$$ $$dW^{[1]} = dZ^{[1]} X^T$$`,
    'the mean is lost in one of two layers',
  ],
  [
    r`${two}$$dZ^{[1]} = W^{[2]T} dZ^{[2]} * (1 - (A^{[1]})^2)$$`,
    r`${two}$$dZ^{[1]} = \frac1m W^{[2]T} dZ^{[2]} * (1 - (A^{[1]})^2)$$`,
    'the mean is taken twice in one of two layers, which says nothing of the others',
  ],
  [
    r`${layers}$$dZ^{[L]} = \frac{1}{m} (A^{[L]} - Y)$$ $$dW^{[L]} = dZ^{[L]} A^{[L-1]T}$$`,
    r`${layers}$$dZ^{[L]} = \frac{1}{m} (A^{[L]} - Y)$$ $$dW^{[l]} = dZ^{[l]} A^{[l-1]T}$$ $$dW^{[L]} = \frac1m dZ^{[L]} A^{[L-1]T}$$`,
    'the mean is taken from the start, and once more',
  ],
  [
    r`${layers}$$dW^{[L]} = \frac1m (A^{[L]} - Y) A^{[L-1]T}$$`,
    r`${layers}$$dZ^{[L]} = A^{[L]} - Y$$ $$dW^{[L]} = dZ^{[L]} A^{[L-1]T}$$ $$dW^{[L]} = (A^{[L]} - Y) A^{[L-1]T}$$`,
    'the mean is lost everywhere',
  ],
]);

it('a name that may be of the loss of each sample is not blamed for the mean alone', () => {
  const note = r`${layers}$dZ^{[L]} = A^{[L]} - Y$ and $dW^{[L]} = \frac1m (A^{[L]} - Y) A^{[L-1]T}$`;
  expect(stepsOf(note).map(({ verdict }) => verdict)).not.toContain('mismatch');
});

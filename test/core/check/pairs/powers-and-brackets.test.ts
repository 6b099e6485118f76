import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;
const normal = r`$L = -n \ln \sigma - \frac{S}{2 \sigma^2}$. `;
const vectors = r`Let $x, w, v, b \in \mathbb R^n$. `;

pairs('derivatives by a power of a name', [
  [
    r`${normal}$$\frac{\partial L}{\partial \sigma^2} = -\frac{n}{2 \sigma^2} + \frac{S}{2 \sigma^4}$$`,
    r`${normal}$$\frac{\partial L}{\partial \sigma^2} = -\frac{n}{\sigma^2} + \frac{S}{2 \sigma^4}$$`,
    'the logarithm of the name changes with its square',
  ],
  [
    r`$m = a r^2 + r^4$ and $\frac{\partial m}{\partial r^2} = a + 2 r^2$`,
    r`$m = a r^2 + r^4$ and $\frac{\partial m}{\partial r^2} = 2 a r + 4 r^3$`,
    'so does the square of the square; the second one is by the name',
  ],
  [
    r`$k(a, u^2) = a u^2 + u^4$ and $\frac{\partial k(a, u^2)}{\partial u^2} = a + 2 u^2$`,
    r`$k(a, u^2) = a u^2 + u^4$ and $\frac{\partial k(a, u^2)}{\partial u^2} = a + u^2$`,
    'a function of the square',
  ],
  [
    r`$K = \frac12 \sum_j v_j^2 - \sum_j \ln v_j$ and $\frac{\partial K}{\partial v_j^2} = \frac12 (1 - \frac{1}{v_j^2})$`,
    r`$K = \frac12 \sum_j v_j^2 - \sum_j \ln v_j$ and $\frac{\partial K}{\partial v_j^2} = \frac12 (1 + \frac{1}{v_j^2})$`,
    'of one member in a sum',
  ],
]);

pairs('an inner product in front of a bracket', [
  [
    r`${vectors}$S = x^\top w \, v^\top b - x^\top w \, x^\top b$ and $\nabla_b S = x^\top w (v - x)$`,
    r`${vectors}$S = x^\top w \, v^\top b - x^\top w \, x^\top b$ and $\nabla_b S = x^\top w (v + x)$`,
    'a number times a vector, though the letter in front of the bracket could go with it',
  ],
  [
    r`${vectors}$R = x^\top w \, v^\top b - x^\top w \, w^\top b$ and $\nabla_b R = x^\top w \cdot (v - w)$`,
    r`${vectors}$R = x^\top w \, v^\top b - x^\top w \, w^\top b$ and $\nabla_b R = x^\top w \cdot (w - v)$`,
    'with the same letter in the bracket',
  ],
  [
    r`${vectors}$A \in \mathbb R^{m \times n}$, $h = \sigma(A x)$, $E = c^\top h$ and $\nabla_x E = A^\top (c \odot h (1 - h))$`,
    r`${vectors}$A \in \mathbb R^{m \times n}$, $h = \sigma(A x)$, $E = c^\top h$ and $\nabla_x E = A^\top (c \odot h (1 + h))$`,
    'a name and what is left of it go together',
  ],
]);

checks('partial and total derivatives of a function by an argument', [
  [
    r`$f(x, y) = x y$ and $y = x^2$. $$\frac{\partial f(x, y)}{\partial x} = y$$`,
    'holds',
    '',
    'the partial derivative holds the other argument',
  ],
  [r`$f(x, y) = x y$ and $y = x^2$. $$\frac{d f(x, y)}{d x} = y$$`, 'mismatch', 'missing-factor', 'the total one does not'],
  [r`$f(x, y) = x y$ and $y = x^2$. $$\frac{d f(x, y)}{d x} = 3 x^2$$`, 'holds', '', 'it takes both ways'],
]);

checks('the number and the name of one letter', [
  [r`Weights $\pi_1$, $\pi_2$. $V = \pi (1 - \pi)$ and $\frac{dV}{d\pi} = 1 - 2\pi$`, 'holds', '', 'a name that is differentiated by'],
  [r`Weights $\pi_1$, $\pi_2$. $V = \pi (1 - \pi)$ and $\frac{dV}{d\pi} = 1 + 2\pi$`, 'mismatch', 'sign', 'the same with a slip'],
  [r`Weights $\pi_1$, $\pi_2$. $V(\pi) = \pi (1 - \pi)$ and $V'(\pi) = 1 - 2\pi$`, 'holds', '', 'the parameter of a function'],
]);

checks('words about solving', [
  [r`$g = x^2 + 3 x$. Solving, $\frac{dg}{dx} = 2 x + 1$`, 'mismatch', 'other', 'what has a formula is not sought'],
  [r`The step $d$ solves $H d = -g$`, 'undetermined', '', 'an equation for a name'],
]);

import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const between: readonly Pair[] = [
  [
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$ and $A \in \mathbb R^{n \times p}$, $b \in \mathbb R^n$, $g(x) = f(Ax + b)$. $\nabla g(x) = A^T \nabla f(Ax + b)$`,
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$ and $A \in \mathbb R^{n \times p}$, $b \in \mathbb R^n$, $g(x) = f(Ax + b)$. $\nabla g(x) = A \nabla f(Ax + b)$`,
    'the gradient of an unknown function of an affine map',
  ],
  [
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$, $g(x) = f(Ax + b)$. $\nabla^2 g(x) = A^T \nabla^2 f(Ax + b) A$`,
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$, $g(x) = f(Ax + b)$. $\nabla^2 g(x) = 2 A^T \nabla^2 f(Ax + b) A$`,
    'its second derivatives',
  ],
  [
    r`Suppose $f: \R^n \to \R$, $g: \R \to \R$, and $h(x) = g(f(x))$. $\nabla h(x) = g'(f(x)) \nabla f(x)$`,
    r`Suppose $f: \R^n \to \R$, $g: \R \to \R$, and $h(x) = g(f(x))$. $\nabla h(x) = -g'(f(x)) \nabla f(x)$`,
    'a function of one number around one of a vector, with the letter for the reals',
  ],
  [
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$, $g: \mathbb{R} \to \mathbb{R}$, and $h(x) = g(f(x))$. $\nabla^2 h(x) = g'(f(x)) \nabla^2 f(x) + g''(f(x)) \nabla f(x) \nabla f(x)^T$`,
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$, $g: \mathbb{R} \to \mathbb{R}$, and $h(x) = g(f(x))$. $\nabla^2 h(x) = g'(f(x)) \nabla^2 f(x) - g''(f(x)) \nabla f(x) \nabla f(x)^T$`,
    'its second derivatives, with the transpose behind the argument of what is differentiated',
  ],
  [
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$, $g(t) = f(x + t d)$. $g'(t) = \nabla f(x + t d)^T d$`,
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$, $g(t) = f(x + t d)$. $g'(t) = -\nabla f(x + t d)^T d$`,
    'a derivative along a line',
  ],
  [
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$, $g(t) = f(x + t(y - x))$. $g''(t) = (y - x)^T \nabla^2 f(x + t(y - x)) (y - x)$`,
    r`Suppose $f: \mathbb{R}^n \to \mathbb{R}$, $g(t) = f(x + t(y - x))$. $g''(t) = -(y - x)^T \nabla^2 f(x + t(y - x)) (y - x)$`,
    'the second one along it',
  ],
  [
    r`Let $f: \mathbb R^n \to \mathbb R$, $g(y) := f(Sy)$. $\nabla g(y) = \nabla_y f(Sy) = S^T\nabla f(Sy)$`,
    r`Let $f: \mathbb R^n \to \mathbb R$, $g(y) := f(Sy)$. $\nabla g(y) = \nabla_y f(Sy) = S\nabla f(Sy)$`,
    'variables that are scaled, by a square matrix',
  ],
  [
    r`Let $f: \mathbb R^{m \times n} \to \mathbb R$, and $g(X) = f(A X)$. $\nabla g(X) = A^T \nabla f(AX)$`,
    r`Let $f: \mathbb R^{m \times n} \to \mathbb R$, and $g(X) = f(A X)$. $\nabla g(X) = -A^T \nabla f(AX)$`,
    'a function of a matrix, which is the same wherever it is taken',
  ],
  [
    r`$f, g : \mathbb{R}^n \to \mathbb{R}$. $\mathcal{L}(x, \lambda) = f(x) - \lambda \, g(x)$, $\nabla_x \mathcal{L} = \nabla f(x) - \lambda \nabla g(x)$`,
    r`$f, g : \mathbb{R}^n \to \mathbb{R}$. $\mathcal{L}(x, \lambda) = f(x) - \lambda \, g(x)$, $\nabla_x \mathcal{L} = \nabla f(x) + \lambda \nabla g(x)$`,
    'two functions between the same spaces',
  ],
  [
    r`For $\phi: \mathbb R \to \mathbb R$, $h = \phi(W x)$, $L = v^\top h$. $\frac{\partial L}{\partial x} = W^\top (v \odot \phi'(W x))$`,
    r`For $\phi: \mathbb R \to \mathbb R$, $h = \phi(W x)$, $L = v^\top h$. $\frac{\partial L}{\partial x} = -W^\top (v \odot \phi'(W x))$`,
    'a function of one number, taken of each entry of a vector',
  ],
  [
    r`Let $f: \mathbb R^n \to \mathbb R$. $f(x) = \frac12 x^T A x$, $\nabla f(x) = \frac12 (A + A^T) x$`,
    r`Let $f: \mathbb R^n \to \mathbb R$. $f(x) = \frac12 x^T A x$, $\nabla f(x) = (A + A^T) x$`,
    'a function that has a formula',
  ],
];

const behind: readonly Pair[] = [
  [
    r`For $m$ samples, $X \in \mathbb R^{n_0 \times m}$. $Z^{[1]} = W^{[1]} X + b^{[1]} \in \mathbb{R}^{n_1 \times m}$, $A^{[1]} = \tanh(Z^{[1]}) \in \mathbb{R}^{n_1 \times m}$, $Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]} \in \mathbb{R}^{1 \times m}$, $A^{[2]} = \sigma(Z^{[2]}) \in \mathbb{R}^{1 \times m}$, $Y \in \mathbb R^{1 \times m}$. $L = -\frac1m \sum_{i=1}^m [ Y_i \log A^{[2]}_i + (1 - Y_i) \log(1 - A^{[2]}_i) ]$. $\frac{\partial L}{\partial Z^{[2]}} = \frac1m (A^{[2]} - Y)$`,
    r`For $m$ samples, $X \in \mathbb R^{n_0 \times m}$. $Z^{[1]} = W^{[1]} X + b^{[1]} \in \mathbb{R}^{n_1 \times m}$, $A^{[1]} = \tanh(Z^{[1]}) \in \mathbb{R}^{n_1 \times m}$, $Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]} \in \mathbb{R}^{1 \times m}$, $A^{[2]} = \sigma(Z^{[2]}) \in \mathbb{R}^{1 \times m}$, $Y \in \mathbb R^{1 \times m}$. $L = -\frac1m \sum_{i=1}^m [ Y_i \log A^{[2]}_i + (1 - Y_i) \log(1 - A^{[2]}_i) ]$. $\frac{\partial L}{\partial Z^{[2]}} = \frac1m (Y - A^{[2]})$`,
    'a space behind the formula for what lies in it',
  ],
  [
    r`For layers $l = 1, 2$, $Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$, $Z^{[1]} \in \mathbb{R}^{4 \times m}$, $Z^{[2]} \in \mathbb{R}^{1 \times m}$, $A^{[l]} = g(Z^{[l]})$. $dZ^{[l]} = dA^{[l]} * g'(Z^{[l]})$, $dA^{[l-1]} = W^{[l]T} dZ^{[l]}$`,
    r`For layers $l = 1, 2$, $Z^{[l]} = W^{[l]} A^{[l-1]} + b^{[l]}$, $Z^{[1]} \in \mathbb{R}^{4 \times m}$, $Z^{[2]} \in \mathbb{R}^{1 \times m}$, $A^{[l]} = g(Z^{[l]})$. $dZ^{[l]} = dA^{[l]} * g'(Z^{[l]})$, $dA^{[l-1]} = W^{[l]} dZ^{[l]}$`,
    'layers of which the last has one row',
  ],
];

pairs('the spaces between which functions go', between);
checks('spaces that tell nothing', [
  [
    r`Let $f: \mathbb R^n \to \mathbb R^m$ in general, and $f: \mathbb R \to \mathbb R$ here. $f(x) = x^2$, $f'(x) = 2x$`,
    'holds',
    '',
    'a letter that goes between other spaces in two places',
  ],
  [
    r`Let $f: \mathbb R^2 \to \mathbb R$. $f(x_1, x_2) = x_1^2 x_2$, $\frac{\partial f}{\partial x_1} = 2 x_1 x_2$`,
    'holds',
    '',
    'the entries of the vector in the place of it',
  ],
  [
    r`$L(w) = p(v)$, $E(w) := -\log L(w)$, and $E: \mathbb R^N \to \mathbb R$. We look for $\nabla E(w) = 0$`,
    'undetermined',
    '',
    'a function that is read so that it does not depend on what it is a function of',
  ],
]);
pairs('spaces behind formulas, and of layers', behind);

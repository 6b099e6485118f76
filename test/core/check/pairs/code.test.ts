import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const shaped = r`$W \in \mathbb{R}^{m \times n}$ `;

const rows: readonly Pair[] = [
  [
    r`${shaped}$y = W.dot(x)$, $L = \frac12 \|y\|^2$, $\frac{\partial L}{\partial x} = W.T.dot(y)$`,
    r`${shaped}$y = W.dot(x)$, $L = \frac12 \|y\|^2$, $\frac{\partial L}{\partial x} = W.dot(y)$`,
    'methods, a transpose',
  ],
  [
    r`${shaped}$y = W @ x$, $L = \frac12 \|y\|^2$, $\frac{\partial L}{\partial x} = W.T @ y$`,
    r`${shaped}$y = W @ x$, $L = \frac12 \|y\|^2$, $\frac{\partial L}{\partial x} = 2 * W.T @ y$`,
    'the operator of matrices',
  ],
  [
    r`${shaped}$y = np.dot(W, x)$, $L = v.T.dot(y)$, $\frac{\partial L}{\partial x} = np.dot(W.T, v)$`,
    r`${shaped}$y = np.dot(W, x)$, $L = v.T.dot(y)$, $\frac{\partial L}{\partial x} = -np.dot(W.T, v)$`,
    'a function of a module',
  ],
  [
    r`$y = 1 / (1 + np.exp(-x))$, $\frac{dy}{dx} = y * (1 - y)$`,
    r`$y = 1 / (1 + np.exp(-x))$, $\frac{dy}{dx} = y * (1 + y)$`,
    'the sigmoid',
  ],
  [
    r`$y = np.maximum(0, x)$, $\frac{dy}{dx} = 1\{x > 0\}$`,
    r`$y = np.maximum(0, x)$, $\frac{dy}{dx} = 1\{x < 0\}$`,
    'a maximum by its name in code',
  ],
  [r`$y = np.tanh(x)$, $\frac{dy}{dx} = 1 - y**2$`, r`$y = np.tanh(x)$, $\frac{dy}{dx} = 1 - y**3$`, 'a power in code'],
  [r`$y = x ** 3$, $\frac{dy}{dx} = 3 * x ** 2$`, r`$y = x ** 3$, $\frac{dy}{dx} = 2 * x ** 3$`, 'the same with spaces'],
  [
    r`$x \in \mathbb{R}^n$, $L = np.sum(x**2)$, $\frac{\partial L}{\partial x} = 2 * x$`,
    r`$x \in \mathbb{R}^n$, $L = np.sum(x**2)$, $\frac{\partial L}{\partial x} = x$`,
    'a sum of all entries',
  ],
  [
    r`$x \in \mathbb{R}^n$, $L = (x * x).sum()$, $\frac{\partial L}{\partial x} = 2 x$`,
    r`$x \in \mathbb{R}^n$, $L = (x * x).sum()$, $\frac{\partial L}{\partial x} = -2 x$`,
    'a sum as a method',
  ],
  [
    r`$Z = X.dot(W)$, $J = \frac12 \|Z - Y\|^2$, $dZ = Z - Y$, $dW = X.T.dot(dZ)$`,
    r`$Z = X.dot(W)$, $J = \frac12 \|Z - Y\|^2$, $dZ = Z - Y$, $dW = -X.T.dot(dZ)$`,
    'gradients by name, methods one behind the other',
  ],
  [
    r`$w \in \mathbb{R}^n$, $s = w.T @ x$, $\frac{\partial s}{\partial w} = x$`,
    r`$w \in \mathbb{R}^n$, $s = w.T @ x$, $\frac{\partial s}{\partial w} = 2 x$`,
    'an inner product',
  ],
  [r`$y = torch.sigmoid(x)$, $\frac{dy}{dx} = y(1-y)$`, r`$y = torch.sigmoid(x)$, $\frac{dy}{dx} = y(1-x)$`, 'another module'],
];

pairs('formulas in code', rows);

checks('code that is left open', [
  [r`$y = W.dot(x)$, $\frac{\partial y}{\partial x} = x$`, 'undetermined', '', 'without a shape'],
  [r`$y = np.foo(x)$, $\frac{dy}{dx} = 1$`, 'undetermined', '', 'a function that is not known'],
  [r`$s = np.sum(x, axis=0)$, $\frac{ds}{dx} = 1$`, 'undetermined', '', 'a sum along an axis'],
]);

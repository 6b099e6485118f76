import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$J(w) = \|Xw - y\|_2^2 + \lambda\|w\|_2^2$, so $\nabla_w J = 2X^\top(Xw-y) + 2\lambda w$`,
    r`$J(w) = \|Xw - y\|_2^2 + \lambda\|w\|_2^2$, so $\nabla_w J = 2X^\top(Xw-y) + \lambda w$`,
    'ridge with a squared norm',
  ],
  [r`$r = \|u\|_2$, $\nabla_u r = \frac{u}{\|u\|_2}$`, r`$r = \|u\|_2$, $\nabla_u r = \frac{u}{\|u\|_2^2}$`, 'the norm itself'],
  [r`$\frac{1}{1+e^{-0.3775}} = 0.59327$`, r`$\frac{1}{1+e^{-0.3775}} = 0.40673$`, 'a sigmoid of a number'],
  [r`$E_1 = \frac12(0.01 - 0.75136507)^2 = 0.274811083$`, r`$E_1 = \frac12(0.01 - 0.75136507)^2 = 0.549622167$`, 'an error in decimals'],
  [
    r`$0.74136507 \times 0.186815602 \times 0.593269992 = 0.082167041$`,
    r`$0.74136507 \times 0.186815602 \times 0.593269992 = 0.821670410$`,
    'a product of three decimals',
  ],
  [
    r`$w = \frac{v}{\|v\|}$, $L = c^\top w$, $\nabla_v L = \frac{c}{\|v\|} - \frac{(c^\top v)\,v}{\|v\|^3}$`,
    r`$w = \frac{v}{\|v\|}$, $L = c^\top w$, $\nabla_v L = \frac{c}{\|v\|} - \frac{(c^\top v)\,v}{\|v\|^2}$`,
    'a normalised vector',
  ],
  [
    r`$L = \frac12\|Y - XW\|_F^2$, $\frac{\partial L}{\partial W} = -X^T(Y-XW)$`,
    r`$L = \frac12\|Y - XW\|_F^2$, $\frac{\partial L}{\partial W} = X^T(Y-XW)$`,
    'the Frobenius norm',
  ],
  [
    r`$$\begin{aligned} \delta &= (0.8-1)\cdot 0.8\cdot(1-0.8) \\ &= -0.032\end{aligned}$$`,
    r`$$\begin{aligned} \delta &= (0.8-1)\cdot 0.8\cdot(1-0.8) \\ &= 0.032\end{aligned}$$`,
    'two rows of numbers',
  ],
  [
    r`$f = \operatorname{tr}(A X B)$, $\frac{\partial f}{\partial X} = A^\top B^\top$`,
    r`$f = \operatorname{tr}(A X B)$, $\frac{\partial f}{\partial X} = A^\top B$`,
    'a trace of two matrices, the transpose forgotten',
  ],
  [
    r`$X\in\mathbb R^{m\times n}$, $A\in\mathbb R^{n\times m}$, $f = \operatorname{tr}(AX)$, $\nabla_X f = A^\top$`,
    r`$X\in\mathbb R^{m\times n}$, $A\in\mathbb R^{n\times m}$, $f = \operatorname{tr}(AX)$, $\nabla_X f = -A^\top$`,
    'a trace with shapes stated',
  ],
  [
    r`$W\in\mathbb R^{m\times n}$ and $$\frac{\partial\,\mathrm{Tr}(W^TW)}{\partial W} = 2W$$`,
    r`$W\in\mathbb R^{m\times n}$ and $$\frac{\partial\,\mathrm{Tr}(W^TW)}{\partial W} = W$$`,
    'the Gram matrix with a shape',
  ],
  [
    r`$t,y\in\mathbb R^n$, $L=\lVert t-y\rVert_2$, $\frac{\partial L}{\partial y} = -\frac{t-y}{\lVert t-y\rVert_2}$`,
    r`$t,y\in\mathbb R^n$, $L=\lVert t-y\rVert_2$, $\frac{\partial L}{\partial y} = \frac{t-y}{\lVert t-y\rVert_2}$`,
    'the length of an error with a shape',
  ],
  [
    r`$0.593269992\cdot(1-0.593269992) = 0.241300709$`,
    r`$0.593269992\cdot(1-0.593269992) = 0.241030709$`,
    'six decimals and one digit turned',
  ],
  [
    r`$w = 0.4$ and $g = 0.082167$ with $\eta = 0.5$: $w - \eta g = 0.4 - 0.5\cdot0.082167 = 0.3589165$`,
    r`$w = 0.4$ and $g = 0.082167$ with $\eta = 0.5$: $w - \eta g = 0.4 - 0.5\cdot0.082167 = 0.4410835$`,
    'a weight update in decimals',
  ],
  [
    r`$\frac{e^{2.0}}{e^{2.0}+e^{1.0}+e^{0.1}} = 0.659$`,
    r`$\frac{e^{2.0}}{e^{2.0}+e^{1.0}+e^{0.1}} = 0.569$`,
    'a softmax of three numbers',
  ],
  [r`$-\ln(0.659) = 0.417$`, r`$-\ln(0.659) = -0.417$`, 'a cross-entropy of a number'],
  [
    r`$s = 1 + e^{-x}$, $y = s^{-1}$, $\frac{dy}{ds} = -s^{-2}$`,
    r`$s = 1 + e^{-x}$, $y = s^{-1}$, $\frac{dy}{ds} = s^{-2}$`,
    'a scalar in brackets to the minus one',
  ],
  [
    r`$u = \begin{bmatrix} x y \\ x + y \end{bmatrix}$, $L = u^\top u$, $\frac{\partial L}{\partial x} = 2xy^2 + 2(x+y)$`,
    r`$u = \begin{bmatrix} x y \\ x + y \end{bmatrix}$, $L = u^\top u$, $\frac{\partial L}{\partial x} = 2xy + 2(x+y)$`,
    'a column of two entries written out',
  ],
  [
    r`$J = \frac{1}{2}\|Wx-t\|^2 + \frac{\lambda}{2}\|W\|_F^2$, $\frac{\partial J}{\partial W} = (Wx-t)x^\top + \lambda W$`,
    r`$J = \frac{1}{2}\|Wx-t\|^2 + \frac{\lambda}{2}\|W\|_F^2$, $\frac{\partial J}{\partial W} = (Wx-t)x^\top + \lambda$`,
    'weight decay inside a layer',
  ],
  [
    r`$a,p\in\mathbb R^d$, $d^2 = \|a-p\|^2$, $\nabla_p \|a-p\|^2 = -2(a-p)$`,
    r`$a,p\in\mathbb R^d$, $d^2 = \|a-p\|^2$, $\nabla_p \|a-p\|^2 = 2(a-p)$`,
    'squared distance in a triplet',
  ],
];

pairs('bundle G: inverses, diagonals, traces, norms, matrices written out, decimals', rows);

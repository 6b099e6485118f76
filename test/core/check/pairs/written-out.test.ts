import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`Let $\mathbf{x} = (x_1, x_2)^\top$ and $f(\mathbf{x}) = x_1^2 + 3 x_1 x_2$. Then $$\nabla f(\mathbf{x}) = \begin{bmatrix} 2x_1 + 3x_2 \\ 3x_1 \end{bmatrix}$$`,
    r`Let $\mathbf{x} = (x_1, x_2)^\top$ and $f(\mathbf{x}) = x_1^2 + 3 x_1 x_2$. Then $$\nabla f(\mathbf{x}) = \begin{bmatrix} 2x_1 - 3x_2 \\ 3x_1 \end{bmatrix}$$`,
    'a gradient entry by entry, the numbered members of a vector',
  ],
  [
    r`Let $\mathbf{x} = (x_1, x_2)^\top$ and $f(\mathbf{x}) = x_1^2 + 3 x_1 x_2$. Then $$\nabla^2 f(\mathbf{x}) = \begin{pmatrix} 2 & 3 \\ 3 & 0 \end{pmatrix}$$`,
    r`Let $\mathbf{x} = (x_1, x_2)^\top$ and $f(\mathbf{x}) = x_1^2 + 3 x_1 x_2$. Then $$\nabla^2 f(\mathbf{x}) = \begin{pmatrix} 2 & 3 \\ -3 & 0 \end{pmatrix}$$`,
    'a Hessian in numbers',
  ],
  [
    r`$\mathbf{z} = W\mathbf{x}$ with $W = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}$. $$\frac{\partial \mathbf{z}}{\partial \mathbf{x}} = \begin{bmatrix} \frac{\partial z_1}{\partial x_1} & \frac{\partial z_1}{\partial x_2} \\ \frac{\partial z_2}{\partial x_1} & \frac{\partial z_2}{\partial x_2} \end{bmatrix} = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}$$`,
    r`$\mathbf{z} = W\mathbf{x}$ with $W = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}$. $$\frac{\partial \mathbf{z}}{\partial \mathbf{x}} = \begin{bmatrix} \frac{\partial z_1}{\partial x_1} & \frac{\partial z_1}{\partial x_2} \\ \frac{\partial z_2}{\partial x_1} & \frac{\partial z_2}{\partial x_2} \end{bmatrix} = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{12} \end{bmatrix}$$`,
    'a Jacobian entry by entry',
  ],
  [
    r`$W = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}$, $x = \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}$, $$Wx = \begin{bmatrix} w_{11}x_1 + w_{12}x_2 \\ w_{21}x_1 + w_{22}x_2 \end{bmatrix}$$`,
    r`$W = \begin{bmatrix} w_{11} & w_{12} \\ w_{21} & w_{22} \end{bmatrix}$, $x = \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}$, $$Wx = \begin{bmatrix} w_{11}x_1 + w_{12}x_2 \\ w_{21}x_1 - w_{22}x_2 \end{bmatrix}$$`,
    'a product of a matrix and a vector entry by entry',
  ],
  [
    r`$s = \operatorname{softmax}(z)$, $z \in \mathbb{R}^n$, $$\frac{\partial s}{\partial z} = \operatorname{diag}(s_1, \dots, s_n) - s s^\top$$`,
    r`$s = \operatorname{softmax}(z)$, $z \in \mathbb{R}^n$, $$\frac{\partial s}{\partial z} = \operatorname{diag}(s_1, \dots, s_n) + s s^\top$$`,
    'a diagonal as a list with dots',
  ],
  [
    r`$\mathbf{a} = \sigma(\mathbf{z})$, so $$\frac{\partial \mathbf{a}}{\partial \mathbf{z}} = \begin{bmatrix} a_1(1-a_1) & 0 & \cdots & 0 \\ 0 & a_2(1-a_2) & \cdots & 0 \\ \vdots & \vdots & \ddots & \vdots \\ 0 & 0 & \cdots & a_n(1-a_n) \end{bmatrix}$$`,
    r`$\mathbf{a} = \sigma(\mathbf{z})$, so $$\frac{\partial \mathbf{a}}{\partial \mathbf{z}} = \begin{bmatrix} a_1(1+a_1) & 0 & \cdots & 0 \\ 0 & a_2(1+a_2) & \cdots & 0 \\ \vdots & \vdots & \ddots & \vdots \\ 0 & 0 & \cdots & a_n(1+a_n) \end{bmatrix}$$`,
    'the Jacobian of an activation as a diagonal matrix with dots',
  ],
  [
    r`$\mathbf{y} = A\mathbf{x}$, so $$\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \begin{pmatrix} a_{11} & \cdots & a_{1n} \\ \vdots & & \vdots \\ a_{m1} & \cdots & a_{mn} \end{pmatrix}$$`,
    r`$\mathbf{y} = A\mathbf{x}$, so $$\frac{\partial \mathbf{y}}{\partial \mathbf{x}} = \begin{pmatrix} -a_{11} & \cdots & -a_{1n} \\ \vdots & & \vdots \\ -a_{m1} & \cdots & -a_{mn} \end{pmatrix}$$`,
    'a matrix with dots in both directions',
  ],
  [
    r`$\mathbf{a} = \tanh(\mathbf{z})$ and $C$ is a function of $\mathbf{a}$. $$\nabla_{\mathbf z} C = \begin{bmatrix} \frac{\partial C}{\partial z_1} \\ \vdots \\ \frac{\partial C}{\partial z_n} \end{bmatrix} = (1 - \mathbf{a} \odot \mathbf{a}) \odot \nabla_{\mathbf a} C$$`,
    r`$\mathbf{a} = \tanh(\mathbf{z})$ and $C$ is a function of $\mathbf{a}$. $$\nabla_{\mathbf z} C = \begin{bmatrix} \frac{\partial C}{\partial z_1} \\ \vdots \\ \frac{\partial C}{\partial z_n} \end{bmatrix} = (1 + \mathbf{a} \odot \mathbf{a}) \odot \nabla_{\mathbf a} C$$`,
    'a gradient as a column with dots',
  ],
];

pairs('vectors and matrices written out', rows);

pairs('vectors and matrices of numbers', [
  [
    r`$$[0.32, 0.53] \cdot \begin{bmatrix} 0.1 & 0.5 \\ 0.6 & 0.3 \end{bmatrix} = [0.35, 0.32]$$`,
    r`$$[0.32, 0.53] \cdot \begin{bmatrix} 0.1 & 0.5 \\ 0.6 & 0.3 \end{bmatrix} = [0.35, 0.43]$$`,
    'a row times a matrix, rounded',
  ],
  [
    r`$$\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{bmatrix} 1 \\ 1 \end{bmatrix} = \begin{bmatrix} 3 \\ 7 \end{bmatrix}$$`,
    r`$$\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} \begin{bmatrix} 1 \\ 1 \end{bmatrix} = \begin{bmatrix} 4 \\ 6 \end{bmatrix}$$`,
    'a matrix times a column, the columns summed in the place of the rows',
  ],
]);

pairs('gradients without a subscript', [
  [
    r`$f(x, y) = x^2 y + y^3$. $$\nabla f = \begin{bmatrix} \frac{\partial f}{\partial x} \\ \frac{\partial f}{\partial y} \end{bmatrix} = \begin{bmatrix} 2xy \\ x^2 + 3y^2 \end{bmatrix}$$`,
    r`$f(x, y) = x^2 y + y^3$. $$\nabla f = \begin{bmatrix} \frac{\partial f}{\partial x} \\ \frac{\partial f}{\partial y} \end{bmatrix} = \begin{bmatrix} 2xy \\ x^2 - 3y^2 \end{bmatrix}$$`,
    'by the parameters in a row',
  ],
  [
    r`$g(u, v) = u^2 + u v$ and $\nabla g(u, v) = (2u + v, u)$`,
    r`$g(u, v) = u^2 + u v$ and $\nabla g(u, v) = (2u + v, v)$`,
    'a gradient as a list in brackets',
  ],
  [
    r`$g(u, v) = u^2 + u v$ and $$\nabla^2 g(u, v) = \begin{pmatrix} 2 & 1 \\ 1 & 0 \end{pmatrix}$$`,
    r`$g(u, v) = u^2 + u v$ and $$\nabla^2 g(u, v) = \begin{pmatrix} 2 & 1 \\ 1 & 2 \end{pmatrix}$$`,
    'second derivatives by the parameters in a row',
  ],
  [
    r`$\mathbf{x}, \mathbf{a} \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$. $\nabla_{\mathbf x} \mathbf{a}^\top \mathbf{x} = \mathbf{a}$ and $\nabla (\mathbf{x}^\top A \mathbf{x}) = (A + A^\top) \mathbf{x}$`,
    r`$\mathbf{x}, \mathbf{a} \in \mathbb{R}^n$, $A \in \mathbb{R}^{n \times n}$. $\nabla_{\mathbf x} \mathbf{a}^\top \mathbf{x} = \mathbf{a}$ and $\nabla (\mathbf{x}^\top A \mathbf{x}) = (A - A^\top) \mathbf{x}$`,
    'by the one name that gradients are taken by elsewhere',
  ],
]);

pairs('the softmax of vectors and matrices, and entries of formulas', [
  [
    r`$s = \operatorname{softmax}(z)$, $z \in \mathbb{R}^n$, $s_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$. $\frac{\partial s_i}{\partial z_j} = \operatorname{diag}(s)_{ij} - s_i s_j$`,
    r`$s = \operatorname{softmax}(z)$, $z \in \mathbb{R}^n$, $s_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$. $\frac{\partial s_i}{\partial z_j} = \operatorname{diag}(s)_{ij} + s_i s_j$`,
    'an entry of a diagonal matrix',
  ],
  [
    r`$z \in \mathbb{R}^n$, $L = -\log \operatorname{softmax}(z)_1$, $\frac{\partial L}{\partial z_1} = \operatorname{softmax}(z)_1 - 1$`,
    r`$z \in \mathbb{R}^n$, $L = -\log \operatorname{softmax}(z)_1$, $\frac{\partial L}{\partial z_1} = 1 - \operatorname{softmax}(z)_1$`,
    'an entry of a softmax',
  ],
  [
    r`$Z, Y \in \mathbb{R}^{n \times k}$, $P = \operatorname{softmax}(Z)$ with $\sum_j Y_{ij} = 1$, $L = -\sum_i \sum_j Y_{ij} \log P_{ij}$, $\frac{\partial L}{\partial Z} = P - Y$`,
    r`$Z, Y \in \mathbb{R}^{n \times k}$, $P = \operatorname{softmax}(Z)$ with $\sum_j Y_{ij} = 1$, $L = -\sum_i \sum_j Y_{ij} \log P_{ij}$, $\frac{\partial L}{\partial Z} = Y - P$`,
    'a softmax of each row of a matrix',
  ],
  [
    r`$W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$, $y = W x$. $(W^\top y)_j = \sum_i W_{ij} y_i$ and $\frac{\partial y^\top y}{\partial x_j} = 2 (W^\top y)_j$`,
    r`$W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$, $y = W x$. $(W^\top y)_j = \sum_i W_{ij} y_i$ and $\frac{\partial y^\top y}{\partial x_j} = -2 (W^\top y)_j$`,
    'an entry of a product in brackets',
  ],
]);

import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rowsOf = r`Let $X = (x_1, \dots, x_n)^T$ with $x_i \in \mathbb{R}^d$, $y = (y_1, \dots, y_n)^T$. $$J = \frac12 \|X w - y\|^2$$ `;
const columnsOf = r`$J = \frac1m \sum_{i=1}^m \ell(a^{(i)}, y^{(i)})$, $z^{(i)} = w^T x^{(i)} + b$, $a^{(i)} = \sigma(z^{(i)})$, $\ell(a, y) = -(y \log a + (1 - y) \log(1 - a))$. `;
const listed = r`$X = [x^{(1)}, x^{(2)}, \dots, x^{(m)}]$, $Y = [y^{(1)}, \dots, y^{(m)}]$, $A = [a^{(1)}, \dots, a^{(m)}]$. `;
const inMatrix = r`$X = \begin{bmatrix} x^{(1)} & x^{(2)} & \dots & x^{(m)} \end{bmatrix}$, $Y = [y^{(1)}, \dots, y^{(m)}]$, $A = [a^{(1)}, \dots, a^{(m)}]$. `;

const rows: readonly Pair[] = [
  [
    r`${rowsOf}$$\frac12 \|X w - y\|^2 = \frac12 \sum_{i=1}^n (x_i^T w - y_i)^2$$`,
    r`${rowsOf}$$\frac12 \|X w - y\|^2 = \sum_{i=1}^n (x_i^T w - y_i)^2$$`,
    'columns in a list that is transposed are rows',
  ],
  [
    r`${rowsOf}$$\frac{\partial J}{\partial w} = \sum_{i=1}^n (x_i^T w - y_i) x_i$$`,
    r`${rowsOf}$$\frac{\partial J}{\partial w} = \sum_{i=1}^n (x_i^T w + y_i) x_i$$`,
    'a sum over the rows',
  ],
  [
    r`${columnsOf}${listed}$$\frac{\partial J}{\partial w} = \frac1m X (A - Y)^T$$`,
    r`${columnsOf}${listed}$$\frac{\partial J}{\partial w} = X (A - Y)^T$$`,
    'examples as the columns of a matrix',
  ],
  [
    r`${columnsOf}${inMatrix}$$\frac{\partial J}{\partial w} = \frac1m X (A - Y)^T$$`,
    r`${columnsOf}${inMatrix}$$\frac{\partial J}{\partial w} = -\frac1m X (A - Y)^T$$`,
    'in one row of a matrix',
  ],
  [
    r`$k_t = W_k x_t$ with vectors $x_t$. $K = [k_1, \dots, k_T]$, $X = [x_1, \dots, x_T]$. $$K = W_k X$$ $$s = K^T q$$ $$\frac{\partial s}{\partial q} = K^T$$`,
    r`$k_t = W_k x_t$ with vectors $x_t$. $K = [k_1, \dots, k_T]$, $X = [x_1, \dots, x_T]$. $$K = W_k X$$ $$s = K^T q$$ $$\frac{\partial s}{\partial q} = 2 K^T$$`,
    'products of each column',
  ],
];

pairs('columns side by side', rows);

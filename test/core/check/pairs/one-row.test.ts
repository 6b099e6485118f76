import { pairs } from './support.ts';

const r = String.raw;

const batch = r`$X \in \mathbb{R}^{d \times m}$ and $Y \in \{0,1\}^{1 \times m}$. $$Z_1 = W_1 X + b_1 \mathbf{1}^\top \qquad A_1 = \tanh(Z_1) \qquad Z_2 = W_2 A_1 + b_2 \mathbf{1}^\top \qquad A_2 = \sigma(Z_2)$$ $$J = -\frac{1}{m} \left[ \log(A_2) Y^\top + \log(1 - A_2) (1 - Y)^\top \right]$$ with $\mathbf 1$ for the column of $m$ ones. $\frac{\partial J}{\partial b_1} = \frac{\partial J}{\partial Z_1} \mathbf{1}$.`;
const plain = r`$X \in \mathbb{R}^{d \times m}$, $Y \in \mathbb{R}^{1 \times m}$. $H = \tanh(U X)$, $P = V H$, $J = \frac{1}{2m} \|P - Y\|^2$.`;
const lying = r`$X \in \mathbb{R}^{m \times d}$, $Y \in \{0,1\}^{m \times 1}$. $H = \tanh(X U)$, $Z = H V + e$, $P = \sigma(Z)$, $J = -\frac1m [Y^\top \log(P) + (1 - Y)^\top \log(1 - P)]$. $\frac{\partial J}{\partial V} = \frac1m H^\top (P - Y)$.`;

pairs('one row of outputs for a batch', [
  [
    r`${batch} $$\frac{\partial J}{\partial Z_2} = \frac{1}{m} (A_2 - Y)$$`,
    r`${batch} $$\frac{\partial J}{\partial Z_2} = \frac{1}{m} (Y - A_2)$$`,
    'a product of a row and a column is a number',
  ],
  [
    r`${batch} $\frac{\partial J}{\partial b_2} = \frac{\partial J}{\partial Z_2} \mathbf{1}$ and $\frac{\partial J}{\partial A_1} = W_2^\top \frac{\partial J}{\partial Z_2}$`,
    r`${batch} $\frac{\partial J}{\partial b_2} = \frac{\partial J}{\partial Z_2} \mathbf{1}$ and $\frac{\partial J}{\partial X} = W_1 \frac{\partial J}{\partial Z_1}$`,
    'back through weights that are a row, and through those that are none',
  ],
  [
    r`${plain} $$\frac{\partial J}{\partial U} = \frac1m \left( V^\top (P - Y) \odot (1 - H^2) \right) X^\top$$`,
    r`${plain} $$\frac{\partial J}{\partial U} = \frac1m \left( V^\top (P - Y) \odot (1 - H) \right) X^\top$$`,
    'an error of one row without biases',
  ],
  [
    r`${lying} $$\frac{\partial J}{\partial U} = \frac1m X^\top \left( (P - Y) V^\top \odot (1 - H \odot H) \right)$$`,
    r`${lying} $$\frac{\partial J}{\partial U} = \frac1m X^\top \left( (P - Y) V^\top \odot (1 + H \odot H) \right)$$`,
    'one column of outputs, the samples as rows',
  ],
]);

const margins = r`$y_n \in \{-1, +1\}$, $\mathbf{x}_n \in \mathbb{R}^d$, $s_n = \mathbf{w}^\top \mathbf{x}_n + c$ and $J = \frac{1}{N} \sum_{n=1}^{N} \log(1 + e^{-y_n s_n})$. Stack the $\mathbf{x}_n^\top$ as the rows of $\mathbf{X}$ and put $r_n = y_n \sigma(-y_n s_n)$ into a vector $\mathbf{r}$.`;

pairs('a matrix of vectors by the capital of their letter', [
  [
    r`${margins} $$\nabla_{\mathbf{w}} J = -\frac{1}{N} \mathbf{X}^\top \mathbf{r}$$`,
    r`${margins} $$\nabla_{\mathbf{w}} J = \frac{1}{N} \mathbf{X}^\top \mathbf{r}$$`,
    'vectors that are said to be some, as the rows of a matrix',
  ],
]);

import { pairs } from './support.ts';

const r = String.raw;

const softmax = r`$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$`;

pairs('branches that the author writes are meant', [
  [
    r`${softmax}. Two cases: $\frac{\partial p_k}{\partial z_j} = \begin{cases} p_k (1 - p_k), & j = k \\ -p_k p_j, & j \neq k \end{cases}$`,
    r`${softmax}. Two cases: $\frac{\partial p_k}{\partial z_j} = \begin{cases} p_k (1 - p_k), & j = k \\ p_k p_j, & j \neq k \end{cases}$`,
    'the right branch does not make good the wrong one, though words speak of cases',
  ],
  [
    r`${softmax}, so $\frac{\partial p_k}{\partial z_j} = \begin{cases} p_k - p_k^2, & j = k \\ -p_j p_k, & \text{otherwise} \end{cases}$, in short $\frac{\partial p_k}{\partial z_j} = p_k (\delta_{kj} - p_j)$`,
    r`${softmax}, in short $\frac{\partial p_k}{\partial z_j} = p_k (\delta_{kj} - p_j)$, that is $\frac{\partial p_k}{\partial z_j} = \begin{cases} 1 - p_k^2, & j = k \\ -p_j p_k, & \text{otherwise} \end{cases}$`,
    'beside another step that says the same of the derivative',
  ],
  [
    r`${softmax}. For $k = j$ this is $\frac{\partial p_k}{\partial z_j} = p_k (1 - p_k)$. Together: $\frac{\partial p_k}{\partial z_j} = \begin{cases} p_k (1 - p_j), & j = k \\ -p_k p_j, & j \neq k \end{cases}$`,
    r`${softmax}. For $k = j$ this is $\frac{\partial p_k}{\partial z_j} = p_k (1 - p_k)$. Together: $\frac{\partial p_k}{\partial z_j} = \begin{cases} p_k (1 - p_j), & j = k \\ -p_k, & j \neq k \end{cases}$`,
    'a condition that was said of the step before',
  ],
  [
    r`$f(x) = |x|$ with $x > 0$ or not, $f'(x) = \begin{cases} 1, & x > 0 \\ -1, & x < 0 \end{cases}$`,
    r`$f(x) = |x|$ with $x > 0$ or not, $f'(x) = \begin{cases} 1, & x > 0 \\ 1, & x < 0 \end{cases}$`,
    'a condition on a number',
  ],
  [
    r`${softmax} where $\delta_{kj} = 1$ if $k = j$ and $0$ otherwise: $\frac{\partial p_k}{\partial z_j} = p_k (\delta_{kj} - p_j)$`,
    r`${softmax} where $\delta_{kj} = 1$ if $k = j$ and $0$ otherwise: $\frac{\partial p_k}{\partial z_j} = p_k (\delta_{kj} - p_k)$`,
    'what the delta is one for restricts nothing',
  ],
  [
    r`${softmax}. If $k = j$ then $\frac{\partial p_k}{\partial z_j} = p_k (1 - p_k)$`,
    r`${softmax}. If $k = j$ then $\frac{\partial p_k}{\partial z_j} = p_k (1 + p_k)$`,
    'a case that is said in front of a formula without cases still counts',
  ],
  [r`$f(x) = \max(0, x)$. For $x > 0$, $f'(x) = 1$`, r`$f(x) = \max(0, x)$. For $x > 0$, $f'(x) = x$`, 'and so does one on a number'],
  [
    r`${softmax}. $$\frac{\partial p_k}{\partial z_j} = p_k (\delta_{kj} - p_j)$$ $$\frac{\partial p_k}{\partial z_j} = \begin{cases} p_k (1 - p_k) & k = j \\ -p_k p_j & k \neq j \end{cases}$$`,
    r`${softmax}. $$\frac{\partial p_k}{\partial z_j} = p_k (\delta_{kj} - p_j)$$ $$\frac{\partial p_k}{\partial z_j} = p_k (1 - p_k)$$`,
    'a case that nothing names, below a formula for all of them',
  ],
]);

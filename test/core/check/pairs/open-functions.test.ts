import { type Pair, pairs } from './support.ts';

const r = String.raw;
const features = r`Let $\phi: \mathbb R^d \to \mathbb R^k$ and $f(x) = w^\top \phi(x)$ with $w \in \mathbb R^k$. `;
const decoder = r`$\hat x = f(z)$ where $f$ is applied elementwise, $z = W h$, $L = \frac12\|\hat x - x\|^2$. `;
const activation = r`The activation $f$ is a differentiable function. $a = f(z)$, $z = W h$, $L = \frac12\|a - x\|^2$. `;

const rows: readonly Pair[] = [
  [
    r`${features}$$\nabla_w f(x) = \phi(x)$$`,
    r`${features}$$\nabla_w f(x) = -\phi(x)$$`,
    'a function of which the notes say between which spaces it goes',
  ],
  [
    r`${features}$L = (f(x) - y)^2$. $$\nabla_w L = 2(f(x) - y)\phi(x)$$`,
    r`${features}$L = (f(x) - y)^2$. $$\nabla_w L = 2(f(x) + y)\phi(x)$$`,
    'the same below a loss',
  ],
  [
    r`${decoder}$$\frac{\partial L}{\partial z} = (\hat x - x) \odot f'(z)$$`,
    r`${decoder}$$\frac{\partial L}{\partial z} = (x - \hat x) \odot f'(z)$$`,
    'a function that words apply to each entry',
  ],
  [
    r`${activation}$$\frac{\partial L}{\partial z} = (a - x) \odot f'(z)$$`,
    r`${activation}$$\frac{\partial L}{\partial z} = (x - a) \odot f'(z)$$`,
    'an activation of which words say no more',
  ],
];

pairs('functions that nothing fixes', rows);

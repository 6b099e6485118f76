import { type Pair, pairs } from './support.ts';

const r = String.raw;
const square = r`Let $A \in \mathbb{R}^{n \times n}$ and $a, b \in \mathbb{R}^n$. `;
const least = r`$X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$, $w = (X^\top X)^{-1} X^\top y$. `;
const gauss = r`Let $\Sigma \in \mathbb{R}^{d \times d}$ be symmetric, $x, m \in \mathbb{R}^d$ and $L = \frac12 \log |\Sigma| + \frac12 (x-m)^\top \Sigma^{-1} (x-m)$. `;

const rows: readonly Pair[] = [
  [
    r`${square}$\frac{\partial \ln \det A}{\partial A} = A^{-\top}$`,
    r`${square}$\frac{\partial \ln \det A}{\partial A} = -A^{-\top}$`,
    'the logarithm of a determinant',
  ],
  [
    r`${square}$\frac{\partial \log |A|}{\partial A} = (A^{-1})^\top$`,
    r`${square}$\frac{\partial \log |A|}{\partial A} = 2 (A^{-1})^\top$`,
    'a determinant between bars under a logarithm',
  ],
  [
    r`${square}$\frac{\partial \det(A)}{\partial A} = \det(A) A^{-\top}$`,
    r`${square}$\frac{\partial \det(A)}{\partial A} = -\det(A) A^{-\top}$`,
    'a determinant itself',
  ],
  [
    r`${square}$\frac{\partial a^\top A^{-1} b}{\partial A} = -A^{-\top} a b^\top A^{-\top}$`,
    r`${square}$\frac{\partial a^\top A^{-1} b}{\partial A} = A^{-\top} a b^\top A^{-\top}$`,
    'an inverse in a bilinear form',
  ],
  [
    r`${square}$\frac{\partial a^\top A^{-1} A b}{\partial b} = a$`,
    r`${square}$\frac{\partial a^\top A^{-1} A b}{\partial b} = -a$`,
    'an inverse that cancels',
  ],
  [r`${least}$X^\top X w = X^\top y$`, r`${least}$X^\top X w = 2 X^\top y$`, 'the normal equations by their solution'],
  [
    r`${gauss}$\frac{\partial L}{\partial m} = -\Sigma^{-1} (x - m)$`,
    r`${gauss}$\frac{\partial L}{\partial m} = \Sigma^{-1} (x - m)$`,
    'the mean of a Gaussian, its covariance symmetric',
  ],
];

pairs('inverses and determinants', rows);

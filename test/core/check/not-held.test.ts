import { expect, it } from 'vitest';
import { stepsOf } from '../../support/checks.ts';

const r = String.raw;

const gate = r`$a = W x + U h$, $s = \tanh(a)$, $W \in \mathbb{R}^{n \times m}$, $x \in \mathbb{R}^m$ and $\ell$ is a function of $s$.`;

/** Wrong last steps that a hasty reader would let hold, by a layout, an assumption or a shape that the notes do not give. */
const wrong: readonly (readonly [note: string, why: string])[] = [
  [
    r`Let $A \in \mathbb R^{m\times n}$, $x \in \mathbb R^n$. $$\frac{\partial (A x)}{\partial x^\top} = A^\top$$`,
    'a derivative by a transposed vector, which no layout turns',
  ],
  [
    r`$f(x) = \frac{x^3}{3}-x$. Setting $f'(x)=0$ gives $$x=\pm1$$ $$\frac{d}{dx}x^4 = 4x^5$$`,
    'a solution, which is no assumption about a derivative',
  ],
  [
    r`$A = \sigma(w X)$ with samples $x^{(i)}$ as the columns of $X$, $$L = -\sum_i y^{(i)} \log \sigma(w \cdot x^{(i)})$$ $$\frac{\partial L}{\partial w} = -(Y \odot (1 - A)) X$$`,
    'samples that are vectors, not numbers, though a logarithm is taken of what they go into',
  ],
  [r`$$T \Lambda T^{-1} T = \Lambda T$$`, 'matrices of which no words speak, in another order'],
  [r`$y = \sum_{k=1}^{K-1} x_k^2$. For $k = 1, \dots, K$: $$\frac{\partial y}{\partial x_k} = 2x_k$$`, 'one member more than the sum has'],
  [r`$y = \sum_{k=1}^{K-1} x_k^2$. $$\frac{\partial y}{\partial x_k} = 2x_k \quad k = 1, \dots, K$$`, 'the same beside the formula'],
  [
    r`$\hat y = X w$, $L = \|\hat y - y\|^2$. $$\nabla_w L = 2 X (X w - y)$$`,
    'a norm, which is taken of no number, though a row and a number would fit',
  ],
  [r`$h = \tanh(U x)$, $y = W h$, $L = \frac12\|y-t\|^2$. $$\frac{\partial L}{\partial h} = W (y - t)$$`, 'the same beside a matrix'],
  [
    r`${gate} $$\frac{\partial \ell}{\partial h} = U \frac{\partial \ell}{\partial a}$$`,
    'a vector times a number that fits as well, but for letters of which a matrix and a vector are likelier',
  ],
  [
    r`$C = \frac1N \|y - X w\|^2$. $$-\frac2N X^\top (y - X w) = X^\top X w - X^\top y$$`,
    'a factor that is one only if there are two samples, which nothing says',
  ],
  [
    r`$H = \sigma(\hat A X W)$, $L = \sum_{ij} (H_{ij} - Y_{ij})^2$. $$\frac{\partial L}{\partial W} = X^\top \hat A (2 (H - Y) \odot H \odot (1 - H))$$`,
    'a matrix under a hat, of which no number is likelier',
  ],
];

it.each(wrong)('%s does not hold (%s)', (note) => {
  expect(['undetermined', 'mismatch']).toContain(stepsOf(note).at(-1)?.verdict);
});

/** Right last steps beside them. */
const right: readonly (readonly [note: string, why: string])[] = [
  [r`$$T \Lambda T^{-1} T = T \Lambda$$`, 'matrices in their order'],
  [r`$y = \sum_{k=1}^{K-1} x_k^2$. For $k = 1, \dots, K-1$: $$\frac{\partial y}{\partial x_k} = 2x_k$$`, 'the members that the sum has'],
  [r`$y = \sum_{k=1}^{K} x_k^2$. For $k = 1, \dots, K$: $$\frac{\partial y}{\partial x_k} = 2x_k$$`, 'as many in the sum'],
  [r`${gate} $$\frac{\partial \ell}{\partial h} = U^\top \frac{\partial \ell}{\partial a}$$`, 'a matrix, transposed'],
  [
    r`$H = \sigma(\hat A X W)$, $L = \sum_{ij} (H_{ij} - Y_{ij})^2$. $$\frac{\partial L}{\partial W} = X^\top \hat A^\top (2 (H - Y) \odot H \odot (1 - H))$$`,
    'one under a hat, transposed',
  ],
];

it.each(right)('%s holds (%s)', (note) => {
  expect(stepsOf(note).at(-1)?.verdict).toBe('holds');
});

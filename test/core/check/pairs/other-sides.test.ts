import { type Pair, pairs } from './support.ts';

const r = String.raw;
const distance = r`$D = \|x_1 - x_2\|_2$ and margin $m$: $$L = \frac12(1-y)D^2 + \frac12 y \max(0, m - D)^2$$ `;
const far = r`$d = \|u - v\|^2$, $L = \max(0, d - c)$. `;

const rows: readonly Pair[] = [
  [
    r`${distance}$$\frac{\partial L}{\partial x_1} = (1-y)(x_1-x_2) - y\max(0,m-D)\frac{x_1-x_2}{D}$$`,
    r`${distance}$$\frac{\partial L}{\partial x_1} = (1-y)(x_1-x_2) - y\max(0,m-D)(x_1-x_2)$$`,
    'a distance of vectors, which is hardly ever below the margin unless the vectors are close',
  ],
  [
    r`$D = \|x_1 - x_2\|_2$, $L = \frac12\max(0, m - D)^2$. $$\frac{\partial L}{\partial x_1} = -\max(0,m-D)\frac{x_1-x_2}{D}$$`,
    r`$D = \|x_1 - x_2\|_2$, $L = \frac12\max(0, m - D)^2$. $$\frac{\partial L}{\partial x_1} = \max(0,m-D)\frac{x_1-x_2}{D}$$`,
    'all of the formula is zero where they are far from one another',
  ],
  [
    r`${far}$$\frac{\partial L}{\partial u} = 2\,\mathbb{1}[d > c]\,(u - v)$$`,
    r`${far}$$\frac{\partial L}{\partial u} = 2(u - v)$$`,
    'the side on which nearly all points lie is not all',
  ],
  [
    r`${far}If $d > c$, $$\frac{\partial L}{\partial u} = 2(u - v)$$`,
    r`${far}If $d < c$, $$\frac{\partial L}{\partial u} = 2(u - v)$$`,
    'unless words keep to it',
  ],
];

pairs('kinks of which nearly all points lie on one side', rows);

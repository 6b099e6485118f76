import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$F = (a u - v)^2$ with $a = 2$, $u = 3$ and $v = 5$: $$\frac{\partial F}{\partial a} = 2 \cdot 1 \cdot 3$$`,
    r`$F = (a u - v)^2$ with $a = 2$, $u = 3$ and $v = 5$: $$\frac{\partial F}{\partial a} = 2 \cdot 1 \cdot 2$$`,
    'the numbers put in, no formula of the derivative in front',
  ],
  [
    r`$\ell = (s - 1)^3$, $s = u v$. At $u = 0.5$ and $v = 6$ we get $$\frac{d\ell}{du} = 3 \cdot 2^2 \cdot 6$$`,
    r`$\ell = (s - 1)^3$, $s = u v$. At $u = 0.5$ and $v = 6$ we get $$\frac{d\ell}{du} = 3 \cdot 2^2 \cdot 0.5$$`,
    'along a name in between',
  ],
  [
    r`$q = \sum_{i=1}^2 c_i z_i^2$ where $c_1 = 1$, $c_2 = 2$, $z_1 = 3$, $z_2 = -1$. $$\frac{\partial q}{\partial z_2} = 2 \cdot 2 \cdot (-1)$$`,
    r`$q = \sum_{i=1}^2 c_i z_i^2$ where $c_1 = 1$, $c_2 = 2$, $z_1 = 3$, $z_2 = -1$. $$\frac{\partial q}{\partial z_2} = 2 \cdot 1 \cdot (-1)$$`,
    'members by their numbers',
  ],
  [
    r`$g(t) = t^3 - t$. For $t = 2$: $$g''(t) = 6 \cdot 2 = 12$$`,
    r`$g(t) = t^3 - t$. For $t = 2$: $$g''(t) = 3 \cdot 2$$`,
    'a second derivative at a point',
  ],
  [
    r`$C = -\ln p$, $p = \frac{1}{1 + e^{-k m}}$, $k = 1.2$, $m = -0.7$. $$\frac{\partial C}{\partial k} = (p - 1) m = -0.698 \cdot (-0.7) = 0.489$$`,
    r`$C = -\ln p$, $p = \frac{1}{1 + e^{-k m}}$, $k = 1.2$, $m = -0.7$. $$\frac{\partial C}{\partial k} = (p - 1) m = -0.698 \cdot (-0.7) = 0.849$$`,
    'a formula, the numbers put in, the result',
  ],
];

pairs('derivatives at the point of a worked example', rows);

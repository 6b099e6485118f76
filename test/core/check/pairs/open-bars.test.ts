import { type Pair, pairs, type Tail, tails } from './support.ts';

const r = String.raw;

const plane = r`$g(x, y) = x y^2 + x$. `;
const line = r`$L(w) = \frac12 (wx - y)^2$. `;

/** Bars that nothing opens, behind more than one part. */
const open: readonly Pair[] = [
  [r`$\frac{d}{dx} e^{2x}\Big|_{x=0} = 2$`, r`$\frac{d}{dx} e^{2x}\Big|_{x=0} = 0$`, 'the derivative there, and not that of what is there'],
  [
    r`$\frac{d}{dx}\sin x\big|_{x=0} = \cos 0 = 1$`,
    r`$\frac{d}{dx}\sin x\big|_{x=0} = \cos 0 = 0$`,
    'behind a function without brackets, the number of which is no constant',
  ],
  [r`$\frac{d^2}{dx^2}\cos x\Big|_{x=0} = -1$`, r`$\frac{d^2}{dx^2}\cos x\Big|_{x=0} = 1$`, 'of second order'],
  [r`$f(x) = x^3 + x$. $\frac{d}{dx} f(x)\Big|_{x=1} = 4$`, r`$f(x) = x^3 + x$. $\frac{d}{dx} f(x)\Big|_{x=1} = 2$`, 'behind a call'],
  [r`$f(x) = x^2$. $\nabla f(x)\big|_{x=x_0} = 2x_0$`, r`$f(x) = x^2$. $\nabla f(x)\big|_{x=x_0} = x_0$`, 'behind a gradient'],
  [
    r`${plane}$\frac{\partial g}{\partial y}\Big|_{x=a, y=b} = 2xy\big|_{x=a, y=b} = 2ab$`,
    r`${plane}$\frac{\partial g}{\partial y}\Big|_{x=a, y=b} = 2xy\big|_{x=a, y=b} = 2a$`,
    'behind a product',
  ],
  [
    r`${plane}$\frac{\partial g}{\partial x}\Big|_{x=a, y=b} = 1 + y^2\big|_{x=a, y=b} = 1 + b^2$`,
    r`${plane}$\frac{\partial g}{\partial x}\Big|_{x=a, y=b} = 1 + y^2\big|_{x=a, y=b} = 1 + a^2$`,
    'behind a sum of which one term alone changes',
  ],
  [
    r`$h = x^3 + y x$. $\frac{\partial h}{\partial x}\Big|_{x=a} = 3x^2 + y\big|_{x=a} = 3a^2 + y$`,
    r`$h = x^3 + y x$. $\frac{\partial h}{\partial x}\Big|_{x=a} = 3x^2 + y\big|_{x=a} = 3a + y$`,
    'behind a sum of which the other term changes',
  ],
  [
    r`$\frac{\partial}{\partial w}(wx - y)^2\big|_{w=0} = 2(wx - y)x\big|_{w=0} = -2xy$`,
    r`$\frac{\partial}{\partial w}(wx - y)^2\big|_{w=0} = 2(wx - y)x\big|_{w=0} = 2xy$`,
    'behind an operator and behind a product',
  ],
  [
    r`$f(x) = x^2$. $$(x - c)\frac{df}{dx}\Big|_{x=c} = 2c(x - c)$$`,
    r`$f(x) = x^2$. $$(x - c)\frac{df}{dx}\Big|_{x=c} = 2c(x + c)$$`,
    'behind a derivative alone, with a factor that stays',
  ],
  [
    r`$y = \sin u$, $u = x^2$. $\frac{dy}{dx}\Big|_{x=1} = \frac{dy}{du}\Big|_{u=1}\frac{du}{dx}\Big|_{x=1} = 2\cos(1)$`,
    r`$y = \sin u$, $u = x^2$. $\frac{dy}{dx}\Big|_{x=1} = \frac{dy}{du}\Big|_{u=1}\frac{du}{dx}\Big|_{x=1} = 2\sin(1)$`,
    'two that are no pair of bars around what stands between them',
  ],
  [
    r`$f(x) = x^2$. $$\frac{df}{dx}\Big|_{x=a} + |b| = 2a + |b|$$`,
    r`$f(x) = x^2$. $$\frac{df}{dx}\Big|_{x=a} + |b| = a + |b|$$`,
    'one beside a pair',
  ],
];

/** A point that is given, though the notes go on to another. */
const points: readonly Pair[] = [
  [
    r`${line}At $w = 0$, $\frac{dL}{dw} = -xy$, and for $w = y/x$ it vanishes. At $w = 0$, $\frac{dL}{dw} = -xy$`,
    r`${line}At $w = 0$, $\frac{dL}{dw} = -xy$, and for $w = y/x$ it vanishes. At $w = 0$, $\frac{dL}{dw} = xy$`,
    'a number beside a formula for the same name',
  ],
];

const later: readonly Tail[] = [
  [
    r`${line}At $w = 1$, $\frac{dL}{dw} = (x - y)x$; at $w = 0$, $\frac{dL}{dw} = -xy$. It vanishes for $w = y/x$.`,
    ['definition', 'holds-assuming', 'definition', 'holds-assuming', 'definition'],
    'a number in front of each derivative, and a formula behind them',
  ],
  [
    r`${line}At $w = 1$, $\frac{dL}{dw} = (x - y)x$; at $w = 0$, $\frac{dL}{dw} = xy$. It vanishes for $w = y/x$.`,
    ['definition', 'holds-assuming', 'definition', 'mismatch', 'definition'],
    'the same with a slip',
  ],
];

pairs('bars that nothing opens', open);
pairs('points that are given', points);
tails('numbers in front of a formula for one name', later);

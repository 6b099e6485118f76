import { type Pair, pairs, type Tail, tails } from './support.ts';

const r = String.raw;
const map = r`Let $f(z) = \frac{az+b}{cz+d}$ with $ad - bc = 1$. `;
const circle = r`Let $L = (a^2 + b^2) x^2$ with $a^2 + b^2 = 1$. `;
const mixture = r`$L = \alpha x^2 + \beta x^3$ where $\alpha + \beta = 1$. `;

const rows: readonly Pair[] = [
  [r`${map}$$f'(z) = \frac{1}{(cz+d)^2}$$`, r`${map}$$f'(z) = \frac{2}{(cz+d)^2}$$`, 'products and a difference'],
  [
    r`${map}$$f'(z) = \frac{1}{(cz+d)^2}$$`,
    r`Let $f(z) = \frac{az+b}{cz+d}$. $$f'(z) = \frac{1}{(cz+d)^2}$$`,
    'an equation that nobody gives',
  ],
  [r`${circle}$$\frac{\partial L}{\partial x} = 2x$$`, r`${circle}$$\frac{\partial L}{\partial x} = 2(a + b)x$$`, 'squares'],
  [
    r`${circle}$$\frac{\partial L}{\partial a} = 2ax^2$$`,
    r`${circle}$$\frac{\partial L}{\partial a} = ax^2$$`,
    'a derivative by a name of the equation, which the equation does not hold fixed',
  ],
  [
    r`${mixture}$$\frac{\partial L}{\partial x} = 2\alpha x + 3(1 - \alpha)x^2$$`,
    r`${mixture}$$\frac{\partial L}{\partial x} = 2\alpha x - 3(1 - \alpha)x^2$$`,
    'one weight by the other',
  ],
  [
    r`The case is double if $d = 2 - a$ or $d = -2 - a$. Let $g = \frac{a}{d}$. $$\frac{\partial g}{\partial a} = \frac{1}{d}$$`,
    r`The case is double for $d = 2 - a$. Let $g = \frac{a}{d}$. $$\frac{\partial g}{\partial a} = \frac{2}{d}$$`,
    'two solutions, none of which a name stands for',
  ],
  [
    r`The output is $p = \frac{1}{1 + e^{-z}}$ or $p = \sigma(z)$. $$\frac{dp}{dz} = p(1 - p)$$`,
    r`The output is $p = \frac{1}{1 + e^{-z}}$ or $p = \sigma(z)$. $$\frac{dp}{dz} = p(1 + p)$$`,
    'one formula in two ways, which a name stands for',
  ],
  [
    r`The error is $E = \frac12 (y - t)^2$ or $E = \frac12 (t - y)^2$. $$\frac{\partial E}{\partial y} = y - t$$`,
    r`The error is $E = \frac12 (y - t)^2$ or $E = \frac12 (t - y)^2$. $$\frac{\partial E}{\partial y} = t - y$$`,
    'letters in another order, which no sign or number tells apart',
  ],
  [
    r`$\delta = y - t$ or $\delta = \frac{\partial E}{\partial y}$ for $E = \frac12 (y - t)^2$, $y = w x$. $$\frac{\partial E}{\partial w} = \delta x$$`,
    r`$\delta = y - t$ or $\delta = \frac{\partial E}{\partial y}$ for $E = \frac12 (y - t)^2$, $y = w x$. $$\frac{\partial E}{\partial w} = -\delta x$$`,
    'a derivative, and what it is',
  ],
];

pairs('equations that are given', rows);

const conditions: readonly Tail[] = [
  [r`Let $u = 2$ and $L = u^2$. Consider maps with $|a| = |d|$.`, ['undetermined'], 'formulas of names that nothing relates'],
  [r`Let $s = a + 1$. Then $|a| = |s|$.`, ['mismatch'], 'formulas of names that something relates'],
];

tails('equations between strangers', conditions);

const ofEach: readonly Tail[] = [
  [
    r`$$J = \frac1n \sum_{i=1}^n L + \lambda w^2$$ where $$L = (y_i - w x_i)^2$$`,
    ['definition'],
    'a loss under a sum over its index, which has a value for each',
  ],
  [r`$$J = \frac1n \sum_{i=1}^n C x_i^2$$ Then $$C = a_i + b_i$$`, ['assumption'], 'a number beside what a sum counts, for every index'],
];

tails('a name without an index that is a formula with one', ofEach);

import { type Pair, pairs, type Tail, tails } from './support.ts';

const r = String.raw;
const margin = r`and $L = (1 - y f)^2$. `;
const spin = r`Let $s \in \{-1, 1\}$. Since $s^2 = 1$: $E = -J s m + \frac12 s^2 h$. `;

const rows: readonly Pair[] = [
  [
    r`With labels $y = \pm 1$ ${margin}$$\frac{\partial L}{\partial f} = 2(f - y)$$`,
    r`With labels $y = \pm 1$ ${margin}$$\frac{\partial L}{\partial f} = 2(y - f)$$`,
    'labels that are one or minus one',
  ],
  [
    r`Let $y = \pm 1$ ${margin}$$\frac{\partial L}{\partial f} = 2(f - y)$$`,
    r`Let $y = \pm 1$ ${margin}$$\frac{\partial L}{\partial f} = 2(f + y)$$`,
    'the letter of a label, which is given',
  ],
  [
    r`$L = \sum_i (1 - y_i f_i)^2$ with $y_i = \pm 1$. $$\frac{\partial L}{\partial f_i} = 2(f_i - y_i)$$`,
    r`$L = \sum_i (1 - y_i f_i)^2$ with $y_i = \pm 1$. $$\frac{\partial L}{\partial f_i} = 2(f_i + y_i)$$`,
    'labels of samples',
  ],
  [
    r`Die Spins $s_i = \pm 1$ haben $E = \sum_i s_i^2 h_i$. $$\frac{\partial E}{\partial h_i} = s_i^4$$`,
    r`Die Spins $s_i = \pm 1$ haben $E = \sum_i s_i^2 h_i$. $$\frac{\partial E}{\partial h_i} = s_i^3$$`,
    'another language',
  ],
  [
    r`With labels y = ±1 we have $L = (1 - y f)^2$. $$\frac{\partial L}{\partial f} = 2(f - y)$$`,
    r`With labels y = ±1 we have $L = (1 - y f)^2$. $$\frac{\partial L}{\partial f} = 2(f + y)$$`,
    'labels in the text around formulas',
  ],
  [
    r`Labels y_i ∈ {-1, +1}: $L = \sum_i (1 - y_i f_i)^2$. $$\frac{\partial L}{\partial f_i} = 2(f_i - y_i)$$`,
    r`Labels y_i ∈ {0, 1}: $L = \sum_i (1 - y_i f_i)^2$. $$\frac{\partial L}{\partial f_i} = 2(f_i - y_i)$$`,
    'a set in the text',
  ],
  [
    r`With targets t = ±1 we have $L = (1 - t f)^2$. $$\frac{\partial L}{\partial f} = 2(f - t)$$`,
    r`The solutions are t = ±1. $$\frac{d}{dt} t^4 = 4t^5$$`,
    'solutions in the text, which are no labels',
  ],
  [
    r`The labels are denoted by y ∈ {-1, +1}. $$x y^3 = x y$$`,
    r`The outputs saturate at y = ±1. $$x y^3 = x y$$`,
    'a place at which something is, which is no label',
  ],
  [r`Take y ∈ {−1, 1}. $$x y^3 = x y$$`, r`The extrema of the cubic are at x = ±1. $$x^3 - 3 x = -2 x$$`, 'points of a curve in the text'],
  [
    r`The spins s = ±1 have $f = (s^2 + 1) w$. $$\frac{\partial f}{\partial w} = 2 s^2$$`,
    r`Outliers lie beyond z = ±1 of the mean. $f = (z^2 + 1) w$ $$\frac{\partial f}{\partial w} = 2 z^2$$`,
    'an interval in the text',
  ],
  [
    r`The classes y ∈ {-1, 1} have $f = (y^2 + 1) w$. $$\frac{\partial f}{\partial w} = 2 y^2$$`,
    r`The responses vanish for x = ±1. $f = (x^2 + 1) w$ $$\frac{\partial f}{\partial w} = 2 x^2$$`,
    'a case',
  ],
  [
    r`${spin}$$\frac{\partial E}{\partial s} = -J m + s h$$`,
    r`${spin}$$\frac{\partial E}{\partial s} = -J m + h$$`,
    'the square of a sign, which is no name of its own',
  ],
  [
    r`${spin}$$\frac{\partial E}{\partial h} = \frac12$$`,
    r`${spin}$$\frac{\partial E}{\partial h} = \frac12 s$$`,
    'the square of a sign is one, the sign is not',
  ],
];

pairs('signs', rows);

const solutions: readonly Tail[] = [
  [
    r`$f(x) = \frac{x^3}{3} - x$ and $f'(x) = 0$ for $x = \pm 1$. $$\frac{d}{dx} x^4 = 4x^5$$`,
    ['definition', 'undetermined'],
    'solutions of an equation, which a derivative does not assume',
  ],
  [
    r`$x^2 + y^2 = 1$ gives $y = \pm 1$ at $x = 0$. Let $L = (1 - y f)^2$. $$\frac{\partial L}{\partial f} = 2(f - y)$$`,
    ['undetermined'],
    'solutions by the letter of a label',
  ],
];

tails('solutions with both signs', solutions);

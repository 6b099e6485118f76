import { checks } from '../../../support/checks.ts';

const r = String.raw;

checks('variations and differentials', [
  [
    r`To first order $\delta(r^2\rho) = 2r\rho\,\delta r + r^2\,\delta\rho$.`,
    'undetermined',
    '',
    'an undefined delta in front of several things is an operator',
  ],
  [r`With $\delta = p - y$ we have $\delta r = p r - y r + r$.`, 'mismatch', 'other', 'a delta of which the note says what it is'],
  [r`Let $u(s) = s^3$, then $$du = u(s + ds) - u(s)$$`, 'undetermined', '', 'a differential as the difference of two values holds nearly'],
  [r`Let $u(s) = s^3$, then $$du = 3s\,ds$$`, 'mismatch', 'missing-factor', 'and as the slope it does not'],
  [r`Let $u = s^3$, then $$\d u = 3s^2\,\d s$$`, 'holds', '', 'the differential by a command of a preamble that is not shown'],
  [r`Let $u = s^3$, then $$\frac{\mathd u}{\mathd s} = 3s$$`, 'mismatch', 'missing-factor', 'by another one, with a slip'],
  [r`$$\newcommand{\d}{k}$$ $$\frac{\partial}{\partial s}\d s^2 = 2 \d s$$`, 'holds', '', 'a command that the note defines itself'],
]);

checks('largest values over all numbers', [
  [r`$s(x) = \frac1{1+e^{-x}}$ $$\max_x s'(x) = s(0)(1 - s(0))$$`, 'undetermined', '', 'of a formula that few values are tried of'],
  [
    r`$$\frac{\partial}{\partial c}\max_i(c\,u_i) = \max_i 2u_i \quad (c > 0)$$`,
    'mismatch',
    'missing-factor',
    'of numbers that are listed',
  ],
]);

checks('orders of derivatives above a bracket', [
  [r`$$(e^{k x})^{(n)} = k^n e^{k x}$$`, 'undetermined', '', 'a letter in brackets counts derivatives'],
  [r`$$(u + v)^{(2)} = u^2 + v^2$$`, 'undetermined', '', 'as may a numeral'],
  [r`$$(e^{k x})^{n} = k^n e^{k x}$$`, 'mismatch', 'other', 'a letter without them is an exponent'],
  [r`$$(e^{k x})^{(n+1)} = e^{k x n}$$`, 'mismatch', 'missing-factor', 'as is a formula in brackets'],
]);

checks('constants of likelihoods', [
  [
    r`$$\ln L(\lambda) = n\ln\lambda - \lambda s - \ln n!$$ Up to here. $$-\ln L(\lambda) = \lambda s - n\ln\lambda$$`,
    'undetermined',
    '',
    'a term without the parameter may be dropped',
  ],
  [
    r`$$\ln L(\lambda) = n\ln\lambda - \lambda s - \ln n!$$ Up to here. $$-\ln L(\lambda) = \lambda s + \ln n!$$`,
    'mismatch',
    'missing-term',
    'one with it may not',
  ],
]);

checks('members by number that nothing leads to', [
  [
    r`$E = \frac12\sum_n (t_n - y_n)^2$, $y_n = w_0 x_n + w_1$. $$\frac{\partial E}{\partial w_1} = \sum_n (y_n - t_n) x_n$$`,
    'mismatch',
    'extra-factor',
    'a member that the loss has',
  ],
  [
    r`$E = \frac12\sum_n (t_n - y_n)^2$, $y_n = w_0 x_n + w_1$. $$\frac{\partial E}{\partial w_3} = \sum_n (y_n - t_n) x_n$$`,
    'undetermined',
    '',
    'one that a wider model may have',
  ],
]);

checks('moved along a derivative, said twice', [
  [
    r`$L = y\log\sigma(\mathbf w^\top\mathbf x)$, $\mathbf w^{\text{new}} = \mathbf w^{\text{old}}$ at first. $$\mathbf w^{\text{new}} = \mathbf w^{\text{old}} + \eta\frac{\partial L}{\partial\mathbf w}$$`,
    'definition',
    '',
    'by the derivative itself',
  ],
]);

checks('subscripts and functions of angles', [
  [r`$$a_m a_n + a_n a_m = 0$$ $$a(z) = \sum_m a_{m+1/2} z^{-m}$$`, 'definition', '', 'half a step is no step'],
  [r`Let $h(t) = \sin(\frac t2)$. Then $h(0) = h(2\pi)$.`, 'holds', '', 'a function that vanishes to the precision of its argument'],
  [r`Let $h(t) = \sin(\frac t2)$. Then $h(0) = h(\pi)$.`, 'mismatch', 'arithmetic', 'and where it does not'],
]);

checks('an item that begins with words', [
  [
    '- The best momentum is $b = \\left(\\frac{u - v}{u + v}\\right)^2$\n- Best rate $= \\frac{u - v}{u + v}$',
    'undetermined',
    '',
    'the words may be the other side',
  ],
  [
    'The best momentum is $$b = \\left(\\frac{u - v}{u + v}\\right)^2$$ $$= \\frac{u - v}{u + v}$$',
    'mismatch',
    'missing-factor',
    'nothing between',
  ],
]);

checks('names that a listing does not assign', [
  [
    '```python\na = x * w\nL = (a - y) ** 2\n```\n\n```python\na2 = x * w\ndL_da2 = 2 * (a2 - y)\n```',
    'undetermined',
    '',
    'the loss of another listing',
  ],
  ['```python\na2 = x * w\nL = (a2 - y) ** 2\ndL_da2 = 2 * (a2 + y)\n```', 'mismatch', 'sign', 'its own'],
]);

checks('derivatives set to zero', [
  [r`Set $\frac{\partial L}{\partial b} = 0$ first. $$L = s^2 + a$$`, 'definition', '', 'the formula comes later'],
  [r`$$L = s^2 + a \qquad q = b^2$$ $$\frac{\partial L}{\partial b} = 0$$`, 'holds', '', 'both have formulas before'],
  [r`$$L = s^2 + a$$ $$\frac{\partial L}{\partial \alpha} = 0$$`, 'undetermined', '', 'by a letter that stands for any parameter'],
  [r`$$\frac{d}{dx} C = 0$$`, 'holds', '', 'the rule for constants'],
]);

checks('orders of derivatives that are letters', [
  [r`$$\partial_s^{n} s^2 = 2s$$`, 'undetermined', '', 'an order that is not known is not one'],
  [r`$$\partial_s^2 s^3 = 6s$$`, 'holds', '', 'a numeral is'],
  [r`$$\partial_s^2 s^3 = 3s$$`, 'mismatch', 'missing-factor', 'and is counted'],
]);

checks('commands from a file that is not here', [
  [r`$$\frac{\partial}{\partial s}\KK(s^2) = \KK(s)$$`, 'undetermined', '', 'in front of brackets'],
  [r`$$\frac{\partial}{\partial s} s^2\KK = 3 s\KK$$`, 'mismatch', 'extra-factor', 'as a factor'],
]);

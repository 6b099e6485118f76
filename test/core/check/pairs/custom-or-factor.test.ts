import { tails } from './support.ts';

const r = String.raw;

tails('a letter that is a function by custom, or a factor in front of a bracket', [
  [
    r`With $V = \frac12\sigma(x-1)^2+y^2$, $$\dot V = \sigma(x-1)\dot x+2y\dot y$$`,
    ['undetermined'],
    'right for a stiffness, and no word of which of the two it is',
  ],
  [r`$L = \frac12\sigma(x-1)^2$. $$\frac{\partial L}{\partial x} = \sigma(x-1)$$`, ['undetermined'], 'the same for a derivative'],
  [r`$L = \frac12\sigma(x-1)^2$. $$\frac{\partial L}{\partial x} = 2\sigma(x-1)$$`, ['mismatch'], 'wrong for both'],
  [
    r`Sigmoid unit. $E = \frac12\sigma(wx-1)^2$. $$\frac{\partial E}{\partial w} = \sigma(wx-1) x$$`,
    ['mismatch'],
    'a sigmoid by words, whose slope is forgotten',
  ],
  [
    r`$E = \frac12\sigma(wx-1)^2$. $$\frac{\partial E}{\partial w} = \sigma(wx-1)\,\sigma'(wx-1)\,x$$ $$\frac{\partial E}{\partial x} = \sigma(wx-1) w$$`,
    ['holds', 'mismatch'],
    'a function by its prime',
  ],
  [r`$y = \sigma(wx)$. $$\frac{dy}{dw} = \sigma(wx) x$$`, ['mismatch'], 'no factor either'],
]);

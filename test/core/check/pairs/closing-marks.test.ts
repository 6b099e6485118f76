import { type Pair, pairs, tails } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$f = x^3$. $$\frac{df}{dx} = 3x^2 \quad \checkmark$$`,
    r`$f = x^3$. $$\frac{df}{dx} = 3x \quad \checkmark$$`,
    'a tick behind what was checked',
  ],
  [r`$f = x^3$. $$\frac{df}{dx} = 3x^2 ✓$$`, r`$f = x^3$. $$\frac{df}{dx} = x^2 ✓$$`, 'a tick as a character'],
  [
    r`$f = x^3$. $$\frac{df}{dx} = 3x^2 \qquad \blacksquare$$`,
    r`$f = x^3$. $$\frac{df}{dx} = 2x^2 \qquad \blacksquare$$`,
    'the end of a proof',
  ],
  [
    r`$f = \sum \displaylimits_{n=1}^N w x_n$. $$\frac{\partial f}{\partial w} = \sum \displaylimits_{n=1}^N x_n$$`,
    r`$f = \sum \displaylimits_{n=1}^N w x_n$. $$\frac{\partial f}{\partial w} = 2 \sum \displaylimits_{n=1}^N x_n$$`,
    'limits set below and above a sign',
  ],
];

pairs('marks behind and around formulas', rows);

tails('what is asked for', [
  [r`$f = x^3$. $$\frac{df}{dx} = ?$$`, ['not-a-claim'], 'a question mark alone'],
  [r`$f = x^3$. $$\frac{df}{dx} = \text{?}$$`, ['not-a-claim'], 'the same as text'],
  [r`$f = x^3$. $$\frac{df}{dx} = 3x?$$`, ['undetermined'], 'a guess, which may be wrong'],
]);

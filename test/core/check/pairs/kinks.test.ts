import { type Pair, pairs, type Tail, tails } from './support.ts';

const r = String.raw;

const relu = r`$f(x) = \max(0, x)$. `;
const hinge = r`$h(m) = \max(0, 1 - m)$. `;

/** Slopes at kinks: any between those on the two sides may be chosen. */
const slopes: readonly Pair[] = [
  [r`${relu}At $x = 0$ we take $f'(0) = 0$`, r`${relu}At $x = 0$ we take $f'(0) = 2$`, 'the slope on the left'],
  [r`${relu}At $x = 0$ we take $f'(0) = 1$`, r`${relu}At $x = 0$ we take $f'(0) = -1$`, 'the slope on the right'],
  [r`${relu}$f'(0) = \frac12$`, r`${relu}$f'(0) = \frac32$`, 'one between them'],
  [r`${relu}$f'(1) = 1$`, r`${relu}$f'(1) = 0$`, 'away from the kink there is one slope'],
  [r`$\mathrm{ReLU}'(0) = 1$`, r`$\mathrm{ReLU}'(0) = 2$`, 'a function that all know'],
  [r`$f(x) = \max(0.1x, x)$. $f'(0) = 0.1$`, r`$f(x) = \max(0.1x, x)$. $f'(0) = 0$`, 'a kink of which no side is flat'],
  [r`${hinge}$h'(1) = -1$`, r`${hinge}$h'(1) = 1$`, 'a hinge at its corner'],
];

const bars: readonly Tail[] = [
  [r`${hinge}$\frac{dh}{dm}\Big|_{m=1} = 0$`, ['holds'], 'below a bar'],
  [r`${hinge}$\frac{dh}{dm}\Big|_{m=1} = -1$`, ['holds'], 'the slope on the other side'],
  [r`${hinge}$\frac{dh}{dm}\Big|_{m=2} = -1$`, ['mismatch'], 'beside the kink'],
];

pairs('slopes at kinks', slopes);
tails('slopes at kinks below a bar', bars);

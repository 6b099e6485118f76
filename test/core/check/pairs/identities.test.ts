import { pairs } from './support.ts';

const r = String.raw;

pairs('what holds whatever its names stand for', [
  [r`$u = \lim_{n} s_n$. $(u + v)^2 = u^2 + 2 u v + v^2$`, r`$u = 2 s$. $(u + v)^2 = u^2 + v^2$`, 'an identity of a name that is not read'],
  [
    r`Elsewhere $f(x) = \frac12 x_i$. The chain rule is $(f(g(x)))' = f'(g(x)) g'(x)$`,
    r`Elsewhere $f(x) = \frac12 x$, $g(x) = x^3$. The chain rule is $(f(g(x)))' = f'(g(x)) + g'(x)$`,
    'a rule for all functions, behind one of them that has no value',
  ],
]);

import { pairs } from './support.ts';

const r = String.raw;

pairs('a letter that is set equal to a function', [
  [r`For $k = \tanh$ we have $k'(a) = 1 - k(a)^2$`, r`For $k = \tanh$ we have $k'(a) = 1 - k(a)$`, 'without an argument'],
  [
    r`Let $z = w^\top x + c$ and $s = k(z)$ with $k = \sin$. $$\frac{\partial s}{\partial c} = k'(z) = \cos(z)$$`,
    r`Let $z = w^\top x + c$ and $s = k(z)$ with $k = \sin$. $$\frac{\partial s}{\partial c} = k'(z) = \sin(z)$$`,
    'behind its use',
  ],
  [
    r`$f(x) = x + u\,h(a)$, $a = w x + c$ with $h = \operatorname{softplus}$. $$f'(x) = 1 + u w\, \sigma(a)$$`,
    r`$f(x) = x + u\,h(a)$, $a = w x + c$ with $h = \operatorname{softplus}$. $$f'(x) = 1 + u\, \sigma(a)$$`,
    'as the name of an operator',
  ],
]);

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
    r`$y = k(a)$, $a = w x + c$ with $k = \operatorname{softplus}$. $$\frac{\partial y}{\partial x} = w\, \sigma(a)$$`,
    r`$y = k(a)$, $a = w x + c$ with $k = \operatorname{softplus}$. $$\frac{\partial y}{\partial x} = w\, \sigma(x)$$`,
    'by the name of an operator',
  ],
  [
    r`$f(x) = x + u\,h(a)$, $a = w x + c$ with $h(z) = \ln(1 + e^z)$. $$f'(x) = 1 + u w\, \sigma(a)$$`,
    r`$f(x) = x + u\,h(a)$, $a = w x + c$ with $h(z) = \ln(1 + e^z)$. $$f'(x) = 1 + u\, \sigma(a)$$`,
    'beside what its argument is made of',
  ],
]);

pairs('what the notes make of the parameter of a function', [
  [
    r`$f(x) = x + u\, a^2$, $a = w x + c$. $$f'(x) = 1 + 2 u w a$$`,
    r`$f(x) = x + u\, a^2$, $a = w x + c$. $$f'(x) = 1 + 2 u a$$`,
    'changes with it',
  ],
  [
    r`$f(x) = p x + q$ has $f'(x) = p$.

A unit has $p = w x + c$ and $y = \sigma(p)$. $\frac{\partial y}{\partial x} = w\, y (1 - y)$`,
    r`$f(x) = p x + q$ has $f'(x) = p$.

A unit has $p = w x + c$ and $y = \sigma(p)$. $\frac{\partial y}{\partial x} = y (1 - y)$`,
    'unless that is said only further down',
  ],
]);

pairs('functions that what stands in front names', [
  [
    r`Let $\sigma$ be the logistic function or tanh. For $\tanh$: $$\sigma'(a) = 1 - \sigma(a)^2$$`,
    r`Let $\sigma$ be the logistic function or tanh. For $\tanh$: $$\sigma'(a) = 1 - \sigma(a)$$`,
    'a formula in front',
  ],
  [
    r`With $\phi = \tanh$, $\phi'(a) = 1 - \phi(a)^2$. With $\phi$ the logistic function, $\phi'(a) = \phi(a)(1 - \phi(a))$`,
    r`With $\phi = \tanh$, $\phi'(a) = 1 - \phi(a)^2$. With $\phi$ the logistic function, $\phi'(a) = \phi(a)(1 + \phi(a))$`,
    'a function of several words',
  ],
]);

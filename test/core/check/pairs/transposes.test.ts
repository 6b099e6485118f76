import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

pairs('a small letter or a place in front for the transpose', [
  [
    r`$f(x) = x^t A x + c^t x$, $\frac{\partial f}{\partial x} = (A + A^t) x + c$`,
    r`$f(x) = x^t A x + c^t x$, $\frac{\partial f}{\partial x} = -(A + A^t) x + c$`,
    'what is multiplied by itself with a mark is no power',
  ],
  [
    r`$f(x) = x^{\mathrm{t}} A x + c^{\mathrm{t}} x$, $\frac{\partial f}{\partial x} = (A + A^{\mathrm t}) x + c$`,
    r`$f(x) = x^{\mathrm{t}} A x + c^{\mathrm{t}} x$, $\frac{\partial f}{\partial x} = (A + A^{\mathrm t}) x - c$`,
    'the same set upright',
  ],
  [
    r`$\newcommand{\tr}{^{t}}$ Here $\tr$ is the transpose. $b \in \mathbb R^n$, $\phi = \frac12 \|A b - y\|^2$, $\nabla_b \phi = A\tr (A b - y)$`,
    r`$\newcommand{\tr}{^{t}}$ Here $\tr$ is the transpose. $b \in \mathbb R^n$, $\phi = \frac12 \|A b - y\|^2$, $\nabla_b \phi = -A\tr (A b - y)$`,
    'a macro for the mark, said in words',
  ],
  [
    r`Soit $q(x) = {}^t x S x - 2\, {}^t b x$ avec $S$ symétrique. $\nabla q(x) = 2 S x - 2 b$`,
    r`Soit $q(x) = {}^t x S x - 2\, {}^t b x$ avec $S$ symétrique. $\nabla q(x) = 2 S x + 2 b$`,
    'in front of the name',
  ],
  [
    r`$f = \frac12 {}^T(y - Xb)(y - Xb)$, $\frac{\partial f}{\partial b} = -{}^T X (y - X b)$`,
    r`$f = \frac12 {}^T(y - Xb)(y - Xb)$, $\frac{\partial f}{\partial b} = {}^T X (y - X b)$`,
    'in front of a bracket, and of a name in front of one, which it turns alone',
  ],
]);

checks('other marks like it', [
  [r`$V = a r^t$, $\frac{\partial V}{\partial a} = r^t$`, 'undetermined', '', 'a power by a letter that stands nowhere else'],
  [
    r`$w^{t+1} = w^t - \eta g^t$, $g^t = \nabla f(w^t)$, $f(w) = \frac12 w^\top w$, $\nabla f(w) = w$`,
    'holds',
    '',
    'steps in time above names, beside another sign for the transpose',
  ],
  [
    r`Let ${'$'}{}^B p = {}^B R\, {}^T p$. $f = \frac12 \|q\|^2$, $f = \frac12 {}^T p\, {}^B p$`,
    'undetermined',
    '',
    'frames of coordinates by their letters',
  ],
]);

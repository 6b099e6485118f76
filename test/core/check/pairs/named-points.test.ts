import { checks, type Row } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const dual = r`The dual is $q(\lambda) = \lambda b - \frac12\lambda^2 c$. `;
const at = (point: string, value: string): string => r`${dual}Hence $${point} = \frac bc$, and $q(${point}) = ${value}$.`;

const values: readonly Pair[] = [
  ...[r`\lambda^\star`, r`\lambda^*`, r`\lambda_0`, r`\hat\lambda`].map(
    (point): Pair => [at(point, r`\frac{b^2}{2c}`), at(point, r`\frac{b^2}{c}`), r`the value of a function at ${point} is claimed`],
  ),
  [
    r`$f(w) = \frac12 (w - a)^2$ at $w_0 = 2a$: $f(w_0) = \frac12 a^2$.`,
    r`$f(w) = \frac12 (w - a)^2$ at $w_0 = 2a$: $f(w_0) = a^2$.`,
    'and where a descent begins',
  ],
];

const others: readonly Row[] = [
  [r`${dual}At the best $\lambda^*$ it is $q(\lambda^*) = \frac{b^2}{2c}$.`, 'undetermined', '', 'which point that is is said in words'],
  [
    r`The loss is $f(w) = \frac12 (w - a)^2$. Another one is $f(w_1) = w_1^3$.`,
    'undetermined',
    '',
    'a formula in the marked name may be another function',
  ],
  [
    r`The loss is $f(x) = x^2$. In the second example $f(z) = z^3$.`,
    'definition',
    '',
    'a plain letter is the parameter of another function',
  ],
  [r`Let $z = 3x$. The loss is $f(x) = x^2$. In the second example $f(z) = z^3$.`, 'definition', '', 'even where it stands for something'],
  [r`The loss is $f(x) = (x - 1)^2 + c$. At $x^\star = 1$ we write $f(x^\star) = f^\star$.`, 'definition', '', 'a value is given a name'],
];

pairs('values of functions at marked points', values);
checks('what may be another function', others);

const conjugates: readonly Row[] = [
  [
    r`For $f(x) = e^x$ we get $x = \ln y$.${'\n\n'}For $f(x) = \ln(1 + e^x)$ we get $x = 1$, as $f(x) = \ln(1 + e^x)$.`,
    'definition',
    '',
    'the parameter of a function is not brought in between',
  ],
  [
    r`For $f(x) = x^2$ we get $x = y/2$.${'\n\n'}For $f(x) = x^4$ therefore $x = (y/4)^{1/3}$.`,
    'definition',
    '',
    'what follows from another function need not be what followed from the first',
  ],
  [r`For $f(x) = x^2$ we get $u = y/2$, therefore $u = y/3$.`, 'mismatch', 'missing-factor', 'what follows from the same is the same'],
];

checks('what is said of one case after another', conjugates);

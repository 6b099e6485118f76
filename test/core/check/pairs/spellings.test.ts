import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$a^{\langle t \rangle} = \tanh(w a^{\langle t-1 \rangle} + u x^{\langle t \rangle})$, $o^{\langle t \rangle} = v a^{\langle t \rangle}$, $E = \sum_t (o^{\langle t \rangle} - d^{\langle t \rangle})^2$. $\frac{\partial E}{\partial v} = 2\sum_t (o^{\langle t \rangle} - d^{\langle t \rangle}) a^{\langle t \rangle}$`,
    r`$a^{\langle t \rangle} = \tanh(w a^{\langle t-1 \rangle} + u x^{\langle t \rangle})$, $o^{\langle t \rangle} = v a^{\langle t \rangle}$, $E = \sum_t (o^{\langle t \rangle} - d^{\langle t \rangle})^2$. $\frac{\partial E}{\partial v} = -2\sum_t (o^{\langle t \rangle} - d^{\langle t \rangle}) a^{\langle t \rangle}$`,
    'steps in time in angle brackets above',
  ],
  [
    r`$o^{<t>} = v a^{<t>}$, $\frac{\partial o^{<t>}}{\partial v} = a^{<t>}$`,
    r`$o^{<t>} = v a^{<t>}$, $\frac{\partial o^{<t>}}{\partial v} = 2 a^{<t>}$`,
    'steps in time between signs',
  ],
];

pairs('steps in time above names', rows);

pairs('logarithms to another base', [
  [
    r`$H = -\sum_k p_k \log_2 p_k$, $\frac{\partial H}{\partial p_k} = -\log_2 p_k - \frac{1}{\ln 2}$`,
    r`$H = -\sum_k p_k \log_2 p_k$, $\frac{\partial H}{\partial p_k} = -\log_2 p_k + \frac{1}{\ln 2}$`,
    'an entropy in bits',
  ],
  [
    r`For $x > 0$ we have $\log_{10}(x^2) = 2\log_{10} x$`,
    r`For $x > 0$ we have $\log_{10}(x^2) = 3\log_{10} x$`,
    'a rule to the base ten',
  ],
]);

pairs('what machines and fonts make of primes and words', [
  [
    r`$f(w) = w^3$. $f^{'}(w) = 3 w^2$ and $f^{''}(w) = 6 w$`,
    r`$f(w) = w^3$. $f^{'}(w) = 3 w^2$ and $f^{''}(w) = 3 w$`,
    'primes in braces above',
  ],
  [
    r`$$q = 2 x, \mathrm{where}\ x = 3 u \quad \mathrm{and} \quad z = q^2$$ $$\frac{\partial z}{\partial u} = 12 q$$`,
    r`$$q = 2 x, \mathrm{where}\ x = 3 u \quad \mathrm{and} \quad z = q^2$$ $$\frac{\partial z}{\partial u} = 6 q$$`,
    'joining words set upright',
  ],
  [
    r`$h = w_{\mathrm{if}} x$. $$\frac{\partial h}{\partial x} = w_{\mathrm{if}}$$`,
    r`$h = w_{\mathrm{if}} x$. $$\frac{\partial h}{\partial x} = -w_{\mathrm{if}}$$`,
    'a label of such a word',
  ],
]);

import { expect, it } from 'vitest';
import { checks, stepsOf } from '../../support/checks.ts';

const r = String.raw;

checks('definitions and claims', [
  [r`$L = \sin(x^2)$, $\frac{dL}{dx} = 2x\cos(x^2)$`, 'holds', '', 'the plain case of the chain rule'],
  [
    r`$L = \sum_k (c_k - p_k)^2$. Zero is reached where $c_k = p_k$. In general $\frac{\partial L}{\partial c_k} = 2 c_k - 2 p_k$`,
    'holds',
    '',
    'under a solution that stands before it both sides are zero, but not at other points',
  ],
  [r`$s_j = w_j^\top x$, $L = \sum_j s_j^2$, $\frac{\partial L}{\partial s_j} = 2 s_j$`, 'holds', '', 'whatever the scores are made of'],
  [r`$s_j = \int w_j$, $L = \sum_j s_j^2 + b^2$, $\frac{\partial L}{\partial b} = 2 b$`, 'undetermined', '', 'b may be behind the scores'],
  [
    r`$s_j = w_j^\top x$, $L = \sum_j s_j^2 + b^2$, $\frac{\partial L}{\partial b} = 2 b$`,
    'holds',
    '',
    'nothing of b is behind scores that are read',
  ],
  [
    r`$L = \lim_{n} g_n(a)$, $a = \sigma(z)$, $z = w x$, $\frac{\partial L}{\partial a}$, $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} x$`,
    'holds',
    '',
    'a loss whose formula is not read, of the same nodes in any case',
  ],
  [
    r`$L = \lim_{n} g_n(a)$, $a = \sigma(z)$, $z = w x$, $\frac{\partial L}{\partial a}$, $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} w$`,
    'undetermined',
    '',
    'which is no ground to blame anything',
  ],
  [
    r`$L = \lim_{n} g_n(a, w)$, $a = \sigma(z)$, $z = w x$, $\frac{\partial L}{\partial a}$, $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} x$`,
    'undetermined',
    '',
    'nor to call right what it may depend on itself',
  ],
  [
    r`$J = f(a) \oplus r$, $r = w^2$, $a = \sigma(w x)$. $\frac{\partial J}{\partial w} = \frac{\partial J}{\partial a} a (1 - a) x$`,
    'undetermined',
    '',
    'what a formula that is not read has in it leads to the variable as well',
  ],
  [
    r`$L = \loss{y}{w}$, $y = w x$. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial y} x$`,
    'undetermined',
    '',
    'nor is it known what a command that nothing defines is handed',
  ],
  [
    r`$s = w \oplus 1$, $y = w x$, $L = y^2 + s$. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial y} x$`,
    'undetermined',
    '',
    'nor what a term of a loss is made of',
  ],
  [
    r`$f(u) = u \oplus x$, $u = x^2$. $\frac{d}{dx} f(u) = 2 x f'(u)$`,
    'undetermined',
    '',
    'a function that has the variable in its formula besides its argument',
  ],
  [
    r`$u = (a + b)^2$, $v = (a - b)^2$, $f = u v$, $a = x y$, $b = x + y$. $\frac{\partial f}{\partial y} = \frac{\partial f}{\partial a} \frac{\partial a}{\partial u} \frac{\partial u}{\partial y} + \frac{\partial f}{\partial b} \frac{\partial b}{\partial v} \frac{\partial v}{\partial y}$`,
    'undetermined',
    '',
    'paths of another graph, whose arrows all point the other way',
  ],
  [r`$q(x) = \ln x$. $f(x) = \max(0, x)$, $f'(x) = 1$`, 'undetermined', '', 'a logarithm elsewhere does not hide the flat piece'],
  [r`$q(x) = \ln x$. $a = |x|$, $\frac{da}{dx} = 1$`, 'undetermined', '', 'nor the other branch of an absolute value'],
  [r`$q(x) = \ln x$. $f(x) = \max(0, x)$. If $x > 0$, $f'(x) = 1$`, 'holds-assuming', '', 'said where it holds'],
  [
    r`$f = x^2 + x y$ where $\frac{\partial y}{\partial x} = 0$, $\frac{\partial f}{\partial x} = 2x + y$`,
    'holds',
    '',
    'no dependence, as stated',
  ],
  [r`$L = \sin(x^2)$, $\frac{dL}{dx} = \cos(x^2)$`, 'mismatch', 'missing-factor', 'inner derivative forgotten'],
  [r`$L = \sin(x^2)$, $\frac{dL}{dx} = 2x\cos($`, 'undetermined', '', 'the right side is unfinished'],
  [r`$L = \frac12 (y - t)^2$, $\frac{\partial L}{\partial y} = t - y$`, 'mismatch', 'sign', 'the sign of the residual'],
  [r`$L = \frac12 (y - t)^2$, $y = wx + b$, $\frac{\partial L}{\partial w} = (y - t)x$`, 'holds', '', 'a chain through two definitions'],
  [
    r`$L = y^3$, $y = wx$, $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial y}\frac{\partial y}{\partial w}$`,
    'holds',
    '',
    'a chain-rule product, both factors derived',
  ],
  [r`$\sigma(x) = \frac{1}{1+e^{-x}}$, $\sigma'(x) = \sigma(x)(1-\sigma(x))$`, 'holds', '', 'a function of the notes and its prime'],
  [r`$\sigma(x) = \frac{1}{1+e^{-x}}$, $\sigma'(x) = \sigma(x)(1+\sigma(x))$`, 'mismatch', 'sign', 'a sign inside of a bracket'],
  [r`$y = \sigma(z)$, $\frac{dy}{dz} = y(1-y)$`, 'holds', '', 'the standard meaning of sigma where the notes give none'],
  [r`$h'(a) = 1 - h(a)^2$ where $h$ is tanh, $h'(2a) = 1 - h(2a)^2$`, 'holds', '', 'a function that prose defines'],
  [r`$x = a + b$, $x^2 = a^2 + 2ab + b^2$`, 'holds', '', 'plain rewriting through a definition'],
  [r`$q = \frac{v}{v + \epsilon}$, $q = 1$`, 'holds-assuming', '', 'what keeps a denominator from zero, left out'],
  [r`$(a+b)^2 = a^2 + b^2$`, 'mismatch', 'missing-term', 'two members that nothing defines'],
  [r`$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial y} x$, $y = wx$`, 'definition', '', 'a definition after its use'],
  [r`$F = -\omega t \ln p$, $\frac{dF}{dp} = -\frac{\omega t}{p}$. For $\omega = 1$`, 'assumption', '', 'a number that is put in for once'],
  [r`$F = -\omega t \ln p$, $\frac{dF}{dp} = -\frac{\omega t}{p}$, where $\omega = 1$`, 'definition', '', 'and one that is given for good'],
  [
    r`$L = \frac1N \sum_{n=1}^N w x_n$ and $\frac{\partial L}{\partial w} = \frac1N \sum_{n \in B} x_n$`,
    'undetermined',
    '',
    'a batch is not taken for all',
  ],
]);

checks('index notation', [
  [
    r`$E = \frac12\sum_k (y_k - t_k)^2$, $\frac{\partial E}{\partial y_k} = y_k - t_k$`,
    'holds',
    '',
    'the bound letter is free in the claim',
  ],
  [r`$y_k = \sum_j w_{kj} x_j$, $E = \sum_k y_k^2$, $\frac{\partial E}{\partial w_{kj}} = 2 y_k x_j$`, 'holds', '', 'two slots'],
  [
    r`$y_k = \sum_j w_{kj} x_j$, $E = \sum_k y_k^2$, $\frac{\partial E}{\partial w_{kj}} = 2 y_j x_k$`,
    'mismatch',
    'wrong-index',
    'swapped indices hit axes of other sizes',
  ],
  [
    r`$y_k = \sum_j w_{kj} x_j$, $E = \sum_k y_k^2$, $\frac{\partial E}{\partial x_j} = 2 y_k w_{kj}$`,
    'mismatch',
    'missing-sum',
    'a sum over the outputs is missing',
  ],
  [
    r`$\Omega = \frac12 \sum_i \sum_j v_{ij}^2$, $\frac{\partial \Omega}{\partial v_{ij}} = v_{ji}$`,
    'mismatch',
    'wrong-index',
    'transposed entry',
  ],
  [
    r`$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$, $\frac{\partial p_i}{\partial z_k} = p_i(\delta_{ik} - p_k)$`,
    'holds',
    '',
    'Kronecker delta by its usual name',
  ],
  [
    r`$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$, $\frac{\partial p_i}{\partial z_k} = \begin{cases} p_i(1-p_i) & i = k \\ -p_i p_k & i \neq k \end{cases}$`,
    'holds',
    '',
    'cases on indices',
  ],
  [r`$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$, $\frac{\partial p_i}{\partial z_k} = p_i(1-p_i)$`, 'mismatch', 'other', 'only the diagonal'],
  [r`$\delta_k = \frac{\partial E}{\partial a_k}$, $E = \sum_k a_k^2$, $\delta_k = 2 a_k$`, 'holds', '', 'a named adjoint'],
]);

checks('assumptions', [
  [
    r`$x_t$, $h_t$ and $o_t$ are vectors, the targets $y_t$ are one-hot.

$$h_t = \tanh(W h_{t-1} + U x_t) \qquad o_t = V h_t \qquad p_t = \operatorname{softmax}(o_t) \qquad L = -\sum_{t=1}^{T} y_t^\top \ln p_t$$

$$\frac{\partial L}{\partial V} = \sum_{t=1}^{T} (p_t - y_t) h_t^\top$$`,
    'holds-assuming',
    '',
    'what is said of the targets is said of those of all steps in time',
  ],
  [
    r`$E = -\sum_k t_k \ln p_k$, $p_k = \frac{e^{a_k}}{\sum_j e^{a_j}}$, $\frac{\partial E}{\partial a_i} = p_i - t_i$`,
    'holds-assuming',
    '',
    'targets that sum to one, though no note says so',
  ],
  [
    r`$E = -\sum_k t_k \ln p_k$, $p_k = \frac{e^{a_k}}{\sum_j e^{a_j}}$, $\frac{\partial E}{\partial a_i} = p_i \sum_k t_k - t_i$`,
    'holds',
    '',
    'the same without the assumption',
  ],
  [
    r`$E = -\sum_k t_k \ln p_k$, $p_k = \frac{e^{a_k}}{\sum_j e^{a_j}}$, $\frac{\partial E}{\partial a_i} = t_i - p_i$`,
    'mismatch',
    'sign',
    'no assumption turns a sign',
  ],
  [
    r`with $\alpha < 1$ and $f(x) = \begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}$ we have $f(x) = \max(x, \alpha x)$`,
    'holds-assuming',
    '',
    'an inequality that the notes state',
  ],
  [r`$\sum_k t_k = 1$`, 'assumption', '', 'a sum of leaves is given, not claimed'],
]);

checks('what claims nothing', [
  [r`$x \approx y$`, 'not-a-claim', '', 'an approximation between names'],
  [r`$w \in \mathbb{R}$`, 'assumption', '', 'a membership'],
  [r`$L = w^2$ and then $\frac{dL}{dw} = 0$`, 'undetermined', '', 'an equation to be solved'],
  [r`$L = w^2 x$ and $\frac{dL}{dw} = 2 w q$`, 'undetermined', '', 'q is defined nowhere'],
]);

checks('what may be meant anew', [
  [
    r`$A = \sum_k x_k^2$, $B = \sum_k x_k^2 + 1$, $A = B - 2$`,
    'undetermined',
    '',
    'by a name that was brought in between, of the same inputs: a new meaning or a slip',
  ],
  [r`$z = w x$, then with $u = x r$ we have $z = w u$`, 'definition', '', 'of other inputs'],
  [
    r`$D(p \| q) = \sum_x p(x) \ln\frac{p(x)}{q(x)}$, $D(q \| p) = D(p \| q)$`,
    'undetermined',
    '',
    'a divergence of other laws, of which nothing is said',
  ],
  [
    r`$u$, $v$, $c$ are columns, and a gradient has the shape of its variable. $h = M u + c$, $s = v^\top h$, $L = s^2$, $\frac{\partial L}{\partial M} = 2 s\, u v^\top$`,
    'mismatch',
    'transpose',
    'a gradient that lies otherwise than words say',
  ],
  [r`Let $x = (1, 2)$ later. $\sum_i x_i = 3$`, 'assumption', '', 'a row of numbers gives values and no meaning'],
]);

checks('numbers', [
  [r`$0.44 * (1 - 0.44) * (0.44 - 1) = -0.138$`, 'rounded', '', 'right to the digits shown'],
  [r`$0.02 \cdot 0.7 = 0.014$`, 'holds', '', 'exact'],
  [r`$-0.1288 \cdot 0.4256 = -0.0584$`, 'mismatch', 'arithmetic', 'out of what rounding allows'],
]);

checks('updates', [
  [
    r`$\mu_j = \frac1m \sum_i x_{ij}$. During training $M_j \leftarrow \rho M_j + (1 - \rho) \mu_j$`,
    'definition',
    '',
    'a running mean is what the author makes it',
  ],
  [
    r`$\mu_j = \frac1m \sum_i x_{ij}$. During training $M_j \leftarrow \rho M_j + (1 + \rho) \mu_j$`,
    'undetermined',
    '',
    'of weights that do not add up to one it is none',
  ],
  [r`$L = \frac12 (wx - t)^2$, $\frac{dL}{dw} = (wx - t) x$, $w \leftarrow w - \eta (wx - t) x$`, 'holds', '', 'the gradient with a rate'],
  [r`$L = \frac12 (wx - t)^2$, $\frac{dL}{dw} = (wx - t) x$, $w \leftarrow w - \tau (wx - t) x$`, 'holds', '', 'a rate of another letter'],
  [
    r`$L = \frac12 (wx - t)^2$, $\frac{dL}{dw} = (wx - t) x$, $w \leftarrow w + \tau (wx - t) x$`,
    'undetermined',
    '',
    'the other way: whether that letter is a rate is not said',
  ],
  [
    r`$L = \frac12 (wx - t)^2$, $\frac{dL}{dw} = (wx - t) x$, $w \leftarrow w - t x (wx - t)$`,
    'undetermined',
    '',
    'a name of the loss is no rate',
  ],
  [
    r`$L = \frac12 (wx - t)^2$, $\frac{dL}{dw} = (wx - t) x$, $w \leftarrow w + \eta (wx - t) x$`,
    'mismatch',
    'sign',
    'climbs instead of descending',
  ],
  [r`$L = \frac12 (wx - t)^2$, $w \leftarrow w - \eta \frac{dL}{dw}$`, 'definition', '', 'by the derivative itself'],
  [
    r`$G = \sum_a p_a r_a$, $p_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $\frac{\partial G}{\partial h_c} = p_c (r_c - G)$. Uphill: $h_c \leftarrow h_c + \alpha p_c (r_c - G)$`,
    'holds',
    '',
    'up by the words around it',
  ],
  [
    r`$G = \sum_a p_a r_a$, $p_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $\frac{\partial G}{\partial h_c} = p_c (r_c - G)$. $h_c \leftarrow h_c + \alpha p_c (r_c - G)$`,
    'undetermined',
    '',
    'up along what no word and no value says is to become small',
  ],
  [
    r`The cost is $G = \sum_a p_a r_a$, $p_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $\frac{\partial G}{\partial h_c} = p_c (r_c - G)$. $h_c \leftarrow h_c + \alpha p_c (r_c - G)$`,
    'mismatch',
    'sign',
    'up along what is said to be a cost',
  ],
  [
    r`$J = \sum_n \ln \sigma(w x_n)$, $\frac{\partial J}{\partial w} = \sum_n (1 - \sigma(w x_n)) x_n$, $w \leftarrow w + \eta \sum_n (1 - \sigma(w x_n)) x_n$`,
    'undetermined',
    '',
    'up along what is never positive, as a logarithm of probabilities is',
  ],
  [r`$E = (wx - t)^2$, $v \leftarrow \mu v - \eta \frac{\partial E}{\partial w}$`, 'definition', '', 'a velocity gathers derivatives'],
  [
    r`$E = (wx - t)^2$. $v \leftarrow \mu v - \eta \frac{\partial E}{\partial w}$, $w \leftarrow w + v$`,
    'definition',
    '',
    'a name moves along a velocity',
  ],
  [
    r`$E = (wx - t)^2$. $v \leftarrow \mu v + \eta \frac{\partial E}{\partial w}$, $w \leftarrow w + v$`,
    'undetermined',
    '',
    'along one that gathers the derivatives with the other sign',
  ],
  [
    r`$E = (wx - t)^2$. $s \leftarrow \rho s + (1 - \rho) \left(\frac{\partial E}{\partial w}\right)^2$, $w \leftarrow w - \frac{\eta}{\sqrt{s} + \epsilon} \frac{\partial E}{\partial w}$`,
    'definition',
    '',
    'a rate that is divided by what squares of derivatives add up to',
  ],
  [
    r`$E = \sum_k (w_k x - t_k)^2$. With the momentum $\mu$: $v_k \leftarrow \mu v_k - \eta \frac{\partial E}{\partial w_k} = \mu v_k - 2 \eta (w_k x - t_k)$`,
    'mismatch',
    'missing-factor',
    'a letter of means that stands on both sides alike',
  ],
]);

it('a solution that stands behind a derivative does not make it vanish', () => {
  const note = r`$\frac{\partial L}{\partial c_k} = 2 c_k - 2 p_k = 0 \Rightarrow c_k = p_k$, where $L = \sum_k (c_k - p_k)^2$.`;
  expect(stepsOf(note)[0]?.verdict).toBe('holds');
});

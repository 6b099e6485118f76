import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const flows: readonly Pair[] = [
  [
    r`$p = x + y$, $o = c p + b$. Backward: $dp = c\,do$, $dx = dp$, $dy = dp$`,
    r`$p = x + y$, $o = c p + b$. Backward: $dp = c\,do$, $dx = dp$, $dy = -dp$`,
    'gradients by name that go on to the parts of a sum',
  ],
  [
    r`$y_t = w x_t$. $\mathbf{dx}_t = w\,\mathbf{dy}_t$ and $\mathbf{dw} = \sum_t x_t \mathbf{dy}_t$`,
    r`$y_t = w x_t$. $\mathbf{dx}_t = w\,\mathbf{dy}_t$ and $\mathbf{dw} = -\sum_t x_t \mathbf{dy}_t$`,
    'gradients by name in bold, with an index behind the braces',
  ],
  [
    r`$q_i = p_i - \frac1n \sum_k p_k$, $r_i = a q_i$, $o_i = w r_i$. $dr_i = w\,do_i$, $dq_i = a\,dr_i$, $dp_i = dq_i - \frac1n \sum_k dq_k$`,
    r`$q_i = p_i - \frac1n \sum_k p_k$, $r_i = a q_i$, $o_i = w r_i$. $dr_i = w\,do_i$, $dq_i = a\,dr_i$, $dp_i = dq_i + \frac1n \sum_k dq_k$`,
    'a gradient less its mean over all, which is none of a mean',
  ],
];

const arrows: readonly Pair[] = [
  [
    r`$C = -f_y + \log \sum_j e^{f_j}$. $$\frac{\partial C}{\partial f_k} = -1 + \frac{e^{f_y}}{\sum_j e^{f_j}} => k=y$$`,
    r`$C = -f_y + \log \sum_j e^{f_j}$. $$\frac{\partial C}{\partial f_k} = 1 + \frac{e^{f_y}}{\sum_j e^{f_j}} => k=y$$`,
    'a case behind an arrow',
  ],
  [
    r`$C = -f_y + \log \sum_j e^{f_j}$. $$\frac{\partial C}{\partial f_k} = \frac{e^{f_k}}{\sum_j e^{f_j}} \Rightarrow k \neq y$$`,
    r`$C = -f_y + \log \sum_j e^{f_j}$. $$\frac{\partial C}{\partial f_k} = \frac{e^{f_k}}{\sum_j e^{f_j}} \Rightarrow k = y$$`,
    'the other case behind an arrow',
  ],
];

const rows: readonly Pair[] = [
  [
    r`$$\begin{align} (1) & & (\vec{a}+\vec{b})^\top &= \vec{a}^\top + \vec{b}^\top \\ (2) & & \frac{\partial}{\partial x} \vec{x}^\top \vec{x} &= 2\vec{x} \end{align}$$`,
    r`$$\begin{align} (1) & & (\vec{a}+\vec{b})^\top &= \vec{a}^\top + \vec{b}^\top \\ (2) & & \frac{\partial}{\partial x} \vec{x}^\top \vec{x} &= 4\vec{x} \end{align}$$`,
    'the numbers of equations in a column of their own',
  ],
];

pairs('gradients by name that flow back', flows);
pairs('cases behind arrows', arrows);
pairs('numbered rows', rows);

/** Notes whose last step a hasty reader takes for a mistake; what is said of it; and nearly the same where it is one. */
const open: readonly (readonly [note: string, reason: string, wrong: string, why: string])[] = [
  [
    r`$s_t = f(u x_t + w s_{t-1})$. $$\frac{\partial s_t}{\partial u} = \frac{\partial s_t}{\partial u} + \frac{\partial s_t}{\partial s_{t-1}} \frac{\partial s_{t-1}}{\partial u} = \frac{\partial s_t}{\partial u} + \frac{\partial s_t}{\partial s_{t-1}} \left(\frac{\partial s_{t-1}}{\partial u} + \frac{\partial s_{t-1}}{\partial s_{t-2}} \frac{\partial s_{t-2}}{\partial u}\right)$$`,
    'total-derivative',
    r`$a = g x$, $s = h a$. $$\frac{\partial s}{\partial x} = \frac{\partial s}{\partial a} + \frac{\partial a}{\partial x}$$`,
    'one sign for total and direct derivatives',
  ],
  [
    r`The angle is $\frac{8}{3}\pi + 2 u \equiv \frac{2}{3}\pi + 2 u$ mod $2\pi$.`,
    'up-to-multiples',
    r`The angle is $\frac{8}{3}\pi + 2 u = \frac{2}{3}\pi + 2 u$.`,
    'a congruence',
  ],
  [
    r`They form an equilateral triangle if and only if $$z_1^2 + z_2^2 + z_3^2 = z_1 z_2 + z_2 z_3 + z_3 z_1$$`,
    'equation-to-solve',
    r`For any numbers $$z_1^2 + z_2^2 + z_3^2 = z_1 z_2 + z_2 z_3 + z_3 z_1$$`,
    'a condition for something',
  ],
  [
    r`If the activation is a ReLU, then $$\phi'(z)\,\phi'(z) = \phi'(z)$$`,
    'unknown-function',
    r`For every activation $$\phi'(z)\,\phi'(z) = \phi'(z)$$`,
    'a function that the sentence supposes',
  ],
  [
    r`$p(u) = p(u \mid m, b) = \frac{1}{2b} e^{-|u - m|/b}$ for Lasso, and for Ridge $p(u) = p(u \mid m, s^2) = \frac{1}{\sqrt{2\pi} s} e^{-(u - m)^2/(2 s^2)}$`,
    'unread-meaning',
    r`$g(u, m, b) = \frac{1}{2b} e^{-|u - m|/b}$. $g(u, m, s^2) = \frac{1}{\sqrt{2\pi} s} e^{-(u - m)^2/(2 s^2)}$`,
    'two laws by one letter',
  ],
  [
    r`If we do not pad, $m \times k = m - k + 1$.`,
    'unread-size',
    r`With $m = 2 u$ and $k = u^2$, $m \times k = m - k + 1$.`,
    'a size with a cross, of what nothing defines',
  ],
  [
    r`$$\frac{\partial (w1o * h_1 + w2o * h_2)}{\partial w1o} = 1 * h_1 * w1o^{(1-1)} + 0$$`,
    'by-product',
    r`$$\frac{\partial (w_1 * h_1 + w_2 * h_2)}{\partial w_1} = 1 * h_1 * w_1^{2-1} + 0$$`,
    'a name with a number inside',
  ],
];

describe('steps that may be meant otherwise', () => {
  it.each(open.map(([note, reason, wrong, why]) => ({ note, reason, wrong, why })))('$why', ({ note, reason, wrong }) => {
    expect(stepsOf(note).filter(({ verdict }) => verdict === 'mismatch')).toEqual([]);
    expect(stepsOf(note).at(-1)?.reason.id).toBe(reason);
    expect(stepsOf(wrong).at(-1)?.verdict).toBe('mismatch');
  });

  it.each([
    [r`$$(4 \times m) = (4 \times 2)(2 \times m) + (4 \times 1)$$`, 'not-a-claim', 'sizes of a product and a bias'],
    [r`$$(n, k) = (n, d)(d, k)$$`, 'not-a-claim', 'sizes as lists'],
    [r`$$(2 \times 3) + (1 \times 4) = (2 \times 6)$$`, 'mismatch', 'products of numbers'],
  ])('%s → %s (%s)', (note, verdict) => {
    expect(stepsOf(note).at(-1)?.verdict).toBe(verdict);
  });
});

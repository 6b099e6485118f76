import { checks } from '../../../support/checks.ts';

const r = String.raw;

const ascent = r`$\ell(w) = -\frac12(t - wx)^2$, $\frac{\partial \ell}{\partial w} = (t - wx)x$.`;
const cost = r`$J(w) = \frac12(t - wx)^2$, $\frac{\partial J}{\partial w} = -(t - wx)x$.`;
const samples = r`$E_n = (t_n - wx_n)^2$, $E = \sum_n E_n$, $\frac{\partial E_n}{\partial w} = -2(t_n - wx_n)x_n$, $\frac{\partial E}{\partial w} = -2\sum_n (t_n - wx_n)x_n$.`;

checks('which way an update may go', [
  [
    `${ascent}\n\nWe do gradient ascent on it.\n\nIn contrast to gradient descent, the sign is a plus.\n\n` +
      r`$$w \leftarrow w + \eta (t - w x) x$$`,
    'holds',
    '',
    'the nearest words speak of the other way, though what is never positive is to become large',
  ],
  [
    r`We fit by maximum likelihood. The cost is $J = -\sum_i [y_i \log p_i + (1 - y_i) \log(1 - p_i)]$, $p_i = \sigma(w x_i)$. $$w \leftarrow w - \alpha \sum_i (p_i - y_i) x_i$$`,
    'holds',
    '',
    'a cost is to become small, though it comes from a likelihood',
  ],
  [
    r`We fit by maximum likelihood. The cost is $J = -\sum_i [y_i \log p_i + (1 - y_i) \log(1 - p_i)]$, $p_i = \sigma(w x_i)$. $$w \leftarrow w + \alpha \sum_i (p_i - y_i) x_i$$`,
    'undetermined',
    '',
    'the other way, of which the words farther off speak',
  ],
  [
    r`Maximizing the likelihood of Gaussian noise is least squares. So $E = \frac12 (w x - t)^2$ and $$w \leftarrow w - \eta (w x - t) x$$`,
    'holds',
    '',
    'an error by its letter and its values',
  ],
  [
    r`The agent gets a reward $r$. $L = \frac12 (r - q)^2$ and $$q \leftarrow q + \alpha (r - q)$$`,
    'holds',
    '',
    'what is made of a reward may be an error',
  ],
  [
    r`We maximise the expected return $J = \sum_a p_a r_a$, $p_a = \sigma(\theta) b_a$, $\frac{\partial J}{\partial \theta} = \sum_a r_a b_a \sigma(\theta)(1 - \sigma(\theta))$. $$\theta \leftarrow \theta - \alpha \sum_a r_a b_a \sigma(\theta)(1 - \sigma(\theta))$$`,
    'mismatch',
    'sign',
    'what is to become large, by the words beside its name',
  ],
  [
    `${cost}\n\nInstead of maximising the likelihood we minimise the cost.\n\nOne step of gradient descent:\n\n` +
      r`$$w \leftarrow w - \eta (t - w x) x$$`,
    'undetermined',
    '',
    'a step up, which words farther off speak of, is not what the nearest ones say',
  ],
  [`${cost}\n\nOne step of gradient descent:\n\n${r`$$w \leftarrow w + \eta (t - w x) x$$`}`, 'holds', '', 'down the slope'],
  [`${cost}\n\nOne step of gradient descent:\n\n${r`$$w \leftarrow w - \eta (t - w x) x$$`}`, 'mismatch', 'sign', 'up the slope'],
  [
    `${samples}\n\nAbsorbing the factor 2 into $\\eta$, for one sample\n\n${r`$$w \leftarrow w + \eta (t_n - w x_n) x_n$$`}`,
    'undetermined',
    '',
    'a factor that words leave to the rate',
  ],
  [
    r`$\ell_n = y_n \ln p_n + (1 - y_n) \ln(1 - p_n)$, $p_n = \sigma(w x_n)$, $\ell = \sum_n \ell_n$, $\frac{\partial \ell_n}{\partial w} = (y_n - p_n) x_n$, $\frac{\partial \ell}{\partial w} = \sum_n (y_n - p_n) x_n$. $$w \leftarrow w + \eta (y_n - p_n) x_n$$`,
    'undetermined',
    '',
    'a likelihood is called by the letter of a loss',
  ],
]);

checks('equations that are given', [
  [r`$ad - bc = 1$, so $\frac{1}{ad - bc} = 1$.`, 'holds-assuming', '', 'what follows from one'],
  [
    r`Find the roots of $3x - 6 = 0$. Then $g = x^3$ and $\frac{dg}{dx} = 6x$.`,
    'mismatch',
    'missing-factor',
    'a derivative is one at any point',
  ],
  [
    r`The hyperplane is $w x + b = 0$. $s = \sigma(wx + b)$ and $\frac{\partial s}{\partial b} = \frac s2$.`,
    'mismatch',
    'missing-factor',
    'the equation of a curve is no premise',
  ],
]);

import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$$\frac{\partial}{\partial\theta}\ln p(y|x,\theta) = \frac{1}{p(y|x,\theta)}\frac{\partial p(y|x,\theta)}{\partial\theta}$$`,
    r`$$\frac{\partial}{\partial\theta}\ln p(y|x,\theta) = p(y|x,\theta)\frac{\partial p(y|x,\theta)}{\partial\theta}$$`,
    'the derivative of a conditional likelihood',
  ],
  [
    r`$J = \sum_a \pi_a R_a$ and $\pi_a = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, so $\frac{\partial J}{\partial\theta_a} = \pi_a(R_a - J)$`,
    r`$J = \sum_a \pi_a R_a$ and $\pi_a = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, so $\frac{\partial J}{\partial\theta_a} = \pi_a(R_a)$`,
    'an expectation as a finite sum',
  ],
  [
    r`$p(x|\lambda) = \lambda e^{-\lambda x}$, $\frac{\partial\log p(x|\lambda)}{\partial\lambda} = \frac1\lambda - x$`,
    r`$p(x|\lambda) = \lambda e^{-\lambda x}$, $\frac{\partial\log p(x|\lambda)}{\partial\lambda} = \frac1\lambda - \lambda x$`,
    'an exponential density',
  ],
  [
    r`$m = \sum_i p_i x_i$ and $\sum_i p_i = 1$, $\sum_i p_i(x_i-m)^2 = \sum_i p_ix_i^2 - m^2$`,
    r`$m = \sum_i p_i x_i$ and $\sum_i p_i = 1$, $\sum_i p_i(x_i-m)^2 = \sum_i p_ix_i^2 + m^2$`,
    'the variance as a difference of moments',
  ],
  [
    r`$H = -\sum_a \pi_a\log\pi_a$, $\frac{\partial H}{\partial\pi_a} = -\log\pi_a - 1$`,
    r`$H = -\sum_a \pi_a\log\pi_a$, $\frac{\partial H}{\partial\pi_a} = -\log\pi_a$`,
    'an entropy of a policy',
  ],
  [
    r`$\frac{\partial \pi(a\mid\theta)}{\partial\theta} = \pi(a\mid\theta)\frac{\partial}{\partial\theta}\log\pi(a\mid\theta)$`,
    r`$\frac{\partial \pi(a\mid\theta)}{\partial\theta} = \frac{\partial}{\partial\theta}\log\pi(a\mid\theta)$`,
    'the trick for a scalar parameter',
  ],
  [
    r`$\ell(p) = y\log p + (1-y)\log(1-p)$, $\frac{d\ell}{dp} = \frac yp - \frac{1-y}{1-p}$`,
    r`$\ell(p) = y\log p + (1-y)\log(1-p)$, $\frac{d\ell}{dp} = \frac yp + \frac{1-y}{1-p}$`,
    'a Bernoulli log-likelihood in its parameter',
  ],
  [
    r`$\pi_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $\frac{\partial\log\pi_a}{\partial h_c} = \mathbb 1[a=c] - \pi_c$`,
    r`$\pi_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $\frac{\partial\log\pi_a}{\partial h_c} = \mathbb 1[a=c] - \pi_a$`,
    'a softmax policy with an index for the action',
  ],
  [
    r`$\pi_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $\frac{1}{\pi_a}\frac{\partial\pi_a}{\partial h_a} = 1 - \pi_a$`,
    r`$\pi_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $\frac{1}{\pi_a}\frac{\partial\pi_a}{\partial h_a} = 1 - \pi_a^2$`,
    'a softmax policy, the ratio of derivative and value',
  ],
  [
    r`$r_k = \frac{w_k\phi_k}{\sum_j w_j\phi_j}$, $\frac{\partial r_k}{\partial\phi_k} = \frac{r_k(1-r_k)}{\phi_k}$`,
    r`$r_k = \frac{w_k\phi_k}{\sum_j w_j\phi_j}$, $\frac{\partial r_k}{\partial\phi_k} = \frac{r_k}{\phi_k}$`,
    'Bayes with indices',
  ],
  [
    r`$\ell = \log\sum_k w_k\phi_k$, $\frac{\partial\ell}{\partial\phi_k} = \frac{w_k}{\sum_j w_j\phi_j}$`,
    r`$\ell = \log\sum_k w_k\phi_k$, $\frac{\partial\ell}{\partial\phi_k} = \frac{\phi_k}{\sum_j w_j\phi_j}$`,
    'the responsibility under a logarithm',
  ],
  [
    r`$p = \frac{1}{1+e^{-z}}$, $\log\frac{p}{1-p} = z$`,
    r`$p = \frac{1}{1+e^{-z}}$, $\log\frac{p}{1-p} = -z$`,
    'the log-odds of a sigmoid',
  ],
  [
    r`$p = \sigma(\theta x)$, $\ell = y\log p+(1-y)\log(1-p)$, $\frac{\partial\ell}{\partial\theta} = (y-p)x$`,
    r`$p = \sigma(\theta x)$, $\ell = y\log p+(1-y)\log(1-p)$, $\frac{\partial\ell}{\partial\theta} = (p-y)x$`,
    'a binary likelihood with a sigmoid inside',
  ],
  [
    r`$\log\prod_{i=1}^n p_i = \sum_{i=1}^n \log p_i$`,
    r`$\log\prod_{i=1}^n p_i = \prod_{i=1}^n \log p_i$`,
    'independent samples under a logarithm',
  ],
  [
    r`$\ell = k\log\lambda - \lambda$, $\frac{\partial\ell}{\partial\lambda} = \frac k\lambda - 1$`,
    r`$\ell = k\log\lambda - \lambda$, $\frac{\partial\ell}{\partial\lambda} = \frac k\lambda + 1$`,
    'a Poisson rate without its factorial',
  ],
  [
    r`$D = \sum_i p_i\log\frac{p_i}{q_i}$ and $q_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$ with $\sum_i p_i=1$. $\frac{\partial D}{\partial z_j} = q_j - p_j$`,
    r`$D = \sum_i p_i\log\frac{p_i}{q_i}$ and $q_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$ with $\sum_i p_i=1$. $\frac{\partial D}{\partial z_j} = p_j - q_j$`,
    'a divergence with indices',
  ],
  [
    r`$D = \sum_i q_i\log\frac{q_i}{p_i}$, $\frac{\partial D}{\partial q_i} = \log\frac{q_i}{p_i} + 1$`,
    r`$D = \sum_i q_i\log\frac{q_i}{p_i}$, $\frac{\partial D}{\partial q_i} = \log\frac{q_i}{p_i} - 1$`,
    'the other divergence',
  ],
  [
    r`$D = a\log\frac{a}{b} + (1-a)\log\frac{1-a}{1-b}$, $\frac{\partial D}{\partial b} = -\frac ab + \frac{1-a}{1-b}$`,
    r`$D = a\log\frac{a}{b} + (1-a)\log\frac{1-a}{1-b}$, $\frac{\partial D}{\partial b} = -\frac ab + \frac{1-a}{1+b}$`,
    'the divergence of two Bernoulli variables',
  ],
  [
    r`$J = p R_1 + (1-p)R_2$ with $p = \sigma(\theta)$. $\frac{dJ}{d\theta} = p(1-p)(R_1 - R_2)$`,
    r`$J = p R_1 + (1-p)R_2$ with $p = \sigma(\theta)$. $\frac{dJ}{d\theta} = p(1-p)(R_1 + R_2)$`,
    'a mixture of two actions',
  ],
  [
    r`$\ell = -\log s - \frac{(x-m)^2}{2s^2}$, $\frac{\partial\ell}{\partial m} = \frac{x-m}{s^2}$`,
    r`$\ell = -\log s - \frac{(x-m)^2}{2s^2}$, $\frac{\partial\ell}{\partial m} = \frac{x-m}{s}$`,
    'the density of a mean called m',
  ],
];

pairs('bundle H: probabilities, their logarithms and means', rows);

import { checks } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

const choice = r`$q(m \mid t) = \frac{e^{a_m^\top b_t}}{\sum_{m' \in \mathcal S} e^{a_{m'}^\top b_t}}$ and $\ell = -\ln q(m \mid t)$. `;

pairs('sets that sums run over, and letters with primes', [
  [
    r`${choice}$$\frac{\partial \ell}{\partial b_t} = \sum_{n \in \mathcal S} q(n \mid t)\, a_n - a_m = \mathbb{E}_{n \sim q(\cdot \mid t)}[a_n] - a_m$$`,
    r`${choice}$$\frac{\partial \ell}{\partial b_t} = \sum_{n \in \mathcal S} q(n \mid t)\, a_n - a_m = a_m - \mathbb{E}_{n \sim q(\cdot \mid t)}[a_n]$$`,
    'an expectation is over all of the set that a law is normalised over',
  ],
  [
    r`$g_k = \frac{e^{u_k}}{\sum_{l \in C} e^{u_l}}$. $$\frac{\partial g_k}{\partial u_l} = g_k (\delta_{kl} - g_l)$$`,
    r`$g_k = \frac{e^{u_k}}{\sum_{l \in C} e^{u_l}}$. $$\frac{\partial g_k}{\partial u_l} = g_k (\delta_{kl} + g_l)$$`,
    'a set that is all that there is',
  ],
  [
    r`$g_k = \frac{e^{u_k}}{\sum_{k'} e^{u_{k'}}}$. $$\frac{\partial g_k}{\partial u_{k'}} = g_k (\delta_{kk'} - g_{k'})$$`,
    r`$g_k = \frac{e^{u_k}}{\sum_{k'} e^{u_{k'}}}$. $$\frac{\partial g_k}{\partial u_{k'}} = g_k (\delta_{kk'} - g_k)$$`,
    'an index with a prime is another index',
  ],
  [
    r`$D = \sum_{i=1}^{|S|} c_i v_i^2$ and $$\frac{\partial D}{\partial v_i} = 2 c_i v_i$$`,
    r`$D = \sum_{i=1}^{|S|} c_i v_i^2$ and $$\frac{\partial D}{\partial v_i} = c_i v_i$$`,
    'how many a set has as the end of a sum',
  ],
  [
    r`$G = \sum_{i,j} h(N_{ij})\, d_{ij}^2$, $d_{ij} = a_i^\top c_j - N_{ij}$. $$\nabla_{c_j} G = 2 \sum_i h(N_{ij})\, d_{ij}\, a_i$$`,
    r`$G = \sum_{i,j} h(N_{ij})\, d_{ij}^2$, $d_{ij} = a_i^\top c_j - N_{ij}$. $$\nabla_{c_j} G = -2 \sum_i h(N_{ij})\, d_{ij}\, a_i$$`,
    'a function of the data alone weighs what is differentiated',
  ],
]);

pairs('functions by other names', [
  [
    r`$A = \ln\operatorname{ch} u$ and $u = a - b$. $\frac{\partial A}{\partial a} = \operatorname{th} u$`,
    r`$A = \ln\operatorname{ch} u$ and $u = a - b$. $\frac{\partial A}{\partial a} = \operatorname{cth} u$`,
    'hyperbolic functions in two letters',
  ],
  [
    r`Sei $\Phi$ die Verteilungsfunktion von $\mathcal N(0,1)$ und $\phi$ deren Dichte. $k(u) = u\,\Phi(u)$, $k'(u) = \Phi(u) + u\,\phi(u)$`,
    r`Sei $\Phi$ die Verteilungsfunktion von $\mathcal N(0,1)$ und $\phi$ deren Dichte. $k(u) = u\,\Phi(u)$, $k'(u) = \Phi(u) - u\,\phi(u)$`,
    'the normal law in words',
  ],
  [
    r`$k(u) = u\,\Phi(u)$ with the standard normal distribution function $\Phi$ and its density $\varphi$. $k'(u) = \Phi(u) + u\,\varphi(u)$`,
    r`$k(u) = u\,\Phi(u)$ with the standard normal distribution function $\Phi$ and its density $\varphi$. $k'(u) = \Phi(u) - u\,\varphi(u)$`,
    'functions of the normal law behind what they are',
  ],
  [
    r`With the Gaussian CDF $\Phi$ and its density $\phi(u) = \frac{1}{\sqrt{2\pi}} e^{-u^2/2}$, $k(u) = u\,\Phi(u)$ has $k'(u) = \Phi(u) + u\,\phi(u)$`,
    r`With the Gaussian CDF $\Phi$ and its density $\phi(u) = \frac{1}{\sqrt{2\pi}} e^{-u^2/2}$, $k(u) = u\,\Phi(u)$ has $k'(u) = \Phi(u) + \phi(u)$`,
    'words between two names are of the next',
  ],
  [
    r`Let $\Phi$ be the standard normal distribution function and $\varphi$ its density. $\varphi'(u) = -u\,\varphi(u)$`,
    r`Let $\Phi$ be the standard normal distribution function and $\varphi$ its density. $\varphi'(u) = u\,\varphi(u)$`,
    'what a name is of the law behind the one in front of it',
  ],
  [
    r`Mit der Verteilungsfunktion $\Phi$ der Standardnormalverteilung und ihrer Dichte $\varphi$: $k(u) = \Phi(2u)$, $k'(u) = 2\varphi(2u)$`,
    r`Mit der Verteilungsfunktion $\Phi$ der Standardnormalverteilung und ihrer Dichte $\varphi$: $k(u) = \Phi(2u)$, $k'(u) = \varphi(2u)$`,
    'the law behind the names',
  ],
  [r`$s(u) = \max(0, c - u)$ and $s'(u) = -[u < c]$`, r`$s(u) = \max(0, c - u)$ and $s'(u) = -[u > c]$`, 'the bracket of Iverson'],
  [r`$\tanh' = 1 - \tanh^2$`, r`$\tanh' = 1 - \tanh$`, 'a function of the table without its argument'],
  [
    r`$p = M v$, $o_n = \sigma(p_n)$, $\sigma(p) = \frac{1}{1 + e^{-p}}$ and $\sigma' = \sigma\,(1 - \sigma)$`,
    r`$p = M v$, $o_n = \sigma(p_n)$, $\sigma(p) = \frac{1}{1 + e^{-p}}$ and $\sigma' = \sigma\,(1 + \sigma)$`,
    'a function of the notes whose parameter is a vector beside',
  ],
  [r`$c = v u^2$, $\mathrm dc/\mathrm du = 2 v u$`, r`$c = v u^2$, $\mathrm dc/\mathrm du = v u$`, 'upright differentials without braces'],
]);

const sample = r`$Z \in \mathbb{R}^{n \times p}$ has the rows $z_i^\top$, $\beta \in \mathbb{R}^p$, $m_i = \sigma(z_i^\top \beta)$, $R(\beta) = -\sum_{i=1}^n \{ y_i \ln m_i + (1 - y_i) \ln(1 - m_i) \}$. `;

pairs('second derivatives and matrices in words', [
  [
    r`${sample}$$\nabla\nabla R(\beta) = \sum_i m_i (1 - m_i)\, z_i z_i^\top = Z^\top B Z$$ with the diagonal matrix $B$, $B_{ii} = m_i (1 - m_i)$. $$\nabla\nabla R(\beta) = Z^\top B Z$$`,
    r`${sample}$$\nabla\nabla R(\beta) = \sum_i m_i (1 - m_i)\, z_i z_i^\top = Z^\top B Z$$ with the diagonal matrix $B$, $B_{ii} = m_i (1 - m_i)$. $$\nabla\nabla R(\beta) = 2 Z^\top B Z$$`,
    'a diagonal matrix by its entries',
  ],
  [
    r`${sample}$$\nabla R(\beta) = \sum_i \frac{\partial R}{\partial m_i} \nabla m_i = \sum_i (m_i - y_i) z_i$$`,
    r`${sample}$$\nabla R(\beta) = \sum_i \frac{\partial R}{\partial m_i} \nabla m_i = \sum_i (y_i - m_i) z_i$$`,
    'a gradient that the head of the chain says what it is taken by',
  ],
  [
    r`$H = F^\top F$. For all $c \ne 0$ we have $c^\top H c = \|F c\|^2$`,
    r`$H = F^\top F$. For all $c \ne 0$ we have $c^\top H c = \|F^\top c\|^2$`,
    'a vector that is not zero',
  ],
  [
    r`$Y \in \mathbb{R}^{n \times d}$, $Q \in \mathbb{R}^{d \times k}$, $Q^\top Q = I$. $$\|Y - Y Q Q^\top\|_F^2 = \operatorname{tr}(Y^\top Y) - \operatorname{tr}(Q^\top Y^\top Y Q)$$`,
    r`$Y \in \mathbb{R}^{n \times d}$, $Q \in \mathbb{R}^{d \times k}$, $Q^\top Q = I$. $$\|Y - Y Q Q^\top\|_F^2 = \operatorname{tr}(Y^\top Y) + \operatorname{tr}(Q^\top Y^\top Y Q)$$`,
    'orthonormal columns',
  ],
  [
    r`$A \in \mathbb{R}^{n \times k}$, $C \in \mathbb{R}^{m \times k}$, $M \in \{0, 1\}^{n \times m}$. $F = \frac12 \|M \odot (Y - A C^\top)\|_F^2$, $D = M \odot (Y - A C^\top)$. $\nabla_C F = -D^\top A$`,
    r`$A \in \mathbb{R}^{n \times k}$, $C \in \mathbb{R}^{m \times k}$, $M \in \{0, 1\}^{n \times m}$. $F = \frac12 \|M \odot (Y - A C^\top)\|_F^2$, $D = M \odot (Y - A C^\top)$. $\nabla_C F = -(M \odot D) A$`,
    'a mask, and a bracket that should stand transposed',
  ],
]);

pairs('names and words', [
  [
    r`$K = u^2$. $u^{\text{new}} = u - \eta \frac{dK}{du} = u - 2 \eta u$ and $u^{\text{new}} - u = -2 \eta u$`,
    r`$K = u^2$. $u^{\text{new}} = u - \eta \frac{dK}{du} = u - 2 \eta u$ and $u^{\text{new}} - u = 2 \eta u$`,
    'a word above a name',
  ],
  [
    r`$l_k = \ln s_k^2$, so $s_k = e^{l_k / 2}$. $v_k = m_k + s_k \epsilon_k$ and $F = \sum_k c_k v_k^2$. $$\frac{\partial F}{\partial l_k} = c_k v_k s_k \epsilon_k$$`,
    r`$l_k = \ln s_k^2$, so $s_k = e^{l_k / 2}$. $v_k = m_k + s_k \epsilon_k$ and $F = \sum_k c_k v_k^2$. $$\frac{\partial F}{\partial l_k} = 2 c_k v_k s_k \epsilon_k$$`,
    'two names that are given by each other',
  ],
  [
    r`$f = -\ln\sigma(-g^\top v)$. $$\frac{\partial f}{\partial g} = (1 - \sigma(-g^\top v))\, v$$`,
    r`$f = -\ln\sigma(-g^\top v)$. $$\frac{\partial f}{\partial g} = (1 - \sigma(g^\top v))\, v$$`,
    'the sign of an argument',
  ],
]);

const short = r`$$S = \sum_{i:\, m_i < 1} (1 - m_i)^2$$ `;
const bare = r`$$S = \sum_{m_i < 1} (1 - m_i)^2$$ `;

pairs('sums over those for which something is the case', [
  [
    r`${short}$$\frac{\partial S}{\partial m_i} = -2 (1 - m_i)\, \mathbb 1[m_i < 1]$$`,
    r`${short}$$\frac{\partial S}{\partial m_i} = -2 (1 - m_i)$$`,
    'a condition behind a colon',
  ],
  [
    r`${bare}$$\frac{\partial S}{\partial m_i} = -2 (1 - m_i)\, \mathbb 1[m_i < 1]$$`,
    r`${bare}$$\frac{\partial S}{\partial m_i} = -2 (1 - m_i)\, \mathbb 1[m_i > 1]$$`,
    'the condition alone, with the letter in it',
  ],
  [
    r`$m_i = y_i (w^\top x_i)$ and $$S = \sum_{i:\, m_i < 1} (1 - m_i)$$ $$\frac{\partial S}{\partial w} = -\sum_{i:\, m_i < 1} y_i x_i$$`,
    r`$m_i = y_i (w^\top x_i)$ and $$S = \sum_{i:\, m_i < 1} (1 - m_i)$$ $$\frac{\partial S}{\partial w} = \sum_{i:\, m_i < 1} y_i x_i$$`,
    'margins, by the weights',
  ],
]);

checks('functions of other laws in notes that speak of the normal law', [
  [
    r`Unlike the standard normal law, the logistic law has a simple distribution function $\Phi$, with $\Phi'(u) = \Phi(u)(1 - \Phi(u))$`,
    'undetermined',
    '',
    'a law that is set against the normal one',
  ],
  [
    r`It has heavier tails than the standard normal. We call its density $\varphi$, with $\varphi'(u) = -\varphi(u)$`,
    'undetermined',
    '',
    'a law of another sentence',
  ],
  [
    r`For any law with density $\varphi$ (the standard normal is one example) and $u > 0$: $\varphi'(u) = -\varphi(u)$`,
    'undetermined',
    '',
    'any law',
  ],
  [
    r`With a standard normal prior on the weights and noise with density $\varphi$, $\varphi'(u) = -\varphi(u)$`,
    'undetermined',
    '',
    'the density of something else',
  ],
  [
    r`$\Phi$ is the distribution function of the noise and the weights are standard normal. $\Phi''(u) = -\Phi'(u)$`,
    'undetermined',
    '',
    'a law behind that is of something else',
  ],
  [
    r`If the law with the density $\varphi$ is symmetric, then $\varphi'(u) = -\varphi'(-u)$`,
    'undetermined',
    '',
    'a function that words say is symmetric',
  ],
  [r`$\varphi'(u) = -\varphi'(-u)$`, 'mismatch', 'other', 'a function of which nothing is said'],
]);

pairs('values that a sum runs over', [
  [
    r`$f(x, y) = e^{-(x - y)^2}$, $S(x) = \sum_y f(x, y)$. $$S'(x) = -2 \sum_y (x - y) f(x, y)$$`,
    r`$f(x, y) = e^{-(x - y)^2}$, $S(x) = \sum_y f(x, y)$. $$S'(x) = 2 \sum_y (x - y) f(x, y)$$`,
    'an argument of a function that the notes define',
  ],
  [
    r`$q(x) = \frac{1}{Z} e^{\theta x}$, $L = \sum_x p(x) \log q(x)$. $$\frac{\partial L}{\partial \theta} = \sum_x x p(x)$$`,
    r`$q(x) = \frac{1}{Z} e^{\theta x}$, $L = \sum_x p(x) \log q(x)$. $$\frac{\partial L}{\partial \theta} = \sum_x \theta p(x)$$`,
    'of two functions, of which one is not defined',
  ],
]);

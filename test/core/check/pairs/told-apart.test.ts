import { pairs } from './support.ts';

const r = String.raw;

pairs('entries of one sample beside all samples of the same letter', [
  [
    r`$h(x) = u^\top x = \sum_{k=1}^{d} u_k x_k$, $C(u) = \frac{1}{2N} \sum_{n=1}^{N} (h(x^{(n)}) - t^{(n)})^2$. $\frac{\partial C}{\partial u_k} = \frac1N \sum_{n=1}^{N} (h(x^{(n)}) - t^{(n)}) x_k^{(n)}$`,
    r`$h(x) = u^\top x = \sum_{k=1}^{d} u_k x_k$, $C(u) = \frac{1}{2N} \sum_{n=1}^{N} (h(x^{(n)}) - t^{(n)})^2$. $\frac{\partial C}{\partial u_k} = \frac1N \sum_{n=1}^{N} (h(x^{(n)}) + t^{(n)}) x_k^{(n)}$`,
    'a function of one sample, summed over all',
  ],
  [
    r`$s = u^\top x + c$, $q = (s - t)^2$. For all $Q = \sum_n (u^\top x^{(n)} + c - t^{(n)})^2$, $\frac{\partial Q}{\partial u_k} = 2\sum_n (u^\top x^{(n)} + c - t^{(n)}) x_k^{(n)}$, but $\frac{\partial q}{\partial u_k} = 2(s - t) x_k$`,
    r`$s = u^\top x + c$, $q = (s - t)^2$. For all $Q = \sum_n (u^\top x^{(n)} + c - t^{(n)})^2$, $\frac{\partial Q}{\partial u_k} = 2\sum_n (u^\top x^{(n)} + c - t^{(n)}) x_k^{(n)}$, but $\frac{\partial q}{\partial u_k} = 2(s - t) u_k$`,
    'the loss of one and of all',
  ],
  [
    r`$h(x) = u^\top x = \sum_k u_k x_k$, $C(u) = \sum_{n=1}^{N} (h(x^{(n)}) - t^{(n)})^2$ where $x_k^{(n)}$ is an input. With the samples as rows of $X$ let $e = Xu - b$ with $b \in \mathbb{R}^N$. $G = e^\top e$, $\nabla_u G = 2 X^\top e$`,
    r`$h(x) = u^\top x = \sum_k u_k x_k$, $C(u) = \sum_{n=1}^{N} (h(x^{(n)}) - t^{(n)})^2$ where $x_k^{(n)}$ is an input. With the samples as rows of $X$ let $e = Xu - b$ with $b \in \mathbb{R}^N$. $G = e^\top e$, $\nabla_u G = -2 X^\top e$`,
    'a matrix of all samples, whose capital is no other case of one of them',
  ],
]);

pairs('values after some steps beside entries of the same letter', [
  [
    r`A step is $w_{t+1} = w_t - \eta \nabla g(w_t)$ for $g(w) = \frac12 w^\top w = \frac12 \sum_j w_j^2$, with $\frac{\partial g}{\partial w_j} = w_j$`,
    r`A step is $w_{t+1} = w_t - \eta \nabla g(w_t)$ for $g(w) = \frac12 w^\top w = \frac12 \sum_j w_j^2$, with $\frac{\partial g}{\partial w_j} = 2 w_j$`,
    'a descent at the end says nothing of the entries in front',
  ],
  [
    r`It starts at $w_0 = 0$ and goes on with $w_{k+1} = w_k - \eta v_k$. $g(w) = \|w\|^2 = \sum_{j=1}^n w_j^2$, $\nabla g(w) = 2w$`,
    r`It starts at $w_0 = 0$ and goes on with $w_{k+1} = w_k - \eta v_k$. $g(w) = \|w\|^2 = \sum_{j=1}^n w_j^2$, $\nabla g(w) = w$`,
    'a start with the number zero is no entry',
  ],
]);

pairs('letters below names that are no indices', [
  [
    r`$a_j = \sum_i w_{ji} x_i$, $z_j = \tanh(a_j)$, $a_o = \sum_j v_j z_j$, $z_o = \tanh(a_o)$, $E = (z_o - t)^2$. $\frac{\partial E}{\partial v_j} = \frac{\partial E}{\partial a_o} z_j$, $\frac{\partial E}{\partial a_o} = 2(z_o - t)(1 - z_o^2)$`,
    r`$a_j = \sum_i w_{ji} x_i$, $z_j = \tanh(a_j)$, $a_o = \sum_j v_j z_j$, $z_o = \tanh(a_o)$, $E = (z_o - t)^2$. $\frac{\partial E}{\partial v_j} = \frac{\partial E}{\partial a_o} z_j$, $\frac{\partial E}{\partial a_o} = 2(z_o - t)(1 - z_o)$`,
    'the output unit beside the hidden ones',
  ],
  [
    r`$p_w = \frac{\exp(u_w^\top h)}{\sum_j \exp(u_j^\top h)}$, $L = -\log p_o$, $\frac{\partial L}{\partial u_w} = (p_w - \mathbb{1}[w = o]) h$.

# Sampling

$E = -\log \sigma(u_o^\top h) - \sum_{k=1}^K \log \sigma(-u_k^\top h)$, $\frac{\partial E}{\partial u_o} = (\sigma(u_o^\top h) - 1) h$, $\frac{\partial E}{\partial u_k} = \sigma(u_k^\top h) h$`,
    r`$p_w = \frac{\exp(u_w^\top h)}{\sum_j \exp(u_j^\top h)}$, $L = -\log p_o$, $\frac{\partial L}{\partial u_w} = (p_w - \mathbb{1}[w = o]) h$.

# Sampling

$E = -\log \sigma(u_o^\top h) - \sum_{k=1}^K \log \sigma(-u_k^\top h)$, $\frac{\partial E}{\partial u_o} = (\sigma(u_o^\top h) - 1) h$, $\frac{\partial E}{\partial u_k} = -\sigma(u_k^\top h) h$`,
    'one of all words in one section, and a word apart from the sampled ones in the next',
  ],
]);

pairs('chains that name what they work out', [
  [
    r`$K = \mathrm{KL}(q \| p) = \mathbb{E}_q[\ln q(z) - \ln p(z)] = \frac12(m^2 + s^2 - 1 - \ln s^2)$, $\frac{\partial K}{\partial s} = s - \frac1s$`,
    r`$K = \mathrm{KL}(q \| p) = \mathbb{E}_q[\ln q(z) - \ln p(z)] = \frac12(m^2 + s^2 - 1 - \ln s^2)$, $\frac{\partial K}{\partial s} = s + \frac1s$`,
    'a divergence by its name, as an expectation and worked out',
  ],
  [
    r`$V = \mathrm{Var}(u) = \frac{1}{n} \sum_i (u_i - c)^2$, $\frac{\partial V}{\partial u_i} = \frac{2}{n} (u_i - c)$`,
    r`$V = \mathrm{Var}(u) = \frac{1}{n} \sum_i (u_i - c)^2$, $\frac{\partial V}{\partial u_i} = \frac{1}{n} (u_i - c)$`,
    'a variance by its name',
  ],
  [
    r`$a = 0.5$, $z = \sigma(a) = \frac{1}{1 + e^{-a}} = 0.6225$`,
    r`$a = 0.5$, $z = \sigma(a) = \frac{1}{1 + e^{-a}} = 0.6325$`,
    'a number at the end of a chain, which is no definition',
  ],
]);

pairs('functions that are only spoken of', [
  [
    r`The loss $f(z)$ is smooth and $z_j = m_j + s_j e_j$. $J = f(z) + \lambda \sum_j m_j^2$,

# Decoder

$f = \sum_j z_j^2$. So $\frac{\partial J}{\partial m_j} = \frac{\partial f}{\partial z_j} + 2 \lambda m_j$`,
    r`The loss $f(z)$ is smooth and $z_j = m_j + s_j e_j$. $J = f(z) + \lambda \sum_j m_j^2$,

# Decoder

$f = \sum_j z_j^2$. So $\frac{\partial J}{\partial m_j} = \frac{\partial f}{\partial z_j} + \lambda m_j$`,
    'a function in words, and a formula for it without arguments later',
  ],
]);

pairs('sections that mean something else by a letter', [
  [
    r`# One number

With $m = w x$ the loss is $E = (m - t)^2$.

# Many

For $\mathbf{x} \in \mathbb{R}^n$ let $F = \|\mathbf{x} - \mathbf{m}\|^2$. $\nabla_{\mathbf{m}} F = 2(\mathbf{m} - \mathbf{x})$

# Again one number

$\ell = \sum_{n=1}^N \ln \mathcal{N}(x_n \mid m, s^2)$, $\frac{\partial \ell}{\partial x_n} = -\frac{x_n - m}{s^2}$, $\frac{\partial \ell}{\partial m} = \frac{1}{s^2} \sum_{n=1}^N (x_n - m)$`,
    r`# One number

With $m = w x$ the loss is $E = (m - t)^2$.

# Many

For $\mathbf{x} \in \mathbb{R}^n$ let $F = \|\mathbf{x} - \mathbf{m}\|^2$. $\nabla_{\mathbf{m}} F = 2(\mathbf{m} - \mathbf{x})$

# Again one number

$\ell = \sum_{n=1}^N \ln \mathcal{N}(x_n \mid m, s^2)$, $\frac{\partial \ell}{\partial x_n} = -\frac{x_n - m}{s^2}$, $\frac{\partial \ell}{\partial m} = \frac{1}{s} \sum_{n=1}^N (x_n - m)$`,
    'numbers, then a vector, then a number and samples',
  ],
]);

pairs('formulas given anew in terms of another variable', [
  [
    r`$K = \frac12(m^2 + s^2 - 1 - \ln s^2)$. With $v = \ln s^2$ it is $K = \frac12(m^2 + e^v - 1 - v)$, so that $\frac{\partial K}{\partial v} = \frac12 (e^v - 1)$`,
    r`$K = \frac12(m^2 + s^2 - 1 - \ln s^2)$. With $v = \ln s^2$ it is $K = \frac12(m^2 + e^v - 1 - v)$, so that $\frac{\partial K}{\partial v} = \frac12 (e^v + 1)$`,
    'a variance by its logarithm',
  ],
]);

pairs('laws by their usual names', [
  [
    r`$\ell = \sum_n \ln \mathcal{N}(x_n \mid \mu, \sigma^2)$, $\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2} \sum_n (x_n - \mu)$`,
    r`$\ell = \sum_n \ln \mathcal{N}(x_n \mid \mu, \sigma^2)$, $\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2} \sum_n (\mu - x_n)$`,
    'the normal density',
  ],
  [
    r`$q = \sum_n \ln \mathrm{Bern}(t_n \mid y_n)$, $\frac{\partial q}{\partial y_n} = \frac{t_n}{y_n} - \frac{1 - t_n}{1 - y_n}$`,
    r`$q = \sum_n \ln \mathrm{Bern}(t_n \mid y_n)$, $\frac{\partial q}{\partial y_n} = \frac{t_n}{y_n} + \frac{1 - t_n}{1 - y_n}$`,
    'a coin',
  ],
]);

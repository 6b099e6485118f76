import { says } from './says.ts';

const r = String.raw;

says('the gamma function by its letter', [
  [[r`\ell = \log \Gamma(k + r) - \log\Gamma(r)`], r`\ell`, 'r', r`\psi(k + r) - \psi(r)`, 'a sum as its argument, behind a logarithm'],
  [[r`y = \log\Gamma(1 - a)`], 'y', 'a', r`-\psi(1 - a)`, 'what looks like a factor is its argument'],
  [[r`y = \Gamma(a)`], 'y', 'a', r`y \psi(a)`, 'the function itself'],
  [
    [r`B(a, b) = \frac{\Gamma(a) \Gamma(b)}{\Gamma(a + b)}`, r`L = -\log B(a, b)`],
    'L',
    'a',
    r`\psi(a + b) - \psi(a)`,
    'it is zero nowhere',
  ],
  [
    [r`L = \log\Gamma(\sum_k \alpha_k) - \sum_k \log\Gamma(\alpha_k)`],
    'L',
    r`\alpha_k`,
    r`\psi\left(\sum_i \alpha_i\right) - \psi(\alpha_k)`,
    'over a sum',
  ],
  [[r`y = \Gamma(a)`, r`h = \psi(a)`], 'h', 'a', r`\psi'(a)`, 'the letter of its logarithmic derivative beside it'],
  [[r`F = \Gamma (v - u)`, r`\Gamma = m / t`], 'F', 'v', r`\Gamma`, 'a letter that the notes define is no function'],
  [[r`F = \Gamma (v - u)`, r`P = \Gamma v^2`], 'F', 'v', r`\Gamma`, 'nor one that stands without a bracket elsewhere'],
  [[r`y = \log n!`], 'y', 'n', r`\operatorname{digamma}(n + 1)`, 'a factorial between the whole numbers'],
]);

says('letters that stand in front of brackets alone', [
  [[r`L = \kappa c - \log I_0(\kappa)`], 'L', r`\kappa`, r`c - \frac{I'_0(\kappa)}{I_0(\kappa)}`, 'a function with a numeral below'],
  [[r`u = J_0(a r)`], 'u', 'a', r`r J'_0(a r)`, 'at a product'],
  [[r`k = z^\nu K_\nu(z)`], 'k', r`\nu`, r`nothing says what the function K_{\nu} is`, 'what stands below it counts too'],
  [[r`u = I_0 (x)`, r`p = I_0 R`], 'u', 'x', 'I_0', 'a letter that stands without a bracket elsewhere is a factor'],
  [[r`$x, w \in \mathbb R^d$`, r`E = \lambda (x \cdot w)`], 'E', 'x', r`\lambda w`, 'a product of vectors needs its bracket'],
  [
    [r`J = \sum_n (d(n) - \sum_k w_k x(n - k))^2`],
    'J',
    'w_k',
    'in the formula of J this part is not understood: (n - k)',
    'a signal at a lag is no product',
  ],
]);

says('sums over pairs', [
  [[r`E = \sum_{i \neq j} (x_i - x_j)^2`], 'E', 'x_i', r`4 \sum_{j \neq i} (x_i - x_j)`, 'neither letter is fixed'],
  [[r`E = \sum_{i, j : i \neq j} x_i x_j`], 'E', 'x_i', r`2 \sum_{j \neq i} x_j`, 'both are named'],
  [[r`E = \sum_{i < j} a_{ij} x_i x_j`], 'E', 'x_k', r`\sum_{j > k} a_{kj} x_j + \sum_{i < k} a_{ik} x_i`, 'in their order'],
  [[r`E = \sum_{1 \le i < j \le n} x_i x_j`], 'E', 'x_k', r`\sum_{j > k} x_j + \sum_{i < k} x_i`, 'between two ends'],
  [
    [r`E = \sum_{(i, j) \in \mathcal{E}} w_{ij} x_i x_j`],
    'E',
    'w_{ij}',
    r`x_i x_j \mathbb{1}[(i, j) \in \mathcal{E}]`,
    'the edges of a graph',
  ],
  [
    [r`E = \sum_{\langle i, j \rangle} s_i s_j`],
    'E',
    's_i',
    r`\sum_{j : \langle i, j \rangle} s_j + \sum_{j : \langle j, i \rangle} s_j`,
    'neighbours',
  ],
  [[r`E = \sum_i \sum_{j \in N(i)} x_i y_j`], 'E', 'y_j', r`\sum_{i : j \in N(i)} x_i`, 'what is beside each is a set of its own for each'],
  [[r`E_j = \sum_{i \neq j} x_i y_j`], 'E_j', 'y_j', r`\sum_{i \neq j} x_i`, 'the second letter is fixed by the head'],
  [
    [r`L = \sum_{j \neq y} \max(0, s_j - s_y + 1)`],
    'L',
    's_j',
    r`\mathbb{1}[s_j + 1 > s_y] \mathbb{1}[j \neq y] - \mathbb{1}[j = y] \sum_{i \neq y} \mathbb{1}[s_i + 1 > s_y]`,
    'a letter of another kind is a label',
  ],
]);

says('sizes, norms and names of one loss', [
  [[r`S = \frac{Q K^\top}{\sqrt{d_k}}`], 'S', 'd_k', r`-\frac{S_{ij}}{2 d_k}`, 'the letter below a number of components is no index'],
  [[r`$W \in \mathbb R^{m \times n}$`, r`R = \|W\|_2^2`], 'R', 'W', '2 W', 'a penalty is of all squares'],
  [
    [r`$W \in \mathbb R^{m \times n}$`, r`R = \|W\|_2`],
    'R',
    'W',
    r`in the formula of R this part is not understood: \|W\|`,
    'the largest singular value',
  ],
  [
    [
      r`a = w x, \quad y = \sigma(a)`,
      r`L = -t \log y - (1 - t) \log(1 - y)`,
      r`$\delta = \frac{\partial L}{\partial a}$, and then $\delta = y - t$.`,
      '$\n\n# Another loss\n\n$',
      r`L = \frac{1}{2} (y - t)^2`,
    ],
    'L',
    'w',
    r`(y - t) y \, (1 - y) x`,
    'a name for the derivative of another loss is none for this one',
  ],
]);

says('letters of functions and what they are used at', [
  [[r`f(t) = t^2 + 1`, r`y = f(\beta x)`], 'y', r`\beta`, r`2 \beta x^2`, 'the letter is no name for the argument'],
  [[r`f(t) = t^2 + 1`, r`y = f(\beta x)`, r`s = v t`], 'y', r`\beta`, r`2 \beta x^2`, 'nor where it is time elsewhere'],
  [[r`f(t) = t^2 + 1`, r`f'(t) = 2 t`, r`y = f(\beta x)`], 'y', r`\beta`, r`2 \beta x^2`, 'nor where the function is differentiated by it'],
  [[r`f(z) = z^2`, r`y = f(w x)`, r`\frac{\partial y}{\partial z} = 2 z`], 'y', 'w', r`2 z x`, 'what the notes differentiate by is one'],
  [[r`f(t) = t^2 + 1`, r`y = f(a) f(b)`], 'y', 'a', r`2 a f(b)`, 'at two arguments'],
  [[r`f(t) = t^2 + 1`, r`y = f(f(x))`], 'y', 'x', r`4 x f(x)`, 'at itself'],
]);

says('laws by their logarithms', [
  [
    [r`\log Z(\theta) = \log\sum_k \exp(\theta^\top\phi_k)`],
    'Z',
    r`\theta_i`,
    r`\frac{Z(\theta) \sum_k \phi_{ki} \exp\left(\sum_j \theta_j \phi_{kj}\right)}{\sum_k \exp\left(\sum_j \theta_j \phi_{kj}\right)}`,
    'a function of the whole vector',
  ],
  [[r`\log p(w) = -\frac{\alpha}{2} \|w\|^2`], 'p', 'w_i', r`-\alpha w_i p(w)`, 'and so is its density'],
  [[r`\log p(x \mid \lambda) = \log \lambda - \lambda x`], 'p', 'x', r`-\lambda p(x \mid \lambda)`, 'what stands behind a bar stays there'],
  [[r`f(x; w) = w x^2`, r`L = f(x; w) y`], 'L', 'x', r`2 y w x`, 'behind a semicolon'],
  [[r`\log \sigma(x) = -\log(1 + e^{-x})`, r`L = \sum_i \log \sigma(x_i)`], 'L', 'x_i', r`1 - \sigma(x_i)`, 'a function of numbers'],
]);

says('squares of vectors in bold', [
  [[r`E = (\mathbf a - \mathbf c)^2`], 'E', 'a', r`2 (\mathbf a - \mathbf c)`, 'of their length, where a number is meant'],
  [[r`H = \frac{\mathbf{p}^2}{2m} + V(q)`], 'H', 'm', r`-\frac{\mathbf{p}^\top \mathbf{p}}{2 m^2}`, 'a mass is no number of components'],
  [[r`E = \frac12 \sum_n (\mathbf y_n - \mathbf t_n)^2`], 'E', 'y_{ni}', r`y_{ni} - t_{ni}`, 'of many'],
  [[r`L = (\mathbf{w}^\top\mathbf{x} - y)^2 + \lambda \mathbf{w}^2`], 'L', r`\lambda`, r`\mathbf{w}^\top \mathbf{w}`, 'beside a number'],
  [
    [r`\mathbf{h} = (\mathbf{x} - \mathbf{m})^2`],
    'h',
    'x',
    r`2 \operatorname{diag}(\mathbf{x} - \mathbf{m})`,
    'entry by entry, where a vector is',
  ],
  [
    [r`\mathbf v = \beta \mathbf u + (1 - \beta) \mathbf g^2`],
    'v',
    'g',
    r`2 (1 - \beta) \operatorname{diag}(\mathbf g)`,
    'nor is a number added to a vector',
  ],
]);

says('what is a vector without a word about it', [
  [[r`E = \|W x - y\|^2`], 'E', 'x', r`2 W^\top (W x - y)`, 'what a matrix stands in front of is no number'],
  [[r`E = \|A (x - b)\|^2`], 'E', 'b', r`-2 A^\top A (x - b)`, 'in a bracket'],
  [[r`E = \|D a - x\|_2^2 + \lambda \|a\|_1`], 'E', 'D', r`2 (D a - x) a^\top`, 'any capital letter in front of it'],
  [[r`E = \|\alpha (x - m)\|^2`], 'E', 'x', r`2 \alpha^2 (x - m)`, 'a number stands in front'],
  [[r`E = \frac{1}{2} \sum_i \|W x_i - y_i\|^2`], 'E', 'y_{ij}', r`y_{ij} - \sum_k W_{jk} x_{ik}`, 'of many'],
  [[r`E = (y - X w)^\top (y - X w)`], 'E', 'w', r`2 X^\top (X w - y)`, 'what is transposed'],
  [[r`E = (x - \mu)^\top \Omega (x - \mu)`], 'E', r`\mu`, r`(\Omega + \Omega^\top) (\mu - x)`, 'around a matrix'],
]);

says('inverses', [
  [
    [r`L = \frac12 \log |\Sigma| + \frac12 (x - \mu)^\top \Sigma^{-1} (x - \mu)`],
    'L',
    r`\Sigma`,
    r`\frac{1}{2} (\Sigma^{-1} - \Sigma^{-1} (x - \mu) (x - \mu)^\top \Sigma^{-1})^\top`,
    'behind what is transposed a matrix is inverted',
  ],
  [[r`E = \alpha^{-1} x^\top x`], 'E', 'x', r`\frac{2}{\alpha} x`, 'in front of it a number'],
  [
    [r`\hat\theta = (X^\top X)^{-1} X^\top y`],
    r`\hat\theta`,
    'X',
    'this derivative has parts for which there is no notation here, so it is not shown',
    'an entry of the inverse of a product',
  ],
]);

says('capital letters that are numbers', [
  [[r`y = A \sin(\omega t + \phi)`], 'y', 't', r`A \omega \cos(\omega t + \phi)`, 'an amplitude'],
  [
    [r`h = W x`, r`f(x) = \frac{1}{1 + e^{-\beta x}}`],
    'h',
    'x',
    'whether W is a number, a vector or a matrix cannot be told',
    'a function of the same letter is of another one',
  ],
  [[r`P = \frac{n R T}{V}`], 'P', 'V', r`-\frac{n R T}{V^2}`, 'what is divided by'],
  [[r`Y = A K^{\alpha} L^{1 - \alpha}`], 'Y', 'A', r`K^{\alpha} L^{1 - \alpha}`, 'beside powers with exponents that are letters'],
  [[r`y = W \sigma(x)`], 'y', 'x', 'whether W is a number, a vector or a matrix cannot be told', 'in front of what may be a vector'],
  [[r`y = A \sin(w)`], 'y', 'w', 'whether A is a number, a vector or a matrix cannot be told', 'the sines of one, too'],
  [[r`y = B e^{D t} x`], 'y', 't', 'whether B is a number, a vector or a matrix cannot be told', 'the exponential of a matrix'],
]);

says('capital letters in front of sums of names', [
  [
    [r`H = \frac{p^2}{2m} + U(q - q_0)`],
    'H',
    'q',
    'whether U in front of its bracket is a function or a factor cannot be told',
    'it stands nowhere else',
  ],
  [[r`H = \frac{p^2}{2m} + U(q - q_0)`], 'H', 'p', r`\frac{p}{m}`, 'which does not matter to other terms'],
  [[r`F = K \cdot (x - x_0)`], 'F', 'x', 'K', 'a sign says that it is a factor'],
  [['$K$ is the stiffness.', r`F = K(x - x_0)`], 'F', 'x', 'K', 'so do words about it alone'],
  [[r`I = V(1 - e^{-t})`], 'I', 'V', r`1 - e^{-t}`, 'a number of what is left is multiplied'],
]);

const law = r`\mathcal{N}(x \mid \mu, \sigma^2) = \frac{1}{\sqrt{2\pi\sigma^2}} \exp\left(-\frac{(x - \mu)^2}{2 \sigma^2}\right)`;

says('functions of a power of a name', [
  [
    [law, r`L = \sum_n \ln \sum_k \pi_k \mathcal{N}(x_n \mid \mu_k, \sigma_k^2)`],
    'L',
    r`\pi_k`,
    r`\sum_n \frac{\mathcal{N}(x_n \mid \mu_k, \sigma_k^2)}{\sum_i \pi_i \mathcal{N}(x_n \mid \mu_i, \sigma_i^2)}`,
    'its argument is written as it is handed over',
  ],
  [[r`g(x, s^2) = \frac{x}{s^2}`, r`L = a\, g(b, c^2)`], 'L', 'a', r`g(b, c^2)`, 'with another letter'],
  [[r`g(x, s) = \frac{x}{s}`, r`L = a\, g(b, c^2)`], 'L', 'a', r`g(b, c^2)`, 'a power that is only handed over is one'],
]);

says('capital letters that are numbers', [
  [[r`F = \frac{G m_1 m_2}{r^2}`], 'F', 'r', r`-\frac{2 G m_1 m_2}{r^3}`, 'letters with numbers side by side are numbers'],
  [
    [r`U = -\frac{G m_1 m_2}{\|\mathbf{r}_1 - \mathbf{r}_2\|}`],
    'U',
    'm_1',
    r`-\frac{G m_2}{\|\mathbf{r}_1 - \mathbf{r}_2\|}`,
    'beside vectors, too',
  ],
  [
    [r`Y = A K^\alpha L^{1-\alpha}`, r`\Pi = p Y - w L - r K`],
    r`\Pi`,
    'K',
    r`\frac{p \alpha Y}{K} - r`,
    'what is made of powers that matrices do not have',
  ],
  [[r`Z = 2 W`, r`y = Z x`], 'y', 'x', 'whether Z is a number, a vector or a matrix cannot be told', 'a multiple of what may be a matrix'],
  [[r`y = W x_1`], 'y', 'x_1', 'whether W is a number, a vector or a matrix cannot be told', 'in front of one letter with a number'],
  [[r`V = P(1 + r)^t`], 'V', 'r', r`P t \, (1 + r)^{t - 1}`, 'a bracket that is no event'],
  [[r`V = P(r + s)`], 'V', 'r', 'in the formula of V this part is not understood: P(r + s)', 'one that may be'],
]);

const layers = r`$\mathbf{a}^{(l)} = \sigma(W^{(l)} \mathbf{a}^{(l-1)})$ for $l = 1, \dots, L$, with $\mathbf{y} \in \mathbb{R}^n$`;
const steps = r`$W, U \in \mathbb{R}^{m \times m}$, $h_t = \tanh(W x_t + U h_{t-1})$, $x_t \in \mathbb{R}^m$, $\ell_t = \frac12 \|h_t - y_t\|^2$`;

says('names that are typed as the note has them', [
  [
    [r`\mathrm{GELU}(x) = x \Phi(x)`, r`\Phi(x) = \frac{1}{2} (1 + \operatorname{erf}(x))`],
    r`\mathrm{GELU}`,
    'x',
    r`\Phi(x) + \frac{x e^{-x^2}}{\sqrt{\pi}}`,
    'a known function that the note defines',
  ],
  [[r`\operatorname{softplus}(x) = \ln(1 + e^x)`], r`\operatorname{softplus}(x)`, 'x', r`\frac{1}{1 + e^{-x}}`, 'with its argument'],
  [
    [layers, r`C = \frac12 \|\mathbf{a}^{(L)} - \mathbf{y}\|^2`],
    'C',
    r`\mathbf{a}^{(L)}`,
    r`\mathbf{a}^{(L)} - \mathbf{y}`,
    'the last layer by its letter',
  ],
  [[steps], r`\ell_t`, 'h_t', 'h_t - y_t', 'any step in time by its letter'],
  [
    [steps],
    r`\ell_t`,
    'W',
    'how many layers or steps in time there are is not said, so nothing is derived through all of them',
    'not what goes through all of them',
  ],
  [
    [r`$\mathbf{x}_i, \mathbf{w} \in \mathbb{R}^d$`, r`L = \frac12 \sum_i (\mathbf{w}^\top \mathbf{x}_i - y_i)^2`],
    'L',
    r`\mathbf{x}_i`,
    r`(\mathbf{w}^\top \mathbf{x}_i - y_i) \mathbf{w}`,
    'one of several vectors',
  ],
]);

says('operators that are no names', [
  [[r`y = x \bmod 2`], 'y', 'x', r`in the formula of y this part is not understood: \bmod`, 'what is left of a division'],
  [
    [r`E = \mathbf{u} \cdot (\mathbf{a} \times \mathbf{b})`],
    'E',
    r`\mathbf{a}`,
    r`in the formula of E this part is not understood: (\mathbf{a} \times \mathbf{b})`,
    'a cross product is no product entry by entry',
  ],
  [[r`L = \sum_i [1 - y_i s_i]_+^2`], 'L', 's_i', r`-2 y_i \, [1 - y_i s_i]_+`, 'what is above zero, as it is written'],
  [[r`L = \max(0, 1 - u)^2`], 'L', 'u', r`-2 \max(0, 1 - u)`, 'and as a maximum'],
]);

const batch = r`$X \in \mathbb{R}^{B \times d}$, $Z = X W + \mathbf{1} b^\top$, $W \in \mathbb{R}^{d \times m}$, $b \in \mathbb{R}^m$, $\mathbf{1} \in \mathbb{R}^B$`;

says('matrices entry by entry within products', [
  [
    [batch, r`H = \tanh(Z)`, r`L = \frac{1}{2B} \|H - Y\|_F^2`],
    'L',
    'W',
    r`\frac{1}{B} X^\top ((H - Y) \odot (1 - H \odot H))`,
    'a size beside a matrix is a number; a function entry by entry of a matrix is one',
  ],
  [
    [batch, r`H = \tanh(Z)`, r`L = \frac{1}{2B} \|H - Y\|_F^2`],
    'L',
    'b',
    r`\frac{1}{B} ((H - Y) \odot (1 - H \odot H))^\top \mathbf{1}`,
    'summed over its rows',
  ],
  [
    [
      r`$R, M \in \mathbb{R}^{m \times n}$, $U \in \mathbb{R}^{m \times k}$, $V \in \mathbb{R}^{n \times k}$`,
      r`J = \frac12 \|M \odot (R - U V^\top)\|_F^2`,
    ],
    'J',
    'U',
    r`(M \odot M \odot (U V^\top - R)) V`,
    'with a mask',
  ],
]);

const samples = r`$\mathbf{x}_i, \mathbf{w} \in \mathbb{R}^d$ with $y_i \in \{-1, 1\}$`;

says('sums over vectors with numbers, and lengths', [
  [
    [samples, r`\mu_i = \exp(\mathbf{w}^\top \mathbf{x}_i)`, r`\ell = \sum_i (y_i \log \mu_i - \mu_i)`],
    r`\ell`,
    r`\mathbf{w}`,
    r`\sum_i (y_i - \mu_i) \mathbf{x}_i`,
    'as the author numbers them',
  ],
  [
    [samples, r`f = \frac12 \|\mathbf{w}\|^2 + C \sum_{i=1}^n \max(0, 1 - y_i (\mathbf{w} \cdot \mathbf{x}_i + b))`],
    'f',
    r`\mathbf{w}`,
    r`\mathbf{w} - C \sum_{i=1}^n y_i \mathbb{1}[1 > y_i (\mathbf{w}^\top \mathbf{x}_i + b)] \mathbf{x}_i`,
    'with a condition on each',
  ],
  [
    [
      samples,
      r`\phi_k(\mathbf{x}) = \exp(-\beta \|\mathbf{x} - \mathbf{c}_k\|^2)`,
      r`y = \sum_k w_k \phi_k(\mathbf{x})`,
      r`$\mathbf{c}_k \in \mathbb{R}^d$`,
    ],
    'y',
    r`\mathbf{c}_k`,
    r`2 \beta w_k \phi_k(\mathbf{x}) (\mathbf{x} - \mathbf{c}_k)`,
    'beside the value of a function with a number',
  ],
  [
    [r`$u, v \in \mathbb{R}^n$`, r`s = \frac{u^\top v}{\|u\| \|v\|}`],
    's',
    'u',
    r`\frac{v}{\|u\| \|v\|} - \frac{s}{\|u\|^2} u`,
    'lengths as they are written',
  ],
  [[r`$u \in \mathbb{R}^n$`, r`s = \sqrt{u^\top u}`], 's', 'u', r`\frac{u}{s}`, 'and as roots where none is written'],
  [
    [r`$u, p \in \mathbb{R}^n$`, r`L = \max(0, \lVert u - p \rVert_2^2 - m)`],
    'L',
    'u',
    r`2 \mathbb{1}[\lVert u - p\rVert_2^2 > m] (u - p)`,
    'in a condition, with other signs',
  ],
]);

says('names of several capitals', [
  [[r`FL(p) = -\alpha (1 - p)^2 \log(p)`], 'FL', r`\alpha`, r`-(1 - p)^2 \log(p)`, 'a function, though nothing differentiates it'],
  [[r`BCE(p) = -t \log p - (1 - t) \log(1 - p)`], 'BCE', 'p', r`\frac{p - t}{p \, (1 - p)}`, 'of three'],
  [[r`MSE = \frac{1}{n} \sum_i (y_i - t_i)^2`], 'MSE', 'y_i', r`\frac{2}{n} \, (y_i - t_i)`, 'without an argument'],
  [[r`PV = n k`], 'PV', 'n', 'the notes have no name PV', 'two without one are a product'],
  [[r`ABC = u`, r`y = A u`], 'ABC', 'u', 'the notes have no name ABC', 'and so are three of which one stands apart'],
]);

says('values that a sum runs over', [
  [[r`S = \sum_y f(x, y)`, r`f(x, y) = e^{-(x - y)^2}`], 'S', 'x', r`2 \sum_y f(x, y) (y - x)`, 'as an argument'],
  [[r`S = \sum_y f(x, y)`, r`f(x, y) = e^{-(x - y)^2}`], 'S', 'y', 'S does not depend on y', 'outside of the sum it has none'],
  [[r`L = \sum_x p(x) q(x)`, r`q(x) = \theta x^2`], 'L', r`\theta`, r`\sum_x p(x) x^2`, 'in a function that the notes define'],
  [
    [r`E = \frac{1}{2} \sum_x (y - t)^2`, r`y = w x`],
    'E',
    'w',
    r`(y - t) x \sum_x 1`,
    'a letter that stands below the sign alone is a label',
  ],
]);

says('capital letters below a line', [
  [[r`v = \frac{V S}{K + S}`], 'v', 'S', r`\frac{V K}{(K + S)^2}`, 'nothing is divided by a matrix'],
  [[r`v = \frac{V x}{K + x}`], 'v', 'x', r`\frac{V K}{(K + x)^2}`, 'nor by what one is added to'],
  [[r`U = G \sum_i \frac{m_i}{r_i}`], 'U', 'r_i', r`-\frac{G m_i}{r_i^2}`, 'in front of a sum of quotients'],
  [
    [r`U = W \sum_i x_i`],
    'U',
    'x_i',
    'whether W is a number, a vector or a matrix cannot be told',
    'a sum of vectors may be multiplied by a matrix',
  ],
  [[r`Z = \frac{A B}{n}`], 'Z', 'A', 'whether A is a number, a vector or a matrix cannot be told', 'what is above the line may be one'],
]);

const margins = ['# Margins', r`L_i = \sum_{j \neq y_i} (u_{ij} - u_{i, y_i} + \Delta)^2`];

says('labels by the letter of what another heading calls outputs', [
  [
    ['# Outputs', r`y_i = \sigma(s_i)`, ...margins],
    'L_i',
    r`\Delta`,
    r`2 \sum_{j \neq y_i} (u_{ij} - u_{i, y_i} + \Delta)`,
    'their values select no class',
  ],
  [
    ['# One', r`y_i = \sigma(s_i)`, '# Many', r`y_i = e^{s_i} / \sum_k e^{s_k}`, ...margins],
    'L_i',
    r`\Delta`,
    r`2 \sum_{j \neq y_i} (u_{ij} - u_{i, y_i} + \Delta)`,
    'nor do those of a second formula',
  ],
  [
    [...margins, '# Outputs', r`y_i = \sigma(s_i)`, r`E = \frac{1}{2} \sum_i (y_i - t_i)^2`],
    'E',
    's_i',
    r`(y_i - t_i) y_i \, (1 - y_i)`,
    'under their own heading they are what they are',
  ],
]);

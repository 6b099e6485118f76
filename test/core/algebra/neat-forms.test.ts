import { says } from './says.ts';

const r = String.raw;

says('powers whose exponents are no numbers', [
  [[r`y = a x^{a} x^{-1}`], 'y', 'x', r`a \, (a - 1) x^{a - 2}`, 'powers of one base come together'],
  [[r`y = \frac{x^p}{x}`], 'y', 'x', r`(p - 1) x^{p - 2}`, 'one over its base is a lower power'],
  [[r`y = \frac{x^a}{x^b}`], 'y', 'x', r`\frac{y}{x} \, (a - b)`, 'of a quotient of powers'],
  [[r`y = (a x + b)^n`], 'y', 'x', r`n a \, (a x + b)^{n - 1}`, 'of a sum'],
  [
    [r`y = \left(1 + \frac{x}{n}\right)^n`],
    'y',
    'x',
    r`\left(1 + \frac{x}{n}\right)^{n - 1}`,
    'what the exponent brings down is divided by',
  ],
  [[r`U = \frac{c^{1-\gamma}}{1-\gamma}`], 'U', 'c', r`c^{-\gamma}`, 'a utility'],
  [[r`y = \sum_k a_k x^k`], 'y', 'x', r`\sum_k a_k k x^{k - 1}`, 'the powers of a polynomial are not divided by, as x may be zero'],
  [[r`y = x^2 + \frac{x^2}{x}`], 'y', 'x', '2 x + 1', 'powers with numbers are as before'],
]);

says('densities, likelihoods and their logarithms', [
  [[r`f(x) = x^{n} e^{-x}`], 'f', 'x', r`f(x) \left(\frac{n}{x} - 1\right)`, 'a whole product has a name'],
  [
    [r`f(x) = x^{\alpha - 1} (1 - x)^{\beta - 1}`],
    'f',
    'x',
    r`f(x) \left(\frac{\alpha - 1}{x} - \frac{\beta - 1}{1 - x}\right)`,
    'a beta law',
  ],
  [[r`L = p^k (1-p)^{n-k}`], 'L', 'p', r`\frac{(k - p n) L}{p \, (1 - p)}`, 'a binomial one'],
  [
    [r`L = \lambda^n e^{-\lambda s}`, r`\ell = \ln L`],
    r`\ell`,
    r`\lambda`,
    r`\frac{n}{\lambda} - s`,
    'the logarithm of one that has a name',
  ],
  [
    [r`L = \prod_{i=1}^n \theta^{x_i} (1-\theta)^{1-x_i}`, r`\ell = \ln L`],
    r`\ell`,
    r`\theta`,
    r`\frac{1}{\theta} \sum_{i=1}^n x_i - \frac{\sum_{i=1}^n (1 - x_i)}{1 - \theta}`,
    'of a product over an index',
  ],
  [
    [r`f = \lambda e^{-\lambda x}`],
    'f',
    r`\lambda`,
    r`e^{-\lambda x} \, (1 - \lambda x)`,
    'what only some terms have is not called by its name',
  ],
  [[r`y = y_0 e^{-t/\tau}`], 'y', 't', r`-\frac{y}{\tau}`, 'a decay is as fast as it is large'],
]);

const sharing = r`L = -\sum_i y_i \ln \mathrm{softmax}(z)_i`;

says('shares of exponentials', [
  [[sharing], 'L', 'z_k', r`\mathrm{softmax}(z)_k \sum_i y_i - y_k`, 'by the name that the note has for the function'],
  [[sharing, r`\sum_i y_i = 1`], 'L', 'z_k', r`\mathrm{softmax}(z)_k - y_k`, 'and as what the note states lets it be'],
  [
    [r`p = \mathrm{softmax}(z)`, r`L = -\sum_i y_i \ln p_i`],
    'L',
    'z_k',
    r`p_k \sum_i y_i - y_k`,
    'by the name of the share, which is shorter',
  ],
  [
    [r`L = \ln \sum_j e^{z_j} - z_1`],
    'L',
    'z_k',
    r`\frac{e^{z_k}}{\sum_j e^{z_j}} - \mathbb{1}[k = 1]`,
    'written out where it has no name',
  ],
]);

says('how many values an index has', [
  [
    [r`p_k = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}`, r`L = -\sum_k a \log p_k`],
    'L',
    'z_k',
    r`a \, (K p_k - 1)`,
    'what another sum says of it',
  ],
  [
    [
      r`$\sum_k y_k = 1$`,
      r`p_k = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}`,
      r`L = -\sum_k \left( (1-\epsilon) y_k + \frac{\epsilon}{K} \right) \log p_k`,
    ],
    'L',
    'z_k',
    r`\epsilon y_k + p_k - y_k - \frac{\epsilon}{K}`,
    'smoothed labels',
  ],
]);

says('roots, fractions and signs', [
  [[r`y = \frac{x}{\sqrt{1+x^2}}`], 'y', 'x', r`\frac{1}{(1 + x^2)^{\frac{3}{2}}}`, 'a root times what it is of'],
  [[r`y = \ln(x + \sqrt{x^2+1})`], 'y', 'x', r`\frac{1}{\sqrt{x^2 + 1}}`, 'a fraction in a bracket cancels'],
  [[r`y = \ln \frac{1+x}{1-x}`], 'y', 'x', r`\frac{2}{1 - x^2}`, 'a difference of squares'],
  [[r`T = 2\pi \sqrt{\frac{L}{g}}`], 'T', 'g', r`-\frac{T}{2 g}`, 'a root below a line is brought above it'],
  [[r`g = \frac{a + \frac12 s^2 T}{s \sqrt{T}}`], 'g', 's', r`\sqrt{T} - \frac{g}{s}`, 'what is divided by its own root'],
  [[r`f = \sigma \sqrt{T} + \frac{a}{\sqrt{T}}`], 'f', 'T', r`\frac{\sigma T - a}{2 T \sqrt{T}}`, 'a root that stays below'],
  [
    [
      r`$$C = S \Phi(d_1) - K e^{-r T} \Phi(d_2), \quad d_1 = \frac{\ln(S / K) + (r + \sigma^2 / 2) T}{\sigma \sqrt{T}}, \quad d_2 = d_1 - \sigma \sqrt{T}$$ where $\Phi$ is the standard normal distribution function.`,
    ],
    'C',
    r`\sigma`,
    r`\frac{K d_1 e^{-r T} e^{-d_2^2 / 2} - S d_2 e^{-d_1^2 / 2}}{\sigma \sqrt{2 \pi}}`,
    'the price of an option: a root of numbers that stood above and its square below',
  ],
  [[r`H = -\sum_i p_i \ln p_i`], 'H', 'p_k', r`-\ln(p_k) - 1`, 'two signs are better than one in front of brackets'],
  [[r`y = \mathrm{lse}(a, b)`], 'y', 'a', r`\frac{e^{a}}{e^{a} + e^{b}}`, 'a vector that is written out'],
  [[r`V = D (1 - e^{-a (r - s)})^2`, '$D = 2$'], 'V', 'r', r`2 D a \, (1 - e^{-a \, (r - s)}) e^{-a \, (r - s)}`, 'names before brackets'],
  [[r`R = \sum_i |w_i|^p`], 'R', 'w_j', r`p \operatorname{sign}(w_j) \left|w_j\right|^{p - 1}`, 'bars are brackets enough'],
]);

says('the members and the functions that are asked for', [
  [['y_i = x_i^2'], 'y_1', 'x_1', '2 x_1', 'one member by its number'],
  [['y_i = x_i^2'], 'y_1', 'x_2', 'y_1 does not depend on x_2', 'another one'],
  [['y_i = x_i^2'], 'y_k', 'x_k', '2 x_k', 'a letter of its own, which asks for the diagonal'],
  [['y_i = x_i^2'], 'y_k', 'x_j', r`2 x_k \delta_{kj}`, 'two letters for all entries'],
  [[r`y = [1 - u]_+`], 'y', 'u', r`-\mathbb{1}[1 > u]`, 'a positive part'],
  [
    [r`\mu = \frac{1}{n} \sum_i x_i`, r`s = \frac{1}{n} \sum_i (x_i - \mu)^2`],
    's',
    'x_i',
    r`\frac{2}{n} \, \left(x_i - \mu - \frac{1}{n} \sum_j (x_j - \mu)\right)`,
    'a sum whose number of terms has no name is not taken apart',
  ],
]);

says('one sentence that says the cause', [
  [[r`y = \|W\|_*`], 'y', 'W', r`in the formula of y this part is not understood: \|W\|_*`, 'a notation that is not read'],
  [[r`y = x_1 + x_2 + \dots`], 'y', 'x_1', r`in the formula of y this part is not understood: \dots`, 'dots'],
  [['y = x^2 +'], 'y', 'x', 'the formula of y is not finished', 'nothing behind a sign'],
  [['y = (x - t'], 'y', 'x', 'in the formula of y the bracket ( is never closed', 'a bracket'],
  [[r`y = \frac{x}{1 + x`], 'y', 'x', 'in the formula of y the bracket { is never closed', 'a brace that may end in several places'],
  [['y = (x - t)^{2'], 'y', 'x', r`2 \, (x - t)`, 'one that ends in one place only'],
  [['a = b x', 'b = a + 1'], 'a', 'x', 'b and a are defined by each other, so neither has a value', 'a circle'],
  [['a = x + a^2'], 'a', 'x', 'a is defined by itself', 'a circle of one'],
  [['s = w x + b', 'y = s^2', r`x = \frac{s - b}{w}`], 'y', 'x', '2 s w', 'an equation that is solved for another name is no circle'],
  [[r`y = \operatorname{floor}(x) + 1`], 'y', 'x', 'the derivative of y by x is zero wherever it exists', 'steps'],
  [[r`y = \frac{1}{x - x}`], 'y', 'x', 'this formula divides by zero', 'zero below a line'],
  [['y = W x + b'], 'y', 'x', 'whether W is a number, a vector or a matrix cannot be told', 'a capital of which nothing is told'],
  [[r`y = \int_0^x t^2 dt`], 'y', 'x', 'x stands only in parts of the notes that are not understood', 'a bound that moves'],
  [['y = x^2'], 'y_i', 'x', 'the notes have no name y_i, but y', 'an index too many'],
  [
    [r`\mathrm{lse}(z) = \ln \sum_i e^{z_i}`],
    r`\mathrm{lse}`,
    'z_i',
    r`\mathrm{lse} is a function that is known without a definition, and nothing of the notes to derive`,
    'a standard function',
  ],
]);

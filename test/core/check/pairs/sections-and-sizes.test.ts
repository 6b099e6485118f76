import { type Pair, pairs } from './support.ts';

const r = String.raw;

const sizes: readonly Pair[] = [
  [
    r`$q = \sqrt{\frac{1}{d}\sum_{i=1}^d x_i^2}$, $\frac{\partial q}{\partial x_j} = \frac{x_j}{d\,q}$`,
    r`$q = \sqrt{\frac{1}{d}\sum_{i=1}^d x_i^2}$, $\frac{\partial q}{\partial x_j} = \frac{2 x_j}{d\,q}$`,
    'a dimension in front of a name',
  ],
];

pairs('the letter d as a number', sizes);

const ends: readonly Pair[] = [
  [
    '# One\n$z_i = \\gamma_i u_i$, $u_i = x_i^2$, $\\frac{\\partial L}{\\partial u_i} = \\gamma_i \\frac{\\partial L}{\\partial z_i}$\n\n# Two\nNow $z_i = \\gamma_i x_i$. $\\frac{\\partial L}{\\partial x_j} = \\sum_i \\frac{\\partial L}{\\partial z_i} \\frac{\\partial z_i}{\\partial x_j} = \\gamma_j \\frac{\\partial L}{\\partial z_j}$',
    '# One\n$z_i = \\gamma_i u_i$, $u_i = x_i^2$, $\\frac{\\partial L}{\\partial u_i} = \\gamma_i \\frac{\\partial L}{\\partial z_i}$\n\n# Two\nNow $z_i = \\gamma_i x_i$. $\\frac{\\partial L}{\\partial x_j} = \\sum_i \\frac{\\partial L}{\\partial z_i} \\frac{\\partial z_i}{\\partial x_j} = x_j \\frac{\\partial L}{\\partial z_j}$',
    'a loss behind other names in another section',
  ],
  [
    r`$a = \sin(x)$, $b = x^2$, $y = a b$. $\frac{\partial E}{\partial x} = \frac{\partial E}{\partial a} \cos(x) + \frac{\partial E}{\partial b} 2 x$, where $\frac{\partial E}{\partial a} = \frac{\partial E}{\partial y} b$. $\frac{\partial E}{\partial x} = 2 x \frac{\partial E}{\partial b} + \cos(x) \frac{\partial E}{\partial a}$`,
    r`$a = \sin(x)$, $b = x^2$, $y = a b$. $\frac{\partial E}{\partial x} = \frac{\partial E}{\partial a} \cos(x) + \frac{\partial E}{\partial b} 2 x$, where $\frac{\partial E}{\partial a} = \frac{\partial E}{\partial y} b$. $\frac{\partial E}{\partial x} = 2 x \frac{\partial E}{\partial a} + \cos(x) \frac{\partial E}{\partial b}$`,
    'two ways to a loss, which do not lead to one another',
  ],
  [
    r`$c = \frac1n \sum_{i=1}^n x_i$, $u_i = x_i - c$. $E$ is some function of $u$. $\frac{\partial E}{\partial x_j} = \sum_i \frac{\partial E}{\partial u_i}\frac{\partial u_i}{\partial x_j} = \frac{\partial E}{\partial u_j} - \frac1n \sum_i \frac{\partial E}{\partial u_i}$`,
    r`$c = \frac1n \sum_{i=1}^n x_i$, $u_i = x_i - c$. $E$ is some function of $u$. $\frac{\partial E}{\partial x_j} = \sum_i \frac{\partial E}{\partial u_i}\frac{\partial u_i}{\partial x_j} = \frac{\partial E}{\partial u_j} + \frac1n \sum_i \frac{\partial E}{\partial u_i}$`,
    'a mean over features and no mean of losses',
  ],
  [
    r`$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$. The loss $\ell$ is a function of $p$. $\frac{\partial \ell}{\partial z_i} = \sum_k \frac{\partial \ell}{\partial p_k}\, p_k (\delta_{ik} - p_i)$, so $\sum_i \frac{\partial \ell}{\partial z_i} = 0$`,
    r`$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$. The loss $\ell$ is a function of $p$. $\sum_i \frac{\partial \ell}{\partial z_i} = 0$ and $\frac{\partial \ell}{\partial z_i} = \sum_k \frac{\partial \ell}{\partial p_k}\, p_k (\delta_{ik} + p_i)$`,
    'a loss by the letter of a function, which nothing applies',
  ],
];

pairs('what an unknown loss depends on', ends);

const numbers: readonly Pair[] = [
  [
    r`$q(x) = x\,\sigma(c x)$, so $q'(0) = \frac12$`,
    r`$q(x) = x\,\sigma(c x)$, so $q'(0) = \frac14$`,
    'a slope that is the same for any parameter',
  ],
  [
    "# A\n$g(x) = \\ln(1 + e^x)$\n\n# B\n$k(x) = x\\, g(x)$, so $k'(0) = \\ln 2$",
    "# A\n$g(x) = \\ln(1 + e^x)$\n\n# B\n$k(x) = x\\, g(x)$, so $k'(0) = \\ln 3$",
    'a function of an earlier section',
  ],
  [
    r`$\Phi$ is the standard normal cumulative distribution function, $\phi(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}$. $\frac{d}{dx}\Phi(a x) = a\,\phi(a x)$`,
    r`$\Phi$ is the standard normal cumulative distribution function, $\phi(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}$. $\frac{d}{dx}\Phi(a x) = \phi(a x)$`,
    'the normal distribution function by its name in words',
  ],
];

pairs('numbers that functions give', numbers);

const scalarFirst = r`# Numbers
$a_t = u h_{t-1} + w x_t$, $h_t = \tanh(a_t)$, and $E$ is a loss of $h_T$. $\frac{\partial E}{\partial a_t} = \frac{\partial E}{\partial h_t} (1 - h_t^2)$, $\frac{\partial E}{\partial u} = \sum_t \frac{\partial E}{\partial a_t} h_{t-1}$, $\frac{\partial E}{\partial w} = \sum_t \frac{\partial E}{\partial a_t} x_t$

# Vectors
Now $h_t$ and $x_t$ are vectors and $U$, $W$ matrices. $a_t = U h_{t-1} + W x_t$, $h_t = \tanh(a_t)$

Back through time, for $t < T$: `;

pairs('numbers in one section and vectors in the next', [
  [
    r`${scalarFirst}$\frac{\partial E}{\partial h_t} = U^\top \left( \frac{\partial E}{\partial h_{t+1}} \odot (1 - h_{t+1} \odot h_{t+1}) \right)$`,
    r`${scalarFirst}$\frac{\partial E}{\partial h_t} = -U^\top \left( \frac{\partial E}{\partial h_{t+1}} \odot (1 - h_{t+1} \odot h_{t+1}) \right)$`,
    'the same letters for both',
  ],
]);

const block = r`## Residual block

$y = x + W_2 h$. With $\delta = \nabla_y E$: $\nabla_h E = W_2^\top \delta$.

## Gate

$y = t \odot u + (1 - t) \odot x$ with $t = \sigma(a)$, $\delta$ as before. `;

pairs('letters that a section uses anew', [
  [
    r`${block}$\frac{\partial E}{\partial a} = \delta \odot (u - x) \odot t \odot (1 - t)$, $\frac{\partial E}{\partial t} = \delta \odot (u - x)$`,
    r`${block}$\frac{\partial E}{\partial a} = \delta \odot (u - x) \odot t \odot (1 - t)$, $\frac{\partial E}{\partial t} = \delta \odot (x - u)$`,
    'a formula of its own for an output, and the error at it from the section before',
  ],
]);

const rules = r`$$\nabla_X \operatorname{tr}(A^\top X) = A, \qquad \nabla_X \operatorname{tr}(X A) = A^\top$$

Now $f(X) = \operatorname{tr}(X^\top A X)$ with $A$ square. `;

pairs('rules for matrices of any shape', [
  [
    r`${rules}$$\nabla_X f = (A + A^\top) X$$`,
    r`${rules}$$\nabla_X f = (A - A^\top) X$$`,
    'a letter that is of one shape in a rule and of another in an example',
  ],
]);

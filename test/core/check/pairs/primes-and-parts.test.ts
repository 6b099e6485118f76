import { type Pair, pairs } from './support.ts';

const r = String.raw;

const squares = r`$$S = (y - Xb)'(y - Xb)$$ $$\frac{\partial S}{\partial b} = -2X'(y - Xb)$$`;
const logit = r`A prime denotes transposition, and the $z_n$ are vectors. $\Lambda_n = \frac{1}{1+e^{-z_n'\gamma}}$, $\ell = \sum_n t_n\ln\Lambda_n + (1-t_n)\ln(1-\Lambda_n)$.`;
const german = r`Der Strich bedeutet Transponieren, $C$ ist eine Matrix, $v$ ein Vektor. $$q = v'Cv$$`;
const chinese = r`其中撇表示转置。$J = \frac12 (t - \Phi w)'(t - \Phi w) + \frac\lambda2 w'w$`;
const said = r`We write $a'$ for the row, where $a'$ is the transpose of $a$. $g = a'c$, $a$ and $c$ are vectors.`;

const transposes: readonly Pair[] = [
  [
    r`${squares} $$\frac{\partial^2 S}{\partial b\,\partial b'} = 2X'X$$`,
    r`${squares} $$\frac{\partial^2 S}{\partial b\,\partial b'} = X'X$$`,
    'a bracket with itself and a second derivative',
  ],
  [
    r`${logit} $$\frac{\partial^2 \ell}{\partial\gamma\,\partial\gamma^{\prime}} = -\sum_n \Lambda_n(1-\Lambda_n) z_n z_n'$$`,
    r`${logit} $$\frac{\partial^2 \ell}{\partial\gamma\,\partial\gamma^{\prime}} = \sum_n \Lambda_n(1-\Lambda_n) z_n z_n'$$`,
    'words say it',
  ],
  [r`${german} $$\frac{\partial q}{\partial C} = vv'$$`, r`${german} $$\frac{\partial q}{\partial C} = 2vv'$$`, 'words in German'],
  [
    r`${chinese} $$\nabla_w J = -\Phi'(t - \Phi w) + \lambda w$$`,
    r`${chinese} $$\nabla_w J = \Phi'(t - \Phi w) + \lambda w$$`,
    'words in Chinese',
  ],
  [r`${said} $$\frac{\partial g}{\partial a} = c$$`, r`${said} $$\frac{\partial g}{\partial a} = 2c$$`, 'words behind a name with a prime'],
  [
    r`$h(s)=\tanh(s)$. $$S = (t - Ka)'(t - Ka)$$ $$h'(s) = 1 - h(s)^2$$`,
    r`$h(s)=\tanh(s)$. $$S = (t - Ka)'(t - Ka)$$ $$h'(s) = 1 + h(s)^2$$`,
    'a function keeps its prime as a derivative',
  ],
  [
    r`$$q = \frac12 v^\top C v + d^\top v$$ The matrix $C$ is symmetric. $$\frac{\partial^2 q}{\partial v\,\partial v^\top} = C$$`,
    r`$$q = \frac12 v^\top C v + d^\top v$$ The matrix $C$ is symmetric. $$\frac{\partial^2 q}{\partial v\,\partial v^\top} = 2C$$`,
    'a second derivative by a transposed name',
  ],
];

pairs('primes that transpose', transposes);

pairs('what of a number is above zero', [
  [
    r`$H = (1-c s)_+$, $\frac{\partial H}{\partial s} = -c\,[c s<1]$`,
    r`$H = (1-c s)_+$, $\frac{\partial H}{\partial s} = c\,[c s<1]$`,
    'a plus below a bracket',
  ],
  [
    r`$(u)_+ = \max(0,u)$, $V = [1 - cs]_+^2$, $\frac{\partial V}{\partial s} = -2c\,[1-cs]_+$`,
    r`$(u)_+ = \max(0,u)$, $V = [1 - cs]_+^2$, $\frac{\partial V}{\partial s} = -c\,[1-cs]_+$`,
    'its square, with the sign explained',
  ],
]);

const triplet = r`$$T = \max\left(0,\; \|p-q\|^2 - \|p-s\|^2 + m\right)$$`;
const layer = r`$G(v) = v + u \tanh(w^\top v + c)$, $\psi = \left( 1 - \tanh^2(w^\top v + c) \right) w$.`;

pairs('shapes by their use', [
  [r`${triplet} $$\nabla_p T = 2(s-q)\,\mathbb{1}[T>0]$$`, r`${triplet} $$\nabla_p T = 2(q-s)\,\mathbb{1}[T>0]$$`, 'norms of differences'],
  [
    r`${layer} $$\frac{\partial G}{\partial v} = I + u\, \psi^\top$$`,
    r`${layer} $$\frac{\partial G}{\partial v} = I + 2u\, \psi^\top$$`,
    'a name behind a transposed one, with a bias',
  ],
]);

const kernel = r`$P = \frac{c}{2} \sum_{i} \sum_{k} a_i a_k G(u_i, u_k)$; since $G(u, v) = G(v, u)$,`;
const density = r`$p_Y(y) = p_U(h(y))\, h'(y)$, where $h(y) = (y-m)/s$ with $s > 0$ and a standard normal $p_U$.`;
const regularised = r`$z_i = w x_i$, $L = \frac1n\sum_{i=1}^n (z_i - t_i)^2$, $\frac{\partial L}{\partial w} = \frac2n\sum_{i=1}^n (z_i - t_i)x_i$. With $J = L + \frac{\lambda}{2}w^2$ a step of descent is`;

pairs('what words and laws give', [
  [
    r`${kernel} $$\frac{\partial P}{\partial a_j} = c \sum_i a_i G(u_i, u_j)$$`,
    r`${kernel} $$\frac{\partial P}{\partial a_j} = 2c \sum_i a_i G(u_i, u_j)$$`,
    'a function that stays the same where its arguments are swapped',
  ],
  [
    r`${density} $$\frac{\partial \ln p_Y(y)}{\partial m} = \frac{y-m}{s^2}$$`,
    r`${density} $$\frac{\partial \ln p_Y(y)}{\partial m} = \frac{m-y}{s^2}$$`,
    'a density behind the name of its law',
  ],
  [
    r`${regularised} $$w \leftarrow w(1 - \eta\lambda) - \frac{2\eta}{n}\sum_{i=1}^n (z_i - t_i)x_i$$`,
    r`${regularised} $$\frac{\partial L}{\partial w} = \frac1n\sum_{i=1}^n (z_i - t_i)x_i$$`,
    'an update by what the section makes of a loss',
  ],
]);

import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const sampled = r`Let $z_j = \mu_j + \sigma_j \varepsilon_j$ with $\varepsilon_j \sim \mathcal{N}(0, 1)$. $R$ is a differentiable function of $z$. $$L = R + \frac{\beta}{2} \sum_{j=1}^{d} ( \mu_j^2 + \sigma_j^2 - 1 - \log \sigma_j^2)$$ `;

const shared = r`If $x_{n,i}$ is feature $i$ of token $n$ and $y_{n,i} = \gamma_i x_{n,i} / r_n$, then $$\frac{\partial L}{\partial \gamma_i} = \sum_{n=1}^{N} \frac{\partial L}{\partial y_{n,i}} \frac{\partial y_{n,i}}{\partial \gamma_i} = `;

const nearby: readonly Pair[] = [
  [
    r`$\ell=(y\theta-A(\theta))/\phi$, where $A$ is smooth. $$\frac{\partial^2 \ell}{\partial\theta^2}=-\frac{A''(\theta)}{\phi}$$`,
    r`$\ell=(y\theta-A(\theta))/\phi$, where $A$ is smooth. $$\frac{\partial^2 \ell}{\partial\theta^2}=\frac{A''(\theta)}{\phi}$$`,
    'a sign in front of a function that is not fixed',
  ],
  [
    r`${sampled}$$\frac{\partial L}{\partial \sigma_j} = \varepsilon_j\, \frac{\partial R}{\partial z_j} + \beta \left( \sigma_j - \frac{1}{\sigma_j} \right)$$`,
    r`${sampled}$$\frac{\partial L}{\partial \sigma_j} = \varepsilon_j\, \frac{\partial R}{\partial z_j} + \beta \left( \sigma_j + \frac{1}{\sigma_j} \right)$$`,
    'a name of the way to a loss of which one part is open',
  ],
  [
    r`${shared}\sum_{n=1}^{N} \frac{\partial L}{\partial y_{n,i}} \frac{x_{n,i}}{r_n}$$`,
    r`${shared}\frac{\partial L}{\partial y_{n,i}} \frac{x_{n,i}}{r_n}$$`,
    'a sum that the chain has written and then lost',
  ],
];

pairs('slips beside names that words bring in', nearby);

checks('slips beside functions that nothing fixes, which words may explain', [
  [
    r`Let $A$ be the $n \times n$ adjacency matrix of an undirected graph and $E = u^\top A g(v)$, where $g$ acts on each entry. $$\frac{\partial E}{\partial v} = g'(v) \odot (A u)$$`,
    'undetermined',
    '',
    'a matrix that is symmetric by what it is',
  ],
  [
    r`Let $K$ be the kernel matrix, $K_{ij} = k(x_i, x_j)$, and $E = \sum_i \sum_j a_i K_{ij} h(b_j)$. $$\frac{\partial E}{\partial b_m} = h'(b_m) \sum_i K_{mi} a_i$$`,
    'undetermined',
    '',
    'the same by its entries',
  ],
  [
    r`The demand $q = D(p)$ falls with the price. Let $R = p\, q$ and write $D'$ for the loss of demand per unit of price. $$\frac{dR}{dp} = D(p) - p D'(p)$$`,
    'undetermined',
    '',
    'a derivative with its sign in words',
  ],
  [
    r`The demand $q = D(p)$ falls with the price. Let $R = p\, q$ and write $D'(p)$ for the loss of demand per unit of price. $$\frac{dR}{dp} = D(p) - p D'(p)$$`,
    'undetermined',
    '',
    'the same with its argument',
  ],
  [
    r`Let $L = f(y)$ and $y = w x$, and let $f'$ stand for the descent direction $-df/dy$. $$\frac{\partial L}{\partial w} = -f'(y) x$$`,
    'undetermined',
    '',
    'a direction in the place of the derivative',
  ],
  [
    r`Let $L = f(u)$ with $u = a - b$, where $f$ is odd. The slope against $b$ is, by the sign convention of the book, $$\frac{\partial L}{\partial b} = f'(u)$$`,
    'undetermined',
    '',
    'a convention beside a property',
  ],
  [
    r`Let $L = f(u)$ with $u = a - b$, where $f$ is differentiable. $$\frac{\partial L}{\partial b} = f'(u)$$`,
    'mismatch',
    'sign',
    'words that tell nothing of its sign',
  ],
]);

const scores = r`$$\ell = -\log \sigma(s_r) - \log(1 - \sigma(s_f))$$ `;
const linear = r`Here $s_r = w^\top x_r + c$ and $s_f = w^\top x_f + c$. `;

const cases: readonly Pair[] = [
  [
    r`${scores}${linear}$\frac{\partial \ell}{\partial c} = \sigma(s_r) + \sigma(s_f) - 1$, $\frac{\partial \ell}{\partial s_r} = \sigma(s_r) - 1$`,
    r`${scores}${linear}$\frac{\partial \ell}{\partial c} = \sigma(s_r) + \sigma(s_f) - 1$, $\frac{\partial \ell}{\partial s_r} = \sigma(s_r) - 2$`,
    'two names by letters, of which each has a formula later',
  ],
  [
    r`${scores}${linear}$\nabla_w \ell = (\sigma(s_r) - 1) x_r + \sigma(s_f) x_f$`,
    r`${scores}${linear}$\nabla_w \ell = (\sigma(s_r) - 1) x_r - \sigma(s_f) x_f$`,
    'the same with vectors',
  ],
  [
    r`$s_a = w^2 x_a$, $s_b = w x_b$, $L = s_a s_b$, $\frac{dL}{dw} = 3 w^2 x_a x_b$`,
    r`$s_a = w^2 x_a$, $s_b = w x_b$, $L = s_a s_b$, $\frac{dL}{dw} = 2 w^2 x_a x_b$`,
    'formulas that differ',
  ],
];

pairs('letters below names that tell them apart', cases);

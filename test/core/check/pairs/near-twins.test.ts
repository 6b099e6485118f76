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

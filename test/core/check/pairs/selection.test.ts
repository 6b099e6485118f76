import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;
const softmax = r`$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$`;

const labels: readonly Pair[] = [
  [
    r`${softmax}, $L = -\log p_y$, $\frac{\partial L}{\partial z_k} = p_k - \mathbb{1}[k = y]$`,
    r`${softmax}, $L = -\log p_y$, $\frac{\partial L}{\partial z_k} = p_k - 1$`,
    'a class selects its probability',
  ],
  [
    r`${softmax}, $L = -\log p_c$, $\frac{\partial L}{\partial z_c} = p_c - 1$`,
    r`${softmax}, $L = -\log p_c$, $\frac{\partial L}{\partial z_c} = p_c + 1$`,
    'the score of the class itself',
  ],
  [
    r`${softmax}, $L = -\log p_c$, $\frac{\partial L}{\partial z_j} = p_j \quad (j \neq c)$`,
    r`${softmax}, $L = -\log p_c$, $\frac{\partial L}{\partial z_j} = -p_j \quad (j \neq c)$`,
    'the scores of the other classes',
  ],
  [
    r`${softmax}, $L = -\log p_y$. For the correct class: $$\frac{\partial L}{\partial z_k} = p_k - 1$$`,
    r`${softmax}, $L = -\log p_y$. For the correct class: $$\frac{\partial L}{\partial z_k} = 1 - p_k$$`,
    'words say which class is meant',
  ],
  [
    r`$p_c = \frac{e^{z_c}}{\sum_j e^{z_j}}$, $L = -\log p_c$, $\frac{\partial L}{\partial z_k} = p_k - \mathbb{1}[k = c]$`,
    r`$p_c = \frac{e^{z_c}}{\sum_j e^{z_j}}$, $L = -\log p_c$, $\frac{\partial L}{\partial z_k} = p_c - \mathbb{1}[k = c]$`,
    'one letter for all classes in a definition, then for the one',
  ],
  [
    r`$L = -s_y + \log \sum_j e^{s_j}$, $\frac{\partial L}{\partial s_y} = -1 + \frac{e^{s_y}}{\sum_j e^{s_j}}$`,
    r`$L = -s_y + \log \sum_j e^{s_j}$, $\frac{\partial L}{\partial s_k} = -1 + \frac{e^{s_k}}{\sum_j e^{s_j}}$`,
    'a score selected by the class, not any score',
  ],
  [
    r`$J = -\log \sigma(u_o^\top v) - \sum_{k=1}^K \log \sigma(-u_k^\top v)$. $$\frac{\partial J}{\partial u_o} = (\sigma(u_o^\top v) - 1) v$$ $$\frac{\partial J}{\partial u_k} = \sigma(u_k^\top v) v$$`,
    r`$J = -\log \sigma(u_o^\top v) - \sum_{k=1}^K \log \sigma(-u_k^\top v)$. $$\frac{\partial J}{\partial u_o} = (\sigma(u_o^\top v) - 1) v$$ $$\frac{\partial J}{\partial u_k} = -\sigma(u_k^\top v) v$$`,
    'one vector apart from those that are summed over',
  ],
  [
    r`$f = \sigma(W_f x + b_f)$, $o = \sigma(W_o x + b_o)$, $\frac{\partial o}{\partial b_o} = o (1 - o)$`,
    r`$f = \sigma(W_f x + b_f)$, $o = \sigma(W_o x + b_o)$, $\frac{\partial o}{\partial b_o} = o (1 + o)$`,
    'gates told apart by a letter',
  ],
  [
    r`$f(x)_k = \frac{e^{w_k x}}{\sum_j e^{w_j x}}$, $\frac{\partial f(x)_k}{\partial w_j} = x f(x)_k (\delta_{kj} - f(x)_j)$`,
    r`$f(x)_k = \frac{e^{w_k x}}{\sum_j e^{w_j x}}$, $\frac{\partial f(x)_k}{\partial w_j} = x f(x)_k (\delta_{kj} - f(x)_k)$`,
    'an index behind the bracket of a function',
  ],
];

pairs('letters that select a member or tell names apart', labels);

const laws: readonly Pair[] = [
  [
    r`$\nabla_\theta \mathbb{E}_{x \sim p_\theta}[f(x)] = \mathbb{E}_{x \sim p_\theta}[f(x) \nabla_\theta \log p_\theta(x)]$`,
    r`$\nabla_\theta \mathbb{E}_{x \sim p_\theta}[f(x)] = \mathbb{E}_{x \sim p_\theta}[f(x) \nabla_\theta p_\theta(x)]$`,
    'the derivative of a logarithm under an expectation',
  ],
  [
    r`$\nabla_\theta \sum_x p_\theta(x) f(x) = \sum_x p_\theta(x) f(x) \frac{\nabla_\theta p_\theta(x)}{p_\theta(x)}$`,
    r`$\nabla_\theta \sum_x p_\theta(x) f(x) = \sum_x f(x) \frac{\nabla_\theta p_\theta(x)}{p_\theta(x)}$`,
    'the same as a sum',
  ],
  [
    r`$J(\theta) = \mathbb{E}_{a \sim \pi_\theta(\cdot|s)}[Q(s,a)]$, $\nabla_\theta J(\theta) = \sum_a Q(s,a) \nabla_\theta \pi_\theta(a|s)$`,
    r`$J(\theta) = \mathbb{E}_{a \sim \pi_\theta(\cdot|s)}[Q(s,a)]$, $\nabla_\theta J(\theta) = \sum_a Q(s,a) \nabla_\theta \log \pi_\theta(a|s)$`,
    'a policy with its action left open',
  ],
  [
    r`$J(\theta) = \sum_\tau p_\theta(\tau) R(\tau)$, $\nabla_\theta J(\theta) = E_{\tau \sim p_\theta(\tau)}[\nabla_\theta \log p_\theta(\tau) (R(\tau) - b)]$`,
    r`$J(\theta) = \sum_\tau p_\theta(\tau) R(\tau)$, $\nabla_\theta J(\theta) = E_{\tau \sim p_\theta(\tau)}[\nabla_\theta p_\theta(\tau) R(\tau)]$`,
    'a baseline changes nothing',
  ],
  [
    r`$\pi_\theta(a|s) = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, $\frac{\partial}{\partial \theta_b} \log \pi_\theta(a|s) = \mathbb{1}[a=b] - \pi_\theta(b|s)$`,
    r`$\pi_\theta(a|s) = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, $\frac{\partial}{\partial \theta_b} \log \pi_\theta(a|s) = \mathbb{1}[a=b] - \pi_\theta(a|s)$`,
    'an argument of a policy as an index',
  ],
  [
    r`$D_{KL}(p \| q) = \sum_x p(x) \log \frac{p(x)}{q(x)}$, $\frac{\partial D_{KL}(p\|q)}{\partial q(x)} = -\frac{p(x)}{q(x)}$`,
    r`$D_{KL}(p \| q) = \sum_x p(x) \log \frac{p(x)}{q(x)}$, $\frac{\partial D_{KL}(p\|q)}{\partial q(x)} = \frac{p(x)}{q(x)}$`,
    'a divergence of two laws',
  ],
  [
    r`$Z(\theta) = \sum_x e^{f_\theta(x)}$, $p_\theta(x) = \frac{e^{f_\theta(x)}}{Z(\theta)}$, $\nabla_\theta \log p_\theta(x) = \nabla_\theta f_\theta(x) - \mathbb{E}_{x\sim p_\theta}[\nabla_\theta f_\theta(x)]$`,
    r`$Z(\theta) = \sum_x e^{f_\theta(x)}$, $p_\theta(x) = \frac{e^{f_\theta(x)}}{Z(\theta)}$, $\nabla_\theta \log p_\theta(x) = \nabla_\theta f_\theta(x) + \mathbb{E}_{x\sim p_\theta}[\nabla_\theta f_\theta(x)]$`,
    'a law by its energies',
  ],
  [
    r`$\mu = \mathbb{E}_x[f(x)]$, $\mathbb{E}_x[(f(x) - \mu)^2] = \mathbb{E}_x[f(x)^2] - \mu^2$`,
    r`$\mu = \mathbb{E}_x[f(x)]$, $\mathbb{E}_x[(f(x) - \mu)^2] = \mathbb{E}_x[f(x)^2] + \mu^2$`,
    'a variance under a law that is left open',
  ],
  [
    r`$\mathbb{E}_{x\sim D}[f(x) + c] = \mathbb{E}_{x\sim D}[f(x)] + c$`,
    r`$\mathbb{E}_{x\sim D}[c f(x)] = \mathbb{E}_{x\sim D}[f(x)] + c$`,
    'the probabilities of an unknown law sum to one',
  ],
  [
    r`$r = \frac{\pi_\theta(a|s)}{\pi_{\theta_{old}}(a|s)}$, $\nabla_\theta r = \frac{\nabla_\theta \pi_\theta(a|s)}{\pi_{\theta_{old}}(a|s)}$`,
    r`$r = \frac{\pi_\theta(a|s)}{\pi_{\theta_{old}}(a|s)}$, $\nabla_\theta r = \frac{\nabla_\theta \log \pi_\theta(a|s)}{\pi_{\theta_{old}}(a|s)}$`,
    'a ratio of two policies, of which one is varied',
  ],
  [
    r`$\mathbb{E}_{x\sim\rho}[f(x) + c] = \mathbb{E}_{x\sim\rho}[f(x)] + c$`,
    r`$\mathbb{E}_{x\sim\rho}[c f(x)] = \mathbb{E}_{x\sim\rho}[f(x)] + c$`,
    'a law by name sums to one',
  ],
];

pairs('laws, outcomes and expectations', laws);

const runs: readonly Pair[] = [
  [
    r`$f = \sum_{k=0}^n x^k$, $\frac{df}{dx} = \sum_{k=1}^n k x^{k-1}$`,
    r`$f = \sum_{k=0}^n x^k$, $\frac{df}{dx} = \sum_{k=1}^n x^{k-1}$`,
    'an index as a number',
  ],
  [
    r`$G = \sum_{t=1}^T \gamma^t r_t$, $\frac{\partial G}{\partial r_t} = \gamma^t$`,
    r`$G = \sum_{t=1}^T \gamma^t r_t$, $\frac{\partial G}{\partial r_t} = \gamma^{t-1}$`,
    'an index that is free and stands for a number',
  ],
  [
    r`$P = p_1 p_2 \cdots p_n$, $\log P = \log p_1 + \log p_2 + \cdots + \log p_n$`,
    r`$P = p_1 p_2 \cdots p_n$, $\log P = \log p_2 + \log p_3 + \cdots + \log p_n$`,
    'dots in a product',
  ],
  [
    r`$q = x_1 x_2 \cdots x_n$, $\frac{\partial q}{\partial x_k} = \frac{q}{x_k}$`,
    r`$q = x_1 x_2 \cdots x_n$, $\frac{\partial q}{\partial x_k} = q x_k$`,
    'a factor of a product with dots',
  ],
  [
    r`$z = b + w_1 x_1 + w_2 x_2 + \dots + w_n x_n$, $\frac{\partial z}{\partial w_i} = x_i$`,
    r`$z = b + w_1 x_1 + w_2 x_2 + \dots + w_n x_n$, $\frac{\partial z}{\partial w_i} = w_i$`,
    'dots behind another term',
  ],
  [
    r`$L = - t_1 \log y_1 - t_2 \log y_2 - \dots - t_n \log y_n$, $\frac{\partial L}{\partial y_k} = -\frac{t_k}{y_k}$`,
    r`$L = - t_1 \log y_1 - t_2 \log y_2 - \dots - t_n \log y_n$, $\frac{\partial L}{\partial y_k} = \frac{t_k}{y_k}$`,
    'dots between terms that are taken away',
  ],
  [
    r`$L = \prod_k c\, a_k$, $\frac{\partial L}{\partial a_j} = \frac{L}{a_j}$`,
    r`$L = \prod_k c\, a_k$, $\frac{\partial L}{\partial a_j} = \frac{L}{c\, a_j}$`,
    'a constant factor in every factor',
  ],
];

pairs('what runs and what dots stand for', runs);

checks('letters of which it cannot be told what they mean', [
  [
    r`${softmax}, $L = -\log p_y$, $\frac{\partial L}{\partial z_k} = p_k - y_k$`,
    'holds-assuming',
    '',
    'a class and the vector that is one there, by one letter',
  ],
  [
    r`$p(y|x;\theta) = h_\theta(x)^y (1-h_\theta(x))^{1-y}$, $\log p(y|x;\theta) = y \log h_\theta(x) + (1-y) \log (1 - h_\theta(x))$`,
    'holds',
    '',
    'an unknown function under a logarithm has values there',
  ],
  [
    r`$E = \frac12 (t_k - y_k)^2$, $y_k = \sigma(a_k)$, $a_k = \sum_j w_{kj} x_j$, $\frac{\partial E}{\partial w_{kj}} = -(t_k - y_k) y_k (1 - y_k) x_j$`,
    'holds',
    '',
    'the error of one unit',
  ],
  [
    r`$E = \frac12 (t_k - y_k)^2$, $y_k = \sigma(a_k)$, $a_k = \sum_j w_{kj} x_j$, $\frac{\partial E}{\partial w_{kj}} = (t_k - y_k) y_k (1 - y_k) x_j$`,
    'mismatch',
    'sign',
    'of one unit or of all, the sign is wrong',
  ],
  [
    r`$E = \frac12 (t_k - y_k)^2$, $y_k = \sigma(a_k)$, $\frac{\partial y_k}{\partial a_k} = y_k (1 + y_k)$`,
    'mismatch',
    'sign',
    'what does not lead through that error',
  ],
  [r`$S_i = T - x_j$`, 'undetermined', '', 'an index of the head is not that of the body'],
  [
    r`$L = (x_j - t_j)^2$, $\frac{\partial L}{\partial x_i} = 2(x_i - t_i)$`,
    'undetermined',
    '',
    'a letter by which indices are called may be summed over',
  ],
  [r`${softmax}, $L = -\sum_k t_k \log p_k$, $L = -\log p_k$`, 'undetermined', '', 'not the probability of any class'],
  [
    r`$L = \log \frac{\lambda^k e^{-\lambda}}{k!}$, $\frac{dL}{d\lambda} = \frac{k}{\lambda} - 1$`,
    'holds',
    '',
    'a factorial that does not vary',
  ],
  [
    r`$\mathbb{E}_{z\sim q}[f(z)] = \mathbb{E}_{\epsilon \sim N(0,1)}[f(\mu + \sigma \epsilon)]$`,
    'undetermined',
    '',
    'laws of which nothing is known may be linked',
  ],
  [r`$\log p(z|x) = \log p(x|z) + \log p(z) - \log p(x)$`, 'undetermined', '', 'laws of one letter may be linked'],
  [r`$r(A) = r(A^2)$`, 'undetermined', '', 'what a function is that no formula gives may be said in words'],
]);

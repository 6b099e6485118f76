import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$, $L=-\sum_k t_k\ln p_k$, the target $t$ is one-hot. Then $\frac{\partial L}{\partial z_k}=p_k-t_k$`,
    r`$p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$, $L=-\sum_k t_k\ln p_k$, the target $t$ is one-hot. Then $\frac{\partial L}{\partial z_k}=t_k-p_k$`,
    'one-hot in prose',
  ],
  [
    r`$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$ and $L=-\sum_k t_k\log p_k$, where $\sum_k t_k=1$. $$\frac{\partial L}{\partial z_i} = -t_i+p_i\sum_k t_k = p_i-t_i$$`,
    r`$p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$ and $L=-\sum_k t_k\log p_k$, where $\sum_k t_k=1$. $$\frac{\partial L}{\partial z_i} = -t_i+p_i\sum_k t_k = p_i+t_i$$`,
    'a sum of one, said in a formula after',
  ],
  [
    r`$q=\operatorname{softmax}(a)$, $J=-\sum_c y_c\log q_c$

$\frac{\partial J}{\partial a_c}=q_c-y_c$`,
    r`$q=\operatorname{softmax}(a)$, $J=-\sum_c y_c\log q_c$

$\frac{\partial J}{\partial a_c}=q_c+y_c$`,
    'never said at all',
  ],
  [
    r`$y_j=\frac{e^{x_j}}{\sum_i e^{x_i}}$, $\sum_{i\neq j}y_i = 1-y_j$`,
    r`$y_j=\frac{e^{x_j}}{\sum_i e^{x_i}}$, $\sum_{i\neq j}y_i = 1+y_j$`,
    'the complement of a class',
  ],
  [
    r`$p_k$ are probabilities, $\sum_k p_k=1$. $G=\sum_k p_k(1-p_k)$ and $\sum_k p_k(1-p_k)=1-\sum_k p_k^2$`,
    r`$p_k$ are probabilities, $\sum_k p_k=1$. $G=\sum_k p_k(1-p_k)$ and $\sum_k p_k(1-p_k)=1-\sum_k p_k$`,
    'an impurity',
  ],
  [
    r`$t_i\in\{0,1\}$, $\sum_i (t_i-y_i)^2=\sum_i (t_i-2t_iy_i+y_i^2)$`,
    r`$t_i\in\{0,1\}$, $\sum_i (t_i-y_i)^2=\sum_i (t_i-2t_iy_i-y_i^2)$`,
    'binary targets that are their own squares',
  ],
  [
    r`$\sum_i p_i=1$ and $m=\sum_i p_ix_i$. $\sum_i p_i(x_i-m)^2=\sum_i p_ix_i^2-m^2$`,
    r`$\sum_i p_i=1$ and $m=\sum_i p_ix_i$. $\sum_i p_i(x_i-m)^2=\sum_i p_ix_i^2-m$`,
    'a variance under probabilities',
  ],
  [
    r`$Y$ has one-hot rows, $\hat y_{nk}=\frac{e^{a_{nk}}}{\sum_j e^{a_{nj}}}$, $L=-\frac1N\sum_{n=1}^N\sum_k y_{nk}\log\hat y_{nk}$. $\frac{\partial L}{\partial a_{nk}}=\frac1N(\hat y_{nk}-y_{nk})$`,
    r`$Y$ has one-hot rows, $\hat y_{nk}=\frac{e^{a_{nk}}}{\sum_j e^{a_{nj}}}$, $L=-\frac1N\sum_{n=1}^N\sum_k y_{nk}\log\hat y_{nk}$. $\frac{\partial L}{\partial a_{nk}}=(\hat y_{nk}-y_{nk})$`,
    'a batch of one-hot rows',
  ],
  [
    r`$p_k=\frac{e^{z_k/T}}{\sum_j e^{z_j/T}}$, $L=-\sum_k y_k\log p_k$, $\sum_k y_k=1$, $\frac{\partial L}{\partial z_k}=\frac1T(p_k-y_k)$`,
    r`$p_k=\frac{e^{z_k/T}}{\sum_j e^{z_j/T}}$, $L=-\sum_k y_k\log p_k$, $\sum_k y_k=1$, $\frac{\partial L}{\partial z_k}=(p_k-y_k)$`,
    'a temperature with a one-hot target',
  ],
  [
    r`$q_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$, the teacher's $p$ is a probability distribution, $D=\sum_k p_k\log\frac{p_k}{q_k}$, $\frac{\partial D}{\partial z_k}=q_k-p_k$`,
    r`$q_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$, the teacher's $p$ is a probability distribution, $D=\sum_k p_k\log\frac{p_k}{q_k}$, $\frac{\partial D}{\partial z_k}=p_k-q_k$`,
    'distillation from a teacher that sums to one',
  ],
  [
    r`The weights satisfy $\sum_i w_i=1$. $\sum_i w_i(x_i+c)=\sum_i w_ix_i+c$`,
    r`The weights satisfy $\sum_i w_i=1$. $\sum_i w_i(x_i+c)=\sum_i w_ix_i-c$`,
    'a mean shifted by a constant',
  ],
  [
    r`$z_k=\sum_d w_{kd}x_d$, $p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$, $L=-\sum_k t_k\log p_k$ where $t$ is one-hot. $\frac{\partial L}{\partial w_{kd}}=(p_k-t_k)x_d$`,
    r`$z_k=\sum_d w_{kd}x_d$, $p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$, $L=-\sum_k t_k\log p_k$ where $t$ is one-hot. $\frac{\partial L}{\partial w_{kd}}=(p_k-t_k)x_k$`,
    'a weight under softmax regression',
  ],
  [
    r`$y\in\{0,1\}$, $\ell=\log\left(p^y(1-p)^{1-y}\right)$, $\frac{\partial\ell}{\partial p}=\frac{y-p}{p(1-p)}$`,
    r`$y\in\{0,1\}$, $\ell=\log\left(p^y(1-p)^{1-y}\right)$, $\frac{\partial\ell}{\partial p}=\frac{y+p}{p(1-p)}$`,
    'the Bernoulli likelihood of a binary target',
  ],
  [
    r`$y\in\{0,1\}$, $p=\sigma(z)$, $L=-y\log p-(1-y)\log(1-p)$, $\frac{\partial L}{\partial z}=p-y$`,
    r`$y\in\{0,1\}$, $p=\sigma(z)$, $L=-y\log p-(1-y)\log(1-p)$, $\frac{\partial L}{\partial z}=p(1-y)$`,
    'a focal weight on a binary target',
  ],
  [
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$. Since $\sum_i p_i=1$, $\sum_i p_i(c_i-m)=\sum_i p_ic_i-m$`,
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$. Since $\sum_i p_i=1$, $\sum_i p_i(c_i-m)=\sum_i p_ic_i+m$`,
    'the derivative of a softmax row summed over its outputs',
  ],
  [
    r`$\pi_a=\frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, $H=-\sum_a\pi_a\log\pi_a$, $\frac{\partial H}{\partial\theta_a}=-\pi_a(\log\pi_a+H)$`,
    r`$\pi_a=\frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, $H=-\sum_a\pi_a\log\pi_a$, $\frac{\partial H}{\partial\theta_a}=-\pi_a(\log\pi_a-H)$`,
    'a policy with its entropy',
  ],
  [
    r`$\pi_a=\frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, $V=\sum_a\pi_aq_a$, $\frac{\partial V}{\partial\theta_a}=\pi_a(q_a-V)$`,
    r`$\pi_a=\frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$, $V=\sum_a\pi_aq_a$, $\frac{\partial V}{\partial\theta_a}=\pi_a(q_a-1)$`,
    "the policy's baseline",
  ],
  [
    r`$r_k=\frac{\pi_ke^{s_k}}{\sum_j\pi_je^{s_j}}$, $\ell=\log\sum_k\pi_ke^{s_k}$, $\frac{\partial\ell}{\partial s_k}=r_k$`,
    r`$r_k=\frac{\pi_ke^{s_k}}{\sum_j\pi_je^{s_j}}$, $\ell=\log\sum_k\pi_ke^{s_k}$, $\frac{\partial\ell}{\partial s_k}=\frac{r_k}{\pi_k}$`,
    "a mixture's responsibilities",
  ],
];

pairs('kind 3: one-hot targets and probabilities', rows);

import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$s_j = \frac{e^{f_j}}{\sum_j e^{f_j}}$ and $\frac{\partial s_j}{\partial f_j} = s_j(1-s_j)$`,
    r`$s_j = \frac{e^{f_j}}{\sum_j e^{f_j}}$ and $\frac{\partial s_j}{\partial f_j} = s_j(1+s_j)$`,
    'softmax whose sum takes the name of its index',
  ],
  [
    r`$a_k = \sum_j v_{kj}z_j$. $\frac{\partial}{\partial z_j}\sum_{j=0}^M v_{kj}z_j = v_{kj}$`,
    r`$a_k = \sum_j v_{kj}z_j$. $\frac{\partial}{\partial z_j}\sum_{j=0}^M v_{kj}z_j = z_j$`,
    'a sum over the name that is differentiated by',
  ],
  [
    r`$L = \frac12\sum_i (y_i-t_i)^2$, $\frac{\partial}{\partial y_i}\frac12\sum_i (y_i-t_i)^2 = y_i-t_i$`,
    r`$L = \frac12\sum_i (y_i-t_i)^2$, $\frac{\partial}{\partial y_i}\frac12\sum_i (y_i-t_i)^2 = t_i-y_i$`,
    'a loss whose sum is over the free index',
  ],
  [
    r`$$\frac{\partial}{\partial w_i}\Big(\sum_i w_ix_i\Big)^2 = 2\Big(\sum_i w_ix_i\Big)x_i$$`,
    r`$$\frac{\partial}{\partial w_i}\Big(\sum_i w_ix_i\Big)^2 = 2\Big(\sum_i w_ix_i\Big)$$`,
    'a square of a weighted sum',
  ],
  [
    r`$\frac{\partial}{\partial x_i}\log\sum_i e^{x_i} = \frac{e^{x_i}}{\sum_i e^{x_i}}$`,
    r`$\frac{\partial}{\partial x_i}\log\sum_i e^{x_i} = \frac{1}{\sum_i e^{x_i}}$`,
    'log of a sum of exponentials, one name for all',
  ],
  [
    r`$\|x\| = \sqrt{\sum_i x_i^2}$ so $\frac{\partial}{\partial x_i}\sqrt{\sum_i x_i^2} = \frac{x_i}{\sqrt{\sum_i x_i^2}}$`,
    r`$\|x\| = \sqrt{\sum_i x_i^2}$ so $\frac{\partial}{\partial x_i}\sqrt{\sum_i x_i^2} = \frac{1}{\sqrt{\sum_i x_i^2}}$`,
    'a norm, its sum and the entry',
  ],
  [
    r`$L=-\sum_i y_i\ln p_i$, $p_i=\frac{e^{z_i}}{\sum_i e^{z_i}}$, $\sum_i y_i=1$, thus $\frac{\partial L}{\partial z_i}=p_i-y_i$`,
    r`$L=-\sum_i y_i\ln p_i$, $p_i=\frac{e^{z_i}}{\sum_i e^{z_i}}$, $\sum_i y_i=1$, thus $\frac{\partial L}{\partial z_i}=p_i+y_i$`,
    'cross-entropy with an index used twice',
  ],
  [
    r`$\alpha_{ij} = \frac{\exp(s_{ij})}{\sum_j\exp(s_{ij})}$, $\frac{\partial\alpha_{ij}}{\partial s_{ij}} = \alpha_{ij}(1-\alpha_{ij})$`,
    r`$\alpha_{ij} = \frac{\exp(s_{ij})}{\sum_j\exp(s_{ij})}$, $\frac{\partial\alpha_{ij}}{\partial s_{ij}} = \alpha_{ij}(1-s_{ij})$`,
    'attention weights, the same letter in the sum',
  ],
  [
    r`$$\frac{\partial}{\partial z_i}\frac{e^{z_i}}{\sum_i e^{z_i}} = \frac{e^{z_i}\sum_i e^{z_i} - e^{z_i}e^{z_i}}{\left(\sum_i e^{z_i}\right)^2}$$`,
    r`$$\frac{\partial}{\partial z_i}\frac{e^{z_i}}{\sum_i e^{z_i}} = \frac{e^{z_i}\sum_i e^{z_i} + e^{z_i}e^{z_i}}{\left(\sum_i e^{z_i}\right)^2}$$`,
    'a softmax by hand, the quotient rule',
  ],
  [
    r`$y_j = \frac{e^{x_j}}{\sum_j e^{x_j}}$, $1-y_j = \frac{\sum_{i\ne j}e^{x_i}}{\sum_i e^{x_i}}$`,
    r`$y_j = \frac{e^{x_j}}{\sum_j e^{x_j}}$, $1-y_j = \frac{\sum_{i\ne j}e^{x_i}}{\sum_{i\neq j}e^{x_i}}$`,
    'a sum over the rest of the classes',
  ],
  [
    r`$E=\frac12\sum_k(o_k-t_k)^2$ with $o_k=\sum_j w_{jk}h_j$. $$\frac{\partial E}{\partial w_{jk}} = \left(\sum_j w_{jk}h_j-t_k\right)h_j$$`,
    r`$E=\frac12\sum_k(o_k-t_k)^2$ with $o_k=\sum_j w_{jk}h_j$. $$\frac{\partial E}{\partial w_{jk}} = \left(\sum_j w_{jk}h_j-t_k\right)h_k$$`,
    'a bound index on the right, free on the left',
  ],
  [
    r`$\frac{\partial}{\partial w_j}\left(\frac\lambda2\sum_{j=1}^n w_j^2\right) = \lambda w_j$`,
    r`$\frac{\partial}{\partial w_j}\left(\frac\lambda2\sum_{j=1}^n w_j^2\right) = \lambda$`,
    'a penalty over the weights, one name',
  ],
  [
    r`$J=\frac12\sum_n\big(\sum_d w_dx_{nd}-t_n\big)^2$ $$\frac{\partial J}{\partial w_d}=\sum_n\Big(\sum_d w_dx_{nd}-t_n\Big)x_{nd}$$`,
    r`$J=\frac12\sum_n\big(\sum_d w_dx_{nd}-t_n\big)^2$ $$\frac{\partial J}{\partial w_d}=\sum_n\Big(\sum_d w_dx_{nd}-t_n\Big)$$`,
    "linear regression, the features' sum inside the samples' sum",
  ],
  [
    r`$\pi_k = \frac{w_k}{\sum_k w_k}$, so $\frac{\partial\pi_k}{\partial w_k} = \frac{1-\pi_k}{\sum_k w_k}$`,
    r`$\pi_k = \frac{w_k}{\sum_k w_k}$, so $\frac{\partial\pi_k}{\partial w_k} = \frac{1-\pi_k}{w_k}$`,
    'a normalised weight',
  ],
  [
    r`$H=-\sum_k q_k\log q_k$, $\frac{\partial}{\partial q_k}\Big(-\sum_k q_k\log q_k\Big) = -\log q_k-1$`,
    r`$H=-\sum_k q_k\log q_k$, $\frac{\partial}{\partial q_k}\Big(-\sum_k q_k\log q_k\Big) = -\log q_k+1$`,
    'an entropy of softmax without the log',
  ],
  [
    r`$f=\sum_i \sin(w x_i)$, $\frac{\partial}{\partial x_i}\sum_i\sin(wx_i) = w\cos(wx_i)$`,
    r`$f=\sum_i \sin(w x_i)$, $\frac{\partial}{\partial x_i}\sum_i\sin(wx_i) = x_i\cos(wx_i)$`,
    'a sum of sines with its index outside',
  ],
  [
    r`$S=\sum_{i}\sum_{j}w_{ij}^2$, $\frac{\partial}{\partial w_{ij}}\sum_i\sum_j w_{ij}^2 = 2w_{ij}$`,
    r`$S=\sum_{i}\sum_{j}w_{ij}^2$, $\frac{\partial}{\partial w_{ij}}\sum_i\sum_j w_{ij}^2 = w_{ij}$`,
    'a double sum and a free pair',
  ],
  [
    r`$\ell_j=\sum_{i\neq j}e^{s_i-s_j}$, $\frac{\partial\ell_j}{\partial s_j} = -\sum_{i\neq j}e^{s_i-s_j}$`,
    r`$\ell_j=\sum_{i\neq j}e^{s_i-s_j}$, $\frac{\partial\ell_j}{\partial s_j} = \sum_{i\neq j}e^{s_i-s_j}$`,
    'a margin over the other classes',
  ],
  [
    r`$g=\Big(\sum_j a_j\Big)^3$, $\frac{\partial}{\partial a_j}\Big(\sum_j a_j\Big)^3=3\Big(\sum_j a_j\Big)^{2}$`,
    r`$g=\Big(\sum_j a_j\Big)^3$, $\frac{\partial}{\partial a_j}\Big(\sum_j a_j\Big)^3=3\Big(\sum_j a_j\Big)^{3}$`,
    "a squared sum of a softmax layer's logits",
  ],
];

pairs('kind 2: a bound index that shadows a free one', rows);

import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$o_l = \sum_n s_{ln} x_n$, $E = \frac12 \sum_l (o_l - t_l)^2$, so $\frac{\partial E}{\partial s_{ln}} = (o_l - t_l) x_n$`,
    r`$o_l = \sum_n s_{ln} x_n$, $E = \frac12 \sum_l (o_l - t_l)^2$, so $\frac{\partial E}{\partial s_{ln}} = (o_n - t_n) x_n$`,
    'two indices that spell the name of a function',
  ],
  [
    r`$\text{MSE} = \frac1n\sum_{i=1}^n(y_i-\hat y_i)^2$, $\frac{\partial\,\text{MSE}}{\partial\hat y_i} = -\frac2n(y_i-\hat y_i)$`,
    r`$\text{MSE} = \frac1n\sum_{i=1}^n(y_i-\hat y_i)^2$, $\frac{\partial\,\text{MSE}}{\partial\hat y_i} = -2(y_i-\hat y_i)$`,
    'a mean of squares',
  ],
  [
    r`$F = \log\sum_{j} e^{a_j}$, $\frac{\partial F}{\partial a_k} = \frac{e^{a_k}}{\sum_j e^{a_j}}$`,
    r`$F = \log\sum_{j} e^{a_j}$, $\frac{\partial F}{\partial a_k} = \frac{1}{\sum_j e^{a_j}}$`,
    'a log of a sum of exponentials',
  ],
  [
    r`$m = \frac{\sum_i w_i x_i}{\sum_i w_i}$. Then $\frac{\partial m}{\partial w_k} = \frac{x_k - m}{\sum_i w_i}$`,
    r`$m = \frac{\sum_i w_i x_i}{\sum_i w_i}$. Then $\frac{\partial m}{\partial w_k} = \frac{x_k}{\sum_i w_i}$`,
    'a weighted mean',
  ],
  [
    r`$$J = \sum_{n=1}^{N}\Big(t_n-\sum_{d} w_d x_{nd}\Big)^2 + \lambda\sum_d w_d^2$$
$$\frac{\partial J}{\partial w_d} = -2\sum_{n=1}^N \Big(t_n-\sum_{k} w_k x_{nk}\Big)x_{nd} + 2\lambda w_d$$`,
    r`$$J = \sum_{n=1}^{N}\Big(t_n-\sum_{d} w_d x_{nd}\Big)^2 + \lambda\sum_d w_d^2$$
$$\frac{\partial J}{\partial w_d} = -2\sum_{n=1}^N \Big(t_n-\sum_{k} w_k x_{nk}\Big) + 2\lambda w_d$$`,
    'ridge regression in scalars',
  ],
  [
    r`$q=\sum_i\sum_j x_i A_{ij} x_j$, $\frac{\partial q}{\partial x_k} = \sum_j (A_{kj}+A_{jk}) x_j$`,
    r`$q=\sum_i\sum_j x_i A_{ij} x_j$, $\frac{\partial q}{\partial x_k} = \sum_j (A_{kj}+A_{kj}) x_j$`,
    'a double sum that is not symmetric',
  ],
  [
    r`$E = \frac12\sum (t_k - o_k)^2$, so $\frac{\partial E}{\partial o_k} = -(t_k-o_k)$`,
    r`$E = \frac12\sum (t_k - o_k)^2$, so $\frac{\partial E}{\partial o_k} = (t_k-o_k)$`,
    'a sum without an index',
  ],
  [
    r`$H=-\sum_i p_i\log p_i$, $\frac{\partial H}{\partial p_k} = -\log p_k - 1$`,
    r`$H=-\sum_i p_i\log p_i$, $\frac{\partial H}{\partial p_k} = -\log p_k + 1$`,
    'an entropy',
  ],
  [
    r`$r=\sqrt{\sum_i u_i^2}$, $\frac{\partial r}{\partial u_j}=\frac{u_j}{r}$`,
    r`$r=\sqrt{\sum_i u_i^2}$, $\frac{\partial r}{\partial u_j}=\frac{1}{2r}$`,
    'a norm as a root of a sum',
  ],
  [
    r`$\bar x=\frac1n\sum_{i=1}^n x_i$, $\sum_{i=1}^n (x_i-\bar x)^2 = \sum_{i=1}^n x_i^2 - n\bar x^2$`,
    r`$\bar x=\frac1n\sum_{i=1}^n x_i$, $\sum_{i=1}^n (x_i-\bar x)^2 = \sum_{i=1}^n x_i^2 - \bar x^2$`,
    'deviations from a mean',
  ],
  [
    r`$z_i = w x_i + b$, $L=\frac1m\sum_{i=1}^m (z_i-t_i)^2$, $\frac{\partial L}{\partial b} = \frac2m\sum_{i=1}^m (z_i-t_i)$`,
    r`$z_i = w x_i + b$, $L=\frac1m\sum_{i=1}^m (z_i-t_i)^2$, $\frac{\partial L}{\partial b} = \frac2m (z_i-t_i)$`,
    'the bias of a batch',
  ],
  [
    r`$L = -\sum_n\sum_c y_{nc}\log p_{nc}$, $\frac{\partial L}{\partial p_{nc}} = -\frac{y_{nc}}{p_{nc}}$`,
    r`$L = -\sum_n\sum_c y_{nc}\log p_{nc}$, $\frac{\partial L}{\partial p_{nc}} = \frac{y_{nc}}{p_{nc}}$`,
    'cross-entropy over samples and classes',
  ],
  [
    r`$a_k = \sum_j w_{kj} z_j$, $E=\frac12\sum_k (a_k-t_k)^2$. Hence $\frac{\partial E}{\partial z_j} = \sum_k (a_k-t_k)\,w_{kj}$`,
    r`$a_k = \sum_j w_{kj} z_j$, $E=\frac12\sum_k (a_k-t_k)^2$. Hence $\frac{\partial E}{\partial z_j} = \sum_k (a_k-t_k)\,w_{jk}$`,
    'a layer in the middle, its paths summed',
  ],
  [
    r`$\sum_{i=1}^N (x_i - c)^2$ has the derivative $\frac{\partial}{\partial c}\sum_{i=1}^N (x_i-c)^2 = 2Nc-2\sum_{i=1}^N x_i$`,
    r`$\sum_{i=1}^N (x_i - c)^2$ has the derivative $\frac{\partial}{\partial c}\sum_{i=1}^N (x_i-c)^2 = 2c-2\sum_{i=1}^N x_i$`,
    'a constant taken out of a sum',
  ],
  [
    r`$f = \sum_i\sum_j v_i v_j x_i x_j$; $\frac{\partial f}{\partial v_k} = 2 x_k\sum_j v_j x_j$`,
    r`$f = \sum_i\sum_j v_i v_j x_i x_j$; $\frac{\partial f}{\partial v_k} =  x_k\sum_j v_j x_j$`,
    'a factorisation machine',
  ],
  [
    r`$L=\sum_{u}\sum_i\Big(r_{ui}-\sum_f p_{uf}q_{if}\Big)^2$, $\frac{\partial L}{\partial p_{uf}} = -2\sum_i\Big(r_{ui}-\sum_g p_{ug}q_{ig}\Big)q_{if}$`,
    r`$L=\sum_{u}\sum_i\Big(r_{ui}-\sum_f p_{uf}q_{if}\Big)^2$, $\frac{\partial L}{\partial p_{uf}} = -2\sum_i\Big(r_{ui}-\sum_g p_{ug}q_{ig}\Big)p_{uf}$`,
    'a user and an item',
  ],
  [
    r`$h_t = \tanh(u x_t + b)$, $L=\sum_{t=1}^T h_t$, so $\frac{\partial L}{\partial u}=\sum_{t=1}^T (1-h_t^2)x_t$`,
    r`$h_t = \tanh(u x_t + b)$, $L=\sum_{t=1}^T h_t$, so $\frac{\partial L}{\partial u}=\sum_{t=1}^T (1-h_t^2)$`,
    'a sum over the steps of time',
  ],
  [
    r`$S=\sum_{i=1}^n\sum_{d}(x_{id}-c_d)^2$, $\frac{\partial S}{\partial c_d} = -2\sum_{i=1}^n (x_{id}-c_d)$`,
    r`$S=\sum_{i=1}^n\sum_{d}(x_{id}-c_d)^2$, $\frac{\partial S}{\partial c_d} = 2\sum_{i=1}^n (x_{id}-c_d)$`,
    'distances to a centre',
  ],
  [
    r`$\ell = \sum_i \left(y_i\,\eta_i - e^{\eta_i}\right)$ with $\eta_i = \sum_j \beta_j x_{ij}$. $$\frac{\partial \ell}{\partial \beta_j} = \sum_i (y_i - e^{\eta_i})x_{ij}$$`,
    r`$\ell = \sum_i \left(y_i\,\eta_i - e^{\eta_i}\right)$ with $\eta_i = \sum_j \beta_j x_{ij}$. $$\frac{\partial \ell}{\partial \beta_j} = \sum_i (y_i - \eta_i)x_{ij}$$`,
    'a Poisson likelihood',
  ],
  [
    r`$s_{ij} = \sum_d q_{id}k_{jd}$, $L=\sum_i\log\sum_j e^{s_{ij}}$. $$\frac{\partial L}{\partial s_{ij}} = \frac{e^{s_{ij}}}{\sum_{l}e^{s_{il}}}$$`,
    r`$s_{ij} = \sum_d q_{id}k_{jd}$, $L=\sum_i\log\sum_j e^{s_{ij}}$. $$\frac{\partial L}{\partial s_{ij}} = \frac{e^{s_{ij}}}{\sum_{l}e^{s_{lj}}}$$`,
    'the scores of attention under a log of a sum',
  ],
];

pairs('bundle C: sums with and without bounds', rows);

import { pairs } from './support.ts';

const r = String.raw;

pairs('subscripts and ends of sums that are worked out', [
  [
    r`$z_n = \sum_{m=1}^{M} c_m u_{n+m-1}$ for $n = 1, \dots, N-M+1$. $J$ is a function of all $z_n$. $\frac{\partial J}{\partial c_m} = \sum_{n=1}^{N-M+1} \frac{\partial J}{\partial z_n} u_{n+m-1}$`,
    r`$z_n = \sum_{m=1}^{M} c_m u_{n+m-1}$ for $n = 1, \dots, N-M+1$. $J$ is a function of all $z_n$. $\frac{\partial J}{\partial c_m} = \sum_{n=1}^{N-M+1} \frac{\partial J}{\partial z_n} u_{n+m}$`,
    'a convolution that counts from one, by its weights',
  ],
  [
    r`$z_n = \sum_{m=1}^{M} c_m u_{n+m-1}$. $J$ is a function of all $z_n$. $\frac{\partial J}{\partial u_l} = \sum_{n=1}^{N-M+1} \frac{\partial J}{\partial z_n} c_{l-n+1}$`,
    r`$z_n = \sum_{m=1}^{M} c_m u_{n+m-1}$. $J$ is a function of all $z_n$. $\frac{\partial J}{\partial u_l} = \sum_{n=1}^{N-M+1} \frac{\partial J}{\partial z_n} c_{n-l+1}$`,
    'the same by its inputs, which some weights do not reach',
  ],
  [
    r`$z_n = \sum_{m=0}^{M-1} c_m u_{n+m}$ and $\frac{\partial z_n}{\partial u_l} = \begin{cases} c_{l-n} & 0 \le l - n < M \\ 0 & \text{otherwise} \end{cases}$`,
    r`$z_n = \sum_{m=0}^{M-1} c_m u_{n+m}$ and $\frac{\partial z_n}{\partial u_l} = \begin{cases} c_{l-n} & 0 < l - n < M \\ 0 & \text{otherwise} \end{cases}$`,
    'cases by how far two indices are apart',
  ],
  [
    r`$y_{ij} = \sum_{m=0}^{K-1} \sum_{n=0}^{K-1} w_{mn} x_{i+m,j+n}$, $\delta_{ij} = \frac{\partial L}{\partial y_{ij}}$ and $\frac{\partial L}{\partial w_{mn}} = \sum_{i=0}^{H-K} \sum_{j=0}^{W-K} \delta_{ij} x_{i+m,j+n}$`,
    r`$y_{ij} = \sum_{m=0}^{K-1} \sum_{n=0}^{K-1} w_{mn} x_{i+m,j+n}$, $\delta_{ij} = \frac{\partial L}{\partial y_{ij}}$ and $\frac{\partial L}{\partial w_{mn}} = \sum_{i=0}^{H-K} \sum_{j=0}^{W-K} \delta_{ij} x_{i+n,j+m}$`,
    'in two dimensions, by the weights',
  ],
  [
    r`$y_{ij} = \sum_{m=0}^{K-1} \sum_{n=0}^{K-1} w_{mn} x_{i+m,j+n}$, $g_{ij} = \frac{\partial L}{\partial y_{ij}}$ and $\frac{\partial L}{\partial x_{pq}} = \sum_{m=0}^{K-1} \sum_{n=0}^{K-1} g_{p-m,q-n} w_{mn}$`,
    r`$y_{ij} = \sum_{m=0}^{K-1} \sum_{n=0}^{K-1} w_{mn} x_{i+m,j+n}$, $g_{ij} = \frac{\partial L}{\partial y_{ij}}$ and $\frac{\partial L}{\partial x_{pq}} = \sum_{m=0}^{K-1} \sum_{n=0}^{K-1} g_{p+m,q+n} w_{mn}$`,
    'in two dimensions, by the inputs',
  ],
  [
    r`$y_i = \sum_{k=0}^{K-1} w_k x_{si+k}$ with stride $s$. $\frac{\partial L}{\partial w_k} = \sum_i \frac{\partial L}{\partial y_i} x_{si+k}$`,
    r`$y_i = \sum_{k=0}^{K-1} w_k x_{si+k}$ with stride $s$. $\frac{\partial L}{\partial w_k} = \sum_i \frac{\partial L}{\partial y_i} x_{i+k}$`,
    'a stride by its letter',
  ],
  [
    r`$y_i = \sum_{k=0}^{2} w_k x_{2i+k}$. $\frac{\partial L}{\partial x_j} = \sum_i \frac{\partial L}{\partial y_i} w_{j-2i}$`,
    r`$y_i = \sum_{k=0}^{2} w_k x_{2i+k}$. $\frac{\partial L}{\partial x_j} = \sum_i \frac{\partial L}{\partial y_i} w_{j-i}$`,
    'a stride of two',
  ],
  [
    r`$y_t = \sum_{k=0}^{P-1} a_k x_{t-k}$, $\frac{\partial L}{\partial x_n} = \sum_{k=0}^{P-1} a_k \frac{\partial L}{\partial y_{n+k}}$`,
    r`$y_t = \sum_{k=0}^{P-1} a_k x_{t-k}$, $\frac{\partial L}{\partial x_n} = \sum_{k=0}^{P-1} a_k \frac{\partial L}{\partial y_{n-k}}$`,
    'a filter that looks back',
  ],
  [
    r`$u_m = \frac{1}{b} \sum_{c=0}^{b-1} z_{mb+c}$, $F = \sum_m a_m u_m$. $\frac{\partial F}{\partial z_i} = \frac{1}{b} a_{\lfloor i/b \rfloor}$`,
    r`$u_m = \frac{1}{b} \sum_{c=0}^{b-1} z_{mb+c}$, $F = \sum_m a_m u_m$. $\frac{\partial F}{\partial z_i} = a_{\lfloor i/b \rfloor}$`,
    'means of blocks, and the block of a member',
  ],
  [
    r`$u_m = \max_{0 \le c < b} z_{mb+c}$, $F = \sum_m a_m u_m^2$. $\frac{\partial F}{\partial z_i} = 2 a_{\lfloor i/b \rfloor} u_{\lfloor i/b \rfloor} \mathbb{1}[z_i = u_{\lfloor i/b \rfloor}]$`,
    r`$u_m = \max_{0 \le c < b} z_{mb+c}$, $F = \sum_m a_m u_m^2$. $\frac{\partial F}{\partial z_i} = a_{\lfloor i/b \rfloor} u_{\lfloor i/b \rfloor} \mathbb{1}[z_i = u_{\lfloor i/b \rfloor}]$`,
    'the largest of each block, over an index between two ends',
  ],
  [
    r`$R = \sum_{i=1}^{n-1} (x_{i+1} - x_i)^2$. For $1 < i < n$: $\frac{\partial R}{\partial x_i} = 2(x_i - x_{i-1}) - 2(x_{i+1} - x_i)$`,
    r`$R = \sum_{i=1}^{n-1} (x_{i+1} - x_i)^2$. For $1 < i < n$: $\frac{\partial R}{\partial x_i} = 2(x_i - x_{i-1}) + 2(x_{i+1} - x_i)$`,
    'differences of neighbours, the last of which is one short of the end',
  ],
  [
    r`$S = \sum_{k=0}^{n-1} a_k x^k$. $\frac{dS}{dx} = \sum_{k=1}^{n-1} k a_k x^{k-1}$`,
    r`$S = \sum_{k=0}^{n-1} a_k x^k$. $\frac{dS}{dx} = \sum_{k=1}^{n-1} a_k x^{k-1}$`,
    'a polynomial whose coefficients count from zero',
  ],
  [
    r`$\mu = \frac1n \sum_{i=0}^{n-1} x_i$, $V = \frac{1}{n} \sum_{i=0}^{n-1} (x_i - \mu)^2$, $\frac{\partial V}{\partial x_j} = \frac2n (x_j - \mu)$`,
    r`$\mu = \frac1n \sum_{i=0}^{n-1} x_i$, $V = \frac{1}{n} \sum_{i=0}^{n-1} (x_i - \mu)^2$, $\frac{\partial V}{\partial x_j} = \frac{2}{n-1} (x_j - \mu)$`,
    'a mean that counts from zero, and its size in a formula',
  ],
  [
    r`The kernel is $c_0, \dots, c_{k-1}$. $z_n = \sum_{m=0}^{k-1} c_m u_{n+m}$. $\frac{\partial J}{\partial c_m} = \sum_{n=0}^{l-1} \frac{\partial J}{\partial z_n} u_{n+m}$`,
    r`The kernel is $c_0, \dots, c_{k-1}$. $z_n = \sum_{m=0}^{k-1} c_m u_{n+m}$. $\frac{\partial J}{\partial c_m} = -\sum_{n=0}^{l-1} \frac{\partial J}{\partial z_n} u_{n+m}$`,
    'the last name of a list has no index below',
  ],
]);

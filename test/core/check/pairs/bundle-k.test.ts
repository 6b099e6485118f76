import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$f(z)=\max(0,z)$ $$f'(z) = \begin{cases} 1 & z>0 \\ 0 & z<0\end{cases}$$`,
    r`$f(z)=\max(0,z)$ $$f'(z) = \begin{cases} z & z>0 \\ 0 & z<0\end{cases}$$`,
    'the slope of a rectifier as two cases',
  ],
  [
    r`$$g(x)=\begin{cases}x & x>0\\ \alpha x & x\le0\end{cases}$$ $$\frac{dg}{dx}=\begin{cases}1 & x>0\\ \alpha & x<0\end{cases}$$`,
    r`$$g(x)=\begin{cases}x & x>0\\ \alpha x & x\le0\end{cases}$$ $$\frac{dg}{dx}=\begin{cases}1 & x>0\\ \alpha x & x<0\end{cases}$$`,
    'a leaky rectifier',
  ],
  [
    r`$$f(x)=\begin{cases}x & x>0\\ \alpha(e^x-1) & x\le0\end{cases}$$ $$f'(x)=\begin{cases}1 & x>0\\ \alpha e^x & x<0\end{cases}$$`,
    r`$$f(x)=\begin{cases}x & x>0\\ \alpha(e^x-1) & x\le0\end{cases}$$ $$f'(x)=\begin{cases}1 & x>0\\ \alpha(e^x-1) & x<0\end{cases}$$`,
    'an exponential unit',
  ],
  [
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$ $$\frac{\partial p_i}{\partial z_j}=\begin{cases}p_i(1-p_i) & i=j\\ -p_ip_j & i\ne j\end{cases}$$`,
    r`$p_i=\frac{e^{z_i}}{\sum_k e^{z_k}}$ $$\frac{\partial p_i}{\partial z_j}=\begin{cases}p_i(1-p_i) & i=j\\ p_ip_j & i\ne j\end{cases}$$`,
    'a softmax, equal and unequal indices',
  ],
  [
    r`$L=\max(0,1-tu)$, $\frac{\partial L}{\partial u}=-t\,\mathbb 1[tu<1]$`,
    r`$L=\max(0,1-tu)$, $\frac{\partial L}{\partial u}=t\,\mathbb 1[tu<1]$`,
    'the hinge loss of two classes',
  ],
  [
    r`$E=\frac12\sum_i\sum_{j\ne i}w\,x_ix_j$, $\frac{\partial E}{\partial x_k}=w\sum_{j\ne k}x_j$`,
    r`$E=\frac12\sum_i\sum_{j\ne i}w\,x_ix_j$, $\frac{\partial E}{\partial x_k}=w\sum_{j}x_j$`,
    'a pairwise energy',
  ],
  [
    r`$z=wx+b$, $a=\max(0,z)$, $L=\frac12(a-t)^2$, $\frac{\partial L}{\partial w}=(a-t)\,\mathbb 1\{z>0\}\,x$`,
    r`$z=wx+b$, $a=\max(0,z)$, $L=\frac12(a-t)^2$, $\frac{\partial L}{\partial w}=(a-t)\,x$`,
    'a rectifier in a layer',
  ],
  [
    r`$p_i=\frac{e^{z_i}}{\sum_ke^{z_k}}$, $1-p_i = \sum_{j\neq i}p_j$`,
    r`$p_i=\frac{e^{z_i}}{\sum_ke^{z_k}}$, $1-p_i = \sum_{j\neq i}p_i$`,
    'a sum over the others of a softmax',
  ],
  [r`$\frac{d}{dx}|x| = \mathbb 1[x>0]-\mathbb 1[x<0]$`, r`$\frac{d}{dx}|x| = \mathbb 1[x>0]+\mathbb 1[x<0]$`, 'a sign as an indicator'],
  [
    r`$m=\max(a,b)$, $\frac{\partial m}{\partial a}=\mathbb 1[a > b]$`,
    r`$m=\max(a,b)$, $\frac{\partial m}{\partial a}=\mathbb 1[a < b]$`,
    'the larger of two',
  ],
  [r`$c=\min(x,1)$, $\frac{dc}{dx}=\mathbf 1\{x<1\}$`, r`$c=\min(x,1)$, $\frac{dc}{dx}=\mathbf 1\{x>1\}$`, 'a minimum and a clip'],
  [
    r`$P=\prod_ix_i$, $\frac{\partial P}{\partial x_k}=\prod_{i\ne k}x_i$`,
    r`$P=\prod_ix_i$, $\frac{\partial P}{\partial x_k}=\prod_{i}x_i$`,
    'a restricted product',
  ],
  [
    r`$L=\max(0,1-yf)^2$, $\frac{\partial L}{\partial f}=-2y\max(0,1-yf)$`,
    r`$L=\max(0,1-yf)^2$, $\frac{\partial L}{\partial f}=-2y\max(0,yf-1)$`,
    'a squared hinge',
  ],
  [
    r`$L=\sum_i|y_i-t_i|$, $\frac{\partial L}{\partial y_i}=\operatorname{sign}(y_i-t_i)$`,
    r`$L=\sum_i|y_i-t_i|$, $\frac{\partial L}{\partial y_i}=\operatorname{sign}(t_i-y_i)$`,
    'an absolute deviation',
  ],
  [
    r`$D=\sum_i\sum_{j\ne i}(x_i-x_j)^2$, $\frac{\partial D}{\partial x_k}=4\sum_{j\ne k}(x_k-x_j)$`,
    r`$D=\sum_i\sum_{j\ne i}(x_i-x_j)^2$, $\frac{\partial D}{\partial x_k}=2\sum_{j\ne k}(x_k-x_j)$`,
    'a double sum with one restriction',
  ],
  [
    r`$\max(u,v)=\begin{cases}u & u\ge v\\ v & u<v\end{cases}$`,
    r`$\max(u,v)=\begin{cases}u & u\ge v\\ u & u<v\end{cases}$`,
    'a maximum by cases',
  ],
  [
    r`$S_i=\sum_{j\neq i}x_j^2$, for $k\ne i$: $\frac{\partial S_i}{\partial x_k}=2x_k$`,
    r`$S_i=\sum_{j\neq i}x_j^2$, for $k\ne i$: $\frac{\partial S_i}{\partial x_k}=x_k$`,
    'a rest of a sum in a derivative',
  ],
  [
    r`$a=\max(0,z)$, $z=wx$, $\frac{da}{dw}=\begin{cases}x&\text{if }z>0\\0&\text{if }z<0\end{cases}$`,
    r`$a=\max(0,z)$, $z=wx$, $\frac{da}{dw}=\begin{cases}w&\text{if }z>0\\0&\text{if }z<0\end{cases}$`,
    'a threshold with a condition on the layer',
  ],
  [
    r`$p_k=\frac{e^{z_k}}{\sum_je^{z_j}}$, $L_y=-\log p_y$, $\frac{\partial L_y}{\partial z_k}=p_k-\mathbb 1[k=y]$`,
    r`$p_k=\frac{e^{z_k}}{\sum_je^{z_j}}$, $L_y=-\log p_y$, $\frac{\partial L_y}{\partial z_k}=p_k-1$`,
    'hard targets as an indicator',
  ],
  [
    r`$m=\max_jz_j$, $\sum_je^{z_j-m}=e^{-m}\sum_je^{z_j}$`,
    r`$m=\max_jz_j$, $\sum_je^{z_j-m}=e^{m}\sum_je^{z_j}$`,
    'a maximum of three scores',
  ],
];

pairs('bundle K: indicators, cases, restricted sums, maxima', rows);

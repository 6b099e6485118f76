import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$Z=\sigma(A)$, $L=\frac12\|Z-T\|_F^2$, $\frac{\partial L}{\partial A}=(Z-T)Z(1-Z)$`,
    r`$Z=\sigma(A)$, $L=\frac12\|Z-T\|_F^2$, $\frac{\partial L}{\partial A}=(Z-T)Z(1+Z)$`,
    'juxtaposed factors of a batch',
  ],
  [
    r`$z\in\mathbb R^n$, $p=\sigma(z)$, $L=\sum_i p_i$, $\frac{\partial L}{\partial z}=p(1-p)$`,
    r`$z\in\mathbb R^n$, $p=\sigma(z)$, $L=\sum_i p_i$, $\frac{\partial L}{\partial z}=p(1+p)$`,
    'a scalar beside a vector',
  ],
  [
    r`$a=\sigma(z)$, $L=\frac12\|a-y\|^2$, $\frac{\partial L}{\partial z}=(a-y)\cdot a\cdot(1-a)$`,
    r`$a=\sigma(z)$, $L=\frac12\|a-y\|^2$, $\frac{\partial L}{\partial z}=(y-a)\cdot a\cdot(1-a)$`,
    'sigmoid factors with a dot',
  ],
  [
    r`$a,y,z\in\mathbb R^n$, $a=\sigma(z)$, $L=\frac12\|a-y\|^2$, $\frac{\partial L}{\partial z}=(a-y)\cdot a\cdot(1-a)$`,
    r`$a,y,z\in\mathbb R^n$, $a=\sigma(z)$, $L=\frac12\|a-y\|^2$, $\frac{\partial L}{\partial z}=(a-y)\cdot a\cdot(1+a)$`,
    'the same where words make them vectors, of which two with a dot would be an inner product',
  ],
  [
    r`$p\in\mathbb R^n$, $g = \sum_i p_i - \sum_i p_i^2 = p\cdot(1-p)$`,
    r`$p\in\mathbb R^n$, $g = \sum_i p_i + \sum_i p_i^2 = p\cdot(1-p)$`,
    'an inner product of that form, where only a number fits',
  ],
  [
    r`$c_i=f_is_i$, $L=\frac12\sum_i c_i^2$, $\nabla_f L=c\odot s$`,
    r`$c_i=f_is_i$, $L=\frac12\sum_i c_i^2$, $\nabla_f L=c\odot f$`,
    'a product of a gate and a state',
  ],
  [
    r`$x\in\mathbb R^n$, $L=\sum_i\log x_i$, $\nabla_x L=\frac1x$`,
    r`$x\in\mathbb R^n$, $L=\sum_i\log x_i$, $\nabla_x L=-\frac1x$`,
    'a reciprocal of each entry',
  ],
  [
    r`$p,t\in\mathbb R^n$, $L=-\sum_i t_i\log p_i$, $\frac{\partial L}{\partial p}=-\frac{t}{p}$`,
    r`$p,t\in\mathbb R^n$, $L=-\sum_i t_i\log p_i$, $\frac{\partial L}{\partial p}=\frac{t}{p}$`,
    'a division entry by entry',
  ],
  [
    r`$x\in\mathbb R^n$, $L=\frac13\sum_i x_i^3$, $\frac{\partial L}{\partial x}=x\circ x$`,
    r`$x\in\mathbb R^n$, $L=\frac13\sum_i x_i^3$, $\frac{\partial L}{\partial x}=x$`,
    'the square of each entry with a small circle',
  ],
  [
    r`$y_{ni}=g_ix_{ni}$, $L=\sum_n\sum_i u_{ni}y_{ni}$, $\frac{\partial L}{\partial g_i}=\sum_nu_{ni}x_{ni}$`,
    r`$y_{ni}=g_ix_{ni}$, $L=\sum_n\sum_i u_{ni}y_{ni}$, $\frac{\partial L}{\partial g_i}=u_{ni}x_{ni}$`,
    'a scale for each feature',
  ],
  [
    r`$x\in\mathbb R^n$, $s=\sigma(x)$, $y=x\odot s$, $L=\sum_i y_i$, $\nabla_x L=s+x\odot s\odot(1-s)$`,
    r`$x\in\mathbb R^n$, $s=\sigma(x)$, $y=x\odot s$, $L=\sum_i y_i$, $\nabla_x L=s+x\odot s\odot(1+s)$`,
    'a Swish entry by entry',
  ],
  [
    r`$h=\sigma(a)$, $y=Vh$, $L=\frac12\|y-t\|^2$, $\frac{\partial L}{\partial a}=V^\top(y-t)\odot h(1-h)$`,
    r`$h=\sigma(a)$, $y=Vh$, $L=\frac12\|y-t\|^2$, $\frac{\partial L}{\partial a}=V^\top(y-t)\odot h(1+h)$`,
    'a hidden error behind a matrix',
  ],
  [
    r`$v=g\odot g$, $L=\sum_i v_i$, $\frac{\partial L}{\partial g}=2g$`,
    r`$v=g\odot g$, $L=\sum_i v_i$, $\frac{\partial L}{\partial g}=2v$`,
    'an adaptive step',
  ],
  [
    r`$y\in\mathbb R^n$, $t\in\mathbb R^n$, $L=\frac12\sum_i(y_i-t_i)^2$, $\frac{\partial L}{\partial y}=y-t$`,
    r`$y\in\mathbb R^n$, $t\in\mathbb R^n$, $L=\frac12\sum_i(y_i-t_i)^2$, $\frac{\partial L}{\partial y}=t-y$`,
    'a sum of squares of a vector',
  ],
  [
    r`$q\in\mathbb R^n$, $L=-\sum_i q_i\log q_i$, $\nabla_q L=-\log q-1$`,
    r`$q\in\mathbb R^n$, $L=-\sum_i q_i\log q_i$, $\nabla_q L=-\log q+1$`,
    'the logarithm of a vector',
  ],
  [
    r`$x\in\mathbb R^n$, $L=\sum_i\sqrt{x_i}$, $\nabla_x L=\frac{1}{2\sqrt{x}}$`,
    r`$x\in\mathbb R^n$, $L=\sum_i\sqrt{x_i}$, $\nabla_x L=\frac{1}{\sqrt{x}}$`,
    'square root entry by entry',
  ],
  [
    r`$h_i=\max(0,z_i)$, $L=\frac12\sum_i h_i^2$, $\frac{\partial L}{\partial z_i}=h_i\,\mathbb 1[z_i>0]$`,
    r`$h_i=\max(0,z_i)$, $L=\frac12\sum_i h_i^2$, $\frac{\partial L}{\partial z_i}=h_i\,\mathbb 1[z_i>0]z_i$`,
    'a mask as an elementwise factor',
  ],
  [
    r`$x\in\mathbb R^n$, $L=\frac12\sum_i(x_i+c)^2$, $\nabla_x L=x+c$`,
    r`$x\in\mathbb R^n$, $L=\frac12\sum_i(x_i+c)^2$, $\nabla_x L=x-c$`,
    'broadcast of a scalar over a vector',
  ],
  [
    r`$z\in\mathbb R^n$, $a=\sigma(z)$, $b=\tanh(a)$, $L=\sum_i b_i$, $\frac{\partial L}{\partial z}=(1-b^2)\odot a\odot(1-a)$`,
    r`$z\in\mathbb R^n$, $a=\sigma(z)$, $b=\tanh(a)$, $L=\sum_i b_i$, $\frac{\partial L}{\partial z}=(1+b^2)\odot a\odot(1-a)$`,
    'two elementwise activations in a row',
  ],
  [
    r`$z_{nk}=\sum_d x_{nd}w_{dk}+b_k$, $L=\frac12\sum_n\sum_k z_{nk}^2$, $\frac{\partial L}{\partial b_k}=\sum_n z_{nk}$`,
    r`$z_{nk}=\sum_d x_{nd}w_{dk}+b_k$, $L=\frac12\sum_n\sum_k z_{nk}^2$, $\frac{\partial L}{\partial b_k}=\sum_n x_{nk}$`,
    'a bias under a batch, written in entries',
  ],
  [
    r`$\hat x_{ni}=\frac{x_{ni}-m_i}{s_i}$, $L=\sum_n\sum_i c_{ni}\hat x_{ni}$, $\frac{\partial L}{\partial m_i}=-\frac{1}{s_i}\sum_n c_{ni}$`,
    r`$\hat x_{ni}=\frac{x_{ni}-m_i}{s_i}$, $L=\sum_n\sum_i c_{ni}\hat x_{ni}$, $\frac{\partial L}{\partial m_i}=\frac{1}{s_i}\sum_n c_{ni}$`,
    'an input of a batch normalised per feature',
  ],
];

pairs('kind 6: broadcasting and juxtaposition as elementwise products', rows);

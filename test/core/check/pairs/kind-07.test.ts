import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$m=\max_kz_k$, $p_i=\frac{e^{z_i-m}}{\sum_ke^{z_k-m}}$, $\frac{\partial p_i}{\partial z_i}=p_i(1-p_i)$`,
    r`$m=\max_kz_k$, $p_i=\frac{e^{z_i-m}}{\sum_ke^{z_k-m}}$, $\frac{\partial p_i}{\partial z_i}=p_i(1+p_i)$`,
    'a maximum taken off in a softmax',
  ],
  [
    r`Let $c$ be a constant. $p_i=\frac{e^{z_i+c}}{\sum_ke^{z_k+c}}$, $\frac{\partial p_i}{\partial z_j}=p_i(\delta_{ij}-p_j)$`,
    r`Let $c$ be a constant. $p_i=\frac{e^{z_i+c}}{\sum_ke^{z_k+c}}$, $\frac{\partial p_i}{\partial z_j}=p_i(\delta_{ij}-p_i)$`,
    'a constant shift that a softmax does not see',
  ],
  [
    r`$\mu=\frac1m\sum_{i=1}^mx_i$, $v=\frac1m\sum_{i=1}^m(x_i-\mu)^2$, $\frac{\partial v}{\partial x_i}=\frac2m(x_i-\mu)$`,
    r`$\mu=\frac1m\sum_{i=1}^mx_i$, $v=\frac1m\sum_{i=1}^m(x_i-\mu)^2$, $\frac{\partial v}{\partial x_i}=\frac2m x_i$`,
    'the mean of the batch, its derivative of the variance vanishes',
  ],
  [
    r`The target is $y=r+\gamma v'$, held fixed. $L=\frac12(y-v)^2$, $\frac{\partial L}{\partial v}=-(y-v)$`,
    r`The target is $y=r+\gamma v'$, held fixed. $L=\frac12(y-v)^2$, $\frac{\partial L}{\partial v}=(y-v)$`,
    'a value of the next state that is held',
  ],
  [
    r`$z=w_1x_1+w_2x_2$, with $x_1,x_2$ constant $\frac{\partial z}{\partial w_2}=x_2$`,
    r`$z=w_1x_1+w_2x_2$, with $x_1,x_2$ constant $\frac{\partial z}{\partial w_2}=w_2$`,
    'inputs held while weights move',
  ],
  [
    r`$\eta$ is constant. $u=w-\eta g$, $\frac{\partial u}{\partial w}=1$`,
    r`$\eta$ is constant. $u=w-\eta g$, $\frac{\partial u}{\partial w}=1-\eta$`,
    'a learning rate as a constant',
  ],
  [
    r`With $\lambda$ a constant, $R=\frac\lambda2\sum_jw_j^2$, $\frac{\partial R}{\partial w_j}=\lambda w_j$`,
    r`With $\lambda$ a constant, $R=\frac\lambda2\sum_jw_j^2$, $\frac{\partial R}{\partial w_j}=\lambda$`,
    'a weight of regularisation',
  ],
  [
    r`$h=\tanh(wx+uh_0)$, $h_0$ is constant, $\frac{\partial h}{\partial u}=(1-h^2)h_0$`,
    r`$h=\tanh(wx+uh_0)$, $h_0$ is constant, $\frac{\partial h}{\partial u}=(1-h^2)u$`,
    'a previous state held for one step',
  ],
  [
    r`The mask $m_i$ is fixed. $a_i=\frac{m_ix_i}{1-p}$, $\frac{\partial a_i}{\partial x_i}=\frac{m_i}{1-p}$`,
    r`The mask $m_i$ is fixed. $a_i=\frac{m_ix_i}{1-p}$, $\frac{\partial a_i}{\partial x_i}=\frac{x_i}{1-p}$`,
    'a mask of dropout',
  ],
  [
    r`Fix $\tau$. $p_i=\frac{e^{z_i/\tau}}{\sum_ke^{z_k/\tau}}$, $\frac{\partial p_i}{\partial z_i}=\frac1\tau p_i(1-p_i)$`,
    r`Fix $\tau$. $p_i=\frac{e^{z_i/\tau}}{\sum_ke^{z_k/\tau}}$, $\frac{\partial p_i}{\partial z_i}=p_i(1-p_i)$`,
    'a temperature held while logits move',
  ],
  [
    r`$J=\sum_n\sum_kr_{nk}(x_n-c_k)^2$, $r_{nk}$ fixed, $\frac{\partial J}{\partial c_k}=-2\sum_nr_{nk}(x_n-c_k)$`,
    r`$J=\sum_n\sum_kr_{nk}(x_n-c_k)^2$, $r_{nk}$ fixed, $\frac{\partial J}{\partial c_k}=-2\sum_nr_{nk}(c_k-x_n)$`,
    'assignments of k-means held',
  ],
  [
    r`$y=w\tanh(wx)$, $\frac{dy}{dw}=\tanh(wx)+wx(1-\tanh^2(wx))$`,
    r`$y=w\tanh(wx)$, $\frac{dy}{dw}=\tanh(wx)+w(1-\tanh^2(wx))$`,
    'a weight used twice, one copy held',
  ],
  [
    r`$V=\ln d+\ln(1-g)$, $g$ is held constant, $\frac{\partial V}{\partial d}=\frac1d$`,
    r`$V=\ln d+\ln(1-g)$, $g$ is held constant, $\frac{\partial V}{\partial d}=\frac1d-\frac1{1-g}$`,
    'one player of two held',
  ],
  [
    r`$M$ is the largest $z_k$ and counts as a constant. $F=M+\ln\sum_ke^{z_k-M}$, $\frac{\partial F}{\partial z_i}=\frac{e^{z_i-M}}{\sum_ke^{z_k-M}}$`,
    r`$M$ is the largest $z_k$ and counts as a constant. $F=M+\ln\sum_ke^{z_k-M}$, $\frac{\partial F}{\partial z_i}=\frac{e^{z_i-M}}{\sum_ke^{z_k}}$`,
    'a maximum that is named once and left alone',
  ],
  [
    r`$y=\gamma\frac{x-m}{s}+\beta$, where $m$ and $s$ are running averages and held fixed. $\frac{\partial y}{\partial x}=\frac{\gamma}{s}$`,
    r`$y=\gamma\frac{x-m}{s}+\beta$, where $m$ and $s$ are running averages and held fixed. $\frac{\partial y}{\partial x}=\frac{\gamma}{s^2}$`,
    'a running mean that is not differentiated',
  ],
  [
    r`$s$ is constant, $m=\frac1n\sum_jx_j$, $u_i=\frac{x_i-m}{s}$, $\frac{\partial u_i}{\partial x_j}=\frac{\delta_{ij}-\frac1n}{s}$`,
    r`$s$ is constant, $m=\frac1n\sum_jx_j$, $u_i=\frac{x_i-m}{s}$, $\frac{\partial u_i}{\partial x_j}=\frac{\delta_{ij}-1}{s}$`,
    'a standardised value, scale held',
  ],
  [
    r`$v=\frac1n\sum_{j=1}^n(x_j-c)^2$, $c$ held constant, $\frac{\partial v}{\partial x_k}=\frac2n(x_k-c)$`,
    r`$v=\frac1n\sum_{j=1}^n(x_j-c)^2$, $c$ held constant, $\frac{\partial v}{\partial x_k}=\frac1n(x_k-c)$`,
    'a mean as an input of a variance',
  ],
  [
    r`The teacher output $q_k$ is frozen. $D=\sum_kq_k\ln\frac{q_k}{p_k}$, $\frac{\partial D}{\partial p_k}=-\frac{q_k}{p_k}$`,
    r`The teacher output $q_k$ is frozen. $D=\sum_kq_k\ln\frac{q_k}{p_k}$, $\frac{\partial D}{\partial p_k}=\frac{q_k}{p_k}$`,
    'a squared error with a frozen teacher',
  ],
  [
    r`$L=\frac1n\sum_iw_i(a x_i-y_i)^2$, the $w_i$ are detached. $\frac{\partial L}{\partial a}=\frac2n\sum_iw_i(a x_i-y_i)x_i$`,
    r`$L=\frac1n\sum_iw_i(a x_i-y_i)^2$, the $w_i$ are detached. $\frac{\partial L}{\partial a}=\frac2n\sum_i(a x_i-y_i)x_i$`,
    'a detached weight of a sample',
  ],
  [
    r`Only $v$ is trained, $u$ stays fixed. $h=\tanh(ux)$, $y=vh$, $L=\frac12(y-t)^2$, $\frac{\partial L}{\partial v}=(y-t)h$`,
    r`Only $v$ is trained, $u$ stays fixed. $h=\tanh(ux)$, $y=vh$, $L=\frac12(y-t)^2$, $\frac{\partial L}{\partial v}=(y-t)v$`,
    'a frozen first layer',
  ],
  [r`$f(x)=x^2+C$ for a constant $C$, $f'(x)=2x$`, r`$f(x)=x^2+C$ for a constant $C$, $f'(x)=2x+C$`, 'a constant of integration'],
];

pairs('kind 7: things held constant', rows);

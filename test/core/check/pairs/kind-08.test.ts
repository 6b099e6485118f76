import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$E=\frac12\sum_k(y_k-t_k)^2$, $\frac{dE}{dy_k}=y_k-t_k$`,
    r`$E=\frac12\sum_k(y_k-t_k)^2$, $\frac{dE}{dy_k}=t_k-y_k$`,
    'a straight d among several variables',
  ],
  [r`$y=x^3$, $\frac{\partial y}{\partial x}=3x^2$`, r`$y=x^3$, $\frac{\partial y}{\partial x}=x^2$`, 'a round d for one variable'],
  [
    r`$J=(\theta x-y)^2$, $\frac{\mathrm d J}{\mathrm d\,\theta}=2x(\theta x-y)$`,
    r`$J=(\theta x-y)^2$, $\frac{\mathrm d J}{\mathrm d\,\theta}=2x(y-\theta x)$`,
    'a straight d upright with a space',
  ],
  [r`$\frac{d}{dw_j}\sum_iw_ix_i=x_j$`, r`$\frac{d}{dw_j}\sum_iw_ix_i=w_j$`, 'an operator with a straight d for one of many weights'],
  [r`$y=u+v$, $v=u^2$, $\frac{dy}{du}=1+2u$`, r`$y=u+v$, $v=u^2$, $\frac{dy}{du}=1+u$`, 'partial derivative of one of two paths only'],
  [
    r`$L=\frac1N\sum_n(wx_n-t_n)^2$, $\frac{dL}{dw}=\frac2N\sum_n(wx_n-t_n)x_n$`,
    r`$L=\frac1N\sum_n(wx_n-t_n)^2$, $\frac{dL}{dw}=\frac1N\sum_n(wx_n-t_n)x_n$`,
    'a straight d in the loss of a batch',
  ],
  [
    r`$h=\tanh(ux)$, $y=vh+cx$, $\frac{dy}{dx}=v(1-h^2)u+c$`,
    r`$h=\tanh(ux)$, $y=vh+cx$, $\frac{dy}{dx}=v(1-h^2)u$`,
    'a total derivative through a hidden state',
  ],
  [
    r`$\sigma(x)=\frac1{1+e^{-x}}$, $\frac{d\sigma}{dx}=\sigma(x)(1-\sigma(x))$`,
    r`$\sigma(x)=\frac1{1+e^{-x}}$, $\frac{d\sigma}{dx}=\sigma(x)(1+\sigma(x))$`,
    'straight d of a sigmoid named as a function',
  ],
  [
    r`$\frac{\partial\sigma(x)}{\partial x}=\sigma(x)(1-\sigma(x))$`,
    r`$\frac{\partial\sigma(x)}{\partial x}=\sigma(x)(\sigma(x)-1)$`,
    'round d of a sigmoid with its argument',
  ],
  [
    r`$C=\frac12(w_1x_1+w_2x_2-t)^2$, $\frac{dC}{dw_2}=(w_1x_1+w_2x_2-t)x_2$`,
    r`$C=\frac12(w_1x_1+w_2x_2-t)^2$, $\frac{dC}{dw_2}=(w_1x_1+w_2x_2-t)x_1$`,
    'a straight d under a cost of two weights',
  ],
  [
    r`$h_1=wx_1$, $h_2=wh_1$, $\frac{dh_2}{dw}=h_1+wx_1$`,
    r`$h_1=wx_1$, $h_2=wh_1$, $\frac{dh_2}{dw}=h_1+wh_1$`,
    'a shared weight, its two contributions',
  ],
  [
    r`$y_i=wx_i+b$, $S=\sum_{i=1}^ny_i^2$, $\frac{dS}{db}=2\sum_{i=1}^ny_i$`,
    r`$y_i=wx_i+b$, $S=\sum_{i=1}^ny_i^2$, $\frac{dS}{db}=2y_i$`,
    'a bias of all outputs with a straight d',
  ],
  [r`$g=x^2y$, $\frac{d^2g}{dx^2}=2y$`, r`$g=x^2y$, $\frac{d^2g}{dx^2}=2x$`, 'a straight second derivative of a function of two'],
  [
    r`$L=\frac12(a-y)^2$, $a=\tanh z$, $z=wp$, $\frac{dL}{dw}=\frac{dL}{da}\cdot\frac{da}{dz}\cdot\frac{dz}{dw}=(a-y)(1-a^2)p$`,
    r`$L=\frac12(a-y)^2$, $a=\tanh z$, $z=wp$, $\frac{dL}{dw}=\frac{dL}{da}\cdot\frac{da}{dz}\cdot\frac{dz}{dw}=(a-y)(1-a^2)w$`,
    'straight d throughout a chain of layers',
  ],
  [
    r`$f=uv$, $u=x^2$, $v=\sin x$, $\frac{\partial f}{\partial x}=\frac{\partial f}{\partial u}\frac{\partial u}{\partial x}+\frac{\partial f}{\partial v}\frac{\partial v}{\partial x}=2x\,v+u\cos x$`,
    r`$f=uv$, $u=x^2$, $v=\sin x$, $\frac{\partial f}{\partial x}=\frac{\partial f}{\partial u}\frac{\partial u}{\partial x}+\frac{\partial f}{\partial v}\frac{\partial v}{\partial x}=2x\,v+u\sin x$`,
    'round d throughout two paths',
  ],
  [
    r`$C=\frac12(\sigma(wx)-y)^2$, $p=\sigma(wx)$, $\frac{dC}{dw}=(p-y)p(1-p)x$`,
    r`$C=\frac12(\sigma(wx)-y)^2$, $p=\sigma(wx)$, $\frac{dC}{dw}=(p-y)p(1-p)$`,
    'a straight d over a round result',
  ],
  [
    r`$z_i=\sum_jW_{ij}x_j$, $Q=\sum_iz_i^2$, $\frac{dQ}{dW_{ij}}=2z_ix_j$`,
    r`$z_i=\sum_jW_{ij}x_j$, $Q=\sum_iz_i^2$, $\frac{dQ}{dW_{ij}}=2z_ix_i$`,
    'a straight d by one entry of a matrix',
  ],
  [r`$y=e^{ax}$, $dy/da=xe^{ax}$`, r`$y=e^{ax}$, $dy/da=ae^{ax}$`, 'a straight d in a slash'],
  [r`$g=x\,y$, $y=x^2$, $\frac{dg}{dx}=y+2x^2$`, r`$g=x\,y$, $y=x^2$, $\frac{dg}{dx}=y+2x$`, 'a total derivative with an explicit path'],
];

pairs('kind 8: a straight d for a round one, total against partial', rows);

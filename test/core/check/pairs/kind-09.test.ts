import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$L=\frac12\sum_k(y_k-t_k)^2$, $\delta_k=\frac{\partial L}{\partial y_k}$, $\frac{\partial y_i}{\partial y_j}=\delta_{ij}$, $\delta_k=y_k-t_k$`,
    r`$L=\frac12\sum_k(y_k-t_k)^2$, $\delta_k=\frac{\partial L}{\partial y_k}$, $\frac{\partial y_i}{\partial y_j}=\delta_{ij}$, $\delta_k=t_k-y_k$`,
    'an error term and a Kronecker delta',
  ],
  [
    r`$f=w^Tx$ and $S=\sum_{t=1}^Tx_t$, so $\frac{\partial S}{\partial x_t}=1$`,
    r`$f=w^Tx$ and $S=\sum_{t=1}^Tx_t$, so $\frac{\partial S}{\partial x_t}=T$`,
    'the last time step and the transpose',
  ],
  [
    r`$p=\frac1{1+e^{-z/T}}$, $\frac{dp}{dz}=\frac{p(1-p)}{T}$`,
    r`$p=\frac1{1+e^{-z/T}}$, $\frac{dp}{dz}=\frac{p(1-p)}{T^2}$`,
    'a temperature called T',
  ],
  [
    r`$E=\frac12\|WX-T\|^2$, $\frac{\partial E}{\partial W}=(WX-T)X^T$`,
    r`$E=\frac12\|WX-T\|^2$, $\frac{\partial E}{\partial W}=(WX-T)X$`,
    'a target called T and a transpose',
  ],
  [
    r`$E=\frac12\|Y-T\|^2$, $\frac{\partial E}{\partial Y}=Y-T$`,
    r`$E=\frac12\|Y-T\|^2$, $\frac{\partial E}{\partial Y}=T-Y$`,
    'a target matrix, its sign',
  ],
  [
    r`$g=e^{-\frac{x^2}{2\sigma^2}}$, $\frac{dg}{dx}=-\frac{x}{\sigma^2}g$`,
    r`$g=e^{-\frac{x^2}{2\sigma^2}}$, $\frac{dg}{dx}=-\frac{x}{\sigma}g$`,
    'a deviation and a sigmoid',
  ],
  [
    r`$\frac{d}{dx}\sigma(x)^2=2\sigma(x)^2(1-\sigma(x))$`,
    r`$\frac{d}{dx}\sigma(x)^2=2\sigma(x)^2(1+\sigma(x))$`,
    'a sigmoid called sigma with its square',
  ],
  [
    r`$E=\frac12(t-o)^2$, $o=\frac1{1+e^{-n}}$, $\frac{\partial E}{\partial n}=(o-t)o(1-o)$`,
    r`$E=\frac12(t-o)^2$, $o=\frac1{1+e^{-n}}$, $\frac{\partial E}{\partial n}=(o-t)o(1-n)$`,
    'an error called E and a natural base',
  ],
  [
    r`$J=\frac1m\sum_{i=1}^m(\theta x^{(i)}-y^{(i)})^2$, $\frac{\partial J}{\partial\theta}=\frac2m\sum_{i=1}^m(\theta x^{(i)}-y^{(i)})x^{(i)}$`,
    r`$J=\frac1m\sum_{i=1}^m(\theta x^{(i)}-y^{(i)})^2$, $\frac{\partial J}{\partial\theta}=\frac2m\sum_{i=1}^m(\theta x^{(i)}-y^{(i)})$`,
    'a sample in brackets above',
  ],
  [
    r`$a^{(2)}=w^{(2)}a^{(1)}$, $C=(a^{(2)}-t)^2$, $\frac{\partial C}{\partial w^{(2)}}=2(a^{(2)}-t)a^{(1)}$`,
    r`$a^{(2)}=w^{(2)}a^{(1)}$, $C=(a^{(2)}-t)^2$, $\frac{\partial C}{\partial w^{(2)}}=2(a^{(2)}-t)a^{(2)}$`,
    'a layer in brackets above and a square',
  ],
  [
    r`$x'=wx+b$, $y=(x')^2$, $\frac{\partial y}{\partial w}=2x'x$`,
    r`$x'=wx+b$, $y=(x')^2$, $\frac{\partial y}{\partial w}=2x'w$`,
    'a plain mark on a second variable',
  ],
  [r`$d=y-t$, $L=\frac12d^2$, $\frac{dL}{dy}=d$`, r`$d=y-t$, $L=\frac12d^2$, $\frac{dL}{dy}=-d$`, 'a name d beside differentials'],
  [
    r`$s=\frac{1}{\sqrt d}\sum_{i=1}^dq_ik_i$, $\frac{\partial s}{\partial q_i}=\frac{k_i}{\sqrt d}$`,
    r`$s=\frac{1}{\sqrt d}\sum_{i=1}^dq_ik_i$, $\frac{\partial s}{\partial q_i}=\frac{k_i}{d}$`,
    'a dimension called d beside a derivative',
  ],
  [
    r`$p_e=\frac{e^{z_e}}{\sum_ke^{z_k}}$, $\frac{\partial p_e}{\partial z_e}=p_e(1-p_e)$`,
    r`$p_e=\frac{e^{z_e}}{\sum_ke^{z_k}}$, $\frac{\partial p_e}{\partial z_e}=p_e(1+p_e)$`,
    'an index e and the number e',
  ],
  [
    r`$\pi=\frac1{1+e^{-\theta}}$, $\frac{d\pi}{d\theta}=\pi(1-\pi)$`,
    r`$\pi=\frac1{1+e^{-\theta}}$, $\frac{d\pi}{d\theta}=\pi(1+\pi)$`,
    'a pi that is a policy, not a number',
  ],
  [
    r`$\ell=-\frac12\ln(2\pi v)-\frac{x^2}{2v}$, $\frac{\partial\ell}{\partial v}=-\frac1{2v}+\frac{x^2}{2v^2}$`,
    r`$\ell=-\frac12\ln(2\pi v)-\frac{x^2}{2v}$, $\frac{\partial\ell}{\partial v}=-\frac1{2v}-\frac{x^2}{2v^2}$`,
    'a pi that is the number',
  ],
  [r`$Z=WX$, $J=\frac12\|Z-Y\|^2$, $dZ=Z-Y$, $dW=dZX^T$`, r`$Z=WX$, $J=\frac12\|Z-Y\|^2$, $dZ=Z-Y$, $dW=dZX$`, 'a gradient called dW'],
  [r`$y=a.x+b$, $\frac{dy}{dx}=a$`, r`$y=a.x+b$, $\frac{dy}{dx}=x$`, 'a point as a product'],
  [
    r`$R=r_1+\gamma r_2+\gamma^2r_3$, $\frac{\partial R}{\partial\gamma}=r_2+2\gamma r_3$`,
    r`$R=r_1+\gamma r_2+\gamma^2r_3$, $\frac{\partial R}{\partial\gamma}=r_2+\gamma r_3$`,
    'a gamma that scales and another that discounts',
  ],
  [
    r`$z^1=w^1x$, $a^1=\tanh z^1$, $z^2=w^2a^1$, $\frac{\partial z^2}{\partial z^1}=w^2(1-(a^1)^2)$`,
    r`$z^1=w^1x$, $a^1=\tanh z^1$, $z^2=w^2a^1$, $\frac{\partial z^2}{\partial z^1}=w^1(1-(a^1)^2)$`,
    'a numeral above as a label of a layer',
  ],
];

pairs('kind 9: names that clash', rows);

import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$L=\sum_t\hat y_t-y_t$, $\frac{\partial L}{\partial\hat y_t}=1$`,
    r`$L=\sum_t\hat y_t-y_t$, $\frac{\partial L}{\partial\hat y_t}=-1$`,
    'a sum whose body is a difference',
  ],
  [
    r`$\ell=\log pR$, $\frac{\partial\ell}{\partial p}=\frac1{p}$`,
    r`$\ell=\log pR$, $\frac{\partial\ell}{\partial p}=\frac1{pR}$`,
    'a logarithm of a product without brackets',
  ],
  [
    r`$y=\tanh^2z$, $\frac{dy}{dz}=2\tanh z(1-\tanh^2z)$`,
    r`$y=\tanh^2z$, $\frac{dy}{dz}=2\tanh z(1-\tanh z)$`,
    'a power on the name of the function',
  ],
  [r`$y=\sin2x$, $\frac{dy}{dx}=2\cos2x$`, r`$y=\sin2x$, $\frac{dy}{dx}=\cos2x$`, 'a sine without brackets'],
  [
    r`$y=\cos wx+b$, $\frac{\partial y}{\partial b}=1$`,
    r`$y=\cos wx+b$, $\frac{\partial y}{\partial b}=-\sin wx$`,
    'a cosine of a product and a term behind it',
  ],
  [
    r`$H=-\sum_kp_k\ln p_k$, $\frac{\partial H}{\partial p_k}=-\ln p_k-1$`,
    r`$H=-\sum_kp_k\ln p_k$, $\frac{\partial H}{\partial p_k}=-\ln p_k+1$`,
    'a logarithm and a factor behind it',
  ],
  [
    r`$L=-\sum_nt_n\ln y_n+(1-t_n)\ln(1-y_n)$, $\frac{\partial L}{\partial y_n}=-\frac{t_n}{y_n}+\frac{1-t_n}{1-y_n}$`,
    r`$L=-\sum_nt_n\ln y_n+(1-t_n)\ln(1-y_n)$, $\frac{\partial L}{\partial y_n}=-\frac{t_n}{y_n}-\frac{1-t_n}{1-y_n}$`,
    'a sum of two products without brackets',
  ],
  [r`$\frac{d}{dx}x^2\sin x=2x\sin x+x^2\cos x$`, r`$\frac{d}{dx}x^2\sin x=2x\sin x-x^2\cos x$`, 'an operator in front of a product'],
  [
    r`$\frac{\partial}{\partial y}\frac12(t-y)^2=-(t-y)$`,
    r`$\frac{\partial}{\partial y}\frac12(t-y)^2=(t-y)$`,
    'an operator in front of a difference of squares',
  ],
  [r`$y=\ln\frac xc$, $\frac{dy}{dx}=\frac1x$`, r`$y=\ln\frac xc$, $\frac{dy}{dx}=\frac cx$`, 'a logarithm of a fraction'],
  [
    r`$F=\log\sum_ke^{z_k}$, $\frac{\partial F}{\partial z_i}=\frac{e^{z_i}}{\sum_ke^{z_k}}$`,
    r`$F=\log\sum_ke^{z_k}$, $\frac{\partial F}{\partial z_i}=\frac{e^{z_i}}{\log\sum_ke^{z_k}}$`,
    'a logarithm of a sum that is a single operator',
  ],
  [
    r`$y=\sqrt xz$, $\frac{\partial y}{\partial x}=\frac{z}{2\sqrt x}$`,
    r`$y=\sqrt xz$, $\frac{\partial y}{\partial x}=\frac{z}{\sqrt x}$`,
    'a root and what stands behind it',
  ],
  [
    r`$y=1/2x^2$ with half a square: $y=\frac12x^2$, $\frac{dy}{dx}=x$`,
    r`$y=1/2x^2$ with half a square: $y=\frac12x^2$, $\frac{dy}{dx}=2x$`,
    'a slash and a product behind it',
  ],
  [
    r`$S=\sum_ix_i+\sum_jy_j$, $\frac{\partial S}{\partial y_j}=1$`,
    r`$S=\sum_ix_i+\sum_jy_j$, $\frac{\partial S}{\partial y_j}=2$`,
    'two sums, the second without brackets',
  ],
  [
    r`$E=-\sum_ix_i^2+c$, $\frac{\partial E}{\partial x_i}=-2x_i$`,
    r`$E=-\sum_ix_i^2+c$, $\frac{\partial E}{\partial x_i}=2x_i$`,
    'a minus in front of a sum of squares',
  ],
  [
    r`$y=\sin^2(-x)$, $\frac{dy}{dx}=2\sin x\cos x$`,
    r`$y=\sin^2(-x)$, $\frac{dy}{dx}=-2\sin x\cos x$`,
    'a function power with a minus in the argument',
  ],
  [
    r`$h=\tanh wx$, $\frac{\partial h}{\partial w}=x(1-h^2)$`,
    r`$h=\tanh wx$, $\frac{\partial h}{\partial w}=1-h^2$`,
    'a hyperbolic tangent of a product',
  ],
  [r`$\frac{d}{dw}w^2x-3w+c=2wx-3$`, r`$\frac{d}{dw}w^2x-3w+c=2wx-3w$`, 'an operator in front of a row of terms'],
  [r`$a=\sigma(z)$, $\frac{d}{dz}\ln a=1-a$`, r`$a=\sigma(z)$, $\frac{d}{dz}\ln a=a$`, 'a sigmoid and its argument in one breath'],
  [r`$y=\ln x^3$, $\frac{dy}{dx}=\frac{3}{x}$`, r`$y=\ln x^3$, $\frac{dy}{dx}=\frac{1}{x}$`, 'a logarithm of a power'],
  [
    r`$y=\ln^2x$, $\frac{dy}{dx}=\frac{2\ln x}{x}$`,
    r`$y=\ln^2x$, $\frac{dy}{dx}=\frac{2}{x}$`,
    'a squared logarithm by the place of the power',
  ],
];

pairs('kind 10: scope without brackets', rows);

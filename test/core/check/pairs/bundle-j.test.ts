import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$y=\sigma(x)$, $\frac{d^2y}{dx^2} = y(1-y)(1-2y)$`,
    r`$y=\sigma(x)$, $\frac{d^2y}{dx^2} = y(1-y)(1-y)$`,
    'a second derivative of the sigmoid',
  ],
  [
    r`$f = x^2y^3$, $\frac{\partial^2 f}{\partial x\,\partial y} = 6xy^2$`,
    r`$f = x^2y^3$, $\frac{\partial^2 f}{\partial x\,\partial y} = 6x^2y$`,
    'a mixed second derivative',
  ],
  [
    r`$f(x)=\ln(1+e^x)$, $f''(x) = \frac{e^x}{(1+e^x)^2}$`,
    r`$f(x)=\ln(1+e^x)$, $f''(x) = \frac{e^x}{1+e^x}$`,
    'a second derivative by two primes',
  ],
  [
    r`$L=\frac12(a-t)^2$, $a=\tanh(z)$, $\partial L/\partial z = (a-t)(1-a^2)$`,
    r`$L=\frac12(a-t)^2$, $a=\tanh(z)$, $\partial L/\partial z = (a-t)(1-a)$`,
    'a slash between two differentials',
  ],
  [
    r`$E = (wx-t)^2$, $ {\partial E \over \partial w} = 2(wx-t)x$`,
    r`$E = (wx-t)^2$, $ {\partial E \over \partial w} = 2(wx-t)w$`,
    'the old form with over',
  ],
  [
    r`$ {d \over dx}\left({x \over 1-x}\right) = {1 \over (1-x)^2}$`,
    r`$ {d \over dx}\left({x \over 1-x}\right) = {1 \over 1-x}$`,
    'the old form on both sides',
  ],
  [
    r`$z=wx$, $L=z^3$, $\partial L/\partial w = (\partial L/\partial z)(\partial z/\partial w) = 3z^2x$`,
    r`$z=wx$, $L=z^3$, $\partial L/\partial w = (\partial L/\partial z)(\partial z/\partial w) = 3z^2w$`,
    'a slash chain',
  ],
  [
    r`$F=\log\sum_k e^{z_k}$, $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$, $\frac{\partial^2 F}{\partial z_i\partial z_j} = p_i\delta_{ij} - p_ip_j$`,
    r`$F=\log\sum_k e^{z_k}$, $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$, $\frac{\partial^2 F}{\partial z_i\partial z_j} = p_i\delta_{ij} + p_ip_j$`,
    'a Hessian entry of a log-sum',
  ],
  [
    r`$J=\frac12\sum_n (w x_n - t_n)^2$, $\frac{\partial^2 J}{\partial w^2} = \sum_n x_n^2$`,
    r`$J=\frac12\sum_n (w x_n - t_n)^2$, $\frac{\partial^2 J}{\partial w^2} = \sum_n x_n$`,
    'the Hessian of least squares',
  ],
  [
    r`$g = \sin(2x)$, $\frac{d}{dx}\left(\frac{dg}{dx}\right) = -4\sin(2x)$`,
    r`$g = \sin(2x)$, $\frac{d}{dx}\left(\frac{dg}{dx}\right) = -2\sin(2x)$`,
    'an operator applied twice',
  ],
  [r`$u = \ln s$, $du/ds = 1/s$`, r`$u = \ln s$, $du/ds = 1/s^2$`, 'inline slashes with d'],
  [r`$p = x^5$, $\frac{d^3p}{dx^3} = 60x^2$`, r`$p = x^5$, $\frac{d^3p}{dx^3} = 20x^3$`, 'a third derivative'],
  [
    r`$\ell = -y\log q-(1-y)\log(1-q)$, $\frac{\partial^2\ell}{\partial q\,\partial q} = \frac{y}{q^2} + \frac{1-y}{(1-q)^2}$`,
    r`$\ell = -y\log q-(1-y)\log(1-q)$, $\frac{\partial^2\ell}{\partial q\,\partial q} = \frac{y}{q^2} - \frac{1-y}{(1-q)^2}$`,
    'the same variable twice below',
  ],
  [
    r`$p=\frac1{1+e^{-z}}$ and $\ell=-t\log p-(1-t)\log(1-p)$, so $\frac{\partial^2\ell}{\partial z^2} = p(1-p)$`,
    r`$p=\frac1{1+e^{-z}}$ and $\ell=-t\log p-(1-t)\log(1-p)$, so $\frac{\partial^2\ell}{\partial z^2} = p-t$`,
    'a curvature of the logistic loss',
  ],
  [
    r`$\frac{\partial^2}{\partial w^2}\left[\frac12(wx+b-t)^2 + \frac\lambda2w^2\right] = x^2 + \lambda$`,
    r`$\frac{\partial^2}{\partial w^2}\left[\frac12(wx+b-t)^2 + \frac\lambda2w^2\right] = x^2 + \lambda w$`,
    'a second derivative in operator form',
  ],
  [
    r`$C = {1 \over 2}\left(y-a\right)^2$ gives $ {\partial C \over \partial a} = -\left(y-a\right)$`,
    r`$C = {1 \over 2}\left(y-a\right)^2$ gives $ {\partial C \over \partial a} = \left(y-a\right)$`,
    'over inside a bracket',
  ],
  [r`$\partial (u v)/\partial u = v$`, r`$\partial (u v)/\partial u = u$`, 'a slash and a product on one line'],
  [
    r`$h = e^{ab}$, $\frac{\partial^2h}{\partial a\,\partial b} = \frac{\partial^2h}{\partial b\,\partial a} = e^{ab}(1 + ab)$`,
    r`$h = e^{ab}$, $\frac{\partial^2h}{\partial a\,\partial b} = \frac{\partial^2h}{\partial b\,\partial a} = e^{ab}(1 + a)$`,
    'the symmetry of mixed derivatives',
  ],
  [
    r`$t=\tanh x$, $\frac{d^2t}{dx^2} = -2t(1-t^2)$`,
    r`$t=\tanh x$, $\frac{d^2t}{dx^2} = 2t(1-t^2)$`,
    'the second derivative of a tanh in terms of itself',
  ],
  [
    r`$f(x)=x^2-a$, $\frac{f(x)}{f'(x)} = \frac{x^2-a}{2x} = \frac12\left(x - \frac ax\right)$`,
    r`$f(x)=x^2-a$, $\frac{f(x)}{f'(x)} = \frac{x^2-a}{2x} = \frac12\left(x + \frac ax\right)$`,
    'a Newton step from both orders',
  ],
  [
    r`$q=\sum_{i,j}x_iA_{ij}x_j$, $\frac{\partial^2q}{\partial x_k\partial x_l} = A_{kl}+A_{lk}$`,
    r`$q=\sum_{i,j}x_iA_{ij}x_j$, $\frac{\partial^2q}{\partial x_k\partial x_l} = A_{kl}+A_{kl}$`,
    'the Hessian of a quadratic form',
  ],
];

pairs('bundle J: second derivatives, slash and over', rows);

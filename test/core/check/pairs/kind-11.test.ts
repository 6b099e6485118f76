import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$L=\frac12(wx-t)^2$, $w\leftarrow w-\eta\frac{\partial L}{\partial w}$, $\frac{\partial L}{\partial w}=(wx-t)x$`,
    r`$L=\frac12(wx-t)^2$, $w\leftarrow w-\eta\frac{\partial L}{\partial w}$, $\frac{\partial L}{\partial w}=(wx-t)w$`,
    'an update and the gradient it uses',
  ],
  [
    r`$\eta\approx0.1$, $J=w^4$, $\frac{dJ}{dw}=4w^3$`,
    r`$\eta\approx0.1$, $J=w^4$, $\frac{dJ}{dw}=3w^4$`,
    'a rate of learning and a later derivative',
  ],
  [
    r`$e^x\approx1+x$ and $\frac{d}{dx}e^{ax}=a\,e^{ax}$`,
    r`$e^x\approx1+x$ and $\frac{d}{dx}e^{ax}=e^{ax}$`,
    'an approximation, then an exact line',
  ],
  [
    r`$p(x)\propto e^{-x^2/2}$, $\ell=-\frac{x^2}{2}$, $\frac{d\ell}{dx}=-x$`,
    r`$p(x)\propto e^{-x^2/2}$, $\ell=-\frac{x^2}{2}$, $\frac{d\ell}{dx}=x$`,
    'a proportionality, then an exact line',
  ],
  [
    r`$\sigma'(x)\le\frac14$, $\sigma'(x)=\sigma(x)(1-\sigma(x))$`,
    r`$\sigma'(x)\le\frac14$, $\sigma'(x)=\sigma(x)(1+\sigma(x))$`,
    'a bound, then an exact line',
  ],
  [
    r`$\tanh x\to1$ as $x\to\infty$, and $\frac{d}{dx}\tanh x=1-\tanh^2x$`,
    r`$\tanh x\to1$ as $x\to\infty$, and $\frac{d}{dx}\tanh x=1-\tanh x$`,
    'a limit, then an exact line',
  ],
  [
    r`$\ln x\le x-1$, $g=\ln x-x+1$, $\frac{dg}{dx}=\frac1x-1$`,
    r`$\ln x\le x-1$, $g=\ln x-x+1$, $\frac{dg}{dx}=\frac1x+1$`,
    'an inequality of a convex function, then an exact line',
  ],
  [
    r`$\frac{\partial L}{\partial w}=\,?$ Let $L=\ln(1+w^2)$. $\frac{\partial L}{\partial w}=\frac{2w}{1+w^2}$`,
    r`$\frac{\partial L}{\partial w}=\,?$ Let $L=\ln(1+w^2)$. $\frac{\partial L}{\partial w}=\frac{w}{1+w^2}$`,
    'a placeholder for the answer',
  ],
  [
    r`Suppose the upstream derivative is $\frac{\partial L}{\partial y}=1$, $y=x^2z$. Then $\frac{\partial y}{\partial z}=x^2$`,
    r`Suppose the upstream derivative is $\frac{\partial L}{\partial y}=1$, $y=x^2z$. Then $\frac{\partial y}{\partial z}=2x$`,
    'a supposition in words',
  ],
  [
    r`$S\equiv\sum_ke^{z_k}$, $\frac{\partial S}{\partial z_i}=e^{z_i}$`,
    r`$S\equiv\sum_ke^{z_k}$, $\frac{\partial S}{\partial z_i}=S$`,
    'a definition by a sign of identity',
  ],
  [
    r`$r\triangleq t-y$, $L\triangleq\frac12r^2$, $\frac{\partial L}{\partial y}=-r$`,
    r`$r\triangleq t-y$, $L\triangleq\frac12r^2$, $\frac{\partial L}{\partial y}=r$`,
    'a definition by a triangle',
  ],
  [r`$t=t+1$; $f=\sin3x$, $\frac{df}{dx}=3\cos3x$`, r`$t=t+1$; $f=\sin3x$, $\frac{df}{dx}=\cos3x$`, 'a counter that grows'],
  [
    r`$v\leftarrow\beta v+(1-\beta)g$, $E=\frac12w^2-w$, $\frac{dE}{dw}=w-1$`,
    r`$v\leftarrow\beta v+(1-\beta)g$, $E=\frac12w^2-w$, $\frac{dE}{dw}=w+1$`,
    'a momentum step, then the derivative',
  ],
  [
    r`$f(x+h)=f(x)+O(h)$, $q=x^2+\frac1x$, $\frac{dq}{dx}=2x-\frac{1}{x^2}$`,
    r`$f(x+h)=f(x)+O(h)$, $q=x^2+\frac1x$, $\frac{dq}{dx}=2x-\frac{1}{x}$`,
    'an order of magnitude beside a derivative',
  ],
  [
    r`$y\in\{0,1\}$, $\ell=-y\ln p-(1-y)\ln(1-p)$, $\frac{d\ell}{dp}=-\frac yp+\frac{1-y}{1-p}$`,
    r`$y\in\{0,1\}$, $\ell=-y\ln p-(1-y)\ln(1-p)$, $\frac{d\ell}{dp}=-\frac yp+\frac{1-y}{p}$`,
    'a set of values',
  ],
  [
    r`Setting the derivative to zero, $c^*=\frac1n\sum_ix_i$. $J(c)=\sum_{i=1}^n(x_i-c)^2$, $J'(c)=-2\sum_{i=1}^n(x_i-c)$`,
    r`Setting the derivative to zero, $c^*=\frac1n\sum_ix_i$. $J(c)=\sum_{i=1}^n(x_i-c)^2$, $J'(c)=2\sum_{i=1}^n(x_i-c)$`,
    'a solution, then the gradient again',
  ],
  [
    r`$\theta^*=\arg\min_\theta J$, $J=(\theta-3)^2$, $\frac{dJ}{d\theta}=2(\theta-3)$`,
    r`$\theta^*=\arg\min_\theta J$, $J=(\theta-3)^2$, $\frac{dJ}{d\theta}=2(3-\theta)$`,
    'an argument of a minimum, then the gradient',
  ],
  [r`$n\gg1$, $\frac{d}{dn}\ln n=\frac1n$`, r`$n\gg1$, $\frac{d}{dn}\ln n=n$`, 'an inverse relation of size, then a step'],
  [
    r`$L=\frac12(wx-t)^2$, $\frac{\partial L}{\partial w}=(wx-t)x$, $w\leftarrow w-\eta(wx-t)x$`,
    r`$L=\frac12(wx-t)^2$, $\frac{\partial L}{\partial w}=(wx-t)x$, $w\leftarrow w+\eta(wx-t)x$`,
    'an update beside a stated gradient',
  ],
  [
    r`$J=\frac12(y-b)^2$ has $\frac{\partial J}{\partial b}=-(y-b)$. Gradient descent: $b:=b+\alpha(y-b)$`,
    r`$J=\frac12(y-b)^2$ has $\frac{\partial J}{\partial b}=-(y-b)$. Gradient descent: $b:=b-\alpha(y-b)$`,
    'an update with words around it',
  ],
  [
    r`$E=\frac12\sum_n(w^\top x_n-t_n)^2$, $\nabla_wE=\sum_n(w^\top x_n-t_n)x_n$, $w\leftarrow w-\eta\sum_n(w^\top x_n-t_n)x_n$`,
    r`$E=\frac12\sum_n(w^\top x_n-t_n)^2$, $\nabla_wE=\sum_n(w^\top x_n-t_n)x_n$, $w\leftarrow w-\eta\sum_n(t_n-w^\top x_n)x_n$`,
    'an update of a vector of weights',
  ],
  [
    r`$J=\frac1{2m}\sum_{i=1}^m(\theta x_i-y_i)^2$, $\frac{dJ}{d\theta}=\frac1m\sum_{i=1}^m(\theta x_i-y_i)x_i$, $\theta:=\theta-\alpha\frac1m\sum_{i=1}^m(\theta x_i-y_i)x_i$`,
    r`$J=\frac1{2m}\sum_{i=1}^m(\theta x_i-y_i)^2$, $\frac{dJ}{d\theta}=\frac1m\sum_{i=1}^m(\theta x_i-y_i)x_i$, $\theta:=\theta-\alpha\frac2m\sum_{i=1}^m(\theta x_i-y_i)x_i$`,
    'a descent with a mean of the batch',
  ],
];

pairs('kind 11: equations that claim nothing', rows);

import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [r`$\frac{d}{dz}\ln\sigma(z) = 1-\sigma(z)$`, r`$\frac{d}{dz}\ln\sigma(z) = \sigma(z)$`, 'the logarithm of the sigmoid'],
  [
    r`For the logistic function, $\sigma(-x) = 1-\sigma(x)$`,
    r`For the logistic function, $\sigma(-x) = -\sigma(x)$`,
    'the sigmoid turned around',
  ],
  [
    r`$h_\theta(x) = \theta_0+\theta_1x$, $J(\theta) = \frac12(h_\theta(x)-y)^2$, $$\frac{\partial}{\partial\theta_1}J(\theta) = (h_\theta(x)-y)\,x$$`,
    r`$h_\theta(x) = \theta_0+\theta_1x$, $J(\theta) = \frac12(h_\theta(x)-y)^2$, $$\frac{\partial}{\partial\theta_1}J(\theta) = (y-h_\theta(x))\,x$$`,
    'a hypothesis with its parameter as a subscript',
  ],
  [
    r`$f(x)=x\sigma(\beta x)$

$f'(x) = \sigma(\beta x)+\beta x\,\sigma(\beta x)(1-\sigma(\beta x))$`,
    r`$f(x)=x\sigma(\beta x)$

$f'(x) = \sigma(\beta x)+x\,\sigma(\beta x)(1-\sigma(\beta x))$`,
    'Swish with a slope',
  ],
  [
    r`For $x<0$ it is $f(x)=\alpha(e^x-1)$, so $f'(x)=f(x)+\alpha$`,
    r`For $x<0$ it is $f(x)=\alpha(e^x-1)$, so $f'(x)=f(x)-\alpha$`,
    'the negative side of an ELU',
  ],
  [
    r`$p(x)=\sigma(wx+b)$, $\frac{\partial p(x)}{\partial w}=x\,p(x)(1-p(x))$`,
    r`$p(x)=\sigma(wx+b)$, $\frac{\partial p(x)}{\partial w}=w\,p(x)(1-p(x))$`,
    'a probability as a function of the input',
  ],
  [
    r`$L_\delta(a)=\delta^2\left(\sqrt{1+(a/\delta)^2}-1\right)$ so that $L_\delta'(a)=\frac{a}{\sqrt{1+(a/\delta)^2}}$`,
    r`$L_\delta(a)=\delta^2\left(\sqrt{1+(a/\delta)^2}-1\right)$ so that $L_\delta'(a)=\frac{\delta a}{\sqrt{1+(a/\delta)^2}}$`,
    'pseudo-Huber, the radius as a subscript',
  ],
  [r`$\zeta(x) = \log(1+e^x)$ has $\zeta'(x) = \sigma(x)$`, r`$\zeta(x) = \log(1+e^x)$ has $\zeta'(x) = 1-\sigma(x)$`, 'softplus by name'],
  [r`$f(x)=x^3-2x$, $f'(2) = 10$`, r`$f(x)=x^3-2x$, $f'(2) = 8$`, 'a slope at a point'],
  [
    r`$\sigma''(x) = \sigma(x)(1-\sigma(x))(1-2\sigma(x))$`,
    r`$\sigma''(x) = \sigma(x)(1-\sigma(x))(1-\sigma(x))$`,
    'the second derivative of the sigmoid',
  ],
  [
    r`$J(w,b) = \frac12(wx+b-y)^2 + \lambda w^2$, $\frac{\partial J(w,b)}{\partial w} = (wx+b-y)x +2\lambda w$`,
    r`$J(w,b) = \frac12(wx+b-y)^2 + \lambda w^2$, $\frac{\partial J(w,b)}{\partial w} = (wx+b-y)x +\lambda w$`,
    'the cost as a function of two arguments',
  ],
  [
    r`$h_\theta(x) = \frac{1}{1+e^{-\theta x}}$ and $J(\theta) = -y\log h_\theta(x) - (1-y)\log(1-h_\theta(x))$. Therefore $\frac{dJ(\theta)}{d\theta} = (h_\theta(x)-y)x$`,
    r`$h_\theta(x) = \frac{1}{1+e^{-\theta x}}$ and $J(\theta) = -y\log h_\theta(x) - (1-y)\log(1-h_\theta(x))$. Therefore $\frac{dJ(\theta)}{d\theta} = (h_\theta(x)-y)\theta$`,
    'logistic regression, the derivative in full',
  ],
  [
    r`$g(x) = \tanh(x)$, $f(u) = u^2$, $F(x) = f(g(x))$, so $F'(x) = 2g(x)\,(1-g(x)^2)$`,
    r`$g(x) = \tanh(x)$, $f(u) = u^2$, $F(x) = f(g(x))$, so $F'(x) = 2g(x)\,(1-x^2)$`,
    'a chain of calls with known insides',
  ],
  [
    r`$f(x) = x^2$, $g(x) = \ln x$, $(fg)'(x) = f'(x)g(x)+f(x)g'(x) = 2x\ln x + x$`,
    r`$f(x) = x^2$, $g(x) = \ln x$, $(fg)'(x) = f'(x)g(x)+f(x)g'(x) = 2x\ln x + x^2$`,
    'a product of known functions',
  ],
  [
    r`$\sigma(z) = \frac{1}{1+e^{-z}}$, $y = \sigma(wx)$. $$\frac{dy}{dw} = \sigma'(wx)\,x = y(1-y)x$$`,
    r`$\sigma(z) = \frac{1}{1+e^{-z}}$, $y = \sigma(wx)$. $$\frac{dy}{dw} = \sigma'(wx)\,x = y(1-y)w$$`,
    'an activation through its own value',
  ],
  [
    r`$\ell(y,\hat y) = \frac12(y-\hat y)^2$ and $\hat y = f(s)$ with $f(s) = \sigma(s)$: $\frac{\partial \ell}{\partial s} = (\hat y-y)\,f'(s)$`,
    r`$\ell(y,\hat y) = \frac12(y-\hat y)^2$ and $\hat y = f(s)$ with $f(s) = \sigma(s)$: $\frac{\partial \ell}{\partial s} = (y-\hat y)\,f'(s)$`,
    'a loss of a prediction, both functions given',
  ],
  [r`$f(x)=\ln(ax+b)$, $f''(x) = -\frac{a^2}{(ax+b)^2}$`, r`$f(x)=\ln(ax+b)$, $f''(x) = \frac{a^2}{(ax+b)^2}$`, 'a shifted logarithm'],
  [
    r`$K(u) = e^{-u^2/2}$ and $K'(u) = -u\,K(u)$; therefore $K''(u) = (u^2-1)K(u)$`,
    r`$K(u) = e^{-u^2/2}$ and $K'(u) = -u\,K(u)$; therefore $K''(u) = (u^2+1)K(u)$`,
    'a Gaussian bump as a kernel',
  ],
  [
    r`For $x<0$ we set $f(x)=\lambda\alpha(e^x-1)$. So $f'(x)=f(x)+\lambda\alpha$`,
    r`For $x<0$ we set $f(x)=\lambda\alpha(e^x-1)$. So $f'(x)=f(x)+\alpha$`,
    'SELU with its scale',
  ],
  [
    r`$\phi(x) = a\tanh(bx)$, $\phi'(x) = \frac{b}{a}\left(a^2-\phi(x)^2\right)$`,
    r`$\phi(x) = a\tanh(bx)$, $\phi'(x) = \frac{b}{a}\left(a-\phi(x)^2\right)$`,
    'a normalised tanh',
  ],
];

pairs('bundle B: functions, known and opaque', rows);

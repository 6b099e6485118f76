import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$s = w_1x_1 + w_2x_2 + \dots + w_nx_n + b$, $\frac{\partial s}{\partial w_2} = x_2$`,
    r`$s = w_1x_1 + w_2x_2 + \dots + w_nx_n + b$, $\frac{\partial s}{\partial w_2} = x_1$`,
    'a sum with dots',
  ],
  [
    r`$z=wx$, $a=\tanh z$, $L=\frac12(a-y)^2$ $$\frac{\partial L}{\partial w} = \underbrace{(a-y)}_{\partial L/\partial a}\;\underbrace{(1-a^2)}_{\partial a/\partial z}\;\underbrace{x}_{\partial z/\partial w}$$`,
    r`$z=wx$, $a=\tanh z$, $L=\frac12(a-y)^2$ $$\frac{\partial L}{\partial w} = \underbrace{(a-y)}_{\partial L/\partial a}\;\underbrace{(1-a^2)}_{\partial a/\partial z}\;\underbrace{w}_{\partial z/\partial w}$$`,
    'braces below each factor',
  ],
  [
    r`$y=\ln(1+x^2)$, $\frac{dy}{dx} = \underbrace{\frac{1}{1+x^2}}_{\text{outer}}\cdot\overbrace{2x}^{\text{inner}}$`,
    r`$y=\ln(1+x^2)$, $\frac{dy}{dx} = \underbrace{\frac{1}{1+x^2}}_{\text{outer}}\cdot\overbrace{x^2}^{\text{inner}}$`,
    'a brace with a word',
  ],
  [
    r`$p = \frac{1}{1+e^{-z}}$, $\boxed{\frac{dp}{dz} = p - p^2}$`,
    r`$p = \frac{1}{1+e^{-z}}$, $\boxed{\frac{dp}{dz} = p + p^2}$`,
    'a boxed result',
  ],
  [
    r`$L=(u-v)^2+\lambda u^2$, $\frac{\partial L}{\partial u} = 2(u-v) + {\color{blue}2\lambda u}$`,
    r`$L=(u-v)^2+\lambda u^2$, $\frac{\partial L}{\partial u} = 2(u-v) + {\color{blue}\lambda u}$`,
    'colour on the term that matters',
  ],
  [
    r`$\frac{d}{dy}\left[y\ln y\right] = \ln y + \cancel{y}\frac{1}{\cancel{y}} = \ln y + 1$`,
    r`$\frac{d}{dy}\left[y\ln y\right] = \ln y + \cancel{y}\frac{1}{\cancel{y}} = \ln y + y$`,
    'factors that cancel',
  ],
  [
    r`$E=\frac12(t-y)^2$ $$\frac{dE}{dy} = \cancel{2}\cdot\frac{1}{\cancel{2}}(t-y)\cdot(-1) = y-t$$`,
    r`$E=\frac12(t-y)^2$ $$\frac{dE}{dy} = \cancel{2}\cdot\frac{1}{\cancel{2}}(t-y)\cdot(-1) = t-y$$`,
    'a half that cancels',
  ],
  [
    r`$$y = \sin(x^2) \quad\text{and therefore}\quad \frac{dy}{dx} = 2x\cos(x^2)$$`,
    r`$$y = \sin(x^2) \quad\text{and therefore}\quad \frac{dy}{dx} = 2x\cos(2x)$$`,
    'words between two equations',
  ],
  [
    r`$$\begin{aligned} \frac{d}{dx}\frac{x}{1+x} &= \frac{(1+x)-x}{(1+x)^2} && \text{(quotient rule)} \\ &= \frac{1}{(1+x)^2} && \text{(simplify)} \end{aligned}$$`,
    r`$$\begin{aligned} \frac{d}{dx}\frac{x}{1+x} &= \frac{(1+x)-x}{(1+x)^2} && \text{(quotient rule)} \\ &= \frac{1}{1+x} && \text{(simplify)} \end{aligned}$$`,
    'a reason behind the row',
  ],
  [
    r`$$x = \begin{bmatrix} x_1 \\ \vdots \\ x_n\end{bmatrix},\quad L = \sum_{i=1}^n x_i^3$$ $$\frac{\partial L}{\partial x_i} = 3x_i^2$$`,
    r`$$x = \begin{bmatrix} x_1 \\ \vdots \\ x_n\end{bmatrix},\quad L = \sum_{i=1}^n x_i^3$$ $$\frac{\partial L}{\partial x_i} = 3x_i$$`,
    'a matrix with dots',
  ],
  [
    r`$J = \frac1m\left[(h_1-y_1)^2+(h_2-y_2)^2+\dots+(h_m-y_m)^2\right]$, $\frac{\partial J}{\partial h_2} = \frac{2}{m}(h_2-y_2)$`,
    r`$J = \frac1m\left[(h_1-y_1)^2+(h_2-y_2)^2+\dots+(h_m-y_m)^2\right]$, $\frac{\partial J}{\partial h_2} = \frac{1}{m}(h_2-y_2)$`,
    'a sum of squares with dots, one of them by name',
  ],
  [
    r`$\displaystyle g = \frac{x^2}{2}$, $\frac{dg}{dx} = \phantom{-}x$`,
    r`$\displaystyle g = \frac{x^2}{2}$, $\frac{dg}{dx} = \phantom{-}2x$`,
    'a phantom and a style',
  ],
  [
    r`$q=3a^2b$, $\frac{\partial q}{\partial b} = \boxed{3a^2}$`,
    r`$q=3a^2b$, $\frac{\partial q}{\partial b} = \boxed{6a}$`,
    'a box around the term alone',
  ],
  [
    r`$\text{loss} = (\text{prediction} - \text{target})^2$, $\frac{\partial\,\text{loss}}{\partial\,\text{prediction}} = 2(\text{prediction} - \text{target})$`,
    r`$\text{loss} = (\text{prediction} - \text{target})^2$, $\frac{\partial\,\text{loss}}{\partial\,\text{prediction}} = 2(\text{target} - \text{prediction})$`,
    'words as names',
  ],
  [
    r`$y = \sqrt{1+x^2}$, $\frac{dy}{dx} \overset{\text{chain}}{=} \frac{x}{\sqrt{1+x^2}}$`,
    r`$y = \sqrt{1+x^2}$, $\frac{dy}{dx} \overset{\text{chain}}{=} \frac{2x}{\sqrt{1+x^2}}$`,
    'a stack over a sign',
  ],
  [
    r`$m = \frac{x_1+x_2+\ldots+x_n}{n}$, $\frac{\partial m}{\partial x_i} = \frac1n$`,
    r`$m = \frac{x_1+x_2+\ldots+x_n}{n}$, $\frac{\partial m}{\partial x_i} = 1$`,
    'a mean with dots',
  ],
  [
    r`$$\color{green}{v = u^4} \tag{3}$$ $$\frac{dv}{du} = {\color{green} 4u^3} \tag{4}$$`,
    r`$$\color{green}{v = u^4} \tag{3}$$ $$\frac{dv}{du} = {\color{green} 3u^4} \tag{4}$$`,
    'a tag and a colour group',
  ],
  [
    r`$(a+b)^2-(a-b)^2 = \cancel{a^2}+2ab+\cancel{b^2}-\cancel{a^2}+2ab-\cancel{b^2} = 4ab$`,
    r`$(a+b)^2-(a-b)^2 = \cancel{a^2}+2ab+\cancel{b^2}-\cancel{a^2}+2ab-\cancel{b^2} = 2ab$`,
    'terms crossed out on both sides',
  ],
  [
    r`$S = x_1^2 + x_2^2 + \cdots + x_n^2$, $\frac{\partial S}{\partial x_i} = 2x_i$`,
    r`$S = x_1^2 + x_2^2 + \cdots + x_n^2$, $\frac{\partial S}{\partial x_i} = x_i$`,
    'a polynomial with dots and a general term',
  ],
  [
    r`$L = (u - w)^2$, $\frac{dL}{du} = 2 u \textcolor{blue}{{} - 2 w}$`,
    r`$L = (u - w)^2$, $\frac{dL}{du} = 2 u \textcolor{blue}{{} + 2 w}$`,
    'a term in colour with the sign in front of it',
  ],
  [
    r`$u = \tanh(v) \ \text{(entry by entry)}, \qquad L = u^2$ and $\frac{dL}{dv} = 2 u (1 - u^2)$`,
    r`$u = \tanh(v) \ \text{(entry by entry)}, \qquad L = u^2$ and $\frac{dL}{dv} = 2 u (1 + u^2)$`,
    'words in a bracket behind a formula',
  ],
  [
    r`$f = e^{\textcolor{red}{3}x}$, $\frac{df}{dx} = \textcolor{red}{3}e^{3x}$`,
    r`$f = e^{\textcolor{red}{3}x}$, $\frac{df}{dx} = \textcolor{red}{2}e^{3x}$`,
    'a colour with its argument, no primes',
  ],
  [
    r`$f(x)=\max(0,x)$, $f'(x) = 1, \text{ when } x>0$`,
    r`$f(x)=\max(0,x)$, $f'(x) = x, \text{ when } x>0$`,
    'a condition in words behind the comma',
  ],
];

pairs('bundle I: dots, braces below, boxes, colours, crossed-out terms, words inside the mathematics', rows);

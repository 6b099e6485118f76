import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../support/checks.ts';

const r = String.raw;

/** Notes that are right, or that claim nothing, in spellings that a hasty reader takes for mistakes; and what a careful one sees in them. */
const notes: readonly (readonly [note: string, why: string])[] = [
  [
    r`Let $A\in\mathbb R^{n\times m}$, $B\in\mathbb R^{m\times n}$ and $x\in\mathbb R^n$. $$\frac{\partial (x^\top A)}{\partial x}=A$$ $$\frac{\partial (Bx)}{\partial x^\top}=B$$`,
    'derivatives by a vector and by a transposed one, each of which says how it is laid out',
  ],
  [r`Let $u,v\in\mathbb R^n$ and $L=\frac12\|v*u\|^2$. $$\frac{\partial L}{\partial v}=u*(v*u)$$`, 'two stars that go entry by entry'],
  [
    r`The gradient of $f:\mathbb R^n\to\mathbb R$ is the vector of its partial derivatives. For $n=1$ and $f(x)=x^2$: $$f'(x)=2x$$ $$f'(3)=6$$`,
    'an example of one variable beside a function of several',
  ],
  [r`$f(x) = x^3 - 3x$. $f'(x) = 0$ gives $x^2 = 1$, so $x = \pm 1$.`, 'two solutions of an equation'],
  [
    r`For a spin $s = \pm 1$ we have $s^2 = 1$. $$E = -Jsm + \frac12 s^2 h$$ $$\frac{\partial E}{\partial s} = -Jm + sh$$`,
    'two values of what a formula is differentiated by',
  ],
  [
    r`$$\pi_k = \frac{e^{z_k}}{1+\sum_{j=1}^{K-1}e^{z_j}}, \qquad \pi_K = \frac{1}{1+\sum_{j=1}^{K-1}e^{z_j}}$$`,
    'a formula for the last member beside one for the others',
  ],
  [r`$$w_k = v_k\prod_{j=1}^{k-1}(1-v_j), \qquad w_K = \prod_{j=1}^{K-1}(1-v_j)$$`, 'what is left over for the last member'],
  [
    r`The inputs have density $p(x) = e^{-x^2}$, the outputs $\hat x = u^3$ have $$p(\hat x) = e^{-u^2}/(3u^2)$$`,
    'a density that its argument names',
  ],
  [
    r`$p(x) = e^{\theta x}/Z$ with $Z = \sum_x e^{\theta x}$. $$\frac{\partial \log p(x)}{\partial\theta} = x - \sum_x p(x)\,x$$`,
    'one letter free and summed over',
  ],
  [
    r`$\mathbf u = \mathbf r(\exp(\alpha) - 1)$, $\mathbf s = \mathbf q \mathbf r \exp(\alpha)$. $(\mathbf s - \mathbf q)/\mathbf u = \mathbf q(\mathbf r \exp(\alpha) - 1)/ \mathbf r(\exp(\alpha) - 1)$`,
    'products of vectors that go entry by entry beside quotients of them',
  ],
  [
    r`Let $p(x) = \lambda e^{-\lambda x}$. Then $\sum_x p(x) = 1$ and $H = -\sum_x p(x) \log p(x) = \lambda \sum_x x p(x) - \log \lambda$`,
    'a sum over all values of a law that is given, of which the total is known by words alone',
  ],
  [
    r`$E = \frac12 \sum_x (f(x) - t)^2$ with $f(x) = \sigma(w x)$ and $y = f(x)$. $\frac{\partial E}{\partial w} = \sum_x (y - t) y (1 - y) x$`,
    'a letter below a sum that is the argument of a function, and stands behind a name too',
  ],
  [r`We write $\log x = \frac{\ln x}{\ln 2}$. $\frac{d}{dx} \log x = \frac{1}{x \ln 2}$`, 'a logarithm to another base'],
  [
    r`$$Z = W X + b, \quad J = \frac{1}{2m} \sum_i \sum_k (Z_{ki} - Y_{ki})^2$$ Write $dW = \frac{\partial J}{\partial W}$. Then $$dZ = Z - Y$$ $$dW = \frac1m dZ X^T$$`,
    'a gradient of the mean that is named, beside one of each sample',
  ],
  [
    r`$f = \sum_i \sum_j A_{ij} x_i x_j$ and $g_k = 2 \sum_i A_{ki} x_i$. Then $\frac{\partial g_k}{\partial x_l} = 2 A_{kl} = 2 A_{lk}$`,
    'indices that a row does nothing else with than swap: the matrix is meant to be symmetric',
  ],
  [
    r`Let $f(u) = u^3$. The reparametrised variable $x_s$ is a function of $x$ with slope $2$. $\frac{d}{dx} f(x_s) = 6 x_s^2$`,
    'a name with a mark that is made of the letter by words',
  ],
  [r`When $L$ is lower triangular, $$\det L = \prod_i L_{ii}$$`, 'a triangular matrix by words'],
  [
    r`$Q'$ is the target. $E = (Q - r - \gamma Q')^2$, $\frac{\partial E}{\partial Q'} = -2\gamma(Q - r - \gamma Q')$`,
    'a prime that is part of a name',
  ],
  [r`$y = u v$, $y' = u'v + uv'$. $((x^2+1)^2)' = 2(x^2+1)(x^2+1)'$`, 'primes of products and brackets that differentiate'],
  [r`$d(a, b) = d(b, a)$, $e = d(a,b)^2$`, 'a distance that is symmetric'],
  [r`For numbers $\|u-c\|^2 = (u-c)^2$, so $\frac{d}{du}\|u-c\|^2 = 2(u-c)$`, 'the norm of a difference of numbers'],
  [
    r`$f(x) = x^2$. $f(x, y) = x^2 + y^2$ has $\nabla f = [2x, 2y]$. At $(x, y) = (3, 4)$ it is $\nabla f = [6, 8]$.`,
    'a function of one variable and then of two',
  ],
  [
    r`Let $\delta x = x - x_0$ be small and $f(x) = x^2$. Then $\delta f = \frac{\partial f}{\partial x} \delta x$. Errors are $\delta y = \frac{\partial L}{\partial y}$.`,
    'a delta for a small change, and for a gradient elsewhere',
  ],
  [
    r`$y = a w$. Changes of $y$: $\delta y = \frac{\partial y}{\partial w} \delta w$. We also write $\delta w = \frac{\partial L}{\partial w}$.`,
    'a differential by the letter of a gradient',
  ],
  [
    r`$\delta y = \frac{\partial L}{\partial y}$ for the loss and $\delta y = \frac{\partial R}{\partial y}$ for the penalty. $y = w x$, $\delta w = 2 x \delta y$`,
    'one mark for the gradients of two losses',
  ],
  [
    r`$y^p = x^p + 1$ for odd $p$, $\frac{dx^p}{dx} = p x^{p-1}$, $T^a = e^{a \ln T}$, $\frac{dT^a}{da} = T^a \ln T$`,
    'powers at the head of equations',
  ],
  [
    r`$x \in \mathbb{R}^d$, $f = \frac1d \|x\|^2$, $\nabla_x f = \frac2d x$, $df = \frac2d x^\top dx$`,
    'a dimension and a differential by one letter',
  ],
  [
    r`$y = x + g(x)$ and a second branch $r = k x$. $\frac{\partial L}{\partial x} = \frac{\partial L}{\partial y}(1 + g'(x)) + \frac{\partial L}{\partial r} k$`,
    'two branches behind one name',
  ],
  [
    r`$H = X W$, $\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial H}$. An activation is $Y = \tanh(X)$, with $\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Y} \odot (1 - Y \odot Y)$.`,
    'one letter as the input of two layers, and a loss behind each',
  ],
  [r`Let $A \in \mathbb{R}^{n \times n}$. $\frac{\partial \det(A)}{\partial A} = \det(A) A^{-1}$`, 'a square matrix in the other layout'],
  [
    r`$L = \frac12\|Wx - y\|^2 + \lambda |W|$, $\frac{\partial L}{\partial W} = (Wx-y)x^\top + \lambda\,\mathrm{sign}(W)$`,
    'bars for absolute values',
  ],
  [
    r`$Z = W A + b$, $H = g(Z)$. $dZ = dH \odot g'(Z)$ and $dW := \frac{\partial J}{\partial W} = \frac1m dZ A^\top$`,
    'gradients by name of one sample, and the mean over all',
  ],
  [
    r`$$\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} * \begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix} = \begin{bmatrix} 4 & 6 \\ 6 & 4 \end{bmatrix}$$`,
    'a convolution of numbers',
  ],
  [
    r`$y_i = \sum_{k=0}^{K-1} w_k x_{i+k}$, indices modulo $N$. $\sum_{i=0}^{N-1} y_i = \sum_{k=0}^{K-1} w_k \sum_{i=0}^{N-1} x_i$`,
    'a convolution on a ring',
  ],
  [
    r`$y_i = \sum_{k=0}^{K-1} w_k x_{i+k}$ with $x_{i+N} = x_i$. $\sum_{i=0}^{N-1} y_i = \sum_{k=0}^{K-1} w_k \sum_{i=0}^{N-1} x_i$`,
    'the same, said in a formula',
  ],
  [
    r`$y_i = \sum_{k=0}^{K-1} w_k x_{i+k}$, $L = \sum_i y_i$. $\frac{\partial L}{\partial x_j} = \sum_{k=0}^{K-1} w_k$`,
    'what holds in the middle of a signal alone',
  ],
  [
    r`$y_n = \sum_{k=0}^{M} b_k x_{n-k} + \sum_{k=1}^{M} a_k y_{n-k}$. $\frac{\partial y_n}{\partial b_k} = x_{n-k} + \sum_{m=1}^{M} a_m \frac{\partial y_{n-m}}{\partial b_k}$`,
    'a filter that feeds back',
  ],
  [r`$r_k = \sum_{i=0}^{N-1-k} x_i x_{i+k}$. $\frac{\partial r_k}{\partial x_j} = x_{j+k} + x_{j-k}$`, 'an end that depends on an index'],
  [r`$f = \sum_{i=1}^{N-1} x_i x_{i+1}$, $\frac{\partial f}{\partial x_j} = x_{j-1} + x_{j+1}$`, 'neighbours, of which the ends lack one'],
  [
    r`$$2\left(p + \frac{\lambda p}{\sqrt{p^2+q^2}}\right) - 2 \frac{\lambda q}{\sqrt{p^2+q^2}} = 0$$ Squaring, $$p^2 (p^2 + q^2) = \lambda^2 (q - p)^2$$ One solution has $p = \lambda$.`,
    'an equation that follows from one that is to be solved, and its solution',
  ],
  [
    r`A mistake on a positive example: $\theta := \theta + \alpha x$.

# Linear models

$\eta = \theta^\top x$, $\partial\eta/\partial\theta_j = x_j$, and $\frac{\partial}{\partial \eta} a(\eta) = a'(\eta)$`,
    'an update beside what is differentiated by in its turn, and so is no loss',
  ],
  [
    r`$M = U \Lambda U^\top$ with $U^\top U = I$, $U \in \mathbb{R}^{n \times n}$. $$S^\top M S = \Lambda^{-\frac12} \cdot \Lambda \cdot \Lambda^{-\frac12} = I$$`,
    'the root of a matrix that only its letter tells',
  ],
  [
    r`$y_k = \frac{\exp(a_k)}{S}$. ($S$ is the total $\sum e^{a_i}$) $$\frac{\partial y_k}{\partial a_k} = \frac{e^{a_k} S - e^{a_k} e^{a_k}}{S^2}$$`,
    'a name that words set in brackets',
  ],
  [
    r`$i = \sigma(u)$, $c = i \odot g + f \odot b$ are vectors, $\frac{\partial L}{\partial z} V^\top$ is handed in as a row. $$\frac{\partial L}{\partial u} = \frac{\partial L}{\partial i} i (1 - i)$$`,
    'rows beside a slope without signs',
  ],
  [r`The point $(x_1, x_2) = (a, b)$ is fixed, and $(x, y) = (r\cos t, r\sin t)$.`, 'coordinates in brackets'],
  [
    r`$\mathbf{w} \in \mathbb{R}^d$, $f(\mathbf{w}) = \mathbf{w}^\top \mathbf{w}$. At the minimum $\nabla f(\mathbf{w}) = (0, \dots, 0)^\top$.`,
    'an equation to be solved',
  ],
  [
    r`# Scales

$$y_{11} = \gamma_1 \cdot x_{11}, \quad y_{21} = \gamma_1 \cdot x_{21}$$ Only for $j = q$ $$\frac{\partial y_{ij}}{\partial \gamma_q} = x_{iq}$$

# Inputs

$$y_{nd} = \gamma_d h_{nd} + \beta_d, \qquad h_{nd} = \frac{x_{nd} - \mu_d}{s_d}, \qquad \mu_d = \frac1N \sum_{n=1}^N x_{nd}$$`,
    'members of which a section says something else than a later one does of all',
  ],
  [r`Let $z \in \mathbb{R}^K$. Then $\operatorname{softmax}(z) = \operatorname{softmax}(z + c)$.`, 'a number that is added to a vector'],
  [
    r`Look at the first entry: $$0.9x + 0.4(1 - x) = x.$$ This gives $$0.9x + 0.4 - 0.4x = x \Longrightarrow 0.4 = 0.5x \Longrightarrow x = 0.8.$$`,
    'an equation that later sentences solve',
  ],
  [r`$\sum_{i=1}^6 n_i = N$, so the share is $q_i = \frac{n_i}{N}$.`, 'a constraint between inputs'],
  [r`The loss is $L = \sum_i u_i^2$. When $u_1 = u_2$, it is even.`, 'a condition between two inputs'],
  [
    r`$A = \pi r^2$. At $t = 2$ the radius is $r = 3$ and $\frac{dr}{dt} = 4 \cdot 2$. The area grows by $\frac{dA}{dt} = 5 \cdot 2$.`,
    'a rate by a variable on which nothing is said to depend, at a point',
  ],
  [r`$L = (w - 3)^2$, $w = 5$. For the next step we would need $\frac{dL}{dw} = 1$.`, 'a derivative that is wished for'],
  [r`$h = |u|$, $u = 0$, $k = h + u$, $\frac{dk}{du} = 2 \cdot 1$ and $\frac{dk}{du} = 2 \cdot 0.5$.`, 'a point at a kink'],
  [r`$z_1 = u$, $z_2 = v$. In the second case $z_1 = v$, and $\sum_k z_k = 2v$.`, 'members that get a meaning, and another one later'],
  [r`For two classes $t_2 = 1 - t_1$, and $L = -t_c\log y_c - (1-t_c)\log(1-y_c)$.`, 'one input given by another'],
  [
    r`$\frac{\partial C}{\partial w_j} = \frac{1}{n} \sum_x x_j (\sigma(z) - y)$

$$x^l = f(u^l), \quad u^l = W^l x^{l-1} + b^l$$

$$f(x) = \frac{1}{1 + e^{-\beta x}}$$

$$\delta_h^l = \frac{\partial E}{\partial u_h^l} = \frac{\partial E}{\partial x_h^l} \cdot \frac{\partial x_h^l}{\partial u_h^l}$$

$$\delta^l = (W^{l+1})^T \delta^{l+1} \odot f'(u^l)$$

$$x_j^l = f\left(\sum_{i=1}^N \alpha_{ij} (x_i^{l-1} * k_i^l) + b_j^l\right)$$`,
    'a function that goes entry by entry, of a letter that is a vector elsewhere',
  ],
  [
    r`$\int 2xy\,dx = x^2 y + C(y)$. So $x^2 + C'(y) = \frac{\partial f}{\partial y}$ with $C(y) = \frac{y^2}{2}$, and $f = x^2 y + \frac{y^2}{2} + C$.`,
    'two constants of integrals by one letter',
  ],
  [
    r`$$f(c) = \begin{cases} (c / m)^a & c < m \\ 1 & \text{otherwise} \end{cases}$$

Below $m$ the slope is $f'(c) = \frac{a}{c} f(c)$.`,
    'one piece of a function, of which the words in front speak',
  ],
  [
    r`$$g(z) = \begin{cases} z & z > 0 \\ a (e^z - 1) & z \le 0 \end{cases}$$ Auf der linken Seite ist $g'(z) = g(z) + a$.`,
    'the same in German',
  ],
  [
    r`$y = \sin x$, $d(\sin x) = \cos x d x$. For $y = \sec x$ it is $d y = \sec x \tan x d x$.`,
    'a differential with a gap behind a function',
  ],
  [
    r`$L(\theta) = \theta^3 (1 - \theta)^2$, $LL(\theta) = \ln L(\theta) = 3 \ln \theta + 2 \ln (1 - \theta)$. $\frac{\partial LL(\theta)}{\partial \theta} = \frac{3}{\theta} - \frac{2}{1 - \theta}$`,
    'a name of two capitals with its argument',
  ],
  [
    r`The loss of one sample is $l^n(\theta)$. The neuron gives $a = \sigma(z)$. $\frac{\partial l}{\partial z} = \frac{\partial a}{\partial z} \frac{\partial l}{\partial a}$`,
    'a loss that is spoken of with its parameters',
  ],
  [
    r`$y = f(x) = x^2$. While keeping $y$ constant, $\frac{\partial}{\partial x}(x^2 y) = 2xy$. Elsewhere $\frac{dy}{dx} = 2x$.`,
    'a name that words hold, though it is differentiated elsewhere',
  ],
  [r`$z = w x + b$. For simplicity $b$ is zero here, so $w x = z$.`, 'a bias that words take for zero'],
  [r`$z = w x + b$。我们简化 $b$ 都是0，则有 $w x = z$。`, 'the same in Chinese'],
  [
    r`The score of the cell is $s_c = \sum_j v_j h_j$.

The probabilities are $p_c = \frac{e^{u_c}}{\sum_k e^{u_k}}$ and $L = -\log p_c$. Then

$$\frac{\partial L}{\partial u_c} = p_c - 1$$`,
    'a letter of one score and, elsewhere, of one of many',
  ],
  [
    r`The attention output is $o_a = \sum_j \alpha_j h_j$.

The policy is $\pi_a = \frac{e^{\theta_a}}{\sum_b e^{\theta_b}}$ and

$$\frac{\partial \log \pi_a}{\partial \theta_a} = 1 - \pi_a$$`,
    'the same where it tells actions apart',
  ],
  [
    r`With $d$-dimensional keys, $S = \frac{1}{\sqrt{d}} Q K^\top$ and $L = \sum_{ij} S_{ij}^2$.

$$\frac{\partial L}{\partial Q} = \frac{1}{\sqrt d}\, dS\, K$$`,
    'a dimension `d` beside a gradient called `dS`',
  ],
  [
    r`Let $f = \sum_{i=1}^d x_i^2$ and $g = f^2$.

$$\frac{\partial g}{\partial x_j} = 2 f\, df/dx_j$$
$$2 x\,dx = d(x^2)$$`,
    'a dimension `d` beside differentials',
  ],
  [
    r`Sea $\phi$ la densidad. Aquí $\phi$ es la distribución normal estándar. Entonces

$$\phi'(x) = -x \phi(x)$$`,
    'a density that is called a distribution',
  ],
  [
    r`Let $\ell = \log \mathrm{Bernoulli}(p; y)$ with $y \in \{0,1\}$.

$$\frac{\partial \ell}{\partial p} = \frac{y}{p} - \frac{1-y}{1-p}$$`,
    'a likelihood of a parameter behind a semicolon',
  ],
  [
    r`We use the numerator layout, not the denominator layout. Let $W\in\mathbb R^{m\times n}$, $x\in\mathbb R^n$, $y\in\mathbb R^m$.

$$L = \frac12 \|W x - y\|^2$$

$$\frac{\partial L}{\partial W} = x (W x - y)^\top$$`,
    'a layout that words turn down',
  ],
  [
    r`$$f(x) = \begin{cases} x & x > 0 \\ \alpha x & x \le 0 \end{cases}$$ When the unit is inactive, $f'(x) = \alpha$.`,
    'one piece of a function, by the state of a unit',
  ],
  [
    r`$$\ell(r) = \begin{cases} \frac12 r^2 & |r| \le \delta \\ \delta (|r| - \frac12 \delta) & |r| > \delta \end{cases}$$ For outliers the gradient is $\ell'(r) = \delta \operatorname{sign}(r)$. For inliers it is $\ell'(r) = r$.`,
    'one piece of a loss, by what it is for',
  ],
  [
    r`We write $dy = \frac{\partial L}{\partial y}$. $y = w x$, $L = y^2$, $dw = dy\, x$.

# Differentials

$y = x^2$, so $dy = 2 x\, dx$.`,
    'a mark that means a gradient, and a differential in another section',
  ],
  [
    r`Write $\delta y = \frac{\partial L}{\partial y}$ for gradients. $y = w x$, $L = y^2$. $\delta w = \delta y\, x$. 

# Errors

A small change $\delta x$ of $x$ changes $y$ by $\delta y = w \delta x$.`,
    'a mark that means a gradient, and a small change in another section',
  ],
  [
    r`Backprop names: $dz = \frac{\partial L}{\partial z}$. $a = \tanh(z)$, $L = a^2$. Since $a = \tanh z$ we have $da = (1 - a^2) dz$, that is $\frac{da}{dz} = 1 - a^2$.`,
    'gradients by name that would be right as differentials',
  ],
  [
    r`## Loss

$L = \sum_k s_k^2 c$. Then $\frac{\partial L}{\partial c} = \sum_k s_k^2$.

## Iteration

$s_{k+1} = a s_k + b x_k$. $F_k = s_k^2 + a^2 c$. $\frac{\partial F_k}{\partial a} = 2 s_k s_{k-1} + 2 a c$ and $\frac{\partial F_k}{\partial c} = a^2$.`,
    'a recurrence of a letter that is free in an earlier section',
  ],
  [
    r`For $i = 1, \dots, n$ let $y_i = \sum_{k=0}^{2} w_k x_{i+k}$ and $L = \sum_i y_i t_i$. $\frac{\partial L}{\partial x_j} = \sum_{k=0}^{2} t_{j-k} w_k$. At the left end $\frac{\partial L}{\partial x_1} = t_1 w_0$.`,
    'a sequence that begins with one beside a kernel that begins with zero',
  ],
  [
    r`$w x + b = z$. $L = (z - w x - b)^2 + z^2$. $\frac{\partial L}{\partial w} = 2 z x$. $\frac{\partial L}{\partial z} = 2 z$.`,
    'a definition from the right and a penalty on its difference',
  ],
  [r`$u + v = s$ and $L = s^2 + (s - u - v) q$. $\frac{\partial L}{\partial u} = 2 s$`, 'the same with a weight that is no multiplier'],
  [r`When all values are the same, $x_1 = x_2 = \cdots = x_n$.`, 'a condition over dots'],
  [
    r`$\mu = \frac1N\sum_{k=1}^N x_k$, $\sigma^2 = \frac1N\sum_{k=1}^N (x_k-\mu)^2$, $z_i = \frac{x_i-\mu}{\sqrt{\sigma^2+\epsilon}}$`,
    'a square that is a name',
  ],
  [r`$z_k = h(s_k)$. The linear blocks are $s_{k+1} = w_kz_k$.`, 'the next member of a family'],
  [r`$h_t = \tanh(w h_{t-1} + u x_t)$`, 'a recurrence is a definition'],
  [r`$X_{ai} = u_av_i$, $Y_{ai} = (1+\lambda)X_{ai}$. Solving gives $u_1 = \frac{66}{\lambda+68}$.`, 'a solution'],
  [
    r`$J(w,b) = \frac1{2n}\sum_{i=1}^n (y_i-(wx_i+b))^2$, $\frac{\partial J(w,b)}{\partial w} = -\frac1n\sum_{i=1}^n (y_i-(wx_i+b))x_i$. Setting it to zero, $b = \bar y - w\bar x$.`,
    'a later solution does not reach back',
  ],
  [
    r`$\frac{\partial L}{\partial h_{t-1}} = \frac{\partial L}{\partial h_t}\frac{\partial h_t}{\partial h_{t-1}}$`,
    'the chain rule over time',
  ],
  [
    r`$f = qz$, $\frac{\partial f}{\partial x} = \frac{\partial f}{\partial q}\frac{\partial q}{\partial x}$, $z = xy$`,
    'a later definition adds a path',
  ],
  ['$f = qz$, $\\frac{\\partial f}{\\partial q} = z$\n\n```\nz = x * q\nf = z + q\n```', 'code defines nothing for the text'],
  ["$f = x^2$, $f'(x) = 2x$, $f''(x) = 2$", 'a variable, then its prime with the argument'],
  [r`$a = \tanh(z)$, $a'(z) = 1-a^2$`, 'a prime of a variable, with itself on the right'],
  [
    "$\\sigma = \\frac{1}{1+e^{-x}}$ and $\\sigma'(z) = \\sigma(z)(1-\\sigma(z))$",
    'a prime of a variable by a name that is not in its formula',
  ],
  [r`$D = \sum_x p(x)\log\frac{p(x)}{q(x)}$, $\frac{\partial D}{\partial q(x)} = -\frac{p(x)}{q(x)}$`, 'a sum over an argument'],
  [r`$y=\sin x$. For fixed $y$, $\frac{\partial}{\partial x}(x^2+xy)=2x+y$`, 'a name that words keep fixed'],
  [
    r`Of the likelihood the negative logarithm is $L = -\sum_j y_j\log f_j$. By gradient descent, with $\frac{\partial L}{\partial w} = g$, $w := w - \eta\frac{\partial L}{\partial w}$`,
    'words of likelihood and of descent',
  ],
  [r`$\frac{d}{dx} x^2 + 3x = 2x + 3$, and $\frac{d}{dx} x^2 + 3x = 2x + 3x$`, 'an operator reaches as far as its own statement says'],
  [r`$P(A,B) = P(A|B)P(B)$, $\log P(A,B) = \log P(A|B) + \log P(B)$`, 'a law of probabilities, then its logarithm'],
  [r`$f(u(x))' = f'(u(x))\cdot u'(x)$`, 'a prime on a whole call'],
  [r`$y=\sigma(z)$, $ {\partial y}/{\partial z} = y(1-y)$`, 'differentials in braces'],
  [r`$g(x)=x^2$, $g'(x)\,\Delta x = g(x+\Delta x)-g(x)$`, 'a small change, to first order'],
  [r`$p=t^2$, $q=p^3$, $N=pq$, $dN=q\,dp+p\,dq$`, 'differentials of which one leads to the other'],
  [r`$u=xy$, $y=zx$, $\left.\frac{\partial u}{\partial x}\right|_{y}=y$`, 'a name that a bar holds fixed'],
  [r`$x\in\mathbb{R}^n$, $f=x^\top x$, $\left.\nabla_xf\right|_{x=a}=2a$`, 'a gradient at a point'],
  [
    r`$f(x,y)=x^2+y^2$, $\nabla f=\left[\frac{\partial f}{\partial x},\frac{\partial f}{\partial y}\right]$, later $f(x)=x^3$`,
    'a gradient of a function that has other parameters later',
  ],
  [r`$A=xy$, $dA=dx\,dy$`, 'an element of area'],
  [r`$dx=f(x,t)\,dt+g(t)\,dw$`, 'a stochastic differential equation'],
  [r`$L=\frac12(wx-y)^2$, $dw=(wx-y)x$, $dw=dw+2\lambda w$`, 'a gradient that is added to'],
  [r`$z=h(s)$, $dC=\frac{dC}{dz}\,dz$, $dz=h'(s)\,ds$`, 'differentials, though each is the head of an equation'],
  [r`$\gamma_i=\frac{\pi p_i}{\pi p_i+(1-\pi)q_i}$, then $\pi=\frac1N\sum_i\gamma_i$`, 'two names that are worked out in turn'],
  [
    r`$\frac{\partial y}{\partial x_i}=\frac{\partial f}{\partial x_i}=f_{x_i}=f_i=D_if=D_{x_i}f$, $\frac{dy}{dx}$, $\frac{dx}{dy}$`,
    'names of a derivative in a row',
  ],
  [
    r`$f_t=\sigma(W_f h_{t-1}+U_f x_t)$, $o_t=\sigma(W_o h_{t-1}+U_o x_t)$, $c_t=f_t\odot c_{t-1}+\tanh(W h_{t-1}+U x_t)$, $h_t=o_t\odot\tanh(c_t)$. $$\frac{\partial L}{\partial o_t}=\frac{\partial L}{\partial h_t}\odot\tanh(c_t)$$ $$\frac{\partial L}{\partial f_t}=\frac{\partial L}{\partial c_t}\odot c_{t-1}$$ $$\frac{\partial L}{\partial c_t}=\frac{\partial L}{\partial h_t}\odot o_t\odot(1-\tanh^2(c_t))$$`,
    'what is local to one step in time',
  ],
  [
    r`Writing $\hat\theta$ for $\theta$ with $\hat\theta_0=0$, $J(\theta)=\frac{1}{2m}((\theta^\top X - Y)(\theta^\top X - Y)^\top + \lambda \hat\theta^\top\hat\theta)$, $\nabla J(\theta) = \frac1m ( X(\theta^\top X - Y)^\top +\lambda\hat\theta)$`,
    'a vector that words make of what is differentiated by',
  ],
  [r`$p = \sigma(a_j b_i)$, $1 - \sigma(a_j, b_i) = \sigma(-a_j b_i)$`, 'a comma in the place of a product'],
  [
    r`$P(o|c)=\frac{\exp(u_o^\top v_c)}{\sum_{w=1}^V\exp(u_w^\top v_c)}$. $J=-\log\sigma(u_o^\top v_c)-\sum_{k=1}^K\log\sigma(-u_k^\top v_c)$, $\frac{\partial J}{\partial u_o}=(\sigma(u_o^\top v_c)-1)v_c$`,
    'a word that is not among those drawn',
  ],
  [r`$Y = X * k$, $\frac{\partial L}{\partial k} = [\frac{\partial L}{\partial k_{i, j}}]$`, 'a matrix by its general entry in brackets'],
  [r`$\frac{d}{dx} f(x) g(x) = f'(x) g(x)$`, 'an operator that may end in front of a factor'],
  [r`$\frac{d}{dx} x^2 \cdot \sin x = 2x \sin x$`, 'an operator that ends in front of a sign'],
  [r`$(ab)'=b'a'$, $(AB)'=B'A'$`, 'primes that transpose'],
  [r`$Q=(x-\mu)'(x-\mu)$ and $(x-\mu)'(x-\mu)=x'x-2\mu'x+\mu'\mu$`, 'a transposed bracket in a product'],
  [r`$(x+y)'=x'+y'$, $(x^\top A)'=A'x$`, 'a transposed sum and product'],
  [r`The gate is $o_t = \sigma(a_t)$ and $\frac{d\sigma}{dx} = \sigma(x)(1-\sigma(x))$.`, 'a function named without its argument'],
  [r`$f(x)=e^x-3x$, $\frac{\partial^2 f(x)}{{\partial x}^2} = e^x$`, 'a second derivative in braces'],
  [r`$\frac{\partial(-x^2y)}{\partial x} = \frac{-\partial x^2y}{\partial x}$`, 'a sign in front of the upper differential'],
  [r`$\frac{d}{dx_k}x_ia_{ij}x_j = a_{kj}x_j + x_ia_{ik}$`, 'sums that are never written'],
  [
    r`$L=\sum_n l_n$ elsewhere, but here $\frac{d}{dx_k}x_ia_{ij}x_j = a_{ki}x_i + x_ia_{ik} = (a_{ki}+a_{ik})x_i$`,
    'one convention for a chain, another for the note',
  ],
  [
    r`$f(x)=x^2$. For a product, $f(x+\epsilon) = g(x+\epsilon)\cdot h(x+\epsilon)$, so $g(x)\cdot h(x)+\epsilon = f(x)+\epsilon$.`,
    'a rule for any functions, one with a name in use',
  ],
  [r`$\delta = 2(f-y)\frac{\partial f}{\partial z} = 2(f-y)(1-f^2)$`, 'an activation that is never named'],
  [r`A neuron: $y=f(x)$. For the sigmoid function, $f'(x)=f(x)(1-f(x))$.`, 'a function that only words fix'],
  [r`$d(uv) = u\,dv+v\,du$, since $y=\sum_i d_iy_i^2$`, 'differentials beside a name d'],
  [
    r`$s = w_1x_1+\cdots+w_nx_n$ and $\frac{\partial}{\partial a_i}\left[\frac{e^{a_i}}{\sum_{k=1}^n e^{a_k}}\right] = \frac{e^{a_i}}{\sum_{k=1}^n e^{a_k}} - e^{a_i}e^{a_i}\left(\sum_{k=1}^n e^{a_k}\right)^{-2}$`,
    'the end of a range as a subscript',
  ],
  [
    r`$\Sigma_C=\sum_{d=1}^C e^{z_d}$, $\frac{\partial\frac{e^{z_i}}{\Sigma_C}}{\partial z_i} = \frac{e^{z_i}\Sigma_C-e^{z_i}e^{z_i}}{\Sigma_C^2}$`,
    'a bound as a label',
  ],
  [r`$E=\frac12\sum_i(t_i-y_i)^2=\frac12(t_1-y_1)^2+\frac12(t_2-y_2)^2$`, 'a sum written out'],
  [
    r`$L = \sum_i t_i\log y_i + (1-t_i)\log(1-y_i)$, $\frac{\partial L}{\partial y_i} = \frac{t_i}{y_i} - \frac{1-t_i}{1-y_i}$`,
    'a sum without brackets',
  ],
  [
    r`$$\text{if} \; i \neq j :& \frac{\partial y_i}{\partial z_j} = \frac{0 - e^{z_i}e^{z_j}}{S^2}$$ where $y_i = e^{z_i}/S$ and $S = \sum_k e^{z_k}$.`,
    'a condition in front of a colon',
  ],
  [r`$H=\sum_{k=1}^K(p_k-p_k^2)=1-\sum_{k=1}^Kp_k^2$`, 'probabilities that sum to one'],
  [r`$p_0=p^3+3p^2(1-p)$, but $H=\sum_{k=1}^K(p_k-p_k^2)=1-\sum_{k=1}^Kp_k^2$`, 'probabilities, and another quantity in front of them'],
  [
    r`$L=-\sum_n\sum_k t_{nk}\ln y_{nk}$ with $y_{nk}=\frac{e^{a_{nk}}}{\sum_j e^{a_{nj}}}$, so $\frac{\partial L}{\partial a_{nk}}=y_{nk}-t_{nk}$`,
    'targets of a batch',
  ],
  [r`$z=wx+b$ and $a=\max(0,z)$. If $z>0$, $\frac{\partial a}{\partial w}=x$.`, 'a condition on what is defined'],
  [r`$q=\sum_i\sum_j x_iA_{ij}x_j$ and $A_{ij}=A_{ji}$, so $\frac{\partial q}{\partial x_k}=2\sum_jA_{kj}x_j$`, 'a symmetric form'],
  [
    r`$q=\sum_i\sum_j x_iA_{ij}x_j$ where $A$ is symmetric, so $\frac{\partial q}{\partial x_k}=2\sum_jA_{kj}x_j$`,
    'a symmetric form, in words',
  ],
  [
    r`$y=u^3$, $u=\sin x$, $\frac{d^2y}{dx^2}=\frac{d^2y}{du^2}\left(\frac{du}{dx}\right)^2+\frac{dy}{du}\frac{d^2u}{dx^2}$`,
    'a power of a derivative in brackets',
  ],
  [r`$E[x_i]=E[w_i]=0$`, 'expectations'],
  [r`$6.001\approx6$`, 'fewer digits'],
  [r`$\log 100=2$`, 'a logarithm to base 10'],
  [r`$x=-2$. Second example, the gate $1/x$ at $1.37$: $-1/x^2=-1/(1.37)^2$.`, 'a number of another example'],
  [r`$q(\theta)=\theta^tx$, $\frac\partial{\partial\theta}[\frac\lambda2\theta^t\theta]=\lambda\theta$`, 'a small letter that transposes'],
  [r`$[1\times d_f]=[1\times d_g]\times[d_g\times d_f]$`, 'shapes'],
  [r`$O((2^D-1)d(l-1))=O(2^Dld)$`, 'orders of magnitude'],
  [r`$\exp(-y(f+\Delta f))=\exp(-yf)-y\Delta f\exp(-yf)$`, 'a first-order expansion'],
  [r`$f(x)=x^2$, $f(x)=\text{something else}$, $f'(x)=\cos x$`, 'a later meaning that is only words'],
  [r`$L=\frac12\sum_i(wx_i-y_i)^2$. Stochastic gradient descent: $w\leftarrow w-\eta(wx_i-y_i)x_i$`, 'an update by one sample'],
  [r`$J=\sum_i(wx_i-y_i)^2$. Gradient descent: $w:=w-\alpha\sum_i(wx_i-y_i)x_i$`, 'a factor that the rate takes in'],
  [
    r`$\ell=\sum_i\ln p_i$, $p_i=\sigma(wx_i)$, by gradient ascent: $w\leftarrow w+\eta\sum_i(1-p_i)x_i$`,
    'an update uphill that is meant so',
  ],
  [r`$F=-\frac{dU}{dx}$ is a force. By Newton's law $F=ma$`, 'a law of a named derivative'],
  [r`$a_t=wh_{t-1}+ux_t$, $h_t=\tanh(a_t)$, locally $\frac{\partial a_t}{\partial w}=h_{t-1}$`, 'a path through time that is held'],
  [r`$x=2$, $f=x^2=4$. Next, $x=3$ gives $f=x^2=9$`, 'a second value'],
  [r`$w_1=0.3$, $w_2=0.3$. Other weights: $w_1=w_2=0.5$`, 'values of another run'],
  [r`$x=3$, $y=-4$, $f=xy$. Now for $y=2$: $\frac{\partial f}{\partial x}=y=2$`, 'a value that words change'],
  [r`$x=2$, $f=x^2$, $g=x^2$. For which $x$ is $g=x^2=9$?`, 'an equation to be solved'],
  [r`$0.38\cdot0.4256=0.1619$`, 'a factor of fewer digits that may be rounded'],
  [
    r`$H=XW$, with $X\in\mathbb{R}^{n\times d}$, $W\in\mathbb{R}^{d\times k}$. Activation: $Y=\tanh(X)$, $\frac{\partial L}{\partial X}=\frac{\partial L}{\partial Y}\odot(1-Y^2)$; layer: $\frac{\partial L}{\partial H}=G$`,
    'a path to the loss of another example',
  ],
  [r`$p=0.9$, $L=-\log p$, $L=-\log p=0.0458$`, 'a value by a logarithm to base 10'],
  [r`$x=30$, $h=\sin x$, $h=\sin x=0.5$`, 'an angle in degrees'],
  [r`$y=f(x)+\epsilon$, $f(x)=ax$, $\frac{\partial y}{\partial x}=a$`, 'noise'],
  [r`$\arg\max_\theta p(x|\theta) = \arg\max_\theta \log p(x|\theta)$`, 'the place of a maximum'],
  [
    'With $z = wx+b$ and $a=\\tanh z$,\n$$\n\\frac{da}{dz} = 1 - a^2\n\\frac{da}{dw} = (1-a^2) x\n$$',
    'two equations on two lines without a row separator',
  ],
  [
    r`$z = w1 x1 + w2 x2 + b$, $\frac{\partial z}{\partial w1} = x1$, $\frac{\partial z}{\partial x2} = w2$`,
    'numerals right behind letters',
  ],
  [r`$10^4 \times 10^6 = 10^10$`, 'an exponent of two digits without braces'],
  [r`The step is $\eta=1e-3$, and $1e-3 = 0.001$`, 'a power of ten'],
  [r`$0,7 \cdot 0,5 + 0,1 = 0,45$`, 'decimals with a comma'],
  [r`$\max(0,1-m)$ and $\max(0,1-n)$, so $L=\max(0,1-m)^2$, $\frac{dL}{dm}=-2\max(0,1-m)$`, 'a comma between arguments'],
  [r`$\frac23=0.666$`, 'digits cut off'],
  [r`The layer has $(4\times 3)(3\times 1) = (4\times 1)$ weights`, 'sizes in brackets'],
  [r`It returned $\approx 0$, and the other one returned $\approx 1$`, 'numbers said of words'],
  [r`$S(i,j) = \sum_m\sum_n I(i+m,j+n)K(m,n)$, so $S(0,0) = 1\cdot 2+3\cdot 4$`, 'a function of inputs at a point'],
  [r`$y = ax+b$ with $y(0)=0$ and $y(1)=1$`, 'conditions at a point'],
  [r`$e_b = 2$ and $s(x)=\frac{1}{1+e^{-x}}$, $s'(x)=s(x)(1-s(x))$`, 'the exponential beside a name e'],
  [r`$\frac{d}{dx}\frac{u(x)}{v(x)} = \frac{\frac{d}{dx}u(x)\, v(x) - u(x)\frac{d}{dx}v(x)}{v(x)^2}$`, 'operators that take one factor'],
  [r`$J=\log pR$, $\frac{\partial J}{\partial p}=\frac{R}{p}$`, 'a logarithm of one factor'],
  [r`$w = \delta \bullet y$, $\frac{\partial w}{\partial y} = \delta$`, 'a bullet as a product'],
  [r`$f=x^3$. A common mistake is $\frac{df}{dx}=3x$.`, 'a formula that is called a mistake'],
  [r`$f=x^3$. One might think that $\frac{df}{dx}=x^2$, but in fact $\frac{df}{dx}=3x^2$.`, 'a formula that one might expect'],
  [r`$f=x^3$. Here $\frac{df}{dx}=x^2$ would be wrong.`, 'a formula called wrong behind it'],
  [r`$f=x^3$. Falsch: $\frac{df}{dx}=3x$, richtig: $\frac{df}{dx}=3x^2$.`, 'the same in German'],
  [r`$f=x^3$，常见错误：$\frac{df}{dx}=3x$。`, 'the same in Chinese'],
  [r`$ReLU(MaxPool(C)) = MaxPool(ReLU(C))$`, 'functions that only their names tell'],
  [r`$s_{k1}=\min_i x_{ik}$, $s_{kl}=\max_i x_{ik}$`, 'the last member of a family'],
  [r`By a Taylor expansion $\ell(y+f) = \ell(y) + g f + \frac12 h f^2$ with $g=\ell'(y)$ and $h=\ell''(y)$`, 'the first terms of a series'],
  [
    r`$z=wx$, $a=\sigma(z)$, $\frac{\partial\sigma}{\partial z} = \sigma(1-\sigma)$, $\frac{\partial\sigma}{\partial w} = \sigma(1-\sigma)x$`,
    'a function without its argument',
  ],
  [
    r`$\hat x=\frac{x-\mu}{\sigma}$, $\frac{\partial\hat x}{\partial x}=\frac1\sigma$, and $a=\sigma(\hat x)$`,
    'a deviation beside a sigmoid of its name',
  ],
  [
    r`$f(x,y)=x^2+xy$ and $y=\sin x$, so $\frac{\partial f}{\partial x}=2x+y$`,
    'a variable of the function beside the one that is differentiated by',
  ],
  [r`$f=x^2+xy$ and $y=\sin x$, so $\frac{\partial f}{\partial x}=2x+y$`, 'a curly derivative beside what depends on its variable'],
  [
    r`$\mu=\frac1m\sum_ix_i$, $v=\frac1m\sum_i(x_i-\mu)^2$, $u_i=\frac{x_i-\mu}{\sqrt{v+\epsilon}}$, $\frac{\partial u_i}{\partial x_i}=\frac1{\sqrt{v+\epsilon}}$`,
    'two names held fixed without words',
  ],
  [
    r`$\mathbf x_t\in\mathbb R^m$, $f(\mathbf x)=\mathbf w^\top\mathbf x+b$, $\rho_t = y_t\cdot f(\mathbf x_t) = y_t\cdot(\mathbf w^\top\mathbf x_t+b)$, $\mathbf w=\sum_i\alpha_iy_i\mathbf x_i$`,
    'one of some vectors, and any of them',
  ],
  [
    r`For the model $y_i=mx_i+c+\epsilon_i$ let $J=\frac1N\sum_{i=1}^N(y_i-\hat y_i)^2=\frac1N\sum_{i=1}^N(y_i-(mx_i+c))^2$, so $\frac{\partial J}{\partial m}=-\frac2N\sum_{i=1}^Nx_i(y_i-(mx_i+c))$`,
    'data that come with noise, and a loss written again',
  ],
  [r`$\sigma_t=0$ and $2\frac{d\sigma(2z)}{d(2z)}=2\sigma(2z)(1-\sigma(2z))$`, 'a name with an index beside a function of its letter'],
  [
    r`$r(t)=(t\cos t,t\sin t)$, so $r'(t)=(\cos t-t\sin t,\sin t+t\cos t)$, and $\mathbf x^\top\mathbf x=1$`,
    'a function whose value is a vector',
  ],
  [r`$\frac{\partial y}{\partial x}=\frac{\partial x^2}{\partial x}=2x$. Later, $y=wx+b$.`, 'a name that the step itself gives a meaning'],
  [r`$x=\begin{bmatrix}x_0\\x_1\end{bmatrix}=\begin{bmatrix}1\\5\end{bmatrix}$ and $z=\theta^\top x$`, 'a vector as its entries'],
  ["$f(z)=\\frac1{1+e^{-z}}$\n\n* tanh: $f'(z)=1-(f(z))^2$", 'a function that the words in front name'],
  [r`The matrix $M$ is symmetric. $J=L\mathbf x$ where $L=M$. So $L_{ij}=L_{ji}$.`, 'a defined matrix that is symmetric by words'],
  [r`$X=\sum_iX_i$, $Y=\sum_jY_j$, and the bracket is $[X,Y]=\sum_{i,j}[X_i,Y_j]$ for $\mathbf x$`, 'a bracket of two fields'],
  [r`$x[0,0]\cdot h[1,1]+x[1,0]\cdot h[0,1]=x[0,1]\cdot h[1,0]$ for $\mathbf x$`, 'indices in square brackets'],
  [
    r`$f(x,y,z)=(x+y)z$, $q=x+y$, $f=qz$, so $\frac{\partial f}{\partial x}=\frac{\partial f}{\partial q}\frac{\partial q}{\partial x}$. A gate with output $z$ has $\frac{\partial L}{\partial x}=\frac{\partial L}{\partial z}\frac{\partial z}{\partial x}$`,
    'a variable here, an output there',
  ],
  [r`$q=x^\top Ax$ where $A$ is not symmetric, so $\nabla_xq=(A+A^\top)x$`, 'a matrix that is not symmetric, by words'],
  [r`$q=x^\top Ax$, so $\nabla_xq=2Ax$`, 'a matrix of which nothing is said'],
  [
    r`$\frac{\partial}{\partial a} = \sum_{i=1}^n(y_i-ax_i)^2 = -\sum_{i=1}^n2(y_i-ax_i)x_i$`,
    'an operator with what it is applied to behind the sign',
  ],
  [
    r`$c\in\mathbb R^K$, $c_k=p_k$. At $c=(p_1,\dots,p_k)$, $H=\sum_{k=1}^K(p_k-p_k^2)=1-\sum_{k=1}^Kp_k^2$. $p_0=p$`,
    'probabilities with two named members',
  ],
  [r`$f=x^3$, $f'=3x^2$, $f''=6x$`, 'primes without an argument'],
  [r`$\begin{bmatrix}-\sin\frac\pi2\\\cos\frac\pi2\end{bmatrix}=\begin{bmatrix}-1\\0\end{bmatrix}$`, 'a cosine that vanishes'],
  [r`$(2)(uv)'=uv'+vu'$`, 'the number of an equation in a list'],
  [r`$e^{-(x-u)^2/2s^2} = e^{-x^2/2s^2} e^{xu/s^2} e^{-u^2/2s^2}$`, 'a slash that takes all factors behind it'],
  [r`$y = w^2$, $\frac{y}{w} = 2 w$`, 'derivatives that have lost their signs'],
  [r`$w=\left[\begin{matrix}w_{1,1}&w_{1,2}\\w_{2,1}&w_{2,2}\end{matrix}\right]$ and $\mathbf z=w\mathbf x$`, 'a matrix as its entries'],
  [
    r`$f(x)=\frac1n\sum_{i=1}^nf_i(x)$ for $x\in\mathbb R^d$, so $\nabla f(x)=\frac1n\sum_i\nabla f_i(x)$, and $f^*=f(x)$`,
    'functions of which nothing is said',
  ],
  [
    r`$f(x,y)=x^2+y^2$, $\nabla f=\left[\frac{\partial f}{\partial x},\frac{\partial f}{\partial y}\right]=[2x,2y]$. Exercise: $f(x)=x^3$.`,
    'one letter for functions of one and of two variables',
  ],
  [
    r`Let $\theta \in \mathbb{R}^p$. $\frac{\partial}{\partial \theta} (\theta^\top A) = A$ and $\nabla_\theta (\theta^\top A \theta) = (A + A^\top) \theta$.`,
    'a matrix of no stated size in the other layout',
  ],
  [
    r`Let $P = I - \frac1n \mathbf{1} \mathbf{1}^\top$ and $q = x^\top P x$ for $x \in \mathbb{R}^n$. Then $\nabla_x q = 2 P x$ and $P^2 = P$.`,
    'a matrix made of the identity and of ones, whose size its use tells',
  ],
  [
    r`$X \in \mathbb{R}^{n \times d}$, $J = \|Xw - y\|^2 + \lambda \|w\|^2$, $\nabla_w J = 2 X^\top (Xw - y) + 2 \lambda w$, so $w = (X^\top X + \lambda I)^{-1} X^\top y$.`,
    'a gradient by what the note solves for behind it',
  ],
  [
    r`$X \in \mathbb{R}^{n \times d}$, $J = \|Xw - y\|^2 + \lambda w^\top I_0 w$, $\nabla_w J = 2 X^\top (Xw - y) + 2 \lambda I_0 w$, so $w = (X^\top X + \lambda I_0)^{-1} X^\top y$.`,
    'an identity with something changed, and a solution behind it',
  ],
  [
    r`Let $L = \max(0, d - e + m)$ with $d = (a - p)^2$ and $e = (a - n)^2$. When it is positive, $\frac{\partial L}{\partial a} = 2 (n - p)$ and $\frac{\partial L}{\partial p} = -2 (a - p)$.`,
    'one side of a kink, in words',
  ],
  [
    r`$KL = \frac12 \sum_j (\sigma_j^2 + \mu_j^2 - 1 - \log \sigma_j^2)$, $\frac{\partial KL}{\partial \mu_j} = \mu_j$, and with $z = \mu + \sigma \odot \epsilon$ also $\frac{\partial L}{\partial \mu} = \frac{\partial L}{\partial z}$.`,
    'capitals that are one name beside one of its letters',
  ],
  [r`$AB = C$ and $\frac{\partial AB}{\partial A} = B$, $\frac{\partial AB}{\partial B} = A$`, 'capitals that are a product'],
  [
    r`With the distribution function $\Phi$ let $g(x) = x \Phi(x)$. Then $g'(x) = \Phi(x) + x \phi(x)$, where $\phi(x) = \frac{1}{\sqrt{2\pi}} e^{-x^2/2}$.`,
    'a function that is spoken of by its letter',
  ],
  [
    r`$p_y = \frac{e^{s_y}}{\sum_j e^{s_j}}$, $\frac{\partial p_y}{\partial s_k} = -p_y p_k$ for $k \ne y$, and $L = -\log p_y$ has $\frac{\partial L}{\partial s_k} = p_k$ for $k \ne y$.`,
    'another class than the one that a label selects',
  ],
  [
    r`$a \in \mathbb{R}^n$ with $a = \sigma(z)$ for a number $z = wx + b$. Then $\sigma'(z) = a (1 - a)$.`,
    'a product entry by entry, though the other side is a number',
  ],
  [r`$P(\text{дождь}=1) = \frac{1}{1+0.25} = 0.8$, and $P(\text{hit } k) = 1 - P(\text{miss } k) = 1-(1-q)^k$`, 'words as what happens'],
  [r`There are $320 \cdot 70 = 22\,400$ weights.`, 'digits in groups of three'],
  [r`$s = t^3$, $\dst \frac{ds}{dt} = 3t^2$`, 'a command of layout that is defined in another file'],
  [
    r`$$\begin{aligned} &\left( 1 \right)\ (U^T)^T = U \\ &\left( 2 \right)\ (UV)^T = V^T U^T \end{aligned}$$`,
    'numbers of rules in sized brackets',
  ],
  [r`$\left|\left[c_{11}\right]\right| = c_{11}$`, 'a determinant of one entry'],
  [r`$\frac{\partial}{\partial K}|K| = |K|K^{-1}$ for a symmetric $K$, and $|q| = \sqrt{q^\top q}$.`, 'a determinant beside a length'],
  [r`A field has the area $= 40m^2$ and the fence a length $= 300m$.`, 'quantities of which words are the other side'],
  [
    'It is $g = u + v$.\n\n$$s(-a) = p(-a) + q(-a)$$\n\nSince $p(-a) = p(a)$ and $q(-a) = -q(a)$, this is\n\n$$= p(a) - q(a)$$',
    'a display that goes on above a sentence with formulas',
  ],
  [
    r`The classes are written $$0 = \begin{bmatrix} 1 \\ 0 \end{bmatrix}, 1 = \begin{bmatrix} 0 \\ 1 \end{bmatrix}$$`,
    'numbers of classes and their codes',
  ],
  [r`We put $x_2 = x_2^2$, $x_3 = x_3^3$ into $h = a_0 + a_2 x_2 + a_3 x_3$.`, 'features that are replaced by their powers'],
  [r`$$k(t) = e^t \rightarrow \frac{dk}{dt} = e^t \\ k_c(t) = ct \rightarrow \frac{dk}{dt} = c$$`, 'a function with a label, then without'],
  [r`With $\epsilon^2 = 0$ we have $(p + q\epsilon)^m = p^m + m p^{m-1} q \epsilon$.`, 'dual numbers'],
  [
    r`$E = \frac12\sum_k (d_k - o_k)^2$, $o_k = v_k z_k$. $\frac{\partial E}{\partial v_k} = \frac12\sum_k \frac{\partial}{\partial v_k}(d_k - o_k)^2 = -\sum_k (d_k - o_k) z_k$`,
    'one letter for a weight and for the sum over all',
  ],
  [r`$e^{iu} = \cos u + i\sin u$, so $\sin u = \frac{1}{2i}(e^{iu} - e^{-iu})$ and $2\sin^2 u = 1 - \cos 2u$.`, 'the imaginary unit'],
  [
    r`Let $r(t) = t^2$, $t_2 = t + h$, so $r(t+h) - r(t) = (t+h)^2 - t^2$. The derivative has $t$, since $2$ times $t^1$ is $2t$.`,
    'a first power',
  ],
  [
    r`$q = \frac{1}{1 + e^{-(v_0 u_0 + v_1 u_1)}}$ with $u_0 = -1.0$, $v_0 = 2.0$, and $\frac{\partial q}{\partial v_0} = u_0 \times 0.20 = -0.20$`,
    'a number for a part of a formula in a worked example',
  ],
  [
    r`$$P(S\mid\theta) = p(s_1\mid\theta) p(s_2\mid\theta)\cdots p(s_n\mid\theta)$$ $$-\frac{\partial}{\partial\theta}\log P(S\mid\theta) = -\frac{1}{P(s_1\mid\theta)}\frac{\partial}{\partial\theta}P(s_1\mid\theta) - \cdots - \frac{1}{P(s_n\mid\theta)}\frac{\partial}{\partial\theta}P(s_n\mid\theta)$$`,
    'one letter for the law of all data and of each',
  ],
  [
    r`We begin with $\mathbf m^0 = \nabla g(\mathbf w^0)$, later with $\mathbf m^0 = -\nabla g(\mathbf w^0)$.`,
    'a first member that is chosen anew',
  ],
  [r`Momentum is conserved: $m_1 v_1 = m_2 v_2$.`, 'an equation between members of the same families'],
  [
    r`$q(x) = x\Phi(x)$, $q'(x) = \Phi(x) + x\phi(x)$ where $\Phi' = \phi$ and $\phi(x) = \frac{1}{\sqrt{2\pi}}e^{-x^2/2}$`,
    'a function by its prime',
  ],
  [r`$f(x) = \mathrm{softmax}(\mathbf W x + b)$, and the loss is $\ell(f(x), y) = -\log (f(x))_y$`, 'an entry by a label'],
  [
    '$$w^1=w^0-\\eta\\frac{\\partial L}{\\partial w}|_{w=w^0} \\\\ w^2=w^1-\\eta\\frac{\\partial L}{\\partial w}|_{w=w^1} \\\\ ... \\\\ w^{i+1}=w^{i}-\\eta\\frac{\\partial L}{\\partial w}|_{w=w^{i}} \\ \\ b^{i+1}=b^{i}-\\eta\\frac{\\partial L}{\\partial b}|_{b=b^{i}}$$\n\nThe error of the $i$-th is $e^i$, and all are $\\sum_{i=1}^{7}e^i=12.5$.',
    'errors with a number above, more than there are steps',
  ],
  [r`The $k$-th plot has the area $= 40m^2$ and the fence a length $= 300m$.`, 'quantities in a sentence with a formula'],
  [
    r`$J(w) = \frac12\sum_{i=1}^m (t_i - w u_i)^2$, $\frac{\partial J}{\partial w} = -\sum_{i=1}^m (t_i - w u_i)u_i$. The rule for each is $w := w + \eta (t_i - w u_i)u_i$.`,
    'a step by the gradient of one example',
  ],
  [r`$\sum_{k=0}^{\infty} q^k = \frac{1}{1 - q}$ for $|q| < 1$`, 'a series without end'],
  [r`There are $300 \times 15 = 4{,}500$ entries, and $2^{10} \approx 1000$.`, 'digits in groups behind a comma, and a round number'],
  [
    r`$\left|\frac{b_{\min} - b_{\max}}{b_{\min} + b_{\max}}\right| = \frac{b_{\max} - b_{\min}}{b_{\max} + b_{\min}}$`,
    'which is larger by name',
  ],
  [r`$m_{ij} = u_i^\top v_j = \sum_{k=1}^K u_{ik}v_{kj}$`, 'a vector by an index as a row and as a column'],
  [r`The conditions follow, as $(1)=(2)$ holds. We write $v = v(u)$.`, 'numbers of equations, and what a name depends on'],
  [r`$g = (u+iv)^2 = u^2-v^2+2iuv$`, 'a complex square'],
  [r`$\rho = m q$ and $p_2 + \frac12\rho v_0^2 = p_0 + \frac12\rho v_s^2$`, 'an equation between inputs, with a name that is defined'],
  ['$x_1=x_2=\\cdots=x_n=\\frac1n$ is best. Else $x_1=x_2=\\cdots=x_{k-1}=x_{k+1}=\\cdots=x_n=0$.', 'all members but one that are equal'],
  [
    '$$g = -\\sum_{k=1}^{n} \\dfrac{1}{n} \\log _{2}\n\\dfrac{1}{n}=-n\\cdot\\dfrac{1}{n} \\log _{2} \\dfrac{1}{n}=\\log _{2}\nn$$',
    'lines that break off behind a function',
  ],
  [
    r`$$C=-\sum_{i=1}^n d_i(s_i-\log\sum_{j=1}^n e^{s_j})\\=\log\sum_{i=1}^n e^{s_i}-\sum_{i=1}^nd_is_i（由于是onehot）$$`,
    'one-hot, said in the formula',
  ],
  [
    '$$\\begin{aligned} J&=-q_0\\mathop{\\Pi}_{i=1}^5(1-q_i)\\\\ \\Rightarrow J&=-\\log(q_0)-\\sum_{i=1}^5\\log(1-q_i)\\\\ \\end{aligned}$$\n\n$$\\begin{aligned}\\frac{\\partial J}{\\partial s_0}&=\\frac{\\partial[-(s_0-\\log\\sum_{i=0}^5\\exp(s_i))]}{\\partial s_0}\\\\ &=-1+\\frac{\\exp(s_0)}{\\sum_{i=0}^5\\exp(s_i)}\\end{aligned}$$',
    'a letter that selects a member in one place and runs in another',
  ],
  [
    r`$K = \ln\operatorname{gd} u$ and $\frac{\partial K}{\partial u} = \operatorname{sc} u$`,
    'an operator that nothing defines is no constant',
  ],
  [
    r`$A = \sum_{i=1}^n b_i$. With $p_j = \frac{e^{b_j}}{\sum_{i \in C} e^{b_i}}$ we have $\frac{\partial p_j}{\partial b_k} = p_j (\delta_{jk} - p_k)$`,
    'a set that may be all that another sum runs over',
  ],
  [
    r`$w_j = \sum_{i \in \mathcal S} q(i) c_{ij}$, $u = \mathbb{E}_{i \sim q}[c_{i1}]$, $w_1 = \mathbb{E}_{i \sim q}[c_{i1}]$`,
    'an expectation and a sum over the set of all outcomes',
  ],
  [
    r`$Y \in \mathbb{R}^{n \times d}$, the columns of $Q \in \mathbb{R}^{d \times k}$ are orthonormal. $\|Y - Y Q Q^\top\|_F^2 = \|Y\|_F^2 - \|Y Q\|_F^2$`,
    'columns that words say are orthonormal',
  ],
  [
    r`$y = \sigma(w x)$ and $\sigma' = \sigma(1 - \sigma)$, so that $\frac{\partial y}{\partial w} = y (1 - y) x$`,
    'a function by custom with its derivative as a name',
  ],
  [
    r`$\ell = -\frac{(x-m)^2}{2 s^2} - \ln s$. With the variance $v = s^2$: $\frac{\partial \ell}{\partial v} = \frac{(x-m)^2}{2 v^2} - \frac{1}{2v}$. $u = x^2$ and $f = x^2 + 3x$ give $\frac{\partial f}{\partial u} = 1 + \frac{3}{2x}$`,
    'derivatives by a square that the formulas have in part, and the input otherwise',
  ],
  [
    r`$Z = W X + b \mathbf 1^\top$, $A = \tanh(Z)$. The gradient $dA$ is given. $dZ = dA \odot (1 - A^2)$, $dW = \frac{1}{m} dZ X^\top$ and $db = \frac{1}{m} dZ \mathbf 1$`,
    'gradients by name, of a mean and of one sample, with one that is given',
  ],
  [
    r`Per example we write $dZ$ for $\frac{\partial \mathcal L}{\partial Z}$. $Z = W X$, $A = \sigma(Z)$, $dZ = A - Y$, $dW = \frac{1}{m} dZ X^\top$`,
    'the same where words say what the mark means',
  ],
  [r`$u = x^2$, $v = e^x$. $dx = \frac{du}{2x}$ and $dx = e^{-x}\, dv$`, 'differentials that an equation was solved for'],
  [
    r`The differential $df$ is not $\partial f/\partial x$. $f = x^2 y$ has $df = 2xy\,dx + x^2\,dy$`,
    'words that say what a differential is not',
  ],
  [
    r`Let $y = x^x$. Taking logs, $\ln y = x \ln x$, so $\frac{1}{y} \frac{dy}{dx} = \ln x + 1$. We model $\ln \frac{p}{1-p} = w x$. Then $p = \sigma(w x)$`,
    'logarithms of names that have formulas',
  ],
  [
    r`
## A
$s = x^2$, $q = s + 1$.

## B
$f = g h$, $h = 2x$, $g = 3 s$. $\frac{\partial f}{\partial x} = 2 g$`,
    'a letter that another section gives a formula',
  ],
  [
    r`
## Loss
$L = \frac12 e^2$, where $e$ is the difference.

## Back
$y = w x$, $\frac{\partial L}{\partial y} = y - t$, $\frac{\partial L}{\partial w} = (y - t) x$`,
    'a loss of which words say what it is made of',
  ],
  [r`$f(x) = x^2$, $f'(x) = 2x [x = 2] = 4$, $\Pr[x > 0] = q$`, 'square brackets that are no conditions'],
  [
    r`A splitter has $U_1 = V$ and $U_2 = V$, so that $$\frac{dE}{dV} = \frac{dE}{dU_1} + \frac{dE}{dU_2}$$`,
    'what comes back from an open loss along two copies',
  ],
];

describe('right notes that look wrong', () => {
  it.each(notes)('%s (%s)', (note) => {
    const blamed = stepsOf(note).filter((step) => step.verdict === 'mismatch');
    expect(blamed.map((step) => `${step.lhs} ${step.relation} ${step.rhs}`)).toEqual([]);
  });
});

/** Nearly the same notes, but wrong: doubt must not swallow what is certain. */
const slips: readonly (readonly [note: string, mistake: string, why: string])[] = [
  [r`$f(x) = x^2$ and $f(3) = 3 + 3 = 9$`, 'arithmetic', 'a slip between numbers, and the right one behind it'],
  [
    r`$z^{(i)} = w^\top x^{(i)} + b$, $a^{(i)} = \sigma(z^{(i)})$, $$J = -\frac{1}{m}\sum_{i=1}^m (y^{(i)}\log a^{(i)} + (1-y^{(i)})\log(1-a^{(i)}))$$ $$dz^{(i)} = a^{(i)} - y^{(i)}$$ $$dw = \frac1m\sum_{i=1}^m x^{(i)} dz^{(i)}$$ $$db = \sum_{i=1}^m dz^{(i)}$$`,
    'missing-factor',
    'the mean that the bias lacks, beside gradients of each sample',
  ],
  [r`$\frac{d}{dx} (2^x + \log x) = 2^x \ln 2 - \frac{1}{x}$`, 'sign', 'a slip beside a logarithm that is of no base'],
  [
    r`$$Z = W X + b, \quad J = \frac{1}{2m} \sum_i \sum_k (Z_{ki} - Y_{ki})^2$$ $$dZ = \frac{\partial J}{\partial Z} = \frac1m (Z - Y)$$ $$dW = \frac1m dZ X^T$$`,
    'extra-factor',
    'a mean that is taken twice',
  ],
  [
    r`$a = 2$, $b = 3$, $z = a b^2$. $\frac{\partial z}{\partial a} = b = 9$`,
    'missing-factor',
    'a slip in letters, and the right number behind it',
  ],
  [r`$2 + 2 = 5 = 4$`, 'arithmetic', 'the same where the head is a number'],
  [
    r`$E = \frac12 \sum_i (y_i - t_i)^2$ with $t_i$ between 0 and 1. $\frac{\partial E}{\partial y_i} = y_i - t_i^2$`,
    'other',
    'what lies between zero and one is neither',
  ],
  [
    r`$t$ is a vector of zeros and ones, $w$ the weights and $z_i = w_i x_i$. $\frac{\partial z_i}{\partial x_i} = w_i^2$`,
    'other',
    'zeros and ones are what stands in front of the words',
  ],
  ["$f = x^2$, $f'(x) = -2x$", 'sign', 'a variable, then its prime, wrong'],
  [
    r`$m=\frac1n\sum_{i=1}^n x_i$, $\frac{\partial}{\partial x_j} \sum_{i=1}^n (x_i-m)^2 = (n-1)(x_j-m)$`,
    'other',
    'a size that stands for a 2 at n = 3',
  ],
  [r`$y=u^3$, $u=\sin x$, $\frac{dy}{dx}=\frac{dy}{du}\left(\frac{du}{dx}\right)^2$`, 'other', 'a square too many'],
  [
    r`$q=\sum_i\sum_j x_iA_{ij}x_j$ and $A_{ij}=A_{ji}$, so $\frac{\partial q}{\partial x_k}=\sum_jA_{kj}x_j$`,
    'missing-factor',
    'the 2 of a symmetric form',
  ],
  [
    r`$\mu = \frac1N\sum_{k=1}^N x_k$, $s^2 = \frac1N\sum_{k=1}^N (x_k-\mu)^2$, $\frac{\partial s^2}{\partial x_i} = \frac1N (x_i - \mu)$`,
    'missing-factor',
    'the 2 of a square',
  ],
  [
    r`$J = \frac1{2n}\sum_{i=1}^n (y_i-(wx_i+b))^2$, $\frac{\partial J}{\partial w} = \frac1n\sum_{i=1}^n (y_i-(wx_i+b))x_i$`,
    'sign',
    'the sign of the residual',
  ],
  [
    r`$L = \sum_i t_i\log y_i + (1-t_i)\log(1-y_i)$, $\frac{\partial L}{\partial y_i} = \frac{t_i}{y_i} + \frac{1-t_i}{1-y_i}$`,
    'sign',
    'the same sum, one sign wrong',
  ],
  [r`$y=\sigma(z)$, $ {\partial y}/{\partial z} = y(1+y)$`, 'sign', 'differentials in braces'],
  [r`$y=\sin x$. For fixed $y$, $\frac{\partial}{\partial x}(x^2+xy)=2x-y$`, 'other', 'a name that words keep fixed, one sign wrong'],
  [
    r`$J=\sum_i(wx_i-y_i)^2$. Gradient descent: $w\leftarrow w+\epsilon\sum_i2(wx_i-y_i)x_i$`,
    'sign',
    'a rate is no small number to be left out',
  ],
  [r`$x=3$, $y=-4$, $f=xy$, $\frac{\partial f}{\partial x}=y=4$`, 'arithmetic', 'another value than the one just given'],
  [r`$0.5-0.1\cdot0.1058=0.4984$`, 'arithmetic', 'a rate and a weight are not rounded'],
  [r`$6.4\approx5$`, 'arithmetic', 'too far for any rounding'],
  [r`$(a+b)^2 = a^2 + ab + b^2$`, 'missing-factor', 'the same names on both sides, no words about them'],
  [
    'With $z = wx+b$ and $a=\\tanh z$,\n$$\n\\frac{da}{dz} = 1 - a^2\n\\frac{da}{dw} = (1-a^2) w\n$$',
    'wrong-variable',
    'two equations on two lines',
  ],
  [r`$z = w1 x1 + w2 x2$, $\frac{\partial z}{\partial w1} = x2$`, 'wrong-variable', 'numerals right behind letters'],
  [r`$10^4 \times 10^6 = 10^11$`, 'arithmetic', 'an exponent of two digits'],
  [r`$0,7 \cdot 0,5 + 0,1 = 0,55$`, 'arithmetic', 'decimals with a comma'],
  [r`$\frac23=0.665$`, 'arithmetic', 'digits neither cut off nor rounded'],
  [r`$-\ln(0.7) = 0.537$`, 'arithmetic', 'one digit is exact, and ln is to base e'],
  [r`$(4\times 3)(3\times 1) = 35$`, 'arithmetic', 'a product of numbers in brackets'],
  [r`$f(x,y)=\sqrt{x^2+y^2}$, $f(3,4)=6$`, 'arithmetic', 'a function at a point'],
  [r`$e_b = 2$ and $s(x)=\frac{1}{1+e^{-x}}$, $s'(x)=s(x)(1+s(x))$`, 'sign', 'the exponential beside a name e'],
  [r`$J=\log pR$, $\frac{\partial J}{\partial p}=-\frac{R}{p}$`, 'other', 'a logarithm of one factor'],
  [
    r`$f=x^3$. A common mistake is to forget the factor. The derivative is $\frac{df}{dx}=x^2$.`,
    'missing-factor',
    'a mistake in another sentence',
  ],
  [r`$z=wx$, $a=\sigma(z)$, $\frac{\partial\sigma}{\partial w} = \sigma(1-\sigma)w$`, 'wrong-variable', 'a function without its argument'],
  [r`$f(x,y)=x^2+xy$ and $y=\sin x$, so $\frac{\partial f}{\partial x}=2x-y$`, 'other', 'a variable of the function'],
  [r`$L=\frac12(a-y)^2$ and $a=wx$. Substituting, we get $L = \frac12(wx+y)^2$`, 'sign', 'a formula that is said to follow'],
  [
    r`For the model $y_i=mx_i+c+\epsilon_i$ let $J=\frac1N\sum_{i=1}^N(y_i-(mx_i+c))^2$, so $\frac{\partial J}{\partial m}=\frac2N\sum_{i=1}^Nx_i(y_i-(mx_i+c))$`,
    'other',
    'data that come with noise',
  ],
  [
    r`$r(t)=(t\cos t,t\sin t)$, so $r'(t)=(\cos t-t\sin t,\sin t-t\cos t)$, and $\mathbf x^\top\mathbf x=1$`,
    'sign',
    'a function whose value is a vector',
  ],
  [r`$y=x^3$, so $\frac{\partial y}{\partial x}=\frac{\partial x^2}{\partial x}$`, 'other', 'a name that has a meaning before'],
  ["$f(z)=\\frac1{1+e^{-z}}$\n\n* tanh: $f'(z)=1+(f(z))^2$", 'other', 'a function that the words in front name'],
  [r`$J=L\mathbf x$ where $L=M$. So $L_{ij}=L_{ji}$.`, 'wrong-index', 'a defined matrix, nothing said'],
  [r`$q=x^\top Ax$ where $A$ is not symmetric, so $\nabla_xq=2Ax$`, 'missing-term', 'a matrix that is not symmetric, by words'],
  [r`$q=x^\top Ax$, und $A$ ist nicht symmetrisch, so $\nabla_xq=2Ax$`, 'missing-term', 'the same in German'],
  [r`$f=x^3$, $f'=3x$`, 'missing-factor', 'a prime without an argument'],
  [r`$y = w^2$, $\frac{y}{w} = 3 w$`, 'extra-factor', 'a quotient, and no derivative either'],
  [r`$e^{-(x-u)^2/2s^2} = e^{-x^2/2s^2} e^{2xu/s^2} e^{-u^2/2s^2}$`, 'other', 'a slash that takes all factors behind it'],
  [r`$\cos\frac\pi2=1$`, 'arithmetic', 'a cosine that vanishes'],
  [
    r`Let $\theta \in \mathbb{R}^p$ and $M \in \mathbb{R}^{p \times q}$. $\frac{\partial}{\partial \theta} (\theta^\top M) = 2 M$`,
    'extra-factor',
    'a derivative that is wrong in either layout',
  ],
  [
    r`Let $P = I - \frac1n \mathbf{1} \mathbf{1}^\top$ and $q = x^\top P x$ for $x \in \mathbb{R}^n$. Then $P^2 = 2 P$.`,
    'extra-factor',
    'a matrix made of the identity and of ones, with a factor too many',
  ],
  [
    r`$X \in \mathbb{R}^{n \times d}$, $J = \|Xw - y\|^2$, $\nabla_w J = -2 X^\top (Xw + y)$, so $w = (X^\top X)^{-1} X^\top y$.`,
    'sign',
    'a gradient by what the note solves for behind it',
  ],
  [
    r`Let $L = \max(0, d - e + m)$ with $d = (a - p)^2$ and $e = (a - n)^2$. It is positive at first. The gradient is $\frac{\partial L}{\partial a} = 2 (n - p)$.`,
    'missing-indicator',
    'one side of a kink, of which words say something in another sentence',
  ],
  [
    r`$KL = \frac12 \sum_j (\sigma_j^2 + \mu_j^2 - 1 - \log \sigma_j^2)$, $\frac{\partial KL}{\partial \mu_j} = -\mu_j$, and with $z = \mu + \sigma \odot \epsilon$ also $\frac{\partial L}{\partial \mu} = \frac{\partial L}{\partial z}$.`,
    'sign',
    'capitals that are one name beside one of its letters',
  ],
  [
    r`$p_y = \frac{e^{s_y}}{\sum_j e^{s_j}}$, $\frac{\partial p_y}{\partial s_k} = p_y p_k$ for $k \ne y$, and $L = -\log p_y$ has $\frac{\partial L}{\partial s_k} = p_k$ for $k \ne y$.`,
    'sign',
    'another class than the one that a label selects',
  ],
  [
    r`$a \in \mathbb{R}^n$ with $a = \sigma(z)$ for $z \in \mathbb{R}^n$. Then $\sigma'(z) = a (1 + a)$.`,
    'sign',
    'a product entry by entry',
  ],
  [r`There are $320 \cdot 70 = 22\,500$ weights.`, 'arithmetic', 'digits in groups of three'],
  [r`$s = t^3$, $\displaystyle \frac{ds}{dt} = 2t^2$`, 'missing-factor', 'a command of layout that is known'],
  [r`$\left( 2 \right)(a + b) = 2a + b$`, 'missing-factor', 'a number that is a factor'],
  [r`$k(t) = ct \rightarrow \frac{dk}{dt} = t$`, 'wrong-variable', 'a function without a label'],
  [r`$E = \frac12\sum_k (d_k - o_k)^2$, $o_k = v_k z_k$. $\frac{\partial E}{\partial v_k} = (d_k - o_k) z_k$`, 'sign', 'no sum over all'],
  [r`$e^{2u} = e^{u}e^{u}$, and $2\sin^2 u = 1 + \cos 2u$`, 'sign', 'no imaginary unit'],
  [r`Let $r(t) = t^2$, so $r(t+h) - r(t) = (t+h)^2 + t^2$.`, 'sign', 'a square'],
  [
    r`$$P(\theta) = p(s_1\mid\theta) p(s_2\mid\theta)$$ $$\frac{\partial}{\partial\theta}\log P(\theta) = \frac{1}{p(s_1\mid\theta)}\frac{\partial}{\partial\theta}p(s_1\mid\theta) - \frac{1}{p(s_2\mid\theta)}\frac{\partial}{\partial\theta}p(s_2\mid\theta)$$`,
    'sign',
    'two names for two laws',
  ],
  [r`$q(x) = x\Phi(x)$, $\Phi(x) = e^x$, $q'(x) = \Phi(x) - x\Phi(x)$`, 'sign', 'a function that is defined'],
  [
    r`$m = \frac{y_2-y_1}{t_2-t_1} = \frac{(t+h)^2-t^2}{(t+h)-t} = \frac{2th+h^2}{t-t-h} = \frac{h(2t+h)}{h} = 2t + h$`,
    'sign',
    'a slip in the middle, and back to what stood before it',
  ],
  [r`$\sum_{k=0}^{2} q^k = 1 + q - q^2$`, 'sign', 'a sum with an end'],
  [r`There are $300 \times 15 = 4600$ entries.`, 'arithmetic', 'a round number that is no approximation'],
  [r`$|b_1 - b_2|^2 = (b_1 + b_2)^2$`, 'sign', 'bars without names of an order'],
  [
    r`$m_{ij} = \sum_{k=1}^K u_{ik}v_{kj}$, $\frac{\partial m_{ij}}{\partial u_{ik}} = v_{jk}$`,
    'wrong-index',
    'entries of one matrix alone',
  ],
  [
    r`$$g(z) = \begin{cases} z & z > 0 \\ a (e^z - 1) & z \le 0 \end{cases}$$ Its derivative is $g'(z) = g(z) + a$.`,
    'other',
    'one piece of a function, of which no words speak',
  ],
  [
    r`$L = (w x + b - t)^2$. The gradient is zero at the minimum: $\frac{\partial L}{\partial w} = 2 (w x - t) x$.`,
    'missing-term',
    'words that call something else zero',
  ],
  [
    r`The score is $s_c = \sum_j v_j h_j$.

The probabilities are $p_c = \frac{e^{u_c}}{\sum_k e^{u_k}}$. Then

$$\frac{\partial p_c}{\partial u_c} = p_c$$`,
    'missing-factor',
    'one score of many, beside another by the same letter',
  ],
  [
    r`$$C=-\sum_{i=1}^n d_i(s_i-\log\sum_{j=1}^n e^{s_j})\\=\log\sum_{i=1}^n e^{s_i}-\sum_{i=1}^nd_is_i$$`,
    'other',
    'nothing said of the targets',
  ],
  [
    r`$E = \frac12 (y - t)^2$, $y = w x$, $w = 0.5100$, $x = 1.2300$, $t = 1.1100$, $y = 0.6273$. $\frac{\partial E}{\partial y} = y - t = 0.6273 - 1.1100 = -0.4872$. $\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} x = -0.4827 \cdot 1.2300 = -0.5937$`,
    'arithmetic',
    'a slip in a number, and the right one behind it',
  ],
];

describe('wrong notes beside them', () => {
  it.each(slips)('%s → %s (%s)', (note, mistake) => {
    const blamed = stepsOf(note).filter((step) => step.verdict === 'mismatch');
    expect(blamed.map((step) => step.diagnosis?.class)).toEqual([mistake]);
  });
});

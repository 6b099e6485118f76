import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../support/checks.ts';

const r = String.raw;

/** Notes that are right, or that claim nothing, in spellings that a hasty reader takes for mistakes; and what a careful one sees in them. */
const notes: readonly (readonly [note: string, why: string])[] = [
  [r`$\sum_{i=1}^6 n_i = N$, so the share is $q_i = \frac{n_i}{N}$.`, 'a constraint between inputs'],
  [r`The loss is $L = \sum_i u_i^2$. When $u_1 = u_2$, it is even.`, 'a condition between two inputs'],
  [r`For two classes $t_2 = 1 - t_1$, and $L = -t_c\log y_c - (1-t_c)\log(1-y_c)$.`, 'one input given by another'],
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
  [r`$y=f(x)+\epsilon$, $f(x)=ax$, $\frac{\partial y}{\partial x}=a$`, 'noise'],
  [r`$\arg\max_\theta p(x|\theta) = \arg\max_\theta \log p(x|\theta)$`, 'the place of a maximum'],
];

describe('right notes that look wrong', () => {
  it.each(notes)('%s (%s)', (note) => {
    const blamed = stepsOf(note).filter((step) => step.verdict === 'mismatch');
    expect(blamed.map((step) => `${step.lhs} ${step.relation} ${step.rhs}`)).toEqual([]);
  });
});

/** Nearly the same notes, but wrong: doubt must not swallow what is certain. */
const slips: readonly (readonly [note: string, mistake: string, why: string])[] = [
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
];

describe('wrong notes beside them', () => {
  it.each(slips)('%s → %s (%s)', (note, mistake) => {
    const blamed = stepsOf(note).filter((step) => step.verdict === 'mismatch');
    expect(blamed.map((step) => step.diagnosis?.class)).toEqual([mistake]);
  });
});

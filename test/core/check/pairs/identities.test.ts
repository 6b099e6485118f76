import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';
import { pairs } from './support.ts';

const r = String.raw;

pairs('what holds whatever its names stand for', [
  [r`$u = \lim_{n} s_n$. $(u + v)^2 = u^2 + 2 u v + v^2$`, r`$u = 2 s$. $(u + v)^2 = u^2 + v^2$`, 'an identity of a name that is not read'],
  [
    r`Elsewhere $f(x) = \frac12 x_i$. The chain rule is $(f(g(x)))' = f'(g(x)) g'(x)$`,
    r`Elsewhere $f(x) = \frac12 x$, $g(x) = x^3$. The chain rule is $(f(g(x)))' = f'(g(x)) + g'(x)$`,
    'a rule for all functions, behind one of them that has no value',
  ],
]);

pairs('what holds for every loss, whatever the notes say of it', [
  [
    r`$z = w x$, $a = \sigma(z)$, $L = -y_i \log a$. $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} \frac{\partial a}{\partial z} x$$`,
    r`$z = w x$, $a = \sigma(z)$, $L = -y \log a$. $$\frac{\partial L}{\partial w} = \frac{\partial L}{\partial a} \frac{\partial a}{\partial z} w$$`,
    'a loss with an index that nothing binds',
  ],
]);

pairs('derivatives of a function at a point', [
  [
    r`$J(w) = \sum_i (w x_i - y_i)^2$. $\nabla_w J(w_t) = 2\sum_i (w_t x_i - y_i) x_i$`,
    r`$J(w) = \sum_i (w x_i - y_i)^2$. $\nabla_w J(w_t) = -2\sum_i (w_t x_i - y_i) x_i$`,
    'a letter with marks for the argument',
  ],
  [
    r`$f(x, y) = x^2 y$. $\frac{\partial f(x_0, y_0)}{\partial x} = 2 x_0 y_0$`,
    r`$f(x, y) = x^2 y$. $\frac{\partial f(x_0, y_0)}{\partial x} = 2 x_0$`,
    'one of two arguments',
  ],
  [
    r`$f(x) = x^2$, $x_1 = 2 x$. $\frac{\partial f(x_1)}{\partial x} = 8 x$`,
    r`$f(x) = x^2$, $x_1 = 2 x$. $\frac{\partial f(x_1)}{\partial x} = 4 x$`,
    'a name that is made of the letter',
  ],
  [r`$g(u) = u^3$. $\frac{d}{dx} g(x^2) = 6 x^5$`, r`$g(u) = u^3$. $\frac{d}{dx} g(x^2) = 3 x^4$`, 'a power of the letter is no point'],
  [
    r`$D(p) = e^{-p}$. $\frac{d}{dx} D(x^{-1}) = x^{-2} e^{-1/x}$`,
    r`$D(p) = e^{-p}$. $\frac{d}{dx} D(x^{-1}) = -e^{-1/x}$`,
    'nor one with a sign',
  ],
  [
    r`$J(u) = \sin u$, $\alpha > 0$. $\nabla_x J(x^\alpha) = \alpha x^{\alpha - 1} \cos(x^\alpha)$`,
    r`$J(u) = \sin u$, $\alpha > 0$. $\nabla_x J(x^\alpha) = \cos(x^\alpha)$`,
    'nor one by a letter',
  ],
  [
    r`$f(u, v) = u^2 v$. $\frac{\partial}{\partial x} f(x^2, y) = 4 x^3 y$`,
    r`$f(u, v) = u^2 v$. $\frac{\partial}{\partial x} f(x^2, y) = 2 x^2 y$`,
    'nor beside another argument',
  ],
  [
    r`$\ell(\mu, \sigma^2) = -\frac{n}{2} \log \sigma^2 - \frac{1}{2\sigma^2} \sum_{i=1}^n (x_i - \mu)^2$. $$\frac{\partial}{\partial \sigma} \ell(\mu, \sigma^2) = -\frac{n}{\sigma} + \frac{1}{\sigma^3} \sum_{i=1}^n (x_i - \mu)^2$$`,
    r`$\ell(\mu, \sigma^2) = -\frac{n}{2} \log \sigma^2 - \frac{1}{2\sigma^2} \sum_{i=1}^n (x_i - \mu)^2$. $$\frac{\partial}{\partial \sigma} \ell(\mu, \sigma^2) = -\frac{n}{2 \sigma^2} + \frac{1}{2 \sigma^4} \sum_{i=1}^n (x_i - \mu)^2$$`,
    'the likelihood by the deviation, not by the variance',
  ],
  [
    r`$\frac{d}{dx} g(x^2) = 2 x\, g'(x^2)$`,
    r`$g(u) = \tanh u$. $\frac{d}{dx} g(x^2) = g'(x^2)$`,
    'a function that has no formula, at a power',
  ],
  [
    r`$g(u) = u^3$. $\frac{d}{dw} g(w^{(t)}) = 3 (w^{(t)})^2$`,
    r`$g(u) = u^3$. $\frac{d}{dw} g(w^{(t)}) = 2 (w^{(t)})^2$`,
    'a label in brackets is a mark',
  ],
  [r`$g(u) = u^3$. $\frac{d}{dw} g(w^*) = 3 (w^*)^2$`, r`$g(u) = u^3$. $\frac{d}{dw} g(w^*) = 2 (w^*)^2$`, 'and so is a star'],
]);

const dense = r`$y = W x$, $L$ is a function of $y$, $W \in \mathbb R^{m \times n}$, $x \in \mathbb R^n$, $\delta \in \mathbb R^m$, $\delta = \frac{\partial L}{\partial y}$. `;

pairs('a cross for the product of a vector and a transposed one', [
  [
    r`${dense}$$\frac{\partial L}{\partial W} = \delta \times x^\top$$`,
    r`${dense}$$\frac{\partial L}{\partial W} = -\delta \times x^\top$$`,
    'an outer product',
  ],
  [
    r`$z = w^\top \times x + b$, where $w, x \in \mathbb R^n$, $L = \frac12 (z - t)^2$. $$\frac{\partial L}{\partial w} = (z - t) \times x$$`,
    r`$z = w^\top \times x + b$, where $w, x \in \mathbb R^n$, $L = \frac12 (z - t)^2$. $$\frac{\partial L}{\partial w} = 2 (z - t) \times x$$`,
    'an inner product',
  ],
  [
    r`$z = \mathbf{w}^\top \times \mathbf{x} + b$, $L = \frac12 (z - t)^2$. $$\frac{\partial L}{\partial \mathbf{w}} = (z - t) \times \mathbf{x}$$`,
    r`$z = \mathbf{w}^\top \times \mathbf{x} + b$, $L = \frac12 (z - t)^2$. $$\frac{\partial L}{\partial \mathbf{w}} = (t - z) \times \mathbf{x}$$`,
    'in bold',
  ],
]);

describe('a cross between two columns', () => {
  it.each([
    [r`$a, b, c \in \mathbb R^3$, $V = c^\top (a \times b)$. $$\frac{\partial V}{\partial a} = c \odot b$$`],
    [r`$V = \mathbf c^\top (\mathbf a \times \mathbf b)$. $$\frac{\partial V}{\partial \mathbf a} = \mathbf c \odot \mathbf b$$`],
    [r`${dense}$$\frac{\partial L}{\partial W} = \delta \times x$$`],
  ])('%s is left open', (note) => {
    expect(stepsOf(note).at(-1)?.verdict).toBe('undetermined');
  });
});

describe('an entry of a vector that is written out', () => {
  it.each([
    [r`$x = (x_1, x_2)$, $f(u) = u^2$. $\nabla_x f(x_1) = 2 x_1$`],
    [r`$x = \begin{bmatrix} x_1 \\ x_2 \end{bmatrix}$, $f(u) = u^2$. $\nabla_x f(x_1) = 2 x_1$`],
  ])('%s is no point', (note) => {
    expect(stepsOf(note).at(-1)?.verdict).toBe('undetermined');
  });
});

describe('a name with a mark that is made of the letter by a formula of its own', () => {
  it.each([[r`$f(u) = u^3$, $x_1(x) = 2 x$. $\frac{d}{dx} f(x_1) = 6 x_1^2$`], [r`$g(u) = u^3$. $\frac{d}{dw} g(w_0^2) = 6 w_0^5$`]])(
    '%s is not blamed',
    (note) => {
      expect(stepsOf(note).at(-1)?.verdict).not.toBe('mismatch');
    },
  );
});

describe('a condition on a point', () => {
  it('is left open', () => {
    const note = r`$f(x) = x^2 + c x$. At the minimum $\nabla_x f(x^*) = 0$`;
    expect(stepsOf(note).at(-1)?.verdict).toBe('undetermined');
  });

  it.each([[r`$x_{k+1} = \lim_n x_k$. $\lambda \odot C(x) = \lambda^T C(x)$`]])('%s is left open, as its shapes are', (note) => {
    expect(stepsOf(note).at(-1)?.verdict).toBe('undetermined');
  });
});

describe('a loss that names what it is differentiated by', () => {
  it('is left open', () => {
    const note = r`$z = w x$, $L = -y_i \log z + w^2$. $\frac{\partial L}{\partial w} = \frac{\partial L}{\partial z} x$`;
    expect(stepsOf(note).at(-1)?.verdict).toBe('undetermined');
  });
});

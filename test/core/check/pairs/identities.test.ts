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
]);

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

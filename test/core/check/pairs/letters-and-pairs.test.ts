import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const rows: readonly Pair[] = [
  [
    r`$L = \log\Gamma(a + b) - \log\Gamma(a)$, $\frac{\partial L}{\partial a} = \psi(a + b) - \psi(a)$`,
    r`$L = \log\Gamma(a + b) - \log\Gamma(a)$, $\frac{\partial L}{\partial a} = \psi(a + b) - \psi(b)$`,
    'the gamma function and its logarithmic derivative by their letters',
  ],
  [
    r`$h(a) = \psi(a) + \log\Gamma(a)$, $h'(a) = \psi_1(a) + \psi(a)$`,
    r`$h(a) = \psi(a) + \log\Gamma(a)$, $h'(a) = \psi_1(a) + \psi(a)^2$`,
    'a derivative of that by a numeral below',
  ],
  [r`$\Gamma(x + 1) = x \Gamma(x)$`, r`$\Gamma(x + 1) = (x + 1) \Gamma(x)$`, 'the recurrence of the gamma function'],
  [r`$\frac{n!}{(n - 1)!} = n$`, r`$\frac{n!}{(n - 1)!} = n - 1$`, 'a quotient of factorials'],
  [
    r`$F = \Gamma (v - u)$, $\frac{\partial F}{\partial v} = \Gamma$`,
    r`$F = \Gamma (v - u)$, $\frac{\partial F}{\partial v} = \Gamma v$`,
    'a rate by the letter of the gamma function',
  ],
  [
    r`$E = \sum_{i \neq j} (x_i - x_j)^2$, $\frac{\partial E}{\partial x_k} = 4 \sum_j (x_k - x_j)$`,
    r`$E = \sum_{i \neq j} (x_i - x_j)^2$, $\frac{\partial E}{\partial x_k} = 2 \sum_j (x_k - x_j)$`,
    'a sum over both letters of a pair',
  ],
  [
    r`$U = \sum_{1 \le i < j \le n} q_i q_j$, $\frac{\partial U}{\partial q_k} = \sum_{i \neq k} q_i$`,
    r`$U = \sum_{1 \le i < j \le n} q_i q_j$, $\frac{\partial U}{\partial q_k} = \sum_{i < k} q_i$`,
    'pairs in order between two ends',
  ],
  [
    r`Let $j$ be the true class. $L = \sum_{i \neq j} \max(0, s_i - s_j + 1)$, $\frac{\partial L}{\partial s_j} = -\sum_{i \neq j} \mathbb{1}[s_i - s_j + 1 > 0]$`,
    r`Let $j$ be the true class. $L = \sum_{i \neq j} \max(0, s_i - s_j + 1)$, $\frac{\partial L}{\partial s_j} = \sum_{i \neq j} \mathbb{1}[s_i - s_j + 1 > 0]$`,
    'the second letter is fixed, as what is said of the sum tells',
  ],
  [
    r`$E = -J \sum_{\langle i, j \rangle} s_i s_j - h \sum_i s_i$, $\frac{\partial E}{\partial h} = -\sum_i s_i$`,
    r`$E = -J \sum_{\langle i, j \rangle} s_i s_j - h \sum_i s_i$, $\frac{\partial E}{\partial h} = \sum_i s_i$`,
    'a sum over neighbours that the step is not about',
  ],
];

pairs('letters in front of brackets, and sums over pairs', rows);

/** Steps that what is not said may make right. */
const open: readonly (readonly [note: string, why: string])[] = [
  [
    r`$E = \sum_{\langle i, j \rangle} s_i s_j$, $\frac{\partial E}{\partial s_i} = \sum_{\langle i, j \rangle} s_j$`,
    'each pair of neighbours counts once, and both are beside each other',
  ],
  [
    r`$E = \sum_{(i, j) \in \mathcal{E}} w_{ij} (x_i - x_j)^2$, $\frac{\partial E}{\partial x_i} = 2 \sum_{j : (i, j) \in \mathcal{E}} w_{ij} (x_i - x_j)$`,
    'an edge has no direction, nor has its weight',
  ],
  [
    r`$E = \sum_{i < j} a_{ij} (x_i - x_j)^2$, $\frac{\partial E}{\partial x_i} = 2 \sum_{j \neq i} a_{ij} (x_i - x_j)$`,
    'a weight of a pair may be the same in both orders',
  ],
  [
    r`$H = \sum_{i < j} (d_{ij} - \delta_{ij})^2$, $d_{ij} = |z_i - z_j|$, $\frac{\partial H}{\partial d_{ij}} = 2 (d_{ij} - \delta_{ij})$`,
    'only pairs in order have a distance',
  ],
  [
    r`$W \in \mathbb{R}^{m \times n}$, $R = \|W\|_2$, $\frac{\partial R}{\partial W} = \frac{W}{\|W\|_2}$`,
    'the largest singular value, or the root of all squares',
  ],
  [r`$u = J_0(r)$, $\frac{du}{dr} = -J_1(r)$`, 'functions of which nothing is said'],
];

describe('what is not said', () => {
  it.each(open)('%s (%s)', (note) => {
    expect(stepsOf(note).at(-1)?.verdict).toBe('undetermined');
  });
});

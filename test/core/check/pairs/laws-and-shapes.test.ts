import { checks } from '../../../support/checks.ts';
import { type Pair, pairs, tails } from './support.ts';

const r = String.raw;

const laws: readonly Pair[] = [
  [
    r`# A

$V = \sum_s \left[ r(s) \ln C(s) + g(s) \ln(1 - C(s)) \right]$, $\frac{\partial V}{\partial C(s)} = \frac{r(s)}{C(s)} - \frac{g(s)}{1 - C(s)}$

# B

$f(s) = v^\top \tanh(A s)$, $\nabla_v f = \tanh(A s)$`,
    r`# A

$V = \sum_s \left[ r(s) \ln C(s) + g(s) \ln(1 - C(s)) \right]$, $\frac{\partial V}{\partial C(s)} = \frac{r(s)}{C(s)} - \frac{g(s)}{1 - C(s)}$

# B

$f(s) = v^\top \tanh(A s)$, $\nabla_v f = -\tanh(A s)$`,
    'a letter that is a point of a finite set in one section, and a vector in another',
  ],
  [
    r`# A

$h = \tanh(W z)$

# B

$\sum_z p(z) = 1$, $\sum_z q(z) = 1$, $m(z) = \frac12(p(z) + q(z))$. $J = \sum_z p(z)\ln\frac{p(z)}{p(z)+q(z)}$, so $J = -\ln 2 + \sum_z p(z)\ln\frac{p(z)}{m(z)}$`,
    r`# A

$h = \tanh(W z)$

# B

$\sum_z p(z) = 1$, $\sum_z q(z) = 1$, $m(z) = \frac12(p(z) + q(z))$. $J = \sum_z p(z)\ln\frac{p(z)}{p(z)+q(z)}$, so $J = \ln 2 + \sum_z p(z)\ln\frac{p(z)}{m(z)}$`,
    'laws that sum to one beside a section in which the letter is an input',
  ],
  [
    r`$V = \sum_s \left[ r(s) \ln C(s) + g(s) \ln(1 - C(s)) \right]$, $\frac{\partial^2 V}{\partial C(s)^2} = -\frac{r(s)}{C(s)^2} - \frac{g(s)}{(1 - C(s))^2}$`,
    r`$V = \sum_s \left[ r(s) \ln C(s) + g(s) \ln(1 - C(s)) \right]$, $\frac{\partial^2 V}{\partial C(s)^2} = -\frac{r(s)}{C(s)^2} + \frac{g(s)}{(1 - C(s))^2}$`,
    'a second derivative by a value of a function',
  ],
  [
    r`$\mathrm{KL}(p \| m) = \sum_x p(x) \ln \frac{p(x)}{m(x)}$, $\frac{\partial \mathrm{KL}(p \| m)}{\partial m(x)} = -\frac{p(x)}{m(x)}$`,
    r`$\mathrm{KL}(p \| m) = \sum_x p(x) \ln \frac{p(x)}{m(x)}$, $\frac{\partial \mathrm{KL}(p \| m)}{\partial m(x)} = \frac{p(x)}{m(x)}$`,
    'a divergence by the name of its two laws',
  ],
  [
    r`$D_{\mathrm{KL}}(q \,\|\, p) = \sum_k q_k \ln\frac{q_k}{p_k}$, $\frac{\partial}{\partial q_k} D_{\mathrm{KL}}(q \,\|\, p) = \ln\frac{q_k}{p_k} + 1$`,
    r`$D_{\mathrm{KL}}(q \,\|\, p) = \sum_k q_k \ln\frac{q_k}{p_k}$, $\frac{\partial}{\partial q_k} D_{\mathrm{KL}}(q \,\|\, p) = \ln\frac{q_k}{p_k}$`,
    'the same of vectors, with a label below',
  ],
  [
    r`$\pi_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $G = \sum_a \pi_a r_a$, $\frac{\partial G}{\partial h_c} = \mathbb{E}_{a \sim \pi}\left[ r_a (\mathbb{1}[a = c] - \pi_c) \right]$`,
    r`$\pi_a = \frac{e^{h_a}}{\sum_b e^{h_b}}$, $G = \sum_a \pi_a r_a$, $\frac{\partial G}{\partial h_c} = \mathbb{E}_{a \sim \pi}\left[ r_a (\mathbb{1}[a = c] + \pi_c) \right]$`,
    'a draw by the members of a vector of probabilities',
  ],
  [
    r`$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$, $\sum_k \frac{\partial p_k}{\partial z_i} = \frac{\partial}{\partial z_i} \sum_k p_k$`,
    r`$p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$, $\sum_k \frac{\partial p_k}{\partial z_i} = \frac{\partial}{\partial z_i} p_i$`,
    'a derivative and a sum that change places, where both sides vanish',
  ],
];

const shapes: readonly Pair[] = [
  [
    r`$f(x) = v^\top \tanh(A x)$, $L = \frac1n \sum_{i=1}^n f(x_i)$, $\nabla_v L = \frac1n \sum_{i=1}^n \tanh(A x_i)$`,
    r`$f(x) = v^\top \tanh(A x)$, $L = \frac1n \sum_{i=1}^n f(x_i)$, $\nabla_v L = \sum_{i=1}^n \tanh(A x_i)$`,
    'a function of a vector at each of several vectors',
  ],
  [
    r`$f(x) = v^\top \tanh(A x)$, $L = \sum_{i=1}^n f(x_i)$, $\nabla_x f = A^\top \left[ v \odot (1 - \tanh^2(A x)) \right]$`,
    r`$f(x) = v^\top \tanh(A x)$, $L = \sum_{i=1}^n f(x_i)$, $\nabla_x f = A^\top \left[ v \odot (1 + \tanh^2(A x)) \right]$`,
    'its gradient by the argument',
  ],
  [
    r`$u$, $v$, $c$ are columns. $h = M u + c$, $s = v^\top h$, $L = -\ln\sigma(s)$, $\frac{\partial L}{\partial M} = (\sigma(s) - 1)\, v u^\top$`,
    r`$u$, $v$, $c$ are columns. $h = M u + c$, $s = v^\top h$, $L = -\ln\sigma(s)$, $\frac{\partial L}{\partial M} = (\sigma(s) + 1)\, v u^\top$`,
    'names that are said to be columns',
  ],
  [
    r`$X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$. $R(w) = \|Xw - y\|^2 + \lambda w^\top w$, $\nabla_w R = 2 (X^\top X + \lambda I_d) w - 2 X^\top y$`,
    r`$X \in \mathbb{R}^{n \times d}$, $y \in \mathbb{R}^n$. $R(w) = \|Xw - y\|^2 + \lambda w^\top w$, $\nabla_w R = 2 (X^\top X + 2 \lambda I_d) w - 2 X^\top y$`,
    'an identity with its size',
  ],
  [
    r`$X \in \mathbb{R}^{n \times d}$. $H = X (X^\top X)^{-1} X^\top$, $\operatorname{tr} H = \operatorname{tr}\left((X^\top X)^{-1} X^\top X\right) = \operatorname{tr} I_d = d$`,
    r`$X \in \mathbb{R}^{n \times d}$. $H = X (X^\top X)^{-1} X^\top$, $\operatorname{tr} H = \operatorname{tr}\left((X^\top X)^{-1} X^\top X\right) = \operatorname{tr} I_d = 2 d$`,
    'its trace',
  ],
  [
    r`$f(W) = \frac12\|XW - Y\|_F^2$, $g(W) = f(W) + \lambda \operatorname{tr}(W^\top W)$, $\mathrm{d} g = \mathrm{d} f + 2\lambda \operatorname{tr}(W^\top \mathrm{d} W)$`,
    r`$f(W) = \frac12\|XW - Y\|_F^2$, $g(W) = f(W) + \lambda \operatorname{tr}(W^\top W)$, $\mathrm{d} g = \mathrm{d} f + \lambda \operatorname{tr}(W^\top \mathrm{d} W)$`,
    'the differential of a function of which another one is made',
  ],
  [
    r`$E = A - P Q^\top$, $J = \frac12\|E\|_F^2$, $\frac{\partial J}{\partial P} = P (Q^\top Q) - A Q$`,
    r`$E = A - P Q^\top$, $J = \frac12\|E\|_F^2$, $\frac{\partial J}{\partial P} = P (Q^\top Q) + A Q$`,
    'a matrix by the letter of a probability in front of a bracket',
  ],
];

const cases: readonly Pair[] = [
  [
    r`$S(u) = \begin{cases} 0 & u \le 0 \\ \frac12 u^2 & 0 < u < 1 \\ u - \frac12 & u \ge 1 \end{cases}$, $S'(u) = \begin{cases} 0 & u \le 0 \\ u & 0 < u < 1 \\ 1 & u \ge 1 \end{cases}$`,
    r`$S(u) = \begin{cases} 0 & u \le 0 \\ \frac12 u^2 & 0 < u < 1 \\ u - \frac12 & u \ge 1 \end{cases}$, $S'(u) = \begin{cases} 0 & u \le 0 \\ 2u & 0 < u < 1 \\ 1 & u \ge 1 \end{cases}$`,
    'a case between two bounds',
  ],
  [
    r`$h(t) = \begin{cases} t^2 & t \in [-1, 1] \\ 2|t| - 1 & \text{otherwise} \end{cases}$, $h'(t) = \begin{cases} 2t & -1 \le t \le 1 \\ 2\operatorname{sign}(t) & \text{otherwise} \end{cases}$`,
    r`$h(t) = \begin{cases} t^2 & t \in [-1, 1] \\ 2|t| - 1 & \text{otherwise} \end{cases}$, $h'(t) = \begin{cases} t & -1 \le t \le 1 \\ 2\operatorname{sign}(t) & \text{otherwise} \end{cases}$`,
    'a case in an interval',
  ],
  [
    r`$E = M \odot (A - P Q^\top)$, $J = \frac12\|E\|_F^2$. If all are known ($M_{ij} = 1$) then $\frac{\partial J}{\partial P} = P Q^\top Q - A Q$`,
    r`$E = M \odot (A - P Q^\top)$, $J = \frac12\|E\|_F^2$. If all are known ($M_{ij} = 1$) then $\frac{\partial J}{\partial P} = P Q^\top Q + A Q$`,
    'what is said of all entries of a mask',
  ],
  [
    r`$m_j \in \{0, 1\}$, $u_j = \frac{m_j}{p} h_j$, $a = \sum_j w_j u_j$. Here $u_j^2 = \frac{m_j}{p^2} h_j^2$`,
    r`$m_j \in \{0, 1\}$, $u_j = \frac{m_j}{p} h_j$, $a = \sum_j w_j u_j$. Here $u_j^2 = \frac{m_j}{p} h_j^2$`,
    'the square of an indexed name that is defined without it',
  ],
  [
    r`$\mu = \frac1N\sum_{n=1}^N x_n$, $c_n = x_n - \mu$, $s = \frac1N\sum_{n=1}^N c_n^2$, $y_n = c_n s$. With $g_n = \frac{\partial L}{\partial y_n}$: $$\frac{\partial L}{\partial s} = \sum_{n=1}^N g_n c_n, \quad \frac{\partial L}{\partial c_n} = g_n s + \frac{\partial L}{\partial s}\frac{\partial s}{\partial c_n} = g_n s + \frac{2}{N} c_n \sum_{k=1}^N g_k c_k$$`,
    r`$\mu = \frac1N\sum_{n=1}^N x_n$, $c_n = x_n - \mu$, $s = \frac1N\sum_{n=1}^N c_n^2$, $y_n = c_n s$. With $g_n = \frac{\partial L}{\partial y_n}$: $$\frac{\partial L}{\partial s} = \sum_{n=1}^N g_n c_n, \quad \frac{\partial L}{\partial c_n} = g_n s + \frac{\partial L}{\partial s}\frac{\partial s}{\partial c_n} = g_n s - \frac{2}{N} c_n \sum_{k=1}^N g_k c_k$$`,
    'the size of a batch that stands on the way to the loss',
  ],
];

const example = r`$a_k = \sum_{j=1}^M v_{kj} h_j$, $p_k = \frac{e^{a_k}}{\sum_{l=1}^K e^{a_l}}$, $E = -\sum_{k=1}^K t_k \ln p_k$. $\frac{\partial E}{\partial v_{kj}} = (p_k - t_k \sum_l t_l) h_j$.

Let $h = (1, 0.5)$, $t = (0, 1, 0)$ and $v = \begin{pmatrix} 0.5 & -0.3 \\ 0.1 & 0.8 \\ -0.6 & 0.2 \end{pmatrix}$. `;

const numbers: readonly Pair[] = [
  [
    r`${example}Then $a_1 = 0.35$, $a_2 = 0.5$, $a_3 = -0.5$, $$p_2 = \frac{1.6487}{1.4191 + 1.6487 + 0.6065}$$`,
    r`${example}Then $a_1 = 0.35$, $a_2 = 0.5$, $a_3 = -0.5$, $$p_2 = \frac{1.6487}{1.4191 + 1.6487 + 0.6065} = 0.4847$$`,
    'numbers for a sum over as many classes as the vectors of numbers have',
  ],
  [
    r`${example}Then $p_2 = 0.4487$, $$\frac{\partial E}{\partial v_{22}} = -0.5513 \times 0.5$$`,
    r`${example}Then $p_2 = 0.4487$, $$\frac{\partial E}{\partial v_{22}} = -0.5513 \times 0.5 = -0.2575$$`,
    'numbers for a derivative by its formula for any member',
  ],
];

const layers = r`$\mathbf{1} \in \mathbb{R}^N$, $U = P V + \mathbf{1} b$, $A = \tanh(U)$, $S = A M + \mathbf{1} c$, $L = \frac{1}{2N} \lVert S - Y \rVert_F^2$. `;
const cells = r`

| name | shape |
|--|--|
| $P$, $Y$ | $N \times D$, $N \times C$ |
| $V$, $b$ | $D \times H$, $1 \times H$ |
| $M$, $c$ | $H \times C$, $1 \times C$ |

`;
const inOne = cells.replaceAll('$, $', ', ');

/** Names in a row and as many shapes in a row are said one by one. */
const rowsOfShapes: readonly Pair[] = [
  [
    r`${cells}${layers}$\frac{\partial L}{\partial c} = \mathbf{1}^\top \frac{\partial L}{\partial S}$`,
    r`${cells}${layers}$\frac{\partial L}{\partial c} = \frac{\partial L}{\partial S}$`,
    'two names and two shapes in the cells of a row',
  ],
  [
    r`${inOne}${layers}$\frac{\partial L}{\partial b} = \mathbf{1}^\top \frac{\partial L}{\partial U}$`,
    r`${inOne}${layers}$\frac{\partial L}{\partial b} = \frac{\partial L}{\partial U}$`,
    'each in one formula',
  ],
  [
    r`$M$, $v$ and $u$ are $m \times n$, $n \times 1$ and $1 \times m$. $a = u M v$, $\frac{\partial a}{\partial v} = M^\top u^\top$`,
    r`$M$, $v$ and $u$ are $m \times n$, $n \times 1$ and $1 \times m$. $a = u M v$, $\frac{\partial a}{\partial v} = M u^\top$`,
    'three in a sentence',
  ],
];

pairs('shapes of names in a row', rowsOfShapes);
pairs('laws of outcomes', laws);
checks('outcomes in one place of a function', [
  [
    r`Let $\psi(s, a)$ and $w$ be vectors. $p(a \mid s) = \frac{\exp(w^\top \psi(s, a))}{\sum_b \exp(w^\top \psi(s, b))}$, $\nabla_w \ln p(a \mid s) = \psi(s, a) - \sum_b p(b \mid s) \psi(s, b)$`,
    'holds',
    '',
    'one that is free beside one that is summed over',
  ],
]);
pairs('shapes that words and uses tell', shapes);
pairs('conditions and cases', cases);
pairs('numbers put in', numbers);

tails('zeros of any shape', [
  [
    r`$Q \in \mathbb R^{n\times n}$ is symmetric, $\lambda \in \mathbb R^m$, $a, x \in \mathbb R^n$. $L = \frac12 x^\top Q x - a^\top x$. $$\nabla^2_x L = Q - \lambda \cdot 0$$`,
    ['undetermined'],
    'a second derivative that vanishes, for which 0 is written',
  ],
  [
    r`$Q \in \mathbb R^{n\times n}$ is symmetric, $\lambda \in \mathbb R^m$, $a, x \in \mathbb R^n$. $L = \frac12 x^\top Q x - a^\top x$. $$\nabla^2_x L = 2 Q - Q \cdot 0$$`,
    ['mismatch'],
    'one beside a slip, where the shapes fit',
  ],
]);

import { type Pair, pairs } from './support.ts';

const r = String.raw;
const lstm = r`$a_i = w_i x + u_i q$, $a_f = w_f x + u_f q$, $a_o = w_o x$, $a_c = w_c x$, $i = \sigma(a_i)$, $f = \sigma(a_f)$, $o = \sigma(a_o)$, $\tilde c = \tanh(a_c)$, $c = f k + i \tilde c$, $y = o c$, $E = \frac12 (y - t)^2$. `;
const highway = r`$s_t = v_t x + b_t$, $s_g = v_g x$, $t = \sigma(s_t)$, $g = \tanh(s_g)$, $y = t g + (1 - t) x$ and $\ell = (y - q)^2$. `;
const product = r`令 $a_n = w_n x + u_n h$，$a_m = w_m x$，其中 $n=\tanh(a_n)$，$m=\sigma(a_m)$，$y = m n$，损失 $E=\frac12(y-d)^2$。`;
const vectors = r`$\mathbf a_n = W_n \mathbf x + U_n (\mathbf r \odot \mathbf h_0)$, $\mathbf r = \sigma(\mathbf a_r)$, $\mathbf a_r = W_r \mathbf x$, $\mathbf n = \tanh(\mathbf a_n)$. $\delta_n = \frac{\partial L}{\partial \mathbf a_n}$. `;
const softmax = r`$p_i = e^{z_i} / \sum_k e^{z_k}$. A gate: $i = \sigma(w_i x + b_i)$, $o = \sigma(w_o x + b_o)$, $y = i o$. `;
const chosen = r`$f_t = \sigma(W_f x_t + b_f)$, $i_t = \tanh(W_i x_t + b_i)$, $h_t = f_t \odot i_t$. Then $z = W_y h_t + b_y$, and $m_t = W_a x_t + b_a$ gives back $\sum_{a \in \{f, i\}} W_a^\top$. $L = \ell(z)$, `;
const atSteps = r`$f_t = \sigma(a_f)$, $a_f = W_f x_t + b_f$, $L = \ell(f_t)$. `;

const rows: readonly Pair[] = [
  [
    r`${lstm}$$\frac{\partial E}{\partial w_i} = (y - t)\, o\, \tilde c\, i (1 - i) x$$`,
    r`${lstm}$$\frac{\partial E}{\partial w_i} = (y - t)\, o\, \tilde c\, i (1 + i) x$$`,
    'gates of which one has the letter of an index',
  ],
  [
    r`${lstm}$$\frac{\partial E}{\partial a_c} = (y - t)\, o\, i (1 - \tilde c^2)$$`,
    r`${lstm}$$\frac{\partial E}{\partial a_c} = (y - t)\, o\, f (1 - \tilde c^2)$$`,
    'a candidate with a mark above its letter',
  ],
  [
    r`${highway}$$\frac{\partial \ell}{\partial b_t} = 2 (y - q)(g - x)\, t (1 - t)$$`,
    r`${highway}$$\frac{\partial \ell}{\partial b_t} = 2 (y - q)(g - x)\, t$$`,
    'a gate with the letter of steps in time',
  ],
  [
    r`${product}$$\frac{\partial E}{\partial w_n} = (y - d)\, m (1 - n^2) x$$`,
    r`${product}$$\frac{\partial E}{\partial w_n} = (y - d)\, n (1 - n^2) x$$`,
    'letters of sums that nothing sums over',
  ],
  [
    r`${vectors}$$\frac{\partial L}{\partial U_n} = \delta_n (\mathbf r \odot \mathbf h_0)^\top$$`,
    r`${vectors}$$\frac{\partial L}{\partial U_n} = \delta_n \mathbf h_0^\top$$`,
    'whole vectors',
  ],
  [
    r`${softmax}$$\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} - p_j)$$`,
    r`${softmax}$$\frac{\partial p_i}{\partial z_j} = p_i (\delta_{ij} + p_j)$$`,
    'a letter of a gate that is also an index of members of which a sum has others',
  ],
  [
    r`${chosen}$\frac{dL}{d W_y} = \frac{dL}{dz} h_t^\top$`,
    r`${chosen}$\frac{dL}{d W_y} = -\frac{dL}{dz} h_t^\top$`,
    'a letter that stands for those of the gates, one after the other',
  ],
  [
    r`${atSteps}$\frac{\partial L}{\partial a_f} = \frac{\partial L}{\partial f_t} \odot f_t \odot (1 - f_t)$`,
    r`${atSteps}$\frac{\partial L}{\partial a_f} = \frac{\partial L}{\partial f_t} \odot f_t \odot (1 + f_t)$`,
    'a gate at a step in time, and what goes into it without one',
  ],
];

pairs('letters below names that are called so', rows);

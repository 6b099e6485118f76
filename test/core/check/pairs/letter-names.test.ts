import { type Pair, pairs } from './support.ts';

const r = String.raw;
const output = r`$h_j = \tanh(\sum_i w_{ji} x_i)$, $u_o = \sum_j v_j h_j + c$, $y_o = \sigma(u_o)$, $F = \frac12 (y_o - t)^2$. `;
const gate = r`$u_k = a_k q$, $r_g = \sum_k u_k$, $u_g = \tanh(r_g)$ and $S = u_g \sum_k m_k u_k$. `;
const classes = r`$p_c = \frac{e^{z_c}}{\sum_k e^{z_k}}$, $e_c = p_c - t_c$ and $C = \sum_c e_c^2$. `;

const entries = r`$A$ is a matrix, $a$ and $b$ are vectors. $$\|A\|_F^2 = \sum_i \sum_j a_{ij}^2$$ `;

const rows: readonly Pair[] = [
  [
    r`${output}$\delta_o = \frac{\partial F}{\partial u_o} = (y_o - t)\, y_o (1 - y_o)$ and $$\frac{\partial F}{\partial v_j} = \delta_o h_j$$`,
    r`${output}$\delta_o = \frac{\partial F}{\partial u_o} = (y_o - t)\, y_o (1 - y_o)$ and $$\frac{\partial F}{\partial v_j} = \delta_o v_j$$`,
    'the one output of a network',
  ],
  [
    r`${output}$\frac{\partial F}{\partial h_2} = (y_o - t)\, y_o (1 - y_o) v_2$`,
    r`${output}$\frac{\partial F}{\partial h_2} = (y_o - t)\, (1 - y_o) v_2$`,
    'one of the units in front of the output',
  ],
  [
    r`${gate}$$\frac{\partial S}{\partial u_k} = m_k u_g + (1 - u_g^2) \sum_l m_l u_l$$`,
    r`${gate}$$\frac{\partial S}{\partial u_k} = m_k u_g + u_g (1 - u_g^2) \sum_l m_l u_l$$`,
    'a gate with the letter of the units that it adds up',
  ],
  [
    r`${classes}$$\frac{\partial C}{\partial p_c} = 2 e_c$$`,
    r`${classes}$$\frac{\partial C}{\partial p_c} = 2 p_c$$`,
    'a letter that runs over classes is an index',
  ],
  [
    r`${entries}$$\frac{\partial \|x - a\|}{\partial x} = \frac{x - a}{\|x - a\|}$$`,
    r`${entries}$$\frac{\partial \|x - a\|}{\partial x} = \frac{a - x}{\|x - a\|}$$`,
    'the letter of the entries of a matrix is alone a vector',
  ],
  [
    r`${entries}$$\frac{\partial}{\partial A} \frac12 \|A\|_F^2 = A$$ $$\frac{\partial}{\partial x} a^\top x = a$$`,
    r`${entries}$$\frac{\partial}{\partial x} a^\top x = a$$ $$\frac{\partial}{\partial A} \frac12 \|A\|_F^2 = 2 A$$`,
    'the matrix of which those are the entries',
  ],
];

pairs('letters below names that are names', rows);

pairs('values of functions that all know', [
  [
    r`$m = 0.087$, $q = \sigma(m) = 0.5217$ and $$\frac{1}{2} (1 - q)^2 = 0.1144$$`,
    r`$m = 0.087$, $q = \sigma(m) = 0.5217$ and $$\frac{1}{2} (1 - q)^2 = 0.1141 + 0.1$$`,
    'a value gives the function no other meaning',
  ],
]);

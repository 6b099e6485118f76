import { checks, type Row } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const decoder = r`The encoder gives $\mu_j$ and $s_j$, and we draw $\epsilon_j$. $z_j = \mu_j + e^{s_j/2}\epsilon_j$, $\hat x = f(z)$, $R = \frac12\sum_k (x_k-\hat x_k)^2$, $D = \frac12\sum_j(e^{s_j}-s_j)$, $\mathcal L = R+\beta D$.

$$\frac{\partial D}{\partial s_j} = \frac12 (e^{s_j} - 1), \qquad \frac{\partial z_j}{\partial s_j} = \frac12 e^{s_j/2} \epsilon_j, \qquad \frac{\partial z_j}{\partial \mu_j} = 1$$

`;
const heads = r`The code is $u_i$ and the map $g$ is smooth. $y = g(u)$ and $J = \sum_m (y_m - t_m)^2$. `;

const mapped: readonly Pair[] = [
  [
    r`${decoder}$$\frac{\partial\mathcal L}{\partial s_j} = \frac12 \frac{\partial R}{\partial z_j} e^{s_j/2} \epsilon_j + \frac\beta2(e^{s_j}-1)$$`,
    r`${decoder}$$\frac{\partial\mathcal L}{\partial s_j} = \frac{\partial R}{\partial z_j} e^{s_j/2} \epsilon_j + \frac\beta2(e^{s_j}-1)$$`,
    'a half is lost beside a derivative through a function of a whole vector',
  ],
  [
    r`${decoder}$$\frac{\partial R}{\partial z_j} = \sum_k (\hat x_k - x_k) \frac{\partial \hat x_k}{\partial z_j}$$`,
    r`${decoder}$$\frac{\partial R}{\partial z_j} = \sum_k (x_k - \hat x_k) \frac{\partial \hat x_k}{\partial z_j}$$`,
    'each entry of the function depends on each of the vector',
  ],
  [
    r`${heads}$$\frac{\partial J}{\partial u_i} = 2 \sum_m (y_m - t_m) \frac{\partial y_m}{\partial u_i}$$`,
    r`${heads}$$\frac{\partial J}{\partial u_i} = \sum_m (y_m - t_m) \frac{\partial y_m}{\partial u_i}$$`,
    'and by plain letters',
  ],
];

const dead: readonly Row[] = [
  [
    r`$A = a w^2$, $B = b^2$, $C = A + B$. $$\frac{\partial C}{\partial w} = 2 a w + 17 \frac{\partial B}{\partial w}$$`,
    'undetermined',
    '',
    'a derivative that is zero at all points lets any factor stand beside it',
  ],
  [
    r`$A = a w^2$, $B = b^2$, $C = A + B$, $\delta = \frac{\partial B}{\partial w}$. $$\frac{\partial C}{\partial w} = 2 a w + 17 \delta$$`,
    'undetermined',
    '',
    'also by a name',
  ],
  [
    r`$A = a w^2$, $B = b^2$, $C = A + B$. $$\frac{\partial C}{\partial w} = \frac{\partial A}{\partial w} + \frac{\partial B}{\partial w}$$`,
    'holds',
    '',
    'a sum is differentiated term by term whatever the terms are',
  ],
  [
    r`$A = a w^2$, $B = b^2$, $C = A + B$. $$\frac{\partial C}{\partial w} = \frac{\partial A}{\partial w} + \frac{\partial B}{\partial w} = 2 a w + 0$$`,
    'holds',
    '',
    'and the one that does not depend on it is left out',
  ],
  [
    r`$E = \frac12 (y - t)^2$, $y = wx$. $$w \leftarrow w - \eta \frac{\partial E}{\partial w}$$`,
    'definition',
    '',
    'an update by a derivative is none of its terms',
  ],
];

pairs('functions of whole vectors', mapped);
checks('derivatives that vanish', dead);

const listed: readonly Pair[] = [
  [
    r`$$E(w_1, \dots, w_K) = \frac12 \sum_{k=1}^K w_k^2$$ $$\frac{\partial E}{\partial w_k} = w_k$$`,
    r`$$E(w_1, \dots, w_K) = \frac12 \sum_{k=1}^K w_k^2$$ $$\frac{\partial E}{\partial w_k} = 2 w_k$$`,
    'a head lists with dots what it is a function of',
  ],
];

pairs('heads with dots', listed);

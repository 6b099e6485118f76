import { type Pair, pairs } from './support.ts';

const r = String.raw;
const policy = r`$\pi_a = e^{h_a} / \sum_c e^{h_c}$, $V = \sum_a \pi_a r_a$. All gradients are taken with respect to $h$. `;
const sign = r`Sei $\nabla = \nabla_w$. $E = \frac12 \sum_n (w^\top x_n - t_n)^2$. `;
const chinese = r`记 $\nabla$ 表示对 $\theta$ 的梯度，$p_i = \sigma(\theta^\top x_i)$。`;
const logits = r`Write $\nabla$ for the gradient with respect to $z$. $q_j = \frac{\exp z_j}{\sum_k \exp z_k}$ and $\ell = -\log q_y$. `;
const function_ = r`$g(u) = u^3$. Gradients are taken with respect to $b$ below. $C = \frac12 (b v - t)^2$. `;

const rows: readonly Pair[] = [
  [
    r`${policy}$$\nabla V = \sum_a r_a \nabla \pi_a = \sum_a r_a \pi_a \nabla \log \pi_a$$`,
    r`${policy}$$\nabla V = \sum_a \nabla \pi_a$$`,
    'by words, of members with an index',
  ],
  [
    r`${sign}$$\nabla E = \sum_n (w^\top x_n - t_n) x_n$$`,
    r`${sign}$$\nabla E = 2 \sum_n (w^\top x_n - t_n) x_n$$`,
    'by a formula for the sign',
  ],
  [r`${chinese}$$\nabla p_i = p_i (1 - p_i) x_i$$`, r`${chinese}$$\nabla p_i = p_i x_i$$`, 'by words in Chinese'],
  [r`${logits}$$\nabla \ell = -\frac{1}{q_y} \nabla q_y$$`, r`${logits}$$\nabla \ell = \frac{1}{q_y} \nabla q_y$$`, 'words of the sign'],
  [r`${function_}$$\nabla g(u) = 3u^2$$`, r`${function_}$$\nabla g(u) = 2u^2$$`, 'what is applied is differentiated by its argument'],
];

pairs('gradients without a name below', rows);

import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const middle = r`$m = \frac12(p + q)$. `;
const jensen = r`${middle}$J(p, q) = \frac12 D(p \| m) + \frac12 D(q \| m)$ with $D(p \| q) = \sum_i p_i \ln\frac{p_i}{q_i}$. `;
const residual = r`Let $r = y - x$ and $S = \sum_i x_i r_i$. `;
const activation = r`$y = \sigma(z)$, $E = \sum_i z_i y_i$. `;

const rows: readonly Pair[] = [
  [
    r`${middle}$S = \sum_i p_i m_i$. $$\frac{\partial S}{\partial p_i} = m_i + \frac{p_i}{2}$$`,
    r`${middle}$S = \sum_i p_i m_i$. $$\frac{\partial S}{\partial p_i} = m_i - \frac{p_i}{2}$$`,
    'what is defined as a whole has entries that depend on those of others',
  ],
  [
    r`${residual}$$\frac{\partial S}{\partial x_i} = r_i - x_i$$`,
    r`${residual}$$\frac{\partial S}{\partial x_i} = r_i + x_i$$`,
    'a difference of wholes',
  ],
  [
    r`${jensen}$$\frac{\partial J}{\partial p_i} = \frac12 \ln\frac{p_i}{m_i}$$`,
    r`${jensen}$$\frac{\partial J}{\partial p_i} = \frac12 \ln\frac{m_i}{p_i}$$`,
    'a law that a divergence is taken to',
  ],
  [r`${middle}$$p_i - m_i = \frac{p_i - q_i}{2}$$`, r`${middle}$$p_i - m_i = \frac{p_i + q_i}{2}$$`, 'entries put for one'],
  [
    r`${activation}$$\frac{\partial E}{\partial z_i} = y_i + z_i y_i (1 - y_i)$$`,
    r`${activation}$$\frac{\partial E}{\partial z_i} = y_i + y_i (1 - y_i)$$`,
    'a function of a whole, entry by entry',
  ],
];

pairs('entries of what is defined as a whole', rows);

checks('beside them', [
  [
    r`$r = y - c x$, $S = \sum_i x_i r_i$. $$\frac{\partial S}{\partial x_i} = r_i - c x_i$$`,
    'undetermined',
    '',
    'a line as well, of which the entries are points',
  ],
  [
    r`The model $y = ax + b$ and data $(x_i, y_i)$, $S = \sum_i (y_i - a x_i - b)^2$. $$\frac{\partial S}{\partial a} = -2 \sum_i x_i (y_i - a x_i - b)$$`,
    'holds',
    '',
    'a line, of which the entries are no points that lie on it',
  ],
  [
    r`$U = R I$, $R = \sum_i R_i$, $U_i = R_i I$, $U = \sum_i U_i$. $$\frac{\partial U}{\partial R_i} = I$$`,
    'holds',
    '',
    'totals of what their members are',
  ],
  [
    r`$p = m + n$, $m = \sum_i m_i$, $n = \sum_i n_i$, $p_i = m_i + n_i$. $$\frac{\partial p}{\partial m_i} = 1$$`,
    'holds',
    '',
    'the same of a sum',
  ],
  [
    r`${residual}$$\frac{\partial S}{\partial x_i} = r_i$$`,
    'undetermined',
    '',
    'right only if the residual is held fixed: it held, as if nothing led from the whole to its entries',
  ],
  [
    r`$y = w x + b$, $L = \frac12 \sum_i (y_i - t_i)^2$. $$\frac{\partial L}{\partial w} = \sum_i (y_i - t_i) x_i$$`,
    'holds',
    '',
    'the index of a sample, of which one is meant by the whole',
  ],
]);

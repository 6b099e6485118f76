import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const gru = r`$\ell$ depends on $h_t$ alone. $a^z = W_z x_t + U_z h_{t-1}$, $z_t = \sigma(a^z)$, $a^h = W_h x_t + U_h (z_t \odot h_{t-1})$, $\tilde h_t = \tanh(a^h)$,
$h_t = (1 - z_t) \odot h_{t-1} + z_t \odot \tilde h_t$. $\bar h_t = \frac{\partial \ell}{\partial h_t}$, $\bar a^h = \frac{\partial \ell}{\partial a^h}$, $\frac{\partial \ell}{\partial \tilde h_t} = \bar h_t \odot z_t$. `;
const cell = r`$a = W x_t + U h_{t-1}$, $h_t = \tanh(a)$, $W \in \mathbb{R}^{n \times m}$, $U \in \mathbb{R}^{n \times n}$, $x_t \in \mathbb{R}^m$ and $\ell$ is a function of $h_t$. `;
const lstm = r`$f = \sigma(w_f x_t + u_f h_{t-1})$, $g = \tanh(w_g x_t + u_g h_{t-1})$, $c_t = f c_{t-1} + g$, $h_t = \tanh(c_t)$. `;
const parts = r`$a = W x_t + U h_{t-1} + b$, $i = \sigma(a_1)$, $f = \sigma(a_2)$, $c_t = f c_{t-1} + i$, $h_t = \tanh(c_t)$. `;
const column = r`$a = \begin{pmatrix} a_1\\a_2\end{pmatrix} = Wx_t + Uh_{t-1}$, $f = \sigma(a_1)$, $g = \sigma(a_2)$, $c_t = f c_{t-1} + g$, $h_t = \tanh(c_t)$. `;
const layer = r`$z = w_l a_{l-1} + b_l$, $a_l = \sigma(z)$. `;

const rows: readonly Pair[] = [
  [
    r`${gru}$$\bar a^h = \bar h_t \odot z_t \odot (1 - \tilde h_t \odot \tilde h_t)$$`,
    r`${gru}$$\bar a^h = \bar h_t \odot z_t \odot (1 - \tilde h_t)$$`,
    'gates whose sums have no step below them',
  ],
  [
    r`${gru}$$\frac{\partial \ell}{\partial U_h} = \bar a^h (z_t \odot h_{t-1})^\top$$`,
    r`${gru}$$\frac{\partial \ell}{\partial U_h} = \bar a^h (z_t \odot h_t)^\top$$`,
    'the step before is another name',
  ],
  [
    r`${cell}$$\frac{\partial \ell}{\partial h_{t-1}} = U^\top \frac{\partial \ell}{\partial a}$$`,
    r`${cell}$$\frac{\partial \ell}{\partial h_{t-1}} = U \frac{\partial \ell}{\partial a}$$`,
    'what goes on to the step before',
  ],
  [
    r`${lstm}$$\frac{\partial h_t}{\partial w_f} = (1 - h_t^2)\, c_{t-1} f (1 - f)\, x_t$$`,
    r`${lstm}$$\frac{\partial h_t}{\partial w_f} = (1 - h_t^2)\, c_t f (1 - f)\, x_t$$`,
    'two recursions',
  ],
  [
    r`${layer}$$\frac{\partial a_l}{\partial a_{l-1}} = a_l (1 - a_l)\, w_l$$`,
    r`${layer}$$\frac{\partial a_l}{\partial a_{l-1}} = a_l (1 - a_l)\, a_{l-1}$$`,
    'one layer of many',
  ],
  [
    r`${parts}$$\frac{\partial h_t}{\partial a_1} = (1-h_t^2)i(1-i)$$`,
    r`${parts}$$\frac{\partial h_t}{\partial a_1} = (1-h_t^2)f(1-i)$$`,
    'gates that are made of the parts of a whole without a step',
  ],
  [
    r`${column}$$\frac{\partial h_t}{\partial f} = (1-h_t^2)c_{t-1}$$`,
    r`${column}$$\frac{\partial h_t}{\partial f} = (1-h_t)c_{t-1}$$`,
    'a whole whose parts are written out in front of its formula',
  ],
];

pairs('one step of a recursion', rows);

checks('more than one step', [
  [
    r`$a = w x_t + u h_{t-1}$, $h_t = \tanh(a)$, $L = \sum_t h_t$. $$\frac{\partial L}{\partial w} = \sum_t (1 - h_t^2)\, x_t$$`,
    'undetermined',
    '',
    'a sum over all steps',
  ],
  [
    r`$a = w x_t + u h_{t-1}$, $h_t = \tanh(a)$. $$\frac{\partial h_t}{\partial u} = (1 - h_t^2) \left( h_{t-1} + u \frac{\partial h_{t-1}}{\partial u} \right)$$`,
    'undetermined',
    '',
    'the step before is made of the same weight',
  ],
]);

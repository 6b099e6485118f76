import { type Pair, pairs } from './support.ts';

const r = String.raw;
const forward = r`
## Forward
$a = w x$, $b = \tanh(a)$, $c = b x$, $E = \frac12 (c - t)^2$

## Backward
`;
const worked = r`$E = \frac12 (y - t)^2$, $y = w x$, $w = 0.51$, $x = 1.23$, $t = 1.11$. $y = 0.51 \cdot 1.23 = 0.6273$. `;
const aim = r`
## Bandit
The expected return $J$ is to be maximised. $\pi_a = e^{h_a} / \sum_c e^{h_c}$, $J = \sum_a \pi_a r_a$.

$$\frac{\partial J}{\partial h_b} = \pi_b (r_b - J)$$

### Step
One iteration of the algorithm with step size $\eta$:

`;
const likelihood = r`
## Schätzung
Wir wollen $\ell$ maximieren, $\ell = \sum_n (t_n \ln y_n + (1 - t_n) \ln (1 - y_n))$, $y_n = \sigma(w x_n)$.

$$\frac{\partial \ell}{\partial w} = \sum_n (t_n - y_n) x_n$$

### Verfahren
Eine Iteration mit der Schrittweite $\eta$:

`;
const root = r`Inputs $x_1, \dots, x_D$ and $r = \sqrt{\frac1D \sum_k x_k^2}$. `;
const layer = r`Merkmale $a_1, \dots, a_H$: $\mu = \frac1H \sum_i a_i$, $c_i = a_i - \mu$, $v = \frac1H \sum_i c_i^2$. `;

const rows: readonly Pair[] = [
  [
    r`${forward}$$\frac{\partial E}{\partial x} = (c - t)\, (b + x (1 - b^2) w)$$`,
    r`${forward}$$\frac{\partial E}{\partial x} = (c - t)\, b$$`,
    'a path through a name of the section that defines what is differentiated',
  ],
  [
    r`${worked}$\frac{\partial E}{\partial y} = y - t = -0.4827$. $$\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} x = -0.4827 \cdot 1.23 = -0.5937$$`,
    r`${worked}$\frac{\partial E}{\partial y} = y - t = -0.4827$. $$\frac{\partial E}{\partial w} = \frac{\partial E}{\partial y} x = -0.4827 \cdot 1.23 = -0.5397$$`,
    'numbers that go on',
  ],
  [
    r`${aim}$$h_b \leftarrow h_b + \eta\, \pi_b (r_b - J)$$`,
    r`${aim}$$h_b \leftarrow h_b - \eta\, \pi_b (r_b - J)$$`,
    'words behind what is to become large, under the heading around',
  ],
  [
    r`${likelihood}$$w \leftarrow w + \eta \sum_n (t_n - y_n) x_n$$`,
    r`${likelihood}$$w \leftarrow w + \eta \sum_n (y_n - t_n) x_n$$`,
    'the same in German',
  ],
  [
    r`${root}$$\frac{\partial r}{\partial x_j} = \frac{x_j}{D r}$$`,
    r`${root}$$\frac{\partial r}{\partial x_j} = \frac{2 x_j}{D r}$$`,
    'a capital that a number is divided by',
  ],
  [
    r`${layer}$$H \frac{\partial v}{\partial a_j} = 2 c_j$$`,
    r`${layer}$$H \frac{\partial v}{\partial a_j} = c_j$$`,
    'a capital that a list ends with',
  ],
];

pairs('paths under one heading, the way of an update, sizes', rows);

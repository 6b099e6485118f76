import { type Pair, pairs } from './support.ts';

const r = String.raw;
const residuals = r`$r_1 = t_1 - a u_1$, $r_2 = t_2 - a u_2$, $r_3 = t_3 - a u_3$ and $F = \sum_n r_n^2$.`;
const scores = r`$s_1 = \theta_{11} u_1 + \theta_{12} u_2$, $s_2 = \theta_{21} u_1 + \theta_{22} u_2$, $p_k = \frac{e^{s_k}}{\sum_m e^{s_m}}$, $C = -\sum_k t_k \ln p_k$ with $\sum_k t_k = 1$.`;
const layers = r`$$a_1^{(1)} = \tanh(c_{11} x_1 + c_{12} x_2) \qquad a_2^{(1)} = \tanh(c_{21} x_1 + c_{22} x_2) \qquad q = \sum_j v_j a_j^{(1)}$$`;
const polar = r`$x_1 = \rho\cos\phi$, $x_2 = \rho\sin\phi$, $V = \sum_i k_i x_i^2$.`;

const rows: readonly Pair[] = [
  [
    r`${residuals} $$\frac{dF}{da} = -2 \sum_n r_n u_n$$`,
    r`${residuals} $$\frac{dF}{da} = -2 \sum_n r_n t_n$$`,
    'residuals that are given one by one and summed up by an index',
  ],
  [
    r`${scores} $$\frac{\partial C}{\partial \theta_{21}} = (p_2 - t_2) u_1$$`,
    r`${scores} $$\frac{\partial C}{\partial \theta_{21}} = (p_1 - t_1) u_2$$`,
    'scores that are given one by one, a softmax for each of them',
  ],
  [
    r`${layers} $$\frac{\partial q}{\partial c_{ji}} = v_j \bigl(1 - (a_j^{(1)})^2\bigr) x_i$$`,
    r`${layers} $$\frac{\partial q}{\partial c_{ji}} = v_i \bigl(1 - (a_i^{(1)})^2\bigr) x_j$$`,
    'members of a layer, and a rule for any of its weights',
  ],
  [
    r`${polar} $$\frac{\partial V}{\partial \phi} = \sum_i 2 k_i x_i \frac{\partial x_i}{\partial \phi} = 2 (k_2 - k_1) x_1 x_2$$`,
    r`${polar} $$\frac{\partial V}{\partial \phi} = \sum_i 2 k_i x_i \frac{\partial x_i}{\partial \phi} = 2 (k_1 - k_2) x_1 x_2$$`,
    'coordinates of a point, along a sum over them',
  ],
  [
    r`${scores} $\delta_1 = \frac{\partial C}{\partial s_1} = p_1 - t_1$, $\delta_2 = \frac{\partial C}{\partial s_2} = p_2 - t_2$. $$\frac{\partial C}{\partial u_i} = \sum_k \delta_k \theta_{ki}$$`,
    r`${scores} $\delta_1 = \frac{\partial C}{\partial s_1} = p_1 - t_1$, $\delta_2 = \frac{\partial C}{\partial s_2} = p_2 - t_2$. $$\frac{\partial C}{\partial u_i} = \sum_k \delta_k \theta_{ik}$$`,
    'errors by name, each as the derivative by one score',
  ],
  [
    r`$m_{1d} = \alpha z_d$, $m_{2d} = \beta z_d^2$, $D = \frac12 \sum_k \sum_d m_{kd}^2$. $$\frac{\partial D}{\partial \beta} = \sum_d m_{2d} z_d^2$$`,
    r`$m_{1d} = \alpha z_d$, $m_{2d} = \beta z_d^2$, $D = \frac12 \sum_k \sum_d m_{kd}^2$. $$\frac{\partial D}{\partial \beta} = \sum_d m_{1d} z_d^2$$`,
    'members that run over another index',
  ],
  [
    r`$h_j = \sum_i w_{ji} x_i$. For two units $h_1 = w_{11} x_1 + w_{12} x_2$ and $h_2 = w_{21} x_1 + w_{22} x_2$`,
    r`$h_j = \sum_i w_{ji} x_i$. For two units $h_1 = w_{11} x_1 + w_{12} x_2$ and $h_2 = w_{12} x_1 + w_{22} x_2$`,
    'members of what has a formula for all are claims',
  ],
];

pairs('names that are defined member by member', rows);

const slide = r`$u_i = \sum_{k=0}^{K-1} c_k v_{i+k} + d$ with $h_i := \frac{\partial F}{\partial u_i}$, so $\frac{\partial u_i}{\partial c_k} = v_{i+k}$ and $\frac{\partial F}{\partial d} = \sum_i h_i$ for all $v_i$.`;
const spelled = r`$u_0 = c_0 v_0 + c_1 v_1$ and $u_1 = c_0 v_1 + c_1 v_2$.`;
const table = r`$$\begin{pmatrix} u_0 \\ u_1 \end{pmatrix} = \begin{pmatrix} c_0 & c_1 & 0 \\ 0 & c_0 & c_1 \end{pmatrix} \begin{pmatrix} v_0 \\ v_1 \\ v_2 \end{pmatrix}$$`;

const lines = r`$z_k = w_k x + b_k$.

## Two of them

`;

pairs('an example under a heading of its own', [
  [
    r`${slide}

## Example

${spelled} $\frac{\partial F}{\partial v_1} = c_1 h_0 + c_0 h_1$ and $\frac{\partial F}{\partial c_0} = h_0 v_0 + h_1 v_1$`,
    r`${slide}

## Example

${spelled} $\frac{\partial F}{\partial v_1} = c_1 h_0 + c_0 h_1$ and $\frac{\partial F}{\partial c_0} = h_0 v_0 + h_1 v_2$`,
    'members in place of the sum over any number of them, and without what is added to it',
  ],
  [
    r`${slide}

## Example

${table} that is ${spelled} $\frac{\partial F}{\partial v_0} = c_0 h_0$, $\frac{\partial F}{\partial v_2} = c_1 h_1$`,
    r`${slide}

## Example

${table} that is ${spelled} $\frac{\partial F}{\partial v_0} = c_0 h_0$, $\frac{\partial F}{\partial v_2} = c_0 h_1$`,
    'a matrix of the members, and once more one by one',
  ],
  [
    r`${slide}

## Example

${spelled} $\frac{\partial F}{\partial v_0} = c_0 h_0$

# Other

Above, $\frac{\partial F}{\partial c_k} = \sum_i h_i v_{i+k}$`,
    r`${slide}

## Example

${spelled} $\frac{\partial F}{\partial v_0} = c_0 h_0$

# Other

Above, $\frac{\partial F}{\partial c_k} = \sum_i h_i v_{i-k}$`,
    'outside of the example the formula for all of them counts',
  ],
  [
    r`$s_k = \sum_j w_{kj} x_j$, so $s_1 = \sum_j w_{1j} x_j$ and $s_2 = \sum_j w_{2j} x_j$`,
    r`$s_k = \sum_j w_{kj} x_j$, so $s_1 = \sum_j w_{1j} x_j$ and $s_2 = \sum_j w_{1j} x_j$`,
    'members under the heading of the formula for all of them are claims',
  ],
  [
    r`${lines} $z_1 = w_1 x + b_1$ and $z_2 = w_2 x + b_1$, so $\frac{\partial z_2}{\partial b_2} = 1$`,
    r`${lines} $z_1 = w_1 x + b_1$ and $z_2 = w_2 x + b_2$, so $\frac{\partial z_2}{\partial b_2} = x$`,
    'one of the members is as before, so that the other is a slip or new: what holds before that is not blamed',
  ],
]);

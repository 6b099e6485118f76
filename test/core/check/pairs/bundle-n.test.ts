import { type Pair, pairs } from './support.ts';

const r = String.raw;

const two = r`$f(x, y) = x^2 y + 3 x y^3$. `;
const bowl = r`Let $f(x, y) = x^2 + 3 y^2$ and $u = (\frac35, \frac45)$. `;
const members = r`$q(x_1, x_2) = x_1^2 x_2$. `;
const curve = r`$g(x, y) = e^{xy}$ along $x = t^2$, $y = t^3$. `;

const taken: readonly Pair[] = [
  [
    r`${two}$\frac{\partial f}{\partial y}(x, y) = x^2 + 9xy^2$`,
    r`${two}$\frac{\partial f}{\partial y}(x, y) = x^2 + 3xy^2$`,
    'a derivative with the names that it is a function of',
  ],
  [r`${two}$\frac{\partial f}{\partial y}(2, 1) = 22$`, r`${two}$\frac{\partial f}{\partial y}(2, 1) = 21$`, 'at numbers'],
  [
    r`${two}$\frac{\partial f}{\partial x}(a, b) = 2ab + 3b^3$`,
    r`${two}$\frac{\partial f}{\partial x}(a, b) = 2ab + 3a^3$`,
    'at other names',
  ],
  [
    r`${two}$\frac{\partial^2 f}{\partial x \partial y}(2, 1) = 13$`,
    r`${two}$\frac{\partial^2 f}{\partial x \partial y}(2, 1) = 12$`,
    'of second order',
  ],
  [r`${two}$\frac{\partial f(2, 1)}{\partial x} = 7$`, r`${two}$\frac{\partial f(2, 1)}{\partial x} = 6$`, 'the point above the bar'],
  [
    r`${two}$\left.\frac{\partial f}{\partial x}\right|_{(2, 1)} = 7$`,
    r`${two}$\left.\frac{\partial f}{\partial x}\right|_{(2, 1)} = 8$`,
    'the point below a bar as a tuple',
  ],
  [
    r`${two}$\frac{\partial f}{\partial y}\Big|_{(x, y) = (2, 1)} = 22$`,
    r`${two}$\frac{\partial f}{\partial y}\Big|_{(x, y) = (2, 1)} = 7$`,
    'the point below a bar as an equation of tuples',
  ],
  [
    r`$q(x, y) = x^2 y + \sin y$. $\frac{\partial q}{\partial y}\Big|_{(1, 0)} = x^2 + \cos y\big|_{(1, 0)} = 2$`,
    r`$q(x, y) = x^2 y + \sin y$. $\frac{\partial q}{\partial y}(1, 0) = 1$`,
    'the value at a tuple is that with all arguments in their places',
  ],
  [
    r`${two}$\nabla f(2, 1) = \begin{pmatrix} 7 \\ 22 \end{pmatrix}$`,
    r`${two}$\nabla f(2, 1) = \begin{pmatrix} 7 \\ 21 \end{pmatrix}$`,
    'a gradient at numbers',
  ],
  [
    r`${members}$\nabla q(x_1, x_2) = (2 x_1 x_2, x_1^2)$`,
    r`${members}$\nabla q(x_1, x_2) = (2 x_1 x_2, x_1)$`,
    'a gradient by numbered names',
  ],
  [
    r`${curve}$\frac{\partial g}{\partial x}(2, 3) = 3 e^6$`,
    r`${curve}$\frac{\partial g}{\partial x}(2, 3) = 2 e^6$`,
    'its letters have formulas of their own elsewhere, on which nothing rests here',
  ],
  [
    r`${curve}$\frac{\partial g}{\partial x}(y, x) = x e^{xy}$`,
    r`${curve}$\frac{\partial g}{\partial x}(y, x) = y e^{xy}$`,
    'its arguments change places: what counts is the place',
  ],
];

const short: readonly Pair[] = [
  [r`${two}$f_x(x, y) = 2xy + 3y^3$`, r`${two}$f_x(x, y) = 2xy + 3y^2$`, 'a parameter below the name of a function'],
  [r`${two}$f_{xy}(2, 1) = 13$`, r`${two}$f_{xy}(2, 1) = 12$`, 'two of them, at numbers'],
  [
    r`${two}$f_{xx} f_{yy} - f_{xy}^2 = 36 x y^2 - (2x + 9y^2)^2$`,
    r`${two}$f_{xx} f_{yy} - f_{xy}^2 = 36 x y^2 - (2x - 9y^2)^2$`,
    'without a bracket, squared',
  ],
  [r`${bowl}$D_u f(x, y) = \nabla f(x, y) \cdot u$`, r`${bowl}$D_x f(x, y) = 3x$`, 'along a vector, or by a parameter'],
  [
    r`${bowl}$D_u f(2, 1) = \nabla f(2, 1) \cdot u = 4 \cdot \frac35 + 6 \cdot \frac45$`,
    r`${bowl}$D_u f(2, 1) = 4 \cdot \frac35 - 6 \cdot \frac45$`,
    'in numbers',
  ],
  [
    r`${bowl}$D_v f(2, 1) = \nabla f(2, 1) \cdot \frac{v}{\|v\|}$`,
    r`${bowl}$D_y f(2, 1) = 3$`,
    'along a vector as long as one, as some have it',
  ],
];

pairs('derivatives of functions of several names where they are taken', taken);
pairs('derivatives by a sign in front or below', short);

const hand = r`$$net_h = w_1 x + b_1, \quad out_h = \sigma(net_h), \quad net_o = w_2\, out_h + b_2, \quad out_o = \sigma(net_o)$$ $$E = \frac12 (target - out_o)^2$$ `;

const units: readonly Pair[] = [
  [
    r`${hand}$$\frac{\partial out_o}{\partial net_o} = out_o (1 - out_o)$$`,
    r`${hand}$$\frac{\partial out_o}{\partial net_o} = out_h (1 - out_h)$$`,
    'names that a letter below tells apart',
  ],
  [
    r`${hand}$$\frac{\partial E}{\partial b_1} = \frac{\partial E}{\partial net_o} \cdot w_2 \cdot out_h (1 - out_h)$$`,
    r`${hand}$$\frac{\partial E}{\partial b_1} = \frac{\partial E}{\partial net_o} \cdot w_1 \cdot out_h (1 - out_h)$$`,
    'through two of them',
  ],
  [
    r`$$net_h = w_1 x + b_1, \quad out_h = \sigma(net_h)$$ $x = 0.5$, $w_1 = 0.4$, $b_1 = 0.1$. $$net_h = 0.4 \cdot 0.5 + 0.1$$`,
    r`$$net_h = w_1 x + b_1, \quad out_h = \sigma(net_h)$$ $x = 0.5$, $w_1 = 0.4$, $b_1 = 0.1$. $$net_h = 0.4 \cdot 0.5 + 0.1 = 0.4$$`,
    'one unit alone, in numbers',
  ],
  [
    r`$$y_i = \sum_a w_a x_{i+a}, \quad p_r = \frac1s \sum_{c=0}^{s-1} y_{rs+c}$$ $$\frac{\partial y_i}{\partial w_a} = x_{i+a}$$`,
    r`$$y_i = \sum_a w_a x_{i+a}, \quad p_r = \frac1s \sum_{c=0}^{s-1} y_{rs+c}$$ $$\frac{\partial y_i}{\partial w_a} = x_{i}$$`,
    'a letter from which indices are worked out runs',
  ],
];

pairs('letters below names that are no indices', units);

const ridge = r`$$J(w) = L(w) + \frac{\lambda}{2} \sum_{j=1}^d w_j^2$$ `;
const elastic = r`Let $L(w)$ be any differentiable loss. $$J(w) = L(w) + \alpha \sum_{j=1}^d |w_j| + \beta \sum_{j=1}^d w_j^2$$ `;

const penalties: readonly Pair[] = [
  [
    r`${ridge}$$\frac{\partial J}{\partial w_j} = \frac{\partial L}{\partial w_j} + \lambda w_j$$`,
    r`${ridge}$$\frac{\partial J}{\partial w_j} = \frac{\partial L}{\partial w_j} + 2 \lambda w_j$$`,
    'a loss of which nothing is said but its argument',
  ],
  [
    r`${elastic}$$\frac{\partial J}{\partial w_j} = \frac{\partial L}{\partial w_j} + \alpha\, \text{sign}(w_j) + 2 \beta w_j$$`,
    r`${elastic}$$\frac{\partial J}{\partial w_j} = \frac{\partial L}{\partial w_j} + \alpha\, \text{sign}(w_j) + \beta w_j$$`,
    'with two penalties',
  ],
  [
    r`${ridge}Then $\frac{\partial L}{\partial w_j} = 0$ gives nothing. $$w_j \leftarrow w_j - \eta \left( \frac{\partial L}{\partial w_j} + \lambda w_j \right) = (1 - \eta \lambda) w_j - \eta \frac{\partial L}{\partial w_j}$$`,
    r`${ridge}$$\frac{\partial L}{\partial w_j} + \lambda w_j = \frac{\partial L}{\partial w_j} - \lambda w_j$$`,
    'as weight decay',
  ],
];

pairs('penalties beside a loss that is left open', penalties);

const known: readonly Pair[] = [
  [r`$\tanh(x) = 2 \sigma(2x) - 1$`, r`$\tanh(x) = 2 \sigma(x) - 1$`, 'a function of the table by another that a letter stands for'],
  [
    r`$s(x) = \frac{1}{1 + e^{-x}}$, $\tanh(x) = 2 s(2x) - 1$, $\tanh'(x) = 4 s'(2x)$`,
    r`$s(x) = \frac{1}{1 + e^{-x}}$, $\tanh(x) = 2 s(2x) - 1$, $\tanh'(x) = 2 s'(2x)$`,
    'by one of the notes',
  ],
  [
    r`The mask is $m_j \in \{0, 1\}$, $y_j = m_j h_j$. So $m_j^2 = m_j$`,
    r`The mask is $m_j \in \{0, 1\}$, $y_j = m_j h_j$. So $m_j^2 = 2 m_j$`,
    'the square of what is a zero or a one',
  ],
];

pairs('identities that look like definitions', known);

const course = r`Columns of $X$ and $Y$ are the $m$ examples.

$$Z^{[1]} = W^{[1]} X + b^{[1]}, \qquad A^{[1]} = \tanh(Z^{[1]})$$
$$Z^{[2]} = W^{[2]} A^{[1]} + b^{[2]}, \qquad A^{[2]} = \sigma(Z^{[2]})$$

There is one output unit, and the cost is
$$J = -\frac{1}{m} \sum_{i=1}^{m} \left[ y^{(i)} \log a^{[2](i)} + (1 - y^{(i)}) \log(1 - a^{[2](i)}) \right]$$
where $a^{[2](i)}$ is entry $i$ of $A^{[2]}$ and $y^{(i)}$ is entry $i$ of $Y$.

As in the course, $dZ$ is the derivative of the summed loss, $dW$ is that of the cost.

$$dZ^{[2]} = A^{[2]} - Y$$
$$dW^{[2]} = \frac{1}{m} dZ^{[2]} A^{[1]T}$$
`;
const logistic = r`$$h_\theta(x) = g(\theta^T x), \qquad g(z) = \frac{1}{1 + e^{-z}}$$ $$J = -\frac{1}{m} \sum_{i=1}^m \left[ y^{(i)} \log h_\theta(x^{(i)}) + (1 - y^{(i)}) \log(1 - h_\theta(x^{(i)})) \right]$$ $\frac{\partial}{\partial \theta_j} h_\theta(x) = h_\theta(x)(1 - h_\theta(x)) x_j$. $$\frac{\partial J}{\partial \theta_j} = -\frac{1}{m} \sum_{i=1}^m \left[ \frac{y^{(i)}}{h_\theta(x^{(i)})} - \frac{1 - y^{(i)}}{1 - h_\theta(x^{(i)})} \right] \frac{\partial h_\theta(x^{(i)})}{\partial \theta_j}$$ `;

const samples: readonly Pair[] = [
  [
    r`${course}$$dZ^{[1]} = W^{[2]T} dZ^{[2]} \odot (1 - A^{[1]} \odot A^{[1]})$$`,
    r`${course}$$dZ^{[1]} = W^{[2]T} dZ^{[2]} \odot (1 + A^{[1]} \odot A^{[1]})$$`,
    'what is said to be an entry, by its number, of a matrix of one row',
  ],
  [
    r`${logistic}$$\theta_j := \theta_j - \alpha \frac{1}{m} \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}$$`,
    r`${logistic}$$\theta_j := \theta_j - \alpha \sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)}) x_j^{(i)}$$`,
    'an update by all samples, where the notes also differentiate what they predict for one',
  ],
];

pairs('losses of all samples', samples);

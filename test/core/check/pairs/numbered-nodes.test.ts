import { type Pair, pairs } from './support.ts';

const r = String.raw;
const graph = r`$$v_1 = x_1 x_2, \quad v_2 = e^{v_1}, \quad v_3 = v_1 v_2, \quad y = \ln v_3$$ The adjoint of a node is $\bar v_i = \frac{\partial y}{\partial v_i}$. `;
const neuron = r`The graph is $a_1 = w x$, $a_2 = a_1 + b$, $a_3 = \tanh a_2$, $a_4 = a_3 - t$ and $E = \frac12 a_4^2$. Write $\delta_k = \frac{\partial E}{\partial a_k}$ for its adjoints. `;
const forward = r`$v_1 = \ln x_1$, $v_2 = x_1 x_2$, $v_3 = v_1 + v_2$, $v_4 = \sin v_3$ and $y = v_4$. Forward mode: $\dot v_i = \frac{\partial v_i}{\partial x_1}$. `;
const seeded = r`$y = (p_1 p_2 + \cos p_1) p_2^2$. Nodes: $v_1 = p_1 p_2$, $v_2 = \cos p_1$, $v_3 = v_1 + v_2$, $v_4 = p_2^2$, $y = v_3 v_4$. With $\bar v_i = \frac{\partial y}{\partial v_i}$ and $\bar y = 1$ $$\bar v_4 = \bar y v_3 = v_3, \quad \bar v_3 = \bar y v_4 = v_4$$ `;
const mean = r`The data have the mean $\bar x = \frac{1}{N} \sum_n x_n$. The nodes are $v_1 = w x_1$, $v_2 = v_1 + b$, $v_3 = v_2^2$ and $y = v_3 \bar x$, with $\bar v_i = \frac{\partial y}{\partial v_i}$. `;
const children = r`${graph}It sums over the children of a node, $\bar v_i = \sum_{j \in \mathrm{ch}(i)} \bar v_j \frac{\partial v_j}{\partial v_i}$. `;

const rows: readonly Pair[] = [
  [
    r`${graph}$$\bar v_3 = \frac{1}{v_3}$$ $$\bar v_2 = \bar v_3 v_1$$ $$\bar v_1 = \bar v_3 v_2 + \bar v_2 v_2$$`,
    r`${graph}$$\bar v_1 = \bar v_3 v_2$$`,
    'a node that feeds two others',
  ],
  [
    r`${graph}$$\frac{\partial y}{\partial v_1} = \frac{1}{v_1} + 1$$`,
    r`${graph}$$\frac{\partial y}{\partial v_1} = \frac{1}{v_1}$$`,
    'a derivative written out beside the convention',
  ],
  [
    r`${graph}$$\bar x_2 = \bar v_1 \frac{\partial v_1}{\partial x_2} = \bar v_1 x_1$$`,
    r`${graph}$$\bar x_2 = \bar v_1 x_2$$`,
    'the convention for the nodes, carried to an input',
  ],
  [
    r`${seeded}$$\bar v_1 = \bar v_3, \quad \bar v_2 = \bar v_3, \quad \bar p_2 = \bar v_1 p_1 + 2 \bar v_4 p_2$$`,
    r`${seeded}$$\bar v_1 = \bar v_3, \quad \bar v_2 = \bar v_3, \quad \bar p_2 = \bar v_1 p_1 + \bar v_4 p_2$$`,
    'a seed of one, a formula for the whole in front, and an input that feeds two nodes',
  ],
  [
    r`${neuron}$$\delta_3 = \delta_4$$ $$\delta_2 = \delta_3 (1 - a_3^2)$$`,
    r`${neuron}$$\delta_2 = \delta_3 (1 - a_2^2)$$`,
    'another letter for the adjoints',
  ],
  [r`${forward}$$\dot v_4 = \dot v_3 \cos v_3$$`, r`${forward}$$\dot v_4 = \dot v_3 \sin v_3$$`, 'the nodes forwards, with dots'],
  [r`${mean}$$\bar v_2 = 2 v_2 \bar x$$`, r`${mean}$$\bar v_2 = 2 v_2$$`, 'a mean with a bar stays a mean'],
  [
    r`${children}$$\bar v_2 = \bar v_3 v_1$$`,
    r`${children}$$\bar v_2 = \bar v_3 v_2$$`,
    'a sum over children, which is no sum over all nodes',
  ],
];

pairs('graphs whose nodes are numbered', rows);

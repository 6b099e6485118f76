import { checks } from '../../../support/checks.ts';
import { type Pair, pairs } from './support.ts';

const r = String.raw;

const net = r`$\sigma(x) = \frac{1}{1 + e^{-x}}$. $$net_{h1} = w_1 x_1 + w_2 x_2 + b_1$$ $$out_{h1} = \sigma(net_{h1})$$ $$net_{h2} = w_3 x_1 + w_4 x_2 + b_2$$ $$out_{h2} = \sigma(net_{h2})$$ $$net_o = w_5 out_{h1} + w_6 out_{h2} + b_3$$ $$out_o = \sigma(net_o)$$ $$E = \frac12 (t - out_o)^2$$ $\delta_o = \frac{\partial E}{\partial net_o}$ `;
const two = r`$u_{a1} = w_1 x + c_1$, $u_{a2} = w_2 x + c_2$, $z_{a1} = \tanh(u_{a1})$, $z_{a2} = \tanh(u_{a2})$, $q_{b1} = v_1 z_{a1} + v_2 z_{a2}$, $q_{b2} = v_3 z_{a1} + v_4 z_{a2}$, $E = \frac12 (q_{b1} - t_1)^2 + \frac12 (q_{b2} - t_2)^2$. `;

const units: readonly Pair[] = [
  [
    r`${net}$$\frac{\partial E}{\partial w_5} = \delta_o \, out_{h1}$$`,
    r`${net}$$\frac{\partial E}{\partial w_5} = \delta_o \, out_{h2}$$`,
    'hidden units by numbers beside the one of the output',
  ],
  [
    r`${net}$$\delta_{h1} = \frac{\partial E}{\partial net_{h1}}$$ $$\delta_{h1} = \delta_o w_5 out_{h1} (1 - out_{h1})$$`,
    r`${net}$$\delta_{h1} = \frac{\partial E}{\partial net_{h1}}$$ $$\delta_{h1} = \delta_o w_6 out_{h1} (1 - out_{h1})$$`,
    'their errors',
  ],
  [
    r`${two}$$\frac{\partial E}{\partial z_{a1}} = (q_{b1} - t_1) v_1 + (q_{b2} - t_2) v_3$$`,
    r`${two}$$\frac{\partial E}{\partial z_{a1}} = (q_{b1} - t_1) v_1 + (q_{b2} - t_2) v_2$$`,
    'two outputs',
  ],
  [
    r`$R_2 = \lambda \sum_j w_j^2$, $R_e = \alpha \lVert w \rVert_1 + \lVert w \rVert_2^2$, $\frac{\partial R_2}{\partial w_j} = 2 \lambda w_j$`,
    r`$R_2 = \lambda \sum_j w_j^2$, $R_e = \alpha \lVert w \rVert_1 + \lVert w \rVert_2^2$, $\frac{\partial R_2}{\partial w_j} = \lambda w_j$`,
    'a letter beside numbers that tell names apart',
  ],
];

const forward = r`$\sigma(x) = \frac{1}{1 + e^{-x}}$, $t = 1$, $w = 0.6$, $b = 0.1$, $x = 0.5$. $$n = w x + b = 0.6 \cdot 0.5 + 0.1 = 0.4$$ $$a = \sigma(n) = 0.5987$$ $$E = \frac12 (t - a)^2$$ `;
const backward = r`${forward}$$\delta = \frac{\partial E}{\partial n} = -0.4013 \times 0.2403 = -0.0964$$ `;

const worked: readonly Pair[] = [
  [
    r`${forward}$$\frac{\partial E}{\partial n} = -0.4013 \times 0.2403$$`,
    r`${forward}$$\frac{\partial E}{\partial n} = -0.4013 \times 0.5987$$`,
    'an input by the letter of a parameter has its number',
  ],
  [
    r`${backward}Let $\eta = 0.5$. $$b - \eta \delta = 0.1 - 0.5 \times (-0.0964)$$`,
    r`${backward}Let $\eta = 0.5$. $$b - \eta \delta = 0.1 + 0.5 \times (-0.0964)$$`,
    'the numbers of the example with another sign',
  ],
  [
    `${backward}Let $\\eta = 0.5$.\n\n## Update\n\n$$b - \\eta \\delta = 0.1 - 0.5 \\times (-0.0964)$$`,
    `${backward}Let $\\eta = 0.5$.\n\n## Update\n\n$$b - \\eta \\delta = 0.1 + 0.5 \\times (-0.0964)$$`,
    'in another section',
  ],
];

pairs('units by numbers', units);
pairs('numbers of one example', worked);

checks('what units by numbers are not, and what numbers do not tell', [
  [r`$s = \sum_a v_a$, $v_{a1} = x$ and $\frac{\partial s}{\partial v_a} = 1$`, 'holds', '', 'a letter that a sum runs over'],
  [
    `${backward}Let $\\eta = 0.5$.\n\n## Update\n\n$$b - \\eta \\delta = 0.2 + 0.5 \\times (-0.07)$$`,
    'undetermined',
    '',
    'numbers of another example',
  ],
]);

checks('a chain is not checked by its own result', [
  [
    r`${backward}Let $\eta = 0.5$. $$b^{new} = b - \eta \delta = 0.1 + 0.5 \times (-0.0964)$$`,
    'mismatch',
    'sign',
    'the head has no number of its own',
  ],
]);

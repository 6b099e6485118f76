import { type Pair, pairs } from './support.ts';

const r = String.raw;
const softmax = r`$q_a = \frac{e^{s_a}}{\sum_c e^{s_c}}$. `;
const chosen = r`$q_a = \frac{e^{s_a}}{\sum_c e^{s_c}}$ and $C = -\ln q_y$. `;
const rectified = r`$h = v \max(0, z)$. `;

/** Ways to write that a condition counts one where it is met, and the formula with it the other way. */
const ways: readonly (readonly [is: string, isNot: string])[] = [
  [r`\mathbb{1}_{a=b}`, r`\mathbb{1}_{a \neq b}`],
  [r`\mathbf 1_{\{a=b\}}`, r`\mathbf 1_{\{a \ne b\}}`],
  [r`\mathbb{I}_{[a=b]}`, r`\mathbb{I}_{[a \neq b]}`],
  [r`1_{(a = b)}`, r`1_{(a \neq b)}`],
  [r`I_{\{a = b\}}`, r`I_{\{a \neq b\}}`],
  [r`\mathbbm{1}_{a=b}`, r`\mathbbm{1}_{a \neq b}`],
  [r`\mathds{1}_{a=b}`, r`\mathds{1}_{a \neq b}`],
  [r`\chi_{a = b}`, r`\chi_{a \neq b}`],
  [r`\delta_{a=b}`, r`\delta_{a \neq b}`],
  [r`[a=b]`, r`[a \neq b]`],
  [r`[\![a=b]\!]`, r`[\![a \neq b]\!]`],
];

const rows: readonly Pair[] = [
  ...ways.map(
    ([is, isNot]): Pair => [
      r`${softmax}$$\frac{\partial q_a}{\partial s_b} = q_a (${is} - q_b)$$`,
      r`${softmax}$$\frac{\partial q_a}{\partial s_b} = q_a (${isNot} - q_b)$$`,
      is,
    ],
  ),
  [
    r`${chosen}$$\frac{\partial C}{\partial s_a} = q_a - \mathbb{1}_{a=y}$$`,
    r`${chosen}$$\frac{\partial C}{\partial s_a} = q_a + \mathbb{1}_{a=y}$$`,
    'the class that is chosen',
  ],
  [
    r`${chosen}$$\frac{\partial C}{\partial s_a} = \mathbb{1}_{a=y}(q_a - 1) + \mathbb{1}_{a \neq y}(q_a)$$`,
    r`${chosen}$$\frac{\partial C}{\partial s_a} = \mathbb{1}_{a=y}(q_a + 1) + \mathbb{1}_{a \neq y}(q_a)$$`,
    'a bracket behind it',
  ],
  [
    r`${rectified}$$\frac{\partial h}{\partial z} = v\, \mathbb{1}_{z>0}$$`,
    r`${rectified}$$\frac{\partial h}{\partial z} = v\, \mathbb{1}_{z<0}$$`,
    'a sign below',
  ],
  [
    r`${rectified}$$\frac{\partial h}{\partial z} = v\, [z \geq 0]$$`,
    r`${rectified}$$\frac{\partial h}{\partial z} = v\, [z \leq 0]$$`,
    'a sign in square brackets behind a factor',
  ],
];

pairs('conditions that count one or zero', rows);

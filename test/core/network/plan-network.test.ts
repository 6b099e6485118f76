import { describe, expect, it } from 'vitest';
import type { AskedGoal, Goal, PlanOptions } from '../../../src/core/pipeline/train.ts';
import { render } from '../../../src/core/text/message.ts';
import type { Plan } from '../../../src/core/training/plan.ts';
import { dataOf, defaults, planOf, raced, trainerOf, twoLayers } from './support.ts';

const r = String.raw;

/** What a plan says of its network: inputs, targets and how classes stand in them, parameters, constants, hidden sizes. */
function shapeOf({ inputs, targets, encoding, parameters, constants, hidden }: Plan): string {
  const sized = (all: readonly { tex: string; size: number; column?: number; entry?: number }[]) =>
    all.map(({ tex, size, column, entry }) => `${tex}:${size}${column ? `@${column}` : ''}${entry ? `#${entry}` : ''}`).join(' ');
  const weights = parameters.map(({ tex, sizes }) => `${tex}:${sizes.join('x') || 1}`).join(' ');
  return [
    sized(inputs),
    `${sized(targets)} ${encoding}`,
    weights,
    constants.map(({ tex, value }) => `${tex}=${value}`).join(' '),
    sized(hidden),
  ].join(' | ');
}

/** Two layers of which only the first ones are said to be vectors and matrices. */
const openShapes = r`$z_1 = W_1 x + b_1$ with $W_1 \in \mathbb{R}^{m \times n}$, $h = \sigma(z_1)$, $\hat y = W_2 h + b_2$, $L = \frac12 (\hat y - y)^2$. $\frac{\partial L}{\partial \hat y} = \hat y - y$`;

const neuron = r`$a = \sum_i w_i x_i + b$, $y = \frac{1}{1 + e^{-a}}$ and $L = -t \ln y - (1 - t) \ln(1 - y)$.`;

describe('a network is read from what the notes define', () => {
  it.each([
    // the note                                                                       inputs | targets | parameters | constants | hidden              why this row
    [twoLayers, 'x:2 | t:2 one-hot | v:2x8 w:8x2 b:8 c:2 |  | a:8', 'two layers with biases'],
    [
      r`Let $X \in \mathbb{R}^{N \times d}$, $W \in \mathbb{R}^{d \times K}$, $b \in \mathbb{R}^K$. $Z = X W + \mathbf{1} b^\top$, $P = \mathrm{softmax}(Z)$, $L = -\frac1N \sum_{i=1}^N \sum_{k=1}^K Y_{ik} \log P_{ik}$. $\frac{\partial L}{\partial Z} = \frac1N (P - Y)$`,
      'X:2 | Y:2 one-hot | W:2x2 b:2 |  | ',
      'a bias that ones bring to every point',
    ],
    [
      r`$E(w) = \max(0, -t \, w^\top x)$. $\frac{\partial E}{\partial w} = -t x \mathbb{1}[t \, w^\top x < 0]$`,
      'x:3 | t:1 plus-minus | w:3 |  | ',
      'a target that weighs a sum',
    ],
    [`${neuron} $\\frac{\\partial L}{\\partial w_i} = (y - t) x_i$`, 'x:2 | t:1 zero-one | w:2 b:1 |  | ', 'one output without an index'],
    [
      `${neuron} $\\frac{\\partial L}{\\partial w_i} = (y - t) x_i$, $\\frac{\\partial L}{\\partial x_i} = (y - t) w_i$`,
      'x:2 | t:1 zero-one | w:2 b:1 |  | ',
      'differentiated by its inputs too',
    ],
    [
      r`$z_k = \sum_i w_{ki} x_i$, $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$, $L = -\sum_k t_k \ln p_k + \lambda \sum_k \sum_i w_{ki}^2$. $\frac{\partial L}{\partial w_{ki}} = (p_k - t_k) x_i + 2 \lambda w_{ki}$`,
      'x:3 | t:2 one-hot | w:2x3 | \\lambda=0.001 | ',
      'without biases the inputs get a constant 1; a weight decay has a constant',
    ],
    [
      r`$a_k = \sum_{i=0}^D w_{ki} x_i$, $E = \frac12 \sum_k (a_k - t_k)^2$. $\frac{\partial E}{\partial w_{ki}} = (a_k - t_k) x_i$`,
      'x:3 | t:2 one-hot | w:2x3 |  | ',
      'the input with the number 0 is 1',
    ],
    [
      r`$\hat y_n = \sum_j w_j x_{nj}$, $J = \frac1N \sum_n (\hat y_n - y_n)^2$. $\frac{\partial J}{\partial w_j} = \frac2N \sum_n (\hat y_n - y_n) x_{nj}$`,
      'x:3 | y:1 zero-one | w:3 |  | ',
      'a sum over the data points, which have an axis of their own',
    ],
    [
      r`$f = \sum_i w_i x_i + b$ and $\ell = \max(0, 1 - y f)$ with $y \in \{-1, 1\}$. $\frac{\partial \ell}{\partial b} = -y \mathbb{1}[y f < 1]$`,
      'x:2 | y:1 plus-minus | w:2 b:1 |  | ',
      'a margin',
    ],
    [
      r`$f(x; W)_j = \sum_k W_{jk} x_k$, $L = -f(x;W)_y + \log \sum_j e^{f(x;W)_j}$. $\frac{\partial L}{\partial W_{jk}} = \left(\frac{e^{f(x;W)_j}}{\sum_l e^{f(x;W)_l}} - \mathbb{1}[j = y]\right) x_k$`,
      'x:3 | y:1 label | W:2x3 |  | ',
      'the component of a function that a label picks',
    ],
    [
      r`$f(x_i; W)_j = \sum_k W_{jk} x_{ik}$, $L = \frac1N \sum_i \sum_{j \neq y_i} \max(0, f(x_i, W)_j - f(x_i; W)_{y_i} + \Delta) + \lambda \sum_k \sum_l W_{kl}^2$`,
      'x:3 | y:1 label | W:2x3 | \\Delta=1 \\lambda=0.001 | ',
      'scores of each point, which an argument names by its number alone',
    ],
    [
      r`$f(x_i; w) = \sum_k w_k x_{ik}$, $L = \sum_i \max(0, 1 - y_i f(x_i, w))$. $\frac{\partial L}{\partial w_k} = -\sum_i y_i x_{ik} \mathbb{1}[y_i f(x_i, w) < 1]$`,
      'x:3 | y:1 plus-minus | w:3 |  | ',
      'one score of each point',
    ],
    [
      r`$L_i = \sum_{j \neq y_i} \max(0, w_j^\top x_i - w_{y_i}^\top x_i + 1)$`,
      'x:3 | y:1 label | w:2x3 |  | ',
      'the margins of a label, and no derivative',
    ],
    [
      r`# A

$L_i = \sum_{j \neq y_i} \max(0, \omega_j^\top x_i - \omega_{y_i}^\top x_i + 1)$

# B

$s_i = \sum_j h_j \omega_{ji}$, $p_i = \frac{1}{1 + e^{-s_i}}$, $E = \frac12 \sum_i (p_i - t_i)^2$. $\frac{\partial \ln p_i}{\partial \omega_{ji}} = (1 - p_i) h_j$`,
      'x:3 | y:1 label | \\omega:2x3 |  | ',
      'letters that another section uses for something else',
    ],
    [r`$h(a) = \max(0, a)$. $h'(a) = \mathbb{1}[a > 0]$`, 'x:2 | t:2 one-hot | w:8x2 b:8 v:2x8 c:2 |  | a:8', 'an activation alone'],
    [r`$L = \frac12 (y - t)^2$, $\frac{\partial L}{\partial y} = y - t$`, 'x:2 | t:1 zero-one | w:2 b:1 |  | ', 'a loss alone'],
    [
      r`$z = w_1 x_1 + w_2 x_2 + b$, $L = \frac12 (z - t)^2$. $\frac{\partial L}{\partial w_1} = (z - t) x_1$`,
      'x_1:1 x_2:1@1 | t:1 zero-one | w_1:1 w_2:1 b:1 |  | ',
      'inputs with names of their own, told by their numbers',
    ],
    [
      r`$y = w x + v z + b$, $L = (y - t)^2$. $\frac{\partial L}{\partial w} = 2 (y - t) x$, $\frac{\partial L}{\partial v} = 2 (y - t) z$`,
      'x:1 z:1@1 | t:1 zero-one | w:1 v:1 b:1 |  | ',
      'inputs with letters of their own, weighed side by side',
    ],
    [
      r`$y = \lambda (w x + b)$, $L = (y - t)^2$. $\frac{\partial L}{\partial w} = 2 \lambda (y - t) x$`,
      'x:1 | t:1 zero-one | w:1 b:1 | \\lambda=0.001 | ',
      'what scales all of it is no input',
    ],
    [
      r`$h = \tanh(u_1 x_1 + u_2 x_2)$, $y_1 = v_1 h$, $y_2 = v_2 h$, $E = \frac12 (t_1 - y_1)^2 + \frac12 (t_2 - y_2)^2$. $\frac{\partial E}{\partial v_1} = (y_1 - t_1) h$`,
      'x_1:1 x_2:1@1 | t_1:1 t_2:1#1 one-hot | v_1:1 u_1:1 u_2:1 v_2:1 |  | ',
      'outputs with names of their own',
    ],
    [
      r`$h_t = \tanh(W h_{t-1} + U x_t)$ with $W \in \mathbb{R}^{n \times n}$, $U \in \mathbb{R}^{n \times d}$, $y = v^\top h_T$, $L = \frac12 (y - t)^2$. $\frac{\partial L}{\partial v} = (y - t) h_T$`,
      'x_1:2 x_2:2 x_3:2 | t:1 zero-one | v:8 W:8x8 U:8x2 | h_0=0 | h_1:8',
      'steps in time, and what comes out of the last one',
    ],
    [
      r`$h_t = \tanh(w h_{t-1} + u x_t)$, $L = \sum_{t=1}^{2} \frac12 (h_t - y_t)^2$. $\frac{\partial L}{\partial h_2} = h_2 - y_2$`,
      'x_1:1 x_2:1@1 | y_1:1 y_2:1 zero-one | w:1 u:1 | h_0=0 | ',
      'steps in time that have a target each',
    ],
    [
      r`$L_i = \sum_{j \neq y_i} \max(0, \omega_j^\top x_i - \omega_{y_i}^\top x_i + 1)$. $\frac{\partial L_i}{\partial \omega_j} = x_i$`,
      'x:3 | y:1 label | \\omega:2x3 |  | ',
      'scores that have no name',
    ],
    [
      r`${openShapes} where $W_2 \in \mathbb{R}^{1 \times m}$`,
      'x:2 | y:1 zero-one | W_2:8 W_1:8x2 b_1:8 b_2:1 |  | z_1:8',
      'a row of weights that is said to be one',
    ],
  ])('%s', (note, shape) => {
    const plan = planOf(note);
    expect(shapeOf(plan)).toBe(shape);
    // What is called right is measured to be.
    const { distances } = raced(plan, dataOf(plan.data.classes === 0 ? 'curve' : 'xor'), 1, 0.01).state();
    for (const [n, { standing, tex }] of plan.parameters.entries())
      if (standing === 'right') expect([tex, distances[n]?.error]).toEqual([tex, expect.toSatisfy((error: number) => error < 1e-9)]);
  });

  it.each<[Partial<PlanOptions>, string, string]>([
    // options                                    shape                                                              why this row
    [{ classes: 3 }, 'x:2 | t:3 one-hot | v:3x8 w:8x2 b:8 c:3 |  | a:8', 'as many outputs as classes'],
    [{ classes: 0, dimension: 1 }, 'x:1 | t:1 number | v:1x8 w:8x1 b:8 c:1 |  | a:8', 'a curve'],
    [{ hidden: [5] }, 'x:2 | t:2 one-hot | v:2x5 w:5x2 b:5 c:2 |  | a:5', 'a hidden size'],
    [{ dimension: 7 }, 'x:7 | t:2 one-hot | v:2x8 w:8x7 b:8 c:2 |  | a:8', 'many columns'],
  ])('for %j', (options, shape) => {
    expect(shapeOf(planOf(twoLayers, options))).toBe(shape);
  });
});

describe('what stays open is said', () => {
  it.each([
    [
      r`$a = \sum_i w_i x_i + b$, $y = g(a)$, $E = \frac12 (y - t)^2$. $\frac{\partial E}{\partial b} = (y - t) g'(a)$`,
      'the notes leave g open, so it is tanh',
      'an activation',
    ],
    [
      r`$E = \frac12 (y - t)^2$, $\frac{\partial E}{\partial y} = y - t$`,
      'the notes define no network, so y is a linear layer',
      'a network',
    ],
    [
      r`$y = w x + b$, $E = \frac12 (y - t)^2$. $\frac{\partial E}{\partial w} = (y - t) x$`,
      'the network has one input, which gets the first column of the data',
      'which column',
    ],
    [
      r`$z_k = \sum_i w_{ki} x_i$, $E = \frac12 \sum_k (z_k - t_k)^2$. $\frac{\partial E}{\partial w_{ki}} = (z_{k+1} - t_{k+1}) x_i$`,
      'the gradient by w as written has no value at some members: an index runs past the end of something',
      'an index past the end',
    ],
    [
      `${neuron.replace('L = -t \\ln y - (1', 'L = t \\ln y + (1')} The likelihood grows: $w_i \\leftarrow w_i + \\eta (t - y) x_i$. $\\frac{\\partial L}{\\partial w_i} = (t - y) x_i$`,
      'the notes let L grow, so what becomes small is its negative',
      'a likelihood',
    ],
  ])('%s: %s', (note, said) => {
    expect(planOf(note).assumed.map(render)).toContain(said);
  });
});

describe('what can not be trained is refused with the reason', () => {
  it.each<[string, Partial<PlanOptions>, string, string]>([
    // note                                                                          options          message                                   why this row
    ['No formulas.', {}, 'these notes differentiate no loss', 'nothing to read'],
    [
      `${neuron} $\\frac{\\partial L}{\\partial w_i} = (y - t) x_i$`,
      { classes: 3 },
      'the network has one output, and the data have 3 classes',
      'three classes for one output',
    ],
    [
      `${neuron} $\\frac{\\partial L}{\\partial w_i} = (y - t) x_i$`,
      { classes: 0 },
      'this loss compares with classes',
      'a logarithm of numbers',
    ],
    [r`$f(x) = \ln(a x)$, $f'(x) = \frac1x$`, {}, 'E is not defined for weights and inputs of any sign', 'a logarithm as an activation'],
    [
      r`$y_1 = w x$, $y_2 = v x$, $E = \frac12 (t_1 - y_1)^2 + \frac12 (t_2 - y_2)^2$. $\frac{\partial E}{\partial w} = (y_1 - t_1) x$`,
      { classes: 3 },
      'the network has 2 outputs, and the data have 3 classes',
      'three classes for two outputs',
    ],
    [
      r`$h = g(x; W_1)$ and $L = \frac12 (f(h; W_2) - y)^2$. $\frac{\partial L}{\partial W_2} = 0$`,
      {},
      'the notes do not say what g is; what it needs is a formula of its own',
      'two layers that are left open',
    ],
    [
      r`$L_i = \sum_{j \neq y_i} \max(0, \omega_j^\top x_i - \omega_{y_i}^\top x_i + 1)$. $\frac{\partial L_i}{\partial \omega_j} = x_i$. Elsewhere $y_i = \frac{1}{1 + e^{-s_i}}$ and $s_i = \sum_j h_j \omega_{ji}$.`,
      {},
      'the index that numbers the data points of x is an index of the weights \\omega elsewhere',
      'letters that another section uses for something else',
    ],
    [
      r`$o = \sum_i w_i x_i$ and $L = \frac12 (o - t)^2 + \langle\!\langle \frac{}{} \rangle$. $\frac{\partial L}{\partial w_i} = (o - t) x_i$`,
      {},
      'L cannot be read: these brackets are not understood',
      'a loss that is there, and can not be read',
    ],
    [
      r`$o = \sum_i w_i x_i + \langle\!\langle \frac{}{} \rangle$ and $L = \frac12 (o - t)^2$. $\frac{\partial L}{\partial w_i} = (o - t) x_i$`,
      {},
      'o cannot be read: these brackets are not understood',
      'a name behind the loss that can not be read',
    ],
    [
      openShapes,
      {},
      'h is read as one number, and its formula gives several',
      'a layer of several units with weights behind it that are left a number',
    ],
    [
      r`$h = \tanh(W x + b)$ with $W \in \mathbb{R}^{m \times n}$, $y = v h$, $p = \sigma(y)$, $L = -t \ln p - (1 - t) \ln (1 - p)$. $\frac{\partial L}{\partial y} = p - t$`,
      {},
      'h is read as one number, and its formula gives several',
      'the same with a logarithm',
    ],
    [twoLayers, { hidden: [300] }, 'a hidden layer may have at most 256 units', 'too many units'],
    [twoLayers, { batch: 5000 }, 'a batch may have at most 4096 points', 'too many points at once'],
    [twoLayers, { hidden: [256], batch: 4096 }, 'the network is too large', 'too much memory'],
  ])('%s %j: %s', (note, options, said) => {
    const trainer = trainerOf(note);
    const goal = trainer.goal();
    const found = 'refused' in goal ? goal : trainer.plan(goal, { ...defaults, ...options });
    expect('refused' in found && render(found.refused)).toContain(said);
  });

  it('at the place of the formula that it is about', () => {
    const trainer = trainerOf(openShapes);
    const plan = trainer.plan(trainer.goals[0] as Goal, defaults);
    const { start, end } = ('refused' in plan && plan.where?.range) || { start: 0, end: 0 };
    expect(openShapes.slice(start, end)).toContain(String.raw`h = \sigma(z_1)`);
  });
});

describe('the goal that is asked for', () => {
  const note = `# One\n\n${neuron} $\\frac{\\partial L}{\\partial w_i} = (y - t) x_i$\n\n# Two squares\n\n$L = \\frac12 (y - t)^2$. $\\frac{\\partial L}{\\partial y} = y - t$, $\\frac{\\partial L}{\\partial b} = (y - t) y (1 - y)$\n`;
  it.each<[AskedGoal, number, string]>([
    [{ section: '1' }, 0, 'a section by its number'],
    [{ section: 'two squares' }, 1, 'by its heading'],
    [{ section: 'squares', of: 'L' }, 1, 'with the name of the loss'],
    [{ at: { part: 0, offset: 10 } }, 0, 'where the cursor is'],
    [{ at: { part: 0, offset: note.length - 3 } }, 1, 'further down'],
    [{}, 1, 'else what is differentiated most'],
  ])('%j', (asked, which) => {
    const trainer = trainerOf(note);
    expect(trainer.goal(asked)).toBe(trainer.goals[which]);
  });

  it('where the cursor is in the formula of one, that one, whatever is differentiated more', () => {
    const two = String.raw`${neuron} $\frac{\partial L}{\partial b} = y - t$ and $\frac{\partial L}{\partial y} = \frac{y - t}{y(1 - y)}$. Else $E = \frac12 (y - t)^2$ with $\frac{\partial E}{\partial y} = y - t$.`;
    const trainer = trainerOf(two);
    const at = (text: string): AskedGoal => ({ at: { part: 0, offset: two.indexOf(text) + 1 } });
    expect([at('E = '), at('Else')].map((asked) => trainer.goal(asked))).toEqual([
      expect.objectContaining({ tex: 'E' }),
      expect.objectContaining({ tex: 'L' }),
    ]);
  });

  it.each([
    [{ of: 'E' }, 'there is no loss E here; there are L'],
    [{ section: 'three' }, 'there is no section three'],
  ])('%j: %s', (asked, said) => {
    const goal = trainerOf(note).goal(asked);
    expect('refused' in goal && render(goal.refused)).toBe(said);
  });
});

it('a plan is plain data, and the same each time', () => {
  const plan = planOf(twoLayers);
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(planOf(twoLayers)).toEqual(plan);
});

describe('the data that are usual', () => {
  const softmax = (shape: string): string =>
    [
      r`With ${shape},`,
      r`$$p_k = \frac{e^{z_k}}{\sum_{j=1}^K e^{z_j}}, \qquad L = -\sum_{k=1}^K y_k \log p_k$$`,
      r`$$\frac{\partial L}{\partial z_k} = p_k - y_k, \qquad \frac{\partial L}{\partial b_k} = p_k - y_k$$`,
    ].join('\n\n');
  it.each([
    // what is said of the scores                                                     data           why this row
    [r`$z = W x + b$ and $W \in \mathbb{R}^{3 \times 2}$`, 'blobs', 'as many classes as the notes say'],
    [r`$z_k = \sum_i W_{ki} x_i + b_k$`, 'gaussians', 'two, where they leave it open'],
    [r`$z = W h + b$, $h = \tanh(V x + c)$ and $W \in \mathbb{R}^{3 \times 8}$`, 'spirals', 'what no lines separate'],
    [r`$z_k = \sum_j W_{kj} h_j + b_k$ and $h_j = \tanh(\sum_i V_{ji} x_i)$`, 'xor', 'two again, behind a hidden layer'],
  ])('of %s: %s (%s)', (scores, data) => {
    const trainer = trainerOf(softmax(scores));
    const goal = trainer.goal();
    if ('refused' in goal) throw new Error(render(goal.refused));
    const usual = trainer.usual(goal, { batch: 16, randomSeed: 1 });
    expect('refused' in usual ? render(usual.refused) : usual.data.name).toBe(data);
  });
});

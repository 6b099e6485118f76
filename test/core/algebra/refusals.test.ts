import { describe, expect, it } from 'vitest';
import { says } from './says.ts';
import { derived, deriverFor } from './support.ts';

const r = String.raw;

says('no domain is widened without knowledge', [
  [[r`y = x \frac{z}{z}`], 'y', 'x', '1', 'what is divided by is not zero where the formula exists'],
  [[r`y = \sqrt{x^2}`], 'y', 'x', r`\frac{x}{y}`, 'the root of a square is a size: no slope where it is zero'],
  [[r`y = \sqrt{x^2 + 1}`], 'y', 'x', r`\frac{x}{y}`, 'a name is as good as what it stands for'],
  [[r`y = \lambda \sqrt{x^2}`], 'y', 'x', r`\frac{\lambda x}{\sqrt{x^2}}`, 'a name that may be zero is not divided by'],
  [[r`y = |x|`], 'y', 'x', r`\operatorname{sign}(x)`, 'a size has no slope at zero, and its sign none to show'],
  [[r`y = |x|^2`], 'y', 'x', '2 x', 'the square of a size is smooth'],
  [[r`y = \frac{x}{1 + |x|}`], 'y', 'x', r`\frac{1}{(1 + \left|x\right|)^2}`, 'x times its sign is its size everywhere'],
  [[r`y = x^p`], 'y', 'x', 'p x^{p - 1}', 'a power with any exponent keeps its own'],
]);

says('names by which parts of a formula are called', [
  [[r`y = \frac{1}{1 + e^{-x}}`], 'y', 'x', r`y \, (1 - y)`, 'both parts of a logistic curve'],
  [[r`y = \frac{3}{1 + 2 e^{-x}}`], 'y', 'x', r`\frac{1}{3} y \, (3 - y)`, 'one with other numbers'],
  [[r`y = e^{3 x}`], 'y', 'x', '3 y', 'an exponential is its own slope'],
  [[r`u = x^2 + 1`, r`y = \ln(u)`], 'y', 'x', r`\frac{2 x}{u}`, 'a name stays in values and is followed in derivatives'],
  [[r`y = x^2`, r`z = x^2 + x`], 'z', 'x', '2 x + 1', 'a formula that is not part of it is no name for it'],
]);

says('indices', [
  [[r`y = \sum_i x_i^2`], 'y', 'x_1', '2 x_1', 'one member by its number'],
  [[r`y_i = x_i^2`], 'y_i', 'x_k', r`2 x_i \delta_{ik}`, 'other members do not count'],
  [[r`y_i = \sum_j w_{ij} x_j`], 'y_i', 'w_{kl}', r`x_l \delta_{ik}`, 'two indices, of which one is summed over'],
  [
    [r`y_k = \sum_{j \neq k} x_j x_k`],
    'y_k',
    'x_i',
    r`x_k \mathbb{1}[i \neq k] + \delta_{ki} \sum_{j \neq k} x_j`,
    'a condition goes along',
  ],
  [[r`y = \sum_{j \neq k} x_j x_k`], 'y', 'x_i', r`2 \sum_{k \neq i} x_k`, 'a sum over pairs, of which neither letter is given'],
  [[r`y = \prod_j x_j`], 'y', 'x_i', r`\prod_{j \neq i} x_j`, 'the others of a product'],
  [[r`y = \sum_i (x_{i+1} - x_i)^2`], 'z', 'x_i', 'the notes have no name z', 'a name that is not there'],
]);

const layer = [
  r`a_j = \sum_i u_{ji} x_i`,
  r`h_j = \tanh(a_j)`,
  r`b_k = \sum_j w_{kj} h_j`,
  r`y_k = b_k`,
  r`E = \frac{1}{2} \sum_k (y_k - t_k)^2`,
];
const adjoints = [...layer, r`\delta_k = \frac{\partial E}{\partial b_k}`, r`\epsilon_j = \frac{\partial E}{\partial a_j}`];
const softmax = [r`p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`, r`L = -\sum_i t_i \ln p_i`];

says('what the note says shortens a derivative', [
  [layer, 'E', 'w_{kj}', '(y_k - t_k) h_j', 'nothing has a name'],
  [adjoints, 'E', 'w_{kj}', r`\delta_k h_j`, 'a derivative has a name'],
  [adjoints, 'E', 'u_{ji}', r`\epsilon_j x_i`, 'the nearest of two'],
  [adjoints, 'E', 'a_j', r`(1 - h_j^2) \sum_k \delta_k w_{kj}`, 'a name is not made of itself'],
  [softmax, 'L', 'z_k', r`p_k \sum_i t_i - t_k`, 'what targets sum to is not known'],
  [[...softmax, r`\sum_i t_i = 1`], 'L', 'z_k', 'p_k - t_k', 'or stated'],
  [
    [r`o_k = \frac{1}{1 + e^{-a_k}}`, 'y_k = o_k', r`L = -\sum_k (t_k \ln y_k + (1 - t_k) \ln(1 - y_k))`],
    'L',
    'a_k',
    'o_k - t_k',
    'two names for one thing',
  ],
  [[r`y_i = \frac{1}{1 + e^{-s_i}}`], 'y_i', 's_i', r`y_i \, (1 - y_i)`, 'the same index asks for the diagonal'],
  [[r`y_i = \frac{1}{1 + e^{-s_i}}`], 'y_i', 's_k', r`y_i \, (1 - y_i) \delta_{ik}`, 'another one for all entries'],
]);

const shapes = r`$X \in \mathbb{R}^{n \times d}$, $w \in \mathbb{R}^d$ and $y \in \mathbb{R}^n$.`;
const steps = [
  'h_1 = v x_1',
  'h_2 = u h_1 + v x_2',
  'L = h_1^2 + h_2^3',
  r`\delta_1 = \frac{\partial L}{\partial h_1}`,
  r`\delta_2 = \frac{\partial L}{\partial h_2}`,
];

says('functions of whole vectors, and names given before', [
  [
    [shapes, r`J(w) = \frac{1}{2} \|X w - y\|^2 + \frac{\lambda}{2} \|w\|^2`],
    'J',
    'w',
    r`X^\top (X w - y) + \lambda w`,
    'a ridge regression',
  ],
  [
    [shapes, r`r = X w - y`, r`J(w) = \frac{1}{2} \|X w - y\|^2`],
    'J',
    'w',
    r`X^\top r`,
    'a name that the formula does not have, given before it',
  ],
  [[shapes, r`J(w) = \frac{1}{2} \|X w - y\|^2`, r`r = X w - y`], 'J', 'w', r`X^\top (X w - y)`, 'one given behind it is not known yet'],
  [[shapes, r`r = X w - y`, r`J(w) = \frac{1}{2} \|X w - y\|^2`], 'J', 'r', 'r', 'by what the formula has written out'],
  [[shapes, r`r = X w + y`, r`J(w) = \frac{1}{2} \|X w - y\|^2`], 'J', 'r', 'J(w) does not depend on r_i', 'nearly the same is not it'],
  [[r`$A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$.`, r`f(x) = x^\top A x`], 'f', 'x', r`(A + A^\top) x`, 'a quadratic form'],
  [steps, 'L', 'v', r`\delta_1 x_1 + \delta_2 x_2`, 'two paths, each as far as a name'],
]);

says('one sentence where there is nothing to show', [
  [[r`y = x^2`], 'z', 'x', 'the notes have no name z', 'an unknown subject'],
  [[r`y = x^2`], 'y', 'z', 'the notes have no name z', 'an unknown variable'],
  [[r`y = x^2`], 'x', 'y', 'x is not defined by a formula', 'an input has no derivative'],
  [[r`y = x^2`, 'z = t'], 'y', 't', 'y does not depend on t', 'nothing leads there'],
  [[r`y = f(x, z)`], 'y', 'x', 'nothing says what the function f is', 'an unknown function of two arguments'],
  [[r`y = f(x)`], 'y', 'x', "f'(x)", 'one of a single argument has a prime'],
  [
    [r`y = x \int_0^1 e^{t x} dt`],
    'y',
    'x',
    'there is an integral in the formulas behind this, and integrals are not differentiated yet',
    'an integral has no form to show',
  ],
  [[r`x^2 +`], 'x', 'x', 'x stands only in parts of the notes that are not understood', 'a formula that stands alone defines nothing'],
]);

it('refuses a formula of more parts than are gone through', async () => {
  const terms = Array.from({ length: 1500 }, (_, n) => r`${n + 2} \sin(x)`);
  expect(await derived([`y = ${terms.join(' + ')}`], 'y', 'x')).toBe('this formula is too large to differentiate');
});

/** A formula in itself, some levels deep. */
function nested(levels: number, around: (inner: string) => string): string {
  return Array.from({ length: levels }).reduce<string>((inner) => around(inner), 'x');
}

function many(count: number, part: (n: number) => string, sign: string): string {
  return Array.from({ length: count }, (_, n) => part(n + 1)).join(sign);
}

const letters = [...'abcdfghijklmnopqrsuvwyzABCDFGHIJKLMNOPQRSTUVWXYZ'];
const tower = (levels: number, of: (name: string) => string): readonly string[] =>
  Array.from({ length: levels }, (_, n) => `${letters[n]} = ${of(n === 0 ? 'x' : (letters[n - 1] as string))}`);

/** Milliseconds of work that one derivative may take where others work beside it; the aim is 100 alone. */
const mostWork = 250;

describe('however large a formula is, there is an answer in time', () => {
  it.each<[title: string, note: readonly string[], of: string, isRefused?: boolean]>([
    ['thousands of terms', [`y = ${many(3000, (n) => r`${n} \sin(x)`, ' + ')}`], 'y', true],
    ['a product of many sums', [`y = ${many(40, (n) => `(x + ${n})`, ' ')}`], 'y'],
    ['a product of sums of powers', [`y = ${many(20, (n) => `(x^{${n + 1}} + ${n} a x + b)`, ' ')}`], 'y'],
    ['a product of logarithms', [`y = ${many(25, (n) => r`\ln(1 + e^{${n} x})`, ' ')}`], 'y'],
    ['fractions in fractions', [`y = ${nested(20, (inner) => r`\frac{1 + x}{x + ${inner}}`)}`], 'y', true],
    ['powers in powers', [`y = ${nested(12, (inner) => `x^{${inner}}`)}`], 'y'],
    ['neurons in neurons', [`y = ${nested(12, (inner) => r`\frac{1}{1 + e^{-(w ${inner} + b)}}`)}`], 'y'],
    ['roots in roots', [`y = ${nested(15, (inner) => r`\sqrt{1 + ${inner}}`)}`], 'y'],
    ['a tower of definitions', tower(25, (name) => r`\tanh(${name})`), letters[24] as string],
    ['one that doubles at each level', tower(38, (name) => `${name}^2 + ${name}`), letters[37] as string, true],
    ['one that is too high', tower(48, (name) => `${name}^2 + ${name}`), letters[47] as string, true],
  ])('%s', async (_, note, of, isRefused = false) => {
    const deriver = await deriverFor(note);
    const [candidate, variable] = [deriver.names.candidate(of), deriver.names.variable('x')];
    if ('refused' in candidate || 'refused' in variable) throw new Error('not read');
    const work = Array.from({ length: 3 }, () => {
      const began = process.cpuUsage();
      deriver.symbolic(candidate, variable);
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    });
    expect('refused' in deriver.symbolic(candidate, variable)).toBe(isRefused);
    expect(Math.min(...work)).toBeLessThan(mostWork);
  });
});

const neuron = [r`a_t = w h_{t-1} + u x_t + b`, r`h_t = \tanh(a_t)`, r`o_t = v h_t + c`];
const overTime = [...neuron, r`L = \frac{1}{2} \sum_{t=1}^{T} (o_t - y_t)^2`, r`\delta_t = \frac{\partial L}{\partial a_t}`];

says('gradients through all steps in time', [
  [overTime, 'L', 'u', r`\sum_{t=1}^{T} \delta_t x_t`, 'one term for each step, as a sum over them and not as the three that are tried'],
  [overTime, 'L', 'b', r`\sum_{t=1}^{T} \delta_t`, 'a term that is a name alone'],
  [overTime, 'L', 'w', r`\sum_{t=1}^{T} \delta_t h_{t-1}`, 'a term with the state before'],
  [overTime, 'L', 'v', r`\sum_{t=1}^{T} (o_t - y_t) h_t`, 'a term with a difference'],
  [overTime, 'L', 'x_2', r`\delta_t u`, 'a name of one step, with names of the same one'],
  [
    [...neuron, r`L = (o_T - y)^2`],
    'L',
    'w',
    'how many layers or steps in time there are is not said, so nothing is derived through all of them',
    'no sum of the note says how the last is called that a sum could run to',
  ],
]);

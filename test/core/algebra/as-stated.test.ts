import { describe, expect, it } from 'vitest';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { checkAndKeep } from '../../../src/core/pipeline/check-note.ts';
import { guideOf } from '../../../src/core/pipeline/derive.ts';
import { render } from '../../../src/core/text/message.ts';
import { stepsOf } from '../../support/checks.ts';
import { noteOf } from './support.ts';

const r = String.raw;

/** Displays of a note, the last of which states a derivative; the derivative as it is derived for what that asks, and why the row is there. */
type Row = readonly [note: readonly string[], says: string, why: string];

/** The derivative that the last display of a note asks for, with its head. */
async function derived(note: readonly string[]): Promise<string> {
  const run = checkAndKeep(readNote([{ text: noteOf(note), format: 'markdown' }]), { explain: true });
  let next = run.next();
  while (!next.done) next = run.next();
  const { report, reading } = next.value;
  const guide = await guideOf(reading);
  const last = report.blocks.flatMap((block) => block.steps).at(-1);
  const stated = guide.statedAt(0, last?.rhsRange.start ?? 0);
  if (stated === undefined) return 'no derivative is stated';
  const found = guide.deriveStated(stated);
  return 'refused' in found ? render(found.refused) : `${found.head} = ${found.tex}`;
}

function says(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)('%j → %s (%s)', async (note, expected) => {
      expect(await derived(note)).toBe(expected);
      const [last] = stepsOf(noteOf([...note.slice(0, -1), expected])).slice(-1);
      expect(['holds', 'holds-assuming'], last && `${last.lhs} = ${last.rhs}: ${render(last.reason)}`).toContain(last?.verdict);
    });
  });
}

const svm = [
  r`$x_i$ are vectors with labels $y_i$, and $w_j$ are the rows of the matrix $W$.`,
  r`s_{ij} = w_j^\top x_i, \qquad m_{ij} = s_{ij} - s_{i, y_i} + \Delta`,
  r`L_i = \sum_{j \neq y_i} \max(0, m_{ij})`,
];
const softmax = [
  r`$W$ is a $c \times d$ matrix, $x \in \mathbb{R}^d$, and $y$ is one-hot.`,
  r`z = W x, \qquad \hat{y} = \operatorname{softmax}(z), \qquad L = -y^\top \ln \hat{y}`,
];
const overTime = [
  r`$x_t$, $h_t$ and $o_t$ are vectors, the targets $y_t$ are one-hot.`,
  r`h_t = \tanh(W h_{t-1} + U x_t)`,
  r`o_t = V h_t`,
  r`p_t = \operatorname{softmax}(o_t)`,
  r`L = -\sum_{t=1}^{T} y_t^\top \ln p_t`,
];

says('the indices are those that the head asks for', [
  [
    [...svm, r`\frac{\partial L_i}{\partial s_{i, y_i}} = 0`],
    r`\frac{\partial L_i}{\partial s_{i, y_i}} = -\sum_{j \neq y_i} \mathbb{1}[m_{ij} > 0]`,
    'an entry that a label selects: no case is left open',
  ],
  [
    [...svm, r`\frac{\partial s_{ij}}{\partial w_j} = w_j`],
    r`\frac{\partial s_{ij}}{\partial w_j} = x_i`,
    'all of a row, whose other index is written',
  ],
]);

says('in matrix notation, as what the note states lets it be', [
  [[...softmax, r`\frac{\partial L}{\partial z} = y`], r`\frac{\partial L}{\partial z} = \hat{y} - y`, 'a whole vector'],
  [[...softmax, r`\frac{\partial L}{\partial W} = W`], r`\frac{\partial L}{\partial W} = (\hat{y} - y) x^\top`, 'a whole matrix'],
  [
    [...overTime, r`\frac{\partial L}{\partial V} = \sum_{t=1}^{T} \frac{\partial L}{\partial o_t} h_t^\top`],
    r`\frac{\partial L}{\partial V} = \sum_{t=1}^{T} (p_t - y_t) h_t^\top`,
    'and over all steps in time, for each of which it is stated',
  ],
]);

const perceptron = [
  r`a_j = \sum_i u_{ji} x_i, \qquad h_j = g(a_j), \qquad g(z) = \frac{1}{1 + e^{-z}}`,
  r`b_k = \sum_j w_{kj} h_j, \qquad E = \frac{1}{2} \sum_k (b_k - t_k)^2`,
];

says('functions by the names that the note has for them', [
  [
    [r`s(x) = x \, \sigma(x), \qquad f(x) = \ln(1 + e^{x})`, r`f'(x) = \frac{e^x}{1 + e^x}`],
    r`f'(x) = \sigma(x)`,
    'the logistic function, which the note calls by name',
  ],
  [[r`f(x) = \ln(1 + e^{x})`, r`f'(x) = \frac{e^x}{1 + e^x}`], r`f'(x) = \frac{1}{1 + e^{-x}}`, 'and which another one does not'],
  [
    [r`s(x) = x \, \sigma(x), \qquad f(x) = \frac{1}{k} \ln(1 + e^{k x})`, r`f'(x) = \frac{e^{k x}}{1 + e^{k x}}`],
    r`f'(x) = \sigma(k x)`,
    'at any argument',
  ],
  [
    [r`h(a) = \tanh(a) = \frac{e^a - e^{-a}}{e^a + e^{-a}}`, r`h'(a) = 1 - \tanh^2(a)`],
    r`h'(a) = 1 - h(a)^2`,
    'the shorter of two names for one function',
  ],
  [
    [...perceptron, r`\frac{\partial h_j}{\partial a_j} = g'(a_j)`],
    r`\frac{\partial h_j}{\partial a_j} = g'(a_j)`,
    'the derivative of a function, which the note calls by a prime',
  ],
  [
    [...perceptron, r`\frac{\partial h_j}{\partial a_j} = h_j (1 - h_j)`],
    r`\frac{\partial h_j}{\partial a_j} = h_j \, (1 - h_j)`,
    'and which another one writes out',
  ],
  [
    [...perceptron, r`\frac{\partial E}{\partial a_j} = \sum_k (b_k - t_k) w_{kj} g'(a_j)`],
    r`\frac{\partial E}{\partial a_j} = g'(a_j) \sum_k (b_k - t_k) w_{kj}`,
    'as a factor among others',
  ],
  [
    [r`a = u x, \qquad h = g(a), \qquad g(z) = \tanh(z)`, r`\frac{\partial h}{\partial a} = g'(a)`],
    r`\frac{\partial h}{\partial a} = 1 - h^2`,
    'but not where that is no shorter to read',
  ],
]);

says('names as their author writes them', [
  [
    [
      r`y_k = h(a_k), \qquad h(z) = \frac{1}{1 + e^{-z}}, \qquad a_k = \sum_j w_{kj} x_j`,
      r`E = -t \log y - (1 - t) \log(1 - y)`,
      r`\frac{\partial E}{\partial a_1} = \frac{\partial E}{\partial y} \frac{\partial y}{\partial a_1} = y - t`,
    ],
    r`\frac{\partial E}{\partial a_1} = y - t`,
    'the only output has no number',
  ],
]);

says('parts of a formula as their author writes them', [
  [
    [r`P(r) = \sqrt{1 + (r / \delta)^2}`, r`P'(r) = \frac{r}{\delta^2 P(r)}`],
    r`P'(r) = \frac{r}{\delta^2 P(r)}`,
    'a name is shorter than any spelling',
  ],
  [
    [r`P(r) = \delta^2 \left(\sqrt{1 + (r / \delta)^2} - 1\right)`, r`P'(r) = \frac{r}{\sqrt{1 + r^2 / \delta^2}}`],
    r`P'(r) = \frac{r}{\sqrt{1 + (r / \delta)^2}}`,
    'the power of a quotient, with his slash',
  ],
  [
    [r`P(r) = \delta^2 \left(\sqrt{1 + \left(\frac{r}{\delta}\right)^2} - 1\right)`, r`P'(r) = \frac{r}{\sqrt{1 + r^2 / \delta^2}}`],
    r`P'(r) = \frac{r}{\sqrt{1 + \left(\frac{r}{\delta}\right)^2}}`,
    'and with his line',
  ],
]);

says('derivatives that have a name', [
  [
    [
      ...svm,
      r`L = \frac{1}{N} \sum_{i=1}^N L_i + \lambda \sum_k \sum_l W_{kl}^2`,
      r`$G_{ik} = \frac{\partial L_i}{\partial s_{ik}}$ are the entries of the matrix $G$, and the rows of $X$ are the samples.`,
      r`\frac{\partial L}{\partial W} = \frac{1}{N} G^\top X + 2 \lambda W`,
    ],
    r`\frac{\partial L}{\partial W} = \frac{1}{N} G^\top X + 2 \lambda W`,
    'of what stands between the loss and the variable',
  ],
]);

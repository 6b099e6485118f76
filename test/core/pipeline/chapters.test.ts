import { expect, it } from 'vitest';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { chaptersApart } from '../../../src/core/pipeline/chapters.ts';
import { stepsOf } from '../../support/checks.ts';

const r = String.raw;

/** A chapter about numbers, and one about matrices by the same letters, which has a slip in it. */
const numbers = r`# Penalties

## Ridge

$J = \frac12 \sum_n (W_1 x_n + W_2 - y_n)^2 + \lambda W_1^2$, where $W_1$ and $W_2$ are numbers

## Its slope

$\frac{\partial J}{\partial W_2} = \sum_n (W_1 x_n + W_2 - y_n)$`;
const matrices = r`# Two layers

## Forward

$z_1 = W_1 x$, $a = \tanh(z_1)$, $z_2 = W_2 a$, $L = \frac12 \|z_2 - y\|^2$ with $W_1 \in \mathbb{R}^{p \times q}$, $W_2 \in \mathbb{R}^{k \times p}$

## Backward

$\frac{\partial L}{\partial z_2} = z_2 - y$

$\frac{\partial L}{\partial a} = W_2^\top (z_2 - y)$

$\frac{\partial L}{\partial z_1} = \left( W_2^\top (z_2 - y) \right) \odot (1 - a \odot a)$

$\frac{\partial L}{\partial x} = W_1 \frac{\partial L}{\partial z_1}$`;

const verdictsOf = (text: string): readonly string[] => stepsOf(text).map(({ verdict }) => verdict);

it('what a chapter says on its own it says in front of and behind another one', () => {
  const [first, second] = [verdictsOf(numbers), verdictsOf(matrices)];
  expect(second.at(-1)).toBe('mismatch');
  expect(verdictsOf(`${numbers}\n\n${matrices}`)).toEqual([...first, ...second]);
  expect(verdictsOf(`${matrices}\n\n${numbers}`)).toEqual([...second, ...first]);
});

it.each([
  ['# A\n\n$a = b$\n\n# B\n\n$b = c$', 0, 'sections alone are no chapters'],
  ['# A\n\n## A1\n\n$a = b$\n\n## A2\n\n$b = c$\n\n# B\n\n$c = d$', 2, 'one of several sections, one of one'],
  ['# Title\n\n$o = p$\n\n## A\n\n### A1\n\n$a = b$\n\n### A2\n\n$b = c$\n\n## B\n\n$c = d$', 2, 'below a title'],
  ['# A\n\n## A1\n\n$a = b$\n\n## A2\n\n$b = c$\n\n# B\n\nNothing to read.', 0, 'the only one with formulas'],
])('%s has %i chapters (%s)', (text, count) => {
  expect(chaptersApart(readNote([{ text, format: 'markdown' }]))).toHaveLength(count);
});

it('a chapter knows the commands that are defined in another one', () => {
  const commands = r`# Commands

## Derivatives

$$\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}$$`;
  const written = matrices.replace(/\\frac\{\\partial L\}\{\\partial (\w+)\}/g, r`\pd{L}{$1}`);
  expect(written).not.toBe(matrices);
  const verdicts = verdictsOf(`${commands}\n\n${written}\n\n${numbers}`);
  expect(verdicts).toEqual([...verdictsOf(matrices), ...verdictsOf(numbers)]);
});

it('a chapter whose first formula stands behind the commands that it defines is read in its order', () => {
  const commands = r`\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}} `;
  const written = numbers.replace('$J =', `$${commands}J =`).replace(r`\frac{\partial J}{\partial W_2}`, r`\pd{J}{W_2}`);
  expect(written).toContain(commands);
  expect(written).toContain(r`\pd{J}{W_2}`);
  const [own, others] = [verdictsOf(numbers), verdictsOf(matrices)];
  expect(verdictsOf(`${matrices}\n\n${written}`)).toEqual([...others, ...own]);
  expect(verdictsOf(`${written}\n\n${matrices}`)).toEqual([...own, ...others]);
});

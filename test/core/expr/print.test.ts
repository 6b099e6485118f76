import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../src/core/check/meaning.ts';
import { print } from '../../../src/core/expr/print.ts';
import { emptyMacros } from '../../../src/core/latex/read-math.ts';
import { readChains } from '../../../src/core/meaning/chains.ts';
import { plainReading } from '../../../src/core/meaning/readings.ts';
import { readNote } from '../../../src/core/notes/read-note.ts';

const r = String.raw;

/** The right side of the last step of a formula, printed from its meaning. */
function printed(formula: string): string | undefined {
  const meaning = meaningOf(readChains(readNote([{ text: `$${formula}$`, format: 'markdown' }]), emptyMacros), plainReading);
  const step = meaning.steps.at(-1);
  return step && print(step.rhs, (id) => meaning.letters[id] ?? '?');
}

describe('printing back to LaTeX', () => {
  it.each([
    [r`q = a - b + c`, r`a - b + c`, 'signs'],
    [r`q = (a + b)(c - d)`, r`\left(a + b\right) \, \left(c - d\right)`, 'brackets where a product needs them'],
    [r`q = \frac{a+b}{c}`, r`\frac{a + b}{c}`, 'none in a fraction'],
    [r`q = -(a+b)`, r`-\left(a + b\right)`, 'a negated sum'],
    [r`q = \hat y_k^{(2)}`, r`\hat{y}_k^{(2)}`, 'accent, index and layer'],
    [r`q = w_{kj}^2`, r`w_{kj}^2`, 'a power behind two indices'],
    [r`q_i = \sum_{k \neq i} t_k`, r`\sum_{k, k \neq i} t_k`, 'a restricted sum'],
    [r`q = \tanh(a)^2`, r`\left(\tanh(a)\right)^2`, 'a power of a function'],
    [r`q = h'(a_j)`, r`h'(a_j)`, 'a prime'],
    [r`q = \frac{\partial \mathcal{L}}{\partial w_{ji}}`, r`\frac{\partial \mathcal{L}}{\partial w_{ji}}`, 'a derivative'],
    [r`q = a - (b - c)`, r`a - \left(b - c\right)`, 'a difference within a difference'],
    [r`q = 0.50 x`, r`0.50 \, x`, 'the digits that are shown'],
  ])('%s → %s (%s)', (formula, text) => {
    expect(printed(formula)).toBe(text);
  });
});

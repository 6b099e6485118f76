import { describe, expect, it } from 'vitest';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { checkNote } from '../../../src/core/pipeline/check-note.ts';
import { checks, stepsOf } from '../../support/checks.ts';

const r = String.raw;
const good = r`$L = \frac12 (y - t)^2$ and $\frac{\partial L}{\partial y} = y - t$`;

checks('hostile names and sizes', [
  ['```\n__proto__ = x*y\nd__proto__dx = y\n```', 'holds', '', 'a name that objects treat specially'],
  [r`$\text{constructor} = x^2$, $\frac{d \text{constructor}}{dx} = x$`, 'mismatch', 'missing-factor', 'another one'],
  [r`$\sum_{i=1}^{1000000} x_i = 1000000 x_1$`, 'undetermined', '', 'a sum over a million values'],
  [r`$0.1 + 0.2 = 1e-200$`, 'mismatch', 'arithmetic', 'more digits behind the point than can be written'],
  [
    r`$$\frac{\partial (A_{ij} B_{kl} c_m)}{\partial A_{pq}} = \delta_{ip} \delta_{jq} B_{kl} c_m$$`,
    'holds',
    '',
    'so many values at each sample that few samples are drawn',
  ],
  [
    r`$$\frac{\partial (A_{ij} B_{kl} c_m)}{\partial A_{pq}} = \delta_{ip} \delta_{jq} B_{lk} c_m$$`,
    'mismatch',
    'wrong-index',
    'and these tell a slip as well',
  ],
  [r`$f(x) = f(x) + 1$ and $f(2) = 3$`, 'undetermined', '', 'a function defined by itself'],
]);

describe('bad input loses nothing', () => {
  it.each([
    ['a macro that calls itself', r`$$\newcommand{\a}{\a}\a = 1$$`],
    ['a macro that doubles without end', r`$$\def\b{\b\b}\b = 1$$`],
    ['nesting 10,000 deep', `$$x = ${'('.repeat(10_000)}y${')'.repeat(10_000)}$$`],
    ['braces 10,000 deep', `$$x = ${'{'.repeat(10_000)}y${'}'.repeat(10_000)}$$`],
    [
      'a case of 2,000 conditions',
      `$$g = \\begin{cases} 1 & ${Array.from({ length: 2000 }, (_, n) => `a_{${n}} > 0`).join(r` \land `)} \\\\ 0 \\end{cases}$$`,
    ],
    ['a formula cut off', r`$$\frac{\partial L}{\partial`],
    [
      'a matrix whose rows and columns are one axis',
      r`$y = c x$ and $z + c = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$, $c \ge \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$`,
    ],
    ['words in the formula', r`$$q = \text{the usual thing, see above}$$`],
  ])('%s', (_, bad) => {
    const steps = stepsOf(`${good}\n\n${bad}\n\n${good.replaceAll('L', 'M')}`);
    expect(steps.filter((step) => step.verdict === 'holds')).toHaveLength(2);
    expect(steps.filter((step) => step.verdict === 'mismatch')).toHaveLength(0);
  });

  it('a budget that runs out leaves steps undetermined and says so', () => {
    const report = checkNote(readNote([{ text: good, format: 'markdown' }]), { budget: 3 });
    expect(report.exhausted).toBe(true);
    expect(report.blocks.flatMap((block) => block.steps).map((step) => step.verdict)).toEqual(['definition', 'undetermined']);
  });

  it('the same text gives the same report, twice', () => {
    const note = readNote([{ text: good.replace('y - t$', 't - y$'), format: 'markdown' }]);
    expect(checkNote(note)).toEqual(checkNote(note));
  });
});

import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';

const r = String.raw;
const loss = r`$J = \frac{1}{2m} \sum_i (w x_i + b - y_i)^2$. `;

/** Notes with the verdicts of their steps behind the first. */
const rows: readonly (readonly [note: string, verdicts: readonly string[], why: string])[] = [
  [
    r`${loss}$\frac{\partial^2 J}{\partial w\,\partial b} = \bar x$ with $\bar x = \frac1m \sum_i x_i$`,
    ['holds', 'definition'],
    'a name whose formula stands right behind',
  ],
  [
    r`${loss}$\frac{\partial^2 J}{\partial w\,\partial b} = \bar x$ with $\bar x = \sum_i x_i$`,
    ['mismatch', 'definition'],
    'a name of something else',
  ],
  [
    r`${loss}$\frac{\partial J}{\partial b} = g$, so $g = \frac1m \sum_i (w x_i + b - y_i)$`,
    ['holds', 'definition'],
    'whichever of the two is said to be the definition',
  ],
  [
    `${loss}$\\frac{\\partial J}{\\partial b} = g$.\n\n$g = \\frac1m \\sum_i (w x_i + b - y_i)$`,
    ['definition', 'holds'],
    'another paragraph goes on with the name',
  ],
];

describe('what stands behind the name of a derivative', () => {
  it.each(rows)('%s → %j (%s)', (note, verdicts) => {
    expect(
      stepsOf(note)
        .slice(1)
        .map(({ verdict }) => verdict),
    ).toEqual(verdicts);
  });
});

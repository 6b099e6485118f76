import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../support/checks.ts';

const r = String.raw;

const example = r`$w = 0.5$, $x = 2$, $t = 0.4$, $y = wx$, $E = \frac12 (t - y)^2$. `;
const velocity = r`The velocity starts at $v_0 = 0$. `;

/** Notes with the verdicts on their last steps. */
const rows: readonly (readonly [note: string, verdicts: readonly string[], why: string])[] = [
  [r`${example}$$\frac{\partial E}{\partial y} = t - y = 0.6$$`, ['mismatch', 'holds'], 'the number is that of the head'],
  [r`${example}$$\frac{\partial E}{\partial y} = t - y = -0.6$$`, ['mismatch', 'holds'], 'the number goes on with the slip'],
  [r`${example}$$\frac{\partial E}{\partial y} = t - y = 0.7$$`, ['mismatch', 'mismatch'], 'the number is of neither'],
  [r`${example}$$\frac{\partial E}{\partial y} = y - t = -0.6$$`, ['holds', 'mismatch'], 'a slip in the number alone'],
  [
    r`${example}$$\frac{\partial E}{\partial w} = (y - t) x = 3 \cdot 5 = 1.2$$`,
    ['holds', 'mismatch', 'rounded'],
    'numbers that are put wrong: they held, since their own chain comes back to what is right',
  ],
  [r`${example}$$\frac{\partial E}{\partial w} = (y - t) x = 0.6 \cdot 2 = 1.2$$`, ['holds', 'holds', 'holds'], 'the right numbers put'],
  [
    r`${example}$$a = (y - t) x = -0.6 \cdot 2 = 1.2$$`,
    ['definition', 'mismatch', 'holds'],
    'the same behind a definition, whose formula the number is',
  ],
  [r`$y = wx$. $$w^{+} = w - 2 = 3$$`, ['definition', 'undetermined'], 'what the head is has no value but this'],
  [
    r`$g(t) = t^2 - t$, $a = 3$, $b = 0.1$. $$c = a - b g'(a) = 3 + 0.5 = 3.5$$`,
    ['definition', 'mismatch', 'holds'],
    'what the head is has no value but what its own chain goes on to',
  ],
  [
    r`$g(t) = t^2 - t$, $a = 3$, $b = 0.1$. $$c = a - b g'(a) = 3 - 0.5 = 2.5$$`,
    ['definition', 'holds-assuming', 'holds'],
    'the same without a slip',
  ],
  [
    r`${velocity}$$v_t = \beta v_{t-1} + g_t = \beta^2 v_{t-2} + g_{t-1} + g_t = \sum_{s=1}^t \beta^{t-s} g_s$$`,
    ['mismatch', 'holds-assuming'],
    'the sum is the head again, by what the notes say of its start',
  ],
  [
    r`${velocity}$$v_t = \beta v_{t-1} + g_t = \beta^2 v_{t-2} + \beta g_{t-1} + g_t = \sum_{s=1}^t \beta^{t-s+1} g_s$$`,
    ['holds', 'undetermined'],
    'the sum is not the head, and what it starts from may be another',
  ],
];

describe('what stands behind a slip', () => {
  it.each(rows)('%s: %s', (note, verdicts) => {
    expect(
      stepsOf(note)
        .map(({ verdict }) => verdict)
        .slice(-verdicts.length),
    ).toEqual(verdicts);
  });
});

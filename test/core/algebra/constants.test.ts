import { describe, expect, it } from 'vitest';
import { render } from '../../../src/core/text/message.ts';
import { derived, deriverFor } from './support.ts';

const r = String.raw;
const parabola = r`f(x) = a x^2 + b x`;

/** A note, the names that a derivative by them is offered of its last formula, and why the row is there. */
const rows: readonly (readonly [note: readonly string[], offered: string, why: string])[] = [
  [[parabola], 'a x b', 'nothing is said'],
  [[parabola, '$a$ is a constant.'], 'x b', 'in words behind a name'],
  [[parabola, '$a$ and $b$ are constants.'], 'x', 'a row of names'],
  [['$x$ varies, for a fixed $a$.', parabola], 'x b', 'in words in front of a name'],
  [[parabola, '$b$, which is large, where $a$ does not depend on $x$.'], 'x b', 'by what it does not depend on'],
  [[parabola, '$b$ is to be found. We treat $a$ as fixed.'], 'x b', 'by how it is treated'],
  [[parabola, '$a$ ist eine Konstante.'], 'x b', 'in another language'],
  [[parabola, '$a$ is constant for large $x$.'], 'a x b', 'only somewhere'],
  [[parabola, '$a$ is not a constant.'], 'a x b', 'the opposite'],
  [[parabola, '$a$ is a constant.', r`$\frac{\partial f}{\partial a} = x^2$`], 'a x b', 'the note differentiates by it all the same'],
];

describe('constants are not offered to be differentiated by', () => {
  it.each(rows)('%j → %s (%s)', async (note, offered) => {
    const deriver = await deriverFor(note);
    const [candidate] = deriver.names.candidates();
    expect(
      candidate &&
        deriver.names
          .variablesOf(candidate)
          .map((family) => deriver.names.nameOf(family))
          .join(' '),
    ).toBe(offered);
  });

  it('are not derived through', async () => {
    const note = [r`s = \tanh(x)`, 'y = s x', '$s$ is treated as a constant.'];
    expect(await derived(note, 'y', 'x')).toBe(render({ id: 'derive-held', params: { name: 's', by: 'x' } }));
  });
});

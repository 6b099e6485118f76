import { expect, it } from 'vitest';
import { stepsOf } from '../../support/checks.ts';

const r = String.raw;

it.each([
  [r`$$\begin{aligned} d &= 2b \quad h(z) = 3z \\ &= b + b \\ &= 2b \end{aligned}$$`, 'a chain that goes on below a definition beside it'],
  [r`$d = 2b = b + b = 2b$ and $h(z) = 3z$`, 'one after the other'],
])('the steps of %s stand in the order of the text (%s)', (note) => {
  const starts = stepsOf(note).map(({ range }) => range.start);
  expect(starts).toHaveLength(4);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
});

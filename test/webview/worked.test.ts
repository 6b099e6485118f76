import { describe, expect, it } from 'vitest';
import type { WorkedExample, WorkedRow } from '../../src/protocol/preview.ts';
import { spoken } from '../../src/webview/result.ts';
import { asShown, exampleResult, precisely, walkOf } from '../../src/webview/worked.ts';

const row = (tex: string, rest: Partial<WorkedRow> = {}): WorkedRow => ({
  tex,
  formula: tex,
  shown: 0.5,
  decimals: 1,
  computed: 0.52,
  isBlamed: false,
  likeness: 'same',
  isForward: true,
  where: { part: 0, range: { start: 7, end: 9 } },
  ...rest,
});
const example = (...rows: readonly WorkedRow[]): WorkedExample => ({ given: [], nodes: [], rows });
const saidOf = (...rows: readonly WorkedRow[]): string => spoken(exampleResult(example(...rows), () => 'line 4'));
const wrong = { likeness: 'wrong', isBlamed: true, shown: 0.261, computed: 0.16078, decimals: 3 } as const;

describe('what is said of a worked example', () => {
  it.each([
    // the numbers of the notes                           the sentence                                                                why this row
    [[row('a')], 'The notes work out one number by hand; it is right.', 'one'],
    [[row('a'), row('b')], 'The notes work out 2 numbers by hand; all are right.', 'all right'],
    [
      [row('a'), row('b', { likeness: 'rounded' })],
      'The notes work out 2 numbers by hand; all are right, one of them but for the rounding on the way.',
      'another last digit is no mistake',
    ],
    [
      [row('a'), row(String.raw`\frac{\partial E}{\partial w_{12}}`, wrong)],
      'The notes work out 2 numbers by hand; 1 is right. ∂E/∂w₁₂ comes to 0.1608, not to 0.261 (line 4).',
      'a wrong one with what it comes to, and its line',
    ],
    [
      [row('a', wrong), row('b', wrong)],
      'The notes work out 2 numbers by hand; none is right. a comes to 0.1608, not to 0.261 (line 4). b comes to 0.1608, not to 0.261 (line 4).',
      'nothing right',
    ],
  ])('%#: %s', (rows, said, _why) => {
    expect(saidOf(...rows)).toBe(said);
  });
});

describe('numbers as they are shown', () => {
  it.each([
    // in the notes  decimals  what it comes to     shown   here        why this row
    [-0.07, 3, -0.070384, '−0.070', '−0.07038', 'zeros at the end are kept, as in the notes'],
    [1, 0, 0.9999, '1', '1.00', 'a whole number'],
    [0.09, 2, 0.09, '0.09', '0.0900', 'to two decimals more'],
    [0.00002, 5, 0.000018, '0.00002', '1.8×10⁻⁵', 'a number so small that decimals do not show it'],
  ])('%d', (shown, decimals, computed, asWritten, here, _why) => {
    const number = { shown, decimals, likeness: 'same' } as const;
    expect([asShown(number), precisely(computed, number)]).toEqual([asWritten, here]);
  });
});

it('the walk goes forward first, and then back, each in the order of the notes', () => {
  const rows = [row('d', { isForward: false }), row('a'), row('e', { isForward: false }), row('b')];
  expect(walkOf(example(...rows)).map(({ tex }) => tex)).toEqual(['a', 'b', 'd', 'e']);
});

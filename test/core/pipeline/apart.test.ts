import { expect, it } from 'vitest';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { besideWhole, isBetterApart } from '../../../src/core/pipeline/apart.ts';
import { checkNote } from '../../../src/core/pipeline/check-note.ts';
import type { BlockReport } from '../../../src/core/pipeline/report.ts';

const places = (letters: string): ReadonlySet<string> => new Set(letters);

it.each([
  ['abc', '', 'ab', true, 'more holds, and all that held'],
  ['ab', '', 'ab', false, 'nothing more'],
  ['acdef', '', 'ab', true, 'one that held is open, and four hold that did not'],
  ['acde', '', 'ab', false, 'one that held is open for three'],
  ['acdef', 'b', 'ab', false, 'what held is wrong there: it is another reading, not a better one'],
  ['acdef', 'g', 'a', true, 'what is wrong there was open'],
])('a section in which %s hold and %s are wrong is understood better than with %s: %s (%s)', (held, wrong, before, expected) => {
  expect(isBetterApart({ held: places(held), wrong: places(wrong) }, places(before))).toBe(expected);
});

const [holding, wrong] = ['2x', '3x'].map((rhs) => {
  const text = String.raw`$f = x^2$ and $\frac{df}{dx} = ${rhs}$`;
  return checkNote(readNote([{ text, format: 'markdown' }])).blocks;
}) as unknown as [readonly BlockReport[], readonly BlockReport[]];
const said = (blocks: readonly BlockReport[], verdict: 'undetermined' | 'mismatch' | 'definition'): readonly BlockReport[] =>
  blocks.map((block) => ({ ...block, steps: block.steps.map((step) => (step.kind === 'definition' ? step : { ...step, verdict })) }));
const verdictsOf = (blocks: readonly BlockReport[]): readonly string[] =>
  blocks.flatMap(({ steps }) => steps.map(({ verdict }) => verdict));

it('what held in the whole note holds where its section leaves it open', () => {
  expect(verdictsOf(besideWhole(said(holding, 'undetermined'), holding))).toEqual(['definition', 'holds']);
});

it('what a section alone blames, with a repair, is blamed', () => {
  expect(verdictsOf(besideWhole(wrong, said(wrong, 'undetermined')))).toEqual(['definition', 'mismatch']);
});

it('what it blames alone while it leaves something open that held is left open', () => {
  const other = holding.map((block) => ({ ...block, part: 1 }));
  const alone = [...wrong, ...said(other, 'undetermined')];
  const whole = [...said(wrong, 'undetermined'), ...other];
  expect(verdictsOf(besideWhole(alone, whole))).toEqual(['definition', 'undetermined', 'definition', 'holds']);
});

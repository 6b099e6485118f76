import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { slipKinds } from '../../../src/core/diagnose/slips.ts';
import { applyEdits } from '../../../src/core/text/range.ts';
import { stepsOf } from '../../support/checks.ts';

const cases = slipKinds.flatMap((kind) => kind.examples.map((example) => [kind.name, example.wrong, example.right] as const));

/** The step that a note gets wrong. */
const wrongStep = (note: string) => stepsOf(note).find((step) => step.verdict === 'mismatch');

describe('kinds of slips', () => {
  it.each(cases)('%s: %s is mended to %s', (_, wrong, right) => {
    expect(wrongStep(wrong)?.diagnosis?.repairs[0]?.tex).toBe(right);
  });

  it.each(cases)('%s: the repair of %s leaves nothing wrong or undecided', (_, wrong) => {
    const before = stepsOf(wrong).filter((step) => step.verdict === 'mismatch');
    const after = stepsOf(applyEdits(wrong, before[0]?.diagnosis?.repairs[0]?.edits ?? []));
    expect(before).toHaveLength(1);
    expect(after.filter((step) => step.verdict === 'mismatch' || step.verdict === 'undetermined')).toEqual([]);
  });

  it.each(cases)('%s: the repair of %s is LaTeX that can be set', (_, wrong) => {
    const tex = wrongStep(wrong)?.diagnosis?.repairs[0]?.tex ?? '\\nothing';
    expect(() => katex.renderToString(tex, { throwOnError: true, strict: false })).not.toThrow();
  });

  it.each(cases)('%s: the mark under %s lies inside of one side', (_, wrong) => {
    const step = wrongStep(wrong);
    const range = step?.diagnosis?.range ?? { start: -1, end: -1 };
    const sides = step ? [step.lhsRange, step.rhsRange] : [];
    expect(sides.some((side) => side.start <= range.start && range.end <= side.end)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { slipKinds } from '../../../src/core/diagnose/slips.ts';
import { applyEdits } from '../../../src/core/text/range.ts';
import { stepsOf } from '../../support/checks.ts';

const cases = slipKinds.flatMap((kind) => kind.examples.map((example) => [kind.name, example.wrong, example.right] as const));

describe('kinds of slips', () => {
  it.each(cases)('%s: %s is mended to %s', (_, wrong, right) => {
    const last = stepsOf(wrong).at(-1);
    expect(last?.verdict).toBe('mismatch');
    expect(last?.diagnosis?.repairs[0]?.tex).toBe(right);
  });

  it.each(cases)('%s: the repair of %s holds and changes no other verdict', (_, wrong) => {
    const before = stepsOf(wrong);
    const repair = before.at(-1)?.diagnosis?.repairs[0];
    const after = stepsOf(applyEdits(wrong, repair?.edits ?? []));
    expect(['holds', 'holds-assuming']).toContain(after.at(-1)?.verdict);
    expect(after.slice(0, -1).map((step) => step.verdict)).toEqual(before.slice(0, -1).map((step) => step.verdict));
  });

  it.each(cases)('%s: the mark under %s lies inside of the right side', (_, wrong) => {
    const last = stepsOf(wrong).at(-1);
    const range = last?.diagnosis?.range ?? { start: -1, end: -1 };
    expect(last && last.rhsRange.start <= range.start && range.end <= last.rhsRange.end).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { render } from '../../../../src/core/text/message.ts';
import { stepsOf } from '../../../support/checks.ts';

/** A right note, nearly the same note with one slip in its last step, and why the two stand side by side. */
export type Pair = readonly [right: string, wrong: string, why: string];

const accepted: readonly string[] = ['holds', 'holds-assuming', 'rounded'];

/** Checks that no step of a right note is blamed and its last one holds, and that the last step of the wrong note is blamed. */
export function pairs(title: string, rows: readonly Pair[]): void {
  describe(title, () => {
    it.each(rows.map(([right, wrong, why]) => ({ right, wrong, why })))('$why', ({ right, wrong }) => {
      const steps = stepsOf(right);
      const say = (step: (typeof steps)[number] | undefined) =>
        step && `${step.verdict}: ${step.lhs} ${step.relation} ${step.rhs}: ${render(step.reason)}`;
      expect(steps.filter((step) => step.verdict === 'mismatch').map(say)).toEqual([]);
      expect(accepted, say(steps.at(-1))).toContain(steps.at(-1)?.verdict);
      const last = stepsOf(wrong).at(-1);
      expect(last?.verdict, say(last)).toBe('mismatch');
    });
  });
}

/** A note, the verdicts on its last steps, and why the row is there. */
export type Tail = readonly [note: string, verdicts: readonly string[], why: string];

/** Checks the last steps of each note. */
export function tails(title: string, rows: readonly Tail[]): void {
  describe(title, () => {
    it.each(rows)('%s: %s (%s)', (note, verdicts) => {
      const last = stepsOf(note).slice(-verdicts.length);
      expect(last.map(({ verdict }) => verdict)).toEqual(verdicts);
    });
  });
}

import { describe, expect, it } from 'vitest';
import { readNote } from '../../src/core/notes/read-note.ts';
import { checkNote } from '../../src/core/pipeline/check-note.ts';
import type { StepReport, Verdict } from '../../src/core/pipeline/report.ts';
import { render } from '../../src/core/text/message.ts';

/** A row of mathematics: the note, the verdict of its last step, the class of its mistake, and why the row is there. */
export type Row = readonly [note: string, verdict: Verdict, mistake: string, why: string];

/** The steps of a Markdown note. */
export function stepsOf(text: string): readonly StepReport[] {
  return checkNote(readNote([{ text, format: 'markdown' }])).blocks.flatMap((block) => block.steps);
}

/** Checks the last step of each note. */
export function checks(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)('%s → %s %s (%s)', (note, verdict, mistake) => {
      const last = stepsOf(note).at(-1);
      expect(last?.verdict, last && `${last.lhs} ${last.relation} ${last.rhs}: ${render(last.reason)}`).toBe(verdict);
      expect(last?.diagnosis?.class ?? '').toBe(mistake);
    });
  });
}

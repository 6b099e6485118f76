import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../support/checks.ts';
import { derived, noteOf, written } from './support.ts';

/** What a note says (a formula, or words with formulas), what is differentiated by what, the derivative or why there is none, and why the row is there. */
export type Row = readonly [note: readonly string[], of: string, by: string, says: string, why: string];

/** Derivatives in the form in which a person would write them, which their note's reader reads back as they are meant, and refusals. */
export function says(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)('%j: %s by %s → %s (%s)', async (note, of, by, expected) => {
      const found = await derived(note, of, by);
      expect(typeof found === 'string' ? found : found.tex).toBe(expected);
      if (typeof found === 'string') return;
      const rows = stepsOf(`${noteOf(note)}\n\n${written(found)}`).slice(-found.rows.length);
      expect(rows.map(({ verdict }) => verdict)).toEqual(
        found.rows.map(({ rule }) => (rule === 'assumption' ? 'holds-assuming' : 'holds')),
      );
    });
  });
}

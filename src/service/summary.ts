import { type NoteReport, type Verdict, verdicts } from '../core/pipeline/report.ts';

/** How many steps there are, and how many of each verdict. */
export type Summary = Readonly<Record<'steps' | Verdict, number>>;

/** The counts of a report. */
export function summaryOf(report: NoteReport): Summary {
  const counts = emptySummary();
  for (const { steps } of report.blocks) {
    counts.steps += steps.length;
    for (const step of steps) counts[step.verdict]++;
  }
  return counts;
}

/** The counts of a note without steps. */
export function emptySummary(): Record<'steps' | Verdict, number> {
  const none = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  return { steps: 0, ...none };
}

import type { Part } from '../../src/core/notes/note.ts';
import type { NoteReport, StepReport } from '../../src/core/pipeline/report.ts';
import type { Range } from '../../src/core/text/range.ts';

/** A made-up verdict: where it stands is said by the text of its right side, which must occur once in the part. */
export type FakeStep = Partial<Omit<StepReport, 'rhs'>> & { readonly rhs: string; readonly part?: number };

/** A report as the core would give it, made by hand: one block for each step. */
export function fakeReport(parts: readonly Part[], steps: readonly FakeStep[], rest: Partial<NoteReport> = {}): NoteReport {
  const blocks = steps.map(({ part = 0, ...given }) => {
    const range = find(parts[part]?.text ?? '', given.rhs);
    const step: StepReport = {
      range,
      lhs: 'a',
      relation: '=',
      rhsRange: range,
      lhsRange: range,
      kind: 'derivative',
      verdict: 'holds',
      continues: false,
      reason: { id: 'step-holds', params: {} },
      assumptions: [],
      unread: [],
      ...given,
    };
    return { part, range, steps: [step] };
  });
  return { blocks, problems: [], exhausted: false, ...rest };
}

/** Where a text stands in another. */
export function find(text: string, what: string): Range {
  const start = text.indexOf(what);
  if (start < 0 || text.includes(what, start + 1)) throw new Error(`${JSON.stringify(what)} must occur once in ${JSON.stringify(text)}`);
  return { start, end: start + what.length };
}

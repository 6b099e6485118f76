import type { NoteReport, StepReport } from '../core/pipeline/report.ts';
import type { Range } from '../core/text/range.ts';
import { capital, plainSentence } from './sentence.ts';
import { witnessKind, witnessText } from './witness.ts';

/** One mark in the text. */
export interface NoteDiagnostic {
  readonly part: number;
  readonly range: Range;
  readonly kind: 'mismatch' | 'undetermined' | 'problem';
  /** The class of the mistake, the verdict, or the id of the problem. */
  readonly code: string;
  /** Plain text; the witness stands on a line of its own. */
  readonly message: string;
}

/** The marks of a report in the order of the text: wrong steps, unreadable text and, where asked for, steps that were not decided. */
export function diagnosticsOf(report: NoteReport, options: { readonly undetermined?: boolean } = {}): readonly NoteDiagnostic[] {
  const marks: NoteDiagnostic[] = report.problems.map(({ part, range, message: text }) => {
    return { part, range, kind: 'problem', code: text.id, message: capital(plainSentence(text)) };
  });
  for (const { part, steps } of report.blocks) {
    for (const step of steps) {
      if (step.verdict === 'mismatch') marks.push(mismatchMark(part, step));
      else if (step.verdict === 'undetermined' && options.undetermined) marks.push(undeterminedMark(part, step));
    }
  }
  return marks.sort((a, b) => a.part - b.part || a.range.start - b.range.start);
}

function mismatchMark(part: number, step: StepReport): NoteDiagnostic {
  const { diagnosis, witness } = step;
  const lines = [capital(plainSentence(diagnosis?.message ?? step.reason))];
  if (witness) lines.push(capital(witnessText(witness, witnessKind(step))));
  return { part, range: markedIn(step), kind: 'mismatch', code: diagnosis?.class ?? 'other', message: lines.join('\n') };
}

/** Where the mark of a wrong step stands. */
export function markedIn({ diagnosis, rhsRange }: StepReport): Range {
  return diagnosis?.range ?? rhsRange;
}

function undeterminedMark(part: number, step: StepReport): NoteDiagnostic {
  const range = step.unread[0]?.range ?? step.range;
  return { part, range, kind: 'undetermined', code: step.verdict, message: capital(plainSentence(step.reason)) };
}

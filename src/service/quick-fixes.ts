import type { NoteReport } from '../core/pipeline/report.ts';
import { message, render } from '../core/text/message.ts';
import type { Edit, Range } from '../core/text/range.ts';

export interface QuickFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The mark that it removes. */
  readonly range: Range;
  /** It is the only repair that was found for this mark. */
  readonly preferred: boolean;
}

/** The verified repairs of the marks that the range touches, smallest change first. */
export function quickFixesAt(report: NoteReport, part: number, range: Range): readonly QuickFix[] {
  const fixes: QuickFix[] = [];
  for (const block of report.blocks) {
    if (block.part !== part) continue;
    for (const { diagnosis, verdict } of block.steps) {
      if (verdict !== 'mismatch' || diagnosis === undefined || !touches(diagnosis.range, range)) continue;
      const preferred = diagnosis.repairs.length === 1;
      for (const { tex, edits } of diagnosis.repairs) {
        fixes.push({ title: render(message('replace-with', { tex: shortened(tex) })), edits, range: diagnosis.range, preferred });
      }
    }
  }
  return fixes;
}

function touches(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function shortened(tex: string): string {
  const letters = [...tex.replace(/\s+/g, ' ').trim()];
  return letters.length <= 72 ? letters.join('') : `${letters.slice(0, 71).join('')}…`;
}

import type { NoteReport, StepReport } from '../core/pipeline/report.ts';

/** The step at an offset: the one whose right side it is in, else the shortest that contains it. */
export function stepAt(report: NoteReport, part: number, offset: number): StepReport | undefined {
  const inside = ({ start, end }: { start: number; end: number }) => start <= offset && offset <= end;
  let best: StepReport | undefined;
  for (const block of report.blocks) {
    if (block.part !== part || !inside(block.range)) continue;
    for (const step of block.steps) {
      if (inside(step.rhsRange)) return step;
      if (inside(step.range) && (best === undefined || lengthOf(step) < lengthOf(best))) best = step;
    }
  }
  return best;
}

function lengthOf({ range }: StepReport): number {
  return range.end - range.start;
}

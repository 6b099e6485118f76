import type { Part } from '../../src/core/notes/note.ts';
import type { NoteReport, StepReport } from '../../src/core/pipeline/report.ts';
import { message } from '../../src/core/text/message.ts';
import type { Outcome } from '../../src/server/checks.ts';

/**
 * A checker whose verdicts can be read off the text: a line `a = b` is a step, wrong where `b` is `WRONG`, which it would replace by
 * `RIGHT`, and not decided where it is `UNCLEAR`. It gives way after each line, counts the lines it has read, and fails at `CRASH`.
 */
export function* checkLines(parts: readonly Part[], seen: { lines: number } = { lines: 0 }): Generator<void, Outcome> {
  const blocks: NoteReport['blocks'][number][] = [];
  for (const [part, { text }] of parts.entries()) {
    let start = 0;
    for (const line of text.split('\n')) {
      seen.lines++;
      if (line.includes('CRASH')) throw new Error('the checker has a bug');
      const step = stepOf(line, start);
      if (step) blocks.push({ part, range: step.range, steps: [step] });
      start += line.length + 1;
      yield;
    }
  }
  return { report: { blocks, problems: [], exhausted: false } };
}

function stepOf(line: string, start: number): StepReport | undefined {
  const found = /^(\S+) = (\S+)$/.exec(line);
  if (!found) return undefined;
  const [, lhs = '', rhs = ''] = found;
  const range = { start, end: start + line.length };
  const rhsRange = { start: range.end - rhs.length, end: range.end };
  const step: StepReport = {
    range,
    lhs,
    relation: '=',
    rhs,
    lhsRange: { start, end: start + lhs.length },
    rhsRange,
    kind: 'derivative',
    verdict: rhs === 'WRONG' ? 'mismatch' : rhs === 'UNCLEAR' ? 'undetermined' : 'holds',
    continues: false,
    reason: message('unclosed-math', { delimiter: lhs }),
    assumptions: [],
    unread: [],
  };
  if (rhs !== 'WRONG') return step;
  const repairs = [{ tex: 'RIGHT', edits: [{ range: rhsRange, newText: 'RIGHT' }] }];
  return {
    ...step,
    witness: { indices: { i: 1 }, values: { y: 0.62 }, lhs: -0.38, rhs: 0.38 },
    diagnosis: { class: 'sign', range: rhsRange, message: message('unclosed-math', { delimiter: lhs }), repairs },
  };
}

import type { BlockReport, NoteReport, StepReport } from '../core/pipeline/report.ts';
import { render } from '../core/text/message.ts';
import type { Edit, Range } from '../core/text/range.ts';
import type { Summary } from '../service/summary.ts';
import { editInFile, rangeInFile, type Source } from './source.ts';

/** The one JSON object that `check --format json` prints. */
export function jsonReport(files: readonly object[], summary: Summary): string {
  return jsonText({ version: 1, files, summary });
}

/** A value as JSON in which what could steer a terminal or hide text is escaped; JSON.stringify leaves DEL, C1 and the formatting characters as they are. */
export function jsonText(value: object): string {
  const escaped = (text: string) =>
    [...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('');
  return `${JSON.stringify(value, null, 2).replace(/[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)}\n`;
}

/** What the JSON says of one file: positions in the file as it lies on disk, blocks and steps in source order, optional keys left out. */
export function jsonFile(source: Source, report: NoteReport): object {
  const blocks = report.blocks.map((block) => jsonBlock(source, block));
  const problems = report.problems.map(({ part, range, message }) => ({ range: jsonRange(source, part, range), message: render(message) }));
  return { path: source.path, blocks, problems };
}

function jsonBlock(source: Source, { part, range, steps }: BlockReport): object {
  return { range: jsonRange(source, part, range), steps: steps.map((step) => jsonStep(source, part, step)) };
}

function jsonStep(source: Source, part: number, step: StepReport): object {
  const place = (range: Range) => jsonRange(source, part, range);
  const { lhs, relation, rhs, kind, verdict, assumptions, continues, unread, evidence, diagnosis, witness } = step;
  return {
    range: place(step.range),
    lhs,
    relation,
    rhs,
    kind,
    verdict,
    ...(0 < assumptions.length && {
      assumptions: assumptions.map(({ tex, stated }) => ({
        tex,
        ...(stated && { stated: { line: jsonRange(source, stated.part, { start: stated.offset, end: stated.offset + 1 }).start.line } }),
      })),
    }),
    ...(continues && { continues }),
    reason: render(step.reason),
    ...(0 < unread.length && { unread: unread.map(({ range, tex }) => ({ range: place(range), tex })) }),
    ...(evidence && { evidence: { points: evidence.points, ...(evidence.proved !== undefined && { proved: evidence.proved }) } }),
    ...(diagnosis && {
      diagnosis: {
        class: diagnosis.class,
        range: place(diagnosis.range),
        message: render(diagnosis.message),
        repairs: diagnosis.repairs.map(({ tex, edits }) => ({ tex, edits: edits.map((edit) => jsonEdit(source, part, edit)) })),
      },
    }),
    ...(witness && { witness: { indices: witness.indices, values: witness.values, lhs: witness.lhs, rhs: witness.rhs } }),
  };
}

function jsonEdit(source: Source, part: number, edit: Edit) {
  const { range, newText } = editInFile(source, part, edit);
  return { range: positions(source, range), newText };
}

function jsonRange(source: Source, part: number, range: Range) {
  return positions(source, rangeInFile(source, part, range));
}

function positions({ lines }: Source, { start, end }: Range) {
  return { start: lines.at(start), end: lines.at(end) };
}

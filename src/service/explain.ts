import type { Explanation, NoteGuide } from '../core/pipeline/derive.ts';
import type { NoteReport, StepReport } from '../core/pipeline/report.ts';
import { type Message, type MessageId, message, render } from '../core/text/message.ts';
import { airyRows, derivationRows } from './derivation.ts';
import type { NoteHover } from './hover.ts';
import { latexBlock, markdownOf } from './markdown.ts';
import { stepAt } from './step-at.ts';

/** How the step at an offset follows, in Markdown as a hover shows it; or why that can't be said. */
export function explanationAt(
  report: NoteReport,
  part: number,
  offset: number,
  guide: NoteGuide,
): NoteHover | { readonly refused: Message } {
  const step = stepAt(report, part, offset);
  const refused = step === undefined ? 'explain-nothing' : reasons[step.verdict];
  if (step === undefined || refused !== undefined) return { refused: message(refused ?? 'explain-nothing') };
  const explanation = guide.explain(part, step.rhsRange.start);
  if (explanation === undefined) return { refused: message('explain-nothing') };
  const paragraphs = [`**${render(message('explain-title'))}**`, ...body(step, explanation)];
  return { range: step.range, markdown: paragraphs.join('\n\n') };
}

/** The verdicts for which no rule is looked for. */
const reasons: Partial<Record<StepReport['verdict'], MessageId>> = {
  undetermined: 'explain-open',
  definition: 'explain-definition',
  assumption: 'explain-definition',
  'not-a-claim': 'explain-nothing',
};

function body({ verdict }: StepReport, { derivative, from, to, changes }: Explanation): readonly string[] {
  if (derivative === undefined) return verdict === 'mismatch' ? [render(message('explain-wrong-alone'))] : changes.map(markdownOf);
  const labels = derivative.rows.map(({ rule }) => render(message(`rule-${rule}`)));
  const rows = derivationRows(derivative).map((row, at) => `${row} && \\text{${labels[at]}}${at === to ? '\\ \\blacktriangleleft' : ''}`);
  const block = latexBlock(rows.length === 1 ? (rows[0] ?? '').replace(' &= ', ' = ').replace(' && ', '\\quad ') : airyRows(rows));
  if (verdict === 'mismatch') return [render(message('explain-wrong')), block];
  const rule = labels[to ?? -1];
  if (to === undefined || rule === undefined) return [block, render(message('explain-other')), ...changes.map(markdownOf)];
  const params = { row: to + 1, rule };
  return [
    block,
    render(from === undefined || from === to ? message('explain-row', params) : message('explain-rows', { ...params, from: from + 1 })),
  ];
}

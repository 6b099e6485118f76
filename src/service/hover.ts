import type { Assumption, NoteReport, StepReport } from '../core/pipeline/report.ts';
import { message, render } from '../core/text/message.ts';
import { contains, type Range } from '../core/text/range.ts';
import { code, escapeMarkdown, latexBlock, markdownOf } from './markdown.ts';
import { plainMath } from './plain-math.ts';
import { sentence } from './sentence.ts';
import { stepAt } from './step-at.ts';
import { symbolText } from './symbol.ts';
import { witnessKind, witnessText } from './witness.ts';

export interface NoteHover {
  readonly range: Range;
  readonly markdown: string;
}

/**
 * What is known of the step under the cursor, in Markdown: its verdict and the reason on the first line, then witness, assumptions and
 * repair, and how the symbols were read where the report says so, each a paragraph where there is one. The author's side and its repairs are `latex` blocks, which a client may typeset.
 */
export function hoverAt(report: NoteReport, part: number, offset: number): NoteHover | undefined {
  const step = stepAt(report, part, offset);
  if (step === undefined) return undefined;
  const paragraphs = [
    `${verdictLine(step)} ${reason(step)}`.trim(),
    witness(step),
    unread(step),
    assumptions(step.assumptions),
    repair(step),
    symbols(report, part, step),
  ];
  return { range: step.range, markdown: paragraphs.filter((text) => text !== '').join('\n\n') };
}

/** The sign that begins the line of a verdict. */
const verdictSigns = {
  holds: '✓',
  'holds-assuming': '✓',
  rounded: '✓',
  mismatch: '✗',
  undetermined: '?',
  definition: '≔',
  assumption: '≔',
  'not-a-claim': '·',
} as const;

function verdictLine(step: StepReport): string {
  return `${verdictSigns[step.verdict]} **${render(message(`step-${step.verdict}`))}**`;
}

function reason(step: StepReport): string {
  if (step.verdict === 'mismatch' && step.diagnosis) return sentence(markdownOf(step.diagnosis.message));
  if (step.verdict === 'holds' && step.evidence) return evidence(step.evidence);
  if (step.verdict === 'holds-assuming' && 0 < step.assumptions.length) return '';
  return sentence(markdownOf(step.reason));
}

function evidence({ points, proved }: NonNullable<StepReport['evidence']>): string {
  return markdownOf(message(proved ? 'compared-and-proved' : 'compared-points', { points }));
}

function witness(step: StepReport): string {
  return step.witness && step.verdict === 'mismatch' ? sentence(escapeMarkdown(witnessText(step.witness, witnessKind(step)))) : '';
}

function unread(step: StepReport): string {
  if (step.verdict !== 'undetermined' || step.unread.length === 0) return '';
  const pieces = step.unread.slice(0, 5).map(({ tex }) => code(tex));
  return `${render(message('not-read'))} ${pieces.join(', ')}`;
}

function assumptions(list: readonly Assumption[]): string {
  if (list.length === 0) return '';
  const items = list.map(({ tex, stated }) => `- ${code(tex)} (${render(message(stated ? 'assumption-stated' : 'assumption-unstated'))})`);
  return `${render(message('assuming'))}\n${items.join('\n')}`;
}

function repair(step: StepReport): string {
  const repairs = step.diagnosis?.repairs.slice(0, 3) ?? [];
  const first = repairs[0];
  if (first === undefined) return '';
  const onLeft = first.edits.every(({ range }) => contains(step.lhsRange, range));
  const label = render(message(repairs.length === 1 ? 'repair' : 'repairs'));
  return [render(message('yours')), latexBlock(onLeft ? step.lhs : step.rhs), label, ...repairs.map(({ tex }) => latexBlock(tex))].join(
    '\n\n',
  );
}

/** How many symbols a hover explains. Those of a step of numbers alone need no word. */
const mostSymbols = 8;

function symbols({ reading }: NoteReport, part: number, step: StepReport): string {
  const use = reading?.uses.find((one) => one.part === part && one.offset === step.rhsRange.start);
  const within = (use?.symbols ?? []).flatMap((number) => reading?.symbols[number] ?? []);
  if (within.every(({ what }) => what === 'number')) return '';
  const items = within.slice(0, mostSymbols).map((one) => `${code(plainMath(one.tex))} ${escapeMarkdown(one.standard ?? symbolText(one))}`);
  return `${render(message('read-as'))} ${items.join(' · ')}`;
}

import type { Assumption, NoteReport, StepReport } from '../core/pipeline/report.ts';
import { type Message, render } from '../core/text/message.ts';
import type { Range } from '../core/text/range.ts';
import { sentence } from '../service/sentence.ts';
import type { Summary } from '../service/summary.ts';
import { witnessKind, witnessText } from '../service/witness.ts';
import { excerpt } from './excerpt.ts';
import type { Look } from './host.ts';
import type { Position } from './lines.ts';
import { rangeInFile, type Source } from './source.ts';
import { clip, oneLine, painter, visible, wrap } from './terminal.ts';

/** Causes of undetermined steps that are listed for one file; the steps of the others are counted. */
const listed = 10;
/** Repairs of one mismatch that are shown. */
const offered = 3;

interface Page {
  readonly source: Source;
  readonly look: Look;
  readonly paint: ReturnType<typeof painter>;
}

interface Placed {
  readonly part: number;
  readonly step: StepReport;
}

/** What a person should read about one file: mismatches in full, the rest a line each; nothing if all is well. Ends in a blank line. */
export function textReport(source: Source, report: NoteReport, look: Look): string {
  const page: Page = { source, look, paint: painter(look.colour) };
  const steps = report.blocks.flatMap(({ part, steps }) => steps.map((step): Placed => ({ part, step })));
  const of = (verdict: StepReport['verdict']) => steps.filter(({ step }) => step.verdict === verdict);
  const sections = [
    ...of('mismatch').map((placed) => mismatch(page, placed)),
    report.problems.map(({ part, range, message }) => `  ${page.paint.yellow('!')} ${place(page, part, range)}  ${words(message)}`),
    undecided(page, of('undetermined')),
    assumed(page, of('holds-assuming')),
    report.exhausted ? ['  The work allowed for one note ran out before its end; what is left is undetermined.'] : [],
  ].filter((section) => 0 < section.length);
  if (sections.length === 0) return '';
  return `${[[page.paint.bold(visible(source.path))], ...sections].map((lines) => lines.join('\n')).join('\n\n')}\n\n`;
}

/** The last line of a run. */
export function summaryLine(files: number, counts: Summary, look: Look): string {
  const paint = painter(look.colour);
  const ok = counts.steps - counts.mismatch - counts.undetermined;
  const assuming = counts['holds-assuming'] === 0 ? '' : ` (${counts['holds-assuming']} assuming)`;
  const wrong = `${counts.mismatch} ${counts.mismatch === 1 ? 'mismatch' : 'mismatches'}`;
  const parts = [
    `${ok} ok${assuming}`,
    0 < counts.mismatch ? paint.red(paint.bold(wrong)) : wrong,
    0 < counts.undetermined ? paint.yellow(`${counts.undetermined} undetermined`) : '0 undetermined',
  ];
  return `${plural(files, 'file')}: ${plural(counts.steps, 'step')}, ${parts.join(', ')}\n`;
}

function mismatch(page: Page, { part, step }: Placed): string[] {
  const { paint, look } = page;
  const { diagnosis, witness } = step;
  const range = diagnosis?.range ?? step.rhsRange;
  const kind = diagnosis === undefined || diagnosis.class === 'other' ? 'mismatch' : diagnosis.class.replaceAll('-', ' ');
  const said = [render(diagnosis?.message ?? step.reason), ...(witness ? [witnessText(witness, witnessKind(step))] : [])];
  const repairs = (diagnosis?.repairs ?? [])
    .slice(0, offered)
    .map(({ tex }, index) => `    ${index === 0 ? 'write:' : '   or:'} ${paint.green(shown(tex))}`);
  return [
    `  ${paint.red('✗')} ${place(page, part, range)}  ${paint.bold(kind)}`,
    ...excerpt(page.source, part, range, look).map((line) => `    ${line}`),
    ...said.flatMap((text) => wrap(shown(sentence(text)), look.columns - 4)).map((line) => `    ${line}`),
    ...repairs,
  ];
}

/** One line for each thing that was not understood, with the steps that hang on it. */
function undecided(page: Page, steps: readonly Placed[]): string[] {
  const { paint } = page;
  const causes = new Map<string, { said: string; tex: string; at: string; lines: Set<number>; steps: number }>();
  for (const { part, step } of steps) {
    const said = words(step.reason);
    const unread = step.unread[0];
    const { range, tex } = unread ?? { range: step.range, tex: `${step.lhs} ${step.relation} ${step.rhs}` };
    const key = `${said}\n${unread?.tex}`;
    const { line, character } = positionOf(page, part, range);
    const cause = causes.get(key) ?? { said, tex: shown(tex), at: `${line + 1}:${character + 1}`, lines: new Set(), steps: 0 };
    causes.set(key, cause);
    cause.lines.add(line + 1);
    cause.steps++;
  }
  const all = [...causes.values()];
  const lines = all.slice(0, listed).map(({ said, tex, at, lines: [, ...others] }) => {
    const also = others.length === 0 ? '' : `, also ${lineList(others)}`;
    return `  ${paint.yellow('?')} ${paint.cyan(at)}  ${said}${said.includes(tex) ? '' : `  ${paint.dim(clip(tex, 60))}`}${also}`;
  });
  const rest = all.slice(listed).reduce((sum, cause) => sum + cause.steps, 0);
  return 0 < rest ? [...lines, `  ${paint.yellow('?')} ${rest} more undetermined`] : lines;
}

/** One line for each assumption, with the lines of the steps that need it. */
function assumed(page: Page, steps: readonly Placed[]): string[] {
  const uses = new Map<string, { assumption: Assumption; lines: Set<number> }>();
  for (const { part, step } of steps) {
    for (const assumption of step.assumptions) {
      const key = `${assumption.tex}\n${assumption.stated?.part}\n${assumption.stated?.offset}`;
      const use = uses.get(key) ?? { assumption, lines: new Set() };
      uses.set(key, use);
      use.lines.add(lineOf(page, part, step.range.start));
    }
  }
  return [...uses.values()].map(({ assumption: { tex, stated }, lines }) => {
    const where = stated === undefined ? page.paint.yellow('not stated') : `stated in line ${lineOf(page, stated.part, stated.offset)}`;
    return `  ${page.paint.cyan('~')} ${lineList([...lines])} assuming ${shown(tex)} (${where})`;
  });
}

function place(page: Page, part: number, range: Range): string {
  const { line, character } = positionOf(page, part, range);
  return page.paint.cyan(`${visible(page.source.path)}:${line + 1}:${character + 1}`);
}

function positionOf({ source }: Page, part: number, range: Range): Position {
  return source.lines.at(rangeInFile(source, part, range).start);
}

function lineOf(page: Page, part: number, offset: number): number {
  return positionOf(page, part, { start: offset, end: offset + 1 }).line + 1;
}

/** A message in words, without what could steer the terminal. */
function words(message: Message): string {
  return shown(render(message));
}

function shown(text: string): string {
  return visible(oneLine(text));
}

/** `line 3` or `lines 3, 5, 8`, cut where there are many. */
function lineList(lines: readonly number[]): string {
  const first = lines.slice(0, listed).join(', ');
  return `${lines.length === 1 ? 'line' : 'lines'} ${first}${listed < lines.length ? ', …' : ''}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

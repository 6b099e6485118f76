import type { NoteReport, Place, SymbolReport } from '../core/pipeline/report.ts';
import { symbolText } from '../service/symbol.ts';
import type { Look } from './host.ts';
import { rangeInFile, type Source } from './source.ts';
import { painter, visible } from './terminal.ts';

/** How the symbols of one file were read, a line each; nothing if the report does not say. */
export function explanation(source: Source, report: NoteReport, look: Look): string {
  const { reading } = report;
  if (reading === undefined) return '';
  const paint = painter(look.colour);
  const width = Math.max(4, ...reading.symbols.map(({ tex }) => tex.length));
  const lines = reading.symbols.map(
    (symbol) => `    ${visible(symbol.tex).padEnd(width)}  ${symbolText(symbol).padEnd(18)}  ${origin(source, symbol)}`,
  );
  const choices = reading.choices.map(({ key, option }) => `    ${visible(key)}: ${visible(option)}`);
  const chosen = choices.length === 0 ? [] : ['', '  Chosen where the notation leaves more than one meaning', ...choices];
  const cut = reading.isCut ? ['', '  More meanings were possible than were tried.'] : [];
  return `${[paint.bold(`${visible(source.path)}: how its symbols are read`), ...lines, ...chosen, ...cut, ...proofs(source, report)].join('\n')}\n\n`;
}

/** Which steps algebra shows to be identities, beside the numbers that decide. */
function proofs(source: Source, { blocks }: NoteReport): readonly string[] {
  const tried = blocks.flatMap(({ part, steps }) =>
    steps.flatMap((step) => {
      const isHeld = step.verdict === 'holds' || step.verdict === 'holds-assuming';
      return isHeld && step.evidence?.proved !== undefined ? [{ line: line(source, { part, offset: step.rhsRange.start }), step }] : [];
    }),
  );
  if (tried.length === 0) return [];
  const proved = tried.filter(({ step }) => step.evidence?.proved);
  const rest = tried.filter(({ step }) => !step.evidence?.proved);
  const lines = (of: typeof tried): string => [...new Set(of.map((one) => one.line))].join(', ');
  return [
    '',
    `  Checked at sampled points: ${tried.length}; proved by algebra as well: ${proved.length}`,
    ...(proved.length > 0 && rest.length > 0 ? [`    proved in line ${lines(proved)}`] : []),
    ...(rest.length > 0 ? [`    by numbers alone in line ${lines(rest)}`] : []),
  ];
}

function origin(source: Source, { definitions, standard }: SymbolReport): string {
  if (standard !== undefined) return `${standard}, by its name`;
  if (definitions.length === 0) return 'an input: sampled';
  return `defined in line ${definitions.map((place) => line(source, place)).join(', ')}`;
}

function line(source: Source, { part, offset }: Place): number {
  return source.lines.at(rangeInFile(source, part, { start: offset, end: offset }).start).line + 1;
}

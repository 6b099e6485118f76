import type { NoteReport, Place, SymbolReport } from '../core/pipeline/report.ts';
import { symbolText } from '../service/symbol.ts';
import type { Look } from './host.ts';
import { rangeInFile, type Source } from './source.ts';
import { painter, visible } from './terminal.ts';

/** How the symbols of one file were read, a line each; nothing if the report does not say. */
export function explanation(source: Source, { reading }: NoteReport, look: Look): string {
  if (reading === undefined) return '';
  const paint = painter(look.colour);
  const width = Math.max(4, ...reading.symbols.map(({ tex }) => tex.length));
  const lines = reading.symbols.map(
    (symbol) => `    ${visible(symbol.tex).padEnd(width)}  ${symbolText(symbol).padEnd(18)}  ${origin(source, symbol)}`,
  );
  const choices = reading.choices.map(({ key, option }) => `    ${visible(key)}: ${visible(option)}`);
  const chosen = choices.length === 0 ? [] : ['', '  Chosen where the notation leaves more than one meaning', ...choices];
  const cut = reading.isCut ? ['', '  More meanings were possible than were tried.'] : [];
  return `${[paint.bold(`${visible(source.path)}: how its symbols are read`), ...lines, ...chosen, ...cut].join('\n')}\n\n`;
}

function origin(source: Source, { definitions, standard }: SymbolReport): string {
  if (standard !== undefined) return `${standard}, by its name`;
  if (definitions.length === 0) return 'an input: sampled';
  return `defined in line ${definitions.map((place) => line(source, place)).join(', ')}`;
}

function line(source: Source, { part, offset }: Place): number {
  return source.lines.at(rangeInFile(source, part, { start: offset, end: offset }).start).line + 1;
}

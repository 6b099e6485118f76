import { type Message, message } from '../text/message.ts';
import type { Points } from './points.ts';

/** What a CSV file says, or which of its rows can't be read. */
export interface ReadCsv {
  readonly points?: Points;
  /** What the columns are called; the last one is predicted. */
  readonly columns?: readonly string[];
  /** What the classes are called, in the order in which they are counted. */
  readonly labels?: readonly string[];
  /** In the order of the lines, counted from 1. */
  readonly problems: readonly { readonly line: number; readonly message: Message }[];
}

export const mostRows = 100_000;
export const mostColumns = 64;
/** How many different whole numbers or words in the last column are classes. */
export const mostClasses = 16;
/** How many bad rows are told of. */
const mostProblems = 20;

/**
 * Rows of numbers, the last column being what is predicted: words, or a few whole numbers, are classes. A first row that is not of numbers
 * names the columns. Separators are commas, semicolons or tabs. Inputs are shifted and scaled to mean 0 and deviation 1.
 */
export function readCsv(text: string): ReadCsv {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const filled = lines.flatMap((line, n) => (line.trim() === '' ? [] : [{ line: n + 1, text: line }]));
  const separator = [';', '\t', ','].find((one) => filled[0]?.text.includes(one)) ?? ',';
  const rows = filled.map(({ line, text: row }) => ({ line, cells: cellsOf(row, separator) }));
  const isHeader = rows[0]?.cells.slice(0, -1).some((cell) => numberIn(cell) === undefined) ?? false;
  const columns = isHeader ? rows[0]?.cells : undefined;
  const body = isHeader ? rows.slice(1) : rows;
  const [first] = body;
  if (first === undefined) return { problems: [{ line: rows[0]?.line ?? 1, message: message('csv-empty') }] };
  const width = rows[0]?.cells.length ?? 0;
  if (width < 2) return { problems: [{ line: rows[0]?.line ?? 1, message: message('csv-one-column') }] };
  if (mostColumns < width) return { problems: [{ line: first.line, message: message('csv-too-wide', { limit: mostColumns }) }] };
  const past = body[mostRows];
  if (past) return { problems: [{ line: past.line, message: message('csv-too-long', { limit: mostRows }) }] };
  const problems: { line: number; message: Message }[] = [];
  for (const { line, cells } of body) {
    const bad = cells.slice(0, -1).findIndex((cell) => numberIn(cell) === undefined);
    if (cells.length !== width) problems.push({ line, message: message('csv-width', { count: cells.length, wanted: width }) });
    else if (0 <= bad)
      problems.push({ line, message: message('csv-not-a-number', { column: bad + 1, text: clipped(cells[bad] as string) }) });
    else if (cells.at(-1) === '') problems.push({ line, message: message('csv-no-target', { column: width }) });
    if (problems.length === mostProblems) break;
  }
  if (problems.length > 0) return { problems, ...(columns ? { columns } : {}) };
  const ends = body.map(({ cells }) => cells.at(-1) as string);
  const labels = labelsIn(ends);
  if (labels === undefined && ends.some((end) => numberIn(end) === undefined)) {
    const { line } = body[ends.findIndex((end) => numberIn(end) === undefined)] as { line: number };
    return { problems: [{ line, message: message('csv-many-classes', { limit: mostClasses }) }] };
  }
  if (labels?.length === 1) return { problems: [{ line: first.line, message: message('csv-one-class') }] };
  const inputs = scaled(Float64Array.from(body.flatMap(({ cells }) => cells.slice(0, -1).map(Number))), width - 1);
  const targets = Float64Array.from(ends, (end) => labels?.indexOf(end) ?? Number(end));
  const points: Points = { count: body.length, dimension: width - 1, inputs, targets, classes: labels?.length ?? 0 };
  return { points, problems, ...(columns ? { columns } : {}), ...(labels ? { labels } : {}) };
}

/** The cells of a row; what stands in quotes is one, with doubled quotes for single ones. */
function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (let at = 0; at < row.length; at++) {
    const char = row[at] as string;
    if (char === '"' && isQuoted && row[at + 1] === '"') {
      cell += char;
      at++;
    } else if (char === '"') isQuoted = !isQuoted;
    else if (char === separator && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  cells.push(cell.trim());
  return cells;
}

function numberIn(cell: string): number | undefined {
  const value = cell === '' ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

/** The classes in order, or undefined where the last column is of numbers to be predicted. */
function labelsIn(ends: readonly string[]): readonly string[] | undefined {
  const found = [...new Set(ends)];
  if (mostClasses < found.length) return undefined;
  const numbers = found.map(numberIn);
  if (numbers.some((value) => value !== undefined && !Number.isInteger(value))) return undefined;
  return numbers.includes(undefined) ? found.sort() : found.sort((a, b) => Number(a) - Number(b));
}

function scaled(values: Float64Array, columns: number): Float64Array {
  const rows = values.length / columns;
  for (let column = 0; column < columns; column++) {
    let [mean, square] = [0, 0];
    for (let at = column; at < values.length; at += columns) mean += (values[at] as number) / rows;
    for (let at = column; at < values.length; at += columns) square += ((values[at] as number) - mean) ** 2 / rows;
    const deviation = Math.sqrt(square) || 1;
    for (let at = column; at < values.length; at += columns) values[at] = ((values[at] as number) - mean) / deviation;
  }
  return values;
}

function clipped(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

import type { Range } from '../text/range.ts';
import { inlineEnd } from './delimiters.ts';
import type { Line } from './line.ts';

/** A row of dashes longer than this is none; patterns that repeat a group run out of stack on millions. */
const longestHead = 9999;

/** The number of columns that the row of dashes under the head of a table announces, or undefined if the line is none. */
export function columnsOf(line: Line): number | undefined {
  const row = line.text.slice(line.word, line.end);
  if (longestHead < row.length || !row.includes('|') || !/^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/.test(row))
    return undefined;
  return cellsOf(line, undefined).length;
}

/**
 * The cells of a row, each as slices of the source without the backslash of `\|`. A `|` inside of math parts cells, as on GitHub, unless
 * only without it the row has as many cells as the table has columns.
 */
export function cellsOf(line: Line, columns: number | undefined): Range[][] {
  const cells = split(line, false);
  if (columns === undefined || cells.length === columns) return cells;
  const guarded = split(line, true);
  return guarded.length === columns ? guarded : cells;
}

function split({ text, word, end }: Line, guardsMath: boolean): Range[][] {
  const cells: Range[][] = [];
  let cell: Range[] = [];
  let start = text[word] === '|' ? word + 1 : word;
  for (let at = start; at < end; at++) {
    const unit = text[at];
    if (unit === '\\') {
      if (text[at + 1] === '|') {
        cell.push({ start, end: at });
        start = at + 1;
      }
      at++;
    } else if (unit === '$' && guardsMath) at = Math.max(at, inlineEnd(text, at, end) - 1);
    else if (unit === '|') {
      cells.push([...cell, { start, end: at }]);
      cell = [];
      start = at + 1;
    }
  }
  if (cell.length !== 0 || text.slice(start, end).trim() !== '') cells.push([...cell, { start, end }]);
  return cells;
}

import type { Edit, Range } from '../core/text/range.ts';
import { alignedRows } from './derivation.ts';

/** Where a derivation goes and how math is marked there. */
export interface InsertionPlace {
  readonly text: string;
  readonly format: 'markdown' | 'tex';
  /** The math that it goes below, with its delimiters. */
  readonly block: Range;
  /** The math of the whole part in order, which shows how its author marks displays. */
  readonly blocks: readonly Range[];
}

/** The edit that writes the rows of a derivation below the paragraph in which its formula stands, marked as the author marks math. */
export function insertionBelow(place: InsertionPlace, rows: readonly string[]): Edit {
  const { text, block } = place;
  const own = displayAt(text, block);
  const first = lineAt(text, block.start);
  const bottom = lineAt(text, Math.max(block.start, block.end - 1));
  const isApart = own !== undefined && furniture.test(text.slice(first.start, block.start));
  const prefix = continued(isApart ? text.slice(first.start, block.start) : (opening.exec(textOf(text, first))?.[0] ?? ''));
  const last = isApart ? bottom : paragraphEnd(text, bottom);
  const style = own ?? displayIn(place);
  const lines = ['', ...style.lines(rows), ...(isFollowed(text, last) ? [''] : [])];
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const newText = lines.map((line) => newline + (line === '' ? prefix.trimEnd() : prefix + line)).join('');
  return { range: { start: last.end, end: last.end }, newText };
}

/** A way to mark displayed math. */
interface Display {
  readonly lines: (rows: readonly string[]) => readonly string[];
}

/** Quote marks, a list marker, and indentation: what may stand in front of a block of its own. */
const furniture = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/;
const opening = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/;
/** A line that begins something new. */
const beginning = /^[ \t>]*(?:$|#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|`{3,}|~{3,}|\$\$|\\\[|\\begin\b|\\(?:sub)*section\b|\\item\b)/;

/** The delimiters of a display as its author wrote them; nothing for math within a line. */
function displayAt(text: string, { start, end }: Range): Display | undefined {
  const source = text.slice(start, end);
  if (source.startsWith('$$')) return between('$$', '$$');
  if (source.startsWith('\\[')) return between('\\[', '\\]');
  if (source.startsWith('\\\\[')) return between('\\\\[', '\\\\]');
  const [, fence, info = ''] = /^(`{3,}|~{3,})[ \t]*(\{?math\}?)[ \t]*(?:\r?\n|$)/.exec(source) ?? [];
  if (fence !== undefined) return between(fence + info, fence);
  const [, name] = /^\\begin\{([a-z]+\*?)\}/.exec(source) ?? [];
  if (name === undefined) return undefined;
  if (!/^(?:align|flalign|eqnarray)\*?$/.test(name)) return between(`\\begin{${name}}`, `\\end{${name}}`);
  return { lines: (rows) => [`\\begin{${name}}`, ...aligned(rows, name), `\\end{${name}}`] };
}

function between(open: string, close: string): Display {
  return { lines: (rows) => [open, ...alignedRows(rows).split('\n'), close] };
}

function aligned(rows: readonly string[], name: string): readonly string[] {
  const marked = name.startsWith('eqnarray') ? rows.map((row) => row.replace('&=', '&=&')) : rows;
  return marked.map((row, at) => (at < rows.length - 1 ? `${row} \\\\` : row));
}

/** How the author marks displays elsewhere, else as is usual for the format. */
function displayIn({ text, format, blocks }: InsertionPlace): Display {
  for (const block of blocks) {
    const display = displayAt(text, block);
    if (display) return display;
  }
  return format === 'tex' ? between('\\[', '\\]') : between('$$', '$$');
}

/** What goes in front of further lines of the same block: quote marks stay, a list marker becomes white space. */
function continued(prefix: string): string {
  return prefix.replace(/[^ \t>]/g, ' ');
}

interface Line {
  readonly start: number;
  /** In front of its break. */
  readonly end: number;
  /** Where the next line begins; the length of the text for the last one. */
  readonly next: number;
}

function lineAt(text: string, offset: number): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const broken = text.indexOf('\n', offset);
  const stop = broken < 0 ? text.length : broken;
  const end = text[stop - 1] === '\r' && start < stop ? stop - 1 : stop;
  return { start, end, next: broken < 0 ? text.length : broken + 1 };
}

function textOf(text: string, { start, end }: Line): string {
  return text.slice(start, end);
}

/** The last line of the paragraph or table that a line stands in. */
function paragraphEnd(text: string, line: Line): Line {
  if (/^[ \t>]*#{1,6}\s/.test(textOf(text, line))) return line;
  let last = line;
  while (last.next < text.length) {
    const next = lineAt(text, last.next);
    if (beginning.test(textOf(text, next))) break;
    last = next;
  }
  return last;
}

/** Whether text follows right below a line. */
function isFollowed(text: string, line: Line): boolean {
  return line.next < text.length && /[^ \t>]/.test(textOf(text, lineAt(text, line.next)));
}

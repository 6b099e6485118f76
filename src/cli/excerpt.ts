import type { Range } from '../core/text/range.ts';
import type { Look } from './host.ts';
import { Lines } from './lines.ts';
import { rangeInFile, type Source } from './source.ts';
import { clip, columnsOf, painter, visible } from './terminal.ts';

/** Lines of a long stretch that are shown. */
const tall = 4;
const tabWidth = 4;
/** Units of a line that are looked at on each side of a mark: far more than a page is wide, far less than the longest line. */
const reach = 1000;

/** The lines on which a stretch of a part stands, numbered as in the file, the stretch underlined; cut on both sides to fit the page. */
export function excerpt(source: Source, part: number, range: Range, look: Look): string[] {
  const paint = painter(look.colour);
  const text = source.parts[part]?.text ?? '';
  const lines = source.cells === undefined ? source.lines : new Lines(text);
  const first = lines.at(range.start).line;
  const last = lines.at(Math.max(range.start, range.end - 1)).line;
  const numberOf = (line: number) =>
    source.lines.at(rangeInFile(source, part, { start: lines.startOf(line), end: lines.startOf(line) + 1 }).start).line + 1;
  const shown = Array.from({ length: Math.min(last - first + 1, tall) }, (_, index) => first + index);
  const gutter = String(numberOf(shown[shown.length - 1] as number)).length;
  const blank = paint.dim(`${' '.repeat(gutter)} │`);
  const rows = shown.flatMap((line) => {
    const content = lines.line(line);
    const from = lines.startOf(line);
    const start = Math.max(range.start - from, line === first ? 0 : content.length - content.trimStart().length);
    const end = Math.min(range.end - from, content.trimEnd().length);
    const { before, marked, after } = fit(content, Math.max(0, start), Math.max(start, end), look.columns - gutter - 7);
    const under = `${' '.repeat(columnsOf(before))}${'^'.repeat(Math.max(1, columnsOf(marked)))}`;
    return [
      `${paint.dim(`${String(numberOf(line)).padStart(gutter)} │`)} ${before}${paint.red(marked)}${after}`,
      `${blank} ${paint.red(under)}`,
    ];
  });
  return last - first < tall ? rows : [...rows, paint.dim(`${' '.repeat(gutter)} ⋮`)];
}

/** A line in three pieces, tabs widened and the ends cut so that it takes at most `columns`, the marked piece in view. */
function fit(line: string, start: number, end: number, columns: number): { before: string; marked: string; after: string } {
  let column = 0;
  const set = (piece: string) => {
    let result = '';
    for (const char of piece) {
      const next = char === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : visible(char);
      column += columnsOf(next);
      result += next;
    }
    return result;
  };
  const before = set(line.slice(Math.max(0, start - reach), start));
  const marked = set(line.slice(start, Math.min(end, start + reach)));
  const after = set(line.slice(end, end + reach));
  if (columnsOf(before) + columnsOf(marked) + columnsOf(after) <= columns) return { before, marked, after };
  const middle = clip(marked, columns);
  const room = columns - columnsOf(middle);
  const left = Math.max(room - columnsOf(after), Math.floor(room / 2));
  const leading = clipFront(before, left);
  return { before: leading, marked: middle, after: clip(after, room - columnsOf(leading)) };
}

/** The end of a text, with an ellipsis if more than so many columns are left out. */
function clipFront(text: string, columns: number): string {
  const reversed = (text: string) => [...text].reverse().join('');
  return reversed(clip(reversed(text), columns));
}

import { toSource, toSourceRange } from '../text/source-map.ts';
import { closerIn, type Delimiters, judge, lineEnd } from './delimiters.ts';
import { cut, type Excerpt } from './excerpt.ts';
import { MarkdownMarks } from './markdown-marks.ts';
import type { NoteBuilder } from './note-builder.ts';

/** Takes the words, math and macro definitions out of the text of one paragraph, heading or table cell. */
export function readMarkdownText(builder: NoteBuilder, from: Excerpt): void {
  const { text, map } = from;
  const marks = new MarkdownMarks(text);
  let done = 0;
  const take = (start: number, end: number) => {
    builder.text(from, done, start);
    done = end;
  };
  const math = (start: number, { kind, end, from: first, to }: Formula) => {
    if (text.slice(first, to).trim() === '') return;
    take(start, end);
    builder.math(kind, cut(from, first, to), toSourceRange(map, { start, end }));
  };
  for (let at = marks.next(0, text.length); at < text.length; at = marks.next(at, text.length)) {
    const mark = marks.at(at, text.length);
    if (mark.kind === 'opens') {
      const { open } = mark.delimiters;
      const formula = formulaAt(text, at, mark.delimiters);
      const start = toSource(map, at);
      if (formula === 'unclosed') builder.unclosed({ start, end: start + open.length }, open);
      if (typeof formula === 'object') math(at, formula);
      at = typeof formula === 'object' ? formula.end : at + open.length;
      continue;
    }
    if (mark.kind === 'math') math(at, { ...mark, kind: 'inline' });
    if (mark.kind === 'macro') builder.macro(from, at, mark.end);
    if (mark.kind === 'macro' || mark.kind === 'hidden') take(at, mark.end);
    at = mark.end;
  }
  take(text.length, text.length);
}

/** A formula up to `end`, its content between `from` and `to`. */
interface Formula {
  readonly kind: Delimiters['kind'];
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** The formula that the delimiters open at `at`, or why it is none. */
function formulaAt(text: string, at: number, delimiters: Delimiters): Formula | 'text' | 'unclosed' {
  const { open, close, kind, whole } = delimiters;
  const from = at + open.length;
  const closer = closerIn(text, from, text.length, delimiters);
  const to = typeof closer === 'number' ? closer : -1;
  const verdict = judge(delimiters, to < 0 ? undefined : text.slice(from, to), startsLine(text, at));
  if (verdict !== 'math') return verdict;
  const end = to + close.length;
  if (whole) return { kind, end, from: at, to: end };
  return { kind: open === '$$' && !fillsLines(text, at, end) ? 'inline' : kind, end, from, to };
}

/** Whether only white space stands before `at` in its line. */
function startsLine(text: string, at: number): boolean {
  let i = at - 1;
  while (0 <= i && (text[i] === ' ' || text[i] === '\t')) i--;
  return i < 0 || text[i] === '\n' || text[i] === '\r';
}

/** Whether `$$…$$` is a display: it runs over lines or has its line to itself, but for punctuation and a label. Else it is kramdown's inline math. */
function fillsLines(text: string, start: number, end: number): boolean {
  if (/[\r\n]/.test(text.slice(start, end))) return true;
  return startsLine(text, start) && punctuationAndLabel.test(text.slice(end, lineEnd(text, end)).trim());
}
const punctuationAndLabel = /^[.,;:。，；：]?\s{0,40}(?:\{[^}]{0,80}\}|\([\w.: -]{1,80}\))?$/;

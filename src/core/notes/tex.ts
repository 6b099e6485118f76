import { backslash, closerIn, type Delimiters, dollar, dollarIn, dollars, groupEnd, lineEnd, opensAt, percent } from './delimiters.ts';
import { cut, type Excerpt, excerptOf } from './excerpt.ts';
import { macroEnd } from './macros.ts';
import type { NoteBuilder } from './note-builder.ts';
import { runsIntoProse } from './prose.ts';

/** Reads a part that is LaTeX: the words and math of the body, and the macro definitions of preamble and body. */
export function readTex(builder: NoteBuilder, text: string): void {
  const from = excerptOf(text, [{ start: 0, end: text.length }]);
  const begin = bodyStart(text);
  for (let at = 0; at < begin; at++) {
    const unit = text.charCodeAt(at);
    if (unit === percent) at = lineEnd(text, at);
    if (unit !== backslash) continue;
    const end = macroEnd(text, at, begin);
    if (0 <= end) builder.macro(from, at, end);
    at = Math.max(at + 1, end - 1);
  }
  builder.startParagraph();
  new BodyReader(builder, from).read(begin, text.length, true);
}

class BodyReader {
  private readonly builder: NoteBuilder;
  private readonly from: Excerpt;
  private readonly text: string;
  private readonly absent = new Set<string>();
  /** Words are delivered up to here. */
  private done = 0;
  private blank = -1;

  constructor(builder: NoteBuilder, from: Excerpt) {
    this.builder = builder;
    this.from = from;
    this.text = from.text;
  }

  /** Reads a stretch of the body; titles, which hold no headings, are stretches of their own. */
  read(start: number, end: number, isBody: boolean): void {
    const { text } = this;
    this.done = start;
    for (let at = start; at < end; ) {
      const unit = text.charCodeAt(at);
      if (unit === percent) at = this.drop(at, lineEnd(text, at));
      else if (unit === dollar) at = this.dollar(at, end);
      else if (unit === backslash) at = this.command(at, end, isBody);
      else if ((unit === 0x0a || unit === 0x0d) && this.paragraphEnd(at) === at) at = this.endParagraph(at, at + 1);
      else at++;
    }
    this.drop(end, end);
  }

  /** Delivers the words up to `at` and goes on at `next`. */
  private drop(at: number, next: number): number {
    if (this.done < at) this.builder.text(this.from, this.done, at);
    this.done = next;
    return next;
  }

  private endParagraph(at: number, next: number): number {
    this.drop(at, next);
    this.builder.startParagraph();
    return next;
  }

  private dollar(at: number, end: number): number {
    if (this.text[at + 1] === '$') return this.pair(dollars, at, end);
    const close = dollarIn(this.text, at + 1, Math.min(end, this.paragraphEnd(at)), true);
    if (0 <= close) return this.math('inline', at, close + 1, at + 1, close);
    this.builder.unclosed({ start: at, end: at + 1 }, '$');
    return at + 1;
  }

  private command(at: number, end: number, isBody: boolean): number {
    const { text } = this;
    name.lastIndex = at + 1;
    const command = name.exec(text)?.[0];
    // `\\[` is a row end with extra space here.
    if (command === undefined && text[at + 1] === '\\') return at + 2;
    const delimiters = opensAt(text, at);
    if (delimiters) return this.pair(delimiters, at, end);
    if (command === undefined) return at + 2;
    const macro = macroEnd(text, at, end);
    if (0 <= macro) {
      this.builder.macro(this.from, at, macro);
      return this.drop(at, macro);
    }
    const behind = at + 1 + command.length;
    if (command === 'item') return this.endParagraph(at, behind);
    if (command === 'end' && text.startsWith('{document}', behind)) return this.drop(at, end);
    const verbatim = this.verbatimEnd(command, at, behind);
    if (verbatim !== undefined) return this.drop(at, verbatim);
    return (isBody ? this.heading(command, at, behind, end) : undefined) ?? behind;
  }

  private pair(delimiters: Delimiters, at: number, end: number): number {
    const { open, close, kind, whole } = delimiters;
    const start = at + open.length;
    const closer = closerIn(this.text, start, kind === 'inline' ? Math.min(end, this.paragraphEnd(at)) : end, delimiters, true);
    if (typeof closer !== 'number' || runsIntoProse(this.text.slice(start, closer))) {
      this.builder.unclosed({ start: at, end: start }, open);
      return start;
    }
    const behind = closer + close.length;
    return whole ? this.math(kind, at, behind, at, behind) : this.math(kind, at, behind, start, closer);
  }

  private math(kind: Delimiters['kind'], start: number, end: number, first: number, last: number): number {
    this.drop(start, end);
    const content = cut(this.from, first, last);
    if (content.text.trim() !== '') this.builder.math(kind, content, { start, end });
    return end;
  }

  private heading(command: string, at: number, behind: number, end: number): number | undefined {
    const level = headings.get(command);
    options.lastIndex = behind;
    if (level === undefined || !options.test(this.text)) return undefined;
    const open = options.lastIndex;
    const close = groupEnd(this.text, open, end);
    if (close < 0) return undefined;
    this.endParagraph(at, at);
    this.builder.heading(level, { start: at, end: close });
    this.read(open + 1, close - 1, false);
    return this.endParagraph(close - 1, close);
  }

  /** The end of what is shown as it is typed, or hidden: `\verb|…|`, listings, comments. */
  private verbatimEnd(command: string, at: number, behind: number): number | undefined {
    if (command === 'verb' || command === 'lstinline') {
      const close = this.text.indexOf(this.text[behind] ?? '', behind + 1);
      return 0 <= close && close < lineEnd(this.text, at) ? close + 1 : undefined;
    }
    verbatim.lastIndex = at;
    const environment = verbatim.exec(this.text)?.[1];
    if (environment === undefined || this.absent.has(environment)) return undefined;
    const close = `\\end{${environment}}`;
    const end = this.text.indexOf(close, behind);
    if (0 <= end) return end + close.length;
    this.absent.add(environment);
    return undefined;
  }

  /** Offset of the line break before the first blank line at or behind `at`, or the end of the text. */
  private paragraphEnd(at: number): number {
    if (this.blank < at) {
      blankLine.lastIndex = at;
      this.blank = blankLine.exec(this.text)?.index ?? this.text.length;
    }
    return this.blank;
  }
}

/** The offset behind `\begin{document}`, or 0 in a file that is all body. */
function bodyStart(text: string): number {
  const begin = '\\begin{document}';
  for (let at = text.indexOf(begin); 0 <= at; at = text.indexOf(begin, lineEnd(text, at))) {
    const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
    if (!/(?<!\\)%/.test(line)) return at + begin.length;
  }
  return 0;
}

const headings: ReadonlyMap<string, number> = new Map([
  ['part', 1],
  ['chapter', 1],
  ['section', 2],
  ['subsection', 3],
  ['subsubsection', 4],
  ['paragraph', 5],
  ['subparagraph', 6],
]);

const name = /[A-Za-z]+/y;
const options = /\*?\s{0,9}(?:\[[^\]]{0,200}\]\s{0,9})?(?=\{)/y;
const verbatim = /\\begin\{(verbatim\*?|Verbatim|lstlisting|minted|comment|filecontents\*?|tikzpicture)\}/y;
const blankLine = /(?:\r\n|\r(?!\n)|(?<!\r)\n)(?=[ \t]*[\r\n])/g;

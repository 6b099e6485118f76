import { type Delimiters, dollarIn, inlineEnd, opensAt } from './delimiters.ts';
import { macroEnd } from './macros.ts';

/**
 * What begins at an offset of Markdown text. `opens`: a pair of delimiters whose end is not known yet; `math`: a formula, its content
 * between `from` and `to`; `hidden`: comments and raw HTML; `skip`: nothing, up to `end`.
 */
export type Mark =
  | { readonly kind: 'opens'; readonly delimiters: Delimiters }
  | { readonly kind: 'math'; readonly end: number; readonly from: number; readonly to: number }
  | { readonly kind: 'macro' | 'hidden' | 'skip'; readonly end: number };

/** Finds the marks in one text. It remembers what it looked for in vain, so that a pass over the text takes linear time. */
export class MarkdownMarks {
  private readonly text: string;
  private blank = -1;
  /** Inline formulas that touch each other reach up to here. */
  private touching = -1;
  private readonly absent = new Set<string>();
  private readonly noRun = new Map<number, number>();

  constructor(text: string) {
    this.text = text;
  }

  /** The first offset in [at, to) at which a mark may begin, else `to`, or `at` if that lies behind it. */
  next(at: number, to: number): number {
    let i = at;
    while (i < to && !beginsMark(this.text.charCodeAt(i))) i++;
    return i;
  }

  /** The mark that begins at `at`. Inline math ends before `to`; other marks may go beyond. */
  at(at: number, to: number): Mark {
    const { text } = this;
    switch (text[at]) {
      case '\\': {
        const macro = macroEnd(text, at, this.paragraphEnd(at));
        if (0 <= macro) return { kind: 'macro', end: macro };
        const delimiters = opensAt(text, at);
        return delimiters ? { kind: 'opens', delimiters } : { kind: 'skip', end: at + 2 };
      }
      case '$':
        return this.dollar(at, to);
      case '`': {
        const run = this.runLength(at);
        return { kind: 'skip', end: this.codeSpanEnd(at, run) ?? at + run };
      }
      case '{':
        return text.startsWith(role, at) ? this.codeMath(at, at + role.length - 1, 0) : { kind: 'skip', end: at + 1 };
      case '<': {
        const end = this.hiddenEnd(at);
        return end === undefined ? { kind: 'skip', end: at + 1 } : { kind: 'hidden', end };
      }
      default:
        return { kind: 'skip', end: at + 1 };
    }
  }

  private dollar(at: number, to: number): Mark {
    const { text } = this;
    const run = this.runLength(at);
    if (run === 2) return { kind: 'opens', delimiters: opensAt(text, at) as Delimiters };
    if (run !== 1) return { kind: 'skip', end: at + run };
    if (text[at + 1] === '`') return this.codeMath(at, at + 1, 1);
    if (this.touching <= at) this.touching = inlineEnd(text, at, to);
    if (this.touching <= at) return { kind: 'skip', end: at + 1 };
    const close = dollarIn(text, at + 1, this.touching);
    return { kind: 'math', end: close + 1, from: at + 1, to: close };
  }

  /** Math that is written as a code span with its backticks at `tick`: GitLab's, with a `$` at either end, or MyST's, behind its role. */
  private codeMath(at: number, tick: number, dollars: 0 | 1): Mark {
    const run = this.runLength(tick);
    const end = this.codeSpanEnd(tick, run);
    if (end === undefined || (dollars === 1 && this.text[end] !== '$')) return { kind: 'skip', end: at + 1 };
    return { kind: 'math', end: end + dollars, from: tick + run, to: end - run };
  }

  /** How often the character at `at` is repeated. */
  private runLength(at: number): number {
    const unit = this.text.charCodeAt(at);
    let end = at + 1;
    while (this.text.charCodeAt(end) === unit) end++;
    return end - at;
  }

  /** The end of the code span that a run of `length` backticks at `at` opens: an equal run in the same paragraph closes it. */
  private codeSpanEnd(at: number, length: number): number | undefined {
    const limit = this.paragraphEnd(at);
    if (longestRun < length || at < (this.noRun.get(length) ?? 0)) return undefined;
    for (let i = this.text.indexOf('`', at + length); 0 <= i && i < limit; ) {
      const run = this.runLength(i);
      if (run === length) return i + run;
      i = this.text.indexOf('`', i + run);
    }
    this.noRun.set(length, limit);
    return undefined;
  }

  /** The end of the comment or of the raw element (`<pre>`, `<script>`, …) that begins at `at`. */
  private hiddenEnd(at: number): number | undefined {
    rawElement.lastIndex = at;
    const name = rawElement.exec(this.text)?.[1];
    const closing = this.text.startsWith('<!--', at) ? '-->' : name && `</${name}>`;
    if (!closing || this.absent.has(closing)) return undefined;
    const end = this.text.indexOf(closing, at + 2);
    if (end < 0) this.absent.add(closing);
    if (end < 0 || (name === 'code' && this.paragraphEnd(at) < end)) return undefined;
    return end + closing.length;
  }

  /** Offset of the first blank line behind `at`, or the end of the text. */
  private paragraphEnd(at: number): number {
    if (this.blank <= at) {
      blankLine.lastIndex = at;
      this.blank = blankLine.exec(this.text)?.index ?? this.text.length;
    }
    return this.blank;
  }
}

/** A backslash, `$`, backtick, `<` or `{`. */
function beginsMark(unit: number): boolean {
  return unit === 0x5c || unit === 0x24 || unit === 0x60 || unit === 0x3c || unit === 0x7b;
}

const longestRun = 32;
const role = '{math}`';
const rawElement = /<(pre|script|style|textarea|code)(?=[\s>])/y;
const blankLine = /(?:\r\n|\r(?!\n)|\n)[ \t>]*(?=[\r\n])/g;

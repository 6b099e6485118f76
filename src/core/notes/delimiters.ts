import { isMarked, isSentence, looksLikeMath, runsIntoProse } from './prose.ts';

/** A pair of marks with math between them. `whole`: the marks belong to the formula, as those of an environment do. */
export interface Delimiters {
  readonly open: string;
  readonly close: string;
  readonly kind: 'inline' | 'display';
  readonly whole: boolean;
}

/** Environments of LaTeX that are formulas of their own; all but `math` are displays. */
const environmentNames = ['equation', 'align', 'gather', 'multline', 'eqnarray', 'alignat', 'flalign', 'displaymath', 'math'];

const pair = (open: string, close: string, kind: Delimiters['kind']): Delimiters => ({ open, close, kind, whole: false });

/** `$$ … $$`. */
export const dollars = pair('$$', '$$', 'display');

/** Marks that begin with a backslash; those with two are what Markdown leaves as one. */
const brackets: readonly Delimiters[] = [
  pair('\\[', '\\]', 'display'),
  pair('\\(', '\\)', 'inline'),
  pair('\\\\[', '\\\\]', 'display'),
  pair('\\\\(', '\\\\)', 'inline'),
];

const environments: ReadonlyMap<string, Delimiters> = new Map(
  environmentNames
    .flatMap((name) => [name, `${name}*`])
    .map((name) => [
      name,
      { open: `\\begin{${name}}`, close: `\\end{${name}}`, kind: name === 'math' ? 'inline' : 'display', whole: true },
    ]),
);

/** The delimiters that open at `at`, a `$` or a backslash; a single `$` has rules of its own. */
export function opensAt(text: string, at: number): Delimiters | undefined {
  if (text.startsWith('$$', at)) return dollars;
  begin.lastIndex = at;
  const name = begin.exec(text)?.[1];
  if (name !== undefined) return environments.get(name);
  return brackets.find(({ open }) => text.startsWith(open, at) && !isRowSpace(text, at));
}

/** Where the closing mark stands in [from, to), or why it does not: `absent`, or `reopened` because the same pair opens again before it. */
export function closerIn(
  text: string,
  from: number,
  to: number,
  { open, close }: Delimiters,
  comments = false,
): number | 'absent' | 'reopened' {
  const mark = close.charCodeAt(0);
  for (let at = from; at + close.length <= to; ) {
    const unit = text.charCodeAt(at);
    if (unit === mark) {
      if (text.startsWith(close, at)) return at;
      if (open !== close && text.startsWith(open, at) && !isRowSpace(text, at)) return 'reopened';
    }
    if (comments && unit === percent) at = lineEnd(text, at);
    else at += unit === backslash ? 2 : 1;
  }
  return 'absent';
}

/** What an opening mark is, given what stands behind it up to its closing mark (`undefined` if there is none). */
export function judge({ open, whole }: Delimiters, content: string | undefined, startsLine: boolean): 'math' | 'text' | 'unclosed' {
  const certain = whole || open === '$$';
  if (content === undefined || runsIntoProse(content)) {
    return certain || (startsLine && open.endsWith('[')) ? 'unclosed' : 'text';
  }
  if (certain) return 'math';
  if (isSentence(content)) return 'text';
  return startsLine || open.endsWith('(') || isMarked(content) ? 'math' : 'text';
}

/**
 * The end of the inline formula that a single `$` at `at` opens, and of those that touch it (`$a$$b$`), or -1 if the sign is text.
 *
 * As in VS Code no letter or digit may touch the outside of the signs (but `$n$th` and `$x$s` are let through); as in Pandoc spaces inside are
 * suspect, and `looksLikeMath` decides.
 */
export function inlineEnd(text: string, at: number, to: number): number {
  if (0 < at && /[A-Za-z0-9$]/.test(text[at - 1] as string)) return -1;
  for (let open = at; ; ) {
    const close = dollarIn(text, open + 1, to);
    if (close <= open + 1 || !looksLikeMath(text.slice(open + 1, close))) return -1;
    const behind = text[close + 1] ?? '';
    if (behind !== '$') {
      suffix.lastIndex = close + 1;
      return /[A-Za-z0-9]/.test(behind) && !suffix.test(text) ? -1 : close + 1;
    }
    // `$$` at the end of a line is the mark of a display.
    if (/^[\r\n]?$/.test(text[close + 2] ?? '')) return -1;
    open = close + 1;
  }
}

/** The next `$` that is neither escaped nor inside `\text{…}`, or -1. */
export function dollarIn(text: string, from: number, to: number, comments = false): number {
  for (let at = from; at < to; ) {
    const unit = text.charCodeAt(at);
    if (unit === dollar) return at;
    if (unit === backslash) at = Math.max(at + 2, textGroupEnd(text, at, to));
    else at = comments && unit === percent ? lineEnd(text, at) : at + 1;
  }
  return -1;
}

/** The offset behind the `}` that closes the `{` at `at`, or -1 if none does within `most` units. */
export function groupEnd(text: string, at: number, to: number, most = 400): number {
  const limit = Math.min(to, at + most);
  let depth = 0;
  for (let i = at; i < limit; i++) {
    const unit = text.charCodeAt(i);
    if (unit === backslash) i++;
    else if (unit === 0x7b) depth++;
    else if (unit === 0x7d && --depth === 0) return i + 1;
  }
  return -1;
}

/** The end of the line that `at` stands in, before its line break. */
export function lineEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) !== 0x0a && text.charCodeAt(end) !== 0x0d) end++;
  return end;
}

export const backslash = 0x5c;
export const dollar = 0x24;
export const percent = 0x25;

const begin = /\\begin\{(\w{1,20}\*?)\}/y;
const suffix = /(?:st|nd|rd|th|s)\b/y;
const textCommand = /\\(?:text[a-z]*|[mh]box)\{/y;

/** `\\[4pt]`: a row end with extra space, which opens nothing. */
function isRowSpace(text: string, at: number): boolean {
  rowSpace.lastIndex = at;
  return rowSpace.test(text);
}
const rowSpace = /\\\\\[\s*-?[\d.]+\s*(?:\\?[a-z]{2,12})\s*\]/y;

function textGroupEnd(text: string, at: number, to: number): number {
  textCommand.lastIndex = at;
  return textCommand.test(text) ? groupEnd(text, textCommand.lastIndex - 1, to) : -1;
}

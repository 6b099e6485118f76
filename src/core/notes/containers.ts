import { Line } from './line.ts';

/** A block quote, or a list item (or footnote, or admonition) whose lines are indented by so many columns. */
export type Container = { readonly kind: 'quote' } | { readonly kind: 'item'; readonly indent: number };

/** Quotes and lists nested deeper than this are text. */
export const deepest = 32;

/** How many of the containers the line goes on with; its cursor is moved behind their prefixes. */
export function enter(line: Line, containers: readonly Container[]): number {
  for (let depth = 0; depth < containers.length; depth++) {
    const container = containers[depth] as Container;
    if (container.kind === 'quote') {
      if (!enterQuote(line)) return depth;
    } else if (container.indent <= line.indent) {
      line.skipIndent(container.indent);
    } else if (!line.isBlank) return depth;
  }
  return containers.length;
}

/** The line after `line` behind the prefixes of the containers, or undefined if they end. */
export function following(line: Line, containers: readonly Container[]): Line | undefined {
  if (line.text.length <= line.next) return undefined;
  const next = new Line(line.text, line.next);
  return enter(next, containers) === containers.length ? next : undefined;
}

/** Like `following`, for a line inside of a formula: authors often do not indent those, but a new item still ends the formula. */
export function followingLoosely(line: Line, containers: readonly Container[]): Line | undefined {
  if (line.text.length <= line.next) return undefined;
  const next = new Line(line.text, line.next);
  for (const container of containers) {
    if (container.kind === 'quote') {
      if (!enterQuote(next)) return undefined;
    } else {
      if (next.indent < container.indent && next.match(itemMark)) return undefined;
      next.skipIndent(container.indent);
    }
  }
  return next;
}

/** The container that begins at the cursor, which is moved behind its mark. `interrupts`: a paragraph goes on here unless the mark is a clear one. */
export function openContainer(line: Line, interrupts: boolean): Container | undefined {
  if (enterQuote(line)) return { kind: 'quote' };
  const { indent } = line;
  if (line.match(special)) {
    line.skipIndent(indent);
    line.skip(line.match(special)?.[0].length ?? 0);
    return { kind: 'item', indent: 4 };
  }
  const mark = line.match(itemMark)?.[0];
  if (mark === undefined || isRule(line)) return undefined;
  const empty = line.word + mark.length === line.end || /^[ \t]*$/.test(line.text.slice(line.word + mark.length, line.end));
  if (interrupts && (empty || !/^(?:[-+*]|1[.)])$/.test(mark))) return undefined;
  line.skipIndent(indent);
  line.skip(mark.length);
  const space = line.indent;
  const gap = empty || 4 < space ? 1 : space;
  line.skipIndent(gap);
  return { kind: 'item', indent: indent + mark.length + gap };
}

/** `---`, `* * *`: a rule across the page, which looks like an item at first. */
export function isRule({ text, word, end }: Line): boolean {
  const mark = text[word];
  if (mark !== '*' && mark !== '-' && mark !== '_') return false;
  let marks = 0;
  for (let at = word; at < end; at++) {
    if (text[at] === mark) marks++;
    else if (text[at] !== ' ' && text[at] !== '\t') return false;
  }
  return 3 <= marks;
}

const itemMark = /(?:[-+*]|\d{1,9}[.)])(?=[ \t\r\n]|$)/y;
/** Footnotes, and the admonitions of MkDocs. */
const special = /\[\^[^\]\s]{1,99}\]:|(?:!!!|\?\?\?\+?|===)(?=[ \t]+["\w])/y;

function enterQuote(line: Line): boolean {
  if (3 < line.indent || line.text[line.word] !== '>' || line.word === line.end) return false;
  line.skipIndent(3);
  line.skip(1);
  line.skipIndent(1);
  return true;
}

/*
 * Blocks are scanned here and not taken from mdast, for three reasons that were measured. Exactness: CommonMark sees lists, headings and
 * code in the lines of a display, so math would have to be found first, masked, and every offset carried back through the mask, while
 * where a display ends depends on the quotes and lists around it. Hostile text: this scan takes linear time and does not recurse, whereas
 * twenty thousand nested quotes cost mdast seconds and then its stack. Speed: 1 ms instead of 13 to 20 ms (math masked) for the five
 * notes of the benchmark, which is paid at every keystroke. mdast is the oracle of the tests: on random texts without math both find the
 * same headings, paragraphs and cells.
 */
import type { Range } from '../text/range.ts';
import { type Container, deepest, enter, following, followingLoosely, isRule, openContainer } from './containers.ts';
import { closerIn, type Delimiters, judge, opensAt } from './delimiters.ts';
import { frontMatterEnd } from './front-matter.ts';
import { Line } from './line.ts';
import { MarkdownMarks } from './markdown-marks.ts';
import { cellsOf, columnsOf } from './table.ts';

/** What the block structure of Markdown leaves: a stretch of text, given by slices without the prefixes of quotes and lists. */
export interface Leaf {
  readonly kind: 'text' | 'heading' | 'fence' | 'unclosed-fence';
  /** In the source, with the marks of a heading or fence. */
  readonly range: Range;
  readonly slices: readonly Range[];
  /** Of a heading, else 0. */
  readonly level: number;
  /** Of a fence, else empty. */
  readonly info: string;
  /** Whether it begins a paragraph, item or cell; if not, it goes on with the one before, as a formula within a sentence does. */
  readonly fresh: boolean;
  /** Where it stands in its table, if it is a cell. */
  readonly cell?: { readonly row: number; readonly column: number };
}

/**
 * The leaves of a Markdown text in order. Block structure is that of CommonMark with tables, footnotes and front matter, except that
 * displays come first: whatever their lines begin with (`=`, `-`, `#`, nothing at all), they belong to the text around them.
 */
export function markdownLeaves(text: string): readonly Leaf[] {
  return new BlockReader(text).read();
}

/** The info string of a fence that holds math: GitHub's `math`, MyST's `{math}`. */
export function isMathFence(info: string): boolean {
  return /^(?:math|\{math\})(?:\s|$)/i.test(info);
}

class BlockReader {
  private readonly text: string;
  private readonly marks: MarkdownMarks;
  private readonly leaves: Leaf[] = [];
  private readonly containers: Container[] = [];
  /** The paragraph that the next line may go on with, and whether it has a display, so that `---` under it is a rule. */
  private open: { readonly start: number; readonly slices: Range[]; hasDisplay: boolean } | undefined;
  private fresh = true;
  /** Code spans and the like reach up to here. */
  private opaque = 0;

  constructor(text: string) {
    this.text = text;
    this.marks = new MarkdownMarks(text);
  }

  read(): readonly Leaf[] {
    for (let at = frontMatterEnd(this.text); at < this.text.length; ) at = this.readBlock(new Line(this.text, at)).next;
    this.leave(0);
    return this.leaves;
  }

  /** Reads what begins or goes on in the line; the last line that belongs to it. */
  private readBlock(line: Line): Line {
    const matched = enter(line, this.containers);
    const inside = matched === this.containers.length;
    let depth = matched;
    while (line.indent < 4 && depth < deepest) {
      const container = openContainer(line, inside && depth === matched && this.open !== undefined);
      if (!container) break;
      this.leave(depth++);
      this.containers.push(container);
      this.fresh = true;
    }
    const goesOn = depth === matched && this.open !== undefined;
    if (line.isBlank || (4 <= line.indent && !goesOn && !wholeFormula.test(this.text.slice(line.word, line.end)))) {
      this.leave(depth);
      this.fresh = true;
      return line;
    }
    if (line.indent < 4) {
      const lazy = goesOn && !inside;
      const under = goesOn && inside ? this.underline(line) : undefined;
      const block = under ?? this.heading(line, depth) ?? this.fence(line, depth) ?? this.rule(line, depth);
      const last = block ?? (lazy ? undefined : this.table(line, depth));
      if (last) return last;
    }
    const opensDisplay = opensAt(this.text, line.word)?.kind === 'display';
    if (!goesOn || (!inside && opensDisplay)) {
      this.leave(depth);
      this.open = { start: line.word, slices: [], hasDisplay: false };
    }
    return this.readText(line);
  }

  /** Ends the paragraph and all containers but the outer `depth`. */
  private leave(depth: number): void {
    const open = this.open;
    if (open) this.add('text', { start: open.start, end: (open.slices.at(-1) as Range).end }, open.slices);
    this.open = undefined;
    this.containers.length = depth;
  }

  private add(kind: Leaf['kind'], range: Range, slices: readonly Range[], level = 0, info = '', cell?: Leaf['cell']): void {
    this.leaves.push({ kind, range, slices, level, info, fresh: this.fresh, ...(cell && { cell }) });
    this.fresh = kind === 'heading';
  }

  /** Adds the line to the open paragraph, and the lines that a display or comment in it reaches to. */
  private readText(first: Line): Line {
    const { marks } = this;
    const open = this.open as NonNullable<typeof this.open>;
    let line = first;
    const goOn = (next: Line) => {
      line = next;
      open.slices.push({ start: next.at, end: next.next });
    };
    open.slices.push({ start: line.word, end: line.next });
    let at = Math.max(line.word, this.opaque);
    for (at = marks.next(at, line.end); at < line.end; at = marks.next(at, line.end)) {
      const mark = marks.at(at, line.end);
      if (mark.kind === 'opens') {
        const found = this.closing(mark.delimiters, at, line);
        if (found && (0 < found.lines.length || at === line.word)) open.hasDisplay = true;
        found?.lines.forEach(goOn);
        at = found?.end ?? at + mark.delimiters.open.length;
        continue;
      }
      at = mark.end;
      while (mark.kind === 'hidden' && line.end < at) {
        const next = followingLoosely(line, this.containers);
        if (!next) break;
        goOn(next);
      }
    }
    this.opaque = at;
    return line;
  }

  /** Where the math that opens at `at` ends, and the lines behind this one that it takes. */
  private closing(delimiters: Delimiters, at: number, line: Line): { readonly end: number; readonly lines: readonly Line[] } | undefined {
    const { open, close, kind } = delimiters;
    const lines: Line[] = [];
    let content = '';
    let from = at + open.length;
    for (let current = line; ; ) {
      const closer = closerIn(this.text, from, current.end, delimiters);
      if (closer === 'reopened') return undefined;
      if (closer !== 'absent') {
        content += this.text.slice(from, closer);
        return judge(delimiters, content, at === line.word) === 'math' ? { end: closer + close.length, lines } : undefined;
      }
      content += this.text.slice(from, current.next);
      const next = kind === 'display' ? followingLoosely(current, this.containers) : undefined;
      if (!next) return undefined;
      lines.push(next);
      current = next;
      from = next.at;
    }
  }

  /** `===` or `---` under a paragraph makes it a heading. */
  private underline(line: Line): Line | undefined {
    const open = this.open;
    const mark = line.match(underline)?.[0];
    if (mark === undefined || !open || open.hasDisplay) return undefined;
    this.open = undefined;
    this.fresh = true;
    this.add('heading', { start: open.start, end: line.end }, open.slices, mark.startsWith('=') ? 1 : 2);
    return line;
  }

  private heading(line: Line, depth: number): Line | undefined {
    const found = line.match(headingMark);
    if (!found) return undefined;
    const [mark, hashes = ''] = found;
    this.leave(depth);
    this.fresh = true;
    const start = line.word + mark.length;
    const closing = /(?:^|[ \t])#+[ \t]*$/.exec(this.text.slice(start, line.end));
    this.add('heading', { start: line.word, end: line.end }, [{ start, end: closing ? start + closing.index : line.end }], hashes.length);
    return line;
  }

  private rule(line: Line, depth: number): Line | undefined {
    if (!isRule(line)) return undefined;
    this.leave(depth);
    this.fresh = true;
    return line;
  }

  private fence(line: Line, depth: number): Line | undefined {
    const found = line.match(fenceStart);
    if (!found) return undefined;
    this.leave(depth);
    const [, mark = '', info = ''] = found;
    const isMath = isMathFence(info);
    const slices: Range[] = [];
    let last = line;
    let closed = false;
    for (let body = following(line, this.containers); body && !closed; body = following(body, this.containers)) {
      const other = body.indent < 4 ? body.match(fenceStart) : undefined;
      // A fence with a name inside of math opens the next block: this one was left open.
      if (isMath && other?.[2]) break;
      closed = other !== undefined && other[2] === '' && (other[1] as string).startsWith(mark);
      last = body;
      body.skipIndent(line.indent);
      if (!closed) slices.push({ start: body.at, end: body.next });
    }
    if (isMath && !closed) {
      this.add('unclosed-fence', { start: line.word, end: line.end }, [], 0, info);
      return line;
    }
    this.fresh ||= !isMath;
    this.add('fence', { start: line.word, end: last.end }, slices, 0, info);
    this.fresh = !isMath;
    return last;
  }

  private table(line: Line, depth: number): Line | undefined {
    const containers = this.containers.slice(0, depth);
    const below = this.text.slice(line.word, line.end).includes('|') ? following(line, containers) : undefined;
    const columns = below && columnsOf(below);
    if (!below || columns === undefined) return undefined;
    const head = cellsOf(line, columns);
    if (head.length !== columns) return undefined;
    this.leave(depth);
    this.addCells(head, 0);
    let last = below;
    let number = 1;
    for (let row = following(below, containers); row && isRow(row); row = following(row, containers)) {
      this.addCells(cellsOf(row, columns), number++);
      last = row;
    }
    this.fresh = true;
    return last;
  }

  private addCells(cells: readonly (readonly Range[])[], row: number): void {
    for (const [column, slices] of cells.entries()) {
      this.fresh = true;
      const range = { start: (slices[0] as Range).start, end: (slices.at(-1) as Range).end };
      this.add('text', range, slices, 0, '', { row, column });
    }
  }
}

/** Whether the line goes on with a table: it is not blank and begins no other block. */
function isRow(line: Line): boolean {
  return !line.isBlank && line.indent < 4 && !line.match(blockStart) && !isRule(line);
}

const underline = /(?:=+|-+)[ \t]*(?=[\r\n]|$)/y;
const headingMark = /(#{1,6})(?:[ \t]+|(?=[\r\n]|$))/y;
/** A line that is one equation and nothing else, which is no code however far it is indented. */
const wholeFormula = /^\$[^$\s](?:[^$]*[^$\s])?\s=\s[^$]*\S\$[.,;:]?[ \t]*$/;
const fenceStart = /(`{3,}(?=[^`\r\n]*(?:[\r\n]|$))|~{3,})[ \t]*([^\r\n]*)/y;
const blockStart = /(?:>|#{1,6}[ \t]|```|~~~|[-+*][ \t]|\d{1,9}[.)][ \t])/y;

import type { Problem } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { SourceMap } from '../text/source-map.ts';

/** What the author edits as one text: a whole file, or one cell of a notebook. */
export interface Part {
  readonly text: string;
  readonly format: Format;
}

export type Format = 'markdown' | 'tex';

/** One piece of math (or one listing of assignments), with its exact place. */
export interface Span {
  readonly part: number;
  /** With its delimiters, in the part's text. */
  readonly range: Range;
  /** `listing`: a fenced block that may hold plain assignments (`v = x*y`). */
  readonly kind: 'inline' | 'display' | 'listing';
  /** The content without delimiters and without the prefixes of quotes and lists. For a bare environment, with `\begin` and `\end`. */
  readonly tex: string;
  /** From offsets in `tex` to offsets in the part's text. */
  readonly map: SourceMap;
}

/** The place of a table cell: the number of its table in the note, and its row and column there. The head is row 0. */
export interface Cell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
}

/** What a reader of a note meets, in order. `paragraph` counts paragraphs over the note: equal numbers stand in one paragraph, list item or table cell. */
export type Item = { readonly kind: 'heading'; readonly level: number; readonly part: number; readonly range: Range } | TextItem | MathItem;

export interface MathItem {
  readonly kind: 'math';
  readonly span: Span;
  readonly paragraph: number;
  readonly cell?: Cell;
}

/** Words between the math, in source spelling. Without a `map` the text stands unchanged in its range; with one, prefixes of quotes and lists are left out. */
export interface TextItem {
  readonly kind: 'text';
  readonly text: string;
  readonly paragraph: number;
  readonly part: number;
  readonly range: Range;
  readonly map?: SourceMap;
  readonly cell?: Cell;
}

/** The source text of one macro definition that stands outside of the math (`\newcommand{\R}{\mathbb R}`). */
export interface MacroSource {
  readonly tex: string;
  readonly part: number;
  readonly range: Range;
}

/** A note as read: parts in order, and what stands in them in order. Headings count over parts. */
export interface Note {
  readonly parts: readonly Part[];
  readonly items: readonly Item[];
  readonly problems: readonly Problem[];
  /** In order. Definitions inside of math are in their spans. */
  readonly macroSources: readonly MacroSource[];
}

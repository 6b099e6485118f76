import { message, type Problem } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { toSourceRange } from '../text/source-map.ts';
import { cut, type Excerpt } from './excerpt.ts';
import type { Cell, Item, MacroSource, Span } from './note.ts';

/** Where readers put what they meet, in order; numbers parts and paragraphs. */
export class NoteBuilder {
  readonly items: Item[] = [];
  readonly problems: Problem[] = [];
  readonly macroSources: MacroSource[] = [];
  private part = -1;
  private paragraph = -1;
  private tables = 0;
  /** The cell whose text is read. */
  private within: { readonly cell?: Cell } = {};

  startPart(): void {
    this.part++;
  }

  /** Begins a paragraph, which may be the cell at a place of its table; the cell in the corner begins a table. */
  startParagraph(place?: Omit<Cell, 'table'>): void {
    this.paragraph++;
    if (place?.row === 0 && place.column === 0) this.tables++;
    this.within = place ? { cell: { table: this.tables, ...place } } : {};
  }

  heading(level: number, range: Range): void {
    this.items.push({ kind: 'heading', level, part: this.part, range });
  }

  /** Words of `from` between two offsets in it; blank ones are left out. */
  text(from: Excerpt, start: number, end: number): void {
    const { text, map } = cut(from, start, end);
    if (text.trim() === '') return;
    const range = toSourceRange(map, { start: 0, end: text.length });
    const item = { kind: 'text', text, paragraph: this.paragraph, part: this.part, range, ...this.within } as const;
    this.items.push(map.length === 1 ? item : { ...item, map });
  }

  /** Math whose content is `content`, an excerpt of the part, and which stands in `range` of it. */
  math(kind: Span['kind'], content: Excerpt, range: Range): void {
    const span = { part: this.part, range, kind, tex: content.text, map: content.map };
    this.items.push({ kind: 'math', span, paragraph: this.paragraph, ...this.within });
  }

  macro(from: Excerpt, start: number, end: number): void {
    const { text, map } = cut(from, start, end);
    this.macroSources.push({ tex: text, part: this.part, range: toSourceRange(map, { start: 0, end: text.length }) });
  }

  unclosed(range: Range, delimiter: string): void {
    this.problems.push({ part: this.part, range, message: message('unclosed-math', { delimiter }) });
  }
}

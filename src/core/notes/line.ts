import { lineEnd } from './delimiters.ts';

/** One line of a text and a cursor in it that knows its column, since a tab reaches to the next multiple of four. */
export class Line {
  readonly text: string;
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Behind the line break. */
  readonly next: number;
  at: number;
  private column = 0;

  constructor(text: string, start: number) {
    this.text = text;
    this.start = start;
    this.at = start;
    this.end = lineEnd(text, start);
    this.next = this.end + (text.startsWith('\r\n', this.end) ? 2 : this.end < text.length ? 1 : 0);
  }

  /** Columns of white space at the cursor. */
  get indent(): number {
    let column = this.column;
    for (let i = this.at; i < this.end; i++) {
      const unit = this.text.charCodeAt(i);
      if (unit === 0x20) column++;
      else if (unit === 0x09) column += 4 - (column % 4);
      else break;
    }
    return column - this.column;
  }

  /** Offset of the first character at or behind the cursor that is not white space. */
  get word(): number {
    let i = this.at;
    while (i < this.end && (this.text.charCodeAt(i) === 0x20 || this.text.charCodeAt(i) === 0x09)) i++;
    return i;
  }

  get isBlank(): boolean {
    return this.word === this.end;
  }

  /** Moves the cursor over white space of at most so many columns; a tab that reaches further is taken whole. */
  skipIndent(columns: number): void {
    const goal = this.column + columns;
    while (this.column < goal && this.at < this.end) {
      const unit = this.text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x09) return;
      this.column += unit === 0x20 ? 1 : 4 - (this.column % 4);
      this.at++;
    }
  }

  /** Moves the cursor over characters that are one column wide. */
  skip(characters: number): void {
    this.at += characters;
    this.column += characters;
  }

  /** What a sticky pattern finds at the first word of this line; it must not run over the end of the line. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.word;
    const found = pattern.exec(this.text);
    return found && pattern.lastIndex <= this.end ? found : undefined;
  }
}

/** Zero-based; `character` counts UTF-16 units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A text by lines; a line ends at `\n`, `\r\n` or `\r`. */
export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) this.starts.push(index + end.length);
  }

  /** The position of an offset; one past the end belongs to the last line. */
  at(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - this.startOf(low) };
  }

  /** The offset at which a line begins. */
  startOf(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** The text of a line without its end. */
  line(line: number): string {
    return this.text.slice(this.startOf(line), this.startOf(line + 1)).replace(/[\r\n]+$/, '');
  }
}

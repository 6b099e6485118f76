/** A half-open stretch of text, in UTF-16 offsets into the text of one part of a note. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A replacement of one range by new text. */
export interface Edit {
  readonly range: Range;
  readonly newText: string;
}

/** The smallest range that contains all the given ones; at least one is needed. */
export function cover(first: Range, ...rest: readonly Range[]): Range {
  let { start, end } = first;
  for (const range of rest) {
    if (range.start < start) start = range.start;
    if (end < range.end) end = range.end;
  }
  return { start, end };
}

/** Whether `inner` lies inside `outer`, ends included. */
export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The text with the edits made; edits must not overlap and may come in any order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.range.start - a.range.start);
  let result = text;
  for (const { range, newText } of ordered) result = result.slice(0, range.start) + newText + result.slice(range.end);
  return result;
}

import type { Range } from './range.ts';

/** A run of text that stands unchanged in the source: `length` units at `at` come from `source`. */
export interface Segment {
  readonly at: number;
  readonly source: number;
  readonly length: number;
}

/**
 * Where a derived text (a formula without its quote marks, a notebook cell without its JSON) stands in its source.
 * Segments ascend in both coordinates and cover the derived text.
 */
export type SourceMap = readonly Segment[];

/** The map of a text that is its source, moved by `source`. */
export function identityMap(source: number, length: number): SourceMap {
  return [{ at: 0, source, length }];
}

/** The source offset of a derived offset; one past the end maps behind the last unit. */
export function toSource(map: SourceMap, offset: number): number {
  let low = 0;
  let high = map.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map[middle] as Segment).at <= offset) low = middle;
    else high = middle - 1;
  }
  const segment = map[low];
  if (segment === undefined) return offset;
  return segment.source + Math.min(offset - segment.at, segment.length);
}

/** The source range of a derived range; its end is the end of its last unit, not the start of what follows. */
export function toSourceRange(map: SourceMap, range: Range): Range {
  const start = toSource(map, range.start);
  if (range.end <= range.start) return { start, end: start };
  return { start, end: toSource(map, range.end - 1) + 1 };
}

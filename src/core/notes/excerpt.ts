import type { Range } from '../text/range.ts';
import type { Segment, SourceMap } from '../text/source-map.ts';

/** A text put together from slices of a source, with the way back. Its line breaks are those of the source. */
export interface Excerpt {
  readonly text: string;
  readonly map: SourceMap;
}

/** The slices of `source` one after the other; they must ascend. Slices that touch make one segment. */
export function excerptOf(source: string, slices: readonly Range[]): Excerpt {
  const map: { at: number; source: number; length: number }[] = [];
  const texts: string[] = [];
  let at = 0;
  for (const { start, end } of slices) {
    if (end <= start) continue;
    const last = map.at(-1);
    if (last && last.source + last.length === start) last.length += end - start;
    else map.push({ at, source: start, length: end - start });
    texts.push(source.slice(start, end));
    at += end - start;
  }
  return { text: texts.join(''), map };
}

/** The part of an excerpt between two offsets in it. */
export function cut(from: Excerpt, start: number, end: number): Excerpt {
  const map: Segment[] = [];
  for (let i = segmentAt(from.map, start); i < from.map.length; i++) {
    const { at, source, length } = from.map[i] as Segment;
    if (end <= at) break;
    const first = Math.max(start, at);
    const count = Math.min(end, at + length) - first;
    if (0 < count) map.push({ at: first - start, source: source + first - at, length: count });
  }
  return { text: from.text.slice(start, end), map };
}

/** Index of the last segment that begins at or before `offset`. */
function segmentAt(map: SourceMap, offset: number): number {
  let low = 0;
  let high = map.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((map[middle] as Segment).at <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

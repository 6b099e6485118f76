import type { Range } from '../text/range.ts';

/** The range from the first of all starts to the last of all ends; nodes may be many. */
export function extent(first: Range, nodes: readonly { readonly range: Range }[]): Range {
  let { start, end } = first;
  for (const { range } of nodes) {
    if (range.start < start) start = range.start;
    if (end < range.end) end = range.end;
  }
  return { start, end };
}

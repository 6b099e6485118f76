import type { Step } from '../check/classify/step.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { toSource, toSourceRange } from '../text/source-map.ts';
import type { NotePlace } from '../training/plan.ts';

/** Where a step stands: both sides, or the right one where it goes on with what stands elsewhere. */
export function placeOf({ spans }: ReadNote, { chain, position }: Step): NotePlace {
  const [left, right] = [chain.members[position - 1], chain.members[position]];
  const span = right && spans[right.span];
  if (span === undefined || right === undefined) throw new Error('a step has two members');
  const { start, end } = toSourceRange(span.map, right.range);
  const isOneLine = left?.span === right.span && !right.continues;
  return { part: span.part, range: { start: isOneLine ? toSource(span.map, left.range.start) : start, end } };
}

export function isSamePlace(one: NotePlace, other: NotePlace): boolean {
  return one.part === other.part && one.range.start === other.range.start;
}

import type { ShownPlace, ToPage } from '../protocol/preview.ts';

/** Whether the cursor is in a formula. */
export function isIn(place: ShownPlace | undefined, { uri, position }: Extract<ToPage, { kind: 'cursor' }>): boolean {
  if (place === undefined || place.uri !== uri) return false;
  const { start, end } = place.range;
  const { line, character } = position;
  const isAfter = start.line < line || (start.line === line && start.character <= character);
  return isAfter && (line < end.line || (line === end.line && character <= end.character));
}

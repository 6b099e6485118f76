import type { WorkedExample, WorkedRow } from '../protocol/preview.ts';
import { formatApart, formatNumber } from '../service/numbers.ts';
import type { Piece } from './result.ts';

/** The numbers of a worked example in the order of the walk: first all on the way forward, then all on the way back. */
export function walkOf({ rows }: WorkedExample): readonly WorkedRow[] {
  return [...rows.filter(({ isForward }) => isForward), ...rows.filter(({ isForward }) => !isForward)];
}

/** How many of the numbers of the notes are right, and what the others should be. */
export function exampleResult({ rows }: WorkedExample, lineOf: (at: { part: number; start: number }) => string): Piece[] {
  const wrong = rows.filter(({ likeness }) => likeness === 'wrong');
  const rounded = rows.filter(({ likeness }) => likeness === 'rounded').length;
  const count = rows.length === 1 ? 'one number' : `${rows.length} numbers`;
  const right = wrong.length === 0 ? (rows.length === 1 ? 'it is right' : 'all are right') : `${rows.length - wrong.length} are right`;
  const digits = rounded === 0 ? '' : `, ${rounded === 1 ? 'one of them' : `${rounded} of them`} but for the rounding on the way`;
  return [
    { text: `The notes work out ${count} by hand; ${right}${digits}.` },
    ...wrong.flatMap(({ tex, computed, shown, where }): Piece[] => {
      const place = { part: where.part, start: where.range.start };
      const [here, there] = formatApart(computed, shown);
      return [{ text: ' ' }, { tex }, { text: ` comes to ${here}, not to ${there} ` }, { text: lineOf(place), place }, { text: '.' }];
    }),
  ];
}

/** What a formula comes to, with two digits more than the notes show. */
export function precisely(computed: number, shown: number): string {
  const digits = String(Math.abs(shown)).replace(/^[0.]*|\.|e.*$/g, '').length;
  return formatNumber(computed, Math.min(12, Math.max(2, digits) + 2));
}

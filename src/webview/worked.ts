import type { ShownNumber, WorkedExample, WorkedRow } from '../protocol/preview.ts';
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
  const left = rows.length - wrong.length;
  const some = left === 0 ? 'none is right' : `${left} ${left === 1 ? 'is' : 'are'} right`;
  const right = wrong.length > 0 ? some : rows.length === 1 ? 'it is right' : 'all are right';
  const digits = rounded === 0 ? '' : `, ${rounded === 1 ? 'one of them' : `${rounded} of them`} but for the rounding on the way`;
  return [
    { text: `The notes work out ${count} by hand; ${right}${digits}.` },
    ...wrong.flatMap(({ tex, computed, shown, where }): Piece[] => {
      const place = { part: where.part, start: where.range.start };
      const [here, there] = formatApart(computed, shown);
      return [
        { text: ' ' },
        { tex: flat(tex) },
        { text: ` comes to ${here}, not to ${there} ` },
        { text: lineOf(place), place },
        { text: '.' },
      ];
    }),
  ];
}

/** A number with as many decimals as the notes write it with. */
export function asShown({ shown, decimals }: ShownNumber): string {
  return shown.toFixed(Math.min(decimals, mostDecimals)).replace('-', '−');
}

/** What a formula comes to, with two decimals more than the notes show. */
export function precisely(computed: number, { shown, decimals }: ShownNumber): string {
  const isPlain = 1e-4 <= Math.abs(shown) && Math.abs(shown) < 1e7;
  return isPlain ? computed.toFixed(Math.min(decimals + 2, mostDecimals)).replace('-', '−') : formatNumber(computed, 6);
}

const mostDecimals = 15;

/** A derivative on one line. */
function flat(tex: string): string {
  return tex.replace(/^\\frac\{(\\partial [^{}]*)\}\{(\\partial .*)\}$/, '$1/$2');
}

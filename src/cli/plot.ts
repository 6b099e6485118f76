import type { Look } from './host.ts';
import { painter } from './terminal.ts';

/** A line of a plot: its values by step, and the mark it is drawn with. */
export interface Curve {
  readonly mark: string;
  readonly colour: 'red' | 'green';
  readonly points: readonly { readonly step: number; readonly value: number }[];
}

const height = 10;
const margin = 9;
/** The mark of a place through which all curves go. */
const both = '•';

/** Curves over steps on a logarithmic scale, the loss on the left and steps below; nothing where there is nothing to draw. */
export function plot(curves: readonly Curve[], steps: number, { colour, columns }: Look): readonly string[] {
  const width = Math.max(20, Math.min(columns, 90) - margin - 2);
  const isDrawn = (value: number): boolean => Number.isFinite(value) && 0 < value;
  const all = curves.flatMap(({ points }) => points.map(({ value }) => value).filter(isDrawn));
  if (all.length === 0) return [];
  const [low, high] = [Math.log10(Math.min(...all)), Math.log10(Math.max(...all))];
  const span = Math.max(high - low, 0.05);
  const paint = painter(colour);
  const cells: (string | undefined)[][] = Array.from({ length: height }, () => new Array<string | undefined>(width).fill(undefined));
  for (const { mark, colour: hue, points } of curves)
    for (const { step, value } of points) {
      if (!isDrawn(value)) continue;
      const column = Math.round((step / Math.max(steps, 1)) * (width - 1));
      const row = Math.round(((high - Math.log10(value)) / span) * (height - 1));
      const line = cells[Math.min(row, height - 1)];
      if (line) line[column] = line[column] === undefined || line[column] === paint[hue](mark) ? paint[hue](mark) : both;
    }
  const lines = cells.map((line, row) => {
    const isLabelled = row === 0 || row === height - 1 || row === Math.floor(height / 2);
    const label = isLabelled ? short(10 ** (high - (span * row) / (height - 1))) : '';
    return `${label.padStart(margin - 2)} ┤${line
      .map((cell) => cell ?? ' ')
      .join('')
      .trimEnd()}`;
  });
  const end = String(steps);
  return [...lines, `${' '.repeat(margin - 1)}└${'─'.repeat(width)}`, `${' '.repeat(margin)}0${end.padStart(width - 1)}`];
}

function short(value: number): string {
  return value !== 0 && (value < 1e-3 || 1e5 <= value) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

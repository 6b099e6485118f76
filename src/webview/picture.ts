import type { Course } from '../core/training/race.ts';
import { courseNames } from './result.ts';
import { dashes, inks } from './theme.ts';

const pad = 20;
const lineHeight = 24;

/** All that is drawn below its sentence, as a PNG in base64: in the colours of the theme, as sharp as the screen. */
export function pictureOf(sentence: string, canvases: readonly HTMLCanvasElement[]): string {
  const theme = inks();
  const rows = rowsOf(canvases);
  const width = 2 * pad + Math.max(320, ...rows.map((row) => widthOf(row)));
  const family = theme.font.replace(/^\S+ /, '');
  const picture = document.createElement('canvas');
  const context = picture.getContext('2d') as CanvasRenderingContext2D;
  context.font = `15px ${family}`;
  const lines = wrapped(sentence, width - 2 * pad, (text) => context.measureText(text).width);
  const top = pad + lineHeight * (lines.length + 1) + 8;
  const height = rows.reduce((sum, row) => sum + Math.max(...row.map(({ clientHeight }) => clientHeight)) + pad, top);
  const scale = window.devicePixelRatio;
  picture.width = Math.round(width * scale);
  picture.height = Math.round(height * scale);
  context.scale(scale, scale);
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, width, height);
  context.font = `15px ${family}`;
  context.textBaseline = 'middle';
  context.fillStyle = theme.text;
  for (const [n, line] of lines.entries()) context.fillText(line, pad, pad + lineHeight * (n + 0.5));
  let left = pad;
  for (const course of ['written', 'exact'] satisfies Course[]) {
    const middle = pad + lineHeight * (lines.length + 0.5) + 4;
    context.strokeStyle = theme[course];
    context.lineWidth = course === 'exact' ? 3 : 2;
    context.setLineDash([...dashes[course]]);
    context.beginPath();
    context.moveTo(left, middle);
    context.lineTo(left + 28, middle);
    context.stroke();
    context.font = `12px ${family}`;
    context.fillText(courseNames[course], left + 36, middle);
    left += 60 + context.measureText(courseNames[course]).width;
  }
  let below = top;
  for (const row of rows) {
    let beside = pad;
    for (const canvas of row) {
      context.drawImage(canvas, beside, below, canvas.clientWidth, canvas.clientHeight);
      beside += canvas.clientWidth + pad;
    }
    below += Math.max(...row.map(({ clientHeight }) => clientHeight)) + pad;
  }
  return picture.toDataURL('image/png').replace(/^[^,]*,/, '');
}

/** Canvases that stand beside each other are in one row. */
function rowsOf(canvases: readonly HTMLCanvasElement[]): readonly HTMLCanvasElement[][] {
  const rows = new Map<number, HTMLCanvasElement[]>();
  for (const canvas of canvases) {
    const top = Math.round(canvas.getBoundingClientRect().top);
    rows.set(top, [...(rows.get(top) ?? []), canvas]);
  }
  return [...rows.values()];
}

function widthOf(row: readonly HTMLCanvasElement[]): number {
  return row.reduce((sum, { clientWidth }) => sum + clientWidth, pad * (row.length - 1));
}

function wrapped(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const longer = [lines.at(-1), word].filter(Boolean).join(' ');
    if (measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

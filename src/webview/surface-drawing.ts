import type { Points } from '../core/training/points.ts';
import { h } from './dom.ts';
import {
  type Box,
  boundaryIn,
  type CopiesSurface,
  type Difference,
  type Field,
  type LineSurface,
  type PlaneSurface,
  pixelsOf,
} from './surface.ts';
import { bytesOf, dashes, type Inks } from './theme.ts';

/** How large points are drawn, in pixels, and how many of them at most. */
const radius = 3;
const dotted = [2, 3] as const;
const mostPoints = 600;

export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

/** A clean canvas of a width, as sharp as the screen. */
export function brushOf(canvas: HTMLCanvasElement, width: number, ratio: number): Brush | undefined {
  const height = Math.round(width * ratio);
  const context = canvas.getContext('2d');
  if (width === 0 || context === null) return undefined;
  const scale = window.devicePixelRatio;
  const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
  // A canvas that gets a size gets new memory, even if the size is the same.
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}

export function drawPlane(
  brush: Brush,
  { box, side }: PlaneSurface,
  field: Field | Difference,
  points: Points,
  theme: Inks,
  line?: readonly number[],
): void {
  const { context, width, height } = brush;
  context.imageSmoothingQuality = 'high';
  context.drawImage(cellsOf(field, side, theme), 0, 0, width, height);
  for (let n = 0; n < Math.min(points.count, mostPoints); n++) {
    const [x, y] = [points.inputs[2 * n] as number, points.inputs[2 * n + 1] as number];
    drawPoint(context, across01(box, 0, x) * width, (1 - across01(box, 1, y)) * height, points.targets[n] as number, theme);
  }
  if (line) drawBoundary(brush, box, line, theme);
}

/** One pixel a cell, to be drawn larger: so neighbours run into each other. */
function cellsOf(field: Field | Difference, side: number, theme: Inks): HTMLCanvasElement {
  const cells = h('canvas');
  cells.width = side;
  cells.height = side;
  const image = new ImageData(side, side);
  pixelsOf(field, side, { classes: theme.classes.map(bytesOf), difference: bytesOf(theme.wrong) }, image.data);
  cells.getContext('2d')?.putImageData(image, 0, 0);
  return cells;
}

/** Where weights and inputs come to 0. */
function drawBoundary({ context, width, height }: Brush, box: Box, line: readonly number[], theme: Inks): void {
  const ends = boundaryIn(box, line);
  if (ends === undefined) return;
  context.beginPath();
  for (const [x, y] of ends) context.lineTo(across01(box, 0, x) * width, (1 - across01(box, 1, y)) * height);
  context.strokeStyle = theme.text;
  context.lineWidth = 1.5;
  context.setLineDash([...dotted]);
  context.stroke();
  context.setLineDash([]);
}

/** Each class has a shape besides its colour. */
function drawPoint(context: CanvasRenderingContext2D, x: number, y: number, ofClass: number, theme: Inks): void {
  context.beginPath();
  if (ofClass % 3 === 0) context.arc(x, y, radius, 0, 2 * Math.PI);
  else if (ofClass % 3 === 1) context.rect(x - radius + 0.5, y - radius + 0.5, 2 * radius - 1, 2 * radius - 1);
  else {
    context.moveTo(x, y - radius - 1);
    context.lineTo(x + radius, y + radius - 0.5);
    context.lineTo(x - radius, y + radius - 0.5);
    context.closePath();
  }
  context.fillStyle = classInk(theme, ofClass);
  context.fill();
  context.strokeStyle = theme.paper;
  context.lineWidth = 1;
  context.stroke();
}

/** The data, and from each point a line to where a network puts it. */
export function drawCopies(
  { context, width, height }: Brush,
  box: CopiesSurface['box'],
  copies: Float64Array,
  points: Points,
  theme: Inks,
): void {
  const at = (values: Float64Array, n: number): [number, number] => [
    across01(box, 0, values[2 * n] as number) * width,
    (1 - across01(box, 1, values[2 * n + 1] as number)) * height,
  ];
  const shown = Array.from({ length: Math.min(points.count, mostPoints) }, (_, n) => n);
  context.strokeStyle = theme.faint;
  context.fillStyle = theme.faint;
  context.lineWidth = 1;
  for (const n of shown) {
    const from = at(points.inputs, n);
    context.beginPath();
    context.arc(...from, radius - 1, 0, 2 * Math.PI);
    context.fill();
    const to = at(copies, n);
    if (!to.every(Number.isFinite)) continue;
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
  }
  for (const n of shown) {
    const to = at(copies, n);
    if (to.every(Number.isFinite)) drawPoint(context, ...to, points.classes === 0 ? 0 : (points.targets[n] as number), theme);
  }
}

export function drawLine({ context, width, height }: Brush, { inputs, runs }: LineSurface, points: Points, theme: Inks): void {
  const shown = [...points.targets, ...runs.exact].filter(Number.isFinite);
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const [left, right] = [inputs[0] as number, inputs.at(-1) as number];
  const air = 12;
  const at = (x: number, y: number): [number, number] => [
    ((x - left) / (right - left)) * width,
    height - air - ((y - low) / (high - low || 1)) * (height - 2 * air),
  ];
  context.fillStyle = theme.faint;
  for (let n = 0; n < Math.min(points.count, mostPoints); n++) {
    context.beginPath();
    context.arc(...at(points.inputs[n] as number, points.targets[n] as number), radius - 0.5, 0, 2 * Math.PI);
    context.fill();
  }
  for (const course of ['exact', 'written'] as const) {
    context.beginPath();
    context.strokeStyle = theme[course];
    context.lineWidth = course === 'exact' ? 3 : 2;
    context.setLineDash([...dashes[course]]);
    for (const [n, y] of runs[course].entries()) if (Number.isFinite(y)) context.lineTo(...at(inputs[n] as number, y));
    context.stroke();
  }
  context.setLineDash([]);
}

function across01({ low, high }: Box, axis: 0 | 1, value: number): number {
  return (value - low[axis]) / (high[axis] - low[axis]);
}

function classInk({ classes }: Inks, ofClass: number): string {
  return classes[ofClass % classes.length] as string;
}

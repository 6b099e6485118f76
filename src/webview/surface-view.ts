import type { Points } from '../core/training/points.ts';
import type { Course } from '../core/training/race.ts';
import { fill, h } from './dom.ts';
import { courseNames } from './result.ts';
import { type Box, boundaryIn, type Field, type LineSurface, type PlaneSurface, type Surface } from './surface.ts';
import { dashes, type Inks, inks } from './theme.ts';

/** What of the surfaces is shown. */
type Shown = 'both' | 'difference';

const drawn: readonly Course[] = ['written', 'exact'];

/** How large points are drawn, in pixels, and how many of them at most. */
const radius = 3;
const dotted = [2, 3] as const;
const mostPoints = 600;

/** What both networks say of the plane, with the data on it; of a single input the curves that they fit. */
export class SurfaceView {
  readonly element = h('section', { hidden: true });
  readonly #places = h('div', { class: 'surfaces' });
  readonly #title = h('h2');
  readonly #key = h('div', { class: 'quiet', hidden: true }, h('span', { class: 'swatch perceptron' }), 'line of the perceptron rule');
  readonly #choice = h('select', { 'aria-label': 'What is shown of the decision surfaces', change: () => this.#choose() });
  #shown: Shown = 'both';
  #points: Points | undefined;
  #surface: Surface | undefined;
  /** The weights of the perceptron, where one runs beside. */
  #line: readonly number[] | undefined;
  #canvases: readonly HTMLCanvasElement[] = [];

  constructor() {
    this.#choice.append(new Option('both runs', 'both'), new Option('where they differ', 'difference'));
    fill(this.element, h('div', { class: 'heading' }, this.#title, this.#choice), this.#places, this.#key);
    new ResizeObserver(() => this.redraw()).observe(this.#places);
  }

  show(points: Points, surface: Surface | undefined, line?: readonly number[]): void {
    const isOther = surface?.kind !== this.#surface?.kind || this.#canvases.length === 0;
    this.#points = points;
    this.#line = line;
    this.#key.hidden = line === undefined || surface?.kind !== 'plane';
    this.#surface = surface;
    this.element.hidden = surface === undefined;
    if (isOther) this.#arrange();
    this.redraw();
  }

  redraw(): void {
    const [surface, points] = [this.#surface, this.#points];
    if (surface === undefined || points === undefined) return;
    const theme = inks();
    for (const [n, canvas] of this.#canvases.entries()) {
      const brush = brushOf(canvas, surface.kind === 'plane' ? 1 : 0.5);
      if (brush === undefined) continue;
      if (surface.kind === 'line') drawLine(brush, surface, points, theme);
      else drawPlane(brush, surface, this.#shown === 'both' ? fieldAt(surface, n) : differenceOf(surface), points, theme, this.#line);
    }
  }

  #choose(): void {
    this.#shown = this.#choice.value as Shown;
    this.#arrange();
    this.redraw();
  }

  /** The canvases for what is shown. */
  #arrange(): void {
    const isLine = this.#surface?.kind === 'line';
    this.#title.textContent = isLine ? 'Fit' : 'Decision surface';
    this.#choice.hidden = isLine;
    const figure = (label: string, ...caption: readonly (Node | string)[]) => {
      const canvas = h('canvas', { role: 'img', 'aria-label': label });
      return { canvas, element: h('figure', {}, canvas, ...(caption.length > 0 ? [h('figcaption', {}, ...caption)] : [])) };
    };
    const figures = isLine
      ? [figure('The data, and what both runs predict')]
      : this.#shown === 'difference'
        ? [figure('Where the runs put points into different classes', 'coloured where the runs put points into different classes')]
        : drawn.map((course) =>
            figure(`Classes by the ${courseNames[course]}`, h('span', { class: `swatch ${course}` }), courseNames[course]),
          );
    this.#canvases = figures.map(({ canvas }) => canvas);
    fill(this.#places, ...figures.map(({ element }) => element));
  }
}

interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
}

/** A clean canvas as wide as its place, as sharp as the screen. */
function brushOf(canvas: HTMLCanvasElement, ratio: number): Brush | undefined {
  const width = canvas.clientWidth;
  const height = Math.round(width * ratio);
  const context = canvas.getContext('2d');
  if (width === 0 || context === null) return undefined;
  const scale = window.devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  context.scale(scale, scale);
  return { context, width, height };
}

function fieldAt({ runs }: PlaneSurface, n: number): Field {
  return runs[drawn[n] ?? 'exact'];
}

/** Class 0 where both say the same, and no class at all there. */
function differenceOf({ runs: { written, exact } }: PlaneSurface): Field & { readonly isDifference: true } {
  return {
    classes: written.classes,
    margins: written.classes.map((one, n) => (one === exact.classes[n] ? 0 : 1)) as unknown as Float32Array,
    isDifference: true,
  };
}

function drawPlane(
  brush: Brush,
  { box, side }: PlaneSurface,
  field: Field & { isDifference?: true },
  points: Points,
  theme: Inks,
  line?: readonly number[],
): void {
  const { context, width, height } = brush;
  // One pixel a cell, drawn larger: so neighbours run into each other.
  const cells = h('canvas');
  cells.width = side;
  cells.height = side;
  const pixels = cells.getContext('2d') as CanvasRenderingContext2D;
  for (let cell = 0; cell < field.classes.length; cell++) {
    const [row, column] = [Math.floor(cell / side), cell % side];
    const margin = field.margins[cell] as number;
    if (margin === 0) continue;
    pixels.fillStyle = field.isDifference ? theme.wrong : classInk(theme, field.classes[cell] as number);
    pixels.globalAlpha = field.isDifference ? 0.6 : 0.12 + 0.4 * margin;
    pixels.fillRect(column, side - 1 - row, 1, 1);
  }
  context.imageSmoothingQuality = 'high';
  context.drawImage(cells, 0, 0, width, height);
  for (let n = 0; n < Math.min(points.count, mostPoints); n++) {
    const [x, y] = [points.inputs[2 * n] as number, points.inputs[2 * n + 1] as number];
    drawPoint(context, across01(box, 0, x) * width, (1 - across01(box, 1, y)) * height, points.targets[n] as number, theme);
  }
  if (line) drawBoundary(brush, box, line, theme);
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

function drawLine({ context, width, height }: Brush, { inputs, runs }: LineSurface, points: Points, theme: Inks): void {
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

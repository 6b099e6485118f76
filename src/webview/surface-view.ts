import type { Points } from '../core/training/points.ts';
import type { Course } from '../core/training/race.ts';
import { fill, h } from './dom.ts';
import { courseNames } from './result.ts';
import type { Opened, Report } from './session.ts';
import { differenceOf, type Field, type PlaneSurface, type Surface } from './surface.ts';
import { brushOf, drawCopies, drawLine, drawPlane } from './surface-drawing.ts';
import { inks } from './theme.ts';
import type { View } from './view.ts';

/** What of the surfaces is shown. */
type Shown = 'both' | 'difference';

const titles: Readonly<Record<Surface['kind'], string>> = { plane: 'Decision surface', line: 'Fit', copies: 'Reconstruction' };

const drawn: readonly Course[] = ['written', 'exact'];

/** What both networks say of the plane, with the data on it; of a single input the curves that they fit. */
export class SurfaceView implements View {
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
  /** Of each canvas, in pixels; known until the page is laid out anew. */
  #width: number | undefined;

  constructor() {
    this.#choice.append(new Option('both runs', 'both'), new Option('where they differ', 'difference'));
    fill(this.element, h('div', { class: 'heading' }, this.#title, this.#choice), this.#places, this.#key);
    const resized = (): void => {
      this.#width = undefined;
      this.redraw();
    };
    new ResizeObserver(resized).observe(this.#places);
  }

  start({ train }: Opened): void {
    this.#points = train;
  }

  surface(surface: Surface | undefined, { score: { perceptron } }: Report): void {
    const line = perceptron?.weights;
    const isOther = surface?.kind !== this.#surface?.kind || this.#canvases.length === 0;
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
    this.#width ??= this.#canvases[0]?.clientWidth ?? 0;
    for (const [n, canvas] of this.#canvases.entries()) {
      const brush = brushOf(canvas, this.#width, surface.kind === 'line' ? 0.5 : 1);
      if (brush === undefined) continue;
      if (surface.kind === 'line') drawLine(brush, surface, points, inks());
      else if (surface.kind === 'copies') drawCopies(brush, surface.box, surface.runs[drawn[n] ?? 'exact'], points, inks());
      else drawPlane(brush, surface, this.#shown === 'both' ? fieldAt(surface, n) : differenceOf(surface), points, inks(), this.#line);
    }
  }

  #choose(): void {
    this.#shown = this.#choice.value as Shown;
    this.#arrange();
    this.redraw();
  }

  /** The canvases for what is shown. */
  #arrange(): void {
    const kind = this.#surface?.kind ?? 'plane';
    this.#title.textContent = titles[kind];
    this.#choice.hidden = kind !== 'plane';
    const figure = (label: string, ...caption: readonly (Node | string)[]) => {
      const canvas = h('canvas', { role: 'img', 'aria-label': label });
      return { canvas, element: h('figure', {}, canvas, ...(caption.length > 0 ? [h('figcaption', {}, ...caption)] : [])) };
    };
    const ofEach = (label: string) =>
      drawn.map((course) => figure(`${label} the ${courseNames[course]}`, h('span', { class: `swatch ${course}` }), courseNames[course]));
    const ofPlane = (): ReturnType<typeof figure>[] =>
      this.#shown === 'difference'
        ? [figure('Where the runs put points into different classes', 'coloured where the runs put points into different classes')]
        : ofEach('Classes by');
    const figures = {
      line: () => [figure('The data, and what both runs predict')],
      copies: () => ofEach('The data, and a line from each point to what comes out of it, by'),
      plane: ofPlane,
    }[kind]();
    this.#canvases = figures.map(({ canvas }) => canvas);
    this.#width = undefined;
    fill(this.#places, ...figures.map(({ element }) => element));
  }
}

function fieldAt({ runs }: PlaneSurface, n: number): Field {
  return runs[drawn[n] ?? 'exact'];
}

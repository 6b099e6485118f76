import type { Plan } from '../core/training/plan.ts';
import type { Course } from '../core/training/race.ts';
import { formatNumber } from '../service/numbers.ts';
import { fill, formula, h, svg } from './dom.ts';
import { type NetworkNode, networkOf, type Passage, type Stop, stopsOf } from './network.ts';
import type { LinkTo } from './parameters.ts';
import type { Opened } from './session.ts';
import { inks } from './theme.ts';
import type { View } from './view.ts';
import { Walk } from './walk.ts';

/** What of the network is looked at. */
export interface Look {
  readonly course: Course;
  readonly row: number;
}

export interface NetworkListener {
  /** Another point or run is looked at, or none any more. */
  looking(look: Look | undefined): void;
  /** The walk has come to a node with a formula. */
  walked(place: { readonly part: number; readonly start: number }): void;
}

/** How many numbers of a node are written out, and how large a weight is drawn, in pixels. */
const mostNumbers = 16;
const weightSide = 8;

/** The network as a graph: each name with what it is worked out from, its weights, and its values and adjoints for one point. */
export class NetworkView implements View {
  readonly element = h('details', { class: 'network' });
  readonly #listener: NetworkListener;
  readonly #course = h(
    'select',
    { 'aria-label': 'Weights of', change: () => this.#look() },
    new Option('true gradients', 'exact'),
    new Option('gradients as written', 'written'),
  );
  readonly #row = h('input', { 'aria-label': 'Point', type: 'number', min: '1', value: '1', change: () => this.#look() });
  readonly #walk = new Walk('node', { changed: () => this.#showWalk(), walked: (stop) => this.#walked(stop) });
  readonly #graph = h('div', { class: 'graph' });
  readonly #edges = svg('svg', { class: 'edges', 'aria-hidden': 'true' });
  #rows: readonly Row[] = [];
  #nodes: readonly NetworkNode[] = [];
  #stops: readonly Stop[] = [];
  #count = 1;

  constructor(listener: NetworkListener) {
    this.#listener = listener;
    fill(
      this.element,
      h('summary', {}, 'Network, one point at a time'),
      h('div', { class: 'controls' }, 'Point', this.#row, this.#course, this.#walk.element),
      this.#graph,
    );
    this.element.addEventListener('toggle', () => this.#look());
    new ResizeObserver(() => this.#drawEdges()).observe(this.#graph);
  }

  /** Another network. */
  open(plan: Plan, linkTo: LinkTo): void {
    this.#nodes = networkOf(plan);
    this.#stops = stopsOf(this.#nodes, plan);
    this.#walk.open(this.#stops.length);
    this.#rows = this.#nodes.map((node) => new Row(node, plan, linkTo));
    const key = h(
      'div',
      { class: 'key quiet' },
      'Weights: ',
      h('span', { class: 'square ink-second' }),
      ' positive, ',
      h('span', { class: 'square ink-first' }),
      ' negative; the stronger the colour, the larger.',
    );
    fill(this.#graph, this.#edges, ...this.#rows.map(({ element }) => element), key);
    this.#showWalk();
  }

  start({ train: { count } }: Opened): void {
    this.#count = count;
    this.#row.max = String(count);
    this.#look();
  }

  passage(passage: Passage): void {
    for (const row of this.#rows) row.show(passage);
    this.#showWalk();
  }

  /** Lights up the node whose formula the cursor is in. */
  light(isAt: (place: { readonly part: number; readonly start: number }) => boolean): void {
    for (const { element, node } of this.#rows) {
      const { where } = node;
      element.classList.toggle('lit', where !== undefined && isAt({ part: where.part, start: where.range.start }));
    }
  }

  redraw(): void {
    for (const row of this.#rows) row.redraw();
  }

  #look(): void {
    const wanted = Math.round(Number(this.#row.value)) || 1;
    const row = Math.min(Math.max(wanted, 1), this.#count);
    this.#row.value = String(row);
    this.#listener.looking(this.element.open ? { course: this.#course.value as Course, row: row - 1 } : undefined);
  }

  #walked(at: number): void {
    const stop = this.#stops[at];
    const where = stop && this.#nodes[stop.at]?.where;
    this.#rows[stop?.at ?? 0]?.element.scrollIntoView({ block: 'nearest' });
    if (where) this.#listener.walked({ part: where.part, start: where.range.start });
  }

  #showWalk(): void {
    const { isAll } = this.#walk;
    const passed = this.#stops.slice(0, this.#walk.passed);
    const last = passed.at(-1);
    for (const [n, row] of this.#rows.entries())
      row.walk({
        isForward: passed.some(({ at, isForward }) => at === n && isForward),
        isBack: passed.some(({ at, isForward }) => at === n && !isForward),
        isHere: !isAll && last?.at === n,
      });
    this.#walk.say(isAll ? 'forward and back' : last?.isForward ? 'forward' : 'back');
    this.#drawEdges();
  }

  /** From each node to those that come from it: beside each other straight down, else around what lies between. */
  #drawEdges(): void {
    const top = this.#graph.getBoundingClientRect().top;
    const middles = this.#rows.map(({ dot }) => {
      const box = dot.getBoundingClientRect();
      return box.top - top + box.height / 2;
    });
    const paths = this.#nodes.flatMap(({ parents }, n) =>
      parents.map((parent) => {
        const [from, to] = [middles[parent] as number, middles[n] as number];
        const around = n - parent === 1 ? 0 : Math.min(28, 8 + 5 * (n - parent));
        return svg('path', { d: `M32 ${from}C${32 - around} ${from + 12} ${32 - around} ${to - 12} 32 ${to}` });
      }),
    );
    this.#edges.setAttribute('height', String(this.#graph.clientHeight));
    this.#edges.replaceChildren(...paths);
  }
}

/** One name of the network. */
class Row {
  readonly node: NetworkNode;
  readonly dot = h('span', { class: 'dot' });
  readonly element: HTMLElement;
  readonly #values = h('div', { class: 'numbers' });
  readonly #adjoints = h('div', { class: 'numbers' });
  readonly #adjointLine: HTMLElement;
  readonly #weights: readonly HTMLCanvasElement[];
  readonly #plan: Plan;
  #passage: Passage | undefined;

  constructor(node: NetworkNode, plan: Plan, linkTo: LinkTo) {
    this.node = node;
    this.#plan = plan;
    const { tex, where, parameters } = node;
    this.#weights = parameters.map((n) => h('canvas', { role: 'img', 'aria-label': `Weights ${plan.parameters[n]?.tex ?? ''}` }));
    this.#adjointLine = h('div', { class: 'line' }, formula(`\\partial ${plan.loss.tex}/\\partial ${tex}`), this.#adjoints);
    this.element = h(
      'div',
      { class: `node ${node.kind}` },
      this.dot,
      h('div', { class: 'line' }, formula(tex), this.#values, where && linkTo({ part: where.part, start: where.range.start })),
      parameters.length > 0
        ? h(
            'div',
            { class: 'line' },
            ...parameters.map((n, at) => h('span', { class: 'weights' }, formula(plan.parameters[n]?.tex ?? ''), this.#weights[at])),
          )
        : undefined,
      this.#adjointLine,
    );
  }

  show(passage: Passage): void {
    this.#passage = passage;
    const { kind, index } = this.node;
    const own = passage.values[index];
    const values = kind === 'input' ? passage.inputs[index] : kind === 'target' ? passage.targets[index] : own?.values;
    fill(this.#values, ...numbers(values ?? []));
    fill(this.#adjoints, ...numbers((kind === 'value' && own?.adjoints) || []));
    this.redraw();
  }

  walk({ isForward, isBack, isHere }: { readonly isForward: boolean; readonly isBack: boolean; readonly isHere: boolean }): void {
    this.#values.classList.toggle('unseen', !isForward);
    this.#adjointLine.hidden = this.node.kind !== 'value' || this.#plan.values[this.node.index]?.adjoint === undefined;
    this.#adjointLine.classList.toggle('unseen', !isBack);
    this.element.classList.toggle('here', isHere);
  }

  /** The weights, each as a square: its colour is its sign, its strength its size. */
  redraw(): void {
    const theme = inks();
    for (const [at, n] of this.node.parameters.entries()) {
      const [canvas, parameter, weights] = [this.#weights[at], this.#plan.parameters[n], this.#passage?.weights[n]];
      const context = canvas?.getContext('2d');
      if (canvas === undefined || parameter === undefined || weights === undefined || !context) continue;
      const [rows = 1, columns = 1] = parameter.sizes;
      const [down = 1, right = 1] = parameter.strides;
      const scale = window.devicePixelRatio;
      canvas.width = columns * weightSide * scale;
      canvas.height = rows * weightSide * scale;
      canvas.style.width = `${columns * weightSide}px`;
      context.scale(scale, scale);
      const most = Math.max(1e-9, ...weights.map(Math.abs));
      for (let row = 0; row < rows; row++)
        for (let column = 0; column < columns; column++) {
          const weight = weights[row * down + column * right] ?? 0;
          context.fillStyle = theme.classes[weight < 0 ? 0 : 1] as string;
          context.globalAlpha = 0.1 + (0.9 * Math.abs(weight)) / most;
          context.fillRect(column * weightSide, row * weightSide, weightSide - 1, weightSide - 1);
        }
    }
  }
}

function numbers(values: readonly number[]): HTMLElement[] {
  const shown = values.slice(0, mostNumbers).map((value) => h('span', {}, Math.abs(value) < 1e-9 ? '0' : formatNumber(value, 2)));
  const rest = values.length - shown.length;
  return rest === 0 ? shown : [...shown, h('span', { class: 'quiet' }, `and ${rest} more`)];
}

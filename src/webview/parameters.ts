import type { NotePlace, Parameter, Plan } from '../core/training/plan.ts';
import { formatNumber } from '../service/numbers.ts';
import { fill, formula, h, icon, icons, write } from './dom.ts';
import { gradientTex } from './result.ts';
import { cosineOf, errorOf, type Report } from './session.ts';
import { Sparkline } from './sparkline-view.ts';

/** How the gradient of a parameter stands in the notes: its mark, and what that means. */
const standings: Readonly<Record<Parameter['standing'], { readonly mark: string; readonly label: string; readonly words?: string }>> = {
  right: { mark: icons.right, label: 'The gradient of the notes is the true one' },
  wrong: { mark: icons.wrong, label: 'The gradient of the notes is not the true one' },
  unfit: { mark: icons.wrong, label: 'The gradient of the notes is not the true one', words: "Can't be run; true gradient used" },
  elsewhere: { mark: icons.other, label: 'The gradient of the notes is that of what they have, and something else was chosen' },
  unclaimed: { mark: icons.open, label: 'The notes claim none', words: 'None in the notes; true gradient used' },
  unused: { mark: icons.open, label: 'The claim was not decided', words: 'Not decided; true gradient used' },
};

/** A link to a place in the notes. */
export type LinkTo = (place: { readonly part: number; readonly start: number }, label?: string) => HTMLElement;

/** A measure of how far a gradient as written is from the true one, over time. */
interface Measure {
  readonly title: string;
  /** The column of the curve. */
  readonly columnOf: (parameter: number) => string;
  /** What it is of the true gradient. */
  readonly ideal: number;
  readonly range: (values: readonly number[]) => readonly [number, number];
  readonly digits: number;
}

const measures: readonly Measure[] = [
  { title: 'cosine', columnOf: cosineOf, ideal: 1, range: () => [-1, 1], digits: 4 },
  { title: 'rel. error', columnOf: errorOf, ideal: 0, range: (values) => [0, Math.max(1, ...values.filter(Number.isFinite))], digits: 2 },
];

/** A row for each parameter: where its gradient comes from, and how far it has been from the true one. */
export class Parameters {
  readonly element = h('table', { class: 'parameters' });
  #cells: readonly (readonly MeasureCell[])[] = [];

  /** Another network. */
  open(plan: Plan, linkTo: LinkTo): void {
    this.#cells = plan.parameters.map((_, n) => measures.map((measure) => new MeasureCell(measure, n)));
    const rows = plan.parameters.map((parameter, n) => rowOf(plan, parameter, this.#cells[n] ?? [], linkTo));
    const heads = ['', 'gradient', 'from the notes', ...measures.map(({ title }) => title)];
    fill(
      this.element,
      h('caption', { class: 'hidden' }, 'Gradients of the notes compared with the true ones'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...heads.map((head, n) =>
            h(
              'th',
              { scope: 'col', ...(2 < n ? { class: 'number' } : {}) },
              head === '' ? h('span', { class: 'hidden' }, 'verdict') : head,
            ),
          ),
        ),
      ),
      h('tbody', {}, ...rows),
    );
  }

  show({ columns }: Report): void {
    for (const cell of this.#cells.flat()) cell.show(columns.steps, columns.values);
  }
}

/** The newest number of a measure, and all before it as a curve. */
class MeasureCell {
  readonly element: HTMLElement;
  readonly #measure: Measure;
  readonly #column: string;
  readonly #curve = new Sparkline();
  readonly #newest = h('span', { class: 'newest' }, '–');

  constructor(measure: Measure, parameter: number) {
    this.#measure = measure;
    this.#column = measure.columnOf(parameter);
    this.element = h('td', { class: 'number', 'data-label': measure.title }, h('div', { class: 'over-time' }, this.#newest));
    this.element.firstElementChild?.prepend(this.#curve.element);
  }

  show(steps: readonly number[], columns: Readonly<Record<string, readonly number[]>>): void {
    const { title, ideal, range, digits } = this.#measure;
    const values = columns[this.#column] ?? [];
    const found = values.filter(Number.isFinite);
    const words = (value: number | undefined): string => shown(value, digits);
    write(this.#newest, words(found.at(-1)));
    this.#curve.show(steps, values, range(found), ideal);
    const extent = `from ${words(Math.min(...found))} to ${words(Math.max(...found))}`;
    this.#curve.label(found.length === 0 ? `${title}: no steps yet` : `${title} over the steps: ${extent}`);
  }
}

function rowOf(plan: Plan, parameter: Parameter, cells: readonly MeasureCell[], linkTo: LinkTo): HTMLElement {
  const { standing, formula: tex, claims, faults } = parameter;
  const { mark, label, words } = standings[standing];
  const [first] = claims;
  const own =
    words === undefined ? [h('div', { class: 'claim' }, tex === undefined ? chained() : formula(tex), first && link(first, linkTo))] : [];
  const others = faults.filter(({ where }) => words !== undefined || where.range.start !== first?.range.start || where.part !== first.part);
  return h(
    'tr',
    { class: standing },
    h('td', { class: 'mark' }, h('span', { role: 'img', 'aria-label': label, title: label }, icon(mark))),
    h('th', { scope: 'row' }, formula(gradientTex(plan, parameter, true))),
    h(
      'td',
      { class: 'from' },
      ...own,
      words && h('div', { class: 'quiet' }, words, ...(standing === 'unused' && first ? [' ', link(first, linkTo)] : [])),
      ...others.map((fault) =>
        h('div', { class: 'claim fault' }, h('span', { class: 'quiet' }, 'wrong by'), formula(fault.formula), link(fault.where, linkTo)),
      ),
    ),
    ...cells.map(({ element }) => element),
  );
}

/** What stands for a formula where the notes have one of what lies between the loss and the parameter alone. */
function chained(): HTMLElement {
  return h('span', { class: 'quiet' }, 'Their derivative, by the chain rule');
}

function link({ part, range }: NotePlace, linkTo: LinkTo): HTMLElement {
  return linkTo({ part, start: range.start });
}

/** What rounding alone makes is none. */
function shown(value: number | undefined, digits: number): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  return Math.abs(value) < 1e-9 ? '0' : formatNumber(value, digits);
}

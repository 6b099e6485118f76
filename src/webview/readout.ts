import type { Course } from '../core/training/race.ts';
import { formatNumber } from '../service/numbers.ts';
import { fill, h, write } from './dom.ts';
import type { Report } from './session.ts';

const names: Readonly<Record<Course, string>> = { written: 'as written', exact: 'true' };

/** In the order of the chart, from above. */
const courses: readonly Course[] = ['written', 'exact'];

/** A line of the table: what it is about, and what is in its cells. */
interface Line {
  readonly swatch: string;
  readonly name: string;
  /** A single one is as wide as all. */
  readonly cells: readonly string[];
}

/** What both runs have come to, which is the legend of the curves too. */
export class Readout {
  readonly element = h('table', { class: 'readout' });
  /** What the table is made for; numbers alone change in its cells. */
  #shape = '';
  #cells: readonly HTMLElement[] = [];

  show(report: Report): void {
    const heads = headsOf(report);
    const lines = linesOf(report);
    const shape = JSON.stringify([heads, lines.map(({ name, cells }) => [name, cells.length])]);
    if (shape !== this.#shape) this.#arrange(heads, lines);
    this.#shape = shape;
    for (const [n, text] of lines.flatMap(({ cells }) => cells).entries()) write(this.#cells[n] as HTMLElement, text);
  }

  #arrange(heads: readonly string[], lines: readonly Line[]): void {
    const cellsOf = ({ cells }: Line): HTMLElement[] =>
      cells.map(() => h('td', cells.length === 1 ? { colspan: String(heads.length) } : {}));
    const rows = lines.map((line) => ({ line, cells: cellsOf(line) }));
    this.#cells = rows.flatMap(({ cells }) => cells);
    fill(
      this.element,
      h('caption', { class: 'hidden' }, 'What both runs have come to'),
      h('thead', {}, h('tr', {}, h('td'), ...heads.map((head) => h('th', { scope: 'col' }, head)))),
      h(
        'tbody',
        {},
        ...rows.map(({ line: { swatch, name }, cells }) =>
          h('tr', {}, h('th', { scope: 'row' }, h('span', { class: `swatch ${swatch}` }), name), ...cells),
        ),
      ),
    );
  }
}

function headsOf({ score: { train, test } }: Report): readonly string[] {
  const isClassed = train.exact.accuracy !== undefined;
  return ['loss', ...(isClassed ? ['accuracy'] : []), ...(test ? ['on other points'] : [])];
}

function linesOf({ state, score: { train, test, perceptron } }: Report): readonly Line[] {
  const isClassed = train.exact.accuracy !== undefined;
  const lines = courses.map((course): Line => {
    const { stopped } = state.runs[course];
    const { loss, accuracy } = train[course];
    const other = test?.[course];
    const elsewhere = other === undefined ? [] : [isClassed ? percent(other.accuracy) : formatNumber(other.loss, 3)];
    const numbers = [formatNumber(loss, 3), ...(isClassed ? [percent(accuracy)] : []), ...elsewhere];
    return { swatch: course, name: names[course], cells: stopped ? [`stopped at step ${stopped.step}`] : numbers };
  });
  if (perceptron === undefined) return lines;
  const cells = ['–', percent(perceptron.accuracy), ...(test ? ['–'] : [])];
  return [...lines, { swatch: 'perceptron', name: 'perceptron rule', cells }];
}

/** A share as a person reads it. */
function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? '–' : `${formatNumber(100 * share, 3)} %`;
}

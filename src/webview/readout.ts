import type { Course } from '../core/training/race.ts';
import { formatNumber } from '../service/numbers.ts';
import { fill, h } from './dom.ts';
import type { Report } from './session.ts';

const names: Readonly<Record<Course, string>> = { written: 'as written', exact: 'true' };

/** In the order of the chart, from above. */
const rows: readonly Course[] = ['written', 'exact'];

/** What both runs have come to, which is the legend of the curves too. */
export class Readout {
  readonly element = h('table', { class: 'readout' });

  show({ state, score }: Report): void {
    const { train, test, perceptron } = score;
    const isClassed = train.exact.accuracy !== undefined;
    const heads = ['loss', ...(isClassed ? ['accuracy', ...(test ? ['on other points'] : [])] : test ? ['on other points'] : [])];
    const cells = (course: Course): readonly string[] => {
      const { loss, accuracy } = train[course];
      const other = test?.[course];
      const elsewhere = other === undefined ? [] : [isClassed ? percent(other.accuracy) : formatNumber(other.loss, 3)];
      return [formatNumber(loss, 3), ...(isClassed ? [percent(accuracy)] : []), ...elsewhere];
    };
    const row = (course: Course): HTMLElement => {
      const { stopped } = state.runs[course];
      const shown = stopped
        ? [h('td', { colspan: String(heads.length) }, `stopped at step ${stopped.step}`)]
        : cells(course).map((cell) => h('td', {}, cell));
      return h('tr', {}, h('th', { scope: 'row' }, h('span', { class: `swatch ${course}` }), names[course]), ...shown);
    };
    fill(
      this.element,
      h('caption', { class: 'hidden' }, 'What both runs have come to'),
      h('thead', {}, h('tr', {}, h('td'), ...heads.map((head) => h('th', { scope: 'col' }, head)))),
      h(
        'tbody',
        {},
        ...rows.map(row),
        perceptron &&
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, h('span', { class: 'swatch perceptron' }), 'perceptron rule'),
            h('td', {}, '–'),
            h('td', {}, percent(perceptron.accuracy)),
            ...(test ? [h('td', {}, '–')] : []),
          ),
      ),
    );
  }
}

/** A share as a person reads it. */
export function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? '–' : `${formatNumber(100 * share, 3)} %`;
}

import { Chart, type ChartLook } from './chart.ts';
import { h } from './dom.ts';
import { Readout } from './readout.ts';
import { accuracyOf, lossOf, type Report } from './session.ts';
import type { View } from './view.ts';

/** A measure of both runs over the steps. */
class CurvesView implements View {
  readonly element: HTMLElement;
  readonly #chart: Chart;
  readonly #columnOf: typeof lossOf;

  constructor(name: string, columnOf: typeof lossOf, look: ChartLook, ...above: readonly Node[]) {
    const place = h('div', { class: 'chart', role: 'img', 'aria-label': `${name} of both runs over the steps` });
    this.#columnOf = columnOf;
    this.element = h('section', { class: 'curves' }, h('h2', {}, name), ...above, place);
    this.#chart = new Chart(place, look);
  }

  report({ columns: { steps, values } }: Report): void {
    const columnOf = this.#columnOf;
    this.#chart.show(steps, { written: values[columnOf('written')] ?? [], exact: values[columnOf('exact')] ?? [] });
  }

  redraw(): void {
    this.#chart.redraw();
  }
}

/** The losses, below the numbers that both runs have come to. */
export class LossView extends CurvesView {
  readonly #readout: Readout;

  constructor() {
    const readout = new Readout();
    super('Loss', lossOf, { height: 260, isLogarithmic: true }, readout.element);
    this.#readout = readout;
  }

  override report(report: Report): void {
    this.#readout.show(report);
    super.report(report);
  }
}

/** The accuracies, where points belong to classes. */
export class AccuracyView extends CurvesView {
  constructor() {
    const format = (value: number): string => `${Math.round(100 * value)} %`;
    super('Accuracy', accuracyOf, { height: 120, isLogarithmic: false, range: [-0.03, 1.03], format });
  }

  override report(report: Report): void {
    this.element.hidden = report.score.train.exact.accuracy === undefined;
    super.report(report);
  }
}

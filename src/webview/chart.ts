import uPlot from 'uplot';
import type { Course } from '../core/training/race.ts';
import { formatNumber } from '../service/numbers.ts';
import { dashes, type Inks, inks } from './theme.ts';

/** In the order in which they are drawn: what is as written lies above, and through its gaps one sees what is below. */
const drawn: readonly Course[] = ['exact', 'written'];

export interface ChartLook {
  readonly height: number;
  readonly isLogarithmic: boolean;
  /** Where the numbers are known to lie. */
  readonly range?: readonly [number, number];
  readonly format?: (value: number) => string;
}

/** Curves of both runs over the steps. */
export class Chart {
  readonly #place: HTMLElement;
  readonly #look: ChartLook;
  #isLogarithmic: boolean;
  #plot: uPlot | undefined;
  #inks: Inks = inks();
  #data: uPlot.AlignedData = [[], [], []];

  constructor(place: HTMLElement, look: ChartLook) {
    this.#place = place;
    this.#look = look;
    this.#isLogarithmic = look.isLogarithmic;
    new ResizeObserver(() => this.#resize()).observe(place);
  }

  show(steps: readonly number[], curves: Readonly<Record<Course, readonly number[]>>): void {
    const columns = drawn.map((course) => curves[course].map((value) => (Number.isFinite(value) ? value : null)));
    this.#data = [[...steps], ...columns] as uPlot.AlignedData;
    const isLogarithmic = this.#look.isLogarithmic && columns.flat().every((value) => value === null || 0 < value);
    const plot = this.#plot;
    // In a batch it is drawn now, and not some time after.
    if (plot && isLogarithmic === this.#isLogarithmic) plot.batch(() => plot.setData(this.#data));
    else {
      this.#isLogarithmic = isLogarithmic;
      this.redraw();
    }
  }

  /** Anew, in the colours of the theme. */
  redraw(): void {
    this.#inks = inks();
    this.#plot?.destroy();
    this.#plot = undefined;
    const width = this.#place.clientWidth;
    if (0 < width) this.#plot = new uPlot(this.#options(width), this.#data, this.#place);
  }

  #resize(): void {
    const width = this.#place.clientWidth;
    if (this.#plot === undefined) this.redraw();
    else if (0 < width && width !== this.#plot.width) this.#plot.setSize({ width, height: this.#look.height });
  }

  #options(width: number): uPlot.Options {
    const { range, height, format = (value) => formatNumber(value, 2) } = this.#look;
    const axis: uPlot.Axis = {
      stroke: () => this.#inks.faint,
      font: this.#inks.font,
      ticks: { show: false },
      grid: { stroke: () => this.#inks.grid, width: 1 },
      gap: 4,
    };
    return {
      width,
      height,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: (_plot, _low, high) => [0, Math.max(10, high ?? 0)] },
        y: {
          distr: this.#isLogarithmic ? 3 : 1,
          range: (_plot, low, high) => (range ? [range[0], range[1]] : this.#isLogarithmic ? around(low, high) : spread(low, high)),
        },
      },
      axes: [
        { ...axis, size: 24, space: 64, values: (_plot, values) => values.map((value) => (Number.isInteger(value) ? String(value) : '')) },
        {
          ...axis,
          size: 52,
          space: 28,
          grid: { ...axis.grid, filter: (plot, splits) => (isWide(plot) ? splits.map(ofTen) : splits) },
          values: (_plot, values) => values.map((value) => (value === null ? '' : format(value))),
        },
      ],
      series: [
        {},
        ...drawn.map(
          (course): uPlot.Series => ({
            stroke: () => this.#inks[course],
            width: course === 'exact' ? 3 : 2,
            dash: [...dashes[course]],
            points: { show: false },
            spanGaps: false,
          }),
        ),
      ],
    };
  }
}

/** Whether a scale is logarithmic and has so many lines that those at powers of ten are enough. */
function isWide({ scales: { y } }: uPlot): boolean {
  return y?.distr === 3 && 10 <= (y.max ?? 1) / (y.min ?? 1);
}

function ofTen(value: number): number | null {
  const power = Math.log10(value);
  return Math.abs(power - Math.round(power)) < 1e-9 ? value : null;
}

/** A range of a logarithmic scale, from and to numbers that the axis can be divided at. */
function around(low: number | null, high: number | null): [number, number] {
  const [from, to] = uPlot.rangeLog(low || 0.1, high || 1, 10, false);
  return from !== null && to !== null && from < to ? [from, to] : [0.1, 1];
}

function spread(low: number | null, high: number | null): [number, number] {
  const [from, to] = [low ?? 0, high ?? 1];
  const air = 0.08 * (to - from) || 0.1 * Math.abs(to) || 1;
  return [0 <= from && from < 0.3 * to ? 0 : from - air, to + air];
}

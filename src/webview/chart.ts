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
          grid: { ...axis.grid, filter: (plot, splits) => linesOf(plot, splits) },
          ...(this.#isLogarithmic ? { filter: (plot: uPlot, splits: number[]) => labelsOf(plot, splits) } : {}),
          values: (_plot, values) => values.map((value) => (value === null ? '' : format(value).replace(/^1×/, ''))),
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

/** How many powers of ten a logarithmic scale goes over; undefined of another one. */
function decadesOf({ scales: { y } }: uPlot): number | undefined {
  return y?.distr === 3 ? Math.log10((y.max ?? 1) / (y.min ?? 1)) : undefined;
}

/** The numbers at which an axis has lines: of a wide logarithmic one powers of ten, every few of them where there are many. */
function linesOf(plot: uPlot, splits: number[]): (number | null)[] {
  const decades = decadesOf(plot);
  return decades === undefined || decades < 1 ? splits : splits.map((value) => ofTen(value, powersBetween(decades)));
}

/** The numbers that a logarithmic axis shows: over few powers of ten those that begin with 1, 2 and 5 too. */
function labelsOf(plot: uPlot, splits: number[]): (number | null)[] {
  const decades = decadesOf(plot) ?? 0;
  const isRound = (value: number): boolean => [1, 2, 5].some((first) => ofTen(value / first, 1) !== null);
  if (decades < 0.5) return splits;
  return decades < 3 ? splits.map((value) => (isRound(value) ? value : null)) : linesOf(plot, splits);
}

/** At every how many powers of ten there is a line. */
function powersBetween(decades: number): number {
  return Math.max(1, Math.ceil(decades / mostLines));
}

const mostLines = 7;

function ofTen(value: number, every: number): number | null {
  const power = Math.log10(value);
  const whole = Math.round(power);
  return Math.abs(power - whole) < 1e-9 && whole % every === 0 ? value : null;
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

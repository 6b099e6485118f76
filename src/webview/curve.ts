/** How many samples of a run are kept. */
const mostSamples = 400;

/** A sample of a race at a step. */
export interface Sample {
  readonly step: number;
  /** By name; NaN where there is none. */
  readonly values: Readonly<Record<string, number>>;
}

/** Columns over the steps at which samples were taken. */
export interface Columns {
  readonly steps: readonly number[];
  readonly values: Readonly<Record<string, readonly number[]>>;
}

/**
 * What a race looked like over time, in a bounded number of samples: when there are too many, every second one goes, and from then on they
 * are taken half as often. Which steps are kept depends on the number of steps alone.
 */
export class Curve {
  #stride = 1;
  #samples: Sample[] = [];

  /** Whether a sample is due after so many steps. */
  wants(step: number): boolean {
    return step % this.#stride === 0;
  }

  add(sample: Sample): void {
    this.#samples.push(sample);
    if (this.#samples.length <= mostSamples) return;
    this.#stride *= 2;
    this.#samples = this.#samples.filter(({ step }) => step % this.#stride === 0);
  }

  clear(): void {
    this.#stride = 1;
    this.#samples = [];
  }

  /** All samples, and the newest one behind them if it is none of them. */
  columns(newest?: Sample): Columns {
    const isNew = newest !== undefined && newest.step !== this.#samples.at(-1)?.step;
    const all = isNew ? [...this.#samples, newest] : this.#samples;
    const names = Object.keys(all[0]?.values ?? {});
    return {
      steps: all.map(({ step }) => step),
      values: Object.fromEntries(names.map((name) => [name, all.map(({ values }) => values[name] ?? Number.NaN)])),
    };
  }
}

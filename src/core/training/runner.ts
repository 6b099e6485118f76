import { Program } from '../engine/program.ts';
import { fillBatch } from './batch.ts';
import type { Parameter, Plan } from './plan.ts';
import type { Points } from './points.ts';
import { generator } from './random.ts';

/** What a network makes of some points. */
export interface Score {
  readonly loss: number;
  /** The share of points that are put in the right class, where there are classes. */
  readonly accuracy?: number;
}

/** A plan with weights of its own: its values and gradients for one batch at a time. */
export class Runner {
  readonly plan: Plan;
  readonly weights: readonly Float64Array[];
  /** By parameter, the mean over the points of the batch. */
  readonly exact: readonly Float64Array[];
  readonly written: readonly Float64Array[];
  private readonly gradients: readonly ('exact' | 'written')[];
  private readonly program: Program;
  private readonly rows: Int32Array;

  /** `gradients`: which of them are worked out. */
  constructor(plan: Plan, randomSeed: number, gradients: readonly ('exact' | 'written')[] = ['exact', 'written']) {
    this.plan = plan;
    this.gradients = gradients;
    const leaves = [...plan.inputs, ...plan.targets, ...plan.constants, ...plan.parameters];
    const outputs = plan.parameters.flatMap((parameter) => gradients.map((which) => parameter[which]));
    const ends = [plan.loss, ...(plan.prediction ? [plan.prediction] : []), ...leaves].map(({ place }) => place);
    this.program = new Program(plan.program, [...ends, ...outputs]);
    this.weights = plan.parameters.map(({ place }) => this.program.values(place));
    this.exact = this.weights.map((values) => new Float64Array(values.length));
    this.written = this.weights.map((values) => new Float64Array(values.length));
    this.rows = new Int32Array(plan.batch);
    for (const { place, value } of plan.constants) this.program.values(place).fill(value);
    this.restart(randomSeed);
  }

  /** Weights as at the start. */
  restart(randomSeed: number): void {
    const random = generator(randomSeed);
    for (const [n, { spread }] of this.plan.parameters.entries()) {
      const values = this.weights[n] as Float64Array;
      for (let at = 0; at < values.length; at++) values[at] = spread * (2 * random() - 1);
    }
  }

  /** Loss and gradients for a batch of points. */
  run(points: Points, rows: Int32Array): void {
    fillBatch(this.plan, this.program, points, rows);
    this.program.run();
    const { parameters } = this.plan;
    for (let which = 0; which < this.gradients.length; which++) {
      const name = this.gradients[which] as 'exact' | 'written';
      for (let n = 0; n < parameters.length; n++) this.mean((parameters[n] as Parameter)[name], this[name][n] as Float64Array);
    }
  }

  /** The mean loss of the batch. */
  get loss(): number {
    const values = this.program.values(this.plan.loss.place);
    let sum = 0;
    for (let n = 0; n < values.length; n++) sum += values[n] as number;
    return sum / values.length;
  }

  /** Values of a step of the program for the batch. */
  values(place: number): Float64Array {
    return this.program.values(place);
  }

  /** What the weights make of all of some points, a batch at a time; in the last one points come again where there are too few. */
  score(points: Points): Score {
    const { batch, loss, data } = this.plan;
    let [sum, right, seen] = [0, 0, 0];
    for (let from = 0; from < points.count; from += batch) {
      for (let n = 0; n < batch; n++) this.rows[n] = (from + n) % points.count;
      fillBatch(this.plan, this.program, points, this.rows);
      this.program.run();
      const own = Math.min(batch, points.count - from);
      if (this.program.varies(loss.place)) {
        const values = this.program.values(loss.place);
        for (let n = 0; n < own; n++) sum += values[n] as number;
      } else sum += own * this.loss;
      seen += own;
      for (let n = 0; n < own; n++) if (this.classOf(n) === points.targets[from + n]) right++;
    }
    return { loss: sum / seen, ...(this.plan.prediction && data.classes > 0 ? { accuracy: right / seen } : {}) };
  }

  /** What the network says of some points, point after point: of each as many numbers as it has outputs. */
  outputs(points: Points): Float64Array {
    const { prediction, batch } = this.plan;
    if (prediction === undefined) return new Float64Array(0);
    const { place, size, component, point } = prediction;
    const found = new Float64Array(points.count * size);
    for (let from = 0; from < points.count; from += batch) {
      for (let n = 0; n < batch; n++) this.rows[n] = (from + n) % points.count;
      fillBatch(this.plan, this.program, points, this.rows);
      this.program.run();
      const values = this.program.values(place);
      for (let n = 0; n < Math.min(batch, points.count - from); n++)
        for (let c = 0; c < size; c++) found[(from + n) * size + c] = values[n * point + c * component] as number;
    }
    return found;
  }

  /** The class in which the n-th point of the batch is put. */
  classOf(n: number): number {
    const { prediction } = this.plan;
    if (prediction === undefined) return Number.NaN;
    const { place, size, component, point, threshold } = prediction;
    const values = this.program.values(place);
    const at = n * point;
    if (size === 1) return threshold < (values[at] as number) ? 1 : 0;
    let best = 0;
    for (let c = 1; c < size; c++) if ((values[at + best * component] as number) < (values[at + c * component] as number)) best = c;
    return best;
  }

  /** The first value that is not finite: which name of the notes it is, or which gradient. */
  broken(gradients: readonly Float64Array[]): string | undefined {
    const { values, parameters, loss } = this.plan;
    for (const { tex, place } of [...values, loss]) if (!isSound(this.program.values(place))) return tex;
    const bad = gradients.findIndex((gradient) => !isSound(gradient));
    return bad < 0 ? undefined : `\\frac{\\partial ${loss.tex}}{\\partial ${parameters[bad]?.tex}}`;
  }

  /** What a gradient is on average over the points of the batch. */
  private mean(place: number, into: Float64Array): void {
    const values = this.program.values(place);
    const each = values.length / into.length;
    for (let cell = 0, at = 0; cell < into.length; cell++) {
      let sum = 0;
      for (let n = 0; n < each; n++, at++) sum += values[at] as number;
      into[cell] = sum / each;
    }
  }
}

/** Whether all numbers are. */
export function isSound(values: Float64Array): boolean {
  for (let n = 0; n < values.length; n++) if (!Number.isFinite(values[n])) return false;
  return true;
}

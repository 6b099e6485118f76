import { Program } from '../engine/program.ts';
import { fillProgram, meanOverPoints } from './batch.ts';
import type { Parameter, Plan } from './plan.ts';
import type { Points } from './points.ts';
import { classAt, drawWeights, type GradientKind, isSound, type Runner, type Score } from './runner.ts';

/** Runs the program that was compiled from the notes. */
export class ProgramRunner implements Runner {
  readonly plan: Plan;
  readonly means = 'program';
  readonly weights: readonly Float64Array[];
  readonly exact: readonly Float64Array[];
  readonly written: readonly Float64Array[];
  private readonly gradients: readonly GradientKind[];
  private readonly program: Program;
  private readonly rows: Int32Array;

  /** `gradients`: which of them are worked out. */
  constructor(plan: Plan, randomSeed: number, gradients: readonly GradientKind[] = ['exact', 'written']) {
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

  restart(randomSeed: number): void {
    drawWeights(this.plan, this.weights, randomSeed);
  }

  run(points: Points, rows: Int32Array): void {
    fillProgram(this.plan, this.program, points, rows);
    this.program.run();
    const { parameters } = this.plan;
    for (let which = 0; which < this.gradients.length; which++) {
      const name = this.gradients[which] as GradientKind;
      for (let n = 0; n < parameters.length; n++)
        meanOverPoints(this.program.values((parameters[n] as Parameter)[name]), this[name][n] as Float64Array);
    }
  }

  get loss(): number {
    const values = this.program.values(this.plan.loss.place);
    let sum = 0;
    for (let n = 0; n < values.length; n++) sum += values[n] as number;
    return sum / values.length;
  }

  /** Values of a step of the program for the batch; none where nothing that is worked out rests on it. */
  values(place: number): Float64Array {
    return this.program.values(place);
  }

  /** A batch at a time; in the last one points come again where there are too few. */
  score(points: Points): Score {
    const { batch, loss, data, prediction } = this.plan;
    let [sum, right, seen] = [0, 0, 0];
    for (let from = 0; from < points.count; from += batch) {
      for (let n = 0; n < batch; n++) this.rows[n] = (from + n) % points.count;
      fillProgram(this.plan, this.program, points, this.rows);
      this.program.run();
      const own = Math.min(batch, points.count - from);
      if (this.program.varies(loss.place)) {
        const values = this.program.values(loss.place);
        for (let n = 0; n < own; n++) sum += values[n] as number;
      } else sum += own * this.loss;
      seen += own;
      if (prediction === undefined) continue;
      const values = this.program.values(prediction.place);
      for (let n = 0; n < own; n++) if (classAt(values, n, prediction) === points.targets[from + n]) right++;
    }
    return { loss: sum / seen, ...(prediction && data.classes > 0 ? { accuracy: right / seen } : {}) };
  }

  outputs(points: Points): Float64Array {
    const { prediction, batch } = this.plan;
    if (prediction === undefined) return new Float64Array(0);
    const { place, size, component, point } = prediction;
    const found = new Float64Array(points.count * size);
    for (let from = 0; from < points.count; from += batch) {
      for (let n = 0; n < batch; n++) this.rows[n] = (from + n) % points.count;
      fillProgram(this.plan, this.program, points, this.rows);
      this.program.run();
      const values = this.program.values(place);
      for (let n = 0; n < Math.min(batch, points.count - from); n++)
        for (let c = 0; c < size; c++) found[(from + n) * size + c] = values[n * point + c * component] as number;
    }
    return found;
  }

  broken(gradients: readonly Float64Array[]): string | undefined {
    const { values, parameters, loss } = this.plan;
    for (const { tex, place } of [...values, loss]) if (!isSound(this.program.values(place))) return tex;
    const bad = gradients.findIndex((gradient) => !isSound(gradient));
    return bad < 0 ? undefined : `\\frac{\\partial ${loss.tex}}{\\partial ${parameters[bad]?.tex}}`;
  }
}

import { columnsOf, fillTrainer } from './batch.ts';
import { DenseTrainer } from './dense/dense-trainer.ts';
import type { DensePlan, UnitValues } from './dense-plan.ts';
import type { Plan } from './plan.ts';
import type { Points } from './points.ts';
import { ProgramRunner } from './program-runner.ts';
import { classAt, drawWeights, type GradientKind, type Means, type Runner, type Score } from './runner.ts';
import { isClaimed, WrittenGradients } from './written-gradients.ts';

/**
 * Runs a network of dense layers by the fused kernels: its loss, its true gradients and what it says. The gradients that the notes write stay
 * the formulas of the notes, worked out from what the kernels found in each layer.
 */
export class KernelRunner implements Runner {
  readonly plan: Plan;
  readonly means: Means;
  readonly weights: readonly Float64Array[];
  readonly exact: readonly Float64Array[];
  readonly written: readonly Float64Array[];
  loss = Number.NaN;
  private readonly dense: DensePlan;
  private readonly trainer: DenseTrainer;
  private readonly isWritten: boolean;
  private readonly formulas: WrittenGradients | undefined;
  /** For each of the trainer's parameters, of which of the plan's it is a number, and its place there. */
  private readonly parameterOf: Int32Array;
  private readonly cellOf: Int32Array;
  /** What the network says of the points of the last batch, component by component. */
  private readonly said: Float64Array;
  private readonly rows: Int32Array;
  private readonly filling: Parameters<typeof fillTrainer>[0];

  constructor(
    plan: Plan,
    dense: DensePlan,
    randomSeed: number,
    gradients: readonly GradientKind[] = ['exact', 'written'],
    path: 'plain' | 'fastest' = 'fastest',
  ) {
    this.plan = plan;
    this.dense = dense;
    this.trainer = new DenseTrainer(dense.network, plan.batch, path);
    this.means = this.trainer.path;
    this.isWritten = gradients.includes('written');
    this.formulas = this.isWritten && plan.parameters.some(isClaimed) ? new WrittenGradients(plan, dense, this.trainer) : undefined;
    const lengths = plan.parameters.map(({ sizes }) => sizes.reduce((cells, size) => cells * size, 1));
    this.weights = this.formulas?.weights ?? lengths.map((length) => new Float64Array(length));
    this.exact = lengths.map((length) => new Float64Array(length));
    this.written = lengths.map((length) => new Float64Array(length));
    this.parameterOf = new Int32Array(dense.sources.length).fill(-1);
    this.cellOf = new Int32Array(dense.sources.length);
    for (const [at, source] of dense.sources.entries()) {
      let cell = source;
      for (let n = 0; n < lengths.length && 0 <= cell; cell -= lengths[n++] as number) {
        this.parameterOf[at] = n;
        this.cellOf[at] = cell;
      }
    }
    this.said = this.trainer.units(dense.network.sizes.length - 2)[dense.says];
    this.rows = new Int32Array(plan.batch);
    this.filling = { columns: columnsOf(plan), encoding: plan.encoding };
    this.restart(randomSeed);
  }

  restart(randomSeed: number): void {
    drawWeights(this.plan, this.weights, randomSeed);
    this.loss = Number.NaN;
  }

  run(points: Points, rows: Int32Array): void {
    const { exact, weights, parameterOf, cellOf } = this;
    const { scale, decays } = this.dense;
    const { gradient } = this.trainer;
    this.loss = this.pass(points, rows);
    for (let n = 0; n < exact.length; n++) {
      const [own, from, decay] = [exact[n] as Float64Array, weights[n] as Float64Array, decays[n] as number];
      for (let at = 0; at < own.length; at++) own[at] = decay === 0 ? 0 : decay * (from[at] as number);
    }
    for (let at = 0; at < gradient.length; at++) {
      const n = parameterOf[at] as number;
      if (n < 0) continue;
      const cell = cellOf[at] as number;
      (exact[n] as Float64Array)[cell] = ((exact[n] as Float64Array)[cell] as number) + scale * (gradient[at] as number);
    }
    if (this.formulas) this.formulas.run(points, rows, exact, this.written);
    else if (this.isWritten) for (let n = 0; n < exact.length; n++) (this.written[n] as Float64Array).set(exact[n] as Float64Array);
  }

  score(points: Points): Score {
    const { batch, data, prediction } = this.plan;
    let [sum, right] = [0, 0];
    this.eachBatch(points, (from, own) => {
      this.trainer.average(own);
      sum += own * this.pass(points, this.rows);
      if (prediction === undefined) return;
      const layout = { ...prediction, component: this.trainer.stride, point: 1 };
      for (let n = 0; n < own; n++) if (classAt(this.said, n, layout) === points.targets[from + n]) right++;
    });
    this.trainer.average(batch);
    return { loss: sum / points.count, ...(prediction && data.classes > 0 ? { accuracy: right / points.count } : {}) };
  }

  outputs(points: Points): Float64Array {
    const size = this.plan.prediction?.size ?? 0;
    const found = new Float64Array(points.count * size);
    this.eachBatch(points, (from, own) => {
      this.pass(points, this.rows);
      for (let n = 0; n < own; n++)
        for (let c = 0; c < size; c++) found[(from + n) * size + c] = this.said[n + c * this.trainer.stride] as number;
    });
    return found;
  }

  /** The numbers of a layer for the last batch, unit by unit, with so many points in a row. */
  units(layer: number, what: UnitValues): { readonly numbers: Float64Array; readonly stride: number } {
    return { numbers: this.trainer.units(layer)[what], stride: this.trainer.stride };
  }

  /** The program knows all values by their names: it is run for the batch at which something broke. */
  broken(gradients: readonly Float64Array[], points: Points, rows: Int32Array): string | undefined {
    const runner = new ProgramRunner(this.plan, 0, ['exact']);
    for (const [n, weights] of this.weights.entries()) runner.weights[n]?.set(weights);
    runner.run(points, rows);
    return runner.broken(gradients);
  }

  /** The loss of some points as the notes define it; all else is in the trainer. */
  private pass(points: Points, rows: Int32Array): number {
    const { trainer, weights, parameterOf, cellOf } = this;
    const { scale, offset, decays } = this.dense;
    for (let at = 0; at < parameterOf.length; at++) {
      const n = parameterOf[at] as number;
      if (0 <= n) trainer.parameters[at] = (weights[n] as Float64Array)[cellOf[at] as number] as number;
    }
    fillTrainer(this.filling, trainer, points, rows);
    let loss = scale * trainer.step() + offset;
    for (let n = 0; n < weights.length; n++) {
      const decay = decays[n] as number;
      if (decay !== 0) loss += (decay / 2) * squares(weights[n] as Float64Array);
    }
    return loss;
  }

  /** Visits all of some points in batches, the rows of each in `rows`; in the last one, the last point fills it up. */
  private eachBatch({ count }: Points, visit: (from: number, own: number) => void): void {
    const { batch } = this.plan;
    for (let from = 0; from < count; from += batch) {
      for (let n = 0; n < batch; n++) this.rows[n] = Math.min(from + n, count - 1);
      visit(from, Math.min(batch, count - from));
    }
  }
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < values.length; n++) sum += (values[n] as number) ** 2;
  return sum;
}

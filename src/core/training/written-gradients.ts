import { Program, withLeaves } from '../engine/program.ts';
import { fillProgram, meanOverPoints } from './batch.ts';
import type { DenseTrainer } from './dense/dense-trainer.ts';
import type { DensePlan, KnownStep } from './dense-plan.ts';
import type { Parameter, Plan } from './plan.ts';
import type { Points } from './points.ts';

/** A step of the program that is not worked out there, and where its numbers come from: unit by unit, `stride` points in a row. */
interface Told extends Omit<KnownStep, 'layer' | 'what'> {
  readonly from: Float64Array;
  readonly units: number;
}

/**
 * The gradients that the notes write, by the formulas of the notes: the program of a plan, to which the kernels tell what each layer gives.
 * Only what the notes claim is worked out here.
 */
export class WrittenGradients {
  /** By parameter, the weights that the formulas see. */
  readonly weights: readonly Float64Array[];
  private readonly plan: Plan;
  private readonly program: Program;
  private readonly told: readonly Told[];
  private readonly stride: number;

  constructor(plan: Plan, { known }: DensePlan, trainer: DenseTrainer) {
    const claimed = plan.parameters.filter(isClaimed).map(({ written }) => written);
    const leaves = [...plan.inputs, ...plan.targets, ...plan.constants, ...plan.parameters].map(({ place }) => place);
    this.plan = plan;
    this.stride = trainer.stride;
    this.program = new Program(
      withLeaves(
        plan.program,
        known.map(({ place }) => place),
      ),
      [...leaves, ...claimed],
    );
    this.weights = plan.parameters.map(({ place }) => this.program.values(place));
    for (const { place, value } of plan.constants) this.program.values(place).fill(value);
    this.told = known
      .filter(({ place }) => this.program.values(place).length > 0)
      .map(({ layer, what, ...rest }) => ({
        ...rest,
        from: trainer.units(layer)[what],
        units: trainer.network.sizes[layer + 1] as number,
      }));
  }

  /** Fills in the gradients that the notes claim for the points that the trainer has just seen; of the others the true ones. */
  run(points: Points, rows: Int32Array, exact: readonly Float64Array[], into: readonly Float64Array[]): void {
    const { plan, program } = this;
    fillProgram(plan, program, points, rows);
    for (let n = 0; n < this.told.length; n++) this.tell(this.told[n] as Told, rows.length);
    program.run();
    for (let n = 0; n < plan.parameters.length; n++) {
      const parameter = plan.parameters[n] as Parameter;
      const written = into[n] as Float64Array;
      if (isClaimed(parameter)) meanOverPoints(program.values(parameter.written), written);
      else written.set(exact[n] as Float64Array);
    }
  }

  private tell({ place, from, units, unit, point }: Told, count: number): void {
    const values = this.program.values(place);
    for (let u = 0; u < units; u++) for (let n = 0; n < count; n++) values[u * unit + n * point] = from[u * this.stride + n] as number;
  }
}

/** Whether the gradient as written is a formula of the notes, and not the true one in its place. */
export function isClaimed({ exact, written }: Parameter): boolean {
  return exact !== written;
}

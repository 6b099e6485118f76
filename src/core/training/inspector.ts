import { Program } from '../engine/program.ts';
import { fillProgram } from './batch.ts';
import type { Named, Plan, PointsAlong } from './plan.ts';
import type { Points } from './points.ts';

/** A name of the notes at one point: its values, and what the loss changes with each, where it does. */
export interface Looked {
  readonly named: Named;
  readonly values: Float64Array;
  readonly adjoints?: Float64Array;
}

/** Looks into a network at one point after the other: the forward pass and the way back. */
export class Inspector {
  private readonly plan: Plan;
  private readonly program: Program;
  private readonly rows: Int32Array;

  constructor(plan: Plan) {
    this.plan = plan;
    this.program = new Program(plan.program);
    this.rows = new Int32Array(plan.batch);
    for (const { place, value } of plan.constants) this.program.values(place).fill(value);
  }

  /** Every name of the network with some weights at one of the points, in the order in which they are worked out. */
  look(weights: readonly Float64Array[], points: Points, row: number): readonly Looked[] {
    const { parameters, values } = this.plan;
    for (const [n, { place }] of parameters.entries()) this.program.values(place).set(weights[n] as Float64Array);
    fillProgram(this.plan, this.program, points, this.rows.fill(row));
    this.program.run();
    return values.map((named) => {
      const adjoints = named.adjoint === undefined ? undefined : this.atOne(named.adjoint, named.adjointPoints);
      return { named, values: this.atOne(named.place, named.points), ...(adjoints ? { adjoints } : {}) };
    });
  }

  /** Values of a step of the program at the point that was looked at last. */
  values(place: number): Float64Array {
    return this.program.values(place);
  }

  /** The values of a step at the first of the samples, or of the points along an index, which are all alike. */
  private atOne(place: number, { count, stride }: PointsAlong = { count: 1, stride: 1 }): Float64Array {
    const all = this.program.values(place);
    const each = this.program.varies(place) ? this.plan.batch : 1;
    return Float64Array.from({ length: all.length / each / count }, (_, n) => {
      const cell = Math.floor(n / stride) * stride * count + (n % stride);
      return all[cell * each] as number;
    });
  }
}

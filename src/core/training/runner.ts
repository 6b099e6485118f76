import type { Plan } from './plan.ts';
import type { Points } from './points.ts';
import { generator } from './random.ts';

/** What a network makes of some points. */
export interface Score {
  readonly loss: number;
  /** The share of points that are put in the right class, where there are classes. */
  readonly accuracy?: number;
}

/** What works out a network: the program that was compiled from the notes, or the fused kernels with or without vectors. */
export type Means = 'program' | 'plain' | 'simd';

/** The gradients of a plan: the true ones, and those that the notes write. */
export type GradientKind = 'exact' | 'written';

/** A plan with weights of its own: its loss and gradients for one batch at a time. A run allocates nothing. */
export interface Runner {
  readonly plan: Plan;
  readonly means: Means;
  /** By parameter, as they lie in the program; others may write to them. */
  readonly weights: readonly Float64Array[];
  /** By parameter, the mean over the points of the batch. */
  readonly exact: readonly Float64Array[];
  readonly written: readonly Float64Array[];
  /** The mean loss of the last batch. */
  readonly loss: number;
  /** Weights as at the start. */
  restart(randomSeed: number): void;
  /** Loss and gradients for a batch of points. */
  run(points: Points, rows: Int32Array): void;
  /** What the weights make of all of some points. The gradients of the last batch stay. */
  score(points: Points): Score;
  /** What the network says of some points, point after point: of each as many numbers as it has outputs. */
  outputs(points: Points): Float64Array;
  /** The first value of the last batch that is not finite: which name of the notes it is, or which gradient. */
  broken(gradients: readonly Float64Array[], points: Points, rows: Int32Array): string | undefined;
}

/** Draws the weights that a plan starts from. */
export function drawWeights({ parameters }: Plan, weights: readonly Float64Array[], randomSeed: number): void {
  const random = generator(randomSeed);
  for (const [n, { spread }] of parameters.entries()) {
    const values = weights[n] as Float64Array;
    for (let at = 0; at < values.length; at++) values[at] = spread * (2 * random() - 1);
  }
}

/** Whether all numbers are. */
export function isSound(values: Float64Array): boolean {
  for (let n = 0; n < values.length; n++) if (!Number.isFinite(values[n])) return false;
  return true;
}

/** The class that a network says of a point: the n-th of those whose outputs lie `component` and `point` apart. */
export function classAt(
  values: Float64Array,
  n: number,
  {
    size,
    component,
    point,
    threshold,
  }: { readonly size: number; readonly component: number; readonly point: number; readonly threshold: number },
): number {
  const at = n * point;
  if (size === 1) return threshold < (values[at] as number) ? 1 : 0;
  let best = 0;
  for (let c = 1; c < size; c++) if ((values[at + best * component] as number) < (values[at + c * component] as number)) best = c;
  return best;
}

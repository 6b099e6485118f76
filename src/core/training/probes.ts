import type { Plan } from './plan.ts';
import type { Points } from './points.ts';
import { ProgramRunner } from './program-runner.ts';
import { generator, normal } from './random.ts';

/** Numbers that probes see of each value at least, however small a batch is. */
const fewest = 64;
/** How much larger weights are than at the start of training, in the probes that show functions at their ends. */
const wide = [5, 25];

/** What a program works out at some weights and points. */
export interface Probe {
  /** The weights are so large that functions are at their ends. */
  readonly isWide: boolean;
  readonly weights: readonly Float64Array[];
  readonly points: Points;
  readonly rows: Int32Array;
  readonly loss: number;
  readonly exact: readonly Float64Array[];
  /** What the network says, component by component. */
  readonly said: readonly Float64Array[];
  /** The values of steps that rest on the points, by their places. */
  readonly values: ReadonlyMap<number, Float64Array>;
}

/** A plan's program at random weights and points of the order of 1, and at some far from there. */
export function probesOf(plan: Plan): readonly Probe[] {
  const runner = new ProgramRunner(plan, 0, ['exact']);
  const random = generator(plan.batch);
  const count = Math.max(2, Math.ceil(fewest / plan.batch));
  const scales = [...Array.from({ length: count }, () => 1), ...wide];
  return scales.map((scale) => probe(plan, runner, random, scale));
}

function probe(plan: Plan, runner: ProgramRunner, random: () => number, scale: number): Probe {
  const { batch, data, parameters, program } = plan;
  const inputs = Float64Array.from({ length: batch * data.dimension }, () => normal(random));
  const targets = Float64Array.from({ length: batch }, () => (data.classes === 0 ? random() : Math.floor(random() * data.classes)));
  const points: Points = { count: batch, dimension: data.dimension, inputs, targets, classes: data.classes };
  const rows = Int32Array.from({ length: batch }, (_, n) => n);
  for (const [n, { spread }] of parameters.entries()) {
    const values = runner.weights[n] as Float64Array;
    for (let at = 0; at < values.length; at++) values[at] = scale * (spread || 0.5) * normal(random);
  }
  runner.run(points, rows);
  const values = new Map<number, Float64Array>();
  for (const place of program.steps.keys()) {
    const own = runner.values(place);
    if (own.length > 0 && own.length % batch === 0) values.set(place, own.slice());
  }
  return {
    isWide: scale !== 1,
    weights: runner.weights.map((own) => own.slice()),
    points,
    rows,
    loss: runner.loss,
    exact: runner.exact.map((own) => own.slice()),
    said: saidIn(plan, runner),
    values,
  };
}

function saidIn({ prediction, batch }: Plan, runner: ProgramRunner): readonly Float64Array[] {
  if (prediction === undefined) return [];
  const { place, size, component, point } = prediction;
  const values = runner.values(place);
  return Array.from({ length: size }, (_, c) =>
    Float64Array.from({ length: batch }, (_, n) => values[c * component + n * point] as number),
  );
}

/** Numbers one after the other. */
export function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Whether numbers are those of a program but for rounding, relative to the largest one, or to a larger one that is given. */
export function isNear(own: Float64Array, ofProgram: Float64Array, within: number, atLeast = 0): boolean {
  if (own.length !== ofProgram.length) return false;
  let [largest, off] = [atLeast, 0];
  for (let n = 0; n < own.length; n++) {
    largest = Math.max(largest, Math.abs(ofProgram[n] as number));
    off = Math.max(off, Math.abs((own[n] as number) - (ofProgram[n] as number)));
  }
  // What is no number is near nothing.
  return off <= within * largest;
}

/** The same at a probe: where functions are at their ends, what overflows or is lost in the program need not do so elsewhere. */
export function isNearAt({ isWide }: Probe, own: Float64Array, ofProgram: Float64Array, within: number): boolean {
  if (!isWide) return isNear(own, ofProgram, within);
  const isCompared = (_: number, n: number): boolean => Number.isFinite(ofProgram[n]);
  return own.length === ofProgram.length && isNear(own.filter(isCompared), ofProgram.filter(isCompared), within, 1);
}

import type { Program } from '../engine/program.ts';
import type { DenseTrainer } from './dense/dense-trainer.ts';
import type { DataLeaf, Encoding, Plan } from './plan.ts';
import type { Points } from './points.ts';

/** Writes some points into the leaves of a program: as many rows as a run takes. Behind the last column of the data comes the first again. */
export function fillProgram({ inputs, targets, encoding }: Plan, program: Program, points: Points, rows: Int32Array): void {
  const { dimension } = points;
  for (let leaf = 0; leaf < inputs.length; leaf++) {
    const { place, size, component, point, one, column = 0 } = inputs[leaf] as DataLeaf;
    const values = program.values(place);
    for (let n = 0; n < rows.length; n++) {
      const row = (rows[n] as number) * dimension;
      for (let c = 0, at = column; c < size; c++)
        values[n * point + c * component] = c === one ? 1 : (points.inputs[row + (at++ % dimension)] as number);
    }
  }
  for (let leaf = 0; leaf < targets.length; leaf++) {
    const { place, size, component, point, entry = 0, first = 0 } = targets[leaf] as DataLeaf;
    const values = program.values(place);
    for (let n = 0; n < rows.length; n++) {
      const target = points.targets[rows[n] as number] as number;
      for (let c = 0; c < size; c++) values[n * point + c * component] = encoded(target, entry + c, encoding, first);
    }
  }
}

/** A component of a target: `target` is a class counted from 0, or a number. */
export function encoded(target: number, component: number, encoding: Encoding, first: number): number {
  if (encoding === 'one-hot') return component === target ? 1 : 0;
  return encoding === 'plus-minus' ? 2 * target - 1 : target + first;
}

/** The column of the data behind each number that a network takes in, but for those that are always 1. */
export function columnsOf({ inputs, data }: Plan): Int32Array {
  return Int32Array.from(
    inputs.flatMap(({ size, one, column = 0 }) =>
      Array.from({ length: size - (one === undefined ? 0 : 1) }, (_, c) => (column + c) % data.dimension),
    ),
  );
}

/** Writes some points into a trainer, at most as many rows as it takes, with the last one repeated to the end. */
export function fillTrainer(
  { columns, encoding }: { readonly columns: Int32Array; readonly encoding: Encoding },
  trainer: DenseTrainer,
  points: Points,
  rows: Int32Array,
): void {
  const { inputs, targets, stride, network } = trainer;
  const { dimension } = points;
  const outputs = network.sizes[network.sizes.length - 1] as number;
  const kind = encoding !== 'input' && 1 < outputs ? 'one-hot' : encoding;
  for (let n = 0; n < stride; n++) {
    const row = rows[n < rows.length ? n : rows.length - 1] as number;
    for (let c = 0; c < columns.length; c++) inputs[c * stride + n] = points.inputs[row * dimension + (columns[c] as number)] as number;
    const target = points.targets[row] as number;
    for (let c = 0; c < outputs; c++)
      targets[c * stride + n] = kind === 'input' ? (inputs[c * stride + n] as number) : encoded(target, c, kind, 0);
  }
}

/** What some numbers are on average over the points of a batch, which lie innermost; where they are the same at all points, they are that. */
export function meanOverPoints(values: Float64Array, into: Float64Array): void {
  const each = values.length / into.length;
  for (let cell = 0, at = 0; cell < into.length; cell++) {
    let sum = 0;
    for (let n = 0; n < each; n++, at++) sum += values[at] as number;
    into[cell] = sum / each;
  }
}

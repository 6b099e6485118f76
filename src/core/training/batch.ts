import type { Program } from '../engine/program.ts';
import type { DenseTrainer } from './dense/dense-trainer.ts';
import type { DataLeaf, Encoding, Plan } from './plan.ts';
import type { Points } from './points.ts';

/** Writes some points into the leaves of a program: as many rows as a run takes. Leaves take the columns of the data in turn. */
export function fillProgram({ inputs, targets, encoding }: Plan, program: Program, points: Points, rows: Int32Array): void {
  let before = 0;
  for (let leaf = 0; leaf < inputs.length; leaf++) {
    const { place, size, component, point, one } = inputs[leaf] as DataLeaf;
    const values = program.values(place);
    for (let n = 0; n < rows.length; n++) {
      const row = (rows[n] as number) * points.dimension + before;
      for (let c = 0, column = 0; c < size; c++)
        values[n * point + c * component] = c === one ? 1 : (points.inputs[row + column++] as number);
    }
    before += one === undefined ? size : size - 1;
  }
  for (let leaf = 0; leaf < targets.length; leaf++) {
    const { place, size, component, point, first = 0 } = targets[leaf] as DataLeaf;
    const values = program.values(place);
    for (let n = 0; n < rows.length; n++) {
      const target = points.targets[rows[n] as number] as number;
      for (let c = 0; c < size; c++) values[n * point + c * component] = encoded(target, c, encoding, first);
    }
  }
}

/** A component of a target: `target` is a class counted from 0, or a number. */
function encoded(target: number, component: number, encoding: Encoding, first: number): number {
  if (encoding === 'one-hot') return component === target ? 1 : 0;
  return encoding === 'plus-minus' ? 2 * target - 1 : target + first;
}

/** Writes some points into a trainer, at most as many rows as it takes, with the last one repeated to the end. */
export function fillTrainer(encoding: Encoding, trainer: DenseTrainer, points: Points, rows: Int32Array): void {
  const { inputs, targets, stride, network } = trainer;
  const { dimension } = points;
  const columns = network.sizes[0] as number;
  const outputs = network.sizes[network.sizes.length - 1] as number;
  const kind = 1 < outputs ? 'one-hot' : encoding;
  for (let n = 0; n < stride; n++) {
    const row = rows[n < rows.length ? n : rows.length - 1] as number;
    for (let c = 0; c < columns; c++) inputs[c * stride + n] = points.inputs[row * dimension + c] as number;
    const target = points.targets[row] as number;
    for (let c = 0; c < outputs; c++) targets[c * stride + n] = encoded(target, c, kind, 0);
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

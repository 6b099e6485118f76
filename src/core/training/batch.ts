import type { Program } from '../engine/program.ts';
import type { DataLeaf, Plan } from './plan.ts';
import type { Points } from './points.ts';

/** Writes some points into the leaves of a program: as many rows as a run takes. */
export function fillBatch({ inputs, targets, encoding }: Plan, program: Program, points: Points, rows: Int32Array): void {
  for (let leaf = 0; leaf < inputs.length; leaf++) {
    const { place, size, component, point, one } = inputs[leaf] as DataLeaf;
    const values = program.values(place);
    for (let n = 0; n < rows.length; n++) {
      const row = (rows[n] as number) * points.dimension;
      for (let c = 0, column = 0; c < size; c++)
        values[n * point + c * component] = c === one ? 1 : (points.inputs[row + column++] as number);
    }
  }
  for (let leaf = 0; leaf < targets.length; leaf++) {
    const { place, size, component, point, first = 0 } = targets[leaf] as DataLeaf;
    const values = program.values(place);
    for (let n = 0; n < rows.length; n++) {
      const target = points.targets[rows[n] as number] as number;
      for (let c = 0; c < size; c++) {
        const at = n * point + c * component;
        if (encoding === 'one-hot') values[at] = c === target ? 1 : 0;
        else if (encoding === 'plus-minus') values[at] = 2 * target - 1;
        else values[at] = target + first;
      }
    }
  }
}

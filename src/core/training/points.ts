import { generator, shuffle } from './random.ts';

/** Data points: rows of numbers, each with a class or a number to be predicted. */
export interface Points {
  readonly count: number;
  /** Numbers in a row. */
  readonly dimension: number;
  /** Row after row. */
  readonly inputs: Float64Array;
  /** Classes counted from 0, or the numbers to be predicted. */
  readonly targets: Float64Array;
  /** How many classes there are, 0 where numbers are predicted. */
  readonly classes: number;
}

/** Points to train on, and others to see whether what was learnt holds for them too. */
export interface Split {
  readonly train: Points;
  readonly test: Points;
}

/** A random part of some points for training, and the rest; no part is empty if there are two points. */
export function split(points: Points, share: number, randomSeed: number): Split {
  const order = Int32Array.from({ length: points.count }, (_, n) => n);
  shuffle(order, generator(randomSeed));
  const wanted = Math.round(points.count * share);
  const count = share === 1 ? points.count : Math.min(Math.max(wanted, 1), Math.max(points.count - 1, 1));
  return { train: chosen(points, order.subarray(0, count)), test: chosen(points, order.subarray(count)) };
}

function chosen({ dimension, inputs, targets, classes }: Points, rows: Int32Array): Points {
  const found: Points = {
    count: rows.length,
    dimension,
    inputs: new Float64Array(rows.length * dimension),
    targets: Float64Array.from(rows, (row) => targets[row] as number),
    classes,
  };
  for (const [n, row] of rows.entries()) found.inputs.set(inputs.subarray(row * dimension, (row + 1) * dimension), n * dimension);
  return found;
}

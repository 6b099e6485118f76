import type { Encoding, Prediction } from '../core/training/plan.ts';
import type { Points } from '../core/training/points.ts';
import type { Course } from '../core/training/race.ts';

/** What both networks say all over the plane of the data: of each cell the class, and how surely, from 0 to 1. */
export interface PlaneSurface {
  readonly kind: 'plane';
  readonly box: Box;
  /** Cells on each side; row after row from below. */
  readonly side: number;
  readonly runs: Readonly<Record<Course, Field>>;
}

export interface Field {
  readonly classes: Uint8Array;
  readonly margins: Float32Array;
}

/** What both networks predict for every input, where there is one. */
export interface LineSurface {
  readonly kind: 'line';
  readonly inputs: Float64Array;
  readonly runs: Readonly<Record<Course, Float64Array>>;
}

/** Where both networks put the points that are to come out as they went in, two numbers a point. */
export interface CopiesSurface {
  readonly kind: 'copies';
  readonly box: Box;
  readonly runs: Readonly<Record<Course, Float64Array>>;
}

export type Surface = PlaneSurface | LineSurface | CopiesSurface;

/** Of the axes of the data, the part that is shown. */
export interface Box {
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
}

const cellsOfPlane = 44;
const pointsOfLine = 121;
/** Around the data, as a share of their extent. */
const air = 0.12;

/** The points at which networks are asked for a surface; undefined where there is none to be seen. What is to come out as it went in is asked of the data. */
export function gridOf(data: Points, encoding?: Encoding): Points | undefined {
  const { dimension, classes, inputs } = data;
  if (encoding === 'input') return dimension === 2 ? data : undefined;
  const points = (rows: readonly (readonly number[])[]): Points => ({
    count: rows.length,
    dimension,
    inputs: Float64Array.from(rows.flat()),
    targets: new Float64Array(rows.length),
    classes,
  });
  if (dimension === 1 && classes === 0) {
    const [low, high] = extent(inputs, 1, 0);
    return points(Array.from({ length: pointsOfLine }, (_, n) => [low + ((high - low) * n) / (pointsOfLine - 1)]));
  }
  if (dimension !== 2 || classes === 0) return undefined;
  const { low, high } = boxOf(inputs);
  const middle = (axis: 0 | 1, n: number): number => low[axis] + ((high[axis] - low[axis]) * (n + 0.5)) / cellsOfPlane;
  const cells = Array.from({ length: cellsOfPlane }, (_, n) => n);
  return points(cells.flatMap((row) => cells.map((column) => [middle(0, column), middle(1, row)])));
}

/** A surface from what both networks say at the points of the grid. */
export function surfaceOf(
  { inputs }: Points,
  grid: Points,
  { prediction, encoding }: { readonly prediction: Prediction; readonly encoding: Encoding },
  outputs: Readonly<Record<Course, Float64Array>>,
): Surface {
  if (encoding === 'input') return { kind: 'copies', box: boxOf(inputs), runs: outputs };
  if (grid.classes === 0) return { kind: 'line', inputs: grid.inputs, runs: outputs };
  const runs = { written: fieldOf(outputs.written, prediction), exact: fieldOf(outputs.exact, prediction) };
  return { kind: 'plane', box: boxOf(inputs), side: cellsOfPlane, runs };
}

/** Of each point the class that is said of it, and by how much it is ahead; where a network has no values any more, nothing is sure. */
export function fieldOf(outputs: Float64Array, { size, threshold }: Pick<Prediction, 'size' | 'threshold'>): Field {
  const count = outputs.length / size;
  const field = { classes: new Uint8Array(count), margins: new Float32Array(count) };
  for (let n = 0; n < count; n++) {
    const own = outputs.subarray(n * size, (n + 1) * size);
    const ahead = size === 1 ? ((own[0] as number) - threshold) / (threshold === 0 ? 1 : threshold) : undefined;
    const best = ahead === undefined ? own.indexOf(Math.max(...own)) : ahead > 0 ? 1 : 0;
    const margin = ahead === undefined ? lead(own, best) : Math.abs(ahead);
    field.classes[n] = Math.max(0, best);
    field.margins[n] = Number.isFinite(margin) ? Math.min(1, margin) : 0;
  }
  return field;
}

/** Where the runs say different things of a point. */
export interface Difference {
  /** 1 where they differ, else 0. */
  readonly differs: Uint8Array;
}

export function differenceOf({ runs: { written, exact } }: PlaneSurface): Difference {
  return { differs: written.classes.map((one, n) => (one === exact.classes[n] ? 0 : 1)) };
}

/** A colour in bytes: red, green, blue, and how opaque. */
export type Bytes = readonly [red: number, green: number, blue: number, alpha: number];

export interface Palette {
  /** One for each class; they begin again where there are too few. */
  readonly classes: readonly Bytes[];
  readonly difference: Bytes;
}

/** Paints a field into the pixels of an image of as many cells, from above: the surer, the stronger. */
export function pixelsOf(field: Field | Difference, side: number, { classes, difference }: Palette, pixels: Uint8ClampedArray): void {
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const cell = row * side + column;
      const isApart = 'differs' in field;
      const margin = isApart ? (field.differs[cell] as number) : (field.margins[cell] as number);
      const [red, green, blue, alpha] = isApart ? difference : (classes[(field.classes[cell] as number) % classes.length] as Bytes);
      const strength = margin === 0 ? 0 : isApart ? 0.6 : 0.12 + 0.4 * margin;
      const at = 4 * ((side - 1 - row) * side + column);
      pixels[at] = red;
      pixels[at + 1] = green;
      pixels[at + 2] = blue;
      pixels[at + 3] = alpha * strength;
    }
}

function lead(own: Float64Array, best: number): number {
  const others = own.filter((_, n) => n !== best);
  return (own[best] ?? Number.NaN) - Math.max(...others);
}

/** The two points at which a line leaves a box; undefined where it does not cross it. */
export function boundaryIn({ low, high }: Box, [a = 0, b = 0, c = 0]: readonly number[]): readonly [Spot, Spot] | undefined {
  const within = (value: number, axis: 0 | 1): boolean => low[axis] - 1e-9 <= value && value <= high[axis] + 1e-9;
  const ends: Spot[] = [];
  for (const x of [low[0], high[0]]) if (b !== 0 && within(-(a * x + c) / b, 1)) ends.push([x, -(a * x + c) / b]);
  for (const y of [low[1], high[1]]) if (a !== 0 && within(-(b * y + c) / a, 0)) ends.push([-(b * y + c) / a, y]);
  const [first] = ends;
  // Through a corner a line leaves over two sides at once.
  const last = ends.find(([x, y]) => first && 1e-9 < Math.abs(x - first[0]) + Math.abs(y - first[1]));
  return first && last ? [first, last] : undefined;
}

type Spot = readonly [x: number, y: number];

function boxOf(inputs: Float64Array): Box {
  const [x, y] = [extent(inputs, 2, 0), extent(inputs, 2, 1)];
  return { low: [x[0], y[0]], high: [x[1], y[1]] };
}

function extent(inputs: Float64Array, dimension: number, axis: number): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = axis; at < inputs.length; at += dimension) {
    low = Math.min(low, inputs[at] as number);
    high = Math.max(high, inputs[at] as number);
  }
  const around = air * (high - low) || 1;
  return [low - around, high + around];
}

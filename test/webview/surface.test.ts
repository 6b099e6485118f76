import { describe, expect, it } from 'vitest';
import { dataSets, pointsOf } from '../../src/core/training/data-sets.ts';
import { Session } from '../../src/webview/session.ts';
import { boundaryIn, differenceOf, fieldOf, gridOf, pixelsOf } from '../../src/webview/surface.ts';
import { planOf, twoLayers } from '../core/network/support.ts';

const r = String.raw;

describe('the field of what a network says', () => {
  it.each<[number[], number, number, number[], number[], string]>([
    [[0.5, 0.9, 0], 1, 0.5, [0, 1, 0], [0, 0.8, 1], 'one output between 0 and 1'],
    [[-2, 0.25], 1, 0, [0, 1], [1, 0.25], 'one output around 0'],
    [[0.1, 0.7, 0.2], 3, 0.5, [1], [0.5], 'the largest of several'],
    [[Number.NaN], 1, 0.5, [0], [0], 'a run that stopped is sure of nothing'],
    [[Number.NaN, 1], 2, 0.5, [0], [0], 'nor with several outputs'],
  ])('%j', (outputs, size, threshold, classes, margins, _why) => {
    const field = fieldOf(Float64Array.from(outputs), { size, threshold });
    expect([...field.classes]).toEqual(classes);
    for (const [n, margin] of margins.entries()) expect(field.margins[n]).toBeCloseTo(margin, 6);
  });
});

describe('where a line leaves a box', () => {
  const box = { low: [-1, -2], high: [1, 2] } as const;
  it.each<[number[], unknown, string]>([
    // weights      its ends                       why this row
    [
      [1, 0, 0],
      [
        [0, -2],
        [0, 2],
      ],
      'upright',
    ],
    [
      [0, 1, -1],
      [
        [-1, 1],
        [1, 1],
      ],
      'lying',
    ],
    [
      [1, 1, 0],
      [
        [-1, 1],
        [1, -1],
      ],
      'slanting',
    ],
    [
      [2, -1, 0],
      [
        [-1, -2],
        [1, 2],
      ],
      'through two corners',
    ],
    [[1, 0, 5], undefined, 'beside the box'],
    [[0, 0, 1], undefined, 'no line'],
    [[0, 0, 0], undefined, 'before the first move'],
  ])('%j', (weights, ends, _why) => {
    const found = boundaryIn(box, weights);
    expect(found && [...found].map(([x, y]) => [x + 0, y + 0])).toEqual(ends);
  });
});

describe('the grid', () => {
  it.each(dataSets.map((set) => [set.name, set] as const))('of %s reaches over all data', (_name, set) => {
    const points = pointsOf(set, 1, { count: 60 });
    const grid = gridOf(points);
    for (let axis = 0; axis < set.dimension; axis++) {
      const along = (inputs: Float64Array | undefined) => [...(inputs ?? [])].filter((_, n) => n % set.dimension === axis);
      expect(Math.min(...along(grid?.inputs))).toBeLessThan(Math.min(...along(points.inputs)));
      expect(Math.max(...along(grid?.inputs))).toBeGreaterThan(Math.max(...along(points.inputs)));
    }
  });

  it('is none where nothing could be seen', () => {
    expect(gridOf({ count: 1, dimension: 3, inputs: new Float64Array(3), targets: new Float64Array(1), classes: 2 })).toBeUndefined();
    expect(gridOf({ count: 1, dimension: 2, inputs: new Float64Array(2), targets: new Float64Array(1), classes: 0 })).toBeUndefined();
  });

  it('shows XOR as it was learnt: by the true run right at the corners', () => {
    const plan = planOf(twoLayers.replace(r`= \epsilon_j x_i`, r`= -\epsilon_j x_i`));
    const session = new Session({ plan, data: { kind: 'made', name: 'xor', count: 120 }, randomSeed: 1 });
    while (session.steps < 500) session.step();
    const surface = session.surface();
    if (surface?.kind !== 'plane') throw new Error('no plane');
    const { side, runs } = surface;
    const at = (row: number, column: number) => runs.exact.classes[row * side + column];
    const [low, high] = [Math.round(side / 4), Math.round((3 * side) / 4)];
    expect([at(low, low), at(low, high), at(high, low), at(high, high)]).toEqual([0, 1, 1, 0]);
    expect(runs.written.classes).not.toEqual(runs.exact.classes);
  });
});

describe('the pixels of a field', () => {
  const palette = {
    classes: [
      [200, 0, 0, 255],
      [0, 200, 0, 255],
    ],
    difference: [0, 0, 200, 128],
  } as const;
  const paint = (field: Parameters<typeof pixelsOf>[0]): number[][] => {
    const pixels = new Uint8ClampedArray(16);
    pixelsOf(field, 2, palette, pixels);
    return [0, 4, 8, 12].map((at) => [...pixels.subarray(at, at + 4)]);
  };

  it('go from above, have the colour of their class, and are the stronger the surer', () => {
    const field = { classes: Uint8Array.of(0, 1, 2, 1), margins: Float32Array.of(1, 0.5, 0.25, 0) };
    expect(paint(field)).toEqual([
      [200, 0, 0, 56],
      [0, 200, 0, 0],
      [200, 0, 0, 133],
      [0, 200, 0, 82],
    ]);
  });

  it('of a difference are clear where the runs say the same', () => {
    const run = (...classes: number[]) => ({ classes: Uint8Array.from(classes), margins: new Float32Array(4) });
    const box = { low: [0, 0], high: [1, 1] } as const;
    const apart = differenceOf({ kind: 'plane', box, side: 2, runs: { written: run(0, 1, 1, 0), exact: run(0, 1, 0, 0) } });
    expect(paint(apart).map(([, , , alpha]) => alpha)).toEqual([77, 0, 0, 0]);
  });
});

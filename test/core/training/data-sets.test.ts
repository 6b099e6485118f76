import { describe, expect, it } from 'vitest';
import { dataSets, pointsOf } from '../../../src/core/training/data-sets.ts';
import { Perceptron } from '../../../src/core/training/perceptron.ts';
import { split } from '../../../src/core/training/points.ts';

describe.each(dataSets.map((set) => [set.name, set] as const))('%s', (_, set) => {
  it('has as many points as are asked for, of the order of 1, with every class', () => {
    const points = pointsOf(set, 3, { count: 90 });
    expect([points.count, points.dimension, points.inputs.length]).toEqual([90, set.dimension, 90 * set.dimension]);
    expect(points.inputs.every((value) => Math.abs(value) < 4)).toBe(true);
    if (set.classes > 0) expect(new Set(points.targets)).toEqual(new Set(Array.from({ length: set.classes }, (_one, n) => n)));
    else expect(points.targets.every((value) => 0 < value && value < 1)).toBe(true);
  });

  it('is the same for the same seed, and another one for another', () => {
    const [one, same, other] = [5, 5, 6].map((seed) => pointsOf(set, seed, { count: 30 }));
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });
});

describe('the perceptron rule', () => {
  it.each([
    // data          separates   why this row
    ['spoilers', true, 'what can be separated is, the spoiler too'],
    ['xor', false, 'no line does it'],
  ])('on %s: %s (%s)', (name, isSeparated) => {
    const set = dataSets.find((one) => one.name === name);
    const perceptron = new Perceptron(pointsOf(set as (typeof dataSets)[number], 1));
    perceptron.look(500 * 32);
    expect(perceptron.accuracy === 1).toBe(isSeparated);
  });
});

it('a split leaves nothing out and takes nothing twice', () => {
  const points = pointsOf(dataSets[0] as (typeof dataSets)[number], 1, { count: 50 });
  const { train, test } = split(points, 0.8, 2);
  expect([train.count, test.count]).toEqual([40, 10]);
  const rows = (inputs: Float64Array): string[] =>
    Array.from({ length: inputs.length / 2 }, (_, n) => inputs.subarray(2 * n, 2 * n + 2).join());
  expect([...rows(train.inputs), ...rows(test.inputs)].sort()).toEqual(rows(points.inputs).sort());
});

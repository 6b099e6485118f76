import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathOf } from '../../src/webview/sparkline.ts';

describe('the path of a sparkline', () => {
  it.each<[number[], number[], [number, number], string, string]>([
    // steps      values            range     path                      why this row
    [[0, 100], [-1, 1], [-1, 1], 'M0 21L96 3', 'from the lowest to the highest'],
    [[0, 50, 100], [1, 1, 1], [-1, 1], 'M0 3L48 3L96 3', 'a right gradient stays at the top'],
    [[0, 50, 75, 100], [Number.NaN, 0, 0, Number.NaN], [0, 1], 'M48 21L72 21', 'what has no value is not drawn'],
    [[0, 1, 2, 3], [0, Number.NaN, 0, 0], [0, 1], 'M0 21M64 21L96 21', 'a gap in between'],
    [[0, 10], [5, Number.POSITIVE_INFINITY], [0, 1], 'M0 3', 'what lies outside is at the edge'],
    [[0], [0], [0, 1], 'M0 21', 'before the first step'],
  ])('%j %j', (steps, values, range, path, _why) => {
    expect(pathOf(steps, values, range)).toBe(path);
  });

  it('never leaves its place', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { maxLength: 50 }), (values) => {
        const path = pathOf(
          values.map((_, n) => n),
          values,
          [-1, 1],
        );
        for (const [, x, y] of path.matchAll(/[ML]([^ ]+) ([^ML]+)/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(x)).toBeLessThanOrEqual(96);
          expect(Number(y)).toBeGreaterThanOrEqual(3);
          expect(Number(y)).toBeLessThanOrEqual(21);
        }
      }),
    );
  });
});

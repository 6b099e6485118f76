import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Curve } from '../../src/webview/curve.ts';

function curveOf(steps: number): Curve {
  const curve = new Curve();
  for (let step = 0; step <= steps; step++) if (curve.wants(step)) curve.add({ step, values: { loss: 1 / (step + 1) } });
  return curve;
}

describe('a curve', () => {
  it('is bounded, begins at the start, and its samples are evenly apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (last) => {
        const { steps } = curveOf(last).columns();
        expect(steps.length).toBeLessThanOrEqual(400);
        expect(steps[0]).toBe(0);
        const stride = steps[1] ?? 1;
        expect(steps.every((step, n) => step === n * stride)).toBe(true);
        expect(last - (steps.at(-1) as number)).toBeLessThan(stride);
      }),
      { numRuns: 40 },
    );
  });

  it('has the newest sample at its end, once', () => {
    const newest = { step: 1001, values: { loss: 7 } };
    const { steps, values } = curveOf(1001).columns(newest);
    expect(steps.filter((step) => step === 1001)).toHaveLength(1);
    expect([steps.at(-1), values.loss?.at(-1)]).toEqual([1001, 7]);
    const short = curveOf(3).columns({ step: 3, values: { loss: 7 } });
    expect(short.steps).toEqual([0, 1, 2, 3]);
  });

  it('is empty after it was cleared', () => {
    const curve = curveOf(900);
    curve.clear();
    expect(curve.columns()).toEqual({ steps: [], values: {} });
    expect(curve.wants(1)).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tape } from '../../../src/core/engine/tape.ts';

const values = fc.constantFrom(0, -0, 1, -2, 0.1, 1e200, -1e-200, Number.NaN, Number.POSITIVE_INFINITY);

/** Where the axes of a product stand: with the first operand, the second, or both. */
const placed = fc.array(fc.record({ size: fc.integer({ min: 1, max: 5 }), of: fc.constantFrom('x', 'y', 'both') }), {
  minLength: 4,
  maxLength: 6,
});

describe('a sum of products of many values', () => {
  it('is, to the last bit, what it is where each product is kept', () => {
    fc.assert(
      fc.property(
        placed,
        fc.nat(),
        fc.constantFrom('multiply', 'scale'),
        fc.array(values, { minLength: 1, maxLength: 40 }),
        fc.boolean(),
        (parts, over, op, drawn, isUniform) => {
          const [kept, summed] = [true, false].map((isKept) => {
            const t = new Tape(30);
            const axes = parts.map(({ size }) => t.axis(size));
            const leaf = (which: 'x' | 'y', samples: number, from: number) => {
              const own = axes.filter((_, n) => parts[n]?.of !== (which === 'x' ? 'y' : 'x'));
              const cells = own.reduce((product, axis) => product * t.sizeOf(axis), samples);
              return t.leaf(
                own,
                Float64Array.from({ length: cells }, (_, n) => drawn[(from + 7 * n) % drawn.length] as number),
              );
            };
            const product = t[op as 'multiply'](leaf('x', isUniform ? 1 : 30, 1), leaf('y', 30, 2));
            if (isKept) t.valueOf(product);
            return t.valueOf(t.sum(product, axes[over % axes.length] as number));
          });
          expect(summed?.length).toBe(kept?.length);
          expect(summed?.findIndex((value, n) => !(value === kept?.[n] || Number.isNaN(value + (kept?.[n] as number) * 0)))).toBe(-1);
        },
      ),
      { numRuns: 40 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derived } from './support.ts';

/** Formulas of `x` and `a` that exist for all values of both: what is divided by and what logarithms are taken of is positive. */
const { formula } = fc.letrec<{ formula: string; positive: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('x', 'a', '2', '3', 'x^2', 'a x'),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `(${a} - ${b})`),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `(${a}) (${b})`),
    fc.tuple(tie('formula'), tie('positive')).map(([a, b]) => `\\frac{${a}}{${b}}`),
    tie('formula').map((a) => `(${a})^2`),
    fc.tuple(fc.constantFrom('\\sin', '\\cos', '\\tanh', '\\arctan'), tie('formula')).map(([fn, a]) => `${fn}(${a})`),
    tie('formula').map((a) => `\\max(0, ${a})`),
    tie('positive').map((a) => `\\log(${a})`),
    tie('positive').map((a) => `\\sqrt{${a}}`),
  ),
  positive: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom('(1 + x^2)', '(2 + a^2)', '(1 + e^{-x})', 'e^{x}'),
    tie('formula').map((a) => `(1 + (${a})^2)`),
    tie('formula').map((a) => `(1 + e^{-(${a})^2})`),
  ),
}));

const fine = /^y does not depend on x$|too large|could not be confirmed/;

describe('the derivative of any formula is what the engine finds', () => {
  it('scalar formulas', async () => {
    let open = 0;
    let all = 0;
    await fc.assert(
      fc.asyncProperty(formula, async (text) => {
        const found = await derived([`y = ${text} + 0 x`], 'y', 'x');
        all++;
        if (typeof found === 'string') {
          expect(found).toMatch(fine);
          if (!found.includes('depend')) open++;
        } else expect(found.points).toBeGreaterThan(0);
      }),
      { seed: 11, numRuns: 150 },
    );
    // Very steep formulas leave the numbers that can be compared.
    expect(open).toBeLessThanOrEqual(0.04 * all);
  });
});

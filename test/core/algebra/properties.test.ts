import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from '../../../src/core/text/message.ts';
import { derived, deriverFor } from './support.ts';

const r = String.raw;

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

describe('what is said of a derivative does not depend on what else was asked', () => {
  it.each<[title: string, note: readonly string[], of: string]>([
    ['definitions in one another', [r`z_k = \sum_j w_{kj} x_j + b_k`, r`y_k = \tanh(z_k)`, r`E = \frac{1}{2} \sum_k (y_k - t_k)^2`], 'E'],
    ['names for each other', [r`a = w x + b`, r`o = \frac{1}{1 + e^{-a}}`, 'y = o', r`L = -t \ln y - (1 - t) \ln(1 - y)`], 'L'],
    ['the logistic function by its name', [r`p = \sigma(u)`, r`L = \ln(1 + e^{-u v}) + p \ln(1 + e^u)`], 'L'],
    ['a name for a derivative', ['a = w x', 'y = a^2', 'E = y^3', r`\delta = \frac{\partial E}{\partial a}`], 'E'],
    ['shares of a whole', [r`p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`, r`C = -\sum_i t_i \log p_i`], 'C'],
  ])('%s', async (_, note, of) => {
    const ask = async (isBackward: boolean): Promise<readonly string[]> => {
      const deriver = await deriverFor(note);
      const candidate = deriver.names.candidate(of);
      if ('refused' in candidate) throw new Error(render(candidate.refused));
      const names = deriver.names.variablesOf(candidate);
      const texts = new Map<string, string>();
      for (const name of isBackward ? [...names].reverse() : names) {
        // Parts that are worked out when they are asked for.
        if (isBackward) deriver.symbolic(candidate, name);
        const found = deriver.derive(candidate, name);
        texts.set(name, 'refused' in found ? render(found.refused) : [found.head, ...found.rows.map(({ tex }) => tex)].join(' = '));
      }
      return names.map((name) => texts.get(name) ?? '');
    };
    const [forward, backward] = [await ask(false), await ask(true)];
    expect(forward.length).toBeGreaterThan(2);
    expect(backward).toEqual(forward);
  });
});

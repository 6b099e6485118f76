import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Budget } from '../../../src/core/check/budget.ts';
import type { Step } from '../../../src/core/check/classify/step.ts';
import type { Decider } from '../../../src/core/check/decide.ts';
import type { Decision } from '../../../src/core/check/decision.ts';
import { bestReading } from '../../../src/core/check/search.ts';
import { loadProver, type Prover } from '../../../src/core/derive/prove.ts';
import { emptyMacros } from '../../../src/core/latex/read-math.ts';
import { readChains } from '../../../src/core/meaning/chains.ts';
import { readNote } from '../../../src/core/notes/read-note.ts';
import { checkNote } from '../../../src/core/pipeline/check-note.ts';
import { functions } from './functions.ts';
import { derivativeOf, noteOf, written } from './support.ts';

const r = String.raw;

let prover: Prover;
beforeAll(async () => {
  prover = await loadProver();
});

interface Judged {
  readonly decider: Decider;
  readonly step: Step;
  readonly decision: Decision;
}

/** The steps of a note as the engine decides them, in order. */
function stepsIn(text: string): readonly Judged[] {
  const run = bestReading(readChains(readNote([{ text, format: 'markdown' }]), emptyMacros), new Budget(2_000_000), 20_241);
  let next = run.next();
  while (!next.done) next = run.next();
  const { decisions, origins, decider } = next.value;
  return [...decisions]
    .sort(([a], [b]) => a.order - b.order)
    .map(([step, decision]) => ({ decision, ...(origins.get(step) ?? { decider, step }) }));
}

/** The last step of a note, and whether algebra shows it: with the engine's word, and without. */
function lastOf(pieces: readonly string[]): { readonly verdict: string; readonly proved: boolean; readonly identity: boolean } {
  const { decider, step, decision } = stepsIn(noteOf(pieces)).at(-1) as Judged;
  return { verdict: decision.verdict, proved: prover.proves(decider, step, decision), identity: prover.isIdentity(decider, step) };
}

const softmax = r`y_i = \frac{e^{s_i}}{\sum_{k=1}^K e^{s_k}}`;
const entropy = r`E = -\sum_{k=1}^K t_k \ln y_k`;
const layers = [
  r`E = \frac{1}{2} \sum_{k=1}^K (y_k - t_k)^2`,
  r`y_k = \sigma(a_k)`,
  r`a_k = \sum_{j=1}^J w_{kj} h_j`,
  r`h_j = \tanh(b_j)`,
  r`b_j = \sum_{i=1}^D v_{ji} x_i`,
];

/** Steps that hold: the pieces of a note, of which the last is the step, and what is shown by it. */
const proved: readonly (readonly [why: string, pieces: readonly string[]])[] = [
  ['a bracket multiplied out', [r`(a + b)^2 = a^2 + 2 a b + b^2`]],
  ['fractions over one denominator', [r`\frac{1}{x - 1} - \frac{1}{x + 1} = \frac{2}{x^2 - 1}`]],
  ['a factor of both sides of a line', [r`\frac{x^2 - a^2}{x - a} = x + a`]],
  ['decimal numbers exactly', [r`0.1 x + 0.2 x = 0.3 x`]],
  ['numbers alone', [r`\frac{1}{2} \left(1 - \frac{1}{2}\right) = 0.25`]],
  ['powers of e', [r`e^{x + y} e^{-y} = e^x`]],
  ['the logarithm of a product', [r`\ln(x^2 e^{y}) = 2 \ln x + y`]],
  ['the logarithm of a power', [r`\ln \sqrt{x} = \frac{1}{2} \ln x`]],
  ['a root squared', [r`\frac{x}{\sqrt{x}} = \sqrt{x}`]],
  ['the size of a number', [r`\sqrt{x^2} = |x|`]],
  ['sine and cosine', [r`\frac{1}{\cos^2 x} = 1 + \tan^2 x`]],
  ['hyperbolic functions', [r`\cosh^2 x - \sinh^2 x = 1`]],
  ['the logistic function and tanh', [r`2 \sigma(2 x) - 1 = \tanh x`]],
  ['the logistic function turned round', [r`\sigma(-x) = 1 - \sigma(x)`]],
  ['softplus', [r`\ln(1 + e^x) - \ln(1 + e^{-x}) = x`]],
  ['ReLU by a maximum', [r`\max(x, 0) - \max(-x, 0) = x`]],
  ['ReLU by its size', [r`f(x) = \max(0, x)`, r`g(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}`, r`f(x) = g(x)`]],
  ['the derivative of the logistic function', [r`y = \frac{1}{1 + e^{-x}}`, r`\frac{dy}{dx} = y (1 - y)`]],
  ['the derivative of tanh', [r`h = \tanh(a)`, r`\frac{\partial h}{\partial a} = 1 - h^2`]],
  ['the derivative of a function of the notes', [r`\sigma(x) = \frac{1}{1 + e^{-x}}`, r`\sigma'(x) = \sigma(x) (1 - \sigma(x))`]],
  ['the derivative of ReLU', [r`y = \max(0, x)`, r`\frac{dy}{dx} = \mathbb{1}[x > 0]`]],
  ['the derivative of SiLU', [r`y = x \sigma(x)`, r`\frac{dy}{dx} = y + \sigma(x) (1 - y)`]],
  ['the derivative of a power', [r`y = x^n`, r`\frac{dy}{dx} = n x^{n - 1}`]],
  ['softmax with a delta', [softmax, r`\frac{\partial y_i}{\partial s_j} = y_i (\delta_{ij} - y_j)`]],
  ['softmax with a delta, the other way round', [softmax, r`\frac{\partial y_i}{\partial s_j} = \delta_{ij} y_j - y_i y_j`]],
  ['softmax off the diagonal', [softmax, r`\frac{\partial y_i}{\partial s_j} = -y_i y_j \quad (i \neq j)`]],
  ['softmax sums to one', [softmax, r`\sum_{i=1}^K y_i = 1`]],
  ['its derivatives sum to nothing', [softmax, r`\sum_{i=1}^K \frac{\partial y_i}{\partial s_j} = 0`]],
  ['cross-entropy of softmax, in full', [softmax, entropy, r`\frac{\partial E}{\partial s_i} = y_i \sum_{k=1}^K t_k - t_i`]],
  [
    'cross-entropy of softmax, as an assumption has it',
    [softmax, entropy, r`\sum_{k=1}^K t_k = 1`, r`\frac{\partial E}{\partial s_i} = y_i - t_i`],
  ],
  [
    'a chain rule row',
    [softmax, entropy, r`\frac{\partial E}{\partial s_i} = \sum_{k=1}^K \frac{\partial E}{\partial y_k} \frac{\partial y_k}{\partial s_i}`],
  ],
  [
    'a chain through two layers',
    [
      ...layers,
      r`\frac{\partial E}{\partial b_j} = \sum_{k=1}^K \frac{\partial E}{\partial a_k} \frac{\partial a_k}{\partial h_j} \frac{\partial h_j}{\partial b_j}`,
    ],
  ],
  [
    'what it works out to',
    [...layers, r`\frac{\partial E}{\partial v_{ji}} = \sum_{k=1}^K (y_k - t_k) y_k (1 - y_k) w_{kj} (1 - h_j^2) x_i`],
  ],
  [
    'a chain to a loss that nothing defines',
    [r`a_k = \sum_{j=1}^J w_{kj} h_j`, r`\frac{\partial L}{\partial w_{kj}} = \frac{\partial L}{\partial a_k} h_j`],
  ],
  ['a sum taken apart', [r`\sum_{i=1}^n (x_i - c)^2 = \sum_{i=1}^n x_i^2 - 2 c \sum_{i=1}^n x_i + n c^2`]],
  ['sums in the other order', [r`\sum_{i=1}^n \sum_{j=1}^m u_i M_{ij} v_j = \sum_{j=1}^m v_j \sum_{i=1}^n M_{ij} u_i`]],
  ['a product of sums', [r`\left(\sum_{i=1}^n x_i\right) \left(\sum_{j=1}^m y_j\right) = \sum_{i=1}^n \sum_{j=1}^m x_i y_j`]],
  ['the logarithm of a product over an index', [r`\ln \prod_{i=1}^n p_i = \sum_{i=1}^n \ln p_i`]],
  ['a sum without one term', [r`\sum_{k \neq j} w_k x_k = \sum_k w_k x_k - w_j x_j`]],
];

/** Steps that the engine finds to hold and that the normal form does not show. */
const open: readonly (readonly [why: string, pieces: readonly string[]])[] = [
  ['angles are not added', [r`\sin(x + y) = \sin x \cos y + \cos x \sin y`]],
  ['nor are functions inverted', [r`\arctan(\tan(0.1 \sigma(x))) = 0.1 \sigma(x)`]],
  ['a piece that is never reached', [r`\max(x^2, -1) = x^2`]],
  ['two conditions that exclude each other', [r`\mathbb{1}[x > 0] \, \mathbb{1}[x < 0] + x = x`]],
];

/** Steps that are wrong, each beside one that is right above. */
const wrong: readonly (readonly [why: string, pieces: readonly string[]])[] = [
  ['the double product', [r`(a + b)^2 = a^2 + a b + b^2`]],
  ['a sign in a denominator', [r`\frac{1}{x - 1} - \frac{1}{x + 1} = \frac{2}{x^2 + 1}`]],
  ['a decimal', [r`0.1 x + 0.2 x = 0.31 x`]],
  ['a logarithm of a sum', [r`\ln(x^2 + e^{y}) = 2 \ln x + y`]],
  ['the sign of a root', [r`\sqrt{x^2} = x`]],
  ['which is the cosine', [r`\frac{1}{\sin^2 x} = 1 + \tan^2 x`]],
  ['a factor of two', [r`2 \sigma(x) - 1 = \tanh x`]],
  ['the minimum', [r`\max(x, 0) + \max(-x, 0) = x`]],
  ['the derivative of tanh', [r`h = \tanh(a)`, r`\frac{\partial h}{\partial a} = h (1 - h)`]],
  ['the other side of the kink', [r`y = \max(0, x)`, r`\frac{dy}{dx} = \mathbb{1}[x < 0]`]],
  ['softmax without its delta', [softmax, r`\frac{\partial y_i}{\partial s_j} = y_i (1 - y_j)`]],
  ['softmax on the diagonal', [softmax, r`\frac{\partial y_i}{\partial s_j} = y_i y_j \quad (i \neq j)`]],
  ['cross-entropy the wrong way round', [softmax, entropy, r`\sum_{k=1}^K t_k = 1`, r`\frac{\partial E}{\partial s_i} = t_i - y_i`]],
  ['a chain without its sum', [...layers, r`\frac{\partial E}{\partial b_j} = (y_k - t_k) y_k (1 - y_k) w_{kj} (1 - h_j^2)`]],
  [
    'a weight with its indices exchanged',
    [...layers, r`\frac{\partial E}{\partial v_{ji}} = \sum_{k=1}^K (y_k - t_k) y_k (1 - y_k) w_{jk} (1 - h_j^2) x_i`],
  ],
  ['a factor that is missing', [...layers, r`\frac{\partial E}{\partial v_{ji}} = \sum_{k=1}^K (y_k - t_k) y_k (1 - y_k) w_{kj} x_i`]],
  ['the size of a sum', [r`\sum_{i=1}^n (x_i - c)^2 = \sum_{i=1}^n x_i^2 - 2 c \sum_{i=1}^n x_i + c^2`]],
  ['a matrix the wrong way round', [r`\sum_{i=1}^n \sum_{j=1}^m u_i M_{ij} v_j = \sum_{i=1}^n \sum_{j=1}^m u_i M_{ji} v_j`]],
  ['a sum of products', [r`\left(\sum_{i=1}^n x_i\right) \left(\sum_{i=1}^n y_i\right) = \sum_{i=1}^n x_i y_i`]],
  ['the logarithm of a sum over an index', [r`\ln \sum_{i=1}^n p_i = \sum_{i=1}^n \ln p_i`]],
  ['a sum with all its terms', [r`\sum_{k \neq j} w_k x_k = \sum_k w_k x_k`]],
  ['a delta beyond the end', [r`\sum_{k=1}^K x_k = c`, r`\sum_{k=1}^K \mathbb{1}[k = j + 1] = 1 + 0 x_j`]],
  ['a function of the notes at another point', [r`f(x) = \begin{cases} x & x > 0 \\ 2 x & x \le 0 \end{cases}`, r`f(u) - u = f(v) - v`]],
  [
    'pieces that meet at a point',
    [r`f(x) = \begin{cases} x & x \neq 0 \\ 0 & x = 0 \end{cases}`, r`f'(x) = \begin{cases} 1 & x \neq 0 \\ 0 & x = 0 \end{cases}`],
  ],
];

describe('what algebra shows to be an identity', () => {
  it.each(proved)('is proved: %s', (_, pieces) => {
    const { verdict, proved: isProved } = lastOf(pieces);
    expect(verdict).toMatch(/^holds/);
    expect(isProved).toBe(true);
  });

  it.each(open)('is left to numbers: %s', (_, pieces) => {
    expect(lastOf(pieces)).toEqual({ verdict: 'holds', proved: false, identity: false });
  });

  it.each(wrong)('is never what is wrong, whatever the engine says: %s', (_, pieces) => {
    const { proved: isProved, identity } = lastOf(pieces);
    expect([isProved, identity]).toEqual([false, false]);
  });

  it('is nearly every row of the derivations of the table', async () => {
    let [rows, shown] = [0, 0];
    for (const known of functions) {
      const steps = stepsIn(`${noteOf(known.note)}\n\n${written(await derivativeOf(known))}`);
      const held = steps.filter(({ decision }) => decision.verdict.startsWith('holds'));
      rows += held.length;
      shown += held.filter(({ decider, step, decision }) => prover.proves(decider, step, decision)).length;
    }
    expect(rows).toBeGreaterThan(200);
    expect(shown / rows).toBeGreaterThan(0.95);
  });

  it('is said in the report where it is asked for, and nowhere else', () => {
    const note = readNote([
      {
        text: noteOf([r`h = \tanh(a)`, r`\frac{\partial h}{\partial a} = 1 - h^2`, r`\frac{\partial h}{\partial a} = 1 + h^2`]),
        format: 'markdown',
      },
    ]);
    const said = (given: { prover?: Prover }): unknown[] =>
      checkNote(note, given).blocks.flatMap(({ steps }) => steps.flatMap(({ evidence }) => (evidence ? [evidence.proved] : [])));
    expect(said({ prover })).toEqual([true, false]);
    expect(said({})).toEqual([undefined, undefined]);
  });
});

/** Formulas of `x` and `a`, and what may be said of one, right or wrong. */
const { formula } = fc.letrec<{ formula: string; positive: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.constantFrom('x', 'a', '2', 'x^2', 'a x'),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `(${a} - ${b})`),
    fc.tuple(tie('formula'), tie('formula')).map(([a, b]) => `(${a}) (${b})`),
    fc.tuple(tie('formula'), tie('positive')).map(([a, b]) => r`\frac{${a}}{${b}}`),
    fc.tuple(fc.constantFrom(r`\sin`, r`\cos`, r`\tanh`, r`\sigma`), tie('formula')).map(([fn, a]) => `${fn}(${a})`),
    tie('formula').map((a) => r`\max(0, ${a})`),
    tie('formula').map((a) => r`\left|${a}\right|`),
    tie('positive').map((a) => r`\ln(${a})`),
    tie('positive').map((a) => r`\sqrt{${a}}`),
  ),
  positive: fc.oneof(
    { maxDepth: 1, withCrossShrink: true },
    fc.constantFrom('(1 + x^2)', '(2 + a^2)', '(1 + e^{-x})', 'e^{x}', 'x^2', 'x^4 (1 + a^2)'),
    tie('formula').map((a) => `(1 + (${a})^2)`),
  ),
}));

const claims: readonly ((f: string, g: string) => string)[] = [
  (f, g) => `(${f}) (${g}) = (${g}) (${f})`,
  (f, g) => `(${f} + ${g})^2 - (${f})^2 = (${g})^2 + 2 (${f}) (${g})`,
  (f, g) => `(${f} + ${g})^2 - (${f})^2 = (${g})^2 - 2 (${f}) (${g})`,
  (f, g) => `${f} = ${g}`,
  (f, g) => r`\sqrt{(${f})^2 (${g})^2} = (${f}) (${g})`,
  (f, g) => r`\max(${f}, ${g}) = \frac{1}{2} (${f} + ${g} + \left|${f} - (${g})\right|)`,
  (f, g) => r`\max(${f}, ${g}) + \min(${f}, ${g}) = ${f} + ${g}`,
  (f, g) => r`\max(${f}, ${g}) - \min(${f}, ${g}) = ${f} + ${g}`,
  (f, g) => r`e^{${f}} e^{-(${g})} = e^{${f} - (${g})}`,
  (f, g) => r`\frac{d}{dx} \left((${f}) (${g})\right) = \frac{d (${f})}{dx} (${g}) + (${f}) \frac{d (${g})}{dx}`,
  (f, g) => r`\left|(${f}) (${g})\right| = \left|${f}\right| \left|${g}\right|`,
];

describe('whatever is proved holds in the engine', () => {
  it('of formulas that are right or wrong', () => {
    let [shown, refuted] = [0, 0];
    fc.assert(
      fc.property(formula, formula, fc.constantFrom(...claims), (f, g, claim) => {
        const last = stepsIn(noteOf([r`u = x + a`, claim(f, g)])).at(-1) as Judged;
        const isIdentity = prover.isIdentity(last.decider, last.step);
        if (last.decision.verdict === 'mismatch') refuted++;
        if (!isIdentity) return;
        shown++;
        expect(last.decision.verdict, claim(f, g)).not.toBe('mismatch');
      }),
      { seed: 5, numRuns: 400 },
    );
    expect(shown).toBeGreaterThan(120);
    expect(refuted).toBeGreaterThan(40);
  });
});

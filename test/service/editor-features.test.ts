import { describe, expect, test } from 'vitest';
import { readNote } from '../../src/core/notes/read-note.ts';
import { checkNote } from '../../src/core/pipeline/check-note.ts';
import type { NoteReport, StepReport, Verdict, Witness } from '../../src/core/pipeline/report.ts';
import { message } from '../../src/core/text/message.ts';
import { diagnosticsOf } from '../../src/service/diagnostics.ts';
import { hoverAt } from '../../src/service/hover.ts';
import { quickFixesAt } from '../../src/service/quick-fixes.ts';
import { summaryOf } from '../../src/service/summary.ts';
import { witnessText } from '../../src/service/witness.ts';

/** `a = b + c`, in which `c` is wrong, from offset `at`. */
function step(verdict: Verdict, at: number, more: Partial<StepReport> = {}): StepReport {
  return {
    range: { start: at, end: at + 9 },
    lhs: 'a',
    relation: '=',
    rhs: 'b + c',
    lhsRange: { start: at, end: at + 1 },
    rhsRange: { start: at + 4, end: at + 9 },
    kind: 'derivative',
    verdict,
    continues: false,
    reason: message('no-cells'),
    assumptions: [],
    unread: [],
    ...more,
  };
}

const c = { start: 8, end: 9 };
const repairs = [{ tex: 'b - c', edits: [{ range: { start: 6, end: 7 }, newText: '-' }] }];
const witness = { indices: { i: 1 }, values: { y: 0.62, t: 1 }, lhs: -0.38, rhs: 0.38 };
const wrong = step('mismatch', 0, {
  witness,
  diagnosis: { class: 'sign', range: c, message: message('bad-notebook', { detail: 'x_b' }), repairs },
});

function report(...blocks: readonly (readonly [part: number, ...steps: StepReport[]])[]): NoteReport {
  return {
    blocks: blocks.map(([part, ...steps]) => ({ part, range: { start: 0, end: 100 }, steps })),
    problems: [{ part: 1, range: { start: 2, end: 4 }, message: message('unclosed-math', { delimiter: '$$' }) }],
    exhausted: false,
  };
}

describe('marks', () => {
  const note = report(
    [2, step('undetermined', 20, { unread: [{ range: { start: 25, end: 26 }, tex: 'q' }] })],
    [0, wrong, step('holds', 12)],
  );

  test('the wrong part with its class, reason and witness; unreadable text; nothing else', () => {
    expect(diagnosticsOf(note)).toEqual([
      {
        part: 0,
        range: c,
        kind: 'mismatch',
        code: 'sign',
        message: 'This is not a notebook: x_b\nAt i = 1, y = 0.62, t = 1: your right side gives 0.38, the engine −0.38',
      },
      { part: 1, range: { start: 2, end: 4 }, kind: 'problem', code: 'unclosed-math', message: 'The `$$` opened here is never closed' },
    ]);
  });

  test('what was not decided, where asked for, at the part that was not read', () => {
    expect(diagnosticsOf(note, { undetermined: true }).at(-1)).toMatchObject({
      part: 2,
      range: { start: 25, end: 26 },
      kind: 'undetermined',
    });
  });

  test('a mismatch without a diagnosis marks the right side', () => {
    expect(diagnosticsOf(report([0, step('mismatch', 0)]))[0]).toMatchObject({ range: { start: 4, end: 9 }, code: 'other' });
  });
});

describe('a witness in words', () => {
  test.each<[Witness, 'witness-engine' | 'witness-sides', string, string]>([
    [witness, 'witness-engine', 'at i = 1, y = 0.62, t = 1: your right side gives 0.38, the engine −0.38', 'a derivative'],
    [witness, 'witness-sides', 'at i = 1, y = 0.62, t = 1: the left side is −0.38, your right side 0.38', 'a rewriting'],
    [{ indices: {}, values: {}, lhs: 1, rhs: 2 }, 'witness-engine', 'your right side gives 2, the engine 1', 'numbers alone'],
    [
      { indices: {}, values: { '\\hat y_k': 1 / 3 }, lhs: 1, rhs: 2 },
      'witness-engine',
      'at ŷₖ = 0.3333: your right side gives 2, the engine 1',
      'names are set plainly',
    ],
  ])('%j %s', (given, id, text) => expect(witnessText(given, id)).toBe(text));
});

describe('hover', () => {
  test.each([
    [
      '$x \\in \\mathbb{R}^3$, $W \\in \\mathbb{R}^{2 \\times 3}$ and $z = W x$',
      'W x',
      '`z` vector, 2 · `W` matrix, 2 × 3 · `x` vector, 3',
    ],
    ['$a = \\sigma(z)$', '\\sigma(z)', '`a` number · `σ` sigmoid · `z` number'],
    ['$y = 2 x$', '2 x', undefined],
  ])('how the symbols of %s are read', (text, rhs, expected) => {
    const note = checkNote(readNote([{ format: 'markdown', text }]), { explain: true });
    expect(hoverAt(note, 0, text.indexOf(rhs))?.markdown.split('Read as: ')[1]).toBe(expected);
  });

  test('a wrong step: verdict and reason first, then witness, then both sides', () => {
    expect(hoverAt(report([0, wrong]), 0, 8)).toEqual({
      range: { start: 0, end: 9 },
      markdown: [
        '✗ **This step does not hold.** This is not a notebook: x\\_b.',
        'At i = 1, y = 0.62, t = 1: your right side gives 0.38, the engine −0.38.',
        'Yours:',
        '```latex\nb + c\n```',
        'Verified repair:',
        '```latex\nb - c\n```',
      ].join('\n\n'),
    });
  });

  test.each([
    [
      step('holds', 0, { evidence: { points: 12, sampleSets: [], proved: true } }),
      '✓ **This step holds.** Both sides agree at 12 points and by algebra.',
    ],
    [
      step('holds', 0, { evidence: { points: 12, sampleSets: [], proved: false } }),
      '✓ **This step holds.** Both sides agree at 12 points.',
    ],
    [
      step('holds-assuming', 0, { assumptions: [{ tex: '\\sum_k t_k = 1' }, { tex: 'a > 0', stated: { part: 0, offset: 3 } }] }),
      '✓ **This step holds under an assumption.**\n\nAssuming\n- `\\sum_k t_k = 1` (not stated in the note)\n- `a > 0` (stated in the note)',
    ],
    [
      step('undetermined', 0, { unread: [{ range: c, tex: '\\foo`' }] }),
      '? **This step was not decided.** This notebook has no list of cells.\n\nNot read: `` \\foo` ``',
    ],
  ])('%#', (given, markdown) => expect(hoverAt(report([0, given]), 0, 5)?.markdown).toBe(markdown));

  test('of two steps in one row the one whose right side is under the cursor', () => {
    const chain = report([0, step('holds', 0, { range: { start: 0, end: 20 } }), step('mismatch', 11)]);
    expect(hoverAt(chain, 0, 6)?.markdown).toContain('✓');
    expect(hoverAt(chain, 0, 16)?.markdown).toContain('✗');
  });

  test.each([
    [0, 50, 'between the steps'],
    [1, 5, 'in another cell'],
  ])('nothing at part %i, offset %i: %s', (part, offset) => expect(hoverAt(report([0, wrong]), part, offset)).toBeUndefined());
});

describe('quick fixes', () => {
  const fixes = (start: number, end: number, note = report([0, wrong])) => quickFixesAt(note, 0, { start, end });

  test('the only repair is the preferred one', () => {
    expect(fixes(8, 8)).toEqual([{ title: 'Replace with b - c', edits: repairs[0]?.edits, range: c, preferred: true }]);
  });

  test('of several none is', () => {
    const two = {
      ...wrong,
      diagnosis: { ...(wrong.diagnosis as NonNullable<StepReport['diagnosis']>), repairs: [...repairs, ...repairs] },
    };
    expect(fixes(8, 9, report([0, two])).map(({ preferred }) => preferred)).toEqual([false, false]);
  });

  test('a long formula is cut in the title, not within a character', () => {
    const tex = '𝜃'.repeat(100);
    const long = { ...wrong, diagnosis: { class: 'sign', range: c, message: wrong.reason, repairs: [{ tex, edits: [] }] } } as const;
    expect(fixes(8, 9, report([0, long]))[0]?.title).toBe(`Replace with ${'𝜃'.repeat(71)}…`);
  });

  test.each([
    [0, 3, 'before the mark'],
    [10, 12, 'behind it'],
  ])('nothing from %i to %i: %s', (start, end) => expect(fixes(start, end)).toEqual([]));
});

test('the summary counts steps by verdict', () => {
  expect(summaryOf(report([0, wrong, step('holds', 12)], [1, step('holds', 0)]))).toEqual({
    steps: 3,
    holds: 2,
    'holds-assuming': 0,
    mismatch: 1,
    rounded: 0,
    undetermined: 0,
    definition: 0,
    assumption: 0,
    'not-a-claim': 0,
  });
});

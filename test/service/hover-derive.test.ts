import { describe, expect, test } from 'vitest';
import { macroTexts } from '../../src/core/notes/macro-texts.ts';
import { readNote } from '../../src/core/notes/read-note.ts';
import { checkAndKeep } from '../../src/core/pipeline/check-note.ts';
import { guideOf } from '../../src/core/pipeline/derive.ts';
import { explanationAt } from '../../src/service/explain.ts';
import { hoverAt } from '../../src/service/hover.ts';
import { withMacros } from '../../src/service/macros.ts';

/** A note as read, with a hover and an explanation for the place at which a piece of its text begins; `|` in the piece is the place itself. */
async function opened(text: string) {
  const run = checkAndKeep(readNote([{ text, format: 'markdown' }]), { explain: true });
  let next = run.next();
  while (!next.done) next = run.next();
  const { report, reading } = next.value;
  const guide = await guideOf(reading);
  const offset = (piece: string): number => text.indexOf(piece.replace('|', '')) + Math.max(0, piece.indexOf('|'));
  const where = ({ offset: at }: { offset: number }): string => `line ${text.slice(0, at).split('\n').length}`;
  return {
    hover: (piece: string, hasMarks = false): string =>
      hoverAt(report, 0, offset(piece), { guide, where, hasMarks, isLate: () => false, actions: '[Derive…](x)', macros: [] })?.markdown ??
      '',
    explain: (piece: string) => explanationAt(report, 0, offset(piece), guide),
  };
}

/** The rows of the formulas in a hover, without what aligns them. */
function formulas(markdown: string): readonly string[] {
  return [...markdown.matchAll(/```latex\n([\s\S]*?)\n```/g)].flatMap(([, tex = '']) =>
    tex
      .replace(/\\(?:begin|end)\{aligned\}/g, '')
      .split('\\\\[5pt]')
      .map((row) => row.replace('&=', '=').trim()),
  );
}

const p = (of: string, by: string): string => `\\frac{\\partial ${of}}{\\partial ${by}}`;

const unit = `The score $z = w x + b$ goes through $$\\sigma(z) = \\frac{1}{1 + e^{-z}}$$ to $a = \\sigma(z)$. With the target $t$

$$L = -t \\log a - (1 - t) \\log(1 - a)$$

$$${p('L', 'z')} = a - t$$

$$${p('L', 'w')} = (a - t) \\, w$$
`;
const layers = `With $a_k = \\sum_j w_{kj} z_j$ and $y_k = \\tanh(a_k)$ the error is $E = \\frac{1}{2} \\sum_k (y_k - t_k)^2$, and

$$\\delta_k = ${p('E', 'a_k')}$$`;
const softmax = '$$p_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}$$\n\n$$C = -\\sum_i t_i \\log p_i$$ where $\\sum_i t_i = 1$.';
const matrices = 'For $W \\in \\mathbb{R}^{m \\times n}$ and $x \\in \\mathbb{R}^n$ let $z = W x$ and $L = \\frac{1}{2} \\|z\\|^2$.';

describe('a definition shows its most useful derivatives', () => {
  test.each<[string, string, readonly string[], string]>([
    // note, where, formulas, why
    [unit, 'L = -t', [`${p('L', 'z')} = a - t`, `${p('L', 'w')} = (a - t) x`], 'first what the note differentiates by'],
    [unit, '|a - (1', [`${p('L', 'a')} = \\frac{a - t}{a \\, (1 - a)}`, `${p('L', 'z')} = a - t`], 'first by the name that is pointed at'],
    [unit, 'z = w', [`${p('z', 'w')} = x`, `${p('z', 'b')} = 1`], 'parameters before inputs'],
    [unit, '\\sigma(z) = \\frac', ["\\sigma'(z) = \\sigma(z) (1 - \\sigma(z))"], 'a function by its argument alone, in its own terms'],
    [
      layers,
      'y_k = \\tanh',
      [`${p('y_k', 'a_k')} = 1 - y_k^2`, `${p('y_k', 'z_j')} = w_{kj} \\, (1 - y_k^2)`],
      'by the index that it has there',
    ],
    [
      '$z_n = \\sum_{m=1}^{M} c_m u_{n+m-1}$',
      'z_n = ',
      [`${p('z_n', 'c_m')} = u_{n + m - 1}`, `${p('z_n', 'u_i')} = c_{i - n + 1}`],
      'a slot that has no letter of its own gets one, without the braces of what stands in it elsewhere',
    ],
    [layers, 'a_k = \\sum', [`${p('a_k', 'w_{kj}')} = z_j`, `${p('a_k', 'z_j')} = w_{kj}`], 'by the indices that they have there'],
    [
      '$h_t = \\tanh(w h_{t-1} + u x_t)$ for $t = 1, \\dots, T$ and $L = \\sum_{t=1}^T (h_t - y_t)^2$.',
      'L = ',
      [`${p('L', 'y_t')} = 2 \\, (y_t - h_t)`],
      'by what stands in one step in time, for any of them',
    ],
    [layers, '\\delta_k =', [`${p('E', 'a_k')} = (y_k - t_k) (1 - y_k^2)`], 'of a name for a derivative its value'],
    [
      `Let $p_j = \\frac{e^{z_j}}{\\sum_k e^{z_k}}$ and $$q_{ij} = ${p('p_i', 'z_j')}$$`,
      'q_{ij}',
      [`${p('p_j', 'z_k')} = p_j \\, (\\delta_{jk} - p_k)`],
      'with other letters than in the definition, which are other indices',
    ],
    [
      '$$E = -\\sum_i t_i \\log y_i$$\n\n$$\\begin{aligned} \\text{dW}_{ij} &= y_i \\end{aligned}$$',
      'E = -',
      [`${p('E', 't_i')} = -\\log(y_i)`, `${p('E', 'y_i')} = -\\frac{t_i}{y_i}`],
      'what is derived is not called as the derivatives of it are',
    ],
    [
      '$\\ln L(\\mu, s) = -n \\ln s - \\frac{1}{2 s^2} \\sum_{i=1}^n (x_i - \\mu)^2$',
      '\\ln L',
      [
        `${p('\\ln L(\\mu, s)', '\\mu')} = \\frac{1}{s^2} \\sum_{i=1}^n (x_i - \\mu)`,
        `${p('\\ln L(\\mu, s)', 's')} = \\frac{1}{s^3} \\sum_{i=1}^n (x_i - \\mu)^2 - \\frac{n}{s}`,
      ],
      'of a logarithm that the note gives, not of what it is of',
    ],
    [
      '$h_j = \\tanh(a_j)$ and $$E = \\frac12 \\sum_j (h_j - t_j)^2$$',
      'E = ',
      [`${p('E', 'h_j')} = h_j - t_j`, `${p('E', 'a_j')} = (h_j - t_j) (1 - h_j^2)`],
      'by what stands in between, and by what that depends on before the targets',
    ],
    [
      '$R = \\sum_j u_j^2$ and $$E = R + \\beta$$',
      'E = ',
      [`${p('E', 'u_j')} = 2 u_j`, `${p('E', '\\beta')} = 1`],
      'not by a term of a sum',
    ],
    [softmax, 'p_i = ', [`${p('p_i', 'z_j')} = p_i \\, (\\delta_{ij} - p_j)`], 'by any index where several stand there'],
    [matrices, 'z = W x', [`${p('z', 'x')} = W`, `${p('z_i', 'W_{jk}')} = x_k \\delta_{ij}`], 'in matrix notation where the note has it'],
  ])('%s … %s', async (note, piece, expected) => {
    const { hover } = await opened(note);
    const markdown = hover(piece);
    expect(markdown.split('\n')[0]).toBe('≔ **A definition.**');
    expect(formulas(markdown)).toEqual(expected);
    expect(markdown).toContain('[Derive…](x)');
  });

  test.each<[string, string, RegExp, string]>([
    [
      '$h_t = \\tanh(w h_{t-1} + u x_t)$ for $t = 1, 2, \\dots$ and $L = \\sum_t h_t^2$.',
      'L = ',
      /Not derived by `[^`]+`: how many layers or steps in time there are is not said/,
      'of all steps in time',
    ],
    ['$y = x / 0$', 'y =', /Not derived by `x`: this formula divides by zero\./, 'undefined'],
    ['$\\eta = 0.1$', '\\eta', /^≔ \*\*A definition\.\*\* Introduces η\./, 'nothing to derive by'],
  ])('what cannot be derived is said in one sentence: %s', async (note, piece, expected) => {
    const markdown = (await opened(note)).hover(piece);
    expect(formulas(markdown)).toEqual([]);
    expect(markdown).toMatch(expected);
  });
});

describe('a claim keeps its verdict first', () => {
  test.each<[string, string, readonly RegExp[], string]>([
    [unit, `|${p('L', 'z')} =`, [/^✓ \*\*This step holds\.\*\*/], 'right'],
    [
      unit,
      '|a - t$$',
      [/^✓ \*\*This step holds\.\*\*/, /`a` number · defined in line 1/, /\\partial L\}\{\\partial a\}/],
      'right, at a name',
    ],
    [
      unit,
      '|z} = a - t',
      [/^✓ \*\*This step holds\.\*\*[^`]*`z` number · defined in line 1$/],
      'the derivative that it states is not said again',
    ],
    [
      unit,
      '\\, |w',
      [/^✗ \*\*This step does not hold\.\*\*/, /Verified repair:\n\n```latex\n\(a - t\) \\, x\n```$/],
      'wrong: the repair comes last',
    ],
    [
      `$L = x^3 y$ and $${p('L', 'x')} = 7 \\sin x$`,
      '7 \\sin',
      [/^✗/, /Derived:\n\n```latex\n.* = 3 y x\^2\n```$/],
      'wrong without a repair: the derivative',
    ],
  ])('%s … %s', async (note, piece, expected) => {
    const markdown = (await opened(note)).hover(piece);
    for (const pattern of expected) expect(markdown).toMatch(pattern);
  });
});

describe('what the mark under the cursor says is not said again by the hover beside it', () => {
  test.each<[string, boolean, boolean, string]>([
    // where, whether marks are shown, whether the hover says it, why
    ['\\, |w', true, false, 'on the mark, in an editor that shows marks beside the hover'],
    ['\\, |w', false, true, 'in one that does not'],
    ['= |(a - t) \\, w', true, true, 'elsewhere in the step'],
  ])('%s, marks %s', async (piece, hasMarks, says) => {
    const markdown = (await opened(unit)).hover(piece, hasMarks);
    expect(markdown).toMatch(/^✗ \*\*This step does not hold\.\*\*/);
    expect(markdown.includes('This should be')).toBe(says);
    expect(markdown.includes('your right side gives')).toBe(says);
    expect(markdown).toMatch(/Verified repair:\n\n```latex\n\(a - t\) \\, x\n```$/);
  });
});

describe('a name in the words shows what it is, and the derivative of the loss by it', () => {
  test.each<[string, string, string, readonly string[]]>([
    [
      `${unit}\nThe output $a$.`,
      'output $|a',
      '`a` number · defined in line 1',
      ['a = \\sigma(z)', `${p('L', 'a')} = \\frac{a - t}{a \\, (1 - a)}`],
    ],
    [unit, 'target $|t', '`t` number · first in line 1', [`${p('L', 't')} = \\log(1 - a) - \\log(a)`]],
    [`${matrices}\nNow $W$ is learned.`, 'Now $|W', '`W` matrix, 3 × 2 · first in line 1', [`${p('L', 'W')} = z x^\\top`]],
  ])('%s … %s', async (note, piece, line, rows) => {
    const markdown = (await opened(note)).hover(piece);
    expect(markdown.split('\n')[0]).toBe(line);
    expect(formulas(markdown)).toEqual(rows);
  });

  test('words have none', async () => expect((await opened(unit)).hover('target')).toBe(''));
});

describe('a step is explained', () => {
  const chain = `${unit}\n$$\\begin{aligned} ${p('L', 'b')} &= ${p('L', 'a')} ${p('a', 'b')} \\\\ &= \\frac{a - t}{a (1 - a)} a (1 - a) \\\\ &= a - t \\end{aligned}$$`;
  const algebra = 'With $s = x + y$ let $q = s^2$. Then $q = (x + y)^2 = x^2 + 2 x y + y^2 = y^2 + 2 y x + x^2$.';
  test.each<[string, string, string, string]>([
    [unit, '= |a - t$$', 'Your right side is row 3: simplified.', 'the row that a derivative is'],
    [chain, '|\\frac{a - t}{a (1', 'This step goes from row 1 to row 2: each factor put in.', 'from row to row'],
    [chain, '|a - t \\end', 'This step goes from row 2 to row 3: simplified.', 'to the last one'],
    [unit, '\\, |w', 'This step does not hold, so no rule leads to it.', 'a wrong one follows from nothing'],
    [algebra, '|x^2 + 2', 'Brackets are multiplied out', 'a rewriting'],
    [algebra, '|y^2 + 2 y x', 'The same terms and factors in another order', 'a rewriting in another order'],
    ['$2 \\cdot 3.5 + 1 = 8$', '|8$', 'The numbers are put in and worked out', 'arithmetic'],
    [
      '$p_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}$, so $\\sum_i p_i = 1$',
      '|1$',
      'stands what defines it',
      'a number that defined names come to, whatever their inputs are',
    ],
    ['$\\sin^2 x + \\cos^2 x = 1$', '|1$', 'Both sides are the same by the rules of algebra', 'a number that nothing is put in for'],
    [
      '$\\lambda \\operatorname{sign}(w) = \\lambda \\frac{w}{|w|}$',
      '\\frac{w}',
      'Both sides are the same by the rules of algebra',
      'an identity',
    ],
    ['$\\sum_k q_k = 1$, so $a \\sum_k q_k - b = a - b$.', '|a - b$', 'It follows with what is assumed', 'an assumption'],
    ['$\\sum_k a_k = a_r + \\sum_{k \\neq r} a_k$', '|a_r +', 'One term of the sum over k stands apart', 'a sum that is split'],
    ['$a_r + \\sum_{k \\neq r} a_k = \\sum_k a_k$', '|\\sum_k', 'is in the sum over k', 'and put together'],
    [
      '$\\sum_{k \\neq r} a_k b_k + b_r \\sum_j c_j = \\sum_k a_k b_k - a_r b_r + b_r c_r + b_r \\sum_{j \\neq r} c_j$',
      '|\\sum_k a_k b_k -',
      'One term of the sum over j stands apart',
      'one sum is split and another one put together: as many leave something out as before',
    ],
    ['$\\ln \\frac{a}{b} = \\ln a - \\ln b$', '|\\ln a', 'The logarithm of a product or a quotient', 'a rule of logarithms'],
    [
      "$f(x) = x \\sin x$, so $2 f'(x) = 2 \\sin x + 2 x \\cos x$",
      '|2 \\sin',
      'What was left to be differentiated is',
      'a derivative in a formula',
    ],
    [
      '$u = x^2$ and $y = u^3$, so $2 \\frac{d y}{d x} = 2 \\frac{d y}{d u} \\frac{d u}{d x}$',
      '|2 \\frac{d y}{d u}',
      'The chain rule goes on by what stands in between',
      'the chain rule in a formula',
    ],
  ])('%s … %s', async (note, piece, sentence) => {
    const explanation = (await opened(note)).explain(piece);
    expect('markdown' in explanation && explanation.markdown).toContain(sentence);
  });

  test('a definition, words: why there is nothing to explain', async () => {
    const { explain } = await opened(unit);
    expect(explain('L = -t')).toMatchObject({ refused: { id: 'explain-definition' } });
    expect(explain('target')).toMatchObject({ refused: { id: 'explain-nothing' } });
  });
});

test('formulas bring along those macros of the note that they use', async () => {
  const macros = [
    { name: '\\loss', tex: '\\newcommand{\\loss}{\\mathcal{\\ell}}' },
    { name: '\\other', tex: '\\newcommand{\\other}{x}' },
    { name: '\\ell', tex: '\\renewcommand{\\ell}{L}' },
  ];
  expect(withMacros('Words \\loss\n\n```latex\n\\loss = 1\n```', macros)).toBe(
    `Words \\loss\n\n\`\`\`latex\n${macros[0]?.tex}\n${macros[2]?.tex}\n\\loss = 1\n\`\`\``,
  );
});

test('the macros of a note stand in its words and in its math', () => {
  const text = '\\newcommand{\\R}{\\mathbb{R}}\n\n$$\\def\\half{\\frac{1}{2}} L = \\half x^2$$\n\n`\\newcommand{\\no}{x}`';
  const found = macroTexts(readNote([{ text, format: 'markdown' }])).map(({ name, tex }) => `${name}: ${tex}`);
  expect(found).toEqual(['\\R: \\newcommand{\\R}{\\mathbb{R}}', '\\half: \\def\\half{\\frac{1}{2}}']);
});

describe('a step that holds says what it rests on', () => {
  test.each<[string, string, RegExp, string]>([
    // note, where, what it says, why
    [
      unit,
      '} = a - t',
      /^✓ \*\*This step holds\.\*\* Both sides agree at \d+ points and by algebra\./,
      'a derivative that algebra finds too',
    ],
    [
      `${unit}\n\n$$\\sin(x + y) = \\sin x \\cos y + \\cos x \\sin y$$`,
      '= \\sin x',
      /^✓ \*\*This step holds\.\*\* Both sides agree at \d+ points\.(?! and)/,
      'an identity that only numbers show',
    ],
    [unit, '= (a - t) \\, w', /^✗ (?!.*algebra)/, 'a step that does not hold'],
  ])('%#: %3$s', async (text, piece, says) => {
    const { hover } = await opened(text);
    expect(hover(piece)).toMatch(says);
  });
});

import { describe, expect, it } from 'vitest';
import { r } from '../../../src/core/latex/notation.ts';
import { emptyMacros, macrosFrom, readMacros, readMath } from '../../../src/core/latex/read-math.ts';
import { sexp } from './s-expression.ts';

const preamble = readMacros(r`
  \documentclass{article}
  \newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}
  \newcommand\loss{\mathcal{L}}
  \renewcommand{\vec}[1]{\mathbf{#1}}
  \newcommand{\norm}[2][2]{\| #2 \|_{#1}}
  \DeclareMathOperator{\relu}{ReLU}
  \DeclareMathOperator*{\argmin}{arg\,min}
  \def\half{\frac12}
  \def\between#1#2{#1 + #2}
  \let\eps\epsilon
  \providecommand{\loss}{J}
  \newcommand{\T}{^{\mathsf T}}
  \newcommand{\grad}{\pd}
`);

const first = (tex: string, macros = preamble) => readMath(tex, { macros }).statements[0]?.members[0]?.node;

describe('macros', () => {
  it.each([
    [r`\pd{\loss}{w}`, '(partial cal:L w)', 'two arguments, and a macro in one of them'],
    [r`\pd L w`, '(partial L w)', 'arguments without braces'],
    [r`\vec{x}_i`, '(scripts bold:x _ i)', 'a redefined command'],
    [r`\norm{x} + \norm[1]{x}`, '(sum + (scripts (‖‖ x) _ 2) + (scripts (‖‖ x) _ 1))', 'an optional argument'],
    [r`\relu(x)`, '(relu x)', 'an operator name'],
    [r`\argmin_w f`, '(big argmin (w) - f)', 'an operator name of two words'],
    [r`\half x`, '(product (quotient 1 2) x)', 'a definition of TeX'],
    [r`\between{a}{b}`, '(sum + a + b)', 'a definition of TeX with arguments'],
    [r`\eps`, r`\epsilon`, 'an alias'],
    [r`W\T x`, '(product (scripts W ^ sans:T) x)', 'a macro that is a script'],
    [r`\grad{L}{w}`, '(partial L w)', 'a macro that leaves its arguments to another'],
    [r`\pd{L}`, '(quotient (partial L) ?)', 'a missing argument'],
  ])('%s', (tex, expected, _why) => {
    expect(sexp(first(tex) ?? { kind: 'dots', range: { start: 0, end: 0 } })).toBe(expected);
  });

  it('keeps the place of arguments and gives the rest the place of the call', () => {
    const tex = r`a + \pd{L}{w_1}`;
    const node = first(tex);
    const partial = node?.kind === 'sum' ? node.terms[1]?.node : undefined;
    expect(partial).toMatchObject({ kind: 'partial', range: { start: 4, end: tex.length }, of: { range: { start: 8, end: 9 } } });
    expect(partial?.kind === 'partial' ? partial.wrt[0]?.range : undefined).toEqual({ start: 11, end: 14 });
  });

  it('takes definitions from one span to the next', () => {
    const { macros, statements } = readMath(r`\gdef\w{\omega}`, { macros: emptyMacros });
    expect(statements).toEqual([]);
    expect(sexp(first(r`\w`, macros) as NonNullable<ReturnType<typeof first>>)).toBe(r`\omega`);
  });

  it('takes settings with or without the backslash', () => {
    const macros = macrosFrom({ '\\RR': '\\mathbb{R}', pair: '(#1, #2)' });
    expect(sexp(first(r`\pair{\RR}{b}`, macros) as NonNullable<ReturnType<typeof first>>)).toBe('(() (list , bb:R b))');
  });

  it.each([
    [r`\def\a{\a\a} \a = 1`, 'a macro that calls itself'],
    [r`\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{\e\e}\def\e{\f\f}\def\f{xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}${'\\a'.repeat(100)}`, 'a bomb'],
    [r`\def\a#1{#1\a{#1#1}} \a{x}`, 'an argument that doubles'],
  ])('stops %s', (tex) => {
    const { holes } = readMath(tex, { macros: emptyMacros });
    expect(holes.length).toBeGreaterThan(0);
  });

  it('is not fooled by names of the language', () => {
    const { statements, holes } = readMath(r`\constructor + \__proto__ + \toString(x) = \text{__proto__} constructor`, {
      macros: emptyMacros,
    });
    expect(statements.length).toBe(1);
    expect(holes).toBeDefined();
    expect(macrosFrom(JSON.parse('{"__proto__": "x"}')).get('\\__proto__')?.body.length).toBe(1);
  });
});

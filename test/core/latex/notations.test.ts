import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../../src/core/latex/arrange.ts';
import { r } from '../../../src/core/latex/notation.ts';
import { prefixes } from '../../../src/core/latex/notations/index.ts';
import { operators } from '../../../src/core/latex/notations/operators.ts';
import { Reader } from '../../../src/core/latex/reader.ts';
import { tokenize } from '../../../src/core/latex/token.ts';
import { sexp } from './s-expression.ts';

const read = (tex: string, names: ReadonlySet<string> = new Set()) => {
  const tape = arrange(tokenize(tex));
  return sexp(new Reader(tape, names).region(0, tape.tokens.length));
};

const examples = [...prefixes, ...operators].flatMap((notation) => notation.examples);

describe('names that the document uses', () => {
  const names = new Set(['nclass', 'dW', 'net']);
  it.each([
    ['2nclass', '(product 2 upright:nclass)', 'a run of letters is one name'],
    ['dW_j x', '(product (scripts upright:dW _ j) x)', 'with scripts'],
    ['netx', '(product upright:net x)', 'the longest name that begins the run'],
    ['n e t', '(product n e t)', 'letters with space between are no run'],
    [r`\frac{dW}{dx}`, '(partial W x)', 'a derivative stays one'],
  ])('%s', (tex, expected, _why) => {
    expect(read(tex, names)).toBe(expected);
  });
});

describe('escapes that the Markdown pass would take off', () => {
  it.each([
    [r`a \- b`, read('a - b'), 'a sign, which no hyphenation is in math'],
    [r`\-a \+ b`, read('-a + b'), 'signs at the start of a line, where Markdown sees an item'],
    [r`x\_i \* y`, read('x_i * y'), 'marks of emphasis'],
  ])('%s', (tex, expected, _why) => {
    expect(expected).not.toContain('?');
    expect(read(tex)).toBe(expected);
  });

  it('keep their place', () => {
    expect(tokenize(r`a\-b`)[1]).toMatchObject({ kind: 'char', text: '-', start: 1, end: 3 });
  });
});

describe('every example of every notation', () => {
  it.each(examples)('%s', (tex, expected) => {
    expect(read(tex)).toBe(expected);
  });

  it.each(examples)('%s is what KaTeX calls valid, unless it shows a hole', (tex, expected) => {
    const isValid = (): boolean => !katex.renderToString(tex, { throwOnError: false, strict: false }).includes('katex-error');
    expect(expected.includes('?') || isValid()).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { arrange } from '../../../src/core/latex/arrange.ts';
import { prefixes } from '../../../src/core/latex/notations/index.ts';
import { operators } from '../../../src/core/latex/notations/operators.ts';
import { Reader } from '../../../src/core/latex/reader.ts';
import { tokenize } from '../../../src/core/latex/token.ts';
import { sexp } from './s-expression.ts';

const read = (tex: string) => {
  const tape = arrange(tokenize(tex));
  return sexp(new Reader(tape, new Set()).region(0, tape.tokens.length));
};

const examples = [...prefixes, ...operators].flatMap((notation) => notation.examples);

describe('every example of every notation', () => {
  it.each(examples)('%s', (tex, expected) => {
    expect(read(tex)).toBe(expected);
  });
});

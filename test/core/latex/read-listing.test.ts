import { describe, expect, it } from 'vitest';
import { readListing } from '../../../src/core/latex/read-listing.ts';
import { describeStatement, sexp } from './s-expression.ts';

const rows: readonly (readonly [code: string, statements: readonly string[], why: string])[] = [
  ['w=5; x=3; y=2', ['w = 5', 'x = 3', 'y = 2'], 'several on one line'],
  ['v = x*y             dfdu = z', ['v = x*y', 'dfdu = z'], 'two columns'],
  ['dfdw = 1*dfdu # dudw = 1', ['dfdw = 1*dfdu', 'dudw = 1'], 'a comment that is an assignment, behind its code'],
  ['# Forward Pass      # Backward Pass', [], 'comments in words'],
  ['v = x*y   dfdu = z    on w, x, y and z', ['v = x*y', 'dfdu = z'], 'a column of words'],
  ['long   = x  +  y', ['long = x  +  y'], 'wide space around signs parts nothing'],
  ['a = (x + y) * z ** 2 / 3', ['a = (x + y) * z ** 2 / 3'], 'all signs'],
  ['p = np.exp(x)', ['p = np.exp(x)'], 'a call of a known function'],
  ['p = foo(x)\nimport numpy\nx += 1\nx == y\nz = w @ x\nf(x) = 2\ns = "a = b"\nt = x.T', [], 'other forms'],
  ['a = 1\r\nb = 2\r\n', ['a = 1', 'b = 2'], 'line ends of Windows'],
  ['a = ', [], 'half an assignment'],
];

describe('listings', () => {
  it.each(rows)('%s', (code, expected, _why) => {
    expect(readListing(code).statements.map((statement) => describeStatement(code, statement))).toEqual(expected);
  });

  it('reads the right sides', () => {
    const [statement] = readListing('dx = -2*x1**-2 / max(a, np.log(y)) + 0.50').statements;
    expect(statement?.members.map(({ node }) => sexp(node))).toEqual([
      'tt:dx',
      '(sum - (product 2 * (quotient (scripts tt:x1 ^ (sum - 2)) (max tt:a (log tt:y)))) + 0.50)',
    ]);
  });

  it('is quick on a long line', () => {
    expect(readListing(`x = ${'('.repeat(100_000)}\ny = ${'1 + '.repeat(100_000)}1`).statements).toEqual([]);
  });
});

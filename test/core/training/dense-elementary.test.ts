import { describe, expect, it } from 'vitest';
import { exp, log1p, sigmoid, softplus, tanh } from '../../../src/core/training/dense/elementary.ts';

/** Greatest relative error over an even grid, with points between the points of the tables. */
function worst(own: (x: number) => number, other: (x: number) => number, low: number, high: number): number {
  let greatest = 0;
  for (let n = 0; n <= 20_000; n++) {
    const x = low + ((high - low) * (n + 0.37)) / 20_001;
    greatest = Math.max(greatest, Math.abs(own(x) / other(x) - 1));
  }
  return greatest;
}

describe('functions from tables', () => {
  it.each([
    // name      own       other                                     from   to    why this row
    ['exp', exp, Math.exp, -3, 3, 'where sums lie'],
    ['exp', exp, Math.exp, -700, 700, 'every power of two'],
    ['tanh', tanh, Math.tanh, -3, 3, 'where sums lie'],
    ['tanh', tanh, Math.tanh, -0.01, 0.01, 'small values keep their digits'],
    ['tanh', tanh, Math.tanh, -1e-9, 1e-9, 'and the smallest too'],
    ['tanh', tanh, Math.tanh, 15, 800, 'the end of the table and beyond'],
    ['sigmoid', sigmoid, (x: number) => 1 / (1 + Math.exp(-x)), -40, 40, 'small values keep their digits'],
    ['log1p', log1p, Math.log1p, 0, 1, 'the whole table'],
    ['log1p', log1p, Math.log1p, 0, 1e-9, 'small values keep their digits'],
    ['softplus', softplus, (x: number) => Math.log1p(Math.exp(x)), -40, 40, 'small values keep their digits'],
  ])('%s is exact to 1e-15 from %d to %d', (_, own, other, low, high) => {
    expect(worst(own, other, low as number, high as number)).toBeLessThan(1e-15);
  });

  it.each([
    ['tanh', tanh, Infinity, 1],
    ['tanh', tanh, -Infinity, -1],
    ['tanh', tanh, 0, 0],
    ['exp', exp, 0, 1],
    ['sigmoid', sigmoid, Infinity, 1],
    ['softplus', softplus, 1000, 1000],
    ['softplus', softplus, Infinity, Infinity],
  ])('%s(%d)', (_, own, x, value) => expect(own(x)).toBe(value));

  it.each([
    ['exp', exp],
    ['tanh', tanh],
    ['sigmoid', sigmoid],
    ['softplus', softplus],
    ['log1p', log1p],
  ] as const)('%s keeps what is not a number', (_, own) => expect(own(Number.NaN)).toBeNaN());
});

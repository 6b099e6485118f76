import { describe, expect, it } from 'vitest';
import { render } from '../../../src/core/text/message.ts';
import { mostColumns, readCsv } from '../../../src/core/training/csv.ts';

describe('a CSV file', () => {
  it.each([
    // text                                  rows  columns  classes  targets        why this row
    ['1,2,0\n3,4,1', 2, 2, 2, [0, 1], 'whole numbers are classes'],
    ['x;y;kind\n1;2;b\n3;4;a\n5;6;b\n', 3, 2, 2, [1, 0, 1], 'names of columns, words as classes, semicolons'],
    ['1\t0.5\r\n2\t0.7\r\n', 2, 1, 0, [0.5, 0.7], 'tabs, Windows line ends, numbers to be predicted'],
    ['\ufeff1,2\n\n3,4\n\n', 2, 1, 2, [0, 1], 'a byte order mark and empty lines'],
    ['"1","a, ""b"""\n"2","c"', 2, 1, 2, [0, 1], 'quotes'],
  ])('%j is read', (text, rows, columns, classes, targets) => {
    const { points, problems } = readCsv(text);
    expect(problems).toEqual([]);
    expect([points?.count, points?.dimension, points?.classes, [...(points?.targets ?? [])]]).toEqual([rows, columns, classes, targets]);
  });

  it('has inputs of mean 0 and deviation 1, and a column that never changes is 0', () => {
    const { points } = readCsv('1,7,0\n3,7,1\n5,7,0\n7,7,1');
    const column = (n: number) => [...(points?.inputs ?? [])].filter((_, at) => at % 2 === n);
    expect(column(0).reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
    expect(column(0).reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(4, 12);
    expect(column(1)).toEqual([0, 0, 0, 0]);
  });

  it.each([
    // text                          line  message                                                   why this row
    ['', 1, 'there are no rows of numbers here', 'an empty file'],
    ['a,b\n', 1, 'there are no rows of numbers here', 'names of columns alone'],
    ['1\n2', 1, 'a row needs at least one input and what is to be predicted from it', 'one column'],
    ['1,2,0\n3,1', 2, 'this row has 2 cells, and the first one has 3', 'a cell too few'],
    ['1,2,0\n3,x,1', 2, 'column 2 is “x”, which is not a number', 'no number'],
    ['1,2,0\n3,,1', 2, 'column 2 is “”, which is not a number', 'an empty cell'],
    ['1,2,0\n3,4,', 2, 'column 3, which is to be predicted, is empty', 'no target'],
    ['1,2,0\n3,Infinity,1', 2, 'column 2 is “Infinity”, which is not a number', 'not finite'],
    ['1,2,a\n3,4,a', 1, 'all rows are of one class, so there is nothing to tell apart', 'one class'],
    [
      Array.from({ length: 20 }, (_, n) => `1,word${n}`).join('\n'),
      1,
      'the last column has more than 16 different words, too many for classes',
      'every row another word',
    ],
    [`${'1,'.repeat(mostColumns)}1`, 1, `there are more than ${mostColumns} columns`, 'too wide'],
  ])('%j is refused in line %i', (text, line, said) => {
    const { points, problems } = readCsv(text);
    expect(points).toBeUndefined();
    expect(problems.map((problem) => [problem.line, render(problem.message)])[0]).toEqual([line, said]);
  });

  it('tells of all bad rows, up to a number', () => {
    expect(readCsv(`1,2\n${'x,1\n'.repeat(50)}`).problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, n) => n + 2));
  });
});

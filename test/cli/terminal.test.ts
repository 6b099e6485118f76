import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, columnsOf, oneLine, painter, visible, wrap } from '../../src/cli/terminal.ts';

describe('what reaches a terminal', () => {
  it.each([
    // text              shown                   why this row
    ['a_k', 'a_k', 'plain text is left alone'],
    ['é漢 ŷ 😀', 'é漢 ŷ 😀', 'letters of all scripts too'],
    ['\x1b[31mred', '␛[31mred', 'an escape sequence'],
    ['\x9b31m', '<U+009B>31m', 'the same in one character of C1'],
    ['\x07\x00', '␇␀', 'bell and NUL'],
    ['\x7f', '␡', 'delete'],
    ['a\r\nb', 'a␍␊b', 'line ends, which would forge a line of ours'],
    ['\u202eabc', '<U+202E>abc', 'a change of direction'],
    ['\u2066\u200b\ufeff', '<U+2066><U+200B><U+FEFF>', 'isolates and invisible characters'],
    ['\u2028', '<U+2028>', 'a line separator'],
    ['\ud800', '<U+D800>', 'half of a pair'],
  ])('%j is shown as %s', (text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('has no control character, whatever a note has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(visible(text))),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('columns', () => {
  it.each([
    ['', 0, 'nothing'],
    ['abc', 3, 'one each'],
    ['漢字', 4, 'Han characters take two'],
    ['カナ한글', 8, 'and so do Kana and Hangul'],
    ['（，）', 6, 'and full-width punctuation'],
    ['😀', 2, 'and emoji'],
    ['y\u0302', 1, 'a combining mark takes none'],
    ['α∂∑', 3, 'Greek and operators take one'],
  ])('%s takes %i', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  it.each([
    ['abcdef', 6, 'abcdef', 'it fits'],
    ['abcdef', 4, 'abc…', 'it does not'],
    ['漢字漢字', 4, '漢…', 'half of a wide character is no character'],
    ['abc', 0, '', 'no room'],
  ])('%s in %i: %s', (text, columns, shown) => {
    expect(clip(text, columns)).toBe(shown);
  });

  it.each([
    ['a bb ccc', 4, ['a bb', 'ccc'], 'at spaces'],
    ['abcdefgh i', 4, ['abcdefgh', 'i'], 'a long word is not torn'],
    ['', 4, [''], 'nothing is one line'],
  ])('%j wrapped at %i', (text, columns, lines) => {
    expect(wrap(text, columns)).toEqual(lines);
  });

  it('one line has no break', () => expect(oneLine('\\frac{a}\n\t {b}\r\n')).toBe('\\frac{a} {b}'));
});

describe('colour', () => {
  it('is put around a text', () => expect(painter(true).red('x')).toBe('\x1b[31mx\x1b[39m'));
  it('or not at all', () => expect(painter(false).red('x')).toBe('x'));
});

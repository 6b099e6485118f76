import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { code, escapeMarkdown, latexBlock, markdownOf } from '../../src/service/markdown.ts';

const nasty = fc.array(
  fc.constantFrom(
    '`',
    '``',
    '*',
    '_',
    '[x](http://a.b)',
    '<img src=x onerror=y>',
    '\\',
    '$(error)',
    '$',
    '#',
    '- ',
    '1. ',
    '\n',
    '\n\n',
    'a',
    'www.a.b',
    'https://a.b',
    '|',
    '&amp;',
    '!',
    '~',
    'a@b.c',
    '> ',
    '=',
    ' ',
  ),
  { maxLength: 30 },
);
const parse = (markdown: string) => fromMarkdown(markdown, { extensions: [gfm()] });
const collapsed = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('text of a note stays text', () => {
  test.each(['', 'x'])('escaped, it is one paragraph of just its characters, after %j', (before) => {
    fc.assert(
      fc.property(nasty, (pieces) => {
        const text = collapsed(before + pieces.join(''));
        fc.pre(text !== '');
        expect(parse(before + escapeMarkdown(pieces.join(''))).children).toMatchObject([
          { type: 'paragraph', children: [{ type: 'text', value: text }] },
        ]);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('as code, it is one code span of just its characters', () => {
    fc.assert(
      fc.property(nasty, (pieces) => {
        const text = collapsed(pieces.join(''));
        fc.pre(text !== '');
        expect(parse(`x ${code(text)} y`).children).toMatchObject([
          { type: 'paragraph', children: [{ type: 'text' }, { type: 'inlineCode', value: text }, { type: 'text' }] },
        ]);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('as a block of LaTeX, it does not end early', () => {
    expect(parse(latexBlock('a\n```\n# b')).children).toMatchObject([{ type: 'code', lang: 'latex', value: 'a\n```\n# b' }]);
  });

  test('the parameters of a message are escaped, those between backticks made code', () => {
    expect(markdownOf({ id: 'unclosed-math', params: { delimiter: '`$' } })).toBe('the `` `$ `` opened here is never closed');
    expect(markdownOf({ id: 'bad-notebook', params: { detail: '<b>' } })).toBe('this is not a notebook: &lt;b>');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '../../../src/core/notes/note.ts';
import { formatOf, readNote } from '../../../src/core/notes/read-note.ts';
import { checkMaps, spansOf } from './spans.ts';

const r = String.raw;

/** Headings as their level, other items as the number of their paragraph (from 0, without gaps), with their text. */
function outline(...texts: readonly string[]): string[] {
  const note = readNote(texts.map((text) => ({ text, format: 'markdown' })));
  checkMaps(note);
  const paragraphs = [...new Set(note.items.flatMap((item) => (item.kind === 'heading' ? [] : [item.paragraph])))];
  expect(paragraphs).toEqual([...paragraphs].sort((a, b) => a - b));
  return note.items.map((item) => {
    if (item.kind === 'heading') return `${'#'.repeat(item.level)} ${texts[item.part]?.slice(item.range.start, item.range.end)}`;
    return `${paragraphs.indexOf(item.paragraph)} ${(item.kind === 'math' ? item.span.tex : item.text).trim()}`;
  });
}

describe('items in the order of the note', () => {
  test.each([
    ['words and math', 'where $x$ is', ['0 where', '0 x', '0 is']],
    ['a display within a sentence', 'so\n$$\nx\n$$\nwith $y$.\n\nThen', ['0 so', '0 x', '0 with', '0 y', '0 .', '1 Then']],
    ['a fence of math within a sentence', 'so\n```math\nx\n```\nthen', ['0 so', '0 x', '0 then']],
    ['an environment within an item', '- so\n\\begin{align}x\\end{align}\nthen', ['0 so', '0 \\begin{align}x\\end{align}', '0 then']],
    ['items', '- a\n- b\n  c\n\n  d', ['0 a', '1 b\nc', '2 d']],
    ['cells', '|a|b|\n|-|-|\n|$c$|d|', ['0 a', '1 b', '2 c', '3 d']],
    ['headings', '# A\nB\n\nC $d$\n---\n### E ###', ['# # A', '0 A', '1 B', '## C $d$\n---', '2 C', '2 d', '### ### E ###', '3 E']],
    ['quotes', '> a\n> b $c$\n\nd', ['0 a\nb', '0 c', '1 d']],
    ['comments are no words', 'a <!-- b --> c', ['0 a', '0 c']],
    ['a rule under a display', '$$\nx\n$$\n---\ny', ['0 x', '1 y']],
    ['a code span over lines', '`a\n$$ b` c\n\n$$d$$', ['0 `a\n$$ b` c', '1 d']],
    ['code is', 'a `b` $c$', ['0 a `b`', '0 c']],
  ])('%s', (_why, text, items) => expect(outline(text)).toEqual(items));

  test('parts follow each other, and paragraphs count on', () => {
    expect(outline('a $b$', '# C\n$d$')).toEqual(['0 a', '0 b', '# # C', '1 C', '2 d']);
  });

  test('words in a quote know where they stand', () => {
    const text = '> one\n> two $x$';
    const item = readNote([{ text, format: 'markdown' }]).items[0];
    expect(item).toEqual({
      kind: 'text',
      text: 'one\ntwo ',
      paragraph: 0,
      part: 0,
      range: { start: 2, end: 12 },
      map: [
        { at: 0, source: 2, length: 4 },
        { at: 4, source: 8, length: 4 },
      ],
    });
  });

  test('macro definitions outside of the math', () => {
    const text = r`\newcommand{\R}{\mathbb{R}}
> \DeclareMathOperator{\sm}{softmax} and $x$

$$\def\a{b}$$ \`\def\no{t}\` \newcommand{\open`.replaceAll('\\`', '`');
    const { macroSources, items } = readNote([{ text, format: 'markdown' }]);
    expect(macroSources.map(({ tex, range }) => [tex, text.slice(range.start, range.end)])).toEqual(
      [r`\newcommand{\R}{\mathbb{R}}`, r`\DeclareMathOperator{\sm}{softmax}`].map((tex) => [tex, tex]),
    );
    expect(items.filter(({ kind }) => kind === 'math')).toHaveLength(2);
  });
});

test('what is never closed names its mark', () => {
  const { problems } = readNote([{ text: 'a\n\n$$ x', format: 'markdown' }]);
  expect(problems).toEqual([{ part: 0, range: { start: 3, end: 5 }, message: { id: 'unclosed-math', params: { delimiter: '$$' } } }]);
});

test('formats by name', () => {
  expect(['a.tex', 'A.TEX', 'a.md', 'tex', 'a.tex.txt'].map(formatOf)).toEqual(['tex', 'tex', 'markdown', 'markdown', 'markdown']);
});

describe('any text can be read', () => {
  const piece = fc.constantFrom(
    ...[
      '$',
      '$$',
      '\\(',
      '\\)',
      '\\\\(',
      '\\\\)',
      '\\[',
      '\\]',
      '\\\\[',
      '\\\\]',
      '\\begin{align}',
      '\\end{align}',
      '\\begin{equation*}',
      '\\end{equation*}',
    ],
    ...[
      '`',
      '``',
      '```',
      '```math',
      '~~~',
      '\n',
      '\n',
      '\n\n',
      '\r\n',
      '\r',
      '> ',
      '- ',
      '1. ',
      '    ',
      '\t',
      '# ',
      '---',
      '===',
      '|',
      '|-|-|',
      '<!--',
      '-->',
      '<pre>',
      '</pre>',
    ],
    ...[
      '\\',
      '%',
      '{',
      '}',
      '\\text{',
      '\\newcommand{\\a}{',
      '\\def\\b',
      '\\section{',
      '\\item',
      '\\begin{document}',
      '\\begin{verbatim}',
      '\\end{verbatim}',
      '\\verb|',
      '+++',
      '[^1]:',
    ],
    ...['a', ' ', 'some words here', 'x_i', '= b', '5', '😀', '中文句子', '\ud800', '\uFEFF'],
  );
  test.each(['markdown', 'tex'] as const)('%s', (format: Format) => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => checkMaps(readNote([{ text: pieces.join(''), format }]))),
      { seed: 3, numRuns: 4000 },
    );
  });

  test('plain words around math do not change it', () => {
    const math = fc.constantFrom(
      '$x_i$',
      '$$\na\n\n- b\n$$',
      '\\(y\\)',
      '\\[\nz\n\\]',
      '\\begin{align}\nq\n\\end{align}',
      '```math\nw\n```',
    );
    const words = fc.constantFrom(
      '',
      'so we have',
      '*a*_b_ `c`',
      '- an item',
      '# Heading',
      '> quote',
      '| a | b |',
      '$5 and $10',
      '~~~\n$no$\n~~~',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(words, math), { maxLength: 6 }), (pairs) => {
        const text = pairs.map(([before, formula]) => `${before}\n\n${formula}`).join('\n\n');
        const { problems, ...note } = readNote([{ text, format: 'markdown' }]);
        const sources = spansOf({ problems, ...note }).map(({ range }) => text.slice(range.start, range.end));
        expect(sources).toEqual(pairs.map(([, formula]) => formula));
        expect(problems).toEqual([]);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  test('quoting or indenting a note changes no formula', () => {
    const block = fc.constantFrom(
      'a $x$ b',
      '$$\na\n\n= b\n$$',
      '\\[\nz\n\\]',
      'so\n\\begin{align}\nq\n\\end{align}',
      '```math\nw\n```',
      '# $h$',
      '- $i$',
      '',
    );
    const quoted = (text: string) => text.replace(/^/gm, '> ');
    const listed = (text: string) => `- ${text.replace(/\n(?=.)/g, '\n  ')}`;
    const formulas = (text: string) => spansOf(readNote([{ text, format: 'markdown' }])).map(({ kind, tex }) => [kind, tex]);
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(quoted, listed),
        fc.constantFrom(quoted, listed),
        (blocks, one, two) => {
          const text = `w\n\n${blocks.join('\n\n')}`;
          expect(formulas(two(one(text)))).toEqual(formulas(text));
        },
      ),
      { seed: 9, numRuns: 500 },
    );
  });

  test("inline math fulfils VS Code's conditions", () => {
    const token = fc.constantFrom(
      '$',
      '$',
      'x',
      '5',
      ' ',
      '\\$',
      '(',
      ')',
      'and',
      'x_i',
      '=',
      ' costs ',
      '中',
      '.',
      '\\alpha',
      '$x$',
      ' $y_1$ ',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 25 }), (tokens) => {
        const text = tokens.join('');
        const spans = spansOf(readNote([{ text, format: 'markdown' }]));
        const starts = new Set(spans.map(({ range }) => range.start));
        const ends = new Set(spans.map(({ range }) => range.end));
        for (const { range, kind, tex } of spans) {
          if (kind !== 'inline' || text.startsWith('$$', range.start)) continue;
          if (!ends.has(range.start)) expect(text[range.start - 1] ?? ' ').not.toMatch(/[A-Za-z0-9$]/);
          if (!starts.has(range.end)) expect(text[range.end] ?? ' ').not.toMatch(/[A-Za-z0-9$]/);
          expect(tex.replace(/\\./g, '')).not.toContain('$');
        }
      }),
      { seed: 13, numRuns: 3000 },
    );
  });
});

const megabyte = (unit: string) => unit.repeat(Math.ceil((1 << 20) / unit.length));
test.each([
  ['openers', megabyte('\\[ ')],
  ['dollars', megabyte('$$\nfour words of prose\n')],
  ['formulas that touch', `a|b\n-|-\n${megabyte('$)$')}$`],
  ['braces', `$$\n${megabyte('{')}${megabyte('}')}\n$$`],
  ['letters', `$$\n\n${megabyte('a')}=\n$$`],
  ['words', `$$\n\n${megabyte('aa ').repeat(8)}\n$$`],
  ['a fence', `$$\n\`\`\`${megabyte('a')}.\n$$`],
  ['definitions', megabyte('\\newcommand{\\a}{')],
  ['nested items', megabyte('- ')],
  ['nested quotes', megabyte('> ')],
  ['backticks', megabyte('` `` ')],
  ['comments', megabyte('<!-- ')],
  ['text', megabyte('$\\text{')],
  ['dashes', `a|b\n${megabyte('-|')}\n${megabyte('-')}`],
  ['spaces', `${megabyte(' ')}\n$$x$$${megabyte(' ')}x`],
  ['blank lines', `---\n${megabyte('\n')}a: b\n---`],
])('a long text of %s takes linear time', (_name, text) => {
  // Quadratic work on this megabyte would take minutes, more than the time limit of a test.
  for (const format of ['markdown', 'tex'] as const) expect(readNote([{ text, format }]).parts).toHaveLength(1);
});

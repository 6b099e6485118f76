import { describe, expect, it } from 'vitest';
import type { Look } from '../../src/cli/host.ts';
import { sourceOf } from '../../src/cli/source.ts';
import { summaryLine, textReport } from '../../src/cli/text-report.ts';
import type { NoteReport } from '../../src/core/pipeline/report.ts';
import { type Message, message, render } from '../../src/core/text/message.ts';
import { sentence } from '../../src/service/sentence.ts';
import { emptySummary } from '../../src/service/summary.ts';
import { type FakeStep, fakeReport, find } from './fake-report.ts';

const r = String.raw;
const plain: Look = { colour: false, columns: 80 };

function report(text: string, steps: readonly FakeStep[], rest: Partial<NoteReport> = {}, path = 'n.md', look = plain): string {
  const source = sourceOf(path, new TextEncoder().encode(text));
  return textReport(source, fakeReport(source.parts, steps, rest), look);
}

const reasons = { wrong: message('step-mismatch'), open: message('step-undetermined') };
const said = (reason: Message) => render(reason);
const wrong = (rhs: string): FakeStep => ({ rhs, verdict: 'mismatch', reason: reasons.wrong });
const open = (rhs: string): FakeStep => ({ rhs, verdict: 'undetermined', reason: reasons.open });

it('says nothing where all is well', () => expect(report('$a = b$', [{ rhs: 'b' }])).toBe(''));

it('shows a mismatch in full', () => {
  const text = ['# Notes', '', r`$$\frac{dL}{dy} = t - y$$`].join('\n');
  const range = find(text, 't - y');
  const step: FakeStep = {
    ...wrong('t - y'),
    diagnosis: {
      class: 'missing-factor',
      range,
      message: reasons.wrong,
      repairs: ['y - t', '-(t - y)'].map((tex) => ({ tex, edits: [{ range, newText: tex }] })),
    },
    witness: { indices: { i: 1 }, values: { y: 0.62, t: 1 }, lhs: -0.38, rhs: 0.38 },
  };
  expect(report(text, [step])).toBe(
    [
      'n.md',
      '',
      '  ✗ n.md:3:19  missing factor',
      r`    3 │ $$\frac{dL}{dy} = t - y$$`,
      r`      │                   ^^^^^`,
      `    ${sentence(said(reasons.wrong))}`,
      '    At i = 1, y = 0.62, t = 1: your right side gives 0.38, the engine −0.38.',
      '    write: y - t',
      '       or: -(t - y)',
      '',
      '',
    ].join('\n'),
  );
});

it('gives the rest a line each', () => {
  const text = ['$$\\sum_k t_k = 1$$', '$a = b1$', '$c = \\foo{d1}$', '$e = f1$', '', '$$x'].join('\n');
  const stated = { tex: r`\sum_k t_k = 1`, stated: { part: 0, offset: 2 } };
  const assuming = (rhs: string, ...assumptions: FakeStep['assumptions'] & object): FakeStep => ({
    rhs,
    verdict: 'holds-assuming',
    assumptions,
  });
  const printed = report(
    text,
    [
      assuming('b1', stated, { tex: 'b\n= 0' }),
      { ...open(r`\foo{d1}`), unread: [{ range: find(text, r`\foo`), tex: r`\foo` }] },
      assuming('f1', stated),
    ],
    { problems: [{ part: 0, range: find(text, '$$x'), message: { id: 'unclosed-math', params: { delimiter: '$$' } } }], exhausted: true },
  );
  expect(printed).toBe(
    [
      'n.md',
      '',
      '  ! n.md:6:1  the `$$` opened here is never closed',
      '',
      `  ? 3:6  ${said(reasons.open)}  \\foo`,
      '',
      r`  ~ lines 2, 4 assuming \sum_k t_k = 1 (stated in line 1)`,
      '  ~ line 2 assuming b = 0 (not stated)',
      '',
      '  The work allowed for one note ran out before its end; what is left is undetermined.',
      '',
      '',
    ].join('\n'),
  );
});

describe('what was not decided', () => {
  const names = Array.from({ length: 14 }, (_, index) => `q${String.fromCharCode(97 + index)}`);

  it('is counted where there is much', () => {
    const text = names.join('\n');
    const unread = (rhs: string): FakeStep => ({ ...open(rhs), unread: [{ range: find(text, rhs), tex: rhs }] });
    const lines = report(text, names.map(unread)).trimEnd().split('\n');
    expect(lines.filter((line) => line.includes(said(reasons.open)))).toHaveLength(10);
    expect(lines.at(-1)).toBe('  ? 4 more undetermined');
  });

  it('is said once where it has one cause', () => {
    const text = names.join('\n');
    const foo = (rhs: string): FakeStep => ({ ...open(rhs), unread: [{ range: find(text, rhs), tex: r`\foo` }] });
    const [line] = report(text, names.slice(0, 3).map(foo)).split('\n').slice(2);
    expect(line).toBe(`  ? 1:1  ${said(reasons.open)}  \\foo, also lines 2, 3`);
    const [whole] = report(text, names.slice(0, 2).map(open)).split('\n').slice(2);
    expect(whole).toBe(`  ? 1:1  ${said(reasons.open)}  a = qa, also line 2`);
  });
});

describe('the excerpt', () => {
  it.each<[name: string, text: string, wrong: string, rows: readonly string[]]>([
    ['a tab is widened', '\ta\t= BAD', 'BAD', ['1 │     a   = BAD', '  │           ^^^']],
    ['wide characters take two columns', '梯度 $a = 错误$', '错误', ['1 │ 梯度 $a = 错误$', '  │           ^^^^']],
    ['combining marks take none', 'y\u0302 = BAD', 'BAD', ['1 │ y\u0302 = BAD', '  │     ^^^']],
    ['an escape sequence is seen, not obeyed', 'a\x1b[2J = BAD\x1b[0m', 'BAD', ['1 │ a␛[2J = BAD␛[0m', '  │         ^^^']],
    [
      'a stretch over lines is underlined on each',
      'a = BAD\r\n   + C\r\nd',
      'BAD\r\n   + C',
      ['1 │ a = BAD', '  │     ^^^', '2 │    + C', '  │    ^^^'],
    ],
    [
      'a long stretch is cut',
      'A\nB\nC\nD\nE\nF',
      'A\nB\nC\nD\nE',
      ['1 │ A', '  │ ^', '2 │ B', '  │ ^', '3 │ C', '  │ ^', '4 │ D', '  │ ^', '  ⋮'],
    ],
    [
      'a long line is cut on both sides',
      `${'x '.repeat(60)}BAD${' y'.repeat(60)}`,
      'BAD',
      [`1 │ …${' x'.repeat(16)} BAD${' y'.repeat(17)}…`, `  │ ${' '.repeat(34)}^^^`],
    ],
    ['a long line is shown up to its end', `${'x '.repeat(60)}BAD`, 'BAD', [`1 │ …${'x '.repeat(34)}BAD`, `  │ ${' '.repeat(69)}^^^`]],
    ['the last line needs no end', 'a\nb = BAD', 'BAD', ['2 │ b = BAD', '  │     ^^^']],
  ])('%s', (_name, text, bad, rows) => {
    const lines = report(text, [wrong(bad)]).split('\n');
    const from = lines.findIndex((line) => line.includes('✗'));
    expect(lines.slice(from + 1, from + 1 + rows.length)).toEqual(rows.map((row) => `    ${row}`));
  });

  it('of a notebook is the text of the cell at the line of the file', () => {
    const cell = JSON.stringify(['first\n', r`$a = \beta$`], null, 1);
    const lines = report(`{"cells": [{"cell_type": "markdown", "source": ${cell}}]}`, [wrong(r`\beta`)], {}, 'n.ipynb').split('\n');
    expect(lines.slice(2, 5)).toEqual(['  ✗ n.ipynb:3:8  mismatch', r`    3 │ $a = \beta$`, '      │      ^^^^^']);
  });

  it('puts colour around what is wrong', () => {
    const printed = report('$a = BAD$', [wrong('BAD')], {}, 'n.md', { colour: true, columns: 80 });
    expect(printed).toContain('$a = \x1b[31mBAD\x1b[39m$');
  });

  it('lets no control character of path, formula, reason or name through', () => {
    const evil = '\x1b]0;x\x07\u202e\x9b';
    const text = `a = BAD${evil}`;
    const range = find(text, 'BAD');
    const reason = message('unread-words', { words: evil });
    const step: FakeStep = {
      ...wrong('BAD'),
      diagnosis: { class: 'other', range, message: reason, repairs: [{ tex: evil, edits: [] }] },
      witness: { indices: { [evil]: 1 }, values: { [evil]: 2 }, lhs: 1, rhs: 2 },
    };
    const others: FakeStep[] = [
      { ...open('a = BAD'), reason, unread: [{ range, tex: evil }] },
      { rhs: text, verdict: 'holds-assuming', assumptions: [{ tex: evil }] },
    ];
    const printed = report(text, [step, ...others], { problems: [{ part: 0, range, message: reason }] }, `${evil}.md`);
    expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('the summary', () => {
  it.each([
    [0, {}, '0 files: 0 steps, 0 ok, 0 mismatches, 0 undetermined'],
    [1, { steps: 1, holds: 1 }, '1 file: 1 step, 1 ok, 0 mismatches, 0 undetermined'],
    [
      3,
      { steps: 41, holds: 30, definition: 6, 'holds-assuming': 2, mismatch: 2, undetermined: 1 },
      '3 files: 41 steps, 38 ok (2 assuming), 2 mismatches, 1 undetermined',
    ],
    [1, { steps: 1, mismatch: 1 }, '1 file: 1 step, 0 ok, 1 mismatch, 0 undetermined'],
  ])('of %i files with %j', (files, counts, line) => {
    expect(summaryLine(files, { ...emptySummary(), ...counts }, plain)).toBe(`${line}\n`);
  });
});

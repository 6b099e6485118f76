import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFile, jsonReport } from '../../src/cli/json-report.ts';
import { editInFile, rangeInFile, type Source, sourceOf } from '../../src/cli/source.ts';
import { applyEdits } from '../../src/core/text/range.ts';
import { emptySummary } from '../../src/service/summary.ts';
import { fakeReport, find } from './fake-report.ts';

const r = String.raw;

interface JsonRange {
  start: { line: number; character: number };
  end: { line: number; character: number };
}
interface JsonFile {
  blocks: { range: JsonRange; steps: { range: JsonRange; [key: string]: unknown }[] }[];
  problems: { range: JsonRange; message: string }[];
}

const source = (path: string, text: string): Source => sourceOf(path, new TextEncoder().encode(text));

describe('a file in the JSON', () => {
  it('has every key of the contract, in its order', () => {
    const text = ['$$\\sum_k t_k = 1$$', '', '$$', 'a = t - y', '$$'].join('\n');
    const note = source('notes.md', text);
    const rhs = find(text, 't - y');
    const report = fakeReport(
      note.parts,
      [
        {
          rhs: 't - y',
          verdict: 'mismatch',
          continues: true,
          reason: { id: 'step-mismatch', params: {} },
          assumptions: [{ tex: r`\sum_k t_k = 1`, stated: { part: 0, offset: 2 } }, { tex: 'b = 0' }],
          unread: [{ range: { start: rhs.start, end: rhs.start + 1 }, tex: 't' }],
          evidence: { points: 12, sampleSets: ['generic'], proved: true },
          diagnosis: {
            class: 'sign',
            range: rhs,
            message: { id: 'step-mismatch', params: {} },
            repairs: [{ tex: 'y - t', edits: [{ range: rhs, newText: 'y - t' }] }],
          },
          witness: { indices: { i: 1 }, values: { y: 0.62, t: 1 }, lhs: -0.38, rhs: 0.38 },
        },
      ],
      { problems: [{ part: 0, range: { start: 0, end: 2 }, message: { id: 'unclosed-math', params: { delimiter: '$$' } } }] },
    );
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } };
    const expected = {
      path: 'notes.md',
      blocks: [
        {
          range,
          steps: [
            {
              range,
              lhs: 'a',
              relation: '=',
              rhs: 't - y',
              kind: 'derivative',
              verdict: 'mismatch',
              assumptions: [{ tex: r`\sum_k t_k = 1`, stated: { line: 0 } }, { tex: 'b = 0' }],
              continues: true,
              reason: 'This step does not hold.',
              unread: [{ range: { start: range.start, end: { line: 3, character: 5 } }, tex: 't' }],
              evidence: { points: 12, proved: true },
              diagnosis: {
                class: 'sign',
                range,
                message: 'This step does not hold.',
                repairs: [{ tex: 'y - t', edits: [{ range, newText: 'y - t' }] }],
              },
              witness: { indices: { i: 1 }, values: { y: 0.62, t: 1 }, lhs: -0.38, rhs: 0.38 },
            },
          ],
        },
      ],
      problems: [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } },
          message: 'the `$$` opened here is never closed',
        },
      ],
    };
    // As text, so that the order counts.
    expect(JSON.stringify(jsonFile(note, report), null, 1)).toBe(JSON.stringify(expected, null, 1));
  });

  it('leaves out what a step does not have', () => {
    const note = source('notes.md', '$a = b$');
    const [block] = (jsonFile(note, fakeReport(note.parts, [{ rhs: 'b' }])) as JsonFile).blocks;
    expect(Object.keys(block?.steps[0] ?? {})).toEqual(['range', 'lhs', 'relation', 'rhs', 'kind', 'verdict', 'reason']);
  });

  it.each([
    // text                          line  character  why this row
    ['$a = RHS$', 0, 5, 'the first line'],
    ['\ufeff$a = RHS$', 0, 5, 'a byte order mark is no character, as in an editor'],
    ['x\r\ny\r\n$a = RHS$', 2, 5, 'CRLF ends one line'],
    ['x\ry\n$a = RHS$', 2, 5, 'a lone CR ends a line'],
    ['x\u2028y\n$a = RHS$', 1, 5, 'the line separator of Unicode does not'],
    ['😀 $a = RHS$', 0, 8, 'an astral character has two units'],
    ['\t$a = RHS$', 0, 6, 'a tab has one'],
    ['é漢 $a = RHS$', 0, 8, 'others one, however wide they are set'],
  ])('%j: at %i:%i', (text, line, character) => {
    const note = source('notes.md', text);
    const file = jsonFile(note, fakeReport(note.parts, [{ rhs: 'RHS' }])) as JsonFile;
    expect(file.blocks[0]?.range).toEqual({ start: { line, character }, end: { line, character: character + 3 } });
  });
});

describe('the object as a whole', () => {
  it('has the summary of the contract', () => {
    const { version, files, summary } = JSON.parse(jsonReport([], emptySummary()));
    expect({ version, files }).toEqual({ version: 1, files: [] });
    expect(Object.keys(summary).join(' ')).toBe(
      'steps holds holds-assuming mismatch rounded undetermined definition assumption not-a-claim',
    );
  });

  it.each(['\x1b[31m', '\x9b31m', '\x7f', '\u202e', '\u2066', '\u200b', '\u2028', '\x00', '\ufeff'])(
    'keeps %j and cannot steer a terminal',
    (text) => {
      const printed = jsonReport([{ text }], emptySummary());
      expect(printed.replaceAll('\n', '')).toMatch(/^[\x20-\x7e]*$/);
      expect(JSON.parse(printed).files[0].text).toBe(text);
    },
  );
});

/** A notebook whose only Markdown cell has this text, in several spellings of JSON. */
const spellings: readonly (readonly [name: string, spell: (cell: string) => string])[] = [
  ['one string', (cell) => JSON.stringify(cell)],
  ['a string for each line', (cell) => JSON.stringify(cell.match(/[^\n]*\n|[^\n]+$/g) ?? [], null, 2)],
  ['every character escaped', (cell) => `"${cell.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`],
];
const notebook = (cell: string) =>
  `{ "nbformat": 4, "cells": [\n {"cell_type": "code", "source": "1"},\n {"cell_type": "markdown", "source": ${cell}}\n]}`;
const cellOf = (json: string) => [JSON.parse(json).cells[1].source].flat().join('');

describe.each(spellings)('a notebook cell written as %s', (_name, spell) => {
  it.each([
    // cell                              edited        new text              why this row
    [r`$a = \frac{t}{y}$`, r`\frac{t}{y}`, r`\frac{y}{t}`, 'backslashes are escaped in the file'],
    ['x\n$$\na = t - y\n$$\n', 't - y', 'y - t', 'between line breaks'],
    ['$a = b$ "quoted"', 'b', r`\text{"b"}`, 'quotes in the new text'],
    ['$a = é漢😀$', '漢😀', 'z', 'characters that may be written as escapes'],
    ['a =\nb\n', '=\nb\n', '= c', 'over the end of a line, up to the end of the cell'],
  ])('%j: %j becomes %j', (cell, edited, newText) => {
    const json = notebook(spell(cell));
    const edit = { range: find(cell, edited), newText };
    const changed = applyEdits(json, [editInFile(source('n.ipynb', json), 0, edit)]);
    expect(cellOf(changed)).toBe(applyEdits(cell, [edit]));
  });

  it('takes every edit of every cell', () => {
    const cells = fc.string({ unit: fc.constantFrom('a', '\\', '"', '\n', '😀', 'é', '\t', '$'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(cells, fc.nat(), fc.nat(), fc.string({ maxLength: 4 }), (cell, a, b, newText) => {
        const boundaries = [0, ...[...cell].map((_, index) => [...cell].slice(0, index + 1).join('').length)];
        const [start, end] = [a, b].map((n) => boundaries[n % boundaries.length] as number).sort((x, y) => x - y) as [number, number];
        const json = notebook(spell(cell));
        const edit = { range: { start, end }, newText };
        expect(cellOf(applyEdits(json, [editInFile(source('n.ipynb', json), 0, edit)]))).toBe(applyEdits(cell, [edit]));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

it('positions of a notebook are those of the JSON file', () => {
  const json = notebook(JSON.stringify(['text\n', r`$a = \beta$`], null, 1));
  const note = source('n.ipynb', json);
  const { start, end } = rangeInFile(note, 0, find(note.parts[0]?.text ?? '', r`\beta`));
  expect(json.slice(start, end)).toBe(r`\\beta`);
  expect(note.lines.at(start)).toEqual({ line: 4, character: 7 });
});

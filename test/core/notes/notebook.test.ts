import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNotebook } from '../../../src/core/notes/notebook.ts';
import { toSource } from '../../../src/core/text/source-map.ts';

const notebook = (...sources: readonly unknown[]) => ({
  cells: sources.map((source) => ({ cell_type: 'markdown', metadata: {}, source })),
  nbformat: 4,
});

/** The character that a map points at in the JSON, its escape undone. */
function unescaped(json: string, at: number): string {
  const written = /\\(?:u[0-9a-f]{4}|.)/iy;
  written.lastIndex = at;
  return JSON.parse(`"${written.exec(json)?.[0] ?? json[at]}"`);
}

function checkCells(json: string, texts: readonly string[]): void {
  const { cells, problems } = readNotebook(json);
  expect(problems).toEqual([]);
  expect(cells.map(({ text }) => text)).toEqual(texts);
  for (const { text, map } of cells) {
    const ats = Array.from({ length: text.length }, (_, offset) => toSource(map, offset));
    expect(ats.map((at) => unescaped(json, at)).join('')).toBe(text);
    expect(ats).toEqual([...ats].sort((a, b) => a - b));
  }
}

test('cells on random texts, with all ways to write JSON', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '$', '\\', '\n', '"', '/', '\t', 'é', '😀', '\ud800', '\u2028', '\u0001', '\r\n') });
  const source = fc.oneof(text, fc.array(text));
  fc.assert(
    fc.property(fc.array(source, { maxLength: 4 }), fc.constantFrom(undefined, 1), fc.boolean(), (sources, indent, ascii) => {
      const json = JSON.stringify(notebook(...sources), null, indent);
      const escaped = json.replace(/[^\x00-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).replaceAll('/', '\\/');
      checkCells(
        ascii ? escaped : json,
        sources.map((one) => (Array.isArray(one) ? one.join('') : one)),
      );
    }),
    { seed: 21, numRuns: 800 },
  );
});

test('only Markdown cells, in order', () => {
  const json = JSON.stringify({
    cells: [{ cell_type: 'code', source: '$x$' }, ...notebook('a', ['b\n', 'c'], 7, [8, 'd']).cells, null, 3],
  });
  checkCells(json, ['a', 'b\nc', '', 'd']);
});

test.each([
  ['', 'bad-notebook', 'an empty file'],
  ['{"cells": [', 'bad-notebook', 'JSON that breaks off'],
  ['{"cells": [],}', 'bad-notebook', 'a comma too much'],
  ['['.repeat(1e5), 'bad-notebook', 'nested too deeply for a parser that recurses'],
  ['[]', 'no-cells', 'no object'],
  ['{"cells": {}}', 'no-cells', 'cells that are no list'],
  ['{"__proto__": {"cells": []}}', 'no-cells', 'names that mean something to JavaScript'],
])('%s is %s: %s', (json, id) => {
  const { cells, problems } = readNotebook(json);
  expect(cells).toEqual([]);
  expect(problems.map(({ message }) => message.id)).toEqual([id]);
});

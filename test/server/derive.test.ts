import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Hover, Location } from 'vscode-languageserver';
import { readNote } from '../../src/core/notes/read-note.ts';
import { checkAndKeep } from '../../src/core/pipeline/check-note.ts';
import { guideOf } from '../../src/core/pipeline/derive.ts';
import {
  type Derivable,
  type DeriveResult,
  derivableMethod,
  deriveMethod,
  type ExplainResult,
  explainMethod,
  type Refusal,
  type Variables,
  variablesMethod,
} from '../../src/protocol/messages.ts';
import type { Checker } from '../../src/server/note-server.ts';
import { TestClient } from './client.ts';

const uri = 'file:///note.md';
const note = `# A neuron

The output $y = w x + b$ is compared with the target $t$.

$$
L = \\frac{1}{2} (y - t)^2
$$

$$\\frac{\\partial L}{\\partial w} = \\frac{\\partial L}{\\partial y} \\frac{\\partial y}{\\partial w} = (y - t) x$$
`;

const checker: Checker = function* (parts, options) {
  const { report, reading } = yield* checkAndKeep(readNote(parts), { ...options, explain: true });
  return { report, guide: () => guideOf(reading) };
};

let client: TestClient;
beforeEach(async () => {
  client = await new TestClient(checker).start();
  await client.open(uri, note);
});
afterEach(() => client.dispose());

/** Where a text stands, as line and character. */
function positionOf(text: string, piece: string, from = 0) {
  const before = text.slice(0, text.indexOf(piece, from)).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

const at = (piece: string) => ({ textDocument: { uri }, position: positionOf(note, piece) });
const point = (piece: string) => ({ uri, textUri: uri, position: positionOf(note, piece) });

describe('hover', () => {
  test('of a definition its derivatives, and nothing for other editors to stumble over', async () => {
    // The first hover of a process may be out of time after one derivative.
    await client.request<Hover>('textDocument/hover', at('y - t)^2'));
    await client.request<Hover>('textDocument/hover', at('w} = '));
    const { contents } = await client.request<Hover>('textDocument/hover', at('L = '));
    const { value } = contents as { value: string };
    expect(value).toContain('\\frac{\\partial L}{\\partial w} &= (y - t) x');
    expect(value).toContain('\\frac{\\partial L}{\\partial y} &= y - t');
    expect(value).not.toContain('command:');
  });

  test('of a name in the words what it is and the derivative of the loss by it', async () => {
    const { contents, range } = await client.request<Hover>('textDocument/hover', at('t$.'));
    expect(contents).toMatchObject({ value: expect.stringMatching(/^`t` number · first in line 3\n\n```latex\n.*= t - y\n/) });
    expect(range?.start).toEqual(positionOf(note, 't$.'));
  });
});

test('a hover over a text that is known is answered within 50 ms', async () => {
  await client.request<Hover>('textDocument/hover', at('L = '));
  const times: number[] = [];
  for (let n = 0; n < 15; n++) {
    const began = performance.now();
    await client.request<Hover>('textDocument/hover', at('L = '));
    times.push(performance.now() - began);
  }
  expect(Math.min(...times)).toBeLessThan(50);
});

describe('definition', () => {
  test.each([
    ['y - t)^2', 'y = w x', 'a name with a formula: the formula'],
    ['t)^2', 't$.', 'a name without one: where it is first written'],
  ])('of %s is %s: %s', async (from, to) => {
    const { uri: target, range } = await client.request<Location>('textDocument/definition', at(from));
    expect([target, range.start]).toEqual([uri, positionOf(note, to)]);
  });

  test('of a word there is none', async () => {
    expect(await client.request('textDocument/definition', at('output'))).toBeNull();
  });

  test('in a notebook it may be in another cell', async () => {
    const cells = ['The output is $y = w x$.', '$$L = (y - t)^2$$'];
    const document = (cell: number) => `vscode-notebook-cell:/n.ipynb#${cell}`;
    await client.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: 'file:///n.ipynb',
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: cells.map((_, cell) => ({ kind: 1, document: document(cell) })),
      },
      cellTextDocuments: cells.map((text, cell) => ({ uri: document(cell), languageId: 'markdown', version: 1, text })),
    });
    const params = { textDocument: { uri: document(1) }, position: { line: 0, character: cells[1]?.indexOf('y') } };
    const found = await client.request<Location>('textDocument/definition', params);
    expect(found).toEqual({ uri: document(0), range: { start: { line: 0, character: 15 }, end: { line: 0, character: 22 } } });
    const { contents } = await client.request<Hover>('textDocument/hover', params);
    expect(contents).toMatchObject({ value: expect.stringContaining('defined in line 1 of an earlier cell') });
  });
});

describe('commands', () => {
  test.each<[string, string, string | undefined, string]>([
    ['L = ', 'L', undefined, 'a definition'],
    ['y - t)^2', 'L', 'y', 'a name in a definition'],
    ['t$.', 'L', 't', 'a name in the words: the loss by it'],
    ['(y - t) x', 'L', 'w', 'a claim: what it states'],
  ])('at %s it is %s by %s: %s', async (piece, subject, by) => {
    const found = await client.request<Derivable>(derivableMethod, point(piece));
    expect(found.subjects.map(({ name, place }) => `${name} ${place}`)).toEqual(['y Line 3', 'L Line 6']);
    const chosen = found.subjects.find(({ id }) => id === found.chosen);
    expect([chosen?.name, found.by?.split('^')[0]]).toEqual([subject, by]);
  });

  async function derived(form: string, piece = 'y - t)^2') {
    const { version, chosen, by } = await client.request<Derivable>(derivableMethod, point(piece));
    const { variables } = await client.request<Variables>(variablesMethod, { uri, version, subject: chosen, by });
    return client.request<DeriveResult>(deriveMethod, { uri, version, subject: chosen, by: variables[0]?.by, form });
  }

  test('the names to derive by come with what comes out', async () => {
    const { version, chosen } = await client.request<Derivable>(derivableMethod, point('L = '));
    const { variables } = await client.request<Variables>(variablesMethod, { uri, version, subject: chosen });
    expect(variables.map(({ name, preview }) => `${name}: ${preview}`)).toEqual([
      'y: ∂L/∂y = y − t',
      'w: ∂L/∂w = (y − t) x',
      'b: ∂L/∂b = y − t',
      't: ∂L/∂t = t − y',
      'x: ∂L/∂x = (y − t) w',
    ]);
  });

  test('the derivation goes below the block, as one edit of the version that was derived from', async () => {
    const result = await derived('insertion', '(y - t) x');
    expect(result).toMatchObject({ edit: { uri, version: 1, position: { line: 6, character: 2 } } });
    expect('edit' in result && result.edit.newText.split('\n')).toEqual([
      '',
      '',
      '$$',
      '\\begin{aligned}',
      '\\frac{\\partial L}{\\partial w} &= \\frac{\\partial L}{\\partial y} \\frac{\\partial y}{\\partial w} \\\\',
      '&= (y - t) x',
      '\\end{aligned}',
      '$$',
    ]);
  });

  test('as LaTeX and as code', async () => {
    expect(await derived('latex')).toEqual({ text: '\\frac{\\partial L}{\\partial y} = y - t' });
    for (const form of ['numpy', 'torch', 'jax', 'ts']) expect(await derived(form)).toMatchObject({ text: expect.stringContaining('y') });
  });

  test('nothing is made of a text that has changed', async () => {
    const { version, chosen } = await client.request<Derivable>(derivableMethod, point('L = '));
    await client.replace(uri, note.replace('^2', '^3'), 2);
    const refused = { refused: 'The text has changed meanwhile, so nothing was inserted.' };
    expect(await client.request(variablesMethod, { uri, version, subject: chosen })).toEqual(refused);
    expect(await client.request(deriveMethod, { uri, version, subject: chosen, by: 'w^|0', form: 'insertion' })).toEqual(refused);
  });

  test('what would not hold where it is written is not written', async () => {
    const text = 'The rate is $v = 3 x$.\n\n```python\nv = x*y\n```\n';
    await client.open('file:///listing.md', text);
    const where = { uri: 'file:///listing.md', textUri: 'file:///listing.md', position: positionOf(text, 'v = x*y') };
    const { version, chosen } = await client.request<Derivable>(derivableMethod, where);
    const asked = { uri: where.uri, version, subject: chosen, by: 'x^|0' };
    expect(await client.request(deriveMethod, { ...asked, form: 'latex' })).toEqual({ text: '\\frac{\\partial v}{\\partial x} = y' });
    expect(await client.request(deriveMethod, { ...asked, form: 'insertion' })).toEqual({
      refused: 'Written there, the derivation would not be read as it is meant, so nothing was inserted.',
    });
  });

  test('a text without definitions, or with nothing to derive by, is refused in one sentence', async () => {
    await client.open('file:///prose.md', 'Just words.');
    const prose = { uri: 'file:///prose.md', textUri: 'file:///prose.md', position: { line: 0, character: 0 } };
    expect(await client.request<Refusal>(derivableMethod, prose)).toEqual({
      refused: 'There is no formula in this text that defines something, so there is nothing to derive.',
    });
  });

  test('a step is explained by the row that it is', async () => {
    const explained = await client.request<ExplainResult>(explainMethod, point('(y - t) x'));
    expect(explained).toMatchObject({ markdown: expect.stringContaining('This step goes from row 1 to row 2: each factor put in.') });
    expect(await client.request(explainMethod, point('output'))).toEqual({ refused: 'There is no step here to explain.' });
  });
});

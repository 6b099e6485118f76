import { afterEach, describe, expect, test } from 'vitest';
import { CancellationTokenSource, type CodeAction, type Hover } from 'vscode-languageserver';
import { type CheckResult, checkMethod } from '../../src/protocol/messages.ts';
import type { Checker } from '../../src/server/note-server.ts';
import { TestClient } from './client.ts';
import { checkLines } from './stub-checker.ts';

const uri = 'untitled:Untitled-1';
let client: TestClient;
afterEach(() => client.dispose());

async function started(settings: Record<string, unknown> = {}, checker: Checker = (parts) => checkLines(parts)): Promise<TestClient> {
  client = new TestClient(checker);
  client.settings = settings;
  return client.start();
}

const checked = () => client.states.at(-1)?.state === 'checked';

describe('marks', () => {
  const text = 'a = WRONG\n\n  b = RIGHT\nc = UNCLEAR';
  test.each<[unknown, string[], string]>([
    // settings                                             marks                                    why this row
    [{}, ['0:4-9 1 sign'], 'by default an error on the wrong part alone'],
    [{ diagnosticSeverity: 'warning' }, ['0:4-9 2 sign'], 'the severity is a setting'],
    [{ diagnosticSeverity: 'loud' }, ['0:4-9 1 sign'], 'a value that is none counts as not set'],
    [{ reportUndetermined: true }, ['0:4-9 1 sign', '3:0-11 4 undetermined'], 'what is not decided is a hint, if asked for'],
    [null, ['0:4-9 1 sign'], 'a client without settings'],
  ])('with %j', async (own, marks) => {
    await started({ backproof: own });
    await client.open(uri, text);
    await client.until(checked);
    expect(client.marks(uri)).toEqual(marks);
  });

  test.each<[string, unknown, boolean, string]>([
    ['markdown', {}, true, 'Markdown is checked by itself'],
    ['markdown', { enable: false }, false, 'not if it is switched off'],
    ['plaintext', {}, false, 'other languages wait for the command'],
    ['plaintext', { languages: ['plaintext'] }, true, 'unless they are named'],
    ['markdown', { languages: ['plaintext'] }, false, 'and the list is the whole list'],
  ])('%s with %j: %s', async (languageId, own, expected) => {
    await started({ backproof: own });
    await client.open(uri, text, languageId);
    const hover = await client.request('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 5 } });
    expect(hover !== null).toBe(expected);
    expect(client.diagnostics.has(uri)).toBe(expected);
  });

  test('a text over 4 MB gets one information and is not read', async () => {
    const seen = { lines: 0 };
    await started({}, (parts) => checkLines(parts, seen));
    await client.open(uri, 'a = WRONG\n'.repeat(450_000));
    await client.until(() => client.states.at(-1)?.state === 'too-large');
    expect(client.marks(uri)).toEqual(['0:0-0 3 too-large']);
    expect(seen.lines).toBe(0);
  });

  test('closing a document takes its marks away', async () => {
    await started();
    await client.open(uri, text);
    await client.until(checked);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await client.until(() => client.states.at(-1)?.state === 'closed');
    expect(client.marks(uri)).toEqual([]);
  });

  test('new settings are used at once', async () => {
    await started();
    await client.open(uri, text);
    await client.until(checked);
    client.settings = { backproof: { diagnosticSeverity: 'hint' } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.marks(uri)?.[0] === '0:4-9 4 sign');
  });

  test('macros of the preview reach the checker; what is no macro does not', async () => {
    const macros: unknown[] = [];
    await started({ 'markdown.math.macros': { '\\RR': '\\mathbb R', __proto__: 'x', '\\n': 1 } }, (parts, options) => {
      macros.push(options.macros);
      return checkLines(parts);
    });
    await client.open(uri, text);
    await client.until(checked);
    expect(macros).toEqual([{ '\\RR': '\\mathbb R' }]);
  });
});

describe('edits', () => {
  test('only the newest text is answered, and the check of the older one ends early', async () => {
    const seen = { lines: 0 };
    await started({}, (parts) => checkLines(parts, seen));
    const long = 'a = WRONG\n'.repeat(20_000);
    await client.open(uri, long);
    await client.until(() => client.states.at(-1)?.state === 'checking');
    await client.replace(uri, 'b = RIGHT', 2);
    await client.until(checked);
    expect(client.diagnostics.get(uri)).toEqual({ version: 2, diagnostics: [] });
    expect(seen.lines).toBeLessThan(20_000);
  });

  test('a burst of edits is one check', async () => {
    const texts: string[] = [];
    await started({}, (parts) => {
      texts.push(parts[0]?.text ?? '');
      return checkLines(parts);
    });
    await client.open(uri, 'a = b');
    await client.until(checked);
    for (let version = 2; version <= 6; version++) await client.replace(uri, `a = b${version}`, version);
    await client.until(() => client.diagnostics.get(uri)?.version === 6);
    expect(texts).toEqual(['a = b', 'a = b6']);
  });

  test('a bug of ours is logged, takes the old marks away and does not end the server', async () => {
    await started();
    await client.open(uri, 'a = WRONG');
    await client.until(checked);
    await client.replace(uri, 'CRASH', 2);
    await client.until(() => client.states.at(-1)?.state === 'failed' && 0 < client.logged.length);
    expect(client.marks(uri)).toEqual([]);
    expect(client.logged.join()).toContain('the checker has a bug');
    await client.replace(uri, 'a = WRONG', 3);
    await client.until(checked);
    expect(client.marks(uri)).toEqual(['0:4-9 1 sign']);
  });
});

describe('the command', () => {
  test('a document that is not synchronised is checked from the request, and its language is synchronised', async () => {
    await started();
    const result = await client.request<CheckResult>(checkMethod, {
      uri,
      document: { languageId: 'plaintext', version: 7, text: 'a = WRONG\nb = c' },
    });
    expect(result.summary).toMatchObject({ steps: 2, holds: 1, mismatch: 1 });
    expect(client.marks(uri)).toEqual(['0:4-9 1 sign']);
    expect(client.registered).toEqual(expect.arrayContaining(['textDocument/didOpen', 'textDocument/didChange', 'textDocument/hover']));
    await client.open(uri, 'a = WRONG\nb = c', 'plaintext', 7);
    await client.replace(uri, 'a = RIGHT', 8);
    await client.until(() => client.diagnostics.get(uri)?.version === 8);
    expect(client.marks(uri)).toEqual([]);
  });

  test('a request that is cancelled leaves no marks behind', async () => {
    const seen = { lines: 0 };
    await started({}, (parts) => checkLines(parts, seen));
    const source = new CancellationTokenSource();
    const text = 'a = WRONG\n'.repeat(20_000);
    const answer = client.connection.sendRequest(
      checkMethod,
      { uri, document: { languageId: 'plaintext', version: 1, text } },
      source.token,
    );
    answer.catch(() => {});
    await client.until(() => client.states.at(-1)?.state === 'checking');
    source.cancel();
    await client.until(() => client.states.at(-1)?.state === 'closed');
    expect(client.marks(uri)).toBeUndefined();
    expect(seen.lines).toBeLessThan(20_000);
  });

  test('an unknown document is answered by nothing', async () => {
    await started();
    expect(await client.request(checkMethod, { uri: 'file:///nowhere.md' })).toBeNull();
  });
});

describe('at the cursor', () => {
  const at = (character: number, end = character) => ({
    textDocument: { uri },
    position: { line: 1, character },
    range: { start: { line: 1, character }, end: { line: 1, character: end } },
    context: { diagnostics: client.diagnostics.get(uri)?.diagnostics ?? [] },
  });

  test('hover: the verdict first, then the witness and the repair', async () => {
    await started();
    await client.open(uri, 'x\na = WRONG');
    const hover = await client.request<Hover>('textDocument/hover', at(5));
    const { value } = hover.contents as { value: string };
    expect(value.split('\n')[0]).toMatch(/^✗ \*\*This step does not hold\.\*\* The `a` opened/);
    expect(value).toContain('your right side gives 0.38, the engine −0.38');
    expect(value).toContain('```latex\nRIGHT\n```');
    expect(await client.request('textDocument/hover', { ...at(0), position: { line: 0, character: 0 } })).toBeNull();
  });

  test('quick fix: an edit of the wrong part, tied to its mark', async () => {
    await started();
    await client.open(uri, 'x\na = WRONG');
    await client.until(checked);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', at(6));
    expect(actions).toMatchObject([
      {
        title: 'Replace with RIGHT',
        kind: 'quickfix',
        isPreferred: true,
        diagnostics: [{ code: 'sign' }],
        edit: { changes: { [uri]: [{ range: { start: { line: 1, character: 4 }, end: { line: 1, character: 9 } }, newText: 'RIGHT' }] } },
      },
    ]);
    expect(await client.request('textDocument/codeAction', at(0, 1))).toEqual([]);
    const refactoring = { ...at(6), context: { diagnostics: [], only: ['refactor'] } };
    expect(await client.request('textDocument/codeAction', refactoring)).toEqual([]);
  });

  test('both meet the text of now, not the one that was checked last', async () => {
    await started();
    await client.open(uri, 'x\na = WRONG');
    await client.until(checked);
    await client.replace(uri, 'x\naaaa = WRONG', 2);
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', at(8));
    expect(actions[0]?.edit?.changes?.[uri]?.[0]?.range.start.character).toBe(7);
  });
});

describe('notebooks', () => {
  const notebook = 'file:///n.ipynb';
  const cell = (name: string) => `vscode-notebook-cell:/n.ipynb#${name}`;
  const open = (texts: Record<string, string>) => {
    const names = Object.keys(texts);
    return client.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: notebook,
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: names.map((name) => ({ kind: 1, document: cell(name) })),
      },
      cellTextDocuments: names.map((name) => ({ uri: cell(name), languageId: 'markdown', version: 1, text: texts[name] })),
    });
  };

  test('the cells are the parts of one note, in order, and each has its own marks', async () => {
    const parts: string[][] = [];
    await started({}, (given) => {
      parts.push(given.map(({ text }) => text));
      return checkLines(given);
    });
    await open({ B: 'a = b', A: 'x\na = WRONG' });
    await client.until(checked);
    expect(parts).toEqual([['a = b', 'x\na = WRONG']]);
    expect([client.marks(cell('B')), client.marks(cell('A'))]).toEqual([[], ['1:4-9 1 sign']]);
    expect(client.states.at(-1)).toMatchObject({ uri: notebook, summary: { steps: 2, mismatch: 1 } });
  });

  test('a hover in a cell, an edit of a cell, a cell that is removed', async () => {
    await started();
    await open({ A: 'a = WRONG', B: 'c = WRONG' });
    await client.until(checked);
    const hover = await client.request<Hover>('textDocument/hover', {
      textDocument: { uri: cell('B') },
      position: { line: 0, character: 5 },
    });
    expect(hover.range?.start).toEqual({ line: 0, character: 0 });
    const change = (version: number, cells: unknown) =>
      client.connection.sendNotification('notebookDocument/didChange', { notebookDocument: { uri: notebook, version }, change: { cells } });
    await change(2, { textContent: [{ document: { uri: cell('A'), version: 2 }, changes: [{ text: 'a = RIGHT' }] }] });
    await client.until(() => client.marks(cell('A'))?.length === 0);
    await change(3, { structure: { array: { start: 1, deleteCount: 1 }, didClose: [{ uri: cell('B') }] } });
    await client.until(() => client.marks(cell('B'))?.length === 0);
    expect((await client.request<CheckResult>(checkMethod, { uri: notebook })).summary.steps).toBe(1);
  });
});

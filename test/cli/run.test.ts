import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Host } from '../../src/cli/host.ts';
import { run } from '../../src/cli/run.ts';
import { sizeLimit } from '../../src/cli/source.ts';

const r = String.raw;
const definition = r`$$L = \frac{1}{2} (y - t)^2$$`;
const right = `${definition}\n\n${r`$$\frac{\partial L}{\partial y} = y - t$$`}\n`;
const wrong = `${definition}\n\n${r`$$\frac{\partial L}{\partial y} = t - y$$`}\n`;
const notebook = (text: string) => JSON.stringify({ cells: [{ cell_type: 'markdown', source: [text] }], nbformat: 4 });

const files: Readonly<Record<string, string | Uint8Array>> = {
  'right.md': right,
  'wrong.md': wrong,
  'empty.md': '',
  'bom.md': `\ufeff${wrong}`,
  'notes.txt': wrong,
  'thesis.tex': wrong,
  'right.ipynb': notebook(right),
  'wrong.ipynb': notebook(wrong),
  'broken.ipynb': '{"cells": [',
  'list.ipynb': '[1, 2]',
  'no-cells.ipynb': '{"nbformat": 4}',
  'binary.md': new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 1]),
  'latin1.md': new Uint8Array([0x66, 0xfc, 0x72]),
  'utf16.md': new Uint8Array([0xff, 0xfe, 0x61, 0]),
  'limit.md': ' '.repeat(sizeLimit),
  'large.md': ' '.repeat(sizeLimit + 1),
  'controls.md': `${wrong.replace('t - y', 't - y\x1b[31m\u202e')}`,
  'tree/b.qmd': right,
  'tree/a.Rmd': wrong,
  'tree/deep/c.MD': right,
  'tree/notes.txt': wrong,
  'tree/node_modules/d.md': wrong,
  'tree/.git/e.md': wrong,
  'tree/.obsidian/f.md': wrong,
  'none/readme.txt': 'no note',
  '[a]*.md': right,
};

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'backproof-cli-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function backproof(args: readonly string[], given: { stdin?: string; host?: Partial<Host> } = {}) {
  const out: string[] = [];
  const err: string[] = [];
  async function* stdin() {
    yield new TextEncoder().encode(given.stdin ?? '');
  }
  const status = await run(args, {
    directory,
    stdin: stdin(),
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    now: () => 0,
    look: { colour: false, columns: 100 },
    progress: false,
    ...given.host,
  });
  return { status, out: out.join(''), err: err.join('') };
}

/** Of each checked file its path and how many steps are mismatches. */
async function mismatches(paths: readonly string[], stdin?: string) {
  const { status, out, err } = await backproof(['check', ...paths, '--format', 'json'], stdin === undefined ? {} : { stdin });
  const found = (JSON.parse(out) as { files: { path: string; blocks: { steps: { verdict: string }[] }[] }[] }).files.map((file) => {
    const wrongSteps = file.blocks.flatMap(({ steps }) => steps).filter(({ verdict }) => verdict === 'mismatch');
    return `${file.path} ${wrongSteps.length}`;
  });
  return { status, found, err };
}

describe('what is checked', () => {
  it.each<[paths: readonly string[], status: number, found: readonly string[], why: string]>([
    [['right.md'], 0, ['right.md 0'], 'a note that is right'],
    [['wrong.md'], 1, ['wrong.md 1'], 'a note that is wrong'],
    [['right.md', 'wrong.md'], 1, ['right.md 0', 'wrong.md 1'], 'in the order of the arguments'],
    [['wrong.md', './wrong.md'], 1, ['wrong.md 1'], 'a file named twice is checked once'],
    [['empty.md'], 0, ['empty.md 0'], 'an empty file is fine'],
    [['bom.md'], 1, ['bom.md 1'], 'a byte order mark is no part of the note'],
    [['limit.md'], 0, ['limit.md 0'], 'a file as large as is allowed'],
    [['notes.txt'], 1, ['notes.txt 1'], 'any file that is named is read as Markdown'],
    [['thesis.tex'], 1, ['thesis.tex 1'], 'TeX'],
    [['wrong.ipynb', 'right.ipynb'], 1, ['wrong.ipynb 1', 'right.ipynb 0'], 'notebooks'],
    [['tree'], 1, ['tree/a.Rmd 1', 'tree/b.qmd 0', 'tree/deep/c.MD 0'], 'a folder, without packages and dot folders'],
    [['tree/'], 1, ['tree/a.Rmd 1', 'tree/b.qmd 0', 'tree/deep/c.MD 0'], 'the same'],
    [['*.ipynb', 'r*.md'], 2, ['right.ipynb 0', 'wrong.ipynb 1', 'right.md 0'], 'globs, with files that are no notebooks'],
    [['tree/**/*.{qmd,Rmd}'], 1, ['tree/a.Rmd 1', 'tree/b.qmd 0'], 'a glob over folders'],
    [['[a]*.md'], 0, ['[a]*.md 0'], 'a file whose name looks like a glob'],
    [['-'], 1, ['- 1'], 'standard input'],
  ])('%j: status %i, %j', async (paths, status, found) => {
    const actual = await mismatches(paths, wrong);
    expect({ status: actual.status, found: actual.found }).toEqual({ status, found });
  });
});

describe('what cannot be read', () => {
  it.each<[path: string, message: RegExp, why: string]>([
    ['missing.md', /^backproof: missing\.md: no such file or folder$/, 'a file that is not there'],
    ['right.md/x', /^backproof: right\.md\/x: no such file or folder$/, 'a path through a file'],
    ['none', /^backproof: none: no notes in this folder \(looked for \.md .*\.tex\)$/, 'a folder without notes'],
    ['*.rst', /^backproof: \*\.rst: no file matches$/, 'a glob without matches'],
    ['binary.md', /^backproof: binary\.md: binary data, not a text file$/, 'NUL bytes'],
    ['latin1.md', /^backproof: latin1\.md: not UTF-8 text$/, 'another encoding'],
    ['utf16.md', /^backproof: utf16\.md: UTF-16 text; save it as UTF-8$/, 'an encoding that can be named'],
    ['large.md', /^backproof: large\.md: larger than 4 MB, the most that is read of a file$/, 'a file that is too large'],
    ['broken.ipynb', /^backproof: broken\.ipynb: this is not a notebook: .+$/, 'bad JSON'],
    ['list.ipynb', /^backproof: list\.ipynb: .*notebook.*$/, 'JSON that is no notebook'],
    ['no-cells.ipynb', /^backproof: no-cells\.ipynb: this notebook has no list of cells$/, 'a notebook without cells'],
    ['a\x1b[2Jb.md', /^backproof: a␛\[2Jb\.md: no such file or folder$/, 'an escape sequence in a name'],
  ])('%s', async (path, message) => {
    const alone = await mismatches([path]);
    expect(alone.err.trimEnd()).toMatch(message);
    expect({ status: alone.status, found: alone.found }).toEqual({ status: 2, found: [] });
    // The others keep their verdicts, and 2 wins over 1.
    const beside = await mismatches(['right.md', path, 'wrong.md']);
    expect(beside).toEqual({ status: 2, found: ['right.md 0', 'wrong.md 1'], err: alone.err });
  });

  it('standard input has the same limit', async () => {
    expect(await mismatches(['-'], ' '.repeat(sizeLimit + 1))).toMatchObject({ status: 2, found: [] });
  });
});

describe('options', () => {
  it.each<[args: readonly string[], status: number, out: RegExp, err: RegExp, why: string]>([
    [['--version'], 0, /^\d+\.\d+\.\d+\n$/, /^$/, 'the version'],
    [['--help'], 0, /Usage: backproof[\s\S]*check[\s\S]*Exit status/, /^$/, 'the help'],
    [['check', '--help'], 0, /Usage: backproof check[\s\S]*--format[\s\S]*Examples/, /^$/, 'the help of the command'],
    [[], 2, /^$/, /Usage: backproof/, 'no command'],
    [['check'], 2, /^$/, /^backproof: missing required argument 'path'\n[\s\S]*--help/, 'no path'],
    [
      ['check', 'right.md', '--frmat', 'json'],
      2,
      /^$/,
      /^backproof: unknown option '--frmat'\n\(Did you mean --format\?\)/,
      'a slip of the pen',
    ],
    [['check', 'right.md', '--format', 'xml'], 2, /^$/, /^backproof: .*'xml' is invalid.*text, json/, 'a format that there is not'],
    [['check', 'right.md', '--format'], 2, /^$/, /^backproof: .*argument missing/, 'an option without its value'],
    [['chekc', 'right.md'], 2, /^$/, /^backproof: unknown command 'chekc'\n\(Did you mean check\?\)/, 'a command that there is not'],
  ])('%j', async (args, status, out, err) => {
    const actual = await backproof(args);
    expect(actual.out).toMatch(out);
    expect(actual.err).toMatch(err);
    expect(actual.status).toBe(status);
  });
});

describe('the text', () => {
  it('ends in the summary', async () => {
    const { out } = await backproof(['check', 'wrong.md', 'right.md']);
    expect(out).toMatch(/^wrong\.md\n\n {2}✗ wrong\.md:3:\d+ {2}sign\n/);
    expect(out).toMatch(/\n\n2 files: 4 steps, 3 ok, 1 mismatch, 0 undetermined\n$/);
  });

  it('counts the files that were read', async () => {
    expect((await backproof(['check', 'missing.md', 'right.md'])).out).toBe('1 file: 2 steps, 2 ok, 0 mismatches, 0 undetermined\n');
  });

  it('has no control characters of the note', async () => {
    const { out } = await backproof(['check', 'controls.md']);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('shows progress on a terminal when it takes long, and takes it back', async () => {
    let seconds = 0;
    const { err } = await backproof(['check', 'tree'], { host: { progress: true, now: () => 900 * seconds++ } });
    expect(err).toBe('\r\x1b[K2/3 tree/b.qmd\r\x1b[K\r\x1b[K3/3 tree/deep/c.MD\r\x1b[K');
  });
});

describe('--explain', () => {
  const layers = r`$W$ is an $h \times d$ matrix. $z = W x$, $a = \sigma(z)$, $L = \frac12 \|a - y\|^2$, $\frac{\partial L}{\partial a} = a - y$`;

  it.each([
    [/^ {4}W +matrix, (\d) × (?!\1)\d +an input: sampled$/m, 'a matrix has rows and columns of its own'],
    [/^ {4}x +vector, \d +an input: sampled$/m, 'what a matrix is applied to is a vector'],
    [/^ {4}L +number +defined in line 1$/m, 'a loss is a number, and is defined where it stands'],
    [/^ {4}\\sigma +function +sigmoid, by its name$/m, 'a standard name that the note does not define'],
  ])('says %s (%s)', async (line) => {
    const { out } = await backproof(['check', '-', '--explain'], { stdin: layers });
    expect(out).toMatch(line);
  });

  it.each([
    [8, false],
    [9, true],
  ])('of %i operators that are wrong however far they reach it says that not all readings were tried: %s', async (operators, expected) => {
    const stdin = Array.from({ length: operators }, (_, at) => r`$\frac{d}{dx} x^2 + ${at + 1} x = 5 x^3$`).join('\n\n');
    const { out } = await backproof(['check', '-', '--explain'], { stdin });
    expect(out.includes('More meanings were possible')).toBe(expected);
  });

  it('is silent where it was not asked for', async () => {
    const { out } = await backproof(['check', '-'], { stdin: layers });
    expect(out).not.toContain('sampled');
  });
});

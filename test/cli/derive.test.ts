import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';

const r = String.raw;
const note = [r`$$E = -\sum_i (t_i \log y_i + (1 - t_i) \log(1 - y_i))$$`, r`$$y_i = \frac{1}{1 + e^{-s_i}}$$`].join('\n\n');
const files = {
  'note.md': note,
  'losses.md': r`$L = (y - t)^2$ has $\delta = \frac{\partial L}{\partial y} = 2(y - t)$.

# Otherwise

$L = \sin(y - t)$`,
  'some.md': r`$y = \operatorname{arccot}(u)$ and $z = w^2$`,
  'plain.md': 'no formulas',
  'binary.md': '\0',
  'note.ipynb': JSON.stringify({ cells: [{ cell_type: 'markdown', source: [note] }], nbformat: 4 }),
};

let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'backproof-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
});

afterAll(() => rmSync(directory, { recursive: true }));

async function backproof(...args: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const status = await run(['derive', ...args], {
    directory,
    stdin: (async function* () {
      yield note;
    })(),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => 0,
    look: { colour: false, columns: 100 },
    progress: false,
  });
  return { status, out, err };
}

describe('backproof derive', () => {
  it('derives by chain rule, each row with its rule', async () => {
    const { status, out, err } = await backproof('note.md', '--of', 'E', '--by', 's_i');
    expect([status, err]).toEqual([0, '']);
    expect(out).toBe(
      [
        r`  \frac{\partial E}{\partial s_i}`,
        r`    = \frac{\partial E}{\partial y_i} \frac{\partial y_i}{\partial s_i}  % chain rule`,
        r`    = \frac{y_i - t_i}{y_i \, (1 - y_i)} y_i \, (1 - y_i)  % each factor put in`,
        r`    = y_i - t_i  % simplified`,
        '    the engine agrees at 12 points',
        '',
      ].join('\n'),
    );
  });

  it('writes an aligned derivation that can be put into the note', async () => {
    const { out } = await backproof('note.md', '--of', 'E', '--by', 's_k', '--format', 'tex');
    expect(out).toMatch(
      /^\$\$\n\\begin\{aligned\}\n\\frac\{\\partial E\}\{\\partial s_k\} &= [\s\S]*&= y_k - t_k\n\\end\{aligned\}\n\$\$\n$/,
    );
  });

  it('derives each meaning of a loss, and no name for a derivative of it', async () => {
    const { out } = await backproof('losses.md', '--by', 'y', '--format', 'json');
    const { derivatives } = JSON.parse(out) as { derivatives: { head: string; tex: string }[] };
    expect(derivatives.map(({ head, tex }) => [head, tex])).toEqual([
      [r`\frac{\partial L}{\partial y}`, r`2 \, (y - t)`],
      [r`\frac{\partial L}{\partial y}`, r`\cos(y - t)`],
    ]);
  });

  it('derives every loss by all that it depends on', async () => {
    const { status, out } = await backproof('note.md', '--format', 'json');
    expect(status).toBe(0);
    const { version, path, derivatives } = JSON.parse(out);
    expect([version, path]).toEqual([1, 'note.md']);
    expect(derivatives.map(({ by, tex }: { by: string; tex: string }) => [by, tex])).toEqual([
      ['t_i', r`\log(1 - y_i) - \log(y_i)`],
      ['y_i', r`\frac{y_i - t_i}{y_i \, (1 - y_i)}`],
      ['s_i', 'y_i - t_i'],
    ]);
    expect(derivatives[0].evidence).toEqual({ points: 12 });
  });

  it.each(['-', 'note.ipynb'])('reads %s', async (path) => {
    const { status, out } = await backproof(path, '--of', 'E', '--by', 's_i');
    expect(status).toBe(0);
    expect(out).toContain('y_i - t_i');
  });

  it.each([
    ['numpy', 'import numpy as np'],
    ['torch', 'import torch'],
    ['jax', 'import jax'],
    ['ts', 'export function dE_ds'],
  ])('writes code for %s', async (format, expected) => {
    const { status, out } = await backproof('note.md', '--of', 'E', '--by', 's', '-f', format);
    expect(status).toBe(0);
    expect(out).toContain(expected);
    expect(out).toContain('check(');
  });

  it.each([
    // arguments                                    status   on standard error
    [['missing.md'], 2, 'backproof: missing.md: no such file or folder\n'],
    [['binary.md'], 2, 'backproof: binary.md: binary data, not a text file\n'],
    [['plain.md'], 2, 'backproof: plain.md: there is no formula here that defines something, so there is nothing to derive\n'],
    [['note.md', '--of', 'Q'], 2, 'backproof: note.md: the notes have no name Q\n'],
    [['note.md', '--of', 't'], 2, 'backproof: note.md: t is not defined by a formula\n'],
    [['note.md', '--of', 'E', '--by', 'q_i'], 2, 'backproof: note.md: the notes have no name q_i\n'],
    [['note.md', '--of', 'y', '--by', 't_i'], 1, 'backproof: note.md: y_i by t_i: y_i does not depend on t_i\n'],
    [['note.md', '--of', 'E +'], 2, 'backproof: note.md: the notes have no name E +\n'],
    [['note.md', '--of', '\x1b[31m'], 2, 'backproof: note.md: the notes have no name ␛[31m\n'],
  ])('%j → status %i and %j', async (args, status, err) => {
    const found = await backproof(...args);
    expect([found.status, found.err, found.out]).toEqual([status, err, '']);
  });

  it.each([
    ['numpy', '#'],
    ['ts', '//'],
  ])('says in %s of which derivatives there is no code', async (format, sign) => {
    const { status, out, err } = await backproof('some.md', '-f', format);
    const says = 'there is no code for the function arccot yet';
    expect(status).toBe(1);
    expect(err).toBe(`backproof: some.md: y by u: ${says}\n`);
    expect(out).toContain(r`${sign} \frac{\partial y}{\partial u} = -\frac{1}{1 + u^2}: ${says}`);
  });

  it('says which formats there are', async () => {
    const { status, err } = await backproof('note.md', '--format', 'pdf');
    expect(status).toBe(2);
    expect(err).toContain('Allowed choices are text, tex, json, numpy, torch, jax, ts.');
  });
});

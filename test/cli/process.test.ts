import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let directory = '';
const cli = join(root, 'dist/cli.js');

/** The program as it is shipped. */
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'backproof-process-'));
  execFileSync(process.execPath, ['scripts/build.mjs', '--if-needed'], { cwd: root });
  writeFileSync(join(directory, 'right.md'), '$$L = y^2$$\n\n$$\\frac{dL}{dy} = 2 y$$\n');
  writeFileSync(join(directory, 'wrong.md'), '$$L = y^2$$\n\n$$\\frac{dL}{dy} = -2 y$$\n');
  writeFileSync(join(directory, 'long.md'), '$$L = y^2$$\n\n$$\\frac{dL}{dy} = 2 y$$\n\n'.repeat(1500));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('the process', () => {
  it.each([
    [['check', 'right.md'], '', 0, 'no mismatch'],
    [['check', 'wrong.md'], '', 1, 'a mismatch'],
    [['check', 'missing.md', 'wrong.md'], '', 2, 'something that cannot be read'],
    [['check', '-'], '$L = y^2$ and $\\frac{dL}{dy} = y$', 1, 'standard input'],
    [['check', '--nonsense'], '', 2, 'a wrong option'],
    [['--version'], '', 0, 'the version'],
  ])('%j with %j on standard input ends with %i', (args, input, status) => {
    expect(spawnSync(process.execPath, [cli, ...args], { cwd: directory, input }).status).toBe(status);
  });

  it('writes no colour into a pipe', () => {
    const { stdout } = spawnSync(process.execPath, [cli, 'check', 'wrong.md'], { cwd: directory, encoding: 'utf8' });
    expect(stdout).toContain('✗ wrong.md:3:');
    expect(stdout).not.toContain('\x1b');
  });

  it('ends in silence when its reader goes away', async () => {
    const child = spawn(process.execPath, [cli, 'check', 'long.md', '--format', 'json'], {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const said: string[] = [];
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, said: said.join('') }).toEqual({ status: 0, said: '' });
  });
});

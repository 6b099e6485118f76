// Tests in a real VS Code: a suite inside of the extension host, and checks of what a person sees, in the light and the dark theme.
// The last line is `N passed, N failed`. Where VSCODE_EXECUTABLE names a desktop VS Code (or VSCODE_DOWNLOAD is set), the suite runs there.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { findChromium } from './chromium.mjs';
import { getVSCode } from './get-vscode.mjs';
import { previewChecks } from './preview-checks.mjs';
import { uiChecks } from './ui-checks.mjs';
import { launch, openWorkbench, startServer } from './vscode-web.mjs';

const extension = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const cache = path.join(extension, '.cache');
const shots = path.join(extension, 'test-results');
const suite = path.join(cache, 'vscode-suite/index.js');
const longestSuite = 180_000;

let passed = 0;
let failed = 0;

function report(ok, name, detail = '') {
  if (ok) passed++;
  else failed++;
  console.log(`${ok ? 'ok' : 'not ok'} ${name}${detail && `: ${detail}`}`);
}

async function main() {
  if (!process.argv.includes('--no-build'))
    execFileSync('node', [path.join(extension, 'scripts/build.mjs'), '--if-needed'], { stdio: 'inherit' });
  await build({
    entryPoints: [fileURLToPath(new URL('suite/index.ts', import.meta.url))],
    outfile: suite,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  fs.mkdirSync(shots, { recursive: true });
  for (const name of fs.readdirSync(shots)) if (name.includes('-failed-')) fs.rmSync(path.join(shots, name));
  if (process.env.VSCODE_EXECUTABLE || process.env.VSCODE_DOWNLOAD) await onDesktop();
  else await onServer();
}

const workspaces = fs.mkdtempSync(path.join(os.tmpdir(), 'backproof-notes-'));
process.once('exit', () => fs.rmSync(workspaces, { recursive: true, force: true }));

/** The same files each time, since the tests edit them. */
function freshWorkspace() {
  const folder = fs.mkdtempSync(path.join(workspaces, 'notes-'));
  fs.cpSync(fileURLToPath(new URL('workspace', import.meta.url)), folder, { recursive: true });
  return folder;
}

async function onDesktop() {
  const { runTests } = await import('@vscode/test-electron');
  const executable = process.env.VSCODE_EXECUTABLE;
  try {
    await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      launchArgs: [freshWorkspace(), '--disable-extensions'],
    });
    report(true, 'the suite in the desktop editor');
  } catch (error) {
    report(false, 'the suite in the desktop editor', error.message ?? String(error));
  }
}

async function onServer() {
  const executablePath = findChromium();
  const root = getVSCode(path.join(cache, 'vscode-test'));
  const browser = await launch(executablePath);
  const server = await startServer({ root, workspace: freshWorkspace() });
  try {
    if (!process.argv.includes('--ui') && !process.argv.includes('--preview')) await inHost(browser, server);
    const surroundings = { browser, root, extension, shots, workspace: freshWorkspace, report };
    if (!process.argv.includes('--host') && !process.argv.includes('--preview')) await uiChecks(surroundings);
    if (!process.argv.includes('--host')) await previewChecks(surroundings);
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function inHost(browser, server) {
  let finished = false;
  const onLog = (line) => {
    if (!line.startsWith('T ')) return;
    const [, kind, name] = /^T (ok|not ok|total|note) ([\s\S]*)$/.exec(line) ?? [];
    if (kind === 'total') finished = true;
    else if (kind === 'note') console.log(name);
    else if (kind) report(kind === 'ok', name);
  };
  const { context, exited } = await openWorkbench(browser, server, { extension, suite, onLog });
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, longestSuite, 'timeout');
  });
  const result = await Promise.race([exited, late]);
  clearTimeout(timer);
  await context.close();
  if (!finished) report(false, 'the suite in the extension host', `it did not come to its end (${result})`);
}

try {
  await main();
} catch (error) {
  report(false, 'the harness', error.stack ?? String(error));
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && 0 < passed ? 0 : 1);

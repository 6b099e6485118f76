import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

/** Quiet: nothing asks, nothing moves, nothing looks for updates. */
const quiet = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.settings.enableNaturalLanguageSearch': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'workbench.editor.enablePreview': false,
  'editor.minimap.enabled': false,
  'window.menuBarVisibility': 'hidden',
  'files.autoSave': 'off',
  'files.hotExit': 'off',
  'workbench.colorTheme': 'Default Dark Modern',
  'editor.hover.delay': 100,
};

/** A VS Code server on a folder; `root` is what `getVSCode` made. `stop` ends it and removes its files. */
export async function startServer({ root, workspace, settings = {} }) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'backproof-vscode-'));
  const user = path.join(home, 'user');
  fs.mkdirSync(path.join(user, 'User'), { recursive: true });
  fs.writeFileSync(path.join(user, 'User/settings.json'), JSON.stringify({ ...quiet, ...settings }));
  const options = ['--host', '127.0.0.1', '--port', '8300-8399', '--without-connection-token', '--accept-server-license-terms'];
  const folders = ['--user-data-dir', user, '--extensions-dir', path.join(home, 'extensions'), '--default-folder', workspace];
  const child = spawn(
    path.join(root, 'node'),
    ['out/server-main.js', ...options, '--enable-smoke-test-driver', '--disable-telemetry', ...folders],
    { cwd: path.join(root, 'vscode'), stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, EXTENSIONS_GALLERY: '{}' } },
  );
  process.once('exit', () => child.kill('SIGKILL'));
  const port = await new Promise((resolve, reject) => {
    let log = '';
    const read = (data) => {
      log += data;
      const found = /agent listening on (\d+)/.exec(log);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`VS Code's server ended with ${code}\n${log}`)));
  });
  const stop = () =>
    new Promise((resolve) => {
      child.once('exit', () => {
        fs.rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
        resolve();
      });
      child.kill();
    });
  return { url: `http://127.0.0.1:${port}/`, host: `127.0.0.1:${port}`, workspace, stop };
}

/** A browser that reaches nothing but this machine. */
export function launch(executablePath) {
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
  ];
  return chromium.launch({ executablePath, args });
}

/** A page with the workbench. `extension` is the folder of the extension under development, `suite` a test bundle that its host then runs. */
export async function openWorkbench(browser, server, { extension, suite, onLog = () => {}, ...contextOptions }) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 760 }, ...contextOptions });
  const page = await context.newPage();
  // A busy machine takes its time.
  page.setDefaultTimeout(60_000);
  let exit;
  const exited = new Promise((resolve) => {
    exit = resolve;
  });
  await page.exposeFunction('codeAutomationLog', (type, args) => onLog(args.map(String).join(' '), type));
  await page.exposeFunction('codeAutomationExit', (code) => exit(code));
  const remote = (file) => `vscode-remote://${server.host}${file}`;
  const payload = [['extensionDevelopmentPath', remote(extension)], ...(suite ? [['extensionTestsPath', remote(suite)]] : [])];
  const query = new URLSearchParams({ folder: server.workspace, payload: JSON.stringify(payload) });
  await page.goto(`${server.url}?${query}`, { timeout: 120_000 });
  await page.waitForSelector('.monaco-workbench', { timeout: 60_000 });
  return { page, context, exited };
}

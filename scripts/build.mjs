// Bundles what runs: the command line, the extension and its language server. `--if-needed` skips the work where dist is newer than src.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { wasmKernels } from './wasm-kernels.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = {
  cli: 'src/cli/main.ts',
  extension: 'src/extension/main.ts',
  server: 'src/server/main.ts',
  typeset: 'src/extension/typeset.ts',
  mathjs: 'mathjs/number',
};

/** Keeps what is large and not needed at once in files of its own: the typesetter that the first hover loads, and mathjs for the first derivation. */
const loadedLater = {
  name: 'loaded-later',
  setup({ onResolve }) {
    const apart = (filter, path) => onResolve({ filter }, ({ kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
    apart(/\/typeset\.ts$/, './typeset.js');
    apart(/^mathjs\/number$/, './mathjs.js');
  },
};

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function upToDate() {
  const outputs = Object.keys(entries).map((name) => join(root, 'dist', `${name}.js`));
  if (!outputs.every(existsSync)) return false;
  const built = Math.min(...outputs.map((path) => statSync(path).mtimeMs));
  return Math.max(newest(join(root, 'src')), newest(join(root, 'package.json')), newest(join(root, 'scripts/build.mjs'))) < built;
}

if (!(process.argv.includes('--if-needed') && upToDate())) {
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: 'dist',
    bundle: true,
    minify: true,
    sourcemap: 'linked',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Packages written as ES modules may ask for their own place, which a CommonJS file has under another name.
    define: { 'import.meta.url': 'moduleUrl' },
    banner: { js: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    external: ['vscode'],
    plugins: [loadedLater, wasmKernels],
    supported: { 'dynamic-import': false },
    logLevel: 'warning',
  });
}

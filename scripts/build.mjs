// Bundles what runs: the command line, the extension, its language server and the page of the preview. `--if-needed` skips the work where dist is newer than src.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
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

/** The page of the training preview, its style with the fonts of formulas. */
const pageEntries = { preview: 'src/webview/main.ts', 'preview-style': 'src/webview/preview.css' };

/** Keeps what is large and not needed at once in files of its own: the typesetter that the first hover loads, and mathjs for the first derivation. */
const loadedLater = {
  name: 'loaded-later',
  setup({ onResolve }) {
    const apart = (filter, path) => onResolve({ filter }, ({ kind }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
    apart(/\/typeset\.ts$/, './typeset.js');
    apart(/^mathjs\/number$/, './mathjs.js');
  },
};

/** `./worker.ts?script`: a module with all that it imports as the text of one script, since a page in the editor can start a worker from text alone. */
const asScript = {
  name: 'as-script',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?script$/ }, ({ path, resolveDir }) => ({ path: join(resolveDir, path.slice(0, -7)), namespace: 'script' }));
    onLoad({ filter: /./, namespace: 'script' }, async ({ path }) => {
      const { outputFiles } = await build({ ...page, entryPoints: [path], write: false, sourcemap: false, plugins: [wasmKernels] });
      return { contents: outputFiles[0].text, loader: 'text' };
    });
  },
};

/** Of the three kinds in which KaTeX brings its fonts the editor needs one. */
const oneKindOfFont = {
  name: 'one-kind-of-font',
  setup({ onLoad }) {
    onLoad({ filter: /katex\.min\.css$/ }, ({ path }) => {
      const css = readFileSync(path, 'utf8').replace(/,url\([^)]*\.(?:woff|ttf)\) format\("[^"]*"\)/g, '');
      return { contents: css, loader: 'css' };
    });
  },
};

/** How what runs in a page is built. */
const page = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  platform: 'browser',
  target: 'es2022',
  format: 'iife',
  logLevel: 'warning',
};

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function upToDate() {
  const outputs = Object.keys({ ...entries, preview: '' }).map((name) => join(root, 'dist', `${name}.js`));
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
  await build({
    ...page,
    entryPoints: pageEntries,
    outdir: 'dist',
    sourcemap: 'linked',
    loader: { '.woff2': 'file' },
    assetNames: 'fonts/[name]',
    plugins: [asScript, oneKindOfFont, wasmKernels],
  });
}

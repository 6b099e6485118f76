// Bundles the benchmarks as the programs are bundled, then runs those that are named: the checker's where none is.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { wasmKernels } from './wasm-kernels.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = ['run', 'derive', 'hover', 'train'];
const named = all.filter((part) => process.argv.includes(part));
const parts = 0 < named.length ? named : ['run', 'derive'];
await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(parts.map((part) => [part, `bench/${part}.ts`])),
  outdir: 'dist/bench',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  plugins: [wasmKernels],
  logLevel: 'warning',
});
// With the room for what is made and dropped that the language server is given.
const flags = ['--max-semi-space-size=64'];
process.exitCode = Math.max(
  ...parts.map((part) => spawnSync(process.execPath, [...flags, `dist/bench/${part}.js`], { cwd: root, stdio: 'inherit' }).status ?? 1),
);

// Bundles the benchmark as the programs are bundled, then runs it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
await build({
  absWorkingDir: root,
  entryPoints: { run: 'bench/run.ts', derive: 'bench/derive.ts' },
  outdir: 'dist/bench',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'warning',
});
const parts = process.argv.includes('derive') ? ['derive'] : ['run', 'derive'];
process.exitCode = Math.max(
  ...parts.map((part) => spawnSync(process.execPath, [`dist/bench/${part}.js`], { cwd: root, stdio: 'inherit' }).status ?? 1),
);

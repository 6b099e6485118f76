// Bundles the benchmark as the programs are bundled, then runs it.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
await build({
  absWorkingDir: root,
  entryPoints: { run: 'bench/run.ts' },
  outdir: 'dist/bench',
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  mainFields: ['module', 'main'],
  logLevel: 'warning',
});
process.exitCode = spawnSync(process.execPath, ['dist/bench/run.js'], { cwd: root, stdio: 'inherit' }).status ?? 1;

// Every check of the project, one after the other; all run even if one fails. The last line counts: tests of vitest and of the
// editor one by one, each other step as one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name) => join(root, 'node_modules', '.bin', name);

const steps = [
  { name: 'lint', run: () => command(bin('biome'), ['check']) },
  { name: 'types', run: () => command(bin('tsc'), ['-p', 'tsconfig.json']) },
  { name: 'types of the core', run: () => command(bin('tsc'), ['-p', 'tsconfig.core.json']) },
  { name: 'types of the page', run: () => command(bin('tsc'), ['-p', 'tsconfig.webview.json']) },
  { name: 'build', run: () => command(process.execPath, ['scripts/build.mjs']) },
  { name: 'unit tests', run: unitTests },
  { name: 'score', run: score },
  { name: 'editor tests', run: editorTests },
];

const outcomes = [];
for (const { name, run } of steps) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  const outcome = { name, ...run() };
  outcomes.push(outcome);
  if (outcome.note !== undefined) console.log(outcome.note);
  console.log(`── ${name}: ${outcome.failed === 0 ? 'passed' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
const broken = outcomes.filter(({ failed }) => 0 < failed).map(({ name }) => name);
console.log(`\n${broken.length === 0 ? 'Everything passed.' : `Failed: ${broken.join(', ')}.`}`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = broken.length === 0 ? 0 : 1;

/** A step that counts as one. */
function command(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
  return one(status === 0, error?.message);
}

function one(passed, note) {
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, note };
}

function unitTests() {
  const folder = mkdtempSync(join(tmpdir(), 'backproof-test-'));
  const report = join(folder, 'report.json');
  const { status } = spawnSync(bin('vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    cwd: root,
    stdio: 'inherit',
  });
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  if (counts === undefined) return one(false, 'vitest left no report');
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = counts;
  // A file that does not load has no failed test of its own.
  return { passed, failed: status !== 0 && failed === 0 ? 1 : failed, note: 0 < skipped ? `${skipped} tests are skipped` : undefined };
}

/** The labelled notes, where they lie beside the checkout: at least as many right verdicts as the floor says, no false alarm, no missed mistake. */
function score() {
  const tool = join(root, '../shared/tools/score.mjs');
  if (!existsSync(tool)) return { passed: 0, failed: 0, note: 'The labelled notes (../shared) are absent, so nothing was scored.' };
  const { stdout, status } = spawnSync(process.execPath, [tool, '--json'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  const lines = (stdout ?? '').trim().split('\n');
  for (const line of lines.slice(0, -1)) console.log(line);
  if (status !== 0) return one(false, 'the score tool failed');
  const floors = JSON.parse(readFileSync(join(root, 'scripts/score-floor.json'), 'utf8'));
  const short = JSON.parse(lines.at(-1)).flatMap((total) => {
    const { set, steps: all, right, open, falseAlarms, missed, otherWrong, mismatches, caught, classRight, failedFiles } = total;
    const percent = (100 * right) / Math.max(1, all);
    console.log(
      `${set}: right ${right}/${all} (${percent.toFixed(1)} %), open ${open}, false alarms ${falseAlarms}, missed ${missed}, other ${otherWrong}; ` +
        `mismatches caught ${caught}/${mismatches}, class right ${classRight}/${caught}`,
    );
    const floor = floors[set];
    if (floor === undefined) return [`${set}: no floor in scripts/score-floor.json`];
    return [
      percent < floor.right && `${set}: ${percent.toFixed(1)} % right, the floor is ${floor.right} %`,
      floor.falseAlarms < falseAlarms && `${set}: ${falseAlarms} false alarms, at most ${floor.falseAlarms} are allowed`,
      floor.missed < missed && `${set}: ${missed} mistakes missed, at most ${floor.missed} are allowed`,
      0 < failedFiles && `${set}: ${failedFiles} files could not be checked`,
    ].filter(Boolean);
  });
  return one(short.length === 0, short.length === 0 ? undefined : short.join('\n'));
}

function editorTests() {
  if (!existsSync(join(root, 'test/vscode/run.mjs'))) return one(false, 'test/vscode/run.mjs is missing');
  const { stdout, status } = spawnSync(process.execPath, ['test/vscode/run.mjs'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  });
  process.stdout.write(stdout);
  const counts = /(\d+) passed, (\d+) failed\s*$/.exec(stdout);
  if (counts === null) return one(false, 'the editor tests did not finish');
  const failed = Number(counts[2]);
  return { passed: Number(counts[1]), failed: status !== 0 && failed === 0 ? 1 : failed };
}

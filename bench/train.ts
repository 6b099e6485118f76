// Training against its peers and against the limit of plain JavaScript: each problem in a process of its own, so that no trainer is
// compiled for sizes of another, and within it all trainers in turn. A rate is the 90th percentile of many short runs: what the machine
// gives when nothing else disturbs it.
import { spawnSync } from 'node:child_process';
import { dense } from './trainers/dense.ts';
import { jsLimit } from './trainers/js-limit.ts';
import { playground } from './trainers/playground.ts';
import type { ProblemName, Trainer, TrainingProblem } from './trainers/problem.ts';
import { problemNames, problemOf } from './trainers/problem.ts';
import { tfjs } from './trainers/tfjs.ts';

/** Rounds that count; in each every trainer runs for so many milliseconds, few enough that most runs are not interrupted. */
const rounds = 80;
const slice = 5;
/** Before, every trainer runs for so many milliseconds, until its code is compiled. */
const settling = 1000;
/** The step at which all have to have the same loss. */
const compared = 200;

/** What is asked of a rate, relative to that of another trainer. */
interface Target {
  readonly problem: ProblemName;
  readonly faster: string;
  readonly slower: string;
  readonly ratio: number;
}

const [plain, simd, limit] = ['this trainer, plain', 'this trainer, simd', 'JS limit, written for these'] as const;
const targets: readonly Target[] = [
  ...problemNames.map((problem) => ({ problem, faster: plain, slower: limit, ratio: 0.85 })),
  { problem: 'A', faster: simd, slower: limit, ratio: 2 },
  { problem: 'B', faster: simd, slower: limit, ratio: 2.5 },
  { problem: 'C', faster: simd, slower: limit, ratio: 3.5 },
  { problem: 'A', faster: plain, slower: "Playground's method", ratio: 7 },
  { problem: 'A', faster: plain, slower: 'tfjs, cpu', ratio: 40 },
  { problem: 'A', faster: plain, slower: 'tfjs, wasm', ratio: 40 },
];

const asked = process.argv.slice(2).find((argument) => problemNames.includes(argument as ProblemName)) as ProblemName | undefined;
if (asked === undefined) {
  console.log(`Node ${process.version}; steps a second\n`);
  const script = process.argv[1] as string;
  const all = problemNames.map((name) => spawnSync(process.execPath, [script, name], { stdio: 'inherit' }).status ?? 1);
  process.exitCode = Math.max(...all);
} else void measure(asked);

async function measure(name: ProblemName): Promise<void> {
  const problem = problemOf(name);
  const makers: readonly ((given: TrainingProblem) => Trainer | Promise<Trainer>)[] = [
    jsLimit,
    (given) => dense(given, 'plain'),
    (given) => dense(given, 'fastest'),
    playground,
    (given) => tfjs(given, 'cpu'),
    (given) => tfjs(given, 'wasm'),
  ];
  const entrants: Entrant[] = [];
  for (const make of makers) {
    const trainer = await make(problem);
    const loss = await trainer.run(compared);
    entrants.push({ trainer, loss, rates: [], steps: 1 });
  }
  for (const entrant of entrants) await settle(entrant);
  for (let round = 0; round < rounds; round++) for (const entrant of entrants) entrant.rates.push(await rateOf(entrant));

  const reference = entrants[0] as Entrant;
  const ratio = (faster: Entrant, slower: Entrant) => undisturbed(faster.rates) / undisturbed(slower.rates);
  console.log(`${name}: ${problem.name}`);
  row('', 'steps/s', 'to the limit', `loss at ${compared}`, 'off');
  for (const entrant of entrants) {
    const off = Math.abs(entrant.loss / reference.loss - 1);
    row(
      `${entrant.trainer.name} (f${entrant.trainer.bits})`,
      undisturbed(entrant.rates).toFixed(0),
      ratio(entrant, reference).toPrecision(3),
      entrant.loss.toPrecision(13),
      off.toExponential(1),
    );
    if ((entrant.trainer.bits === 64 ? 1e-11 : 1e-4) < off) fail(`the loss of ${entrant.trainer.name} is another one`);
  }
  withTorch(problem, reference);
  for (const { faster, slower, ratio: wanted } of targets.filter((target) => target.problem === name)) {
    const [a, b] = [faster, slower].map((each) => entrants.find(({ trainer }) => trainer.name === each));
    if (a === undefined || b === undefined) fail(`there is no ${a === undefined ? faster : slower} here`);
    else {
      const found = ratio(a, b);
      console.log(`  ${wanted <= found ? 'met   ' : 'MISSED'} ${faster} / ${slower}: ${found.toPrecision(3)}, wanted ${wanted}`);
      if (found < wanted) process.exitCode = 1;
    }
  }
  console.log();
}

interface Entrant {
  readonly trainer: Trainer;
  readonly loss: number;
  readonly rates: number[];
  /** Steps that fill a slice. */
  steps: number;
}

/** Runs until the code is compiled and the number of steps that fills a slice is known. */
async function settle(entrant: Entrant): Promise<void> {
  for (const began = performance.now(); performance.now() - began < settling; ) {
    entrant.steps = Math.max(1, Math.round((slice / 1000) * (await rateOf(entrant))));
  }
}

/** By the time on the clock or that of the processors, whichever is less: the one counts other programs, the other helping threads. */
async function rateOf({ trainer, steps }: Entrant): Promise<number> {
  const processors = process.cpuUsage();
  const began = performance.now();
  await trainer.run(steps);
  const clock = performance.now() - began;
  const { user, system } = process.cpuUsage(processors);
  return (1000 * steps) / Math.min(clock, (user + system) / 1000);
}

/** PyTorch in a process of its own, where a Python has it. */
function withTorch(problem: TrainingProblem, reference: Entrant): void {
  const arrays = (value: unknown) => (value instanceof Float64Array ? [...value] : value);
  const input = JSON.stringify({ ...problem, seconds: slice / 1000 }, (_, value) => arrays(value));
  for (const python of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(python, ['bench/trainers/with_torch.py'], { input, encoding: 'utf8' });
    if (status !== 0) continue;
    const { version, loss, rate } = JSON.parse(stdout) as { version: string; loss: number; rate: number };
    const off = Math.abs(loss / reference.loss - 1);
    row(
      `PyTorch ${version}, one thread (f64)`,
      rate.toFixed(0),
      (rate / undisturbed(reference.rates)).toPrecision(3),
      loss.toPrecision(13),
      off.toExponential(1),
    );
    return;
  }
  console.log('  PyTorch is not installed here, so it has no row');
}

function fail(reason: string): void {
  console.log(`  FAILED ${reason}`);
  process.exitCode = 1;
}

function row(name: string, ...cells: readonly string[]): void {
  console.log(`  ${name.padEnd(38)}${cells.map((cell, n) => cell.padStart(n === 2 ? 18 : 13)).join('')}`);
}

/** The 90th percentile. */
function undisturbed(rates: readonly number[]): number {
  return [...rates].sort((a, b) => a - b)[Math.floor(0.9 * rates.length)] as number;
}

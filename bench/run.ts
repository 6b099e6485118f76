import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Budget } from '../src/core/check/budget.ts';
import type { Step } from '../src/core/check/classify/step.ts';
import { Decider } from '../src/core/check/decide.ts';
import { meaningOf } from '../src/core/check/meaning.ts';
import { bestReading } from '../src/core/check/search.ts';
import { diagnose } from '../src/core/diagnose/diagnose.ts';
import { macrosFrom } from '../src/core/latex/read-math.ts';
import { readChains } from '../src/core/meaning/chains.ts';
import { unrolled, unrollingsOf } from '../src/core/meaning/unroll.ts';
import { vocabularyOf } from '../src/core/meaning/vocabulary.ts';
import type { Item, Note } from '../src/core/notes/note.ts';
import { readNote } from '../src/core/notes/read-note.ts';
import { checkNote } from '../src/core/pipeline/check-note.ts';
import { identityMap } from '../src/core/text/source-map.ts';
import { claims } from './claims.ts';
import { compareAll, compileAll, decideAll, differentiateAll, parseAll } from './with-mathjs.ts';

/** How often each thing is timed; medians are shown. */
const warmRounds = 60;
const coldRounds = 7;
/** How long, in milliseconds, a thing is done uncounted before: until its code is compiled and the garbage is its own. */
const settling = 3000;

const seeds = '../shared/seeds';
const folder = existsSync(seeds) ? seeds : 'examples';
const notes = readdirSync(folder)
  .filter((name) => /\.(txt|md)$/.test(name) && name !== 'expected.md')
  .map((name) => join(folder, name));

const ms = (value: number) => value.toFixed(2).padStart(9);
const row = (...cells: readonly (string | number)[]) =>
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(28) : String(cell).padStart(10))).join(''));

console.log(`Node ${process.version}; milliseconds, medians of ${warmRounds} warm and ${coldRounds} cold runs\n`);

// The claims come first, each route from its first pass to its warm ones, so that neither finds anything warm.
const claimNote = noteOf(claims.map(({ note }) => note));
const ours = () => verdictsOf(claimNote);
const theirs = () => decideAll(claims);
const routes = [ours, theirs];
const passes = routes.map((route) => ({ first: timed(route), warm: warmMedian(route) }));
const first = passes.map((pass) => pass.first) as [number, number];
const warm = passes.map((pass) => pass.warm) as [number, number];
const formulas = claims.reduce((count, { written }) => count + written.components.length, 0);
row(`${claims.length} claims`, 'right', 'first', 'ratio', 'warm', 'ratio', 'us each');
for (const [i, name] of ['LaTeX, this checker', 'mathjs, its own syntax'].entries()) {
  const [cold, hot] = [first[i] as number, warm[i] as number];
  const ratios = [cold / first[0], hot / warm[0]].map((ratio) => ratio.toFixed(1));
  row(
    name,
    agreement((routes[i] as typeof ours)()),
    ms(cold),
    ratios[0] as string,
    ms(hot),
    ratios[1] as string,
    ms((1000 * hot) / claims.length),
  );
}
const parsed = parseAll(claims);
const slopes = differentiateAll(parsed);
const compiled = compileAll(parsed, slopes);
const parts = medians([
  () => readChains(claimNote, macrosFrom({})),
  () => parseAll(claims),
  () => differentiateAll(parsed),
  () => compileAll(parsed, slopes),
  () => compareAll(compiled),
]).map((time) => time.toFixed(2)) as [string, string, string, string, string];
console.log(`  this checker: read ${parts[0]}, decide ${(warm[0] - Number(parts[0])).toFixed(2)}`);
console.log(`  mathjs: ${formulas} scalar formulas; parse ${parts[1]}, derivative ${parts[2]}, compile ${parts[3]}, compare ${parts[4]}\n`);

row('note', 'steps', 'find math', 'read', 'decide', 'whole', 'us a step', 'cold');
const totals = [0, 0, 0, 0, 0, 0];
for (const path of notes) {
  const text = readFileSync(path, 'utf8');
  const parts = [{ text, format: 'markdown' as const }];
  const note = readNote(parts);
  const steps = checkNote(note).blocks.reduce((sum, block) => sum + block.steps.length, 0);
  const [find, read, whole] = medians([
    () => readNote(parts),
    () => readChains(note, macrosFrom({})),
    () => checkNote(readNote(parts)),
  ]) as [number, number, number];
  const cold = median(coldRounds, () => spawnSync(process.execPath, ['dist/cli.js', 'check', path]));
  const cells = [steps, find, read, whole - find - read, whole, cold];
  cells.forEach((value, i) => {
    totals[i] = (totals[i] ?? 0) + value;
  });
  row(
    basename(path).slice(0, 26),
    steps,
    ms(find),
    ms(read),
    ms(whole - find - read),
    ms(whole),
    ms((1000 * whole) / Math.max(1, steps)),
    ms(cold),
  );
}
const [steps, find, read, decide, whole, cold] = totals as [number, number, number, number, number, number];
row('all', steps, ms(find), ms(read), ms(decide), ms(whole), ms((1000 * whole) / Math.max(1, steps)), ms(cold));
const each = notes.flatMap((path) => stepTimes(readNote([{ text: readFileSync(path, 'utf8'), format: 'markdown' }]))).sort((a, b) => a - b);
const quantile = (share: number) => ms(each[Math.min(each.length - 1, Math.floor(share * each.length))] as number).trim();
console.log(
  `one of ${each.length} steps, decided and explained: median ${quantile(0.5)}, 99th percentile ${quantile(0.99)}, slowest ${quantile(1)}`,
);
const empty = median(coldRounds, () => spawnSync(process.execPath, ['-e', '0']));
console.log(`an empty process: ${empty.toFixed(1)} ms`);

/** A note that consists of formulas alone, each list in a section of its own, so that no Markdown is read. */
function noteOf(sections: readonly (readonly string[])[]): Note {
  const items: Item[] = [];
  let at = 0;
  for (const formulas of sections) {
    items.push({ kind: 'heading', level: 1, part: 0, range: { start: at, end: at } });
    for (const tex of formulas) {
      const range = { start: at, end: at + tex.length };
      const span = { part: 0, range, kind: 'display', tex, map: identityMap(at, tex.length) } as const;
      items.push({ kind: 'math', paragraph: items.length, span });
      at = range.end + 1;
    }
  }
  return { parts: [{ text: sections.flat().join('\n'), format: 'markdown' }], items, problems: [], macroSources: [] };
}

/** The median time of each step under the best reading of a note, in which the first step bears what all share. */
function stepTimes(note: Note): number[] {
  const read = readChains(note, macrosFrom({}));
  const unrollings = unrollingsOf(read.statements);
  const whole = unrolled(read, unrollings);
  const vocabulary = vocabularyOf(read.statements, unrollings);
  const seed = 1;
  const budget = () => new Budget(Number.MAX_SAFE_INTEGER);
  const search = bestReading(read, budget(), seed);
  let best = search.next();
  while (!best.done) best = search.next();
  const { reading } = best.value;
  const times = new Map<number, number[]>();
  for (let round = 0; round < 2 * warmRounds; round++) {
    const decider = new Decider(meaningOf(whole, reading, vocabulary), budget(), seed);
    const { steps } = decider.meaning;
    for (const step of [...steps.filter(isRestatement), ...steps.filter((one) => !isRestatement(one))]) {
      const took = timed(() => {
        const decision = isRestatement(step) ? decider.restated(step, undefined) : decider.decide(step);
        if (decision.verdict === 'mismatch') diagnose(decider, step, decision, '');
      });
      if (round >= warmRounds) times.set(step.order, [...(times.get(step.order) ?? []), took]);
    }
  }
  return [...times.values()].map((all) => all.sort((a, b) => a - b)[all.length >> 1] as number);
}

function isRestatement({ role }: Step): boolean {
  return role === 'restatement';
}

/** For each claim whether it holds; undefined if that was not decided. */
function verdictsOf(note: Note): (boolean | undefined)[] {
  const { blocks } = checkNote(note);
  let last = -1;
  return claims.map((claim) => {
    last += claim.note.length;
    const verdict = blocks[last]?.steps[0]?.verdict;
    if (verdict === 'holds' || verdict === 'holds-assuming') return true;
    return verdict === 'mismatch' ? false : undefined;
  });
}

/** How many verdicts are right. */
function agreement(verdicts: readonly (boolean | undefined)[]): string {
  return `${verdicts.filter((verdict, i) => verdict === claims[i]?.right).length}/${claims.length}`;
}

/** The median time of each of some works, one after the other. */
function medians(works: readonly (() => unknown)[]): number[] {
  return works.map(warmMedian);
}

/** The median time of a work that has run long enough to be compiled. */
function warmMedian(work: () => unknown): number {
  for (const began = performance.now(); performance.now() - began < settling; ) work();
  return median(warmRounds, work);
}

function median(rounds: number, work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => timed(work));
  return times.sort((a, b) => a - b)[rounds >> 1] as number;
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

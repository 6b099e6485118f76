import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { derivative, parse } from 'mathjs';
import { readChains } from '../src/core/check/chains.ts';
import { macrosFrom } from '../src/core/latex/read-math.ts';
import type { Item, Note } from '../src/core/notes/note.ts';
import { readNote } from '../src/core/notes/read-note.ts';
import { checkNote } from '../src/core/pipeline/check-note.ts';
import { identityMap } from '../src/core/text/source-map.ts';
import { claims } from './claims.ts';

/** How often each thing is timed; medians are shown. The two routes of a comparison take turns. */
const warmRounds = 40;
const coldRounds = 7;
/** Points at which mathjs compares, as many as its user would take. */
const points = 8;

const seeds = '../shared/seeds';
const folder = existsSync(seeds) ? seeds : 'examples';
const notes = readdirSync(folder)
  .filter((name) => /\.(txt|md)$/.test(name) && name !== 'expected.md')
  .map((name) => join(folder, name));

const ms = (value: number) => value.toFixed(2).padStart(9);
const row = (...cells: readonly (string | number)[]) =>
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(28) : String(cell).padStart(10))).join(''));

console.log(`Node ${process.version}; milliseconds, medians of ${warmRounds} warm and ${coldRounds} cold runs\n`);

// The claims come first, so that the first pass of either route finds nothing warm.
const claimNote = noteOf(claims.flatMap(({ definition, claim }) => [definition, claim]));
const ours = () => verdictsOf(claimNote);
const theirs = () => claims.map(({ mathjs }) => holdsInMathjs(mathjs.of, mathjs.wrt, mathjs.claim));
const expected = claims.map(({ right }) => right);
const first = [ours, theirs].map((route) => timed(route));
const [own, math] = medians(warmRounds, [ours, theirs]) as [number, number];
const agreement = (verdicts: readonly (boolean | undefined)[]) =>
  `${verdicts.filter((verdict, i) => verdict === expected[i]).length}/${claims.length}`;
row('fifteen claims', 'verdicts', 'first', 'warm', 'us each', 'ratio');
row('LaTeX, this engine', agreement(ours()), ms(first[0] as number), ms(own), ms((1000 * own) / claims.length), '1');
row(
  'mathjs, its own syntax',
  agreement(theirs()),
  ms(first[1] as number),
  ms(math),
  ms((1000 * math) / claims.length),
  (math / own).toFixed(1),
);
console.log();

row('note', 'steps', 'find math', 'read', 'decide', 'whole', 'us a step', 'cold');
const totals = [0, 0, 0, 0, 0, 0];
for (const path of notes) {
  const text = readFileSync(path, 'utf8');
  const parts = [{ text, format: 'markdown' as const }];
  const note = readNote(parts);
  const steps = checkNote(note).blocks.reduce((sum, block) => sum + block.steps.length, 0);
  const [find, read, whole] = medians(warmRounds, [
    () => readNote(parts),
    () => readChains(note, macrosFrom({})),
    () => checkNote(readNote(parts)),
  ]) as [number, number, number];
  const [cold] = medians(coldRounds, [() => spawnSync(process.execPath, ['dist/cli.js', 'check', path])]) as [number];
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
const [empty] = medians(coldRounds, [() => spawnSync(process.execPath, ['-e', '0'])]) as [number];
console.log(`an empty process: ${empty.toFixed(1)} ms`);

/** A note that consists of formulas alone, each pair in a section of its own, so that no Markdown is read. */
function noteOf(formulas: readonly string[]): Note {
  const text = formulas.join('\n');
  const items: Item[] = [];
  let at = 0;
  for (const [index, tex] of formulas.entries()) {
    const range = { start: at, end: at + tex.length };
    if (index % 2 === 0) items.push({ kind: 'heading', level: 1, part: 0, range: { start: at, end: at } });
    items.push({ kind: 'math', paragraph: index, span: { part: 0, range, kind: 'display', tex, map: identityMap(at, tex.length) } });
    at = range.end + 1;
  }
  return { parts: [{ text, format: 'markdown' }], items, problems: [], macroSources: [] };
}

/** For each claim whether it holds; undefined if that was not decided. */
function verdictsOf(note: Note): (boolean | undefined)[] {
  const verdicts = checkNote(note).blocks.map(({ steps }) => steps[0]?.verdict);
  return claims.map((_, i) => ({ holds: true, 'holds-assuming': true, mismatch: false })[verdicts[2 * i + 1] as string]);
}

/** The same decision with mathjs alone: parse, differentiate, compile, compare at some points. */
function holdsInMathjs(of: string, wrt: string, claim: string): boolean {
  const formula = parse(of);
  const slope = derivative(formula, wrt, { simplify: false }).compile();
  const claimed = parse(claim);
  const names = new Set<string>([wrt]);
  for (const tree of [formula, claimed]) {
    tree.traverse((node, path) => {
      if (node.type === 'SymbolNode' && path !== 'fn') names.add((node as unknown as { name: string }).name);
    });
  }
  const compiled = claimed.compile();
  for (let point = 0; point < points; point++) {
    // Spread over (0.1, 0.9), where every formula here is defined.
    const scope = Object.fromEntries([...names].map((name, i) => [name, 0.1 + 0.8 * ((0.618034 * (point * names.size + i + 1)) % 1)]));
    const [a, b] = [slope.evaluate(scope) as number, compiled.evaluate(scope) as number];
    if (1e-9 * Math.max(1, Math.abs(a)) < Math.abs(a - b)) return false;
  }
  return true;
}

/** The median time of each of some works, which take turns. */
function medians(rounds: number, works: readonly (() => unknown)[]): number[] {
  const times = works.map((): number[] => []);
  for (let round = 0; round < rounds; round++) for (const [i, work] of works.entries()) times[i]?.push(timed(work));
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1] as number);
}

function timed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

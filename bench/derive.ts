import { derivative, parse } from 'mathjs';
import { readNote } from '../src/core/notes/read-note.ts';
import { openDeriver } from '../src/core/pipeline/derive.ts';
import { formulas } from './formulas.ts';

/** How often each formula is derived for its median, in blocks that take turns: what slows one side down for a while slows the other too. */
const blocks = 5;
const inBlock = 5;

/**
 * Derive and simplify, formula by formula, here and by mathjs with its own `simplify`, in one run. mathjs has its formula parsed; here what the
 * formulas behind a name tell is gathered once for all variables, and the second row gathers it anew each time. The third is what the engine's
 * agreement costs on top.
 */
export async function benchDerive(): Promise<void> {
  const rows: Record<'ours' | 'first' | 'confirmed' | 'theirs', number>[] = [];
  for (const { note, mathjs, by } of formulas) {
    const deriver = await openDeriver(readNote([{ text: `$$${note}$$`, format: 'markdown' }]));
    const candidate = deriver.names.candidate(note.slice(0, 1));
    const variable = deriver.names.variable(by);
    if ('refused' in candidate || 'refused' in variable) throw new Error(`not read: ${note}`);
    const node = parse(mathjs);
    rows.push(
      medians({
        ours: () => deriver.symbolic(candidate, variable),
        // Another step is another place, at which other definitions may be in force.
        first: () => deriver.symbolic({ ...candidate, step: { ...candidate.step } }, variable),
        confirmed: () => deriver.derive(candidate, variable),
        theirs: () => derivative(node, by),
      }),
    );
  }
  const line = (name: string, times: readonly number[]): void =>
    console.log(`${name.padEnd(44)} median ${quantile(times, 0.5)} ms   p99 ${quantile(times, 0.99)} ms`);
  console.log(`derive and simplify, ${formulas.length} formulas`);
  const of = (key: keyof (typeof rows)[number]): readonly number[] => rows.map((row) => row[key]);
  line('  Backproof', of('ours'));
  line('  Backproof, the first time', of('first'));
  line('  Backproof, with the rows and the engine', of('confirmed'));
  line('  mathjs derivative with its simplify', of('theirs'));
  for (const [key, when] of [
    ['ours', ''],
    ['first', ', the first time'],
  ] as const) {
    const ratios = rows.map((row) => row.theirs / row[key]);
    console.log(`  mathjs takes ${quantile(ratios, 0.5)} times as long at the median, ${quantile(ratios, 0)} at the least${when}`);
  }
}

function medians<K extends string>(work: Readonly<Record<K, () => unknown>>): Record<K, number> {
  const all = Object.entries(work) as [K, () => unknown][];
  const times = new Map<K, number[]>(all.map(([name]) => [name, []]));
  for (const [, run] of all) for (let n = 0; n < 3; n++) run();
  for (let block = 0; block < blocks; block++)
    for (const [name, run] of all)
      for (let n = 0; n < inBlock; n++) {
        const began = performance.now();
        run();
        times.get(name)?.push(performance.now() - began);
      }
  const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] as number;
  return Object.fromEntries([...times].map(([name, list]) => [name, median(list)])) as Record<K, number>;
}

function quantile(times: readonly number[], at: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] as number).toPrecision(3);
}

void benchDerive();

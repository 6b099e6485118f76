import { derivative, parse } from 'mathjs';
import { readNote } from '../src/core/notes/read-note.ts';
import { openDeriver } from '../src/core/pipeline/derive.ts';
import { formulas } from './formulas.ts';

/** How often each formula is derived for its median. */
const rounds = 15;

/** Derive and simplify, formula by formula, here and by mathjs with its own `simplify`, in one run; the last column is what the engine's agreement costs on top. */
export async function benchDerive(): Promise<void> {
  const rows: { ours: number; confirmed: number; theirs: number }[] = [];
  for (const { note, mathjs, by } of formulas) {
    const deriver = await openDeriver(readNote([{ text: `$$${note}$$`, format: 'markdown' }]));
    const candidate = deriver.candidate(note.slice(0, 1));
    const variable = deriver.variable(by);
    if ('refused' in candidate || 'refused' in variable) throw new Error(`not read: ${note}`);
    const node = parse(mathjs);
    rows.push({
      ours: median(() => deriver.symbolic(candidate, variable)),
      confirmed: median(() => deriver.derive(candidate, variable)),
      theirs: median(() => derivative(node, by)),
    });
  }
  const ours = rows.map((row) => row.ours);
  const confirmed = rows.map((row) => row.confirmed);
  const theirs = rows.map((row) => row.theirs);
  const ratios = rows.map((row) => row.theirs / row.ours);
  const line = (name: string, times: readonly number[]): void =>
    console.log(`${name.padEnd(44)} median ${quantile(times, 0.5)} ms   p99 ${quantile(times, 0.99)} ms`);
  console.log(`derive and simplify, ${formulas.length} formulas`);
  line('  Backproof', ours);
  line('  Backproof, with the rows and the engine', confirmed);
  line('  mathjs derivative with its simplify', theirs);
  console.log(`  mathjs takes ${quantile(ratios, 0.5)} times as long at the median, ${quantile(ratios, 0)} at the least`);
}

function median(work: () => unknown): number {
  for (let n = 0; n < 3; n++) work();
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[rounds >> 1] as number;
}

function quantile(times: readonly number[], at: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(at * sorted.length))] as number).toPrecision(3);
}

void benchDerive();

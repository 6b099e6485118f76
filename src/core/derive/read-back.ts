import { Budget } from '../check/budget.ts';
import { Decider } from '../check/decide.ts';
import { isTrue } from '../check/decision.ts';
import { meaningOf } from '../check/meaning.ts';
import { type MacroTable, readMacros, readMath } from '../latex/read-math.ts';
import type { Chain, ChainMember } from '../meaning/chains.ts';
import { asNamed } from '../meaning/names-below.ts';
import { normalForm } from '../meaning/normal-form.ts';
import { numberedNodesIn } from '../meaning/numbered-nodes.ts';
import type { Reading } from '../meaning/readings.ts';
import { asRunning, runningIn } from '../meaning/running-letters.ts';
import { unrolled, unrollingsOf } from '../meaning/unroll.ts';
import type { Span } from '../notes/note.ts';

/** Work that reading one row back may take. */
const work = 200_000;
const randomSeed = 7;

/** What the notes read as, as far as reading one more row needs it. */
export interface Read {
  readonly decider: Decider;
  readonly reading: Reading;
}

/** Whether an equation holds where it is written into a section of a note, as the note's own reader and judge find; not where they read no single one. */
export function holdsIn({ decider, reading }: Read, section: number, tex: string): boolean {
  const { note, vocabulary } = decider.meaning;
  if (note.chains.some(({ isAnalogue }) => isAnalogue)) return false;
  const { statements } = readMath(tex, { macros: macrosOf(note.spans) });
  const [statement, ...others] = statements;
  if (statement === undefined || others.length > 0 || statement.members.length !== 2) return false;
  const span: Span = { part: 0, range: { start: 0, end: 0 }, kind: 'display', tex, map: [] as unknown as Span['map'] };
  const members = statement.members.map(
    ({ node, range, relation }): ChainMember => ({
      node: asNamed(asRunning(normalForm(node), runningIn(note, section)), note.namesBelow ?? new Map()),
      range,
      span: note.spans.length,
      ...(relation ? { relation } : {}),
      conditions: [],
      continues: false,
    }),
  );
  const chain: Chain = { id: note.chains.length, members, section, paragraph: -1, orders: [note.steps] };
  const spans = [...note.spans, span];
  const unrollings = unrollingsOf(note.statements);
  const graphs = numberedNodesIn(note.statements, unrollings);
  const instances = unrolled({ ...note, spans, chains: [chain] }, [...unrollings, ...graphs], note.chains).chains;
  const added = instances.map((instance, n): Chain => ({ ...instance, id: note.chains.length + n }));
  const longer = { ...note, chains: [...note.chains, ...added], spans, steps: note.steps + 1 };
  const meaning = meaningOf(longer, reading, vocabulary, decider.meaning);
  const steps = meaning.steps.filter((one) => added.includes(one.chain));
  const judge = new Decider(meaning, new Budget(work), randomSeed);
  judge.redefineAs(decider);
  return steps.length === added.length && steps.every((step) => step.role === 'claim' && isTrue(judge.decide(step)));
}

function macrosOf(spans: readonly Span[]): MacroTable {
  return new Map(spans.flatMap(({ tex }) => (/\\(?:re)?newcommand|\\def|\\DeclareMathOperator/.test(tex) ? [...readMacros(tex)] : [])));
}

import { Budget } from '../check/budget.ts';
import { bestReading } from '../check/search.ts';
import { deriverOf, type NoteDeriver } from '../derive/derive-note.ts';
import { type MacroTable, macrosFrom, readMacros } from '../latex/read-math.ts';
import { readChains } from '../meaning/chains.ts';
import type { Note } from '../notes/note.ts';
import { type CheckOptions, defaultBudget, defaultSeed } from './check-note.ts';

export { commentIn, type Language, languages } from '../algebra/code/code.ts';
export type { Rule } from '../algebra/derive.ts';
export type { Asked } from '../derive/asked.ts';
export { type Derivative, distinct } from '../derive/derivative.ts';
export type { NoteDeriver } from '../derive/derive-note.ts';
export { type Explanation, guideOf, type NoteGuide, type Subject } from '../derive/guide.ts';
export type { Candidate, Refused } from '../derive/names.ts';
export type { Occurrence, PlaceRange } from '../derive/places.ts';
export { loadProver, type Prover } from '../derive/prove.ts';

/** What derives in a note: the note read under its best reading, as it is for a check. */
export async function openDeriver(
  note: Note,
  { randomSeed = defaultSeed, budget = defaultBudget, macros = {} }: CheckOptions = {},
): Promise<NoteDeriver> {
  const initial: MacroTable = new Map([...macrosFrom(macros), ...note.macroSources.flatMap((source) => [...readMacros(source.tex)])]);
  const run = bestReading(readChains(note, initial), new Budget(budget), randomSeed);
  for (;;) {
    const next = run.next();
    if (next.done) return deriverOf(next.value);
  }
}

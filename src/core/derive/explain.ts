import { renamed } from '../algebra/rename.ts';
import { tex } from '../algebra/tex.ts';
import type { Step } from '../check/classify.ts';
import type { Decider } from '../check/decide.ts';
import { mentioned } from '../check/world.ts';
import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { type Message, message } from '../text/message.ts';
import type { Derivative, Forms, NoteDeriver } from './derive-note.ts';

/**
 * Which row of a derivation a formula is, counted from 0, if it is one as a person would write it: word by word, else up to order.
 * `head` is the derivative as the author writes it; rows are compared at the indices that it has.
 */
export function rowLike(
  deriver: NoteDeriver,
  step: Step,
  derivative: Derivative,
  { formula, text }: { readonly formula: Expr; readonly text: string },
  head: Expr,
): number | undefined {
  const written = derivative.rows.findIndex((row) => bare(row.tex) === bare(text));
  if (0 <= written) return written;
  const forms = deriver.formsOf(step, formula);
  const rows = derivative.derived.rows.map(({ expr }) => deriver.formsOf(step, inWordsOf(expr, derivative, head)));
  for (const form of ['written', 'ordered'] as const) {
    const at = rows.map((row) => row !== undefined && row[form] === forms?.[form]).lastIndexOf(true);
    const shown = at < 0 ? -1 : shownAt(deriver, derivative, at);
    if (0 <= shown) return shown;
  }
  return undefined;
}

/** LaTeX without what only sets it apart: spaces, sizes of brackets, dots of products. */
function bare(tex: string): string {
  return tex
    .replace(/\\(?:left|right|[bB]ig[lr]?|cdot)(?![A-Za-z])|\\[,;:! ]/g, '')
    .replace(/\^(?:\{\s*)?(?:\\(?:top|intercal|mathsf\{T\}|mathrm\{T\})|T)(?:\s*\})?/g, '^\\top')
    .replace(/[\s{}]/g, '');
}

/** Where a row is shown; some are not, since they look like others or the engine can't tell. */
function shownAt({ spelling }: NoteDeriver, { rows, derived, letters }: Derivative, at: number): number {
  const row = derived.rows[at];
  const text = row && tex(row.expr, letters, spelling);
  const shown = rows.findIndex((one) => one.tex === text);
  // The last row may be spelled in another way.
  const isLast = at === derived.rows.length - 1 && rows.at(-1)?.rule === row?.rule;
  return shown < 0 && isLast ? rows.length - 1 : shown;
}

/** A row with the indices that the author has in the head of his derivative. */
function inWordsOf(row: Expr, { derived }: Derivative, head: Expr): Expr {
  if (head.kind !== 'partial') return row;
  const ids: IndexId[] = [];
  const terms: IndexTerm[] = [];
  for (const [own, theirs] of [
    [derived.of, head.of],
    [derived.by, head.wrt],
  ] as const) {
    if (theirs.kind !== 'ref' && theirs.kind !== 'call') continue;
    for (const [at, slot] of own.slots.entries()) {
      const term = theirs.slots[at];
      if (slot.kind !== 'index' || term === undefined) continue;
      ids.push(slot.id);
      terms.push(term);
    }
  }
  return renamed(row, ids, terms);
}

/** What changes from the left side of a step to its right one, as far as one rule tells it; never empty. */
export function changesIn(deriver: NoteDeriver, decider: Decider, step: Step): readonly Message[] {
  const { lhs, rhs } = step;
  const [left, right] = [deriver.formsOf(step, lhs), deriver.formsOf(step, rhs)];
  const changes = [...namesBetween(deriver, decider, step), ...sumsBetween(decider, lhs, rhs)];
  if (changes.length === 0 && left && right) {
    const alike = (['ordered', 'open', 'simple'] as const).find((form: keyof Forms) => left[form] === right[form]);
    if (alike !== undefined) changes.push(message(`change-${alike}`));
  }
  return changes.length === 0 ? [message('change-unknown')] : changes;
}

/** The names with a formula that only one side of a step has. */
function namesBetween(deriver: NoteDeriver, decider: Decider, step: Step): readonly Message[] {
  const environment = decider.worlds.environmentOf(step);
  const only = (one: Expr, other: Expr): readonly FamilyKey[] =>
    [...mentioned(one)].filter((family) => !mentioned(other).has(family) && environment(family)?.meaning.kind === 'formula');
  const name = (family: FamilyKey) => ({ name: deriver.nameOf(family) });
  return [
    ...only(step.lhs, step.rhs).map((family) => message('change-put-in', name(family))),
    ...only(step.rhs, step.lhs).map((family) => message('change-named', name(family))),
  ];
}

/** The sums that are gone on the right side. */
function sumsBetween({ meaning }: Decider, lhs: Expr, rhs: Expr): readonly Message[] {
  const sums = (expr: Expr): readonly IndexId[] =>
    walk(expr).flatMap((node) => (node.kind === 'reduce' && node.op === 'sum' ? [node.index] : []));
  const hasDelta = walk(lhs).some(({ kind }) => kind === 'delta' || kind === 'partial');
  const [first] = sums(lhs);
  if (first === undefined || sums(lhs).length <= sums(rhs).length || !hasDelta) return [];
  return [message('change-sum', { letter: meaning.letters[first] ?? '' })];
}

import { keyOf } from '../algebra/key.ts';
import { renamed } from '../algebra/rename.ts';
import { tex } from '../algebra/tex.ts';
import type { Step } from '../check/classify/step.ts';
import { constantOf } from '../check/constants.ts';
import type { Decider } from '../check/decide.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { childrenOf, walk } from '../expr/expr.ts';
import { type Message, message } from '../text/message.ts';
import type { Derivative } from './derivative.ts';
import type { Forms, NoteDeriver } from './derive-note.ts';

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

/** What was found of a step when it was checked. */
export interface Findings {
  /** What it rests on, as `\sum_k t_k = 1`. */
  readonly assumptions: readonly string[];
  /** Whether algebra shows it too. */
  readonly isProved: () => boolean;
}

/** What is asked about a step to tell what changes in it. */
interface Change {
  readonly deriver: NoteDeriver;
  readonly decider: Decider;
  readonly step: Step;
  readonly findings: Findings;
}

/** What may change from one side of a step to the other; those in one row may come together, and those behind count where none before does. */
const changes: readonly (readonly ((between: Change) => readonly Message[])[])[] = [
  [numbersIn],
  [derivativesBetween, namesBetween, sumsBetween, splitBetween],
  [alikeForms],
  [logarithmsBetween],
  [({ findings }) => (findings.isProved() ? [message('change-identity')] : [])],
];

/** What changes from the left side of a step to its right one, as far as one rule tells it, and what it rests on; never empty. */
export function changesIn(deriver: NoteDeriver, decider: Decider, step: Step, findings: Findings): readonly Message[] {
  const between: Change = { deriver, decider, step, findings };
  const assumed = findings.assumptions.map((assumption) => message('change-assumed', { assumption }));
  for (const together of changes) {
    const found = together.flatMap((change) => change(between));
    if (found.length > 0) return [...found, ...assumed];
  }
  return assumed.length > 0 ? assumed : [message('change-unknown')];
}

/** A right side of numbers alone, where the left one is worked out from numbers. */
function numbersIn({ decider, step }: Change): readonly Message[] {
  const { lhs, rhs } = step;
  if (derivativesIn(lhs).length > 0 || !walk(rhs).every(({ kind }) => numeric.has(kind))) return [];
  const isGiven = (family: FamilyKey): boolean =>
    decider.meaning.steps.some((other) => other.lhs.kind === 'ref' && other.lhs.family === family && constantOf(other.rhs) !== undefined);
  return [...decider.worlds.leavesOf(step, lhs)].every(isGiven) ? [message('change-numbers')] : [];
}

const numeric: ReadonlySet<Expr['kind']> = new Set(['number', 'negate', 'add', 'multiply', 'divide', 'power', 'list']);

/** Derivatives that the right side does not have any more: it has other ones, or they are worked out. */
function derivativesBetween({ step: { lhs, rhs } }: Change): readonly Message[] {
  const [left, right] = [derivativesIn(lhs), derivativesIn(rhs)];
  if (left.every((key) => right.includes(key)) || left.length === 0) return [];
  return [message(right.some((key) => key.startsWith('d(') && !left.includes(key)) ? 'change-chain' : 'change-derivative')];
}

/** The derivatives that a formula leaves open, by their keys; each prime of a function is one. */
function derivativesIn(expr: Expr): readonly string[] {
  return walk(expr).flatMap((node) => {
    if (node.kind === 'partial') return [keyOf(node)];
    return node.kind === 'call' ? Array.from({ length: node.order }, (_, n) => `${n}:${keyOf(node)}`) : [];
  });
}

/** A sum of which one side has a term apart: it leaves that out by a condition. */
function splitBetween({ decider: { meaning }, step: { lhs, rhs } }: Change): readonly Message[] {
  const open = (expr: Expr): readonly (Expr & { kind: 'reduce' })[] =>
    walk(expr).flatMap((node) => (node.kind === 'reduce' && node.op === 'sum' && node.conditions.some(isUnequal) ? [node] : []));
  // Which axis a sum runs over and what it leaves out tell it from others; its terms may change.
  const keyIn = ({ index, bounds, conditions }: Expr & { kind: 'reduce' }): string =>
    `${meaning.axes.ofIndex(index).id} ${keyOf({ kind: 'reduce', op: 'sum', index, bounds, conditions: conditions.filter(isUnequal), body: nothing })}`;
  const [left, right] = [open(lhs), open(rhs)];
  const onlyIn = (some: typeof left, others: typeof left): (typeof left)[number] | undefined => {
    const rest = others.map(keyIn);
    return some.find((sum) => {
      const at = rest.indexOf(keyIn(sum));
      if (0 <= at) rest.splice(at, 1);
      return at < 0;
    });
  };
  const [joined, split] = [onlyIn(left, right), onlyIn(right, left)];
  // What leaves out something else than before is neither.
  if (joined && split && meaning.axes.ofIndex(joined.index) === meaning.axes.ofIndex(split.index)) return [];
  const named = (id: 'change-split' | 'change-join', sum: typeof joined): readonly Message[] =>
    sum ? [message(id, { letter: meaning.letters[sum.index] ?? '' })] : [];
  return [...named('change-split', split), ...named('change-join', joined)];
}

const nothing: Expr = { kind: 'number', value: 0, decimals: 0 };

function isUnequal(condition: Condition): boolean {
  return condition.kind !== 'unread' && condition.relation === '≠';
}

/** One form up to order, multiplied out or simplified. */
function alikeForms({ deriver, step }: Change): readonly Message[] {
  const [left, right] = [deriver.formsOf(step, step.lhs), deriver.formsOf(step, step.rhs)];
  const alike = (['ordered', 'open', 'simple'] as const).find((form: keyof Forms) => left && right && left[form] === right[form]);
  return alike === undefined ? [] : [message(`change-${alike}`)];
}

/** Logarithms of products and quotients that only one side has. */
function logarithmsBetween({ step: { lhs, rhs } }: Change): readonly Message[] {
  const whole = (expr: Expr): number =>
    walk(expr).filter((node) => node.kind === 'apply' && /^log/.test(node.fn) && ['multiply', 'divide'].includes(node.args[0]?.kind ?? ''))
      .length;
  const hasOthers = [lhs, rhs].every((expr) => walk(expr).some((node) => node.kind === 'apply' && /^log/.test(node.fn)));
  return hasOthers && whole(lhs) !== whole(rhs) ? [message('change-logarithm')] : [];
}

/** The names with a formula that only one side of a step has. */
function namesBetween({ deriver, decider, step }: Change): readonly Message[] {
  const environment = decider.worlds.environmentOf(step);
  const only = (one: Expr, other: Expr): readonly FamilyKey[] =>
    [...outsideDerivatives(one)].filter((family) => !mentioned(other).has(family) && environment(family)?.meaning.kind === 'formula');
  const name = (family: FamilyKey) => ({ name: deriver.names.nameOf(family) });
  return [
    ...only(step.lhs, step.rhs).map((family) => message('change-put-in', name(family))),
    ...only(step.rhs, step.lhs).map((family) => message('change-named', name(family))),
  ];
}

/** The names in a formula, but for those that stand in derivatives alone. */
function outsideDerivatives(expr: Expr, into: Set<FamilyKey> = new Set()): ReadonlySet<FamilyKey> {
  if (expr.kind === 'ref') into.add(expr.family);
  if (expr.kind === 'call' && expr.order === 0) into.add(expr.fn);
  if (expr.kind !== 'partial') for (const part of childrenOf(expr)) outsideDerivatives(part, into);
  return into;
}

/** The sums that are gone on the right side. */
function sumsBetween({ decider: { meaning }, step: { lhs, rhs } }: Change): readonly Message[] {
  const sums = (expr: Expr): readonly IndexId[] =>
    walk(expr).flatMap((node) => (node.kind === 'reduce' && node.op === 'sum' ? [node.index] : []));
  const hasDelta = walk(lhs).some(({ kind }) => kind === 'delta' || kind === 'partial');
  const [first] = sums(lhs);
  if (first === undefined || sums(lhs).length <= sums(rhs).length || !hasDelta) return [];
  return [message('change-sum', { letter: meaning.letters[first] ?? '' })];
}

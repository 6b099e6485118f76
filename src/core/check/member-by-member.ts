import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, holeIn, walk, withTerm } from '../expr/expr.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { defines } from '../meaning/comparisons.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { once } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import { isNumeric, isOfNumbers } from './constants.ts';
import { isOpenIn } from './definition.ts';
import { mentioned } from './mentioned.ts';

/** A family that a section defines one member after another (`z_1 = …`, `z_2 = …`), with the steps that do and its formula by an index. */
export interface ByMembers {
  readonly family: FamilyKey;
  readonly head: readonly IndexId[];
  readonly body: Expr;
  readonly orders: readonly number[];
  /** Another section has a formula for any of its members: an example under a heading of its own. */
  readonly isAgain?: true;
}

/** One equation that may give a name its meaning. */
interface Given {
  readonly lhs: Expr;
  readonly rhs: Expr;
  readonly section: number;
  readonly paragraph: number;
  readonly order: number;
  readonly isConditional: boolean;
}

type Member = Given & { readonly lhs: Expr & { readonly kind: 'ref' }; readonly position: number; readonly value: number };

/**
 * The families that are defined by all of their members from the first on and by no formula for any of them, nor by formulas that lead back
 * to the family, as those of layers do which have one letter.
 */
export function definedByMembers(
  note: ReadNote,
  members: readonly (readonly Expr[])[],
  conditions: readonly (readonly (readonly Condition[])[])[],
  nextIndex: () => IndexId,
): readonly ByMembers[] {
  const { chains, sections } = note;
  const all = flatMap(chains, (chain): Given[] => {
    const [lhs, rhs] = members[chain.id] ?? [];
    const order = chain.orders[0];
    if (lhs === undefined || rhs === undefined || order === undefined || !defines(chain.members[1]?.relation?.sign)) return [];
    const { section, paragraph } = chain;
    return [{ lhs, rhs, section, paragraph, order, isConditional: (conditions[chain.id]?.[1] ?? []).length > 0 }];
  });
  const diagonals = diagonalsIn(note, all, nextIndex);
  const groups = groupsIn(all);
  const tables = flatMap(all, (given) => tableOf(given) ?? []);
  if (groups.length + tables.length === 0) return diagonals;
  const general = (family: FamilyKey): readonly Given[] =>
    all.filter(({ lhs }) => lhs.kind === 'ref' && lhs.family === family && !lhs.slots.some(({ kind }) => kind === 'value'));
  const leads = leadsOf(all);
  const largest = once(() => largestIn(members));
  const found = flatMap(groups, (group): ByMembers[] => {
    const [first] = group as [Member];
    const { family } = first.lhs;
    const others = general(family);
    if (leads(family, family)) return [];
    if (isExample(first, others)) return [{ ...joined(group, nextIndex), isAgain: true }];
    const isGeneral = others.some(({ order, section }) => order < first.order || isOpenIn(sections, section, first.section));
    return !isGeneral && first.value === 1 && largest().get(slotOf(first)) === group.length ? [joined(group, nextIndex)] : [];
  });
  const examples = tables.filter(({ family, given }) => isExample(given, general(family)) && !leads(family, family));
  return [
    ...diagonals,
    ...examples.map(({ family, head, given }) => ({ family, head, body: given.rhs, orders: [given.order], isAgain: true as const })),
    ...found,
  ];
}

/** Whether what is said of some members stands under a heading of its own, behind the formulas for any of them. */
function isExample(first: Given, others: readonly Given[]): boolean {
  return others.length > 0 && others.every(({ section, order }) => section !== first.section && order < first.order);
}

interface Table {
  readonly family: FamilyKey;
  readonly head: readonly IndexId[];
  readonly given: Given;
}

/** `\begin{pmatrix} y_0 \\ y_1 \end{pmatrix} = \dots`: an equation for all members of a family from the first on. */
function tableOf(given: Given): Table | undefined {
  const { lhs, rhs, isConditional } = given;
  if (lhs.kind !== 'list' || lhs.index.kind !== 'index' || lhs.items.length < 2 || isConditional || holeIn(rhs)) return undefined;
  const { id } = lhs.index;
  const [first] = lhs.items;
  if (first?.kind !== 'ref' || [...freeIndices(rhs)].some((other) => other !== id)) return undefined;
  const isMember = (item: Expr, at: number): boolean => {
    const [slot, ...more] = item.kind === 'ref' && item.family === first.family ? item.slots : [];
    return slot?.kind === 'value' && more.length === 0 && slot.value === firstValue(first) + at;
  };
  return firstValue(first) <= 1 && lhs.items.every(isMember) && !isOfNumbers(rhs) && !isNumeric(rhs)
    ? { family: first.family, head: [id], given }
    : undefined;
}

/** The number below a name with one slot. */
function firstValue({ slots: [slot] }: Expr & { kind: 'ref' }): number {
  return slot?.kind === 'value' ? slot.value : Number.NaN;
}

const diagonalWords = phrase('diagonalMatrix');

/** `R_{nn} = y_n (1 - y_n)` where words say that `R` is a diagonal matrix: all that it has beside these entries is zeros. */
function diagonalsIn({ sentences }: ReadNote, all: readonly Given[], nextIndex: () => IndexId): readonly ByMembers[] {
  return flatMap(all, ({ lhs, rhs, section, paragraph, order }): ByMembers[] => {
    const [one, two, ...more] = lhs.kind === 'ref' ? lhs.slots : [];
    if (lhs.kind !== 'ref' || one?.kind !== 'index' || two?.kind !== 'index' || more.length > 0) return [];
    if (one.id !== two.id || one.shift !== 0 || two.shift !== 0 || holeIn(rhs)) return [];
    if ([...freeIndices(rhs)].some((id) => id !== one.id) || mentioned(rhs).has(lhs.family)) return [];
    const isGiven = all.some((other) => other.order !== order && other.lhs.kind === 'ref' && other.lhs.family === lhs.family);
    const near = sentences.filter((other) => other.section === section && Math.abs(other.paragraph - paragraph) <= 1);
    if (isGiven || !near.some(({ text }) => diagonalWords.test(text))) return [];
    const head = [nextIndex(), nextIndex()] as const;
    const [left, right] = head.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 })) as [IndexTerm, IndexTerm];
    const body: Expr = { kind: 'multiply', factors: [{ kind: 'delta', left, right }, withTerm(rhs, one.id, left)] };
    return [{ family: lhs.family, head, body, orders: [order] }];
  });
}

function slotOf({ lhs, position }: Member): string {
  return `${lhs.family}#${position}`;
}

/** The largest numeral that stands in each slot. */
function largestIn(members: readonly (readonly Expr[])[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const node of flatMap(members.flat(), walk)) {
    if (node.kind !== 'ref') continue;
    for (const [position, term] of node.slots.entries()) {
      const key = `${node.family}#${position}`;
      if (term.kind === 'value') found.set(key, Math.max(found.get(key) ?? 0, term.value));
    }
  }
  return found;
}

/** The equations that give the members of a family from the first on, which is 0 or 1, each once, by sections. */
function groupsIn(all: readonly Given[]): readonly (readonly Member[])[] {
  const groups = new Map<string, Member[]>();
  for (const given of all) {
    const member = memberOf(given);
    if (member === undefined) continue;
    const key = `${given.section} ${member.position} ${member.lhs.family}`;
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return flatMap([...groups.values()], (group) => {
    const inOrder = [...group].sort((a, b) => a.value - b.value);
    const first = inOrder[0]?.value ?? 0;
    return 1 < group.length && first <= 1 && inOrder.every(({ value }, at) => value === at + first) ? [inOrder] : [];
  });
}

/** `z_2 = …` and `\mu_{2j} = …`: an equation for one member by its number, for all values of its other indices. */
function memberOf(given: Given): Member | undefined {
  const { lhs, rhs, isConditional } = given;
  if (lhs.kind !== 'ref' || isConditional) return undefined;
  const position = lhs.slots.findIndex(({ kind }) => kind === 'value');
  const others = lhs.slots.filter((_, at) => at !== position);
  const letters = flatMap(others, (term) => (term.kind === 'index' && term.shift === 0 ? [term.id] : []));
  const number = lhs.slots[position];
  if (number?.kind !== 'value' || letters.length < others.length || new Set(letters).size < letters.length) return undefined;
  if (isNumeric(rhs) || isOfNumbers(rhs) || holeIn(rhs)) return undefined;
  if ([...freeIndices(rhs)].some((id) => !letters.includes(id))) return undefined;
  return { ...given, lhs, position, value: number.value };
}

/** One formula for all members: the list of theirs. */
function joined(group: readonly Member[], nextIndex: () => IndexId): ByMembers {
  const { lhs, position } = group[0] as Member;
  const head = lhs.slots.map(() => nextIndex());
  const items = group.map((member) =>
    member.lhs.slots.reduce<Expr>(
      (body, term, at) => (term.kind === 'index' ? withTerm(body, term.id, { kind: 'index', id: head[at] as IndexId, shift: 0 }) : body),
      member.rhs,
    ),
  );
  const index: IndexTerm = { kind: 'index', id: head[position] as IndexId, shift: 0 };
  return { family: lhs.family, head, body: { kind: 'list', index, items }, orders: group.map(({ order }) => order) };
}

/** Whether the formulas that are given for names lead from one name to another. */
function leadsOf(all: readonly Given[]): (from: FamilyKey, to: FamilyKey) => boolean {
  const named = new Map<FamilyKey, Set<FamilyKey>>();
  for (const { lhs, rhs } of all) {
    const family = lhs.kind === 'ref' ? lhs.family : lhs.kind === 'call' ? lhs.fn : undefined;
    if (family === undefined) continue;
    const known = named.get(family) ?? new Set();
    for (const name of mentioned(rhs)) known.add(name);
    named.set(family, known);
  }
  return (from, to) => {
    const seen = new Set<FamilyKey>();
    const visit = (family: FamilyKey): boolean => {
      for (const name of named.get(family) ?? []) {
        if (name === to) return true;
        if (seen.has(name)) continue;
        seen.add(name);
        if (visit(name)) return true;
      }
      return false;
    };
    return visit(from);
  };
}

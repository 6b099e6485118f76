import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, holeIn, walk, withTerm } from '../expr/expr.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { defines } from '../meaning/comparisons.ts';
import { flatMap } from '../text/lists.ts';
import { isNumeric, isOfNumbers } from './classify.ts';
import { isOpenIn } from './definition.ts';
import { mentioned } from './world.ts';

/** A family that a section defines one member after another (`z_1 = …`, `z_2 = …`), with the steps that do and its formula by an index. */
export interface ByMembers {
  readonly family: FamilyKey;
  readonly head: readonly IndexId[];
  readonly body: Expr;
  readonly orders: readonly number[];
}

/** One equation that may give a name its meaning. */
interface Given {
  readonly lhs: Expr;
  readonly rhs: Expr;
  readonly section: number;
  readonly order: number;
  readonly isConditional: boolean;
}

type Member = Given & { readonly lhs: Expr & { readonly kind: 'ref' }; readonly position: number; readonly value: number };

/**
 * The families that are defined by all of their members from the first on and by no formula for any of them, nor by formulas that lead back
 * to the family, as those of layers do which have one letter.
 */
export function definedByMembers(
  { chains, sections }: ReadNote,
  members: readonly (readonly Expr[])[],
  conditions: readonly (readonly (readonly Condition[])[])[],
  nextIndex: () => IndexId,
): readonly ByMembers[] {
  const all = flatMap(chains, (chain): Given[] => {
    const [lhs, rhs] = members[chain.id] ?? [];
    const order = chain.orders[0];
    if (lhs === undefined || rhs === undefined || order === undefined || !defines(chain.members[1]?.relation?.sign)) return [];
    return [{ lhs, rhs, section: chain.section, order, isConditional: (conditions[chain.id]?.[1] ?? []).length > 0 }];
  });
  const found = groupsIn(all).filter(
    (group) =>
      !all.some(({ lhs, section, order }) => {
        const [first] = group as [Member];
        if (lhs.kind !== 'ref' || lhs.family !== first.lhs.family || lhs.slots.some(({ kind }) => kind === 'value')) return false;
        return order < first.order || isOpenIn(sections, section, first.section);
      }),
  );
  if (found.length === 0) return [];
  const leads = leadsOf(all);
  const largest = largestIn(members);
  return found
    .filter(([first, ...rest]) => first && largest.get(slotOf(first)) === rest.length + 1 && !leads(first.lhs.family, first.lhs.family))
    .map((group) => joined(group, nextIndex));
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

/** The equations that give the members of a family from the first on, each once, by sections. */
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
    return 1 < group.length && inOrder.every(({ value }, at) => value === at + 1) ? [inOrder] : [];
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

import type { Condition, Expr, FamilyKey } from '../../expr/expr.ts';
import { walk } from '../../expr/expr.ts';
import { printName } from '../../expr/print.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { type Premise, symmetric } from '../assumptions.ts';
import { mentioned } from '../mentioned.ts';
import { formulasBehind } from '../sides.ts';
import type { Difference, Doubt } from './doubt.ts';

/** Pairs that may count otherwise. */
export const pairsInDoubt: readonly Doubt[] = [pairsOnce, pairsWithoutOrder];

type Sum = Expr & { readonly kind: 'reduce' };

/**
 * `\sum_{\langle i, j \rangle}`, `\sum_{(i, j) \in E}`: pairs that may count once or in both orders, which is not said, in a sum that the step
 * is about; `\sum_{j \in N(i)}`: a difference that is none if neighbours are so on both sides.
 */
function pairsOnce(unequal: Difference): Message | undefined {
  const { worlds, step, expected, written } = unequal;
  const sums = sumsBehind(unequal).filter((sum) => setOf(sum) !== undefined);
  const sets = new Set(sums.map((sum) => setOf(sum) as FamilyKey));
  const [name] = sets;
  if (name === undefined) return undefined;
  const by = new Set(flatMap([expected, written], walk).flatMap((node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : [])));
  const environment = worlds.environmentOf(step);
  const isAbout = ({ body }: Sum): boolean =>
    by.size === 0 || [...mentioned(body)].some((family) => by.has(family) || environment(family) !== undefined);
  const isOpen = sums.some((sum) => !isOfNeighbours(setOf(sum) as FamilyKey) && isAbout(sum));
  return isOpen || isEqualWhere(unequal, sets, []) ? message('pairs-once', { name: printName(name, []) }) : undefined;
}

/** `\sum_{i < j} a_{ij}`: a name of pairs, of which only one order may be meant, or both may be the same. */
function pairsWithoutOrder(unequal: Difference): Message | undefined {
  const { worlds, step, expected } = unequal;
  const sums = sumsBehind(unequal).filter(({ conditions }) => conditions.some(isOfTwo));
  const environment = worlds.environmentOf(step);
  const names = flatMap(sums, ({ body }) => [...mentioned(body)]).filter((family) => partsOfKey(family).arity === 2);
  const [name] = names;
  if (name === undefined) return undefined;
  const leaves = new Set(names.filter((family) => environment(family) === undefined));
  const slots = expected.kind === 'partial' && expected.wrt.kind === 'ref' ? expected.wrt.slots : [];
  const [left, right] = slots.length === 2 ? slots : [];
  const orders: readonly (readonly Condition[])[] =
    left && right
      ? [[], ...(['<', '>'] as const).map((relation): Condition[] => [{ kind: 'index-relation', relation, left, right }])]
      : [[]];
  const isEqual = orders.some((order) => isEqualWhere(unequal, leaves, order));
  return isEqual ? message('pairs-without-order', { name: printName(name, []) }) : undefined;
}

/** All sums that the sides of a step rest on. */
function sumsBehind({ worlds, step, expected, written }: Difference): readonly Sum[] {
  return flatMap(formulasBehind(worlds, step, expected, written), walk).filter(
    (node): node is Sum => node.kind === 'reduce' && node.op === 'sum',
  );
}

/** Whether the sides agree where some leaves are the same in both orders of their slots, and some conditions are met. */
function isEqualWhere(
  { worlds, step, expected, written }: Difference,
  alike: ReadonlySet<FamilyKey>,
  conditions: readonly Condition[],
): boolean {
  const reshape = new Map([...alike].map((family) => [family, symmetric] as const));
  const premise: Premise = { id: `pairs:${[...alike].join()}`, tex: '', reshape, conditions: [], section: 0, order: -1 };
  return (
    worlds.compare(worlds.of(step, { premises: [premise] }), step, expected, written, [...step.conditions, ...conditions]).kind === 'equal'
  );
}

/** The set of pairs that a sum runs over, or the sets of what is beside each. */
function setOf({ conditions }: Sum): FamilyKey | undefined {
  const sets = conditions.flatMap((one) => (one.kind === 'relation' && one.left.kind === 'ref' ? [one.left.family] : []));
  return sets.find((family) => family.startsWith('set(') && partsOfKey(family).arity === 2);
}

/** `N(i)`, `N_i` */
function isOfNeighbours(set: FamilyKey): boolean {
  return /(?:\(\)|_)\)$/.test(partsOfKey(set).base);
}

/** `i < j`, `i \neq j` */
function isOfTwo(condition: Condition): boolean {
  return condition.kind === 'index-relation' && condition.left.kind === 'index' && condition.right.kind === 'index';
}

import { bothOf } from '../../expr/conditions.ts';
import type { Condition, Expr, IndexId, IndexTerm } from '../../expr/expr.ts';
import type { ListSyntax, RelationSyntax, SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import { walkSyntax } from '../../latex/walk.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import { comparisonOf } from '../comparisons.ts';
import { isNeighbours } from '../pairs.ts';
import { tupleIn } from '../scripts.ts';
import { baseName, familyKey, isIndexSymbol } from '../symbols.ts';
import type { Context } from './context.ts';
import { computed, isIndex, plainTerm } from './index-terms.ts';
import { number } from './literals.ts';

/** How many conditions are met together at the most: each stands within the next. */
const mostTogether = 32;

/** Signs of what a sum runs over: a set. */
export const sets: ReadonlySet<string> = new Set(['\\in', '\\notin']);

/** The meaning of a condition, as written under a sum, in a case or beside a formula. */
export function elaborateCondition(context: Context, node: Syntax): Condition {
  if (node.kind === 'group') return context.condition(node.body);
  if (node.kind === 'list') return allOf(context, node);
  if (node.kind !== 'relation') return unreadCondition(node);
  // `0 < m < 1`
  if (node.left.kind === 'relation') return bothOf(context.condition(node.left), context.condition({ ...node, left: node.left.right }));
  const relation = comparisonOf(node.relation);
  if (relation === undefined) return inInterval(context, node) ?? inSet(context, node) ?? unreadCondition(node);
  if (isIndex(context, node.left) || isIndex(context, node.right)) {
    const [left, right] = [node.left, node.right].map((side) => plainTerm(context, side));
    const [one, two] = [node.left, node.right].map((side) => computed(context, side));
    // `k < K`: the name of a size is a number here.
    const isUpToSize = one && two && (left?.kind === 'last' || right?.kind === 'last');
    if (left && right && !isUpToSize) return { kind: 'index-relation', relation, left, right };
    if (one && two) return { kind: 'relation', relation, left: one, right: two };
  }
  return { kind: 'relation', relation, left: context.expr(node.left), right: context.expr(node.right) };
}

/** `k = 1, \dots, K`; or conditions that are all met, as in `A > 0, r < 1`. */
function allOf(context: Context, node: ListSyntax): Condition {
  const [first, ...others] = node.items;
  if (first?.kind !== 'relation' || mostTogether < node.items.length) return unreadCondition(node);
  if (others.every(({ kind }) => kind === 'relation'))
    return others.reduce<Condition>((all, one) => bothOf(all, context.condition(one)), context.condition(first));
  return inRange(context, first, others) ?? unreadCondition(node);
}

/** What an index runs over: from the number behind its sign to the last of what follows, or down to that. */
function inRange(context: Context, { relation, left, right: first }: RelationSyntax, others: readonly Syntax[]): Condition | undefined {
  const last = others.at(-1);
  if (relation !== '=' || last === undefined || !isIndex(context, left) || !others.some(({ kind }) => kind === 'dots')) return undefined;
  const [from, to] = first.kind === 'number' ? [first, last] : [last, first];
  const [index, lower, upper] = [left, from, to].map((side) => computed(context, side));
  if (lower?.kind !== 'number' || index === undefined || upper === undefined) return undefined;
  return bothOf(
    { kind: 'relation', relation: '≤', left: lower, right: index },
    { kind: 'relation', relation: '≤', left: index, right: upper },
  );
}

/** `m \in (0, 1)`, `m \in [0, 1]`. */
function inInterval(context: Context, { relation, left, right }: RelationSyntax): Condition | undefined {
  const [lower, upper, ...rest] = right.kind === 'group' && right.body.kind === 'list' ? right.body.items : [];
  if (relation !== '\\in' || right.kind !== 'group' || lower === undefined || upper === undefined || rest.length > 0) return undefined;
  if (!/^[([]$/.test(right.open) || isIndex(context, left)) return undefined;
  const side = (bracket: string): '≤' | '<' => (bracket === '[' || bracket === ']' ? '≤' : '<');
  const name = context.expr(left);
  return bothOf(
    { kind: 'relation', relation: side(right.open), left: context.expr(lower), right: name },
    { kind: 'relation', relation: side(right.close), left: name, right: context.expr(upper) },
  );
}

/** `(i, j) \\in E`, `j \\notin N_i`, `i \\sim j` of indices. */
function inSet(context: Context, node: RelationSyntax): Condition | undefined {
  const over = isNeighbours(node) ? [node.left, node.right] : sets.has(node.relation) ? (tupleIn(node.left) ?? [node.left]) : [];
  if (over.length === 0 || !over.every((one) => isIndexSymbol(one) && isIndex(context, one))) return undefined;
  const ids = over.map((one) => context.indexOf((one as SymbolSyntax).letter));
  return isNeighbours(node) ? memberOf('\\sim', ids, true) : membershipIn(context, node.right, ids, node.relation === '\\in');
}

/** That indices lie in a set of which the notes say no more, or outside of it; where no set is named, that they run over their own. */
export function membershipIn(
  context: Context,
  set: Syntax,
  over: readonly IndexId[],
  isInside: boolean | undefined,
): Condition | undefined {
  const symbols = flatMap(walkSyntax(set), (node) => (node.kind === 'symbol' ? [node] : []));
  // `j \\in N(i)`, `j \\in N_i`: a set of its own for each `i`.
  const around = isInside === undefined ? [] : symbols.filter((one) => isIndexSymbol(one) && isIndex(context, one));
  const names = symbols.filter((one) => !around.includes(one)).map(baseName);
  if (names.length === 0) return undefined;
  const mark = around.length === 0 ? '' : set.kind === 'call' ? '()' : '_';
  return memberOf(`${names.join(',')}${mark}`, [...over, ...around.map(({ letter }) => context.indexOf(letter))], isInside);
}

/**
 * `[i = j]`, `[z > 0]`: a condition in square brackets that counts as one or zero (D. Knuth, Two notes on notation, 1992); `[x = 2]` may be
 * where the formula in front is taken.
 */
export function isIverson(context: Context, { relation, left, right }: RelationSyntax): boolean {
  const sign = comparisonOf(relation);
  return sign !== undefined && (sign !== '=' || (isIndex(context, left) && isIndex(context, right)));
}

/** Whether a relation says which of two numbers is larger. */
export function isOrder({ relation }: RelationSyntax): boolean {
  const sign = comparisonOf(relation);
  return sign !== undefined && sign !== '=' && sign !== '≠';
}

/** That indices are in a set, or are not, or that they are any of those that it has. */
export function memberOf(set: string, over: readonly IndexId[], isInside: boolean | undefined): Condition {
  const slots = over.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
  const left: Expr = { kind: 'ref', family: familyKey(`set(${set})`, '', slots.length), slots };
  return { kind: 'relation', relation: '=', left, right: isInside === undefined ? left : number(isInside ? 1 : 0) };
}

/** What stands for a condition that was not read. */
function unreadCondition({ range }: Syntax): Condition {
  return { kind: 'unread', message: message('unread-condition'), at: range };
}

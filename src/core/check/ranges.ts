import type { Condition, Expr, IndexBound, IndexId } from '../expr/expr.ts';
import { freeIndices, isWorkedOut, termsOf, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { keptFor } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import type { AxisClass } from './axes/axis-class.ts';
import type { Scope } from './ground.ts';
import type { World } from './world/world.ts';

type Sum = Expr & { readonly kind: 'reduce' };

/** What a formula does with its indices. */
interface Use {
  readonly sums: readonly Sum[];
  /** Indices that stand in a slot with a step beside them, or from which a slot is worked out. */
  readonly moved: readonly IndexId[];
}

const useOf = keptFor((body: Expr): Use => {
  const nodes = walk(body);
  const moved = flatMap(flatMap(nodes, termsOf), (term) => {
    if (term.kind === 'index') return term.shift === 0 ? [] : [term.id];
    return term.kind === 'by' && isWorkedOut(term) ? [...freeIndices(term.of)] : [];
  });
  return { sums: nodes.filter((node) => node.kind === 'reduce'), moved };
});

/**
 * The range of a free index where all sums over its axis behind a step leave out the same members, which sums elsewhere in the notes have
 * (`\sum_{k=0}^{K-1}` in one place, `\sum_{k=1}^s` in another): the step is said of those that its own sums have.
 */
export function rangesOf(world: World, scope: Scope, bodies: readonly Expr[], conditions: readonly Condition[]): readonly Condition[] {
  const ids = [...scope.indices.keys()].filter(
    (id) => isSummedVariously(world.classOf(id)) && !conditions.some((said) => orders(said, id)),
  );
  if (ids.length === 0) return [];
  const uses = bodies.map(useOf);
  return flatMap(ids, (id) => {
    const axis = world.classOf(id);
    const isAlong = (other: IndexId): boolean => world.classOf(other) === axis;
    if (uses.some(({ moved }) => moved.some(isAlong))) return [];
    const sums = flatMap(uses, (use) => use.sums.filter((sum) => isAlong(sum.index)));
    return sums.length === 0 ? [] : [...lowerEnd(id, axis, sums), ...upperEnd(world, id, sums)];
  });
}

function isSummedVariously({ start, latestStart, endsVary }: AxisClass): boolean {
  return start < latestStart || endsVary;
}

function lowerEnd(id: IndexId, { start, first }: AxisClass, sums: readonly Sum[]): readonly Condition[] {
  const starts = sums.map(({ bounds: { lower } }) => (lower === undefined ? first : lower.kind === 'value' ? lower.value : start));
  const least = Math.min(...starts);
  return least <= start ? [] : [{ kind: 'index-relation', relation: '≥', left: plain(id), right: { kind: 'value', value: least } }];
}

function upperEnd(world: World, id: IndexId, sums: readonly Sum[]): readonly Condition[] {
  const [end, ...others] = sums.map(({ bounds: { upper } }) => upper);
  if (end === undefined || others.some((other) => other === undefined || textOf(other) !== textOf(end))) return [];
  if (end.kind === 'value') return [{ kind: 'index-relation', relation: '≤', left: plain(id), right: { kind: 'value', value: end.value } }];
  if (end.kind !== 'size' || end.of === undefined || !world.ground.axes.isBefore(id, { ...end })) return [];
  return [{ kind: 'relation', relation: '≤', left: { kind: 'position', term: plain(id) }, right: end.of }];
}

function plain(id: IndexId) {
  return { kind: 'index', id, shift: 0 } as const;
}

function textOf(bound: IndexBound): string {
  if (bound.kind === 'value') return `${bound.value}`;
  return bound.kind === 'size' ? (bound.of ? print(bound.of, () => '') : bound.name) : `${bound.id} ${bound.shift}`;
}

/** Whether a condition tells by itself in which range an index lies. */
function orders(condition: Condition, id: IndexId): boolean {
  if (condition.kind === 'unread' || condition.relation === '≠') return false;
  if (condition.kind === 'relation') return [condition.left, condition.right].some((side) => freeIndices(side).has(id));
  return [condition.left, condition.right].some((term) => term.kind === 'index' && term.id === id);
}

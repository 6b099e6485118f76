import { childrenOf, type Expr, freeIndices, type IndexId, substitute, walk } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, decided } from '../decision.ts';
import { standsTwice } from '../sides.ts';
import type { World } from '../world/world.ts';
import type { Context } from './context.ts';
import { atEveryPoint, vanishing } from './vanishing.ts';

/** A side with sums that are not written, and the indices that they bind. */
interface Summed {
  readonly expr: Expr;
  readonly ids: readonly IndexId[];
}

/**
 * A product of derivatives along a path in which an index hangs free (`∂C/∂y_i · ∂y_i/∂β`), read as summed over that index,
 * where no member of the chain up to it writes such a sum; or both sides by the convention that an index which stands twice in a
 * product is summed over (`x_i a_{ij} x_j`; A. Einstein, Die Grundlage der allgemeinen Relativitätstheorie, 1916).
 */
export function withImpliedSum(context: Context, step: Step, expected: Expr, written: Expr, world: World): Decision | undefined {
  const before = (context.worlds.meaning.members[step.chain.id] ?? []).slice(0, step.position + 1);
  if (expected.kind !== 'multiply' && before.some(hasSum)) return undefined;
  const along = [closed(expected, freeIndices(written)), closed(written, freeIndices(expected))] as const;
  const everywhere = [summed(expected), summed(written)] as const;
  for (const [one, two] of everywhere.every(({ ids }) => ids.length > 0) ? [along, everywhere] : [along]) {
    const ids = new Set([...one.ids, ...two.ids]);
    if (ids.size === 0) continue;
    const comparison = context.worlds.compare(world, step, one.expr, two.expr, step.conditions);
    const found = comparison.kind === 'vanish' ? atEveryPoint(context, step, one.expr, two.expr, {}) : comparison;
    if (found === undefined) return vanishing(context, step, one.expr, two.expr);
    if (found.kind !== 'equal') continue;
    const letter = [...ids].map(context.worlds.letters).join(', ');
    return decided('holds', message('says-implied-sum', { letter }), { points: found.points, sampleSets: ['generic'] });
  }
  return undefined;
}

/** A side summed over the indices that link its derivatives and that the other side lacks. */
function closed(side: Expr, other: ReadonlySet<IndexId>): Summed {
  return over(
    [...freeIndices(side)].filter((id) => !other.has(id) && alongPath(side, id)),
    side,
  );
}

/** A side in which every product is summed over the indices that stand twice in it. */
function summed(side: Expr): Summed {
  if (side.kind === 'multiply')
    return over(
      [...freeIndices(side)].filter((id) => standsTwice(side, id)),
      side,
    );
  const parts = childrenOf(side).map(summed);
  const expr = childrenOf(side).reduce((whole, child, at) => substitute(whole, child, parts[at]?.expr ?? child), side);
  return { expr, ids: flatMap(parts, ({ ids }) => ids) };
}

/** A formula summed over some indices. */
function over(ids: readonly IndexId[], body: Expr): Summed {
  const expr = ids.reduce<Expr>((inner, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body: inner }), body);
  return { expr, ids };
}

/** Whether an index links two factors of a product of which at least one is a derivative. */
function alongPath(side: Expr, id: IndexId): boolean {
  if (side.kind !== 'multiply') return false;
  const having = side.factors.filter((factor) => freeIndices(factor).has(id));
  return 1 < having.length && having.some((factor) => factor.kind === 'partial');
}

/** Whether a sum is written somewhere in a formula. */
function hasSum(expr: Expr): boolean {
  for (const node of walk(expr)) if (node.kind === 'reduce' && node.op === 'sum') return true;
  return false;
}

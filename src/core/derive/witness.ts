import type { Premise } from '../check/assumptions.ts';
import type { Step } from '../check/classify/step.ts';
import { compare } from '../check/compare.ts';
import { constantOf } from '../check/constants.ts';
import type { Decider } from '../check/decide.ts';
import { attempt, isRefusal } from '../check/world/refusal.ts';
import type { Expr, IndexId } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';

/**
 * How many points the engine compared a derivative at, worked out by reverse mode, with a formula for it; undefined where it does not
 * agree, or can't tell. Where inputs of any sign leave too few points, positive ones are tried.
 *
 * Shapes: a free index of the formula is one of the derivative; one that the formula lacks is one along which it is constant.
 */
export function confirmed(
  decider: Decider,
  step: Step,
  derivative: Expr,
  formula: Expr,
  premises: readonly Premise[] = [],
): number | undefined {
  const { worlds, meaning } = decider;
  for (const expr of [derivative, formula]) {
    // Names first: an index that stands in a condition or in a matrix too runs over what it stands at in a name.
    for (const node of walk(expr)) if (node.kind === 'ref' || node.kind === 'call') meaning.axes.adopt(node);
    meaning.axes.adopt(expr);
  }
  const free = new Set<IndexId>([...freeIndices(derivative), ...freeIndices(formula)]);
  if (freeIndices(formula).size > 0 && ![...freeIndices(formula)].every((id) => freeIndices(derivative).has(id))) return undefined;
  for (const positive of [false, true]) {
    const world = worlds.of(step, { positive, premises });
    const scope = world.scope(free);
    if (isRefusal(scope)) return undefined;
    const [left, right] = [world.evaluate(derivative, scope), world.evaluate(formula, scope)];
    if (isRefusal(left) || isRefusal(right)) return undefined;
    const found = attempt(() => compare(world, left, right, undefined, constantOf(formula) !== undefined));
    if (isRefusal(found)) return undefined;
    if (found.kind === 'equal') return found.points;
    if (found.kind !== 'too-few') return undefined;
  }
  return undefined;
}

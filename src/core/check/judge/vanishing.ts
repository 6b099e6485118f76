import { type Expr, walk } from '../../expr/expr.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import type { Comparison } from '../compare.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import type { World } from '../world/world.ts';
import type { Circumstances, Worlds } from '../worlds.ts';
import { underAnyLoss } from './any-loss.ts';
import { suspected } from './cases.ts';
import type { Context } from './context.ts';

/** A gradient by a name for which the notes solve, and at whose solution both sides vanish, if they agree at every other point. */
export function solved(context: Context, step: Step, expected: Expr, written: Expr, positive: boolean): Decision | undefined {
  const found = atEveryPoint(context, step, expected, written, { positive });
  return found && decided('holds', message('says-holds'), { points: found.points, sampleSets: ['generic'] });
}

/** Compares the sides with what is differentiated by free of its formula; undefined where they do not agree. */
export function atEveryPoint(
  context: Context,
  step: Step,
  expected: Expr,
  written: Expr,
  circumstances: Circumstances,
): (Comparison & { kind: 'equal' }) | undefined {
  for (const { comparison } of freed(context, step, expected, written, circumstances)) if (comparison.kind === 'equal') return comparison;
  return undefined;
}

/** Sides that vanish by the formula of what is differentiated by (a mean), or with the loss, where a sign or a number may be wrong all the same. */
export function vanishing(context: Context, step: Step, expected: Expr, written: Expr): Decision {
  const open = undetermined(message('both-vanish'));
  for (const { world, comparison } of freed(context, step, expected, written, {}))
    if (comparison.kind === 'differ' && !cutsOff(world, context.worlds.of(step)))
      return suspected(context, open, { step, expected, written, world, comparison });
  const { world, comparison } = underAnyLoss(context, step, expected, written) ?? {};
  return world && comparison?.kind === 'differ' ? suspected(context, open, { step, expected, written, world, comparison }) : open;
}

/** The sides with each name that is differentiated by free of its formula. */
function* freed(
  context: Context,
  step: Step,
  expected: Expr,
  written: Expr,
  circumstances: Circumstances,
): Generator<{ readonly world: World; readonly comparison: ReturnType<Worlds['compare']> }> {
  const environment = context.worlds.environmentOf(step);
  for (const node of walk(expected)) {
    if (node.kind !== 'partial' || node.wrt.kind !== 'ref' || environment(node.wrt.family)?.meaning.kind !== 'formula') continue;
    const world = context.worlds.of(step, { ...circumstances, rival: { family: node.wrt.family } });
    yield { world, comparison: context.worlds.compare(world, step, expected, written, step.conditions) };
  }
}

/** Whether a derivative vanishes in a world, since nothing leads to it any more, that does not in another. */
export function cutsOff(world: World, other: World): boolean {
  return [...world.independent].some((node) => !other.isIndependent(node));
}

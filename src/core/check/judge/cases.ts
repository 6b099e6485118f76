import type { Expr } from '../../expr/expr.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import type { Comparison } from '../compare.ts';
import { type Case, type Decision, type Drawn, undetermined } from '../decision.ts';
import { isRefusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';
import type { Context } from './context.ts';

/** A comparison of sides of which one has no value. */
export const nowhere: Comparison & { kind: 'differ' } = {
  kind: 'differ',
  points: 0,
  worst: { cell: 0, sample: 0, lhs: Number.NaN, rhs: Number.NaN },
  failing: () => [],
};

/** Two sides that differ, where it is not asked why. */
export const unexplained: Decision = { ...undetermined(message('says-mismatch')), differs: true };

/** The sides of a step that differ in a world. */
export interface Differing {
  readonly step: Step;
  readonly expected: Expr;
  readonly written: Expr;
  readonly world: World;
  readonly comparison: Comparison & { kind: 'differ' };
  readonly drawn?: Drawn;
}

/** The sides of a failed comparison, to be explained. */
export function caseOf(context: Context, { step, expected, written, world, comparison, drawn }: Differing): Case | undefined {
  const scope = context.worlds.scopeOf(world, step.chain);
  if (isRefusal(scope)) return undefined;
  const ranges = context.worlds.rangesOf(world, scope, step, expected, written);
  const mask = context.worlds.maskOf(world, scope, [...step.conditions, ...ranges]);
  return { world, scope, mask: isRefusal(mask) ? undefined : mask, expected, written, comparison, ...(drawn ? { drawn } : {}) };
}

/** An open step with its sides, where an index out of place may still be found. */
export function suspected(context: Context, decision: Decision, found: Differing): Decision {
  const suspect = caseOf(context, found);
  return suspect ? { ...decision, suspect } : decision;
}

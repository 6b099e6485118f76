import type { Expr } from '../../expr/expr.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import type { Comparison } from '../compare.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import { doubtOf } from '../doubts/index.ts';
import type { World } from '../world/world.ts';
import type { Differing } from './cases.ts';
import { caseOf, suspected } from './cases.ts';
import type { Context } from './context.ts';
import { restatements } from './rivals.ts';

/** Sides that differ, with the reason why that is, or may not be, the author's mistake. */
export function explained(context: Context, { step, expected, written, world, comparison }: Differing): Decision {
  return differingInTerms(context, step, expected, written) ?? differing(context, step, expected, written, world, comparison);
}

/** Whether it is the author's mistake that the sides differ. */
export function differing(
  context: Context,
  step: Step,
  expected: Expr,
  written: Expr,
  world: World,
  comparison: Comparison & { kind: 'differ' },
): Decision {
  const doubt = doubtOf({ worlds: context.worlds, step, expected, written, world });
  if (doubt !== undefined) {
    // What has no meaning in a note has none in a part of it; other doubts may come from what stands elsewhere.
    const open: Decision = { ...undetermined(doubt), differs: doubt.id === 'unknown-symbol' };
    const isSuspect = doubt.id === 'loose-ends' || doubt.id === 'index-may-run';
    return isSuspect ? suspected(context, open, step, expected, written, world, comparison) : open;
  }
  const [at, differs] = apartFromSolution(context, step, expected, written) ?? [world, comparison];
  const found = caseOf(context, at, step, expected, written, differs);
  return decided('mismatch', message('says-mismatch'), {
    points: differs.points,
    sampleSets: ['generic'],
    differs: true,
    ...(found ? { case: found } : {}),
  });
}

/** A derivative that differs, of the formula that was last given for it in terms of what it is differentiated by. */
function differingInTerms(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const rival = restatements(context, step, expected, 'later').at(-1);
  if (rival === undefined) return undefined;
  const world = context.worlds.of(step, { rival });
  const comparison = context.worlds.compare(world, step, expected, written, step.conditions);
  return comparison.kind === 'differ' ? differing(context, step, expected, written, world, comparison) : undefined;
}

/** Where sides differ with what is differentiated by free of a formula that the notes give it only later, as a solution: there they tell more. */
function apartFromSolution(
  context: Context,
  step: Step,
  expected: Expr,
  written: Expr,
): readonly [World, Comparison & { kind: 'differ' }] | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
  const { family } = expected.wrt;
  const definition = context.worlds.environmentOf(step)(family);
  if (definition?.meaning.kind !== 'formula' || definition.order <= step.order) return undefined;
  const world = context.worlds.of(step, { rival: { family } });
  const comparison = context.worlds.compare(world, step, expected, written, step.conditions);
  return comparison.kind === 'differ' ? [world, comparison] : undefined;
}

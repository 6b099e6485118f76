import type { Expr } from '../../expr/expr.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import { besideKink } from '../kinks.ts';
import type { Context } from './context.ts';

/** The step with a derivative at a point where it jumps: right if the other side is the slope on one side of the point, and open else, since any between them may be chosen. */
export function atKink({ worlds }: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const [above, below] = [besideKink(expected, 1), besideKink(expected, -1)];
  if (above === undefined || below === undefined) return undefined;
  const world = worlds.of(step);
  const compare = (left: Expr, right: Expr) => worlds.compare(world, step, left, right, step.conditions);
  if (compare(above, below).kind !== 'differ') return undefined;
  for (const slope of [above, below]) {
    const found = compare(slope, written);
    if (found.kind === 'equal') return decided('holds', message('says-kink'), { points: found.points, sampleSets: ['generic'] });
    if (found.kind === 'vanish') return decided('holds', message('says-kink'), { points: 1 });
  }
  return undetermined(message('slope-at-kink'));
}

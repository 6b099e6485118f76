import type { Expr } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, undetermined } from '../decision.ts';
import { mentioned } from '../mentioned.ts';
import { formulasBehind } from '../sides.ts';
import type { Context } from './context.ts';

/** A step that holds only in a reading in which what is written means nothing, such as numbers that stand transposed. */
export function guessed(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const { lowered } = context.worlds.meaning;
  const bodies = formulasBehind(context.worlds, step, expected, written);
  if (lowered === undefined) return undefined;
  if (bodies.some((body) => lowered.strained.has(body))) return undetermined(message('strained-reading'));
  const unclear = [...mentioned(expected), ...mentioned(written)].find(
    (family) => lowered.unclear.has(family) && /^[ABGHPQSUVWX]\^/.test(family),
  );
  return unclear === undefined ? undefined : undetermined(message('unclear-shape', { name: partsOfKey(unclear).base }));
}

import { type Expr, walk } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { formulasBehind } from '../sides.ts';
import type { Difference, Doubt } from './doubt.ts';

/** Angles that formulas tell up to half a turn. */
export const quadrantsInDoubt: readonly Doubt[] = [angleOfQuotient];

/** `\theta = \arctan\frac yx`: an angle by the quotient of two lengths, with which `\cos\theta = x/r` is so where `x` is positive, as it is meant. */
function angleOfQuotient({ worlds, step, expected, written }: Difference): Message | undefined {
  const [below] = flatMap(formulasBehind(worlds, step, expected, written), (formula) => flatMap(walk(formula), dividedIn));
  if (below === undefined) return undefined;
  const world = worlds.of(step, { positive: true });
  const isEqual = worlds.compare(world, step, expected, written, step.conditions).kind === 'equal';
  return isEqual ? message('holds-where-positive', { name: print(below, worlds.letters) }) : undefined;
}

/** What is divided by where the angle is taken of a quotient. */
function dividedIn(node: Expr): readonly Expr[] {
  const of = node.kind === 'apply' && node.fn === 'arctan' && node.order === 0 ? node.args[0] : undefined;
  return of?.kind === 'divide' ? [of.denominator] : [];
}

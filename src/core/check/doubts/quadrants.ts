import { type Expr, walk } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import { formulasBehind } from '../sides.ts';
import type { Difference, Doubt } from './doubt.ts';

/** Angles that formulas tell up to half a turn, and what they tell up to a sign. */
export const quadrantsInDoubt: readonly Doubt[] = [angleOfQuotient, rootOfSquares];

/** `\theta = \arctan\frac yx`: an angle by the quotient of two lengths, with which `\cos\theta = x/r` is so where `x` is positive, as it is meant. */
function angleOfQuotient({ worlds, step, expected, written }: Difference): Message | undefined {
  const [below] = flatMap(formulasBehind(worlds, step, expected, written), (formula) => flatMap(walk(formula), dividedIn));
  if (below === undefined) return undefined;
  const world = worlds.of(step, { positive: true });
  const isEqual = worlds.compare(world, step, expected, written, step.conditions).kind === 'equal';
  return isEqual ? message('holds-where-positive', { name: print(below, worlds.letters) }) : undefined;
}

/** `\cos\theta = \sqrt{1 - \sin^2\theta}`: a root of functions of an angle, which is meant where what it is the root of is positive. */
function rootOfSquares({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const [root, other] = hasRoot(written) ? [written, expected] : [expected, written];
  if (!hasRoot(root) || hasRoot(other)) return undefined;
  const isEqual = worlds.compare(world, step, squareOf(expected), squareOf(written), step.conditions).kind === 'equal';
  return isEqual ? message('holds-where-positive', { name: print(other, worlds.letters) }) : undefined;
}

function squareOf(base: Expr): Expr {
  return { kind: 'power', base, exponent: { kind: 'number', value: 2, decimals: 0 } };
}

const ofAngles: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh']);

/** Whether there is a root of functions of an angle in a formula. */
function hasRoot(expr: Expr): boolean {
  return walk(expr).some(
    (node) =>
      node.kind === 'apply' &&
      node.fn === 'sqrt' &&
      node.args.some((arg) => walk(arg).some((inner) => inner.kind === 'apply' && ofAngles.has(inner.fn))),
  );
}

/** What is divided by where the angle is taken of a quotient. */
function dividedIn(node: Expr): readonly Expr[] {
  const of = node.kind === 'apply' && node.fn === 'arctan' && node.order === 0 ? node.args[0] : undefined;
  return of?.kind === 'divide' ? [of.denominator] : [];
}

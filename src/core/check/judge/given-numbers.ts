import { type Expr, walk } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { constantOf, isNumeric } from '../constants.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import { doubtInWords } from '../doubts/index.ts';
import { isGiven } from '../given.ts';
import { formulasBehind, hasIntegral, isConstant } from '../sides.ts';
import { isInForce, isOtherExample, putsTheValues, workedFrom, workedVerdict } from '../worked-example.ts';
import type { World } from '../world/world.ts';
import type { Context } from './context.ts';
import { othersBeside } from './held-arguments.ts';

/** `(2)` or `\left( 2 \right)` in front of an equation. */
const equationNumber = /^\s*(?:\\left\s*)?\(\s*\d{1,2}\s*(?:\\right\s*)?\)/;

/** `(2) (uv)' = …`: a left side behind the number of its equation in a list, which is no factor. */
export function behindNumber(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  if (step.position !== 1 || expected.kind !== 'multiply' || !equationNumber.test(context.worlds.texOf(step.chain, 0))) return undefined;
  const [number, ...factors] = expected.factors;
  const [only] = factors;
  if (number === undefined || constantOf(number) === undefined || only === undefined) return undefined;
  const rest: Expr = factors.length === 1 ? only : { kind: 'multiply', factors };
  const comparison = context.worlds.compare(context.worlds.of(step), step, rest, written, step.conditions);
  return comparison.kind === 'equal'
    ? decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['generic'] })
    : undefined;
}

/**
 * A side in which a shown number stands for some names of the other, and not for all: `\frac{\partial f}{\partial w} = x \cdot 0.2` in a
 * worked example. It is judged by the values that the notes give; where they give none, it is left open.
 */
export function partlyInNumbers(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const right = context.worlds.leavesOf(step, written);
  const lost = [...context.worlds.leavesOf(step, expected)].filter((family) => !right.has(family));
  if (right.size === 0 || lost.length === 0) return undefined;
  const decimals = decimalsIn(written);
  const known = decimals.length === 0 ? [] : flatMap(formulasBehind(context.worlds, step, expected, expected), decimalsIn);
  if (decimals.some((value) => !known.includes(value))) return undetermined(message('needs-values'));
  const left = context.values.workOut(step, expected);
  if (left === undefined || left.isClaimed) return undefined;
  const worked = context.values.workOut(step, written);
  if (worked === undefined || worked.isClaimed) return undefined;
  const agrees = Math.abs(left.value - worked.value) <= 1e-9 * Math.max(Math.abs(left.value), 1);
  return agrees ? undetermined(message('needs-values')) : undefined;
}

/** A formula of symbols that is set equal to a number: given if nothing defines the symbols, else it has to be worked out. */
export function asGiven(context: Context, step: Step, expected: Expr, written: Expr, world: World): Decision | undefined {
  if (!isNumeric(written) || context.worlds.leavesOf(step, expected).size === 0) return undefined;
  if (hasIntegral(formulasBehind(context.worlds, step, expected, written))) return undetermined(message('needs-integral'));
  if (isConstant(context.worlds, step, expected)) return undefined;
  const worked = workedVerdict(context.values, step, expected, written);
  if (worked !== undefined && worked.verdict !== 'mismatch') return worked;
  if (worked !== undefined) {
    const isClaimed = step.position > 1 || constantOf(written) === undefined;
    const isOwn =
      isClaimed && constantOf(written) !== 0 && !isOtherExample(context.values, expected, written) && !hasUnits(context, step, expected);
    const from = workedFrom(context.values, step, expected);
    const isPlain =
      isOwn &&
      (isInForce(context.worlds, step, from && !from.isClaimed ? from.orders : []) || putsTheValues(context.values, expected, written));
    const isClear =
      !from?.isDerived ||
      (othersBeside(context, step, expected, written).length === 0 &&
        !doubtInWords({ worlds: context.worlds, step, expected, written, world }));
    return isPlain && isClear ? worked : undetermined(message('needs-values'));
  }
  if (isGiven(step, expected, written, context.worlds.meaning)) return decided('assumption', message('says-assumption'));
  return undetermined(message(constantOf(written) === 0 ? 'equation-to-solve' : 'needs-values'));
}

/** Whether a formula takes a logarithm or an angle somewhere, which may be to another base than is read, or in degrees. */
function hasUnits(context: Context, step: Step, expr: Expr): boolean {
  const bodies = [expr, ...context.worlds.bodiesBehind(step, expr)];
  return bodies.some((body) => walk(body).some((node) => node.kind === 'apply' && /^(?:log|sin|cos|tan)$/.test(node.fn)));
}

/** The numbers in a formula that show digits behind the point. */
function decimalsIn(expr: Expr): readonly number[] {
  return flatMap(walk(expr), (node) => (node.kind === 'number' && node.decimals > 0 ? [node.value] : []));
}

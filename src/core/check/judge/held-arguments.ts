import { type Expr, type FamilyKey, walk } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { message } from '../../text/message.ts';
import { byArguments } from '../arguments.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, decided, undetermined } from '../decision.ts';
import { mostHeld } from '../doubts/doubt.ts';
import { mentioned } from '../mentioned.ts';
import type { Context } from './context.ts';

/** The step where partial derivatives of a function by one of its arguments hold the others, as the chain rule of several variables has it. */
export function argumentByArgument(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const [left, right] = ([expected, written] as const).map((side, at) =>
    byArguments(side, (node) => isCurly(context.worlds.texAt(step.chain, step.position - 1 + at, node.at))),
  ) as [Expr, Expr];
  if (left === expected && right === written) return undefined;
  const comparison = context.worlds.compare(context.worlds.of(step), step, left, right, step.conditions);
  return comparison.kind === 'equal'
    ? decided('holds', message('says-by-argument'), { points: comparison.points, sampleSets: ['generic'] })
    : undefined;
}

/**
 * A partial derivative of a formula that names what is differentiated by and, beside it, something that depends on it (`f = x^2 + xy`
 * where `y = \sin x`): curly, it may hold that fixed; and does so if both are variables of the function (`f(x, y)`).
 */
export function besideOthers(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const others = othersBeside(context, step, expected, written);
  if (others.length === 0 || expected.kind !== 'partial' || expected.of.kind !== 'ref' || expected.wrt.kind !== 'ref') return undefined;
  const { of, wrt } = expected;
  const definition = context.worlds.environmentOf(step)(of.family);
  for (const held of others.length > 1 ? [others, ...others.map((family) => [family])] : [others]) {
    if (held.length === 0) continue;
    const comparison = context.worlds.compare(context.worlds.of(step, { held }), step, expected, written, step.conditions);
    if (comparison.kind !== 'equal') continue;
    const name = held.map((family) => partsOfKey(family).base).join(', ');
    const isParameter = [...held, wrt.family].every((one) => definition?.params?.some((param) => param.family === one));
    return isParameter
      ? decided('holds', message('says-parameter', { name }), { points: comparison.points, sampleSets: ['generic'] })
      : undetermined(message('held-partially', { name }));
  }
  return undefined;
}

/** The names with formulas of their own that what is differentiated names beside what it is differentiated by, and that the other side does not differentiate by it. */
export function othersBeside(context: Context, step: Step, expected: Expr, written: Expr): readonly FamilyKey[] {
  if (step.position !== 1 || expected.kind !== 'partial' || expected.of.kind !== 'ref' || expected.wrt.kind !== 'ref') return [];
  if (!isCurly(context.worlds.texOf(step.chain, 0))) return [];
  const environment = context.worlds.environmentOf(step);
  const meaning = environment(expected.of.family)?.meaning;
  if (meaning?.kind !== 'formula' || !mentioned(meaning.body).has(expected.wrt.family)) return [];
  const { family: by } = expected.wrt;
  const isDifferentiated = (family: FamilyKey): boolean =>
    walk(written).some((node) => node.kind === 'partial' && isNamed(node.of, family) && isNamed(node.wrt, by));
  return [...mentioned(meaning.body)]
    .filter((family) => environment(family)?.meaning.kind === 'formula' && !isDifferentiated(family))
    .slice(0, mostHeld);
}

/** Whether a derivative is written with `\partial`, and not with a `d`, which takes all ways. */
function isCurly(tex: string): boolean {
  return /\\partial|∂/.test(tex);
}

/** Whether an expression is a name, with any indices. */
function isNamed(expr: Expr, family: FamilyKey): boolean {
  return expr.kind === 'ref' && expr.family === family;
}

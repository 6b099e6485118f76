import { type Expr, type FamilyKey, walk } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { isNumeric } from '../constants.ts';
import { letterOf } from '../constituents.ts';
import { type Decision, decided } from '../decision.ts';
import { mentioned } from '../mentioned.ts';
import type { Context } from './context.ts';

type Derivative = { readonly of: FamilyKey; readonly by: FamilyKey };

/** Which families are taken as any functions of which. */
type Functions = ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>;

/**
 * A chain rule that the notes do not show to hold since nothing in them leads from a name of it to the next one (nothing defines it, or a
 * formula under another heading), judged with such names as any functions of what the step differentiates them by: to hold for all is stronger.
 */
export function withAnyFunctions(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  if (expected.kind !== 'partial' || expected.of.kind !== 'ref') return undefined;
  const { family } = expected.of;
  const functions = unconnected(context, step, expected, written);
  const isAny = functions.has(family) || context.worlds.isOpenLoss(step, family);
  if (functions.size === 0 || !isAny || mayLeadElsewhere(context, family, functions)) return undefined;
  const world = context.worlds.of(step, { functions });
  const comparison = context.worlds.compare(world, step, expected, written, step.conditions);
  if (comparison.kind !== 'equal') return undefined;
  const names = [...functions.keys()].map((name) => partsOfKey(name).base).join(', ');
  return decided('holds', message('says-any-function', { name: names }), { points: comparison.points, sampleSets: ['any functions'] });
}

/** The names that two sides differentiate by something that their formulas do not lead to, with all that the sides differentiate them by. */
function unconnected(context: Context, step: Step, expected: Expr, written: Expr): Functions {
  const world = context.worlds.of(step);
  const sides = flatMap([expected, written], (side) => [side, ...context.worlds.bodiesBehind(step, side)]);
  const functions = new Map<FamilyKey, Set<FamilyKey>>();
  const derivatives: Derivative[] = [];
  for (const node of flatMap(sides, walk)) {
    if (node.kind !== 'partial' || node.of.kind !== 'ref' || node.wrt.kind !== 'ref') continue;
    derivatives.push({ of: node.of.family, by: node.wrt.family });
    if (world.isIndependent(node)) functions.set(node.of.family, new Set());
  }
  for (const { of, by } of derivatives) functions.get(of)?.add(by);
  return functions;
}

/**
 * Whether the notes say something else of the names of a step: a formula for one on the way to the loss, which does not lead to what that is
 * differentiated by, or one that makes another name of this, through which the loss may rest on it as well.
 */
function mayLeadElsewhere({ worlds }: Context, loss: FamilyKey, functions: Functions): boolean {
  const inputs = new Set([...functions.values()].flatMap((among) => [...among]));
  const own = new Set([loss, ...functions.keys(), ...inputs].map(letterOf));
  return [...worlds.meaning.definitions.values()].flat().some(({ family, meaning }) => {
    if (family !== loss && functions.has(family)) return meaning.kind !== 'formula' || !isNumeric(meaning.body);
    if (own.has(letterOf(family))) return false;
    return meaning.kind === 'formula' && [...mentioned(meaning.body)].some((name) => inputs.has(name));
  });
}

import { type Expr, type FamilyKey, type IndexTerm, walk } from '../../expr/expr.ts';
import { familyKey, partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { Constituents, isOfInputs, variablesIn } from '../constituents.ts';
import { type Decision, decided } from '../decision.ts';
import { mentioned } from '../mentioned.ts';
import type { World } from '../world/world.ts';
import type { Rival, Worlds } from '../worlds.ts';
import type { Context } from './context.ts';

/** A step whose sides vanish with the loss of the notes (a bias that all scores share), judged with any loss of the same nodes: to hold for all is stronger. */
export function withAnyLoss(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  if (!isReached(context.worlds.of(step), expected, written)) return undefined;
  const { family, comparison } = underAnyLoss(context, step, expected, written) ?? {};
  if (family === undefined || comparison?.kind !== 'equal') return undefined;
  return decided('holds', message('says-any-loss', { name: partsOfKey(family).base }), {
    points: comparison.points,
    sampleSets: ['any loss'],
  });
}

/**
 * Whether something leads from what two sides differentiate by to what they differentiate, anywhere in them: if nothing does, it is another loss that is
 * meant. A derivative by a whole and those by its members are the same of any.
 */
function isReached(world: World, expected: Expr, written: Expr): boolean {
  const partials = flatMap([expected, written], walk).filter((node) => node.kind === 'partial');
  const names = new Set(partials.flatMap(({ wrt }) => [...mentioned(wrt)].map((family) => partsOfKey(family).base)));
  return names.size === 1 || partials.some((node) => !world.isIndependent(node));
}

/** A step on derivatives of a loss whose formula was not understood, judged with any loss of the same nodes: to hold for all is stronger. */
export function withUnreadLoss(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const [family] = lossesIn(expected);
  const meaning = family === undefined ? undefined : context.worlds.environmentOf(step)(family)?.meaning;
  if (family === undefined || meaning?.kind !== 'unreadable') return undefined;
  if (!leadsThroughInputs(context, step, family, expected, written)) return undefined;
  const { comparison } = underAnyLoss(context, step, expected, written) ?? {};
  if (comparison?.kind !== 'equal') return undefined;
  return decided('holds', message('says-any-loss', { name: partsOfKey(family).base }), {
    points: comparison.points,
    sampleSets: ['generic'],
  });
}

/**
 * A step whose sides vanish with what the members of a family add up to (`\sum_a \partial p_a / \partial \theta`, the probabilities of all
 * classes), judged with a factor of its own for each member: to hold for all factors is stronger.
 */
export function withWeights(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const environment = context.worlds.environmentOf(step);
  const derivedIn = (side: Expr): ReadonlySet<FamilyKey> =>
    new Set(flatMap(walk(side), (node) => (node.kind === 'partial' ? [...mentioned(node.of)] : [])));
  const others = derivedIn(written);
  for (const family of derivedIn(expected)) {
    const definition = environment(family);
    if (!others.has(family) || definition?.meaning.kind !== 'formula' || definition.head.length === 0 || definition.params) continue;
    const { base, label, arity } = partsOfKey(family);
    const weight = familyKey(`weight(${base})`, label, arity);
    context.worlds.meaning.axes.admit(weight, definition.head);
    const slots = definition.head.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
    const body: Expr = { kind: 'multiply', factors: [{ kind: 'ref', family: weight, slots }, definition.meaning.body] };
    const rival: Rival = { family, definition: { ...definition, id: -10_000_000 - definition.id, meaning: { kind: 'formula', body } } };
    const comparison = context.worlds.compare(context.worlds.of(step, { rival }), step, expected, written, step.conditions);
    if (comparison.kind === 'equal')
      return decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['weighted'] });
  }
  return undefined;
}

/** The sides with the one loss that they differentiate as any function of the same nodes; undefined where there are several, or nothing defines it. */
export function underAnyLoss(
  context: Context,
  step: Step,
  expected: Expr,
  written: Expr,
): { readonly family: FamilyKey; readonly world: World; readonly comparison: ReturnType<Worlds['compare']> } | undefined {
  const environment = context.worlds.environmentOf(step);
  const losses = flatMap([expected, written], lossesIn);
  const [family] = losses;
  if (family === undefined || environment(family) === undefined || losses.some((other) => other !== family)) return undefined;
  const world = context.worlds.of(step, { rival: { family } });
  return { family, world, comparison: context.worlds.compare(world, step, expected, written, step.conditions) };
}

/** Whether all ways from what two sides differentiate a loss by lead to it through what the notes differentiate it by. */
export function leadsThroughInputs(context: Context, step: Step, family: FamilyKey, expected: Expr, written: Expr): boolean {
  const meaning = context.worlds.environmentOf(step)(family)?.meaning;
  const inputs = [...(context.worlds.meaning.inputs.get(family) ?? [])];
  const by = variablesIn(flatMap([expected, written], walk));
  return meaning !== undefined && isOfInputs(constituentsAt(context, step, [...inputs, ...by]), meaning, inputs, by);
}

/** What the names around a step are made of, as far as definitions tell; `others` are names that nothing defines. */
export function constituentsAt(context: Context, step: Step, others: readonly FamilyKey[]): Constituents {
  return new Constituents(context.worlds.environmentOf(step), new Set([...context.worlds.meaning.definitions.keys(), ...others]));
}

/** The names without indices that a formula differentiates. */
function lossesIn(expr: Expr): readonly FamilyKey[] {
  return flatMap(walk(expr), (node) =>
    node.kind === 'partial' && node.of.kind === 'ref' && node.of.slots.length === 0 ? [node.of.family] : [],
  );
}

import type { NodeId, Tape } from '../../engine/tape.ts';
import type { Expr } from '../../expr/expr.ts';
import { functionByName } from '../../functions/index.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { type Decision, decided } from '../decision.ts';
import { hasPieces } from '../sampling.ts';
import { formulasBehind } from '../sides.ts';
import { attempt, isRefusal } from '../world/refusal.ts';
import type { World } from '../world/world.ts';
import { type Differing, unexplained } from './cases.ts';
import type { Context } from './context.ts';
import { differing } from './differing.ts';
import { underPremises } from './under-premises.ts';

/** Points at which some names are far smaller than others, and enough of them that both sides of a kink are met. */
const ofAllScales = { scaled: true, dense: true } as const;

/** How many samples on either side of a kink tell enough. */
const enough = 3;

/**
 * What becomes of sides that agree, or vanish, at points that nearly all lie on one side of a kink (`\max(0, m - D)` of a distance that is longer than the
 * margin), where points of all scales meet the other side too; undefined if that tells nothing else.
 */
export function onOtherSides(
  context: Context,
  step: Step,
  expected: Expr,
  written: Expr,
  world: World,
  elsewhere: () => Decision | undefined,
  isWhyAsked: boolean,
): Decision | undefined {
  if (!formulasBehind(context.worlds, step, expected, written).some(hasPieces)) return undefined;
  if (!isOnOneSide(context, step, world, [expected, written])) return undefined;
  const scaled = context.worlds.of(step, ofAllScales);
  const comparison = context.worlds.compare(scaled, step, expected, written, step.conditions);
  if (comparison.kind === 'equal')
    return decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['generic', 'of all scales'] });
  if (comparison.kind !== 'differ') return undefined;
  const found: Differing = { step, expected, written, world: scaled, comparison, drawn: ofAllScales };
  return (
    underPremises(context, step, expected, written, ofAllScales) ?? elsewhere() ?? (isWhyAsked ? differing(context, found) : unexplained)
  );
}

/** Whether the values of two sides rest on something with a kink of which all points but a few lie on one side. */
function isOnOneSide(context: Context, step: Step, world: World, sides: readonly Expr[]): boolean {
  const scope = context.worlds.scopeOf(world, step.chain);
  if (isRefusal(scope)) return false;
  const nodes = sides.flatMap((side) => {
    const node = world.evaluate(side, scope);
    return isRefusal(node) ? [] : [node];
  });
  return behind(world.tape, nodes).some((node) => {
    const mask = sideOf(world.tape, node);
    return mask !== undefined && attempt(() => isLopsided(world.tape.valueOf(mask), world.tape.samples)) === true;
  });
}

/** All nodes that some nodes are made of. */
function behind(tape: Tape, nodes: readonly NodeId[]): readonly NodeId[] {
  const found = new Set(nodes);
  // A set goes on to what is added to it.
  for (const node of found) for (const input of tape.node(node).inputs) found.add(input);
  return [...found];
}

/** On which side of its kink something lies at each point; undefined of what has none, or is the same at all points. */
function sideOf(tape: Tape, id: NodeId): NodeId | undefined {
  const { op, inputs, uniform } = tape.node(id);
  const [first, second] = inputs;
  if (uniform || first === undefined) return undefined;
  if (op.name === 'less' || op.name === 'lessOrEqual') return id;
  if ((op.name === 'max' || op.name === 'min') && second !== undefined) return tape.less(first, second);
  const [kink] = functionByName.get(op.name)?.kinks ?? [];
  return kink === undefined ? undefined : tape.less(first, tape.constant(kink));
}

/** Whether a mask is the same at all samples but a few. */
function isLopsided(mask: Float64Array, samples: number): boolean {
  const met = [new Set<number>(), new Set<number>()] as const;
  for (const [at, side] of mask.entries()) met[side === 1 ? 1 : 0].add(at % samples);
  return met.some(({ size }) => size < Math.min(enough, samples / 2));
}

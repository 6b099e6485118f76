import type { Scope } from '../check/ground.ts';
import { isRefusal } from '../check/world/refusal.ts';
import type { World } from '../check/world/world.ts';
import type { Axis, NodeId } from '../engine/tape.ts';
import type { IndexId } from '../expr/expr.ts';
import { freeIndices } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import type { Encoding, Prediction } from '../training/plan.ts';
import { type Comparison, fittingLosses, lossBy, thresholdOf } from './chosen-loss.ts';
import { slotsOf } from './layout.ts';
import { type Network, type PlanOptions, plain } from './network.ts';

/** What a network says of its points. */
export interface Said {
  readonly node: NodeId;
  readonly rest: Omit<Prediction, 'place'>;
  /** The losses of the table that fit, and the mean over all points by one of them. */
  readonly others?: OtherLosses;
}

interface OtherLosses {
  readonly names: readonly string[];
  readonly by: (name: string) => NodeId;
}

/** What a network says of a point; undefined where that has more indices than that of the outputs. */
export function predictionOf(
  network: Network,
  world: World,
  encoding: Encoding,
  { batch, loss }: PlanOptions,
  letterOf: (id: IndexId) => string,
): Said | undefined {
  const { compared, layout, roles } = network;
  const { tape } = world;
  const isApart = compared.series !== undefined && !roles.isInTime && 1 < layout.outputs;
  const said = isApart ? (compared.series ?? []).map(({ prediction }) => prediction) : [compared.prediction];
  const ids = [...new Set(said.flatMap((expr) => [...freeIndices(expr)]))];
  const scope = world.scope(ids);
  if (isRefusal(scope)) return undefined;
  const axisOf = (wanted: number | undefined): Axis | undefined => {
    const id = ids.find((index) => world.ground.axes.ofIndex(index).id === wanted);
    return id === undefined ? undefined : scope.indices.get(id);
  };
  const sample = axisOf(layout.sample?.id);
  const output = isApart ? tape.axis(said.length) : axisOf(layout.output?.id);
  const axes = [output, sample].filter((axis): axis is Axis => axis !== undefined);
  const inner = axes.filter((axis) => !isApart || axis !== output);
  const parts: NodeId[] = [];
  for (const expr of said) {
    const part = world.evaluate(expr, scope);
    if (isRefusal(part)) return undefined;
    parts.push(tape.broadcast(part, inner));
  }
  if (parts.some((part) => tape.axesOf(part).length !== inner.length)) return undefined;
  const node = isApart && output !== undefined ? tape.stack(parts, output) : (parts[0] as NodeId);
  const all = tape.axesOf(node);
  const stride = (axis: Axis): number => all.slice(all.indexOf(axis) + 1).reduce((cells, inner) => cells * tape.sizeOf(inner), 1);
  const samples = tape.node(node).uniform ? 1 : batch;
  const size = output === undefined ? 1 : tape.sizeOf(output);
  const target = targetOf(network, world, scope, ids);
  const comparison = target === undefined ? undefined : { said: node, target, encoding, outputs: size };
  const isSigned = compared.how !== 'difference' && compared.how !== 'log';
  return {
    node,
    ...(comparison ? { others: otherLosses(world, comparison, output, sample) } : {}),
    rest: {
      tex: said.map((expr) => print(expr, letterOf)).join(', '),
      size,
      component: output === undefined ? 0 : stride(output) * samples,
      point: sample === undefined ? Math.min(samples - 1, 1) : stride(sample),
      threshold: isSigned ? 0 : loss === undefined ? 0.5 : thresholdOf(loss),
    },
  };
}

/** The losses that may be taken in the place of the notes' own: the sum over the outputs, the mean over the points. */
function otherLosses({ tape }: World, comparison: Comparison, output: Axis | undefined, sample: Axis | undefined): OtherLosses {
  return {
    names: fittingLosses(tape, comparison),
    by: (name) => {
      const each = lossBy(tape, name, comparison);
      const whole = output === undefined ? each : tape.sum(each, output);
      return sample === undefined ? whole : tape.divide(tape.sum(whole, sample), tape.constant(tape.sizeOf(sample)));
    },
  };
}

/** The target, where there is one and its indices are those of what the network says. */
function targetOf({ roles }: Network, world: World, scope: Scope, ids: readonly IndexId[]): NodeId | undefined {
  const [target, ...others] = roles.targets;
  if (target === undefined || others.length > 0) return undefined;
  const slots = slotsOf(target, world.ground.axes).map((axis) => ids.find((id) => world.ground.axes.ofIndex(id).id === axis.id));
  const known = slots.filter((id) => id !== undefined);
  if (known.length < slots.length) return undefined;
  const node = world.evaluate({ kind: 'ref', family: target, slots: known.map(plain) }, scope);
  return isRefusal(node) ? undefined : node;
}

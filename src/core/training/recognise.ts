import { columnsOf } from './batch.ts';
import { losses } from './dense/losses.ts';
import { unfit } from './dense/network.ts';
import type { DensePlan, KnownStep, UnitValues } from './dense-plan.ts';
import { KernelRunner } from './kernel-runner.ts';
import { type DenseLayer, layersIn, spotsIn } from './layers.ts';
import type { Plan } from './plan.ts';
import { isNear, isNearAt, joined, type Probe, probesOf } from './probes.ts';

/** How far the kernels may be from the program, relative to the greatest number. */
const tolerance = 1e-10;
/** The same where functions are at their ends and the program itself has lost digits. */
const roughly = 0.01;

/** Activations that are part of a loss. */
const ofLosses: ReadonlySet<string> = new Set(losses.flatMap(({ fused }) => (fused ? [fused.with] : [])));

/**
 * The network of a plan as dense layers, if it is one. However the notes write it, it is told by its values: layers whose units take the values
 * of steps of the program, and a loss with the same value and the same gradients at random weights and points.
 */
export function denseOf(plan: Plan): DensePlan | undefined {
  if (plan.prediction === undefined) return undefined;
  const probes = probesOf(plan);
  const usual = probes.filter(({ isWide }) => !isWide);
  if (!usual.every(({ exact }) => exact.every((gradient) => gradient.every(Number.isFinite)))) return undefined;
  const spots = spotsIn(plan, usual);
  const said = joined(
    (usual[0]?.said ?? []).map((_, c) => Float64Array.from(spots, ({ probe, point }) => usual[probe]?.said[c]?.[point] as number)),
  );
  for (const layers of layersIn(plan, usual, spots)) {
    const last = layers.at(-1) as DenseLayer;
    for (const says of ['values', 'sums'] as const) {
      // What goes into the last activation is what the network says only where the activation is part of the loss.
      if (!isNear(joined(last[says]), said, tolerance) || (says === 'sums' && !ofLosses.has(last.activation.name))) continue;
      for (const { name } of losses) {
        const dense = fitted(plan, probes, bare(plan, layers, name, says));
        if (dense) return { ...dense, known: knownSteps(plan, probes, dense) };
      }
    }
  }
  return undefined;
}

/** Layers with a loss as it is in the table. */
function bare(plan: Plan, layers: readonly DenseLayer[], loss: string, says: UnitValues): DensePlan {
  return {
    network: {
      sizes: [columnsOf(plan).length, ...layers.map(({ sums }) => sums.length)],
      activations: layers.map(({ activation }) => activation),
      loss,
    },
    sources: layers.flatMap(({ weights, biases }) => [...weights, ...biases]),
    scale: 1,
    offset: 0,
    decays: plan.parameters.map(() => 0),
    says,
    known: [],
  };
}

/** The same with the scale, the offset and the weight decay of the notes, if there are such that all values are those of the program. */
function fitted(plan: Plan, probes: readonly Probe[], dense: DensePlan): DensePlan | undefined {
  if (unfit(dense.network, plan.batch) !== undefined) return undefined;
  const usual = probes.filter(({ isWide }) => !isWide);
  const runner = new KernelRunner(plan, dense, 0, ['exact'], 'plain');
  const found = usual.map((probe) => {
    run(runner, probe);
    return { loss: runner.loss, exact: runner.exact.map((gradient) => gradient.slice()) };
  });
  const sides = plan.parameters.map((_, n) => ({
    whole: joined(usual.map(({ exact }) => exact[n] as Float64Array)),
    part: joined(found.map(({ exact }) => exact[n] as Float64Array)),
    weights: joined(usual.map(({ weights }) => weights[n] as Float64Array)),
  }));
  const [steepest] = [...sides].sort((a, b) => dot(b.part, b.part) - dot(a.part, a.part));
  const scale = steepest ? scaleIn(steepest) : Number.NaN;
  if (!Number.isFinite(scale)) return undefined;
  // Some gradients are zero but for rounding, so that only all of them together say how large one is.
  const length = Math.sqrt(sides.reduce((sum, { whole }) => sum + dot(whole, whole), 0));
  const decays = sides.map((side) => decayIn(side, scale, length));
  const own = sides.map(({ part, weights }, n) => part.map((value, at) => scale * value + (decays[n] as number) * (weights[at] as number)));
  const isGradient = isNear(joined(own), joined(sides.map(({ whole }) => whole)), tolerance);
  if (!isGradient) return undefined;
  const [first] = usual as [Probe];
  const decayed = decays.reduce(
    (sum, decay, n) => sum + (decay / 2) * dot(first.weights[n] as Float64Array, first.weights[n] as Float64Array),
    0,
  );
  const off = first.loss - scale * (found[0]?.loss ?? Number.NaN) - decayed;
  const offset = Math.abs(off) <= tolerance * Math.max(1, Math.abs(first.loss)) ? 0 : off;
  const whole = { ...dense, scale, offset, decays };
  const scaled = new KernelRunner(plan, whole, 0, ['exact'], 'plain');
  return probes.every((probe) => isSame(scaled, whole, probe)) ? whole : undefined;
}

function run(runner: KernelRunner, { weights, points, rows }: Probe): void {
  for (const [n, values] of weights.entries()) (runner.weights[n] as Float64Array).set(values);
  runner.run(points, rows);
}

/** A gradient of the program, that of the kernels and the weights, at some probes one after the other. */
interface Sides {
  readonly whole: Float64Array;
  readonly part: Float64Array;
  readonly weights: Float64Array;
}

/** The first of the two factors with which a gradient is the sum of another one and of the weights, by least squares. */
function scaleIn({ whole, part, weights }: Sides): number {
  const [gg, gw, ww] = [dot(part, part), dot(part, weights), dot(weights, weights)];
  return plain((ww * dot(whole, part) - gw * dot(whole, weights)) / (gg * ww - gw * gw));
}

/** The second one; none where it only makes up for rounding. */
function decayIn({ whole, part, weights }: Sides, scale: number, length: number): number {
  const [ww, gw] = [dot(weights, weights), dot(part, weights)];
  const decay = (dot(whole, weights) - scale * gw) / ww;
  return Math.abs(decay) * Math.sqrt(ww) <= 1e-11 * length ? 0 : plain(decay);
}

/** A number without the rounding of how it was found, where it is one of few digits. */
function plain(value: number): number {
  const short = Number(value.toPrecision(8));
  return Math.abs(short - value) <= 1e-11 * Math.abs(value) ? short : value;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < one.length; n++) sum += (one[n] as number) * (other[n] as number);
  return sum;
}

/** Whether the kernels say what the program says, and with the same loss. */
function isSame(runner: KernelRunner, { network, says }: DensePlan, probe: Probe): boolean {
  run(runner, probe);
  const last = network.sizes.length - 2;
  if (!isNearAt(probe, numbersOf(runner, last, says, network.sizes[last + 1] as number), joined(probe.said), tolerance)) return false;
  // What overflows in the program need not do so in the kernels.
  if (!Number.isFinite(probe.loss)) return probe.isWide;
  return Math.abs(runner.loss - probe.loss) <= (probe.isWide ? roughly : tolerance) * Math.max(1, Math.abs(probe.loss));
}

/** The numbers of a layer, a row of points for each unit. */
function numbersOf(runner: KernelRunner, layer: number, what: UnitValues, units: number): Float64Array {
  const { numbers, stride } = runner.units(layer, what);
  return joined(Array.from({ length: units }, (_, u) => numbers.subarray(u * stride, u * stride + runner.plan.batch)));
}

/** The steps of the program that are the sums or the values of a layer, at every probe. */
function knownSteps(plan: Plan, probes: readonly Probe[], { network, ...dense }: DensePlan): readonly KnownStep[] {
  const { batch, program } = plan;
  const runner = new KernelRunner(plan, { network, ...dense }, 0, ['exact'], 'plain');
  let candidates: readonly KnownStep[] = network.sizes.slice(1).flatMap((units, layer) =>
    (['sums', 'values'] as const).flatMap((what) =>
      program.steps.flatMap(({ op }, place): readonly KnownStep[] => {
        if (op === 'leaf' || probes[0]?.values.get(place)?.length !== units * batch) return [];
        const own = { place, layer, what };
        const isTurned = program.samples === 1 && 1 < units && 1 < batch;
        return [{ ...own, unit: batch, point: 1 }, ...(isTurned ? [{ ...own, unit: 1, point: units }] : [])];
      }),
    ),
  );
  for (const probe of probes) {
    run(runner, probe);
    candidates = candidates.filter(({ place, layer, what, unit, point }) => {
      const values = probe.values.get(place) as Float64Array;
      const own = numbersOf(runner, layer, what, network.sizes[layer + 1] as number);
      const inOrder = Float64Array.from(
        { length: values.length },
        (_, n) => values[Math.floor(n / batch) * unit + (n % batch) * point] as number,
      );
      return isNearAt(probe, own, inOrder, tolerance);
    });
  }
  // One is enough where a linear layer gives what goes in.
  return candidates.filter(({ place }, n) => candidates.findIndex((other) => other.place === place) === n);
}

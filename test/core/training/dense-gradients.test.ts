import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../../src/core/engine/tape.ts';
import { Tape } from '../../../src/core/engine/tape.ts';
import { functionByName } from '../../../src/core/functions/index.ts';
import { activationNames } from '../../../src/core/training/dense/activations.ts';
import { DenseTrainer } from '../../../src/core/training/dense/dense-trainer.ts';
import type { Loss } from '../../../src/core/training/dense/losses.ts';
import { lossByName, losses } from '../../../src/core/training/dense/losses.ts';
import type { DenseNetwork, LayerActivation } from '../../../src/core/training/dense/network.ts';

/** Greatest difference of two gradients relative to the greatest component of the engine's. */
const tolerance = 1e-12;

/** Numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Problem {
  readonly network: DenseNetwork;
  readonly batch: number;
  readonly parameters: Float64Array;
  readonly x: Float64Array;
  readonly t: Float64Array;
}

/** Where the sums of a layer are drawn: where the function has its samples. */
function domainOf({ name }: LayerActivation): readonly [number, number] {
  return functionByName.get(name)?.domain[0] ?? [-2, 2];
}

/** The activation with a parameter from where the function has its samples of it. */
function activation(name: string): LayerActivation {
  const interval = functionByName.get(name)?.domain[1];
  return interval === undefined ? { name } : { name, parameter: 0.7 * interval[0] + 0.3 * interval[1] };
}

/**
 * A network and a batch such that the sums of every layer lie in the domain of its activation. Nothing that matters is a small difference of
 * large numbers, for no evaluation has the digits that are lost there: weights are not scaled up to make up for sums that cancel, and
 * targets keep away from the outputs.
 */
function problem(network: DenseNetwork, batch: number, random: () => number): Problem {
  const { sizes, activations } = network;
  const symmetric = () => 2 * random() - 1;
  const parameters: number[] = [];
  const x = Float64Array.from({ length: (sizes[0] as number) * batch }, symmetric);
  let values = Array.from({ length: batch }, (_, s) => [...x.subarray(s * (sizes[0] as number), (s + 1) * (sizes[0] as number))]);
  activations.forEach((each, n) => {
    const [low, high] = domainOf(each);
    const weights = Array.from({ length: sizes[n + 1] as number }, () => (values[0] as number[]).map(symmetric));
    const rows = weights.map((row) => {
      const furthest = Math.max(1e-9, ...values.map((sample) => dot(row.map(Math.abs), sample.map(Math.abs))));
      return row.map((weight) => (0.45 * (high - low) * weight) / furthest);
    });
    const biases = rows.map(() => (low + high) / 2 + 0.04 * (high - low) * symmetric());
    parameters.push(...rows.flat(), ...biases);
    values = values.map((sample) =>
      activate(
        each,
        rows.map((row, r) => dot(row, sample) + (biases[r] as number)),
      ),
    );
  });
  const loss = lossByName.get(network.loss) as Loss;
  const sign = () => (random() < 0.5 ? -1 : 1);
  const targetFor = { numbers: (y: number) => y + sign() * (0.2 + random()), signs: sign, probabilities: random }[loss.targets];
  const t = Float64Array.from(values.flat(), targetFor);
  return { network, batch, parameters: Float64Array.from(parameters), x, t };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, n) => sum + value * (b[n] as number), 0);
}

function activate({ name, parameter = 0 }: LayerActivation, sums: readonly number[]): number[] {
  if (name === 'identity') return [...sums];
  const each = name === 'softmax' ? Math.exp : (functionByName.get(name)?.value as (a: number, b: number) => number);
  const values = sums.map((sum) => each(sum, parameter));
  const total = values.reduce((sum, value) => sum + value, 0);
  return name === 'softmax' ? values.map((value) => value / total) : values;
}

/** Loss and gradient on the engine's tape: the mean over samples that lie along an axis. */
function onTheEngine({ network, batch, parameters, x, t }: Problem): { readonly loss: number; readonly gradient: readonly number[] } {
  const tape = new Tape(1);
  const samples = tape.axis(batch);
  const axes = network.sizes.map((size) => tape.axis(size));
  const wrt: NodeId[] = [];
  let decay = tape.constant(0);
  let at = 0;
  let values = tape.leaf([samples, axes[0] as number], x);
  network.activations.forEach(({ name, parameter = 0 }, n) => {
    const [below, above] = [axes[n] as number, axes[n + 1] as number];
    const [inputs, outputs] = [network.sizes[n] as number, network.sizes[n + 1] as number];
    const w = tape.leaf([below, above], transposed(parameters.subarray(at, at + inputs * outputs), outputs, inputs));
    at += inputs * outputs;
    const b = tape.leaf([above], parameters.slice(at, at + outputs));
    at += outputs;
    wrt.push(w, b);
    decay = tape.add(decay, tape.sum(tape.sum(tape.power(w, 2), below), above));
    const a = tape.add(tape.sum(tape.multiply(w, values), below), b);
    if (name === 'softmax') {
      const e = tape.call('exp', a);
      values = tape.divide(e, tape.sum(e, above));
    } else if (name === 'identity') values = a;
    else values = functionByName.get(name)?.arity === 2 ? tape.call(name, a, tape.constant(parameter)) : tape.call(name, a);
  });
  const last = axes.at(-1) as number;
  const targets = tape.leaf([samples, last], t);
  const each = (lossByName.get(network.loss) as Loss).formula<NodeId>(tape, values, targets);
  const mean = tape.divide(tape.sum(tape.sum(each, last), samples), tape.constant(batch));
  const loss = tape.add(mean, tape.multiply(tape.constant((network.l2 ?? 0) / 2), decay));
  const adjoints = tape.adjoints(loss, wrt);
  const gradient = adjoints.flatMap((adjoint, n) => {
    const layer = n >> 1;
    const [inputs, outputs] = [network.sizes[layer] as number, network.sizes[layer + 1] as number];
    if (adjoint === undefined) return Array<number>(n % 2 === 0 ? inputs * outputs : outputs).fill(0);
    return [...(n % 2 === 0 ? transposed(tape.valueOf(adjoint), inputs, outputs) : tape.valueOf(adjoint))];
  });
  return { loss: tape.valueOf(loss)[0] as number, gradient };
}

function transposed(values: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from({ length: values.length }, (_, n) => values[(n % rows) * columns + Math.floor(n / rows)] as number);
}

function differences(given: Problem): Record<string, number> {
  const engine = onTheEngine(given);
  const greatest = Math.max(Number.MIN_VALUE, ...engine.gradient.map(Math.abs));
  expect(engine.gradient.every(Number.isFinite)).toBe(true);
  return Object.fromEntries(
    (['plain', 'fastest'] as const).map((path) => {
      const trainer = new DenseTrainer(given.network, given.batch, path);
      trainer.parameters.set(given.parameters);
      const loss = trainer.step(given.x, given.t);
      const off = Math.max(...engine.gradient.map((slope, n) => Math.abs(slope - (trainer.gradient[n] as number)))) / greatest;
      const lossOff = Math.abs(loss - engine.loss) / Math.max(1, Math.abs(engine.loss));
      return [trainer.path, Math.max(off, lossOff)];
    }),
  );
}

const hidden = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });
const shape = fc.record({
  inputs: fc.integer({ min: 1, max: 9 }),
  hidden,
  outputs: fc.integer({ min: 1, max: 6 }),
  batch: fc.integer({ min: 1, max: 21 }),
  l2: fc.constantFrom(0, 0.01),
  seed: fc.integer(),
});

/** Runs networks of random sizes whose hidden and last activations are these. */
function agrees(middle: string, end: string, loss: string, runs: number): void {
  fc.assert(
    fc.property(shape, ({ inputs, hidden, outputs, batch, l2, seed }) => {
      // Softmax of one unit is constant.
      const sizes = [inputs, ...hidden, end === 'softmax' ? outputs + 1 : outputs];
      const activations = [...hidden.map(() => activation(middle)), activation(end)];
      const off = differences(problem({ sizes, activations, loss, l2 }, batch, randomFrom(seed)));
      for (const [path, difference] of Object.entries(off)) expect(difference, path).toBeLessThan(tolerance);
    }),
    { seed: 11, numRuns: runs },
  );
}

describe('gradients of both paths are those of the engine', () => {
  it('and there are two paths', () => {
    const network: DenseNetwork = { sizes: [2, 1], activations: [{ name: 'tanh' }], loss: 'squared error' };
    expect(new DenseTrainer(network, 4).path).toBe('simd');
    expect(new DenseTrainer(network, 4, 'plain').path).toBe('plain');
  });

  it.each(activationNames)('with the activation %s in one layer', (name) => {
    fc.assert(
      fc.property(shape, ({ inputs, outputs, batch, l2, seed }) => {
        const network = { sizes: [inputs, outputs], activations: [activation(name)], loss: 'squared error', l2 };
        const off = differences(problem(network, batch, randomFrom(seed)));
        for (const [path, difference] of Object.entries(off)) expect(difference, path).toBeLessThan(tolerance);
      }),
      { seed: 12, numRuns: 25 },
    );
  });

  it.each(activationNames)('with the activation %s in hidden layers', (name) => agrees(name, 'identity', 'squared error', 15));

  it.each(
    losses.flatMap(({ name, outputs: [low] }) => (low < 0 ? ['identity', 'tanh'] : ['sigmoid', 'softmax']).map((end) => [name, end])),
  )('with the loss %s of %s', (loss, end) => agrees('tanh', end, loss, 25));

  it('of softmax in the middle', () => agrees('softmax', 'sigmoid', 'binary cross entropy', 25));
});

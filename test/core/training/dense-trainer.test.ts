import { afterEach, describe, expect, it, vi } from 'vitest';
import { DenseTrainer } from '../../../src/core/training/dense/dense-trainer.ts';
import type { DenseNetwork } from '../../../src/core/training/dense/network.ts';
import { unfit } from '../../../src/core/training/dense/network.ts';

const paths = ['plain', 'fastest'] as const;

const xor: DenseNetwork = {
  sizes: [2, 5, 1],
  activations: [{ name: 'tanh' }, { name: 'sigmoid' }],
  loss: 'binary cross entropy',
};
const x = Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1);
const t = Float64Array.of(0, 1, 1, 0);

/** A trainer whose parameters are the same every time. */
function trainerOf(network: DenseNetwork, batch: number, path: (typeof paths)[number]): DenseTrainer {
  const trainer = new DenseTrainer(network, batch, path);
  for (let n = 0; n < trainer.parameters.length; n++) trainer.parameters[n] = Math.sin(7 * n + 1);
  return trainer;
}

describe.each(paths)('the %s path', (path) => {
  it('learns XOR', () => {
    const trainer = trainerOf(xor, 4, path);
    let loss = trainer.step(x, t);
    for (let n = 0; n < 2000; n++) {
      trainer.descend(0.5);
      loss = trainer.step();
    }
    expect(loss).toBeLessThan(0.01);
    const out = new Float64Array(4);
    trainer.predict(x, out);
    expect([...out].map(Math.round)).toEqual([...t]);
  });

  it('predicts for any number of points, and keeps its batch', () => {
    const [asked, quiet] = [trainerOf(xor, 4, path), trainerOf(xor, 4, path)];
    asked.step(x, t);
    quiet.step(x, t);
    const points = Float64Array.from({ length: 2 * 11 }, (_, n) => Math.cos(3 * n));
    const out = new Float64Array(11);
    asked.predict(points, out);
    const one = new Float64Array(1);
    out.forEach((value, n) => {
      quiet.predict(points.slice(2 * n, 2 * n + 2), one);
      expect(value).toBe(one[0]);
    });
    expect(asked.step()).toBe(trainerOf(xor, 4, path).step(x, t));
  });

  it('gives the same numbers every time', () => {
    const [one, other] = [trainerOf(xor, 4, path), trainerOf(xor, 4, path)];
    for (let n = 0; n < 50; n++) {
      expect(one.step(x, t)).toBe(other.step(x, t));
      one.descend(0.3);
      other.descend(0.3);
    }
    expect(one.parameters).toEqual(other.parameters);
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('takes the mean over %d samples, whatever the batch could hold', (count) => {
    const inputs = Float64Array.from({ length: 2 * count }, (_, n) => Math.cos(n));
    const targets = Float64Array.from({ length: count }, (_, n) => n % 2);
    const [roomy, tight] = [trainerOf(xor, 12, path), trainerOf(xor, count, path)];
    // What an earlier batch left behind has no part in it.
    roomy.step(
      Float64Array.from({ length: 24 }, (_, n) => 50 * n),
      new Float64Array(12),
    );
    expect(roomy.step(inputs, targets)).toBeCloseTo(tight.step(inputs, targets), 14);
    tight.gradient.forEach((slope, n) => {
      expect(roomy.gradient[n]).toBeCloseTo(slope, 14);
    });
  });

  it('shows what every unit holds', () => {
    const trainer = trainerOf(xor, 4, path);
    trainer.step(x, t);
    const { sums, values, adjoints } = trainer.units(1);
    for (let s = 0; s < 4; s++) {
      const y = 1 / (1 + Math.exp(-(sums[s] as number)));
      expect(values[s]).toBeCloseTo(y, 14);
      expect(adjoints[s]).toBeCloseTo((y - (t[s] as number)) / 4, 14);
    }
    expect(trainer.weights(0)).toHaveLength(10);
    expect(trainer.biases(1)).toHaveLength(1);
    expect(trainer.weights(0).buffer).toBe(trainer.parameters.buffer);
  });

  it.each([
    ['tanh', Math.tanh],
    ['sigmoid', (a: number) => 1 / (1 + Math.exp(-a))],
    ['softplus', (a: number) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a)))],
    ['silu', (a: number) => a / (1 + Math.exp(-a))],
  ])('has %s to 1e-15', (name, exact) => {
    const count = 4000;
    const trainer = new DenseTrainer({ sizes: [1, 1], activations: [{ name }], loss: 'squared error' }, count, path);
    trainer.weights(0)[0] = 1;
    // Dense near 0, where a function may lose its digits, and far beyond where it stops to change.
    const sums = Float64Array.from({ length: count }, (_, n) => 60 * (n / (count / 2) - 1) ** 5);
    const out = new Float64Array(count);
    trainer.predict(sums, out);
    const errors = [...out].map(
      (value, n) => Math.abs(value - exact(sums[n] as number)) / Math.max(1e-300, Math.abs(exact(sums[n] as number))),
    );
    expect(Math.max(...errors)).toBeLessThan(1e-15);
  });

  it('descends along the gradient, and along nothing else', () => {
    const trainer = trainerOf({ ...xor, sizes: [2, 4, 1] }, 4, path);
    trainer.step(x, t);
    const before = trainer.parameters.slice();
    const slopes = trainer.gradient.slice();
    trainer.descend(0.25);
    expect([...trainer.parameters]).toEqual([...before].map((value, n) => value - 0.25 * (slopes[n] as number)));
    expect(trainer.gradient).toEqual(slopes);
  });

  it.each(['tanh', 'sigmoid', 'relu', 'leakyrelu', 'softplus', 'silu', 'elu', 'softmax', 'identity', 'gelu'])(
    'lets what is not a number through %s, so that a divergence is seen',
    (name) => {
      for (const [end, loss] of [
        ['sigmoid', 'binary cross entropy'],
        ['softmax', 'cross entropy'],
        ['identity', 'squared error'],
        ['identity', 'huber'],
      ] as const) {
        const trainer = trainerOf({ sizes: [2, 3, 2], activations: [{ name }, { name: end }], loss }, 4, path);
        trainer.weights(0)[0] = Number.NaN;
        expect(trainer.step(x, Float64Array.of(0, 1, 1, 0, 0, 1, 1, 0)), `${name}, ${loss}`).toBeNaN();
      }
    },
  );

  it('allocates nothing but the number that a step returns', () => {
    const trainer = trainerOf({ ...xor, sizes: [2, 8, 1] }, 16, path);
    const run = (steps: number) => {
      for (let n = 0; n < steps; n++) trainer.step();
    };
    run(20_000);
    const grown = Array.from({ length: 10 }, () => {
      const before = process.memoryUsage().heapUsed;
      run(2000);
      return (process.memoryUsage().heapUsed - before) / 2000;
    }).filter((bytes) => 0 <= bytes);
    expect(Math.min(...grown)).toBeLessThan(64);
  });
});

describe('what cannot be trained is said', () => {
  it.each<[DenseNetwork, number, string | undefined, string]>([
    // the network                                                        batch  kind          why this row
    [xor, 4, undefined, 'a network that can'],
    [{ ...xor, sizes: [2, 0, 1] }, 4, 'size', 'a layer without units'],
    [{ ...xor, sizes: [2, 2.5, 1] }, 4, 'size', 'half a unit'],
    [xor, 0, 'size', 'a batch without samples'],
    [{ ...xor, sizes: [2] }, 4, 'layers', 'no layer'],
    [{ ...xor, sizes: [2, 1] }, 4, 'layers', 'an activation too many'],
    [{ ...xor, activations: [{ name: 'tanhh' }, { name: 'sigmoid' }] }, 4, 'activation', 'a name that nobody knows'],
    [{ ...xor, activations: [{ name: 'constructor' }, { name: 'sigmoid' }] }, 4, 'activation', 'a name that every object knows'],
    [{ ...xor, loss: 'regret' }, 4, 'loss', 'a loss that nobody knows'],
    [{ ...xor, sizes: [2, 100_000, 1000] }, 4, 'too-large', 'more numbers than the limit'],
  ])('%o, batch %d: %s', (network, batch, kind, _why) => {
    expect(unfit(network, batch)?.kind).toBe(kind);
    if (kind === undefined) return;
    expect(() => new DenseTrainer(network, batch)).toThrow(RangeError);
  });

  it('and a batch that does not fit', () => {
    const trainer = new DenseTrainer(xor, 2);
    expect(() => trainer.load(x, t)).toThrow(RangeError);
    expect(() => trainer.load(x, new Float64Array(0))).toThrow(RangeError);
  });
});

describe('the choice of a path', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it.each<[string, object | undefined]>([
    ['there is no WebAssembly', undefined],
    ['it knows no vectors', { validate: () => false }],
    [
      'a policy forbids it',
      {
        validate: () => true,
        Module: class {
          constructor() {
            throw new EvalError('blocked by the content security policy');
          }
        },
      },
    ],
  ])('falls on the plain one where %s', async (_, host) => {
    vi.stubGlobal('WebAssembly', host);
    vi.resetModules();
    const fresh = await import('../../../src/core/training/dense/dense-trainer.ts');
    expect(new fresh.DenseTrainer(xor, 4).path).toBe('plain');
  });
});

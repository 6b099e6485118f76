import { type FunctionNode, parse, type SymbolNode } from 'mathjs';
import { describe, expect, it } from 'vitest';
import { Tape } from '../../../src/core/engine/tape.ts';
import type { Arithmetic, ScalarFunction } from '../../../src/core/functions/index.ts';
import { functionByName, functions } from '../../../src/core/functions/index.ts';
import { random, slope } from '../engine/gradient-check.ts';

/** Numbers as a carrier. */
const numbers: Arithmetic<number> = {
  constant: (value) => value,
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  power: (a, exponent) => a ** exponent,
  negate: (a) => -a,
  call: (name, a = Number.NaN, b = a) => (functionByName.get(name) as ScalarFunction).value(a, b),
};

const table = Object.fromEntries(functions.map(({ name, value }) => [name, value]));

/** Seeded points of the domain: at least 0.01 from kinks and ties, and close to both sides of every kink. */
function points({ domain, kinks = [], arity }: ScalarFunction): (readonly [number, number])[] {
  const next = random(7);
  const at = (n: number) => {
    const [from, to] = domain[n] as readonly [number, number];
    return from + (to - from) * next();
  };
  const drawn = Array.from({ length: 40 }, () => [at(0), arity === 2 ? at(1) : 0] as const);
  const clear = drawn.filter(([a, b]) => (arity === 1 || 0.01 < Math.abs(a - b)) && kinks.every((kink) => 0.01 < Math.abs(a - kink)));
  return [...clear, ...kinks.flatMap((kink) => [-0.01, 0.01].map((off) => [kink + off, arity === 2 ? at(1) : 0] as const))];
}

describe.each(functions)('$name', (f) => {
  it('has one derivative, and one place to sample, for each argument', () => {
    expect(f.derivative).toHaveLength(f.arity);
    expect(f.domain).toHaveLength(f.arity);
    expect(f.partials?.length ?? f.arity).toBe(f.arity);
    expect(f.partials === undefined).toBe(f.derivative.every((text) => text === '0'));
    expect(points(f).length).toBeGreaterThan(20);
    for (const [a, b] of points(f)) expect(f.value(a, b)).toSatisfy(Number.isFinite);
  });

  it('differentiates alike by formula, by partial and by difference quotient', () => {
    for (const [a, b] of points(f)) {
      const out = f.value(a, b);
      f.derivative.forEach((text, n) => {
        const formula = parse(text).evaluate({ ...table, a, b, out }) as number;
        const partial = f.partials?.[n]?.(numbers, [a, f.arity === 2 ? b : a], out) ?? 0;
        const [quotient] = slope((h) => Float64Array.of(n === 0 ? f.value(a + h, b) : f.value(a, b + h)));
        const size = Math.max(1, Math.abs(partial));
        expect(Math.abs(formula - partial) / size, `formula at ${a}, ${b}`).toBeLessThan(1e-13);
        expect(Math.abs((quotient as number) - partial) / size, `quotient at ${a}, ${b}`).toBeLessThan(1e-6);
      });
    }
  });

  it('is what it is by plainer functions', () => {
    for (const [a, b] of f.plainer === undefined ? [] : points(f)) {
      const plainer = parse(f.plainer as string).evaluate({ ...table, a, b }) as number;
      const value = f.value(a, b);
      expect(Math.abs(plainer - value) / Math.max(1, Math.abs(value)), `at ${a}, ${b}`).toBeLessThan(1e-13);
    }
  });

  it('does the same on a tape, at all points at once', () => {
    const at = points(f);
    const t = new Tape(at.length);
    const args = [0, 1].slice(0, f.arity).map((n) =>
      t.leaf(
        [],
        Float64Array.from(at, (point) => point[n] as number),
      ),
    );
    const out = t.call(f.name, ...args);
    at.forEach(([a, b], s) => {
      expect(t.valueOf(out)[s]).toBe(f.value(a, f.arity === 2 ? b : a));
    });
    t.adjoints(out, args).forEach((bar, n) => {
      const expected = at.map(([a, b]) => f.partials?.[n]?.(numbers, [a, f.arity === 2 ? b : a], f.value(a, b)) ?? 0);
      t.valueOf(bar as number).forEach((x, s) => {
        expect(x).toBeCloseTo(expected[s] as number, 12);
      });
    });
  });

  it('speaks of functions of the table only', () => {
    for (const text of f.derivative) {
      parse(text).traverse((node, path) => {
        if (node.type === 'FunctionNode') expect(functionByName.has((node as FunctionNode).fn.name)).toBe(true);
        else if (node.type === 'SymbolNode' && path !== 'fn') expect(['a', 'b', 'out', 'pi']).toContain((node as SymbolNode).name);
      });
    }
  });
});

describe('the table', () => {
  it('gives every name and trigger to one function', () => {
    const triggers = functions.flatMap((f) => [
      ...new Set([f.name, ...f.latex].map((word) => (word.startsWith('\\') ? word : word.toLowerCase()))),
    ]);
    expect(triggers.filter((word, n) => triggers.indexOf(word) !== n)).toEqual([]);
    expect(functionByName.size).toBe(functions.length);
  });

  it.each([
    ['erf', 0.5, 0.5204998778130465, 'a series value'],
    ['erf', -1, -0.8427007929497149, 'odd'],
    ['erf', 2, 0.9953222650189527, 'the end of the series'],
    ['erf', 2.5, 0.999593047982555, 'the begin of the continued fraction'],
    ['erf', 3, 0.9999779095030014, 'a value of the continued fraction'],
    ['erf', 50, 1, 'far out'],
    ['sigmoid', 1, 0.7310585786300049, 'plain'],
    ['sigmoid', -1000, 0, 'no overflow'],
    ['sigmoid', 1000, 1, 'no overflow'],
    ['logsigmoid', -1000, -1000, 'no overflow'],
    ['softplus', 0, Math.LN2, 'plain'],
    ['softplus', 1000, 1000, 'no overflow'],
    ['softplus', -40, 4.248354255291589e-18, 'no loss of small values'],
    ['gelu', 1, 0.8413447460685429, 'the normal distribution function'],
    ['selu', -1, -1.1113307378125625, 'PyTorch, torch.nn.functional.selu'],
    ['mish', 1, 0.8650983882673103, 'PyTorch, torch.nn.functional.mish'],
    ['coth', 1, 1.3130352854993315, 'DLMF 4.28.13'],
    ['gamma', 5, 24, 'a factorial'],
    ['factorial', 4, 24, 'a whole number'],
    ['step', 0, 0, 'the derivative of ReLU at its kink, by the convention of most frameworks'],
  ])('%s(%d) = %d: %s', (name, at, value) => {
    expect(Math.abs((functionByName.get(name) as ScalarFunction).value(at, at) - value)).toBeLessThanOrEqual(4e-16 * Math.abs(value));
  });

  it.each([
    ['gamma', 0.5, Math.sqrt(Math.PI), 'DLMF 5.4.6'],
    ['gamma', -1.5, (4 / 3) * Math.sqrt(Math.PI), 'below zero'],
    ['gamma', 1.3, 0.8974706963062772, 'between whole numbers'],
    ['lgamma', 100, 359.1342053695754, 'far out'],
    ['lgamma', 3.7, 1.4280723266653883, 'near the begin of the expansion'],
    ['digamma', 1, -0.5772156649015329, 'DLMF 5.4.12'],
    ['digamma', -1.5, 0.7031566406452432, 'DLMF 5.5.4'],
  ])('%s(%d) = %d to the last places: %s', (name, at, value) => {
    expect(Math.abs((functionByName.get(name) as ScalarFunction).value(at, at) - value)).toBeLessThan(2e-14 * Math.abs(value));
  });

  it.each([
    ['polygamma', 1, 1, Math.PI ** 2 / 6, 'DLMF 5.4.12'],
    ['polygamma', 2, 1, -2.4041138063191885, 'DLMF 5.15.2'],
    ['polygamma', 3, 1, Math.PI ** 4 / 15, 'DLMF 5.15.2'],
  ])('%s(%d, %d) = %d to the last places: %s', (name, a, b, value) => {
    expect(Math.abs((functionByName.get(name) as ScalarFunction).value(a, b) - value)).toBeLessThan(2e-14 * Math.abs(value));
  });

  it.each([
    ['gamma', 0],
    ['gamma', -2],
    ['lgamma', -1],
    ['digamma', 0],
  ])('%s has a pole at %d', (name, at) => {
    expect((functionByName.get(name) as ScalarFunction).value(at, at)).toBeNaN();
  });

  it.each([
    ['pow', -2, 3, -8, 'an integer exponent of a negative base is real'],
    ['pow', -8, 1 / 3, Number.NaN, 'any other is undefined'],
    ['leakyrelu', -2, 0.1, -0.2, 'the slope is the second argument'],
    ['elu', -1, 2, 2 * Math.expm1(-1), 'alpha is the second argument'],
    ['atan2', 1, -1, (3 * Math.PI) / 4, 'the second quadrant'],
    ['max', Number.NaN, 1, Number.NaN, 'undefined stays undefined'],
  ])('%s(%d, %d) = %d: %s', (name, a, b, value) => {
    expect((functionByName.get(name) as ScalarFunction).value(a, b)).toEqual(value);
  });

  it.each(['tanh', 'sigmoid', 'softplus', 'elu', 'relu', 'silu', 'gelu', 'mish'])('%s has a finite slope far out', (name) => {
    const f = functionByName.get(name) as ScalarFunction;
    for (const a of [-800, 800]) {
      const slope = f.partials?.[0]?.(numbers, [a, 1], f.value(a, 1)) as number;
      expect(slope).toBeCloseTo(name !== 'tanh' && name !== 'sigmoid' && 0 < a ? 1 : 0, 12);
    }
  });

  it.each(['__proto__', 'constructor', 'toString'])('does not know %s', (name) => {
    expect(functionByName.get(name)).toBeUndefined();
    const t = new Tape(1);
    expect(() => t.call(name, t.constant(1))).toThrow('no function');
  });
});

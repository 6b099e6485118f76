import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Program, type ProgramData, programOf, withLeaves } from '../../../src/core/engine/program.ts';
import { Tape } from '../../../src/core/engine/tape.ts';
import { draw, random, run } from './gradient-check.ts';
import { program } from './random-program.ts';

describe('a program', () => {
  it('gives the values of the tape again and again, after its leaves were written in place, from JSON too', () => {
    fc.assert(
      fc.property(program, fc.nat(), (recipe, seed) => {
        const next = random(seed);
        const { t, leaves, out } = run(recipe, draw(recipe, next));
        const adjoints = t.adjoints(out, leaves).flatMap((id) => id ?? []);
        const outputs = [out, ...adjoints];
        const { data, places } = programOf(t, outputs, new Set(leaves));
        const compiled = new Program(JSON.parse(JSON.stringify(data)) as ProgramData);
        for (let round = 0; round < 3; round++) {
          const values = draw(recipe, next);
          for (const [n, leaf] of leaves.entries()) compiled.values(places.get(leaf) as number).set(values[n] as Float64Array);
          compiled.run();
          const fresh = run(recipe, values);
          const expected = [fresh.out, ...fresh.t.adjoints(fresh.out, fresh.leaves).flatMap((id) => id ?? [])];
          for (const [n, id] of outputs.entries()) {
            const found = compiled.values(places.get(id) as number);
            const wanted = fresh.t.valueOf(expected[n] as number);
            const each = wanted.length / found.length;
            expect([...wanted].every((value, at) => Object.is(value, found[Math.floor(at / each)]))).toBe(true);
          }
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('goes on from steps that are given to it, and works out nothing behind them', () => {
    fc.assert(
      fc.property(program, fc.nat(), fc.nat(), (recipe, seed, which) => {
        const next = random(seed);
        const { t, leaves, out } = run(recipe, draw(recipe, next));
        const { data, places } = programOf(t, [out], new Set(leaves));
        const whole = new Program(data);
        for (const [n, leaf] of leaves.entries()) whole.values(places.get(leaf) as number).set(draw(recipe, next)[n] as Float64Array);
        whole.run();
        const told = which % data.steps.length;
        const end = places.get(out) as number;
        const rest = new Program(withLeaves(data, [told]), [end, told]);
        for (const leaf of leaves) {
          const place = places.get(leaf) as number;
          rest.values(place).set(whole.values(place).subarray(0, rest.values(place).length));
        }
        rest.values(told).set(whole.values(told));
        rest.run();
        expect(rest.values(end)).toEqual(whole.values(end));
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it.each([
    ['an inverse', (t: Tape, x: number, [i = 0, j = 0]: readonly number[]) => t.inverse(x, i, j)],
    [
      'a maximum with its neutral element',
      (t: Tape, x: number, [i = 0]: readonly number[]) =>
        t.maximum(t.where(t.less(t.iota(i), t.constant(1)), x, t.constant(Number.NEGATIVE_INFINITY)), i),
    ],
    ['a value that is not defined', (t: Tape, x: number) => t.where(t.less(x, t.constant(0)), x, t.constant(Number.NaN))],
  ] as const)('runs %s', (_, build) => {
    const t = new Tape(1);
    const axes = [t.axis(2), t.axis(2)];
    const values = Float64Array.of(2, 1, -1, 3);
    const leaf = t.leaf(axes, values);
    const out = build(t, leaf, axes);
    const { data, places } = programOf(t, [out], new Set([leaf]));
    const compiled = new Program(JSON.parse(JSON.stringify(data)) as ProgramData);
    compiled.values(places.get(leaf) as number).set(values);
    compiled.run();
    expect([...compiled.values(places.get(out) as number)]).toEqual([...t.valueOf(out)]);
  });

  it('refuses more values than there is room for', () => {
    const t = new Tape(4096);
    const axis = t.axis(512);
    let node = t.leaf([axis], new Float64Array(512 * 4096));
    const leaf = node;
    for (let n = 0; n < 9; n++) node = t.call('exp', node);
    expect(() => new Program(programOf(t, [node], new Set([leaf])).data)).toThrow(RangeError);
  });
});

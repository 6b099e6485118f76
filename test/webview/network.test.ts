import { describe, expect, it } from 'vitest';
import { networkOf, stopsOf } from '../../src/webview/network.ts';
import { Session } from '../../src/webview/session.ts';
import { planOf, twoLayers } from '../core/network/support.ts';

const plan = planOf(twoLayers);
const nodes = networkOf(plan);
const named = (tex: string) => nodes.findIndex((node) => node.tex === tex);

describe('the network as a graph', () => {
  it.each([
    ['x', [], [], 'an input'],
    ['a', ['x'], ['w', 'b'], 'weights come in where they are used'],
    ['z', ['a'], [], 'an activation'],
    ['y', ['z'], ['v', 'c'], 'the second layer'],
    ['E', ['t', 'y'], [], 'the loss compares'],
  ])('%s comes from %j with %j', (tex, parents, parameters, _why) => {
    const node = nodes[named(tex)];
    expect(node?.parents.map((n) => nodes[n]?.tex).sort()).toEqual(parents);
    expect(node?.parameters.map((n) => plan.parameters[n]?.tex).sort()).toEqual([...parameters].sort());
  });

  it('has everything after what it comes from', () => {
    for (const [n, { parents }] of nodes.entries()) for (const parent of parents) expect(parent).toBeLessThan(n);
  });

  it('is walked there and back', () => {
    const stops = stopsOf(nodes, plan);
    expect(stops.slice(0, nodes.length).map(({ at }) => at)).toEqual(nodes.map((_, n) => n));
    expect(stops.slice(nodes.length).map(({ at }) => nodes[at]?.tex)).toEqual(['E', 'y', 'z', 'a']);
  });
});

describe('one point on its way', () => {
  it('has values that follow from each other', () => {
    const session = new Session({ plan, data: { kind: 'made', name: 'xor', count: 40 }, randomSeed: 1 });
    for (let n = 0; n < 5; n++) session.step();
    const { inputs, targets, values } = session.look('exact', 3);
    const of = (tex: string) => values[plan.values.findIndex((one) => one.tex === tex)];
    const [a, z, y, loss] = ['a', 'z', 'y', 'E'].map(of);
    expect(inputs[0]).toHaveLength(2);
    expect([...(targets[0] ?? [])].sort()).toEqual([0, 1]);
    for (const [j, value] of (z?.values ?? []).entries()) expect(value).toBeCloseTo(Math.tanh(a?.values[j] as number), 12);
    const errors = (y?.values ?? []).map((value, k) => value - (targets[0]?.[k] as number));
    expect(loss?.values[0]).toBeCloseTo(
      errors.reduce((sum, error) => sum + error ** 2 / 2, 0),
      12,
    );
    for (const [k, error] of errors.entries()) expect(y?.adjoints?.[k]).toBeCloseTo(error, 12);
  });

  it('is looked at without a trace in the race', () => {
    const [one, other] = [0, 1].map(() => new Session({ plan, data: { kind: 'made', name: 'xor', count: 40 }, randomSeed: 1 }));
    for (let n = 0; n < 6; n++) {
      one?.step();
      other?.step();
      other?.look('written', n);
    }
    expect(other?.report()).toEqual(one?.report());
  });
});

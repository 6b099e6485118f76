import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dataSets, pointsOf } from '../../../src/core/training/data-sets.ts';
import { Inspector, type Looked } from '../../../src/core/training/inspector.ts';
import { split } from '../../../src/core/training/points.ts';
import { Race } from '../../../src/core/training/race.ts';
import { dataOf, planFor, planOf, raced, trainerOf, twoLayers } from './support.ts';

const r = String.raw;

/** A neuron without an activation, whose loss has no bounds. */
const linear = r`$y = \sum_i w_i x_i + b$, $L = \frac12 (y - t)^2$`;

describe('a race', () => {
  const data = dataOf('xor');

  it('with right notes is one curve, and learns', () => {
    const race = raced(planOf(twoLayers), data, 500);
    const { written, exact } = race.score().train;
    expect(exact.loss).toBeLessThan(0.02);
    expect(written.loss).toBeCloseTo(exact.loss, 9);
    expect(race.score().test?.exact.accuracy).toBe(1);
  });

  it.each<[string, string, number, string]>([
    // layers behind h                                                                                      data       least accuracy   why this row
    [
      r`$y_k = \sum_j v_{kj} h_j + c_k$, $E = \frac12 \sum_k (y_k - t_k)^2$`,
      'spirals',
      0.8,
      'learns nothing with a small step, and stops with a large one',
    ],
    [
      r`$y_k = \sum_j v_{kj} h_j + c_k$, $E = \frac12 \sum_k (y_k - t_k)^2$`,
      'moons',
      0.97,
      'the same where two classes are near each other',
    ],
    [
      r`$s_k = \sum_j v_{kj} h_j + c_k$, $y_k = \sigma(s_k)$, $E = \frac12 \sum_k (y_k - t_k)^2$`,
      'spirals',
      0.9,
      'sigmoids with flat ends, which need a step a hundred times as large',
    ],
    [
      r`$s_k = \sum_j v_{kj} h_j + c_k$, $p_k = \frac{e^{s_k}}{\sum_l e^{s_l}}$, $E = -\sum_k t_k \ln p_k$`,
      'spirals',
      0.9,
      'a loss that goes on falling where all is right',
    ],
    [
      r`$y_k = \sum_j v_{kj} h_j + c_k$, $E = 100 \sum_k (y_k - t_k)^2$`,
      'circles',
      0.97,
      'a loss so steep that all of the usual steps are too large',
    ],
  ])('takes a step size by which it learns: %s on %s', (layers, name, accuracy) => {
    const note = r`$a_j = \sum_i w_{ji} x_i + b_j$, $h_j = \tanh(a_j)$, ${layers}. $\frac{\partial E}{\partial c_k} = \frac{\partial E}{\partial y_k}$`;
    const own = dataOf(name, 200);
    const plan = planOf(note, { classes: own.train.classes, batch: 32 });
    expect(raced(plan, own, 500).score().train.exact.accuracy).toBeGreaterThan(accuracy);
  });

  it('is the same each time, and from its start again', () => {
    const plan = planOf(twoLayers.replace(r`\epsilon_j x_i`, r`2 \epsilon_j x_i`));
    const [one, other] = [raced(plan, data, 60, 0.1), raced(plan, data, 60, 0.1)];
    expect(one.state()).toEqual(other.state());
    one.restart();
    for (let n = 0; n < 60; n++) one.step();
    expect(one.state()).toEqual(other.state());
  });

  it('is another one with another seed', () => {
    const plan = planOf(twoLayers);
    expect(raced(plan, data, 5, 0.1).state()).not.toEqual(raced(plan, dataOf('circles'), 5, 0.1).state());
  });

  it('goes on with one run when the other stops, and says at which step and by what', () => {
    const race = raced(planOf(twoLayers.replace(r`= \delta_k z_j`, r`= -9 \delta_k z_j`)), data, 500, 0.3);
    const { written, exact } = race.state().runs;
    expect(written.stopped?.tex).toMatch(/^(?:y|E|a|z|c|v|w|b|\\frac\{\\partial E\}\{\\partial \w\})$/);
    expect(written.stopped?.step).toBeGreaterThan(3);
    expect(exact.stopped).toBeUndefined();
    expect(exact.loss).toBeLessThan(0.1);
  });

  it.each<[note: string, rate: number, written: string, exact: string, why: string]>([
    // the note                                                                      rate   as written        true         why this row
    [r`${linear}, $\frac{\partial L}{\partial w_i} = (t - y) x_i$`, 0.3, 'later: y L', 'goes on', 'the loss grows without end'],
    [r`${linear}, $\frac{\partial L}{\partial w_i} = (y - t) x_i$`, 50, 'later: y L', 'later: y L', 'too large a step for both'],
    [
      r`${linear}, $\frac{\partial L}{\partial w_i} = 10^{300} (y - t) x_i$`,
      1e10,
      'at once: w',
      'later: y L',
      'a weight that one step carries away',
    ],
    [
      r`$y = \sum_i w_i x_i + b$, $L = \frac14 (y - t)^4$, $\frac{\partial L}{\partial w_i} = -(y - t)^3 x_i$`,
      0.02,
      'later: y L \\frac{\\partial L}{\\partial w} w',
      'goes on',
      'a loss that no kernel knows',
    ],
  ])('%s at %d stops as written %s, truly %s', (note, rate, written, exact) => {
    const race = raced(planOf(note), data, 3000, rate);
    for (const [course, said] of [
      ['written', written],
      ['exact', exact],
    ] as const) {
      const { stopped } = race.state().runs[course];
      const [when, names = ''] = said.split(': ');
      expect(stopped === undefined ? 'goes on' : stopped.step === 1 ? 'at once' : 'later').toBe(when);
      if (stopped) expect(names.split(' ')).toContain(stopped.tex);
      // What is shown of the gradients is from the last step at which all was finite.
      if (stopped && stopped.step > 1)
        expect(race.runs[course].sound[course].every((gradient) => gradient.every(Number.isFinite))).toBe(true);
    }
    expect(race.isOver).toBe(exact !== 'goes on');
  });

  it('says how far apart the gradients are, at the weights of the run as written', () => {
    const race = raced(planOf(twoLayers.replace(r`= \epsilon_j x_i`, r`= -\frac12 \epsilon_j x_i`)), data, 3, 0.01);
    const at = race.plan.parameters.findIndex(({ tex }) => tex === 'w');
    for (const [n, { cosine, error }] of race.state().distances.entries()) {
      expect(cosine).toBeCloseTo(n === at ? -1 : 1, 12);
      expect(error).toBeCloseTo(n === at ? 1.5 : 0, 12);
    }
  });

  it('draws weights to 0 if that is asked for, in both runs alike', () => {
    const plan = planOf(twoLayers);
    const race = new Race(plan, data, { optimiser: 'sgd', rate: 0.1, decay: 0.2, randomSeed: 1 });
    for (let n = 0; n < 200; n++) race.step();
    const length = (weights: readonly Float64Array[]): number => Math.hypot(...weights.flatMap((values) => [...values]));
    expect(length(race.runs.exact.runner.weights)).toBeLessThan(length(raced(plan, data, 200, 0.1).runs.exact.runner.weights) / 2);
    expect(race.state().distances.every(({ error }) => error < 1e-9)).toBe(true);
    expect(length(race.runs.written.runner.weights)).toBeCloseTo(length(race.runs.exact.runner.weights), 9);
  });

  it('shows what the network says anywhere, and what goes through it at one point', () => {
    const race = raced(planOf(twoLayers), data, 50, 0.1);
    const { runner } = race.runs.exact;
    const said = runner.outputs(data.test);
    expect(said).toHaveLength(2 * data.test.count);
    const row = data.test.count - 1;
    const seen = new Inspector(race.plan).look(runner.weights, data.test, row);
    expect(seen.map(({ named, values }) => `${named.tex}:${values.length}`)).toEqual(['a:8', 'z:8', 'y:2', 'E:1']);
    const [, , y, loss] = seen as [Looked, Looked, Looked, Looked];
    const target = data.test.targets[row] as number;
    for (const [k, value] of y.values.entries()) {
      expect(value).toBeCloseTo(said[2 * row + k] as number, 12);
      expect(y.adjoints?.[k]).toBeCloseTo(value - Number(k === target), 12);
    }
    expect(loss.values[0]).toBeCloseTo(
      y.values.reduce((sum, value, k) => sum + (value - Number(k === target)) ** 2 / 2, 0),
      12,
    );
    expect(seen[0]?.named.where?.part).toBe(0);
  });

  it('shows one point of a batch that has an index of its own', () => {
    const batch = [
      r`With $X \in \mathbb{R}^{n \times d}$, $V \in \mathbb{R}^{d \times h}$, $W \in \mathbb{R}^{h \times k}$:`,
      r`$$H = \tanh(X V), \quad Y = H W, \quad L = \frac{1}{2 n} \|Y - T\|_F^2, \quad \frac{\partial L}{\partial Y} = \frac1n (Y - T)$$`,
    ].join('\n\n');
    const race = raced(planOf(batch), data, 50, 0.1);
    const { runner, plan } = { ...race.runs.exact, plan: race.plan };
    const said = runner.outputs(data.test);
    const row = 3;
    const seen = new Inspector(plan).look(runner.weights, data.test, row);
    expect(seen.map(({ named, values, adjoints }) => `${named.tex}:${values.length},${adjoints?.length}`)).toEqual([
      'H:8,8',
      'Y:2,2',
      'L:1,1',
    ]);
    const target = data.test.targets[row] as number;
    for (const [k, value] of (seen[1] as Looked).values.entries()) {
      expect(value).toBeCloseTo(said[2 * row + k] as number, 12);
      expect(seen[1]?.adjoints?.[k]).toBeCloseTo((value - Number(k === target)) / plan.batch, 12);
    }
  });

  it('makes no arrays in its steps', () => {
    const race = raced(planOf(twoLayers), data, 200, 0.1);
    const before = process.memoryUsage().arrayBuffers;
    for (let n = 0; n < 1000; n++) race.step();
    expect(process.memoryUsage().arrayBuffers).toBeLessThanOrEqual(before);
  });

  it('shows the point of the spoilers: the perceptron takes them in, a network whose weights are no larger does not', () => {
    const plan = planOf(
      r`$a = \sum_i w_i x_i + b$, $y = \frac{1}{1 + e^{-a}}$, $E = \frac12 (y - t)^2$. $\frac{\partial E}{\partial w_i} = (y - t) y (1 - y) x_i$`,
    );
    const set = dataSets.find(({ name }) => name === 'spoilers') as (typeof dataSets)[number];
    const all = split(pointsOf(set, 1), 1, 1);
    const race = new Race(plan, all, { optimiser: 'sgd', rate: 1, randomSeed: 1, hasPerceptron: true });
    for (let n = 0; n < 500; n++) race.step();
    const { train, perceptron } = race.score();
    expect(perceptron?.accuracy).toBe(1);
    expect(train.exact.accuracy).toBe(1 - 1 / all.train.count);
  });
});

const seeds = fileURLToPath(new URL('../../../../shared/seeds', import.meta.url));

/** A slip: what stands in the notes, and what is put there. */
type Slip = readonly [from: string, to: string];

describe.skipIf(!existsSync(seeds))('notes of teachers on XOR, 500 steps', () => {
  const textOf = (number: string): string => readFileSync(`${seeds}/${readdirSync(seeds).find((name) => name.startsWith(number))}`, 'utf8');
  const data = dataOf('xor', 200);

  it.each<[string, string | undefined, number, Slip | undefined, string]>([
    // seed   section      loss  slip                                                                                                        why this row
    ['001', '2', 0.01, undefined, 'squared error, as it is'],
    ['001', '2', 0.01, [r`- \eta \left[ h'(a_j^{(1)}) \sum_k`, r`+ \eta \left[ h'(a_j^{(1)}) \sum_k`], 'the sign of an update'],
    [
      '001',
      '2',
      0.01,
      [r`&= h'(a_j^{(1)}) \sum_k \delta_k^{(2)} w_{kj}^{(2)}\end`, r`&= h(a_j^{(1)}) \sum_k \delta_k^{(2)} w_{kj}^{(2)}\end`],
      'the function for its derivative',
    ],
    [
      '001',
      '2',
      0.01,
      [r`$$= (o_k^{(2)} - t_k)h'(a_k^{(2)})$$`, r`$$= (t_k - o_k^{(2)})h'(a_k^{(2)})$$`],
      'the sign of what all gradients are made of',
    ],
    ['001', '4', 0.01, undefined, 'cross entropy with softmax'],
    ['001', '4', 0.01, [r`&= y_r - t_r\end`, r`&= y_r + t_r\end`], 'the sign of the target'],
    ['003', undefined, 0.01, undefined, 'one formula for all of the network'],
    [
      '003',
      undefined,
      0.01,
      [r`&= \sum_k^K (y_k - t_k) \cdot w_{kj}^{(2)} \cdot (1 - h^2(`, r`&= \sum_k^K (y_k - t_k) \cdot w_{kj}^{(2)} \cdot (h^2(`],
      'a wrong slope',
    ],
    [
      '004',
      '5',
      0.1,
      [r`= (x_j^2 - t_j) x_j^2 (1 - x_j^2) x_i^1$$`, r`= (t_j - x_j^2) x_j^2 (1 - x_j^2) x_i^1$$`],
      'layers as superscripts, two hidden units and a third',
    ],
    [
      '004',
      '5',
      0.1,
      [r`We set  $\delta_j^2 = x_j^2 (1 - x_j^2) (x_j^2 - t_j)`, r`We set  $\delta_j^2 = x_j^2 (1 - x_j^2) (t_j - x_j^2)`],
      'the name of an error',
    ],
  ])('%s %s: the true run ends below %d (%#)', (number, section, loss, slip) => {
    const text = textOf(number);
    if (slip && !text.includes(slip[0])) throw new Error(`no ${slip[0]}`);
    const trainer = trainerOf(slip ? text.replace(slip[0], () => slip[1]) : text);
    const goal = trainer.goal(number === '001' && section ? { section } : {});
    if ('refused' in goal) throw new Error(goal.refused.id);
    const plan = planFor(trainer, goal, { batch: 32 });
    expect(plan.parameters.every(({ standing }) => standing === 'right')).toBe(slip === undefined);
    const race = raced(plan, data, 500);
    const { written, exact } = race.score().train;
    expect(exact.loss).toBeLessThan(loss);
    if (slip) expect(race.state().runs.written.stopped !== undefined || loss < written.loss).toBe(true);
    else expect(written.loss).toBeCloseTo(exact.loss, 6);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/core/training/plan.ts';
import { ProgramRunner } from '../../../src/core/training/program-runner.ts';
import { distanceOf } from '../../../src/core/training/race.ts';
import { dataOf, planOf, twoLayers } from './support.ts';

const r = String.raw;

/** How far each gradient as written is from the true one, at the start: `w: right 0`, `v: wrong 0.5` (the relative error, rounded). */
function gradientsOf(plan: Plan): string {
  const runner = new ProgramRunner(plan, 3);
  const { train } = dataOf('xor');
  runner.run(
    train,
    Int32Array.from({ length: plan.batch }, (_, n) => n),
  );
  return plan.parameters
    .map(({ tex, standing }, n) => {
      const { error } = distanceOf(runner.written[n] as Float64Array, runner.exact[n] as Float64Array);
      return `${tex}: ${standing} ${Number(error.toFixed(3))}`;
    })
    .join(', ');
}

/** The two layers with some text exchanged. */
function twoLayersWith(...changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`no ${from}`);
    return text.replace(from, () => to);
  }, twoLayers);
}

/** Two layers as matrices, with an error of the hidden one that has a factor. */
function layersWith(factor: string): string {
  return [
    r`$$h = \tanh(V x + b), \qquad y = W h + c, \qquad E = \frac12 \|y - t\|^2$$`,
    r`$$\epsilon = y - t, \qquad \frac{\partial E}{\partial W} = \epsilon h^\top, \qquad \frac{\partial E}{\partial c} = \epsilon$$`,
    r`$$\delta = (W^\top \epsilon) \odot ${factor}, \qquad \frac{\partial E}{\partial V} = \delta x^\top, \qquad \frac{\partial E}{\partial b} = \delta$$`,
  ].join('\n\n');
}

const right = 'v: right 0, w: right 0, b: right 0, c: right 0';

describe('a gradient with two branches', () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  it.each<[string, string, string]>([
    [r`-t x \, \mathbb{1}[t \, w^\top x < 0]`, 'right', 'both'],
    [r`-t x`, 'wrong', 'the one alone, which is right at many points'],
  ])('%s is %s at whatever points it is compared', (formula, standing, _why) => {
    const note = r`$E = \max(0, -t \, w^\top x)$. $\frac{\partial E}{\partial w} = ${formula}$`;
    for (const batch of [1, 16])
      for (const randomSeed of seeds) expect(planOf(note, { randomSeed, batch }).parameters.map((one) => one.standing)).toEqual([standing]);
  });
});

describe('gradients are as the notes write them', () => {
  it.each<[string, string | RegExp, string]>([
    // the note                                                                       gradients                                                  why this row
    [twoLayers, right, 'all claims are right'],
    [twoLayersWith([r`\delta_k z_j`, r`-\delta_k z_j`]), 'v: wrong 2, w: right 0, b: right 0, c: right 0', 'a sign in one claim'],
    [twoLayersWith([r`\epsilon_j x_i`, r`2 \epsilon_j x_i`]), 'v: right 0, w: wrong 1, b: right 0, c: right 0', 'a factor'],
    [
      twoLayersWith([r`= y_k - t_k`, r`= t_k - y_k`]),
      'v: wrong 2, w: wrong 2, b: wrong 2, c: wrong 2',
      'what a name stands for goes into all that is made of it',
    ],
    [
      twoLayersWith([r`(1 - z_j^2) \sum_k v_{kj} \delta_k`, r`2 (1 - z_j^2) \sum_k v_{kj} \delta_k`]),
      'v: right 0, w: wrong 1, b: wrong 1, c: right 0',
      'into the layers below, and not above',
    ],
    [
      twoLayersWith(
        [r`= y_k - t_k$$`, r`= y_k - t_k$$ $$\frac{\partial z_j}{\partial a_j} = 1 + z_j^2$$`],
        [r`(1 - z_j^2) \sum_k v_{kj} \delta_k`, r`\frac{\partial z_j}{\partial a_j} \sum_k v_{kj} \delta_k`],
      ),
      /^v: right 0, w: wrong 0\.\d+, b: wrong 0\.\d+, c: right 0$/,
      'a factor of the chain rule that the notes claim something wrong of',
    ],
    [
      twoLayersWith([r`\frac{\partial E}{\partial v_{kj}} = \delta_k z_j, \qquad`, '']),
      'v: unclaimed 0, w: right 0, b: right 0, c: right 0',
      'no claim: the true one',
    ],
    [
      twoLayersWith([r`\delta_k z_j`, r`\delta_k q_j`]),
      'v: unused 0, w: right 0, b: right 0, c: right 0',
      'a name that is no part of the network',
    ],
    [
      twoLayersWith([r`\delta_k z_j`, r`\delta_k z_j = -\delta_k z_j = \delta_k z_j`]),
      right,
      'a slip on the way that is taken back: what counts is the end',
    ],
    [
      `${twoLayers}\n\n$$v_{kj} \\leftarrow v_{kj} + \\eta \\delta_k z_j$$`,
      'v: wrong 2, w: right 0, b: right 0, c: right 0',
      'an update that goes the wrong way',
    ],
    [`${twoLayers}\n\n$$v_{kj} \\leftarrow v_{kj} - \\eta \\delta_k z_j$$`, right, 'an update that goes the right way'],
    [
      `${twoLayers}\n\n$$v_{kj} \\leftarrow v_{kj} - \\eta \\frac{\\partial E}{\\partial v_{kj}}$$`,
      right,
      'an update by the derivative claims nothing',
    ],
    [twoLayersWith([r`\delta_k z_j`, r`\delta_k z_j = 0.35`]), right, 'a number that something comes to'],
    [
      r`$a = \sum_i w_i x_i + b$, $y = \frac{1}{1 + e^{-a}}$. The likelihood: $L = t \ln y + (1 - t) \ln(1 - y)$, $\frac{\partial L}{\partial b} = t - y$. $w_i \leftarrow w_i + \eta (t - y) x_i$`,
      'w: right 0, b: right 0',
      'up along a likelihood is down along its negative',
    ],
  ])('%s', (note, gradients) => {
    expect(gradientsOf(planOf(note))).toMatch(gradients);
  });

  it('a sum that is left out stands for its first term, and that is said', () => {
    const plan = planOf(twoLayersWith([r`(1 - z_j^2) \sum_k v_{kj} \delta_k`, r`(1 - z_j^2) v_{kj} \delta_k`]));
    expect(gradientsOf(plan)).toMatch(/^v: right 0, w: wrong [\d.]+, b: wrong [\d.]+, c: right 0$/);
    expect(plan.assumed.map(({ id }) => id)).toContain('train-first-member');
  });

  it('a wrong gradient says which steps make it wrong', () => {
    const note = twoLayersWith([r`= y_k - t_k`, r`= t_k - y_k`]);
    const { parameters } = planOf(note);
    for (const { faults } of parameters)
      expect(faults.map(({ where }) => note.slice(where.range.start, where.range.end))).toEqual([
        r`\frac{\partial E}{\partial y_k} = t_k - y_k`,
      ]);
  });

  it.each([
    // the note                                                                                       gradients                            why this row
    [
      r`$h(a) = \max(0, a)$. $h'(a) = \mathbb{1}[a > 0]$`,
      'w: right 0, b: right 0, v: unclaimed 0, c: unclaimed 0',
      'the slope of an activation alone',
    ],
    [r`$h(a) = \tanh(2a)$. $h'(a) = 2 (1 - h(a)^2)$`, 'w: right 0, b: right 0, v: unclaimed 0, c: unclaimed 0', 'with its own value'],
    [
      r`$h(a) = \tanh(2a)$. $h'(a) = 1 - h(a)^2$`,
      'w: wrong 0.5, b: wrong 0.5, v: unclaimed 0, c: unclaimed 0',
      'the inner derivative forgotten',
    ],
    [r`$L = \frac12 (y - t)^2$, $\frac{\partial L}{\partial y} = t - y$`, 'w: wrong 2, b: wrong 2', 'a loss alone, with a sign'],
    [
      r`$L = -t \ln y - (1 - t) \ln(1 - y)$, $\frac{\partial L}{\partial y} = -\frac{t}{y} + \frac{1 - t}{1 - y}$`,
      'w: right 0, b: right 0',
      'a logarithm gets a sigmoid in front',
    ],
  ])('where there is no network: %s', (note, gradients) => {
    expect(gradientsOf(planOf(note))).toBe(gradients);
  });

  it.each<[string, string | RegExp, string]>([
    // the note                                                                                                       gradients       why this row
    [
      r`$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$, $z_k = \sum_i w_{ki} x_i$, $L = -\sum_k t_k \ln p_k$. $\frac{\partial L}{\partial w_{ki}} = \sum_j \frac{\partial L}{\partial p_j} \frac{\partial p_j}{\partial z_k} x_i$. $\frac{\partial p_i}{\partial z_i} = p_i (1 - p_i)$. $\frac{\partial p_i}{\partial z_j} = p_i p_j, \quad j \neq i$`,
      /^w: wrong [\d.]+$/,
      'a claim under a condition, among those of all entries',
    ],
    [
      r`$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$, $z_k = \sum_i w_{ki} x_i$, $L = -\sum_k t_k \ln p_k$. $\frac{\partial L}{\partial w_{ki}} = \sum_j \frac{\partial L}{\partial p_j} \frac{\partial p_j}{\partial z_k} x_i$. $\frac{\partial p_i}{\partial z_i} = p_i (1 - p_i)$. $\frac{\partial p_i}{\partial z_j} = -p_i p_j, \quad j \neq i$`,
      'w: right 0',
      'the same without the slip',
    ],
    [
      layersWith(r`(1 - h)`),
      /^W: right 0, V: wrong [\d.]+, b: wrong [\d.]+, c: right 0$/,
      'a slip in a name that the bias shows, and that what else is made of it fails for',
    ],
    [
      layersWith(r`(1 - h)`).replace(r`\delta x^\top`, r`\delta h^\top`),
      /^W: right 0, V: unused 0, b: wrong [\d.]+, c: right 0$/,
      'what fails for something else as well is not run',
    ],
    [
      r`With $X \in \mathbb{R}^{n \times d}$, $V \in \mathbb{R}^{d \times h}$, $W \in \mathbb{R}^{h \times k}$: $H = \tanh(X V)$, $Y = H W$, $L = \frac{1}{2 n} \|Y - T\|_F^2$. $$\frac{\partial L}{\partial Y} = \frac1n (Y - T), \quad \frac{\partial L}{\partial W} = H \frac{\partial L}{\partial Y}$$`,
      'V: unclaimed 0, W: unfit 0',
      'a product that does not fit without a transposition',
    ],
    [layersWith(r`(1 - h \odot h)`), 'W: right 0, V: right 0, b: right 0, c: right 0', 'the same without the slip'],
    [
      r`$a_k = \sum_i w_{ki} x_i$, $E = \frac12 \sum_k (a_k - t_k)^2$. $\frac{\partial E}{\partial w_{11}} = (a_1 - t_1) x_1$, $\frac{\partial E}{\partial w_{12}} = (t_1 - a_1) x_2$`,
      /^w: wrong [\d.]+$/,
      'claims for single members, one of them wrong',
    ],
  ])('%s', (note, gradients) => {
    expect(gradientsOf(planOf(note))).toMatch(gradients);
  });
});

describe('the true gradient is what the mean loss changes by', () => {
  const data = dataOf('xor');
  it.each([
    // the note                                                                                                  why this row
    [twoLayers, 'two layers'],
    [
      r`$z_k = \sum_i w_{ki} x_i$, $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$, $L = -\sum_k t_k \ln p_k + \lambda \sum_k \sum_i w_{ki}^2$. $\frac{\partial L}{\partial w_{ki}} = (p_k - t_k) x_i$`,
      'softmax, weight decay',
    ],
    [
      r`$\hat y_n = \sum_j w_j x_{nj}$, $J = \frac1N \sum_n (\hat y_n - y_n)^2$. $\frac{\partial J}{\partial w_j} = \frac2N \sum_n (\hat y_n - y_n) x_{nj}$`,
      'an axis of data points',
    ],
    [
      r`$a_j = \sum_i w_{ji} x_i + b_j$, $h_j = \max(0, a_j)$, $y = \sum_j v_j h_j$, $\ell = \ln(1 + e^{-t y})$ with $t \in \{-1, 1\}$. $\frac{\partial \ell}{\partial y} = -\frac{t}{1 + e^{t y}}$`,
      'a margin, a kink',
    ],
    [r`$h(a) = \tanh(2a)$. $h'(a) = 2 (1 - h(a)^2)$`, 'an activation alone'],
  ])('%s', (note) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.nat(), (randomSeed, cell) => {
        const plan = planOf(note);
        const runner = new ProgramRunner(plan, randomSeed);
        const rows = Int32Array.from({ length: plan.batch }, (_, n) => n);
        const step = 1e-5;
        for (const [n, weights] of runner.weights.entries()) {
          const at = cell % weights.length;
          runner.run(data.train, rows);
          const gradient = runner.exact[n]?.[at] as number;
          const [up, down] = [step, -step].map((by) => {
            const kept = weights[at] as number;
            weights[at] = kept + by;
            runner.run(data.train, rows);
            weights[at] = kept;
            return runner.loss;
          }) as [number, number];
          expect(gradient).toBeCloseTo((up - down) / (2 * step), 4);
        }
      }),
      { seed: 8, numRuns: 6 },
    );
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KernelRunner } from '../../../src/core/training/kernel-runner.ts';
import type { Plan } from '../../../src/core/training/plan.ts';
import type { Split } from '../../../src/core/training/points.ts';
import { courses, Race } from '../../../src/core/training/race.ts';
import { dataOf, planFor, planOf, trainerOf, twoLayers } from './support.ts';

const r = String.raw;

/** What a plan's kernels run: sizes, activations, the loss, and how the notes' one differs from it. */
function denseIn({ dense }: Plan): string {
  if (dense === undefined) return 'program';
  const { network, scale, offset, decays } = dense;
  const layers = network.activations.map(({ name, parameter }) => (parameter === undefined ? name : `${name}(${parameter})`));
  const besides = [
    ...(scale === 1 ? [] : [`times ${scale}`]),
    ...(offset === 0 ? [] : [`plus ${offset.toFixed(3)}`]),
    ...(decays.some((decay) => decay !== 0) ? [`decay ${decays.join(' ')}`] : []),
  ];
  return [network.sizes.join('-'), layers.join(' '), network.loss, ...besides].join(' | ');
}

/** The greatest difference between a race by kernels and the same one by the program, over losses, gradients and weights, relative to each. */
function gap(plan: Plan, data: Split, steps: number, optimiser = 'sgd'): number {
  const { dense: _, ...bare } = plan;
  const settings = { optimiser, rate: 0.05, randomSeed: 3, decay: 0.001 };
  const [kernels, program] = [new Race(plan, data, settings), new Race(bare, data, settings)];
  expect([kernels.means, program.means]).toEqual(['simd', 'program']);
  let worst = 0;
  const compare = (one: ArrayLike<number>, other: ArrayLike<number>): void => {
    const largest = Array.from(other).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3);
    for (let n = 0; n < other.length; n++) worst = Math.max(worst, Math.abs((one[n] as number) - (other[n] as number)) / largest);
  };
  for (let n = 0; n < steps; n++) {
    kernels.step();
    program.step();
    for (const course of courses) {
      const [own, other] = [kernels.runs[course], program.runs[course]];
      compare([own.state().loss], [other.state().loss]);
      for (const [at, weights] of other.runner.weights.entries()) {
        compare(own.runner.weights[at] as Float64Array, weights);
        compare(own.runner.exact[at] as Float64Array, other.runner.exact[at] as Float64Array);
        compare(own.runner.written[at] as Float64Array, other.runner.written[at] as Float64Array);
      }
    }
  }
  for (const course of courses) {
    const [own, other] = [kernels.runs[course].runner, program.runs[course].runner];
    compare(own.outputs(data.test), other.outputs(data.test));
    expect(own.score(data.train).accuracy).toBe(other.score(data.train).accuracy);
  }
  return worst;
}

const neuron = r`$a = \sum_i w_i x_i + b$, $y = \frac{1}{1 + e^{-a}}$`;
const softmax = r`$z_k = \sum_i w_{ki} x_i + b_k$, $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$`;

describe('a network is told to be dense layers by its values', () => {
  it.each<[note: string, dense: string, why: string]>([
    [twoLayers, '2-8-2 | tanh identity | squared error', 'two layers with biases'],
    [
      r`${neuron}, $L = -t \ln y - (1 - t) \ln(1 - y)$. $\frac{\partial L}{\partial w_i} = (y - t) x_i$`,
      '2-1 | sigmoid | binary cross entropy',
      'a sigmoid by its formula, one output without an index',
    ],
    [
      r`${neuron}, $L = (y - t)^2$. $\frac{\partial L}{\partial b} = 2 (y - t) y (1 - y)$`,
      '2-1 | sigmoid | squared error | times 2',
      'without the half',
    ],
    [
      r`${softmax}, $L = -\sum_k t_k \ln p_k + \lambda \sum_k \sum_i w_{ki}^2$. $\frac{\partial L}{\partial b_k} = p_k - t_k$`,
      '2-2 | softmax | cross entropy | decay 0.002 0',
      'a weight decay',
    ],
    [
      r`$z_k = \sum_i w_{ki} x_i$, $L = \frac12 \sum_k (z_k - t_k)^2$. $\frac{\partial L}{\partial w_{ki}} = (z_k - t_k) x_i$`,
      '2-2 | identity | squared error',
      'no biases: the constant 1 among the inputs is one',
    ],
    [
      r`$\hat y_n = \sum_j w_j x_{nj}$, $J = \frac1N \sum_n (\hat y_n - y_n)^2$. $\frac{\partial J}{\partial w_j} = \frac2N \sum_n (\hat y_n - y_n) x_{nj}$`,
      '2-1 | identity | squared error | times 2',
      'the points have an axis of their own',
    ],
    [
      r`$a_j = \sum_i w_{ji} x_i + b_j$, $h_j = \max(0.01 a_j, a_j)$, $y_k = \sum_j v_{kj} h_j$, $E = \frac12 \sum_k (y_k - t_k)^2$. $\frac{\partial E}{\partial v_{kj}} = (y_k - t_k) h_j$`,
      '2-8-2 | leakyrelu(0.01) identity | squared error',
      'an activation with a number, by its formula',
    ],
    [
      r`$f = \sum_i w_i x_i + b$, $\ell = \ln(1 + e^{-y f})$ with $y \in \{-1, 1\}$. $\frac{\partial \ell}{\partial b} = \frac{-y}{1 + e^{y f}}$`,
      '2-1 | identity | logistic',
      'a margin',
    ],
    [
      r`$a = \sum_i w_i x_i + b$, $y = a^3$, $L = \frac12 (y - t)^2$. $\frac{\partial L}{\partial b} = 3 (y - t) a^2$`,
      '2-1 | pow(3) | squared error',
      'a power',
    ],
    [
      r`$a = \sum_i w_i x_i + b$, $y = a^3 + a$, $L = \frac12 (y - t)^2$. $\frac{\partial L}{\partial b} = (y - t) (3 a^2 + 1)$`,
      'program',
      'no known activation',
    ],
    [r`${neuron}, $L = \frac14 (y - t)^4$. $\frac{\partial L}{\partial b} = (y - t)^3 y (1 - y)$`, 'program', 'no known loss'],
    [
      r`${neuron}, $L = \frac12 (y - t)^2 + \lambda \sum_i |w_i|$. $\frac{\partial L}{\partial b} = (y - t) y (1 - y)$`,
      'program',
      'a penalty that is no weight decay',
    ],
    [
      r`$a_j = \sum_i w_{ji} x_i + b_j$, $h_j = \max(0, \min(a_j, 6))$, $y_k = \sum_j v_{kj} h_j$, $E = \frac12 \sum_k (y_k - t_k)^2$. $\frac{\partial E}{\partial v_{kj}} = (y_k - t_k) h_j$`,
      '2-8-2 | relu6 identity | squared error',
      'nearly a relu: it differs where weights are large',
    ],
  ])('%s: %s', (note, dense) => {
    expect(denseIn(planOf(note))).toBe(dense);
  });

  it('takes the gradient as written from the formulas of the notes, and the true one where they claim none', () => {
    const plan = planOf(twoLayers.replace(r`= \epsilon_j x_i, \qquad`, r`= \epsilon_j^2 x_i, \qquad`));
    const { train } = dataOf('xor');
    const runner = new KernelRunner(plan, plan.dense as NonNullable<typeof plan.dense>, 1);
    runner.run(
      train,
      Int32Array.from({ length: plan.batch }, (_, n) => n),
    );
    const isFollowed = plan.parameters.map(
      ({ tex }, n) => `${tex} ${runner.written[n]?.some((value, at) => Math.abs(value - (runner.exact[n]?.[at] ?? 0)) > 1e-9)}`,
    );
    expect(isFollowed).toEqual(['v false', 'w true', 'b false', 'c false']);
  });
});

describe('a race by the kernels is the one by the program', () => {
  it.each(['sgd', 'momentum', 'adam'])('by %s, right and wrong', (optimiser) => {
    expect(gap(planOf(twoLayers), dataOf('moons'), 50, optimiser)).toBeLessThan(1e-10);
    expect(gap(planOf(twoLayers.replace(r`(1 - z_j^2)`, r`(1 + z_j^2)`)), dataOf('moons'), 50, optimiser)).toBeLessThan(1e-10);
  });

  it('for networks of any size, activation and loss', () => {
    const activations = [r`\tanh(a_j)`, r`\frac{1}{1 + e^{-a_j}}`, r`\max(0, a_j)`, r`\ln(1 + e^{a_j})`, r`\sin(a_j)`, r`a_j`];
    const outputs = [
      r`$y_k = s_k$, $E = \frac12 \sum_k (y_k - t_k)^2$`,
      r`$y_k = \tanh(s_k)$, $E = \sum_k (y_k - t_k)^2 + \frac{\lambda}{2} \sum_k \sum_j v_{kj}^2$`,
      r`$y_k = \frac{e^{s_k}}{\sum_l e^{s_l}}$, $E = -\sum_k t_k \ln y_k$`,
      r`$y_k = \frac{1}{1 + e^{-s_k}}$, $E = -\sum_k \left(t_k \ln y_k + (1 - t_k) \ln(1 - y_k)\right)$`,
    ];
    const claim = r`$\delta_k = \frac{\partial E}{\partial s_k} = y_k - t_k$, $\frac{\partial E}{\partial v_{kj}} = \delta_k z_j$, $\frac{\partial E}{\partial c_k} = \delta_k$`;
    fc.assert(
      fc.property(
        fc.constantFrom(...activations),
        fc.constantFrom(...outputs),
        fc.constantFrom('moons', 'spirals'),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (activation, output, name, batch, hidden, hasBias) => {
          const first = r`$a_j = \sum_i w_{ji} x_i ${hasBias ? '+ b_j' : ''}$, $z_j = ${activation}$, $s_k = \sum_j v_{kj} z_j + c_k$`;
          const data = dataOf(name);
          const plan = planOf(`${first}, ${output}. ${claim}`, { batch, hidden: [hidden], classes: data.train.classes });
          expect(plan.dense?.network.sizes).toEqual([2, hidden, data.train.classes]);
          expect(gap(plan, data, 50)).toBeLessThan(1e-10);
        },
      ),
      { seed: 7, numRuns: 25 },
    );
  });
});

const seeds = fileURLToPath(new URL('../../../../shared/seeds', import.meta.url));

describe.skipIf(!existsSync(seeds))('notes of teachers', () => {
  const textOf = (number: string): string => readFileSync(`${seeds}/${readdirSync(seeds).find((name) => name.startsWith(number))}`, 'utf8');

  it.each<[number: string, section: string | undefined, dense: string]>([
    ['001', '2', '2-8-2 | sigmoid sigmoid | squared error'],
    ['001', '4', '2-8-2 | sigmoid softmax | cross entropy'],
    ['003', undefined, '2-8-2 | tanh softmax | cross entropy'],
    ['004', '5', '2-3-2 | sigmoid sigmoid | squared error'],
  ])('%s %s: %s', (number, section, dense) => {
    const trainer = trainerOf(textOf(number));
    const goal = trainer.goal(number === '001' && section ? { section } : {});
    if ('refused' in goal) throw new Error(goal.refused.id);
    const plan = planFor(trainer, goal, { batch: 32 });
    expect(denseIn(plan)).toBe(dense);
    expect(gap(plan, dataOf('xor', 200), 50)).toBeLessThan(1e-10);
  });
});

import { describe, expect, it } from 'vitest';
import { render } from '../../../src/core/text/message.ts';
import { Session } from '../../../src/webview/session.ts';
import { dataOf, planOf, raced, trainerOf } from './support.ts';

const r = String.raw;
const shapes = r`with $x \in \mathbb{R}^n$ and $W_1 \in \mathbb{R}^{m \times n}$, $b_1 \in \mathbb{R}^m$, $W_2 \in \mathbb{R}^{n \times m}$, $b_2 \in \mathbb{R}^n$`;
const layers = r`$h = \sigma(W_1 x + b_1)$ and $\hat x = W_2 h + b_2$ ${shapes}.`;
const squares = r`${layers} $L = \|x - \hat x\|^2$.`;
const inner = r`\frac{\partial L}{\partial W_1} = \left(2 W_2^\top (\hat x - x) \odot h \odot (1 - h)\right) x^\top`;
const outer = r`\frac{\partial L}{\partial W_2} = 2 (\hat x - x) h^\top`;
const tied = r`$a = W x + b$, $h = \sigma(a)$, $o = W^\top h + c$, $\hat x = \sigma(o)$ with $x \in \mathbb{R}^d$, $W \in \mathbb{R}^{k \times d}$, $b \in \mathbb{R}^k$, $c \in \mathbb{R}^d$. $L = -\sum_i [x_i \log \hat x_i + (1 - x_i) \log(1 - \hat x_i)]$.`;

describe('a loss that compares what comes out with the input', () => {
  it.each<[string, Record<string, string>, string]>([
    // notes                                                                                              gradients                        why this row
    [r`${squares} $${outer}$ and $${inner}$`, { W_1: 'right', W_2: 'right', b_1: 'unclaimed', b_2: 'unclaimed' }, 'whole vectors'],
    [r`${squares} $${outer.replace('2 (', '(')}$`, { W_1: 'unclaimed', W_2: 'wrong', b_1: 'unclaimed', b_2: 'unclaimed' }, 'without the 2'],
    [
      r`${squares} $${inner.replace(r`\odot h \odot (1 - h)`, r`\odot h`)}$`,
      { W_1: 'wrong', W_2: 'unclaimed', b_1: 'unclaimed', b_2: 'unclaimed' },
      'half of the derivative of the sigmoid',
    ],
    [
      r`${tied} $\frac{\partial L}{\partial o} = \hat x - x$, $\frac{\partial L}{\partial W} = h (\hat x - x)^\top + (W (\hat x - x) \odot h \odot (1 - h)) x^\top$`,
      { W: 'right', b: 'unclaimed', c: 'unclaimed' },
      'tied weights, and cross entropy',
    ],
    [
      r`$h_j^{(i)} = \tanh(\sum_k W_{jk} x_k^{(i)} + b_j)$, $\hat x_k^{(i)} = \sum_j V_{kj} h_j^{(i)} + c_k$, $J = \frac{1}{2m} \sum_{i=1}^m \sum_k (\hat x_k^{(i)} - x_k^{(i)})^2$. $\frac{\partial J}{\partial V_{kj}} = \frac1m \sum_{i=1}^m (\hat x_k^{(i)} - x_k^{(i)}) h_j^{(i)}$`,
      { W: 'unclaimed', b: 'unclaimed', V: 'right', c: 'unclaimed' },
      'many points with an index of their own',
    ],
    [
      r`$X \in \mathbb{R}^{N \times d}$, $A \in \mathbb{R}^{d \times k}$, $B \in \mathbb{R}^{k \times d}$, $H = \tanh(X A)$, $\hat X = H B$, $L = \frac1N \|\hat X - X\|_F^2$. $\frac{\partial L}{\partial B} = \frac2N H^\top (\hat X - X)$`,
      { A: 'unclaimed', B: 'right' },
      'a matrix of all points',
    ],
    [
      r`$L(W) = \frac12 \|x - W^\top W x\|^2$ with $x \in \mathbb{R}^n$, $W \in \mathbb{R}^{k \times n}$. With $e = W^\top W x - x$, $\frac{\partial L}{\partial W} = W x e^\top + W e x^\top$`,
      { W: 'right' },
      'without a name for what comes out',
    ],
    [
      r`$E(x) = \tanh(W x + b)$ and $D(z) = V z + c$ with $x \in \mathbb{R}^n$, $W \in \mathbb{R}^{m \times n}$, $V \in \mathbb{R}^{n \times m}$. $\hat x = D(E(x))$, $L(x, \hat x) = \frac12 \|x - \hat x\|^2$. $\frac{\partial L}{\partial V} = (\hat x - x) E(x)^\top$`,
      { W: 'unclaimed', b: 'unclaimed', V: 'right', c: 'unclaimed' },
      'an encoder and a decoder that are functions',
    ],
    [
      r`${layers} $L = \|x - \hat x\|^2 + \lambda \sum_j (h_j (1 - h_j))^2 \sum_i W_{1,ji}^2$. $\frac{\partial L}{\partial b_2} = 2 (\hat x - x)$`,
      { W_1: 'unclaimed', W_2: 'unclaimed', b_1: 'unclaimed', b_2: 'right' },
      'contractive, its penalty written out',
    ],
    [
      r`$a^{(2)} = f(W^{(1)} x + b^{(1)})$, $a^{(3)} = f(W^{(2)} a^{(2)} + b^{(2)})$, $f(z) = \frac{1}{1 + e^{-z}}$, $J = \frac12 \| a^{(3)} - x \|^2 + \beta \sum_j ( \rho \log \frac{\rho}{a^{(2)}_j} + (1 - \rho) \log \frac{1 - \rho}{1 - a^{(2)}_j} )$. $\frac{\partial J}{\partial a^{(3)}} = a^{(3)} - x$`,
      { 'W^{(1)}': 'unclaimed', 'W^{(2)}': 'right', 'b^{(1)}': 'unclaimed', 'b^{(2)}': 'right' },
      'sparse: how seldom a unit is to be active is no target',
    ],
  ])('%s: %j (%s)', (note, standings, _why) => {
    const { inputs, targets, encoding, parameters, prediction } = planOf(note);
    expect(encoding).toBe('input');
    expect([inputs.length, targets.length, prediction?.size]).toEqual([1, 0, 2]);
    expect(Object.fromEntries(parameters.map(({ tex, standing }) => [tex, standing]))).toEqual(standings);
  });

  it.each<[string, string]>([
    [r`$f(x) = x - \beta \tanh x$. $\frac{d f}{d \beta} = -\tanh x$`, 'a mere difference has no least value'],
    [
      r`$h = \sigma(W \tilde x + b)$, $r = \sigma(V h + c)$, $L = \|x - r\|^2$ with $\tilde x, x \in \mathbb{R}^n$, $W \in \mathbb{R}^{m \times n}$. $\frac{\partial L}{\partial r} = 2 (r - x)$`,
      'what goes in has another name, and its entries are no points',
    ],
    [r`$g = (x - x^2)^2$. $\frac{d g}{d x} = 2 (x - x^2)(1 - 2 x)$`, 'nothing is learnt'],
  ])('is none of %s: %s', (note) => {
    const trainer = trainerOf(note);
    const goal = trainer.goal();
    const plan = 'refused' in goal ? goal : trainer.plan(goal, { dimension: 2, classes: 2, batch: 8, randomSeed: 1 });
    expect('refused' in plan || plan.encoding !== 'input').toBe(true);
  });
});

describe('what is learnt', () => {
  it('goes through one number less than there are columns, unless something else is wished for', () => {
    const sizes = (hidden?: readonly number[]) => planOf(squares + r` $${outer}$`, hidden ? { hidden } : {}).hidden.map(({ size }) => size);
    expect([sizes(), sizes([5])]).toEqual([[1], [5]]);
  });

  it('is the line along which two clusters lie, as dense layers and right at the points', () => {
    const plan = planOf(squares + r` $${outer}$`);
    expect(plan.dense?.network.sizes).toEqual([2, 1, 2]);
    const race = raced(plan, dataOf('gaussians'), 500);
    const { exact, written } = race.score().train;
    // About the variance across the line: what goes through one number can lose no less.
    expect(exact.loss).toBeLessThan(0.4);
    expect(written.loss).toBeCloseTo(exact.loss, 9);
    expect(exact.accuracy).toBeUndefined();
  });

  it('is worse with the gradient of the notes where that is wrong', () => {
    const race = raced(planOf(squares + r` $${outer.replace('2 (', '-2 (')}$`), dataOf('gaussians'), 500);
    const { exact, written } = race.score().train;
    expect(written.loss).toBeGreaterThan(1.5 * exact.loss);
  });

  it('has the data where its outputs can reach, and says so', () => {
    const plan = planOf(r`${tied} $\frac{\partial L}{\partial o} = \hat x - x$`);
    expect(plan.data.within).toEqual([0, 1]);
    expect(plan.assumed.map(render)).toContain('what comes out is always within 0 and 1, so the data are moved into there');
    const { train, test } = raced(plan, dataOf('gaussians'), 1).data;
    const all = [...train.inputs, ...test.inputs];
    expect([Math.min(...all), Math.max(...all)]).toEqual([0, 1]);
  });

  it('is shown as where each point comes out', () => {
    const session = new Session({
      plan: planOf(squares + r` $${outer}$`),
      data: { kind: 'made', name: 'gaussians', count: 50 },
      randomSeed: 1,
    });
    const before = session.surface();
    while (session.steps < 300) session.step();
    const surface = session.surface();
    if (surface?.kind !== 'copies' || before?.kind !== 'copies') throw new Error('no copies');
    const { inputs } = session.opened.train;
    const off = (copies: Float64Array) => copies.reduce((sum, value, at) => sum + (value - (inputs[at] as number)) ** 2, 0);
    expect(surface.runs.exact).toHaveLength(inputs.length);
    expect(off(surface.runs.exact)).toBeLessThan(off(before.runs.exact) / 2);
  });
});

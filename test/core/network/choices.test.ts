import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../src/core/training/plan.ts';
import { dataOf, defaults, planOf, raced, trainerOf, twoLayers } from './support.ts';

const r = String.raw;
const sigmoid = r`$$y = \frac{1}{1 + e^{-a}}, \quad a = \sum_i w_i x_i + b, \quad E = \frac{1}{2} (y - t)^2$$

$$\frac{\partial E}{\partial w_i} = (y - t) y (1 - y) x_i, \qquad \frac{\partial E}{\partial b} = (y - t) y (1 - y)$$`;
const likelihood = r`$$y = \frac{1}{1 + e^{-a}}, \quad a = \sum_i w_i x_i + b, \quad E = -t \ln y - (1 - t) \ln (1 - y)$$

$$\frac{\partial E}{\partial w_i} = (y - t) x_i, \qquad \frac{\partial E}{\partial b} = y - t$$`;
const byName = twoLayers.replace(r`z_j = \tanh(a_j)`, r`z_j = h(a_j)`).replace('(1 - z_j^2)', "h'(a_j)");
const slip = twoLayers.replace(r`= \epsilon_j x_i`, r`= -\epsilon_j x_i`);

const standings = ({ parameters }: Plan): string => parameters.map(({ tex, standing }) => `${tex} ${standing}`).join(', ');
const lossesAfter = (plan: Plan, steps: number): readonly number[] => {
  const { train } = raced(plan, dataOf('xor'), steps, 0.1).score();
  return [train.written.loss, train.exact.loss];
};

describe('another loss', () => {
  it.each([
    // notes      offered                  not offered              why this row
    [twoLayers, 'hinge', 'cross entropy', 'outputs that may lie anywhere have no logarithm'],
    [sigmoid, 'binary cross entropy', 'cross entropy', 'one output is no choice among classes'],
    [likelihood, 'squared error', 'cross entropy', 'the notes have a logarithm themselves'],
  ])('%#: %s', (note, offered, not, _why) => {
    const { losses } = planOf(note).choices;
    expect(losses).toContain(offered);
    expect(losses).not.toContain(not);
  });

  it('one that does not fit is refused', () => {
    const trainer = trainerOf(twoLayers);
    const [goal] = trainer.goals;
    const plan = goal && trainer.plan(goal, { ...defaults, loss: 'binary cross entropy' });
    expect(plan).toMatchObject({ refused: { id: 'train-unfit-loss' } });
  });

  it.each([
    // notes      loss                     the gradients of the notes                                why this row
    [twoLayers, 'absolute error', 'v elsewhere, w elsewhere, b elsewhere, c elsewhere', 'they are those of the loss of the notes'],
    [twoLayers, 'squared error', 'v right, w right, b right, c right', 'the same loss by its name'],
    [slip, 'absolute error', 'v elsewhere, w wrong, b elsewhere, c elsewhere', 'a slip stays one'],
    [sigmoid, 'binary cross entropy', 'w elsewhere, b elsewhere', 'a single output'],
  ])('%#: %s by the %s', (note, loss, expected, _why) => {
    const plan = planOf(note, { loss });
    expect(standings(plan)).toBe(expected);
    expect(plan.loss.insteadOf).toBe('E');
  });

  it('is trained for by the true run, as if the notes had it', () => {
    const [chosen, own] = [planOf(sigmoid, { loss: 'binary cross entropy' }), planOf(likelihood)];
    expect(lossesAfter(chosen, 60)[1]).toBeCloseTo(lossesAfter(own, 60)[1] as number, 12);
    const same = lossesAfter(planOf(twoLayers), 60);
    for (const [n, loss] of lossesAfter(planOf(twoLayers, { loss: 'squared error' }), 60).entries())
      expect(loss).toBeCloseTo(same[n] as number, 12);
  });

  it('the run as written follows the loss of the notes all the same', () => {
    const plan = planOf(twoLayers, { loss: 'hinge' });
    const [written, exact] = lossesAfter(plan, 300) as [number, number];
    expect(exact).toBeLessThan(0.01);
    expect(written).toBeGreaterThan(0.5);
  });

  it('what the notes do not claim is the true gradient of it', () => {
    const plan = planOf(twoLayers.replace(r`\qquad \frac{\partial E}{\partial c_k} = \delta_k`, ''), { loss: 'absolute error' });
    const c = plan.parameters.find(({ tex }) => tex === 'c');
    expect(c?.standing).toBe('unclaimed');
    expect(c?.written).toBe(c?.exact);
  });
});

describe('another activation', () => {
  it.each([
    // notes      the gradients of the notes                          why this row
    [
      twoLayers,
      'v right, w elsewhere, b elsewhere, c right',
      'those behind the layer hold; those through it have the slope of the old one',
    ],
    [byName, 'v right, w right, b right, c right', 'a function that the notes leave open, by its name'],
    [
      `${byName}\n\n$h(a) = \\tanh(a)$`,
      'v right, w elsewhere, b elsewhere, c right',
      'one that they fix, by its name: its slope is that of theirs',
    ],
    [
      twoLayers.replace(r`\tanh(a_j)`, r`\frac{1}{1 + e^{-a_j}}`).replace('(1 - z_j^2)', 'z_j (1 - z_j)'),
      'v right, w elsewhere, b elsewhere, c right',
      'written out',
    ],
    [slip, 'v right, w wrong, b elsewhere, c right', 'a slip stays one'],
  ])('%#: %s', (note, expected, _why) => {
    expect(standings(planOf(note))).toBe(expected.replaceAll('elsewhere', 'right'));
    expect(standings(planOf(note, { activation: 'relu' }))).toBe(expected);
  });

  it('both runs have it', () => {
    const [written, exact] = lossesAfter(planOf(twoLayers, { activation: 'relu' }), 300) as [number, number];
    expect(exact).toBeLessThan(0.05);
    expect(written).toBeGreaterThan(2 * exact);
  });

  it('that of the outputs stays, since it belongs to the loss', () => {
    expect(planOf(sigmoid).choices.hasActivation).toBe(false);
    expect(standings(planOf(sigmoid, { activation: 'relu' }))).toBe('w right, b right');
  });
});

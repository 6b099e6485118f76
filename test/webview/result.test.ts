import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/core/training/plan.ts';
import { resultOf, spoken } from '../../src/webview/result.ts';
import { Session } from '../../src/webview/session.ts';
import { planOf, twoLayers } from '../core/network/support.ts';

const r = String.raw;
const said = (plan: Plan, steps?: number, rate?: number): string => {
  const session = new Session({ plan, data: { kind: 'made', name: 'xor', count: 120 }, randomSeed: 1, ...(rate ? { rate } : {}) });
  for (let n = 0; n < (steps ?? 0); n++) session.step();
  return spoken(resultOf(plan, steps === undefined ? undefined : session.report(), () => 'line 9'));
};

describe('the sentence above the curves', () => {
  it.each<[string, string, number | undefined, RegExp, string]>([
    [
      'right',
      twoLayers,
      undefined,
      /^Two runs start from the same weights.*Every gradient that the notes claim is the true one\.$/,
      'before',
    ],
    ['right', twoLayers, 500, /^Loss after 500 steps: [\d.]+ in both runs\. Every gradient/, 'one curve'],
    [
      'a sign',
      twoLayers.replace(r`= \epsilon_j x_i`, r`= -\epsilon_j x_i`),
      500,
      /^Loss after 500 steps: [\d.]+ with the true gradients, [\d.]+ with the gradients as written\. ∂E\/∂w \(line 9\) differs\.$/,
      'one gradient',
    ],
    [
      'two slips',
      twoLayers.replace(r`= \epsilon_j x_i`, r`= -\epsilon_j x_i`).replace(r`= \delta_k z_j`, r`= 2 \delta_k z_j`),
      1,
      /^Loss after 1 step: .* ∂E\/∂v \(line 9\) and ∂E\/∂w \(line 9\) differ\.$|∂E\/∂w \(line 9\) and ∂E\/∂v \(line 9\) differ\.$/,
      'two gradients, one step',
    ],
  ])('%s %#', (_name, note, steps, expected, _why) => expect(said(planOf(note), steps)).toMatch(expected));

  it('says where a run has stopped, and how far the other one is', () => {
    const plan = planOf(twoLayers.replace(r`= \delta_k z_j`, r`= -9 \delta_k z_j`));
    expect(said(plan, 400, 0.3)).toMatch(
      /^The run with the gradients as written stopped at step \d+: .+ is no longer finite\. Loss after 400 steps with the true gradients: [\d.]+\. ∂E\/∂v \(line 9\) differs\.$/,
    );
  });

  it.each([
    // what was chosen                             the sentence                                                                                    why this row
    [
      { loss: 'absolute error' },
      'The gradients of the notes are those of E, and not of the loss that was chosen (absolute error), by which both runs are measured.',
      'another loss',
    ],
    [
      { activation: 'relu' },
      'The gradients of the notes are those with their own activation, and not with relu; the run as written follows them all the same.',
      'another activation',
    ],
    [
      { loss: 'hinge', activation: 'relu' },
      'The gradients of the notes are those of E, and not of the loss that was chosen (hinge), by which both runs are measured, and those with their own activation, not with relu.',
      'both',
    ],
    [{ loss: 'squared error' }, 'Every gradient that the notes claim is the true one.', 'the loss of the notes by its name'],
  ])('says what the run as written means with %j', (chosen, sentence, _why) => {
    expect(said(planOf(twoLayers, chosen), 3)).toContain(sentence);
  });

  it('tells of a slip besides', () => {
    const slip = twoLayers.replace(r`= \epsilon_j x_i`, r`= -\epsilon_j x_i`);
    expect(said(planOf(slip, { loss: 'hinge' }), 3)).toMatch(/measured\. ∂E\/∂w \(line 9\) differs\.$/);
  });

  it('tells what the perceptron rule makes of the spoilers', () => {
    const unit = r`$a = \sum_i w_i x_i + b$, $y = \frac{1}{1 + e^{-a}}$, $E = \frac12 (y - t)^2$. $\frac{\partial E}{\partial w_i} = (y - t) y (1 - y) x_i$`;
    const session = new Session({ plan: planOf(unit), data: { kind: 'made', name: 'spoilers', count: 200 }, randomSeed: 1, rate: 1 });
    const after = (steps: number): string => {
      for (let n = session.steps; n < steps; n++) session.step();
      return spoken(resultOf(planOf(unit), session.report(), () => 'line 9'));
    };
    expect(after(1)).toMatch(/The perceptron rule does not separate the points yet, after \d+ moves\./);
    expect(after(500)).toMatch(/The perceptron rule separates the points, after \d+ moves; the true gradients do not\./);
  });

  it.each([
    // undecided      the sentence
    [
      [1],
      'Every gradient of the notes that could be decided is the true one. ∂E/∂w (line 9) could not, so both runs follow the true one there.',
    ],
    [
      [1, 2],
      'Every gradient of the notes that could be decided is the true one. ∂E/∂w (line 9) and ∂E/∂b (line 9) could not, so both runs follow the true ones there.',
    ],
  ])('says what could not be decided: %j', (undecided, sentence) => {
    const plan = planOf(twoLayers);
    const parameters = plan.parameters.map((one, n) => (undecided.includes(n) ? { ...one, standing: 'unused' as const } : one));
    expect(said({ ...plan, parameters })).toContain(sentence);
  });

  it("says what is wrong and can't be run", () => {
    const plan = planOf(twoLayers);
    const unfit = { ...plan, parameters: plan.parameters.map((one, n) => (n === 1 ? { ...one, standing: 'unfit' as const } : one)) };
    const sentence = "∂E/∂w (line 9) is wrong, and can't be run, so both runs follow the true one there.";
    expect(said(unfit)).toContain(sentence);
    const both = { ...unfit, parameters: unfit.parameters.map((one, n) => (n === 0 ? { ...one, standing: 'wrong' as const } : one)) };
    expect(said(both)).toContain(`∂E/∂v (line 9) differs. ${sentence}`);
  });

  it('says that nothing is claimed', () => {
    const plan = planOf(twoLayers);
    const bare = { ...plan, parameters: plan.parameters.map((one) => ({ ...one, standing: 'unclaimed' as const })) };
    expect(said(bare)).toMatch(/The notes claim no gradient/);
  });
});

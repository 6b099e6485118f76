import { describe, expect, it } from 'vitest';
import { base64Of, csvOf, jsonOf } from '../../src/webview/exports.ts';
import { type Job, Session } from '../../src/webview/session.ts';
import { planOf, twoLayers } from '../core/network/support.ts';

const plan = planOf(twoLayers);
const job: Job = { plan, data: { kind: 'made', name: 'xor', count: 40 }, randomSeed: 1, decay: 0 };
const session = new Session(job);
for (let n = 0; n < 3; n++) session.step();

describe('what is exported', () => {
  it('is a table with a row for each step', () => {
    const [head, ...rows] = csvOf(plan, session.report()).trimEnd().split('\n');
    expect(head).toBe(
      ['step', 'loss written', 'loss true', 'accuracy written', 'accuracy true']
        .concat(
          plan.parameters.map(({ tex }) => `cosine ${tex}`),
          plan.parameters.map(({ tex }) => `relative error ${tex}`),
        )
        .join(','),
    );
    expect(rows.map((row) => row.split(',')[0])).toEqual(['0', '1', '2', '3']);
    expect(rows.every((row) => row.split(',').length === head?.split(',').length)).toBe(true);
  });

  it('is a run from which it can be run again', () => {
    const whole = JSON.parse(jsonOf('file:///a.md', job, session.opened, session.report()));
    expect(whole).toMatchObject({
      note: 'file:///a.md',
      of: 'E',
      steps: 3,
      data: { name: 'xor', train: 32, test: 8 },
      settings: { randomSeed: 1 },
    });
    const again = new Session({ ...job, rate: whole.settings.rate, optimiser: whole.settings.optimiser });
    for (let n = 0; n < 3; n++) again.step();
    expect(again.report().score.train.exact.loss).toBe(whole.runs.true.loss);
    expect(whole.curve).toHaveLength(4);
  });

  it('crosses to the editor as it is', () => expect(Buffer.from(base64Of('∂E/∂w ✓'), 'base64').toString()).toBe('∂E/∂w ✓'));
});

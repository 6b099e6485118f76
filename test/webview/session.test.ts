import { describe, expect, it } from 'vitest';
import { accuracyOf, cosineOf, type Job, lossOf, Session } from '../../src/webview/session.ts';
import { planOf, twoLayers } from '../core/network/support.ts';

const r = String.raw;
const wrong = twoLayers.replace(r`= \epsilon_j x_i`, r`= -\epsilon_j x_i`);
const job = (note: string, more: Partial<Job> = {}): Job => ({
  plan: planOf(note),
  data: { kind: 'made', name: 'xor', count: 120 },
  randomSeed: 1,
  ...more,
});

function runTo(session: Session, steps: number): Session {
  while (session.steps < steps) session.step();
  return session;
}

describe('a session', () => {
  it('of right notes has one curve twice, and of wrong ones two', () => {
    const [right, slipped] = [twoLayers, wrong].map((note) => runTo(new Session(job(note)), 300).report());
    expect(right?.score.train.written.loss).toBeCloseTo(right?.score.train.exact.loss as number, 9);
    expect(slipped?.score.train.exact.loss).toBeLessThan(0.05);
    expect(slipped?.score.train.written.loss).toBeGreaterThan(0.1);
    const w = planOf(wrong).parameters.findIndex(({ tex }) => tex === 'w');
    expect(slipped?.columns.values[cosineOf(w)]?.at(-1)).toBeCloseTo(-1, 9);
  });

  it('is the same after a restart, and when it is brought to a step at once', () => {
    const session = runTo(new Session(job(wrong)), 50);
    const before = session.report();
    session.restart();
    expect(session.report().state.step).toBe(0);
    expect(runTo(session, 50).report()).toEqual(before);
    expect(runTo(new Session(job(wrong)), 50).report()).toEqual(before);
  });

  it('starts with the loss of both runs, and no gradient yet', () => {
    const { columns } = new Session(job(twoLayers)).report();
    expect(columns.steps).toEqual([0]);
    expect(columns.values[lossOf('written')]).toEqual(columns.values[lossOf('exact')]);
    expect(columns.values[accuracyOf('exact')]?.[0]).toBeGreaterThanOrEqual(0);
    expect(columns.values[cosineOf(0)]?.[0]).toBeNaN();
  });

  it.each<[Partial<Job>, ReturnType<() => Session['opened']['rateFrom']>, string]>([
    [{}, 'trial', 'the notes say none'],
    [{ rate: 0.25 }, 'job', 'the person says one'],
    [{ optimiser: 'adam' }, 'trial', 'another optimiser than the notes have'],
  ])('%j: the rate is from the %s', (more, from, _why) => {
    const { rate, rateFrom } = new Session(job(twoLayers, more)).opened;
    expect(rateFrom).toBe(from);
    expect(rate).toBeGreaterThan(0);
    if (more.rate !== undefined) expect(rate).toBe(more.rate);
  });

  it('trains on own rows', () => {
    const points = {
      count: 8,
      dimension: 2,
      inputs: new Float64Array(16).map((_, n) => Math.sin(n)),
      targets: new Float64Array(8),
      classes: 2,
    };
    points.targets.fill(1, 4);
    const session = new Session(job(twoLayers, { data: { kind: 'own', points }, share: 0.5 }));
    expect([session.opened.train.count, session.opened.testCount]).toEqual([4, 4]);
    expect(runTo(session, 5).report().state.step).toBe(5);
  });

  it('shows a run that stopped as a gap, and the other one goes on', () => {
    const blown = twoLayers.replace(r`= \delta_k z_j`, r`= -9 \delta_k z_j`);
    const { state, columns } = runTo(new Session(job(blown, { rate: 0.3 })), 400).report();
    expect(state.runs.written.stopped?.step).toBeGreaterThan(1);
    expect(columns.values[lossOf('written')]?.at(-1)).toBeNaN();
    expect(columns.values[lossOf('exact')]?.at(-1)).toBeLessThan(1);
  });
});

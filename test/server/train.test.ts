import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readNote } from '../../src/core/notes/read-note.ts';
import { checkAndKeep } from '../../src/core/pipeline/check-note.ts';
import { NoteTrainer } from '../../src/core/pipeline/train.ts';
import { type TrainAnswer, type TrainRefusal, type TrainWishes, trainMethod } from '../../src/protocol/preview.ts';
import type { Checker } from '../../src/server/note-server.ts';
import { TestClient } from './client.ts';

const uri = 'file:///note.md';
const text = `# One

$$y = \\sum_i w_i x_i, \\qquad L = \\frac{1}{2} (y - t)^2$$

$$\\frac{\\partial L}{\\partial w_i} = (t - y) x_i$$

# Two

$$y = \\sum_i w_i x_i, \\qquad J = (y - t)^2$$

$$\\frac{\\partial J}{\\partial w_i} = 2 (y - t) x_i$$
`;

const checker: Checker = function* (parts, options) {
  const note = readNote(parts);
  const checked = yield* checkAndKeep(note, { ...options, explain: true });
  return { report: checked.report, trainer: () => new NoteTrainer(note, checked) };
};

let client: TestClient;
beforeEach(async () => {
  client = await new TestClient(checker).start();
  await client.open(uri, text);
});
afterEach(() => client.dispose());

const asked = <T>(line: number, wishes: Partial<TrainWishes> = {}) =>
  client.request<T>(trainMethod, { uri, textUri: uri, position: { line, character: 0 }, wishes: { batch: 8, randomSeed: 1, ...wishes } });

describe('the network for a preview', () => {
  test('is that of the section with the cursor, with every place as an editor knows it', async () => {
    const answer = await asked<TrainAnswer>(4);
    expect(answer.goals).toEqual([
      { tex: 'L', line: 'line 3' },
      { tex: 'J', line: 'line 9' },
    ]);
    expect([answer.goal, answer.data, answer.plan.batch]).toEqual([0, 'gaussians', 8]);
    const [weights] = answer.plan.parameters;
    expect(weights?.standing).toBe('wrong');
    const claim = weights?.claims[0];
    const place = answer.places.find((one) => one.part === claim?.part && one.start === claim.range.start);
    expect(place).toMatchObject({ uri, line: 'line 5', range: { start: { line: 4 }, end: { line: 4 } } });
    expect((await asked<TrainAnswer>(9)).goal).toBe(1);
  });

  test('stays that of the goal of before wherever the cursor is, also when it has moved', async () => {
    expect((await asked<TrainAnswer>(4, { goal: { place: 1, tex: 'J' } })).goal).toBe(1);
    expect((await asked<TrainAnswer>(4, { goal: { place: 5, tex: 'J' } })).goal).toBe(1);
    expect((await asked<TrainAnswer>(9, { goal: { place: 0, tex: 'Q' } })).goal).toBe(1);
  });

  test('is for the data that are asked for, or says why there is none', async () => {
    const refused = await asked<TrainRefusal>(4, { data: { dimension: 2, classes: 3 } });
    expect(refused).toMatchObject({ refused: 'The network has one output, and the data have 3 classes.', at: { line: 'line 3' } });
    expect(refused.goals).toHaveLength(2);
    const answer = await asked<TrainAnswer>(4, { data: { dimension: 4, classes: 0 } });
    expect(answer.plan.data).toEqual({ dimension: 4, classes: 0 });
    expect(answer.data).toBeUndefined();
  });

  test('is none in a text without derivations', async () => {
    await client.open('file:///prose.md', 'Nothing here.');
    const refused = await client.request<TrainRefusal>(trainMethod, {
      uri: 'file:///prose.md',
      textUri: 'file:///prose.md',
      position: { line: 0, character: 0 },
      wishes: { batch: 8, randomSeed: 1 },
    });
    expect(refused.refused).toMatch(/there is nothing to train\.$/);
  });
});

import { describe, expect, it } from 'vitest';
import { bounds, numberIn, settingsFrom, usualSettings, wishesOf } from '../../src/webview/settings.ts';

describe('kept settings', () => {
  it.each<[unknown, object, string]>([
    [undefined, {}, 'nothing was kept'],
    ['text', {}, 'something else was'],
    [{ rate: 0.5, hidden: [4, 2] }, { rate: 0.5, hidden: [4, 2] }, 'what was chosen'],
    [{ rate: -1, batch: 2.5, count: 1e9 }, {}, 'numbers out of their bounds'],
    [{ hidden: [0], decay: Number.NaN }, {}, 'no units'],
    [{ data: 'moons', optimiser: 'adam' }, { data: 'moons', optimiser: 'adam' }, 'names'],
  ])('%j', (kept, expected, _why) => expect(settingsFrom(kept)).toEqual({ ...usualSettings, ...expected }));
});

describe('what the editor is asked for', () => {
  const points = { count: 10, dimension: 3, inputs: new Float64Array(30), targets: new Float64Array(10), classes: 3 };
  it.each<[object, object, string]>([
    [{}, { batch: 32, randomSeed: 1 }, 'the notes decide'],
    [{ data: 'spirals' }, { batch: 32, randomSeed: 1, data: { dimension: 2, classes: 3 } }, 'made data'],
    [{ data: 'own' }, { batch: 8, randomSeed: 1, data: { dimension: 3, classes: 3 } }, 'own data, of which there are 8 to train on'],
    [{ count: 20, batch: 64 }, { batch: 16, randomSeed: 1 }, 'no batch is larger than what there is'],
    [{ hidden: [5], activation: 'relu' }, { batch: 32, randomSeed: 1, hidden: [5], activation: 'relu' }, 'sizes and activation'],
  ])('%j', (chosen, expected, _why) =>
    expect(wishesOf({ ...usualSettings, ...chosen }, undefined, { name: 'a.csv', points })).toEqual(expected),
  );
});

describe('a field of a number', () => {
  it.each<[string, keyof typeof bounds, ReturnType<typeof numberIn>, string]>([
    ['', 'rate', undefined, 'empty: as it was before anyone chose'],
    [' 0.5 ', 'rate', 0.5, 'a number'],
    ['0,5', 'rate', 0.5, 'a comma'],
    ['1e-3', 'rate', 0.001, 'a power'],
    ['0', 'rate', 'bad', 'no step at all'],
    ['2.5', 'batch', 'bad', 'no whole number'],
    ['abc', 'count', 'bad', 'no number'],
    ['1e9', 'units', 'bad', 'too large'],
  ])('%j for %s', (text, name, expected, _why) => expect(numberIn(text, bounds[name])).toBe(expected));
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';

const r = String.raw;
const neuron = r`# A neuron

$a = \sum_i w_i x_i + b$, $y = \frac{1}{1 + e^{-a}}$, $L = -t \ln y - (1 - t) \ln(1 - y)$

$$\frac{\partial L}{\partial w_i} = (y - t) x_i$$

$$\frac{\partial L}{\partial b} = y - t$$
`;
const files = {
  'neuron.md': neuron,
  'wrong.md': neuron.replace('= (y - t) x_i', '= (t - y) x_i'),
  'growing.md': r`$y = \sum_i w_i x_i + b$, $L = \frac12 (y - t)^2$, $\frac{\partial L}{\partial w_i} = (t - y) x_i$`,
  'plain.md': 'no formulas',
  'neuron.ipynb': JSON.stringify({ cells: [{ cell_type: 'markdown', source: [neuron] }], nbformat: 4 }),
  'own.csv': `a,b,class\n${Array.from({ length: 20 }, (_, n) => `${n},${n % 3},${n < 10 ? 'low' : 'high'}`).join('\n')}\n`,
  'three.csv': `${Array.from({ length: 9 }, (_, n) => `${n},${n % 3}`).join('\n')}\n`,
  'bad.csv': '1,2,0\n1,x,1\n1,2\n',
};

let directory = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'backproof-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
});

afterAll(() => rmSync(directory, { recursive: true }));

async function backproof(...args: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  let clock = 0;
  const status = await run(['train', ...args], {
    directory,
    stdin: (async function* () {
      yield neuron;
    })(),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now: () => {
      clock += 60;
      return clock;
    },
    look: { colour: false, columns: 100 },
    progress: args.includes('-'),
  });
  return { status, out, err };
}

interface Report {
  readonly isRight: boolean;
  readonly of: string;
  readonly line: number;
  readonly data: { readonly name: string; readonly train: number; readonly test: number };
  readonly means: string;
  readonly settings: { readonly optimiser: string; readonly rate: number; readonly batch: number; readonly steps: number };
  readonly runs: Record<
    'written' | 'true',
    { readonly loss: number | null; readonly accuracy: number; readonly stopped?: { step: number; tex: string } }
  >;
  readonly parameters: readonly {
    readonly tex: string;
    readonly gradient: string;
    readonly cosine: number;
    readonly error: number;
    readonly faults?: readonly { line: number }[];
  }[];
  readonly curve: readonly { readonly step: number }[];
  readonly perceptron?: { readonly accuracy: number };
}

async function report(...args: readonly string[]): Promise<Report> {
  const { out, err } = await backproof(...args, '-f', 'json');
  if (out === '') throw new Error(err);
  return JSON.parse(out) as Report;
}

describe('backproof train', () => {
  it('says in words how both runs went', async () => {
    const { status, out, err } = await backproof('wrong.md', '--steps', '200', '--rate', '0.02');
    expect([status, err]).toEqual([1, '']);
    expect(out).toContain('wrong.md  L in line 3\n');
    expect(out).toContain('gaussians: 160 points to train on, 40 others; sgd, rate 0.02, batches of 32, 200 steps, seed 1');
    expect(out).toMatch(/\n {2}x as written {2}loss \d/);
    expect(out).toMatch(/\n {2}o true {8}loss 0\.\d+, accuracy \d\d(?:\.\d)? %, on other points \d+(?:\.\d)? %\n/);
    expect(out).toMatch(/\n {2}w {10}2 {5}−1 {6}2 {11}wrong\n {4}line 5: \(t - y\) x_i\n/);
    expect(out).toMatch(/\n {2}b {10}1 {5}1 {7}\S+ +right\n {4}line 7: y - t\n/);
    expect(out.split('\n').filter((line) => line.includes('┤'))).toHaveLength(10);
  });

  it('tells where it is on a terminal alone, and takes its line back', async () => {
    const { err } = await backproof('-', '--steps', '50', '--rate', '0.1');
    expect(err).toMatch(/\r\x1b\[Kstep \d+\/50 {2}loss as written \S+, true \S+/);
    expect(err.endsWith('\r\x1b[K')).toBe(true);
  });

  it('gives plain data', async () => {
    const found = await report('neuron.md', '--steps', '100');
    expect([found.of, found.line, found.isRight]).toEqual(['L', 2, true]);
    expect(found.settings).toMatchObject({ optimiser: 'sgd', batch: 32, steps: 100 });
    expect(found.parameters.map(({ tex, gradient, cosine }) => [tex, gradient, Number(cosine.toFixed(9))])).toEqual([
      ['w', 'right', 1],
      ['b', 'right', 1],
    ]);
    expect(found.curve.map(({ step }) => step)).toEqual(Array.from({ length: 101 }, (_, n) => n));
    expect(await report('neuron.md', '--steps', '100')).toEqual(found);
    expect((await report('neuron.ipynb', '--steps', '100')).runs).toEqual(found.runs);
  });

  it.each<[readonly string[], (found: Report) => unknown, unknown, string]>([
    // options                                       what                                                            value              why this row
    [['--data', 'circles'], ({ data }) => data.name, 'circles', 'a kind of data'],
    [['--data', 'own.csv'], ({ data }) => [data.train, data.test], [16, 4], 'own data'],
    [['--count', '50', '--split', '0.5'], ({ data }) => [data.train, data.test], [25, 25], 'how many points'],
    [['--optimiser', 'adam', '--rate', '0.01'], ({ settings }) => [settings.optimiser, settings.rate], ['adam', 0.01], 'an optimiser'],
    [['--batch', '1000'], ({ settings }) => settings.batch, 160, 'a batch is not larger than the data'],
    [
      ['--data', 'spoilers', '--steps', '500', '--rate', '1'],
      ({ perceptron }) => perceptron?.accuracy,
      1,
      'a perceptron beside the spoilers',
    ],
    [[], ({ means }) => means, 'simd', 'what works it out'],
    [['--of', 'L', '--section', 'a neuron'], ({ of }) => of, 'L', 'by name and section'],
  ])('%j', async (options, what, value) => {
    expect(what(await report('neuron.md', '--steps', '20', ...options))).toEqual(value);
  });

  it('a run that leaves all bounds stops and says by what, and the other one goes on', async () => {
    const { status, out } = await backproof('growing.md', '--rate', '0.3', '--steps', '3000');
    expect(status).toBe(1);
    expect(out).toMatch(/x as written {2}stopped at step \d+: [yL] is no longer finite; a smaller --rate may help/);
    expect(out).toMatch(/o true +loss 0\.\d+/);
  });

  it.each([
    // arguments                                      message                                                                                             why this row
    [['none.md'], 'backproof: none.md: no such file or folder\n', 'no file'],
    [['plain.md'], 'backproof: plain.md: these notes differentiate no loss', 'nothing to train'],
    [['neuron.md', '--of', 'Q'], 'backproof: neuron.md: there is no loss Q here; there are L\n', 'no such loss'],
    [['neuron.md', '--section', 'later'], 'backproof: neuron.md: there is no section later\n', 'no such section'],
    [['neuron.md', '--data', 'cubes'], 'backproof: neuron.md: cubes: no such data; there are xor, circles, ', 'no such data'],
    [['neuron.md', '--data', 'gone.csv'], 'backproof: neuron.md: gone.csv: no such file or folder\n', 'no such file of data'],
    [
      ['neuron.md', '--data', 'bad.csv'],
      'backproof: neuron.md: bad.csv:2: column 2 is “x”, which is not a number\nbackproof: neuron.md: bad.csv:3: this row has 2 cells',
      'bad rows, by their lines',
    ],
    [
      ['neuron.md', '--data', 'three.csv'],
      'backproof: neuron.md: line 3: L: the network has one output, and the data have 3 classes\n',
      'data that do not fit',
    ],
    [
      ['neuron.md', '--steps', 'many'],
      "backproof: option '--steps <number>' argument 'many' is invalid. It should be a whole number from 1 to 1000000.\n",
      'no number',
    ],
    [['neuron.md', '--hidden', '8,400'], 'It should be a whole number from 1 to 256.\n', 'too many units'],
    [['neuron.md', '--batch', '0'], 'It should be a whole number from 1 to 4096.\n', 'no points'],
    [['neuron.md', '--optimiser', 'lion'], 'Allowed choices are sgd, momentum, adam.', 'no such optimiser'],
  ])('%j: %s', async (args, said) => {
    const { status, out, err } = await backproof(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });
});

import { dataSets, pointsOf, usualShare } from '../core/training/data-sets.ts';
import { Inspector } from '../core/training/inspector.ts';
import type { DataLeaf, Plan } from '../core/training/plan.ts';
import { type Points, type Split, split } from '../core/training/points.ts';
import { type Course, courses, Race, type RaceScore, type RaceState, triedRate } from '../core/training/race.ts';
import type { Means } from '../core/training/runner.ts';
import { type Columns, Curve, type Sample } from './curve.ts';
import type { Passage } from './network.ts';
import { gridOf, type Surface, surfaceOf } from './surface.ts';

/** Points that are made, or rows of a file. */
export type DataSource =
  | { readonly kind: 'made'; readonly name: string; readonly count: number; readonly noise?: number }
  | { readonly kind: 'own'; readonly points: Points };

/** All that a race depends on: two sessions of the same job are the same. */
export interface Job {
  readonly plan: Plan;
  readonly data: DataSource;
  /** Of the points, for training; absent: what is usual. */
  readonly share?: number;
  readonly randomSeed: number;
  readonly optimiser?: string;
  readonly rate?: number;
  readonly decay?: number;
}

/** What a session was opened with, where the job leaves it open. */
export interface Opened {
  readonly train: Points;
  readonly testCount: number;
  readonly optimiser: string;
  readonly rate: number;
  /** Whose the rate is. */
  readonly rateFrom: 'job' | 'notes' | 'trial';
  /** What works out the network. */
  readonly means: Means;
}

/** Where a session is. */
export interface Report {
  readonly state: RaceState;
  readonly score: RaceScore;
  readonly columns: Columns;
}

/** Names of the columns of a curve. */
export const lossOf = (course: Course): string => `${course} loss`;
export const accuracyOf = (course: Course): string => `${course} accuracy`;
export const cosineOf = (parameter: number): string => `cosine ${parameter}`;
export const errorOf = (parameter: number): string => `error ${parameter}`;

/** A race that is run bit by bit, and what it looked like on the way. */
export class Session {
  readonly opened: Opened;
  readonly #race: Race;
  readonly #curve = new Curve();
  readonly #grid: Points | undefined;
  #inspector: Inspector | undefined;

  constructor(job: Job) {
    const { plan, randomSeed, decay = 0 } = job;
    const data = dataOf(job);
    const optimiser = job.optimiser ?? plan.rule.optimiser;
    const isNotes = optimiser === plan.rule.optimiser;
    const hasPerceptron = job.data.kind === 'made' && hasPerceptronBeside(job.data.name);
    const settings = { optimiser, constants: isNotes ? plan.rule.constants : {}, randomSeed, decay, hasPerceptron };
    const stated = job.rate ?? (isNotes ? plan.rule.rate : undefined);
    const rate = stated ?? triedRate(plan, data, settings);
    const rateFrom = job.rate !== undefined ? 'job' : stated !== undefined ? 'notes' : 'trial';
    this.#race = new Race(plan, data, { ...settings, rate });
    const { train, test } = this.#race.data;
    this.opened = { train, testCount: test.count, optimiser, rate, rateFrom, means: this.#race.means };
    this.#grid = plan.prediction && gridOf(train, plan.encoding);
    this.#curve.add(this.#sample());
  }

  get steps(): number {
    return this.#race.steps;
  }

  /** Whether both runs have stopped. */
  get isOver(): boolean {
    return this.#race.isOver;
  }

  step(): void {
    this.#race.step();
    if (this.#curve.wants(this.#race.steps)) this.#curve.add(this.#sample());
  }

  restart(): void {
    this.#race.restart();
    this.#curve.clear();
    this.#curve.add(this.#sample());
  }

  report(): Report {
    const [state, score] = [this.#race.state(), this.#race.score()];
    return { state, score, columns: this.#curve.columns(sampleOf(state, score)) };
  }

  /** What both runs say all over the data, where that can be seen. */
  surface(): Surface | undefined {
    const { plan, runs, data } = this.#race;
    const grid = this.#grid;
    const { prediction, encoding } = plan;
    if (grid === undefined || prediction === undefined) return undefined;
    const outputs = { written: runs.written.runner.outputs(grid), exact: runs.exact.runner.outputs(grid) };
    return surfaceOf(data.train, grid, { prediction, encoding }, outputs);
  }

  /** One of the points to train on, on its way through the network with the weights of a run and back. */
  look(course: Course, row: number): Passage {
    const { plan, runs, data } = this.#race;
    this.#inspector ??= new Inspector(plan);
    const { weights } = runs[course].runner;
    const looked = this.#inspector.look(weights, data.train, Math.min(row, data.train.count - 1));
    const leaf = ({ place, size, component }: DataLeaf): readonly number[] => {
      const all = this.#inspector?.values(place) ?? [];
      return Array.from({ length: size }, (_, c) => all[c * component] as number);
    };
    return {
      inputs: plan.inputs.map(leaf),
      targets: plan.targets.map(leaf),
      values: looked.map(({ values, adjoints }) => ({ values: [...values], ...(adjoints ? { adjoints: [...adjoints] } : {}) })),
      weights: weights.map((each) => [...each]),
    };
  }

  #sample(): Sample {
    return sampleOf(this.#race.state(), this.#race.score());
  }
}

function sampleOf({ step, runs, distances }: RaceState, { train }: RaceScore): Sample {
  const values: Record<string, number> = {};
  for (const course of courses) {
    const isOn = runs[course].stopped === undefined;
    values[lossOf(course)] = isOn ? train[course].loss : Number.NaN;
    values[accuracyOf(course)] = isOn ? (train[course].accuracy ?? Number.NaN) : Number.NaN;
  }
  for (const [n, { cosine, error }] of distances.entries()) {
    values[cosineOf(n)] = cosine;
    values[errorOf(n)] = error;
  }
  return { step, values };
}

function dataOf({ data, share, randomSeed }: Job): Split {
  if (data.kind === 'own') return split(data.points, share ?? usualShare, randomSeed);
  const set = dataSets.find(({ name }) => name === data.name);
  if (set === undefined) throw new Error(`no data ${data.name}`);
  const { count, noise = set.noise } = data;
  return split(pointsOf(set, randomSeed, { count, noise }), share ?? usualShareOf(data.name), randomSeed);
}

/** The perceptron rule needs all points to show what the set is about. */
export function usualShareOf(name: string): number {
  return hasPerceptronBeside(name) ? 1 : usualShare;
}

function hasPerceptronBeside(name: string): boolean {
  return dataSets.some((set) => set.name === name && set.hasPerceptron === true);
}

import { Program } from '../engine/program.ts';
import { KernelRunner } from './kernel-runner.ts';
import { type Optimiser, optimisers } from './optimisers.ts';
import { Perceptron } from './perceptron.ts';
import type { Plan } from './plan.ts';
import type { Points, Split } from './points.ts';
import { ProgramRunner } from './program-runner.ts';
import { generator, shuffle } from './random.ts';
import { fitted } from './range.ts';
import { type GradientKind, isSound, type Means, type Runner, type Score } from './runner.ts';

/** Which gradients a run follows. */
export type Course = GradientKind;
export const courses: readonly Course[] = ['written', 'exact'];

/** How a race is run. Two with the same settings, plan and data are the same. */
export interface RaceSettings {
  readonly optimiser: string;
  readonly rate: number;
  readonly constants?: Readonly<Record<string, number>>;
  readonly randomSeed: number;
  /** How strongly all weights are drawn to 0 besides: this times a weight is added to the gradients of both runs. */
  readonly decay?: number;
  /** A run of the perceptron rule beside it. */
  readonly hasPerceptron?: boolean;
}

/** Why a run stopped: the step at which something was no longer finite, and the name of what. */
export interface Stop {
  readonly step: number;
  readonly tex: string;
}

/** How far a gradient as written is from the true one at the same weights. */
export interface Distance {
  /** 1 where both point the same way; 0 where one of them is zero. */
  readonly cosine: number;
  /** Length of the difference, relative to the true one; 0 where it is no more than rounding makes. */
  readonly error: number;
}

/** Where one run is. */
export interface RunState {
  /** The loss of the last batch. */
  readonly loss: number;
  readonly stopped?: Stop;
}

/** Where a race is, as plain data. */
export interface RaceState {
  readonly step: number;
  readonly runs: Readonly<Record<Course, RunState>>;
  /** By parameter, at the weights of the run as written. */
  readonly distances: readonly Distance[];
}

/** Where the perceptron is; the last of its weights is that of the constant. */
export interface PerceptronScore {
  readonly accuracy: number;
  readonly moves: number;
  readonly weights: readonly number[];
}

/** What the runs make of all points, and the perceptron where there is one. */
export interface RaceScore {
  readonly step: number;
  readonly train: Readonly<Record<Course, Score>>;
  readonly test?: Readonly<Record<Course, Score>>;
  readonly perceptron?: PerceptronScore;
}

/** Two runs from the same weights over the same batches: one follows the gradients as the notes write them, one the true ones. */
export class Race {
  readonly plan: Plan;
  readonly data: Split;
  readonly runs: Readonly<Record<Course, Run>>;
  readonly perceptron: Perceptron | undefined;
  private readonly settings: RaceSettings;
  private readonly order: Int32Array;
  private readonly rows: Int32Array;
  private random: () => number;
  private from = 0;
  private count = 0;

  constructor(plan: Plan, data: Split, settings: RaceSettings) {
    this.plan = plan;
    this.data = fitted(plan, data);
    this.settings = settings;
    this.runs = { written: new Run(plan, 'written', settings), exact: new Run(plan, 'exact', settings) };
    this.perceptron = settings.hasPerceptron && data.train.classes === 2 ? new Perceptron(data.train) : undefined;
    this.order = Int32Array.from({ length: data.train.count }, (_, n) => n);
    this.rows = new Int32Array(plan.batch);
    this.random = generator(settings.randomSeed + 1);
    this.from = this.order.length;
  }

  /** What works out the network, and all true gradients. */
  get means(): Means {
    return this.runs.exact.runner.means;
  }

  /** Steps so far. */
  get steps(): number {
    return this.count;
  }

  /** Whether both runs have stopped. */
  get isOver(): boolean {
    return courses.every((course) => this.runs[course].stopped !== undefined);
  }

  /** One step of each run that goes on. */
  step(): void {
    this.count++;
    for (let n = 0; n < this.rows.length; n++) {
      if (this.order.length <= this.from) {
        shuffle(this.order, this.random);
        this.from = 0;
      }
      this.rows[n] = this.order[this.from++] as number;
    }
    this.runs.written.step(this.data.train, this.rows, this.count);
    this.runs.exact.step(this.data.train, this.rows, this.count);
    this.perceptron?.look(this.rows.length);
  }

  /** Where the race is. */
  state(): RaceState {
    const { written, exact } = this.runs;
    const { sound } = written;
    const distances = this.plan.parameters.map((_, n) => distanceOf(sound.written[n] as Float64Array, sound.exact[n] as Float64Array));
    return { step: this.count, runs: { written: written.state(), exact: exact.state() }, distances };
  }

  /** What the weights of both runs make of all points. The gradients of the last batch stay. */
  score(): RaceScore {
    const { train, test } = this.data;
    const of = (points: Points): Record<Course, Score> => ({
      written: this.runs.written.runner.score(points),
      exact: this.runs.exact.runner.score(points),
    });
    const { perceptron } = this;
    return {
      step: this.count,
      train: of(train),
      ...(test.count > 0 ? { test: of(test) } : {}),
      ...(perceptron ? { perceptron: { accuracy: perceptron.accuracy, moves: perceptron.moves, weights: [...perceptron.weights] } } : {}),
    };
  }

  /** Both runs at their start again. */
  restart(): void {
    for (const course of courses) this.runs[course].restart(this.settings.randomSeed);
    for (let n = 0; n < this.order.length; n++) this.order[n] = n;
    this.random = generator(this.settings.randomSeed + 1);
    this.from = this.order.length;
    this.count = 0;
  }
}

/** One run of a race. */
export class Run {
  readonly runner: Runner;
  private readonly course: Course;
  private readonly optimiser: Optimiser;
  private readonly memory: readonly (readonly Float64Array[])[];
  private readonly rate: number;
  private readonly decay: number;
  private readonly constants: Readonly<Record<string, number>>;
  private loss = Number.NaN;
  /** The gradients of the last batch at which all was finite; NaN before there was one. */
  readonly sound: Readonly<Record<Course, readonly Float64Array[]>>;
  stopped: Stop | undefined;

  constructor(plan: Plan, course: Course, { optimiser: name, rate, constants = {}, decay = 0, randomSeed }: RaceSettings) {
    const optimiser = optimisers.find((one) => one.name === name);
    if (optimiser === undefined) throw new Error(`no optimiser ${name}`);
    this.course = course;
    this.optimiser = optimiser;
    this.rate = rate;
    this.decay = decay;
    this.constants = { ...optimiser.constants, ...constants };
    this.runner = runnerFor(plan, randomSeed, course === 'exact' ? ['exact'] : ['written', 'exact']);
    this.sound = { written: this.runner.written.map(like), exact: this.runner.exact.map(like) };
    this.memory = this.runner.weights.map(({ length }) => Array.from({ length: optimiser.memory }, () => new Float64Array(length)));
  }

  /** Moves the weights by the gradients of a batch; a run in which something is no longer finite stops before that. */
  step(points: Points, rows: Int32Array, count: number): void {
    if (this.stopped) return;
    const { runner, optimiser } = this;
    runner.run(points, rows);
    this.loss = runner.loss;
    const gradients = runner[this.course];
    let isFine = Number.isFinite(this.loss);
    for (let n = 0; n < gradients.length && isFine; n++) isFine = isSound(gradients[n] as Float64Array);
    if (!isFine) {
      this.stopped = { step: count, tex: runner.broken(gradients, points, rows) ?? runner.plan.loss.tex };
      return;
    }
    for (let n = 0; n < gradients.length; n++) {
      const weights = runner.weights[n] as Float64Array;
      (this.sound.written[n] as Float64Array).set(runner.written[n] as Float64Array);
      (this.sound.exact[n] as Float64Array).set(runner.exact[n] as Float64Array);
      const gradient = gradients[n] as Float64Array;
      if (0 < this.decay)
        for (let at = 0; at < gradient.length; at++) gradient[at] = (gradient[at] as number) + this.decay * (weights[at] as number);
      optimiser.move(weights, gradient, this.memory[n] as readonly Float64Array[], this.rate, count, this.constants);
      if (!this.stopped && !isSound(weights)) this.stopped = { step: count, tex: runner.plan.parameters[n]?.tex ?? '' };
    }
  }

  state(): RunState {
    return { loss: this.loss, ...(this.stopped ? { stopped: this.stopped } : {}) };
  }

  restart(randomSeed: number): void {
    this.runner.restart(randomSeed);
    for (const kept of this.memory.flat()) kept.fill(0);
    for (const gradient of [...this.sound.written, ...this.sound.exact]) gradient.fill(Number.NaN);
    this.loss = Number.NaN;
    this.stopped = undefined;
  }
}

/** How many steps a trial of a step size takes, at which shares of them the loss is looked at, and how many numbers all trials may work out before they get shorter. */
const trialSteps = 500;
const looks = [0.8, 0.9, 1];
const trialWork = 1e9;
const fewestSteps = 30;
/** By how much the loss of a smaller step size may be above the least one; and the share of the loss at the start below which it is small anyway. */
const slack = 0.05;
const small = 0.02;
/** Where none of the usual sizes makes the loss smaller, by what they are divided, and how often at the most. */
const smallerBy = 10;
const mostSmaller = 5;

/**
 * The step size to take where the notes leave it open: of those that are tried for an optimiser, the smallest after which the true run has
 * nearly the least loss.
 */
export function triedRate(plan: Plan, data: Split, settings: Omit<RaceSettings, 'rate'>): number {
  const rates = optimisers.find(({ name }) => name === settings.optimiser)?.rates ?? [0.1];
  const start = runnerFor(plan, settings.randomSeed, ['exact']).score(fitted(plan, data).train).loss;
  const steps = Math.max(fewestSteps, Math.min(trialSteps, Math.floor(trialWork / (rates.length * workOf(plan)))));
  const tried = (rate: number) => ({ rate, loss: new Trial(plan, data, { ...settings, rate }).worst(steps) });
  let trials = rates.map(tried);
  // A sum over many points has a steep gradient.
  for (let n = 0; n < mostSmaller && trials.every(({ loss }) => !(loss < start)); n++)
    trials = [tried((trials[0]?.rate ?? 1) / smallerBy), ...trials];
  const least = Math.min(...trials.map(({ loss }) => loss));
  // A loss that falls fast at first may have the most to learn still before it; one that can be negative says nothing by its size.
  const enough = 0 < least ? Math.max((1 + slack) * least, small * start) : least + slack * Math.max(0, start - least);
  return trials.find(({ loss }) => loss <= enough)?.rate ?? (rates[0] as number);
}

/** How many products with weights a step of dense layers works out; a number of a program takes as long as some of these. */
function workOf({ dense, program, parameters, batch }: Plan): number {
  if (!dense) return 4 * Program.size(program);
  return batch * parameters.reduce((sum, { sizes }) => sum + sizes.reduce((all, size) => all * size, 1), 0);
}

/** The true run alone. */
class Trial extends Race {
  /** The largest loss of those that are looked at, since one that goes up and down is none to rest on. */
  worst(steps: number): number {
    this.runs.written.stopped = { step: 0, tex: '' };
    let worst = Number.NEGATIVE_INFINITY;
    for (const share of looks) {
      while (this.steps < share * steps && !this.runs.exact.stopped) this.step();
      if (this.runs.exact.stopped) return Number.POSITIVE_INFINITY;
      worst = Math.max(worst, this.runs.exact.runner.score(this.data.train).loss);
    }
    return worst;
  }
}

/** What runs a plan fastest: the kernels for a network of dense layers, else the program. */
export function runnerFor(plan: Plan, randomSeed: number, gradients: readonly GradientKind[]): Runner {
  const { dense } = plan;
  return dense ? new KernelRunner(plan, dense, randomSeed, gradients) : new ProgramRunner(plan, randomSeed, gradients);
}

function like({ length }: Float64Array): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}

/** Relative difference up to which kernels and formulas agree: what rounding makes of one gradient on two ways. */
const rounding = 1e-12;

/** How far one gradient is from another. */
export function distanceOf(written: Float64Array, exact: Float64Array): Distance {
  let [product, own, other, difference] = [0, 0, 0, 0];
  for (let n = 0; n < exact.length; n++) {
    const [a, b] = [written[n] as number, exact[n] as number];
    product += a * b;
    own += a * a;
    other += b * b;
    difference += (a - b) ** 2;
  }
  if (own === 0 && other === 0) return { cosine: 1, error: 0 };
  const error = Math.sqrt(difference / other);
  return { cosine: own === 0 || other === 0 ? 0 : product / Math.sqrt(own * other), error: error < rounding ? 0 : error };
}

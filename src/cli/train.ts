import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { readNote } from '../core/notes/read-note.ts';
import { type Goal, type NoPlan, type NoteTrainer, openTrainer } from '../core/pipeline/train.ts';
import { type Message, message, render } from '../core/text/message.ts';
import { readCsv } from '../core/training/csv.ts';
import { dataSets, pointsOf, usualCount, usualShare } from '../core/training/data-sets.ts';
import type { Plan } from '../core/training/plan.ts';
import { type Points, split } from '../core/training/points.ts';
import { Race, type RaceScore, triedRate } from '../core/training/race.ts';
import { formatNumber } from '../service/numbers.ts';
import type { Host } from './host.ts';
import { readSource, readText, type Source, Unreadable } from './source.ts';
import { visible } from './terminal.ts';
import { isRight, lineOf, type TrainFormat, trainReport } from './train-report.ts';

/** What is asked for on the command line. */
export interface TrainOptions {
  readonly of?: string;
  readonly section?: string;
  readonly data?: string;
  readonly count?: number;
  readonly noise?: number;
  readonly split?: number;
  readonly steps: number;
  readonly rate?: number;
  readonly hidden?: readonly number[];
  readonly activation?: string;
  readonly loss?: string;
  readonly optimiser?: string;
  readonly batch: number;
  readonly decay?: number;
  readonly seed: number;
  readonly example?: boolean;
  readonly format: TrainFormat;
}

/** How many points of a curve are worked out. */
const mostPoints = 100;

/** Why nothing was trained, in words for a person. */
class Untrainable extends Error {}

/**
 * Exit status of `train`: 0 the gradients of the notes are the true ones, as far as they claim any, 1 some are not, 2 nothing could be trained.
 * The report goes to standard output, all else to standard error.
 */
export async function trainFile(path: string, options: TrainOptions, host: Host): Promise<number> {
  try {
    const source = await readSource(path, host);
    const trainer = openTrainer(readNote(source.parts));
    const goal = trainer.goal(options);
    if ('refused' in goal) throw new Untrainable(`${goal.where ? `line ${lineOf(source, goal.where)}: ` : ''}${render(goal.refused)}`);
    const { name, points, plan } = await planned(trainer, goal, options, source, host);
    const hasPerceptron = dataSets.some((set) => set.name === name && set.hasPerceptron);
    const data = split(points, options.split ?? (hasPerceptron ? 1 : usualShare), options.seed);
    const batch = Math.min(options.batch, data.train.count);
    const fitted = batch === plan.batch ? plan : orThrow(trainer.plan(goal, { ...wishes(points, options), batch }), goal, source);
    const assumed = [...fitted.assumed, ...chosenIn(fitted, options)];
    const optimiser = options.optimiser ?? fitted.rule.optimiser;
    const constants = optimiser === fitted.rule.optimiser ? fitted.rule.constants : {};
    const settings = {
      optimiser,
      constants,
      randomSeed: options.seed,
      ...(options.decay === undefined ? {} : { decay: options.decay }),
      hasPerceptron,
    };
    const given = options.rate ?? (optimiser === fitted.rule.optimiser ? fitted.rule.rate : undefined);
    const rate = given ?? triedRate(fitted, data, settings);
    if (given === undefined) assumed.push(message('train-rate', { rate: formatNumber(rate) }));
    const race = new Race(fitted, data, { ...settings, rate });
    const curve = run(race, options.steps, host);
    const example = options.example ? trainer.example(goal) : undefined;
    if (options.example && example === undefined)
      host.err(`backproof: ${visible(path)}: ${render(message('train-no-example', { name: goal.tex }))}\n`);
    const trained = {
      source,
      goal,
      plan: fitted,
      data: { name, train: data.train.count, test: data.test.count },
      settings: { optimiser, rate, batch, steps: options.steps, randomSeed: options.seed },
      means: race.means,
      state: curve.state,
      curve: curve.scores,
      assumed,
      ...(example ? { example } : {}),
    };
    host.out(trainReport(trained, options.format, host.look));
    return isRight(trained) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof Untrainable)) throw error;
    host.err(
      error.message
        .split('\n')
        .map((line) => `backproof: ${visible(path)}: ${visible(line)}\n`)
        .join(''),
    );
    return 2;
  }
}

interface Planned {
  readonly name: string;
  readonly points: Points;
  readonly plan: Plan;
}

/** The data that are asked for, or the usual ones for the network, with the network for them. */
async function planned(trainer: NoteTrainer, goal: Goal, options: TrainOptions, source: Source, host: Host): Promise<Planned> {
  const made = (name: string): Points | undefined => {
    const set = dataSets.find((one) => one.name === name);
    const { count, noise, seed } = options;
    return set && pointsOf(set, seed, { ...(count === undefined ? {} : { count }), ...(noise === undefined ? {} : { noise }) });
  };
  if (options.data !== undefined) {
    const points = made(options.data) ?? (await ownData(options.data, host));
    return { name: options.data, points, plan: orThrow(trainer.plan(goal, wishes(points, options)), goal, source) };
  }
  const usual = orThrow(trainer.usual(goal, besides(options.count ?? usualCount, options)), goal, source);
  return { name: usual.data.name, points: made(usual.data.name) as Points, plan: usual.plan };
}

function wishes({ dimension, classes, count }: Points, options: TrainOptions) {
  return { dimension, classes, ...besides(count, options) };
}

/** What is wished for besides the data. */
function besides(count: number, { hidden, activation, loss, batch, seed }: TrainOptions) {
  return {
    batch: Math.min(batch, count),
    randomSeed: seed,
    ...(hidden ? { hidden } : {}),
    ...(activation === undefined ? {} : { activation }),
    ...(loss === undefined ? {} : { loss }),
  };
}

function orThrow<T extends object>(plan: T | NoPlan, goal: Goal, source: Source): T {
  if ('refused' in plan) throw new Untrainable(`line ${lineOf(source, plan.where ?? goal.where)}: ${goal.tex}: ${render(plan.refused)}`);
  return plan;
}

/** Points of a CSV file. */
async function ownData(path: string, host: Host): Promise<Points> {
  if (!/\.(?:csv|tsv|txt)$/i.test(path)) {
    const known = dataSets.map(({ name }) => name).join(', ');
    throw new Untrainable(`${path}: no such data; there are ${known}, or a CSV file`);
  }
  const { points, problems } = readCsv(
    await readText(createReadStream(resolve(host.directory, path))).catch((error: unknown) => {
      throw error instanceof Unreadable ? new Untrainable(`${path}: ${error.message}`) : error;
    }),
  );
  if (points === undefined) throw new Untrainable(problems.map(({ line, message: what }) => `${path}:${line}: ${render(what)}`).join('\n'));
  return points;
}

/** What was chosen besides what the network assumes. */
function chosenIn({ constants, hidden }: Plan, { hidden: wished }: TrainOptions): readonly Message[] {
  return [
    ...hidden.flatMap(({ tex, size, isStated }) => (isStated || wished ? [] : [message('train-hidden', { name: tex, size })])),
    ...constants.flatMap(({ tex, value, isStated }) =>
      isStated ? [] : [message('train-constant', { name: tex, value: formatNumber(value) })],
    ),
  ];
}

/** Runs a race to its end, with a line of progress where it can be seen. */
function run(race: Race, steps: number, host: Host): { readonly state: ReturnType<Race['state']>; readonly scores: readonly RaceScore[] } {
  const scores: RaceScore[] = [race.score()];
  const every = Math.max(1, Math.ceil(steps / mostPoints));
  let state = race.state();
  let shownAt = host.now();
  while (race.steps < steps && !race.isOver) {
    race.step();
    if (race.steps % every !== 0 && race.steps !== steps && !race.isOver) continue;
    state = race.state();
    scores.push(race.score());
    if (!host.progress || host.now() - shownAt < 100) continue;
    shownAt = host.now();
    const { written, exact } = (scores.at(-1) as RaceScore).train;
    host.err(`\r\x1b[Kstep ${race.steps}/${steps}  loss as written ${formatNumber(written.loss)}, true ${formatNumber(exact.loss)}`);
  }
  if (host.progress) host.err('\r\x1b[K');
  return { state, scores };
}

import type { Goal, WorkedExample } from '../core/pipeline/train.ts';
import { type Message, render } from '../core/text/message.ts';
import type { NotePlace, Parameter, Plan } from '../core/training/plan.ts';
import type { Course, RaceScore, RaceState } from '../core/training/race.ts';
import type { Means } from '../core/training/runner.ts';
import { formatNumber } from '../service/numbers.ts';
import { sentence } from '../service/sentence.ts';
import type { Look } from './host.ts';
import { jsonText } from './json-report.ts';
import { plot } from './plot.ts';
import { rangeInFile, type Source } from './source.ts';
import { clip, columnsOf, oneLine, painter, visible, wrap } from './terminal.ts';

export const trainFormats = ['text', 'json'] as const;
export type TrainFormat = (typeof trainFormats)[number];

/** A race that was run. */
export interface Trained {
  readonly source: Source;
  readonly goal: Goal;
  readonly plan: Plan;
  readonly data: { readonly name: string; readonly train: number; readonly test: number };
  readonly settings: {
    readonly optimiser: string;
    readonly rate: number;
    readonly batch: number;
    readonly steps: number;
    readonly randomSeed: number;
  };
  readonly means: Means;
  readonly state: RaceState;
  readonly curve: readonly RaceScore[];
  readonly assumed: readonly Message[];
  readonly example?: WorkedExample;
}

/** What a run is called, in the order in which they are shown. */
const names: Readonly<Record<Course, string>> = { written: 'as written', exact: 'true' };
const marks: Readonly<Record<Course, string>> = { written: 'x', exact: 'o' };

const standings: Readonly<Record<Parameter['standing'], string>> = {
  right: 'right',
  wrong: 'wrong',
  unfit: "wrong, and can't be run; the true one",
  elsewhere: 'right for what the notes have',
  unclaimed: 'none in the notes; the true one',
  unused: 'not decided; the true one',
};

const meansNames: Readonly<Record<Means, string>> = {
  simd: 'dense layers by WebAssembly SIMD',
  plain: 'dense layers by plain loops',
  program: 'by the compiled formulas',
};

/** Whether the notes' gradients are the true ones, as far as they claim any. */
export function isRight({ plan }: Pick<Trained, 'plan'>): boolean {
  return plan.parameters.every(({ standing }) => standing !== 'wrong' && standing !== 'unfit');
}

export function trainReport(trained: Trained, format: TrainFormat, look: Look): string {
  return format === 'json' ? json(trained) : text(trained, look);
}

function text(trained: Trained, look: Look): string {
  const { source, goal, data, settings, means, state, curve, assumed, example } = trained;
  const paint = painter(look.colour);
  const last = curve.at(-1) as RaceScore;
  const line = (course: Course): string => {
    const { loss, accuracy } = last.train[course];
    const test = last.test?.[course].accuracy;
    const { stopped } = state.runs[course];
    const parts = stopped
      ? [
          stopped.step === 1
            ? `stopped at step 1: ${visible(stopped.tex)} has no finite value`
            : `stopped at step ${stopped.step}: ${visible(stopped.tex)} is no longer finite; a smaller --rate may help`,
        ]
      : [
          `loss ${formatNumber(loss)}`,
          ...(accuracy === undefined ? [] : [`accuracy ${percent(accuracy)}`]),
          ...(test === undefined ? [] : [`on other points ${percent(test)}`]),
        ];
    const colour = course === 'exact' ? paint.green : isRight(trained) ? paint.green : paint.red;
    return `  ${colour(marks[course])} ${names[course].padEnd(11)} ${parts.join(', ')}`;
  };
  const { perceptron } = last;
  const head = [
    `${paint.bold(visible(source.path))}  ${visible(goal.tex)} in line ${lineOf(source, goal.where)}`,
    `  ${data.name}: ${data.train} points to train on${data.test === 0 ? '' : `, ${data.test} others`}; ${settings.optimiser}, rate ${formatNumber(settings.rate)}, batches of ${settings.batch}, ${settings.steps} steps, seed ${settings.randomSeed}; ${meansNames[means]}`,
  ];
  const curves = (['exact', 'written'] as const).map((course) => ({
    mark: marks[course],
    colour: course === 'exact' ? ('green' as const) : ('red' as const),
    points: curve.map(({ step, train }) => ({ step, value: train[course].loss })),
  }));
  const sections = [
    head,
    plot(curves, settings.steps, look),
    [
      line('written'),
      line('exact'),
      ...(perceptron
        ? [`  ${paint.dim('+')} ${'perceptron'.padEnd(11)} accuracy ${percent(perceptron.accuracy)}, ${perceptron.moves} moves`]
        : []),
    ],
    table(trained, look),
    assumed.length === 0
      ? []
      : [
          '  Assumed:',
          ...assumed.flatMap((one) =>
            wrap(visible(sentence(render(one))), look.columns - 6).map((row, n) => `    ${n === 0 ? '·' : ' '} ${row}`),
          ),
        ],
    example ? worked(example, source, look) : [],
  ];
  return `${sections
    .filter((section) => section.length > 0)
    .map((section) => section.join('\n'))
    .join('\n\n')}\n`;
}

function table({ plan, state, source }: Trained, look: Look): string[] {
  const paint = painter(look.colour);
  const rows = plan.parameters.map(({ tex, sizes, standing, formula, claims, faults }, n) => {
    const { cosine, error } = state.distances[n] as RaceState['distances'][number];
    const where = claims[0];
    return {
      standing,
      cells: [visible(tex), sizes.join('×') || '1', formatNumber(cosine), formatNumber(error, 2), standings[standing]],
      notes: [
        ...(standing === 'unused' && where ? [`line ${lineOf(source, where)} was not understood or not decided`] : []),
        ...(formula === undefined || where === undefined ? [] : [`line ${lineOf(source, where)}: ${visible(oneLine(formula))}`]),
        ...faults
          .filter((fault) => formula === undefined || fault.where.part !== where?.part || fault.where.range.start !== where.range.start)
          .map((fault) => `wrong by line ${lineOf(source, fault.where)}: ${visible(oneLine(fault.formula))}`),
      ],
    };
  });
  const heads = ['parameter', 'size', 'cosine', 'rel. error', "the notes' gradient"];
  const widths = heads.map((head, n) => Math.max(columnsOf(head), ...rows.map(({ cells }) => columnsOf(cells[n] as string))));
  const set = (cells: readonly string[]): string =>
    cells
      .map((cell, n) => cell + ' '.repeat((widths[n] as number) - columnsOf(cell)))
      .join('  ')
      .trimEnd();
  return [
    `  ${paint.dim(set(heads))}`,
    ...rows.flatMap(({ standing, cells, notes }) => [
      `  ${standing === 'wrong' || standing === 'unfit' ? paint.red(set(cells)) : set(cells)}`,
      ...notes.map((note) => `    ${paint.dim(clip(note, look.columns - 4))}`),
    ]),
  ];
}

function worked({ given, rows }: WorkedExample, source: Source, look: Look): string[] {
  const paint = painter(look.colour);
  const numbers = given.map(({ tex, value }) => `${visible(tex)} = ${formatNumber(value)}`).join(', ');
  return [
    '  The worked example, from the numbers that the notes give:',
    ...wrap(numbers, look.columns - 6).map((row) => `    ${paint.dim(row)}`),
    ...rows.map(({ tex, shown, computed, isBlamed, where }) => {
      const row = `    line ${String(lineOf(source, where)).padEnd(4)} ${visible(tex)} = ${formatNumber(computed)}, in the notes ${formatNumber(shown)}`;
      return isBlamed ? paint.red(`${row}  ✗`) : row;
    }),
  ];
}

function json(trained: Trained): string {
  const { source, goal, plan, data, settings, means, state, curve, assumed, example } = trained;
  const last = curve.at(-1) as RaceScore;
  const run = (course: Course) => ({
    ...last.train[course],
    ...(last.test ? { test: last.test[course] } : {}),
    ...(state.runs[course].stopped ? { stopped: state.runs[course].stopped } : {}),
  });
  return jsonText({
    version: 1,
    path: source.path,
    of: goal.tex,
    line: lineOf(source, goal.where) - 1,
    data,
    settings,
    means,
    network: {
      inputs: plan.inputs.map(({ tex, size }) => ({ tex, size })),
      targets: (plan.encoding === 'input' ? plan.inputs : plan.targets).map(({ tex, size }) => ({ tex, size, as: plan.encoding })),
      hidden: plan.hidden.map(({ tex, size }) => ({ tex, size })),
      ...(plan.prediction ? { prediction: plan.prediction.tex } : {}),
      constants: plan.constants.map(({ tex, value }) => ({ tex, value })),
    },
    assumed: assumed.map(render),
    isRight: isRight(trained),
    runs: { written: run('written'), true: run('exact') },
    ...(last.perceptron ? { perceptron: last.perceptron } : {}),
    parameters: plan.parameters.map(({ tex, sizes, standing, formula, claims, faults }, n) => ({
      tex,
      sizes,
      gradient: standing,
      ...(formula === undefined ? {} : { formula }),
      lines: claims.map((where) => lineOf(source, where) - 1),
      ...(faults.length === 0
        ? {}
        : { faults: faults.map((fault) => ({ formula: fault.formula, line: lineOf(source, fault.where) - 1 })) }),
      ...state.distances[n],
    })),
    curve: curve.map(({ step, train, perceptron }) => ({
      step,
      written: train.written,
      true: train.exact,
      ...(perceptron ? { perceptron } : {}),
    })),
    ...(example
      ? {
          example: {
            given: example.given,
            values: example.rows.map(({ tex, formula, shown, computed, isBlamed, where }) => ({
              tex,
              formula,
              shown,
              computed,
              isBlamed,
              line: lineOf(source, where) - 1,
            })),
          },
        }
      : {}),
  });
}

/** The number of the line in which something stands, from 1. */
export function lineOf(source: Source, { part, range }: NotePlace): number {
  return source.lines.at(rangeInFile(source, part, range).start).line + 1;
}

function percent(share: number): string {
  return `${formatNumber(100 * share, 3)} %`;
}

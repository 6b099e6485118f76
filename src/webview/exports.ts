import type { Plan } from '../core/training/plan.ts';
import { type Course, courses } from '../core/training/race.ts';
import { accuracyOf, cosineOf, errorOf, type Job, lossOf, type Opened, type Report } from './session.ts';

/** What runs are called in files, as on the command line. */
const names: Readonly<Record<Course, string>> = { written: 'written', exact: 'true' };

/** The curves as a table: a row for each sample. */
export function csvOf({ parameters }: Plan, { columns: { steps, values } }: Report): string {
  const columns: readonly (readonly [head: string, numbers: readonly number[]])[] = [
    ['step', steps],
    ...courses.map((course) => [`loss ${names[course]}`, values[lossOf(course)] ?? []] as const),
    ...courses.map((course) => [`accuracy ${names[course]}`, values[accuracyOf(course)] ?? []] as const),
    ...parameters.map(({ tex }, n) => [`cosine ${tex}`, values[cosineOf(n)] ?? []] as const),
    ...parameters.map(({ tex }, n) => [`relative error ${tex}`, values[errorOf(n)] ?? []] as const),
  ];
  const filled = columns.filter(([, numbers]) => numbers.some(Number.isFinite));
  const rows = steps.map((_, n) => filled.map(([, numbers]) => (Number.isFinite(numbers[n]) ? String(numbers[n]) : '')));
  return `${[filled.map(([head]) => quoted(head)), ...rows].map((row) => row.join(',')).join('\n')}\n`;
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A run with all that it depends on, as JSON that can be read again. */
export function jsonOf(note: string, job: Job, { train, testCount, ...opened }: Opened, { state, score, columns }: Report): string {
  const { plan, data, ...settings } = job;
  const run = (course: Course) => ({
    ...score.train[course],
    ...(score.test ? { test: score.test[course] } : {}),
    ...(state.runs[course].stopped ? { stopped: state.runs[course].stopped } : {}),
  });
  const whole = {
    note,
    of: plan.loss.tex,
    steps: state.step,
    settings: { ...settings, optimiser: opened.optimiser, rate: opened.rate, batch: plan.batch },
    data: { ...(data.kind === 'own' ? { kind: 'own' } : data), train: train.count, test: testCount },
    runs: { written: run('written'), true: run('exact') },
    parameters: plan.parameters.map(({ tex, sizes, standing, formula }, n) => ({
      tex,
      sizes,
      gradient: standing,
      ...(formula === undefined ? {} : { formula }),
      ...state.distances[n],
    })),
    curve: columns.steps.map((step, n) => ({
      step,
      written: { loss: columns.values[lossOf('written')]?.[n], accuracy: columns.values[accuracyOf('written')]?.[n] },
      true: { loss: columns.values[lossOf('exact')]?.[n], accuracy: columns.values[accuracyOf('exact')]?.[n] },
    })),
  };
  return `${JSON.stringify(whole, undefined, 2)}\n`;
}

/** A text as the editor is given it to be saved. */
export function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

import { dataSets, usualCount } from '../core/training/data-sets.ts';
import type { Points } from '../core/training/points.ts';
import type { TrainAnswer, TrainWishes } from '../protocol/preview.ts';
import { type DataSource, type Job, usualShareOf } from './session.ts';

/** What a person has chosen; what is absent is as the notes have it, or what is usual. */
export interface Settings {
  /** The name of made data, or `own`. */
  readonly data?: string;
  readonly count: number;
  readonly noise?: number;
  /** Of the points, for training. */
  readonly share?: number;
  readonly randomSeed: number;
  readonly optimiser?: string;
  readonly rate?: number;
  readonly batch: number;
  readonly hidden?: readonly number[];
  readonly activation?: string;
  /** A loss in the place of the notes' own. */
  readonly loss?: string;
  readonly decay: number;
  /** After how many steps play stops by itself. */
  readonly stretch: number;
}

export const usualSettings: Settings = { count: usualCount, randomSeed: 1, batch: 32, decay: 0, stretch: 500 };

/** What a number may be. */
export interface Bound {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** The bounds of each number, and whether it is a whole one. */
export const bounds: Readonly<
  Record<'count' | 'noise' | 'share' | 'randomSeed' | 'rate' | 'batch' | 'units' | 'decay' | 'stretch', Bound>
> = {
  count: { least: 4, most: 5000, isWhole: true },
  noise: { least: 0, most: 2, isWhole: false },
  share: { least: 0.1, most: 1, isWhole: false },
  randomSeed: { least: 0, most: 2 ** 31 - 1, isWhole: true },
  rate: { least: 1e-9, most: 1e6, isWhole: false },
  batch: { least: 1, most: 256, isWhole: true },
  units: { least: 1, most: 128, isWhole: true },
  decay: { least: 0, most: 10, isWhole: false },
  stretch: { least: 1, most: 1_000_000, isWhole: true },
};

/** The number that a field says, none where it is empty. */
export function numberIn(text: string, { least, most, isWhole }: Bound): number | undefined | 'bad' {
  if (text.trim() === '') return undefined;
  const value = Number(text.trim().replace(',', '.').replace('−', '-'));
  return least <= value && value <= most && (!isWhole || Number.isInteger(value)) ? value : 'bad';
}

/** Settings that were kept, as far as they are sound. */
export function settingsFrom(kept: unknown): Settings {
  const given: Readonly<Record<string, unknown>> = typeof kept === 'object' && kept !== null ? { ...kept } : {};
  const number = (name: keyof typeof bounds): Record<string, number> => {
    const value = given[name];
    const { least, most, isWhole } = bounds[name];
    const isSound = typeof value === 'number' && least <= value && value <= most && (!isWhole || Number.isInteger(value));
    return isSound ? { [name]: value } : {};
  };
  const text = (name: string): Record<string, string> => {
    const value = given[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const hidden = given.hidden;
  const isHidden = Array.isArray(hidden) && hidden.every((size) => Number.isInteger(size) && 1 <= size && size <= bounds.units.most);
  return {
    ...usualSettings,
    ...number('count'),
    ...number('noise'),
    ...number('share'),
    ...number('randomSeed'),
    ...number('rate'),
    ...number('batch'),
    ...number('decay'),
    ...number('stretch'),
    ...text('data'),
    ...text('optimiser'),
    ...text('activation'),
    ...text('loss'),
    ...(isHidden ? { hidden: hidden as readonly number[] } : {}),
  };
}

/** Rows of a file of the user. */
export interface OwnData {
  readonly name: string;
  readonly points: Points;
}

/** What the editor is asked for. */
export function wishesOf(settings: Settings, goal: TrainWishes['goal'], own: OwnData | undefined): TrainWishes {
  const { data, batch, hidden, activation, loss, randomSeed } = settings;
  const isOwn = data === 'own' && own !== undefined;
  const set = isOwn ? own.points : dataSets.find(({ name }) => name === data);
  const count = isOwn ? own.points.count : settings.count;
  const share = settings.share ?? usualShareOf(data ?? '');
  return {
    ...(goal ? { goal } : {}),
    ...(set ? { data: { dimension: set.dimension, classes: set.classes } } : {}),
    // The batch is no larger than what there is to train on.
    batch: Math.max(1, Math.min(batch, Math.max(1, Math.round(count * share)))),
    randomSeed,
    ...(hidden ? { hidden } : {}),
    ...(activation === undefined ? {} : { activation }),
    ...(loss === undefined ? {} : { loss }),
  };
}

/** What the worker is given. */
export function jobOf(settings: Settings, { plan, data: usual }: TrainAnswer, own: OwnData | undefined): Job {
  const { data = usual ?? 'xor', count, noise, share, randomSeed, optimiser, rate, decay } = settings;
  const source: DataSource =
    data === 'own' && own
      ? { kind: 'own', points: own.points }
      : { kind: 'made', name: data === 'own' ? (usual ?? 'xor') : data, count, ...(noise === undefined ? {} : { noise }) };
  return {
    plan,
    data: source,
    randomSeed,
    decay,
    ...(share === undefined ? {} : { share }),
    ...(optimiser === undefined ? {} : { optimiser }),
    ...(rate === undefined ? {} : { rate }),
  };
}

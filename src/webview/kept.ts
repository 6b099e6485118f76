import type { PreviewState, TrainWishes } from '../protocol/preview.ts';
import { speeds, usualSpeed } from './play-bar.ts';
import { type Settings, settingsFrom } from './settings.ts';

/** What is shown: the race, or the example that the notes work out by hand. */
export type Mode = 'training' | 'worked';

/** What may be shown, with what people call it. */
export const modes: readonly (readonly [mode: Mode, label: string])[] = [
  ['training', 'Training'],
  ['worked', 'Worked example'],
];

/** What a reload of the window brings back. */
export interface Kept extends PreviewState {
  readonly goal?: TrainWishes['goal'];
  readonly settings: Settings;
  readonly speed: number;
  readonly steps: number;
  readonly mode: Mode;
  readonly own?: { readonly name: string; readonly text: string };
}

/** Own data larger than this are not kept over a reload, in characters. */
export const mostKept = 500_000;

/** What was kept, as far as it is what may be kept: another version of the page may have written it. */
export function keptFrom(state: unknown): Kept {
  const kept = (state ?? {}) as Partial<Kept>;
  const { uri, goal, own, speed, steps, mode } = kept;
  return {
    uri: typeof uri === 'string' ? uri : '',
    ...(typeof goal?.tex === 'string' ? { goal } : {}),
    settings: settingsFrom(kept.settings),
    speed: speeds.some(([known]) => known === speed) ? (speed as number) : usualSpeed,
    steps: Number.isInteger(steps) ? (steps as number) : 0,
    mode: modes.find(([known]) => known === mode)?.[0] ?? 'training',
    ...(typeof own?.text === 'string' && typeof own.name === 'string' ? { own } : {}),
  };
}

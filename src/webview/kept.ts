import type { PreviewState, TrainWishes } from '../protocol/preview.ts';
import { type Settings, settingsFrom } from './settings.ts';
import { speeds, usualSpeed } from './toolbar.ts';

/** What is shown: the race, or the example that the notes work out by hand. */
export type Mode = 'training' | 'worked';

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

/** What was kept, as far as it is sound. */
export function keptFrom(state: unknown): Kept {
  const kept = (state ?? {}) as Partial<Kept>;
  const { uri, goal, own, speed, steps, mode } = kept;
  return {
    uri: typeof uri === 'string' ? uri : '',
    ...(typeof goal?.tex === 'string' ? { goal } : {}),
    settings: settingsFrom(kept.settings),
    speed: speeds.some(([known]) => known === speed) ? (speed as number) : usualSpeed,
    steps: Number.isInteger(steps) ? (steps as number) : 0,
    mode: mode === 'worked' ? mode : 'training',
    ...(typeof own?.text === 'string' && typeof own.name === 'string' ? { own } : {}),
  };
}

import type { PreviewState, TrainWishes } from '../protocol/preview.ts';
import { speeds } from './play-bar.ts';
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
  readonly mode?: Mode;
  readonly own?: { readonly name: string; readonly text: string };
}

/** Own data larger than this are not kept over a reload, in characters. */
export const mostKept = 500_000;

/** What was kept, as far as it is what may be kept: another version of the page may have written it. */
export function keptFrom(state: unknown): Partial<Kept> & { readonly settings: Settings } {
  const kept = state as Partial<Kept> | undefined;
  return {
    settings: settingsFrom(kept?.settings),
    ...(typeof kept?.own?.text === 'string' ? { own: kept.own } : {}),
    ...(typeof kept?.uri === 'string' ? { uri: kept.uri } : {}),
    ...(typeof kept?.goal?.tex === 'string' ? { goal: kept.goal } : {}),
    ...(speeds.some(([speed]) => speed === kept?.speed) ? { speed: kept?.speed as number } : {}),
    ...(Number.isInteger(kept?.steps) ? { steps: kept?.steps as number } : {}),
    ...(modes.some(([mode]) => mode === kept?.mode) ? { mode: kept?.mode as Mode } : {}),
  };
}

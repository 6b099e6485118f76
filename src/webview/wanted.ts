import { render } from '../core/text/message.ts';
import { readCsv } from '../core/training/csv.ts';
import type { TrainAnswer, TrainWishes } from '../protocol/preview.ts';
import { type Kept, mostKept } from './kept.ts';
import type { Job } from './session.ts';
import { jobOf, type OwnData, type Settings, wishesOf } from './settings.ts';

/** What a person wants to be trained: for which goal, with which settings, on which rows of their own. */
export class Wanted {
  goal: TrainWishes['goal'];
  #settings: Settings;
  /** Those of the last network that there was. */
  #accepted: Settings;
  #own: (OwnData & { readonly text: string }) | undefined;

  constructor({ goal, settings }: Pick<Kept, 'goal' | 'settings'>) {
    this.goal = goal;
    this.#settings = settings;
    this.#accepted = settings;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get own(): OwnData | undefined {
    return this.#own;
  }

  /** Whether the settings are others than those of the last network. */
  get isChosen(): boolean {
    return this.#settings !== this.#accepted;
  }

  /** Takes other settings; whether they ask for another network. */
  choose(settings: Settings): boolean {
    const before = JSON.stringify(this.wishes());
    this.#settings = settings;
    return JSON.stringify(this.wishes()) !== before;
  }

  /** There is a network of these settings. */
  accept(): void {
    this.#accepted = this.#settings;
  }

  /** There is none: those before stay. */
  refuse(): void {
    this.#settings = this.#accepted;
  }

  /** Takes rows of a file; where they can't be read, says which ones and keeps those before. */
  read(name: string, text: string): readonly string[] {
    const { points, problems } = readCsv(text);
    if (points) this.#own = { name, text, points };
    return points ? [] : problems.map(({ line, message }) => `line ${line}: ${render(message)}`);
  }

  /** What the editor is asked for. */
  wishes(): TrainWishes {
    return wishesOf(this.#settings, this.goal, this.#own);
  }

  /** What the worker is given. */
  job(answer: TrainAnswer): Job {
    return jobOf(this.#settings, answer, this.#own);
  }

  /** What of it a reload of the window brings back. */
  kept(): Pick<Kept, 'goal' | 'settings' | 'own'> {
    const own = this.#own;
    return {
      ...(this.goal ? { goal: this.goal } : {}),
      settings: this.#settings,
      ...(own && own.text.length < mostKept ? { own: { name: own.name, text: own.text } } : {}),
    };
  }
}

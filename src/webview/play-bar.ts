import { fill, h, icon, icons, write } from './dom.ts';
import type { Report } from './session.ts';

/** Steps in a second that may be chosen; 0 is as many as there is time for. */
export const speeds: readonly (readonly [speed: number, label: string])[] = [
  [1, '1 step/s'],
  [10, '10 steps/s'],
  [50, '50 steps/s'],
  [250, '250 steps/s'],
  [1000, '1000 steps/s'],
  [0, 'full speed'],
];

/** The speed that there is until another one is chosen. */
export const usualSpeed = 250;

/** What the bar tells. */
interface Listener {
  toggled(): void;
  stepped(): void;
  restarted(): void;
  speedChosen(): void;
}

/** The buttons by which a race goes on, stops and starts again, its speed, and how many steps it has done. */
export class PlayBar {
  readonly element: HTMLElement;
  #speed: number;
  readonly #play: HTMLButtonElement;
  readonly #step: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  readonly #steps = h('span', { class: 'steps' }, 'step 0');

  constructor(speed: number, listener: Listener) {
    this.#speed = speed;
    this.#play = h('button', { type: 'button', class: 'play', click: () => listener.toggled() });
    this.#step = h(
      'button',
      { type: 'button', class: 'plain', title: 'One step', click: () => listener.stepped() },
      icon(icons.step),
      'Step',
    );
    this.#reset = h(
      'button',
      { type: 'button', class: 'plain', title: 'Back to the start', click: () => listener.restarted() },
      icon(icons.restart),
      'Reset',
    );
    const choice = h('select', {
      'aria-label': 'Speed',
      change: () => {
        this.#speed = Number(choice.value);
        listener.speedChosen();
      },
    });
    for (const [value, label] of speeds) choice.append(new Option(label, String(value), false, value === speed));
    this.element = h(
      'div',
      { class: 'controls', role: 'toolbar', 'aria-label': 'Training' },
      this.#play,
      this.#step,
      this.#reset,
      choice,
      this.#steps,
    );
  }

  /** The steps in a second that are chosen. */
  get speed(): number {
    return this.#speed;
  }

  /** How many steps the race has done. */
  showStep(step: number): void {
    write(this.#steps, `step ${step}`);
  }

  /** What the first button does; nothing once both runs have stopped, and before there are any. */
  showPlaying(isPlaying: boolean, report: Report | undefined): void {
    const [drawing, label] = isPlaying ? [icons.pause, 'Pause'] : [icons.play, 'Play'];
    if (this.#play.textContent !== label) fill(this.#play, icon(drawing), label);
    const isOver = report?.state.runs.written.stopped !== undefined && report.state.runs.exact.stopped !== undefined;
    this.#play.disabled = isOver || report === undefined;
  }

  /** Whether the buttons can be used. */
  enable(isEnabled: boolean): void {
    for (const button of [this.#play, this.#step, this.#reset]) button.disabled = !isEnabled;
  }
}

import { fill, h, icon, icons, write } from './dom.ts';

/** Steps in a second that may be chosen; 0 is as many as there is time for. */
export const speeds: readonly (readonly [speed: number, label: string])[] = [
  [1, '1 step/s'],
  [10, '10 steps/s'],
  [50, '50 steps/s'],
  [250, '250 steps/s'],
  [1000, '1000 steps/s'],
  [0, 'full speed'],
];
export const usualSpeed = 250;

export interface ToolbarListener {
  toggled(): void;
  stepped(): void;
  reset(): void;
  speedChosen(speed: number): void;
}

/** What lets a race go on. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #play: HTMLButtonElement;
  readonly #others: readonly HTMLButtonElement[];
  readonly #steps = h('span', { class: 'steps' }, 'step 0');

  constructor(speed: number, listener: ToolbarListener) {
    const plain = (drawing: string, label: string, title: string, click: () => void): HTMLButtonElement =>
      h('button', { type: 'button', class: 'plain', title, click }, icon(drawing), label);
    this.#play = h('button', { type: 'button', class: 'play', click: () => listener.toggled() });
    this.#others = [
      plain(icons.step, 'Step', 'One step', () => listener.stepped()),
      plain(icons.restart, 'Reset', 'Back to the start', () => listener.reset()),
    ];
    const choice = h('select', { 'aria-label': 'Speed', change: () => listener.speedChosen(Number(choice.value)) });
    for (const [value, label] of speeds) choice.append(new Option(label, String(value), false, value === speed));
    const all = [this.#play, ...this.#others, choice, this.#steps];
    this.element = h('div', { class: 'controls', role: 'toolbar', 'aria-label': 'Training' }, ...all);
    this.show({ isPlaying: false, isOver: false, isReady: false });
  }

  /** `isReady`: there is a race. */
  show({ isPlaying, isOver, isReady }: { readonly isPlaying: boolean; readonly isOver: boolean; readonly isReady: boolean }): void {
    const [drawing, label] = isPlaying ? [icons.pause, 'Pause'] : [icons.play, 'Play'];
    if (this.#play.textContent !== label) fill(this.#play, icon(drawing), label);
    this.#play.disabled = isOver || !isReady;
    for (const button of this.#others) button.disabled = !isReady;
  }

  count(step: number): void {
    write(this.#steps, `step ${step}`);
  }
}

import type { TrainWishes } from '../protocol/preview.ts';
import { formatNumber } from '../service/numbers.ts';
import { fill, formula, h } from './dom.ts';
import { GoalView } from './goal-view.ts';
import { type Mode, modes } from './kept.ts';
import type { LinkTo } from './parameters.ts';
import type { Piece } from './result.ts';
import { ResultLine } from './result-line.ts';

/** Notes that are as short as can be. */
const exampleNote: readonly string[] = [
  String.raw`y = \sigma(w^\top x + b)`,
  String.raw`L = \tfrac12 (y - t)^2`,
  String.raw`\frac{\partial L}{\partial w} = (y - t)\, y\, (1 - y)\, x`,
];

export interface HeaderListener {
  goalChosen(goal: NonNullable<TrainWishes['goal']>): void;
  modeChosen(mode: Mode): void;
  rateChosen(rate: number): void;
}

/** What is trained for, what has come of it in a sentence, and what a person has to be told. */
export class Header {
  readonly element: HTMLElement;
  readonly #listener: HeaderListener;
  readonly goals: GoalView;
  readonly #modes = h('fieldset', { class: 'modes', hidden: true }, h('legend', { class: 'hidden' }, 'What is shown'));
  readonly #result = new ResultLine();
  readonly #offer = h('div', { class: 'offer', hidden: true });
  readonly #live = h('p', { class: 'hidden', 'aria-live': 'polite' });
  readonly #notice = h('div', { class: 'notice', hidden: true });
  readonly #hint = h('div', { class: 'hint', hidden: true });

  constructor(mode: Mode, listener: HeaderListener) {
    this.#listener = listener;
    this.goals = new GoalView({ chosen: (goal) => listener.goalChosen(goal) });
    for (const [each, label] of modes) this.#modes.append(this.#modeChoice(each, label, each === mode));
    this.element = h(
      'header',
      {},
      this.goals.element,
      this.#modes,
      this.#result.element,
      this.#offer,
      this.#live,
      this.#notice,
      this.#hint,
    );
  }

  /** What the sentence says. */
  get sentence(): string {
    return this.#result.text;
  }

  /** Whether there is another mode to choose. */
  showModes(isChoice: boolean): void {
    this.#modes.hidden = !isChoice;
  }

  showResult(pieces: readonly Piece[], linkTo: LinkTo): void {
    this.#result.show(pieces, linkTo);
  }

  /** Has the sentence read out. */
  readOut(): void {
    this.#live.textContent = this.#result.text;
  }

  /** A smaller step size, where one may help. */
  offer(rate: number | undefined): void {
    this.#offer.hidden = rate === undefined;
    if (rate === undefined) return;
    const label = `Reset with rate ${formatNumber(rate)}`;
    if (this.#offer.textContent !== label)
      fill(this.#offer, h('button', { type: 'button', click: () => this.#listener.rateChosen(rate) }, label));
  }

  say(...children: readonly (Node | string)[]): void {
    fill(this.#notice, ...children);
    this.#notice.hidden = false;
    this.#live.textContent = this.#notice.textContent;
  }

  /** What notes have to have. */
  showHint(isShown: boolean): void {
    this.#hint.hidden = !isShown;
    if (isShown)
      fill(
        this.#hint,
        'What it takes is a prediction, a loss that compares it with a target, and a derivative of the loss, such as',
        ...exampleNote.map((tex) => h('div', {}, formula(`\\displaystyle ${tex}`))),
      );
  }

  unsay(): void {
    this.#notice.hidden = true;
    this.#hint.hidden = true;
  }

  #modeChoice(mode: Mode, label: string, isChosen: boolean): HTMLElement {
    const change = (): void => this.#listener.modeChosen(mode);
    return h('label', {}, h('input', { type: 'radio', name: 'mode', value: mode, class: 'hidden', checked: isChosen, change }), label);
  }
}

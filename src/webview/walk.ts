import { h } from './dom.ts';

export interface WalkListener {
  /** Another number of stops has been passed. */
  changed(): void;
  /** The walk has come to a stop, one at a time. */
  walked(stop: number): void;
}

/** Buttons that go over the stops of a walk one by one, or show all of them. */
export class Walk {
  readonly element: HTMLElement;
  readonly #back: HTMLButtonElement;
  readonly #where = h('span', { class: 'quiet', 'aria-live': 'polite' });
  readonly #listener: WalkListener;
  #count = 0;
  #passed = 0;

  /** `stop`: what a stop is called. */
  constructor(stop: string, listener: WalkListener) {
    this.#listener = listener;
    this.#back = h('button', { type: 'button', 'aria-label': `One ${stop} back`, click: () => this.#go(-1) }, '‹');
    const next = h('button', { type: 'button', 'aria-label': `One ${stop} on`, click: () => this.#go(1) }, '›');
    const all = h('button', { type: 'button', click: () => this.#goTo(this.#count) }, 'All');
    this.element = h('div', { class: 'walk' }, this.#back, next, all, this.#where);
  }

  /** How many stops have been passed. */
  get passed(): number {
    return this.#passed;
  }

  get isAll(): boolean {
    return this.#passed === this.#count;
  }

  /** Another walk, or the same one, as far as it was; all of it is shown first. */
  open(count: number, isSame = false): void {
    this.#count = count;
    if (!isSame) this.#passed = count;
  }

  /** Says where the walk is. */
  say(where: string): void {
    this.#where.textContent = where;
    this.#back.disabled = this.#passed <= 1;
  }

  /** On from the end is at the beginning. */
  #go(by: 1 | -1): void {
    this.#goTo(this.isAll && by === 1 ? 1 : Math.max(1, this.#passed + by));
    if (0 < this.#count) this.#listener.walked(this.#passed - 1);
  }

  #goTo(passed: number): void {
    this.#passed = Math.min(passed, this.#count);
    this.#listener.changed();
  }
}

/** How long drawing may take in one frame, in milliseconds, so that there is time left for the browser's own part of it. */
const budget = 6;

/** When frames come, and what time it is. */
export interface Clock {
  now(): number;
  nextFrame(draw: () => void): void;
}

/**
 * Draws before the next frame, or before a later one where there is no time: of drawings with one name only the newest, and in the
 * order in which they were first asked for.
 */
export class Frames {
  readonly #clock: Clock;
  readonly #waiting = new Map<string, () => void>();
  #isAsked = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Draws soon. */
  soon(name: string, draw: () => void): void {
    this.#waiting.set(name, draw);
    this.#ask();
  }

  /** Draws nothing of what is waiting. */
  clear(): void {
    this.#waiting.clear();
  }

  /** Draws all that is waiting, now. */
  flush(): void {
    while (this.#drawNext());
  }

  #ask(): void {
    if (this.#isAsked || this.#waiting.size === 0) return;
    this.#isAsked = true;
    this.#clock.nextFrame(() => {
      this.#isAsked = false;
      const began = this.#clock.now();
      while (this.#drawNext() && this.#clock.now() - began < budget);
      this.#ask();
    });
  }

  /** False where nothing is waiting. */
  #drawNext(): boolean {
    const [next] = this.#waiting;
    if (next === undefined) return false;
    const [name, draw] = next;
    this.#waiting.delete(name);
    draw();
    return true;
  }
}

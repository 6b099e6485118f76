/** After how long no further drawing is begun in a frame, in milliseconds: what is drawn has to be laid out and painted as well, which takes longer. */
const budget = 2;

/** When frames come, and what time it is. */
export interface Clock {
  now(): number;
  nextFrame(draw: () => void): void;
}

interface Drawing {
  readonly draw: () => void;
  /** Whether anyone would see it now. */
  readonly isSeen: () => boolean;
}

/**
 * Draws before the next frame, or before a later one where there is no time: of drawings with one name only the newest, and in the
 * order in which they were first asked for. What nobody sees waits.
 */
export class Frames {
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Drawing>();
  #isAsked = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Draws soon. */
  soon(name: string, draw: () => void, isSeen: () => boolean = () => true): void {
    this.#waiting.set(name, { draw, isSeen });
    this.look();
  }

  /** Draws nothing of what is waiting. */
  clear(): void {
    this.#waiting.clear();
  }

  /** Draws all that is waiting, now, whether it is seen or not. */
  flush(): void {
    for (const name of [...this.#waiting.keys()]) this.#draw(name);
  }

  /** Something else may be seen now. */
  look(): void {
    if (this.#isAsked || this.#next() === undefined) return;
    this.#isAsked = true;
    this.#clock.nextFrame(() => {
      this.#isAsked = false;
      const began = this.#clock.now();
      do this.#draw(this.#next());
      while (this.#next() !== undefined && this.#clock.now() - began < budget);
      this.look();
    });
  }

  #next(): string | undefined {
    for (const [name, { isSeen }] of this.#waiting) if (isSeen()) return name;
    return undefined;
  }

  #draw(name: string | undefined): void {
    const drawing = name === undefined ? undefined : this.#waiting.get(name);
    if (name === undefined || drawing === undefined) return;
    this.#waiting.delete(name);
    drawing.draw();
  }
}

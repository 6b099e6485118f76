import type { FamilyKey } from '../expr/expr.ts';
import { type Message, type MessageId, message } from '../text/message.ts';
import type { Book } from './book.ts';

/** Why something has no derivative here. Thrown and caught inside of this folder alone: a value without a stack, since refusing is no error. */
export class NotDerivable {
  readonly why: Message;

  constructor(id: MessageId, params: Message['params'] = {}) {
    this.why = message(id, params);
  }
}

/** What is thrown where a formula leads to a name that cannot be worked out. */
export function closed(book: Book, family: FamilyKey): NotDerivable {
  const { id, params } = book.whyClosed(family);
  return new NotDerivable(id, params);
}

/** Which part of all work is kept for what has to be done. */
const reserved = 4;

/** Work that a derivation may do, counted in steps and never in time, so that one text gives one answer on every machine. */
export class Effort {
  private readonly steps: number;
  private left: number;

  constructor(steps: number) {
    this.steps = steps;
    this.left = steps;
  }

  /** Starts again with all of it. */
  renew(): void {
    this.left = this.steps;
  }

  /** Whether what is left is for what has to be done, and not for what would only be neater. */
  get isScarce(): boolean {
    return this.left < this.steps / reserved;
  }

  /** Takes some work off. Errors: `NotDerivable` once nothing is left. */
  spend(steps = 1): void {
    this.left -= steps;
    if (this.left < 0) throw new NotDerivable('derive-too-large');
  }
}

import type { FromPage, ShownPlace, ToPage } from '../protocol/preview.ts';
import { isIn } from './cursor.ts';
import { h } from './dom.ts';
import type { LinkTo } from './parameters.ts';

type Spot = { readonly part: number; readonly start: number };

/** The places of the notes that the page speaks of, and the way to them. */
export class Places {
  readonly #post: (message: FromPage) => void;
  #all: readonly ShownPlace[] = [];

  constructor(post: (message: FromPage) => void) {
    this.#post = post;
  }

  open(all: readonly ShownPlace[]): void {
    this.#all = all;
  }

  lineOf(spot: Spot): string {
    return this.#at(spot)?.line ?? 'notes';
  }

  /** A link to a place, called by its line if nothing else is said. */
  readonly linkTo: LinkTo = (spot, label) => {
    const place = this.#at(spot);
    return place === undefined ? h('span', {}, label ?? '') : this.linkToPlace(place, label);
  };

  linkToPlace(place: ShownPlace, label = place.line): HTMLElement {
    const reveal = (): void => this.#post({ kind: 'reveal', place });
    return h('button', { type: 'button', class: 'link', title: 'Show it in the notes', click: reveal }, label);
  }

  /** Shows a formula in the notes; the keyboard stays here. */
  revealQuietly(spot: Spot): void {
    const place = this.#at(spot);
    if (place) this.#post({ kind: 'reveal', place, isQuiet: true });
  }

  /** Whether the cursor is in a formula. */
  isIn(spot: Spot, cursor: Extract<ToPage, { kind: 'cursor' }>): boolean {
    return isIn(this.#at(spot), cursor);
  }

  #at({ part, start }: Spot): ShownPlace | undefined {
    return this.#all.find((place) => place.part === part && place.start === start);
  }
}

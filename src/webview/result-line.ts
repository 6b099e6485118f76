import { fill, formula, h } from './dom.ts';
import type { LinkTo } from './parameters.ts';
import { type Piece, spoken } from './result.ts';

/** A sentence of words, formulas and links. While its numbers alone change, formulas are not set anew. */
export class ResultLine {
  readonly element = h('p', { class: 'result' });
  #text = '';
  /** What all but the words of the sentence is. */
  #frame = '';

  /** As it is spoken. */
  get text(): string {
    return this.#text;
  }

  show(pieces: readonly Piece[], linkTo: LinkTo): void {
    const text = spoken(pieces);
    if (text === this.#text) return;
    this.#text = text;
    this.element.dataset.spoken = text;
    const frame = JSON.stringify(pieces.map((piece) => (isWords(piece) ? '' : piece)));
    if (frame !== this.#frame) fill(this.element, ...pieces.map((piece) => shown(piece, linkTo)));
    else for (const [n, piece] of pieces.entries()) if (isWords(piece)) this.#write(n, piece.text);
    this.#frame = frame;
  }

  #write(n: number, text: string): void {
    const node = this.element.childNodes[n];
    if (node && node.nodeValue !== text) node.nodeValue = text;
  }
}

function isWords(piece: Piece): piece is { readonly text: string } {
  return !('tex' in piece) && !('place' in piece);
}

function shown(piece: Piece, linkTo: LinkTo): Node {
  if ('tex' in piece) return formula(piece.tex);
  if ('place' in piece) return h('span', { class: 'cited' }, '(', linkTo(piece.place, piece.text), ')');
  return document.createTextNode(piece.text);
}

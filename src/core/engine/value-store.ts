import { TooLarge } from './engine-op.ts';

/** Memory for the values of a tape, cut from large pieces: a small array of its own would cost more than filling it. */
export class ValueStore {
  readonly #limit: number;
  #taken = 0;
  #piece = new ArrayBuffer(0);
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * `length` values of 0.
   *
   * Errors: `TooLarge` past the limit of all values together.
   */
  take(length: number): Float64Array {
    if (this.#limit < this.#taken + length) throw new TooLarge(`${this.#taken + length} values on one tape`);
    this.#taken += length;
    const bytes = length * Float64Array.BYTES_PER_ELEMENT;
    if (this.#piece.byteLength < this.#used + bytes) {
      this.#piece = new ArrayBuffer(Math.max(bytes, Math.min(2 * this.#piece.byteLength, largestPiece), smallestPiece));
      this.#used = 0;
    }
    const values = new Float64Array(this.#piece, this.#used, length);
    this.#used += bytes;
    return values;
  }
}

const smallestPiece = 2 ** 12;
const largestPiece = 2 ** 17;

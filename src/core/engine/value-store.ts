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
    this.#taken += length;
    if (this.#limit < this.#taken) throw new TooLarge(`${this.#taken} values on one tape`);
    const bytes = length * Float64Array.BYTES_PER_ELEMENT;
    if (this.#piece.byteLength < this.#used + bytes) {
      this.#piece = new ArrayBuffer(Math.max(bytes, pieceBytes));
      this.#used = 0;
    }
    const values = new Float64Array(this.#piece, this.#used, length);
    this.#used += bytes;
    return values;
  }
}

const pieceBytes = 2 ** 16;

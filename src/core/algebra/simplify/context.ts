import type { Expr } from '../../expr/expr.ts';
import type { Book } from '../book.ts';
import { built } from '../build.ts';
import type { NamedRule } from '../named.ts';
import { Known, Ring, type Sum } from '../normal.ts';
import type { Effort } from '../refusal.ts';

/** What the rules share while formulas are simplified: what is known not to be zero, the ring, the note, and the names in force. */
export abstract class Context {
  readonly known: Known;
  readonly ring: Ring;
  readonly book: Book;
  /** What lets parts of formulas be written by a name. */
  abstract readonly rules: readonly NamedRule[];

  constructor(book: Book, effort: Effort) {
    this.book = book;
    this.known = new Known();
    this.ring = new Ring(this.known, effort, built);
  }

  /** A formula as a sum of products. */
  abstract normal(expr: Expr): Sum;

  /** The best of the forms of a sum. */
  abstract best(sum: Sum): Sum;

  /** The form of a formula that a person would write. */
  simplify(expr: Expr): Expr {
    return built(this.best(this.normal(expr)));
  }
}

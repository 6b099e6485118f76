import type { Bounds, Expr, FamilyKey, IndexId } from '../expr/expr.ts';
import type { Message } from '../text/message.ts';

/** A parameter of a function: the family that it is inside of the body, with the indices that it has in the head (`f(z_k) = …`). */
export interface GivenParameter {
  readonly family: FamilyKey;
  readonly slots: readonly IndexId[];
}

/** A formula that gives a family its value, or a function. */
export interface Given {
  readonly family: FamilyKey;
  /** The indices of the head, bound in the body. */
  readonly head: readonly IndexId[];
  readonly params?: readonly GivenParameter[];
  readonly body: Expr;
}

/** What the notes say where a derivative is asked for. The algebra knows of them only this. */
export interface Book {
  /** The formula of a family that is in force. */
  given(family: FamilyKey): Given | undefined;
  /** The names that stand for a derivative of a family (`\delta_k = \partial E / \partial a_k`). */
  adjoints(of: FamilyKey): readonly Given[];
  /** What else the notes have defined before, nearest last: a part of a formula may be called by its name. */
  others(): readonly Given[];
  /** The logistic function at an argument, as the notes call it; absent where they don't. */
  readonly logistic?: (at: Expr) => Expr;
  /** The name in the table of the function that a name stands for, where the notes do not define it. */
  standard(fn: FamilyKey): string | undefined;
  /** Whether the notes write derivatives of a function with primes. */
  isPrimed(fn: FamilyKey): boolean;
  /** Whether a function depends on a name, other than through its arguments, since that stands below it: `K_\nu(x)`. */
  isBelow(fn: FamilyKey, name: FamilyKey): boolean;
  /** Whether a family cannot be worked out, though something defines it. */
  isClosed(family: FamilyKey): boolean;
  /** Why that is so; only of a closed family. */
  whyClosed(family: FamilyKey): Message;
  /** A new index that runs where another does. */
  fresh(like: IndexId): IndexId;
  /** Whether two indices run over one axis. */
  isAlike(one: IndexId, other: IndexId): boolean;
  /** Whether bounds take in all values of an index. */
  isWhole(index: IndexId, bounds: Bounds): boolean;
  /** The bounds that leave out values of an index; undefined where that can't be told. */
  edges(index: IndexId, bounds: Bounds): Bounds | undefined;
  /** What the notes call the number of values of an index, where some sum of theirs says so. */
  countOf(index: IndexId): FamilyKey | undefined;
}

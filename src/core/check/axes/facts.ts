import type { Expr, FamilyKey } from '../../expr/expr.ts';

/** What is known of one axis while it is gathered. */
export interface Facts {
  literal?: number;
  /** The length of a list that runs along it. */
  length?: number;
  /** A matrix along it is inverted. */
  isInverted?: boolean;
  /** That matrix is a product such as `X^\top X`, which has an inverse only if it is no larger than what it sums over. */
  isProduct?: boolean;
  /** It is to be shorter than all that are not. */
  isShort?: boolean;
  start?: number;
  latestStart?: number;
  isStartGuessed?: true;
  /** A sum over it ends at a numeral. */
  isCut?: true;
  largest: number;
  smallest: number;
  /** Whether a label selects among its values. */
  isChosen?: true;
  /** The numerals that stand in its slots. */
  readonly numerals: Set<number>;
  /** The last values that sums over it give it, worked out from sizes. */
  readonly ends: Expr[];
  /** The names that select among them, of which some may be sizes. */
  readonly selectors: Set<FamilyKey>;
  /** What definitions put in its slots that is worked out from other indices. */
  readonly reached: Expr[];
}

/** What is known of an axis of which nothing was said yet. */
export function noFacts(): Facts {
  return {
    largest: Number.NEGATIVE_INFINITY,
    smallest: Number.POSITIVE_INFINITY,
    numerals: new Set(),
    selectors: new Set(),
    ends: [],
    reached: [],
  };
}

/** Adds to what is known of an axis what is known of another that turns out to be the same. */
export function takeOver(kept: Facts, gone: Facts): void {
  kept.largest = Math.max(kept.largest, gone.largest);
  kept.smallest = Math.min(kept.smallest, gone.smallest);
  if (gone.isChosen) kept.isChosen = true;
  for (const numeral of gone.numerals) kept.numerals.add(numeral);
  for (const selector of gone.selectors) kept.selectors.add(selector);
  kept.ends.push(...gone.ends);
  kept.reached.push(...gone.reached);
  if (gone.start !== undefined) kept.start = Math.min(kept.start ?? gone.start, gone.start);
  if (gone.latestStart !== undefined) kept.latestStart = Math.max(kept.latestStart ?? gone.latestStart, gone.latestStart);
  if (gone.isCut) kept.isCut = true;
  if (gone.isInverted) kept.isInverted = true;
  if (gone.isProduct) kept.isProduct = true;
  if (gone.isShort) kept.isShort = true;
  if (gone.length !== undefined) kept.length = Math.max(kept.length ?? 0, gone.length);
  if (gone.literal !== undefined) kept.literal = Math.max(kept.literal ?? gone.literal, gone.literal);
}

import type { Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import type { Space } from './spaces.ts';

/** What a name or a formula is as a whole. */
export type Kind = 'scalar' | 'column' | 'row' | 'matrix';

/**
 * One way to read a formula: its shape, how far the reading is from what is written, and its entry in a row and a column.
 * A scalar has neither, a column no columns, a row no rows.
 */
export interface Typing {
  readonly row: Space | undefined;
  readonly col: Space | undefined;
  /** Sum of `costs`; 0 is to the letter. */
  readonly cost: number;
  /** It was written transposed, and so does not turn to fit. */
  readonly isTurned: boolean;
  /** A number, which goes with any shape. */
  readonly isNumber: boolean;
  entry(row?: IndexTerm, col?: IndexTerm): Expr;
}

/** What it costs to read a formula otherwise than written; a reading that costs as much as a `misfit` is none. */
export const costs = {
  /** A number transposed, or multiplied entry by entry. */
  idle: 3,
  /** A plain vector as its transpose. */
  turned: 1,
  /** A plain vector as its transpose to make a matrix. */
  outer: 4,
  /** A function of which the notes say nothing as one number made of a whole vector, and not entry by entry. */
  loss: 2.5,
  /** Two vectors joined by a dot as their inner product. */
  dotted: 0.5,
  /** Two matrices joined by the sign of a composition as their product, not entry by entry. */
  composed: 0.5,
  /** The square of a vector in bold as that of its length, hardly more than entry by entry. */
  squared: 1.25,
  /** A product without a sign, entry by entry. */
  elementwise: 2,
  /** A number or vector added to each entry, column or row. */
  spread: 2,
  /** A vector by its name alone that is added to each column or row, as a bias is. */
  bias: 0.75,
  /** The one of the two that the place of the weights in the product speaks against. */
  lessUsual: 0.1,
  /** Two axes of a definition that were apart until then. */
  united: 0.25,
  /** Two axes that the notes tell apart. */
  misfit: 20,
} as const;

/** The most readings that are kept of one formula. */
const mostTypings = 8;

export function kindOf({ row, col }: Typing): Kind {
  if (row === undefined) return col === undefined ? 'scalar' : 'row';
  return col === undefined ? 'column' : 'matrix';
}

/** The cheapest reading of each shape. */
export function cheapest(typings: readonly Typing[]): readonly Typing[] {
  if (typings.length < 2) return typings;
  const kept = new Cheapest();
  for (const typing of typings) if (kept.lacks(typing.row, typing.col, typing.cost, typing.isTurned)) kept.add(typing);
  return kept.all;
}

/** Gathers the cheapest reading of each shape. */
export class Cheapest {
  private readonly kept: Typing[] = [];
  /** Where the reading stands that one of the last shape asked for would take the place of. */
  private place = 0;

  /** Whether a reading would be the cheapest of its shape, so that it need not be made if not. */
  lacks(row: Space | undefined, col: Space | undefined, cost: number, isTurned = false): boolean {
    const { kept } = this;
    for (let at = 0; at < kept.length; at++) {
      const known = kept[at] as Typing;
      if (known.row !== row || known.col !== col || known.isTurned !== isTurned) continue;
      this.place = at;
      return cost < known.cost;
    }
    this.place = kept.length;
    return true;
  }

  /** Takes in a reading of the shape that was asked for last. */
  add(typing: Typing): void {
    this.kept[this.place] = typing;
  }

  get all(): readonly Typing[] {
    const { kept } = this;
    return kept.length <= mostTypings ? kept : kept.sort((a, b) => a.cost - b.cost).slice(0, mostTypings);
  }
}

/** A reading of each shape, whatever it costs. */
export function shapesIn(all: readonly (readonly Typing[])[]): readonly Typing[] {
  const kept: Typing[] = [];
  for (const typings of all)
    for (const typing of typings) if (!kept.some((known) => isAlike(known, typing)) && kept.length < mostTypings) kept.push(typing);
  return kept;
}

function isAlike(one: Typing, other: Typing): boolean {
  return one.row === other.row && one.col === other.col && one.isTurned === other.isTurned;
}

/** The transpose. */
export function turned(typing: Typing, cost = 0): Typing {
  const { row, col } = typing;
  return shaped(col, row, typing.cost + cost, (r, c) => typing.entry(c, r));
}

/** A reading of the given shape; all are made here, with all fields, since the search for shapes makes and compares very many. */
export function shaped(
  row: Space | undefined,
  col: Space | undefined,
  cost: number,
  entry: Typing['entry'],
  isNumber = false,
  isTurned = false,
): Typing {
  return { row, col, cost, isTurned, isNumber, entry };
}

/** A reading as a number. */
export function scalar(cost: number, entry: () => Expr): Typing {
  return shaped(undefined, undefined, cost, entry);
}

/** What a reading costs in the place of one of another shape, where it can stand there; `spread` is the cost of repeating it. */
export function priceOf(typing: Typing, to: Kind, spread: number, isTurned = typing.isTurned): number | undefined {
  const from = kindOf(typing);
  const { cost } = typing;
  if (from === to) return cost;
  if (from === 'scalar') return typing.isNumber ? cost : cost + spread;
  if (to === 'scalar') return undefined;
  if (to === 'matrix') return cost + costs.spread;
  return from === 'matrix' || isTurned ? undefined : cost + costs.turned;
}

/** The entries of a reading in the place of one of another shape. */
export function entryIn(typing: Typing, to: Kind): Typing['entry'] {
  const from = kindOf(typing);
  if (from === to) return typing.entry;
  if (from === 'scalar') return () => typing.entry();
  if (to !== 'matrix') return (row, col) => typing.entry(col, row);
  return from === 'column' ? (row) => typing.entry(row) : (_, col) => typing.entry(undefined, col);
}

/** The sum over an index. */
export function summed(body: Expr, index: IndexId): Expr {
  return { kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body, ...(body.at ? { at: body.at } : {}) };
}

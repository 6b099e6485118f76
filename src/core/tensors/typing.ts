import type { Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import type { Space } from './spaces.ts';

/** What a name or a formula is as a whole. */
export type Kind = 'scalar' | 'column' | 'row' | 'matrix';

/**
 * One way to read a formula: its shape, how far the reading is from what is written, and its entry in a row and a column.
 * A scalar has neither, a column no columns, a row no rows.
 */
export interface Typing {
  readonly row?: Space;
  readonly col?: Space;
  /** Sum of `costs`; 0 is to the letter. */
  readonly cost: number;
  /** It was written transposed, and so does not turn to fit. */
  readonly isTurned?: boolean;
  /** A number, which goes with any shape. */
  readonly isNumber?: boolean;
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

export function kindOf({ row, col }: Pick<Typing, 'row' | 'col'>): Kind {
  if (row === undefined) return col === undefined ? 'scalar' : 'row';
  return col === undefined ? 'column' : 'matrix';
}

/** The cheapest reading of each shape. */
export function cheapest(typings: readonly Typing[]): readonly Typing[] {
  if (typings.length < 2) return typings;
  const best = new Map<string, Typing>();
  for (const typing of typings) {
    const key = `${typing.row ?? ''} ${typing.col ?? ''} ${typing.isTurned ?? ''}`;
    const known = best.get(key);
    if (known === undefined || typing.cost < known.cost) best.set(key, typing);
  }
  const kept = [...best.values()];
  return kept.length <= mostTypings ? kept : kept.sort((a, b) => a.cost - b.cost).slice(0, mostTypings);
}

/** The transpose. */
export function turned(typing: Typing, cost = 0): Typing {
  const { row, col } = typing;
  return shaped(col, row, typing.cost + cost, (r, c) => typing.entry(c, r));
}

/** A reading of the given shape. */
export function shaped(row: Space | undefined, col: Space | undefined, cost: number, entry: Typing['entry']): Typing {
  if (row === undefined) return col === undefined ? { cost, entry } : { col, cost, entry };
  return col === undefined ? { row, cost, entry } : { row, col, cost, entry };
}

/** A reading in the place of one of another shape: what it costs, and its entries; `spread` is the cost of repeating it. */
export function fitted(
  typing: Typing,
  target: Pick<Typing, 'row' | 'col'>,
  spread: number,
): { cost: number; entry: Typing['entry'] } | undefined {
  const from = kindOf(typing);
  const to = kindOf(target);
  const { cost, entry } = typing;
  if (from === to) return { cost, entry };
  if (from === 'scalar') return { cost: typing.isNumber ? cost : cost + spread, entry: () => entry() };
  if (to === 'scalar') return undefined;
  if (to === 'matrix')
    return { cost: cost + costs.spread, entry: from === 'column' ? (row) => entry(row) : (_, col) => entry(undefined, col) };
  if (from === 'matrix' || typing.isTurned) return undefined;
  return { cost: cost + costs.turned, entry: (row, col) => entry(col, row) };
}

/** The sum over an index. */
export function summed(body: Expr, index: IndexId): Expr {
  return { kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body, ...(body.at ? { at: body.at } : {}) };
}

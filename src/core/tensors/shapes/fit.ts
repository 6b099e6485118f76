import { costs, entryIn, type Kind, kindOf, priceOf, type Typing } from '../typing.ts';

/** What a formula costs that no reading fits. */
export const impossible = 10;
/** What it costs that a number is set equal to a vector. */
export const unequal = 6;

/** Every kind that a name may be; its place in the list is its digit. */
export const allKinds: readonly Kind[] = ['scalar', 'column', 'row', 'matrix'];

/** How many indices a member of a kind has. */
export function slotsOf(kind: Kind): number {
  return kind === 'scalar' ? 0 : kind === 'matrix' ? 2 : 1;
}

/** How the members of an equation fit together: one shape, with the reading of each member. */
export interface Fit {
  readonly cost: number;
  readonly kind: Kind;
  readonly fits: readonly (Typing | undefined)[];
}

/** The readings of the members of an equation that cost the least together. */
export function fitOf(all: readonly (readonly Typing[])[]): Fit {
  const { cost, kind } = cheapestKind(all);
  return { cost, kind, fits: all.map((readings) => fitTo(readings, kind)) };
}

/** The shape in which the members of an equation cost the least. */
export function cheapestKind(all: readonly (readonly Typing[])[]): { readonly cost: number; readonly kind: Kind } {
  let best: { cost: number; kind: Kind } | undefined;
  for (const kind of allKinds) {
    if (!all.some((readings) => readings.some((typing) => kindOf(typing) === kind))) continue;
    let cost = 0;
    for (const readings of all) {
      let least: number | undefined;
      for (const typing of readings) {
        const own = priceTo(typing, kind);
        if (own !== undefined && (least === undefined || own < least)) least = own;
      }
      cost += least ?? impossible;
    }
    if (best === undefined || cost < best.cost) best = { cost, kind };
  }
  return best ?? { cost: impossible * all.length, kind: 'scalar' };
}

/** What a reading of a member costs in the shape of its equation. */
function priceTo(typing: Typing, kind: Kind): number | undefined {
  const price = priceOf(typing, kind, unequal, false);
  const isSpread = kind === 'matrix' && kindOf(typing) !== 'matrix' && kindOf(typing) !== 'scalar';
  return price === undefined || !isSpread ? price : price + unequal - costs.spread;
}

/** The cheapest reading of a member in the shape of its equation. */
export function fitTo(readings: readonly Typing[], kind: Kind): Typing | undefined {
  let best: Typing | undefined;
  let least = 0;
  for (const typing of readings) {
    const cost = priceTo(typing, kind);
    if (cost === undefined || (best !== undefined && least <= cost)) continue;
    best = typing;
    least = cost;
  }
  return best && { ...best, cost: least, entry: entryIn(best, kind) };
}

import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Step } from './classify.ts';
import type { Reshape } from './ground.ts';
import type { Shown, Values, Worked } from './values.ts';
import { attempt, isRefusal } from './world.ts';
import type { Worlds } from './worlds.ts';

/** How far a point is moved, up and down, to see whether it lies at a kink, and how far the result may follow. */
const nudge = 1e-7;
const mostFollowed = 1e-4;
/** The samples that are the point itself and its neighbours. */
const here = 3;

/**
 * What a formula with derivatives in it works out to by the engine where all that it is made of has the number that the notes give it;
 * undefined where something has none, or at a kink. Each sample of the world moves one of the shown numbers by its rounding.
 */
export function atPoint(values: Values, worlds: Worlds, step: Step, expr: Expr): Worked | undefined {
  if (freeIndices(expr).size > 0 || walk(expr).some(({ kind }) => kind === 'hole') || !isCounted(values, worlds, step, expr))
    return undefined;
  const reshape = new Map<FamilyKey, Reshape>();
  const used: Shown[] = [];
  const rounded: Shown[] = [];
  for (const family of worlds.leavesOf(step, expr)) {
    const cells = cellsOf(values, worlds, family);
    if (cells === undefined) return undefined;
    const places = cells.map((shown) => (shown.half > 0 ? here + rounded.push(shown) - 1 : undefined));
    used.push(...cells);
    reshape.set(family, (drawn, _, samples) => {
      for (const [cell, { value, half }] of cells.entries()) {
        const first = cell * samples;
        drawn.fill(value, first, first + samples);
        drawn[first + 1] = value + nudge;
        drawn[first + 2] = value - nudge;
        const own = places[cell];
        if (own !== undefined && own < samples) drawn[first + own] = value + half;
      }
    });
  }
  const premise = { id: `at:${[...reshape.keys()].join()}`, tex: '', reshape, conditions: [], section: 0, order: -1 };
  const world = worlds.of(step, { premises: [premise] });
  const scope = world.scope([]);
  const node = isRefusal(scope) ? scope : world.evaluate(expr, scope);
  const found = isRefusal(node) ? node : attempt(() => world.tape.valueOf(node));
  if (isRefusal(found) || found.length < here + rounded.length) return undefined;
  const [value = Number.NaN, up = Number.NaN, down = Number.NaN] = found;
  const isSmooth = [up, down].every((near) => Math.abs(near - value) <= mostFollowed * (1 + Math.abs(value)));
  if (!isSmooth) return undefined;
  const moves = rounded.map(({ half }, at) => ({ half, by: Math.abs((found[here + at] as number) - value) }));
  return { value, moves, orders: used.map(({ order }) => order), isDerived: true };
}

/** Whether the notes say how many terms the sums have that a formula leads to. */
function isCounted(values: Values, worlds: Worlds, step: Step, expr: Expr): boolean {
  const { axes } = worlds.meaning;
  return [expr, ...worlds.bodiesBehind(step, expr)].every((body) =>
    walk(body).every(
      (node) => node.kind !== 'reduce' || axes.ofIndex(node.index).named !== undefined || values.extentOf(node.index) !== undefined,
    ),
  );
}

/** The numbers of all members of a family, in the order of its cells; undefined where one has none. */
function cellsOf(values: Values, worlds: Worlds, family: FamilyKey): readonly Shown[] | undefined {
  const { axes } = worlds.meaning;
  if (axes.valueOfSize(family) !== undefined) return undefined;
  let members: readonly (readonly IndexTerm[])[] = [[]];
  for (let position = 0; position < partsOfKey(family).arity; position++) {
    const { start, size, tooLarge } = axes.ofSlot(family, position);
    if (tooLarge) return undefined;
    const terms = Array.from({ length: size }, (_, at): IndexTerm => ({ kind: 'value', value: start + at }));
    members = members.flatMap((slots) => terms.map((term) => [...slots, term]));
  }
  const found = members.map((slots) => values.of({ kind: 'ref', family, slots }));
  return found.includes(undefined) ? undefined : (found as Shown[]);
}

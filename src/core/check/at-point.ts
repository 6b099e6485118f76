import type { Expr, FamilyKey, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { Step } from './classify/step.ts';
import type { Reshape } from './ground.ts';
import type { Move } from './numeric.ts';
import type { Shown, Values, Worked } from './values.ts';
import { attempt, isRefusal } from './world/refusal.ts';
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
  const cells = new Map<FamilyKey, readonly Shown[]>();
  for (const family of worlds.inputsOf(step, expr)) {
    const own = cellsOf(values, worlds, family);
    if (own === undefined) return undefined;
    cells.set(family, own);
  }
  const used = [...cells.values()].flat();
  const rounded = used.filter(({ half }) => half > 0);
  const first = valuesAt(worlds, step, expr, cells, rounded);
  const [value, up, down] = [0, 1, 2].map((at) => first?.[at] ?? Number.NaN) as [number, number, number];
  const isSmooth = [up, down].every((near) => Math.abs(near - value) <= mostFollowed * (1 + Math.abs(value)));
  if (first === undefined || !isSmooth) return undefined;
  const moves: Move[] = [];
  while (moves.length < rounded.length) {
    const moved = rounded.slice(moves.length, moves.length + first.length - here);
    const found = moves.length === 0 ? first : valuesAt(worlds, step, expr, cells, rounded.slice(moves.length));
    if (found === undefined || moved.length === 0) return undefined;
    for (const [at, { half }] of moved.entries()) moves.push({ half, by: Math.abs((found[here + at] as number) - value) });
  }
  return { value, moves, orders: used.map(({ order }) => order), isDerived: true };
}

/** The values of a formula at the point, at its neighbours, and with one of some rounded numbers moved after another, as many as there are samples. */
function valuesAt(
  worlds: Worlds,
  step: Step,
  expr: Expr,
  cells: ReadonlyMap<FamilyKey, readonly Shown[]>,
  moved: readonly Shown[],
): ArrayLike<number> | undefined {
  const reshape = new Map<FamilyKey, Reshape>();
  for (const [family, own] of cells)
    reshape.set(family, (drawn, _, samples) => {
      for (const [cell, shown] of own.entries()) {
        const first = cell * samples;
        drawn.fill(shown.value, first, first + samples);
        drawn[first + 1] = shown.value + nudge;
        drawn[first + 2] = shown.value - nudge;
        const place = here + moved.indexOf(shown);
        if (here <= place && place < samples) drawn[first + place] = shown.value + shown.half;
      }
    });
  const id = `at:${[...cells.keys()].join()}:${moved.length}`;
  const world = worlds.of(step, { premises: [{ id, tex: '', reshape, conditions: [], section: 0, order: -1 }] });
  const scope = world.scope([]);
  const node = isRefusal(scope) ? scope : world.evaluate(expr, scope);
  const found = isRefusal(node) ? node : attempt(() => world.tape.valueOf(node));
  return isRefusal(found) || found.length < here ? undefined : found;
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

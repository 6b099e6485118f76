import type { FamilyKey } from '../expr/expr.ts';
import type { PartialSyntax, Syntax } from '../latex/syntax.ts';
import { nodesIn } from '../latex/walk.ts';
import type { Chain } from '../meaning/chains.ts';
import { baseName, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import { keptFor } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import type { Step } from './classify/step.ts';
import { partialsIn } from './partials.ts';
import type { Worlds } from './worlds.ts';

/** The names by which derivatives by time were spelt out in a chain: `x` and `y` of `\frac{d}{dt}(x y)`. */
export const movedIn = keptFor((chain: Chain): ReadonlySet<string> => variablesOf(chain, ({ along }) => along !== undefined));

/** The names by which a chain itself differentiates. */
const writtenIn = keptFor((chain: Chain): ReadonlySet<string> => variablesOf(chain, ({ along }) => along === undefined));

function variablesOf({ members }: Chain, isMeant: (node: PartialSyntax) => boolean): ReadonlySet<string> {
  const by = flatMap(members, ({ node }) =>
    flatMap(nodesIn(node), (inner): readonly Syntax[] => (inner.kind === 'partial' && isMeant(inner) ? inner.wrt : [])),
  );
  return new Set(flatMap(by, (variable) => baseOf(variable) ?? []));
}

function baseOf(name: Syntax): string | undefined {
  const symbol = symbolOf(name);
  return symbol && baseName(symbol);
}

/** Whether a family is the rate of another one. */
export function isRate(family: FamilyKey): boolean {
  return /^d?dot\(/.test(partsOfKey(family).base);
}

/**
 * Names that move in time beside others, and that the notes differentiate by those elsewhere, `dy/dx` in the phase plane: in a derivative by time
 * each stands for itself.
 */
export function movedApart(worlds: Worlds, step: Step): readonly FamilyKey[] {
  return areInTwoSenses(worlds, step) ? [] : openMoved(worlds, step);
}

/** Whether names move in time in a step and are functions of one another in it. */
export function areInTwoSenses(worlds: Worlds, step: Step): boolean {
  if (openMoved(worlds, step).length === 0) return false;
  const moved = movedIn(step.chain);
  if ([...writtenIn(step.chain)].some((name) => moved.has(name))) return true;
  const bodies = flatMap([step.lhs, step.rhs], (side) => worlds.bodiesBehind(step, side));
  return flatMap(bodies, partialsIn).some(({ wrt }) => wrt.kind !== 'ref' || moved.has(partsOfKey(wrt.family).base));
}

function openMoved(worlds: Worlds, step: Step): readonly FamilyKey[] {
  const moved = movedIn(step.chain);
  if (moved.size === 0) return [];
  return [...worlds.meaning.lossInputs.keys()].filter((family) => moved.has(partsOfKey(family).base) && worlds.isOpenLoss(step, family));
}

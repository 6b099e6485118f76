import type { Expr, FamilyKey } from '../expr/expr.ts';
import { termsOf, walk } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import type { Step } from './classify.ts';
import { keptFor } from './kept.ts';
import { hasPieces } from './sampling.ts';
import { formulasBehind } from './sides.ts';
import { constantOf, mentioned } from './world.ts';
import type { Worlds } from './worlds.ts';

/**
 * Tells of the names behind two sides that differ whether the sides are sure to differ with the name free of its formula as well, so that this
 * need not be tried: analytic functions that agree for all values of a name agree for those that its formula gives it (identity theorem). Not so
 * where a derivative may lead through the formula, or where the name is not drawn from an interval.
 */
export function differenceStays(worlds: Worlds, step: Step, expected: Expr, written: Expr): (family: FamilyKey) => boolean {
  const environment = worlds.environmentOf(step);
  const { axes, inputs } = worlds.meaning;
  const bodies = formulasBehind(worlds, step, expected, written);
  if (!bodies.every(isAnalytic)) return () => false;
  const variables = new Set<FamilyKey>();
  for (const node of flatMap(bodies, walk)) {
    if (node.kind !== 'partial') continue;
    // What has a formula may be one node with a part of another one, from which it would be cut.
    if (node.wrt.kind !== 'ref' || environment(node.wrt.family) !== undefined || inputs.has(node.wrt.family)) return () => false;
    variables.add(node.wrt.family);
  }
  // A loss that nothing defines is a function of those of its inputs that lead to no other one of them.
  const losses = flatMap(bodies, (body) => [...mentioned(body)]).filter((family) => environment(family) === undefined);
  const towardsLosses = behind(flatMap(losses, (family) => [...(inputs.get(family) ?? [])]));
  return (family) => {
    const definition = environment(family);
    if (definition === undefined || definition.params !== undefined || axes.valueOfSize(family) !== undefined) return false;
    if (towardsLosses.has(family) || worlds.isCounted(family) || (inputs.has(family) && variables.size > 0)) return false;
    return variables.size === 0 || ![...behind([family])].some((part) => variables.has(part));
  };

  /** Some families with all that they are made of. */
  function behind(families: Iterable<FamilyKey>): ReadonlySet<FamilyKey> {
    const found = new Set(families);
    // A set goes on to what is added to it.
    for (const family of found) {
      const meaning = environment(family)?.meaning;
      const parts = meaning === undefined ? inputs.get(family) : meaning.kind === 'formula' ? mentioned(meaning.body) : undefined;
      for (const part of parts ?? []) found.add(part);
    }
    return found;
  }
}

/** Whether a formula is an analytic function of all that it names. */
const isAnalytic = keptFor(
  (expr: Expr): boolean =>
    !hasPieces(expr) &&
    walk(expr).every((node) => {
      switch (node.kind) {
        case 'power':
          return Number.isInteger(constantOf(node.exponent));
        case 'call':
          return node.order === 0 && hasPlainTerms(node);
        case 'reduce':
          return node.conditions.every(({ kind }) => kind === 'index-relation') && hasPlainTerms(node);
        case 'at':
        case 'hole':
          return false;
        default:
          return hasPlainTerms(node);
      }
    }),
);

/** Whether no value selects a member in the slots of a formula. */
function hasPlainTerms(expr: Expr): boolean {
  return termsOf(expr).every(({ kind }) => kind !== 'by');
}

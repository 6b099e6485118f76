import type { Expr, FamilyKey } from '../expr/expr.ts';
import type { Step } from './classify/step.ts';
import { constantOf } from './constants.ts';
import { isOpenIn } from './definition.ts';
import type { Meaning } from './meaning.ts';
import { mentioned } from './mentioned.ts';
import { derives } from './sides.ts';

/** `ad - bc = 1`: whether a formula of names that nothing has defined so far is set equal to a number, which is then given and not claimed. */
export function isGiven(step: Step, expected: Expr, written: Expr, meaning: Meaning): boolean {
  if (step.position !== 1 || constantOf(written) === undefined || derives(expected)) return false;
  return [...mentioned(expected)].every((family) => !isDefinedBefore(family, step, meaning));
}

/** Whether something under the headings that are open at a step has given a name a meaning. */
export function isDefinedBefore(family: FamilyKey, { order, chain }: Step, { definitions, note }: Meaning): boolean {
  const known = definitions.get(family) ?? [];
  return known.some((other) => other.order < order && isOpenIn(note.sections, other.section, chain.section));
}

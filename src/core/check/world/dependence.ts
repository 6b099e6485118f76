import type { FamilyKey } from '../../expr/expr.ts';
import { mentioned } from '../mentioned.ts';
import type { Context } from './context.ts';

/** Whether the definition of one family leads to another. */
export function dependsOn(context: Context, family: FamilyKey, other: FamilyKey, seen: Set<FamilyKey> = new Set()): boolean {
  const meaning = seen.has(family) ? undefined : context.plan.environment(family)?.meaning;
  seen.add(family);
  if (meaning?.kind !== 'formula') return false;
  return [...mentioned(meaning.body)].some((name) => name === other || dependsOn(context, name, other, seen));
}

import type { FamilyKey } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import { standardNames } from '../meaning/standard-names.ts';
import { partsOfKey } from '../meaning/symbols.ts';

/** The name in the table of the function that a name stands for where the notes do not define it. */
export function standardName(fn: FamilyKey): string {
  const { base } = partsOfKey(fn);
  return standardNames.get(base) ?? base;
}

/** Whether a function has a meaning by its name alone. */
export function isStandard(fn: FamilyKey): boolean {
  return functionByName.has(standardName(fn));
}

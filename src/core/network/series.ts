import type { FamilyKey } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';

/** A label with one number in it: `2`, `(2)`. */
const numbered = /^([^\d]*)(\d+)([^\d]*)$/;

/** The number of a name in its series: 2 of `x_2`. */
export function numberIn(family: FamilyKey): number | undefined {
  const found = numbered.exec(partsOfKey(family).label);
  return found ? Number(found[2]) : undefined;
}

/** The names among some that differ from one in their number alone, with itself, in the order of the numbers: `x_1`, `x_2`, `x_3`. */
export function seriesOf(family: FamilyKey, among: Iterable<FamilyKey>): readonly FamilyKey[] {
  const own = formOf(family);
  const others = [...among].filter((other) => other !== family && own !== undefined && formOf(other) === own);
  return [family, ...others].sort((a, b) => (numberIn(a) ?? 0) - (numberIn(b) ?? 0));
}

/** What the names of a series have in common; none of a name without a number. */
function formOf(family: FamilyKey): string | undefined {
  const { base, label, arity } = partsOfKey(family);
  return numbered.test(label) ? `${base}^${label.replace(numbered, '$1#$3')}|${arity}` : undefined;
}

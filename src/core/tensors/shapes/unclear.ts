import { flatMap } from '../../text/lists.ts';
import { rounding } from './equation-costs.ts';
import { slotsOf } from './fit.ts';
import { type Search, worth } from './search.ts';
import type { Variable } from './variable.ts';

/** By how much one shape of a name has to fit better than any other to be beyond doubt. */
const margin = 1.5;

/** The names that another kind would fit about as well, or might, where the search was cut short. */
export function unclearIn({ costs, open }: Search): ReadonlySet<Variable> {
  const unmended = costs.isSpent ? [...costs.now.keys()].filter((at) => worth <= (costs.now[at] as number)) : [];
  const found = new Set(flatMap(unmended, (at) => costs.variablesOf(at)));
  for (const variable of open) {
    if (found.has(variable)) continue;
    const { kind: own, using } = variable;
    const now = using.reduce((sum, at) => sum + (costs.now[at] as number), variable.doubt);
    for (const kind of variable.candidates) {
      // Whether a vector stands or lies makes no difference to its values.
      if (slotsOf(kind) === slotsOf(own)) continue;
      variable.kind = kind;
      const { doubt } = variable;
      if (!costs.isAbove(now + margin + rounding, doubt, using) && costs.totalOf(using, doubt) < now + margin) found.add(variable);
      variable.kind = own;
    }
  }
  return found;
}

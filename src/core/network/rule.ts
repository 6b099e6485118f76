import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Plan } from '../training/plan.ts';
import { updatesIn } from './claims.ts';

/**
 * The optimiser by which notes move their parameters: plain descent, with momentum where a velocity gathers derivatives, Adam where squares of
 * derivatives are gathered too; with the step size and the other constants where the notes give them numbers.
 */
export function ruleOf({ meaning, judge }: Decider, parameters: ReadonlySet<FamilyKey>): Plan['rule'] {
  const updates = updatesIn(meaning);
  const numberOf = (family: FamilyKey | undefined): number | undefined =>
    family === undefined ? undefined : judge.values.of({ kind: 'ref', family, slots: [] })?.value;
  const hasDerivative = (expr: Expr): boolean =>
    walk(expr).some((node) => node.kind === 'partial' && node.wrt.kind === 'ref' && parameters.has(node.wrt.family));
  const gathered = updates.filter(
    ({ step, family }) => !parameters.has(family) && hasDerivative(step.rhs) && mentioned(step.rhs).has(family),
  );
  const isSquared = gathered.some(({ step }) => walk(step.rhs).some((node) => node.kind === 'power' && hasDerivative(node.base)));
  const rate = numberOf(updates.find(({ family, rate: found }) => parameters.has(family) && found !== undefined)?.rate);
  const optimiser = gathered.length === 0 ? 'sgd' : isSquared ? 'adam' : 'momentum';
  const momentum = optimiser === 'momentum' ? numberOf(gathered[0] && decayOf(gathered[0].step)) : undefined;
  return { optimiser, ...(rate === undefined ? {} : { rate }), constants: momentum === undefined ? {} : { momentum } };
}

/** The name with which a velocity multiplies its old value. */
function decayOf({ lhs, rhs }: Step): FamilyKey | undefined {
  if (lhs.kind !== 'ref') return undefined;
  for (const node of walk(rhs)) {
    const factors = node.kind === 'multiply' ? node.factors : [];
    if (!factors.some((factor) => factor.kind === 'ref' && factor.family === lhs.family)) continue;
    const other = factors.find((factor) => factor.kind === 'ref' && factor.family !== lhs.family && factor.slots.length === 0);
    if (other?.kind === 'ref') return other.family;
  }
  return undefined;
}

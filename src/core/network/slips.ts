import type { Step } from '../check/classify/step.ts';
import type { Definition } from '../check/definition.ts';
import type { FamilyKey, IndexId } from '../expr/expr.ts';
import { freeIndices } from '../expr/expr.ts';
import type { Claim, Claims } from './claims.ts';

/** A name that is no derivative although a step says so: `\partial E/\partial b = \delta`, where the formula of `\delta` has the slip. */
export interface Slip {
  readonly family: FamilyKey;
  /** The name as the derivative that it is said to be. */
  readonly meant: Definition;
  readonly steps: readonly Step[];
}

/** The names that steps which do not hold give as derivatives. */
export function slipsIn(claims: Claims, isBlamed: (step: Step) => boolean): readonly Slip[] {
  return claims.all.flatMap((claim) => slipOf(claim, isBlamed) ?? []);
}

function slipOf({ head, values, section, order }: Claim, isBlamed: (step: Step) => boolean): Slip | undefined {
  const last = values.at(-1);
  if (last?.expr.kind !== 'ref' || head.kind !== 'partial' || last.conditions.length > 0 || !last.steps.some(isBlamed)) return undefined;
  const { family, slots } = last.expr;
  const ids = slots.flatMap((term): readonly IndexId[] => (term.kind === 'index' && term.shift === 0 ? [term.id] : []));
  const isWhole = ids.length === slots.length && new Set(ids).size === ids.length && [...freeIndices(head)].every((id) => ids.includes(id));
  if (!isWhole) return undefined;
  const meant: Definition = { id: -3000, family, head: ids, meaning: { kind: 'formula', body: head }, section, order };
  return { family, meant, steps: last.steps };
}

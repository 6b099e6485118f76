import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { familyKey } from '../meaning/symbols.ts';
import type { Plan } from '../training/plan.ts';
import { rateLetters, updatesIn } from './claims.ts';

const stepSize = phrase('stepSize');

/**
 * The optimiser by which notes move their parameters: plain descent, with momentum where a velocity gathers derivatives, Adam where squares of
 * derivatives are gathered too; with the step size and the other constants where the notes give them numbers. `within`: what the loss rests on.
 */
export function ruleOf(decider: Decider, parameters: ReadonlySet<FamilyKey>, within: ReadonlySet<FamilyKey>): Plan['rule'] {
  const { meaning, judge } = decider;
  const updates = updatesIn(meaning);
  const numberOf = (family: FamilyKey | undefined): number | undefined =>
    family === undefined ? undefined : judge.values.of({ kind: 'ref', family, slots: [] })?.value;
  const hasDerivative = (expr: Expr): boolean =>
    walk(expr).some((node) => node.kind === 'partial' && node.wrt.kind === 'ref' && parameters.has(node.wrt.family));
  const gathered = updates.filter(
    ({ step, family }) => !parameters.has(family) && hasDerivative(step.rhs) && mentioned(step.rhs).has(family),
  );
  const isSquared = gathered.some(({ step }) => walk(step.rhs).some((node) => node.kind === 'power' && hasDerivative(node.base)));
  const decay = gathered[0] && decayOf(gathered[0].step);
  const moving = [...updates.filter(({ family }) => parameters.has(family)), ...gathered].flatMap(({ rate }) => rate ?? []);
  const rate = numberOf(moving.find((name) => name !== decay && !within.has(name))) ?? saidRate(decider, within);
  const optimiser = gathered.length === 0 ? 'sgd' : isSquared ? 'adam' : 'momentum';
  const momentum = optimiser === 'momentum' ? numberOf(decay) : undefined;
  return { optimiser, ...(rate === undefined ? {} : { rate }), constants: momentum === undefined ? {} : { momentum } };
}

/** The number of a letter of step sizes in a paragraph that speaks of one. */
function saidRate({ meaning, judge }: Decider, within: ReadonlySet<FamilyKey>): number | undefined {
  const { sentences } = meaning.note;
  for (const letter of rateLetters) {
    const family = familyKey(letter, '', 0);
    const shown = within.has(family) ? undefined : judge.values.of({ kind: 'ref', family, slots: [] });
    const chain = shown && meaning.steps.find(({ order }) => order === shown.order)?.chain;
    const isHere = ({ section, paragraph, text }: (typeof sentences)[number]): boolean =>
      section === chain?.section && paragraph === chain.paragraph && stepSize.test(text);
    if (shown && 0 < shown.value && sentences.some(isHere)) return shown.value;
  }
  return undefined;
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

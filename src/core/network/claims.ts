import type { Step } from '../check/classify/step.ts';
import { isNumeric } from '../check/constants.ts';
import type { Meaning } from '../check/meaning.ts';
import { mentioned } from '../check/mentioned.ts';
import type { Condition, Expr, FamilyKey } from '../expr/expr.ts';
import { freeIndices, termsOf, walk } from '../expr/expr.ts';
import { defines } from '../meaning/comparisons.ts';
import { familyKey } from '../meaning/symbols.ts';

/** What the notes say that a derivative, or a name for one, is. */
export interface Claim {
  /** The derivative, the name, or a function with primes. */
  readonly head: Expr;
  /** What it is said to be, step by step; the last is what the author means to use. */
  readonly values: readonly ClaimedValue[];
  readonly section: number;
  readonly order: number;
}

/** A member of a chain behind the head of a claim. */
export interface ClaimedValue {
  readonly expr: Expr;
  /** The steps that lead to it from the head. */
  readonly steps: readonly Step[];
  readonly conditions: readonly Condition[];
}

/** Letters of the step size, the usual ones first. */
export const rateLetters = ['\\eta', '\\alpha', '\\epsilon', '\\varepsilon', '\\gamma', '\\mu', '\\lambda'];

/** The claims of a note about derivatives and names for them, in its order, by what they are about. */
export class Claims {
  private readonly byKey = new Map<string, Claim[]>();

  constructor(meaning: Meaning) {
    const steps = new Map<number, Step[]>();
    for (const step of meaning.steps) steps.set(step.chain.id, [...(steps.get(step.chain.id) ?? []), step]);
    for (const inChain of steps.values()) this.takeChain(inChain);
  }

  /** All of them. */
  get all(): readonly Claim[] {
    return [...this.byKey.values()].flat();
  }

  /** What is said of a derivative, a name or a function with primes. */
  about(head: Expr): readonly Claim[] {
    const key = keyOf(head);
    return key === undefined ? [] : (this.byKey.get(key) ?? []);
  }

  private takeChain(steps: readonly Step[]): void {
    for (const [at, { lhs: head, role, chain, order }] of steps.entries()) {
      const key = keyOf(head);
      if (key === undefined || role === 'update') continue;
      const values: ClaimedValue[] = [];
      const before: Step[] = [];
      for (const step of steps.slice(at)) {
        if (
          !defines(step.sign) ||
          step.role === 'not-a-claim' ||
          step.role === 'assumption' ||
          (values.length > 0 && step.lhs !== values.at(-1)?.expr)
        )
          break;
        before.push(step);
        values.push({ expr: step.rhs, steps: [...before], conditions: before.flatMap(({ conditions }) => conditions) });
      }
      // `\delta_1 x_1 = -0.126` is worked out for one example; `\partial a/\partial b = 1` is what it is.
      const symbolic = values.filter(({ expr }) => !isNumeric(expr));
      const isOfMembers = walk(head).some((node) => termsOf(node).some(({ kind }) => kind === 'value'));
      const kept = symbolic.length > 0 || isOfMembers ? symbolic : values;
      if (kept.length > 0) this.byKey.set(key, [...(this.byKey.get(key) ?? []), { head, values: kept, section: chain.section, order }]);
    }
  }
}

/** What the claims about one thing have in common, however their indices are called. */
function keyOf(head: Expr): string | undefined {
  if (head.kind === 'ref') return head.family;
  if (head.kind === 'call') return 0 < head.order ? `${head.order} ${head.fn}` : undefined;
  if (head.kind === 'apply') return 0 < head.order ? `${head.order} ${head.fn}` : undefined;
  if (head.kind !== 'partial' || (head.wrt.kind !== 'ref' && head.wrt.kind !== 'call')) return undefined;
  const of = head.of.kind === 'ref' ? head.of.family : head.of.kind === 'call' && head.of.order === 0 ? head.of.fn : undefined;
  return of === undefined ? undefined : `${of} by ${head.wrt.kind === 'ref' ? head.wrt.family : head.wrt.fn}`;
}

/** An update that moves a name by a formula, as a claim about the derivative of a loss by it: what it is less what it becomes, at a step size of 1. */
export interface Update {
  readonly step: Step;
  readonly family: FamilyKey;
  readonly rate?: FamilyKey;
  /** `isRaised`: the notes let the loss grow. */
  readonly claim?: (loss: Expr, isRaised: boolean) => Claim;
}

/** The likeliest letter of a step size in a formula, among those that nothing defines. */
export function rateIn(expr: Expr, definitions: Meaning['definitions']): FamilyKey | undefined {
  const names = mentioned(expr);
  return rateLetters.map((letter) => familyKey(letter, '', 0)).find((family) => names.has(family) && !definitions.has(family));
}

/** The updates of a note. One by the derivative itself claims nothing. */
export function updatesIn({ steps, definitions }: Meaning): readonly Update[] {
  return steps.flatMap((step): readonly Update[] => {
    const { lhs, rhs, role, chain, order } = step;
    if (role !== 'update' || lhs.kind !== 'ref') return [];
    const rate = rateIn(rhs, definitions);
    const isByItself = walk(rhs).some((node) => node.kind === 'partial' && node.wrt.kind === 'ref' && node.wrt.family === lhs.family);
    const isKept = walk(rhs).some((node) => node.kind === 'ref' && node.family === lhs.family);
    const isOpen = [...freeIndices(rhs)].some((id) => !freeIndices(lhs).has(id));
    if (rate === undefined || isByItself || !isKept || isOpen)
      return [{ step, family: lhs.family, ...(rate === undefined ? {} : { rate }) }];
    const down: Expr = { kind: 'add', terms: [lhs, { kind: 'negate', of: rhs }] };
    const claim = (loss: Expr, isRaised: boolean): Claim => ({
      head: { kind: 'partial', of: loss, wrt: lhs },
      values: [{ expr: isRaised ? { kind: 'negate', of: down } : down, steps: [step], conditions: step.conditions }],
      section: chain.section,
      order,
    });
    return [{ step, family: lhs.family, rate, claim }];
  });
}

import type { Expr, FamilyKey } from '../expr/expr.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { sentenceEnd } from '../text/sentences.ts';
import { among, type Premise } from './assumptions.ts';
import type { Step } from './classify/step.ts';
import { constantOf } from './constants.ts';
import type { Meaning } from './meaning.ts';
import { mentioned } from './mentioned.ts';
import { derives } from './sides.ts';

const namesCase = phrase('namesCase');

/** A new sentence behind a formula that ends in no full stop. */
const opening = /^\s*\p{Lu}/u;
const fullStop = /[.。]\s{0,20}(?:\\end\{[^{}]{0,40}\}\s{0,20})?$/;

/** Whether a formula keeps a letter for which a premise puts a number, so that the number may not be what explains a lost factor. */
function keepsLetter({ puts }: Premise, written: Expr): boolean {
  return puts !== undefined && mentioned(written).has(puts);
}

/** Whether a formula with a letter in it may be meant for any value, since the note had the letter in its formulas before it put a number for it. */
export function isForAnyValue(premise: Premise, written: Expr, steps: readonly Step[]): boolean {
  const { puts, order } = premise;
  if (puts === undefined || !keepsLetter(premise, written)) return false;
  return steps.some((other) => other.order < order && [other.lhs, other.rhs].some((side) => mentioned(side).has(puts)));
}

/**
 * Whether a number for a name is a special case that a later sentence goes on to (“SiLU is `\beta = 1`”), and a derivative with the letter in it is
 * the general one. An equation without derivatives may be solved by that number.
 */
export function isSpecialCase(premise: Premise, step: Step, written: Expr, { note, members }: Pick<Meaning, 'note' | 'members'>): boolean {
  const { stated, order } = premise;
  if (stated === undefined || order < step.order || !keepsLetter(premise, written)) return false;
  if (!(members[step.chain.id] ?? []).some(derives)) return false;
  return isInLaterSentence(step.chain.members[step.position]?.span ?? 0, stated.span, note);
}

/** Whether a sentence ends between two formulas. */
function isInLaterSentence(from: number, to: number, { spans, sentences }: ReadNote): boolean {
  const between = sentences.filter((sentence) => from < sentence.spans && sentence.spans <= to);
  const isEnded = spans.slice(from, to).some(({ tex }) => fullStop.test(tex));
  return isEnded || opening.test(between[0]?.text ?? '') || between.some(({ text }) => sentenceEnd.test(text));
}

/**
 * Premises of which those that put a number for a name only to tell cases apart count around there alone: `\beta = 1` in “`\beta = 1` is the plain
 * one”, and the numbers in “`y = 0` similar, `y = 1` dissimilar”, which together are all that the name may be.
 */
export function withCases(premises: readonly Premise[], meaning: Meaning): readonly Premise[] {
  const steps = new Map(meaning.steps.map((step) => [step.order, step]));
  return premises.flatMap((premise): readonly Premise[] => {
    const step = steps.get(premise.order);
    if (premise.puts === undefined || step === undefined) return [premise];
    const values = valuesBeside(premise, step, premises, steps);
    const isCase = 1 < values.length || isNamedCase(step, meaning.note);
    const own = isCase ? { ...premise, namesCaseAt: step.chain.paragraph } : premise;
    const isLast = values.at(-1) === constantOf(step.rhs);
    return 1 < values.length && isLast ? [own, oneOf(premise, premise.puts, values)] : [own];
  });
}

/** The numbers that are put for a name one right behind the other in one paragraph. */
function valuesBeside(premise: Premise, step: Step, premises: readonly Premise[], steps: ReadonlyMap<number, Step>): readonly number[] {
  const own = premises.filter((other) => other.puts === premise.puts && steps.get(other.order)?.chain.paragraph === step.chain.paragraph);
  const orders = new Set(own.map(({ order }) => order));
  let [first, last] = [premise.order, premise.order];
  while (orders.has(first - 1)) first--;
  while (orders.has(last + 1)) last++;
  const values = own
    .filter(({ order }) => first <= order && order <= last)
    .map(({ order }) => constantOf(steps.get(order)?.rhs as Expr) as number);
  return [...new Set(values)];
}

function isNamedCase({ chain, position }: Step, { sentences }: ReadNote): boolean {
  const span = chain.members[position]?.span;
  const behind = sentences.find(({ spans }) => span !== undefined && spans === span + 1);
  return chain.members.length === 2 && behind !== undefined && namesCase.test(behind.text);
}

function oneOf(premise: Premise, family: FamilyKey, values: readonly number[]): Premise {
  const { puts: _, ...rest } = premise;
  const tex = `${partsOfKey(family).base} \\in \\{${values.join(', ')}\\}`;
  return { ...rest, id: `${premise.id}:cases`, tex, reshape: new Map([[family, among(values)]]) };
}

/** Whether a step is too far from a premise that tells what a case is to be about that case. */
export function isBeyondCase({ namesCaseAt }: Premise, { chain: { paragraph } }: Step): boolean {
  return namesCaseAt !== undefined && (paragraph < namesCaseAt || namesCaseAt + 1 < paragraph);
}

import type { Expr } from '../expr/expr.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { sentenceEnd } from '../text/sentences.ts';
import type { Premise } from './assumptions.ts';
import type { Step } from './classify/step.ts';
import type { Meaning } from './meaning.ts';
import { mentioned } from './mentioned.ts';
import { derives } from './sides.ts';

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

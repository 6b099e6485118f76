import type { Expr } from '../../expr/expr.ts';
import { once } from '../../text/kept.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import { isProbability, type Premise, trials } from '../assumptions.ts';
import type { Step } from '../classify/step.ts';
import { isNumeric } from '../constants.ts';
import { type Case, type Decision, decided, undetermined } from '../decision.ts';
import { mentioned } from '../mentioned.ts';
import { isForAnyValue } from '../put-values.ts';
import type { Circumstances, Worlds } from '../worlds.ts';
import { caseOf } from './cases.ts';
import type { Context } from './context.ts';
import { atEveryPoint } from './vanishing.ts';

/** How many sets of premises are tried for one step. */
const mostTrials = 12;

/** Fewer, since many repairs are tried. */
const mostTrialsOfRepairs = 4;

/** How many paragraphs away a case may be said. */
const mostParagraphs = 2;

/** The two sides where some premises are true. */
export function compareUnder(
  context: Context,
  premises: readonly Premise[],
  step: Step,
  expected: Expr,
  written: Expr,
  circumstances: Circumstances = {},
): ReturnType<Worlds['compare']> {
  const conditions = [...step.conditions, ...flatMap(premises, (premise) => premise.conditions)];
  const found = context.worlds.compare(context.worlds.of(step, { ...circumstances, premises }), step, expected, written, conditions);
  if (found.kind !== 'too-few' || conditions.length === 0) return found;
  return context.worlds.compare(context.worlds.of(step, { ...circumstances, premises, dense: true }), step, expected, written, conditions);
}

/** The step where what the notes take as given is true, if it holds there. */
export function underPremises(
  context: Context,
  step: Step,
  expected: Expr,
  written: Expr,
  circumstances: Circumstances,
): Decision | undefined {
  const sampleSets = ['generic'];
  let doubtful: Decision | undefined;
  for (const premises of trials(context.premises.bearingOn(step, expected, written), mostTrials)) {
    const comparison = compareUnder(context, premises, step, expected, written, circumstances);
    const assumption = premises.map((premise) => premise.tex).join(', ');
    sampleSets.push(assumption);
    const found =
      comparison.kind === 'vanish' ? atEveryPoint(context, step, expected, written, { ...circumstances, premises }) : comparison;
    if (found?.kind !== 'equal') continue;
    if (
      premises.some(
        (premise) =>
          premise.isGuess ||
          (premise.namesCaseAt !== undefined && !isNumeric(written)) ||
          isForAnyValue(premise, written, context.worlds.meaning.steps),
      )
    ) {
      doubtful ??= undetermined(message('value-kept', { assumption }));
      continue;
    }
    if (premises.some((premise) => isFarCase(premise, step))) {
      doubtful ??= undetermined(message('one-branch', { part: assumption }));
      continue;
    }
    // A condition on indices says for which of them the step is meant.
    return decided(premises.every(isCase) ? 'holds' : 'holds-assuming', message('says-holds-assuming', { assumption }), {
      premises,
      points: found.points,
      sampleSets,
    });
  }
  return doubtful;
}

/** The step where names of probabilities sum to one that the notes define in some other way. */
export function underProbabilities(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  const environment = context.worlds.environmentOf(step);
  const families = [...new Set([...mentioned(expected), ...mentioned(written)])].filter(
    (family) => isProbability(family) && environment(family) !== undefined,
  );
  for (const family of families) {
    const premises = [context.premises.summing(family)];
    if (compareUnder(context, premises, step, expected, written, { rival: { family } }).kind !== 'equal') continue;
    return decided('holds-assuming', message('says-holds-assuming', { assumption: premises.map(({ tex }) => tex).join(', ') }), {
      premises,
    });
  }
  return undefined;
}

/** The derivative at the number that the notes have just put for what it is taken by, and give a formula for elsewhere: `w = 0`, and then `w = y/x`. */
export function atLastNumber(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref' || expected.wrt.slots.length > 0) return undefined;
  const { family } = expected.wrt;
  if (context.worlds.environmentOf(step)(family) === undefined) return undefined;
  const premise = context.premises.lastNumberOf(family, step);
  if (premise === undefined) return undefined;
  const comparison = compareUnder(context, [premise], step, expected, written, { rival: { family } });
  if (comparison.kind !== 'equal') return undefined;
  const reason = message('says-holds-assuming', { assumption: premise.tex });
  return decided('holds-assuming', reason, { premises: [premise], points: comparison.points });
}

/** Tells of other sides whether they would make a step hold: as it is, or under what the notes take as given. */
export function menderOf(context: Context, step: Step, { world, expected, written, drawn }: Case): (mended: Expr, left?: Expr) => boolean {
  const given = once(() => [...trials(context.premises.bearingOn(step, expected, written), mostTrialsOfRepairs)]);
  return (mended, left = expected) => {
    const first = context.worlds.compare(world, step, left, mended, step.conditions);
    if (first.kind !== 'differ') return first.kind === 'equal';
    return given().some((premises) => compareUnder(context, premises, step, left, mended, drawn).kind === 'equal');
  };
}

/** The sides where what the notes take as given is true, one premise after another, if they differ there. */
export function* casesUnder(context: Context, step: Step, { expected, written, drawn }: Case): Generator<Case> {
  for (const premises of trials(context.premises.bearingOn(step, expected, written), mostTrialsOfRepairs)) {
    if (premises.some(({ conditions }) => conditions.length > 0)) continue;
    const comparison = compareUnder(context, premises, step, expected, written, drawn);
    const found =
      comparison.kind === 'differ' &&
      caseOf(context, { step, expected, written, world: context.worlds.of(step, { ...drawn, premises }), comparison });
    if (found) yield found;
  }
}

/** Whether a premise only says for which indices a step is meant. */
function isCase({ conditions }: Premise): boolean {
  return conditions.length > 0 && conditions.every((condition) => condition.kind === 'index-relation');
}

/** Whether a premise singles out a case in words that are too far from a step to be about it. */
export function isFarCase({ caseAt }: Premise, { chain }: Step): boolean {
  return caseAt !== undefined && mostParagraphs < Math.abs(chain.paragraph - caseAt);
}

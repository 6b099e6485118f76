import { type Expr, type FamilyKey, freeIndices, walk } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { constantOf } from '../constants.ts';
import { type Case, type Decision, decided, isTrue, undetermined } from '../decision.ts';
import { mentioned } from '../mentioned.ts';
import { type Derivative, partialsIn } from '../partials.ts';
import type { Premises } from '../premises.ts';
import type { Values } from '../values.ts';
import type { World } from '../world/world.ts';
import type { Worlds } from '../worlds.ts';
import { withAnyFunctions } from './any-functions.ts';
import { withAnyLoss, withUnreadLoss, withWeights } from './any-loss.ts';
import { apartFromUnread, whateverNames } from './any-names.ts';
import { atKink } from './at-kink.ts';
import { type Differing, nowhere, suspected, unexplained } from './cases.ts';
import { conjugated } from './conjugations.ts';
import { Context } from './context.ts';
import { deadTerm } from './dead-terms.ts';
import { throughDependent } from './dependent-members.ts';
import { differing, explained } from './differing.ts';
import { asGiven, behindNumber, partlyInNumbers } from './given-numbers.ts';
import { argumentByArgument, besideOthers } from './held-arguments.ts';
import { withImpliedSum } from './implied-sums.ts';
import { inCase } from './index-cases.ts';
import { lostTranspose } from './lost-transposes.ts';
import { reparametrised, withOtherMeaning } from './other-meanings.ts';
import { onOtherSides } from './other-sides.ts';
import { beyondSums } from './stated-ranges.ts';
import { guessed } from './strained-readings.ts';
import { underEquation } from './under-equations.ts';
import { atLastNumber, casesUnder, menderOf, underPremises, underProbabilities } from './under-premises.ts';
import { solved, vanishing } from './vanishing.ts';

/** Sides that were found to differ, with the meanings that were in force by then. */
interface Apart extends Differing {
  readonly renewals: number;
}

/** Decides whether two formulas agree: on generic samples, else under premises, else in another plausible reading; and whether a difference is the author's. */
export class Judge {
  private readonly context: Context;
  /** The last sides that were found to differ without being asked why. */
  private apart: Apart | undefined;

  constructor(worlds: Worlds, premises: Premises) {
    this.context = new Context(worlds, premises);
  }

  /** The numbers of the worked examples. */
  get values(): Values {
    return this.context.values;
  }

  /** The decision on `expected = written` in the place of a step. */
  decide(step: Step, expected: Expr, written: Expr): Decision {
    return this.judged(step, expected, written, true);
  }

  /** The decision if the two are found to agree; what it means that they differ is not asked. */
  agreement(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const decision = this.judged(step, expected, written, false);
    return isTrue(decision) ? decision : undefined;
  }

  /**
   * The decision on a step of which what the notes say of its names has no value, if it holds whatever they stand for. It may be asked once it is
   * settled how the notes are read: it tells nothing of that.
   */
  whateverNames(step: Step, expected: Expr, written: Expr): Decision | undefined {
    return whateverNames(this.context, step, expected, written);
  }

  /** Tells of other sides whether they would make a step hold: as it is, or under what the notes take as given. */
  mender(step: Step, found: Case): (mended: Expr, left?: Expr) => boolean {
    return menderOf(this.context, step, found);
  }

  /** The sides where what the notes take as given is true, one premise after another, if they differ there. */
  casesUnder(step: Step, found: Case): Generator<Case> {
    return casesUnder(this.context, step, found);
  }

  private judged(step: Step, expected: Expr, written: Expr, isWhyAsked: boolean): Decision {
    const { apart, context } = this;
    const { worlds } = context;
    if (apart?.step === step && apart.expected === expected && apart.written === written && apart.renewals === worlds.renewals)
      return isWhyAsked ? explained(context, apart) : unexplained;
    let found = judge(context, step, expected, written, isWhyAsked);
    if (('apart' in found || !isTrue(found)) && worlds.enlarged(step)) found = judge(context, step, expected, written, isWhyAsked);
    if (!('apart' in found)) return found;
    // Sides that differ in every way in which they may be meant. It may be asked why once that is known.
    if (isWhyAsked) return explained(context, found.apart);
    this.apart = { ...found.apart, renewals: worlds.renewals };
    return unexplained;
  }
}

/** The decision on two sides, or that they differ in every way in which they may be meant. */
function judge(context: Context, step: Step, expected: Expr, written: Expr, isWhyAsked: boolean): Decision | { readonly apart: Differing } {
  let world = context.worlds.of(step);
  let first = context.worlds.compare(world, step, expected, written, step.conditions);
  const positive = first.kind === 'too-few';
  if (positive) {
    world = context.worlds.of(step, { positive });
    first = context.worlds.compare(world, step, expected, written, step.conditions);
  }
  const aside = (): Decision | undefined => elsewhere(context, step, expected, written);
  switch (first.kind) {
    case 'refused':
      return (
        apartFromUnread(context, step, expected, written) ?? withUnreadLoss(context, step, expected, written) ?? undetermined(first.why)
      );
    case 'equal':
      return (
        guessed(context, step, expected, written) ??
        lostTranspose(context, step, expected, written) ??
        conjugated(expected, written) ??
        deadTerm(context, step, expected, written, world) ??
        beyondSums(context, step, expected, written) ??
        atOtherPoint(expected, written) ??
        leadingNowhere(context, step, world, expected, written) ??
        emptyCondition(context, step, world, expected, written) ??
        onAllReals(context, step, expected, written, isWhyAsked) ??
        onOtherSides(context, step, expected, written, world, aside, isWhyAsked) ??
        decided('holds', message('says-holds'), { points: first.points, sampleSets: ['generic'] })
      );
    case 'vanish':
      return (
        onOtherSides(context, step, expected, written, world, aside, isWhyAsked) ??
        withAnyLoss(context, step, expected, written) ??
        withWeights(context, step, expected, written) ??
        solved(context, step, expected, written, positive) ??
        withOtherMeaning(context, step, expected, written, positive, false) ??
        withAnyFunctions(context, step, expected, written) ??
        vanishing(context, step, expected, written)
      );
    case 'too-few':
      return suspected(context, undetermined(message('too-few-points')), { step, expected, written, world, comparison: nowhere });
    case 'unclear':
      return (
        onOtherSides(context, step, expected, written, world, aside, isWhyAsked) ??
        underPremises(context, step, expected, written, { positive }) ??
        undetermined(message('close-call'))
      );
    case 'differ':
      return (
        underPremises(context, step, expected, written, { positive }) ??
        underEquation(context, step, expected, written) ??
        throughDependent(context, step, expected, written) ??
        withImpliedSum(context, step, expected, written, world) ??
        withOtherMeaning(context, step, expected, written, positive, true) ??
        reparametrised(context, step, expected, written) ??
        asGiven(context, step, expected, written, world) ??
        elsewhere(context, step, expected, written) ??
        withAnyFunctions(context, step, expected, written) ?? { apart: { step, expected, written, world, comparison: first } }
      );
  }
}

/** What becomes of a step with another left side, in one of several cases, or with the numbers that the notes give. */
function elsewhere(context: Context, step: Step, expected: Expr, written: Expr): Decision | undefined {
  return (
    atKink(context, step, expected, written) ??
    atLastNumber(context, step, expected, written) ??
    inCase(context, step, expected, written) ??
    underProbabilities(context, step, expected, written) ??
    argumentByArgument(context, step, expected, written) ??
    besideOthers(context, step, expected, written) ??
    behindNumber(context, step, expected, written) ??
    partlyInNumbers(context, step, expected, written)
  );
}

/** What becomes of a step that holds where formulas elsewhere keep a name positive, once it may have any value; undefined if it still holds. */
function onAllReals(context: Context, step: Step, expected: Expr, written: Expr, isWhyAsked: boolean): Decision | undefined {
  const { families, isNear } = context.worlds.keptPositive(step, expected, written);
  if (families.length === 0) return undefined;
  const circumstances = { unbounded: families };
  const world = context.worlds.of(step, circumstances);
  const comparison = context.worlds.compare(world, step, expected, written, step.conditions);
  if (comparison.kind !== 'differ') return undefined;
  const given = underPremises(context, step, expected, written, circumstances);
  if (given !== undefined) return given;
  if (!isNear)
    return (
      elsewhere(context, step, expected, written) ??
      (isWhyAsked ? differing(context, { step, expected, written, world, comparison }) : unexplained)
    );
  return undetermined(message('holds-where-positive', { name: families.map((family) => partsOfKey(family).base).join(', ') }));
}

/** `\nabla E = 0` of a function of one thing that is read so that it does not depend on it: a condition on the point, or misread. */
function leadingNowhere({ worlds }: Context, step: Step, world: World, expected: Expr, written: Expr): Decision | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref' || constantOf(written) !== 0 || !world.isIndependent(expected))
    return undefined;
  const { of, wrt } = expected;
  const family = of.kind === 'call' ? of.fn : of.kind === 'ref' ? of.family : undefined;
  const definition = family === undefined ? undefined : worlds.environmentOf(step)(family);
  // A formula of numbers and names alone shows that it is a constant.
  const isConstant = definition?.meaning.kind === 'formula' && !walk(definition.meaning.body).some(({ kind }) => kind === 'call');
  if (family === undefined || isConstant) return undefined;
  const args = of.kind === 'call' ? of.args.map((arg) => [...mentioned(arg)]) : (definition?.params ?? []).map((param) => [param.family]);
  const { base } = partsOfKey(wrt.family);
  const isOfThat = args.length === 1 && args[0]?.some((name) => partsOfKey(name).base === base) === true;
  return isOfThat ? undetermined(message('equation-to-solve')) : undefined;
}

/**
 * `\partial L/\partial w = 0` where nothing leads from `w` to `L`: of names whose formulas stand before, and have both, that is a claim; else it is a
 * condition that is written before what it is about is known, and vanishes by accident.
 */
function emptyCondition({ worlds }: Context, step: Step, world: World, expected: Expr, written: Expr): Decision | undefined {
  const partials = constantOf(written) === 0 && step.position === 1 ? partialsIn(expected) : [];
  // A member of a family by an entry of another is a claim of the two.
  const isEmpty = (node: Derivative): boolean => freeIndices(node.of).size === 0 && world.isIndependent(node);
  if (partials.length === 0 || !partials.every(isEmpty)) return undefined;
  const environment = worlds.environmentOf(step);
  const hasFormula = (family: FamilyKey): boolean => {
    const definition = environment(family);
    return definition?.meaning.kind === 'formula' && definition.order < step.order;
  };
  const isInFormula = (family: FamilyKey): boolean =>
    [...worlds.meaning.definitions.values()].flat().some(({ family: own, params = [], meaning }) => {
      if (own === family || params.some((param) => param.family === family)) return true;
      return meaning.kind === 'formula' && mentioned(meaning.body).has(family);
    });
  const isTold = ({ of, wrt }: Derivative): boolean => {
    // `dC/dx = 0` of a name of which nothing is said is the rule for constants.
    const names = [...mentioned(of)].filter((name) => environment(name) !== undefined);
    return names.length === 0 || (names.some(hasFormula) && [...mentioned(wrt)].every(isInFormula));
  };
  return partials.every(isTold) ? undefined : undetermined(message('equation-to-solve'));
}

/** `\nabla_x L(x^*) = 0`: a condition on a point, which holds of a derivative by another name than that of the point for no reason. */
function atOtherPoint(expected: Expr, written: Expr): Decision | undefined {
  if (constantOf(expected) !== 0 && constantOf(written) !== 0) return undefined;
  const isOther = (call: Expr, { family }: Expr & { kind: 'ref' }): boolean => {
    if (call.kind !== 'call') return false;
    const names = flatMap(call.args, (arg) => [...mentioned(arg)]);
    return !names.includes(family) && names.some((name) => partsOfKey(name).base === partsOfKey(family).base);
  };
  const isMeant = flatMap([expected, written], walk).some(
    (node) => node.kind === 'partial' && node.wrt.kind === 'ref' && isOther(node.of, node.wrt),
  );
  return isMeant ? undetermined(message('equation-to-solve')) : undefined;
}

import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { childrenOf, freeIndices, substitute, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { functionByName } from '../functions/index.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import { byArguments } from './arguments.ts';
import { isProbability, type Premise, trials } from './assumptions.ts';
import { casesIn, comparedIn, markedIn } from './branches.ts';
import { isNumeric, type Step } from './classify.ts';
import type { Comparison } from './compare.ts';
import { Constituents, isOfInputs, letterOf, variablesIn } from './constituents.ts';
import { type Case, type Decision, decided, isTrue, undetermined } from './decision.ts';
import { type Definition, isOpenIn, ownIndices } from './definition.ts';
import { mostHeld } from './doubts/doubt.ts';
import { doubtInWords, doubtOf } from './doubts/index.ts';
import { differenceStays } from './free-names.ts';
import { solvedFor } from './inverse.ts';
import { once } from './kept.ts';
import type { Premises } from './premises.ts';
import { isForAnyValue } from './put-values.ts';
import { derives, formulasBehind, hasIntegral, isConstant, isSettled, labelsIn, says, standsTwice } from './sides.ts';
import { Values } from './values.ts';
import { isInForce, isOtherExample, putsTheValues, workedFrom, workedVerdict } from './worked-example.ts';
import { constantOf, isRefusal, isStandard, mentioned, type World } from './world.ts';
import type { Circumstances, Rival, Worlds } from './worlds.ts';

/** How many sets of premises are tried for one step. */
const mostTrials = 12;
/** Fewer, since many repairs are tried. */
const mostTrialsOfRepairs = 4;
/** How many other meanings of names are tried for one step. */
const mostRivals = 8;
/** How many more formulas of the chain that defines a name are tried. */
const mostRestatements = 3;
/** How many names may stand for anything at once. */
const mostFreed = 8;
/** Why sides have no value that a reading of their shapes would have to tell. */
const ofShapes: ReadonlySet<string> = new Set(['no-shapes', 'unclear-shape', 'shapes-differ', 'strained-reading', 'unread-whole']);
/** How many paragraphs away a case may be said. */
const mostParagraphs = 2;
/** `(2)` or `\left( 2 \right)` in front of an equation. */
const equationNumber = /^\s*(?:\\left\s*)?\(\s*\d{1,2}\s*(?:\\right\s*)?\)/;
/** How many letters in front of a formula may name what it is about. */
const mostWords = 60;

/** A comparison of sides of which one has no value. */
export const nowhere: Comparison & { kind: 'differ' } = {
  kind: 'differ',
  points: 0,
  worst: { cell: 0, sample: 0, lhs: Number.NaN, rhs: Number.NaN },
  failing: () => [],
};

/** Two sides that differ, where it is not asked why. */
const unexplained: Decision = { ...undetermined(message('says-mismatch')), differs: true };

/** Sides that were found to differ, with the meanings that were in force by then. */
interface Apart {
  readonly step: Step;
  readonly expected: Expr;
  readonly written: Expr;
  readonly world: World;
  readonly comparison: Comparison & { kind: 'differ' };
  readonly renewals: number;
}

/** Decides whether two formulas agree: on generic samples, else under premises, else in another plausible reading; and whether a difference is the author's. */
export class Judge {
  private readonly worlds: Worlds;
  private readonly premises: Premises;

  private found: Values | undefined;
  /** The last sides that were found to differ without being asked why. */
  private apart: Apart | undefined;

  constructor(worlds: Worlds, premises: Premises) {
    this.worlds = worlds;
    this.premises = premises;
  }

  /** The numbers of the worked examples, gathered when they are first asked for. */
  get values(): Values {
    this.found ??= new Values(this.worlds);
    return this.found;
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

  private judged(step: Step, expected: Expr, written: Expr, isWhyAsked: boolean): Decision {
    const { apart } = this;
    if (apart?.step === step && apart.expected === expected && apart.written === written && apart.renewals === this.worlds.renewals)
      return isWhyAsked ? this.explained(apart) : unexplained;
    let world = this.worlds.of(step);
    let first = this.worlds.compare(world, step, expected, written, step.conditions);
    const positive = first.kind === 'too-few';
    if (positive) {
      world = this.worlds.of(step, { positive });
      first = this.worlds.compare(world, step, expected, written, step.conditions);
    }
    switch (first.kind) {
      case 'refused':
        return this.apartFromUnread(step, expected, written) ?? this.withUnreadLoss(step, expected, written) ?? undetermined(first.why);
      case 'equal':
        return (
          this.guessed(step, expected, written) ??
          atOtherPoint(expected, written) ??
          this.onAllReals(step, expected, written, isWhyAsked) ??
          decided('holds', message('says-holds'), { points: first.points, sampleSets: ['generic'] })
        );
      case 'vanish':
        return (
          this.withAnyLoss(step, expected, written) ??
          this.withWeights(step, expected, written) ??
          this.solved(step, expected, written, positive) ??
          this.withOtherMeaning(step, expected, written, positive, false) ??
          this.vanishing(step, expected, written)
        );
      case 'too-few':
        return this.suspected(undetermined(message('too-few-points')), step, expected, written, world, nowhere);
      case 'unclear':
        return this.underPremises(step, expected, written, { positive }) ?? undetermined(message('close-call'));
      case 'differ':
        return (
          this.underPremises(step, expected, written, { positive }) ??
          this.withImpliedSum(step, expected, written, world) ??
          this.withOtherMeaning(step, expected, written, positive, true) ??
          this.reparametrised(step, expected, written) ??
          this.asGiven(step, expected, written, world) ??
          this.elsewhere(step, expected, written) ??
          this.foundApart({ step, expected, written, world, comparison: first, renewals: this.worlds.renewals }, isWhyAsked)
        );
    }
  }

  /** Sides that differ in every way in which they may be meant. It may be asked why once that is known. */
  private foundApart(apart: Apart, isWhyAsked: boolean): Decision {
    if (isWhyAsked) return this.explained(apart);
    this.apart = apart;
    return unexplained;
  }

  private explained({ step, expected, written, world, comparison }: Apart): Decision {
    return this.differingInTerms(step, expected, written) ?? this.differing(step, expected, written, world, comparison);
  }

  /** What becomes of a step that holds where formulas elsewhere keep a name positive, once it may have any value; undefined if it still holds. */
  private onAllReals(step: Step, expected: Expr, written: Expr, isWhyAsked: boolean): Decision | undefined {
    const { families, isNear } = this.worlds.keptPositive(step, expected, written);
    if (families.length === 0) return undefined;
    const circumstances = { unbounded: families };
    const world = this.worlds.of(step, circumstances);
    const comparison = this.worlds.compare(world, step, expected, written, step.conditions);
    if (comparison.kind !== 'differ') return undefined;
    const given = this.underPremises(step, expected, written, circumstances);
    if (given !== undefined) return given;
    if (!isNear)
      return (
        this.elsewhere(step, expected, written) ?? (isWhyAsked ? this.differing(step, expected, written, world, comparison) : unexplained)
      );
    return undetermined(message('holds-where-positive', { name: families.map((family) => partsOfKey(family).base).join(', ') }));
  }

  /** The sides of a failed comparison, to be explained. */
  caseOf(world: World, step: Step, expected: Expr, written: Expr, comparison: Comparison & { kind: 'differ' }): Case | undefined {
    const scope = this.worlds.scopeOf(world, step.chain);
    if (isRefusal(scope)) return undefined;
    const ranges = this.worlds.rangesOf(world, scope, step, expected, written);
    const mask = this.worlds.maskOf(world, scope, [...step.conditions, ...ranges]);
    return { world, scope, mask: isRefusal(mask) ? undefined : mask, expected, written, comparison };
  }

  /** Tells of other sides whether they would make a step hold: as it is, or under what the notes take as given. */
  mender(step: Step, { world, expected, written }: Case): (mended: Expr, left?: Expr) => boolean {
    const given = once(() => [...trials(this.premises.bearingOn(step, expected, written), mostTrialsOfRepairs)]);
    return (mended, left = expected) => {
      const first = this.worlds.compare(world, step, left, mended, step.conditions);
      if (first.kind !== 'differ') return first.kind === 'equal';
      return given().some((premises) => this.compareUnder(premises, step, left, mended).kind === 'equal');
    };
  }

  /** The sides where what the notes take as given is true, one premise after another, if they differ there. */
  *casesUnder(step: Step, { expected, written }: Case): Generator<Case> {
    for (const premises of trials(this.premises.bearingOn(step, expected, written), mostTrialsOfRepairs)) {
      if (premises.some(({ conditions }) => conditions.length > 0)) continue;
      const comparison = this.compareUnder(premises, step, expected, written);
      const found = comparison.kind === 'differ' && this.caseOf(this.worlds.of(step, { premises }), step, expected, written, comparison);
      if (found) yield found;
    }
  }

  /** The two sides where some premises are true. */
  private compareUnder(
    premises: readonly Premise[],
    step: Step,
    expected: Expr,
    written: Expr,
    circumstances: Circumstances = {},
  ): ReturnType<Worlds['compare']> {
    const conditions = [...step.conditions, ...flatMap(premises, (premise) => premise.conditions)];
    const found = this.worlds.compare(this.worlds.of(step, { ...circumstances, premises }), step, expected, written, conditions);
    if (found.kind !== 'too-few' || conditions.length === 0) return found;
    return this.worlds.compare(this.worlds.of(step, { ...circumstances, premises, dense: true }), step, expected, written, conditions);
  }

  /** An open step with its sides, where an index out of place may still be found. */
  private suspected(
    decision: Decision,
    step: Step,
    expected: Expr,
    written: Expr,
    world: World,
    comparison: Comparison & { kind: 'differ' },
  ): Decision {
    const suspect = this.caseOf(world, step, expected, written, comparison);
    return suspect ? { ...decision, suspect } : decision;
  }

  /** What becomes of a step with another left side, in one of several cases, or with the numbers that the notes give. */
  private elsewhere(step: Step, expected: Expr, written: Expr): Decision | undefined {
    return (
      this.inCase(step, expected, written) ??
      this.underProbabilities(step, expected, written) ??
      this.argumentByArgument(step, expected, written) ??
      this.besideOthers(step, expected, written) ??
      this.behindNumber(step, expected, written) ??
      this.partlyInNumbers(step, expected, written)
    );
  }

  /** Whether it is the author's mistake that the sides differ. */
  private differing(step: Step, expected: Expr, written: Expr, world: World, comparison: Comparison & { kind: 'differ' }): Decision {
    const doubt = doubtOf({ worlds: this.worlds, step, expected, written, world });
    if (doubt !== undefined) {
      // What has no meaning in a note has none in a part of it; other doubts may come from what stands elsewhere.
      const open: Decision = { ...undetermined(doubt), differs: doubt.id === 'unknown-symbol' };
      const isSuspect = doubt.id === 'loose-ends' || doubt.id === 'index-may-run';
      return isSuspect ? this.suspected(open, step, expected, written, world, comparison) : open;
    }
    const [at, differs] = this.apartFromSolution(step, expected, written) ?? [world, comparison];
    const found = this.caseOf(at, step, expected, written, differs);
    return decided('mismatch', message('says-mismatch'), {
      points: differs.points,
      sampleSets: ['generic'],
      differs: true,
      ...(found ? { case: found } : {}),
    });
  }

  /** A derivative that differs, of the formula that was last given for it in terms of what it is differentiated by. */
  private differingInTerms(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const rival = this.restatements(step, expected, 'later').at(-1);
    if (rival === undefined) return undefined;
    const world = this.worlds.of(step, { rival });
    const comparison = this.worlds.compare(world, step, expected, written, step.conditions);
    return comparison.kind === 'differ' ? this.differing(step, expected, written, world, comparison) : undefined;
  }

  /** Where sides differ with what is differentiated by free of a formula that the notes give it only later, as a solution: there they tell more. */
  private apartFromSolution(step: Step, expected: Expr, written: Expr): readonly [World, Comparison & { kind: 'differ' }] | undefined {
    if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
    const { family } = expected.wrt;
    const definition = this.worlds.environmentOf(step)(family);
    if (definition?.meaning.kind !== 'formula' || definition.order <= step.order) return undefined;
    const world = this.worlds.of(step, { rival: { family } });
    const comparison = this.worlds.compare(world, step, expected, written, step.conditions);
    return comparison.kind === 'differ' ? [world, comparison] : undefined;
  }

  /** The step where two of its indices are equal, or are not, if words or another claim of the same say that there are cases. */
  private inCase(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const { letters } = this.worlds;
    const { axes, note } = this.worlds.meaning;
    const free = [...new Set([...freeIndices(expected), ...freeIndices(written)])].filter((id) => letters(id) !== '');
    const labels = labelsIn(this.worlds, step, expected, written);
    if (free.length + labels.length < 2 || !(says(caseWords, note, step) || this.isSplit(step))) return undefined;
    const branches = new Set([...casesIn(written, letters), ...markedIn(written, letters)]);
    for (const [at, one] of free.entries()) {
      const others = free.slice(at + 1).filter((two) => axes.ofIndex(one) === axes.ofIndex(two));
      const terms: readonly (readonly [IndexTerm, string])[] = [
        ...others.map((id) => [{ kind: 'index', id, shift: 0 }, letters(id)] as const),
        ...labels.map((family) => [{ kind: 'by', of: { kind: 'ref', family, slots: [] } }, partsOfKey(family).base] as const),
      ];
      for (const [right, letter] of terms) {
        for (const [relation, sign] of [['=', '='] as const, ['≠', '\\neq'] as const]) {
          const tex = `${letters(one)} ${sign} ${letter}`;
          const condition: Condition = { kind: 'index-relation', relation, left: { kind: 'index', id: one, shift: 0 }, right };
          if (comparedIn(condition, letters).some((both) => branches.has(both))) continue;
          const premise: Premise = {
            id: `case:${tex}`,
            tex,
            reshape: new Map(),
            conditions: [condition],
            section: step.chain.section,
            order: step.order,
          };
          const comparison = this.compareUnder([premise], step, expected, written);
          if (comparison.kind === 'equal')
            return decided('holds', message('says-holds-assuming', { assumption: tex }), {
              premises: [premise],
              points: comparison.points,
            });
        }
      }
    }
    return undefined;
  }

  /** The step where partial derivatives of a function by one of its arguments hold the others, as the chain rule of several variables has it. */
  private argumentByArgument(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const [left, right] = ([expected, written] as const).map((side, at) =>
      byArguments(side, (node) => isCurly(this.worlds.texAt(step.chain, step.position - 1 + at, node.at))),
    ) as [Expr, Expr];
    if (left === expected && right === written) return undefined;
    const comparison = this.worlds.compare(this.worlds.of(step), step, left, right, step.conditions);
    return comparison.kind === 'equal'
      ? decided('holds', message('says-by-argument'), { points: comparison.points, sampleSets: ['generic'] })
      : undefined;
  }

  /**
   * A partial derivative of a formula that names what is differentiated by and, beside it, something that depends on it (`f = x^2 + xy`
   * where `y = \sin x`): curly, it may hold that fixed; and does so if both are variables of the function (`f(x, y)`).
   */
  private besideOthers(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const others = this.othersBeside(step, expected, written);
    if (others.length === 0 || expected.kind !== 'partial' || expected.of.kind !== 'ref' || expected.wrt.kind !== 'ref') return undefined;
    const { of, wrt } = expected;
    const definition = this.worlds.environmentOf(step)(of.family);
    for (const held of others.length > 1 ? [others, ...others.map((family) => [family])] : [others]) {
      if (held.length === 0) continue;
      const comparison = this.worlds.compare(this.worlds.of(step, { held }), step, expected, written, step.conditions);
      if (comparison.kind !== 'equal') continue;
      const name = held.map((family) => partsOfKey(family).base).join(', ');
      const isParameter = [...held, wrt.family].every((one) => definition?.params?.some((param) => param.family === one));
      return isParameter
        ? decided('holds', message('says-parameter', { name }), { points: comparison.points, sampleSets: ['generic'] })
        : undetermined(message('held-partially', { name }));
    }
    return undefined;
  }

  /** The names with formulas of their own that what is differentiated names beside what it is differentiated by, and that the other side does not differentiate by it. */
  private othersBeside(step: Step, expected: Expr, written: Expr): readonly FamilyKey[] {
    if (step.position !== 1 || expected.kind !== 'partial' || expected.of.kind !== 'ref' || expected.wrt.kind !== 'ref') return [];
    if (!isCurly(this.worlds.texOf(step.chain, 0))) return [];
    const environment = this.worlds.environmentOf(step);
    const meaning = environment(expected.of.family)?.meaning;
    if (meaning?.kind !== 'formula' || !mentioned(meaning.body).has(expected.wrt.family)) return [];
    const { family: by } = expected.wrt;
    const isDifferentiated = (family: FamilyKey): boolean =>
      walk(written).some((node) => node.kind === 'partial' && isNamed(node.of, family) && isNamed(node.wrt, by));
    return [...mentioned(meaning.body)]
      .filter((family) => environment(family)?.meaning.kind === 'formula' && !isDifferentiated(family))
      .slice(0, mostHeld);
  }

  /** `(2) (uv)' = …`: a left side behind the number of its equation in a list, which is no factor. */
  private behindNumber(step: Step, expected: Expr, written: Expr): Decision | undefined {
    if (step.position !== 1 || expected.kind !== 'multiply' || !equationNumber.test(this.worlds.texOf(step.chain, 0))) return undefined;
    const [number, ...factors] = expected.factors;
    const [only] = factors;
    if (number === undefined || constantOf(number) === undefined || only === undefined) return undefined;
    const rest: Expr = factors.length === 1 ? only : { kind: 'multiply', factors };
    const comparison = this.worlds.compare(this.worlds.of(step), step, rest, written, step.conditions);
    return comparison.kind === 'equal'
      ? decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['generic'] })
      : undefined;
  }

  /**
   * A side in which a shown number stands for some names of the other, and not for all: `\frac{\partial f}{\partial w} = x \cdot 0.2` in a
   * worked example. It is judged by the values that the notes give; where they give none, it is left open.
   */
  private partlyInNumbers(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const right = this.worlds.leavesOf(step, written);
    const lost = [...this.worlds.leavesOf(step, expected)].filter((family) => !right.has(family));
    if (right.size === 0 || lost.length === 0) return undefined;
    const decimals = decimalsIn(written);
    const known = decimals.length === 0 ? [] : flatMap(formulasBehind(this.worlds, step, expected, expected), decimalsIn);
    if (decimals.some((value) => !known.includes(value))) return undetermined(message('needs-values'));
    const left = this.values.workOut(step, expected);
    if (left === undefined || left.isClaimed) return undefined;
    const worked = this.values.workOut(step, written);
    if (worked === undefined || worked.isClaimed) return undefined;
    const agrees = Math.abs(left.value - worked.value) <= 1e-9 * Math.max(Math.abs(left.value), 1);
    return agrees ? undetermined(message('needs-values')) : undefined;
  }

  /** Whether another step near by says something else of the same left side, which does not hold in general either. */
  private isSplit(step: Step): boolean {
    const text = print(step.lhs, this.worlds.letters);
    return this.worlds.meaning.steps.some(
      (other) =>
        other.order !== step.order &&
        other.position === 1 &&
        other.chain.section === step.chain.section &&
        Math.abs(other.chain.paragraph - step.chain.paragraph) <= 3 &&
        print(other.lhs, this.worlds.letters) === text &&
        this.worlds.compare(this.worlds.of(other), other, other.lhs, other.rhs, other.conditions).kind !== 'equal',
    );
  }

  /** The step where names of probabilities sum to one that the notes define in some other way. */
  private underProbabilities(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const environment = this.worlds.environmentOf(step);
    const families = [...new Set([...mentioned(expected), ...mentioned(written)])].filter(
      (family) => isProbability(family) && environment(family) !== undefined,
    );
    for (const family of families) {
      const premises = [this.premises.summing(family)];
      if (this.compareUnder(premises, step, expected, written, { rival: { family } }).kind !== 'equal') continue;
      return decided('holds-assuming', message('says-holds-assuming', { assumption: premises.map(({ tex }) => tex).join(', ') }), {
        premises,
      });
    }
    return undefined;
  }

  private underPremises(step: Step, expected: Expr, written: Expr, circumstances: Circumstances): Decision | undefined {
    const sampleSets = ['generic'];
    let doubtful: Decision | undefined;
    for (const premises of trials(this.premises.bearingOn(step, expected, written), mostTrials)) {
      const comparison = this.compareUnder(premises, step, expected, written, circumstances);
      const assumption = premises.map((premise) => premise.tex).join(', ');
      sampleSets.push(assumption);
      const found = comparison.kind === 'vanish' ? this.atEveryPoint(step, expected, written, { ...circumstances, premises }) : comparison;
      if (found?.kind !== 'equal') continue;
      if (premises.some((premise) => isForAnyValue(premise, written, this.worlds.meaning.steps))) {
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

  /**
   * A product of derivatives along a path in which an index hangs free (`∂C/∂y_i · ∂y_i/∂β`), read as summed over that index,
   * where no member of the chain up to it writes such a sum; or both sides by the convention that an index which stands twice in a
   * product is summed over (`x_i a_{ij} x_j`; A. Einstein, Die Grundlage der allgemeinen Relativitätstheorie, 1916).
   */
  private withImpliedSum(step: Step, expected: Expr, written: Expr, world: World): Decision | undefined {
    const before = (this.worlds.meaning.members[step.chain.id] ?? []).slice(0, step.position + 1);
    if (expected.kind !== 'multiply' && before.some(hasSum)) return undefined;
    const along = [closed(expected, freeIndices(written)), closed(written, freeIndices(expected))] as const;
    const everywhere = [summed(expected), summed(written)] as const;
    for (const [one, two] of everywhere.every(({ ids }) => ids.length > 0) ? [along, everywhere] : [along]) {
      const ids = new Set([...one.ids, ...two.ids]);
      if (ids.size === 0) continue;
      const comparison = this.worlds.compare(world, step, one.expr, two.expr, step.conditions);
      const found = comparison.kind === 'vanish' ? this.atEveryPoint(step, one.expr, two.expr, {}) : comparison;
      if (found === undefined) return this.vanishing(step, one.expr, two.expr);
      if (found.kind !== 'equal') continue;
      const letter = [...ids].map(this.worlds.letters).join(', ');
      return decided('holds', message('says-implied-sum', { letter }), { points: found.points, sampleSets: ['generic'] });
    }
    return undefined;
  }

  /**
   * A step on derivatives by a name whose definition was not understood: they take it as it is, whatever it stands for.
   * A derivative by another name could lead through the definition, and is left open.
   */
  private apartFromUnread(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const environment = this.worlds.environmentOf(step);
    const behind = (side: Expr): ReadonlySet<FamilyKey> =>
      new Set(flatMap([side, ...this.worlds.bodiesBehind(step, side)], (body) => [...mentioned(body)]));
    const unread = [...behind(expected), ...behind(written)].filter((family) => environment(family)?.meaning.kind === 'unreadable');
    const [family] = unread;
    if (family === undefined || unread.some((other) => other !== family)) return undefined;
    const leading = flatMap([expected, written], (side) => walk(side)).filter(
      (node) => node.kind === 'partial' && behind(node.of).has(family),
    );
    if (leading.length === 0 || leading.some((node) => node.kind === 'partial' && !mentioned(node.wrt).has(family))) return undefined;
    const comparison = this.worlds.compare(this.worlds.of(step, { rival: { family } }), step, expected, written, step.conditions);
    return comparison.kind === 'equal'
      ? decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['generic'] })
      : undefined;
  }

  /** A step whose sides vanish with the loss of the notes (a bias that all scores share), judged with any loss of the same nodes: to hold for all is stronger. */
  private withAnyLoss(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const { family, comparison } = this.underAnyLoss(step, expected, written) ?? {};
    if (family === undefined || comparison?.kind !== 'equal') return undefined;
    return decided('holds', message('says-any-loss', { name: partsOfKey(family).base }), {
      points: comparison.points,
      sampleSets: ['any loss'],
    });
  }

  /** A step on derivatives of a loss whose formula was not understood, judged with any loss of the same nodes: to hold for all is stronger. */
  private withUnreadLoss(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const [family] = lossesIn(expected);
    const meaning = family === undefined ? undefined : this.worlds.environmentOf(step)(family)?.meaning;
    if (family === undefined || meaning?.kind !== 'unreadable') return undefined;
    if (!this.isOfInputs(step, family, expected, written)) return undefined;
    const { comparison } = this.underAnyLoss(step, expected, written) ?? {};
    if (comparison?.kind !== 'equal') return undefined;
    return decided('holds', message('says-any-loss', { name: partsOfKey(family).base }), {
      points: comparison.points,
      sampleSets: ['generic'],
    });
  }

  /** Whether all ways from what two sides differentiate a loss by lead to it through what the notes differentiate it by. */
  private isOfInputs(step: Step, family: FamilyKey, expected: Expr, written: Expr): boolean {
    const meaning = this.worlds.environmentOf(step)(family)?.meaning;
    const inputs = [...(this.worlds.meaning.inputs.get(family) ?? [])];
    const by = variablesIn(flatMap([expected, written], walk));
    return meaning !== undefined && isOfInputs(this.constituentsAt(step, [...inputs, ...by]), meaning, inputs, by);
  }

  private constituentsAt(step: Step, others: readonly FamilyKey[]): Constituents {
    return new Constituents(this.worlds.environmentOf(step), new Set([...this.worlds.meaning.definitions.keys(), ...others]));
  }

  /** The sides with the one loss that they differentiate as any function of the same nodes; undefined where there are several, or nothing defines it. */
  private underAnyLoss(
    step: Step,
    expected: Expr,
    written: Expr,
  ): { readonly family: FamilyKey; readonly world: World; readonly comparison: ReturnType<Worlds['compare']> } | undefined {
    const environment = this.worlds.environmentOf(step);
    const losses = flatMap([expected, written], lossesIn);
    const [family] = losses;
    if (family === undefined || environment(family) === undefined || losses.some((other) => other !== family)) return undefined;
    const world = this.worlds.of(step, { rival: { family } });
    return { family, world, comparison: this.worlds.compare(world, step, expected, written, step.conditions) };
  }

  /**
   * A step whose sides vanish with what the members of a family add up to (`\sum_a \partial p_a / \partial \theta`, the probabilities of all
   * classes), judged with a factor of its own for each member: to hold for all factors is stronger.
   */
  private withWeights(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const environment = this.worlds.environmentOf(step);
    const derivedIn = (side: Expr): ReadonlySet<FamilyKey> =>
      new Set(flatMap(walk(side), (node) => (node.kind === 'partial' ? [...mentioned(node.of)] : [])));
    const others = derivedIn(written);
    for (const family of derivedIn(expected)) {
      const definition = environment(family);
      if (!others.has(family) || definition?.meaning.kind !== 'formula' || definition.head.length === 0 || definition.params) continue;
      const { base, label, arity } = partsOfKey(family);
      const weight = familyKey(`weight(${base})`, label, arity);
      this.worlds.meaning.axes.admit(weight, definition.head);
      const slots = definition.head.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
      const body: Expr = { kind: 'multiply', factors: [{ kind: 'ref', family: weight, slots }, definition.meaning.body] };
      const rival: Rival = { family, definition: { ...definition, id: -10_000_000 - definition.id, meaning: { kind: 'formula', body } } };
      const comparison = this.worlds.compare(this.worlds.of(step, { rival }), step, expected, written, step.conditions);
      if (comparison.kind === 'equal')
        return decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['weighted'] });
    }
    return undefined;
  }

  /** A gradient by a name for which the notes solve, and at whose solution both sides vanish, if they agree at every other point. */
  private solved(step: Step, expected: Expr, written: Expr, positive: boolean): Decision | undefined {
    const found = this.atEveryPoint(step, expected, written, { positive });
    return found && decided('holds', message('says-holds'), { points: found.points, sampleSets: ['generic'] });
  }

  /** Compares the sides with what is differentiated by free of its formula; undefined where they do not agree. */
  private atEveryPoint(
    step: Step,
    expected: Expr,
    written: Expr,
    circumstances: Circumstances,
  ): (Comparison & { kind: 'equal' }) | undefined {
    for (const { comparison } of this.freed(step, expected, written, circumstances)) if (comparison.kind === 'equal') return comparison;
    return undefined;
  }

  /** Sides that vanish by the formula of what is differentiated by (a mean), or with the loss, where a sign or a number may be wrong all the same. */
  private vanishing(step: Step, expected: Expr, written: Expr): Decision {
    const open = undetermined(message('both-vanish'));
    for (const { world, comparison } of this.freed(step, expected, written, {}))
      if (comparison.kind === 'differ' && !cutsOff(world, this.worlds.of(step)))
        return this.suspected(open, step, expected, written, world, comparison);
    const { world, comparison } = this.underAnyLoss(step, expected, written) ?? {};
    return world && comparison?.kind === 'differ' ? this.suspected(open, step, expected, written, world, comparison) : open;
  }

  /**
   * The decision on a step of which what the notes say of its names has no value, if it holds whatever they stand for. It may be asked once it is
   * settled how the notes are read: it tells nothing of that.
   */
  whateverNames(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const plain = this.worlds.compare(this.worlds.of(step), step, expected, written, step.conditions);
    if (plain.kind !== 'refused' || ofShapes.has(plain.why.id) || this.guessed(step, expected, written)) return undefined;
    const { lowered } = this.worlds.meaning;
    const isOpen = (family: FamilyKey): boolean => lowered?.unclear.has(family) === true;
    if ([expected, written].some((side) => hasMatrices(side) || [...mentioned(side)].some(isOpen))) return undefined;
    const found = this.asIdentity(step, expected, written) ?? this.throughNodes(step, expected, written);
    return found?.kind === 'equal'
      ? decided('holds', message('says-any-names'), { points: found.points, sampleSets: ['any names'] })
      : undefined;
  }

  /**
   * Two sides compared with any values for their names: `(f(g(x)))' = f'(g(x)) g'(x)`. Where there are derivatives, that is asked of functions
   * alone: what else a name is made of may vary.
   */
  private asIdentity(step: Step, expected: Expr, written: Expr): ReturnType<Worlds['compare']> | undefined {
    const environment = this.worlds.environmentOf(step);
    const nodes = flatMap([expected, written], walk);
    const isDerived = nodes.some(({ kind }) => kind === 'partial');
    // `\nabla L(x^*) = 0` is a condition.
    if (isDerived && [expected, written].some((side) => constantOf(side) !== undefined)) return undefined;
    const names = isDerived
      ? flatMap(nodes, (node) => (node.kind === 'call' ? [node.fn] : []))
      : [...mentioned(expected), ...mentioned(written)];
    const held = [...new Set(names)].filter((family) => environment(family) !== undefined);
    if (held.length === 0 || mostFreed < held.length) return undefined;
    const by = variablesIn(nodes);
    const constituents = this.constituentsAt(step, by);
    // `f(u) = u + x` varies with `x` in another way than through what it is applied to.
    const isOfArguments = (fn: FamilyKey): boolean => {
      const own = new Set((environment(fn)?.params ?? []).map((param) => letterOf(param.family)));
      const others = new Set(by.map(letterOf).filter((letter) => !own.has(letter)));
      return !constituents.mayHave(fn, (name) => others.has(letterOf(name)));
    };
    if (isDerived && !held.every(isOfArguments)) return undefined;
    const found = this.worlds.compare(this.worlds.of(step, { held }), step, expected, written, step.conditions);
    return found.kind === 'equal' ? found : undefined;
  }

  /** Derivatives compared for any loss of the nodes that they go through, where the one that the notes give is reached in no other way. */
  private throughNodes(step: Step, expected: Expr, written: Expr): ReturnType<Worlds['compare']> | undefined {
    const { family, comparison } = this.underAnyLoss(step, expected, written) ?? {};
    if (family === undefined || comparison?.kind !== 'equal' || expected.kind !== 'partial') return undefined;
    const meaning = this.worlds.environmentOf(step)(family)?.meaning;
    if (meaning?.kind !== 'formula' || walk(meaning.body).some(({ kind }) => kind === 'hole')) return undefined;
    return this.isOfInputs(step, family, expected, written) ? comparison : undefined;
  }

  /** The sides with each name that is differentiated by free of its formula. */
  private *freed(
    step: Step,
    expected: Expr,
    written: Expr,
    circumstances: Circumstances,
  ): Generator<{ readonly world: World; readonly comparison: ReturnType<Worlds['compare']> }> {
    const environment = this.worlds.environmentOf(step);
    for (const node of walk(expected)) {
      if (node.kind !== 'partial' || node.wrt.kind !== 'ref' || environment(node.wrt.family)?.meaning.kind !== 'formula') continue;
      const world = this.worlds.of(step, { ...circumstances, rival: { family: node.wrt.family } });
      yield { world, comparison: this.worlds.compare(world, step, expected, written, step.conditions) };
    }
  }

  /** The step judged with another of the meanings that one section gives a name; `differs`: with those in force its sides differ. */
  private withOtherMeaning(step: Step, expected: Expr, written: Expr, positive: boolean, differs: boolean): Decision | undefined {
    const environment = this.worlds.environmentOf(step);
    const families = flatMap([expected, written, ...this.worlds.bodiesBehind(step, expected)], (body) => [...mentioned(body)]);
    let tried = 0;
    for (const rival of [...this.namedInWords(step, expected), ...this.ofItsRow(step, expected, written)]) {
      const comparison = this.worlds.compare(this.worlds.of(step, { positive, rival }), step, expected, written, step.conditions);
      if (comparison.kind !== 'equal') continue;
      const name = partsOfKey(rival.family).base;
      return decided('holds', message('says-other-meaning', { name }), { points: comparison.points, sampleSets: ['generic'] });
    }
    const held = [...new Set(families)].filter((family) => isObserved(environment(family)));
    for (const rival of [undefined, ...this.restatements(step, expected)]) {
      if (rival === undefined && held.length === 0) continue;
      const world = this.worlds.of(step, { positive, held, ...(rival ? { rival } : {}) });
      const comparison = this.worlds.compare(world, step, expected, written, step.conditions);
      const name = rival ? partsOfKey(rival.family).base : held.map((family) => partsOfKey(family).base).join(', ');
      if (comparison.kind === 'equal' && !cutsOff(world, this.worlds.of(step, { positive })))
        return decided('holds', message('says-other-meaning', { name }), { points: comparison.points, sampleSets: ['generic'] });
    }
    const stays = once(() => differenceStays(this.worlds, step, expected, written));
    for (const family of new Set(families)) {
      const inForce = environment(family);
      if (inForce === undefined) continue;
      const others = (this.worlds.meaning.definitions.get(family) ?? []).filter(
        (other) => other !== inForce && other.order !== step.order && (other.section === inForce.section || !isSettled(inForce, step)),
      );
      const rivals: readonly Rival[] = [
        ...others.map((definition) => ({ family, definition })),
        ...(isSettled(inForce, step) ? [] : [{ family }]),
      ];
      for (const rival of rivals) {
        if (mostRivals <= tried++) return undefined;
        if (differs && rival.definition === undefined && stays()(family)) continue;
        const world = this.worlds.of(step, { positive, rival });
        const comparison = this.worlds.compare(world, step, expected, written, step.conditions);
        const name = partsOfKey(family).base;
        if (comparison.kind !== 'equal' || cutsOff(world, this.worlds.of(step, { positive }))) continue;
        // Without its formula a name holds up what leads through it, which the author may have forgotten.
        if (!('definition' in rival) && this.leadsThrough(step, expected, family)) {
          if (others.length > 0 || !this.isAtHome(step, expected, inForce)) return undetermined(message('held-partially', { name }));
          continue;
        }
        return decided('holds', message('says-other-meaning', { name }), { points: comparison.points, sampleSets: ['generic'] });
      }
    }
    return undefined;
  }

  /**
   * A derivative by a name that is made of one other (`\lambda = \ln s`, `a_k = \ln \alpha_k`), of what names the other alone: that is then
   * made of the first (`s = e^\lambda`).
   */
  private reparametrised(step: Step, expected: Expr, written: Expr): Decision | undefined {
    if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return undefined;
    const environment = this.worlds.environmentOf(step);
    const { family } = expected.wrt;
    const definition = environment(family);
    if (definition?.meaning.kind !== 'formula' || definition.params) return undefined;
    const { body } = definition.meaning;
    const [name, ...more] = walk(body).filter((node) => node.kind === 'ref');
    if (name?.kind !== 'ref' || more.length > 0) return undefined;
    const head = ownIndices(name.slots);
    if (head?.length !== definition.head.length || !head.every((id) => definition.head.includes(id))) return undefined;
    const behind = this.worlds.bodiesBehind(step, expected.of);
    if (behind.length === 0 || [expected.of, ...behind].some((part) => mentioned(part).has(family))) return undefined;
    const slots = definition.head.map((id): IndexTerm => ({ kind: 'index', id, shift: 0 }));
    const solved = solvedFor(name, body, { kind: 'ref', family, slots });
    if (solved === undefined) return undefined;
    const id = -20_000_000 - definition.id;
    const rival: Rival = {
      family: name.family,
      definition: { ...definition, id, family: name.family, head, meaning: { kind: 'formula', body: solved } },
    };
    const other = this.worlds.of(step, { rival, held: [family] });
    const comparison = this.worlds.compare(other, step, expected, written, step.conditions);
    // A name with a formula of its own may be meant as that.
    if (comparison.kind === 'differ' && environment(name.family) === undefined)
      return this.differing(step, expected, written, other, comparison);
    if (comparison.kind !== 'equal') return undefined;
    const said = message('says-solved', { name: partsOfKey(name.family).base, by: partsOfKey(family).base });
    return decided('holds', said, { points: comparison.points, sampleSets: ['generic'] });
  }

  /** Whether all that is made of a name, on the way from what is differentiated, is defined under the heading that defines it, so that it is the one meant. */
  private isAtHome(step: Step, expected: Expr, { family, section }: Definition): boolean {
    const environment = this.worlds.environmentOf(step);
    const way = [expected, ...this.worlds.bodiesBehind(step, expected)];
    const users = [...new Set(flatMap(way, (part) => [...mentioned(part)]))]
      .map(environment)
      .filter((definition) => definition?.meaning.kind === 'formula' && mentioned(definition.meaning.body).has(family));
    return users.every((definition) => definition && isOpenIn(this.worlds.meaning.note.sections, section, definition.section));
  }

  /** Whether the formula of a name leads to what a derivative is taken by. */
  private leadsThrough(step: Step, expected: Expr, family: FamilyKey): boolean {
    if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref') return false;
    const by = expected.wrt.family;
    const meaning = this.worlds.environmentOf(step)(family)?.meaning;
    if (meaning?.kind !== 'formula' || family === by) return false;
    return [meaning.body, ...this.worlds.bodiesBehind(step, meaning.body)].some((body) => mentioned(body).has(by));
  }

  /**
   * What is differentiated, by the formulas that the chain of its definition goes on to, `J = a = b` gives `b` as well as `a`, and by those that
   * are said of it later in terms of what it is differentiated by (`\rho = \ln s^2`, so that `K = e^\rho - \rho`).
   */
  private restatements(step: Step, expected: Expr, which: 'all' | 'later' = 'all'): readonly Rival[] {
    if (expected.kind !== 'partial') return [];
    const of = expected.of.kind === 'partial' ? expected.of.of : expected.of;
    if (of.kind !== 'ref') return [];
    const { family } = of;
    const definition = this.worlds.environmentOf(step)(family);
    if (definition?.meaning.kind !== 'formula') return [];
    const { body } = definition.meaning;
    const members = this.worlds.meaning.members.find((chain) => chain.includes(body)) ?? [];
    const behind = members.slice(members.indexOf(body) + 1, members.indexOf(body) + 1 + mostRestatements);
    const variables = mentioned(expected.wrt);
    const later = flatMap(this.worlds.meaning.steps, ({ lhs, rhs, order, chain, definition: own }) => {
      const isOwn = lhs.kind === 'ref' && lhs.family === family && definition.order < order && order < step.order;
      // Where it says what each member is, its indices are those of its own head.
      const head = lhs.kind === 'ref' && lhs.slots.length > 0 ? own?.head : definition.head;
      const isInTerms = isOwn && chain.section === step.chain.section && [...mentioned(rhs)].some((name) => variables.has(name));
      return isInTerms && head ? [{ body: rhs, head }] : [];
    });
    const numbered = [
      ...(which === 'all' ? behind.map((other, n) => [{ body: other, head: definition.head }, n] as const) : []),
      ...later.slice(-mostRestatements).map((other, n) => [other, mostRestatements + n] as const),
    ];
    return flatMap(numbered, ([{ body: other, head }, n]): Rival[] => {
      if (walk(other).some(({ kind }) => kind === 'hole') || mentioned(other).has(family)) return [];
      const id = -1000 - definition.id * 2 * mostRestatements - n;
      return [{ family, definition: { ...definition, id, head, meaning: { kind: 'formula', body: other } } }];
    });
  }

  /** “tanh: `f'(z) = 1 - f(z)^2`”: the functions of the table that the words right in front name, as meanings of the one that is differentiated. */
  private namedInWords({ chain, order }: Step, expected: Expr): readonly Rival[] {
    if (expected.kind !== 'call' || expected.order === 0) return [];
    const span = chain.members[0]?.span;
    const text = this.worlds.meaning.note.sentences.filter((sentence) => sentence.spans === span).at(-1)?.text ?? '';
    const words = new Set(
      text
        .slice(-mostWords)
        .toLowerCase()
        .match(/[a-z]{2,}/g),
    );
    return flatMap([...words], (word): Rival[] =>
      functionByName.get(word)?.arity === 1
        ? [
            {
              family: expected.fn,
              definition: {
                ...asFunction,
                family: expected.fn,
                meaning: { kind: 'function', name: word },
                section: chain.section,
                order,
                id: -1 - [...functionByName.keys()].indexOf(word),
              },
            },
          ]
        : [],
    );
  }

  /** `k\sigma(x)(1 - \sigma(x))` in the row of a logistic function: letters with a meaning of custom as the function that the row is about. */
  private ofItsRow(step: Step, expected: Expr, written: Expr): readonly Rival[] {
    if (this.worlds.meaning.note.rows.get(step.chain.section) !== 'schematic') return [];
    const environment = this.worlds.environmentOf(step);
    const own = expected.kind === 'call' ? environment(expected.fn) : asFunctionOf(expected, step);
    if (own === undefined) return [];
    const open = [...mentioned(written)].filter(
      (family) => family !== own.family && isStandard(family) && environment(family) === undefined,
    );
    return open.map((family) => ({ family, definition: { ...own, family } }));
  }

  /** A formula of symbols that is set equal to a number: given if nothing defines the symbols, else it has to be worked out. */
  private asGiven(step: Step, expected: Expr, written: Expr, world: World): Decision | undefined {
    if (!isNumeric(written) || this.worlds.leavesOf(step, expected).size === 0) return undefined;
    if (hasIntegral(formulasBehind(this.worlds, step, expected, written))) return undetermined(message('needs-integral'));
    if (isConstant(this.worlds, step, expected)) return undefined;
    const worked = workedVerdict(this.values, step, expected, written);
    if (worked !== undefined && worked.verdict !== 'mismatch') return worked;
    if (worked !== undefined) {
      const isClaimed = step.position > 1 || constantOf(written) === undefined;
      const isOwn =
        isClaimed && constantOf(written) !== 0 && !isOtherExample(this.values, expected, written) && !this.hasUnits(step, expected);
      const from = workedFrom(this.values, step, expected);
      const isPlain =
        isOwn &&
        (isInForce(this.worlds, step, from && !from.isClaimed ? from.orders : []) || putsTheValues(this.values, expected, written));
      const isClear =
        !from?.isDerived ||
        (this.othersBeside(step, expected, written).length === 0 && !doubtInWords({ worlds: this.worlds, step, expected, written, world }));
      return isPlain && isClear ? worked : undetermined(message('needs-values'));
    }
    const plain = step.position === 1 && constantOf(written) !== undefined && !derives(expected);
    if (plain && [...mentioned(expected)].every((family) => !this.worlds.meaning.definitions.has(family)))
      return decided('assumption', message('says-assumption'));
    return undetermined(message(constantOf(written) === 0 ? 'equation-to-solve' : 'needs-values'));
  }

  /** Whether a formula takes a logarithm or an angle somewhere, which may be to another base than is read, or in degrees. */
  private hasUnits(step: Step, expr: Expr): boolean {
    const bodies = [expr, ...this.worlds.bodiesBehind(step, expr)];
    return bodies.some((body) => walk(body).some((node) => node.kind === 'apply' && /^(?:log|sin|cos|tan)$/.test(node.fn)));
  }

  /** A step that holds only in a reading in which what is written means nothing, such as numbers that stand transposed. */
  private guessed(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const { lowered } = this.worlds.meaning;
    const bodies = formulasBehind(this.worlds, step, expected, written);
    if (lowered === undefined) return undefined;
    if (bodies.some((body) => lowered.strained.has(body))) return undetermined(message('strained-reading'));
    const unclear = [...mentioned(expected), ...mentioned(written)].find(
      (family) => lowered.unclear.has(family) && /^[ABGHPQSUVWX]\^/.test(family),
    );
    return unclear === undefined ? undefined : undetermined(message('unclear-shape', { name: partsOfKey(unclear).base }));
  }
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

const capitals = /^(?:[A-Z]|\\(?:Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega))$/;

/** Whether two names that may be of matrices, by their letters, are multiplied with each other somewhere: in which order they stand matters. */
function hasMatrices(expr: Expr): boolean {
  const nameOf = (node: Expr): string | undefined => {
    if (node.kind === 'power') return nameOf(node.base);
    return node.kind === 'ref' && node.slots.length === 0 ? partsOfKey(node.family).base : undefined;
  };
  return walk(expr).some((node) => {
    const names = node.kind === 'multiply' ? flatMap(node.factors, (factor) => nameOf(factor) ?? []) : [];
    return 1 < new Set(names.filter((name) => capitals.test(name))).size;
  });
}

/** The numbers in a formula that show digits behind the point. */
function decimalsIn(expr: Expr): readonly number[] {
  return flatMap(walk(expr), (node) => (node.kind === 'number' && node.decimals > 0 ? [node.value] : []));
}

/** Whether a premise only says for which indices a step is meant. */
function isCase({ conditions }: Premise): boolean {
  return conditions.length > 0 && conditions.every((condition) => condition.kind === 'index-relation');
}

/** Whether a premise singles out a case in words that are too far from a step to be about it. */
function isFarCase({ caseAt }: Premise, { chain }: Step): boolean {
  return caseAt !== undefined && mostParagraphs < Math.abs(chain.paragraph - caseAt);
}

/** Whether a derivative vanishes in a world, since nothing leads to it any more, that does not in another. */
function cutsOff(world: World, other: World): boolean {
  return [...world.independent].some((node) => !other.isIndependent(node));
}

/** What a derivative is of as a function of the variable. */
function asFunctionOf(expected: Expr, { chain, order }: Step): Definition | undefined {
  if (expected.kind !== 'partial' || expected.wrt.kind !== 'ref' || expected.wrt.slots.length > 0) return undefined;
  const params = [{ family: expected.wrt.family, slots: [] }];
  return {
    id: -100_000 - order,
    family: '',
    head: [],
    params,
    meaning: { kind: 'formula', body: expected.of },
    section: chain.section,
    order,
  };
}

const asFunction = { head: [], params: [{ family: familyKey('x', '', 0), slots: [] }] } as const;

const caseWords = phrase('cases');

const noises: ReadonlySet<string> = new Set(['\\epsilon', '\\varepsilon', '\\xi', '\\eta']);

/** Whether a formula says of data how they come about (`y_i = w x_i + \epsilon_i`), so that they are given all the same. */
function isObserved(definition: Definition | undefined): boolean {
  const meaning = definition?.meaning;
  if (meaning?.kind !== 'formula' || meaning.body.kind !== 'add') return false;
  return meaning.body.terms.some((term) => term.kind === 'ref' && noises.has(partsOfKey(term.family).base));
}

/** The names without indices that a formula differentiates. */
function lossesIn(expr: Expr): readonly FamilyKey[] {
  return flatMap(walk(expr), (node) =>
    node.kind === 'partial' && node.of.kind === 'ref' && node.of.slots.length === 0 ? [node.of.family] : [],
  );
}

function hasSum(expr: Expr): boolean {
  for (const node of walk(expr)) if (node.kind === 'reduce' && node.op === 'sum') return true;
  return false;
}

interface Summed {
  readonly expr: Expr;
  readonly ids: readonly IndexId[];
}

/** A side summed over the indices that link its derivatives and that the other side lacks. */
function closed(side: Expr, other: ReadonlySet<IndexId>): Summed {
  return over(
    [...freeIndices(side)].filter((id) => !other.has(id) && alongPath(side, id)),
    side,
  );
}

/** A side in which every product is summed over the indices that stand twice in it. */
function summed(side: Expr): Summed {
  if (side.kind === 'multiply')
    return over(
      [...freeIndices(side)].filter((id) => standsTwice(side, id)),
      side,
    );
  const parts = childrenOf(side).map(summed);
  const expr = childrenOf(side).reduce((whole, child, at) => substitute(whole, child, parts[at]?.expr ?? child), side);
  return { expr, ids: flatMap(parts, ({ ids }) => ids) };
}

function over(ids: readonly IndexId[], body: Expr): Summed {
  const expr = ids.reduce<Expr>((inner, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body: inner }), body);
  return { expr, ids };
}

/** Whether an index links two factors of a product of which at least one is a derivative. */
function alongPath(side: Expr, id: IndexId): boolean {
  if (side.kind !== 'multiply') return false;
  const having = side.factors.filter((factor) => freeIndices(factor).has(id));
  return 1 < having.length && having.some((factor) => factor.kind === 'partial');
}

/** Whether a derivative is written with `\partial`, and not with a `d`, which takes all ways. */
function isCurly(tex: string): boolean {
  return /\\partial|∂/.test(tex);
}

/** Whether an expression is a name, with any indices. */
function isNamed(expr: Expr, family: FamilyKey): boolean {
  return expr.kind === 'ref' && expr.family === family;
}

import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { childrenOf, freeIndices, substitute, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { functionByName } from '../functions/index.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { runs } from '../meaning/vocabulary.ts';
import { type Message, message } from '../text/message.ts';
import { isProbability, type Premise, symmetry, trials } from './assumptions.ts';
import { isNumeric, isOfNumbers, isTable, type Step } from './classify.ts';
import type { Comparison } from './compare.ts';
import { type Case, type Decision, decided, undetermined } from './decision.ts';
import { type Definition, isOpenIn } from './definition.ts';
import type { Premises } from './premises.ts';
import { Values } from './values.ts';
import { isInForce, isOtherExample, sourcesOf, workedVerdict } from './worked-example.ts';
import { constantOf, isRefusal, isStandard, mentioned, type World } from './world.ts';
import type { Circumstances, Rival, Worlds } from './worlds.ts';

/** How many sets of premises are tried for one step. */
const mostTrials = 12;
/** Fewer, since many repairs are tried. */
const mostTrialsOfRepairs = 4;
/** How many other meanings of names are tried for one step. */
const mostRivals = 8;
/** How many meanings a name may have had before a step that still says which one it means. */
const mostMeanings = 2;

/** A comparison of sides of which one has no value. */
export const nowhere: Comparison & { kind: 'differ' } = {
  kind: 'differ',
  points: 0,
  worst: { cell: 0, sample: 0, lhs: Number.NaN, rhs: Number.NaN },
  failing: () => [],
};

/** Decides whether two formulas agree: on generic samples, else under premises, else in another plausible reading; and whether a difference is the author's. */
export class Judge {
  private readonly worlds: Worlds;
  private readonly premises: Premises;

  private found: Values | undefined;

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
    let world = this.worlds.of(step);
    let first = this.worlds.compare(world, step, expected, written, step.conditions);
    const positive = first.kind === 'too-few';
    if (positive) {
      world = this.worlds.of(step, { positive });
      first = this.worlds.compare(world, step, expected, written, step.conditions);
    }
    switch (first.kind) {
      case 'refused':
        return this.apartFromUnread(step, expected, written) ?? undetermined(first.why);
      case 'equal':
        return (
          this.guessed(step, expected, written) ??
          this.onAllReals(step, expected, written) ??
          decided('holds', message('says-holds'), { points: first.points, sampleSets: ['generic'] })
        );
      case 'vanish':
        return (
          this.withAnyLoss(step, expected, written) ??
          this.solved(step, expected, written, positive) ??
          this.withOtherMeaning(step, expected, written, positive) ??
          undetermined(message('both-vanish'))
        );
      case 'too-few':
        return this.suspected(undetermined(message('too-few-points')), step, expected, written, world, nowhere);
      case 'unclear':
        return this.underPremises(step, expected, written, { positive }) ?? undetermined(message('close-call'));
      case 'differ':
        return (
          this.underPremises(step, expected, written, { positive }) ??
          this.withImpliedSum(step, expected, written, world) ??
          this.withOtherMeaning(step, expected, written, positive) ??
          this.asGiven(step, expected, written) ??
          this.differing(step, expected, written, world, first)
        );
    }
  }

  /** What becomes of a step that holds where formulas elsewhere keep a name positive, once it may have any value; undefined if it still holds. */
  private onAllReals(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const { families, isNear } = this.worlds.keptPositive(step, expected, written);
    if (families.length === 0) return undefined;
    const circumstances = { unbounded: families };
    const world = this.worlds.of(step, circumstances);
    const comparison = this.worlds.compare(world, step, expected, written, step.conditions);
    if (comparison.kind !== 'differ') return undefined;
    const given = this.underPremises(step, expected, written, circumstances);
    if (given !== undefined) return given;
    if (!isNear) return this.differing(step, expected, written, world, comparison);
    return undetermined(message('holds-where-positive', { name: families.map((family) => partsOfKey(family).base).join(', ') }));
  }

  /** The sides of a failed comparison, to be explained. */
  caseOf(world: World, step: Step, expected: Expr, written: Expr, comparison: Comparison & { kind: 'differ' }): Case | undefined {
    const scope = this.worlds.scopeOf(world, step.chain);
    if (isRefusal(scope)) return undefined;
    const mask = this.worlds.maskOf(world, scope, step.conditions);
    return { world, scope, mask: isRefusal(mask) ? undefined : mask, expected, written, comparison };
  }

  /** Tells of other sides whether they would make a step hold: as it is, or under what the notes take as given. */
  mender(step: Step, { world, expected, written }: Case): (mended: Expr, left?: Expr) => boolean {
    const given = [...trials(this.premises.bearingOn(step, expected, written), mostTrialsOfRepairs)];
    return (mended, left = expected) => {
      const first = this.worlds.compare(world, step, left, mended, step.conditions);
      if (first.kind !== 'differ') return first.kind === 'equal';
      return given.some((premises) => this.compareUnder(premises, step, left, mended).kind === 'equal');
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
    const conditions = [...step.conditions, ...premises.flatMap((premise) => premise.conditions)];
    return this.worlds.compare(this.worlds.of(step, { ...circumstances, premises }), step, expected, written, conditions);
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

  private differing(step: Step, expected: Expr, written: Expr, world: World, comparison: Comparison & { kind: 'differ' }): Decision {
    const given =
      this.inCase(step, expected, written) ??
      this.underProbabilities(step, expected, written) ??
      this.besideOthers(step, expected, written) ??
      this.behindNumber(step, expected, written);
    if (given !== undefined) return given;
    const doubt = this.doubt(step, expected, written, world);
    if (doubt?.id === 'loose-ends') return this.suspected(undetermined(doubt), step, expected, written, world, comparison);
    if (doubt !== undefined) return undetermined(doubt);
    const found = this.caseOf(world, step, expected, written, comparison);
    return decided('mismatch', message('says-mismatch'), {
      points: comparison.points,
      sampleSets: ['generic'],
      ...(found ? { case: found } : {}),
    });
  }

  /** The step where two of its indices are equal, or are not, if words or another claim of the same say that there are cases. */
  private inCase(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const { letters } = this.worlds;
    const { axes, note } = this.worlds.meaning;
    const free = [...new Set([...freeIndices(expected), ...freeIndices(written)])].filter((id) => letters(id) !== '');
    const labels = this.labelsIn(step, expected, written);
    if (free.length + labels.length < 2 || !(says(caseWords, note, step) || this.isSplit(step))) return undefined;
    for (const [at, one] of free.entries()) {
      const others = free.slice(at + 1).filter((two) => axes.ofIndex(one) === axes.ofIndex(two));
      const terms: readonly (readonly [IndexTerm, string])[] = [
        ...others.map((id) => [{ kind: 'index', id, shift: 0 }, letters(id)] as const),
        ...labels.map((family) => [{ kind: 'by', of: { kind: 'ref', family, slots: [] } }, partsOfKey(family).base] as const),
      ];
      for (const [right, letter] of terms) {
        for (const [relation, sign] of [['=', '='] as const, ['≠', '\\neq'] as const]) {
          const tex = `${letters(one)} ${sign} ${letter}`;
          const premise: Premise = {
            id: `case:${tex}`,
            tex,
            reshape: new Map(),
            conditions: [{ kind: 'index-relation', relation, left: { kind: 'index', id: one, shift: 0 }, right }],
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

  /** The letters behind a step that select one member. */
  private labelsIn(step: Step, expected: Expr, written: Expr): readonly FamilyKey[] {
    const known = [...this.worlds.meaning.vocabulary.labels].map((letter) => familyKey(letter, '', 0));
    if (known.length === 0) return known;
    const leaves = new Set([...this.worlds.leavesOf(step, expected), ...this.worlds.leavesOf(step, written)]);
    return known.filter((family) => leaves.has(family));
  }

  /** Whether a chain has both `d` and `\partial`, and so may tell total from partial derivatives. */
  private isTotal({ chain }: Step): boolean {
    const tex = chain.members.map((_, at) => this.worlds.texOf(chain, at)).join(' ');
    return (
      /\\partial|∂/.test(tex) && /\\[dc]?frac\s*\{\s*(?:\\(?:mathrm|text|rm)\s*\{?\s*)?d\b|\\[dc]?frac\s*\{\s*d\s*[A-Za-z\\]/.test(tex)
    );
  }

  /** A defined name that words near by may keep fixed, against its formula, and under which the sides agree. */
  private heldName(step: Step, expected: Expr, written: Expr): string | undefined {
    if (!derives(expected) || !says(heldWords, this.worlds.meaning.note, step)) return undefined;
    const environment = this.worlds.environmentOf(step);
    const names = [...mentioned(expected)].filter((family) => environment(family)?.meaning.kind === 'formula').slice(0, mostHeld);
    const held = names.find(
      (family) =>
        this.worlds.compare(this.worlds.of(step, { rival: { family } }), step, expected, written, step.conditions).kind === 'equal',
    );
    return held && partsOfKey(held).base;
  }

  /**
   * A partial derivative of a formula that names what is differentiated by and, beside it, something that depends on it (`f = x^2 + xy`
   * where `y = \sin x`): curly, it may hold that fixed; and does so if both are variables of the function (`f(x, y)`).
   */
  private besideOthers(step: Step, expected: Expr, written: Expr): Decision | undefined {
    if (step.position !== 1 || expected.kind !== 'partial' || expected.of.kind !== 'ref' || expected.wrt.kind !== 'ref') return undefined;
    const { of, wrt } = expected;
    if (!/\\partial|∂/.test(this.worlds.texOf(step.chain, 0))) return undefined;
    const environment = this.worlds.environmentOf(step);
    const definition = environment(of.family);
    if (definition?.meaning.kind !== 'formula' || !mentioned(definition.meaning.body).has(wrt.family)) return undefined;
    const others = [...mentioned(definition.meaning.body)]
      .filter((family) => environment(family)?.meaning.kind === 'formula')
      .slice(0, mostHeld);
    for (const held of others.length > 1 ? [others, ...others.map((family) => [family])] : [others]) {
      if (held.length === 0) continue;
      const comparison = this.worlds.compare(this.worlds.of(step, { held }), step, expected, written, step.conditions);
      if (comparison.kind !== 'equal') continue;
      const name = held.map((family) => partsOfKey(family).base).join(', ');
      const isParameter = [...held, wrt.family].every((one) => definition.params?.some((param) => param.family === one));
      return isParameter
        ? decided('holds', message('says-parameter', { name }), { points: comparison.points, sampleSets: ['generic'] })
        : undetermined(message('held-partially', { name }));
    }
    return undefined;
  }

  /** `(2) (uv)' = …`: a left side behind the number of its equation in a list, which is no factor. */
  private behindNumber(step: Step, expected: Expr, written: Expr): Decision | undefined {
    if (step.position !== 1 || expected.kind !== 'multiply' || !/^\s*\(\d{1,2}\)/.test(this.worlds.texOf(step.chain, 0))) return undefined;
    const [number, ...factors] = expected.factors;
    const [only] = factors;
    if (number === undefined || constantOf(number) === undefined || only === undefined) return undefined;
    const rest: Expr = factors.length === 1 ? only : { kind: 'multiply', factors };
    const comparison = this.worlds.compare(this.worlds.of(step), step, rest, written, step.conditions);
    return comparison.kind === 'equal'
      ? decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['generic'] })
      : undefined;
  }

  /** Whether another step near by says something else of the same left side. */
  private isSplit(step: Step): boolean {
    const text = print(step.lhs, this.worlds.letters);
    return this.worlds.meaning.steps.some(
      (other) =>
        other.order !== step.order &&
        other.position === 1 &&
        other.chain.section === step.chain.section &&
        Math.abs(other.chain.paragraph - step.chain.paragraph) <= 3 &&
        print(other.lhs, this.worlds.letters) === text,
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
    for (const premises of trials(this.premises.bearingOn(step, expected, written), mostTrials)) {
      const comparison = this.compareUnder(premises, step, expected, written, circumstances);
      const assumption = premises.map((premise) => premise.tex).join(', ');
      sampleSets.push(assumption);
      const found = comparison.kind === 'vanish' ? this.atEveryPoint(step, expected, written, { ...circumstances, premises }) : comparison;
      if (found?.kind === 'equal')
        // A condition on indices says for which of them the step is meant.
        return decided(premises.every(isCase) ? 'holds' : 'holds-assuming', message('says-holds-assuming', { assumption }), {
          premises,
          points: found.points,
          sampleSets,
        });
    }
    return undefined;
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
      if (comparison.kind !== 'equal') continue;
      const letter = [...ids].map(this.worlds.letters).join(', ');
      return decided('holds', message('says-implied-sum', { letter }), { points: comparison.points, sampleSets: ['generic'] });
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
      new Set([side, ...this.worlds.bodiesBehind(step, side)].flatMap((body) => [...mentioned(body)]));
    const unread = [...behind(expected), ...behind(written)].filter((family) => environment(family)?.meaning.kind === 'unreadable');
    const [family] = unread;
    if (family === undefined || unread.some((other) => other !== family)) return undefined;
    const leading = [expected, written]
      .flatMap((side) => walk(side))
      .filter((node) => node.kind === 'partial' && behind(node.of).has(family));
    if (leading.length === 0 || leading.some((node) => node.kind === 'partial' && !mentioned(node.wrt).has(family))) return undefined;
    const comparison = this.worlds.compare(this.worlds.of(step, { rival: { family } }), step, expected, written, step.conditions);
    return comparison.kind === 'equal'
      ? decided('holds', message('says-holds'), { points: comparison.points, sampleSets: ['generic'] })
      : undefined;
  }

  /** A step whose sides vanish with the loss of the notes (a bias that all scores share), judged with any loss of the same nodes: to hold for all is stronger. */
  private withAnyLoss(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const environment = this.worlds.environmentOf(step);
    const losses = [expected, written].flatMap((side) =>
      walk(side).flatMap((node) =>
        node.kind === 'partial' && node.of.kind === 'ref' && node.of.slots.length === 0 ? [node.of.family] : [],
      ),
    );
    const [family] = losses;
    if (family === undefined || environment(family) === undefined || losses.some((other) => other !== family)) return undefined;
    const comparison = this.worlds.compare(this.worlds.of(step, { rival: { family } }), step, expected, written, step.conditions);
    return comparison.kind === 'equal'
      ? decided('holds', message('says-any-loss', { name: partsOfKey(family).base }), {
          points: comparison.points,
          sampleSets: ['any loss'],
        })
      : undefined;
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
    const environment = this.worlds.environmentOf(step);
    for (const node of walk(expected)) {
      if (node.kind !== 'partial' || node.wrt.kind !== 'ref' || environment(node.wrt.family)?.meaning.kind !== 'formula') continue;
      const world = this.worlds.of(step, { ...circumstances, rival: { family: node.wrt.family } });
      const comparison = this.worlds.compare(world, step, expected, written, step.conditions);
      if (comparison.kind === 'equal') return comparison;
    }
    return undefined;
  }

  /** The step judged with another of the meanings that one section gives a name. */
  private withOtherMeaning(step: Step, expected: Expr, written: Expr, positive: boolean): Decision | undefined {
    const environment = this.worlds.environmentOf(step);
    const families = [expected, written, ...this.worlds.bodiesBehind(step, expected)].flatMap((body) => [...mentioned(body)]);
    let tried = 0;
    for (const rival of this.namedInWords(step, expected)) {
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
        const world = this.worlds.of(step, { positive, rival });
        const comparison = this.worlds.compare(world, step, expected, written, step.conditions);
        const name = partsOfKey(family).base;
        if (comparison.kind === 'equal' && !cutsOff(world, this.worlds.of(step, { positive })))
          return decided('holds', message('says-other-meaning', { name }), { points: comparison.points, sampleSets: ['generic'] });
      }
    }
    return undefined;
  }

  /** What is differentiated, by the formulas that the chain of its definition goes on to: `J = a = b` gives `b` as well as `a`. */
  private restatements(step: Step, expected: Expr): readonly Rival[] {
    if (expected.kind !== 'partial' || expected.of.kind !== 'ref') return [];
    const { family } = expected.of;
    const definition = this.worlds.environmentOf(step)(family);
    if (definition?.meaning.kind !== 'formula') return [];
    const { body } = definition.meaning;
    const members = this.worlds.meaning.members.find((chain) => chain.includes(body)) ?? [];
    return members.slice(members.indexOf(body) + 1, members.indexOf(body) + 1 + mostRestatements).flatMap((other, n): Rival[] => {
      if (walk(other).some(({ kind }) => kind === 'hole') || mentioned(other).has(family)) return [];
      return [
        {
          family,
          definition: { ...definition, id: -1000 - definition.id * mostRestatements - n, meaning: { kind: 'formula', body: other } },
        },
      ];
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
    return [...words].flatMap((word): Rival[] =>
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

  /** A formula of symbols that is set equal to a number: given if nothing defines the symbols, else it has to be worked out. */
  private asGiven(step: Step, expected: Expr, written: Expr): Decision | undefined {
    if (!isNumeric(written) || this.worlds.leavesOf(step, expected).size === 0) return undefined;
    if (this.isConstant(step, expected)) return undefined;
    const worked = workedVerdict(this.values, step, expected, written);
    if (worked !== undefined && worked.verdict !== 'mismatch') return worked;
    if (worked !== undefined) {
      const isClaimed = step.position > 1 || constantOf(written) === undefined;
      const isOwn =
        isClaimed && constantOf(written) !== 0 && !isOtherExample(this.values, expected, written) && !this.hasUnits(step, expected);
      const isPlain = isOwn && isInForce(this.worlds, step, sourcesOf(this.values, step, expected));
      return isPlain ? worked : undetermined(message('needs-values'));
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

  /** Whether a derivative has one value at all points, or one for each of its entries, so that no value of the names in it makes it another number. */
  private isConstant(step: Step, expr: Expr, byEntry = false): boolean {
    if (!derives(expr)) return false;
    const world = this.worlds.of(step);
    const scope = this.worlds.scopeOf(world, step.chain);
    const node = isRefusal(scope) ? scope : world.evaluate(expr, scope);
    if (isRefusal(node) || walk(expr).some((inner) => world.independent.has(inner) && !isSecond(inner))) return false;
    const values = world.tape.valueOf(node);
    return values.every((value, at) => {
      const first = values[byEntry ? at - (at % world.tape.samples) : 0] ?? Number.NaN;
      return Math.abs(value - first) <= 1e-9 * Math.max(1, Math.abs(first));
    });
  }

  /** Why a difference may not be the author's mistake: what the notes do not say could make the sides equal. */
  private doubt(step: Step, expected: Expr, written: Expr, world: World): Message | undefined {
    if (
      isNumeric(expected) !== (isNumeric(written) || isOfNumbers(written) || isTable(step.chain.members[step.position]?.node)) &&
      !this.isConstant(step, expected, isSpelled(written))
    )
      return message('needs-values');
    if (isListAgainstOne(expected, written) || isListAgainstOne(written, expected)) return message('shapes-differ');
    // In a listing every name is assigned or an input: nothing is said in words.
    if (this.worlds.meaning.note.listings.has(step.chain.section)) return undefined;
    const shape = this.unclearShape(step, expected, written);
    if (shape !== undefined) return shape;
    // `\frac{\partial}{\partial a} = L = …`: what the operator at the head is applied to stands behind the sign.
    const head = this.worlds.meaning.members[step.chain.id]?.[0];
    if (head?.kind === 'hole' && head.message.id === 'unread-operand') return head.message;
    if (isApproximate(step)) return message('after-approximation');
    if (this.isTotal(step)) return message('total-derivative');
    const change = [expected, written].flatMap((side) => [...this.worlds.leavesOf(step, side)]).find(isChange);
    if (change !== undefined) return message('small-change', { name: partsOfKey(change).base });
    const moving = [...new Set([expected, written].flatMap((side) => [...mentioned(side)]))].flatMap(changing);
    const linked = moving.find((one) => moving.some((two) => one.family !== two.family && this.areLinked(step, one, two)));
    if (linked !== undefined) return message('loose-ends', { name: partsOfKey(linked.family).base });
    const held = this.heldName(step, expected, written);
    if (held !== undefined) return message('held-fixed', { name: held });
    const unknown = this.unknownName(step, expected, written);
    if (unknown !== undefined) return message('unknown-symbol', { name: unknown });
    const isDelta = [expected, written].some((side) => walk(side).some((node) => node.kind === 'delta'));
    if (isDelta && this.worlds.meaning.vocabulary.isDeltaShared) return message('unknown-symbol', { name: '\\delta' });
    const restated =
      this.saidMeaning(step, expected, written) ??
      this.unreadMeaning(step, expected, written) ??
      this.ambiguousName(step, expected, written);
    if (restated !== undefined) return message('unread-meaning', { name: restated });
    const functions = this.unknownFunctions(step, expected);
    if (functions !== this.unknownFunctions(step, written) && !this.isRule(step, expected, written)) return message('unknown-function');
    // What the derivative of a function is that no formula gives, or its value at other arguments, may be said in words.
    if (functions !== '' && !derives(written) && (derives(expected) || this.callsIn(step, expected) !== this.callsIn(step, written)))
      return message('unknown-function');
    const isSymmetry = symmetry(expected, written) !== undefined && says(symmetricWords, this.worlds.meaning.note, step);
    if (isSymmetry) return message('unread-meaning', { name: print(expected, this.worlds.letters) });
    if (isAtSum(expected) && says(expansionWords, this.worlds.meaning.note, step)) return message('after-approximation');
    const particular = this.particular(step, expected) ?? this.particular(step, written);
    if (particular !== undefined) return message('unread-meaning', { name: particular });
    // A letter by which indices are called may run, though it stands free.
    const bodies = [expected, written].flatMap((side) => this.worlds.bodiesBehind(step, side));
    const isLoose = this.labelsIn(step, expected, written).some(
      (family) => runs(partsOfKey(family).base) && bodies.some((body) => mentioned(body).has(family)),
    );
    if (isLoose || this.mayBeSummed(expected, written)) return message('unbound-index');
    const partials = [expected, written].flatMap((side) => walk(side).filter((node) => node.kind === 'partial'));
    const solved = this.solvedLater(step, expected, written, partials);
    if (solved !== undefined) return message('no-path', { name: solved });
    const cut = partials.find(
      (node) => (world.independent.has(node) && !isSecond(node) && !this.isReversed(step, node)) || isAlongRecurrence(node),
    );
    if (cut !== undefined) return message('no-path', { name: print(cut.wrt, this.worlds.letters) });
    const { lossInputs } = this.worlds.meaning;
    for (const { of } of partials)
      for (const body of this.worlds.bodiesBehind(step, of))
        for (const family of mentioned(body)) {
          const isKept = [expected, written].every((side) =>
            walk(side).some((node) => node.kind === 'partial' && node.of.kind === 'ref' && node.of.family === family),
          );
          if (lossInputs.has(family) && !isKept) return message('loose-ends', { name: partsOfKey(family).base });
        }
    const loose = partials.filter((node) => node.of.kind === 'ref' && lossInputs.has(node.of.family));
    // A loss that nothing defines may be a mean, and a derivative of it that of one sample.
    const counts = [...mentioned(written)].filter((family) => this.worlds.meaning.axes.valueOfSize(family) !== undefined);
    if (counts.some((family) => !mentioned(expected).has(family))) {
      const behind = [expected, written].flatMap((side) => [side, ...this.worlds.bodiesBehind(step, side)]).flatMap((body) => walk(body));
      const open = behind.find((node) => node.kind === 'partial' && node.of.kind === 'ref' && lossInputs.has(node.of.family));
      if (open?.kind === 'partial') return message('loose-ends', { name: print(open.of, this.worlds.letters) });
    }
    for (const one of loose) {
      if (this.leadsElsewhere(step, one, loose)) return message('loose-ends', { name: print(one.of, this.worlds.letters) });
      const isKept = [expected, written].every((side) =>
        [side, ...this.worlds.bodiesBehind(step, side)].some((body) => differentiates(body, one.of)),
      );
      if (!isKept) return message('loose-ends', { name: print(one.of, this.worlds.letters) });
      for (const two of loose)
        if (!this.areLinked(step, one.wrt, two.wrt)) return message('loose-ends', { name: print(one.of, this.worlds.letters) });
    }
    return undefined;
  }

  /** A step that holds only in a reading in which what is written means nothing, such as numbers that stand transposed. */
  private guessed(step: Step, expected: Expr, written: Expr): Decision | undefined {
    const { lowered } = this.worlds.meaning;
    const bodies = [expected, written, ...this.worlds.bodiesBehind(step, expected), ...this.worlds.bodiesBehind(step, written)];
    if (lowered === undefined) return undefined;
    if (bodies.some((body) => lowered.strained.has(body))) return undetermined(message('strained-reading'));
    const unclear = [...mentioned(expected), ...mentioned(written)].find(
      (family) => lowered.unclear.has(family) && /^[ABGHPQSUVWX]\^/.test(family),
    );
    return unclear === undefined ? undefined : undetermined(message('unclear-shape', { name: partsOfKey(unclear).base }));
  }

  /** Why the vectors and matrices of a step may be read otherwise. */
  private unclearShape(step: Step, expected: Expr, written: Expr): Message | undefined {
    const { lowered } = this.worlds.meaning;
    if (lowered === undefined) return undefined;
    const isWhole = [expected, written].some((side) => lowered.whole.has(side));
    for (const body of [expected, written, ...this.worlds.bodiesBehind(step, expected), ...this.worlds.bodiesBehind(step, written)]) {
      if (lowered.strained.has(body)) return message('strained-reading');
      // `f_i(x)` of a whole vector may be a number, or go entry by entry.
      const member = isWhole && walk(body).find((node) => node.kind === 'call' && node.slots.length > 0 && this.isOpen(step, node.fn));
      if (member && member.kind === 'call') return message('unclear-shape', { name: partsOfKey(member.fn).base });
      for (const family of mentioned(body))
        if (lowered.unclear.has(family)) return message('unclear-shape', { name: partsOfKey(family).base });
    }
    return undefined;
  }

  /** A name that the notes define only behind the step or elsewhere, and of which the step itself says what it is: `dy/dx = d(x^2)/dx`. */
  private saidMeaning(step: Step, expected: Expr, written: Expr): string | undefined {
    if (expected.kind !== 'partial' || expected.of.kind !== 'ref' || written.kind !== 'partial' || written.of.kind === 'ref')
      return undefined;
    const inForce = this.worlds.environmentOf(step)(expected.of.family);
    return inForce === undefined || isSettled(inForce, step) ? undefined : partsOfKey(expected.of.family).base;
  }

  /** A name of which the notes give another meaning, before the step, that was not understood. */
  private unreadMeaning(step: Step, expected: Expr, written: Expr): string | undefined {
    const behind = new Set(
      [expected, written, ...this.worlds.bodiesBehind(step, expected), ...this.worlds.bodiesBehind(step, written)].flatMap((body) => [
        ...mentioned(body),
      ]),
    );
    for (const { family, order } of this.worlds.meaning.unread)
      if (order < step.order && behind.has(family)) return partsOfKey(family).base;
    return undefined;
  }

  /** Whether a step says how values of functions that the notes never fix are differentiated, for any of them: `\frac{d}{dx}[f(x) g(x)]`. */
  private isRule(step: Step, expected: Expr, written: Expr): boolean {
    const environment = this.worlds.environmentOf(step);
    const unknown = (expr: Expr): readonly FamilyKey[] =>
      walk(expr).flatMap((node) => {
        if (node.kind !== 'call' || isStandard(node.fn)) return [];
        const meaning = environment(node.fn)?.meaning;
        return meaning === undefined ? [node.fn] : node.order > 0 && meaning.kind === 'formula' ? unknown(meaning.body) : [];
      });
    const [left, right] = [new Set(unknown(expected)), new Set(unknown(written))];
    if (left.size !== right.size || ![...left].every((fn) => right.has(fn)) || !derives(written)) return false;
    return walk(expected).some((node) => {
      if (node.kind === 'call') return node.order > 0 && environment(node.fn) !== undefined && unknown(node).length > 1;
      return node.kind === 'partial' && unknown(node.of).length > 1 && !this.isOpenProduct(step, node);
    });
  }

  /** Whether an operator stands in front of a product without a bracket, of which it may take the first factor alone. */
  private isOpenProduct({ chain, position }: Step, { of, at }: Expr & { kind: 'partial' }): boolean {
    const { span } = chain.members[position - 1] as { span: number };
    const first = this.worlds.meaning.note.spans[span]?.tex.slice(of.at?.start ?? 0);
    return of.kind === 'multiply' && of.at?.end === at?.end && !/^(?:\\(?:left|[bB]igg?l?)\s*)?[[(]/.test(first ?? '');
  }

  /** The functions that a formula applies and that the notes never fix, with the order of their derivatives. */
  private unknownFunctions(step: Step, expr: Expr): string {
    const environment = this.worlds.environmentOf(step);
    const found = new Set<string>();
    for (const body of [expr, ...this.worlds.bodiesBehind(step, expr)]) {
      for (const node of walk(body))
        if (node.kind === 'call' && environment(node.fn) === undefined && !isStandard(node.fn)) found.add(`${node.fn}${node.order}`);
    }
    return [...found].sort().join();
  }

  /** Whether neither the notes nor its name say what a function is. */
  private isOpen(step: Step, fn: FamilyKey): boolean {
    return this.worlds.environmentOf(step)(fn) === undefined && !isStandard(fn);
  }

  /** The same functions with what they are applied to. */
  private callsIn(step: Step, expr: Expr): string {
    const environment = this.worlds.environmentOf(step);
    const calls = [expr, ...this.worlds.bodiesBehind(step, expr)].flatMap((body) =>
      walk(body).flatMap((node) =>
        node.kind === 'call' && environment(node.fn) === undefined && !isStandard(node.fn) ? [print(node, () => '*')] : [],
      ),
    );
    return [...new Set(calls)].sort().join();
  }

  /** A named member (`s_1`) of a family whose formula does not depend on which member it is, so that it may be that of another one. */
  private particular(step: Step, expr: Expr): string | undefined {
    if (expr.kind !== 'ref') return undefined;
    const definition = this.worlds.environmentOf(step)(expr.family);
    if (definition?.meaning.kind !== 'formula') return undefined;
    const free = freeIndices(definition.meaning.body);
    const isOther = expr.slots.some((term, at) => term.kind === 'value' && !free.has(definition.head[at] as IndexId));
    return isOther ? partsOfKey(expr.family).base : undefined;
  }

  /** Whether a note that writes no sum at all may mean one by an index that stands twice in a product, or on one side only. */
  private mayBeSummed(expected: Expr, written: Expr): boolean {
    if (this.worlds.meaning.vocabulary.summed.size > 0) return false;
    const left = freeIndices(expected);
    const right = freeIndices(written);
    const named = [...left, ...right].filter((id) => this.worlds.letters(id) !== '');
    return named.some((id) => left.has(id) !== right.has(id) || standsTwice(expected, id) || standsTwice(written, id));
  }

  /** The undefined names in what leads from the names by which some formulas differentiate to a loss that nothing defines. */
  private onTheWay(step: Step, sides: readonly Expr[]): ReadonlySet<FamilyKey> {
    const environment = this.worlds.environmentOf(step);
    const derivatives = [...sides, ...sides.flatMap((side) => this.worlds.bodiesBehind(step, side))].flatMap((side) =>
      walk(side).filter((node) => node.kind === 'partial' && node.of.kind === 'ref' && environment(node.of.family) === undefined),
    );
    const found = new Set<FamilyKey>();
    if (derivatives.length === 0) return found;
    const starts = new Set(derivatives.flatMap((node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : [])));
    for (const family of this.worlds.meaning.definitions.keys()) {
      const meaning = environment(family)?.meaning;
      if (meaning?.kind !== 'formula') continue;
      const bodies = [meaning.body, ...this.worlds.bodiesBehind(step, meaning.body)];
      if (bodies.some(derives)) continue;
      if (bodies.some((body) => [...mentioned(body)].some((other) => starts.has(other))))
        for (const leaf of this.worlds.leavesOf(step, meaning.body)) found.add(leaf);
    }
    return found;
  }

  /** Undefined names that some formulas have only as what is differentiated, which says nothing of what they are. */
  private onlyDifferentiated(step: Step, sides: readonly Expr[]): readonly FamilyKey[] {
    const environment = this.worlds.environmentOf(step);
    const nodes = sides.flatMap((side) => walk(side));
    const differentiated = new Set(nodes.flatMap((node) => (node.kind === 'partial' && node.of.kind === 'ref' ? [node.of] : [])));
    const elsewhere = new Set(nodes.flatMap((node) => (node.kind === 'ref' && !differentiated.has(node) ? [node.family] : [])));
    return [...differentiated].map((node) => node.family).filter((family) => environment(family) === undefined && !elsewhere.has(family));
  }

  /** A name behind a step that the notes define more than once, and not in this section before it. */
  private ambiguousName(step: Step, expected: Expr, written: Expr): string | undefined {
    const environment = this.worlds.environmentOf(step);
    if (step.definition !== undefined) return undefined;
    const before = (this.worlds.meaning.members[step.chain.id] ?? []).slice(0, step.position);
    const bare =
      ![expected, written].some(derives) &&
      !before.some((member) => member.kind === 'partial' || (member.kind === 'call' && member.order > 0));
    for (const body of [expected, written, ...this.worlds.bodiesBehind(step, expected), ...this.worlds.bodiesBehind(step, written)]) {
      for (const family of mentioned(body)) {
        const inForce = environment(family);
        if (inForce?.isConditional) return partsOfKey(family).base;
        if (inForce === undefined || isSettled(inForce, step)) continue;
        const isElsewhere = bare && !isOpenIn(this.worlds.meaning.note.sections, inForce.section, step.chain.section);
        const known = this.worlds.meaning.definitions.get(family) ?? [];
        if (isElsewhere || mostMeanings < known.filter((other) => other.order < step.order).length) return partsOfKey(family).base;
      }
    }
    return undefined;
  }

  /** A name that is differentiated by and that only a later step sets equal to something: a solution, through which nothing leads before. */
  private solvedLater(step: Step, expected: Expr, written: Expr, partials: readonly Expr[]): string | undefined {
    const environment = this.worlds.environmentOf(step);
    for (const node of partials) {
      if (node.kind !== 'partial' || node.wrt.kind !== 'ref') continue;
      const definition = environment(node.wrt.family);
      if (definition?.meaning.kind !== 'formula' || definition.order <= step.order) continue;
      const world = this.worlds.of(step, { held: [node.wrt.family] });
      this.worlds.compare(world, step, expected, written, step.conditions);
      if (world.independent.has(node)) return print(node.wrt, this.worlds.letters);
    }
    return undefined;
  }

  /** Whether what is differentiated by is made of what is differentiated, so that nothing can lead the other way. */
  private isReversed(step: Step, { of, wrt }: Expr & { kind: 'partial' }): boolean {
    if (of.kind !== 'ref' || wrt.kind !== 'ref') return false;
    return this.worlds
      .bodiesBehind(step, wrt)
      .some((body) => mentioned(body).has(of.family) && !derives(body) && !mentioned(body).has(wrt.family));
  }

  /** Whether what an undefined loss is differentiated by reaches it, by derivatives elsewhere, on a way that no derivative of a step is on. */
  private leadsElsewhere(step: Step, one: Expr & { kind: 'partial' }, loose: readonly (Expr & { kind: 'partial' })[]): boolean {
    const { of, wrt } = one;
    if (of.kind !== 'ref' || wrt.kind !== 'ref') return false;
    const named = loose.filter((node) => node !== one && node.of.kind === 'ref' && node.of.family === of.family);
    if (named.length === 0) return false;
    return [...(this.worlds.meaning.lossInputs.get(of.family) ?? [])].some((family) => {
      const input: Expr = { kind: 'ref', family, slots: [] };
      const isBehind = this.worlds.bodiesBehind(step, input).some((body) => mentioned(body).has(wrt.family));
      return isBehind && !named.some((node) => this.areLinked(step, input, node.wrt));
    });
  }

  /** Whether one of two formulas depends on the other by the definitions of the notes, or names the same. */
  private areLinked(step: Step, one: Expr, two: Expr): boolean {
    if (one.kind !== 'ref' || two.kind !== 'ref' || one.family === two.family) return true;
    const reaches = (from: Expr, family: FamilyKey): boolean =>
      this.worlds.bodiesBehind(step, from).some((body) => mentioned(body).has(family));
    return reaches(one, two.family) || reaches(two, one.family);
  }

  /**
   * A name that the author may have brought in by words: one in the right side that nothing before it in the chain depends on,
   * or, where no derivative is taken, one that the right side has lost.
   */
  private unknownName(step: Step, expected: Expr, written: Expr): string | undefined {
    const before = (this.worlds.meaning.members[step.chain.id] ?? []).slice(0, step.position);
    const sides = [expected, ...before];
    const known = new Set(sides.flatMap((side) => [...this.worlds.leavesOf(step, side)]));
    for (const family of this.onlyDifferentiated(step, sides)) known.delete(family);
    for (const family of this.onTheWay(step, sides)) known.add(family);
    const right = new Set(this.worlds.leavesOf(step, written));
    // What both sides differentiate, and only that, is the same on both.
    const kept = this.onlyDifferentiated(step, [written, ...this.worlds.bodiesBehind(step, written)]);
    for (const family of kept) if (sides.some((side) => differentiates(side, { kind: 'ref', family, slots: [] }))) right.delete(family);
    const news = [...right].filter((family) => !known.has(family));
    const lost = [expected, ...before].some(derives)
      ? []
      : [...this.worlds.leavesOf(step, expected)].filter((family) => !right.has(family));
    // A loss of which only derivatives are known may be a mean, so that a size is a factor of it.
    const unknown = [...news, ...lost].find((family) => kept.length > 0 || this.worlds.meaning.axes.valueOfSize(family) === undefined);
    const isBare =
      ![expected, written].some(isSpelled) &&
      ![expected, written, ...before].some(derives) &&
      ![expected, written].some((side) => this.worlds.bodiesBehind(step, side).length > 0);
    const isSolved =
      isBare &&
      (this.worlds.meaning.members[step.chain.id] ?? []).slice(step.position + 1).some((member) => constantOf(member) !== undefined);
    if (isSolved) return membersOf(written)[0];
    const odd = isBare
      ? (membersOf(written).find((member) => !membersOf(expected).includes(member)) ??
        membersOf(expected).find((member) => !membersOf(written).includes(member)))
      : undefined;
    if (odd !== undefined) return odd;
    // What is differentiated by varies on its own.
    const varied = new Set(
      sides.flatMap((side) => walk(side).flatMap((node) => (node.kind === 'partial' ? [...mentioned(node.wrt)] : []))),
    );
    const vague =
      [...right, ...this.worlds.leavesOf(step, expected)].find(
        (family) => isVague(family) && !varied.has(family) && !this.worlds.meaning.vocabulary.varied.has(partsOfKey(family).base),
      ) ?? [expected, written].map((side) => slopeIn(side, sides)).find(Boolean);
    return unknown === undefined ? vague && partsOfKey(vague).base : partsOfKey(unknown).base;
  }
}

/** Whether a premise only says for which indices a step is meant. */
function isCase({ conditions }: Premise): boolean {
  return conditions.length > 0 && conditions.every((condition) => condition.kind === 'index-relation');
}

/** Whether a chain claims no equality before a step, so that what follows may hold to the same approximation. */
function isApproximate({ chain, position }: Step): boolean {
  return chain.members.slice(1, position).some(({ relation }) => relation !== undefined && loose.has(relation.sign));
}

const loose: ReadonlySet<string> = new Set(['\\approx', '\\sim', '\\simeq', '\\propto', '\\to', '\\mapsto', '\\leftrightarrow']);

/** Whether a derivative vanishes in a world, since nothing leads to it any more, that does not in another. */
function cutsOff(world: World, other: World): boolean {
  return [...world.independent].some((node) => !other.independent.has(node));
}

/** How many more formulas of the chain that defines a name are tried. */
const mostRestatements = 3;
/** How many letters in front of a formula may name what it is about. */
const mostWords = 60;
const asFunction = { head: [], params: [{ family: familyKey('x', '', 0), slots: [] }] } as const;

const caseWords = phrase('cases');
const heldWords = phrase('held');
const expansionWords = phrase('expansion');
const symmetricWords = phrase('symmetric');

/** How many names are tried that words may keep fixed. */
const mostHeld = 4;

/** Whether a function stands in a formula at a sum (`f(x + h)`). */
function isAtSum(expr: Expr): boolean {
  return (
    !derives(expr) &&
    walk(expr).some((node) => (node.kind === 'call' || node.kind === 'apply') && node.args.some(({ kind }) => kind === 'add'))
  );
}

/** Whether there are such words in front of a step, or right behind it. */
function says(words: RegExp, { sentences }: ReadNote, { chain }: Step): boolean {
  return sentences.some(
    ({ text, section, paragraph }) =>
      section === chain.section && paragraph <= chain.paragraph && chain.paragraph - paragraph <= 2 && words.test(text),
  );
}

/** The undefined members that a formula is made of, as text; those that a sum runs over by their family. */
function membersOf(expr: Expr): readonly string[] {
  const bound = new Set(walk(expr).flatMap((node) => (node.kind === 'reduce' ? [node.index] : [])));
  return walk(expr).flatMap((node) => (node.kind === 'ref' ? [print(node, (id) => (bound.has(id) ? '*' : String(id)))] : []));
}

/** Whether an index links two factors of a product. */
function standsTwice(expr: Expr, id: IndexId): boolean {
  return walk(expr).some((node) => node.kind === 'multiply' && 1 < node.factors.filter((factor) => freeIndices(factor).has(id)).length);
}

/** A name with what its chain differentiates by as its index: `f_{x_i}` for the derivative. */
function slopeIn(side: Expr, chain: readonly Expr[]): FamilyKey | undefined {
  for (const node of walk(side)) {
    const by =
      node.kind === 'ref' ? node.slots.flatMap((term) => (term.kind === 'by' && term.of.kind === 'ref' ? [term.of.family] : [])) : [];
    if (node.kind === 'ref' && by.some((family) => chain.some((member) => walk(member).some((inner) => isBy(inner, family)))))
      return node.family;
  }
  return undefined;
}

function isBy(expr: Expr, family: FamilyKey): boolean {
  return expr.kind === 'partial' && expr.wrt.kind === 'ref' && expr.wrt.family === family;
}

/** Whether an undefined name is what notes call a mean, which depends on what it is the mean of, or the letter of an operator. */
function isVague(family: FamilyKey): boolean {
  const { base } = partsOfKey(family);
  return base === 'D' || base === '\\mu' || base.startsWith('bar(') || base.startsWith('overline(');
}

/** Whether a name is a change of another: `\Delta x`, which may be meant as small. */
export function isChange(family: FamilyKey): boolean {
  return partsOfKey(family).base.startsWith('Delta(');
}

/** The variable whose differential a name is. */
function changing(family: FamilyKey): readonly (Expr & { kind: 'ref' })[] {
  const { base, label, arity } = partsOfKey(family);
  const of = /^d\((.+)\)$/.exec(base)?.[1];
  return of === undefined ? [] : [{ kind: 'ref', family: familyKey(of, label, arity), slots: [] }];
}

/** Whether a derivative leads from one member of a family to another by steps that no definition writes. */
function isAlongRecurrence({ of, wrt }: Expr & { kind: 'partial' }): boolean {
  const shifted = [of, wrt].some((side) =>
    walk(side).some((node) => node.kind === 'ref' && node.slots.some((term) => term.kind === 'index' && term.shift !== 0)),
  );
  return shifted || (of.kind === 'ref' && wrt.kind === 'ref' && of.family === wrt.family);
}

/** Whether a formula has a derivative of the same name in it. */
function differentiates(expr: Expr, of: Expr): boolean {
  return of.kind === 'ref' && walk(expr).some((node) => node.kind === 'partial' && node.of.kind === 'ref' && node.of.family === of.family);
}

/** Whether a definition is beyond doubt in force at a step: it stands before it, in the same section. */
function isSettled(definition: Definition, step: Step): boolean {
  return definition.order <= step.order && definition.section === step.chain.section;
}

const noises: ReadonlySet<string> = new Set(['\\epsilon', '\\varepsilon', '\\xi', '\\eta']);

/** Whether a formula says of data how they come about (`y_i = w x_i + \epsilon_i`), so that they are given all the same. */
function isObserved(definition: Definition | undefined): boolean {
  const meaning = definition?.meaning;
  if (meaning?.kind !== 'formula' || meaning.body.kind !== 'add') return false;
  return meaning.body.terms.some((term) => term.kind === 'ref' && noises.has(partsOfKey(term.family).base));
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
  return { expr, ids: parts.flatMap(({ ids }) => ids) };
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

/** Whether a list is set equal to a single value, so that one of them is misread. */
function isListAgainstOne(list: Expr, other: Expr): boolean {
  return list.kind === 'list' && list.index.kind === 'index' && !freeIndices(other).has(list.index.id) && !isNumeric(other);
}

/** Whether a formula differentiates a derivative, which may well have lost a name. */
function isSecond(expr: Expr): boolean {
  return expr.kind === 'partial' && expr.of.kind === 'partial';
}

/** Whether a formula has a vector or a matrix entry by entry. */
function isSpelled(expr: Expr): boolean {
  return walk(expr).some(({ kind }) => kind === 'list');
}

/** Whether a formula has a derivative in it. */
function derives(expr: Expr): boolean {
  for (const node of walk(expr))
    if (node.kind === 'partial' || ((node.kind === 'call' || node.kind === 'apply') && node.order > 0)) return true;
  return false;
}

import type { NodeId } from '../engine/tape.ts';
import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, holeIn, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { type Message, message } from '../text/message.ts';
import { fixed, type Premise, trials } from './assumptions.ts';
import type { Budget } from './budget.ts';
import type { Chain } from './chains.ts';
import { isNumeric, type Step } from './classify.ts';
import { type Comparison, compare } from './compare.ts';
import { type Definition, type Environment, environmentAt, isOpenIn } from './definition.ts';
import type { Meaning } from './meaning.ts';
import { numericVerdict } from './numeric.ts';
import { letterCode, premisesOf } from './premises.ts';
import { domainsOf } from './sampling.ts';
import { partsOfKey } from './symbols.ts';
import { constantOf, isRefusal, isStandard, mentioned, type Reshape, type Scope, World } from './world.ts';

/** What was decided of a step, before a diagnosis. */
export interface Decision {
  readonly verdict: 'definition' | 'assumption' | 'holds' | 'holds-assuming' | 'mismatch' | 'rounded' | 'undetermined' | 'not-a-claim';
  readonly reason: Message;
  readonly premises: readonly Premise[];
  readonly points: number;
  readonly sampleSets: readonly string[];
  readonly unread: readonly (Expr & { kind: 'hole' })[];
  /** For a mismatch: where both sides were compared, and how they differ. */
  readonly case?: Case;
}

/** The two sides of a failed comparison, to be explained. */
export interface Case {
  readonly world: World;
  readonly scope: Scope;
  readonly mask: NodeId | undefined;
  /** What is right: the author's left side, or the gradient step that an update should make. */
  readonly expected: Expr;
  readonly written: Expr;
  readonly comparison: Comparison & { kind: 'differ' };
}

const samplesPerWorld = 12;
const mostTrials = 12;
const rateLetters = ['\\eta', '\\alpha', '\\epsilon', '\\varepsilon', '\\gamma', '\\mu', '\\lambda'];

/** Decides the steps of a note under one reading. */
export class Decider {
  readonly meaning: Meaning;
  private readonly budget: Budget;
  private readonly randomSeed: number;
  private readonly worlds = new Map<string, World>();
  private readonly domains;
  private readonly stated: readonly Premise[];
  private readonly inferred: readonly Premise[];
  private readonly values = new Map<World, Map<Expr, NodeId | Message>>();

  constructor(meaning: Meaning, budget: Budget, randomSeed: number) {
    this.meaning = meaning;
    this.budget = budget;
    this.randomSeed = randomSeed;
    const bodies = [...meaning.definitions.values()].flat().flatMap(({ meaning: given }) => (given.kind === 'formula' ? [given.body] : []));
    this.domains = domainsOf([...bodies, ...meaning.members.flat()]);
    const { stated, inferred } = premisesOf(meaning);
    this.stated = stated;
    this.inferred = inferred;
  }

  /** Decides what the steps that define something again are, and brings new meanings into force. Goes first, in order. */
  restated(step: Step): Decision {
    const definition = step.definition as Definition;
    const name = partsOfKey(definition.family).base;
    const known = this.meaning.definitions.get(definition.family) ?? [];
    const before = known.filter((other) => isOpenIn(this.meaning.note.sections, other.section, definition.section));
    const again = before.some(
      (other) => other.meaning.kind === 'formula' && definition.meaning.kind === 'formula' && this.sameText(other, step),
    );
    if (again) return decided('definition', message('says-restated', { name }));
    const decision = this.claim(step);
    if (decision.verdict === 'holds' || decision.verdict === 'holds-assuming') return decision;
    this.meaning.definitions.set(
      definition.family,
      [...known, definition].sort((a, b) => a.order - b.order),
    );
    return decided('definition', message('says-redefinition', { name }));
  }

  /** Decides any other step. */
  decide(step: Step): Decision {
    switch (step.role) {
      case 'definition':
        return this.definition(step);
      case 'assumption':
        return decided('assumption', message('says-assumption'));
      case 'not-a-claim':
        return decided('not-a-claim', message('says-nothing'));
      case 'update':
        return this.update(step);
      default:
        return this.claim(step);
    }
  }

  /** The world in which a step is judged under some premises. */
  worldOf(step: Step, premises: readonly Premise[], positive: boolean): World {
    return this.build(
      step,
      premises,
      positive,
      environmentAt(this.meaning.definitions, this.meaning.note.sections, step.chain.section, step.order),
      '',
    );
  }

  private build(_step: Step, premises: readonly Premise[], positive: boolean, environment: Environment, mark: string): World {
    const signature: (string | number)[] = [mark, positive ? '+' : '', ...premises.map((premise) => premise.id)];
    for (const [family, all] of this.meaning.definitions) if (all.length > 1) signature.push(environment(family)?.id ?? '-');
    const key = signature.join();
    let world = this.worlds.get(key);
    if (world === undefined) {
      const reshape = new Map<FamilyKey, Reshape>();
      for (const premise of premises) for (const [family, change] of premise.reshape) reshape.set(family, change);
      const { axes, opaque, lossInputs } = this.meaning;
      const { budget, randomSeed, domains } = this;
      world = new World({
        environment,
        axes,
        domains,
        lossInputs,
        opaque,
        budget,
        samples: samplesPerWorld,
        randomSeed,
        positive,
        reshape,
      });
      this.worlds.set(key, world);
    }
    return world;
  }

  /** The letter of an index. */
  readonly letters = (id: IndexId): string => this.meaning.letters[id] ?? '?';

  /** Whether a step would hold with another right side: under the premises by which the right value holds, if it needs any. */
  mends(step: Step, { world, expected }: Case, mended: Expr): boolean {
    const first = this.compareIn(world, step, expected, mended, step.conditions);
    if (first.kind === 'equal') return true;
    if (first.kind !== 'differ') return false;
    return this.inferred.some(
      (premise) => this.compareIn(this.worldOf(step, [premise], false), step, expected, mended, step.conditions).kind === 'equal',
    );
  }

  /** The bodies of the definitions that a formula depends on where the step stands. */
  bodiesBehind(step: Step, expr: Expr): readonly Expr[] {
    const environment = environmentAt(this.meaning.definitions, this.meaning.note.sections, step.chain.section, step.order);
    const bodies: Expr[] = [];
    const seen = new Set<FamilyKey>();
    const visit = (inner: Expr): void => {
      for (const family of mentioned(inner)) {
        const definition = seen.has(family) ? undefined : environment(family);
        seen.add(family);
        if (definition?.meaning.kind !== 'formula') continue;
        bodies.push(definition.meaning.body);
        visit(definition.meaning.body);
      }
    };
    visit(expr);
    return bodies;
  }

  /** Whether a family is a function that needs an argument. */
  isFunction(step: Step, family: FamilyKey): boolean {
    const environment = environmentAt(this.meaning.definitions, this.meaning.note.sections, step.chain.section, step.order);
    return environment(family)?.meaning.kind === 'function';
  }

  /** Compares two formulas of a step in a world. */
  compareIn(
    world: World,
    step: Step,
    lhs: Expr,
    rhs: Expr,
    conditions: readonly Condition[],
  ): Comparison | { readonly kind: 'refused'; readonly why: Message } {
    const scope = this.scopeOf(world, step.chain);
    if (isRefused(scope)) return scope;
    const left = this.valueIn(world, scope, lhs);
    if (typeof left !== 'number') return { kind: 'refused', why: left };
    const right = this.valueIn(world, scope, rhs);
    if (typeof right !== 'number') return { kind: 'refused', why: right };
    const mask = this.maskOf(world, scope, conditions);
    if (isRefusal(mask)) return { kind: 'refused', why: mask.refused };
    return compare(world, left, right, mask, isLiteral(lhs) || isLiteral(rhs));
  }

  /** The free indices of a chain as axes. */
  scopeOf(world: World, chain: Chain): Scope {
    const ids = new Set<IndexId>();
    for (const expr of this.meaning.members[chain.id] ?? []) freeIndices(expr, ids);
    return world.scope(ids);
  }

  /** The mask of some conditions, or undefined where there are none. */
  maskOf(world: World, scope: Scope, conditions: readonly Condition[]): NodeId | undefined | { readonly refused: Message } {
    let mask: NodeId | undefined;
    for (const condition of conditions) {
      const next = world.mask(this.resolved(condition, scope), scope);
      if (isRefusal(next)) return next;
      mask = mask === undefined ? next : world.tape.multiply(mask, next);
    }
    return mask;
  }

  /** The value of a formula in a scope; kept for the formulas of the note. */
  valueIn(world: World, scope: Scope, expr: Expr): NodeId | Message {
    let known = this.values.get(world);
    if (known === undefined) {
      known = new Map();
      this.values.set(world, known);
    }
    let value = known.get(expr);
    if (value === undefined) {
      const found = world.evaluate(expr, scope);
      value = isRefusal(found) ? found.refused : found;
      known.set(expr, value);
    }
    return value;
  }

  private definition(step: Step): Decision {
    const hole = holeIn(step.rhs);
    const name = step.lhs.kind === 'ref' ? partsOfKey(step.lhs.family).base : step.lhs.kind === 'call' ? partsOfKey(step.lhs.fn).base : '';
    return { ...decided('definition', message('says-definition', { name })), unread: hole ? [hole] : [] };
  }

  private claim(step: Step): Decision {
    const { lhs, rhs, chain, position } = step;
    if (isDefiningMember(this.meaning, step)) return decided('definition', message('says-restated', { name: '' }));
    const hole = holeIn(rhs) ?? holeIn(lhs);
    const head = this.meaning.members[chain.id]?.[0] as Expr;
    if (hole) {
      if (position > 1 && !holeIn(rhs) && !holeIn(head)) {
        const back = this.against(step, head, rhs);
        if (back.verdict === 'holds' || back.verdict === 'holds-assuming') return back;
        return undetermined(message('gap-before'), [hole]);
      }
      return undetermined(hole.message, [hole]);
    }
    if (isNumeric(lhs) && isNumeric(rhs)) return this.isFixed(step) ? this.numeric(step) : undetermined(message('needs-values'), []);
    if (statesSum(step, this.meaning)) return decided('assumption', message('says-assumption'));
    const decision = this.against(step, lhs, rhs);
    if (decision.verdict !== 'mismatch' || position === 1) return decision;
    const back = this.against(step, head, rhs);
    if (back.verdict === 'holds' || back.verdict === 'holds-assuming')
      return { ...back, reason: back.verdict === 'holds' ? message('says-came-back') : back.reason };
    return decision;
  }

  private sameText(definition: Definition, step: Step): boolean {
    const first = this.meaning.steps.find((other) => other.definition === definition);
    return first !== undefined && this.textOf(first) === this.textOf(step);
  }

  /** The right side as written, without spaces. */
  private textOf(step: Step): string {
    const member = step.chain.members[step.position];
    return member === undefined
      ? ''
      : (this.meaning.note.spans[member.span]?.tex.slice(member.range.start, member.range.end) ?? '').replace(/\\[,;:! ]|\s/g, '');
  }

  /** Whether the notes say what the functions in a step are. */
  private isFixed(step: Step): boolean {
    const environment = environmentAt(this.meaning.definitions, this.meaning.note.sections, step.chain.section, step.order);
    for (const side of [step.lhs, step.rhs])
      for (const node of walk(side))
        if (node.kind === 'call' && environment(node.fn)?.meaning.kind !== 'formula' && !isStandard(node.fn)) return false;
    return true;
  }

  private numeric(step: Step): Decision {
    const world = this.worldOf(step, [], false);
    const found = numericVerdict(step.lhs, step.rhs, (expr) => {
      const node = world.evaluate(expr, world.scope([]));
      return isRefusal(node) ? undefined : world.tape.valueOf(node)[0];
    });
    if (found === undefined) return undetermined(message('unread'), []);
    const decision = decided(found.verdict, found.reason);
    if (found.verdict !== 'mismatch') return { ...decision, points: 1 };
    const comparison = this.compareIn(world, step, step.lhs, step.rhs, []);
    return comparison.kind === 'differ'
      ? { ...decision, case: this.caseOf(world, step, step.lhs, step.rhs, [], comparison) }
      : undetermined(message('close-call'), []);
  }

  /** Decides `expected = written` in the place of a step: generic samples first, then the premises. */
  private against(step: Step, expected: Expr, written: Expr): Decision {
    let positive = false;
    let world = this.worldOf(step, [], positive);
    let first = this.compareIn(world, step, expected, written, step.conditions);
    if (first.kind === 'too-few') {
      positive = true;
      world = this.worldOf(step, [], positive);
      first = this.compareIn(world, step, expected, written, step.conditions);
    }
    switch (first.kind) {
      case 'refused':
        return undetermined(first.why, []);
      case 'equal':
        return { ...decided('holds', message('says-holds')), points: first.points, sampleSets: ['generic'] };
      case 'vanish':
        return undetermined(message('both-vanish'), []);
      case 'too-few':
        return undetermined(message('too-few-points'), []);
      case 'unclear':
        return undetermined(message('close-call'), []);
    }
    const tried = ['generic'];
    for (const premises of trials(this.premisesFor(step, expected, written), mostTrials)) {
      const other = this.worldOf(step, premises, positive);
      const comparison = this.compareIn(other, step, expected, written, [
        ...step.conditions,
        ...premises.flatMap((premise) => premise.conditions),
      ]);
      tried.push(premises.map((premise) => premise.tex).join(', '));
      if (comparison.kind !== 'equal') continue;
      const assumption = premises.map((premise) => premise.tex).join(', ');
      return {
        ...decided('holds-assuming', message('says-holds-assuming', { assumption })),
        premises,
        points: comparison.points,
        sampleSets: tried,
      };
    }
    const summed = this.impliedSum(step, expected, written, world);
    if (summed !== undefined) return summed;
    const other = this.otherMeaning(step, expected, written, positive);
    if (other !== undefined) return other;
    if (isNumeric(written) && this.leavesOf(step, expected).size > 0) return this.given(step, expected, written);
    const doubt = this.doubt(step, expected, written, world);
    if (doubt !== undefined) return undetermined(doubt, []);
    return {
      ...decided('mismatch', message('says-mismatch')),
      points: first.points,
      sampleSets: tried,
      case: this.caseOf(world, step, expected, written, step.conditions, first),
    };
  }

  /** A formula of symbols that is set equal to a number: given if nothing defines the symbols, else it has to be worked out. */
  private given(step: Step, expected: Expr, written: Expr): Decision {
    const given =
      step.position === 1 &&
      constantOf(written) !== undefined &&
      [...mentioned(expected)].every((family) => !this.meaning.definitions.has(family));
    if (given && !derives(expected)) return decided('assumption', message('says-assumption'));
    return undetermined(message(constantOf(written) === 0 ? 'equation-to-solve' : 'needs-values'), []);
  }

  private caseOf(
    world: World,
    step: Step,
    expected: Expr,
    written: Expr,
    conditions: readonly Condition[],
    comparison: Comparison & { kind: 'differ' },
  ): Case {
    const scope = this.scopeOf(world, step.chain);
    const mask = this.maskOf(world, scope, conditions);
    return { world, scope, mask: typeof mask === 'number' ? mask : undefined, expected, written, comparison };
  }

  /** The premises that may bear on a step: those that are in force there and touch what it is about. */
  private premisesFor(step: Step, expected: Expr, written: Expr): readonly Premise[] {
    const leaves = new Set([...this.leavesOf(step, expected), ...this.leavesOf(step, written)]);
    const letters = new Set([...freeIndices(expected), ...freeIndices(written)].map((id) => this.meaning.letters[id]));
    const { sections } = this.meaning.note;
    const found: Premise[] = [];
    const seen = new Set<string>();
    for (const premise of [...this.stated, ...this.inferred]) {
      if (premise.order === step.order) continue;
      if (premise.paragraph !== undefined && (premise.paragraph > step.chain.paragraph || step.chain.paragraph - premise.paragraph > 1))
        continue;
      if (premise.stated && !isOpenIn(sections, premise.section, step.chain.section) && premise.conditions.length > 0) continue;
      const touches =
        [...premise.reshape.keys()].some((family) => leaves.has(family)) ||
        premise.conditions.some((condition) => bears(condition, leaves, letters));
      const key = [...premise.reshape.keys()].join() || premise.id;
      if (!touches || (premise.conditions.length === 0 && seen.has(`${key}:${premise.tex.replace(/\s|_[a-z]/g, '')}`))) continue;
      seen.add(`${key}:${premise.tex.replace(/\s|_[a-z]/g, '')}`);
      found.push(premise);
    }
    return [...found, ...this.sizesFor(step, leaves)];
  }

  /** `K` as the number of values of an index that a sum around runs over, where the notes use such a letter and do not say what it is. */
  private sizesFor(step: Step, leaves: Iterable<FamilyKey>): readonly Premise[] {
    const counts = new Map<number, IndexId>();
    for (const expr of this.meaning.members[step.chain.id] ?? []) {
      for (const node of walk(expr)) if (node.kind === 'reduce') counts.set(this.meaning.axes.ofIndex(node.index).size, node.index);
    }
    const names = [...leaves].filter(
      (family) => /^(?:[A-Z]|[mn])\^\|0$/.test(family) && this.meaning.axes.valueOfSize(family) === undefined,
    );
    return names.flatMap((family) =>
      [...counts].map(([size, id]) => ({
        id: `size:${family}:${size}`,
        tex: `\\sum_${this.letters(id)} 1 = ${partsOfKey(family).base}`,
        reshape: new Map([[family, fixed(size)]]),
        conditions: [],
        section: 0,
        order: -1,
      })),
    );
  }

  /** Letters of a condition said in prose become the indices of the step. */
  private resolved(condition: Condition, scope: Scope): Condition {
    if (condition.kind !== 'index-relation') return condition;
    const here = (term: IndexTerm): IndexTerm => {
      if (term.kind !== 'index' || 0 <= term.id) return term;
      for (const id of scope.indices.keys()) if (-1 - letterCode(this.meaning.letters[id] ?? '') === term.id) return { ...term, id };
      return term;
    };
    return { ...condition, left: here(condition.left), right: here(condition.right) };
  }

  /** Why a difference may not be the author's mistake: what the notes do not say could make the sides equal. */
  private doubt(step: Step, expected: Expr, written: Expr, world: World): Message | undefined {
    if (
      isNumeric(written) !== isNumeric(expected) &&
      constantOf(expected) === undefined &&
      this.leavesOf(step, isNumeric(written) ? expected : written).size > 0
    )
      return message('needs-values');
    const unknown = this.unknownSymbol(step, expected, written);
    if (unknown !== undefined) return message('unknown-symbol', { name: unknown });
    const partials = [expected, written].flatMap((side) => [...walk(side)].filter((node) => node.kind === 'partial'));
    const cut = partials.find((node) => world.independent.has(node));
    if (cut !== undefined) return message('no-path', { name: print(cut.wrt, this.letters) });
    const loose = partials.filter((node) => node.of.kind === 'ref' && this.meaning.lossInputs.has(node.of.family));
    for (const one of loose) {
      for (const two of loose)
        if (!this.linked(step, one.wrt, two.wrt)) return message('loose-ends', { name: print(one.of, this.letters) });
    }
    return undefined;
  }

  /** Whether one of two formulas depends on the other by the definitions of the notes, or names the same. */
  private linked(step: Step, one: Expr, two: Expr): boolean {
    if (one.kind !== 'ref' || two.kind !== 'ref' || one.family === two.family) return true;
    const reaches = (from: Expr, family: FamilyKey): boolean => this.bodiesBehind(step, from).some((body) => mentioned(body).has(family));
    return reaches(one, two.family) || reaches(two, one.family);
  }

  /**
   * A product of derivatives along a path in which an index hangs free (`∂C/∂y_i · ∂y_i/∂β`), read as summed over that index,
   * where no member of the chain up to it writes such a sum.
   */
  private impliedSum(step: Step, expected: Expr, written: Expr, world: World): Decision | undefined {
    const before = (this.meaning.members[step.chain.id] ?? []).slice(0, step.position + 1);
    if (
      before.some((member) => [...walk(member)].some((node) => node.kind === 'reduce' && node.op === 'sum')) &&
      expected.kind !== 'multiply'
    )
      return undefined;
    const left = freeIndices(expected);
    const right = freeIndices(written);
    const close = (side: Expr, other: ReadonlySet<IndexId>): { expr: Expr; ids: readonly IndexId[] } => {
      const ids = [...freeIndices(side)].filter((id) => !other.has(id) && alongPath(side, id));
      return {
        expr: ids.reduce<Expr>((body, index) => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body }), side),
        ids,
      };
    };
    const one = close(expected, right);
    const two = close(written, left);
    const ids = [...one.ids, ...two.ids];
    if (ids.length === 0) return undefined;
    const comparison = this.compareIn(world, step, one.expr, two.expr, step.conditions);
    if (comparison.kind !== 'equal') return undefined;
    const letter = ids.map(this.letters).join(', ');
    return { ...decided('holds', message('says-implied-sum', { letter })), points: comparison.points, sampleSets: ['generic'] };
  }

  /** The step judged with the earlier of two meanings that one section gives a name. */
  private otherMeaning(step: Step, expected: Expr, written: Expr, positive: boolean): Decision | undefined {
    const environment = environmentAt(this.meaning.definitions, this.meaning.note.sections, step.chain.section, step.order);
    const { definitions } = this.meaning;
    for (const family of new Set([
      ...mentioned(expected),
      ...mentioned(written),
      ...this.bodiesBehind(step, expected).flatMap((body) => [...mentioned(body)]),
    ])) {
      const all = definitions.get(family) ?? [];
      const inForce = environment(family);
      for (const rival of all) {
        if (rival === inForce || rival.section !== inForce?.section || rival.order === step.order) continue;
        const world = this.build(step, [], positive, (name) => (name === family ? rival : environment(name)), `${rival.id}`);
        const comparison = this.compareIn(world, step, expected, written, step.conditions);
        if (comparison.kind === 'equal')
          return {
            ...decided('holds', message('says-other-meaning', { name: partsOfKey(family).base })),
            points: comparison.points,
            sampleSets: ['generic'],
          };
      }
    }
    return undefined;
  }

  /** A name on one side only that no definition of the note knows. */
  private unknownSymbol(step: Step, expected: Expr, written: Expr): string | undefined {
    const left = this.leavesOf(step, expected);
    const right = this.leavesOf(step, written);
    const known = this.knownLeaves();
    for (const [side, other] of [
      [right, left],
      [left, right],
    ] as const) {
      for (const family of side)
        if (!other.has(family) && !known.has(family) && this.meaning.axes.valueOfSize(family) === undefined) return partsOfKey(family).base;
    }
    return undefined;
  }

  private known: ReadonlySet<FamilyKey> | undefined;
  private knownLeaves(): ReadonlySet<FamilyKey> {
    if (this.known === undefined) {
      const found = new Set<FamilyKey>();
      for (const all of this.meaning.definitions.values())
        for (const { meaning } of all) if (meaning.kind === 'formula') for (const family of mentioned(meaning.body)) found.add(family);
      this.known = found;
    }
    return this.known;
  }

  /** The undefined families that a formula depends on where the step stands. */
  private leavesOf(step: Step, expr: Expr): ReadonlySet<FamilyKey> {
    const environment = environmentAt(this.meaning.definitions, this.meaning.note.sections, step.chain.section, step.order);
    const found = new Set<FamilyKey>();
    const seen = new Set<FamilyKey>();
    const visit = (inner: Expr): void => {
      for (const family of mentioned(inner)) {
        if (seen.has(family)) continue;
        seen.add(family);
        const definition = environment(family);
        if (definition?.meaning.kind === 'formula') visit(definition.meaning.body);
        else if (definition === undefined) found.add(family);
      }
    };
    visit(expr);
    return found;
  }

  /** An update `w ← w − η g`: `g` must be the gradient of the loss that the notes differentiate by `w`. */
  private update(step: Step): Decision {
    const { lhs, rhs } = step;
    const hole = holeIn(lhs) ?? holeIn(rhs);
    if (hole) return undetermined(hole.message, [hole]);
    if (lhs.kind !== 'ref' || !mentioned(rhs).has(lhs.family)) return undetermined(message('unread-update'), []);
    const byDerivative = [...walk(rhs)].some(
      (node) => node.kind === 'partial' && node.wrt.kind === 'ref' && node.wrt.family === lhs.family,
    );
    const rates = rateLetters
      .map((letter) => `${letter}^|0`)
      .filter((family) => mentioned(rhs).has(family) && !this.meaning.definitions.has(family));
    const losses = this.lossesOf(step, lhs.family);
    if (rates.length === 0 || losses.length === 0)
      return byDerivative ? decided('definition', message('says-update')) : undetermined(message('unread-update'), []);
    const names = [...this.leavesOf(step, rhs)].filter((family) => family !== lhs.family && !rates.includes(family));
    if (!byDerivative && names.length === 0 && ![...mentioned(rhs)].some((family) => this.meaning.definitions.has(family)))
      return undetermined(message('needs-values'), []);
    let failed: Decision | undefined;
    for (const of of losses) {
      for (const rate of rates) {
        const gradient: Expr = { kind: 'partial', of, wrt: lhs };
        const descent: Expr = { kind: 'multiply', factors: [{ kind: 'ref', family: rate, slots: [] }, gradient] };
        const decision = this.against(step, { kind: 'add', terms: [lhs, { kind: 'negate', of: descent }] }, rhs);
        if (decision.verdict === 'holds' || decision.verdict === 'holds-assuming')
          return byDerivative && decision.verdict === 'holds'
            ? { ...decision, verdict: 'definition', reason: message('says-update') }
            : decision;
        failed ??= decision;
      }
    }
    return failed ?? undetermined(message('unread-update'), []);
  }

  /** What the notes differentiate by a family, the nearest before the step first. */
  private lossesOf(step: Step, family: FamilyKey): readonly Expr[] {
    const found = new Map<FamilyKey, { of: Expr; distance: number }>();
    for (const other of this.meaning.steps) {
      if (other.order > step.order && found.size > 0) break;
      for (const side of [other.lhs, other.rhs]) {
        for (const node of walk(side)) {
          if (node.kind !== 'partial' || node.wrt.kind !== 'ref' || node.wrt.family !== family) continue;
          if (node.of.kind === 'ref' && node.of.slots.length === 0)
            found.set(node.of.family, { of: node.of, distance: step.order - other.order });
        }
      }
    }
    return [...found.values()].sort((a, b) => a.distance - b.distance).map(({ of }) => of);
  }
}

function decided(verdict: Decision['verdict'], reason: Message): Decision {
  return { verdict, reason, premises: [], points: 0, sampleSets: [], unread: [] };
}

function undetermined(reason: Message, unread: readonly (Expr & { kind: 'hole' })[]): Decision {
  return { ...decided('undetermined', reason), unread };
}

function isRefused(scope: unknown): scope is { kind: 'refused'; why: Message } {
  return typeof scope === 'object' && scope !== null && 'why' in scope;
}

/** A side that is written as a plain number may well be the same at every point. */
function isLiteral(expr: Expr): boolean {
  return constantOf(expr) !== undefined;
}

function bears(condition: Condition, leaves: ReadonlySet<FamilyKey>, letters: ReadonlySet<string | undefined>): boolean {
  if (condition.kind === 'unread') return false;
  if (condition.kind === 'relation')
    return [...mentioned(condition.left), ...mentioned(condition.right)].every((family) => leaves.has(family));
  return [condition.left, condition.right].every(
    (term) => term.kind !== 'index' || [...letters].some((letter) => letter !== undefined && -1 - letterCode(letter) === term.id),
  );
}

/** Whether the right side is the member that defines the chain's head (`E = A E = A`). */
function isDefiningMember(meaning: Meaning, step: Step): boolean {
  if (step.position === 1) return false;
  for (const other of meaning.steps) {
    if (other.chain !== step.chain || other.position >= step.position) continue;
    const given = other.definition?.meaning;
    if (given?.kind === 'formula' && given.body === step.rhs && other.role === 'claim') return true;
  }
  return false;
}

/** Whether a formula has a derivative in it. */
function derives(expr: Expr): boolean {
  for (const node of walk(expr))
    if (node.kind === 'partial' || ((node.kind === 'call' || node.kind === 'apply') && node.order > 0)) return true;
  return false;
}

/** Whether an index links two factors of a product of which at least one is a derivative. */
function alongPath(side: Expr, id: IndexId): boolean {
  if (side.kind !== 'multiply') return false;
  const having = side.factors.filter((factor) => freeIndices(factor).has(id));
  return 1 < having.length && having.some((factor) => factor.kind === 'partial');
}

/** Whether a step says that a leaf sums to one, which is given and not claimed. */
function statesSum(step: Step, meaning: Meaning): boolean {
  const { lhs, rhs } = step;
  if (step.position > 1 || constantOf(rhs) === undefined || lhs.kind !== 'reduce' || lhs.body.kind !== 'ref') return false;
  return !meaning.definitions.has(lhs.body.family);
}

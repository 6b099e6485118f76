import { entriesOf } from '../expr/entries.ts';
import type { Expr, FamilyKey } from '../expr/expr.ts';
import { freeIndices, holeIn, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { phrase } from '../meaning/phrases/index.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { saysLayout } from '../tensors/lower.ts';
import { once } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import { type Message, message } from '../text/message.ts';
import { normOf, orthonormality, type Premise } from './assumptions.ts';
import type { Budget } from './budget.ts';
import type { Step } from './classify/step.ts';
import { constantOf, isNumeric, isOfNumbers } from './constants.ts';
import { type Decision, decided, isTrue, undetermined } from './decision.ts';
import { type Definition, isOpenIn } from './definition.ts';
import { movesDown } from './descent.ts';
import { nowhere } from './judge/cases.ts';
import { Judge } from './judge/judge.ts';
import { isBetweenSlopes } from './kinks.ts';
import type { Meaning } from './meaning.ts';
import { mentioned } from './mentioned.ts';
import { isOfLetters, namedPoint } from './named-point.ts';
import { inOtherBases, numericVerdict } from './numeric.ts';
import { Premises } from './premises.ts';
import { isChange, isSameEverywhere } from './sides.ts';
import { isStandard } from './standard.ts';
import { updateVerdict } from './updates.ts';
import { halfUnit } from './values.ts';
import { isInForce } from './worked-example.ts';
import { attempt, isRefusal } from './world/refusal.ts';
import { Worlds } from './worlds.ts';

/** How many other derivatives are asked for the layout of a note. */
const mostOthers = 8;

/** Decides the steps of a note under one reading. */
export class Decider {
  readonly meaning: Meaning;
  readonly worlds: Worlds;
  readonly judge: Judge;

  constructor(meaning: Meaning, budget: Budget, randomSeed: number) {
    this.meaning = meaning;
    this.worlds = new Worlds(meaning, budget, randomSeed);
    this.judge = new Judge(this.worlds, new Premises(this.worlds));
  }

  /** Decides what the steps that define something again are, unless that is known, and brings new meanings into force. Goes first, in order. */
  restated(step: Step, known: Decision | undefined): Decision {
    const decision = known ?? this.restatement(step);
    const { id } = decision.reason;
    if (id === 'new-or-wrong' && this.membersWith(step).length > 1) this.leaveOpen(step.definition as Definition);
    else if (id === 'says-redefinition' || id === 'new-or-wrong' || (id === 'says-restated' && this.isBroughtBack(step)))
      this.redefine(step.definition as Definition);
    return decision;
  }

  /** Whether a step says again what a name was, which has another meaning where it stands. */
  private isBroughtBack(step: Step): boolean {
    const { definition } = step;
    const inForce = definition && this.worlds.environmentOf(step)(definition.family);
    return inForce !== undefined && !this.hasSameText(inForce, step);
  }

  /** Brings those new meanings into force that were found for the same steps of the note before. */
  redefineAs({ meaning: { definitions } }: Decider): void {
    for (const { role, definition } of this.meaning.steps) {
      const known = definition && role === 'restatement' ? definitions.get(definition.family) : undefined;
      if (definition && known?.some(({ order }) => order === definition.order)) this.redefine(definition);
    }
  }

  private redefine(definition: Definition): void {
    const known = this.meaning.definitions.get(definition.family) ?? [];
    const ordered = [...known, definition].sort((a, b) => a.order - b.order);
    this.meaning.definitions.set(definition.family, ordered);
    this.worlds.renewed();
  }

  /** What an open claim becomes if it holds whatever its names stand for, once the reading is chosen. */
  settle({ verdict, unread }: Decision, step: Step): Decision | undefined {
    if (verdict !== 'undetermined' || step.role !== 'claim' || unread.length > 0) return undefined;
    return this.judge.whateverNames(step, step.lhs, step.rhs);
  }

  /** Leaves open what a name means from a definition on in its section. */
  private leaveOpen({ family, order, section }: Definition): void {
    this.meaning.unread.push({ family, order, section });
  }

  /** The steps that define the members of a family together with a step. */
  private membersWith({ definition }: Step): readonly Step[] {
    return this.meaning.steps.filter((other) => other.definition === definition);
  }

  private restatement(step: Step): Decision {
    const definition = step.definition as Definition;
    const name = partsOfKey(definition.family).base;
    const known = this.meaning.definitions.get(definition.family) ?? [];
    // One member after another.
    if (known.includes(definition)) return decided('definition', message('says-definition', { name }));
    if (known.some((other) => other.order !== step.order && this.hasSameText(other, step)))
      return decided('definition', message('says-restated', { name }));
    const found = this.claim(step, false);
    if (isTrue(found)) return found;
    const atPoint = this.atNamedPoint(step);
    if (atPoint) return atPoint;
    // Members of which some are what they were before: the others may be mistakes.
    if (this.membersWith(step).some((other) => other !== step && isTrue(this.claim(other, false))))
      return undetermined(message('new-or-wrong', { name }));
    if (definition.isCircular) return decided('definition', message('says-definition', { name }));
    // The name of a derivative, or of a step along one, stays that: what is said of it later is right or wrong.
    const open = known.filter((other) => isOpenIn(this.meaning.note.sections, other.section, definition.section));
    const isOther = definition.meaning.kind === 'formula' && !isAlongDerivative(definition);
    const why = once(() => this.claim(step));
    if (isOther && open.some(isAlongDerivative)) return why();
    const isClaimed = (isOther && open.some(isOppositePartial)) || (this.isConcluded(step) && !this.isOfOtherCase(step, known));
    if (isClaimed && why().verdict === 'mismatch') return why();
    if (known.some((other) => this.leavesOpen(step, other))) return undetermined(message('unbound-index'));
    if (known.some((other) => this.isRewritten(step, other)) && why().verdict === 'mismatch')
      return undetermined(message('new-or-wrong', { name }));
    return decided('definition', message('says-redefinition', { name }), { differs: found.differs === true });
  }

  /** Whether another name has been given a new meaning since the notes gave this one its last: what follows from that follows from something else. */
  private isOfOtherCase(step: Step, known: readonly Definition[]): boolean {
    const last = Math.max(...known.map(({ order }) => order).filter((order) => order < step.order));
    const isRenewed = (all: readonly Definition[]): boolean =>
      all.some(
        ({ order, section }) => last < order && order < step.order && isOpenIn(this.meaning.note.sections, section, step.chain.section),
      ) && all.some(({ order }) => order < last);
    return [...this.meaning.definitions.values()].some((all) => all !== known && isRenewed(all));
  }

  /** What becomes of a formula that is not the value of a function of the notes at a marked point; undefined where it may be that of another function. */
  private atNamedPoint(step: Step): Decision | undefined {
    const { lhs, rhs } = step;
    const environment = this.worlds.environmentOf(step);
    const inForce = lhs.kind === 'call' ? environment(lhs.fn) : undefined;
    const point = inForce && namedPoint(lhs, rhs, inForce);
    if (point === undefined || inForce === undefined) return undefined;
    if (!isOpenIn(this.meaning.note.sections, inForce.section, step.chain.section)) return undefined;
    const name = partsOfHead(lhs);
    if (point.isWritten) return undetermined(message('new-or-wrong', { name }));
    if (rhs.kind === 'ref' && environment(rhs.family) === undefined)
      return decided('definition', message('says-definition', { name: partsOfHead(rhs) }));
    const isKnown = environment(point.family) !== undefined;
    // `p(\hat x)` in other letters than those of `p(x)` may be another density.
    if (isKnown && !isOfLetters(rhs, inForce)) return undetermined(message('new-or-wrong', { name }));
    return isKnown ? this.claim(step) : undetermined(message('unknown-symbol', { name: partsOfKey(point.family).base }));
  }

  /** Whether words say of a new formula for a name that it follows from what was said before, of the same inputs. */
  private isConcluded(step: Step): boolean {
    const { note } = this.meaning;
    const span = step.chain.members[step.position]?.span;
    const { section, paragraph } = step.chain;
    const isSaid = note.sentences.some(
      (sentence) =>
        sentence.spans === span && sentence.section === section && paragraph - sentence.paragraph <= 1 && therefore.test(sentence.text),
    );
    if (!isSaid) return false;
    const [left, right] = [step.lhs, step.rhs].map((side) => this.worlds.leavesOf(step, side)) as [
      ReadonlySet<string>,
      ReadonlySet<string>,
    ];
    return left.size === right.size && [...left].every((family) => right.has(family));
  }

  /** A chain that ends in another number than the notes have just given the name in front of it (`∂f/∂x = y = 4` where `y = -4`). */
  private otherValue(step: Step): Decision | undefined {
    const value = constantOf(step.rhs);
    if (step.position === 1 || value === undefined || step.lhs.kind !== 'ref') return undefined;
    const name = print(step.lhs, this.worlds.letters);
    const isClaimed = this.meaning.steps.some(
      ({ chain, position, role }) => chain === step.chain && position === step.position - 1 && role === 'claim',
    );
    const [given] = this.meaning.steps
      .filter(
        ({ role, lhs, rhs, order }) =>
          role === 'definition' && order < step.order && constantOf(rhs) !== undefined && print(lhs, this.worlds.letters) === name,
      )
      .slice(-1);
    if (!isClaimed || given === undefined || !isInForce(this.worlds, step, [given.order])) return undefined;
    const known = constantOf(given.rhs) as number;
    if (Math.abs(known - value) <= (halfUnit(given.rhs) + halfUnit(step.rhs)) * (1 + 1e-9)) return undefined;
    const inNumbers = this.headInNumbers(step, this.meaning.members[step.chain.id]?.[0] as Expr);
    if (inNumbers) return inNumbers;
    return decided('mismatch', message('says-arithmetic', { value: known, shown: value }), {
      points: 1,
      numbers: { lhs: known, rhs: value },
    });
  }

  /** Decides any other step. */
  decide(step: Step): Decision {
    const decision = this.byRole(step);
    return decision.verdict === 'undetermined' && movesDown(step) ? decided('definition', message('says-update')) : decision;
  }

  private byRole(step: Step): Decision {
    switch (step.role) {
      case 'definition':
        return this.otherValue(step) ?? this.definition(step);
      case 'assumption':
        return decided('assumption', message('says-assumption'));
      case 'not-a-claim':
        return decided('not-a-claim', message('says-nothing'));
      case 'update':
        return updateVerdict(this.worlds, this.judge, step);
      default:
        return this.claim(step);
    }
  }

  private definition(step: Step): Decision {
    const { lhs, rhs, definition } = step;
    // `S_i = T - x_j`: which index was meant cannot be told.
    if (this.loose(lhs, rhs) && this.loose(rhs, lhs)) return undetermined(message('unbound-index'));
    const hole = holeIn(rhs);
    const name = definition ? partsOfKey(definition.family).base : partsOfHead(lhs);
    return decided('definition', name === '' ? message('says-assignment') : message('says-definition', { name }), {
      unread: hole ? [hole] : [],
    });
  }

  /** Whether a side has an index of the author's that the other lacks. */
  private loose(side: Expr, other: Expr): boolean {
    return this.lettersBeyond(side, other).length > 0;
  }

  private lettersBeyond(side: Expr, other: Expr): readonly string[] {
    const known = freeIndices(other);
    return [...freeIndices(side)]
      .filter((id) => !known.has(id))
      .map(this.worlds.letters)
      .filter((letter) => letter !== '');
  }

  /** `L = -\log p_k` beside `L = -\sum_k t_k \log p_k`: whether an index hangs free that another formula for the name sums over. */
  private leavesOpen({ lhs, rhs, chain }: Step, { meaning, section }: Definition): boolean {
    if (meaning.kind !== 'formula' || section !== chain.section) return false;
    const letters = this.lettersBeyond(rhs, lhs);
    return (
      letters.length > 0 && walk(meaning.body).some((node) => node.kind === 'reduce' && letters.includes(this.worlds.letters(node.index)))
    );
  }

  /** Whether a formula for a name is of the same inputs as one before it in the section, by a name that was brought in between: it may be meant as equal. */
  private isRewritten(step: Step, other: Definition): boolean {
    const { rhs, order, chain } = step;
    if (other.meaning.kind !== 'formula' || other.section !== chain.section || order < other.order) return false;
    const environment = this.worlds.environmentOf(step);
    const isParam = (family: FamilyKey): boolean => other.params?.some((param) => param.family === family) === true;
    const isNew = (family: FamilyKey): boolean =>
      (environment(family)?.order ?? -1) > other.order && environment(family)?.family !== other.family && !isParam(family);
    if (![...mentioned(rhs)].some(isNew)) return false;
    const [now, before] = [rhs, other.meaning.body].map((side) => this.worlds.leavesOf(step, side)) as [
      ReadonlySet<FamilyKey>,
      ReadonlySet<FamilyKey>,
    ];
    return now.size === before.size && [...now].every((family) => before.has(family));
  }

  /** The decision on a claim; why a side differs from the one before is found only if that is asked, or where the head of a chain may tell more. */
  private claim(step: Step, isWhyAsked = true): Decision {
    const { lhs, rhs, chain, position } = step;
    const head = this.meaning.members[chain.id]?.[0] as Expr;
    if (this.definesHead(step)) return decided('definition', message('says-restated', { name: partsOfHead(head) }));
    const hole = holeIn(rhs) ?? holeIn(lhs);
    if (lhs.kind === 'hole' && lhs.message.id === 'unread-dots') return decided('not-a-claim', message('says-nothing'));
    if (hole?.message.id === 'shapes-differ' && hole === rhs && !holeIn(lhs)) return this.misfit(step, hole.message);
    if (hole) return this.pastHole(step, hole, head);
    if (isNumeric(lhs) && isNumeric(rhs)) return this.numericOrHead(step, head);
    if (isOfNumbers(lhs) && isOfNumbers(rhs)) return this.numericEntries(step);
    if (this.statesSum(step)) return decided('assumption', message('says-assumption'));
    const agreed = isWhyAsked || position > 1 ? this.judge.decide(step, lhs, rhs) : this.judge.agreement(step, lhs, rhs);
    if (agreed === undefined) return undetermined(message('says-mismatch'));
    const decision = this.withOnes(step, agreed);
    if (decision.verdict === 'holds' && this.namesAdjoint(step))
      return decided('definition', message('says-definition', { name: partsOfHead(lhs) }));
    if (decision.verdict === 'mismatch' && this.isOfOtherLayout(step)) return undetermined(message('other-layout'));
    if (position === 1 || isTrue(decision)) return decision;
    const inNumbers = isNumeric(rhs) ? this.headInNumbers(step, head) : undefined;
    if (inNumbers) return inNumbers;
    if (decision.verdict !== 'mismatch' && decision.differs !== true) return decision;
    const back = this.judge.agreement(step, head, rhs);
    if (back?.verdict === 'holds') return { ...back, reason: message('says-came-back') };
    if (back?.verdict === 'holds-assuming') return back;
    // What stood before the slip may itself have no value that the head tells.
    const before = this.meaning.members[chain.id]?.[position - 2];
    if (before === undefined || before === head || holeIn(before)) return decision;
    const toBefore = this.judge.agreement(step, before, rhs);
    return toBefore?.verdict === 'holds' ? { ...toBefore, reason: message('says-came-back') } : decision;
  }

  /** The decision on a step between numbers; a wrong one may be what the head of its chain is, behind a slip. */
  private numericOrHead(step: Step, first: Expr): Decision {
    const decision = this.numeric(step);
    if (decision.verdict !== 'mismatch' || step.position === 1) return decision;
    const head = this.definedOf(step) ?? first;
    const back = isNumeric(head)
      ? this.numeric({ ...step, lhs: head })
      : (this.judge.agreement(step, head, step.rhs) ?? this.headInNumbers(step, head));
    return back && isTrue(back) ? { ...back, reason: message('says-came-back') } : decision;
  }

  /** What the chain of a step defines its head as, if it does so in front of the step before. */
  private definedOf({ chain, position }: Step): Expr | undefined {
    const first = position > 2 && this.meaning.steps.find((step) => step.chain === chain && step.position === 1);
    return first && first.role === 'definition' ? first.rhs : undefined;
  }

  /** A number behind a slip that is what the head works out to, whatever is shown for it. */
  private headInNumbers(step: Step, head: Expr): Decision | undefined {
    const { values } = this.judge;
    const from = head === this.definedOf(step) ? 2 : 1;
    const first = this.meaning.steps.find(({ chain, position }) => chain === step.chain && position === from);
    const worked = first?.role === 'claim' ? values.workOut(step, head, head) : undefined;
    const shown = worked && values.workOut(step, step.rhs)?.value;
    const isOwn = worked === undefined || worked.isClaimed || worked.orders.some((order) => step.chain.orders.includes(order));
    if (isOwn || shown === undefined) return undefined;
    const { value } = worked;
    const difference = Math.abs(value - shown);
    const verdict = difference <= 1e-12 * Math.abs(value) ? 'holds' : difference <= halfUnit(step.rhs) * (1 + 1e-9) ? 'rounded' : undefined;
    return verdict && decided(verdict, message('says-came-back'), { points: 1 });
  }

  /** Whether a derivative is right in the other layout, and neither words nor another one tell in which the note writes them. */
  private isOfOtherLayout(step: Step): boolean {
    if (!this.holdsTurned(step) || saysLayout(this.meaning.note)) return false;
    const isMatrix = ({ lhs, chain }: Step): boolean => this.meaning.lowered?.turned(chain.id, lhs) !== undefined;
    const others = this.meaning.steps.filter(
      (other) => other !== step && other.lhs.kind === 'partial' && other.chain.id !== step.chain.id && isMatrix(other),
    );
    return !others
      .slice(0, mostOthers)
      .some((other) => this.holdsTurned(other) === false && this.judge.agreement(other, other.lhs, other.rhs) !== undefined);
  }

  /** Whether a derivative equals the right side with rows and columns exchanged; undefined where it has none. */
  private holdsTurned({ lhs, rhs, chain, ...step }: Step): boolean | undefined {
    const { lowered } = this.meaning;
    const turned = lhs.kind === 'partial' ? lowered?.turned(chain.id, lhs) : undefined;
    if (turned === undefined || holeIn(rhs)) return undefined;
    return this.judge.agreement({ lhs, rhs, chain, ...step }, turned, rhs) !== undefined;
  }

  /** A right side whose shapes fit nothing: there are no values to compare, but another formula in its place may have some. */
  private misfit(step: Step, why: Message): Decision {
    const world = this.worlds.of(step);
    const scope = this.worlds.scopeOf(world, step.chain);
    const found = isRefusal(scope)
      ? {}
      : { case: { world, scope, mask: undefined, expected: step.lhs, written: step.rhs, comparison: nowhere } };
    return decided('mismatch', why, found);
  }

  /** A step that holds if a vector of ones that is written out is as long as it has to be. */
  private withOnes(step: Step, decision: Decision): Decision {
    const { lowered, note } = this.meaning;
    const side = [step.rhs, step.lhs].find((one) => lowered?.ones.has(one));
    const at = side && lowered?.ones.get(side)?.at;
    if (at === undefined || decision.verdict !== 'holds') return decision;
    const member = step.chain.members[side === step.rhs ? step.position : step.position - 1];
    const tex = `${note.spans[member?.span ?? 0]?.tex.slice(at.start, at.end) ?? ''} = \\mathbf{1}`;
    const premise: Premise = {
      id: `ones:${step.order}`,
      tex,
      reshape: new Map(),
      conditions: [],
      section: step.chain.section,
      order: step.order,
    };
    return { ...decision, verdict: 'holds-assuming', premises: [premise], reason: message('says-holds-assuming', { assumption: tex }) };
  }

  /** Whether a step gives one member of a family, which no open heading defines, as the name of a derivative (`\delta_1 = \partial E / \partial a_1`). */
  private namesAdjoint({ lhs, rhs, chain, position }: Step): boolean {
    if (position > 1 || lhs.kind !== 'ref' || rhs.kind !== 'partial') return false;
    const known = this.meaning.definitions.get(lhs.family) ?? [];
    return !known.some((other) => isOpenIn(this.meaning.note.sections, other.section, chain.section));
  }

  /** A step of which a side was not read: it may still equal the head of its chain. */
  private pastHole(step: Step, hole: Expr & { kind: 'hole' }, head: Expr): Decision {
    if (step.position === 1 || holeIn(step.rhs) || holeIn(head)) return undetermined(hole.message, [hole]);
    return this.judge.agreement(step, head, step.rhs) ?? undetermined(message('gap-before'), [hole]);
  }

  private numeric(step: Step): Decision {
    if (!this.isFixed(step)) return undetermined(message('needs-values'));
    const world = this.worlds.of(step);
    const scope = world.scope([]);
    const evaluate = (expr: Expr): number | undefined => {
      const node = isRefusal(scope) ? scope : world.evaluate(expr, scope);
      const values = isRefusal(node) ? node : attempt(() => world.tape.valueOf(node));
      return isRefusal(values) ? undefined : values[0];
    };
    const how = {
      isRough: step.sign === '\\approx',
      behind: flatMap([step.lhs, step.rhs], (side) => this.worlds.bodiesBehind(step, side)),
    };
    const found = numericVerdict(step.lhs, step.rhs, evaluate, how);
    if (found?.verdict === 'mismatch' && !this.isNatural(step)) {
      const others = inOtherBases(step.lhs).filter((lhs) => lhs !== step.lhs);
      const other = others.map((lhs) => numericVerdict(lhs, step.rhs, evaluate, how)).find((each) => each && each.verdict !== 'mismatch');
      if (other) return decided(other.verdict, other.reason, { points: 1 });
    }
    if (found?.verdict === 'mismatch' && isBetweenSlopes(step, evaluate)) return decided('holds', message('says-kink'), { points: 1 });
    if (found === undefined) return undetermined(message('unread'));
    if (found.verdict === 'mismatch' && this.hasGroups(step)) return undetermined(message('coarse-numbers'));
    return decided(found.verdict, found.reason, { points: 1, ...(found.verdict === 'mismatch' ? { numbers: found } : {}) });
  }

  /** `15{,}000`: whether a comma in a number may stand for the point or part its digits in groups. */
  private hasGroups({ chain, position }: Step): boolean {
    return [position - 1, position].some((at) => /[1-9]\d{0,2}(?:\{,\}\d{3})+(?!\d)/.test(this.worlds.texOf(chain, at)));
  }

  /** Vectors or matrices of numbers, entry by entry. */
  private numericEntries(step: Step): Decision {
    const { lhs, rhs } = step;
    const pairs =
      rhs.kind === 'list' ? [...entriesOf(rhs, lhs)] : [...entriesOf(lhs, rhs)].map(([entry, there]) => [there, entry] as const);
    const found = pairs.map(([right, left]) => this.numeric({ ...step, lhs: left, rhs: right }));
    const worst = ['mismatch', 'undetermined', 'rounded', 'holds'];
    const [first = undetermined(message('no-shapes'))] = found.sort((a, b) => worst.indexOf(a.verdict) - worst.indexOf(b.verdict));
    const isOpen = [lhs, rhs].some((side) => walk(this.meaning.lowered?.sources.get(side)?.source ?? side).some(isVaguelyMultiplied));
    return first.verdict === 'mismatch' && isOpen ? undetermined(message('strained-reading')) : first;
  }

  /** Whether the left side of a step names the natural logarithm as such. */
  private isNatural({ chain, position }: Step): boolean {
    return /(?<![A-Za-z])ln(?![A-Za-z])/.test(this.worlds.texOf(chain, position - 1));
  }

  /** Whether the notes say in front of a step what the functions in it are, and what is open in their formulas makes no difference. */
  private isFixed(step: Step): boolean {
    const environment = this.worlds.environmentOf(step);
    const { definitions, note } = this.meaning;
    const isInForce = (definition: Definition): boolean =>
      isOpenIn(note.sections, definition.section, step.chain.section) ||
      (definitions.get(definition.family)?.length === 1 && definition.order < step.order && !definition.isPrivate);
    return [step.lhs, step.rhs].every((side) => {
      if (this.worlds.leavesOf(step, side).size > 0 && !isSameEverywhere(this.worlds, step, side)) return false;
      return flatMap([side, ...this.worlds.bodiesBehind(step, side)], (body) => walk(body)).every((node) => {
        const definition = node.kind === 'call' ? environment(node.fn) : undefined;
        if (node.kind !== 'call' || (definition === undefined && isStandard(node.fn))) return true;
        return definition !== undefined && definition.meaning.kind !== 'unreadable' && isInForce(definition);
      });
    });
  }

  private hasSameText(definition: Definition, step: Step): boolean {
    const first = this.meaning.steps.find((other) => other.definition === definition);
    return first !== undefined && this.textOf(first) === this.textOf(step);
  }

  /** The right side as written, without spaces. */
  private textOf({ chain, position }: Step): string {
    const member = chain.members[position];
    const tex = member && this.meaning.note.spans[member.span]?.tex.slice(member.range.start, member.range.end);
    return tex?.replace(/\\[,;:! ]|\s/g, '') ?? '';
  }

  /** Whether the right side is the member that defines the chain's head (`E = A E = A`). */
  private definesHead(step: Step): boolean {
    if (step.position === 1) return false;
    return this.meaning.steps.some((other) => {
      const given = other.definition?.meaning;
      return (
        other.chain === step.chain &&
        other.position < step.position &&
        other.role !== 'restatement' &&
        given?.kind === 'formula' &&
        given.body === step.rhs
      );
    });
  }

  /** Whether a step says what a leaf sums to, which is given and not claimed. */
  private statesSum({ lhs, rhs, position }: Step): boolean {
    const long = position === 1 && constantOf(rhs) === 1 ? normOf(lhs) : undefined;
    if (long !== undefined) return !this.meaning.definitions.has(long);
    const unit = position === 1 ? orthonormality(lhs, rhs) : undefined;
    if (unit) return !this.meaning.definitions.has(unit.family);
    return (
      position === 1 &&
      constantOf(rhs) !== undefined &&
      lhs.kind === 'reduce' &&
      lhs.body.kind === 'ref' &&
      !this.meaning.definitions.has(lhs.body.family)
    );
  }
}

const therefore = phrase('therefore');

/** Whether a definition gives the name of a derivative, or says by `\Delta w` how a variable changes along one. */
function isAlongDerivative({ family, meaning }: Definition): boolean {
  if (meaning.kind !== 'formula') return false;
  return meaning.body.kind === 'partial' || (isChange(family) && walk(meaning.body).some(({ kind }) => kind === 'partial'));
}

/** Whether factors are joined by a sign that may mean a product of any kind between matrices, or a convolution. */
function isVaguelyMultiplied(node: Expr): boolean {
  return (
    node.kind === 'multiply' &&
    (node.signs?.some((sign) => sign === '*' || sign === '\\times' || sign === '\\circ' || sign === '\\otimes') ?? false)
  );
}

/** Whether a name is defined as a derivative with the sign turned, as a force is. */
function isOppositePartial({ meaning }: Definition): boolean {
  return meaning.kind === 'formula' && meaning.body.kind === 'negate' && meaning.body.of.kind === 'partial';
}

function partsOfHead(head: Expr): string {
  return head.kind === 'ref' ? partsOfKey(head.family).base : head.kind === 'call' ? partsOfKey(head.fn).base : '';
}

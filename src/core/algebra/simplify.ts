import type { Comparison, Condition, Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk, withChildren, withTerm } from '../expr/expr.ts';
import { functions } from '../functions/index.ts';
import type { Book } from './book.ts';
import { built, number, priceOf } from './build.ts';
import { keyOf, termKey } from './key.ts';
import { logisticByName, type NamedRule, productRulesFor, rulesFor } from './named.ts';
import { type Atom, type Factor, Known, Ring, type Sum, sumKey, Term, without } from './normal.ts';
import { generalPower, isGeneral } from './powers.ts';
import { exactly, Inexact, isOne, minusOne, one } from './rational.ts';
import { type Effort, NotDerivable } from './refusal.ts';

/** The functions that are quotients of others. */
const quotients = functions.flatMap(({ name, quotient }) => (quotient ? [{ name, quotient }] : []));

/** How many terms a product may be multiplied out to. */
const mostTerms = 48;
/** How often one form is improved on. */
const mostRounds = 6;
/** How long a sum may be that is taken off another one in one with it. */
const longestMerged = 8;
/** How many rules of names are tried on one formula. */
const mostRules = 24;

/**
 * The forms of a formula, and the one that a person would write. Every step is an equality wherever the formulas around exist; which of
 * the equal forms is taken is a matter of cost alone.
 *
 * Shapes: a formula keeps its free indices, or loses those that it does not depend on.
 * Errors: `NotDerivable` where a part is not understood or the work is used up, `Inexact` where a fraction grows too large.
 */
export class Simplifier {
  readonly known: Known;
  readonly ring: Ring;
  private readonly book: Book;
  private forms = new WeakMap<Expr, Sum>();
  private bests = new Map<string, Sum>();
  /** The best forms without the names of the notes, which are those with them where no name has a place. */
  private plainest: ReadonlyMap<string, Sum> = new Map();
  private named: readonly NamedRule[] = [];
  private rules: readonly NamedRule[] = [];

  constructor(book: Book, effort: Effort) {
    this.book = book;
    this.known = new Known();
    this.ring = new Ring(this.known, effort, built);
  }

  /** Takes in a formula that exists wherever what is simplified does. */
  learn(expr: Expr): void {
    const part = (of: Expr, isPositive: boolean): void => {
      for (const { atom } of this.ring.together(this.existing(of)).factors.values()) this.known.learn(atom, isPositive);
    };
    for (const node of walk(expr)) {
      if (node.kind === 'add') this.learnTurn(node);
      if (node.kind === 'divide' && node.denominator.kind !== 'number') part(node.denominator, false);
      if (node.kind === 'power' && (isNegative(node.exponent) || (!isNumeral(node.exponent) && isGeneral(node.base, node.exponent))))
        part(node.base, false);
      // A root below a line is not zero, and so is positive what it is the root of.
      if (node.kind === 'divide')
        for (const inner of walk(node.denominator))
          if (inner.kind === 'apply' && inner.fn === 'sqrt' && inner.args[0]) this.positive(inner.args[0]);
      if (node.kind === 'apply' && (node.fn === 'log' || node.fn === 'log2' || node.fn === 'log10') && node.args[0])
        this.positive(node.args[0]);
    }
  }

  /** Takes in with which sign a difference is written. */
  private learnTurn(expr: Expr): void {
    const sum = this.normal(expr);
    if (sum.length < 2 || !sum.some(({ coefficient }) => coefficient.above < 0)) return;
    const { content, rest } = this.ring.content(sum);
    this.known.learnTurn(rest, content.coefficient.above < 0 ? -1 : 1);
  }

  /** Takes in that a formula is positive; of a product of several only that none of them is zero. */
  private positive(of: Expr): void {
    const { factors } = this.ring.together(this.existing(of));
    for (const { atom } of factors.values()) this.known.learn(atom, factors.size === 1);
  }

  /** A formula that is not zero. Errors: `NotDerivable` where it is. */
  private existing(of: Expr): Sum {
    const sum = this.normal(of);
    if (sum.length === 0) throw new NotDerivable('derive-undefined');
    return sum;
  }

  /** Takes in the definitions by whose names parts of formulas are called. */
  name(rules: readonly NamedRule[]): void {
    this.named = rules;
    this.plainest = this.bests;
    this.known.keep();
    this.start();
  }

  /** Starts on something new: of what was found before only what was taken in stays, so that no answer depends on what else was asked. */
  start(): void {
    this.ring.effort.renew();
    this.known.forget();
    this.rules = [...this.named, ...this.logistic].slice(0, mostRules);
    this.forms = new WeakMap();
    this.bests = new Map();
  }

  /** What a definition lets be written shorter. */
  rulesOf(name: Expr & { kind: 'ref' | 'call' }, head: readonly IndexId[], body: Expr): readonly NamedRule[] {
    return rulesFor(name, head, this.normal(body), this.ring, this.known);
  }

  /** The same of a product that is only taken as a whole. */
  productRules(name: Expr & { kind: 'ref' | 'call' }, head: readonly IndexId[], body: Expr): readonly NamedRule[] {
    return productRulesFor(name, head, this.normal(body), this.ring);
  }

  /** What lets the logistic function be written by its name, where the notes have one. */
  private get logistic(): readonly NamedRule[] {
    return this.book.logistic ? [logisticByName(this.book.logistic, this.ring, this.known)] : [];
  }

  /** A formula with the names of some rules in it, not arranged any further; undefined where there is no place for them. */
  by(rules: readonly NamedRule[], expr: Expr): Expr | undefined {
    const before = this.normal(expr);
    const after = rules.reduce((sum, rule) => rule.apply(sum) ?? sum, before);
    return after === before ? undefined : built(after);
  }

  /** The form of a formula that a person would write. */
  simplify(expr: Expr): Expr {
    return built(this.best(this.normal(expr)));
  }

  /** A formula without the zeros and ones that rules leave, and not arranged any further. */
  tidy(expr: Expr): Expr {
    return built(this.normal(expr));
  }

  /** A formula without the deltas that are factors of it, and these. */
  withoutDeltas(expr: Expr): { readonly rest: Expr; readonly deltas: readonly (Expr & { readonly kind: 'delta' })[] } {
    const sum = this.normal(expr);
    if (sum.length === 0) return { rest: number(0), deltas: [] };
    const term = this.ring.together(sum);
    const deltas: (Expr & { kind: 'delta' })[] = [];
    let rest = term;
    for (const factor of term.factors.values()) {
      if (factor.atom.expr.kind !== 'delta' || factor.exponent !== 1) continue;
      deltas.push(factor.atom.expr);
      rest = without(rest, factor);
    }
    return { rest: built([rest]), deltas };
  }

  /** A formula as a sum of products. */
  normal(expr: Expr): Sum {
    let form = this.forms.get(expr);
    if (form === undefined) {
      form = this.form(expr);
      this.forms.set(expr, form);
    }
    return form;
  }

  private form(expr: Expr): Sum {
    const { ring } = this;
    ring.effort.spend();
    switch (expr.kind) {
      case 'number': {
        const exact = exactly(expr.value, expr.decimals);
        return exact ? ring.number(exact) : ring.atom(expr);
      }
      case 'add':
        return ring.add(...expr.terms.map((term) => this.normal(term)));
      case 'negate':
        return ring.negate(this.normal(expr.of));
      case 'multiply':
        return this.settled(expr.factors.map((factor) => this.normal(factor)).reduce((a, b) => ring.multiply(a, b)));
      case 'divide':
        return this.settled(ring.multiply(this.normal(expr.numerator), this.inverse(this.normal(expr.denominator))));
      case 'power':
        return this.powerOf(expr);
      case 'apply':
        return this.applied(expr);
      case 'reduce':
        if (expr.op === 'sum') {
          const listed = overList(expr);
          return listed ? this.normal(listed) : this.sumOver(expr);
        }
        return ring.atom({ ...expr, body: this.simplify(expr.body) });
      case 'delta':
        return this.deltaOf(expr);
      case 'indicator': {
        const { condition } = expr;
        if (condition.kind === 'index-relation' && condition.relation === '=')
          return this.deltaOf({ kind: 'delta', left: condition.left, right: condition.right });
        const isTrue = condition.kind === 'index-relation' ? truthOf(condition) : undefined;
        return isTrue === undefined ? ring.atom(expr) : isTrue ? ring.number(one) : [];
      }
      case 'cases': {
        const branches = expr.branches.map((branch) => ({ ...branch, value: this.simplify(branch.value) }));
        const [first, ...rest] = branches.map(({ value }) => this.normal(value));
        if (first && rest.every((other) => sumKey(other) === sumKey(first)) && branches.some(({ condition }) => !condition)) return first;
        return ring.atom({ ...expr, branches });
      }
      case 'call':
        return ring.atom({ ...expr, args: expr.args.map((arg) => this.simplify(arg)) });
      case 'list':
        return ring.atom({ ...expr, items: expr.items.map((item) => this.simplify(item)) });
      case 'array':
      case 'matrix':
        return ring.atom({ ...expr, body: this.simplify(expr.body) });
      case 'ref':
      case 'position':
      case 'partial':
      case 'at':
        return ring.atom(expr);
      case 'tensor':
        throw new NotDerivable('derive-shapes');
      case 'hole':
        throw new NotDerivable(expr.message.id, expr.message.params);
    }
  }

  private inverse(sum: Sum): Sum {
    if (sum.length === 0) throw new NotDerivable('derive-undefined');
    return this.ring.power(sum, -1);
  }

  private powerOf({ base, exponent }: Expr & { kind: 'power' }): Sum {
    const { ring } = this;
    const by = this.normal(exponent);
    const fixed = by.length === 0 ? { above: 0, below: 1 } : by.length === 1 && by[0]?.factors.size === 0 ? by[0].coefficient : undefined;
    const of = this.normal(base);
    if (fixed?.below === 1) {
      if (of.length === 0 && fixed.above <= 0) throw new NotDerivable('derive-undefined');
      return this.settled(fixed.above === 0 ? ring.number(one) : ring.power(of, fixed.above));
    }
    if (fixed?.below === 2)
      return this.settled(ring.power(ring.atom({ kind: 'apply', fn: 'sqrt', args: [built(this.best(of))], order: 0 }), fixed.above));
    const [best, sum] = [this.best(of), this.best(by)];
    const [inside, above] = [built(best), built(sum)];
    if (fixed || !isGeneral(inside, above)) return ring.atom({ kind: 'power', base: inside, exponent: above });
    return this.settled(generalPower(best, inside, ring.add(...sum.map((term) => this.opened([term], isOpenable) ?? [term])), ring));
  }

  private applied(expr: Expr & { kind: 'apply' }): Sum {
    const { ring } = this;
    const [first, ...rest] = expr.args.map((arg) => this.best(this.normal(arg)));
    if (first === undefined) return ring.atom(expr);
    const make = (arg: Sum): Sum => ring.atom({ ...expr, args: [built(arg), ...rest.map(built)] });
    if (expr.order > 0) return make(first);
    switch (expr.fn) {
      case 'exp':
        if (first.length === 0) return ring.number(one);
        return this.isTurned(first) ? ring.power(make(ring.negate(first)), -1) : make(first);
      case 'log':
        if (first.length === 1 && first[0]?.factors.size === 0 && isOne(first[0].coefficient)) return [];
        return make(first);
      case 'abs':
        return this.isTurned(first) ? make(ring.negate(first)) : make(first);
      case 'sign':
        return this.isTurned(first) ? ring.negate(make(ring.negate(first))) : make(first);
      case 'step':
        return this.indicatorOf(first);
      default:
        return make(first);
    }
  }

  /** One where a sum is positive; of a minimum with a number that is large enough, where the other part is. */
  private indicatorOf(sum: Sum): Sum {
    const { ring } = this;
    const fixed = sum.find(({ factors }) => factors.size === 0);
    const [moving, ...others] = sum.filter((term) => term !== fixed);
    const [only, ...more] = moving?.factors.values() ?? [];
    const expr = only?.atom.expr;
    const sign = moving?.coefficient.above ?? 0;
    const isEdge = expr?.kind === 'apply' && expr.fn === (0 < sign ? 'min' : 'max') && only?.exponent === 1;
    if (moving && isEdge && others.length === 0 && more.length === 0 && expr.kind === 'apply') {
      for (const [edge, other] of [expr.args, [...expr.args].reverse()] as (readonly [Expr, Expr])[]) {
        const at = ring.add(ring.scale(this.normal(edge), moving.coefficient), fixed ? [fixed] : []);
        const isInside = at.length === 1 && at[0]?.factors.size === 0 && 0 < at[0].coefficient.above;
        if (isInside) return this.indicatorOf(ring.add(ring.scale(this.normal(other), moving.coefficient), fixed ? [fixed] : []));
      }
    }
    return ring.atom({ kind: 'indicator', condition: positivity(sum, ring) });
  }

  /** Whether a sum is the negative of how it is written. */
  private isTurned(sum: Sum): boolean {
    if (sum.length === 0) return false;
    const { coefficient } = sum.length === 1 ? (sum[0] as Term) : this.ring.content(sum).content;
    return coefficient.above < 0;
  }

  private deltaOf({ left, right }: Expr & { kind: 'delta' }): Sum {
    if (termKey(left) === termKey(right)) return this.ring.number(one);
    if (left.kind === 'value' && right.kind === 'value') return [];
    return this.ring.atom({ kind: 'delta', left, right });
  }

  /** A root times itself is what it is a root of, and a size times its sign the number itself: both exist wherever the one did. */
  private settled(sum: Sum): Sum {
    const [term] = sum;
    if (sum.length !== 1 || term === undefined) return sum;
    const { ring } = this;
    for (const factor of term.factors.values()) {
      const { expr } = factor.atom;
      const arg = expr.kind === 'apply' && expr.order === 0 ? expr.args[0] : undefined;
      if (expr.kind !== 'apply' || arg === undefined) continue;
      if ((expr.fn === 'sqrt' || expr.fn === 'abs') && 2 <= Math.abs(factor.exponent)) {
        const pairs = Math.trunc(factor.exponent / 2);
        const inside = ring.power(this.normal(arg), expr.fn === 'sqrt' ? pairs : 2 * pairs);
        const others = without(term, factor);
        return this.settled(ring.multiply(ring.multiply([others], inside), ring.atom(expr, factor.exponent - 2 * pairs)).map(plainly));
      }
      const parts = expr.fn === 'max' ? expr.args : expr.fn === 'relu' ? [number(0), arg] : [];
      const gate = 1 <= factor.exponent ? this.gateOf(term, parts) : undefined;
      if (gate) return this.settled([without(term, gate)]);
      const sign = expr.fn === 'abs' && factor.exponent === 1 ? signOf(term, arg) : undefined;
      const own = expr.fn === 'sign' && factor.exponent === 1 ? this.wholeOf(term, arg) : undefined;
      if (own) {
        const rest = without(without(term, factor), own);
        const lower = 1 < own.exponent ? new Term(one, new Map([[own.atom.key, { ...own, exponent: own.exponent - 1 }]])) : new Term(one);
        return this.settled(
          ring.multiply([ring.multiplyTerms(rest, lower)], ring.atom({ kind: 'apply', fn: 'abs', args: [arg], order: 0 })),
        );
      }
      if (sign) return this.settled(ring.multiply([without(without(term, factor), sign)], this.normal(arg)));
    }
    return sum;
  }

  /** A formula as a factor of a term. */
  private wholeOf({ factors }: Term, expr: Expr): Factor | undefined {
    const [only, ...others] = this.ring.together(this.normal(expr)).factors.values();
    const found = only && others.length === 0 && only.exponent === 1 ? factors.get(only.atom.key) : undefined;
    return found && 0 < found.exponent ? found : undefined;
  }

  /** The condition in a term that a maximum with zero is positive, which it is in itself. */
  private gateOf({ factors }: Term, args: readonly Expr[]): Factor | undefined {
    const other = args.find((arg) => !(arg.kind === 'number' && arg.value === 0));
    if (args.length !== 2 || other === undefined || args.every((arg) => arg === other)) return undefined;
    const key = keyOf({ kind: 'indicator', condition: positivity(this.normal(other), this.ring) });
    return [...factors.values()].find(({ atom, exponent }) => exponent === 1 && atom.key === key);
  }

  /** A sum over an index: what does not depend on it goes in front, and a Kronecker delta picks the one term that it leaves. */
  private sumOver(expr: Expr & { kind: 'reduce' }): Sum {
    const { ring } = this;
    const { index } = expr;
    const inner = this.withDeltasOut(this.best(this.normal(expr.body)), index);
    const parts: Sum[] = [];
    const groups = new Map<string, { front: Term; inside: Term[] }>();
    const left: Term[] = [];
    for (const term of inner) {
      const picked = this.picked(expr, term);
      if (picked !== undefined) parts.push(picked);
      else left.push(term);
    }
    if (1 < left.length && this.isCounted(expr, left)) return ring.add(...parts, this.summed(expr, left));
    for (const term of left) {
      const { front, inside } = apart(term, index);
      const isCount = inside.factors.size === 0 && inner.length > 1;
      const key = isCount ? '' : front.monomial;
      const shared = isCount ? new Term(one) : front.withCoefficient(one);
      const group = groups.get(key) ?? { front: shared, inside: [] as Term[] };
      group.inside.push(isCount ? term : inside.withCoefficient(term.coefficient));
      groups.set(key, group);
    }
    for (const { front, inside } of groups.values()) parts.push(ring.multiply([front], this.summed(expr, ring.add(inside))));
    return ring.add(...parts);
  }

  /** Whether a sum by itself of some of the terms would be how many values its index has, for which the notes have no name. */
  private isCounted(expr: Expr & { kind: 'reduce' }, terms: Sum): boolean {
    return terms.some((term) => apart(term, expr.index).inside.factors.size === 0) && this.countOf(expr) === undefined;
  }

  /** What a sum leaves of a term with a delta on its index. */
  private picked(expr: Expr & { kind: 'reduce' }, term: Term): Sum | undefined {
    const { index } = expr;
    for (const factor of term.factors.values()) {
      const by = factor.exponent === 1 ? partner(factor.atom.expr, index) : undefined;
      if (by === undefined) continue;
      const limits = this.limitsAt(expr, by);
      if (limits === undefined) continue;
      const body = withTerm(built([without(term, factor)]), index, by);
      return limits.reduce((sum, condition) => this.ring.multiply(sum, this.normal({ kind: 'indicator', condition })), this.normal(body));
    }
    return undefined;
  }

  /** Under which conditions a value of an index is among those that a sum runs over. */
  private limitsAt({ index, bounds, conditions }: Expr & { kind: 'reduce' }, by: IndexTerm): readonly Condition[] | undefined {
    const limits = conditions.map((condition) => at(condition, index, by));
    if (this.book.isWhole(index, bounds)) return limits;
    // What is shifted may lie beyond an end that leaves nothing out.
    const isShifted = by.kind === 'index' && by.shift !== 0;
    const { lower, upper } = (isShifted ? undefined : this.book.edges(index, bounds)) ?? bounds;
    if (lower?.kind === 'size' || upper?.kind === 'size') return undefined;
    if (lower) limits.push(shiftless({ kind: 'index-relation', relation: '≥', left: by, right: lower }));
    if (upper) limits.push(shiftless({ kind: 'index-relation', relation: '≤', left: by, right: upper }));
    return limits.filter((condition) => !this.isAlways(condition));
  }

  /** Whether a bound leaves out no value of an index. */
  private isAlways(condition: Condition): boolean {
    if (condition.kind !== 'index-relation' || condition.left.kind !== 'index' || condition.left.shift !== 0) return false;
    const { left, relation, right } = condition;
    if (right.kind !== 'value' || (relation !== '≥' && relation !== '≤')) return false;
    const end = relation === '≥' ? 'lower' : 'upper';
    const edges = this.book.edges(left.id, { [end]: right });
    return edges !== undefined && edges[end] === undefined;
  }

  private summed(expr: Expr & { kind: 'reduce' }, body: Sum): Sum {
    const { ring } = this;
    if (body.length === 0) return [];
    const { content, rest } = body.length === 1 ? { content: body[0] as Term, rest: ring.number(one) } : ring.content(body);
    const { front, inside } = apart(content, expr.index);
    const limit = this.limitIn(expr, inside);
    if (limit) {
      const narrowed = { ...expr, conditions: [...expr.conditions, limit.condition] };
      return this.summed(narrowed, ring.multiply([front], ring.multiply([without(inside, limit.factor)], rest)));
    }
    const left = ring.multiply([inside], rest);
    const count = left.length === 1 && left[0]?.factors.size === 0 ? this.countOf(expr) : undefined;
    if (count) return ring.multiply(ring.multiply([front], left), count);
    if (this.rules.some((rule) => rule.isOne?.(expr, left))) return [front];
    return ring.multiply([front], ring.atom({ ...expr, body: built(left) }));
  }

  /** `[j \neq i]` in a sum over `j`, `[(i, j) \in E]`: which members of the range it leaves out can be said below its sign. */
  private limitIn({ index, bounds }: Expr & { kind: 'reduce' }, term: Term): { factor: Factor; condition: Condition } | undefined {
    if (!this.book.isWhole(index, bounds)) return undefined;
    for (const factor of term.factors.values()) {
      const { expr } = factor.atom;
      if (factor.exponent !== 1 || expr.kind !== 'indicator' || !freeIndices(expr).has(index)) continue;
      const { condition } = expr;
      const isOrder = condition.kind === 'index-relation' && condition.relation !== '=';
      if (isOrder || isMembership(condition)) return { factor, condition };
    }
    return undefined;
  }

  /** How many values an index runs over, where the notes have a name for that. */
  private countOf({ bounds: { lower, upper }, conditions }: Expr & { kind: 'reduce' }): Sum | undefined {
    if (conditions.length > 0 || lower?.kind !== 'value' || lower.value !== 1 || upper?.kind !== 'size' || upper.of) return undefined;
    return this.ring.atom({ kind: 'ref', family: upper.name, slots: [] });
  }

  /** A sum with the brackets opened that have a delta on an index in them. */
  private withDeltasOut(sum: Sum, index: IndexId): Sum {
    const hasDelta = (part: Sum): boolean =>
      part.some(({ factors }) =>
        [...factors.values()].some(({ atom }) => partner(atom.expr, index) !== undefined || (atom.sum !== undefined && hasDelta(atom.sum))),
      );
    return this.opened(sum, ({ atom, exponent }) => exponent === 1 && atom.sum !== undefined && hasDelta(atom.sum)) ?? sum;
  }

  /** A sum with some brackets multiplied out; undefined where that makes too many terms. */
  private opened(sum: Sum, which: (factor: Factor) => boolean): Sum | undefined {
    const { ring } = this;
    if (!sum.some(({ factors }) => some(factors, which))) return sum;
    const parts: Sum[] = [];
    for (const term of sum) {
      const chosen = [...term.factors.values()].filter(which);
      if (chosen.length === 0) {
        parts.push([term]);
        continue;
      }
      let product: Sum = [chosen.reduce(without, term)];
      for (const { atom, exponent } of chosen)
        for (let n = 0; n < exponent; n++) {
          product = ring.distribute(product, atom.sum as Sum);
          if (mostTerms < product.length) return undefined;
        }
      parts.push(
        this.opened(
          product.flatMap((inner) => this.settled([inner])),
          which,
        ) ?? product,
      );
    }
    const all = ring.add(...parts);
    return mostTerms < all.length ? undefined : all;
  }

  /** The best of the forms of a sum. */
  best(sum: Sum): Sum {
    const key = sumKey(sum);
    let found = this.bests.get(key);
    if (found === undefined) {
      // While it is worked out, it is the best of itself.
      this.bests.set(key, sum);
      found = this.plainBest(key, sum) ?? this.improved(sum);
      this.bests.set(key, found);
    }
    return found;
  }

  private plainBest(key: string, sum: Sum): Sum | undefined {
    const found = this.plainest.get(key);
    if (found === undefined) return undefined;
    const hasPlace = (of: Sum): boolean => of.some(hasReduction) || this.rules.some((rule) => rule.apply(of) !== undefined);
    return hasPlace(found) || (found !== sum && hasPlace(sum)) ? undefined : found;
  }

  private improved(sum: Sum): Sum {
    if (this.ring.effort.isScarce) return sum;
    let best = sum;
    let cost = priceOf(sum);
    for (let round = 0; round < mostRounds; round++) {
      const before = cost;
      try {
        for (const other of this.candidates(best)) {
          if (this.ring.effort.isScarce) return best;
          const price = priceOf(other);
          this.ring.effort.spend(4 + (price >> 4));
          if (price < cost - 1e-9) [best, cost] = [other, price];
        }
      } catch (error) {
        // A form with numbers that are too long is none to look at.
        if (!(error instanceof Inexact)) throw error;
      }
      if (before <= cost) break;
    }
    return best;
  }

  private *candidates(sum: Sum): Generator<Sum> {
    if (sum.length < 2 && (sum[0]?.factors.size ?? 0) < 2 && this.rules.length === 0) return;
    yield* this.arranged(sum);
    const open = this.opened(sum, isOpenable);
    if (open && open !== sum) yield* this.arranged(open);
    const whole = this.overOne(sum);
    if (whole) yield* this.arranged(whole);
    const shares = this.pushedIn(sum);
    if (shares) yield* this.arranged(shares);
    const through = this.dividedThrough(sum);
    if (through) yield* this.arranged(through);
    const quotients = this.withQuotients(sum);
    if (quotients) yield* this.arranged(quotients);
    const cleared = this.cleared(sum);
    if (cleared) yield* this.arranged(cleared);
    const below = this.openedBelow(sum);
    if (below) yield below;
    const rooted = this.withRootsAbove(sum);
    if (rooted) yield* this.arranged(rooted);
    const merged = this.merged(sum);
    if (merged) yield* this.arranged(merged);
    const split = this.rules.length > 0 ? this.split(open ?? sum) : undefined;
    const deeper = this.deeper(sum);
    if (deeper) yield* this.arranged(deeper);
    for (const [base, rule] of (split ? [sum, split] : [sum]).flatMap((base) => this.rules.map((rule) => [base, rule] as const))) {
      const shorter = rule.apply(base);
      if (shorter === undefined || !(rule.isSafe || this.isNoWider(shorter, sum))) continue;
      const settled = this.ring.add(...shorter.map((term) => this.settled([term])));
      yield* this.arranged(settled);
      const opened = this.opened(settled, isOpenable);
      if (opened) yield* this.arranged(opened);
      const fraction = this.overOne(settled);
      if (fraction) yield* this.arranged(fraction);
    }
  }

  /** A sum as it is, with what all its terms have in common in front, and with what most of them have in common. */
  private *arranged(sum: Sum): Generator<Sum> {
    yield sum;
    if (sum.length < 2) return;
    // What has nothing in common is written in brackets as it is without.
    const parts = this.ring.content(sum);
    if (parts.rest !== sum) yield [this.ring.inBrackets(parts)];
    if (2 < sum.length) for (const grouped of this.grouped(sum)) yield grouped;
  }

  /** Terms that share a factor in one bracket, for each factor that several have. */
  private *grouped(sum: Sum): Generator<Sum> {
    const counts = new Map<string, number>();
    for (const { factors } of sum) for (const [key, { exponent }] of factors) if (0 < exponent) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const [key, count] of counts) {
      if (count < 2 || count === sum.length) continue;
      const inside = sum.filter(({ factors }) => (factors.get(key)?.exponent ?? 0) > 0);
      yield this.ring.add(
        [this.ring.together(inside)],
        sum.filter((term) => !inside.includes(term)),
      );
    }
  }

  /** A sum over an index with what stands below it brought inside, where its terms may have a name. */
  private pushedIn(sum: Sum): Sum | undefined {
    const { ring } = this;
    let isFound = false;
    const parts = sum.map((term): Sum => {
      const factors = [...term.factors.values()];
      const over = factors.find(({ atom: { expr }, exponent }) => exponent === 1 && expr.kind === 'reduce' && expr.op === 'sum');
      const below = factors.filter(({ exponent }) => exponent < 0);
      if (over?.atom.expr.kind !== 'reduce' || below.length === 0 || this.rules.length === 0) return [term];
      isFound = true;
      const rest = below.reduce(without, without(term, over));
      const denominator = new Term(one, new Map(below.map((factor) => [factor.atom.key, factor])));
      const body: Expr = { kind: 'multiply', factors: [over.atom.expr.body, built([denominator])] };
      return ring.multiply([rest], this.normal({ ...over.atom.expr, body }));
    });
    return isFound ? ring.add(...parts) : undefined;
  }

  /** `e^x / (1 + e^x)` as `1 / (1 + e^{-x})`; undefined where there is nothing like it. */
  private dividedThrough(sum: Sum): Sum | undefined {
    const { ring } = this;
    let isFound = false;
    const terms = sum.map((term): Sum => {
      const factors = [...term.factors.values()];
      const below = factors.find(({ atom, exponent }) => exponent < 0 && atom.sum?.length === 2);
      const top = factors.find(({ atom: { expr }, exponent }) => expr.kind === 'apply' && expr.fn === 'exp' && exponent !== 0);
      if (!below?.atom.sum || !top || below.exponent !== -Math.abs(top.exponent)) return [term];
      // `e^a / (e^a + e^b)` is as it should be.
      if (below.atom.sum.every((part) => part.factors.size > 0)) return [term];
      const by = new Term(one, new Map([[top.atom.key, { ...top, exponent: -Math.sign(top.exponent) }]]));
      if (!below.atom.sum.some((part) => part.factors.get(top.atom.key)?.exponent === Math.sign(top.exponent))) return [term];
      isFound = true;
      return ring.multiply(
        [without(without(term, below), top)],
        ring.power([...ring.distribute(below.atom.sum, [by])].reverse(), below.exponent),
      );
    });
    return isFound ? ring.add(...terms) : undefined;
  }

  /** `\sinh u / \cosh u` as `\tanh u`, which exists where that does; undefined where there is nothing like it. */
  private withQuotients(sum: Sum): Sum | undefined {
    const { ring } = this;
    let isFound = false;
    const inTerm = (term: Term): Sum => {
      for (const { atom, exponent } of term.factors.values()) {
        const { expr } = atom;
        if (0 <= exponent || expr.kind !== 'apply' || expr.order > 0) continue;
        for (const { name, quotient } of quotients) {
          const above = quotient[1] === expr.fn ? term.factors.get(keyOf({ ...expr, fn: quotient[0] })) : undefined;
          const times = Math.min(above?.exponent ?? 0, -exponent);
          if (above === undefined || times <= 0) continue;
          isFound = true;
          const rest = new Map(term.factors)
            .set(atom.key, { atom, exponent: exponent + times })
            .set(above.atom.key, { ...above, exponent: above.exponent - times });
          return ring.multiply([plainly(new Term(term.coefficient, rest))], ring.atom({ ...expr, fn: name }, times));
        }
      }
      return [term];
    };
    const terms = sum.map(inTerm);
    return isFound ? ring.add(...terms) : undefined;
  }

  /** A sum without fractions in its brackets; undefined where there are none. */
  private cleared(sum: Sum): Sum | undefined {
    const { ring } = this;
    if (!sum.some(({ factors }) => some(factors, ({ atom }) => atom.sum?.some(isFraction) === true))) return undefined;
    let isFound = false;
    const terms = sum.map((term): Sum => {
      let result: Sum = [new Term(term.coefficient)];
      for (const [key, { atom, exponent }] of term.factors) {
        const fraction = atom.sum ? this.overOne(atom.sum) : undefined;
        isFound ||= fraction !== undefined;
        const factor = fraction ?? [new Term(one, new Map([[key, { atom, exponent: 1 }]]))];
        if (factor.length === 0) return [];
        result = ring.multiply(result, ring.power(factor, exponent));
      }
      return result;
    });
    return isFound ? ring.add(...terms) : undefined;
  }

  /** A sum with brackets below its lines multiplied out: `(1 + x) (1 - x)` as `1 - x^2`; undefined where no line has two. */
  private openedBelow(sum: Sum): Sum | undefined {
    const { ring } = this;
    const isBelow = ({ atom, exponent }: Factor): boolean => atom.sum?.length === 2 && exponent === -1;
    let isFound = false;
    const terms = sum.map((term): Sum => {
      const [first, second, ...more] = [...term.factors.values()].filter(isBelow);
      if (!first?.atom.sum || !second?.atom.sum || more.length > 0) return [term];
      const product = ring.distribute(first.atom.sum, second.atom.sum);
      if (2 < product.length || product.length === 0) return [term];
      isFound = true;
      return ring.multiply([without(without(term, first), second)], ring.power(product, -1));
    });
    return isFound ? ring.add(...terms) : undefined;
  }

  /** `1 / \sqrt{u}` as `\sqrt{u} / u`, which exists where that does, of a product or quotient `u`; undefined where there is none. */
  private withRootsAbove(sum: Sum): Sum | undefined {
    const { ring } = this;
    const isBelow = ({ atom: { expr }, exponent }: Factor): boolean =>
      exponent === -1 &&
      expr.kind === 'apply' &&
      expr.fn === 'sqrt' &&
      (expr.args[0]?.kind === 'divide' || expr.args[0]?.kind === 'multiply');
    if (!sum.some(({ factors }) => some(factors, isBelow))) return undefined;
    const terms = sum.map((term): Sum => {
      const root = [...term.factors.values()].find(isBelow);
      const arg = root?.atom.expr.kind === 'apply' ? root.atom.expr.args[0] : undefined;
      if (root === undefined || arg === undefined) return [term];
      // What is divided by a root of is not zero where this exists.
      for (const { atom } of ring.together(this.normal(arg)).factors.values()) this.known.learn(atom, false);
      const above = ring.multiply([without(term, root)], ring.atom(root.atom.expr));
      return ring.multiply(above, ring.power(this.normal(arg), -1));
    });
    return ring.add(...terms);
  }

  /** A sum with the best forms in its brackets; undefined where that changes nothing. */
  private deeper(sum: Sum): Sum | undefined {
    const { ring } = this;
    const isBetter = ({ atom }: Factor): boolean => atom.sum !== undefined && this.best(atom.sum) !== atom.sum;
    if (!sum.some(({ factors }) => some(factors, isBetter))) return undefined;
    const terms = sum.map((term): Sum => {
      const brackets = [...term.factors.values()].filter(({ atom }) => atom.sum !== undefined);
      if (brackets.length === 0) return [term];
      let result: Sum = [brackets.reduce(without, term)];
      for (const { atom, exponent } of brackets) {
        const inside = this.best(atom.sum as Sum);
        if (inside.length === 0) return [];
        result = ring.multiply(result, ring.power(inside, exponent));
      }
      return result;
    });
    return ring.add(...terms);
  }

  /** Two sums over one range as a sum of both; undefined where there are none. */
  private merged(sum: Sum): Sum | undefined {
    const { ring } = this;
    const over = (term: Term): { factor: Factor; expr: Expr & { kind: 'reduce' } } | undefined => {
      for (const factor of term.factors.values())
        if (factor.exponent === 1 && factor.atom.expr.kind === 'reduce' && factor.atom.expr.op === 'sum')
          return { factor, expr: factor.atom.expr };
      return undefined;
    };
    for (const [n, first] of sum.entries()) {
      const lead = over(first);
      if (lead === undefined) continue;
      for (const second of sum.slice(n + 1)) {
        const two = over(second);
        if (two === undefined) continue;
        const range = (expr: Expr & { kind: 'reduce' }): string => keyOf({ ...expr, body: number(1) });
        const fronts = [without(first, lead.factor), without(second, two.factor)] as const;
        if (!this.book.isAlike(lead.expr.index, two.expr.index)) continue;
        if (range(lead.expr) !== range(two.expr) || fronts[0].monomial !== fronts[1].monomial) continue;
        // A long sum that is taken off another one reads better by itself.
        const isTaken = fronts[0].coefficient.above * fronts[1].coefficient.above < 0;
        if (isTaken && [lead.expr, two.expr].some(({ body }) => longestMerged < walk(body).length)) continue;
        const body = withTerm(two.expr.body, two.expr.index, { kind: 'index', id: lead.expr.index, shift: 0 });
        const scaled = [[fronts[0].coefficient, lead.expr.body] as const, [fronts[1].coefficient, body] as const];
        const inside = ring.add(...scaled.map(([coefficient, part]) => ring.scale(this.normal(part), coefficient)));
        const both = ring.multiply([fronts[0].withCoefficient(one)], this.normal({ ...lead.expr, body: built(inside) }));
        return ring.add(
          both,
          sum.filter((term) => term !== first && term !== second),
        );
      }
    }
    return undefined;
  }

  /** A sum with its sums over indices taken apart term by term; undefined where there is none of several terms. */
  private split(sum: Sum): Sum | undefined {
    const { ring } = this;
    let isFound = false;
    const terms = sum.map((term): Sum => {
      const over = [...term.factors.values()].find(
        ({ atom: { expr }, exponent }) => exponent === 1 && expr.kind === 'reduce' && expr.op === 'sum',
      );
      const expr = over?.atom.expr;
      if (over === undefined || expr?.kind !== 'reduce') return [term];
      const inside = this.opened(this.normal(expr.body), isOpenable) ?? [];
      if (inside.length < 2 || this.isCounted(expr, inside)) return [term];
      isFound = true;
      const parts = inside.map((part) => this.summed(expr, [part]));
      return ring.distribute([without(term, over)], ring.add(...parts));
    });
    return isFound ? ring.add(...terms) : undefined;
  }

  /** Whether all that a form divides by is known not to be zero, or was divided by before. */
  private isNoWider(sum: Sum, before: Sum): boolean {
    const known = new Set(divisorsOf(before).map(({ key }) => key));
    return divisorsOf(sum).every((atom) => known.has(atom.key) || this.known.isNonzero(atom));
  }

  /** A sum over one denominator; undefined where it has none. */
  private overOne(sum: Sum): Sum | undefined {
    if (sum.length < 2) return undefined;
    const { ring } = this;
    const below = new Map<string, Factor>();
    for (const { factors } of sum)
      for (const [key, factor] of factors)
        if (factor.exponent < 0 && factor.exponent < (below.get(key)?.exponent ?? 0)) below.set(key, factor);
    if (below.size === 0) return undefined;
    const denominator = new Term(one, below);
    const inverse = ring.power([denominator], -1);
    if ([...below.values()].some(({ atom }) => !this.known.isNonzero(atom))) return undefined;
    const numerator = this.ring.add(...sum.map((term) => ring.multiply([term], inverse)));
    const open = this.opened(numerator, isOpenable) ?? numerator;
    if (open.length === 0) return [];
    const [top] = [numerator, open, [ring.together(open)]].sort((a, b) => priceOf(a) - priceOf(b));
    return ring.multiply(top as Sum, [denominator]);
  }
}

/** A sum over the items of lists, term by term; undefined where it is of anything else too. */
function overList({ index, bounds, conditions, body }: Expr & { kind: 'reduce' }): Expr | undefined {
  if (conditions.length > 0 || bounds.lower || bounds.upper) return undefined;
  const isOver = (node: Expr): node is Expr & { kind: 'list' } =>
    node.kind === 'list' && node.index.kind === 'index' && node.index.id === index && node.index.shift === 0;
  const [first, ...others] = walk(body).filter(isOver);
  if (first === undefined || others.some(({ items }) => items.length !== first.items.length)) return undefined;
  const at = (expr: Expr, n: number): Expr => (isOver(expr) ? (expr.items[n] as Expr) : withChildren(expr, (part) => at(part, n)));
  const terms = first.items.map((_, n) => at(body, n));
  return terms.some((term) => freeIndices(term).has(index)) ? undefined : { kind: 'add', terms };
}

function some(factors: Term['factors'], which: (factor: Factor) => boolean): boolean {
  for (const factor of factors.values()) if (which(factor)) return true;
  return false;
}

/** Whether a term has a sum over an index, in brackets too. */
function hasReduction({ factors }: Term): boolean {
  return some(factors, ({ atom }) => (atom.sum ? atom.sum.some(hasReduction) : atom.expr.kind === 'reduce'));
}

function isFraction({ factors }: Term): boolean {
  return some(factors, ({ exponent }) => exponent < 0);
}

/** What a sum divides by, inside of its brackets too. */
function divisorsOf(sum: Sum): readonly Atom[] {
  return sum.flatMap(({ factors }) =>
    [...factors.values()].flatMap(({ atom, exponent }) => [...(exponent < 0 ? [atom] : []), ...(atom.sum ? divisorsOf(atom.sum) : [])]),
  );
}

function isOpenable({ atom, exponent }: Factor): boolean {
  return atom.sum !== undefined && 0 < exponent && exponent <= 3;
}

function plainly(term: Term): Term {
  return new Term(term.coefficient, new Map([...term.factors].filter(([, { exponent }]) => exponent !== 0)));
}

function signOf({ factors }: Term, arg: Expr): Factor | undefined {
  return [...factors.values()].find(
    ({ atom: { expr }, exponent }) => exponent === 1 && expr.kind === 'apply' && expr.fn === 'sign' && expr.args[0] === arg,
  );
}

const free = new WeakMap<Expr, ReadonlySet<IndexId>>();

/** The free indices of a formula, kept for atoms, which are asked often. */
function indicesIn(expr: Expr): ReadonlySet<IndexId> {
  let found = free.get(expr);
  if (found === undefined) {
    found = freeIndices(expr);
    free.set(expr, found);
  }
  return found;
}

/** A term as what does not depend on an index times what does. */
function apart({ coefficient, factors }: Term, index: IndexId): { readonly front: Term; readonly inside: Term } {
  const front = new Map<string, Factor>();
  const inside = new Map<string, Factor>();
  for (const [key, factor] of factors) (indicesIn(factor.atom.expr).has(index) ? inside : front).set(key, factor);
  return { front: new Term(coefficient, front), inside: new Term(one, inside) };
}

/** What an index equals by a delta. */
function partner(expr: Expr, index: IndexId): IndexTerm | undefined {
  if (expr.kind !== 'delta') return undefined;
  for (const [own, other] of [
    [expr.left, expr.right],
    [expr.right, expr.left],
  ] as const) {
    if (own.kind !== 'index' || own.id !== index || (other.kind === 'index' && other.id === index)) continue;
    if (own.shift === 0) return other;
    if (other.kind === 'index') return { ...other, shift: other.shift - own.shift };
    if (other.kind === 'value') return { ...other, value: other.value - own.shift };
  }
  return undefined;
}

/** `(i, j) \in E` */
function isMembership(condition: Condition): boolean {
  return condition.kind === 'relation' && condition.left.kind === 'ref' && condition.left.family.startsWith('set(');
}

function at(condition: Condition, index: IndexId, by: IndexTerm): Condition {
  const moved = withTerm({ kind: 'indicator', condition }, index, by);
  return moved.kind === 'indicator' ? moved.condition : condition;
}

/** `i + 1 ≥ 2` as `i ≥ 1`. */
function shiftless(condition: Condition & { readonly kind: 'index-relation' }): Condition {
  const { left, right } = condition;
  if (left.kind !== 'index' || right.kind !== 'value') return condition;
  return { ...condition, left: { ...left, shift: 0 }, right: { ...right, value: right.value - left.shift } };
}

/** The condition that a sum is positive, as a comparison of what is added with what is taken off. */
function positivity(sum: Sum, ring: Ring): Condition {
  const scaled = sum.length === 1 && sum[0] ? [sum[0].withCoefficient(0 < sum[0].coefficient.above ? one : minusOne)] : sum;
  const above = scaled.filter(({ coefficient }) => 0 < coefficient.above);
  const below = ring.negate(scaled.filter(({ coefficient }) => coefficient.above < 0));
  if (above.length === 0) return { kind: 'relation', relation: '<', left: built(below), right: number(0) };
  return { kind: 'relation', relation: '>', left: built(above), right: built(below) };
}

/** Whether a relation of indices is true whatever their values are; undefined where these tell. */
function truthOf({ relation, left, right }: Condition & { readonly kind: 'index-relation' }): boolean | undefined {
  const isSame = termKey(left) === termKey(right);
  if (!isSame && (left.kind !== 'value' || right.kind !== 'value')) return undefined;
  const order = isSame || left.kind !== 'value' || right.kind !== 'value' ? 0 : Math.sign(left.value - right.value);
  return orders[relation].includes(order);
}

/** The signs that a difference may have where a relation is true. */
const orders: Readonly<Record<Comparison, readonly number[]>> = { '=': [0], '≠': [-1, 1], '<': [-1], '≤': [-1, 0], '>': [1], '≥': [0, 1] };

/** Whether an exponent is a number: whatever the base is, the power is one of that number alone. */
function isNumeral(exponent: Expr): boolean {
  return walk(exponent).every(({ kind }) => kind === 'number' || kind === 'negate' || kind === 'divide');
}

function isNegative(exponent: Expr): boolean {
  return exponent.kind === 'negate' || (exponent.kind === 'number' && exponent.value < 0);
}

import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Book, Given } from './book.ts';
import { number } from './build.ts';
import type { Calculus } from './calculus.ts';
import { Differentiator, runningIn, type Variable } from './differentiate.ts';
import { type Effort, NotDerivable } from './refusal.ts';
import { refreshed, renamed, withFamily, withParts } from './rename.ts';

/** How deep definitions may lead into each other. */
const deepest = 24;

/** What is known of names that nothing defines. */
export interface Unknowns {
  /** What changes a name that is some function of others: a sum of these, each times a slope that is given. */
  unknown(family: FamilyKey): Expr | undefined;
}

/**
 * Writes out what a formula says in short: derivatives are worked out, and, where that is asked for (`isFull`), names replaced by their
 * formulas. The free indices of a formula stay.
 */
export class Speller {
  private readonly book: Book & Unknowns;
  private readonly calculus: Calculus;
  private readonly effort: Effort;
  private readonly isFull: boolean;
  private readonly bodies = new Map<FamilyKey, Expr>();
  private readonly underWay = new Set<FamilyKey>();

  constructor(book: Book & Unknowns, calculus: Calculus, effort: Effort, isFull: boolean) {
    this.book = book;
    this.calculus = calculus;
    this.effort = effort;
    this.isFull = isFull;
  }

  /** A formula without derivatives, of inputs alone if it is to be full. Errors: `NotDerivable` where something cannot be written out. */
  spelled(expr: Expr, depth = 0): Expr {
    if (deepest < depth) throw new NotDerivable('derive-too-large');
    const { book } = this;
    const inner = (part: Expr): Expr => this.spelled(part, depth + 1);
    this.effort.spend();
    switch (expr.kind) {
      case 'ref':
        if (book.isClosed(expr.family)) throw new NotDerivable('derive-unread');
        return (this.isFull ? this.member(expr.family, withParts(expr, inner) as typeof expr) : undefined) ?? withParts(expr, inner);
      case 'partial':
        return inner(this.derivative(expr));
      case 'apply':
        return 0 < expr.order && expr.args.length === 1 ? inner(this.primed(expr)) : withParts(expr, inner);
      case 'call':
        return this.called(withParts(expr, inner) as typeof expr, inner);
      case 'at':
      case 'tensor':
        throw new NotDerivable('derive-unread');
      case 'hole':
        throw new NotDerivable(expr.message.id, expr.message.params);
      default:
        return withParts(expr, inner);
    }
  }

  private member(family: FamilyKey, { slots }: { readonly slots: readonly IndexTerm[] }): Expr | undefined {
    const given = this.book.given(family);
    if (given === undefined || given.params !== undefined) return undefined;
    let body = this.bodies.get(family);
    if (body === undefined) {
      if (this.underWay.has(family)) throw new NotDerivable('derive-unread');
      this.underWay.add(family);
      body = this.spelled(given.body);
      this.underWay.delete(family);
      this.bodies.set(family, body);
    }
    return this.moved(body, given.head, slots);
  }

  /** A formula at other indices. */
  private moved(body: Expr, head: readonly IndexId[], slots: readonly IndexTerm[]): Expr {
    if (head.length !== slots.length) throw new NotDerivable('derive-unread');
    const all = walk(body);
    this.effort.spend(all.length);
    const isBounded = all.some(({ kind, ...node }) => {
      const { lower, upper } = kind === 'reduce' ? (node as Expr & { kind: 'reduce' }).bounds : {};
      return lower?.kind === 'index' || upper?.kind === 'index';
    });
    // A bound is a number or an index.
    if (isBounded && slots.some(({ kind }) => kind !== 'index' && kind !== 'value')) throw new NotDerivable('derive-unread');
    return refreshed(renamed(body, head, slots), this.book.fresh);
  }

  private derivative({ of, wrt }: Expr & { kind: 'partial' }): Expr {
    if (wrt.kind !== 'ref') throw new NotDerivable('derive-unread');
    const differentiator = this.by(wrt);
    // Where nothing leads from the one to the other the notes may mean more than they say.
    if (!differentiator.reaches(of)) throw new NotDerivable('derive-independent');
    this.checkParts(of);
    return differentiator.of(of) ?? number(0);
  }

  private by(variable: Variable): Differentiator {
    const { calculus, effort } = this;
    const given = (family: FamilyKey): Given | undefined => this.book.given(family) ?? this.unknown(family);
    const book: Book = { ...this.book, given };
    return new Differentiator({ book, calculus, effort, settle: (derivative) => derivative }, variable);
  }

  private unknown(family: FamilyKey): Given | undefined {
    const body = this.book.unknown(family);
    return body && { family, head: [], body };
  }

  /** What is defined apart at single points has a derivative there that its pieces do not tell; and of an unknown loss only first derivatives are known. */
  private checkParts(of: Expr): void {
    const seen = new Set<FamilyKey>();
    let [isDerived, isUnknown] = [false, false];
    const visit = (expr: Expr): void => {
      for (const node of walk(expr)) {
        isDerived ||= node.kind === 'partial';
        const conditions = node.kind === 'cases' ? node.branches.map(({ condition }) => condition) : [];
        if (conditions.some((condition) => condition?.kind === 'relation' && /[=≠]/.test(condition.relation)))
          throw new NotDerivable('derive-unread');
        const family = node.kind === 'ref' ? node.family : node.kind === 'call' ? node.fn : undefined;
        if (family === undefined || seen.has(family)) continue;
        seen.add(family);
        if (this.book.isClosed(family)) throw new NotDerivable('derive-unread');
        const given = this.book.given(family);
        isUnknown ||= given === undefined && this.book.unknown(family) !== undefined;
        if (given) visit(given.body);
      }
    };
    visit(of);
    if (isDerived && isUnknown) throw new NotDerivable('derive-unread');
  }

  /** A function of the notes at its arguments; one that they never fix stays. */
  private called(call: Expr & { kind: 'call' }, inner: (part: Expr) => Expr): Expr {
    const { book } = this;
    const { fn, args, order, slots } = call;
    if (book.isClosed(fn)) throw new NotDerivable('derive-unread');
    const standard = book.standard(fn);
    if (standard !== undefined) {
      const applied: Expr & { kind: 'apply' } = { kind: 'apply', fn: standard, args, order };
      return 0 < order ? inner(this.primed(applied)) : applied;
    }
    const given = book.given(fn);
    if (given === undefined || (!this.isFull && order === 0)) return call;
    if (this.underWay.has(fn)) throw new NotDerivable('derive-unread');
    this.underWay.add(fn);
    const found = inner(this.appliedTo(given, args, slots, order));
    this.underWay.delete(fn);
    return found;
  }

  private appliedTo(given: Given, args: readonly Expr[], slots: readonly IndexTerm[], order: number): Expr {
    const { params, head, body } = given;
    if (params === undefined || params.length !== args.length) throw new NotDerivable('derive-unread');
    const [param, ...others] = params;
    if (param === undefined) throw new NotDerivable('derive-unread');
    if (param.slots.length > 0) return this.alongArgument(given, args, slots, order);
    if (params.some((one) => one.slots.length > 0) || (0 < order && 0 < others.length)) throw new NotDerivable('derive-unread');
    if (0 < order) this.checkParts(body);
    const apart = params.map((_, n): Variable => ({ kind: 'ref', family: `*^${n}|0`, slots: [] }));
    let held = params.reduce((whole, { family }, n) => withFamily(whole, family, () => apart[n] as Expr), body);
    for (let n = 0; n < order; n++) held = this.by(apart[0] as Variable).of(held) ?? number(0);
    const there = this.moved(held, head, slots);
    return apart.reduce((whole, { family }, n) => withFamily(whole, family, () => args[n] as Expr), there);
  }

  /** `f(z_k) = …` at some member: its formula there. */
  private alongArgument({ params = [], head, body }: Given, args: readonly Expr[], slots: readonly IndexTerm[], order: number): Expr {
    const [param, ...others] = params;
    const [arg] = args;
    const [slot] = param?.slots ?? [];
    const running = arg && runningIn(arg);
    if (
      !param ||
      others.length > 0 ||
      order > 0 ||
      slot === undefined ||
      param.slots.length > 1 ||
      arg === undefined ||
      running === undefined
    )
      throw new NotDerivable('derive-unread');
    const there = this.moved(body, [slot, ...head], [{ kind: 'index', id: running, shift: 0 }, ...slots]);
    return withFamily(there, param.family, (inner) => renamed(arg, [running], inner));
  }

  /** A function of the table with primes at its argument. */
  private primed({ fn, args, order }: Expr & { kind: 'apply' }): Expr {
    const at: Variable = { kind: 'ref', family: '*^|0', slots: [] };
    let slope: Expr = { kind: 'apply', fn, args: [at], order: 0 };
    for (let n = 0; n < order; n++) slope = this.by(at).of(slope) ?? number(0);
    return withFamily(slope, at.family, () => args[0] as Expr);
  }
}

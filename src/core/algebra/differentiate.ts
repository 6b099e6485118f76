import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk, withChildren } from '../expr/expr.ts';
import type { Book, Given } from './book.ts';
import { number } from './build.ts';
import type { Calculus } from './calculus.ts';
import { closed, type Effort, NotDerivable } from './refusal.ts';
import { refreshed, renamed, withFamily } from './rename.ts';

/** What is differentiated by: one member of a family. */
export type Variable = Expr & { readonly kind: 'ref' };

/** How deep definitions may lead into each other. */
const deepest = 40;
/** How many primes a function may come to have. */
const mostPrimes = 4;

/** What else a derivation needs of its surroundings. */
export interface Means {
  readonly book: Book;
  readonly calculus: Calculus;
  readonly effort: Effort;
  /** The form of the derivative of a name, to be put in wherever the name stands. */
  readonly settle: (derivative: Expr, name: Expr, given: Given) => Expr;
}

/**
 * Derivatives in index notation by one variable. Names stay in values and are followed in derivatives: the derivative of `y^2` is
 * `2 y` times that of the formula of `y`. Every rule for a kind of formula is here; those of functions are in their records, and those of
 * sums, products, quotients and powers of scalars are those of mathjs.
 *
 * Shapes: a derivative has the free indices of what is differentiated and those of the variable; a member by a member of one family is a
 * product of Kronecker deltas. Where several members are the largest or smallest, the slopes of all of them are added.
 * Errors: `NotDerivable` where a part has no rule, is not understood, or is too large.
 * Source: Laue, Mitterreiter and Giesen, Computing Higher Order Derivatives of Matrix and Tensor Expressions, NeurIPS 2018, for index
 * notation in the place of matrix notation.
 */
export class Differentiator {
  readonly means: Means;
  private readonly by: Variable;
  private readonly reaching = new Map<FamilyKey, boolean>();
  private readonly dependent = new WeakMap<Expr, boolean>();
  private following = 0;
  private readonly families = new Map<FamilyKey, Expr | undefined>();
  private depth = 0;

  constructor(means: Means, by: Variable) {
    this.means = means;
    this.by = by;
  }

  /** The derivative of a formula, unsimplified; undefined where nothing in it depends on the variable. */
  of(expr: Expr): Expr | undefined {
    const { book, effort } = this.means;
    effort.spend();
    if (!this.reaches(expr)) return undefined;
    switch (expr.kind) {
      case 'number':
      case 'position':
      case 'delta':
      case 'indicator':
        return undefined;
      case 'power':
      case 'add':
      case 'negate':
      case 'multiply':
      case 'divide':
        return this.scalar(expr);
      case 'ref':
        if (expr.family === this.by.family) return same(expr.slots, this.by.slots);
        return this.ofMember(expr.family, expr.slots);
      case 'apply':
        return this.ofFunction(expr.fn, expr.args, expr, expr.order);
      case 'call': {
        const standard = book.standard(expr.fn);
        if (standard !== undefined) return this.ofFunction(standard, expr.args, { ...expr, order: 0 }, expr.order);
        return this.ofCall(expr);
      }
      case 'reduce':
        return this.ofReduction(expr);
      case 'cases': {
        const branches = expr.branches.map((branch) => ({ ...branch, value: this.of(branch.value) ?? number(0) }));
        return { kind: 'cases', branches };
      }
      case 'list':
        return { kind: 'list', index: expr.index, items: expr.items.map((item) => this.of(item) ?? number(0)) };
      case 'matrix':
        return this.ofMatrix(expr);
      case 'partial': {
        if (expr.wrt.kind !== 'ref') throw new NotDerivable('derive-unread');
        const inner = new Differentiator(this.means, expr.wrt).of(expr.of);
        return inner && this.of(inner);
      }
      case 'tensor':
      case 'array':
      case 'at':
        throw new NotDerivable('derive-unread');
      case 'hole':
        throw new NotDerivable(expr.message.id, expr.message.params);
    }
  }

  /** Whether a formula depends on the variable. */
  reaches(expr: Expr): boolean {
    let known = this.dependent.get(expr);
    if (known === undefined) {
      known = walk(expr).some((node) => {
        if (node.kind === 'ref') return this.isReached(node.family);
        return node.kind === 'call' && (this.isReached(node.fn) || this.means.book.isBelow(node.fn, this.by.family));
      });
      // While a definition is followed, whether it leads back is not known yet.
      if (this.following === 0) this.dependent.set(expr, known);
    }
    return known;
  }

  private isReached(family: FamilyKey): boolean {
    if (family === this.by.family) return true;
    let known = this.reaching.get(family);
    if (known === undefined) {
      this.reaching.set(family, false);
      const given = this.means.book.given(family);
      this.following++;
      known = given !== undefined && this.reaches(given.body);
      this.following--;
      this.reaching.set(family, known);
    }
    return known;
  }

  /** Sums, products, quotients and powers: by mathjs, times what each part brings along. */
  private scalar(written: Expr): Expr | undefined {
    const expr = withoutRoots(written);
    if (!scalars.has(expr.kind)) return this.of(expr);
    const linear = this.ofLinear(expr);
    if (linear) return linear;
    const terms = this.means.calculus
      .partials(expr, (part) => !this.reaches(part))
      .flatMap(([part, partial]) => product(partial, this.of(part)));
    return { kind: 'add', terms };
  }

  /** The derivative of sums of products of which the variable itself is a factor: the other factors in the order of their author; undefined of anything else. */
  private ofLinear(expr: Expr): Expr | undefined {
    switch (expr.kind) {
      case 'ref':
        return expr.family === this.by.family ? same(expr.slots, this.by.slots) : undefined;
      case 'negate': {
        const of = this.ofLinear(expr.of);
        return of && { kind: 'negate', of };
      }
      case 'divide': {
        const numerator = this.reaches(expr.denominator) ? undefined : this.ofLinear(expr.numerator);
        return numerator && { kind: 'divide', numerator, denominator: expr.denominator };
      }
      case 'add': {
        const terms = expr.terms.filter((term) => this.reaches(term)).map((term) => this.ofLinear(term));
        return terms.includes(undefined) ? undefined : { kind: 'add', terms: terms as Expr[] };
      }
      case 'multiply': {
        const { factors } = expr;
        const moving = factors.flatMap((factor, at) => (this.reaches(factor) ? [at] : []));
        const terms = moving.map((at): Expr | undefined => {
          const slope = this.ofLinear(factors[at] as Expr);
          return slope && { kind: 'multiply', factors: factors.map((factor, n) => (n === at ? slope : factor)) };
        });
        return terms.includes(undefined) ? undefined : { kind: 'add', terms: terms as Expr[] };
      }
      default:
        return undefined;
    }
  }

  /** A member of a family that the notes define. */
  private ofMember(family: FamilyKey, slots: readonly IndexTerm[]): Expr | undefined {
    const { book, effort } = this.means;
    if (book.isClosed(family)) throw closed(book, family);
    const given = book.given(family);
    if (given === undefined) return undefined;
    if (!this.families.has(family)) {
      if (deepest < ++this.depth) throw new NotDerivable('derive-too-large');
      const raw = this.of(given.body);
      this.depth--;
      const name: Expr = { kind: 'ref', family, slots: given.head.map(plain) };
      this.families.set(family, raw && this.means.settle(raw, name, given));
    }
    const derivative = this.families.get(family);
    if (derivative === undefined) return undefined;
    effort.spend(walk(derivative).length);
    return refreshed(renamed(derivative, given.head, slots), book.fresh);
  }

  private ofFunction(name: string, args: readonly Expr[], out: Expr, order: number): Expr {
    const { calculus } = this.means;
    const partials = calculus.ofFunction(name, args, { ...out, order: 0 } as Expr);
    if (partials === undefined || mostPrimes < order) throw new NotDerivable('derive-unknown-function', { name });
    if (name === 'log' && order === 0) {
      const slope = this.ofLogarithm(args[0] as Expr);
      if (slope) return slope;
    }
    // A function with primes is differentiated as what it is: the derivative of the function without them.
    if (order > 0) return this.of(this.primed(name, args, out, order)) ?? number(0);
    return { kind: 'add', terms: args.flatMap((arg, at) => product(partials[at] as Expr, this.of(arg))) };
  }

  /** The derivative of the logarithm of a product over an index, or of one times other things: that of a sum of logarithms; undefined of any other formula. */
  private ofLogarithm(expr: Expr): Expr | undefined {
    const body = this.writtenOut(expr);
    return factorsOf(body).some((factor) => factor.kind === 'reduce' && factor.op === 'product') ? this.logarithmic(body) : undefined;
  }

  /** A name by its formula. */
  private writtenOut(expr: Expr): Expr {
    const { book } = this.means;
    const given =
      expr.kind === 'ref' && expr.family !== this.by.family && !book.isClosed(expr.family) ? book.given(expr.family) : undefined;
    return given && expr.kind === 'ref' && given.params === undefined
      ? refreshed(renamed(given.body, given.head, expr.slots), book.fresh)
      : expr;
  }

  /** The derivative of a formula over itself: each factor has its own, and what is not zero as a whole is so in none of them. */
  private logarithmic(expr: Expr): Expr {
    const slope = (part: Expr): Expr => (this.reaches(part) ? this.logarithmic(part) : number(0));
    switch (expr.kind) {
      case 'multiply':
        return { kind: 'add', terms: expr.factors.map(slope) };
      case 'divide':
        return { kind: 'add', terms: [slope(expr.numerator), { kind: 'negate', of: slope(expr.denominator) }] };
      case 'power':
        if (this.reaches(expr.exponent)) break;
        return { kind: 'multiply', factors: [expr.exponent, slope(expr.base)] };
      case 'reduce':
        if (expr.op !== 'product') break;
        return { ...expr, op: 'sum', body: slope(expr.body) };
      case 'apply':
        if (expr.fn !== 'exp' || expr.order > 0) break;
        return this.of(expr.args[0] as Expr) ?? number(0);
    }
    return { kind: 'divide', numerator: this.of(expr) ?? number(0), denominator: expr };
  }

  private primed(name: string, args: readonly Expr[], out: Expr, order: number): Expr {
    const { book, calculus, effort } = this.means;
    const [first] = calculus.ofFunction(name, args, { ...out, order: 0 } as Expr) ?? [];
    if (first === undefined || args.length !== 1) throw new NotDerivable('derive-unknown-function', { name });
    if (order === 1) return first;
    const at: Variable = { kind: 'ref', family: '*^|0', slots: [] };
    const moved = this.primed(name, [at], { kind: 'apply', fn: name, args: [at], order: 0 }, order - 1);
    effort.spend();
    const derivative = new Differentiator({ ...this.means, book }, at).of(moved) ?? number(0);
    return withFamily(derivative, at.family, () => args[0] as Expr);
  }

  /** A function of the notes, or one that they never fix. */
  private ofCall(expr: Expr & { kind: 'call' }): Expr | undefined {
    const { book } = this.means;
    const given = book.given(expr.fn);
    if (book.isClosed(expr.fn)) throw closed(book, expr.fn);
    if (given === undefined) {
      if (book.isBelow(expr.fn, this.by.family)) throw new NotDerivable('derive-unknown-function', { name: expr.fn });
      if (expr.args.length !== 1 || expr.args[0]?.kind === 'array') throw new NotDerivable('derive-unknown-function', { name: expr.fn });
      return oneOf(product({ ...expr, order: expr.order + 1 }, this.of(expr.args[0] as Expr)));
    }
    if (given.params === undefined) {
      if (expr.order > 0) throw new NotDerivable('derive-unread');
      return this.ofMember(expr.fn, expr.slots);
    }
    if (given.params.length !== expr.args.length) throw new NotDerivable('derive-unread');
    if (given.params.some(({ slots }) => slots.length > 0)) return this.of(this.spelledOut(given, expr));
    return this.ofApplied(given, expr);
  }

  /** The chain rule through a function of the notes: its partial derivatives, where they are asked for, times those of its arguments. */
  private ofApplied(given: Given, expr: Expr & { kind: 'call' }): Expr | undefined {
    const { params = [] } = given;
    const at = (formula: Expr): Expr => this.withArguments(formula, given, expr);
    const terms: Expr[] = [];
    for (const [position, { family }] of params.entries()) {
      const inner = this.of(expr.args[position] as Expr);
      if (inner === undefined) continue;
      const by: Variable = { kind: 'ref', family, slots: [] };
      let slope: Expr | undefined = given.body;
      for (let n = 0; n <= expr.order && slope; n++) {
        slope = new Differentiator(this.means, by).of(slope);
        const name: Expr = {
          kind: 'call',
          fn: given.family,
          args: params.map((param) => ({ kind: 'ref', family: param.family, slots: [] })),
          order: 0,
          slots: given.head.map(plain),
        };
        slope = slope && this.means.settle(slope, name, given);
      }
      if (slope) terms.push(...product(at(slope), inner));
    }
    // What the formula names beside its parameters may lead to the variable too.
    if (expr.order === 0) {
      const apart = this.withApart(given.body, given);
      const direct = this.of(apart.formula);
      if (direct) terms.push(apart.back(direct, expr));
    }
    return terms.length === 0 ? undefined : { kind: 'add', terms };
  }

  /** A formula of a function at some arguments. */
  private withArguments(formula: Expr, given: Given, call: Expr & { kind: 'call' }): Expr {
    const { formula: held, back } = this.withApart(formula, given);
    return back(held, call);
  }

  /** A formula of a function with names in the place of its parameters that nothing else has, and the way back to arguments. */
  private withApart(
    formula: Expr,
    { params = [], head }: Given,
  ): { readonly formula: Expr; readonly back: (moved: Expr, call: Expr & { kind: 'call' }) => Expr } {
    const apart = params.map((_, n): Variable => ({ kind: 'ref', family: `*^${n}|0`, slots: [] }));
    const held = params.reduce((whole, { family }, n) => withFamily(whole, family, () => apart[n] as Expr), formula);
    const back = (moved: Expr, { args, slots }: Expr & { kind: 'call' }): Expr => {
      const there = refreshed(renamed(moved, head, slots), this.means.book.fresh);
      return apart.reduce((whole, { family }, n) => withFamily(whole, family, () => args[n] as Expr), there);
    };
    return { formula: held, back };
  }

  /** `f(z_k) = …` at some member: its formula there. */
  private spelledOut(given: Given, call: Expr & { kind: 'call' }): Expr {
    const { params = [], head, body } = given;
    const { args, slots, order } = call;
    if (args.some(({ kind }) => kind === 'array')) return this.ofWhole(given, call);
    const [param, ...others] = params;
    const [arg] = args;
    const [slot] = param?.slots ?? [];
    if (!param || others.length > 0 || order > 0 || slot === undefined || param.slots.length > 1) throw new NotDerivable('derive-unread');
    const running = arg && runningIn(arg);
    if (arg === undefined || running === undefined) throw new NotDerivable('derive-unread');
    const moved = refreshed(renamed(body, [slot, ...head], [plain(running), ...slots]), this.means.book.fresh);
    return withFamily(moved, param.family, (inner) => renamed(arg, [running], inner));
  }

  /** `f(w)` of whole vectors: its formula with their entries. */
  private ofWhole({ params = [], head, body }: Given, { args, slots, order }: Expr & { kind: 'call' }): Expr {
    if (order > 0) throw new NotDerivable('derive-unread');
    const moved = refreshed(renamed(body, head, slots), this.means.book.fresh);
    const apart = params.map((_, n): FamilyKey => `*^${n}|0`);
    const held = params.reduce(
      (whole, { family }, n) => withFamily(whole, family, (at) => ({ kind: 'ref', family: apart[n] as string, slots: at })),
      moved,
    );
    return params.reduce((whole, param, n) => {
      const arg = args[n] as Expr;
      const isFitting = arg.kind === 'array' ? arg.indices.length === param.slots.length : param.slots.length === 0;
      if (!isFitting) throw new NotDerivable('derive-unread');
      return withFamily(whole, apart[n] as string, (at) => (arg.kind === 'array' ? renamed(arg.body, arg.indices, at) : arg));
    }, held);
  }

  private ofReduction(expr: Expr & { kind: 'reduce' }): Expr | undefined {
    const { book } = this.means;
    const { index, bounds, conditions, body } = expr;
    const inner = this.of(body);
    if (inner === undefined) return undefined;
    if (expr.op === 'sum') return { ...expr, body: inner };
    const sum = (slope: Expr): Expr => ({ kind: 'reduce', op: 'sum', index, bounds, conditions, body: slope });
    if (expr.op === 'product') {
      const other = book.fresh(index);
      const isOther: Condition = { kind: 'index-relation', relation: '≠', left: plain(other), right: plain(index) };
      const moved = refreshed({ ...expr, conditions: [] }, () => other) as Expr & { kind: 'reduce' };
      const rest: Expr = { ...moved, conditions: [...conditions.map((condition) => within(condition, index, other)), isOther] };
      return sum({ kind: 'multiply', factors: [inner, rest] });
    }
    const whole = refreshed(expr, book.fresh);
    const isBest: Condition = { kind: 'relation', relation: '=', left: body, right: whole };
    return sum({ kind: 'multiply', factors: [{ kind: 'indicator', condition: isBest }, inner] });
  }

  /**
   * Jacobi's formula for the determinant, and `d(A^{-1}) = -A^{-1}\,dA\,A^{-1}`.
   * Source: Petersen and Pedersen, The Matrix Cookbook, 2.1 and 2.2.
   */
  private ofMatrix(expr: Expr & { kind: 'matrix' }): Expr | undefined {
    const { book } = this.means;
    const [i, j] = [book.fresh(expr.rows), book.fresh(expr.columns)];
    const inner = this.of(renamed(expr.body, [expr.rows, expr.columns], [plain(i), plain(j)]));
    if (inner === undefined) return undefined;
    const inverse = (row: IndexTerm, column: IndexTerm): Expr => refreshed({ ...expr, op: 'inverse', slots: [row, column] }, book.fresh);
    const [row, column] = expr.slots;
    const factors: Expr[] =
      expr.op === 'determinant' || row === undefined || column === undefined
        ? [expr, inverse(plain(j), plain(i)), inner]
        : [number(-1), inverse(row, plain(i)), inner, inverse(plain(j), column)];
    const over = (index: IndexId, body: Expr): Expr => ({ kind: 'reduce', op: 'sum', index, bounds: {}, conditions: [], body });
    return over(i, over(j, { kind: 'multiply', factors }));
  }
}

const scalars: ReadonlySet<Expr['kind']> = new Set(['add', 'negate', 'multiply', 'divide', 'power']);

/** A scalar formula in which no root is squared. */
function withoutRoots(expr: Expr): Expr {
  if (!scalars.has(expr.kind)) return expr;
  const inside = expr.kind === 'power' ? unrooted(expr) : undefined;
  return inside ? withoutRoots(inside) : withChildren(expr, withoutRoots);
}

/** What the square of a root or of a size is the square of: so that nothing is divided by the root, which may be zero. */
function unrooted({ base, exponent }: Expr & { kind: 'power' }): Expr | undefined {
  if (base.kind !== 'apply' || base.order > 0 || exponent.kind !== 'number' || exponent.value !== 2) return undefined;
  const [arg] = base.args;
  if (arg === undefined || (base.fn !== 'sqrt' && base.fn !== 'abs')) return undefined;
  return base.fn === 'sqrt' ? arg : { kind: 'power', base: arg, exponent };
}

/** The index that the argument of a function of a whole family runs over: the last of a name, or the only one; undefined where it has several, or none. */
export function runningIn(arg: Expr): IndexId | undefined {
  const last = arg.kind === 'ref' ? arg.slots.at(-1) : undefined;
  if (last?.kind === 'index' && last.shift === 0) return last.id;
  const [only, ...others] = freeIndices(arg);
  return others.length === 0 ? only : undefined;
}

/** One where two members of a family are the same, nothing elsewhere. */
function same(one: readonly IndexTerm[], two: readonly IndexTerm[]): Expr {
  const factors = one.map((left, at): Expr => ({ kind: 'delta', left, right: two[at] as IndexTerm }));
  return factors.length === 0 ? number(1) : factors.length === 1 ? (factors[0] as Expr) : { kind: 'multiply', factors };
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}

function product(one: Expr, two: Expr | undefined): readonly Expr[] {
  return two === undefined ? [] : [{ kind: 'multiply', factors: [one, two] }];
}

function oneOf([first]: readonly Expr[]): Expr | undefined {
  return first;
}

function within(condition: Condition, index: IndexId, other: IndexId): Condition {
  const moved = renamed({ kind: 'indicator', condition }, [index], [plain(other)]);
  return moved.kind === 'indicator' ? moved.condition : condition;
}

/** What a formula is a product of. */
function factorsOf(expr: Expr): readonly Expr[] {
  if (expr.kind === 'multiply') return expr.factors.flatMap(factorsOf);
  return expr.kind === 'divide' ? factorsOf(expr.numerator) : [expr];
}

import { partsOfBoth } from '../expr/conditions.ts';
import type { Comparison, Condition, Expr, FamilyKey, IndexBound, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk, withTerm } from '../expr/expr.ts';
import type { Book } from './book.ts';
import { built, number } from './build.ts';
import type { Calculus } from './calculus.ts';
import { keyOf, termKey } from './key.ts';
import { alone, type Factor, Known, Ring, type Sum, Term, without } from './normal.ts';
import { exactly, one, over, type Rational, rational } from './rational.ts';
import { type Effort, NotDerivable } from './refusal.ts';

/** How many terms a formula may have that is multiplied out. */
const mostTerms = 400;
/** The highest power that is multiplied out. */
const highest = 12;
/** How many sums in one another are put in order. */
const mostNested = 4;

/** What else is true where an identity is to hold. */
export interface Facts {
  /** Families of which all members over the last slot sum to one. */
  readonly shares: ReadonlySet<FamilyKey>;
  /** Families that are the same when their two slots are exchanged. */
  readonly symmetric: ReadonlySet<FamilyKey>;
  /** Pairs of indices that are not equal. */
  readonly apart: readonly (readonly [IndexTerm, IndexTerm])[];
}

/** What is asked of the notes about indices. */
export interface Ranges {
  /** A name for what an index runs over, the same for two that run over one axis. */
  rangeOf(index: IndexId): string;
  /** Whether a term names a value that an index runs over, whatever the values of its own indices. */
  isAmong(index: IndexId, term: IndexTerm): boolean;
}

/**
 * The normal form of formulas in exact arithmetic: quotients of sums of products, multiplied out, with sums over indices taken apart and
 * Kronecker deltas resolved. Two formulas with one normal form are equal wherever both exist, but for the kinks of what they are made of:
 * every rule below is an equality of fields of fractions over parts that are not taken apart, with logarithms and roots read as those of
 * absolute values, which is no difference where the ones that are written exist.
 *
 * Source: Geddes, Czapor and Labahn, Algorithms for Computer Algebra, chapter 3, for normal forms of rational functions.
 */
export class Identities {
  private readonly book: Book & Ranges;
  private readonly calculus: Calculus;
  private readonly effort: Effort;
  private readonly facts: Facts;
  private readonly isPlain: boolean;
  private readonly ring: Ring;
  private readonly positive = new Known();
  private readonly forms = new WeakMap<Expr, Sum>();
  /** The names that sums have for how many values there are in a range. */
  private readonly counts = new Map<string, FamilyKey>();

  /** `isPlain`: whether functions are taken apart into plainer ones. */
  constructor(book: Book & Ranges, calculus: Calculus, effort: Effort, facts: Facts, isPlain: boolean) {
    this.book = book;
    this.calculus = calculus;
    this.effort = effort;
    this.facts = facts;
    this.isPlain = isPlain;
    this.ring = new Ring({ isNonzero: () => true, turn: () => 1 }, effort, built);
  }

  /** Whether two formulas have the same normal form. Errors: `NotDerivable`, `Inexact` where that cannot be told. */
  isIdentity(left: Expr, right: Expr): boolean {
    for (const node of [left, right].flatMap(walk)) if (node.kind === 'reduce') this.count(node);
    return this.isZero(this.ring.add(this.of(left), this.ring.negate(this.of(right))));
  }

  private count({ index, bounds: { lower, upper } }: Expr & { kind: 'reduce' }): void {
    const isWhole = lower?.kind === 'value' && lower.value === 1 && upper?.kind === 'size' && this.book.isWhole(index, { lower, upper });
    if (isWhole && !upper.of && upper.name[0] !== '|') this.counts.set(this.book.rangeOf(index), upper.name);
  }

  private isZero(sum: Sum): boolean {
    let rest = sum;
    // Each round multiplies with what is divided by, so that squares of roots and cosines can be replaced.
    for (let round = 0; round < 4 && rest.length > 0; round++) {
      const { top } = this.cleared(rest);
      rest = top.length === 0 ? top : this.settled(this.ring.distribute(top, [inverted(contentOf(top))]));
    }
    return rest.length === 0;
  }

  /** A formula as a sum of products. */
  private of(expr: Expr): Sum {
    let form = this.forms.get(expr);
    if (form === undefined) {
      this.effort.spend();
      form = this.limited(this.form(expr));
      this.forms.set(expr, form);
    }
    return form;
  }

  private limited(sum: Sum): Sum {
    if (mostTerms < sum.length) throw new NotDerivable('derive-too-large');
    return sum;
  }

  private form(expr: Expr): Sum {
    const { ring } = this;
    switch (expr.kind) {
      case 'number': {
        const exact = exactly(expr.value, expr.decimals);
        return exact ? ring.number(exact) : ring.atom(expr);
      }
      case 'ref':
        return this.member(expr);
      case 'add':
        return ring.add(...expr.terms.map((term) => this.of(term)));
      case 'negate':
        return ring.negate(this.of(expr.of));
      case 'multiply':
        return expr.factors.map((factor) => this.of(factor)).reduce((a, b) => this.times(a, b));
      case 'divide':
        return this.times(this.of(expr.numerator), this.inverse(this.of(expr.denominator)));
      case 'power':
        return this.power(expr.base, expr.exponent);
      case 'apply':
        return this.applied(expr);
      case 'reduce':
        return expr.op === 'sum' ? this.summed(expr) : this.reduced(expr);
      case 'delta':
        return this.equal(expr.left, expr.right);
      case 'indicator':
        return this.test(expr.condition);
      case 'cases':
        return expr.branches.reduceRight<Sum>((otherwise, { value, condition }, at) => {
          const here = this.of(value);
          // It exists where some condition is met.
          if (condition === undefined || at === expr.branches.length - 1) return here;
          return ring.add(this.times(this.test(condition), ring.add(here, ring.negate(otherwise))), otherwise);
        }, []);
      case 'call':
        return ring.atom({ ...expr, args: expr.args.map((arg) => this.plain(arg)) });
      case 'list':
        return ring.atom({ ...expr, items: expr.items.map((item) => this.plain(item)) });
      case 'matrix':
      case 'array':
        return ring.atom({ ...expr, body: this.plain(expr.body) });
      case 'position':
        return ring.atom(expr);
      default:
        throw new NotDerivable('derive-unread');
    }
  }

  /** A formula in its normal form. */
  private plain(expr: Expr): Expr {
    return expr.kind === 'array' ? { ...expr, body: this.plain(expr.body) } : built(this.lowest(this.of(expr)));
  }

  private member(expr: Expr & { kind: 'ref' }): Sum {
    const [row, column] = expr.slots;
    if (!this.facts.symmetric.has(expr.family) || !row || !column) return this.ring.atom(expr);
    const both = this.ring.add(this.ring.atom(expr), this.ring.atom({ ...expr, slots: [column, row] }));
    return this.ring.scale(both, rational(1, 2));
  }

  private times(a: Sum, b: Sum): Sum {
    if (mostTerms * 8 < a.length * b.length) throw new NotDerivable('derive-too-large');
    return this.settled(this.ring.distribute(a, b));
  }

  private raised(sum: Sum, exponent: number): Sum {
    if (exponent < 0) return this.raised(this.inverse(sum), -exponent);
    if (sum.length === 1) return exponent === 0 ? this.ring.number(one) : this.settled(this.ring.power(sum, exponent));
    if (highest < exponent) throw new NotDerivable('derive-too-large');
    let product: Sum = this.ring.number(one);
    for (let n = 0; n < exponent; n++) product = this.limited(this.times(product, sum));
    return product;
  }

  /** One over a sum: that of its terms, multiplied out, stands in brackets in which nothing can be taken out. */
  private inverse(sum: Sum): Sum {
    const { ring } = this;
    const { content, lead, monic, below } = this.parted(sum);
    let inverse: Sum = [inverted(content.withCoefficient(lead))];
    if (1 < monic.length) {
      const atom = ring.bracket(monic);
      inverse = ring.distribute(inverse, alone(atom, -1));
    }
    return below.reduce((product, { atom, exponent }) => this.times(product, this.raised(atom.sum as Sum, exponent)), inverse);
  }

  /**
   * A sum as a number times what all its terms have in common times a sum whose first term counts once, over what is below it. Errors:
   * `NotDerivable` where the sum is zero.
   */
  private parted(sum: Sum): { readonly content: Term; readonly lead: Rational; readonly monic: Sum; readonly below: readonly Factor[] } {
    const { top, below } = this.cleared(sum);
    if (top.length === 0) throw new NotDerivable('derive-undefined');
    const content = contentOf(top);
    const rest = this.ring.distribute(top, [inverted(content)]);
    const lead = leadOf(rest);
    return { content, lead, monic: inOrder(this.ring.scale(rest, over(one, lead))), below };
  }

  /** A sum without brackets, times the powers of those that were below it. */
  private cleared(sum: Sum): { readonly top: Sum; readonly below: readonly Factor[] } {
    const found = new Map<string, Factor>();
    for (const { factors } of sum)
      for (const [key, { atom, exponent }] of factors)
        if (atom.sum && (found.get(key)?.exponent ?? 0) < -exponent) found.set(key, { atom, exponent: -exponent });
    const below = [...found.values()];
    if (below.length === 0) return { top: sum, below };
    const parts = sum.map((term) => {
      let product: Sum = [bare(term)];
      for (const { atom, exponent } of below) {
        const left = exponent + (term.factors.get(atom.key)?.exponent ?? 0);
        product = this.limited(this.times(product, this.raised(atom.sum as Sum, left)));
      }
      return product;
    });
    return { top: this.limited(this.ring.add(...parts)), below };
  }

  /** A sum over what is below it, without what divides both. */
  private lowest(sum: Sum): Sum {
    const { top, below } = this.cleared(sum);
    if (below.length === 0) return sum;
    let rest = top;
    const factors = new Map<string, Factor>();
    for (const { atom, exponent } of below) {
      let left = exponent;
      for (; 0 < left; left--) {
        const quotient = this.quotient(rest, atom.sum as Sum);
        if (quotient === undefined) break;
        rest = quotient;
      }
      if (0 < left) factors.set(atom.key, { atom, exponent: -left });
    }
    return this.ring.distribute(rest, [new Term(one, factors)]);
  }

  /** A sum divided by another one, if that leaves nothing over. */
  private quotient(sum: Sum, by: Sum): Sum | undefined {
    const { ring } = this;
    const keys = [...new Set(by.flatMap(({ factors }) => [...factors.keys()]))].sort();
    const leadIn = (terms: Sum): Term =>
      terms.reduce((a, b) => {
        const key = keys.find((one) => powerOf(a, one) !== powerOf(b, one));
        return key !== undefined && powerOf(a, key) < powerOf(b, key) ? b : a;
      });
    const lead = leadIn(by);
    const found: Sum[] = [];
    let rest = sum;
    for (let n = 0; rest.length > 0; n++) {
      if (mostTerms < n) return undefined;
      const first = leadIn(rest);
      if (keys.some((key) => powerOf(first, key) < powerOf(lead, key))) return undefined;
      const part = ring.distribute([first], [inverted(lead)]);
      found.push(part);
      rest = ring.add(rest, ring.negate(ring.distribute(part, by)));
    }
    return ring.add(...found);
  }

  private power(base: Expr, exponent: Expr): Sum {
    const { ring } = this;
    const by = this.of(exponent);
    let product: Sum = ring.number(one);
    for (const term of by) {
      const { above, below } = term.coefficient;
      const isNumber = term.factors.size === 0;
      // `|x|^2` is a square itself.
      const square = isNumber && below === 1 && above % 2 === 0 && base.kind === 'apply' && base.fn === 'abs' && base.order === 0;
      if (square) product = this.times(product, this.raised(this.of(base.args[0] as Expr), above));
      else if (isNumber && below === 1) product = this.times(product, this.raised(this.of(base), above));
      else if (isNumber && below === 2) product = this.times(product, this.raised(this.root(this.of(base)), above));
      else {
        const part: Expr = built([new Term(rational(1, below), term.factors)]);
        product = this.times(product, this.raised(ring.atom({ kind: 'power', base: this.plain(base), exponent: part }), above));
      }
    }
    return product;
  }

  private applied(expr: Expr & { kind: 'apply' }): Sum {
    const { ring } = this;
    const { fn, args, order } = expr;
    const [first] = args;
    if (order > 0 || first === undefined) throw new NotDerivable('derive-unread');
    const plainer = this.isPlain ? this.calculus.plainer(fn, args) : undefined;
    if (plainer !== undefined) return this.of(plainer);
    const make = (arg: Sum): Sum => ring.atom({ ...expr, args: [built(arg)] });
    const [a, b] = args.map((arg) => this.of(arg)) as [Sum, Sum?];
    switch (fn) {
      case 'exp':
        return this.exponential(a);
      case 'log':
        return this.logarithm(a);
      case 'sqrt':
        return this.root(a);
      case 'abs':
        return this.size(a);
      case 'sign':
        return this.sign(a);
      case 'step':
        return this.step(a);
      case 'max':
        return ring.add(b as Sum, this.ramp(ring.add(a, ring.negate(b as Sum))));
      case 'min':
        return ring.add(a, ring.negate(this.ramp(ring.add(a, ring.negate(b as Sum)))));
      case 'pow':
        return this.power(first, args[1] as Expr);
      default: {
        if (args.length > 1) return ring.atom({ ...expr, args: args.map((arg) => this.plain(arg)) });
        if (a.length === 0 && odd.has(fn)) return [];
        if (!isTurned(a)) return make(a);
        if (odd.has(fn)) return ring.negate(make(ring.negate(a)));
        return make(fn === 'cos' ? ring.negate(a) : a);
      }
    }
  }

  /** `e^{a - 2b}` as powers of `e^a` and `e^b`. */
  private exponential(sum: Sum): Sum {
    const { ring } = this;
    let product: Sum = ring.number(one);
    for (const { coefficient, factors } of sum) {
      const arg: Sum = [new Term(rational(1, coefficient.below), factors)];
      const [only, ...others] = factors.values();
      const expr = only?.atom.expr;
      const isLog = expr?.kind === 'apply' && expr.fn === 'log' && only?.exponent === 1 && others.length === 0;
      // What stands in a logarithm is positive where that exists.
      if (isLog && coefficient.below === 1) product = this.times(product, this.raised(this.of(expr.args[0] as Expr), coefficient.above));
      else
        product = this.times(product, ring.power(ring.atom({ kind: 'apply', fn: 'exp', args: [built(arg)], order: 0 }), coefficient.above));
    }
    return product;
  }

  /** A logarithm of a product as a sum of logarithms. */
  private logarithm(sum: Sum): Sum {
    const { ring } = this;
    const { content, lead, monic, below } = this.parted(sum);
    const logs: Sum[] = [this.logOfNumber(lead)];
    const log = (of: Sum): Sum => ring.atom({ kind: 'apply', fn: 'log', args: [built(of)], order: 0 });
    if (1 < monic.length) logs.push(log(monic));
    for (const { atom, exponent } of below) logs.push(ring.scale(log(atom.sum as Sum), rational(-exponent)));
    for (const { atom, exponent } of content.factors.values()) {
      const { expr } = atom;
      const by = rational(exponent);
      // The sign of what has a logarithm is one or minus one.
      if (expr.kind === 'apply' && expr.fn === 'sign') continue;
      if (expr.kind === 'apply' && expr.fn === 'exp') logs.push(ring.scale(this.of(expr.args[0] as Expr), by));
      else if (expr.kind === 'apply' && expr.fn === 'sqrt')
        logs.push(ring.scale(this.logarithm(this.of(expr.args[0] as Expr)), over(by, rational(2))));
      else if (expr.kind === 'power') logs.push(ring.scale(this.times(this.of(expr.exponent), this.logarithm(this.of(expr.base))), by));
      else if (expr.kind === 'reduce' && expr.op === 'product')
        logs.push(ring.scale(this.of({ ...expr, op: 'sum', body: { kind: 'apply', fn: 'log', args: [expr.body], order: 0 } }), by));
      else logs.push(ring.scale(log(alone(atom)), by));
    }
    return ring.add(...logs);
  }

  /** The logarithm of a fraction by those of its primes. */
  private logOfNumber({ above, below }: Rational): Sum {
    const of = (whole: number): Sum => {
      const logs: Sum[] = [];
      for (const [prime, power] of primesOf(Math.abs(whole)))
        logs.push(this.ring.scale(this.ring.atom({ kind: 'apply', fn: 'log', args: [number(prime)], order: 0 }), rational(power)));
      return this.ring.add(...logs);
    };
    return this.ring.add(of(above), this.ring.negate(of(below)));
  }

  /** A root, with whole squares taken out of it. */
  private root(sum: Sum): Sum {
    const { ring } = this;
    const make = (of: Sum): Sum => ring.atom({ kind: 'apply', fn: 'sqrt', args: [built(of)], order: 0 });
    const [term] = sum;
    if (sum.length === 0) return [];
    if (sum.length > 1 || term === undefined || term.coefficient.above < 0) return make(inOrder(sum));
    const { above, below } = term.coefficient;
    let outside: Sum = ring.number(rational(1, below));
    let inside = 1;
    for (const [prime, power] of primesOf(above * below)) {
      outside = ring.scale(outside, rational(prime ** Math.floor(power / 2)));
      if (power % 2 === 1) inside *= prime;
    }
    const odd = new Map<string, Factor>();
    for (const [key, { atom, exponent }] of term.factors) {
      if (exponent % 2 !== 0) odd.set(key, { atom, exponent });
      else outside = this.times(outside, this.raised(this.size(alone(atom)), exponent / 2));
    }
    if (inside > 1) outside = this.times(outside, make(ring.number(rational(inside))));
    return odd.size === 0 ? outside : this.times(outside, make([new Term(one, odd)]));
  }

  /** `|x|` as `x` times its sign. */
  private size(sum: Sum): Sum {
    return this.times(this.sign(sum), sum);
  }

  private sign(sum: Sum): Sum {
    const { ring } = this;
    const make = (of: Sum): Sum => ring.atom({ kind: 'apply', fn: 'sign', args: [built(of)], order: 0 });
    if (sum.length === 0) return [];
    if (isTurned(sum)) return ring.negate(this.sign(ring.negate(sum)));
    const [term] = sum;
    if (sum.length > 1 || term === undefined) {
      const atom = ring.bracket(inOrder(sum));
      return this.positive.isPositive(atom) ? ring.number(one) : make(inOrder(sum));
    }
    let product: Sum = ring.number(one);
    for (const { atom, exponent } of term.factors.values()) {
      if (this.positive.isPositive(atom)) continue;
      product = this.times(product, ring.power(make(atom.sum ? inOrder(atom.sum) : alone(atom)), exponent));
    }
    return product;
  }

  /** One where a sum is positive. */
  private step(sum: Sum): Sum {
    const { ring } = this;
    const [term] = sum;
    if (sum.length === 0) return [];
    if (sum.length === 1 && term?.factors.size === 0) return 0 < term.coefficient.above ? ring.number(one) : [];
    const lead = leadOf(sum);
    const scaled = ring.scale(sum, over(one, rational(Math.abs(lead.above), lead.below)));
    return ring.atom({ kind: 'apply', fn: 'step', args: [built(inOrder(scaled))], order: 0 });
  }

  /** `max(0, u)` as `u` where it is positive, by the step of whichever of `u` and `-u` is written first. */
  private ramp(sum: Sum): Sum {
    const { ring } = this;
    if (!isTurned(sum)) return this.times(this.step(sum), sum);
    const turned = ring.negate(sum);
    return ring.add(this.times(this.step(turned), turned), sum);
  }

  private test(condition: Condition): Sum {
    const { ring } = this;
    if (condition.kind === 'unread') throw new NotDerivable('derive-unread');
    const both = partsOfBoth(condition);
    if (both) return this.times(this.test(both[0]), this.test(both[1]));
    const not = (sum: Sum): Sum => ring.add(ring.number(one), ring.negate(sum));
    const { relation } = condition;
    if (condition.kind === 'index-relation') {
      const { left, right } = condition;
      const less = (a: IndexTerm, b: IndexTerm): Sum =>
        ring.atom({ kind: 'indicator', condition: { kind: 'index-relation', relation: '<', left: a, right: b } });
      const isSame = termKey(left) === termKey(right);
      if (isSame) return /[=≤≥]/.test(relation) ? ring.number(one) : [];
      return compared(relation, {
        equal: () => this.equal(left, right),
        less: () => less(left, right),
        more: () => less(right, left),
        not,
      });
    }
    const difference = ring.add(this.of(condition.left), ring.negate(this.of(condition.right)));
    return compared(relation, {
      equal: () => this.vanishing(difference),
      less: () => this.step(ring.negate(difference)),
      more: () => this.step(difference),
      not,
    });
  }

  private vanishing(sum: Sum): Sum {
    if (sum.length === 0) return this.ring.number(one);
    const left = built(inOrder(isTurned(sum) ? this.ring.negate(sum) : sum));
    return this.ring.atom({ kind: 'indicator', condition: { kind: 'relation', relation: '=', left, right: number(0) } });
  }

  private equal(left: IndexTerm, right: IndexTerm): Sum {
    const [a, b] = [termKey(left), termKey(right)];
    if (a === b) return this.ring.number(one);
    if (left.kind === 'value' && right.kind === 'value') return [];
    const isApart = this.facts.apart.some(([one, two]) => {
      const [c, d] = [termKey(one), termKey(two)];
      return (a === c && b === d) || (a === d && b === c);
    });
    return isApart ? [] : this.ring.atom({ kind: 'delta', left, right });
  }

  /** A sum over an index, term by term: what does not depend on it goes in front, a delta picks one value, and sums in one another go in order. */
  private summed(expr: Expr & { kind: 'reduce' }): Sum {
    const { index } = expr;
    const { bounds, limits, isWhole } = this.rangeOf(expr);
    const masks = [...expr.conditions, ...limits].map((condition) => this.test(condition));
    const body = this.lowest(masks.reduce((product, mask) => this.times(product, mask), this.of(expr.body)));
    const range: Expr & { kind: 'reduce' } = { kind: 'reduce', op: 'sum', index, bounds, conditions: [], body: number(1) };
    return this.ring.add(...body.map((term) => this.summedTerm(range, term, isWhole)));
  }

  private summedTerm(range: Expr & { kind: 'reduce' }, term: Term, isWhole: boolean): Sum {
    const { ring } = this;
    const { index } = range;
    for (const factor of isWhole ? term.factors.values() : []) {
      const by = factor.exponent === 1 ? partner(factor.atom.expr, index) : undefined;
      if (by === undefined || !this.book.isAmong(index, by)) continue;
      return this.of(withTerm(built([without(term, factor)]), index, by));
    }
    const front = new Map<string, Factor>();
    const inside = new Map<string, Factor>();
    for (const [key, factor] of term.factors) (freeIndices(factor.atom.expr).has(index) ? inside : front).set(key, factor);
    return this.settled(ring.distribute([new Term(term.coefficient, front)], this.inner(range, inside, isWhole)));
  }

  private inner(range: Expr & { kind: 'reduce' }, factors: ReadonlyMap<string, Factor>, isWhole: boolean): Sum {
    const { ring, book, facts } = this;
    const { index } = range;
    const [only, ...others] = factors.values();
    const { lower } = range.bounds;
    const counted = only === undefined && isWhole && lower === undefined ? this.counts.get(book.rangeOf(index)) : undefined;
    if (counted !== undefined) return ring.atom({ kind: 'ref', family: counted, slots: [] });
    const expr = only?.atom.expr;
    if (isWhole && expr?.kind === 'ref' && others.length === 0 && only?.exponent === 1 && facts.shares.has(expr.family)) {
      const last = expr.slots.at(-1);
      const isLast = last?.kind === 'index' && last.id === index && last.shift === 0;
      if (isLast && !expr.slots.slice(0, -1).some((slot) => slot.kind === 'index' && slot.id === index)) return ring.number(one);
    }
    return ring.atom(this.nested(range, factors));
  }

  /** A sum of a product in which further sums depend on its index: all of them around one product, in an order that is always the same. */
  private nested(range: Expr & { kind: 'reduce' }, factors: ReadonlyMap<string, Factor>): Expr {
    const ranges: (Expr & { kind: 'reduce' })[] = [range];
    const all: Expr[] = [];
    const open = (expr: Expr): void => {
      if (expr.kind === 'multiply') for (const factor of expr.factors) open(factor);
      else if (expr.kind === 'reduce' && expr.op === 'sum' && expr.conditions.length === 0 && ranges.length < mostNested) {
        // An index of its own for each, since they come to stand in one another.
        const fresh = this.book.fresh(expr.index);
        ranges.push({ ...expr, index: fresh, body: number(1) });
        open(withTerm(expr.body, expr.index, { kind: 'index', id: fresh, shift: 0 }));
      } else all.push(expr);
    };
    const rest = new Map<string, Factor>();
    for (const [key, factor] of factors) {
      if (factor.exponent === 1 && factor.atom.expr.kind === 'reduce') open(factor.atom.expr);
      else rest.set(key, factor);
    }
    const body: Expr = { kind: 'multiply', factors: [built([new Term(one, rest)]), ...all] };
    const inOneForm = ranges.length === 1 ? built([new Term(one, factors)]) : flattened(body);
    const forms = permutations(ranges).map((order) => order.reduceRight<Expr>((inner, around) => ({ ...around, body: inner }), inOneForm));
    const [first] = forms.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    return first as Expr;
  }

  /** A product, maximum or minimum over an index, which is not taken apart. */
  private reduced(expr: Expr & { kind: 'reduce' }): Sum {
    const { bounds, limits } = this.rangeOf(expr);
    return this.ring.atom({ ...expr, bounds, conditions: [...expr.conditions, ...limits], body: this.plain(expr.body) });
  }

  /** The bounds of a sum as a name for its axis, and what else limits it. */
  private rangeOf({ index, bounds }: Expr & { kind: 'reduce' }): {
    readonly bounds: { readonly lower?: IndexBound; readonly upper?: IndexBound };
    readonly limits: readonly Condition[];
    readonly isWhole: boolean;
  } {
    const { lower, upper } = bounds;
    const range = this.book.rangeOf(index);
    const named = (mark: string): IndexBound => ({ kind: 'size', name: `|${mark}${range}` });
    const isOwn = [lower, upper].some((bound) => bound?.kind === 'size' && bound.name.startsWith('|'));
    if (isOwn) return { bounds, limits: [], isWhole: upper?.kind === 'size' && upper.name.startsWith('|whole') };
    const here: IndexTerm = { kind: 'index', id: index, shift: 0 };
    const limits: Condition[] = [];
    if (lower?.kind === 'index') limits.push({ kind: 'index-relation', relation: '≥', left: here, right: lower });
    if (upper?.kind === 'index') limits.push({ kind: 'index-relation', relation: '≤', left: here, right: upper });
    const fixed = { ...(lower && lower.kind !== 'index' ? { lower } : {}), ...(upper && upper.kind !== 'index' ? { upper } : {}) };
    if (lower?.kind === 'size') throw new NotDerivable('derive-unread');
    const isWhole = this.book.isWhole(index, lower?.kind === 'index' ? { ...fixed, lower: { kind: 'value', value: 0 } } : fixed);
    if (isWhole) return { bounds: { upper: named('whole ') }, limits, isWhole };
    const from: IndexBound | undefined = lower?.kind === 'index' ? named('all ') : lower;
    const to = upper?.kind === 'value' ? upper : named(from === undefined ? 'usual ' : 'end ');
    return { bounds: { lower: from ?? named('usual '), upper: to }, limits, isWhole: false };
  }

  /** A sum in which squares of roots and cosines are replaced by what they are, and indices by those that deltas make them equal to. */
  private settled(sum: Sum): Sum {
    if (!sum.some((term) => this.isLoose(term))) return sum;
    return this.ring.add(...sum.map((term) => (this.isLoose(term) ? this.settledTerm(term) : [term])));
  }

  private isLoose(term: Term): boolean {
    for (const factor of term.factors.values()) if (this.changeOf(term, factor) !== undefined) return true;
    return false;
  }

  private settledTerm(term: Term): Sum {
    for (const factor of term.factors.values()) {
      const change = this.changeOf(term, factor);
      if (change) return this.times(...change());
    }
    return [term];
  }

  /** What a factor of a term, and the term without it, are to be; undefined where it may stay. */
  private changeOf(term: Term, factor: Factor): (() => readonly [Sum, Sum]) | undefined {
    const { ring } = this;
    const { atom, exponent } = factor;
    const { sum } = atom;
    const rest = (): Sum => [without(term, factor)];
    if (sum !== undefined) return 0 < exponent ? () => [rest(), this.raised(sum, exponent)] : undefined;
    const { expr } = atom;
    if (expr.kind === 'delta') {
      const moved = this.alongDelta(term, factor, expr);
      return moved && (() => [moved(), ring.atom(expr)]);
    }
    const arg = expr.kind === 'apply' ? expr.args[0] : undefined;
    if (expr.kind !== 'apply' || arg === undefined) return undefined;
    const pairs = Math.trunc(exponent / 2);
    const left = (): Sum => (exponent - 2 * pairs === 0 ? rest() : ring.distribute(rest(), ring.atom(expr, exponent - 2 * pairs)));
    if (expr.fn === 'sqrt' && pairs !== 0) return () => [left(), this.raised(this.of(arg), pairs)];
    if (expr.fn === 'cos' && 0 < pairs) {
      const sine = ring.atom({ ...expr, fn: 'sin' });
      const square = ring.add(ring.number(one), ring.negate(ring.power(sine, 2)));
      return () => [left(), this.raised(square, pairs)];
    }
    if (expr.fn !== 'sign' || exponent === 1) return undefined;
    // What is divided by is no zero, and its sign its own inverse.
    if (exponent < 0) return () => [rest(), ring.atom(expr, -exponent)];
    // Where its number is a factor too nothing is lost at zero.
    if (!term.factors.has(keyOf(arg))) return undefined;
    return () => [rest(), exponent % 2 === 0 ? ring.number(one) : ring.atom(expr)];
  }

  /** The other factors with one index for both that a delta makes equal. */
  private alongDelta(term: Term, factor: Factor, { left, right }: Expr & { kind: 'delta' }): (() => Sum) | undefined {
    if (left.kind !== 'index' || right.kind !== 'index') return undefined;
    const [from, to] = left.id < right.id ? [right, left] : [left, right];
    if (!this.book.isAmong(from.id, to) || from.shift !== 0) return undefined;
    const rest = without(term, factor);
    const isThere = [...rest.factors.values()].some(({ atom: { expr } }) => freeIndices(expr).has(from.id));
    return isThere ? () => this.of(withTerm(built([rest]), from.id, to)) : undefined;
  }
}

/** Functions that turn their sign with that of their argument. */
const odd: ReadonlySet<string> = new Set(['sin', 'arctan', 'arcsin', 'erf', 'arsinh', 'artanh']);

/** A comparison by an equality and two strict ones. */
function compared(
  relation: Comparison,
  { equal, less, more, not }: { equal: () => Sum; less: () => Sum; more: () => Sum; not: (sum: Sum) => Sum },
): Sum {
  switch (relation) {
    case '=':
      return equal();
    case '≠':
      return not(equal());
    case '<':
      return less();
    case '>':
      return more();
    case '≤':
      return not(more());
    case '≥':
      return not(less());
  }
}

/** What all terms can be divided by so that no power is negative any more and none can be lowered; its number is one. */
function contentOf(sum: Sum): Term {
  const keys = new Map<string, Factor>();
  for (const { factors } of sum) for (const [key, factor] of factors) if (!keys.has(key)) keys.set(key, factor);
  const factors = new Map<string, Factor>();
  for (const [key, { atom }] of keys) {
    const exponent = Math.min(...sum.map((term) => term.factors.get(key)?.exponent ?? 0));
    if (exponent !== 0) factors.set(key, { atom, exponent });
  }
  return new Term(one, factors);
}

function inverted({ coefficient, factors }: Term): Term {
  const inverse = new Map([...factors].map(([key, { atom, exponent }]) => [key, { atom, exponent: -exponent }] as const));
  return new Term(over(one, coefficient), inverse);
}

/** A sum in an order that is always the same. */
function inOrder(sum: Sum): Sum {
  return [...sum].sort((a, b) => (a.monomial < b.monomial ? -1 : 1));
}

function leadOf(sum: Sum): Rational {
  return inOrder(sum)[0]?.coefficient ?? one;
}

/** Whether a sum is the negative of how it is written. */
function isTurned(sum: Sum): boolean {
  return leadOf(sum).above < 0;
}

function powerOf({ factors }: Term, key: string): number {
  return factors.get(key)?.exponent ?? 0;
}

function bare({ coefficient, factors }: Term): Term {
  return new Term(coefficient, new Map([...factors].filter(([, { atom }]) => atom.sum === undefined)));
}

/** What an index equals by a delta. */
function partner(expr: Expr, index: IndexId): IndexTerm | undefined {
  if (expr.kind !== 'delta') return undefined;
  const [own, other] = isPlain(expr.left, index) ? [expr.left, expr.right] : [expr.right, expr.left];
  return isPlain(own, index) && !(other.kind === 'index' && other.id === index) ? other : undefined;
}

function isPlain(term: IndexTerm, index: IndexId): boolean {
  return term.kind === 'index' && term.id === index && term.shift === 0;
}

/** A product without products in it. */
function flattened(expr: Expr & { kind: 'multiply' }): Expr {
  const factors = expr.factors.flatMap((factor) =>
    factor.kind === 'multiply' ? factor.factors : factor.kind === 'number' && factor.value === 1 ? [] : [factor],
  );
  return factors.length === 1 ? (factors[0] as Expr) : { kind: 'multiply', factors };
}

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((first, at) => permutations(all.filter((_, n) => n !== at)).map((rest) => [first, ...rest]));
}

/** The primes of a whole number with their powers; what is left of a large one counts as a prime. */
function primesOf(whole: number): readonly (readonly [prime: number, power: number])[] {
  if (!Number.isSafeInteger(whole)) throw new NotDerivable('derive-too-large');
  const found: [number, number][] = [];
  let left = whole;
  for (let prime = 2; prime * prime <= left && prime < 1000; prime++) {
    let power = 0;
    while (left % prime === 0) {
      left /= prime;
      power++;
    }
    if (power > 0) found.push([prime, power]);
  }
  if (1 < left) found.push([left, 1]);
  return found;
}

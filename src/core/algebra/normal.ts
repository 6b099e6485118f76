import type { Expr } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import { anyIndex, anySlot, keyOf } from './key.ts';
import type { GeneralPower } from './powers.ts';
import { divisor, isOne, isZero, minusOne, one, over, plus, type Rational, raised, rational, times } from './rational.ts';
import type { Effort } from './refusal.ts';

/** What a product is made of: a formula that is not taken apart, or a sum in brackets. */
export interface Atom {
  readonly key: string;
  readonly expr: Expr;
  /** The terms of a sum in brackets. */
  readonly sum?: Sum;
  /** Of a power whose exponent is no number, what it is made of. */
  readonly power?: GeneralPower;
}

export interface Factor {
  readonly atom: Atom;
  readonly exponent: number;
}

/** A number times powers of atoms, in the order in which they came together. */
export class Term {
  readonly coefficient: Rational;
  readonly factors: ReadonlyMap<string, Factor>;
  /** Its formulas alone and among others and what these cost, once that was asked for: most forms of a sum share most of its terms. */
  alone: Expr | undefined = undefined;
  among: Expr | undefined = undefined;
  costAlone: number | undefined = undefined;
  costAmong: number | undefined = undefined;
  private text: string | undefined;

  constructor(coefficient: Rational, factors: ReadonlyMap<string, Factor> = noFactors, text?: string) {
    this.coefficient = coefficient;
    this.factors = factors;
    this.text = text;
  }

  /** A text for its factors, the same in every order. */
  get monomial(): string {
    this.text ??= textOf(this.factors);
    return this.text;
  }

  withCoefficient(coefficient: Rational): Term {
    return new Term(coefficient, this.factors, this.text);
  }
}

const noFactors: ReadonlyMap<string, Factor> = new Map();

function textOf(factors: ReadonlyMap<string, Factor>): string {
  const keys: string[] = [];
  for (const [key, { exponent }] of factors) keys.push(exponent === 1 ? key : `${key}^${exponent}`);
  return keys.length < 2 ? (keys[0] ?? '') : keys.sort().join('*');
}

/** A term without one of its factors. */
export function without({ coefficient, factors }: Term, factor: Factor): Term {
  const left = new Map(factors);
  const { key } = factor.atom;
  left.delete(left.get(key) === factor ? key : apartKey(key));
  return new Term(coefficient, left);
}

/** The key of a factor that stands apart from one with its atom, which it may not be cancelled with. */
function apartKey(key: string): string {
  return `/${key}`;
}

/** A sum of terms of which no two are alike. */
export type Sum = readonly Term[];

/** What is known of the formulas around: where a formula exists, these are not zero. */
export interface Facts {
  isNonzero(atom: Atom): boolean;
  /** With which sign the notes write a sum: 1 if as it is here, -1 if with the other one. */
  turn(sum: Sum): 1 | -1;
}

/** A power of one atom, with nothing beside it. */
export function alone(atom: Atom, exponent = 1): Sum {
  return [new Term(one, new Map([[atom.key, { atom, exponent }]]))];
}

/**
 * Arithmetic of sums of products with exact coefficients. A factor is cancelled only where it is known not to be zero.
 * Errors: `Inexact` where a coefficient grows too large, `NotDerivable` once the work is used up, `RangeError` for a power of zero that
 * does not exist.
 */
export class Ring {
  readonly effort: Effort;
  private readonly facts: Facts;
  private readonly build: (sum: Sum) => Expr;
  private readonly brackets = new WeakMap<Sum, Atom>();

  constructor(facts: Facts, effort: Effort, build: (sum: Sum) => Expr) {
    this.facts = facts;
    this.effort = effort;
    this.build = build;
  }

  number(value: Rational): Sum {
    return isZero(value) ? [] : [new Term(value)];
  }

  /** A formula that is not taken apart. */
  atom(expr: Expr, exponent = 1): Sum {
    return alone({ key: keyOf(expr), expr }, exponent);
  }

  /** A power with an exponent that is no number, to a whole power. */
  generalPower(power: GeneralPower, exponent = 1): Sum {
    const expr: Expr = { kind: 'power', base: power.baseExpr, exponent: this.build([power.exponent]) };
    return alone({ key: keyOf(expr), expr, power }, exponent);
  }

  add(...sums: readonly Sum[]): Sum {
    const [first = [], ...rest] = sums.filter((sum) => 0 < sum.length);
    if (rest.length === 0) return first;
    const terms = new Map<string, Term>();
    for (const sum of sums) {
      this.effort.spend(sum.length);
      for (const term of sum) {
        const known = terms.get(term.monomial);
        terms.set(term.monomial, known ? known.withCoefficient(plus(known.coefficient, term.coefficient)) : term);
      }
    }
    return [...terms.values()].filter(({ coefficient }) => !isZero(coefficient));
  }

  scale(sum: Sum, by: Rational): Sum {
    if (isOne(by)) return sum;
    return isZero(by) ? [] : sum.map((term) => term.withCoefficient(times(term.coefficient, by)));
  }

  negate(sum: Sum): Sum {
    return this.scale(sum, minusOne);
  }

  /** The product of two sums; one of several terms stays together in brackets. */
  multiply(one: Sum, two: Sum): Sum {
    if (one.length === 0 || two.length === 0) return [];
    return [this.multiplyTerms(this.together(one), this.together(two))];
  }

  /** The product of two sums, term by term. */
  distribute(one: Sum, two: Sum): Sum {
    return this.add(...one.map((left) => two.map((right) => this.multiplyTerms(left, right))));
  }

  multiplyTerms(one: Term, two: Term): Term {
    this.effort.spend(1 + ((one.factors.size + two.factors.size) >> 3));
    const factors = new Map(one.factors);
    for (const { atom, exponent } of two.factors.values()) this.multiplyIn(factors, atom, exponent);
    return new Term(times(one.coefficient, two.coefficient), factors);
  }

  /** A sum to a whole power. */
  power(sum: Sum, exponent: number): Sum {
    if (sum.length === 0 && exponent <= 0) throw new RangeError('a power of zero');
    if (sum.length === 0) return [];
    const { coefficient, factors } = this.together(sum);
    const powers = new Map<string, Factor>();
    for (const factor of factors.values()) this.multiplyIn(powers, factor.atom, factor.exponent * exponent);
    return [new Term(raised(coefficient, exponent), powers)];
  }

  /** A sum as one term: itself, or what its terms have in common times the rest in brackets. */
  together(sum: Sum): Term {
    return sum.length === 1 ? (sum[0] as Term) : this.inBrackets(this.content(sum));
  }

  /** What terms have in common times the rest of them in brackets. */
  inBrackets({ content, rest }: { readonly content: Term; readonly rest: Sum }): Term {
    if (rest.length === 1) return this.multiplyTerms(content, rest[0] as Term);
    const factors = new Map(content.factors);
    this.multiplyIn(factors, this.bracket(rest), 1);
    return new Term(content.coefficient, factors);
  }

  /** A sum in brackets, as it is. */
  bracket(sum: Sum): Atom {
    let known = this.brackets.get(sum);
    if (known === undefined) {
      known = new Bracket(sum, this.build);
      this.effort.spend(known.key.length >> 5);
      this.brackets.set(sum, known);
    }
    return known;
  }

  /** What all terms of a sum have in common, with the sign by which the first term in order is positive; and the rest. */
  content(sum: Sum): { readonly content: Term; readonly rest: Sum } {
    const [first, ...others] = sum as readonly [Term, ...Term[]];
    const shared = new Map(first.factors);
    for (const { factors } of others) {
      for (const [key, factor] of shared) {
        const other = factors.get(key)?.exponent ?? 0;
        const { exponent } = factor;
        if (other * exponent <= 0) shared.delete(key);
        else if (Math.abs(other) < Math.abs(exponent)) shared.set(key, { ...factor, exponent: other });
      }
    }
    const lead = sum.reduce((a, b) => (b.monomial < a.monomial ? b : a));
    const number = sharedNumber(sum);
    const content = new Term(lead.coefficient.above < 0 ? times(minusOne, number) : number, shared);
    const rest = shared.size === 0 && isOne(content.coefficient) ? sum : sum.map((term) => this.without(term, content));
    if (this.facts.turn(rest) === 1) return { content, rest };
    return { content: content.withCoefficient(times(content.coefficient, minusOne)), rest: this.negate(rest) };
  }

  /** A term without what it has in common with others. */
  private without({ coefficient, factors }: Term, content: Term): Term {
    const left = new Map(factors);
    for (const [key, { atom, exponent }] of content.factors) {
      const rest = (left.get(key)?.exponent ?? 0) - exponent;
      if (rest === 0) left.delete(key);
      else left.set(key, { atom, exponent: rest });
    }
    return new Term(over(coefficient, content.coefficient), left);
  }

  private multiplyIn(factors: Map<string, Factor>, atom: Atom, exponent: number): void {
    const isApart = (known: Factor | undefined): boolean =>
      known !== undefined && known.exponent * exponent < 0 && !this.facts.isNonzero(atom);
    const plain = factors.get(atom.key);
    const key = isApart(plain) ? apartKey(atom.key) : atom.key;
    const total = (factors.get(key)?.exponent ?? 0) + exponent;
    if (total === 0) factors.delete(key);
    else factors.set(key, { atom, exponent: 1 < total && atom.sum === undefined && isIdempotent(atom.expr) ? 1 : total });
  }
}

/** A sum in brackets, written out when it is first asked for. */
class Bracket implements Atom {
  readonly key: string;
  readonly sum: Sum;
  private readonly build: (sum: Sum) => Expr;
  private written: Expr | undefined;

  constructor(sum: Sum, build: (sum: Sum) => Expr) {
    this.key = `(${sumKey(sum)})`;
    this.sum = sum;
    this.build = build;
  }

  get expr(): Expr {
    this.written ??= this.build(this.sum);
    return this.written;
  }
}

/** Whether a formula is 0 or 1, and so its own square. */
function isIdempotent({ kind, ...expr }: Expr): boolean {
  return kind === 'delta' || kind === 'indicator' || (kind === 'apply' && (expr as { fn: string }).fn === 'step');
}

const sumKeys = new WeakMap<Sum, string>();

function termKey({ coefficient: { above, below }, monomial }: Term): string {
  return `${above}/${below}*${monomial}`;
}

/** A text for a sum, the same in every order. */
export function sumKey(sum: Sum): string {
  let found = sumKeys.get(sum);
  if (found === undefined) {
    found = sum.map(termKey).sort().join('+');
    sumKeys.set(sum, found);
  }
  return found;
}

/** The number that all coefficients are multiples of; fractions that differ, as those of decimal numbers do, are left as they are. */
function sharedNumber(sum: Sum): Rational {
  const below = sum[0]?.coefficient.below ?? 1;
  if (sum.some(({ coefficient }) => coefficient.below !== below) || below % 5 === 0) return one;
  return rational(
    sum.reduce((common, { coefficient }) => divisor(common, Math.abs(coefficient.above)), 0),
    below,
  );
}

/** Whether a formula is an even power, which is nowhere negative. */
function isEven(expr: Expr): boolean {
  return expr.kind === 'power' && expr.exponent.kind === 'number' && expr.exponent.value % 2 === 0;
}

const positiveFunctions: ReadonlySet<string> = new Set(['exp', 'cosh', 'sech', 'sigmoid', 'softplus']);

/** Whether a formula is a value of a function that is zero nowhere. */
function isNowhereZero(expr: Expr): boolean {
  return expr.kind === 'apply' && expr.order === 0 && functionByName.get(expr.fn)?.isNonzero === true;
}

/** Knowledge gathered from formulas, for every value of their indices: what they divide by is not zero, what they take logarithms and roots of is positive. */
export class Known implements Facts {
  private readonly nonzero = new Set<string>();
  private readonly positive = new Set<string>();
  private readonly turns = new Map<string, 1 | -1>();
  private readonly cache = new Map<string, boolean>();
  /** What undoes all that was learned since it was last kept. */
  private undo: (() => void)[] = [];

  /** Takes in that a formula is not zero, or that it is positive, where the formulas around exist. */
  learn({ key }: Pick<Atom, 'key'>, isPositive: boolean): void {
    const any = anyIndex(key);
    for (const facts of isPositive ? [this.nonzero, this.positive] : [this.nonzero]) {
      if (facts.has(any)) continue;
      facts.add(any);
      this.undo.push(() => facts.delete(any));
      this.cache.clear();
    }
  }

  /** Keeps all that was learned for good. */
  keep(): void {
    this.undo = [];
  }

  /** Forgets what was learned since. */
  forget(): void {
    if (this.undo.length === 0) return;
    for (const back of this.undo) back();
    this.undo = [];
    this.cache.clear();
  }

  /** Takes in how the notes write a sum: the first way counts. */
  learnTurn(sum: Sum, turn: 1 | -1): void {
    const key = anyIndex(sumKey(sum));
    if (!this.turns.has(key)) this.turns.set(key, turn);
  }

  turn(sum: Sum): 1 | -1 {
    if (this.turns.size === 0) return 1;
    const key = sumKey(sum);
    return this.turns.get(anyIndex(key)) ?? this.turns.get(anySlot(key)) ?? 1;
  }

  isNonzero(atom: Atom): boolean {
    let known = this.cache.get(atom.key);
    if (known === undefined) {
      const { key, power } = atom;
      const isPower = power !== undefined && [...power.base.factors.values()].every((factor) => this.isNonzero(factor.atom));
      known =
        isPower || this.nonzero.has(anyIndex(key)) || this.nonzero.has(anySlot(key)) || this.isPositive(atom) || isNowhereZero(atom.expr);
      this.cache.set(atom.key, known);
    }
    return known;
  }

  /** Whether an atom is positive wherever it exists. */
  isPositive({ key, expr, sum, power }: Atom): boolean {
    if (power && this.isPositiveTerm(power.base)) return true;
    if (this.positive.has(anyIndex(key)) || this.positive.has(anySlot(key))) return true;
    if (sum)
      return sum.some((term) => this.isPositiveTerm(term)) && sum.every((term) => this.isPositiveTerm(term) || this.isEvenTerm(term));
    return this.isPositiveExpr(expr);
  }

  private isPositiveExpr(expr: Expr): boolean {
    const inner = (part: Expr): boolean => this.isPositive({ key: keyOf(part), expr: part });
    switch (expr.kind) {
      case 'number':
        return 0 < expr.value;
      case 'apply':
        return expr.order === 0 && (positiveFunctions.has(expr.fn) || (expr.fn === 'sqrt' && expr.args.every(inner)));
      case 'multiply':
        return expr.factors.every(inner);
      case 'divide':
        return inner(expr.numerator) && inner(expr.denominator);
      case 'add':
        return expr.terms.some(inner) && expr.terms.every((term) => inner(term) || isEven(term));
      case 'reduce':
        return expr.op !== 'product' && expr.conditions.length === 0 && expr.bounds.lower?.kind !== 'index' && inner(expr.body);
      default:
        return false;
    }
  }

  isPositiveTerm({ coefficient, factors }: Term): boolean {
    return 0 < coefficient.above && [...factors.values()].every(({ atom }) => this.isPositive(atom));
  }

  /** Whether a term is nowhere negative. */
  private isEvenTerm({ coefficient, factors }: Term): boolean {
    return 0 < coefficient.above && [...factors.values()].every(({ atom, exponent }) => exponent % 2 === 0 || this.isPositive(atom));
  }
}

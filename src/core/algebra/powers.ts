import type { Expr, IndexId } from '../expr/expr.ts';
import { freeIndices } from '../expr/expr.ts';
import { keyOf } from './key.ts';
import { type Factor, type Ring, type Sum, Term } from './normal.ts';
import { one, plus, type Rational, raised, times } from './rational.ts';

/** A power whose exponent is no number: `x^{a/2}` has the base `x` and the exponent `a/2`. */
export interface GeneralPower {
  /** The base as one term, by whose powers it is multiplied. */
  readonly base: Term;
  readonly baseExpr: Expr;
  /** What the exponent is a multiple of: a fraction with 1 above it times its names. */
  readonly exponent: Term;
}

/**
 * Whether a power is one of every exponent, and so exists for all of them only where its base is not zero. An index that the exponent has
 * and the base has not (`\sum_k a_k x^k`) counts: then the exponents are those of a polynomial.
 */
export function isGeneral(base: Expr, exponent: Expr): boolean {
  if (base.kind === 'number') return false;
  const own = freeIndices(base);
  return [...freeIndices(exponent)].every((id: IndexId) => own.has(id));
}

/** A base to a sum of exponents as a product: `x^{2a + b - 1}` as `(x^a)^2 x^b x^{-1}`, so that powers of one base come together. */
export function generalPower(base: Sum, baseExpr: Expr, exponent: Sum, ring: Ring): Sum {
  const whole = ring.together(base);
  let result = ring.number(one);
  for (const { coefficient, factors } of exponent) {
    if (factors.size === 0) {
      result = ring.multiply(result, numericPower(base, baseExpr, coefficient, ring));
      continue;
    }
    const share = new Term({ above: 1, below: coefficient.below }, factors);
    result = ring.multiply(result, ring.generalPower({ base: whole, baseExpr, exponent: share }, coefficient.above));
  }
  return result;
}

/** A base to a number: a whole power of it times one between 0 and 1. */
function numericPower(base: Sum, baseExpr: Expr, { above, below }: Rational, ring: Ring): Sum {
  const whole = Math.floor(above / below);
  const rest: Rational = { above: above - whole * below, below };
  const power = whole === 0 ? ring.number(one) : ring.power(base, whole);
  if (rest.above === 0) return power;
  const part: Expr =
    rest.above === 1 && below === 2
      ? rootOf(baseExpr)
      : { kind: 'power', base: baseExpr, exponent: { kind: 'divide', numerator: numeral(rest.above), denominator: numeral(below) } };
  return ring.multiply(power, ring.atom(part));
}

/** A term in which all powers of one base stand as one: `x^a x^{-1}` as `x^{a-1}`, `u \sqrt{u}` of a sum as `u^{3/2}`; `write` makes a formula of a sum. */
export function joinedPowers(term: Term, write: (sum: Sum) => Expr): Term {
  let found = withoutRoots(term);
  for (const { atom } of term.factors.values()) if (atom.power && found.factors.has(atom.key)) found = joinedOn(atom.power, found, write);
  return found;
}

function joinedOn({ base, baseExpr }: GeneralPower, term: Term, write: (sum: Sum) => Expr): Term {
  const key = keyOf(baseExpr);
  const isOn = ({ atom }: Factor): boolean => atom.power !== undefined && keyOf(atom.power.baseExpr) === key;
  const powers = [...term.factors.values()].filter(isOn);
  const whole = timesIn(base, term);
  const root = term.factors.get(keyOf(rootOf(baseExpr)));
  const isAsItIs = whole === 0 && root === undefined && powers.length === 1 && powers[0]?.exponent === 1;
  if (isAsItIs) return term;
  const factors = new Map([...term.factors].filter(([, factor]) => factor !== root && !isOn(factor)));
  for (const [own, { exponent }] of whole === 0 ? [] : base.factors) multiplyIn(factors, own, -exponent * whole);
  const number = plus({ above: whole, below: 1 }, half(root?.exponent ?? 0));
  const exponent = powers.flatMap(({ atom, exponent: by }) => (atom.power ? [scaled(atom.power.exponent, by)] : []));
  const expr: Expr = { kind: 'power', base: baseExpr, exponent: write(number.above === 0 ? exponent : [...exponent, new Term(number)]) };
  factors.set(keyOf(expr), { atom: { key: keyOf(expr), expr }, exponent: 1 });
  const coefficient = whole === 0 ? term.coefficient : times(term.coefficient, raised(base.coefficient, -whole));
  return new Term(coefficient, factors);
}

/** A term in which a sum in brackets and its root stand as one power. */
function withoutRoots(term: Term): Term {
  for (const root of term.factors.values()) {
    const { expr } = root.atom;
    const arg = expr.kind === 'apply' && expr.fn === 'sqrt' && expr.order === 0 ? expr.args[0] : undefined;
    if (arg?.kind !== 'add' || Math.abs(root.exponent) !== 1) continue;
    const own = [...term.factors.values()].find(({ atom }) => atom.sum && keyOf(atom.expr) === keyOf(arg));
    if (own === undefined || own.exponent * root.exponent < 0) continue;
    const halves = 2 * Math.abs(own.exponent) + 1;
    const power: Expr = { kind: 'power', base: arg, exponent: { kind: 'divide', numerator: numeral(halves), denominator: numeral(2) } };
    const factors = new Map([...term.factors].filter(([, factor]) => factor !== own && factor !== root));
    factors.set(keyOf(power), { atom: { key: keyOf(power), expr: power }, exponent: root.exponent });
    return new Term(term.coefficient, factors);
  }
  return term;
}

/** An exponent some times over; as it is where that is once, so that it is written out once. */
function scaled(exponent: Term, by: number): Term {
  return by === 1 ? exponent : exponent.withCoefficient(times(exponent.coefficient, { above: by, below: 1 }));
}

/** How often a base is a factor of a term as it stands; never, if without it the number in front would be less plain. */
function timesIn(base: Term, { coefficient, factors }: Term): number {
  let found: number | undefined;
  for (const [key, { exponent }] of base.factors) {
    const own = Math.trunc((factors.get(key)?.exponent ?? 0) / exponent);
    if (own === 0 || (found !== undefined && own * found < 0)) return 0;
    found = found === undefined || Math.abs(own) < Math.abs(found) ? own : found;
  }
  if (found === undefined) return 0;
  const left = times(coefficient, raised(base.coefficient, -found));
  return Math.abs(left.above) * left.below <= Math.abs(coefficient.above) * coefficient.below ? found : 0;
}

function multiplyIn(factors: Map<string, Factor>, key: string, exponent: number): void {
  const known = factors.get(key) as Factor;
  const total = known.exponent + exponent;
  if (total === 0) factors.delete(key);
  else factors.set(key, { ...known, exponent: total });
}

function half(exponent: number): Rational {
  return exponent % 2 === 0 ? { above: exponent / 2, below: 1 } : { above: exponent, below: 2 };
}

function rootOf(base: Expr): Expr {
  return { kind: 'apply', fn: 'sqrt', args: [base], order: 0 };
}

function numeral(value: number): Expr {
  return { kind: 'number', value, decimals: 0 };
}

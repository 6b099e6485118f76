import type { Expr } from '../expr/expr.ts';
import { costOf, costOfFraction, costOfSum } from './cost.ts';
import { type Factor, type Sum, Term } from './normal.ts';
import { joinedPowers } from './powers.ts';
import { minusOne, type Rational, rational, times } from './rational.ts';

/** A sum as a formula, zero for one without terms; arranged as a person would write it: what is positive first, numbers and fractions in front, sums over indices last. */
export function built(sum: Sum): Expr {
  if (sum.length === 0) return number(0);
  if (sum.length === 1) return builtAlone(sum[0] as Term);
  // A sum of nothing but what is taken off has its differences turned round.
  if (sum.every(isNegative)) return { kind: 'add', terms: positiveFirst(sum.map(builtAlone)) };
  const terms: Expr[] = [];
  for (const term of sum) if (!isNegative(term)) terms.push(builtAmong(term));
  for (const term of sum) if (isNegative(term)) terms.push(builtAmong(term));
  return { kind: 'add', terms };
}

/** The cost of a sum as a formula. */
export function priceOf(sum: Sum): number {
  if (sum.length === 0) return costOf(number(0));
  const [first] = sum as readonly [Term, ...Term[]];
  if (sum.length === 1) {
    first.costAlone ??= costOf(builtAlone(first));
    return first.costAlone;
  }
  let cost = costOfSum(sum.length, sum.every(isNegative));
  for (const term of sum) {
    term.costAmong ??= costOf(builtAmong(term));
    cost += term.costAmong + (isFraction(term) ? costOfFraction : 0);
  }
  return cost;
}

/** A number as a formula, with all of its digits. */
export function number(value: number): Expr {
  return small[value] ?? { kind: 'number', value, decimals: 0 };
}

/** Numbers that formulas are full of, each one object, about which is known what is asked again and again. */
const small: readonly Expr[] = Array.from({ length: 10 }, (_, value) => ({ kind: 'number', value, decimals: 0 }));

function builtAlone(term: Term): Expr {
  term.alone ??= builtTerm(joinedPowers(term, built));
  return term.alone;
}

function builtAmong(term: Term): Expr {
  if (term.among === undefined) {
    const joined = joinedPowers(term, built);
    term.among = isNegative(joined) ? negated(builtFactors(opposite(joined))) : builtFactors(joined);
  }
  return term.among;
}

function isNegative({ coefficient }: Term): boolean {
  return coefficient.above < 0;
}

/** Whether a term is a number that is no whole one. */
function isFraction({ coefficient, factors }: Term): boolean {
  return factors.size === 0 && coefficient.below !== 1;
}

function opposite({ coefficient, factors }: Term): Term {
  return new Term(times(coefficient, minusOne), factors);
}

function negated(of: Expr): Expr {
  return { kind: 'negate', of };
}

/** A term that stands alone; a minus in front of a difference turns it round, one in a sum over an index too. */
function builtTerm(term: Term): Expr {
  if (0 <= term.coefficient.above) return builtFactors(forward(term));
  const inOrder = [...term.factors].reverse().sort(([, a], [, b]) => Number(a.exponent < 0) - Number(b.exponent < 0));
  for (const [key, { atom, exponent }] of inOrder) {
    const expr = exponent % 2 === 0 ? undefined : turned(atom.expr);
    if (expr === undefined) continue;
    const factors = new Map(term.factors).set(key, {
      exponent,
      atom: { key: atom.key, expr, ...(atom.sum ? { sum: atom.sum.map(opposite) } : {}) },
    });
    return builtFactors(new Term(times(term.coefficient, minusOne), factors));
  }
  return negated(builtFactors(opposite(term)));
}

/** A product of two differences with both turned round where one would take a number off: `(1 - y) (y - t)` for `(y - 1) (t - y)`. */
function forward(term: Term): Term {
  const entries = [...term.factors].filter(([, { exponent }]) => exponent % 2 !== 0);
  const backward = entries.find(([, { atom }]) => hasNumber(atom.expr, true));
  const other = entries.find((entry) => entry !== backward && !hasNumber(entry[1].atom.expr, false) && turned(entry[1].atom.expr));
  if (backward === undefined || other === undefined) return term;
  const factors = new Map(term.factors);
  for (const [key, { atom, exponent }] of [backward, other])
    factors.set(key, {
      exponent,
      atom: { key: atom.key, expr: turned(atom.expr) as Expr, ...(atom.sum ? { sum: atom.sum.map(opposite) } : {}) },
    });
  return new Term(term.coefficient, factors);
}

/** Whether a difference takes a number off, or takes off from one. */
function hasNumber(expr: Expr, isOff: boolean): boolean {
  if (expr.kind !== 'add' || expr.terms.length !== 2) return false;
  return (
    expr.terms.some((term) => (isOff ? term.kind === 'negate' && term.of.kind === 'number' : term.kind === 'number')) &&
    expr.terms.some(({ kind }) => kind === 'negate')
  );
}

/** A difference with the other sign, by itself or as a factor; undefined where that would need a minus in front. */
function turned(expr: Expr): Expr | undefined {
  if (expr.kind === 'add') {
    if (expr.terms.some(({ kind }) => kind === 'negate')) return opposed(expr);
    const terms = expr.terms.map(turned);
    return terms.includes(undefined) ? undefined : { kind: 'add', terms: terms as Expr[] };
  }
  if (expr.kind === 'apply' && expr.fn === 'sign' && expr.order === 0) {
    const arg = turned(expr.args[0] as Expr);
    return arg && { ...expr, args: [arg] };
  }
  if (expr.kind === 'reduce' && expr.op === 'sum') {
    const body = turned(expr.body);
    return body && { ...expr, body };
  }
  if (expr.kind === 'negate') return expr.of;
  if (expr.kind === 'divide') {
    const numerator = turned(expr.numerator);
    return numerator && { ...expr, numerator };
  }
  if (expr.kind !== 'multiply') return undefined;
  for (const [at, factor] of expr.factors.entries()) {
    const other = factor.kind === 'add' || factor.kind === 'apply' ? turned(factor) : undefined;
    if (other) return { ...expr, factors: expr.factors.map((one, n) => (n === at ? other : one)) };
  }
  return undefined;
}

function builtFactors({ coefficient, factors }: Term): Expr {
  const all = [...factors.values()].map(asWritten);
  const above = [...all.filter(({ exponent }) => 0 < exponent)].sort((a, b) => rank(a) - rank(b));
  const below = all.filter(({ exponent }) => exponent < 0);
  if (below.length === 0) return product([...inFront(coefficient), ...above.map(raise)]);
  const denominator = product([
    ...(coefficient.below === 1 ? [] : [number(coefficient.below)]),
    ...below.map(({ atom, exponent }) => raise({ atom, exponent: -exponent })),
  ]);
  const isScale =
    below.every(({ atom }) => atom.expr.kind === 'ref' && atom.expr.slots.length === 0) ||
    above.some(({ atom }) => isSumOfFractions(atom.expr));
  const isLong =
    above.some(({ atom }) => atom.expr.kind === 'reduce' || isFractional(atom.expr)) || coefficient.above !== 1 || 1 < above.length;
  const rest = isScale && isLong ? above.filter(({ atom }) => atom.sum !== undefined || atom.expr.kind === 'reduce') : [];
  const top = above.filter((factor) => !rest.includes(factor));
  const numerator = product([...(coefficient.above === 1 ? [] : [number(coefficient.above)]), ...top.map(raise)]);
  return product([{ kind: 'divide', numerator, denominator }, ...rest.map(raise)]);
}

/** Whether fractions are summed up, which would be hard to read above a line. */
function isSumOfFractions(expr: Expr): boolean {
  if (expr.kind !== 'reduce') return false;
  return isQuotient(expr.body) || (expr.body.kind === 'multiply' && expr.body.factors.some(isQuotient));
}

/** Whether a bracket has a fraction in it that is more than a number. */
function isFractional(expr: Expr): boolean {
  return expr.kind === 'add' && expr.terms.some((term) => isQuotient(term.kind === 'negate' ? term.of : term));
}

function isQuotient(expr: Expr): boolean {
  return expr.kind === 'divide' && expr.denominator.kind !== 'number';
}

/** `e^{-x}` stands above a line, and `e^{2x}` is no square. */
function asWritten(factor: Factor): Factor {
  const { expr } = factor.atom;
  if (expr.kind !== 'apply' || expr.fn !== 'exp' || expr.order > 0 || factor.exponent === 1) return factor;
  const arg = expr.args[0] as Expr;
  const size = Math.abs(factor.exponent);
  const scaled: Expr = size === 1 ? arg : product([number(size), arg]);
  const args = [factor.exponent < 0 ? opposed(scaled) : scaled];
  return { atom: { ...factor.atom, expr: { ...expr, args } }, exponent: 1 };
}

/** A formula with the other sign. */
function opposed(expr: Expr): Expr {
  if (expr.kind === 'negate') return expr.of;
  if (expr.kind !== 'add') return negated(expr);
  return { kind: 'add', terms: positiveFirst(expr.terms.map(opposed)) };
}

function positiveFirst(terms: readonly Expr[]): readonly Expr[] {
  return [...terms.filter(({ kind }) => kind !== 'negate'), ...terms.filter(({ kind }) => kind === 'negate')];
}

function rank({ atom }: Factor): number {
  return atom.expr.kind === 'reduce' ? 1 : 0;
}

function inFront({ above, below }: Rational): readonly Expr[] {
  if (above === 1 && below === 1) return [];
  return [fraction(above, below)];
}

/** A fraction, as a decimal number where it has few digits as one and is not as plain as a half or a quarter. */
function fraction(above: number, below: number): Expr {
  if (below === 1) return number(above);
  const decimals = decimalsOf(below);
  if (decimals !== undefined) return { kind: 'number', value: above / below, decimals };
  return { kind: 'divide', numerator: number(above), denominator: number(below) };
}

function decimalsOf(below: number): number | undefined {
  if (below % 5 !== 0 && below < 20) return undefined;
  for (let decimals = 1; decimals <= 12; decimals++) if (10 ** decimals % below === 0) return decimals;
  return undefined;
}

function raise({ atom, exponent }: Factor): Expr {
  if (exponent === 1) return atom.expr;
  const { expr } = atom;
  if (expr.kind === 'power' && expr.exponent.kind === 'number')
    return { ...expr, exponent: number(rational(expr.exponent.value * exponent).above) };
  return { kind: 'power', base: expr, exponent: number(exponent) };
}

function product(factors: readonly Expr[]): Expr {
  if (factors.length === 0) return number(1);
  if (factors.length === 1) return factors[0] as Expr;
  const flat = factors.flatMap((factor) => (factor.kind === 'multiply' ? factor.factors : [factor]));
  return { kind: 'multiply', factors: flat };
}

import { type Expr, eachChild } from '../expr/expr.ts';

/** What each kind of part adds to the length of a formula as it is read; a name counts more than a number, and a function more than a sign. */
const costs: Readonly<Partial<Record<Expr['kind'], number>>> = {
  number: 1,
  ref: 2,
  negate: 0.5,
  divide: 1.5,
  power: 1.5,
  apply: 2.5,
  call: 1,
  reduce: 3,
  delta: 2,
  indicator: 3,
  cases: 6,
  partial: 3,
  matrix: 5,
};

const known = new WeakMap<Expr, number>();

/** How much there is to read in a formula: the less the better. Positive, and for comparison alone: it has no unit. */
export function costOf(expr: Expr): number {
  if (isArrangement(expr)) return costIn(expr);
  let cost = known.get(expr);
  if (cost === undefined) {
    cost = costIn(expr);
    known.set(expr, cost);
  }
  return cost;
}

/** What a sum of formulas costs beside these. */
export function costOfSum(terms: number, isFirstNegative: boolean): number {
  return 0.5 * terms + (isFirstNegative ? 0.25 : 0);
}

/** What a fraction of numbers among other terms costs besides: `\frac12 (1 + x)` reads better than `\frac12 + \frac{x}{2}`. */
export const costOfFraction = 0.75;

function isFractionOfNumbers(expr: Expr): boolean {
  if (expr.kind === 'negate') return isFractionOfNumbers(expr.of);
  return expr.kind === 'divide' && expr.numerator.kind === 'number' && expr.denominator.kind === 'number';
}

/** Whether a formula is a name or number, or only arranges others in a way that hardly comes twice: its cost is told sooner than looked up. */
function isArrangement(expr: Expr): boolean {
  switch (expr.kind) {
    case 'number':
    case 'negate':
    case 'multiply':
    case 'divide':
    case 'power':
      return true;
    case 'ref':
      return expr.slots.length === 0;
    default:
      return false;
  }
}

function costIn(expr: Expr): number {
  const own = costs[expr.kind] ?? 1;
  switch (expr.kind) {
    case 'number':
      return Number.isInteger(expr.value) && Math.abs(expr.value) < 100 ? own : own + digitsOf(expr.value);
    case 'add':
      return (
        costOfSum(expr.terms.length, expr.terms[0]?.kind === 'negate') +
        costOfAll(expr.terms) +
        costOfFraction * expr.terms.filter(isFractionOfNumbers).length
      );
    case 'negate':
      // `-a - b` reads better than a minus in front of brackets.
      return own + costOf(expr.of) + (expr.of.kind === 'add' ? 1 : 0);
    case 'multiply': {
      let cost = 0.2 * expr.factors.length;
      for (const factor of expr.factors) cost += costOf(factor) + (factor.kind === 'add' ? 0.5 : 0);
      return cost;
    }
    case 'divide': {
      const { numerator, denominator } = expr;
      // A fraction in a fraction is hard to read, and a power over its own base is a lower power.
      const isHard = hasFraction(numerator) || hasFraction(denominator) || isOverBase(numerator, denominator);
      return own + costOf(numerator) + costOf(denominator) + (isHard ? 4 : 0);
    }
    case 'power':
      return own + costOf(expr.base) + costOf(expr.exponent);
    case 'apply':
      // A function of a function needs more care than one of a name.
      return own + costOfAll(expr.args) + (expr.args.some(({ kind }) => kind !== 'ref') ? 0.5 : 0);
    default: {
      let cost = own;
      eachChild(expr, (child) => {
        cost += costOf(child);
      });
      return cost;
    }
  }
}

function costOfAll(exprs: readonly Expr[]): number {
  let cost = 0;
  for (const expr of exprs) cost += costOf(expr);
  return cost;
}

/** How many digits a number has that nobody sees at a glance. */
function digitsOf(value: number): number {
  return Math.max(0, String(value).replace('.', '').length - 3);
}

function hasFraction(expr: Expr): boolean {
  if (expr.kind === 'divide') return expr.numerator.kind !== 'number' || expr.denominator.kind !== 'number';
  if (expr.kind === 'add') return expr.terms.some(hasFraction);
  if (expr.kind === 'multiply') return expr.factors.some(hasFraction);
  if (expr.kind === 'power') return expr.base.kind === 'add' && hasFraction(expr.base);
  return expr.kind === 'negate' && hasFraction(expr.of);
}

/** Whether a power with an exponent that is no number stands over its base: `x^k / x`. */
function isOverBase(numerator: Expr, denominator: Expr): boolean {
  switch (numerator.kind) {
    case 'power': {
      const { base, exponent } = numerator;
      if (base.kind !== 'ref' || exponent.kind === 'number') return false;
      const below = denominator.kind === 'multiply' ? denominator.factors : [denominator];
      return below.some((factor) => factor.kind === 'ref' && factor.family === base.family);
    }
    case 'add':
      return numerator.terms.some((term) => isOverBase(term, denominator));
    case 'multiply':
      return numerator.factors.some((factor) => isOverBase(factor, denominator));
    case 'negate':
      return isOverBase(numerator.of, denominator);
    default:
      return false;
  }
}

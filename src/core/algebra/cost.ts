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
  // Names and numbers are told sooner than looked up.
  if (expr.kind === 'number' || (expr.kind === 'ref' && expr.slots.length === 0)) return costIn(expr);
  let cost = known.get(expr);
  if (cost === undefined) {
    cost = costIn(expr);
    known.set(expr, cost);
  }
  return cost;
}

function costIn(expr: Expr): number {
  let cost = costs[expr.kind] ?? 1;
  if (expr.kind === 'ref' && expr.slots.length === 0) return cost;
  if (expr.kind === 'number') return Number.isInteger(expr.value) && Math.abs(expr.value) < 100 ? cost : cost + digitsOf(expr.value);
  if (expr.kind === 'add') cost = 0.5 * expr.terms.length + (expr.terms[0]?.kind === 'negate' ? 0.25 : 0);
  // A function of a function needs more care than one of a name.
  if (expr.kind === 'apply' && expr.args.some(({ kind }) => kind !== 'ref')) cost += 0.5;
  if (expr.kind === 'multiply') {
    cost = 0.2 * expr.factors.length;
    for (const factor of expr.factors) if (factor.kind === 'add') cost += 0.5;
  }
  // A fraction in a fraction is hard to read.
  if (expr.kind === 'divide' && [expr.numerator, expr.denominator].some(hasFraction)) cost += 4;
  eachChild(expr, (child) => {
    cost += costOf(child);
  });
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
  return expr.kind === 'negate' && hasFraction(expr.of);
}

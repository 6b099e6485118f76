import type { Expr } from '../expr/expr.ts';
import type { Syntax } from '../latex/syntax.ts';

/** The density of a law at a value, by its parameters. */
interface Density {
  readonly arity: number;
  /** Whether the arguments as they are written are numbers that the formula fits. */
  readonly fits: (args: readonly Syntax[]) => boolean;
  readonly body: (...args: readonly Expr[]) => Expr;
}

/** Laws that notes call by their usual names without a formula, by the name of their base. Source: C. Bishop, Pattern Recognition and Machine Learning, app. B. */
export const densities: ReadonlyMap<string, Density> = new Map([
  [
    'cal(N)',
    {
      arity: 3,
      // A covariance matrix is no square of a name.
      fits: ([, , variance]) => variance?.kind === 'scripts' && variance.sup?.kind === 'number' && variance.sup.value === 2,
      body: (x = nothing, mean = nothing, variance = nothing) => ({
        kind: 'divide',
        numerator: exp(negative({ kind: 'divide', numerator: square(minus(x, mean)), denominator: times(number(2), variance) })),
        denominator: { kind: 'apply', fn: 'sqrt', args: [times(number(2), number(Math.PI), variance)], order: 0 },
      }),
    },
  ],
  ['Bern', bernoulli()],
  ['Bernoulli', bernoulli()],
]);

function bernoulli(): Density {
  return {
    arity: 2,
    fits: () => true,
    body: (x = nothing, p = nothing) =>
      times({ kind: 'power', base: p, exponent: x }, { kind: 'power', base: minus(number(1), p), exponent: minus(number(1), x) }),
  };
}

function number(value: number): Expr {
  return { kind: 'number', value, decimals: 0 };
}

function negative(of: Expr): Expr {
  return { kind: 'negate', of };
}

function minus(one: Expr, other: Expr): Expr {
  return { kind: 'add', terms: [one, negative(other)] };
}

function times(...factors: readonly Expr[]): Expr {
  return { kind: 'multiply', factors };
}

function square(base: Expr): Expr {
  return { kind: 'power', base, exponent: number(2) };
}

function exp(of: Expr): Expr {
  return { kind: 'apply', fn: 'exp', args: [of], order: 0 };
}

const nothing: Expr = number(0);

import type { Expr } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';

/** Which of two roots is taken, where there are two. */
export type Root = '+' | '-';

/** What a name has to be so that a formula has a value, where the name stands in it once and behind nothing that has no inverse. */
export function solvedFor(name: Expr, formula: Expr, value: Expr, root: Root = '+'): Expr | undefined {
  const has = (part: Expr): boolean => walk(part).includes(name);
  /** The part with the name, and the others. */
  const apart = (parts: readonly Expr[]): readonly [Expr, readonly Expr[]] | undefined => {
    const [own, ...more] = parts.filter(has);
    return own && more.length === 0 ? [own, parts.filter((part) => part !== own)] : undefined;
  };
  if (formula === name) return value;
  switch (formula.kind) {
    case 'negate':
      return solvedFor(name, formula.of, { kind: 'negate', of: value }, root);
    case 'add': {
      const [own, others] = apart(formula.terms) ?? [];
      return (
        own && others && solvedFor(name, own, { kind: 'add', terms: [value, ...others.map((of): Expr => ({ kind: 'negate', of }))] }, root)
      );
    }
    case 'multiply': {
      const [own, others] = apart(formula.factors) ?? [];
      return own && others && solvedFor(name, own, divided(value, { kind: 'multiply', factors: others }), root);
    }
    case 'divide': {
      const { numerator, denominator } = formula;
      if (has(numerator))
        return has(denominator) ? undefined : solvedFor(name, numerator, { kind: 'multiply', factors: [value, denominator] }, root);
      return solvedFor(name, denominator, divided(numerator, value), root);
    }
    case 'power':
      return has(formula.exponent) ? undefined : solvedFor(name, formula.base, rootOf(value, formula.exponent, root), root);
    case 'apply': {
      const inverse = formula.order === 0 && formula.args.length === 1 ? inverses.get(formula.fn) : undefined;
      return inverse && solvedFor(name, formula.args[0] as Expr, inverse(value), root);
    }
    default:
      return undefined;
  }
}

const one: Expr = { kind: 'number', value: 1, decimals: 0 };

function divided(numerator: Expr, denominator: Expr): Expr {
  return { kind: 'divide', numerator, denominator };
}

function raised(base: Expr, exponent: Expr): Expr {
  return { kind: 'power', base, exponent };
}

/** The number that raised to a power is a value; to an even one, there are two. */
function rootOf(value: Expr, exponent: Expr, root: Root): Expr {
  const positive = raised(value, divided(one, exponent));
  const isEven = exponent.kind === 'number' && exponent.value % 2 === 0;
  return isEven && root === '-' ? { kind: 'negate', of: positive } : positive;
}

function applied(fn: string): (value: Expr) => Expr {
  return (value) => ({ kind: 'apply', fn, args: [value], order: 0 });
}

/** Functions that have an inverse, and the argument at which they have a value. */
const inverses: ReadonlyMap<string, (value: Expr) => Expr> = new Map([
  ['log', applied('exp')],
  ['exp', applied('log')],
  ['sqrt', (value) => raised(value, { kind: 'number', value: 2, decimals: 0 })],
]);

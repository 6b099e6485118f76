import type { Expr, FamilyKey, IndexId } from '../../expr/expr.ts';

/** The least and the largest of some numbers. */
export type Span = readonly [number, number];

/** What the names of sizes and the indices in a formula stand for, as far as that is known. */
export interface Known {
  readonly ofSize: (family: FamilyKey) => Span | undefined;
  readonly ofIndex: (id: IndexId) => Span | undefined;
}

/** The least and the largest value of a number that is worked out from indices and sizes. */
export function rangeOf(expr: Expr, known: Known): Span | undefined {
  const inside = (parts: readonly Expr[], join: (a: number, b: number) => number): Span | undefined => {
    const [first, ...rest] = parts.map((part) => rangeOf(part, known));
    return rest.reduce((a, b) => {
      if (a === undefined || b === undefined) return undefined;
      const all = a.flatMap((one) => b.map((two) => join(one, two)));
      return [Math.min(...all), Math.max(...all)];
    }, first);
  };
  switch (expr.kind) {
    case 'number':
      return [expr.value, expr.value];
    case 'ref':
      return known.ofSize(expr.family);
    case 'position': {
      const { term } = expr;
      const span = term.kind === 'index' ? known.ofIndex(term.id) : undefined;
      return span && term.kind === 'index' ? [span[0] + term.shift, span[1] + term.shift] : undefined;
    }
    case 'negate':
      return inside([{ kind: 'number', value: 0, decimals: 0 }, expr.of], (a, b) => a - b);
    case 'add':
      return inside(expr.terms, (a, b) => a + b);
    case 'multiply':
      return inside(expr.factors, (a, b) => a * b);
    case 'divide':
      return inside([expr.numerator, expr.denominator], (a, b) => a / b);
    case 'apply': {
      const round = expr.fn === 'floor' ? Math.floor : expr.fn === 'ceil' ? Math.ceil : undefined;
      const [least, most] = (round && expr.args[0] && rangeOf(expr.args[0], known)) ?? [];
      return round && least !== undefined && most !== undefined ? [round(least), round(most)] : undefined;
    }
    default:
      return undefined;
  }
}

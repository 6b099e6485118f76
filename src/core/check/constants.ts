import { type Expr, hasInside, walk } from '../expr/expr.ts';

/** The value of a formula of numbers alone. */
export function constantOf(expr: Expr): number | undefined {
  switch (expr.kind) {
    case 'number':
      return expr.value;
    case 'negate': {
      const of = constantOf(expr.of);
      return of === undefined ? undefined : -of;
    }
    case 'divide': {
      const above = constantOf(expr.numerator);
      const below = constantOf(expr.denominator);
      return above === undefined || below === undefined ? undefined : above / below;
    }
    default:
      return undefined;
  }
}

const numericKinds: ReadonlySet<Expr['kind']> = new Set(['number', 'negate', 'add', 'multiply', 'divide', 'power', 'apply']);

/** Whether a formula has no names in it but those of functions. */
export function isNumeric(expr: Expr): boolean {
  return !hasInside(expr, hasAName);
}

/** Whether a formula is of numbers alone, with vectors or matrices written out among them. */
export function isOfNumbers(expr: Expr): boolean {
  const nodes = walk(expr);
  return (
    nodes.some(({ kind }) => kind === 'list') && nodes.every((node) => node.kind === 'list' || node.kind === 'reduce' || hasNoName(node))
  );
}

function hasAName(node: Expr): boolean {
  return !hasNoName(node);
}

function hasNoName(node: Expr): boolean {
  return numericKinds.has(node.kind) || (node.kind === 'call' && node.args.length > 0 && node.slots.length === 0);
}

import type { Condition, Expr } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import type { Readings } from './context.ts';
import type { Typer } from './typer.ts';

export function conditionOf(typer: Typer, condition: Condition): Condition {
  if (condition.kind !== 'relation') return condition;
  const left = typer.scalarOf(condition.left);
  const right = typer.scalarOf(condition.right);
  return left && right ? { ...condition, left: left.entry(), right: right.entry() } : condition;
}

/** Values and the sides of conditions, entry by entry. */
export function branches(
  typer: Typer,
  values: readonly Expr[],
  conditions: readonly (Condition | undefined)[],
  build: (values: readonly Expr[], conditions: readonly (Condition | undefined)[]) => Expr,
): Readings {
  const sides = flatMap(conditions, (condition) => (condition?.kind === 'relation' ? [condition.left, condition.right] : []));
  return typer.elementwise([...values, ...sides], 0, (args) => {
    let at = values.length;
    const tests = conditions.map((condition) =>
      condition?.kind === 'relation' ? { ...condition, left: args[at++] as Expr, right: args[at++] as Expr } : condition,
    );
    return build(args.slice(0, values.length), tests);
  });
}

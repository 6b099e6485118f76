import type { NodeId } from '../../engine/tape.ts';
import { type Expr, type FamilyKey, substitute, walk } from '../../expr/expr.ts';
import type { Scope } from '../ground.ts';
import { deepest } from './calls.ts';
import type { Context } from './context.ts';
import { dependsOn } from './dependence.ts';
import { Refused } from './refusal.ts';

/** A formula where a name has a given value: what the notes define by the name is worked out anew there. */
export function takenAt(context: Context, { of, point, value }: Expr & { kind: 'at' }, scope: Scope): NodeId {
  if (point.kind !== 'ref' || point.slots.length > 0) throw new Refused('unread-scripts');
  const node = context.tape.fence(context.value(value, scope));
  const params = new Map(scope.params).set(point.family, { node, axes: [] });
  return context.value(spelledOut(context, of, point.family, 0), { ...scope, params });
}

/** A formula with the definitions in the place of the names that depend on a family. */
function spelledOut(context: Context, expr: Expr, family: FamilyKey, depth: number): Expr {
  if (deepest < depth || !context.plan.budget.spend(1)) throw new Refused('out-of-budget');
  return walk(expr).reduce<Expr>((whole, node) => {
    if (node.kind === 'partial' && node.wrt.kind === 'ref' && node.wrt.family !== family && dependsOn(context, node.wrt.family, family))
      throw new Refused('unread-scripts');
    if (node.kind !== 'ref' || node.family === family || !dependsOn(context, node.family, family)) return whole;
    const definition = context.plan.environment(node.family);
    if (definition?.meaning.kind !== 'formula' || definition.head.length > 0) throw new Refused('unread-scripts');
    return substitute(whole, node, spelledOut(context, definition.meaning.body, family, depth + 1));
  }, expr);
}

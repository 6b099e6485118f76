import type { NodeId } from '../../engine/tape.ts';
import { type Expr, type FamilyKey, type IndexTerm, substitute, walk, withTerm } from '../../expr/expr.ts';
import { keptFor } from '../../text/kept.ts';
import type { Definition } from '../definition.ts';
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
  return context.value(spelledOut(context, of, point.family), { ...scope, params });
}

/**
 * The formula of a function with the definitions in the place of the names that depend on a parameter, so that they change with it: `f'(x)` of
 * `f(x) = x + a^2` where `a = w x`. Its other parameters are names of their own, whatever they are elsewhere.
 */
export function bodyIn(context: Context, { params = [], meaning }: Definition): Expr | undefined {
  if (meaning.kind !== 'formula') return undefined;
  const { body } = meaning;
  const kept = bodies(context);
  const known = kept.get(body);
  if (known !== undefined) return known;
  const own = new Set(params.map(({ family }) => family));
  const spelt = params.reduce((whole, { family, slots }) => (slots.length === 0 ? spelledOut(context, whole, family, own) : whole), body);
  kept.set(body, spelt);
  return spelt;
}

const bodies = keptFor((_: Context) => new Map<Expr, Expr>());

/** A formula with the definitions in the place of the names that depend on a family, but of those that are held; `known`: what was put for names. */
function spelledOut(
  context: Context,
  expr: Expr,
  family: FamilyKey,
  held: ReadonlySet<FamilyKey> = new Set(),
  known = new Map<FamilyKey, Expr>(),
  depth = 0,
): Expr {
  if (deepest < depth || !context.plan.budget.spend(1)) throw new Refused('out-of-budget');
  return walk(expr).reduce<Expr>((whole, node) => {
    if (node.kind === 'partial' && node.wrt.kind === 'ref' && node.wrt.family !== family && dependsOn(context, node.wrt.family, family))
      throw new Refused('unread-scripts');
    if (node.kind !== 'ref' || node.family === family || held.has(node.family) || !dependsOn(context, node.family, family)) return whole;
    const definition = context.plan.environment(node.family);
    if (definition?.meaning.kind !== 'formula') throw new Refused('unread-scripts');
    const inner = known.get(node.family) ?? spelledOut(context, definition.meaning.body, family, held, known, depth + 1);
    known.set(node.family, inner);
    const member = definition.head.reduce((open, id, at) => withTerm(open, id, node.slots[at] as IndexTerm), inner);
    return substitute(whole, node, member);
  }, expr);
}

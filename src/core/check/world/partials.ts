import type { Axis, NodeId } from '../../engine/tape.ts';
import { type Expr, type FamilyKey, freeIndices, type IndexTerm, substitute, walk } from '../../expr/expr.ts';
import { printUpToIds } from '../../expr/print.ts';
import { familyKey } from '../../meaning/symbols.ts';
import type { FamilyNode, Scope } from '../ground.ts';
import { mentioned } from '../mentioned.ts';
import type { Context } from './context.ts';
import { dependsOn } from './dependence.ts';
import { derivativeOf, twins } from './derivatives.ts';
import { axisOf, memberOf } from './members.ts';
import { Refused } from './refusal.ts';

type PowerOfName = Expr & { kind: 'power'; base: Expr & { kind: 'ref' }; exponent: Expr & { kind: 'number' } };

/** A derivative: the entries of an adjoint that its indices name. */
export function partialOf(context: Context, expr: Expr & { kind: 'partial' }, scope: Scope): NodeId {
  const { tape } = context;
  const of = context.value(expr.of, scope);
  const { wrt } = expr;
  if (wrt.kind === 'number' || wrt.kind === 'hole') throw new Refused('unread-operand');
  if (isPowerOfName(wrt)) return byPower(context, expr, wrt, scope);
  const target = wrt.kind === 'ref' ? context.familyIn(wrt.family, scope) : nodeOf(context, wrt);
  const slots: readonly IndexTerm[] = wrt.kind === 'ref' ? wrt.slots : [...freeIndices(wrt)].map((id) => ({ kind: 'index', id, shift: 0 }));
  const own = tape.axesOf(of);
  // The value of a parameter for each value of the indices around is differentiated by for each of them.
  if (slots.length === 0 && wrt.kind === 'ref' && scope.params.has(wrt.family) && target.axes.length < tape.axesOf(target.node).length)
    return derivativeOf(context, of, target.node);
  const into = own.length === 0 ? own : twins(context, own, [...scope.taken, ...target.axes, ...own]);
  const jacobian = tape.adjoint(of, target.node, into);
  const here = jacobian === undefined && wrt.kind !== 'ref' ? tape.adjoint(of, context.value(wrt, scope), into) : undefined;
  // `f(z_l)` as it stands, with this very index, in `\partial\ln f(z_l)/\partial f(z_l)`.
  if (here !== undefined) return tape.relabel(here, into, own);
  if (jacobian === undefined) {
    const named = withName(context, expr, scope);
    if (named !== undefined) return named;
    context.independent.add(expr);
    return tape.constant(0);
  }
  const key = wrt.kind === 'ref' ? wrt.family : undefined;
  if (key !== undefined) return memberOfJacobian(context, jacobian, target.axes, slots, key, into, own, scope);
  return tape.relabel(jacobian, [...target.axes, ...into], [...slots.map((term) => axisOf(term, scope)), ...own]);
}

/** `\partial L/\partial\sigma^2` by the name itself, whose other powers and logarithms change with it. */
function byPower(context: Context, expr: Expr & { kind: 'partial' }, { base, exponent }: PowerOfName, scope: Scope): NodeId {
  const { tape } = context;
  const byName = { ...expr, wrt: base };
  const slope = partialOf(context, byName, scope);
  if (context.independent.has(byName)) context.independent.add(expr);
  const less: Expr = { kind: 'number', value: exponent.value - 1, decimals: 0 };
  const inner = tape.multiply(tape.constant(exponent.value), context.value({ kind: 'power', base, exponent: less }, scope));
  return tape.divide(slope, inner);
}

/** `\partial\sum_m t_m \ln f(z_m) / \partial f(z_l)`: the derivative by a formula that stands in another one, as if it were a name; undefined where it does not. */
function withName(context: Context, { of, wrt }: Expr & { kind: 'partial' }, scope: Scope): NodeId | undefined {
  if (wrt.kind === 'ref') return undefined;
  const form = printUpToIds(wrt);
  const places = walk(of).filter((node) => node.kind === wrt.kind && printUpToIds(node) === form);
  if (places.length === 0) return undefined;
  const nameOf = (place: Expr): Expr & { kind: 'ref' } => {
    const slots = [...freeIndices(place)].map((id) => ({ kind: 'index', id, shift: 0 }) as const);
    return { kind: 'ref', family: familyKey(form, '', slots.length), slots };
  };
  const name = nameOf(wrt);
  const inNames = places.reduce<Expr>((whole, place) => substitute(whole, place, nameOf(place)), of);
  // What else would change with it is not said.
  const inside = [...mentioned(wrt)];
  if ([...mentioned(inNames)].some((family) => inside.some((one) => one === family || dependsOn(context, family, one)))) return undefined;
  context.axes.admit(name.family, [...freeIndices(wrt)]);
  const { node, axes } = nodeOf(context, wrt);
  const params = new Map(scope.params).set(name.family, { node: context.tape.fence(node), axes });
  return partialOf(context, { kind: 'partial', of: inNames, wrt: name }, { ...scope, params });
}

/** Picks the entry of a Jacobian: first the slots of what was differentiated by, then the axes of what was differentiated. */
function memberOfJacobian(
  context: Context,
  jacobian: NodeId,
  axes: readonly Axis[],
  slots: readonly IndexTerm[],
  key: FamilyKey,
  into: readonly Axis[],
  own: readonly Axis[],
  scope: Scope,
): NodeId {
  const reserved: Scope = into.length === 0 ? scope : { ...scope, taken: new Set([...scope.taken, ...into]) };
  const picked = memberOf(context, { node: jacobian, axes }, slots, key, reserved);
  return context.tape.relabel(picked, into, own);
}

/** The node that a formula makes, over its own indices in their standard axes, so that it is found where the graph has it. */
function nodeOf(context: Context, expr: Expr): FamilyNode {
  const indices = [...freeIndices(expr)];
  const scope = context.scopeFor(indices);
  return { node: context.value(expr, scope), axes: indices.map((id) => scope.indices.get(id) as Axis) };
}

/** `\sigma^2` */
function isPowerOfName(expr: Expr): expr is PowerOfName {
  return expr.kind === 'power' && expr.base.kind === 'ref' && expr.exponent.kind === 'number' && expr.exponent.value !== 0;
}

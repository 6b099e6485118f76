import type { NodeId } from '../../engine/tape.ts';
import type { Expr } from '../../expr/expr.ts';
import { constantOf } from '../constants.ts';
import type { Scope } from '../ground.ts';
import type { Context } from './context.ts';

/** A sum or a product, from left to right; all parts first. */
export function joined(context: Context, op: 'add' | 'multiply', parts: readonly Expr[], scope: Scope): NodeId {
  const nodes: NodeId[] = [];
  for (const part of parts) nodes.push(context.value(part, scope));
  let whole = nodes[0] as NodeId;
  for (let at = 1; at < nodes.length; at++) whole = context.tape[op](whole, nodes[at] as NodeId);
  return whole;
}

/** A power; one by a number alone is told from others, since it is defined where those are not. */
export function powerOf(context: Context, { base, exponent }: Expr & { kind: 'power' }, scope: Scope): NodeId {
  const fixed = constantOf(exponent);
  const value = context.value(base, scope);
  return fixed === undefined ? context.tape.call('pow', value, context.value(exponent, scope)) : context.tape.power(value, fixed);
}

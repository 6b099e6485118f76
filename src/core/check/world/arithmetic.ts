import type { NodeId } from '../../engine/tape.ts';
import { type Expr, walk } from '../../expr/expr.ts';
import { constantOf } from '../constants.ts';
import type { Scope } from '../ground.ts';
import type { Context } from './context.ts';

/** A sum or a product, from left to right; all parts first. */
export function joined(context: Context, op: 'add' | 'multiply', parts: readonly Expr[], scope: Scope): NodeId {
  const nodes: NodeId[] = [];
  for (const part of parts) nodes.push(context.value(part, scope));
  const isMask = (part: Expr): boolean => op === 'multiply' && (part.kind === 'indicator' || part.kind === 'delta');
  const masked = parts.some(isMask) && parts.some((part) => walk(part).some(isShifted)) ? parts.map(isMask) : parts.map(() => false);
  const [first, ...others] = nodes.filter((_, at) => !masked[at]);
  let whole = first ?? context.tape.constant(1);
  for (const other of others) whole = context.tape[op](whole, other);
  // What lies beyond the ends counts for nothing where a condition leaves it out.
  for (const mask of nodes.filter((_, at) => masked[at])) whole = context.tape.where(mask, whole, context.tape.constant(0));
  return whole;
}

function isShifted(expr: Expr): boolean {
  return expr.kind === 'ref' && expr.slots.some((term) => term.kind === 'index' && term.shift !== 0);
}

/** A power; one by a number alone is told from others, since it is defined where those are not. */
export function powerOf(context: Context, { base, exponent }: Expr & { kind: 'power' }, scope: Scope): NodeId {
  const fixed = constantOf(exponent);
  const value = context.value(base, scope);
  return fixed === undefined ? context.tape.call('pow', value, context.value(exponent, scope)) : context.tape.power(value, fixed);
}

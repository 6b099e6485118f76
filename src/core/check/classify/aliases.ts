import { type Expr, freeIndices, holeIn } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import { type Alias, aliasBetween, formulaBetween } from '../alias.ts';
import { isNumeric } from '../constants.ts';
import { ownIndices } from '../definition.ts';
import type { Context } from './context.ts';
import { names } from './heads.ts';
import { isSaidOtherwise } from './said-later.ts';
import type { Class, Unclassified } from './step.ts';

/** A new name that a rewriting of a definition's right side brings in (`a_j = \sum_i w_{ji} o_i = \sum_i w_{ji} x_i`). */
export function withAlias(context: Context, step: Unclassified): Class {
  const alias =
    (rewrites(context, step) || isSameCall(context, step) ? aliasBetween(step.lhs, step.rhs) : undefined) ?? insideOf(context, step);
  const head = alias && ownIndices(alias.name.slots);
  if (alias === undefined || head === undefined || context.definitions.has(alias.name.family)) return { role: 'claim' };
  const { family } = alias.name;
  const definition = context.definition(step, { family, head }, { kind: 'formula', body: alias.meaning });
  context.definitions.set(family, [definition]);
  return { role: 'definition', definition };
}

/** Whether the left side of a step is what the step before it in its chain gave a name. */
function rewrites(context: Context, { chain, lhs }: Unclassified): boolean {
  return context.steps.some((other) => other.chain === chain && other.role === 'definition' && other.rhs === lhs);
}

/** `a = \sigma(z) = \sigma(w^\top x + b)`: a name that stands for the first time, and the formula in its place. */
export function insideOf(context: Context, step: Unclassified): Alias<Expr> | undefined {
  const { chain, order, lhs, rhs } = step;
  const alias = rewrites(context, step) ? formulaBetween(lhs, rhs) : undefined;
  if (alias === undefined || isNumeric(alias.meaning) || holeIn(alias.meaning)) return undefined;
  const { family, slots } = alias.name;
  const since = context.seen.get(family);
  const isFresh = since === undefined || since === chain.id;
  const isOfHead = [...freeIndices(alias.meaning)].every((id) => slots.some((slot) => slot.kind === 'index' && slot.id === id));
  return isFresh && isOfHead && !names(rhs, family) && !isSaidOtherwise(context, family, order) ? alias : undefined;
}

/** `\mathcal L(y, \hat y) = \mathcal L(y, A_2)`: a function at its own parameters and at what they stand for. */
export function isSameCall(context: Context, { lhs, rhs }: Unclassified): boolean {
  if (lhs.kind !== 'call' || rhs.kind !== 'call' || lhs.fn !== rhs.fn) return false;
  const params = flatMap(context.definitions.get(lhs.fn) ?? [], (definition) => definition.params ?? []);
  const alias = aliasBetween(lhs, rhs);
  return alias !== undefined && context.definitions.has(alias.meaning.family) && params.some(({ family }) => family === alias.name.family);
}

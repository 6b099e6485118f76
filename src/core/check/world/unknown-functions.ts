import type { Axis, NodeId } from '../../engine/tape.ts';
import type { Expr, FamilyKey } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import type { FamilyNode, Scope } from '../ground.ts';
import { uniform } from '../sampling.ts';
import type { Context } from './context.ts';
import { axisOf, memberOf } from './members.ts';

/** A function that the notes never fix: smooth, random, the same wherever its name is applied. */
function unknownFunction(context: Context, fn: FamilyKey, args: readonly FamilyNode[]): NodeId {
  const { tape } = context;
  const coefficient = (which: number): NodeId => tape.constant(0.4 + uniform(context.ground.sampling.randomSeed, fn, which, 0));
  const mixed = (round: number): NodeId =>
    args
      .map(({ node, axes }, position) =>
        axes.length === 0
          ? tape.multiply(coefficient(10 * round + position), node)
          : axes.reduce(
              (sum, axis) => tape.sum(sum, axis),
              tape.multiply(context.ground.weights(`${fn}:${position}:${round}`, axes), node),
            ),
      )
      .reduce((a, b) => tape.add(a, b));
  const waves = [1, 2, 3].map((round) =>
    tape.multiply(coefficient(100 + round), tape.call('sin', tape.add(mixed(round), coefficient(200 + round)))),
  );
  const value = waves.reduce((a, b) => tape.add(a, b), mixed(0));
  return within01(context, fn, value);
}

/** The value of an unknown function, between 0 and 1 if a logarithm is taken of it, as for names. */
function within01(context: Context, fn: FamilyKey, value: NodeId): NodeId {
  return context.ground.sampling.domains.get(fn) === 'unit' ? context.tape.call('sigmoid', value) : value;
}

/** A function that the notes never fix, another one for each value of its slots; the law of a chance sums to one over its outcomes. */
export function unknownMember(context: Context, { fn, slots }: Expr & { kind: 'call' }, args: readonly FamilyNode[], scope: Scope): NodeId {
  if (slots.length === 0) return unknownFunction(context, fn, args);
  const { tape } = context;
  const axes: Axis[] = [];
  for (const position of slots.keys()) axes.push(context.free(context.axes.ofSlot(fn, position), new Set(axes)));
  const [scale, shift] = ['scale', 'shift'].map((which) =>
    memberOf(context, { node: context.ground.weights(`${fn}:${which}`, axes), axes }, slots, fn, scope),
  ) as [NodeId, NodeId];
  const wave = tape.call('sin', tape.add(shift, unknownFunction(context, `${fn}:wave`, args)));
  const value = tape.add(tape.multiply(scale, unknownFunction(context, `${fn}:scale`, args)), wave);
  const over = slots.slice(0, outcomesBefore(fn)).map((term) => axisOf(term, scope));
  if (over.length === 0) return within01(context, fn, value);
  const positive = tape.call('exp', value);
  const total = over.reduce((sum, axis) => tape.sum(sum, axis), positive);
  return tape.divide(positive, total);
}

/** How many slots of a function are outcomes that it is the law of, as its label says. */
function outcomesBefore(fn: FamilyKey): number {
  return Number(/~\((\d+):/.exec(partsOfKey(fn).label)?.[1] ?? 0);
}

import type { Axis, NodeId } from '../../engine/tape.ts';
import type { FamilyKey } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { constantOf } from '../constants.ts';
import type { Definition } from '../definition.ts';
import type { FamilyNode } from '../ground.ts';
import type { Context } from './context.ts';
import { twins } from './derivatives.ts';
import { Refused } from './refusal.ts';

/** What a definition makes of a name. */
export function defined(context: Context, definition: Definition): FamilyNode {
  const { meaning } = definition;
  if (meaning.kind === 'unreadable') throw new Refused(meaning.message.id, meaning.message.params);
  if (meaning.kind === 'function') throw new Refused('function-without-argument', { name: meaning.name });
  const scope = context.scopeFor(definition.head);
  const axes = definition.head.map((id) => scope.indices.get(id) as Axis);
  const value = context.value(meaning.body, scope);
  // Two names with one number are still two things to differentiate by.
  const own = constantOf(meaning.body) === undefined ? value : context.tape.fence(value);
  const node = definition.isValueAlone ? context.tape.stopGradient(own) : own;
  const has = new Set(context.tape.axesOf(node));
  const missing = axes.filter((axis) => !has.has(axis));
  return { node: missing.length === 0 ? node : context.tape.add(node, context.ground.zeros(missing)), axes };
}

/** A name that nothing defines: a size, a loss of which only the inputs are known, or a sampled leaf. */
export function leafOf(context: Context, family: FamilyKey): FamilyNode {
  const size = context.axes.valueOfSize(family);
  if (size !== undefined) return { node: context.tape.constant(size), axes: [] };
  const { arity } = partsOfKey(family);
  const inputs = arity === 0 || context.plan.functions?.has(family) ? context.plan.lossInputs.get(family) : undefined;
  const unknown = inputs && unlessCircular(() => unknownFunction(context, family, inputs));
  if (unknown !== undefined) return unknown;
  for (let position = 0; position < arity; position++)
    if (context.axes.ofSlot(family, position).tooLarge) throw new Refused('too-many-values');
  return context.ground.leaf(family, context.plan.reshape.get(family));
}

/** A name that is differentiated by what it is itself an input of (`dy/dx` and `dx/dy`) is an input. */
function unlessCircular<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refused && error.why.id === 'circular') return undefined;
    throw error;
  }
}

/** An undefined loss, or each member of what is any function: a random smooth function of the last nodes that the notes differentiate it by. */
function unknownFunction(context: Context, family: FamilyKey, inputs: ReadonlySet<FamilyKey>): FamilyNode {
  const { tape } = context;
  const nodes = [...inputs].map((input) => ({ input, ...context.family(input) }));
  const ends = nodes.filter(({ node }) => !nodes.some((other) => other.node !== node && tape.dependsOn(other.node, node)));
  const outermost = ends.filter(({ input }) => !context.plan.passed.has(input));
  const last = outermost.length > 0 ? outermost : ends;
  const own = ownAxes(context, family);
  const seen = new Set<NodeId>();
  const weighted = (round: number): NodeId =>
    last
      .filter(({ node }) => round > 0 || !seen.has(node))
      .map(({ input, node, axes }) => {
        seen.add(node);
        const over = own.length === 0 ? axes : twins(context, axes, [...own, ...axes]);
        const weights = context.ground.weights(`${family}:${input}:${round}`, [...own, ...over]);
        const given = own.length === 0 ? node : tape.relabel(node, axes, over);
        return over.reduce((sum, axis) => tape.sum(sum, axis), tape.multiply(weights, given));
      })
      .reduce((a, b) => tape.add(a, b));
  return { node: tape.add(weighted(0), tape.add(tape.call('sin', weighted(1)), tape.power(weighted(2), 2))), axes: own };
}

/** An axis for each slot of a family. */
function ownAxes(context: Context, family: FamilyKey): readonly Axis[] {
  const { arity } = partsOfKey(family);
  const axes: Axis[] = [];
  for (let position = 0; position < arity; position++) axes.push(context.ground.copy(context.axes.ofSlot(family, position), new Set(axes)));
  return axes;
}

import type { Axis, NodeId } from '../../engine/tape.ts';
import { type FamilyKey, type IndexTerm, isWorkedOut } from '../../expr/expr.ts';
import type { FamilyNode, Scope } from '../ground.ts';
import type { Context } from './context.ts';
import { Refused } from './refusal.ts';

/** The member of a family that its slots name; indices become axes of the scope. */
export function memberOf(context: Context, family: FamilyNode, slots: readonly IndexTerm[], key: FamilyKey, scope: Scope): NodeId {
  const { tape } = context;
  if (slots.length === 0) return family.node;
  // Meanings of one name in different places may run over different axes.
  for (let at = 0; at < family.axes.length; at++)
    if (tape.sizeOf(family.axes[at] as Axis) !== context.axes.ofSlot(key, at).size) throw new Refused('no-shapes');
  if (slots.every((term, position) => isPlain(context, term, key, position)))
    return tape.relabel(
      family.node,
      family.axes,
      slots.map((term) => axisOf(term, scope)),
    );
  const taken = new Set([...scope.taken, ...family.axes]);
  const apart: Axis[] = [];
  slots.forEach((_, position) => {
    const axis = context.free(context.axes.ofSlot(key, position), taken);
    taken.add(axis);
    apart.push(axis);
  });
  let node = tape.relabel(family.node, family.axes, apart);
  slots.forEach((term, position) => {
    node = picked(context, node, apart[position] as Axis, term, key, position, scope);
  });
  return node;
}

/** What a term in a slot of a family picks along the axis of that slot. */
export function picked(context: Context, node: NodeId, axis: Axis, term: IndexTerm, key: FamilyKey, slot: number, scope: Scope): NodeId {
  const { tape } = context;
  const { start, size } = context.axes.ofSlot(key, slot);
  if (term.kind === 'value' || term.kind === 'last') {
    const at = term.kind === 'value' ? term.value - start : size - 1 + term.shift;
    if (at < 0 || size <= at || !Number.isInteger(at)) throw new Refused('out-of-range');
    return tape.select(node, axis, at);
  }
  if (isPlain(context, term, key, slot)) return tape.relabel(node, [axis], [axisOf(term, scope)]);
  const position = tape.subtract(termValue(context, term, scope), tape.constant(start));
  // What is worked out may lie beyond the ends, where a convolution finds zeros.
  const beyond = isWorkedOut(term) ? tape.constant(0) : beyondEnds(context, key, term, node, axis, scope);
  const found = tape.gather(node, axis, position);
  if (beyond === undefined) return found;
  const isInside = tape.multiply(tape.lessOrEqual(tape.constant(0), position), tape.lessOrEqual(position, tape.constant(size - 1)));
  return tape.where(isInside, found, beyond);
}

/**
 * `h_{t-1}` in the formula of a name, of a family that nothing defines, in front of its first member: a value of its own, so that a loss of all that
 * is so named has one. In a sum there is none, since the notes may mean by it one that ends sooner.
 */
function beyondEnds(context: Context, key: FamilyKey, term: IndexTerm, node: NodeId, axis: Axis, scope: Scope): NodeId | undefined {
  if (
    context.underWay.size === 0 ||
    term.kind !== 'index' ||
    context.summed.has(term.id) ||
    scope.params.has(key) ||
    context.plan.environment(key) !== undefined
  )
    return undefined;
  const others = context.tape.axesOf(node).filter((other) => other !== axis);
  return others.length > 1 ? undefined : context.ground.beyond(`${key}${term.shift < 0 ? '<' : '>'}`, key, others);
}

/** Whether a slot of a family names all its members, by an index that runs over them. */
function isPlain(context: Context, term: IndexTerm, family: FamilyKey, position: number): boolean {
  return term.kind === 'index' && term.shift === 0 && context.axes.ofIndex(term.id) === context.axes.ofSlot(family, position);
}

/** The axis of an index. */
export function axisOf(term: IndexTerm, scope: Scope): Axis {
  const axis = term.kind === 'index' ? scope.indices.get(term.id) : undefined;
  if (axis === undefined) throw new Refused('unbound-index');
  return axis;
}

/** The value that an index has, counted as the notes count. */
export function termValue(context: Context, term: IndexTerm, scope: Scope): NodeId {
  const { tape } = context;
  switch (term.kind) {
    case 'index': {
      const axis = scope.indices.get(term.id);
      if (axis === undefined) throw new Refused('unbound-index');
      return tape.add(tape.iota(axis), tape.constant(context.axes.ofIndex(term.id).start + term.shift));
    }
    case 'value':
      return tape.constant(term.value);
    case 'by':
      return context.value(term.of, scope);
    case 'last':
      throw new Refused('unread-subscript');
  }
}

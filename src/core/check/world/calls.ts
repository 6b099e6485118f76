import type { Axis, NodeId } from '../../engine/tape.ts';
import { type Expr, type FamilyKey, freeIndices, type IndexId, type IndexTerm } from '../../expr/expr.ts';
import { functionByName } from '../../functions/index.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { memberIn } from '../arguments.ts';
import type { Definition, Parameter } from '../definition.ts';
import type { FamilyNode, Scope } from '../ground.ts';
import { mentioned } from '../mentioned.ts';
import { isStandard, standardName } from '../standard.ts';
import type { Context } from './context.ts';
import { differentiated, longestOrder } from './derivatives.ts';
import { axisOf, memberOf, picked } from './members.ts';
import { Refused } from './refusal.ts';
import { bodyIn } from './taken.ts';
import { unknownMember } from './unknown-functions.ts';

/** How deep functions may be applied inside of one another before one is taken to be defined by itself. */
export const deepest = 24;

/** A function at some arguments: of the table, of the notes, or one that nothing fixes. */
export function callOf(context: Context, expr: Expr & { kind: 'call' }, scope: Scope): NodeId {
  if (longestOrder < expr.order) throw new Refused('order-too-high');
  const definition = context.plan.environment(expr.fn);
  const { base } = partsOfKey(expr.fn);
  if (definition === undefined || definition.meaning.kind === 'function') {
    const name = definition?.meaning.kind === 'function' ? definition.meaning.name : standardName(expr.fn);
    const args = expr.args.map((arg) => wholeOf(context, arg, scope));
    if (args.length === 0) throw new Refused('function-without-argument', { name: base });
    if (name !== undefined && functionByName.get(name)?.arity === args.length)
      return differentiated(
        context,
        (arg) => context.tape.call(name, arg, ...args.slice(1).map(({ node }) => node)),
        args[0]?.node as NodeId,
        expr.order,
      );
    if (definition === undefined && isStandard(expr.fn)) throw new Refused('argument-count', { name: base });
    if (expr.order > 0 && args.length > 1) throw new Refused('derivative-of-many', { name: base });
    const [first, ...rest] = args as [FamilyNode, ...FamilyNode[]];
    return differentiated(context, (node) => unknownMember(context, expr, [{ ...first, node }, ...rest], scope), first.node, expr.order);
  }
  if (deepest < context.depth) throw new Refused('circular', { name: base });
  context.depth++;
  try {
    return applyDefinition(context, definition, expr, scope);
  } finally {
    context.depth--;
  }
}

/** A function of the notes at the given arguments. */
function applyDefinition(context: Context, definition: Definition, expr: Expr & { kind: 'call' }, scope: Scope): NodeId {
  const { params, meaning } = definition;
  if (meaning.kind !== 'formula')
    throw new Refused(
      meaning.kind === 'unreadable' ? meaning.message.id : 'unread',
      meaning.kind === 'unreadable' ? meaning.message.params : {},
    );
  // At its own parameters a function is what its formula is; elsewhere, and where it changes, what is made of them goes with them.
  const isOwn = expr.order === 0 && params?.every(({ family }, at) => isNamed(expr.args[at], family)) !== false;
  const body = (isOwn ? undefined : bodyIn(context, definition)) ?? meaning.body;
  const used = params?.filter((param) => mentioned(body).has(param.family)) ?? [];
  const [only] = used;
  if (params === undefined && expr.order > 0) return context.value(primed(expr, meaning.body), scope);
  const numbers = numbersIn(params ?? [], used, expr, scope);
  if (params === undefined || (used.length === 0 && numbers.length === 0 && expr.order === 0))
    return memberOf(context, context.family(definition.family), expr.slots, expr.fn, scope);
  if (expr.args.length !== params.length && expr.args.length > 0) throw new Refused('argument-count', { name: partsOfKey(expr.fn).base });
  if (expr.order > 0 && (used.length !== 1 || only === undefined || only.slots.length > 0))
    throw new Refused('derivative-of-many', { name: partsOfKey(expr.fn).base });
  const bound = new Map<FamilyKey, FamilyNode>();
  const taken = new Set(scope.taken);
  const headAxes = new Map<IndexId, Axis>();
  params.forEach((param, position) => {
    if (!used.includes(param)) return;
    const arg = expr.args[position];
    if (arg === undefined) bound.set(param.family, context.family(param.family));
    else bound.set(param.family, argumentOf(context, param.slots, arg, scope, headAxes));
  });
  for (const { node } of bound.values()) for (const axis of context.tape.axesOf(node)) taken.add(axis);
  for (const [id, axis] of numbers) headAxes.set(id, axis);
  let inner: Scope = { indices: headAxes, params: bound, taken };
  // `f(x; W)_{y}` is one component of all, which a label or a number picks.
  const chosen: { readonly axis: Axis; readonly term: IndexTerm; readonly slot: number }[] = [];
  definition.head.forEach((id, slot) => {
    const term = expr.slots[slot];
    if (headAxes.has(id)) return;
    if (term === undefined) throw new Refused('unread-call');
    const isIndex = term.kind === 'index' && term.shift === 0;
    const axis = isIndex ? axisOf(term, scope) : context.free(context.axes.ofIndex(id), taken);
    // Meanings of one name in different places may run over different axes.
    if (!isIndex && context.tape.sizeOf(axis) !== context.axes.ofSlot(expr.fn, slot).size) throw new Refused('no-shapes');
    if (!isIndex) chosen.push({ axis, term, slot });
    taken.add(axis);
    inner = { ...inner, indices: new Map(inner.indices).set(id, axis) };
  });
  const component = (all: NodeId): NodeId =>
    chosen.reduce((node, { axis, term, slot }) => {
      const isAlong = context.tape.axesOf(node).includes(axis);
      return isAlong ? picked(context, node, axis, term, expr.fn, slot, scope) : node;
    }, all);
  for (const id of freeIndices(body)) if (!inner.indices.has(id)) throw new Refused('unbound-index');
  if (expr.order === 0) return component(context.value(body, inner));
  const family = (only as { family: FamilyKey }).family;
  const at = (bound.get(family) as FamilyNode).node;
  const along = (arg: NodeId): NodeId =>
    context.value(body, { ...inner, params: new Map(inner.params).set(family, { node: arg, axes: [] }) });
  return component(differentiated(context, along, at, expr.order));
}

/** The numbers of arguments of which the formula has the members alone: `i` in `f(x_i; W)_j = \sum_k W_{jk} x_{ik}`. */
function numbersIn(
  params: readonly Parameter[],
  used: readonly Parameter[],
  { args, order }: Expr & { kind: 'call' },
  scope: Scope,
): readonly (readonly [IndexId, Axis])[] {
  if (order > 0) return [];
  return params.flatMap((param, position) => {
    const arg = memberIn(args[position]) ?? args[position];
    if (used.includes(param) || param.isWhole || arg?.kind !== 'ref' || arg.family !== param.family) return [];
    return param.slots.flatMap((id, at): (readonly [IndexId, Axis])[] => {
      const term = arg.slots[at];
      return term?.kind === 'index' && term.shift === 0 ? [[id, axisOf(term, scope)]] : [];
    });
  });
}

function isNamed(arg: Expr | undefined, family: FamilyKey): boolean {
  return arg === undefined || (arg.kind === 'ref' && arg.family === family);
}

/** A parameter's value. Where the head has the parameter as a member of a family (`f(z_k)`), the argument's index runs over that family. */
function argumentOf(context: Context, slots: readonly IndexId[], arg: Expr, scope: Scope, headAxes: Map<IndexId, Axis>): FamilyNode {
  const whole = wholeOf(context, arg, scope);
  if (arg.kind === 'array') {
    const fits =
      slots.length === whole.axes.length &&
      slots.every((slot, at) => context.axes.ofIndex(slot).size === context.tape.sizeOf(whole.axes[at] as Axis));
    if (fits) return whole;
    throw new Refused('unread-call');
  }
  const { node } = whole;
  if (slots.length === 0) return whole;
  const [slot] = slots;
  if (slots.length !== 1 || slot === undefined) throw new Refused('unread-call');
  const wanted = context.axes.ofIndex(slot);
  const last = arg.kind === 'ref' ? arg.slots[arg.slots.length - 1] : undefined;
  const candidates = last?.kind === 'index' ? [last.id] : [...freeIndices(arg)];
  const running = candidates.filter((id) => context.axes.ofIndex(id) === wanted);
  const axis = running.length === 1 ? scope.indices.get(running[0] as IndexId) : undefined;
  if (axis === undefined) throw new Refused('unread-call');
  headAxes.set(slot, axis);
  return { node, axes: [axis] };
}

/** An argument with the axes over which it is whole. */
function wholeOf(context: Context, arg: Expr, scope: Scope): FamilyNode {
  if (arg.kind !== 'array') return { node: context.value(arg, scope), axes: [] };
  const inner = arg.indices.reduce((outer, id) => context.within(outer, id), scope);
  return { node: context.value(arg.body, inner), axes: arg.indices.map((id) => inner.indices.get(id) as Axis) };
}

/** `f'(x)` of a name that the notes give by `f = x^2`, without naming what it is applied to: its derivative by that variable. */
function primed({ fn, args: [given], order, slots }: Expr & { kind: 'call' }, body: Expr): Expr {
  const [only, ...others] = mentioned(body);
  const by: Expr | undefined =
    given ??
    (only !== undefined && others.length === 0 && partsOfKey(only).arity === 0 ? { kind: 'ref', family: only, slots: [] } : undefined);
  if (by?.kind !== 'ref' || !mentioned(body).has(by.family)) throw new Refused('derivative-of-many', { name: partsOfKey(fn).base });
  let of: Expr = { kind: 'ref', family: fn, slots };
  for (let left = order; left > 0; left--) of = { kind: 'partial', of, wrt: by };
  return of;
}

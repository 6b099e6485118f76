import { type Axis, Misfit, type NodeId, type Tape, TooLarge } from '../engine/tape.ts';
import { partsOfBoth } from '../expr/conditions.ts';
import type { Comparison, Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, isWorkedOut, substitute, walk } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import { functionByName } from '../functions/index.ts';
import { familyKey, partsOfKey } from '../meaning/symbols.ts';
import { innerMap } from '../text/maps.ts';
import { type Message, type MessageId, message } from '../text/message.ts';
import type { Axes, AxisClass } from './axes.ts';
import type { Budget } from './budget.ts';
import { constantOf } from './constants.ts';
import type { Definition, Environment } from './definition.ts';
import type { FamilyNode, Ground, Reshape, Scope } from './ground.ts';
import { keptFor } from './kept.ts';
import { uniform } from './sampling.ts';

/** What a world is made of. Everything in it is fixed, so nodes are kept for the life of the world. */
export interface WorldPlan {
  readonly ground: Ground;
  /** Changes to the sampled values of leaves, by which premises are made true. */
  readonly reshape: ReadonlyMap<FamilyKey, Reshape>;
  readonly environment: Environment;
  /** Families that the notes differentiate an undefined name by, for each such name. */
  readonly lossInputs: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>;
  /** Those that reach it through others somewhere in the notes, and so in no other way. */
  readonly passed: ReadonlySet<FamilyKey>;
  /** Families that cannot be evaluated, with the reason. */
  readonly opaque: ReadonlyMap<FamilyKey, Message>;
  readonly budget: Budget;
  /** A world on the same ground that differs in some families alone, given with all that may depend on them. */
  readonly like?: { readonly world: World; readonly but: ReadonlySet<FamilyKey> };
}

/** Why something could not be evaluated. */
export interface Refusal {
  readonly refused: Message;
}

/** Thrown and caught inside of this file alone: a value without a stack, since refusing is no error. */
class Refused {
  readonly why: Message;
  constructor(id: MessageId, params: Message['params'] = {}) {
    this.why = message(id, params);
  }
}

/** What a reduction has no part in, by its operation. */
const neutral = { sum: 0, product: 1, maximum: Number.NEGATIVE_INFINITY, minimum: Number.POSITIVE_INFINITY } as const;
const standardNames: ReadonlyMap<string, string> = new Map([['\\sigma', 'sigmoid']]);
const longestOrder = 4;
/** How deep functions may be applied inside of one another before one is taken to be defined by itself. */
const deepest = 24;

/**
 * Evaluates formulas at many sample points at once, for all values of their free indices, with the definitions in force.
 * A derivative is the adjoint of a node in the one graph that all formulas of the world share.
 * One file, though a long one: every kind of expression has its method, and they call each other in every order.
 */
export class World {
  readonly tape: Tape;
  /** Derivatives worked out here that were exactly zero because nothing leads from the one to the other. */
  readonly independent = new Set<Expr>();
  readonly ground: Ground;
  private readonly plan: WorldPlan;
  private readonly axes: Axes;
  private readonly families = new Map<FamilyKey, FamilyNode>();
  /** The values of formulas, where no parameters are bound. */
  private readonly known = new Map<Scope, Map<Expr, NodeId>>();
  private readonly underWay = new Set<FamilyKey>();
  /** The indices that sums bind. */
  private readonly summed = new Set<IndexId>();
  private depth = 0;

  constructor(plan: WorldPlan) {
    this.plan = plan;
    this.ground = plan.ground;
    this.axes = plan.ground.axes;
    this.tape = plan.ground.tape;
  }

  /** A scope in which the given indices are free, or why there is none. */
  scope(free: Iterable<IndexId>): Scope | Refusal {
    return attempt(() => this.scopeFor(free));
  }

  /** The value of a formula, or why there is none. */
  evaluate(expr: Expr, scope: Scope): NodeId | Refusal {
    return attempt(() => this.value(expr, scope));
  }

  /** Whether a derivative is exactly zero here because nothing leads from the one to the other. */
  isIndependent(expr: Expr): boolean {
    const { like } = this.plan;
    return this.independent.has(expr) || (like !== undefined && !restsOnOneOf(expr, like.but) && like.world.isIndependent(expr));
  }

  /** What gives a name its meaning here. */
  definitionOf(family: FamilyKey): Definition | undefined {
    return this.plan.environment(family);
  }

  /** The mask of the members of an index that sums over it run over, where one in front of them is named apart (`w_0 + \sum_{i=1}^n w_i x_i`). */
  ordinary(id: IndexId, scope: Scope): NodeId | undefined {
    const { first, start } = this.axes.ofIndex(id);
    if (first === start || !scope.indices.has(id)) return undefined;
    return this.tape.lessOrEqual(this.tape.constant(first), this.valueOf({ kind: 'index', id, shift: 0 }, scope));
  }

  /** The mask of a condition: 1 where it is met. */
  mask(condition: Condition, scope: Scope): NodeId | Refusal {
    if (this.isWithoutEnd(condition)) return { refused: message('unread-condition') };
    return attempt(() => this.test(condition, scope));
  }

  /** `k \le N`: whether an index runs up to a name of which nothing says how large it is. */
  private isWithoutEnd(condition: Condition): boolean {
    const both = partsOfBoth(condition);
    if (both) return both.some((one) => this.isWithoutEnd(one));
    if (condition.kind !== 'relation') return false;
    const isOpen = (side: Expr): boolean =>
      side.kind === 'ref' &&
      side.slots.length === 0 &&
      this.plan.environment(side.family) === undefined &&
      this.axes.valueOfSize(side.family) === undefined;
    const { left, right } = condition;
    return (left.kind === 'position' && isOpen(right)) || (right.kind === 'position' && isOpen(left));
  }

  /** The axis class of an index. */
  classOf(id: IndexId): AxisClass {
    return this.axes.ofIndex(id);
  }

  private scopeFor(free: Iterable<IndexId>): Scope {
    let scope = this.ground.outermost;
    for (const id of free) scope = this.within(scope, id);
    return scope;
  }

  private within(scope: Scope, id: IndexId): Scope {
    if (this.axes.ofIndex(id).tooLarge) throw new Refused('too-many-values');
    return this.ground.within(scope, id);
  }

  /** The first copy of an axis that nothing around uses. */
  private free(axisClass: AxisClass, taken: ReadonlySet<Axis>): Axis {
    if (axisClass.tooLarge) throw new Refused('too-many-values');
    return this.ground.copy(axisClass, taken);
  }

  /** The value of a formula, found or worked out: formulas share parts, and worlds most of their families. */
  private value(expr: Expr, scope: Scope): NodeId {
    if (expr.kind === 'number' || expr.kind === 'ref' || scope.params.size > 0) return this.workOut(expr, scope);
    const known = innerMap(this.known, scope);
    let node = known.get(expr);
    if (node === undefined) {
      const { like } = this.plan;
      node = like === undefined || restsOnOneOf(expr, like.but) ? this.workOut(expr, scope) : like.world.value(expr, scope);
      known.set(expr, node);
    }
    return node;
  }

  private workOut(expr: Expr, scope: Scope): NodeId {
    if (!this.plan.budget.spend(1)) throw new Refused('out-of-budget');
    const { tape } = this;
    switch (expr.kind) {
      case 'number':
        return tape.constant(expr.value);
      case 'ref':
        return this.member(this.familyIn(expr.family, scope), expr.slots, expr.family, scope);
      case 'add':
        return this.joined('add', expr.terms, scope);
      case 'negate':
        return tape.negate(this.value(expr.of, scope));
      case 'multiply':
        return this.joined('multiply', expr.factors, scope);
      case 'divide':
        return tape.divide(this.value(expr.numerator, scope), this.value(expr.denominator, scope));
      case 'power':
        return this.power(expr.base, expr.exponent, scope);
      case 'apply': {
        const args = expr.args.map((arg) => this.value(arg, scope));
        return expr.order === 0
          ? tape.call(expr.fn, ...args)
          : this.differentiated((arg) => tape.call(expr.fn, arg), args[0] as NodeId, expr.order);
      }
      case 'call':
        return this.call(expr, scope);
      case 'reduce':
        return this.reduce(expr, scope);
      case 'position':
        return this.valueOf(expr.term, scope);
      case 'delta':
        return tape.equal(this.valueOf(expr.left, scope), this.valueOf(expr.right, scope));
      case 'indicator':
        return this.test(expr.condition, scope);
      case 'cases':
        return expr.branches.reduceRight(
          (otherwise, { value, condition }) =>
            condition ? tape.where(this.test(condition, scope), this.value(value, scope), otherwise) : this.value(value, scope),
          tape.constant(Number.NaN),
        );
      case 'list':
        return this.item(expr, scope);
      case 'matrix':
        return this.matrix(expr, scope);
      case 'partial':
        return this.partial(expr, scope);
      case 'at':
        return this.taken(expr, scope);
      case 'tensor':
      case 'array':
        throw new Refused('no-shapes');
      case 'hole':
        throw new Refused(expr.message.id, expr.message.params);
    }
  }

  /** A sum or a product, from left to right; all parts first. */
  private joined(op: 'add' | 'multiply', parts: readonly Expr[], scope: Scope): NodeId {
    const nodes: NodeId[] = [];
    for (const part of parts) nodes.push(this.value(part, scope));
    let whole = nodes[0] as NodeId;
    for (let at = 1; at < nodes.length; at++) whole = this.tape[op](whole, nodes[at] as NodeId);
    return whole;
  }

  private power(base: Expr, exponent: Expr, scope: Scope): NodeId {
    const fixed = constantOf(exponent);
    const value = this.value(base, scope);
    return fixed === undefined ? this.tape.call('pow', value, this.value(exponent, scope)) : this.tape.power(value, fixed);
  }

  private test(condition: Condition, scope: Scope): NodeId {
    if (condition.kind === 'unread') throw new Refused('unread-condition');
    if (condition.kind === 'relation')
      return this.compare(condition.relation, this.value(condition.left, scope), this.value(condition.right, scope));
    return this.compare(condition.relation, this.valueOf(condition.left, scope), this.valueOf(condition.right, scope));
  }

  private compare(relation: Comparison, left: NodeId, right: NodeId): NodeId {
    const { tape } = this;
    switch (relation) {
      case '=':
        return tape.equal(left, right);
      case '≠':
        return tape.subtract(tape.constant(1), tape.equal(left, right));
      case '<':
        return tape.less(left, right);
      case '≤':
        return tape.lessOrEqual(left, right);
      case '>':
        return tape.less(right, left);
      case '≥':
        return tape.lessOrEqual(right, left);
    }
  }

  /** The value that an index has, counted as the notes count. */
  private valueOf(term: IndexTerm, scope: Scope): NodeId {
    const { tape } = this;
    switch (term.kind) {
      case 'index': {
        const axis = scope.indices.get(term.id);
        if (axis === undefined) throw new Refused('unbound-index');
        return tape.add(tape.iota(axis), tape.constant(this.axes.ofIndex(term.id).start + term.shift));
      }
      case 'value':
        return tape.constant(term.value);
      case 'by':
        return this.value(term.of, scope);
      case 'last':
        throw new Refused('unread-subscript');
    }
  }

  private familyIn(family: FamilyKey, scope: Scope): FamilyNode {
    return scope.params.get(family) ?? this.family(family);
  }

  private family(family: FamilyKey): FamilyNode {
    const known = this.families.get(family);
    if (known !== undefined) return known;
    const { like } = this.plan;
    if (like !== undefined && !like.but.has(family)) return like.world.family(family);
    const opaque = this.plan.opaque.get(family);
    if (opaque) throw new Refused(opaque.id, opaque.params);
    if (this.underWay.has(family)) throw new Refused('circular', { name: partsOfKey(family).base });
    this.underWay.add(family);
    try {
      const definition = this.plan.environment(family);
      const made = definition === undefined ? this.leaf(family) : this.defined(definition);
      this.families.set(family, made);
      return made;
    } finally {
      this.underWay.delete(family);
    }
  }

  private defined(definition: Definition): FamilyNode {
    const { meaning } = definition;
    if (meaning.kind === 'unreadable') throw new Refused(meaning.message.id, meaning.message.params);
    if (meaning.kind === 'function') throw new Refused('function-without-argument', { name: meaning.name });
    const scope = this.scopeFor(definition.head);
    const axes = definition.head.map((id) => scope.indices.get(id) as Axis);
    const value = this.value(meaning.body, scope);
    // Two names with one number are still two things to differentiate by.
    const node = constantOf(meaning.body) === undefined ? value : this.tape.fence(value);
    const has = new Set(this.tape.axesOf(node));
    const missing = axes.filter((axis) => !has.has(axis));
    return { node: missing.length === 0 ? node : this.tape.add(node, this.ground.zeros(missing)), axes };
  }

  private leaf(family: FamilyKey): FamilyNode {
    const size = this.axes.valueOfSize(family);
    if (size !== undefined) return { node: this.tape.constant(size), axes: [] };
    const { arity } = partsOfKey(family);
    const inputs = arity === 0 ? this.plan.lossInputs.get(family) : undefined;
    const unknown = inputs && this.unlessCircular(() => this.unknownLoss(family, inputs));
    if (unknown !== undefined) return { node: unknown, axes: [] };
    for (let position = 0; position < arity; position++)
      if (this.axes.ofSlot(family, position).tooLarge) throw new Refused('too-many-values');
    return this.ground.leaf(family, this.plan.reshape.get(family));
  }

  /** A name that is differentiated by what it is itself an input of (`dy/dx` and `dx/dy`) is an input. */
  private unlessCircular(make: () => NodeId): NodeId | undefined {
    try {
      return make();
    } catch (error) {
      if (error instanceof Refused && error.why.id === 'circular') return undefined;
      throw error;
    }
  }

  /** An undefined loss: a random smooth function of the last nodes that the notes differentiate it by. */
  private unknownLoss(family: FamilyKey, inputs: ReadonlySet<FamilyKey>): NodeId {
    const { tape } = this;
    const nodes = [...inputs].map((input) => ({ input, ...this.family(input) }));
    const ends = nodes.filter(({ node }) => !nodes.some((other) => other.node !== node && tape.dependsOn(other.node, node)));
    const own = ends.filter(({ input }) => !this.plan.passed.has(input));
    const last = own.length > 0 ? own : ends;
    const seen = new Set<NodeId>();
    const weighted = (round: number): NodeId =>
      last
        .filter(({ node }) => round > 0 || !seen.has(node))
        .map(({ input, node, axes }) => {
          seen.add(node);
          const weights = this.ground.weights(`${family}:${input}:${round}`, axes);
          return axes.reduce((sum, axis) => tape.sum(sum, axis), tape.multiply(weights, node));
        })
        .reduce((a, b) => tape.add(a, b));
    return tape.add(weighted(0), tape.add(tape.call('sin', weighted(1)), tape.power(weighted(2), 2)));
  }

  /** The member of a family that its slots name; indices become axes of the scope. */
  private member(family: FamilyNode, slots: readonly IndexTerm[], key: FamilyKey, scope: Scope): NodeId {
    const { tape } = this;
    if (slots.length === 0) return family.node;
    // Meanings of one name in different places may run over different axes.
    for (let at = 0; at < family.axes.length; at++)
      if (tape.sizeOf(family.axes[at] as Axis) !== this.axes.ofSlot(key, at).size) throw new Refused('no-shapes');
    if (slots.every((term, position) => this.isPlain(term, key, position)))
      return tape.relabel(
        family.node,
        family.axes,
        slots.map((term) => this.axisOf(term, scope)),
      );
    const taken = new Set([...scope.taken, ...family.axes]);
    const apart: Axis[] = [];
    slots.forEach((_, position) => {
      const axis = this.free(this.axes.ofSlot(key, position), taken);
      taken.add(axis);
      apart.push(axis);
    });
    let node = tape.relabel(family.node, family.axes, apart);
    slots.forEach((term, position) => {
      const axis = apart[position] as Axis;
      const { start, size } = this.axes.ofSlot(key, position);
      if (term.kind === 'value' || term.kind === 'last') {
        const at = term.kind === 'value' ? term.value - start : size - 1 + term.shift;
        if (at < 0 || size <= at || !Number.isInteger(at)) throw new Refused('out-of-range');
        node = tape.select(node, axis, at);
      } else if (this.isPlain(term, key, position)) {
        node = tape.relabel(node, [axis], [this.axisOf(term, scope)]);
      } else {
        const position = tape.subtract(this.valueOf(term, scope), tape.constant(start));
        // What is worked out may lie beyond the ends, where a convolution finds zeros.
        const beyond = isWorkedOut(term) ? tape.constant(0) : this.beyondEnds(key, term, node, axis, scope);
        node = tape.gather(node, axis, position);
        if (beyond !== undefined) {
          const isInside = tape.multiply(tape.lessOrEqual(tape.constant(0), position), tape.lessOrEqual(position, tape.constant(size - 1)));
          node = tape.where(isInside, node, beyond);
        }
      }
    });
    return node;
  }

  /**
   * `h_{t-1}` in the formula of a name, of a family that nothing defines, in front of its first member: a value of its own, so that a loss of all that
   * is so named has one. In a sum there is none, since the notes may mean by it one that ends sooner.
   */
  private beyondEnds(key: FamilyKey, term: IndexTerm, node: NodeId, axis: Axis, scope: Scope): NodeId | undefined {
    if (
      this.underWay.size === 0 ||
      term.kind !== 'index' ||
      this.summed.has(term.id) ||
      scope.params.has(key) ||
      this.plan.environment(key) !== undefined
    )
      return undefined;
    const others = this.tape.axesOf(node).filter((other) => other !== axis);
    return others.length > 1 ? undefined : this.ground.beyond(`${key}${term.shift < 0 ? '<' : '>'}`, key, others);
  }

  /** Whether a slot of a family names all its members, by an index that runs over them. */
  private isPlain(term: IndexTerm, family: FamilyKey, position: number): boolean {
    return term.kind === 'index' && term.shift === 0 && this.axes.ofIndex(term.id) === this.axes.ofSlot(family, position);
  }

  private axisOf(term: IndexTerm, scope: Scope): Axis {
    const axis = term.kind === 'index' ? scope.indices.get(term.id) : undefined;
    if (axis === undefined) throw new Refused('unbound-index');
    return axis;
  }

  private reduce(expr: Expr & { kind: 'reduce' }, scope: Scope): NodeId {
    const { tape } = this;
    this.summed.add(expr.index);
    const inner = this.within(scope, expr.index);
    const axis = inner.indices.get(expr.index) as Axis;
    const { start, size } = this.axes.ofIndex(expr.index);
    const here: IndexTerm = { kind: 'index', id: expr.index, shift: 0 };
    const masks = expr.conditions.map((condition) => this.test(condition, inner));
    const { lower, upper } = expr.bounds;
    const at = (): NodeId => this.valueOf(here, inner);
    if (lower === undefined && start < this.axes.ofIndex(expr.index).first)
      masks.push(tape.lessOrEqual(tape.constant(this.axes.ofIndex(expr.index).first), at()));
    if (lower?.kind === 'index') masks.push(tape.lessOrEqual(this.valueOf(lower, scope), at()));
    if (lower?.kind === 'value' && start < lower.value) masks.push(tape.lessOrEqual(tape.constant(lower.value), at()));
    if (upper?.kind === 'index') masks.push(tape.lessOrEqual(at(), this.valueOf(upper, scope)));
    if (lower?.kind === 'size' && lower.of) masks.push(tape.lessOrEqual(this.value(lower.of, scope), at()));
    if (upper?.kind === 'size' && upper.of && this.axes.isBefore(expr.index, upper))
      masks.push(tape.lessOrEqual(at(), this.value(upper.of, scope)));
    if (upper?.kind === 'value' && upper.value < start + size - 1) masks.push(tape.lessOrEqual(at(), tape.constant(upper.value)));
    let body = this.value(expr.body, inner);
    for (const mask of masks) body = tape.where(mask, body, tape.constant(neutral[expr.op]));
    return tape[expr.op](body, axis);
  }

  private matrix({ op, rows, columns, body, slots }: Expr & { kind: 'matrix' }, scope: Scope): NodeId {
    const { tape } = this;
    const inner = this.within(this.within(scope, rows), columns);
    const [row, column] = [inner.indices.get(rows) as Axis, inner.indices.get(columns) as Axis];
    if (tape.sizeOf(row) !== tape.sizeOf(column)) throw new Refused('no-shapes');
    const value = this.value(body, inner);
    if (op === 'determinant') return tape.determinant(value, row, column);
    const outer = slots.map((term) => {
      if (term.kind !== 'index' || term.shift !== 0) throw new Refused('unread-subscript');
      return this.axisOf(term, scope);
    });
    if (outer.some((axis) => tape.sizeOf(axis) !== tape.sizeOf(row))) throw new Refused('no-shapes');
    return tape.relabel(tape.inverse(value, row, column), [row, column], outer);
  }

  private item({ index, items }: Expr & { kind: 'list' }, scope: Scope): NodeId {
    if (index.kind === 'value') {
      const item = items[index.value - 1];
      if (item === undefined) throw new Refused('out-of-range');
      return this.value(item, scope);
    }
    if (index.kind !== 'index' || index.shift !== 0) throw new Refused('unread-subscript');
    const axis = this.axisOf(index, scope);
    if (this.tape.sizeOf(axis) !== items.length) throw new Refused('no-shapes');
    return this.tape.stack(
      items.map((item) => this.value(item, scope)),
      axis,
    );
  }

  private call(expr: Expr & { kind: 'call' }, scope: Scope): NodeId {
    if (longestOrder < expr.order) throw new Refused('order-too-high');
    const definition = this.plan.environment(expr.fn);
    const { base } = partsOfKey(expr.fn);
    if (definition === undefined || definition.meaning.kind === 'function') {
      const name = definition?.meaning.kind === 'function' ? definition.meaning.name : standardName(expr.fn);
      const args = expr.args.map((arg) => this.wholeOf(arg, scope));
      if (args.length === 0) throw new Refused('function-without-argument', { name: base });
      if (name !== undefined && functionByName.get(name)?.arity === args.length)
        return this.differentiated(
          (arg) => this.tape.call(name, arg, ...args.slice(1).map(({ node }) => node)),
          args[0]?.node as NodeId,
          expr.order,
        );
      if (definition === undefined && isStandard(expr.fn)) throw new Refused('argument-count', { name: base });
      if (expr.order > 0 && args.length > 1) throw new Refused('derivative-of-many', { name: base });
      const [first, ...rest] = args as [FamilyNode, ...FamilyNode[]];
      return this.differentiated((node) => this.unknownMember(expr, [{ ...first, node }, ...rest], scope), first.node, expr.order);
    }
    if (deepest < this.depth) throw new Refused('circular', { name: base });
    this.depth++;
    try {
      return this.applied(definition, expr, scope);
    } finally {
      this.depth--;
    }
  }

  /** A function of the notes at the given arguments. */
  private applied(definition: Definition, expr: Expr & { kind: 'call' }, scope: Scope): NodeId {
    const { params, meaning } = definition;
    if (meaning.kind !== 'formula')
      throw new Refused(
        meaning.kind === 'unreadable' ? meaning.message.id : 'unread',
        meaning.kind === 'unreadable' ? meaning.message.params : {},
      );
    const used = params?.filter((param) => mentioned(meaning.body).has(param.family)) ?? [];
    const [only] = used;
    if (params === undefined && expr.order > 0) return this.value(primed(expr, meaning.body), scope);
    if (params === undefined || (used.length === 0 && expr.order === 0))
      return this.member(this.family(definition.family), expr.slots, expr.fn, scope);
    if (expr.args.length !== params.length && expr.args.length > 0) throw new Refused('argument-count', { name: partsOfKey(expr.fn).base });
    if (expr.order > 0 && (used.length !== 1 || only === undefined || only.slots.length > 0))
      throw new Refused('derivative-of-many', { name: partsOfKey(expr.fn).base });
    const bound = new Map<FamilyKey, FamilyNode>();
    const taken = new Set(scope.taken);
    const headAxes = new Map<IndexId, Axis>();
    params.forEach((param, position) => {
      if (!used.includes(param)) return;
      const arg = expr.args[position];
      if (arg === undefined) bound.set(param.family, this.family(param.family));
      else bound.set(param.family, this.argument(param.slots, arg, scope, headAxes));
    });
    for (const { node } of bound.values()) for (const axis of this.tape.axesOf(node)) taken.add(axis);
    let inner: Scope = { indices: headAxes, params: bound, taken };
    definition.head.forEach((id, position) => {
      const term = expr.slots[position];
      if (headAxes.has(id)) return;
      if (term?.kind !== 'index' || term.shift !== 0) throw new Refused('unread-call');
      inner = { ...inner, indices: new Map(inner.indices).set(id, this.axisOf(term, scope)) };
    });
    for (const id of freeIndices(meaning.body)) if (!inner.indices.has(id)) throw new Refused('unbound-index');
    if (expr.order === 0) return this.value(meaning.body, inner);
    const family = (only as { family: FamilyKey }).family;
    const at = (bound.get(family) as FamilyNode).node;
    return this.differentiated(
      (arg) => this.value(meaning.body, { ...inner, params: new Map(inner.params).set(family, { node: arg, axes: [] }) }),
      at,
      expr.order,
    );
  }

  /** A parameter's value. Where the head has the parameter as a member of a family (`f(z_k)`), the argument's index runs over that family. */
  private argument(slots: readonly IndexId[], arg: Expr, scope: Scope, headAxes: Map<IndexId, Axis>): FamilyNode {
    const whole = this.wholeOf(arg, scope);
    if (arg.kind === 'array') {
      const fits =
        slots.length === whole.axes.length &&
        slots.every((slot, at) => this.axes.ofIndex(slot).size === this.tape.sizeOf(whole.axes[at] as Axis));
      if (fits) return whole;
      throw new Refused('unread-call');
    }
    const { node } = whole;
    if (slots.length === 0) return whole;
    const [slot] = slots;
    if (slots.length !== 1 || slot === undefined) throw new Refused('unread-call');
    const wanted = this.axes.ofIndex(slot);
    const last = arg.kind === 'ref' ? arg.slots[arg.slots.length - 1] : undefined;
    const candidates = last?.kind === 'index' ? [last.id] : [...freeIndices(arg)];
    const running = candidates.filter((id) => this.axes.ofIndex(id) === wanted);
    const axis = running.length === 1 ? scope.indices.get(running[0] as IndexId) : undefined;
    if (axis === undefined) throw new Refused('unread-call');
    headAxes.set(slot, axis);
    return { node, axes: [axis] };
  }

  /** An argument with the axes over which it is whole. */
  private wholeOf(arg: Expr, scope: Scope): FamilyNode {
    if (arg.kind !== 'array') return { node: this.value(arg, scope), axes: [] };
    const inner = arg.indices.reduce((outer, id) => this.within(outer, id), scope);
    return { node: this.value(arg.body, inner), axes: arg.indices.map((id) => inner.indices.get(id) as Axis) };
  }

  /** The n-th derivative of an elementwise function at a node. */
  private differentiated(apply: (arg: NodeId) => NodeId, at: NodeId, order: number): NodeId {
    if (longestOrder < order) throw new Refused('order-too-high');
    if (order === 0) return apply(at);
    const arg = this.tape.fence(at);
    let value = apply(arg);
    for (let n = 0; n < order; n++) value = this.derivative(value, arg);
    return value;
  }

  /** The derivative of a node by one that it is made of entry by entry; of a vector by a number, that of each entry. */
  private derivative(of: NodeId, by: NodeId): NodeId {
    const { tape } = this;
    const outer = new Set(tape.axesOf(by));
    const own = tape.axesOf(of);
    if (own.every((axis) => outer.has(axis))) return tape.adjoint(of, by) ?? tape.constant(0);
    if (outer.size > 0) throw new Refused('unread-call');
    const into = this.twins(own, own);
    const all = tape.adjoint(of, by, into);
    return all === undefined ? tape.constant(0) : tape.relabel(all, into, own);
  }

  /** Copies of some axes, one each, that are not among those in use. */
  private twins(axes: readonly Axis[], used: readonly Axis[]): readonly Axis[] {
    const taken = new Set(used);
    return axes.map((axis) => {
      const twin = this.ground.twin(axis, taken);
      taken.add(twin);
      return twin;
    });
  }

  /** A function that the notes never fix: smooth, random, the same wherever its name is applied. */
  private unknownFunction(fn: FamilyKey, args: readonly FamilyNode[]): NodeId {
    const { tape } = this;
    const coefficient = (which: number): NodeId => tape.constant(0.4 + uniform(this.ground.sampling.randomSeed, fn, which, 0));
    const mixed = (round: number): NodeId =>
      args
        .map(({ node, axes }, position) =>
          axes.length === 0
            ? tape.multiply(coefficient(10 * round + position), node)
            : axes.reduce((sum, axis) => tape.sum(sum, axis), tape.multiply(this.ground.weights(`${fn}:${position}:${round}`, axes), node)),
        )
        .reduce((a, b) => tape.add(a, b));
    const waves = [1, 2, 3].map((round) =>
      tape.multiply(coefficient(100 + round), tape.call('sin', tape.add(mixed(round), coefficient(200 + round)))),
    );
    const value = waves.reduce((a, b) => tape.add(a, b), mixed(0));
    return this.within01(fn, value);
  }

  /** The value of an unknown function, between 0 and 1 if a logarithm is taken of it, as for names. */
  private within01(fn: FamilyKey, value: NodeId): NodeId {
    return this.ground.sampling.domains.get(fn) === 'unit' ? this.tape.call('sigmoid', value) : value;
  }

  /** A function that the notes never fix, another one for each value of its slots; the law of a chance sums to one over its outcomes. */
  private unknownMember({ fn, slots }: Expr & { kind: 'call' }, args: readonly FamilyNode[], scope: Scope): NodeId {
    if (slots.length === 0) return this.unknownFunction(fn, args);
    const { tape } = this;
    const axes: Axis[] = [];
    for (const position of slots.keys()) axes.push(this.free(this.axes.ofSlot(fn, position), new Set(axes)));
    const [scale, shift] = ['scale', 'shift'].map((which) =>
      this.member({ node: this.ground.weights(`${fn}:${which}`, axes), axes }, slots, fn, scope),
    ) as [NodeId, NodeId];
    const wave = tape.call('sin', tape.add(shift, this.unknownFunction(`${fn}:wave`, args)));
    const value = tape.add(tape.multiply(scale, this.unknownFunction(`${fn}:scale`, args)), wave);
    const over = slots.slice(0, outcomesBefore(fn)).map((term) => this.axisOf(term, scope));
    if (over.length === 0) return this.within01(fn, value);
    const positive = tape.call('exp', value);
    const total = over.reduce((sum, axis) => tape.sum(sum, axis), positive);
    return tape.divide(positive, total);
  }

  private partial(expr: Expr & { kind: 'partial' }, scope: Scope): NodeId {
    const { tape } = this;
    const of = this.value(expr.of, scope);
    const { wrt } = expr;
    if (wrt.kind === 'number' || wrt.kind === 'hole') throw new Refused('unread-operand');
    if (isPowerOfName(wrt)) return this.byPower(expr, wrt, scope);
    const target = wrt.kind === 'ref' ? this.familyIn(wrt.family, scope) : this.nodeOf(wrt);
    const slots: readonly IndexTerm[] =
      wrt.kind === 'ref' ? wrt.slots : [...freeIndices(wrt)].map((id) => ({ kind: 'index', id, shift: 0 }));
    const own = tape.axesOf(of);
    // The value of a parameter for each value of the indices around is differentiated by for each of them.
    if (slots.length === 0 && wrt.kind === 'ref' && scope.params.has(wrt.family) && target.axes.length < tape.axesOf(target.node).length)
      return this.derivative(of, target.node);
    const into = own.length === 0 ? own : this.twins(own, [...scope.taken, ...target.axes, ...own]);
    const jacobian = tape.adjoint(of, target.node, into);
    const here = jacobian === undefined && wrt.kind !== 'ref' ? tape.adjoint(of, this.value(wrt, scope), into) : undefined;
    // `f(z_l)` as it stands, with this very index, in `\partial\ln f(z_l)/\partial f(z_l)`.
    if (here !== undefined) return tape.relabel(here, into, own);
    if (jacobian === undefined) {
      const named = this.withName(expr, scope);
      if (named !== undefined) return named;
      this.independent.add(expr);
      return tape.constant(0);
    }
    const key = wrt.kind === 'ref' ? wrt.family : undefined;
    if (key !== undefined) return this.memberOfJacobian(jacobian, target.axes, slots, key, into, own, scope);
    return tape.relabel(jacobian, [...target.axes, ...into], [...slots.map((term) => this.axisOf(term, scope)), ...own]);
  }

  /** `\partial L/\partial\sigma^2` by the name itself, whose other powers and logarithms change with it. */
  private byPower(expr: Expr & { kind: 'partial' }, { base, exponent }: PowerOfName, scope: Scope): NodeId {
    const { tape } = this;
    const byName = { ...expr, wrt: base };
    const slope = this.partial(byName, scope);
    if (this.independent.has(byName)) this.independent.add(expr);
    const less: Expr = { kind: 'number', value: exponent.value - 1, decimals: 0 };
    const inner = tape.multiply(tape.constant(exponent.value), this.value({ kind: 'power', base, exponent: less }, scope));
    return tape.divide(slope, inner);
  }

  /** `\partial\sum_m t_m \ln f(z_m) / \partial f(z_l)`: the derivative by a formula that stands in another one, as if it were a name; undefined where it does not. */
  private withName({ of, wrt }: Expr & { kind: 'partial' }, scope: Scope): NodeId | undefined {
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
    if ([...mentioned(inNames)].some((family) => inside.some((one) => one === family || this.dependsOn(family, one)))) return undefined;
    this.axes.admit(name.family, [...freeIndices(wrt)]);
    const { node, axes } = this.nodeOf(wrt);
    const params = new Map(scope.params).set(name.family, { node: this.tape.fence(node), axes });
    return this.partial({ kind: 'partial', of: inNames, wrt: name }, { ...scope, params });
  }

  /** A formula where a name has a given value: what the notes define by the name is worked out anew there. */
  private taken({ of, point, value }: Expr & { kind: 'at' }, scope: Scope): NodeId {
    if (point.kind !== 'ref' || point.slots.length > 0) throw new Refused('unread-scripts');
    const node = this.tape.fence(this.value(value, scope));
    const params = new Map(scope.params).set(point.family, { node, axes: [] });
    return this.value(this.spelledOut(of, point.family, 0), { ...scope, params });
  }

  /** A formula with the definitions in the place of the names that depend on a family. */
  private spelledOut(expr: Expr, family: FamilyKey, depth: number): Expr {
    if (deepest < depth || !this.plan.budget.spend(1)) throw new Refused('out-of-budget');
    return walk(expr).reduce<Expr>((whole, node) => {
      if (node.kind === 'partial' && node.wrt.kind === 'ref' && node.wrt.family !== family && this.dependsOn(node.wrt.family, family))
        throw new Refused('unread-scripts');
      if (node.kind !== 'ref' || node.family === family || !this.dependsOn(node.family, family)) return whole;
      const definition = this.plan.environment(node.family);
      if (definition?.meaning.kind !== 'formula' || definition.head.length > 0) throw new Refused('unread-scripts');
      return substitute(whole, node, this.spelledOut(definition.meaning.body, family, depth + 1));
    }, expr);
  }

  /** Whether the definition of one family leads to another. */
  private dependsOn(family: FamilyKey, other: FamilyKey, seen: Set<FamilyKey> = new Set()): boolean {
    const meaning = seen.has(family) ? undefined : this.plan.environment(family)?.meaning;
    seen.add(family);
    if (meaning?.kind !== 'formula') return false;
    return [...mentioned(meaning.body)].some((name) => name === other || this.dependsOn(name, other, seen));
  }

  /** Picks the entry of a Jacobian: first the slots of what was differentiated by, then the axes of what was differentiated. */
  private memberOfJacobian(
    jacobian: NodeId,
    axes: readonly Axis[],
    slots: readonly IndexTerm[],
    key: FamilyKey,
    into: readonly Axis[],
    own: readonly Axis[],
    scope: Scope,
  ): NodeId {
    const reserved: Scope = into.length === 0 ? scope : { ...scope, taken: new Set([...scope.taken, ...into]) };
    const picked = this.member({ node: jacobian, axes }, slots, key, reserved);
    return this.tape.relabel(picked, into, own);
  }

  /** The node that a formula makes, over its own indices in their standard axes, so that it is found where the graph has it. */
  private nodeOf(expr: Expr): FamilyNode {
    const indices = [...freeIndices(expr)];
    const scope = this.scopeFor(indices);
    return { node: this.value(expr, scope), axes: indices.map((id) => scope.indices.get(id) as Axis) };
  }
}

/** How many slots of a function are outcomes that it is the law of, as its label says. */
function outcomesBefore(fn: FamilyKey): number {
  return Number(/~\((\d+):/.exec(partsOfKey(fn).label)?.[1] ?? 0);
}

/** The name in the table of the function that a name stands for where the notes do not define it. */
export function standardName(fn: FamilyKey): string {
  const { base } = partsOfKey(fn);
  return standardNames.get(base) ?? base;
}

/** Whether a function has a meaning by its name alone. */
export function isStandard(fn: FamilyKey): boolean {
  return functionByName.has(standardName(fn));
}

/** Whether a result is a refusal. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result;
}

/** What something works out to, or why it does not. The values of a node are worked out when they are first asked for, and may be too many then. */
export function attempt<T>(find: () => T): T | Refusal {
  try {
    return find();
  } catch (error) {
    if (error instanceof Refused) return { refused: error.why };
    if (error instanceof Misfit) return { refused: message('no-shapes') };
    if (error instanceof TooLarge) return { refused: message('too-large-formula') };
    throw error;
  }
}

type PowerOfName = Expr & { kind: 'power'; base: Expr & { kind: 'ref' }; exponent: Expr & { kind: 'number' } };

/** `\sigma^2` */
function isPowerOfName(expr: Expr): expr is PowerOfName {
  return expr.kind === 'power' && expr.base.kind === 'ref' && expr.exponent.kind === 'number' && expr.exponent.value !== 0;
}

/** The families that a formula names, and those that its value is worked out from. */
interface Names {
  readonly mentioned: ReadonlySet<FamilyKey>;
  readonly restsOn: ReadonlySet<FamilyKey>;
}

const namesOf = keptFor((expr: Expr): Names => {
  const named = new Set<FamilyKey>();
  const ends: FamilyKey[] = [];
  for (const node of walk(expr)) {
    if (node.kind === 'ref') named.add(node.family);
    else if (node.kind === 'call') named.add(node.fn);
    else if (node.kind === 'reduce')
      for (const bound of [node.bounds.lower, node.bounds.upper]) if (bound?.kind === 'size' && bound.of) ends.push(...mentioned(bound.of));
  }
  return { mentioned: named, restsOn: ends.length === 0 ? named : new Set([...named, ...ends]) };
});

/** The families that a formula names. */
export function mentioned(expr: Expr): ReadonlySet<FamilyKey> {
  return namesOf(expr).mentioned;
}

/** The families that a value is worked out from: those that a formula names, and the sizes at which its sums end. */
export function restsOn(expr: Expr): ReadonlySet<FamilyKey> {
  return namesOf(expr).restsOn;
}

function restsOnOneOf(expr: Expr, families: ReadonlySet<FamilyKey>): boolean {
  for (const family of restsOn(expr)) if (families.has(family)) return true;
  return false;
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

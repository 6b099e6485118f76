import type { NodeId } from '../../engine/tape.ts';
import type { Condition, Expr, FamilyKey, IndexId } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { innerMap } from '../../text/maps.ts';
import { message } from '../../text/message.ts';
import type { AxisClass } from '../axes/axis-class.ts';
import type { Definition } from '../definition.ts';
import type { FamilyNode, Scope } from '../ground.ts';
import { restsOnOneOf } from '../mentioned.ts';
import { joined, powerOf } from './arithmetic.ts';
import { itemOf, matrixOf } from './arrays.ts';
import { callOf } from './calls.ts';
import { isWithoutEnd, test } from './conditions.ts';
import { Context } from './context.ts';
import { differentiated } from './derivatives.ts';
import { defined, leafOf } from './families.ts';
import { memberOf, termValue } from './members.ts';
import { partialOf } from './partials.ts';
import { reduceOver } from './reductions.ts';
import { attempt, type Refusal, Refused } from './refusal.ts';
import { takenAt } from './taken.ts';

/** How a kind of formula is evaluated. */
type Rule<Kind extends Expr['kind']> = (context: Context, expr: Extract<Expr, { kind: Kind }>, scope: Scope) => NodeId;

/** What each kind of formula is worth: one entry for each. */
const rules: { readonly [Kind in Expr['kind']]: Rule<Kind> } = {
  number: ({ tape }, { value }) => tape.constant(value),
  ref: (context, { family, slots }, scope) => memberOf(context, context.familyIn(family, scope), slots, family, scope),
  add: (context, { terms }, scope) => joined(context, 'add', terms, scope),
  negate: (context, { of }, scope) => context.tape.negate(context.value(of, scope)),
  multiply: (context, { factors }, scope) => joined(context, 'multiply', factors, scope),
  divide: (context, { numerator, denominator }, scope) =>
    context.tape.divide(context.value(numerator, scope), context.value(denominator, scope)),
  power: powerOf,
  apply: (context, { fn, args, order }, scope) => {
    const { tape } = context;
    const nodes = args.map((arg) => context.value(arg, scope));
    return order === 0 ? tape.call(fn, ...nodes) : differentiated(context, (arg) => tape.call(fn, arg), nodes[0] as NodeId, order);
  },
  call: callOf,
  reduce: reduceOver,
  position: (context, { term }, scope) => termValue(context, term, scope),
  delta: (context, { left, right }, scope) => context.tape.equal(termValue(context, left, scope), termValue(context, right, scope)),
  indicator: (context, { condition }, scope) => test(context, condition, scope),
  cases: (context, { branches }, scope) =>
    branches.reduceRight(
      (otherwise, { value, condition }) =>
        condition
          ? context.tape.where(test(context, condition, scope), context.value(value, scope), otherwise)
          : context.value(value, scope),
      context.tape.constant(Number.NaN),
    ),
  list: itemOf,
  matrix: matrixOf,
  partial: partialOf,
  at: takenAt,
  tensor: () => {
    throw new Refused('no-shapes');
  },
  array: () => {
    throw new Refused('no-shapes');
  },
  hole: (_, { message }) => {
    throw new Refused(message.id, message.params);
  },
};

/**
 * Evaluates formulas at many sample points at once, for all values of their free indices, with the definitions in force.
 * A derivative is the adjoint of a node in the one graph that all formulas of the world share.
 */
export class World extends Context {
  private readonly families = new Map<FamilyKey, FamilyNode>();
  /** The values of formulas, where no parameters are bound. */
  private readonly known = new Map<Scope, Map<Expr, NodeId>>();

  /** A scope in which the given indices are free, or why there is none. */
  scope(free: Iterable<IndexId>): Scope | Refusal {
    return attempt(() => this.scopeFor(free));
  }

  /** The value of a formula, or why there is none. */
  evaluate(expr: Expr, scope: Scope): NodeId | Refusal {
    return attempt(() => this.value(expr, scope));
  }

  /** What gives a name its meaning here. */
  definitionOf(family: FamilyKey): Definition | undefined {
    return this.plan.environment(family);
  }

  /** The mask of the members of an index that sums over it run over, where one in front of them is named apart (`w_0 + \sum_{i=1}^n w_i x_i`). */
  ordinary(id: IndexId, scope: Scope): NodeId | undefined {
    const { first, start } = this.axes.ofIndex(id);
    if (first === start || !scope.indices.has(id)) return undefined;
    return this.tape.lessOrEqual(this.tape.constant(first), termValue(this, { kind: 'index', id, shift: 0 }, scope));
  }

  /** The mask of a condition: 1 where it is met. */
  mask(condition: Condition, scope: Scope): NodeId | Refusal {
    if (isWithoutEnd(this, condition)) return { refused: message('unread-condition') };
    return attempt(() => test(this, condition, scope));
  }

  /** The axis class of an index. */
  classOf(id: IndexId): AxisClass {
    return this.axes.ofIndex(id);
  }

  /** The value of a formula, found or worked out: formulas share parts, and worlds most of their families. */
  override value(expr: Expr, scope: Scope): NodeId {
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

  /** The tensor that a name stands for, found or made. */
  override family(family: FamilyKey): FamilyNode {
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
      const made = definition === undefined ? leafOf(this, family) : defined(this, definition);
      this.families.set(family, made);
      return made;
    } finally {
      this.underWay.delete(family);
    }
  }

  private workOut(expr: Expr, scope: Scope): NodeId {
    if (!this.plan.budget.spend(1)) throw new Refused('out-of-budget');
    return (rules[expr.kind] as (context: Context, expr: Expr, scope: Scope) => NodeId)(this, expr, scope);
  }
}

import type { Axis, NodeId, Tape } from '../../engine/tape.ts';
import type { Expr, FamilyKey, IndexId } from '../../expr/expr.ts';
import type { Message } from '../../text/message.ts';
import type { Axes } from '../axes/axes.ts';
import type { AxisClass } from '../axes/axis-class.ts';
import type { Budget } from '../budget.ts';
import type { Environment } from '../definition.ts';
import type { FamilyNode, Ground, Reshape, Scope } from '../ground.ts';
import { restsOnOneOf } from '../mentioned.ts';
import { Refused } from './refusal.ts';

/** What a world is made of. Everything in it is fixed, so nodes are kept for the life of the world. */
interface WorldPlan {
  readonly ground: Ground;
  /** Changes to the sampled values of leaves, by which premises are made true. */
  readonly reshape: ReadonlyMap<FamilyKey, Reshape>;
  readonly environment: Environment;
  /** Families that the notes differentiate an undefined name by, for each such name. */
  readonly lossInputs: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>;
  /** Families that are taken as any functions of those, whatever indices they have. */
  readonly functions?: ReadonlyMap<FamilyKey, ReadonlySet<FamilyKey>>;
  /** Those that reach it through others somewhere in the notes, and so in no other way. */
  readonly passed: ReadonlySet<FamilyKey>;
  /** Families that cannot be evaluated, with the reason. */
  readonly opaque: ReadonlyMap<FamilyKey, Message>;
  readonly budget: Budget;
  /** A world on the same ground that differs in some families alone, given with all that may depend on them. */
  readonly like?: { readonly world: Context; readonly but: ReadonlySet<FamilyKey> };
}

/** What the rules share while they evaluate the formulas of one world: its plan and its tape, and what is known by then. */
export abstract class Context {
  readonly plan: WorldPlan;
  readonly ground: Ground;
  readonly axes: Axes;
  readonly tape: Tape;
  /** Derivatives worked out here that were exactly zero because nothing leads from the one to the other. */
  readonly independent = new Set<Expr>();
  /** The families whose definitions are being worked out. */
  readonly underWay = new Set<FamilyKey>();
  /** The indices that sums bind. */
  readonly summed = new Set<IndexId>();
  /** How deep functions are applied inside of one another. */
  depth = 0;

  constructor(plan: WorldPlan) {
    this.plan = plan;
    this.ground = plan.ground;
    this.axes = plan.ground.axes;
    this.tape = plan.ground.tape;
  }

  /** The value of a formula. */
  abstract value(expr: Expr, scope: Scope): NodeId;

  /** The tensor that a name stands for. */
  abstract family(family: FamilyKey): FamilyNode;

  /** Whether a derivative is exactly zero here because nothing leads from the one to the other. */
  isIndependent(expr: Expr): boolean {
    const { like } = this.plan;
    return this.independent.has(expr) || (like !== undefined && !restsOnOneOf(expr, like.but) && like.world.isIndependent(expr));
  }

  /** The tensor that a name stands for where parameters may be bound. */
  familyIn(family: FamilyKey, scope: Scope): FamilyNode {
    return scope.params.get(family) ?? this.family(family);
  }

  /** A scope in which the given indices are free. */
  scopeFor(free: Iterable<IndexId>): Scope {
    let scope = this.ground.outermost;
    for (const id of free) scope = this.within(scope, id);
    return scope;
  }

  /** A scope with one more index. */
  within(scope: Scope, id: IndexId): Scope {
    if (this.axes.ofIndex(id).tooLarge) throw new Refused('too-many-values');
    return this.ground.within(scope, id);
  }

  /** The first copy of an axis that nothing around uses. */
  free(axisClass: AxisClass, taken: ReadonlySet<Axis>): Axis {
    if (axisClass.tooLarge) throw new Refused('too-many-values');
    return this.ground.copy(axisClass, taken);
  }
}

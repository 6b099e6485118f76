import { type Axis, type NodeId, Tape } from '../engine/tape.ts';
import type { FamilyKey, IndexId } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { innerMap } from '../text/maps.ts';
import type { Axes } from './axes/axes.ts';
import type { AxisClass } from './axes/axis-class.ts';
import { type Domain, drawLeaf, scaleSamples } from './sampling.ts';

/** Changes the values of a leaf in place: `cells` by `samples`; `sizes` are those of its slots. */
export type Reshape = (values: Float64Array, sizes: readonly number[], samples: number) => void;

/** How leaves are sampled. */
export interface Sampling {
  readonly samples: number;
  /** How many values a formula may have at all samples together. */
  readonly mostValues: number;
  readonly randomSeed: number;
  readonly domains: ReadonlyMap<FamilyKey, Domain>;
  /** Draws every leaf above 0, for formulas that are defined only there. */
  readonly positive: boolean;
  /** Draws at each sample some leaves far smaller than others. */
  readonly scaled?: boolean;
}

/** A family as a tensor: its node and the axis of each slot. */
export interface FamilyNode {
  readonly node: NodeId;
  readonly axes: readonly Axis[];
}

/** What the letters of a formula stand for while it is evaluated. */
export interface Scope {
  readonly indices: ReadonlyMap<IndexId, Axis>;
  readonly params: ReadonlyMap<FamilyKey, FamilyNode>;
  readonly taken: ReadonlySet<Axis>;
}

/** What worlds with other definitions, or other changes to what is drawn, share: one tape, the copies of each axis, and the sampled leaves. */
export class Ground {
  readonly tape: Tape;
  readonly axes: Axes;
  readonly sampling: Sampling;
  /** Where no letter stands for anything. */
  readonly outermost: Scope = { indices: new Map(), params: new Map(), taken: new Set() };
  private readonly inside = new WeakMap<Scope, Map<IndexId, Scope>>();
  private readonly copies = new Map<number, Axis[]>();
  private readonly classes: AxisClass[] = [];
  private readonly leaves = new Map<FamilyKey, FamilyNode>();
  private readonly zeroNodes = new Map<string, NodeId>();

  constructor(axes: Axes, sampling: Sampling) {
    this.axes = axes;
    this.sampling = sampling;
    this.tape = new Tape(sampling.samples, sampling.mostValues);
  }

  /** The first copy of an axis that is not taken. */
  copy(axisClass: AxisClass, taken: ReadonlySet<Axis>): Axis {
    let copies = this.copies.get(axisClass.id);
    if (copies === undefined) {
      copies = [];
      this.copies.set(axisClass.id, copies);
    }
    for (const axis of copies) if (!taken.has(axis)) return axis;
    const axis = this.tape.axis(axisClass.size);
    this.classes[axis] = axisClass;
    copies.push(axis);
    return axis;
  }

  /** A scope with one index more, over the first copy of its axis that nothing around uses; the same one each time. */
  within(scope: Scope, id: IndexId): Scope {
    const inside = innerMap(this.inside, scope);
    let found = inside.get(id);
    if (found === undefined) {
      const axis = this.copy(this.axes.ofIndex(id), scope.taken);
      found = { indices: new Map(scope.indices).set(id, axis), params: scope.params, taken: new Set(scope.taken).add(axis) };
      inside.set(id, found);
    }
    return found;
  }

  /** Another copy of the same axis that is not taken. */
  twin(axis: Axis, taken: ReadonlySet<Axis>): Axis {
    const axisClass = this.classes[axis];
    return axisClass === undefined ? this.tape.axis(this.tape.sizeOf(axis)) : this.copy(axisClass, taken);
  }

  /** The sampled values of an undefined family; those of a changed one are a leaf of their own. */
  leaf(family: FamilyKey, reshape?: Reshape): FamilyNode {
    if (reshape !== undefined) return this.sampled(family, reshape);
    let leaf = this.leaves.get(family);
    if (leaf === undefined) {
      leaf = this.sampled(family);
      this.leaves.set(family, leaf);
    }
    return leaf;
  }

  /** Random weights over axes, the same whenever the key is, whichever copies of these axes they are over. */
  weights(key: string, axes: readonly Axis[]): NodeId {
    const { randomSeed, samples } = this.sampling;
    const sizes = axes.map((axis) => this.tape.sizeOf(axis));
    return this.tape.leaf(...ascending(axes, sizes, drawLeaf(randomSeed, key, 'real', this.cells(axes), samples), samples));
  }

  /** The values of a member of a family beyond its ends, over the axis of its other index if it has one. */
  beyond(key: string, family: FamilyKey, over: readonly Axis[]): NodeId {
    const { randomSeed, samples, domains, positive } = this.sampling;
    const wanted = domains.get(family) ?? 'real';
    const domain = wanted === 'real' && positive ? 'positive' : wanted;
    return this.tape.leaf(over, drawLeaf(randomSeed, key, domain, this.cells(over), samples));
  }

  /** Zeros over some axes, to spread a node over axes that it lacks. */
  zeros(over: readonly Axis[]): NodeId {
    const axes = [...over].sort((a, b) => a - b);
    const key = axes.join();
    let node = this.zeroNodes.get(key);
    if (node === undefined) {
      node = this.tape.leaf(axes, new Float64Array(this.cells(axes) * this.sampling.samples));
      this.zeroNodes.set(key, node);
    }
    return node;
  }

  private sampled(family: FamilyKey, reshape?: Reshape): FamilyNode {
    const { arity } = partsOfKey(family);
    const { samples, randomSeed, domains, positive, scaled } = this.sampling;
    const axes: Axis[] = [];
    for (let position = 0; position < arity; position++) axes.push(this.copy(this.axes.ofSlot(family, position), new Set(axes)));
    const sizes = axes.map((axis) => this.tape.sizeOf(axis));
    const wanted = domains.get(family) ?? 'real';
    const domain = wanted === 'real' && positive ? 'positive' : wanted;
    const values = drawLeaf(randomSeed, family, domain, this.cells(axes), samples);
    if (scaled && (domain === 'real' || domain === 'positive')) scaleSamples(values, randomSeed, family, samples);
    reshape?.(values, sizes, samples);
    return { node: this.tape.leaf(...ascending(axes, sizes, values, samples)), axes };
  }

  private cells(axes: readonly Axis[]): number {
    return axes.reduce((product, axis) => product * this.tape.sizeOf(axis), 1);
  }
}

/** A leaf's values with its axes in ascending order, as the tape keeps them. */
function ascending(
  axes: readonly Axis[],
  sizes: readonly number[],
  values: Float64Array,
  samples: number,
): [readonly Axis[], Float64Array] {
  const order = axes.map((_, position) => position).sort((a, b) => (axes[a] as Axis) - (axes[b] as Axis));
  if (order.every((position, at) => position === at)) return [axes, values];
  const sorted = order.map((position) => axes[position] as Axis);
  const strides: number[] = new Array<number>(axes.length).fill(1);
  for (let position = axes.length - 2; 0 <= position; position--)
    strides[position] = (strides[position + 1] as number) * (sizes[position + 1] as number);
  const result = new Float64Array(values.length);
  const cells = values.length / samples;
  for (let cell = 0; cell < cells; cell++) {
    let rest = cell;
    let from = 0;
    for (let at = order.length - 1; 0 <= at; at--) {
      const position = order[at] as number;
      const size = sizes[position] as number;
      from += (rest % size) * (strides[position] as number);
      rest = Math.floor(rest / size);
    }
    result.set(values.subarray(from * samples, (from + 1) * samples), cell * samples);
  }
  return [sorted, result];
}

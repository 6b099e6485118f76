import type { Axes } from '../check/axes/axes.ts';
import { type FamilyNode, Ground } from '../check/ground.ts';
import { type Axis, type NodeId, Tape } from '../engine/tape.ts';
import type { FamilyKey } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';

/** A leaf that a network gives values: how it lies in memory. */
export interface GivenLeaf extends FamilyNode {
  readonly family: FamilyKey;
  readonly node: NodeId;
  /** The size of each slot, and the distance between neighbours along it, in cells. */
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  /** Whether it has a value for each sample. */
  readonly varies: boolean;
  /** To be written in place before anything is evaluated. */
  readonly values: Float64Array;
}

/** A ground on which the leaves of a network have values that are given, and all others are drawn. */
export class GivenGround extends Ground {
  readonly given = new Map<FamilyKey, GivenLeaf>();

  constructor(axes: Axes, samples: number, randomSeed: number) {
    super(axes, { samples, mostValues: Tape.nodeLimit, randomSeed, domains: new Map(), positive: false });
  }

  /** Makes a leaf, with one value for all samples or with one for each. */
  give(family: FamilyKey, varies: boolean): GivenLeaf {
    const axes: Axis[] = [];
    for (let position = 0; position < partsOfKey(family).arity; position++)
      axes.push(this.copy(this.axes.ofSlot(family, position), new Set(axes)));
    const ascending = [...axes].sort((a, b) => a - b);
    const sizes = axes.map((axis) => this.tape.sizeOf(axis));
    const strides = axes.map((axis) =>
      ascending.slice(ascending.indexOf(axis) + 1).reduce((cells, inner) => cells * this.tape.sizeOf(inner), 1),
    );
    const cells = sizes.reduce((product, size) => product * size, 1);
    const values = new Float64Array(cells * (varies ? this.sampling.samples : 1));
    const leaf = { family, node: this.tape.leaf(ascending, values), axes, sizes, strides, varies, values };
    this.given.set(family, leaf);
    return leaf;
  }

  override leaf(family: FamilyKey): FamilyNode {
    return this.given.get(family) ?? super.leaf(family);
  }
}

import type { Shape, Shapes } from './shape.ts';
import type { Tape } from './tape.ts';

/** The place of a node on its tape; inputs come before what is made of them. */
export type NodeId = number;

/** One operation of the engine: what it computes and how a cotangent of its result goes back to its inputs. */
export interface EngineOp {
  readonly name: string;
  /** The axes of the result. */
  readonly shape: (inputs: readonly Node[], at: readonly number[], shapes: Shapes) => Shape;
  /** Fills `out`, which is zero, with one value for each cell and, unless the node is uniform, for each sample. */
  readonly forward: (out: Float64Array, node: Node, inputs: readonly Node[], shapes: Shapes) => void;
  /** The same for values that are worked out again and again: what rests on the shapes alone is done once, and what is returned allocates nothing. */
  readonly kernel?: (out: Float64Array, node: Node, inputs: readonly Node[], shapes: Shapes) => () => void;
  /** One for each input; absent where the derivative is zero where it exists. The last one serves all further inputs. */
  readonly vjp: readonly (Vjp | undefined)[];
  /** Two inputs may be swapped. */
  readonly commutative?: boolean;
  /** Neither values nor derivatives come through: what lies behind counts as held. */
  readonly opaque?: boolean;
  readonly source: string;
}

/**
 * The cotangent of input `n` for the cotangent `outBar` of `node`, written in the tape's own operations.
 *
 * Shapes: `outBar` has axes of the node and axes of the seed. An axis of the node that it lacks is one along which it is constant;
 * the result keeps to that, with the axes of the input in place of those of the node.
 */
export type Vjp = (on: Tape, outBar: NodeId, node: Node, n: number) => NodeId;

/** One application of an operation. */
export interface Node {
  readonly id: NodeId;
  readonly op: EngineOp;
  readonly inputs: readonly NodeId[];
  /** The records of the inputs. */
  readonly operands: readonly Node[];
  /** What else the operation needs: axes, positions, an exponent. */
  readonly at: readonly number[];
  readonly shape: Shape;
  /** The same at every sample: stored with one value for each cell. */
  readonly uniform: boolean;
  /** Number of samples stored for each cell. */
  readonly samples: number;
  values: Float64Array | undefined;
  /** A uniform node written out for every sample, once someone asks for it. */
  full: Float64Array | undefined;
  /** The hash of the inputs and parameters, and the next node in its bucket. */
  readonly hash: number;
  next: NodeId;
}

/** Too many values for one node, or for one tape. */
export class TooLarge extends RangeError {
  override readonly name = 'TooLarge';
}

/** Axes of different sizes where one is to take the place of the other. */
export class Misfit extends RangeError {
  override readonly name = 'Misfit';
}

/** The `n`-th input of a node. */
export function input(node: Node, n: number): NodeId {
  const id = node.inputs[n];
  if (id === undefined) throw new Error(`${node.op.name} has no input ${n}`);
  return id;
}

/** The `n`-th parameter of a node. */
export function param(node: Node, n: number): number {
  const value = node.at[n];
  if (value === undefined) throw new Error(`${node.op.name} has no parameter ${n}`);
  return value;
}

/** The values of an input, which the tape computes before the node itself. */
export function valuesOf(inputs: readonly Node[], n: number): Float64Array {
  const values = inputs[n]?.values;
  if (values === undefined) throw new Error(`input ${n} is not evaluated`);
  return values;
}

/** A small integer given out by a tape; the values of a node are laid out by ascending axes. */
export type Axis = number;

/** A set of axes with their sizes. Interned: equal sets of one tape are one object. */
export interface Shape {
  /** Ascending. */
  readonly axes: readonly Axis[];
  /** Product of the sizes. */
  readonly cells: number;
  /** Shapes with one more axis, unions with shapes, shapes without an axis, and cell offsets from shapes, as met before; most shapes meet none. */
  wider: Map<Axis, Shape> | undefined;
  unions: Map<Shape, Shape> | undefined;
  without: Map<Axis, Shape> | undefined;
  offsets: Map<Shape, Int32Array> | undefined;
}

/** The shapes of one tape, and the arithmetic of their layouts. */
export class Shapes {
  readonly #sizes: number[] = [];
  readonly scalar: Shape = blank([], 1);

  /** A new axis. */
  axis(size: number): Axis {
    if (!Number.isInteger(size) || size < 1) throw new Error(`an axis of size ${size}`);
    return this.#sizes.push(size) - 1;
  }

  /** The shape with these axes, in any order, repeats dropped. */
  of(axes: readonly Axis[]): Shape {
    let shape = this.scalar;
    for (const axis of axes) shape = this.#with(shape, axis);
    return shape;
  }

  /** The shape with an axis more. The one that adds its last axis to the others is the interned one. */
  #with(shape: Shape, axis: Axis): Shape {
    let wider = shape.wider?.get(axis);
    if (wider === undefined) {
      const { axes, cells } = shape;
      if (axes.includes(axis)) wider = shape;
      else if (axes.every((other) => other < axis)) wider = blank([...axes, axis], cells * this.size(axis));
      else wider = this.of([...axes, axis].sort((a, b) => a - b));
      shape.wider ??= new Map();
      shape.wider.set(axis, wider);
    }
    return wider;
  }

  /** The size of every axis given out so far. */
  get sizes(): readonly number[] {
    return this.#sizes;
  }

  /** Errors: an axis that another tape gave out. */
  size(axis: Axis): number {
    const size = this.#sizes[axis];
    if (size === undefined) throw new Error(`axis ${axis} is not of this tape`);
    return size;
  }

  union(a: Shape, b: Shape): Shape {
    if (a === b || b === this.scalar) return a;
    if (a === this.scalar) return b;
    let union = a.unions?.get(b);
    if (union === undefined) {
      union = this.of([...a.axes, ...b.axes]);
      a.unions ??= new Map();
      a.unions.set(b, union);
    }
    return union;
  }

  without(shape: Shape, axis: Axis): Shape {
    let rest = shape.without?.get(axis);
    if (rest === undefined) {
      rest = this.of(shape.axes.filter((other) => other !== axis));
      shape.without ??= new Map();
      shape.without.set(axis, rest);
    }
    return rest;
  }

  /** Cells between neighbours along `axis`; 0 where the shape lacks it. */
  stride(shape: Shape, axis: Axis): number {
    const place = shape.axes.indexOf(axis);
    if (place < 0) return 0;
    let stride = 1;
    for (let inner = place + 1; inner < shape.axes.length; inner++) stride *= this.size(shape.axes[inner] as Axis);
    return stride;
  }

  /** For every cell of `to`, the cell of `from` that broadcasts to it. */
  offsets(from: Shape, to: Shape): Int32Array {
    let offsets = to.offsets?.get(from);
    if (offsets === undefined) {
      const strides = to.axes.map((axis) => this.stride(from, axis));
      offsets = this.walk(to, strides);
      to.offsets ??= new Map();
      to.offsets.set(from, offsets);
    }
    return offsets;
  }

  /** For every cell of `shape`, the sum of its coordinates times `strides`. */
  walk(shape: Shape, strides: readonly number[]): Int32Array {
    const offsets = new Int32Array(shape.cells);
    let filled = 1;
    for (let place = shape.axes.length - 1; 0 <= place; place--) {
      const reach = filled * this.size(shape.axes[place] as Axis);
      const stride = strides[place] as number;
      for (let cell = filled; cell < reach; cell++) offsets[cell] = (offsets[cell - filled] as number) + stride;
      filled = reach;
    }
    return offsets;
  }
}

function blank(axes: readonly Axis[], cells: number): Shape {
  return { axes, cells, wider: undefined, unions: undefined, without: undefined, offsets: undefined };
}

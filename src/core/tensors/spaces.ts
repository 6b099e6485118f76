/** A slot of a family as the axis that it runs along, or one that no name has. */
export type Space = string;

/** The axes that have a size with a name or a number. */
export function sized(size: string | number): Space {
  return `size ${size}`;
}

/** Which slots run along the same axis, as definitions and statements of shape tell. */
export class Spaces {
  private readonly parents = new Map<Space, Space>();
  private readonly anchored = new Set<Space>();
  /** The sizes that the notes state. */
  private readonly sizes = new Map<Space, string>();

  /** Says that two slots run along one axis. */
  unite(a: Space, b: Space): void {
    const left = this.find(a);
    const right = this.find(b);
    this.anchored.add(left);
    if (left === right) return;
    this.parents.set(right, left);
    const size = this.sizes.get(left) ?? this.sizes.get(right);
    if (size !== undefined) this.sizes.set(left, size);
  }

  /** Says that a slot has a size with a name or a number. */
  state(slot: Space, size: string): void {
    this.unite(slot, sized(size));
    this.sizes.set(this.find(slot), size);
  }

  /** Whether two slots may turn out to run along one axis: the notes state no different sizes. */
  mayUnite(a: Space, b: Space): boolean {
    const [m, n] = [this.sizes.get(this.find(a)), this.sizes.get(this.find(b))];
    return m === undefined || n === undefined || m === n;
  }

  /** Whether two slots may run along one axis: it is not told that they do not. */
  fit(a: Space, b: Space): boolean {
    const [m, n] = [lengthIn(a), lengthIn(b)];
    if (m !== undefined && n !== undefined) return m === n;
    const left = this.find(a);
    const right = this.find(b);
    return left === right || !this.anchored.has(left) || !this.anchored.has(right);
  }

  /** Whether the notes tell of a slot along which axis it runs. */
  isKnown(space: Space): boolean {
    return this.anchored.has(this.find(space));
  }

  find(space: Space): Space {
    let root = space;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) root = parent;
    return root;
  }
}

/** The length of a list that runs along an axis of its own. */
function lengthIn(space: Space): number | undefined {
  const length = /^list(\d+)@/.exec(space)?.[1];
  return length === undefined ? undefined : Number(length);
}

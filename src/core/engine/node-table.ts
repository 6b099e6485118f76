import type { EngineOp, Node, NodeId } from './engine-op.ts';

/** The nodes of a tape by what they compute, for value numbering: chained hashing without an allocation on a hit. */
export class NodeTable {
  readonly #nodes: readonly Node[];
  #heads = new Int32Array(256).fill(-1);
  #count = 0;

  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
  }

  /** The node that applies `op` to the same inputs and parameters, of which `hash` is the hash. */
  find(op: EngineOp, inputs: readonly NodeId[], at: readonly number[], hash: number): Node | undefined {
    let id = this.#heads[hash & (this.#heads.length - 1)] as NodeId;
    while (0 <= id) {
      const node = this.#nodes[id] as Node;
      if (node.hash === hash && node.op === op && same(node.inputs, inputs) && same(node.at, at)) return node;
      id = node.next;
    }
    return undefined;
  }

  insert(node: Node): void {
    if (this.#heads.length <= this.#count) this.#grow();
    this.#count++;
    this.#link(node);
  }

  #link(node: Node): void {
    const bucket = node.hash & (this.#heads.length - 1);
    node.next = this.#heads[bucket] as NodeId;
    this.#heads[bucket] = node.id;
  }

  #grow(): void {
    const chained: Node[] = [];
    for (const head of this.#heads) {
      for (let id = head; 0 <= id; id = (this.#nodes[id] as Node).next) chained.push(this.#nodes[id] as Node);
    }
    this.#heads = new Int32Array(2 * this.#heads.length).fill(-1);
    for (const node of chained) this.#link(node);
  }
}

/** The hash of what an operation is applied to. */
export function hashOf(inputs: readonly NodeId[], at: readonly number[]): number {
  let hash = inputs.length;
  for (let n = 0; n < inputs.length; n++) hash = Math.imul(hash ^ (inputs[n] as NodeId), 0x9e3779b1);
  for (let n = 0; n < at.length; n++) hash = Math.imul(hash ^ ((at[n] as number) * 64), 0x85ebca6b);
  return hash ^ (hash >>> 15);
}

function same(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) return false;
  return true;
}

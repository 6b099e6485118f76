import { type Facts, noFacts, takeOver } from './facts.ts';

/** The slots and indices of a note, of which those that run over one range are united (union–find), with what is known of each range. */
export class Forest {
  private readonly parents = new Map<string, string>();
  private readonly facts = new Map<string, Facts>();

  has(node: string): boolean {
    return this.parents.has(node);
  }

  /** What is known of the ranges that have facts. */
  all(): readonly Facts[] {
    return [...this.facts.values()];
  }

  /** What is known of the range of a node, to be added to. */
  of(node: string): Facts {
    const root = this.find(node);
    let facts = this.facts.get(root);
    if (facts === undefined) {
      facts = noFacts();
      this.facts.set(root, facts);
    }
    return facts;
  }

  /** What is known of the range of a node, if anything is. */
  known(node: string): Facts | undefined {
    return this.facts.get(this.find(node));
  }

  /** The node that stands for all that are united with one. */
  find(node: string): string {
    let root = node;
    for (let parent = this.parents.get(root); parent !== root; parent = this.parents.get(root)) {
      if (parent === undefined) {
        this.parents.set(root, root);
        break;
      }
      root = parent;
    }
    if (root !== node) this.parents.set(node, root);
    return root;
  }

  /** Makes two ranges one; false if they are. */
  unite(a: string, b: string): boolean {
    const left = this.find(a);
    const right = this.find(b);
    if (left === right) return false;
    const gone = this.of(right);
    takeOver(this.of(left), gone);
    this.parents.set(right, left);
    this.facts.delete(right);
    return true;
  }
}

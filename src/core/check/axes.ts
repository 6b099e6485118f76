import type { Expr, FamilyKey, IndexBound, IndexId, IndexTerm } from '../expr/expr.ts';
import { eachChild, termsOf, walk } from '../expr/expr.ts';
import type { StatedSize } from '../tensors/lower.ts';
import { runningIndex } from './arguments.ts';
import type { Definition } from './definition.ts';
import { labels } from './sampling.ts';

/** A range that indices run over: the slots that are united have one. */
export interface AxisClass {
  readonly id: number;
  readonly size: number;
  /** The value that the first position stands for: 1, or 0 where the notes count from there. */
  readonly start: number;
  /** Where the sums over it begin, 0 or 1: past the start if a member in front of them is named (`w_0 + \sum_{k=1}^n w_k x_k`). */
  readonly first: number;
  /** The largest value that a numeral or a bound of the notes names. */
  readonly named?: number;
  /** The notes give it more values than can be written out. */
  readonly tooLarge: boolean;
}

/** Sizes to give to axes whose size the notes leave open: distinct, so that a swapped index cannot hide. */
const openSizes = [3, 2, 4, 5];
/** Larger ones where the notes also count with the size, so that `n - 1` is no small number by chance. */
const countedSizes = [7, 6, 8];
const largestSize = 64;

/** Where matrices are inverted: theirs are the smallest, so that a product such as `X^\top X` has an inverse. */
const invertedSizes = [2, 3];
const otherSizes = [4, 3, 5, 6];

/** What is known of one axis while it is gathered. */
interface Facts {
  literal?: number;
  /** The length of a list that runs along it. */
  length?: number;
  /** A matrix along it is inverted. */
  isInverted?: boolean;
  start?: number;
  largest: number;
  smallest: number;
  /** Whether a label selects among its values. */
  isChosen?: true;
  /** The numerals that stand in its slots. */
  readonly numerals: Set<number>;
}

/**
 * The axes of a note. Definitions unite the slots that share an index; claims do not, so that a swapped index in a claim cannot make
 * two axes equal. In a claim an index has the axis of the first defined slot that it addresses.
 */
export class Axes {
  private readonly parents = new Map<string, string>();
  private readonly facts = new Map<string, Facts>();
  private readonly names = new Map<FamilyKey, string>();
  /** Names without slots that formulas name. */
  private readonly whole = new Set<FamilyKey>();
  private readonly known = new Set<string>();
  /** Indices of claims whose axis is found. */
  private readonly placed = new Set<IndexId>();
  private readonly classes = new Map<string, AxisClass>();
  /** The axes of slots and indices as they were found, until some are united. */
  private readonly ofSlots = new Map<FamilyKey, AxisClass[]>();
  private readonly ofIndices = new Map<IndexId, AxisClass>();

  private isInverting = false;

  private readonly definitions: ReadonlyMap<FamilyKey, readonly Definition[]>;

  /** `again`: definitions that may come into force, since another section gives their names a meaning too. */
  constructor(
    definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
    again: readonly Definition[] = [],
    stated: readonly StatedSize[] = [],
  ) {
    this.definitions = definitions;
    for (const { family, position, name, value } of stated) this.state(slot(family, position), name, value);
    for (const all of definitions.values()) for (const definition of all) this.define(definition);
    for (const definition of again) this.define(definition);
  }

  /** Takes in the size of a slot that the notes state. */
  private state(at: string, name: FamilyKey | undefined, value: number | undefined): void {
    this.known.add(at);
    this.find(at);
    if (value !== undefined) this.factsOf(at).literal = value;
    if (name === undefined) return;
    const known = this.names.get(name);
    if (known === undefined) this.names.set(name, at);
    else this.unite(known, at);
  }

  /** Takes in a definition: unites what its indices address. */
  private define(definition: Definition): void {
    const link = (at: string, id: IndexId): void => {
      this.known.add(at);
      this.unite(at, index(id));
    };
    for (const [position, id] of definition.head.entries()) link(slot(definition.family, position), id);
    for (const param of definition.params ?? []) for (const [position, id] of param.slots.entries()) link(slot(param.family, position), id);
    if (definition.meaning.kind !== 'formula') return;
    this.gather(definition.meaning.body, link);
    for (const node of walk(definition.meaning.body)) if (node.kind === 'call') this.linkArguments(node, definition.head, link);
  }

  /** Takes in a claim, after all definitions. */
  claim(expr: Expr): void {
    const loose: [string, IndexId][] = [];
    this.gather(expr, (at, id) => {
      if (this.known.has(at) && !this.placed.has(id)) {
        this.placed.add(id);
        this.unite(at, index(id));
      } else loose.push([at, id]);
    });
    for (const [at, id] of loose) if (!this.known.has(at)) this.unite(at, index(id));
    for (const [at, id] of loose) {
      this.known.add(at);
      this.placed.add(id);
    }
  }

  /** Takes in a formula that no note has: its new indices run over what they stand at, and nothing that is known changes. */
  adopt(expr: Expr): void {
    this.gather(expr, (at, id) => {
      if (!this.parents.has(index(id))) this.unite(at, index(id));
    });
  }

  /** Takes in a family that no note has: its slots run over what some indices do. */
  admit(family: FamilyKey, ids: readonly IndexId[]): void {
    for (const [position, id] of ids.entries())
      if (!this.parents.has(slot(family, position))) this.unite(index(id), slot(family, position));
  }

  /** The axis of a slot. */
  ofSlot(family: FamilyKey, position: number): AxisClass {
    let slots = this.ofSlots.get(family);
    if (slots === undefined) {
      slots = [];
      this.ofSlots.set(family, slots);
    }
    slots[position] ??= this.resolve(slot(family, position));
    return slots[position];
  }

  /** The axis of an index. */
  ofIndex(id: IndexId): AxisClass {
    let found = this.ofIndices.get(id);
    if (found === undefined) {
      found = this.resolve(index(id));
      this.ofIndices.set(id, found);
    }
    return found;
  }

  /** The value of a name that stands for the size of an axis (`\sum_{k=1}^K`), or undefined. */
  valueOfSize(family: FamilyKey): number | undefined {
    const node = this.names.get(family);
    if (node === undefined) return undefined;
    const { size, start } = this.resolve(node);
    return start + size - 1;
  }

  /** `y_k = f(\\dots_k)` with `f(z_k) = …`: the argument runs over the family that `f` takes. */
  private linkArguments(call: Expr & { kind: 'call' }, head: readonly IndexId[], link: (at: string, id: IndexId) => void): void {
    for (const { params } of this.definitions.get(call.fn) ?? []) {
      for (const [position, arg] of call.args.entries()) {
        const param = params?.[position];
        if (param && arg.kind === 'array' && arg.indices.length === param.slots.length)
          for (const [at, id] of arg.indices.entries()) link(slot(param.family, at), id);
        const running = param?.slots.length === 1 ? runningIndex(arg, head) : undefined;
        if (param && running !== undefined) link(slot(param.family, 0), running);
      }
    }
  }

  private gather(expr: Expr, link: (at: string, id: IndexId) => void): void {
    if (expr.kind === 'ref' || expr.kind === 'call') {
      const family = expr.kind === 'ref' ? expr.family : expr.fn;
      if (expr.slots.length === 0) this.whole.add(family);
      for (const [position, term] of expr.slots.entries()) this.note(slot(family, position), term, link);
    } else {
      for (const term of termsOf(expr)) if (term.kind === 'index') this.find(index(term.id));
    }
    if (expr.kind === 'delta' && expr.left.kind === 'index' && expr.right.kind === 'index') link(index(expr.left.id), expr.right.id);
    if (expr.kind === 'matrix') {
      this.factsOf(index(expr.rows)).isInverted = true;
      this.isInverting ||= expr.op === 'inverse';
      link(index(expr.rows), expr.columns);
      for (const [at, term] of expr.slots.entries()) if (term.kind === 'index') link(index(at === 0 ? expr.rows : expr.columns), term.id);
    }
    if (expr.kind === 'list' && expr.index.kind === 'index') {
      const facts = this.factsOf(index(expr.index.id));
      facts.length = Math.max(facts.length ?? 0, expr.items.length);
    }
    if (expr.kind === 'reduce') {
      this.noteBound(expr.index, expr.bounds.lower, 'lower');
      this.noteBound(expr.index, expr.bounds.upper, 'upper');
    }
    eachChild(expr, (child) => this.gather(child, link));
  }

  private note(at: string, term: IndexTerm, link: (at: string, id: IndexId) => void): void {
    this.find(at);
    if (term.kind === 'index') link(at, term.id);
    else if (term.kind === 'by') this.factsOf(at).isChosen = true;
    else if (term.kind === 'value') {
      const facts = this.factsOf(at);
      facts.largest = Math.max(facts.largest, term.value);
      facts.smallest = Math.min(facts.smallest, term.value);
      facts.numerals.add(term.value);
    }
  }

  private noteBound(id: IndexId, bound: IndexBound | undefined, which: 'lower' | 'upper'): void {
    if (bound === undefined) return;
    const at = index(id);
    this.find(at);
    if (bound.kind === 'value' && which === 'lower') this.factsOf(at).start = bound.value;
    if (bound.kind === 'value' && which === 'upper') this.factsOf(at).literal = bound.value;
    if (bound.kind === 'size' && !this.names.has(bound.name)) this.names.set(bound.name, at);
    else if (bound.kind === 'size') this.unite(this.names.get(bound.name) as string, at);
  }

  private factsOf(node: string): Facts {
    const root = this.find(node);
    let facts = this.facts.get(root);
    if (facts === undefined) {
      facts = { largest: Number.NEGATIVE_INFINITY, smallest: Number.POSITIVE_INFINITY, numerals: new Set() };
      this.facts.set(root, facts);
    }
    return facts;
  }

  private find(node: string): string {
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

  private unite(a: string, b: string): void {
    const left = this.find(a);
    const right = this.find(b);
    if (left === right) return;
    this.ofSlots.clear();
    this.ofIndices.clear();
    const kept = this.factsOf(left);
    const gone = this.factsOf(right);
    this.parents.set(right, left);
    kept.largest = Math.max(kept.largest, gone.largest);
    kept.smallest = Math.min(kept.smallest, gone.smallest);
    if (gone.isChosen) kept.isChosen = true;
    for (const numeral of gone.numerals) kept.numerals.add(numeral);
    if (gone.start !== undefined) kept.start = Math.min(kept.start ?? gone.start, gone.start);
    if (gone.isInverted) kept.isInverted = true;
    if (gone.length !== undefined) kept.length = Math.max(kept.length ?? 0, gone.length);
    if (gone.literal !== undefined) kept.literal = Math.max(kept.literal ?? gone.literal, gone.literal);
    this.facts.delete(right);
  }

  /** Whether the size of an axis has a name that stands in formulas. */
  private isCountedWith(root: string): boolean {
    for (const [name, at] of this.names) if (this.whole.has(name) && this.find(at) === root) return true;
    return false;
  }

  private openSize(root: string, { isInverted = false }: Facts): number {
    if (!this.isInverting) {
      const sizes = this.isCountedWith(root) ? countedSizes : openSizes;
      return sizes[this.classes.size % sizes.length] as number;
    }
    const sizes = isInverted ? invertedSizes : this.isCountedWith(root) ? countedSizes : otherSizes;
    return sizes[this.classes.size % sizes.length] as number;
  }

  private resolve(node: string): AxisClass {
    const root = this.find(node);
    let found = this.classes.get(root);
    if (found === undefined) {
      const facts = this.factsOf(root);
      const start = Math.min(facts.start ?? 1, facts.smallest === Number.POSITIVE_INFINITY ? 1 : Math.min(1, facts.smallest));
      const open = this.openSize(root, facts);
      const counted = facts.largest - start + 1;
      const isCounted = 1 < counted && facts.numerals.size === counted;
      const wanted =
        facts.length !== undefined ? facts.length : facts.literal !== undefined ? facts.literal - start + 1 : isCounted ? counted : open;
      const needed = Math.max(facts.largest, facts.isChosen ? labels : start) - start + 1;
      // A sum from 1 on over one member only would tell nothing.
      const size = Math.max(wanted, needed, start < (facts.start ?? start) ? labels + 1 : 1);
      const named = Math.max(facts.largest, facts.literal ?? Number.NEGATIVE_INFINITY);
      found = {
        id: this.classes.size,
        size: Math.min(size, largestSize),
        start,
        first: Math.max(start, Math.min(1, facts.start ?? 1)),
        tooLarge: largestSize < size,
        ...(named === Number.NEGATIVE_INFINITY ? {} : { named }),
      };
      this.classes.set(root, found);
    }
    return found;
  }
}

function slot(family: FamilyKey, position: number): string {
  return `${family}#${position}`;
}

function index(id: IndexId): string {
  return `@${id}`;
}

import type { Expr, FamilyKey, IndexBound, IndexId, IndexTerm } from '../expr/expr.ts';
import { eachChild, freeIndices, isWorkedOut, termsOf, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import type { StatedSize } from '../tensors/lower.ts';
import { flatMap } from '../text/lists.ts';
import { runningIndex } from './arguments.ts';
import type { Definition } from './definition.ts';
import { labels } from './sampling.ts';

/** A range that indices run over: the slots that are united have one. */
export interface AxisClass {
  readonly id: number;
  readonly size: number;
  /** The value that the first position stands for: 1, or 0 where the notes count from there. */
  readonly start: number;
  /** Nothing says where it starts but that another index starts there which is added to its own. */
  readonly isStartGuessed?: true;
  /** Where the sums over it begin, 0 or 1: past the start if a member in front of them is named (`w_0 + \sum_{k=1}^n w_k x_k`). */
  readonly first: number;
  /** Where the last of them begins. */
  readonly latestStart: number;
  /** Some of them may end in front of the last value, which others reach. */
  readonly endsVary: boolean;
  /** The notes say how many values it has, by a bound, a list or words. */
  readonly isStated?: true;
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
/** How many members a sum has at least that leaves out the first ones of its axis, where the notes count with their number. */
const fewestCounted = 3;
/** How many sizes are given values of their own from which ends of sums are worked out; and those values, where the notes also count with a size none that a square brings in. */
const mostCounted = 4;
const plainSizes = [2, 3, 4, 5, 6, 7];
const oddSizes = [3, 5, 6, 7];
/** The sizes that are best for axes that end at a difference of sizes, and at one size; and what it costs that two are alike or one has no two members. */
const longer = 4;
const shorter = 2;
const alikeCost = 6;
const impossible = 1000;

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
  /** That matrix is a product such as `X^\top X`, which has an inverse only if it is no larger than what it sums over. */
  isProduct?: boolean;
  /** It is to be shorter than all that are not. */
  isShort?: boolean;
  start?: number;
  latestStart?: number;
  isStartGuessed?: true;
  /** A sum over it ends at a numeral. */
  isCut?: true;
  largest: number;
  smallest: number;
  /** Whether a label selects among its values. */
  isChosen?: true;
  /** The numerals that stand in its slots. */
  readonly numerals: Set<number>;
  /** The last values that sums over it give it, worked out from sizes. */
  readonly ends: Expr[];
  /** What definitions put in its slots that is worked out from other indices. */
  readonly reached: Expr[];
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
  /** The axes whose size is being worked out. */
  private readonly underWay = new Set<string>();
  /** Values of sizes from which ends of sums are worked out and that are the size of no axis. */
  private counted: ReadonlyMap<FamilyKey, number> | undefined;
  /** Every such end, with the first value of its sum. */
  private readonly ends: { readonly of: Expr; readonly from: number }[] = [];
  /** The indices from which one subscript is worked out count alike. */
  private readonly together: (readonly IndexId[])[] = [];
  /** What stands in slots and is worked out. */
  private readonly worked: Expr[] = [];
  private isDefining = false;

  /** Sizes that are others than those found, and the axes that have them. */
  private readonly sizes: ReadonlyMap<number, number> = new Map();
  private readonly sized = new Map<number, AxisClass>();

  private readonly definitions: ReadonlyMap<FamilyKey, readonly Definition[]>;

  /** `again`: definitions that may come into force, since another section gives their names a meaning too. */
  constructor(
    definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
    again: readonly Definition[] = [],
    stated: readonly StatedSize[] = [],
  ) {
    this.definitions = definitions;
    for (const { family, position, name, value } of stated) this.state(slot(family, position), name, value);
    this.isDefining = true;
    for (const all of definitions.values()) for (const definition of all) this.define(definition);
    for (const definition of again) this.define(definition);
    this.isDefining = false;
    for (const all of definitions.values()) for (const { meaning } of all) if (meaning.kind === 'formula') this.nameMeans(meaning.body);
  }

  /** `\frac{1}{d} \sum_i x_i`: what a sum without bounds is divided by, if numbers of members are called so, is how many it runs over. */
  private nameMeans(body: Expr): void {
    for (const node of walk(body)) {
      const { by, index: id } = meanIn(node) ?? {};
      if (by === undefined || id === undefined || this.definitions.has(by) || this.names.has(by)) continue;
      const root = this.find(index(id));
      const isNamed = this.facts.get(root)?.literal !== undefined || [...this.names.values()].some((at) => this.find(at) === root);
      if (!isNamed) this.names.set(by, root);
    }
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

  /** Makes the axis of a slot shorter than the others, as that of orthonormal vectors in a row has to be. */
  shorten(family: FamilyKey, position: number): void {
    this.factsOf(slot(family, position)).isShort = true;
    this.isInverting = true;
  }

  /** Takes in an index that no note has: it runs over what another one does. */
  alike(id: IndexId, other: IndexId): void {
    if (!this.parents.has(index(id))) this.unite(index(other), index(id));
  }

  /** The same axes with other sizes, by their ids; what is taken in later is taken in by both. */
  resized(sizes: ReadonlyMap<number, number>): Axes {
    const own = { sizes, sized: new Map(), ofSlots: new Map(), ofIndices: new Map() };
    return Object.assign(Object.create(Axes.prototype) as Axes, this, own);
  }

  /** Whether a family stands in some formula with indices. */
  has(family: FamilyKey): boolean {
    return this.parents.has(slot(family, 0));
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
    if (node === undefined) return this.countedSizes().get(family);
    if (this.underWay.has(this.find(node))) return undefined;
    const { size, start } = this.resolve(node);
    return start + size - 1;
  }

  /** Whether the end of a sum over an index is worked out from sizes and lies in front of the end of its axis. */
  isBefore(id: IndexId, { of }: IndexBound & { kind: 'size' }): boolean {
    const { size, start } = this.ofIndex(id);
    const end = of && this.numberOf(of);
    return of !== undefined && (end === undefined || end < start + size - 1);
  }

  /** Small values for the sizes that are those of no axis, so that every sum has some terms and no two as many. */
  private countedSizes(): ReadonlyMap<FamilyKey, number> {
    if (this.counted !== undefined) return this.counted;
    const all = [...this.ends.map(({ of }) => of), ...this.worked];
    const names = [...new Set(all.flatMap(namesIn))].filter((name) => !this.names.has(name)).slice(0, mostCounted);
    let best: { readonly values: ReadonlyMap<FamilyKey, number>; readonly cost: number } = {
      values: new Map(),
      cost: Number.POSITIVE_INFINITY,
    };
    for (const numbers of tuples(names.map((name) => (this.whole.has(name) ? oddSizes : plainSizes)))) {
      const values = new Map(names.map((name, n) => [name, numbers[n] as number]));
      this.counted = values;
      const sizes = new Map(
        this.ends.map(
          ({ of, from }) => [`${from} ${print(of, () => '')}`, { size: (this.numberOf(of) ?? from + 1) - from + 1, of }] as const,
        ),
      );
      let cost = 0;
      for (const { size, of } of sizes.values()) cost += size < 2 ? impossible : (size - (namesIn(of).length > 1 ? longer : shorter)) ** 2;
      cost += alikeCost * (sizes.size - new Set([...sizes.values()].map(({ size }) => size)).size);
      if (cost < best.cost) best = { values, cost };
    }
    this.counted = best.values;
    return best.values;
  }

  /** The value of a number that is worked out from sizes. */
  private numberOf(expr: Expr): number | undefined {
    const [least, most] = this.rangeOf(expr) ?? [];
    return least === most ? least : undefined;
  }

  /** The least and the largest value of a number that is worked out from indices and sizes. */
  private rangeOf(expr: Expr): readonly [number, number] | undefined {
    const inside = (parts: readonly Expr[], join: (a: number, b: number) => number): readonly [number, number] | undefined => {
      const [first, ...rest] = parts.map((part) => this.rangeOf(part));
      return rest.reduce((a, b) => {
        if (a === undefined || b === undefined) return undefined;
        const all = a.flatMap((one) => b.map((two) => join(one, two)));
        return [Math.min(...all), Math.max(...all)];
      }, first);
    };
    switch (expr.kind) {
      case 'number':
        return [expr.value, expr.value];
      case 'ref': {
        const value = this.valueOfSize(expr.family);
        return value === undefined ? undefined : [value, value];
      }
      case 'position': {
        const { term } = expr;
        if (term.kind !== 'index' || this.underWay.has(this.find(index(term.id)))) return undefined;
        const { start, size } = this.ofIndex(term.id);
        return [start + term.shift, start + size - 1 + term.shift];
      }
      case 'negate':
        return inside([{ kind: 'number', value: 0, decimals: 0 }, expr.of], (a, b) => a - b);
      case 'add':
        return inside(expr.terms, (a, b) => a + b);
      case 'multiply':
        return inside(expr.factors, (a, b) => a * b);
      case 'divide':
        return inside([expr.numerator, expr.denominator], (a, b) => a / b);
      case 'apply': {
        const round = expr.fn === 'floor' ? Math.floor : expr.fn === 'ceil' ? Math.ceil : undefined;
        const [least, most] = (round && expr.args[0] && this.rangeOf(expr.args[0])) ?? [];
        return round && least !== undefined && most !== undefined ? [round(least), round(most)] : undefined;
      }
      default:
        return undefined;
    }
  }

  /** `y_k = f(\dots_k)` with `f(z_k) = …`: the argument runs over the family that `f` takes. */
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
      const facts = this.factsOf(index(expr.rows));
      facts.isInverted = true;
      if (expr.op === 'inverse' && walk(expr.body).some(({ kind }) => kind === 'reduce')) facts.isProduct = true;
      this.isInverting ||= expr.op === 'inverse';
      link(index(expr.rows), expr.columns);
      for (const [at, term] of expr.slots.entries()) if (term.kind === 'index') link(index(at === 0 ? expr.rows : expr.columns), term.id);
    }
    if (expr.kind === 'list' && expr.index.kind === 'index') {
      const facts = this.factsOf(index(expr.index.id));
      facts.length = Math.max(facts.length ?? 0, expr.items.length);
    }
    if (expr.kind === 'reduce') {
      const { lower, upper } = expr.bounds;
      this.noteBound(expr.index, lower, 'lower');
      if (upper?.kind === 'size' && upper.of) this.noteEnd(expr, upper.of, lower?.kind === 'value' ? lower.value : 1);
      else this.noteBound(expr.index, upper, 'upper');
    }
    eachChild(expr, (child) => this.gather(child, link));
  }

  private note(at: string, term: IndexTerm, link: (at: string, id: IndexId) => void): void {
    this.find(at);
    if (term.kind === 'index') link(at, term.id);
    else if (term.kind === 'by' && isWorkedOut(term)) this.noteReached(at, term.of);
    else if (term.kind === 'by') this.factsOf(at).isChosen = true;
    else if (term.kind === 'value') {
      const facts = this.factsOf(at);
      facts.largest = Math.max(facts.largest, term.value);
      facts.smallest = Math.min(facts.smallest, term.value);
      facts.numerals.add(term.value);
    }
  }

  /** A subscript that is worked out from other indices: a definition gives its slot all values that it has there. */
  private noteReached(at: string, of: Expr): void {
    this.together.push([...freeIndices(of)]);
    this.worked.push(of);
    if (!this.isDefining) return;
    this.known.add(at);
    this.factsOf(at).reached.push(of);
  }

  /** The last value that a sum gives its index, and names in it what is further on by some steps. */
  private noteEnd({ index: id, body }: Expr & { kind: 'reduce' }, of: Expr, from: number): void {
    let further = 0;
    for (const node of walk(body))
      for (const term of termsOf(node)) if (term.kind === 'index' && term.id === id) further = Math.max(further, term.shift);
    const end: Expr = further === 0 ? of : { kind: 'add', terms: [of, { kind: 'number', value: further, decimals: 0 }] };
    this.factsOf(index(id)).ends.push(end);
    this.ends.push({ of, from });
  }

  private noteBound(id: IndexId, bound: IndexBound | undefined, which: 'lower' | 'upper'): void {
    if (bound === undefined) return;
    const at = index(id);
    this.find(at);
    const facts = this.factsOf(at);
    if (bound.kind === 'value' && which === 'lower') {
      facts.start = bound.value;
      facts.latestStart = bound.value;
    }
    if (bound.kind === 'value' && which === 'upper') {
      facts.literal = bound.value;
      facts.isCut = true;
    }
    if (bound.kind === 'size' && bound.of) return;
    if (bound.kind === 'size' && !this.names.has(bound.name)) this.names.set(bound.name, at);
    else if (bound.kind === 'size') this.unite(this.names.get(bound.name) as string, at);
  }

  private factsOf(node: string): Facts {
    const root = this.find(node);
    let facts = this.facts.get(root);
    if (facts === undefined) {
      facts = { largest: Number.NEGATIVE_INFINITY, smallest: Number.POSITIVE_INFINITY, numerals: new Set(), ends: [], reached: [] };
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
    kept.ends.push(...gone.ends);
    kept.reached.push(...gone.reached);
    if (gone.start !== undefined) kept.start = Math.min(kept.start ?? gone.start, gone.start);
    if (gone.latestStart !== undefined) kept.latestStart = Math.max(kept.latestStart ?? gone.latestStart, gone.latestStart);
    if (gone.isCut) kept.isCut = true;
    if (gone.isInverted) kept.isInverted = true;
    if (gone.isProduct) kept.isProduct = true;
    if (gone.isShort) kept.isShort = true;
    if (gone.length !== undefined) kept.length = Math.max(kept.length ?? 0, gone.length);
    if (gone.literal !== undefined) kept.literal = Math.max(kept.literal ?? gone.literal, gone.literal);
    this.facts.delete(right);
  }

  /** Whether the size of an axis has a name that stands in formulas. */
  private isCountedWith(root: string): boolean {
    for (const [name, at] of this.names) if (this.whole.has(name) && this.find(at) === root) return true;
    return false;
  }

  private openSize(root: string, { isInverted = false, isProduct = false, isShort = false }: Facts): number {
    if (isShort) return invertedSizes[0] as number;
    // `X^\top D X` beside `D^{-1}`
    const inverted = [...this.facts.values()].filter((facts) => facts.isInverted);
    if (isInverted && inverted.some((facts) => facts.isProduct) && inverted.some((facts) => !facts.isProduct))
      return invertedSizes[isProduct ? 0 : 1] as number;
    if (!this.isInverting) {
      const sizes = this.isCountedWith(root) ? countedSizes : openSizes;
      return sizes[this.classes.size % sizes.length] as number;
    }
    const sizes = isInverted ? invertedSizes : this.isCountedWith(root) ? countedSizes : otherSizes;
    return sizes[this.classes.size % sizes.length] as number;
  }

  /** The start and the end of an axis that follow from those of others. */
  private workOut(root: string, facts: Facts): void {
    if (facts.start === undefined) {
      const others = this.together.filter((ids) => ids.some((id) => this.find(index(id)) === root)).flat();
      if (others.some((id) => this.factsOf(index(id)).start === 0)) {
        facts.start = 0;
        facts.isStartGuessed = true;
      }
    }
    const ends = flatMap(facts.ends, (of) => this.numberOf(of) ?? []);
    if (ends.length > 0) facts.literal = Math.max(facts.literal ?? Number.NEGATIVE_INFINITY, ...ends);
    if (facts.literal !== undefined || facts.length !== undefined) return;
    const reached = flatMap(facts.reached, (of) => {
      const range = this.rangeOf(of);
      return range ? [range] : [];
    });
    if (reached.length === 0) return;
    facts.start = Math.min(facts.start ?? 1, Math.max(0, Math.min(...reached.map(([least]) => least))));
    facts.literal = Math.max(...reached.map(([, most]) => most));
  }

  private resolve(node: string): AxisClass {
    const root = this.find(node);
    let found = this.classes.get(root);
    if (found === undefined) {
      const facts = this.factsOf(root);
      this.underWay.add(root);
      this.workOut(root, facts);
      this.underWay.delete(root);
      const start = Math.min(facts.start ?? 1, facts.smallest === Number.POSITIVE_INFINITY ? 1 : Math.min(1, facts.smallest));
      const open = this.openSize(root, facts);
      const counted = facts.largest - start + 1;
      const isCounted = 1 < counted && facts.numerals.size === counted;
      const wanted =
        facts.length !== undefined ? facts.length : facts.literal !== undefined ? facts.literal - start + 1 : isCounted ? counted : open;
      const needed = Math.max(facts.largest, facts.isChosen ? labels : start) - start + 1;
      // A sum from 1 on over one member only would tell nothing.
      const latestStart = Math.max(start, facts.latestStart ?? start);
      const fewest = start === latestStart ? 1 : latestStart - start + (this.isCountedWith(root) ? fewestCounted : labels);
      const size = Math.max(wanted, needed, fewest);
      const named = Math.max(facts.largest, facts.literal ?? Number.NEGATIVE_INFINITY);
      found = {
        id: this.classes.size,
        size: Math.min(size, largestSize),
        start,
        first: Math.max(start, Math.min(1, facts.start ?? 1)),
        latestStart,
        endsVary: facts.isCut === true || facts.ends.length > 0,
        tooLarge: largestSize < size,
        ...(facts.literal === undefined && facts.length === undefined ? {} : { isStated: true }),
        ...(facts.isStartGuessed ? { isStartGuessed: true } : {}),
        ...(named === Number.NEGATIVE_INFINITY ? {} : { named }),
      };
      this.classes.set(root, found);
    }
    return this.withSize(found);
  }

  private withSize(known: AxisClass): AxisClass {
    const size = this.sizes.get(known.id);
    if (size === undefined) return known;
    let found = this.sized.get(known.id);
    if (found === undefined) {
      found = { ...known, size, tooLarge: false };
      this.sized.set(known.id, found);
    }
    return found;
  }
}

/** The names in a formula. */
function namesIn(expr: Expr): readonly FamilyKey[] {
  return flatMap(walk(expr), (node) => (node.kind === 'ref' ? [node.family] : []));
}

/** Every choice of small sizes for some names. */
function* tuples([first, ...rest]: readonly (readonly number[])[]): Generator<readonly number[]> {
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first) for (const others of tuples(rest)) yield [value, ...others];
}

/** Letters by which notes call numbers of members. */
const countLetters = /^[nNmMdDkKB]$/;

/** The name that a sum without bounds is divided by, and the index of the sum. */
function meanIn(node: Expr): { readonly by: FamilyKey; readonly index: IndexId } | undefined {
  const [above, below] =
    node.kind === 'divide'
      ? [node.numerator, node.denominator]
      : node.kind === 'multiply' && node.factors[0]?.kind === 'divide' && node.factors[0].numerator.kind === 'number'
        ? [node.factors.at(-1), node.factors[0].denominator]
        : [];
  const by = below?.kind === 'multiply' ? below.factors.at(-1) : below;
  if (above?.kind !== 'reduce' || above.op !== 'sum' || above.bounds.upper !== undefined || above.conditions.length > 0) return undefined;
  if (by?.kind !== 'ref' || by.slots.length > 0 || partsOfKey(by.family).label !== '' || !countLetters.test(partsOfKey(by.family).base))
    return undefined;
  return { by: by.family, index: above.index };
}

/** Names of slots and indices are asked for over and over; so many of each are made once, so that they are the same strings wherever they are looked up. */
const mostNames = 5000;
const slotNames = new Map<FamilyKey, string[]>();
const indexNames = new Map<IndexId, string>();

function slot(family: FamilyKey, position: number): string {
  let names = slotNames.get(family);
  if (names === undefined) {
    if (mostNames <= slotNames.size) slotNames.clear();
    names = [];
    slotNames.set(family, names);
  }
  names[position] ??= `${family}#${position}`;
  return names[position];
}

function index(id: IndexId): string {
  let name = indexNames.get(id);
  if (name === undefined) {
    if (mostNames <= indexNames.size) indexNames.clear();
    name = `@${id}`;
    indexNames.set(id, name);
  }
  return name;
}

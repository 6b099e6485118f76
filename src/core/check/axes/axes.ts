import type { Expr, FamilyKey, IndexBound, IndexId, IndexTerm } from '../../expr/expr.ts';
import { eachChild, freeIndices, isWorkedOut, termsOf, walk } from '../../expr/expr.ts';
import type { StatedSize } from '../../tensors/lower.ts';
import { flatMap } from '../../text/lists.ts';
import { memberIn, runningIndex } from '../arguments.ts';
import type { Definition } from '../definition.ts';
import { labels } from '../sampling.ts';
import type { AxisClass } from './axis-class.ts';
import type { Facts } from './facts.ts';
import { Forest } from './forest.ts';
import { meanIn } from './mean.ts';
import { index, slot } from './nodes.ts';
import { rangeOf, type Span } from './range-of.ts';
import { type End, fewestCounted, largestSize, namesIn, openSize, type Values, valuesOfSizes } from './sizes.ts';

/**
 * The axes of a note. Definitions unite the slots that share an index; claims do not, so that a swapped index in a claim cannot make
 * two axes equal. In a claim an index has the axis of the first defined slot that it addresses.
 */
export class Axes {
  private readonly forest = new Forest();
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
  private counted: Values | undefined;
  /** Every such end, with the first value of its sum. */
  private readonly ends: End[] = [];
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
      const root = this.forest.find(index(id));
      const isNamed =
        this.forest.known(root)?.literal !== undefined || [...this.names.values()].some((at) => this.forest.find(at) === root);
      if (!isNamed) this.names.set(by, root);
    }
  }

  /** Takes in the size of a slot that the notes state. */
  private state(at: string, name: FamilyKey | undefined, value: number | undefined): void {
    this.known.add(at);
    this.forest.find(at);
    if (value !== undefined) this.forest.of(at).literal = value;
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
    for (const { member } of definition.params ?? []) if (member) this.gather(member, link);
    if (definition.meaning.kind !== 'formula') return;
    this.gather(definition.meaning.body, link);
    this.noteMembers(definition.meaning.body);
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
      if (!this.forest.has(index(id))) this.unite(at, index(id));
    });
  }

  /** Takes in a family that no note has: its slots run over what some indices do. */
  admit(family: FamilyKey, ids: readonly IndexId[]): void {
    for (const [position, id] of ids.entries()) if (!this.forest.has(slot(family, position))) this.unite(index(id), slot(family, position));
  }

  /** Makes the axis of a slot shorter than the others, as that of orthonormal vectors in a row has to be. */
  shorten(family: FamilyKey, position: number): void {
    this.forest.of(slot(family, position)).isShort = true;
    this.isInverting = true;
  }

  /** Takes in an index that no note has: it runs over what another one does. */
  alike(id: IndexId, other: IndexId): void {
    if (!this.forest.has(index(id))) this.unite(index(other), index(id));
  }

  /** The same axes with other sizes, by their ids; what is taken in later is taken in by both. */
  resized(sizes: ReadonlyMap<number, number>): Axes {
    const own = { sizes, sized: new Map(), ofSlots: new Map(), ofIndices: new Map() };
    return Object.assign(Object.create(Axes.prototype) as Axes, this, own);
  }

  /** Whether a family stands in some formula with indices. */
  has(family: FamilyKey): boolean {
    return this.forest.has(slot(family, 0));
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
    if (this.underWay.has(this.forest.find(node))) return undefined;
    const { size, start } = this.resolve(node);
    return start + size - 1;
  }

  /** Whether the end of a sum over an index is worked out from sizes and lies in front of the end of its axis. */
  isBefore(id: IndexId, { of }: IndexBound & { kind: 'size' }): boolean {
    const { size, start } = this.ofIndex(id);
    const end = of && this.numberOf(of);
    return of !== undefined && (end === undefined || end < start + size - 1);
  }

  /** Small values for the sizes that are those of no axis. */
  private countedSizes(): Values {
    if (this.counted === undefined) {
      const all = [...this.ends.map(({ of }) => of), ...this.worked];
      const names = [...new Set(all.flatMap(namesIn))].filter((name) => !this.names.has(name));
      this.counted = valuesOfSizes(
        names,
        this.ends,
        (name) => this.whole.has(name),
        (end, values) => {
          this.counted = values;
          return this.numberOf(end);
        },
      );
    }
    return this.counted;
  }

  /** The value of a number that is worked out from sizes. */
  private numberOf(expr: Expr): number | undefined {
    const [least, most] = this.rangeOf(expr) ?? [];
    return least === most ? least : undefined;
  }

  private rangeOf(expr: Expr): Span | undefined {
    return rangeOf(expr, {
      ofSize: (family) => {
        const value = this.valueOfSize(family);
        return value === undefined ? undefined : [value, value];
      },
      ofIndex: (id) => {
        if (this.underWay.has(this.forest.find(index(id)))) return undefined;
        const { start, size } = this.ofIndex(id);
        return [start, start + size - 1];
      },
    });
  }

  /** `y_k = f(\dots_k)` with `f(z_k) = …`: the argument runs over the family that `f` takes. */
  private linkArguments(call: Expr & { kind: 'call' }, head: readonly IndexId[], link: (at: string, id: IndexId) => void): void {
    for (const { params } of this.definitions.get(call.fn) ?? []) {
      for (const [position, arg] of call.args.entries()) {
        const param = params?.[position];
        const member = param?.isWhole ? undefined : memberIn(arg);
        if (param && member) {
          for (const [at, term] of member.slots.entries()) if (term.kind === 'index') link(slot(param.family, at), term.id);
          continue;
        }
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
      for (const term of termsOf(expr)) if (term.kind === 'index') this.forest.find(index(term.id));
    }
    if (expr.kind === 'delta' && expr.left.kind === 'index' && expr.right.kind === 'index') link(index(expr.left.id), expr.right.id);
    if (expr.kind === 'matrix') {
      const facts = this.forest.of(index(expr.rows));
      facts.isInverted = true;
      if (expr.op === 'inverse' && walk(expr.body).some(({ kind }) => kind === 'reduce')) facts.isProduct = true;
      this.isInverting ||= expr.op === 'inverse';
      link(index(expr.rows), expr.columns);
      for (const [at, term] of expr.slots.entries()) if (term.kind === 'index') link(index(at === 0 ? expr.rows : expr.columns), term.id);
    }
    if (expr.kind === 'list' && expr.index.kind === 'index') {
      const facts = this.forest.of(index(expr.index.id));
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
    this.forest.find(at);
    if (term.kind === 'index') link(at, term.id);
    else if (term.kind === 'by' && isWorkedOut(term)) this.noteReached(at, term.of);
    else if (term.kind === 'by') this.forest.of(at).isChosen = true;
    else if (term.kind === 'value') {
      const facts = this.forest.of(at);
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
    this.forest.of(at).reached.push(of);
  }

  /** `\sum_{k=1}^{K-1} x_k^2 + x_K`: the members by a size beside a sum over such members that ends at a worked-out value. */
  private noteMembers(body: Expr): void {
    const summed = new Set<string>();
    for (const node of walk(body))
      if (node.kind === 'reduce' && node.bounds.upper?.kind === 'size' && node.bounds.upper.of)
        for (const inner of walk(node.body))
          if (inner.kind === 'ref')
            for (const [position, term] of inner.slots.entries())
              if (term.kind === 'index' && term.id === node.index) summed.add(slot(inner.family, position));
    if (summed.size === 0) return;
    for (const node of walk(body))
      if (node.kind === 'ref')
        for (const [position, term] of node.slots.entries()) {
          const at = slot(node.family, position);
          if (term.kind === 'by' && term.of.kind === 'ref' && term.of.slots.length === 0 && summed.has(at))
            this.forest.of(at).selectors.add(term.of.family);
        }
  }

  /** The last value that a sum gives its index, and names in it what is further on by some steps. */
  private noteEnd({ index: id, body }: Expr & { kind: 'reduce' }, of: Expr, from: number): void {
    let further = 0;
    for (const node of walk(body))
      for (const term of termsOf(node)) if (term.kind === 'index' && term.id === id) further = Math.max(further, term.shift);
    const end: Expr = further === 0 ? of : { kind: 'add', terms: [of, { kind: 'number', value: further, decimals: 0 }] };
    this.forest.of(index(id)).ends.push(end);
    this.ends.push({ of, from });
  }

  private noteBound(id: IndexId, bound: IndexBound | undefined, which: 'lower' | 'upper'): void {
    if (bound === undefined) return;
    const at = index(id);
    this.forest.find(at);
    const facts = this.forest.of(at);
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

  private unite(a: string, b: string): void {
    if (!this.forest.unite(a, b)) return;
    this.ofSlots.clear();
    this.ofIndices.clear();
  }

  /** Whether the size of an axis has a name that stands in formulas. */
  private isCountedWith(root: string): boolean {
    for (const [name, at] of this.names) if (this.whole.has(name) && this.forest.find(at) === root) return true;
    return false;
  }

  /** The start and the end of an axis that follow from those of others. */
  private workOut(root: string, facts: Facts): void {
    if (facts.start === undefined) {
      const others = this.together.filter((ids) => ids.some((id) => this.forest.find(index(id)) === root)).flat();
      if (others.some((id) => this.forest.of(index(id)).start === 0)) {
        facts.start = 0;
        facts.isStartGuessed = true;
      }
    }
    // `\sum_{k=1}^{K-1} x_k^2 + x_K`: the member by a size lies on the axis too.
    const members = facts.ends.length > 0 ? flatMap([...facts.selectors], (name) => this.valueOfSize(name) ?? []) : [];
    const ends = [...flatMap(facts.ends, (of) => this.numberOf(of) ?? []), ...members];
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
    const root = this.forest.find(node);
    let found = this.classes.get(root);
    if (found === undefined) {
      const facts = this.forest.of(root);
      this.underWay.add(root);
      this.workOut(root, facts);
      this.underWay.delete(root);
      const start = Math.min(facts.start ?? 1, facts.smallest === Number.POSITIVE_INFINITY ? 1 : Math.min(1, facts.smallest));
      const open = openSize(facts, this.forest.all(), {
        nth: this.classes.size,
        isCounted: this.isCountedWith(root),
        isInverting: this.isInverting,
      });
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

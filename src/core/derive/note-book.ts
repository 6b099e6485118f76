import type { Book, Given } from '../algebra/book.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition, Environment } from '../check/definition.ts';
import { isStandard, standardName } from '../check/world.ts';
import type { Bounds, FamilyKey, IndexId } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import { integralBase } from '../meaning/integrals.ts';
import { partsOfKey } from '../meaning/symbols.ts';

/** New indices, which run where others do; `first` is an id from which on the note has none. */
export class Indices {
  private readonly likes = new Map<IndexId, IndexId>();
  private next: IndexId;

  constructor(first: IndexId) {
    this.next = first;
  }

  readonly fresh = (like: IndexId): IndexId => {
    const id = this.next++;
    this.likes.set(id, this.origin(like));
    return id;
  };

  /** The index of the notes that an index runs like. */
  origin(id: IndexId): IndexId {
    return this.likes.get(id) ?? id;
  }
}

/** What the algebra knows of a note where a definition stands; names of parts of formulas are those that are defined before `order`. */
export function bookOf({ meaning }: Decider, environment: Environment, indices: Indices, order = Number.POSITIVE_INFINITY): Book {
  const given = (family: FamilyKey): Given | undefined => {
    const definition = environment(family);
    return definition && asGiven(definition);
  };
  const adjoints = (of: FamilyKey): readonly Given[] =>
    [...meaning.definitions.keys()].flatMap((family) => {
      const found = given(family);
      return found?.body.kind === 'partial' && found.body.of.kind === 'ref' && found.body.of.family === of ? [found] : [];
    });
  const others = (): readonly Given[] =>
    [...meaning.definitions.keys()].flatMap((family) => {
      const definition = environment(family);
      const isBefore = definition !== undefined && definition.order < order && definition.params === undefined;
      const isPlain = isBefore && !definition.isConditional && !definition.isPrivate && !definition.isCircular;
      const found = isPlain ? asGiven(definition) : undefined;
      return found && walk(found.body).every(({ kind }) => kind !== 'partial' && kind !== 'hole' && kind !== 'tensor') ? [found] : [];
    });
  return {
    given,
    adjoints,
    others,
    standard: (fn) => {
      const definition = environment(fn);
      if (definition?.meaning.kind === 'function') return definition.meaning.name;
      return definition === undefined && isStandard(fn) && functionByName.has(standardName(fn)) ? standardName(fn) : undefined;
    },
    // An integral stands for a sum that nobody writes.
    isClosed: (family) =>
      environment(family)?.meaning.kind === 'unreadable' || meaning.opaque.has(family) || partsOfKey(family).base === integralBase,
    fresh: indices.fresh,
    isAlike: (one, other) => meaning.axes.ofIndex(indices.origin(one)) === meaning.axes.ofIndex(indices.origin(other)),
    isWhole: (index, bounds) => isWhole(indices.origin(index), bounds),
  };

  function isWhole(index: IndexId, { lower, upper }: Bounds): boolean {
    const { start, size, first } = meaning.axes.ofIndex(index);
    if (start < first && lower === undefined) return false;
    const isFromStart = lower === undefined || (lower.kind === 'value' && lower.value <= start);
    const isSize = upper?.kind === 'size' && !meaning.axes.isBefore(index, upper);
    const isToEnd = upper === undefined || isSize || (upper.kind === 'value' && start + size - 1 <= upper.value);
    return isFromStart && isToEnd;
  }
}

function asGiven({ family, head, params, meaning }: Definition): Given | undefined {
  if (meaning.kind !== 'formula') return undefined;
  return { family, head, body: meaning.body, ...(params ? { params } : {}) };
}

import type { Book, Given } from '../algebra/book.ts';
import type { Step } from '../check/classify/step.ts';
import type { Decider } from '../check/decide.ts';
import type { Definition, Environment } from '../check/definition.ts';
import type { Meaning } from '../check/meaning.ts';
import { isStandard, standardName } from '../check/standard.ts';
import type { Bounds, Expr, FamilyKey, IndexBound, IndexId } from '../expr/expr.ts';
import { hasInside, walk } from '../expr/expr.ts';
import { functionByName } from '../functions/index.ts';
import { integralBase } from '../meaning/integrals.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { keptFor } from '../text/kept.ts';
import { message } from '../text/message.ts';
import { whyNoFormula } from './refusals.ts';

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
export function bookOf(decider: Decider, environment: Environment, indices: Indices, order = Number.POSITIVE_INFINITY): Book {
  const { meaning } = decider;
  const given = (family: FamilyKey): Given | undefined => {
    const definition = environment(family);
    return definition && asGiven(definition);
  };
  let partials: readonly Given[] | undefined;
  const adjoints = (of: FamilyKey): readonly Given[] => {
    partials ??= [...meaning.definitions.keys()].flatMap((family) => {
      const found = given(family);
      if (found?.body.kind !== 'partial') return [];
      return isOfLoss(decider, environment, environment(family) as Definition) ? [found] : [];
    });
    return partials.filter(({ body }) => body.kind === 'partial' && body.of.kind === 'ref' && body.of.family === of);
  };
  const others = (): readonly Given[] =>
    [...meaning.definitions.keys()].flatMap((family) => {
      const definition = environment(family);
      const isBefore = definition !== undefined && definition.order < order && definition.params === undefined;
      const isPlain = isBefore && !definition.isConditional && !definition.isPrivate && !definition.isCircular;
      const found = isPlain ? asGiven(definition) : undefined;
      return found && walk(found.body).every(({ kind }) => kind !== 'partial' && kind !== 'hole' && kind !== 'tensor') ? [found] : [];
    });
  const standard = (fn: FamilyKey): string | undefined => {
    const definition = environment(fn);
    if (definition?.meaning.kind === 'function') return definition.meaning.name;
    return definition === undefined && isStandard(fn) && functionByName.has(standardName(fn)) ? standardName(fn) : undefined;
  };
  const { nodes, primed } = calledIn(meaning);
  const logistic = nodes.find(({ kind, fn }) => (kind === 'call' ? standard(fn) : fn) === 'sigmoid');
  return {
    given,
    adjoints,
    others,
    standard,
    isPrimed: (fn) => primed.has(fn),
    isBelow: (fn, name) => {
      const { base, label, arity } = partsOfKey(name);
      const isPlain = arity === 0 && label === '' && environment(fn) === undefined;
      return isPlain && partsOfKey(fn).label.split(',').includes(`_${base}`);
    },
    ...(logistic ? { logistic: (at: Expr): Expr => ({ ...logistic, args: [at] }) } : {}),
    // An integral stands for a sum that nobody writes.
    isClosed: (family) =>
      environment(family)?.meaning.kind === 'unreadable' || meaning.opaque.has(family) || partsOfKey(family).base === integralBase,
    whyClosed: (family) => {
      const { base } = partsOfKey(family);
      if (base === integralBase) return message('derive-integral');
      return meaning.opaque.get(family) ?? whyNoFormula(meaning, [family], family);
    },
    fresh: indices.fresh,
    isAlike: (one, other) => meaning.axes.ofIndex(indices.origin(one)) === meaning.axes.ofIndex(indices.origin(other)),
    isWhole: (index, bounds) => isWhole(indices.origin(index), bounds),
    edges: (index, bounds) => edges(indices.origin(index), bounds),
    countOf: (index) => countOf(indices.origin(index)),
  };

  function countOf(index: IndexId): FamilyKey | undefined {
    const axis = meaning.axes.ofIndex(index);
    if (axis.start !== 1 || !isWhole(index, {})) return undefined;
    return countsIn(meaning).find(({ of }) => meaning.axes.ofIndex(of) === axis)?.name;
  }

  function isWhole(index: IndexId, bounds: Bounds): boolean {
    const found = edges(index, bounds);
    return found !== undefined && found.lower === undefined && found.upper === undefined;
  }

  function edges(index: IndexId, { lower, upper }: Bounds): Bounds | undefined {
    const { start, size, first } = meaning.axes.ofIndex(index);
    if (lower?.kind === 'size') return undefined;
    // A sum that does not say where it begins leaves out what is numbered before the rest (`w_0`).
    const from: IndexBound | undefined = lower ?? (start < first ? { kind: 'value', value: first } : undefined);
    const isFromStart = from?.kind === 'value' && from.value <= start;
    const isSize = upper?.kind === 'size' && !meaning.axes.isBefore(index, upper);
    if (upper?.kind === 'size' && !isSize) return undefined;
    const isToEnd = isSize || (upper?.kind === 'value' && start + size - 1 <= upper.value);
    return { ...(from && !isFromStart ? { lower: from } : {}), ...(upper && !isToEnd ? { upper } : {}) };
  }
}

/**
 * Whether a name for a derivative is that of the loss in force: where another meaning of the loss was in force as the name was brought in, the
 * notes have to say it anew beside this one, or what they go on to say that it is has to be right for this one too.
 */
function isOfLoss({ meaning, worlds }: Decider, environment: Environment, adjoint: Definition): boolean {
  const body = adjoint.meaning.kind === 'formula' ? adjoint.meaning.body : undefined;
  const loss = body?.kind === 'partial' && body.of.kind === 'ref' ? environment(body.of.family) : undefined;
  const step = meaning.steps.find(({ definition }) => definition === adjoint);
  if (!loss || !step || worlds.environmentOf(step)(loss.family) === loss) return true;
  const isAnew = ({ lhs, rhs, chain }: Step): boolean =>
    chain.section === loss.section &&
    lhs.kind === 'ref' &&
    lhs.family === adjoint.family &&
    rhs.kind === 'partial' &&
    rhs.of.kind === 'ref' &&
    rhs.of.family === loss.family;
  if (meaning.steps.some(isAnew)) return true;
  const isSaidOf = ({ lhs, position, chain }: Step): boolean =>
    position === 1 && chain.section === step.chain.section && lhs.kind === 'ref' && lhs.family === adjoint.family;
  return meaning.steps.filter(isSaidOf).every((first) => {
    const members = (meaning.members[first.chain.id] ?? []).slice(1);
    const said = members.filter((member) => !hasInside(member, ({ kind }) => kind === 'partial' || kind === 'hole'));
    const world = worlds.of(first, { rival: { family: loss.family, definition: loss } });
    return said.every((member) => worlds.compare(world, first, first.lhs, member, first.conditions).kind !== 'differ');
  });
}

/** The last value of an index that a sum from 1 on names, `K` of `\sum_{k=1}^K`. */
interface Counted {
  readonly of: IndexId;
  readonly name: FamilyKey;
}

const countsIn = keptFor((meaning: Meaning): readonly Counted[] =>
  meaning.members.flat().flatMap((member) =>
    walk(member).flatMap((node): readonly Counted[] => {
      if (node.kind !== 'reduce' || node.conditions.length > 0) return [];
      const { lower, upper } = node.bounds;
      const isFromOne = lower?.kind === 'value' && lower.value === 1;
      return isFromOne && upper?.kind === 'size' && upper.of === undefined ? [{ of: node.index, name: upper.name }] : [];
    }),
  ),
);

/** The functions of one argument that a note calls by name. */
interface Called {
  /** Each once, where it first is. */
  readonly nodes: readonly FunctionNode[];
  readonly primed: ReadonlySet<string>;
}

type FunctionNode = Expr & { readonly kind: 'call' | 'apply' };

const called = new WeakMap<Meaning, Called>();

function calledIn(meaning: Meaning): Called {
  let found = called.get(meaning);
  if (found === undefined) {
    const nodes = new Map<string, FunctionNode>();
    const primed = new Set<string>();
    for (const node of meaning.members.flat().flatMap(walk)) {
      const isCalled = node.kind === 'apply' || (node.kind === 'call' && node.slots.length === 0);
      if (!isCalled || node.args.length !== 1) continue;
      if (node.order > 0) primed.add(node.fn);
      const { at: _, ...rest } = node;
      if (!nodes.has(node.fn)) nodes.set(node.fn, { ...rest, order: 0 } as FunctionNode);
    }
    found = { nodes: [...nodes.values()], primed };
    called.set(meaning, found);
  }
  return found;
}

function asGiven({ family, head, params, meaning }: Definition): Given | undefined {
  if (meaning.kind !== 'formula') return undefined;
  return { family, head, body: meaning.body, ...(params ? { params } : {}) };
}

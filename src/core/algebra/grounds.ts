import type { Expr, FamilyKey, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, walk, withChildren } from '../expr/expr.ts';
import { inNames, type Preference, withNames, withoutAliases } from './aliases.ts';
import type { Book, Given } from './book.ts';
import { closed, Effort, NotDerivable } from './refusal.ts';
import { Simplifier } from './simplify/simplifier.ts';

/** What is differentiated: a name with its slots, or a function at its own parameters. */
export type Subject = Expr & { readonly kind: 'ref' | 'call' };

/** Steps that one derivation may take, and that what is gathered before it may. */
const mostSteps = 16_000;
/** How many parts the formulas behind a derivative may have together. */
const mostParts = 4000;
/** How many names that do not lead to a formula may be found in it, and how large their own may be. */
const mostOthers = 8;
const largestOther = 40;

/** What a derivation rests on: formulas, and what simplifies by what these tell. */
export interface Ground {
  readonly book: Book;
  readonly simplifier: Simplifier;
  /** Of the simplifier, and of what is done beside it. */
  readonly effort: Effort;
}

/** The ground with all names as they are, and the one without names for other names (`y_k = o_k`) where there are such. */
type Both = readonly [own: () => Ground, plainer?: () => Ground];

/**
 * What is gathered of the formulas behind a name before it is differentiated: where they exist, and which parts of them have a name. One
 * variable is like another in that, but for those with formulas of their own, so that most of it is gathered once for all of them.
 * Errors: those of `behind` and of `Simplifier`, where a ground is asked for.
 */
export class Grounds {
  private readonly book: Book;
  private readonly subject: Subject;
  private readonly own: FamilyKey;
  private readonly found = new Map<FamilyKey, Both>();
  private known: Known | undefined;

  constructor(book: Book, subject: Subject) {
    this.book = book;
    this.subject = subject;
    this.own = subject.kind === 'ref' ? subject.family : subject.fn;
  }

  /** The grounds for a variable of some family. */
  for(by: FamilyKey): Both {
    const { names } = this.gathered();
    const key = names.has(by) && this.book.given(by) === undefined ? inputs : by;
    const found = this.found.get(key) ?? this.both(by);
    this.found.set(key, found);
    return found;
  }

  /** What puts one of two names for one thing into a formula, but for those of what is differentiated and of the variable; undefined where nothing has two. */
  inNames(preference: Preference, by: FamilyKey): ((expr: Expr) => Expr) | undefined {
    const { formulas, others } = this.gathered();
    return inNames(preference, [...formulas, ...others], new Set([this.own, by]));
  }

  /** The formulas behind the name. */
  get bodies(): readonly Expr[] {
    return this.gathered().formulas.map(({ body }) => body);
  }

  private gathered(): Known {
    if (this.known === undefined) {
      const formulas = behind(this.book, this.subject);
      this.known = { formulas, others: this.book.others(), names: namesIn(formulas) };
    }
    return this.known;
  }

  private both(by: FamilyKey): Both {
    const { book, own } = this;
    const { formulas } = this.gathered();
    const others = this.othersFor(by);
    const given = book.given(by);
    const named = withNames(book, formulas, given ? [...others, given] : others) ?? book;
    const plainer = withoutAliases(named, formulas, new Set([own, by]));
    const ground = (on: Book): (() => Ground) => once(() => this.ground(on, others));
    return plainer ? [ground(named), ground(plainer)] : [ground(named)];
  }

  /** Takes in what the formulas behind a name are. */
  private ground(book: Book, others: readonly Given[]): Ground {
    const effort = new Effort(mostSteps);
    const simplifier = new Simplifier(book, effort);
    const all = behind(book, this.subject);
    for (const { body } of all) simplifier.learn(body);
    const named = [...all, ...others.filter(({ family }) => all.every((given) => given.family !== family))];
    simplifier.name(named.flatMap((given) => simplifier.rulesOf(nameOf(given), headOf(given), given.body)));
    return { book, simplifier, effort };
  }

  /** Names that the note has for what formulas are made of, though these do not have them. */
  private othersFor(by: FamilyKey): readonly Given[] {
    const { formulas, others, names } = this.gathered();
    const known = new Set([by, ...names]);
    const functions = new Set(formulas.filter(({ params }) => params !== undefined).map(({ family }) => family));
    let ranges: readonly Expr[] | undefined;
    const found: Given[] = [];
    for (const given of others) {
      if (known.has(given.family) || given.family === this.own || given.body.kind === 'ref' || mostOthers <= found.length) continue;
      const nodes = walk(given.body);
      const isOfThese = nodes.every((node) =>
        node.kind === 'ref' ? known.has(node.family) && node.family !== this.own : node.kind !== 'call' || functions.has(node.fn),
      );
      if (!isOfThese || largestOther < nodes.length || nodes.every(({ kind }) => kind !== 'ref')) continue;
      known.add(given.family);
      ranges ??= formulas.flatMap(({ body }) => walk(body).filter((node) => node.kind === 'reduce'));
      found.push({ ...given, body: inRanges(given.body, ranges, this.book) });
    }
    return found;
  }
}

/** The formulas behind a name, the other ones of the note, and the names that stand in the first. */
interface Known {
  readonly formulas: readonly Given[];
  readonly others: readonly Given[];
  readonly names: ReadonlySet<FamilyKey>;
}

/** In the place of all variables without a formula. */
const inputs: FamilyKey = '';

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The families of some formulas and those that stand in them, without the parameters. */
function namesIn(formulas: readonly Given[]): ReadonlySet<FamilyKey> {
  const names = new Set<FamilyKey>();
  for (const { family, body, params = [] } of formulas) {
    names.add(family);
    const isParam = (name: FamilyKey): boolean => params.some((param) => param.family === name);
    for (const node of walk(body)) if (node.kind === 'ref' && !isParam(node.family)) names.add(node.family);
  }
  return names;
}

/** A formula whose sums over all values of an index are written with the bounds that others have. */
function inRanges(expr: Expr, ranges: readonly Expr[], book: Book): Expr {
  const inside = withChildren(expr, (part) => inRanges(part, ranges, book));
  if (inside.kind !== 'reduce' || !book.isWhole(inside.index, inside.bounds)) return inside;
  const like = ranges.find(
    (other) => other.kind === 'reduce' && book.isAlike(other.index, inside.index) && book.isWhole(other.index, other.bounds),
  );
  return like?.kind === 'reduce' ? { ...inside, bounds: like.bounds } : inside;
}

/** The formulas that a name depends on, its own first. Errors: `NotDerivable` where one has a part that can't be written. */
export function behind(book: Book, of: Expr): readonly Given[] {
  const found = new Map<FamilyKey, Given>();
  let parts = 0;
  const visit = (expr: Expr, params: readonly FamilyKey[]): void => {
    const nodes = walk(expr);
    parts += nodes.length;
    if (mostParts < parts) throw new NotDerivable('derive-too-large');
    for (const node of nodes) {
      const family = node.kind === 'ref' ? node.family : node.kind === 'call' ? node.fn : undefined;
      if (family !== undefined && params.includes(family)) continue;
      if (node.kind === 'ref' && book.isClosed(node.family)) throw closed(book, node.family);
      const given = family === undefined || found.has(family) ? undefined : book.given(family);
      if (given === undefined || family === undefined) continue;
      found.set(family, given);
      visit(
        given.body,
        (given.params ?? []).map((param) => param.family),
      );
    }
  };
  visit(of, []);
  return [...found.values()];
}

function nameOf({ family, head, params, body: formula }: Given): Subject {
  const slots = head.map(plain);
  const isUsed = params?.some((param) => walk(formula).some((node) => node.kind === 'ref' && node.family === param.family));
  if (params === undefined || !isUsed) return { kind: 'ref', family, slots };
  const free = freeIndices(formula);
  const args = params.map((param): Expr => {
    const body: Expr = { kind: 'ref', family: param.family, slots: param.slots.map(plain) };
    return param.slots.every((id) => free.has(id)) ? body : { kind: 'array', indices: param.slots, body };
  });
  return { kind: 'call', fn: family, args, order: 0, slots };
}

/** The indices that a name has: those of its head, and of a parameter by whose entries it is given (`f(z_k) = …`). */
function headOf({ head, params = [], body }: Given): readonly IndexId[] {
  const free = freeIndices(body);
  return [...head, ...params.flatMap(({ slots }) => slots.filter((id) => free.has(id) && !head.includes(id)))];
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}

import type { Condition, Expr, FamilyKey, IndexId, IndexTerm } from '../../expr/expr.ts';
import { freeIndices, walk, withChildren } from '../../expr/expr.ts';
import type { Book, Given } from '../book.ts';
import type { Derived } from '../derive.ts';
import { NotDerivable } from '../refusal.ts';
import { refreshed, renamed, withFamily } from '../rename.ts';

/** An array that a program is given or works out: its name and, slot by slot, which index runs there. */
export interface Variable {
  readonly family: FamilyKey;
  readonly name: string;
  readonly arity: number;
}

/** `name = body` for all values of the indices of its head. */
export interface Statement {
  readonly variable: Variable;
  readonly head: readonly IndexId[];
  readonly body: Expr;
}

/** A formula and its derivative as work on arrays, the same in every language. */
export interface Program {
  readonly title: string;
  readonly inputs: readonly Variable[];
  readonly by: Variable;
  /** What the formula needs, in order, and itself. */
  readonly forward: {
    readonly name: string;
    readonly statements: readonly Statement[];
    readonly axes: readonly IndexId[];
    readonly result: Expr;
  };
  readonly gradient: {
    readonly name: string;
    readonly statements: readonly Statement[];
    readonly axes: readonly IndexId[];
    readonly result: Expr;
  };
  /** The variable and the slot of it that an index runs over, for its size. */
  readonly place: (index: IndexId) => { readonly variable: Variable; readonly slot: number } | undefined;
  readonly nameOf: (family: FamilyKey) => string;
  /** The index of which a name is the number of values. */
  readonly counted: ReadonlyMap<FamilyKey, IndexId>;
  /** The number that stands for the first value of a slot. */
  readonly start: (family: FamilyKey, slot: number) => number;
  /** A function of the table at some arguments by plainer ones; undefined for one that is plain. */
  readonly plainer: (fn: string, args: readonly Expr[]) => Expr | undefined;
}

/** What a program has to know of the notes. */
export interface Surroundings {
  readonly book: Book;
  /** A name for a family that is a word in any language. */
  readonly word: (family: FamilyKey) => string;
  /** The number that stands for the first value of a slot. */
  readonly start: (family: FamilyKey, slot: number) => number;
  /** A function of the table at some arguments by plainer ones; undefined for one that is plain. */
  readonly plainer: (fn: string, args: readonly Expr[]) => Expr | undefined;
  readonly title: string;
}

const mostStatements = 40;
/** How deep functions of the notes are put in for their names. */
const deepest = 12;

/** Functions of the table that every language here has by the same name, as a function of numbers or of all entries of an array. */
export const elementary = [
  ...['exp', 'log', 'log2', 'log10', 'log1p', 'expm1', 'sqrt', 'abs', 'sign'],
  ...['sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh'],
] as const;

/** Some functions, each called in one way by its own name. */
export function callsOf(
  names: readonly string[],
  call: (name: string, arg: string) => string,
): Readonly<Record<string, (arg: string) => string>> {
  return Object.fromEntries(names.map((name) => [name, (arg: string) => call(name, arg)]));
}

/** A text without line breaks and characters that steer. */
export function inOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** The inputs of a program as the arguments of a call; `instead` puts another text for some of them. */
export function argumentsOf({ inputs }: Program, instead: (name: string) => string = (name) => name): string {
  return inputs.map(({ name }) => instead(name)).join(', ');
}

/**
 * The program for a derivative.
 *
 * Shapes: the axes of the formula are the indices of its head; those of the gradient are these and behind them the indices of the variable.
 * Errors: `NotDerivable` where something has no counterpart.
 */
export function programOf({ of, by, result, unnamed = result }: Derived, { book, word, start, plainer, title }: Surroundings): Program {
  if (by.slots.some((term) => term.kind !== 'index')) throw new NotDerivable('derive-no-code-entry', { name: by.family });
  const own = of.kind === 'ref' ? of.family : of.fn;
  const given = book.given(own) as Given;
  const names = namer(word);
  const counted = new Map<FamilyKey, IndexId>();
  const inline = (expr: Expr): Expr => withoutBounds(withoutCalls(expr, book, 0), book, counted);
  const params = new Set((given.params ?? []).map(({ family }) => family));
  const isInput = (family: FamilyKey): boolean =>
    !counted.has(family) && (family === by.family || params.has(family) || book.given(family) === undefined);
  const variable = (family: FamilyKey): Variable => ({
    family,
    name: names(family),
    arity: Number(family.slice(family.lastIndexOf('|') + 1)),
  });
  const count = (expr: Expr): void => {
    for (const node of walk(expr)) {
      const size = node.kind === 'reduce' && node.bounds.upper?.kind === 'size' ? node.bounds.upper : undefined;
      if (size?.of) throw new NotDerivable('derive-no-code');
      if (size && node.kind === 'reduce') counted.set(size.name, node.index);
    }
  };
  const needed = (expr: Expr): readonly Statement[] => {
    const found = new Map<FamilyKey, Statement>();
    const visit = (inner: Expr): void => {
      for (const node of walk(inner)) {
        if (node.kind !== 'ref' || isInput(node.family) || counted.has(node.family) || found.has(node.family)) continue;
        const other = book.given(node.family) as Given;
        if (mostStatements < found.size) throw new NotDerivable('derive-too-large');
        const body = inline(other.body);
        count(body);
        found.set(node.family, { variable: variable(node.family), head: other.head, body });
        visit(body);
        // Behind all that it needs.
        const statement = found.get(node.family) as Statement;
        found.delete(node.family);
        found.set(node.family, statement);
      }
    };
    visit(expr);
    return [...found.values()];
  };
  const formula = inline(renamed(given.body, given.head, of.slots));
  const slope = inline(withoutOwnCall(unnamed, of, formula));
  for (const expr of [formula, slope]) count(expr);
  if (walk(slope).some(hasNumberedEnd)) throw new NotDerivable('derive-no-code');
  const forward = needed(formula);
  const gradient = needed(slope);
  const ids = (slots: readonly IndexTerm[]): readonly IndexId[] => slots.map((term) => (term.kind === 'index' ? term.id : -1));
  const all = [formula, slope, ...forward.map(({ body }) => body), ...gradient.map(({ body }) => body), by];
  const families = new Set<FamilyKey>([by.family]);
  for (const expr of all) for (const node of walk(expr)) if (node.kind === 'ref' && isInput(node.family)) families.add(node.family);
  const statements = new Map([...forward, ...gradient].map((one) => [one.variable.family, one]));
  return {
    // It stands in a comment: nothing of it may be taken for code.
    title: inOneLine(title),
    inputs: [...families].map(variable),
    by: variable(by.family),
    forward: { name: names(own), statements: forward, axes: ids(of.slots), result: formula },
    gradient: {
      name: `d${names(own)}_d${names(by.family)}`,
      statements: gradient,
      axes: [...ids(of.slots), ...ids(by.slots)],
      result: slope,
    },
    place: (index) =>
      placeOf(
        index,
        [
          ...all,
          ...[...statements.values()].map(({ variable: { family }, head }): Expr => ({ kind: 'ref', family, slots: head.map(plain) })),
        ],
        book,
        families,
        variable,
      ),
    nameOf: names,
    counted,
    start,
    plainer,
  };
}

/** `[i \le 3]`, which an end that is a number leaves behind: it is that of arrays of one length alone. */
function hasNumberedEnd(node: Expr): boolean {
  if (node.kind !== 'indicator' || node.condition.kind !== 'index-relation') return false;
  const { relation, right } = node.condition;
  return (relation === '≤' || relation === '<') && right.kind === 'value';
}

/** The slot of an input that runs over the axis of an index. */
function placeOf(
  index: IndexId,
  exprs: readonly Expr[],
  book: Book,
  inputs: ReadonlySet<FamilyKey>,
  variable: (family: FamilyKey) => Variable,
): { readonly variable: Variable; readonly slot: number } | undefined {
  for (const expr of exprs)
    for (const node of walk(expr)) {
      if (node.kind !== 'ref' || !inputs.has(node.family)) continue;
      const slot = node.slots.findIndex((term) => term.kind === 'index' && term.shift === 0 && book.isAlike(term.id, index));
      if (0 <= slot) return { variable: variable(node.family), slot };
    }
  return undefined;
}

/** A derivative in which what is differentiated may be named as a call of itself. */
function withoutOwnCall(expr: Expr, of: Expr, formula: Expr): Expr {
  if (of.kind !== 'call') return expr;
  return mapped(expr, (node) => (node.kind === 'call' && node.fn === of.fn && node.order === 0 ? formula : node));
}

/** A formula with the functions of the notes written out. */
function withoutCalls(expr: Expr, book: Book, depth: number): Expr {
  return mapped(expr, (node) => {
    if (node.kind !== 'call') return node;
    const standard = book.standard(node.fn);
    if (standard !== undefined && node.order === 0) return { kind: 'apply', fn: standard, args: node.args, order: 0 };
    const given = book.given(node.fn);
    const params = given?.params;
    if (given === undefined || params === undefined || node.order > 0 || deepest < depth || params.some(({ slots }) => slots.length > 0))
      throw new NotDerivable('derive-unknown-function', { name: node.fn });
    const apart = params.map((_, n): FamilyKey => `*^${depth}.${n}|0`);
    const held = params.reduce(
      (whole, { family }, n) => withFamily(whole, family, () => ({ kind: 'ref', family: apart[n] as FamilyKey, slots: [] })),
      given.body,
    );
    const there = refreshed(renamed(held, given.head, node.slots), book.fresh);
    const full = apart.reduce((whole, family, n) => withFamily(whole, family, () => node.args[n] as Expr), there);
    return withoutCalls(full, book, depth + 1);
  });
}

/** A formula whose sums run over whole axes, but for what their conditions leave out; a name for the size of one stays as its bound, or is noted in `counted`. */
function withoutBounds(expr: Expr, book: Book, counted: Map<FamilyKey, IndexId>): Expr {
  return mapped(expr, (node) => {
    if (node.kind !== 'reduce') return node;
    const fewer = fewerThanAll(node, book);
    if (fewer) {
      counted.set(fewer.size, node.index);
      return { ...node, bounds: {}, conditions: [...node.conditions, ...fewer.conditions] };
    }
    const edges = book.edges(node.index, node.bounds);
    const { lower, upper } = edges ?? {};
    if (edges === undefined || lower?.kind === 'size' || upper?.kind === 'size') throw new NotDerivable('derive-no-code');
    const conditions = [...node.conditions];
    if (lower) conditions.push({ kind: 'index-relation', relation: '≥', left: plain(node.index), right: lower });
    if (upper) conditions.push({ kind: 'index-relation', relation: '≤', left: plain(node.index), right: upper });
    const size = lower === undefined && node.bounds.upper?.kind === 'size' ? { upper: node.bounds.upper } : {};
    return { ...node, bounds: size, conditions };
  });
}

/** What a sum leaves out of an axis that ends before the last value: `\sum_{i=1}^{n-1}`, by the name of how many there are; undefined of any other sum. */
function fewerThanAll(
  { index, bounds: { lower, upper } }: Expr & { kind: 'reduce' },
  book: Book,
): { readonly size: FamilyKey; readonly conditions: readonly Condition[] } | undefined {
  const of = upper?.kind === 'size' ? upper.of : undefined;
  const names = of ? walk(of).flatMap((node) => (node.kind === 'ref' && node.slots.length === 0 ? [node] : [])) : [];
  const [size, ...others] = names;
  if (of === undefined || size === undefined || others.length > 0 || (lower && lower.kind !== 'value')) return undefined;
  const edges = book.edges(index, { upper: { kind: 'size', name: size.family, of: size } });
  if (edges === undefined || edges.upper !== undefined) return undefined;
  const position: Expr = { kind: 'position', term: plain(index) };
  const last: Condition = { kind: 'relation', relation: '≤', left: position, right: of };
  const first: readonly Condition[] =
    lower && book.edges(index, { lower })?.lower ? [{ kind: 'index-relation', relation: '≥', left: plain(index), right: lower }] : [];
  return { size: size.family, conditions: [...first, last] };
}

function mapped(expr: Expr, change: (node: Expr) => Expr): Expr {
  return change(withChildrenAndConditions(expr, (part) => mapped(part, change)));
}

function withChildrenAndConditions(expr: Expr, inside: (part: Expr) => Expr): Expr {
  const outer = withChildren(expr, inside);
  if (outer.kind !== 'indicator' || outer.condition.kind !== 'relation') return outer;
  const { condition } = outer;
  return { ...outer, condition: { ...condition, left: inside(condition.left), right: inside(condition.right) } };
}

function plain(id: IndexId): IndexTerm {
  return { kind: 'index', id, shift: 0 };
}

/** Different words for different families. */
function namer(word: (family: FamilyKey) => string): (family: FamilyKey) => string {
  const names = new Map<FamilyKey, string>();
  const taken = new Set<string>();
  return (family) => {
    let name = names.get(family);
    if (name === undefined) {
      const wanted = word(family);
      name = wanted;
      for (let n = 2; taken.has(name); n++) name = `${wanted}_${n}`;
      taken.add(name);
      names.set(family, name);
    }
    return name;
  };
}

/** Whether an index stands in a formula outside of the sums that bind it. */
export function has(expr: Expr, index: IndexId): boolean {
  return freeIndices(expr).has(index);
}

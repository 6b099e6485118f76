import { flatMap } from '../text/lists.ts';
import type { Message } from '../text/message.ts';
import type { Range } from '../text/range.ts';

/** A bound or free index. Ids are unique in a note, so that no capture can happen; two `\sum_j` have two ids. */
export type IndexId = number;

/** Name of a family with its labels and its number of slots (`a^(2)|1`); see `family.ts`. */
export type FamilyKey = string;

/** What stands in one slot of a family. */
export type IndexTerm = (
  | { readonly kind: 'index'; readonly id: IndexId; readonly shift: number }
  | { readonly kind: 'value'; readonly value: number }
  /** The last value of the slot's axis (`h_T` where the axis ends at `T`). */
  | { readonly kind: 'last'; readonly shift: number }
  /** The value of an expression selects (`s_{i, y_i}`, a class label), or is worked out from other indices (`x_{i+k}`). */
  | { readonly kind: 'by'; readonly of: Expr }
) & { readonly at?: Range };

/**
 * Meaning of a formula in index notation. `at` is where it stands in the span's text; two expressions with other ranges may mean the same.
 * Slots, free and bound indices refer to ids. A matrix is a family with two slots. Until `tensors/` has found its shape, a name without slots may be a whole one.
 */
export type Expr = (
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number }
  | { readonly kind: 'ref'; readonly family: FamilyKey; readonly slots: readonly IndexTerm[] }
  | { readonly kind: 'add'; readonly terms: readonly Expr[] }
  | { readonly kind: 'negate'; readonly of: Expr }
  /** `signs` are how each factor is joined to the one before it, where some are joined by a sign. */
  | { readonly kind: 'multiply'; readonly factors: readonly Expr[]; readonly signs?: readonly string[] }
  | { readonly kind: 'divide'; readonly numerator: Expr; readonly denominator: Expr }
  | { readonly kind: 'power'; readonly base: Expr; readonly exponent: Expr }
  /** A function of the table, elementwise. */
  | { readonly kind: 'apply'; readonly fn: string; readonly args: readonly Expr[]; readonly order: number }
  /** A function of the notes or an unknown one; `order` counts primes, `slots` are of the head (`s_{k}(x)`). */
  | {
      readonly kind: 'call';
      readonly fn: FamilyKey;
      readonly args: readonly Expr[];
      readonly order: number;
      readonly slots: readonly IndexTerm[];
    }
  | {
      readonly kind: 'reduce';
      readonly op: Reduction;
      readonly index: IndexId;
      readonly bounds: Bounds;
      readonly conditions: readonly Condition[];
      readonly body: Expr;
    }
  /** The number that an index stands for: the exponent of `\sum_k x^k`. */
  | { readonly kind: 'position'; readonly term: IndexTerm }
  | { readonly kind: 'delta'; readonly left: IndexTerm; readonly right: IndexTerm }
  | { readonly kind: 'indicator'; readonly condition: Condition }
  | { readonly kind: 'cases'; readonly branches: readonly { readonly value: Expr; readonly condition?: Condition }[] }
  /** The item at the position that an index has on its axis, which is as long as the list. */
  | { readonly kind: 'list'; readonly index: IndexTerm; readonly items: readonly Expr[] }
  /** The adjoint of the node `wrt` in the graph that ends in `of`. */
  | { readonly kind: 'partial'; readonly of: Expr; readonly wrt: Expr }
  /** The value of a formula where a name has some value (`f'(x)|_{x=0}`). */
  | { readonly kind: 'at'; readonly of: Expr; readonly point: Expr; readonly value: Expr }
  /** An operation on whole vectors and matrices (`W^\top`, a norm, the entry at some slots), which `tensors/` turns into index notation. */
  | { readonly kind: 'tensor'; readonly op: string; readonly args: readonly Expr[]; readonly slots?: readonly IndexTerm[] }
  /** The values of `body` for all values of some indices: a whole vector or matrix as the argument of a function. `layout`: how a matrix writes them. */
  | { readonly kind: 'array'; readonly indices: readonly IndexId[]; readonly body: Expr; readonly layout?: 'standing' | 'lying' }
  /** The determinant of the square matrix that `body` makes over two indices, or the entry of its inverse at two `slots`. */
  | {
      readonly kind: 'matrix';
      readonly op: 'determinant' | 'inverse';
      readonly rows: IndexId;
      readonly columns: IndexId;
      readonly body: Expr;
      readonly slots: readonly IndexTerm[];
    }
  | { readonly kind: 'hole'; readonly message: Message }
) & { readonly at?: Range };

export type Reduction = 'sum' | 'product' | 'maximum' | 'minimum';

/** Written bounds of a sum; what is absent comes from the axis of the summand. */
export interface Bounds {
  readonly lower?: IndexBound;
  readonly upper?: IndexBound;
}

/** A bound that is a number, the value of an index (plus a shift), or a name for the size of an axis; `of`: it is worked out from such names (`N - K`). */
export type IndexBound =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'index'; readonly id: IndexId; readonly shift: number }
  | { readonly kind: 'size'; readonly name: FamilyKey; readonly of?: Expr };

/** What restricts the cells of a grid or the points of a sample. */
export type Condition =
  | { readonly kind: 'index-relation'; readonly relation: Comparison; readonly left: IndexTerm; readonly right: IndexTerm }
  | { readonly kind: 'relation'; readonly relation: Comparison; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'unread'; readonly message: Message; readonly at?: Range };

export type Comparison = '=' | '≠' | '<' | '≤' | '>' | '≥';

/** What is done with each subexpression, and with what is carried through all of them. */
type Visit<C> = (child: Expr, carried: C) => void;

/**
 * Visits the direct subexpressions, in source order, and hands on what is carried through them; nothing is allocated, since every walk over
 * formulas goes through it.
 */
export function eachChild(expr: Expr, visit: (child: Expr) => void): void;
export function eachChild<C>(expr: Expr, visit: Visit<C>, carried: C): void;
export function eachChild<C>(expr: Expr, visit: Visit<C | undefined>, carried?: C): void {
  switch (expr.kind) {
    case 'number':
    case 'hole':
      return;
    case 'ref':
      eachIn(expr.slots, visit, carried);
      return;
    case 'add':
      for (const term of expr.terms) visit(term, carried);
      return;
    case 'negate':
      visit(expr.of, carried);
      return;
    case 'multiply':
      for (const factor of expr.factors) visit(factor, carried);
      return;
    case 'divide':
      visit(expr.numerator, carried);
      visit(expr.denominator, carried);
      return;
    case 'power':
      visit(expr.base, carried);
      visit(expr.exponent, carried);
      return;
    case 'call':
      for (const arg of expr.args) visit(arg, carried);
      eachIn(expr.slots, visit, carried);
      return;
    case 'reduce':
      for (const condition of expr.conditions) eachInCondition(condition, visit, carried);
      visit(expr.body, carried);
      return;
    case 'position':
      eachInTerm(expr.term, visit, carried);
      return;
    case 'delta':
      eachInTerm(expr.left, visit, carried);
      eachInTerm(expr.right, visit, carried);
      return;
    case 'indicator':
      eachInCondition(expr.condition, visit, carried);
      return;
    case 'cases':
      for (const { value, condition } of expr.branches) {
        visit(value, carried);
        if (condition) eachInCondition(condition, visit, carried);
      }
      return;
    case 'list':
      eachInTerm(expr.index, visit, carried);
      for (const item of expr.items) visit(item, carried);
      return;
    case 'partial':
      visit(expr.of, carried);
      visit(expr.wrt, carried);
      return;
    case 'at':
      visit(expr.of, carried);
      visit(expr.point, carried);
      visit(expr.value, carried);
      return;
    case 'apply':
    case 'tensor':
      for (const arg of expr.args) visit(arg, carried);
      return;
    case 'array':
      visit(expr.body, carried);
      return;
    case 'matrix':
      eachIn(expr.slots, visit, carried);
      visit(expr.body, carried);
      return;
  }
}

/** The direct subexpressions, in source order. */
export function childrenOf(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  eachChild(expr, (child) => found.push(child));
  return found;
}

/** Every expression inside, itself first, in source order. */
export function walk(expr: Expr): readonly Expr[] {
  const found: Expr[] = [];
  gather(expr, found);
  return found;
}

function gather(expr: Expr, found: Expr[]): void {
  found.push(expr);
  eachChild(expr, gather, found);
}

/** Whether some expression inside, or the whole, is of a kind; stops at the first. */
export function hasInside(expr: Expr, test: (inner: Expr) => boolean): boolean {
  const search: Search = { test, found: undefined };
  look(expr, search);
  return search.found !== undefined;
}

/** What is looked for in a formula, and the first that was found. */
interface Search {
  readonly test: (inner: Expr) => boolean;
  found: Expr | undefined;
}

function look(expr: Expr, search: Search): void {
  if (search.found !== undefined) return;
  if (search.test(expr)) search.found = expr;
  else eachChild(expr, look, search);
}

/** The terms of an expression's own slots (not of its children). */
export function termsOf(expr: Expr): readonly IndexTerm[] {
  if (expr.kind === 'ref' || expr.kind === 'call' || expr.kind === 'matrix') return expr.slots;
  if (expr.kind === 'position') return [expr.term];
  if (expr.kind === 'delta') return [expr.left, expr.right];
  if (expr.kind === 'list') return [expr.index];
  if (expr.kind === 'tensor') return expr.slots ?? [];
  if (expr.kind === 'indicator') return termsInCondition(expr.condition);
  if (expr.kind === 'reduce') return flatMap(expr.conditions, termsInCondition);
  if (expr.kind === 'cases') return flatMap(expr.branches, (branch) => (branch.condition ? termsInCondition(branch.condition) : []));
  return [];
}

/** Whether what stands in a slot is worked out from other indices or from sizes, and is no label that selects. */
export function isWorkedOut(term: IndexTerm): boolean {
  if (term.kind !== 'by' || term.of.kind === 'ref' || term.of.kind === 'call') return false;
  return walk(term.of).every((node) => node.kind !== 'ref' || node.slots.length === 0);
}

/** The expression with one of its parts, found by identity, exchanged; parts without it stay the same objects. */
export function substitute(expr: Expr, target: Expr, by: Expr): Expr {
  if (expr === target) return by;
  return walk(expr).includes(target) ? withChildren(expr, (part) => substitute(part, target, by)) : expr;
}

/** The expression with another term in the place of a free index. */
export function withTerm(expr: Expr, id: IndexId, by: IndexTerm): Expr {
  const term = (old: IndexTerm): IndexTerm => {
    if (old.kind === 'by') return { ...old, of: withTerm(old.of, id, by) };
    if (old.kind !== 'index' || old.id !== id) return old;
    if (by.kind === 'value') return { ...by, value: by.value + old.shift };
    return by.kind === 'by' ? by : { ...by, shift: by.shift + old.shift };
  };
  const bound = (old: IndexBound | undefined): IndexBound | undefined => {
    if (old?.kind !== 'index' || old.id !== id) return old;
    if (by.kind === 'value') return { kind: 'value', value: by.value + old.shift };
    return by.kind === 'index' ? { ...old, id: by.id, shift: old.shift + by.shift } : old;
  };
  const condition = (old: Condition): Condition => {
    if (old.kind === 'index-relation') return { ...old, left: term(old.left), right: term(old.right) };
    return old.kind === 'relation' ? { ...old, left: withTerm(old.left, id, by), right: withTerm(old.right, id, by) } : old;
  };
  if (!freeIndices(expr).has(id)) return expr;
  const inside = withChildren(expr, (part) => withTerm(part, id, by));
  switch (inside.kind) {
    case 'ref':
    case 'call':
    case 'matrix':
      return { ...inside, slots: inside.slots.map(term) };
    case 'delta':
      return { ...inside, left: term(inside.left), right: term(inside.right) };
    case 'list':
      return { ...inside, index: term(inside.index) };
    case 'position':
      return { ...inside, term: term(inside.term) };
    case 'indicator':
      return { ...inside, condition: condition(inside.condition) };
    case 'tensor':
      return inside.slots ? { ...inside, slots: inside.slots.map(term) } : inside;
    case 'cases':
      return {
        ...inside,
        branches: inside.branches.map((branch) => ({
          ...branch,
          ...(branch.condition ? { condition: condition(branch.condition) } : {}),
        })),
      };
    case 'reduce': {
      const [lower, upper] = [bound(inside.bounds.lower), bound(inside.bounds.upper)];
      const bounds = { ...(lower ? { lower } : {}), ...(upper ? { upper } : {}) };
      return { ...inside, bounds, conditions: inside.conditions.map(condition) };
    }
    default:
      return inside;
  }
}

/** The expression with its direct subexpressions exchanged, but for those in conditions and slots. */
export function withChildren(expr: Expr, inside: (part: Expr) => Expr): Expr {
  switch (expr.kind) {
    case 'add':
      return { ...expr, terms: expr.terms.map(inside) };
    case 'negate':
      return { ...expr, of: inside(expr.of) };
    case 'multiply':
      return { ...expr, factors: expr.factors.map(inside) };
    case 'divide':
      return { ...expr, numerator: inside(expr.numerator), denominator: inside(expr.denominator) };
    case 'power':
      return { ...expr, base: inside(expr.base), exponent: inside(expr.exponent) };
    case 'apply':
    case 'call':
    case 'tensor':
      return { ...expr, args: expr.args.map(inside) };
    case 'reduce':
    case 'array':
    case 'matrix':
      return { ...expr, body: inside(expr.body) };
    case 'cases':
      return { ...expr, branches: expr.branches.map((branch) => ({ ...branch, value: inside(branch.value) })) };
    case 'list':
      return { ...expr, items: expr.items.map(inside) };
    case 'partial':
      return { ...expr, of: inside(expr.of), wrt: inside(expr.wrt) };
    case 'at':
      return { ...expr, of: inside(expr.of), value: inside(expr.value) };
    default:
      return expr;
  }
}

/** The ids of the indices that are free in an expression. */
export function freeIndices(expr: Expr, into: Set<IndexId> = new Set()): Set<IndexId> {
  if (expr.kind === 'matrix') {
    const inside = freeIndices(expr.body);
    inside.delete(expr.rows);
    inside.delete(expr.columns);
    for (const id of inside) into.add(id);
    for (const term of expr.slots) if (term.kind === 'index') into.add(term.id);
    return into;
  }
  for (const term of termsOf(expr)) if (term.kind === 'index') into.add(term.id);
  if (expr.kind === 'reduce') {
    for (const bound of [expr.bounds.lower, expr.bounds.upper]) if (bound?.kind === 'index') into.add(bound.id);
  }
  eachChild(expr, freeIndices, into);
  if (expr.kind === 'reduce') into.delete(expr.index);
  if (expr.kind === 'array') for (const index of expr.indices) into.delete(index);
  return into;
}

/** The first hole in an expression, if there is one. */
export function holeIn(expr: Expr): (Expr & { kind: 'hole' }) | undefined {
  const search: Search = { test: isHole, found: undefined };
  look(expr, search);
  return search.found as (Expr & { kind: 'hole' }) | undefined;
}

function isHole({ kind }: Expr): boolean {
  return kind === 'hole';
}

function eachIn<C>(terms: readonly IndexTerm[], visit: Visit<C>, carried: C): void {
  for (const term of terms) eachInTerm(term, visit, carried);
}

function eachInTerm<C>(term: IndexTerm, visit: Visit<C>, carried: C): void {
  if (term.kind === 'by') visit(term.of, carried);
}

function eachInCondition<C>(condition: Condition, visit: Visit<C>, carried: C): void {
  if (condition.kind === 'unread') return;
  if (condition.kind === 'relation') {
    visit(condition.left, carried);
    visit(condition.right, carried);
  } else {
    eachInTerm(condition.left, visit, carried);
    eachInTerm(condition.right, visit, carried);
  }
}

function termsInCondition(condition: Condition): readonly IndexTerm[] {
  return condition.kind === 'index-relation' ? [condition.left, condition.right] : [];
}

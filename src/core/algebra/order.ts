import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk, withChildren } from '../expr/expr.ts';

/**
 * A formula with the factors of its products in the order in which their names first come in another: the chain rule goes from the outside in.
 * `own` is what is differentiated, whose name goes behind others; `outer` one that stands for the outermost part of the other formula.
 */
export function inOrderOf(expr: Expr, model: Expr, { own, outer }: { readonly own?: FamilyKey; readonly outer?: FamilyKey }): Expr {
  const places = new Map<FamilyKey, number>(outer === undefined ? [] : [[outer, -1]]);
  for (const node of walk(model)) if (node.kind === 'ref' && !places.has(node.family)) places.set(node.family, places.size);
  return ordered(expr, { of: places, ...(own === undefined ? {} : { own }) });
}

/** Where names first come, and the name of what is differentiated. */
interface Places {
  readonly of: ReadonlyMap<FamilyKey, number>;
  readonly own?: FamilyKey;
}

function ordered(expr: Expr, places: Places): Expr {
  const inside = withChildren(expr, (part) => ordered(part, places));
  if (inside.kind === 'add') return withNamesTogether(inside);
  if (inside.kind === 'negate' && inside.of.kind === 'cases') return withBranches(inside.of, opposite);
  if (inside.kind !== 'multiply') return inside;
  const factors = [...inside.factors];
  for (let at = 1; at < factors.length; at++)
    for (let n = at; 0 < n && goesBefore(factors[n] as Expr, factors[n - 1] as Expr, places); n--)
      [factors[n - 1], factors[n]] = [factors[n] as Expr, factors[n - 1] as Expr];
  return { ...inside, factors };
}

function withBranches(expr: Expr & { readonly kind: 'cases' }, change: (value: Expr) => Expr): Expr {
  return { ...expr, branches: expr.branches.map((branch) => ({ ...branch, value: change(branch.value) })) };
}

function opposite(value: Expr): Expr {
  if (value.kind === 'negate') return value.of;
  return value.kind === 'number' && value.value === 0 ? value : { kind: 'negate', of: value };
}

/** A sum that begins with names has those that are taken off right behind these: `y - t + \sum_j w_j x_j`, not `y + \sum_j w_j x_j - t`. */
function withNamesTogether(expr: Expr & { readonly kind: 'add' }): Expr {
  const { terms } = expr;
  const first = terms.findIndex(({ kind }) => kind !== 'ref');
  const taken = terms.filter((term) => term.kind === 'negate' && term.of.kind === 'ref');
  const others = terms.slice(first).filter((term) => !taken.includes(term));
  if (first < 1 || taken.length === 0 || !others.some(isMoreThanOne)) return expr;
  return { kind: 'add', terms: [...terms.slice(0, first), ...taken, ...others] };
}

/** Whether a term is more than a name and its number. */
function isMoreThanOne(term: Expr): boolean {
  return term.kind !== 'negate' && walk(term).filter(({ kind }) => kind !== 'number' && kind !== 'negate').length > 2;
}

/** Whether a factor goes before one behind which it stands. */
function goesBefore(one: Expr, two: Expr, places: Places): boolean {
  const first = nameIn(one);
  if (baseOf(one).kind === 'position' && (two.kind === 'apply' || isLong(two))) return true;
  // Names before functions and long brackets, and the name of what is differentiated after others.
  if (first !== undefined) {
    if (functions.has(two.kind)) return true;
    if (isConstantBefore(one, two, places) || (isConstant(one, places) && isMember(two))) return true;
    const isBehind = nameIn(two) === places.own || isLong(two) || (isGeneral(two) && !isGeneral(one));
    return places.own !== undefined && first !== places.own && isBehind;
  }
  if (one.kind === 'add' && (two.kind === 'delta' || two.kind === 'indicator')) return true;
  if (one.kind !== 'add' || two.kind !== 'ref' || isConstantBefore(two, one, places)) return false;
  // A difference before a name that comes later in the chain, unless it is about that.
  const names = namesIn(one);
  return !names.includes(two.family) && placeOf(names, places) < placeOf([two.family], places);
}

/** Whether a factor is a name without indices, or a power of one, which goes before a bracket with functions in it or with later names alone. */
function isConstantBefore(one: Expr, two: Expr, places: Places): boolean {
  const inside = baseOf(one);
  if (two.kind !== 'add' || inside.kind !== 'ref' || !isConstant(one, places)) return false;
  const names = namesIn(two);
  const isFirst = !names.includes(inside.family) && placeOf([inside.family], places) < placeOf(names, places);
  return isFirst || walk(two).some(({ kind }) => kind === 'apply' || kind === 'call');
}

function isConstant(expr: Expr, { own }: Places): boolean {
  const inside = baseOf(expr);
  return inside.kind === 'ref' && inside.slots.length === 0 && inside.family !== own;
}

function isMember(expr: Expr): boolean {
  const inside = baseOf(expr);
  return inside.kind === 'ref' && inside.slots.length > 0;
}

function baseOf(expr: Expr): Expr {
  return expr.kind === 'power' && expr.exponent.kind === 'number' ? expr.base : expr;
}

/** Where the first of some names comes. */
function placeOf(names: readonly FamilyKey[], { of }: Places): number {
  return Math.min(...names.map((family) => of.get(family) ?? Number.POSITIVE_INFINITY));
}

function namesIn(expr: Expr): readonly FamilyKey[] {
  return walk(expr).flatMap((node) => (node.kind === 'ref' ? [node.family] : []));
}

/** Whether a factor is a bracket with fractions, exponentials or sums over an index in it. */
function isLong(expr: Expr): boolean {
  const inside = expr.kind === 'power' ? expr.base : expr;
  return inside.kind === 'add' && walk(inside).some((node) => node.kind === 'divide' || node.kind === 'reduce' || isExponential(node));
}

/** Whether a factor is a power whose exponent is no number. */
function isGeneral(expr: Expr): boolean {
  return expr.kind === 'power' && expr.exponent.kind !== 'number';
}

function isExponential(expr: Expr): boolean {
  return expr.kind === 'apply' && expr.fn === 'exp';
}

const functions: ReadonlySet<Expr['kind']> = new Set(['apply', 'call', 'indicator', 'cases', 'delta']);

/** The family of a name or of a power of one. */
function nameIn(expr: Expr): FamilyKey | undefined {
  if (expr.kind === 'power') return nameIn(expr.base);
  return expr.kind === 'ref' ? expr.family : undefined;
}

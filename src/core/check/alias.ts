import type { Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import { childrenOf, withTerm } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import { ownIndices } from './definition.ts';

/** A name, and what stands in its place. */
export interface Alias<Meaning extends Expr = Expr & { kind: 'ref' }> {
  readonly name: Expr & { kind: 'ref' };
  readonly meaning: Meaning;
}

/**
 * The one pair of names in which two formulas of the same shape differ (`\sum_i w_{ji} o_i^{(0)}` and `\sum_i w_{ji} x_i`),
 * with the indices of the first; undefined where they differ in more, or in anything but a name.
 */
export function aliasBetween(one: Expr, two: Expr): Alias | undefined {
  const alias = formulaBetween(one, two);
  return alias?.meaning.kind === 'ref' ? { name: alias.name, meaning: alias.meaning } : undefined;
}

/**
 * The name of the one formula in whose place the other has a formula, with the indices of the first (`\sigma(z_k)` and `\sigma(\sum_i w_{ki} x_i)`);
 * undefined where they differ in more.
 */
export function formulaBetween(one: Expr, two: Expr): Alias<Expr> | undefined {
  const found: Alias<Expr>[] = [];
  const same = matches(one, two, new Map(), found);
  const [first, ...others] = found;
  if (!same || first === undefined) return undefined;
  const form = ({ name, meaning }: Alias<Expr>): string => printUpToIds({ kind: 'divide', numerator: name, denominator: meaning });
  const isSingle = first.meaning.kind === 'ref' ? isSameName : (other: Alias<Expr>) => form(other) === form(first);
  return others.every((other) => isSingle(other, first)) ? first : undefined;
}

function isSameName(one: Alias<Expr>, other: Alias<Expr>): boolean {
  const isSame = one.meaning.kind === 'ref' && other.meaning.kind === 'ref' && one.meaning.family === other.meaning.family;
  return isSame && one.name.family === other.name.family;
}

function matches(one: Expr, two: Expr, ids: Map<IndexId, IndexId>, found: Alias<Expr>[]): boolean {
  if (one.kind === 'ref' && two.kind !== 'ref' && ownIndices(one.slots)) {
    found.push({ name: one, meaning: inTermsOf(two, ids) });
    return true;
  }
  if (one.kind !== two.kind) return false;
  if (one.kind === 'number' && two.kind === 'number') return one.value === two.value;
  if (one.kind === 'ref' && two.kind === 'ref') {
    if (one.slots.length !== two.slots.length || !one.slots.every((term, at) => sameTerm(term, two.slots[at] as IndexTerm, ids)))
      return false;
    if (one.family !== two.family) found.push({ name: one, meaning: { ...two, slots: one.slots } });
    return true;
  }
  if (one.kind === 'apply' && two.kind === 'apply' && (one.fn !== two.fn || one.order !== two.order)) return false;
  if (one.kind === 'call' && two.kind === 'call') {
    const isSame = one.fn === two.fn && one.order === two.order;
    if (!isSame || !one.slots.every((term, at) => sameTerm(term, two.slots[at] as IndexTerm, ids))) return false;
  }
  if (one.kind === 'position' && two.kind === 'position') return sameTerm(one.term, two.term, ids);
  if (one.kind === 'hole' || one.kind === 'delta' || one.kind === 'indicator' || one.kind === 'cases') return false;
  if (one.kind === 'list' || one.kind === 'matrix') return false;
  if (one.kind === 'reduce' && two.kind === 'reduce') {
    if (one.op !== two.op || one.conditions.length > 0 || two.conditions.length > 0) return false;
    ids.set(one.index, two.index);
  }
  if (one.kind === 'array' && two.kind === 'array') {
    if (one.indices.length !== two.indices.length) return false;
    for (const [at, index] of one.indices.entries()) ids.set(index, two.indices[at] as IndexId);
  }
  const left = childrenOf(one);
  const right = childrenOf(two);
  return left.length === right.length && left.every((child, at) => matches(child, right[at] as Expr, ids, found));
}

/** A part of the second formula with the indices of the first. */
function inTermsOf(part: Expr, ids: ReadonlyMap<IndexId, IndexId>): Expr {
  return [...ids].reduce((open, [id, there]) => (id === there ? open : withTerm(open, there, { kind: 'index', id, shift: 0 })), part);
}

function sameTerm(one: IndexTerm, two: IndexTerm, ids: ReadonlyMap<IndexId, IndexId>): boolean {
  if (one.kind === 'index' && two.kind === 'index') return (ids.get(one.id) ?? one.id) === two.id && one.shift === two.shift;
  return one.kind === 'value' && two.kind === 'value' && one.value === two.value;
}

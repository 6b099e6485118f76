import { type Expr, freeIndices, type IndexBound } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import type { RelationSyntax, Syntax } from '../../latex/syntax.ts';
import { comparisonOf } from '../comparisons.ts';
import { readName } from '../names.ts';
import { countOf } from '../sets.ts';
import { baseName, familyKey } from '../symbols.ts';
import type { Context } from './context.ts';
import { computed, isIndex, isSize, termOf } from './index-terms.ts';
import { number } from './literals.ts';

/** The end that a condition `0 \le i` or `i < n` sets to what a sum runs over; `inside`: which way from it the index lies. */
export function endByCondition(context: Context, { relation, left, right }: RelationSyntax, inside: 1 | -1): IndexBound | undefined {
  const sign = comparisonOf(relation);
  const bound = endAt(context, inside > 0 ? left : right);
  if (bound === undefined || sign === '≤') return bound;
  if (sign !== '<') return undefined;
  if (bound.kind === 'value') return { ...bound, value: bound.value + inside };
  if (bound.kind === 'index') return { ...bound, shift: bound.shift + inside };
  const of: Expr = { kind: 'add', terms: [bound.of ?? { kind: 'ref', family: bound.name, slots: [] }, number(inside)] };
  return asBound(of);
}

/** The end of what a sum runs over. */
export function endAt(context: Context, node: Syntax): IndexBound | undefined {
  if (node.kind === 'number') return { kind: 'value', value: node.value };
  if (node.kind === 'symbol' && isSize(context, node.letter)) return { kind: 'size', name: familyKey(baseName(node), '', 0) };
  const term = isIndex(context, node) ? termOf(context, node) : undefined;
  if (term?.kind === 'index') return { kind: 'index', id: term.id, shift: term.shift };
  if (node.kind === 'symbol') return { kind: 'size', name: familyKey(baseName(node), '', 0) };
  const count = node.kind === 'group' ? countOf(node) : undefined;
  if (count !== undefined) return { kind: 'size', name: familyKey(count, '', 0) };
  const name = node.kind === 'scripts' ? readName(node, context.lexicon.vocabulary) : undefined;
  if (name && name.slots.length === 0 && !name.power && !name.transposed)
    return { kind: 'size', name: familyKey(name.base, name.label, 0) };
  const of = computed(context, node);
  return of && freeIndices(of).size === 0 ? asBound(of) : undefined;
}

/** A number that is worked out from sizes as the end of a sum. */
function asBound(of: Expr): IndexBound {
  return { kind: 'size', name: familyKey(`(${print(of, () => '')})`, '', 0), of };
}

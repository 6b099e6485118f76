import type { Expr } from '../../expr/expr.ts';
import type { GroupSyntax, MatrixSyntax, Syntax } from '../../latex/syntax.ts';
import type { Range } from '../../text/range.ts';
import { isNorm } from '../forms.ts';
import { countOf } from '../sets.ts';
import { familyKey, symbolOf } from '../symbols.ts';
import { isIverson } from './conditions.ts';
import type { Context } from './context.ts';
import { transposedIf } from './powers.ts';

/** A bracket: plain, a norm, an absolute value, a vector written out, an inner product, or a condition that counts as one or zero. */
export function elaborateGroup(context: Context, node: GroupSyntax): Expr {
  const isBar = node.open === '|' || node.open === '\\lvert';
  if (isBar && isOneEntry(node.body)) return context.hole('unread-brackets', node.range);
  const count = countOf(node);
  if (count !== undefined && context.lexicon.vocabulary.sizes.has(count))
    return { kind: 'ref', family: familyKey(count, '', 0), slots: [], at: node.range };
  if (isBar) return { kind: 'apply', fn: 'abs', args: [context.expr(node.body)], order: 0, at: node.range };
  const plain = node.open === '(' || node.open === '[' || node.open === '{' || (node.open === '' && node.close === '');
  if (node.open === '[' && node.body.kind === 'relation' && isIverson(context, node.body))
    return { kind: 'indicator', condition: context.condition(node.body), at: node.range };
  if (plain && node.body.kind === 'list' && node.open !== '{') return vectorOf(context, node.body.items, node.range);
  if (plain) return { ...context.expr(node.body), at: node.range };
  if (node.open === '⟨' && node.body.kind === 'list' && node.body.items.length === 2)
    return { kind: 'tensor', op: 'inner', args: node.body.items.map((item) => context.expr(item)), at: node.range };
  return (isNorm(node) ? normOf(context, node, undefined) : undefined) ?? context.hole('unread-brackets', node.range);
}

/**
 * `\|x\|`, with the kind of the norm below it. Of a matrix `\|W\|_2` is its largest singular value, but its square in a penalty is hardly ever
 * that: `\|W\|_2^2` is the sum of the squares of all entries.
 */
export function normOf(context: Context, { body, range: at }: GroupSyntax, sub: Syntax | undefined, sup?: Syntax): Expr | undefined {
  const degree = sub === undefined ? 2 : sub.kind === 'number' ? sub.value : sub.kind === 'symbol' && sub.letter === 'F' ? 2 : undefined;
  if (degree !== 1 && degree !== 2) return undefined;
  const isSquared = sup?.kind === 'number' && sup.value === 2;
  const op = degree === 1 ? 'sum-norm' : sub?.kind === 'number' && !isSquared ? 'two-norm' : 'norm';
  return { kind: 'tensor', op, args: [context.expr(body)], at };
}

/** `(a, b, c)`: a vector written out. */
export function vectorOf(context: Context, items: readonly Syntax[], at: Range): Expr {
  return { kind: 'tensor', op: 'entries', args: items.map((item) => context.expr(item)), at };
}

/** A matrix or a vector written out. */
export function elaborateMatrix(context: Context, { rows, range: at }: MatrixSyntax): Expr {
  const [first = []] = rows;
  if (rows.length === 1)
    return first.length === 1 ? context.expr(first[0] as Syntax) : transposedIf(true, vectorOf(context, first, at), at);
  if (rows.every((row) => row.length === 1)) return vectorOf(context, rows.flat(), at);
  return { kind: 'tensor', op: 'rows', args: rows.map((row) => vectorOf(context, row, at)), at };
}

/** Whether a bracket or a matrix has one entry, so that bars around it may mean its determinant. */
function isOneEntry(node: Syntax): boolean {
  if (node.kind === 'matrix') return node.rows.length === 1 && node.rows[0]?.length === 1;
  return node.kind === 'group' && node.open === '[' && (isOneEntry(node.body) || symbolOf(node.body) !== undefined);
}

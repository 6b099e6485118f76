import { type Expr, freeIndices, hasInside, type IndexId, type IndexTerm, type Reduction, termsOf } from '../../expr/expr.ts';
import type { BigOperatorSyntax } from '../../latex/syntax.ts';
import { nodesIn, walkSyntax } from '../../latex/walk.ts';
import { isNamed } from '../forms.ts';
import { argumentsOf } from '../outcomes.ts';
import { runs } from '../scripts.ts';
import { baseName, familyKey } from '../symbols.ts';
import { type Binder, bindersOf, impliedLetters } from './binders.ts';
import type { Context } from './context.ts';
import { elaborateExpectation } from './expectations.ts';
import { elaborateIntegral } from './integrals.ts';

/** Big operators that take all values together. */
const reductions: ReadonlyMap<BigOperatorSyntax['operator'], Reduction> = new Map([
  ['sum', 'sum'],
  ['product', 'product'],
  ['max', 'maximum'],
  ['min', 'minimum'],
]);

/** A sum, a product, a maximum or a minimum over indices, or all entries in a row; an expectation, an integral. */
export function elaborateReduction(context: Context, node: BigOperatorSyntax): Expr {
  if (node.operator === 'expectation') return elaborateExpectation(context, node);
  if (node.operator === 'integral') return elaborateIntegral(context, node);
  const op = reductions.get(node.operator);
  if (op === undefined && node.operator !== 'each') return context.hole('unread-operator', node.head);
  const letter = eachOf(context, node);
  if (letter !== undefined) return isOfOne(context, node, letter) ? context.expr(node.body) : context.hole('unread-sum', node.head);
  const letters = node.over.length === 0 ? impliedLetters(context, node.body) : undefined;
  if (letters?.length === 0) return context.hole('unread-sum', node.head);
  const depth = context.bound.length;
  try {
    const binders = bindersOf(context, node, letters ?? []);
    if (binders === undefined) return context.hole('unread-sum', node.head);
    const body = context.expr(node.body);
    const { layout, range: at } = node;
    if (op === undefined) return { kind: 'array', indices: binders.map(({ id }) => id), body, ...(layout ? { layout } : {}), at };
    for (const binder of binders) tie(context, binder, body);
    return binders.reduceRight<Expr>(
      (inner, { id, bounds, conditions }) => ({ kind: 'reduce', op, index: id, bounds, conditions, body: inner, at: node.range }),
      body,
    );
  } finally {
    context.bound.length = depth;
  }
}

/** The name of `\sum_w w^2`, over all things of a kind by which the note differentiates: each is called by the name that they have in common. */
function eachOf({ lexicon: { vocabulary } }: Context, { operator, over, upper, body }: BigOperatorSyntax): string | undefined {
  const [only, ...more] = over;
  if (operator !== 'sum' || only?.kind !== 'symbol' || more.length > 0 || upper) return undefined;
  const letter = baseName(only);
  if (runs(only.letter) || vocabulary.outcomes.has(letter) || vocabulary.subscripts.has(letter) || !vocabulary.varied.has(letter))
    return undefined;
  const parts = walkSyntax(body);
  const isMadeOfIt = parts.some((part) => part.kind === 'scripts' && part.sup?.kind === 'number' && isNamed(part.base, letter));
  const isSized = parts.some((part) => part.kind === 'group' && part.open === '|' && isNamed(part.body, letter));
  // `\sum_x x^2 p(x)` runs over values.
  const isHanded = parts.some((part) => part.kind === 'call' && argumentsOf(part).some((item) => isNamed(item, letter)));
  return (isMadeOfIt || isSized) && !isHanded ? letter : undefined;
}

/** Whether of a sum over all things of a kind nothing counts but one of them, since it is differentiated by that, or defines what may be. */
function isOfOne({ chain }: Context, node: BigOperatorSyntax, letter: string): boolean {
  const [head, body, ...more] = chain;
  const isName = head !== undefined && (head.kind === 'symbol' || head.kind === 'scripts' || head.kind === 'call');
  if (isName && body !== undefined && more.length === 0) return true;
  const inside = chain.flatMap((member) =>
    nodesIn(member).flatMap((part) =>
      part.kind === 'partial' && part.of && part.wrt.some((by) => isNamed(by, letter)) ? nodesIn(part.of) : [],
    ),
  );
  return inside.includes(node);
}

/** An index that no name in a sum has runs over the same values wherever the note has its letter: `\sum_k x^k`. */
function tie(context: Context, binder: Binder, body: Expr): void {
  const letter = context.bound.find(({ id }) => id === binder.id)?.letter;
  const isBare = !freeIndices(body).has(binder.id);
  const isCounted = !binder.bounds.upper && !hasInside(body, (node) => node.kind !== 'position' && hasIndex(termsOf(node), binder.id));
  if (!letter || !(isBare || isCounted) || binder.conditions.length > 0) return;
  const left: Expr = { kind: 'ref', family: familyKey(`set(${letter})`, '', 1), slots: [{ kind: 'index', id: binder.id, shift: 0 }] };
  binder.conditions.push({ kind: 'relation', relation: '=', left, right: left });
}

function hasIndex(terms: readonly IndexTerm[], id: IndexId): boolean {
  return terms.some((term) => term.kind === 'index' && term.id === id);
}

import { type Expr, type FamilyKey, freeIndices, hasInside, holeIn } from '../../expr/expr.ts';
import { printUpToIds } from '../../expr/print.ts';
import type { Chain } from '../../meaning/chains.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { isNumeric } from '../constants.ts';
import { mentioned } from '../mentioned.ts';
import type { Context } from './context.ts';
import { define } from './define.ts';
import { headOf, names } from './heads.ts';
import { isSaidNext } from './said-later.ts';
import type { Class, Unclassified } from './step.ts';

/** Letters of the multipliers of Lagrange. */
const multiplierLetters = /^\\(?:lambda|nu|mu|alpha|beta|eta)$/;

/** `w x + b = z`, `\partial E / \partial z = (y - t) y (1 - y) = \delta`: a name that stands for the first time, at the end of a chain of what it is. */
export function withNameBehind(context: Context, step: Unclassified): Class | undefined {
  const { chain, position, lhs, rhs } = step;
  const isLast = position === chain.members.length - 1;
  const head = rhs.kind === 'ref' && isLast ? headOf(rhs) : undefined;
  if (head === undefined || lhs.kind === 'ref' || isNumeric(lhs) || holeIn(lhs)) return undefined;
  if (context.seen.has(head.family) || context.definitions.has(head.family) || names(lhs, head.family)) return undefined;
  // A constant that something is held at is given no meaning by it.
  if (/^(?:C|c|K|k|\\text\{const\}|const)$/.test(partsOfKey(head.family).base)) return undefined;
  if (isCountOf(context, lhs, head.family)) return undefined;
  const free = freeIndices(lhs);
  if ([...free].some((id) => !head.head.includes(id))) return undefined;
  if (isConstraint(context, chain, lhs, rhs)) return { role: 'assumption' };
  // `\frac{\partial^2 J}{\partial w\,\partial b} = \bar x` with `\bar x = \frac1m \sum_i x_i`.
  if (lhs.kind === 'partial' && isSaidNext(context, chain, head.family)) return undefined;
  // A slip on the way from a derivative is none of its name.
  const first = context.members[chain.id]?.[0];
  const isDerivative = first?.kind === 'partial' && [...freeIndices(first)].every((id) => head.head.includes(id));
  return define(context, step, head, isDerivative ? first : lhs, 'new');
}

/** `\sum_k N_k = N` of an `N` that sums run up to, where formulas give the `N_k`: what the sum comes to is claimed. */
function isCountOf({ vocabulary, definitions }: Context, lhs: Expr, family: FamilyKey): boolean {
  const { base, arity } = partsOfKey(family);
  if (arity > 0 || !vocabulary.sizes.has(base) || lhs.kind !== 'reduce' || lhs.op !== 'sum') return false;
  return [...mentioned(lhs)].every((name) => definitions.has(name));
}

/** `Ax = b` beside `\nu^\top (Ax - b)`: whether a formula of the section has the difference of two sides times a multiplier that nothing defines. */
function isConstraint(context: Context, { section }: Chain, lhs: Expr, rhs: Expr): boolean {
  const [name = ''] = signedTerms(rhs);
  const others = signedTerms(lhs).sort().join();
  const isDifference = (node: Expr): boolean => {
    const terms = node.kind === 'add' ? signedTerms(node) : [];
    const isLess = terms.includes(`-${name.slice(1)}`);
    if (!isLess && !terms.includes(name)) return false;
    const rest = terms.filter((term) => term.slice(1) !== name.slice(1));
    return (isLess ? rest : rest.map(opposite)).sort().join() === others;
  };
  const isMultiplier = (node: Expr): boolean =>
    node.kind === 'ref' && multiplierLetters.test(partsOfKey(node.family).base) && !context.definitions.has(node.family);
  return context.note.chains.some(
    (chain) =>
      chain.section === section &&
      (context.members[chain.id] ?? []).some((member) =>
        hasInside(member, (node) => node.kind === 'multiply' && node.factors.some(isMultiplier) && node.factors.some(isDifference)),
      ),
  );
}

/** The terms of a sum, or a formula as the only one, as text behind their signs. */
function signedTerms(expr: Expr): string[] {
  return (expr.kind === 'add' ? expr.terms : [expr]).map((term) =>
    term.kind === 'negate' ? `-${printUpToIds(term.of)}` : `+${printUpToIds(term)}`,
  );
}

/** A term with the other sign. */
function opposite(term: string): string {
  return (term.startsWith('-') ? '+' : '-') + term.slice(1);
}

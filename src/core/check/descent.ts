import type { Syntax } from '../latex/syntax.ts';
import { isEqual } from '../meaning/general-term.ts';
import { symbolOf } from '../meaning/symbols.ts';
import type { Step } from './classify/step.ts';

/** Names of the step size, the usual ones first and those of code last. */
export const rateLetters = ['\\eta', '\\alpha', '\\epsilon', '\\varepsilon', '\\gamma', '\\mu', '\\lambda', 'lr', 'learning_rate'];

/**
 * `w_{k+1} = w_k - \alpha_k \nabla f(w_k)`: whether a name moves against a derivative by itself as that is written, so that there is
 * nothing in it that could be wrong, whatever is differentiated.
 */
export function movesDown({ chain, position }: Step): boolean {
  const [left, right, ...rest] = chain.members;
  if (position !== 1 || left === undefined || right?.node.kind !== 'sum' || rest.length > 0) return false;
  const [old, move, ...more] = right.node.terms;
  if (old?.sign !== '+' || move?.sign !== '-' || more.length > 0 || !isOfOneLetter(old.node, left.node)) return false;
  return isScaledDerivative(move.node, [left.node, old.node]);
}

/** Whether two names differ in their numbers or steps alone. */
function isOfOneLetter(one: Syntax, other: Syntax): boolean {
  const [a, b] = [symbolOf(one), symbolOf(other)];
  return a !== undefined && b !== undefined && isEqual(a, b);
}

/** Whether a term is a derivative by one of some names, times a rate and numbers, or a sum of such. */
function isScaledDerivative(node: Syntax, names: readonly Syntax[]): boolean {
  if (node.kind === 'group') return isScaledDerivative(node.body, names);
  if (node.kind === 'big-operator') return node.operator === 'sum' && isScaledDerivative(node.body, names);
  if (node.kind !== 'product') return isDerivativeBy(node, names);
  const others = node.factors.filter(({ node: factor }) => !isRate(factor));
  return others.length === 1 && isScaledDerivative((others[0] as (typeof others)[number]).node, names);
}

function isRate(node: Syntax): boolean {
  if (node.kind === 'number') return true;
  if (node.kind === 'quotient') return node.numerator.kind === 'number' && symbolOf(node.denominator) !== undefined;
  const symbol = symbolOf(node);
  return symbol !== undefined && rateLetters.includes(symbol.letter);
}

function isDerivativeBy(node: Syntax, names: readonly Syntax[]): boolean {
  if ((node.kind !== 'nabla' && node.kind !== 'partial') || node.of === undefined) return false;
  if (node.kind === 'nabla') return node.order === 1 && (node.wrt === undefined || isOneOf(node.wrt, names));
  const [wrt, ...more] = node.wrt;
  return wrt !== undefined && more.length === 0 && isOneOf(wrt, names);
}

/** `\nabla_\theta` of `\theta_t` is taken by the name at any step. */
function isOneOf(wrt: Syntax, names: readonly Syntax[]): boolean {
  return names.some((name) => isEqual(wrt, name) || (wrt.kind === 'symbol' && isOfOneLetter(wrt, name)));
}

import { type Expr, walk } from '../../expr/expr.ts';
import { print } from '../../expr/print.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { message } from '../../text/message.ts';
import { constantOf } from '../constants.ts';
import { type Decision, undetermined } from '../decision.ts';

type Ref = Expr & { readonly kind: 'ref' };

/**
 * `T \Lambda T^{-1} T = \Lambda T`: a step of names in a product around which another one and its inverse stand, which nobody writes of numbers,
 * if it holds only where their order makes no difference.
 */
export function conjugated(expected: Expr, written: Expr): Decision | undefined {
  const name = flatMap([expected, written], walk).map(conjugating).find(Boolean);
  if (name === undefined) return undefined;
  const [left, right] = [wordsOf(expected), wordsOf(written)];
  const isInOrder = left !== undefined && right !== undefined && left.sort().join(' + ') === right.sort().join(' + ');
  return isInOrder ? undefined : undetermined(message('unclear-shape', { name: partsOfKey(name.family).base }));
}

/** The name that stands in a product with its inverse, and with a third one. */
function conjugating(node: Expr): Ref | undefined {
  const factors = node.kind === 'multiply' ? node.factors : [];
  const inverses = flatMap(factors, (factor) => inverseOf(factor) ?? []);
  const matrices = factors.filter(isMatrix);
  return matrices.find(
    ({ family }) => inverses.some((other) => other.family === family) && matrices.some((other) => other.family !== family),
  );
}

/** A capital letter, as matrices are called. */
function isMatrix(expr: Expr): expr is Ref {
  return expr.kind === 'ref' && expr.slots.length === 0 && /^\\?[A-Z]/.test(partsOfKey(expr.family).base);
}

function inverseOf(expr: Expr): Ref | undefined {
  return expr.kind === 'power' && isMatrix(expr.base) && constantOf(expr.exponent) === -1 ? expr.base : undefined;
}

/** The terms of a formula, each with its numbers first and its matrices in order, without those that stand beside their inverse; undefined where it is of anything else. */
function wordsOf(expr: Expr): string[] | undefined {
  const words = (expr.kind === 'add' ? expr.terms : [expr]).map(wordOf);
  return words.includes(undefined) ? undefined : (words as string[]);
}

function wordOf(term: Expr): string | undefined {
  if (term.kind === 'negate') return negatedWord(wordOf(term.of));
  const numbers: string[] = [];
  const matrices: string[] = [];
  for (const factor of term.kind === 'multiply' ? term.factors : [term]) {
    const inverse = inverseOf(factor);
    const own = inverse ? `${inverse.family}^{-1}` : isMatrix(factor) ? factor.family : undefined;
    if (own === undefined && walk(factor).some(isMatrix)) return undefined;
    if (own === undefined) numbers.push(print(factor, String));
    else if (matrices.at(-1) === inverted(own)) matrices.pop();
    else matrices.push(own);
  }
  return [...numbers.sort(), ...matrices].join(' ');
}

function negatedWord(word: string | undefined): string | undefined {
  return word === undefined ? undefined : `-${word}`;
}

function inverted(matrix: string): string {
  return matrix.endsWith('^{-1}') ? matrix.slice(0, -'^{-1}'.length) : `${matrix}^{-1}`;
}

import type { ProductSyntax, QuotientSyntax, Syntax } from '../latex/syntax.ts';
import { formulasOf, mapParts, nodesIn, walkSyntax } from '../latex/walk.ts';
import type { ReadNote } from './chains.ts';
import { isItalicD, usesOfD } from './differentials.ts';
import { withFormulas } from './with-formulas.ts';

/**
 * A note whose letter `d` is also a name, as of a width (`\sqrt d`, `\sum_{i=1}^d`), with a product where the letter stands below a bar with no
 * differential above it, `\frac{x}{d\,s}`: no differential stands there alone, whatever the note calls `dV`.
 */
export function withProductsByD(note: ReadNote): ReadNote {
  const isAlone = note.statements.some((statement) => formulasOf(statement).some((formula) => usesOfD(formula).isAlone));
  return isAlone ? withFormulas(note, signed) : note;
}

function signed(node: Syntax): Syntax {
  if (!nodesIn(node).some(isItalicD)) return node;
  const inside = mapParts(node, signed);
  if (inside.kind !== 'quotient' || walkSyntax(inside.numerator).some(isItalicD)) return inside;
  return signedBelow(inside);
}

/** A quotient with signs of products behind each `d` that is a factor below its bar. */
function signedBelow(quotient: QuotientSyntax): QuotientSyntax {
  const denominator = quotient.denominator.kind === 'product' ? signedProduct(quotient.denominator) : quotient.denominator;
  return denominator === quotient.denominator ? quotient : { ...quotient, denominator };
}

function signedProduct(product: ProductSyntax): ProductSyntax {
  const isBehindD = (at: number): boolean => isItalicD(product.factors[at - 1]?.node) && product.factors[at]?.by === 'juxtaposed';
  if (!product.factors.some((_, at) => isBehindD(at))) return product;
  return { ...product, factors: product.factors.map((factor, at) => (isBehindD(at) ? { ...factor, by: '\\cdot' } : factor)) };
}

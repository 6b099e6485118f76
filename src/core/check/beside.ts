import type { Syntax } from '../latex/syntax.ts';
import type { ReadNote, Sentence } from '../meaning/chains.ts';
import { symbolOf } from '../meaning/symbols.ts';

/** A formula in a text of which nothing is said but by the words around it. */
export interface Spoken {
  readonly node: Syntax;
  readonly span: number;
}

/**
 * The formulas right in front of some words and right behind them; over a size that stands in between, “`M` of size `m \times n` of zeros and ones”,
 * the one in front of that as well.
 */
export function besideWords({ loose }: ReadNote, { spans }: Pick<Sentence, 'spans'>): readonly Spoken[] {
  const beside = loose.filter(({ span }) => span === spans - 1 || span === spans);
  const isBehindSize = beside.some(({ node, span }) => span === spans - 1 && isSize(node));
  return isBehindSize ? [...loose.filter(({ node, span }) => span === spans - 2 && symbolOf(node) !== undefined), ...beside] : beside;
}

/** `m \times n` */
function isSize(node: Syntax): boolean {
  return node.kind === 'product' && node.factors.length === 2 && node.factors[1]?.by === '\\times';
}

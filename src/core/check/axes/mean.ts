import type { Expr, FamilyKey, IndexId } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';

/** Letters by which notes call numbers of members. */
const countLetters = /^[nNmMdDkKB]$/;

/** The name that a sum without bounds is divided by, and the index of the sum. */
export function meanIn(node: Expr): { readonly by: FamilyKey; readonly index: IndexId } | undefined {
  const [above, below] =
    node.kind === 'divide'
      ? [node.numerator, node.denominator]
      : node.kind === 'multiply' && node.factors[0]?.kind === 'divide' && node.factors[0].numerator.kind === 'number'
        ? [node.factors.at(-1), node.factors[0].denominator]
        : [];
  const by = below?.kind === 'multiply' ? below.factors.at(-1) : below;
  if (above?.kind !== 'reduce' || above.op !== 'sum' || above.bounds.upper !== undefined || above.conditions.length > 0) return undefined;
  if (by?.kind !== 'ref' || by.slots.length > 0 || partsOfKey(by.family).label !== '' || !countLetters.test(partsOfKey(by.family).base))
    return undefined;
  return { by: by.family, index: above.index };
}

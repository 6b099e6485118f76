import type { Expr, FamilyKey } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Syntax } from '../latex/syntax.ts';
import { nodesOf } from '../latex/walk.ts';
import type { ReadNote } from '../meaning/chains.ts';
import { labelText } from '../meaning/scripts.ts';
import { baseName, familyKey, partsOfKey, symbolOf } from '../meaning/symbols.ts';
import type { Lowered } from '../tensors/lower.ts';
import { type Message, message } from '../text/message.ts';
import type { Definition } from './definition.ts';

/** Capital letters that notes use for matrices; without indices and inside a product they may be one. */
const matrixLetters = /^(?:[ABDGHMPQSUVWXYZ])$/;

/**
 * Names that may stand for whole matrices or vectors where nothing tells their shape: a capital letter in a product, or a name
 * whose entries alone are defined.
 */
export function opaqueFamilies(
  note: ReadNote,
  exprs: readonly Expr[],
  definitions: ReadonlyMap<FamilyKey, readonly Definition[]>,
  lowered: Lowered | undefined,
): ReadonlyMap<FamilyKey, Message> {
  const opaque = new Map<FamilyKey, Message>();
  for (const statement of note.statements)
    for (const node of nodesOf(statement)) {
      if (node.kind !== 'product') continue;
      for (const { node: factor } of node.factors) {
        const family = capitalIn(factor);
        if (family === undefined || (lowered && !lowered.unclear.has(family))) continue;
        opaque.set(family, message('unclear-shape', { name: partsOfKey(family).base }));
      }
    }
  for (const expr of exprs) {
    for (const node of walk(expr)) {
      if (node.kind !== 'ref' || node.slots.length > 0 || opaque.has(node.family) || definitions.has(node.family)) continue;
      const { base, label } = partsOfKey(node.family);
      if ([1, 2].some((slots) => definitions.has(familyKey(base, label, slots))))
        opaque.set(node.family, message('unclear-shape', { name: base }));
    }
  }
  return opaque;
}

/** The family of a capital letter without indices. */
function capitalIn(node: Syntax): FamilyKey | undefined {
  const symbol = symbolOf(node);
  if (symbol === undefined || !matrixLetters.test(symbol.letter) || symbol.accents.length > 0) return undefined;
  if (node.kind === 'scripts' && node.sub !== undefined && node.sub.kind !== 'number') return undefined;
  return familyKey(baseName(symbol), node.kind === 'scripts' ? labelText(node.sup) : '', 0);
}

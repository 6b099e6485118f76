import { type Expr, type IndexTerm, substitute, walk } from '../../expr/expr.ts';
import { flatMap } from '../../text/lists.ts';
import type { MessageId } from '../../text/message.ts';
import type { Axes } from '../axes.ts';
import { derives } from '../sides.ts';
import type { Difference } from './doubt.ts';

/** How many terms of a side are tried with the other sign. */
const mostTwins = 12;

/** Doubts about what a name or a function may be: none is left where the same names make the sides equal but for one small slip. */
const aboutNames: ReadonlySet<MessageId> = new Set(['unknown-symbol', 'unknown-function', 'loose-ends']);

/**
 * Whether a doubt is dispelled, since the right side of a derivative agrees with the left one as soon as one of its signs or one of its matrices
 * is turned: what its names mean is known then, however they came in.
 */
export function isDispelled(doubt: MessageId, { worlds, step, expected, written, world }: Difference): boolean {
  if (!aboutNames.has(doubt) || !derives(expected)) return false;
  return [...withOtherSign(written), ...withOtherOrder(worlds.meaning.axes, written)].some(
    (twin) => worlds.compare(world, step, expected, twin, step.conditions).kind === 'equal',
  );
}

/** A formula with the sign of one of its terms turned. */
function withOtherSign(written: Expr): readonly Expr[] {
  const terms = flatMap(walk(written), (node) => (node.kind === 'add' ? node.terms : []));
  return [written, ...terms].slice(0, mostTwins).map((term) => substitute(written, term, negated(term)));
}

function negated(term: Expr): Expr {
  return term.kind === 'negate' ? term.of : { kind: 'negate', of: term };
}

/** A formula with rows and columns of one of its square matrices exchanged. */
function withOtherOrder(axes: Axes, written: Expr): readonly Expr[] {
  const found: Expr[] = [];
  for (const node of walk(written)) {
    if (node.kind !== 'ref' || node.slots.length !== 2 || mostTwins <= found.length) continue;
    const [row, column] = node.slots as readonly [IndexTerm, IndexTerm];
    const isSquare = axes.ofSlot(node.family, 0) === axes.ofSlot(node.family, 1);
    if (isSquare) found.push(substitute(written, node, { ...node, slots: [column, row] }));
  }
  return found;
}

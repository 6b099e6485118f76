import type { Expr, IndexTerm } from '../expr/expr.ts';
import { substitute, walk } from '../expr/expr.ts';
import { message } from '../text/message.ts';
import type { Slip, SlipCase, SlipKind } from './slip.ts';

const r = String.raw;

/** One letter in the place of another, or two letters swapped. */
export const wrongIndex: SlipKind = {
  name: 'wrong-index',
  why: 'a quantity is taken of another unit than the one that is meant',
  *slips({ written, indices }: SlipCase): Iterable<Slip> {
    const inner = [...walk(written)].flatMap((node) => (node.kind === 'reduce' ? [node.index] : []));
    for (const node of walk(written)) {
      if (node.kind !== 'ref') continue;
      for (const [position, term] of node.slots.entries()) {
        if (term.at === undefined || term.kind === 'by') continue;
        for (const { id, letter } of indices) {
          if (inner.includes(id) && !within(written, node, id)) continue;
          if (term.kind === 'index' && term.id === id && term.shift === 0) continue;
          const mended = substitute(written, node, replacing(node, position, { kind: 'index', id, shift: 0 }));
          yield {
            mended,
            at: term.at,
            edits: [{ range: term.at, newText: letter }],
            class: 'wrong-index',
            message: message('slip-wrong-index', { part: letter }),
          };
        }
      }
    }
    for (const node of walk(written)) {
      if (node.kind !== 'ref' || node.slots.length !== 2) continue;
      const [first, second] = node.slots;
      if (first?.at === undefined || second?.at === undefined || first.kind !== 'index' || second.kind !== 'index') continue;
      const mended = substitute(written, node, { ...node, slots: [second, first] });
      const at = { start: first.at.start, end: second.at.end };
      const letters = [first, second].map((term) => indices.find(({ id }) => id === term.id)?.letter);
      if (letters.includes(undefined)) continue;
      const edits = [
        { range: first.at, newText: letters[1] as string },
        { range: second.at, newText: letters[0] as string },
      ];
      yield { mended, at, edits, class: 'wrong-index', message: message('slip-wrong-index', { part: `${letters[1]}${letters[0]}` }) };
    }
  },
  examples: [
    {
      wrong: r`$E = \frac12 \sum_k (y_k - t_k)^2$, $y_k = \sum_j w_{kj} x_j$ and $\frac{\partial E}{\partial w_{kj}} = (y_k - t_k) x_k$`,
      right: r`(y_k - t_k) x_j`,
    },
  ],
};

function replacing(node: Expr & { kind: 'ref' }, position: number, term: IndexTerm): Expr {
  return { ...node, slots: node.slots.map((old, at) => (at === position ? term : old)) };
}

/** Whether a node stands inside of the sum that binds an index. */
function within(root: Expr, node: Expr, id: number): boolean {
  for (const sum of walk(root))
    if (sum.kind === 'reduce' && sum.index === id) for (const inner of walk(sum.body)) if (inner === node) return true;
  return false;
}

import { walk } from '../expr/expr.ts';
import { message } from '../text/message.ts';
import type { Slip, SlipCase, SlipKind } from './slip.ts';

const r = String.raw;

/** A definition typed twice without a break (`E = A E = A`). */
export const duplicatedText: SlipKind = {
  name: 'duplicated-text',
  why: 'a formula was pasted behind itself',
  *slips({ written, expected, head, chainEnd }: SlipCase): Iterable<Slip> {
    if (head === undefined) return;
    for (const node of walk(written)) {
      if (node.kind !== 'ref' || node.family !== head || node.at === undefined) continue;
      const at = { start: node.at.start, end: chainEnd };
      yield {
        mended: expected,
        at: node.at,
        edits: [{ range: at, newText: '' }],
        class: 'duplicated-text',
        message: message('slip-duplicated-text'),
      };
    }
  },
  examples: [{ wrong: r`$R = \lambda \sum_j w_j^2 R = \lambda \sum_j w_j^2$`, right: r`\lambda \sum_j w_j^2` }],
};

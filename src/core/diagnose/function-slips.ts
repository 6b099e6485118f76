import type { Expr } from '../expr/expr.ts';
import { substitute, walk } from '../expr/expr.ts';
import { message } from '../text/message.ts';
import type { Slip, SlipCase, SlipKind } from './slip.ts';

const r = String.raw;

/** Functions that are taken for each other, by their names, which are their commands too. */
const relatives: ReadonlyMap<string, readonly string[]> = new Map([
  ['sin', ['cos']],
  ['cos', ['sin']],
  ['sinh', ['cosh']],
  ['cosh', ['sinh']],
  ['tan', ['tanh']],
  ['tanh', ['tan']],
]);

/** One function in the place of another. */
export const wrongFunction: SlipKind = {
  name: 'wrong-function',
  why: 'a function is kept where its derivative belongs, or the reverse',
  *slips({ written, text }: SlipCase): Iterable<Slip> {
    for (const node of walk(written)) {
      if (node.kind !== 'apply' || node.order > 0 || node.at === undefined) continue;
      const command = `\\${node.fn}`;
      if (!text(node.at).startsWith(command)) continue;
      const at = { start: node.at.start, end: node.at.start + command.length };
      for (const fn of relatives.get(node.fn) ?? []) {
        const mended: Expr = substitute(written, node, { ...node, fn });
        const part = `\\${fn}`;
        yield { mended, at, edits: [{ range: at, newText: part }], class: 'other', message: message('slip-function', { part }) };
      }
    }
  },
  examples: [{ wrong: r`$L = \cos(w x)$ and $\frac{dL}{dw} = -x \cos(w x)$`, right: r`-x \sin(w x)` }],
};

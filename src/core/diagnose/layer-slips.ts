import type { Expr, FamilyKey } from '../expr/expr.ts';
import { substitute, walk } from '../expr/expr.ts';
import { message } from '../text/message.ts';
import type { Edit, Range } from '../text/range.ts';
import type { Slip, SlipCase, SlipKind } from './slip.ts';

const r = String.raw;

type Ref = Expr & { readonly kind: 'ref' };

/** A name of the layer or the step in time beside the one that is meant. */
export const wrongLayer: SlipKind = {
  name: 'wrong-layer',
  why: 'a weight multiplies the output of the layer before',
  *slips({ written, text, isNamed, ranged }: SlipCase): Iterable<Slip> {
    // A name in a sum over layers stands for several members.
    const places = new Map<string, Ref[]>();
    for (const node of walk(written)) {
      if (node.kind !== 'ref' || node.at === undefined) continue;
      const key = `${node.at.start}:${node.at.end}`;
      places.set(key, [...(places.get(key) ?? []), node]);
    }
    for (const nodes of places.values()) {
      const at = nodes[0]?.at as Range;
      for (const by of [-1, 1]) {
        const edit = shiftedText(text(at), at.start, by);
        const moved = nodes.map((node) => shifted(node, by));
        if (edit === undefined || moved.some((node) => node === undefined || !isNamed(node.family))) continue;
        const mended = nodes.reduce<Expr>((whole, node, position) => substitute(whole, node, moved[position] as Ref), written);
        yield {
          mended: ranged(mended),
          at,
          edits: [edit],
          class: 'wrong-index',
          message: message('slip-wrong-index', { part: bare(edit.newText) }),
        };
      }
    }
  },
  examples: [
    {
      wrong: r`$a_t = w h_{t-1} + u x_t$, $h_t = \tanh(a_t)$ and $\frac{\partial h_t}{\partial h_{t-1}} = (1 - h_{t-1}^2) w$`,
      right: r`(1 - h_{t}^2) w`,
    },
  ],
};

/** The value at one step in time, where what it is said to be collects those of all steps. */
export const missingSteps: SlipKind = {
  name: 'missing-steps',
  why: 'a weight that all steps in time share collects the gradients of all of them',
  *slips({ written, allSteps }: SlipCase): Iterable<Slip> {
    const all = allSteps();
    const { at } = written;
    if (all === undefined || at === undefined) return;
    const isSum = written.kind === 'add';
    const sign = r`\sum_{${all.letter}=1}^{${all.end}} `;
    const edits = [
      { range: { start: at.start, end: at.start }, newText: isSum ? `${sign}(` : sign },
      ...(isSum ? [{ range: { start: at.end, end: at.end }, newText: ')' }] : []),
    ];
    yield { mended: all.sum, at, edits, class: 'missing-sum', message: message('slip-missing-sum', { part: all.letter }) };
  },
  examples: [
    {
      wrong: r`$h_t = \tanh(w h_{t-1} + u x_t)$, $L = \sum_{t=1}^T L_t$, $L_t = (h_t - y_t)^2$, $\delta_t = \frac{\partial L}{\partial h_t}$ and $\frac{\partial L}{\partial u} = \delta_t (1 - h_t^2) x_t$`,
      right: r`\sum_{t=1}^{T} \delta_t (1 - h_t^2) x_t`,
    },
  ],
};

/** A member of the layer beside, where the number of the layer is part of the name. */
function shifted(node: Ref, by: number): Ref | undefined {
  const family = node.family.replace(
    /(?<=\^|,)(_?[([]?)(\d+)(?=[)\]]?(?:[,|]))/,
    (_, open: string, digits: string) => `${open}${Number(digits) + by}`,
  );
  return family === node.family ? undefined : { ...node, family: family as FamilyKey };
}

/** The change of the letter of a layer in the text of a name. */
function shiftedText(tex: string, start: number, by: number): Edit | undefined {
  const found = /[_^]\s*(\{)?\s*[([]?\s*(?<step>([a-zA-Z])\s*(?:([+-])\s*(\d+))?)(?![a-zA-Z])/d.exec(tex);
  const [from, to] = found?.indices?.groups?.step ?? [];
  if (found === null || from === undefined || to === undefined) return undefined;
  const [, brace, , letter, sign, digits = '0'] = found;
  const shift = Number(digits) * (sign === '-' ? -1 : 1) + by;
  const step = shift === 0 ? (letter as string) : `${letter}${shift < 0 ? '-' : '+'}${Math.abs(shift)}`;
  return { range: { start: start + from, end: start + to }, newText: brace || step.length === 1 ? step : `{${step}}` };
}

function bare(tex: string): string {
  return tex.replace(/[{}]/g, '');
}

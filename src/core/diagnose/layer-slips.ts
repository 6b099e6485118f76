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
    {
      wrong: r`$out_{h1} = \tanh(w_1 i)$, $out_{h2} = \tanh(w_2 i)$, $net_{o1} = w_5 out_{h1} + w_6 out_{h2}$, $E = \frac12 (t - net_{o1})^2$ and $\frac{\partial E}{\partial w_6} = (net_{o1} - t) out_{h1}$`,
      right: r`(net_{o1} - t) out_{h2}`,
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

/** A sum or product over layers or steps in time that takes in one more at its start or its end. */
export const wrongEnd: SlipKind = {
  name: 'wrong-end',
  why: 'the first link of a path leads from where it starts to the next',
  *slips({ written, text }: SlipCase): Iterable<Slip> {
    for (const node of walk(written)) {
      const members = node.kind === 'multiply' ? node.factors : node.kind === 'add' ? node.terms : [];
      const [first, ...others] = members;
      const range = first?.at;
      // What is written out member by member stands in one place.
      if (node.at === undefined || range === undefined || others.length === 0 || !others.every(({ at }) => at?.start === range.start))
        continue;
      const head = { start: node.at.start, end: range.start };
      for (const [kept, by, pattern] of [
        [members.slice(1), 1, lowerEnd],
        [members.slice(0, -1), -1, upperEnd],
      ] as const) {
        const edit = shiftedEnd(text(head), head.start, by, pattern);
        if (edit === undefined) continue;
        const [only, ...more] = kept;
        yield {
          mended: substitute(written, node, more.length === 0 ? (only as Expr) : withMembers(node, kept)),
          at: edit.range,
          edits: [edit],
          class: 'wrong-index',
          message: message('slip-wrong-index', { part: bare(edit.newText) }),
        };
      }
    }
  },
  examples: [
    {
      wrong: r`$h_t = \tanh(w h_{t-1} + u x_t)$ and for $k < t$, $\frac{\partial h_t}{\partial h_k} = \prod_{i=k}^{t} w (1 - h_i^2)$`,
      right: r`\prod_{i=k+1}^{t} w (1 - h_i^2)`,
    },
  ],
};

const lowerEnd = /_\{\s*[a-zA-Z]\s*=\s*(?<end>[^{}]*[^{}\s])\s*\}/d;
const upperEnd = /\^(?:\{\s*(?<end>[^{}]*[^{}\s])\s*\}|(?<bare>[a-zA-Z\d]))/d;

/** Where a sum starts or ends, one on. */
function shiftedEnd(tex: string, start: number, by: number, pattern: RegExp): Edit | undefined {
  const { end, bare: alone } = pattern.exec(tex)?.indices?.groups ?? {};
  const [from, to] = end ?? alone ?? [];
  if (from === undefined || to === undefined) return undefined;
  const found = /^([a-zA-Z])?\s*([+-]?\s*\d+)?$/.exec(tex.slice(from, to));
  if (found === null) return undefined;
  const [, letter = '', digits = '0'] = found;
  const value = Number(digits.replace(/\s/g, '')) + by;
  const newText = letter === '' ? String(value) : value === 0 ? letter : `${letter}${value < 0 ? '-' : '+'}${Math.abs(value)}`;
  return { range: { start: start + from, end: start + to }, newText: end === undefined && 1 < newText.length ? `{${newText}}` : newText };
}

function withMembers(node: Expr, members: readonly Expr[]): Expr {
  if (node.kind === 'multiply') return { kind: 'multiply', factors: members, ...(node.at ? { at: node.at } : {}) };
  return node.kind === 'add' ? { ...node, terms: members } : node;
}

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
  const unit = /[_^]\s*\{\s*[a-zA-Z]+(?<digits>\d+)\s*\}/d.exec(tex)?.indices?.groups?.digits;
  if (unit) {
    // `out_{h1}`: the number of a unit, behind the letter of its layer
    const [from, to] = unit;
    return { range: { start: start + from, end: start + to }, newText: String(Number(tex.slice(from, to)) + by) };
  }
  const found = /[_^]\s*(\{)?\s*[([]?\s*(?<step>([a-zA-Z])\s*(?:([+-])\s*(\d+))?)(?![a-zA-Z\d])/d.exec(tex);
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

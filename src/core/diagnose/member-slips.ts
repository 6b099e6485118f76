import type { Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import { freeIndices, substitute, termsOf, walk, withTerm } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { type Ref, replacing, type Shift, shiftedTo, shiftsIn, shiftText, unsigned } from './index-slips.ts';
import type { Slip, SlipCase, SlipKind } from './slip.ts';

const r = String.raw;

/** What is taken of other members as a whole: a square for two of them, the other way along both indices, the indices of a shift exchanged. */
export const wrongMembers: SlipKind = {
  name: 'wrong-members',
  why: 'each member has the indices of what it is a derivative of',
  *slips({ written, indices, text }: SlipCase): Iterable<Slip> {
    for (const node of walk(written)) {
      yield* squared(written, node, indices, text);
      if (node.kind !== 'ref') continue;
      yield* exchangedShifts(written, node, text);
      yield* turnedThroughout(written, node, text);
    }
  },
  examples: [
    {
      wrong: r`$L = -\ln y$, $y = \sigma(\sum_i w_i x_i)$ and $\frac{\partial^2 L}{\partial w_j \partial w_k} = y (1 - y) x_j^2$`,
      right: r`y (1 - y) x_j x_k`,
    },
    {
      wrong: r`$y_{ij} = \sum_a \sum_b w_{ab} x_{i+a, j+b}$, $\delta_{ij} = \frac{\partial L}{\partial y_{ij}}$ and $\frac{\partial L}{\partial w_{ab}} = \sum_{i,j} \delta_{ij} x_{i+b, j+a}$`,
      right: r`\sum_{i,j} \delta_{ij} x_{i+a, j+b}`,
    },
    {
      wrong: r`$Y_{ij} = \sum_m \sum_n F_{mn} X_{i+m, j+n}$ and $\frac{\partial E}{\partial F_{mn}} = \sum_i \sum_j \frac{\partial E}{\partial Y_{ij}} X_{i-m, j-n}$`,
      right: r`\sum_i \sum_j \frac{\partial E}{\partial Y_{ij}} X_{i+m, j+n}`,
    },
  ],
};

/** `x_j^2` for `x_j x_k`: one member squared in the place of two. */
function* squared(written: Expr, node: Expr, indices: SlipCase['indices'], text: SlipCase['text']): Generator<Slip> {
  if (node.kind !== 'power' || node.exponent.kind !== 'number' || node.exponent.value !== 2 || node.at === undefined) return;
  const { base, at } = node;
  if (base.kind !== 'ref' || base.at === undefined) return;
  for (const [position, term] of base.slots.entries()) {
    if (term.kind !== 'index' || term.at === undefined) continue;
    for (const { id, letter } of indices) {
      if (id === term.id || !isFree(written, id)) continue;
      const other = `${text({ start: base.at.start, end: term.at.start })}${letter}${text({ start: term.at.end, end: base.at.end })}`;
      const factors = [base, replacing(base, position, { kind: 'index', id, shift: 0 })];
      yield {
        mended: substitute(written, node, { kind: 'multiply', factors, at }),
        at,
        edits: [{ range: at, newText: `${text(base.at)} ${other}` }],
        class: 'wrong-index',
        message: message('slip-wrong-index', { part: letter }),
      };
    }
  }
}

/** `x_{i+b, j+a}` for `x_{i+a, j+b}`. */
function* exchangedShifts(written: Expr, node: Ref, text: SlipCase['text']): Generator<Slip> {
  const [one, two, ...others] = shiftsIn(node);
  const [a, b] = [one?.second.at, two?.second.at];
  if (one === undefined || two === undefined || a === undefined || b === undefined || others.length > 0) return;
  const shifted = (shift: Shift, second: Expr): IndexTerm => ({
    kind: 'by',
    of: { ...shift.sum, terms: [shift.first, second] },
    at: shift.at,
  });
  yield {
    mended: substitute(
      written,
      node,
      replacing(replacing(node, one.position, shifted(one, two.second)), two.position, shifted(two, one.second)),
    ),
    at: { start: one.at.start, end: two.at.end },
    edits: [
      { range: a, newText: text(b) },
      { range: b, newText: text(a) },
    ],
    class: 'wrong-index',
    message: message('slip-wrong-index', { part: `${text({ start: one.at.start, end: a.start })}${text(b)}` }),
  };
}

/** `X_{i-m, j-n}` for `X_{i+m, j+n}`: the other way in all slots. */
function* turnedThroughout(written: Expr, node: Ref, text: SlipCase['text']): Generator<Slip> {
  const shifts = shiftsIn(node);
  const [first, last] = [shifts[0], shifts.at(-1)];
  if (first === undefined || last === undefined || first === last) return;
  for (const sign of ['+', '-'] as const) {
    const edits = flatMap(shifts, ({ at, first, second }) => {
      const newText = shiftText(first, sign, unsigned(second), text);
      return newText === undefined ? [] : [{ range: at, newText }];
    });
    if (edits.length < shifts.length) return;
    const mended = shifts.reduce<Ref>(
      (whole, { position, at, sum, first, second }) => replacing(whole, position, shiftedTo(sum, at, first, sign, unsigned(second))),
      node,
    );
    yield {
      mended: substitute(written, node, mended),
      at: { start: first.at.start, end: last.at.end },
      edits,
      class: 'wrong-index',
      message: message('slip-wrong-index', { part: edits.map(({ newText }) => newText).join(', ') }),
    };
  }
}

/** A sum over another index than the one that hangs free in it, in whose place the index of the left side is bound. */
export const wrongSummation: SlipKind = {
  name: 'wrong-summation',
  why: 'what is summed over is what reaches the loss along several paths',
  *slips({ written, expected, indices, text, ranged }: SlipCase): Iterable<Slip> {
    const asked = freeIndices(expected);
    const letters = new Map(indices.map(({ id, letter }) => [id, letter]));
    for (const sum of walk(written)) {
      if (sum.kind !== 'reduce' || sum.op !== 'sum' || sum.at === undefined || sum.conditions.length > 0) continue;
      const binder = /^\\sum(?:\\limits)?\s*_(?:\{\s*([a-zA-Z])\s*\}|([a-zA-Z]))(?!\w*\s*=)/.exec(text(sum.at));
      const bound = binder?.[1] ?? binder?.[2];
      if (binder === null || bound === undefined || bound !== letters.get(sum.index)) continue;
      const start = sum.at.start + binder[0].lastIndexOf(bound);
      const places = placesOf(sum.index, sum.body);
      for (const hanging of freeIndices(sum.body)) {
        const letter = letters.get(hanging);
        if (letter === undefined || asked.has(hanging) || hanging === sum.index) continue;
        for (const id of asked) {
          const meant = letters.get(id);
          if (meant === undefined || (meant !== bound && places === undefined)) continue;
          const body = withTerm(sum.body, sum.index, { kind: 'index', id, shift: 0 });
          const renamed = meant === bound ? [] : (places ?? []).map((range) => ({ range, newText: meant }));
          yield {
            mended: ranged(substitute(written, sum, { ...sum, index: hanging, bounds: {}, body })),
            at: { start, end: start + bound.length },
            edits: [{ range: { start, end: start + bound.length }, newText: letter }, ...renamed],
            class: 'wrong-index',
            message: message('slip-wrong-index', { part: letter }),
          };
        }
      }
    }
  },
  examples: [
    {
      wrong: r`$L = \sum_i (\hat x_i - x_i)^2$, $\hat x_i = \sum_j w_{ij} z_j$ and $\frac{\partial L}{\partial z_j} = 2 \sum_j (\hat x_i - x_i) w_{ij}$`,
      right: r`2 \sum_i (\hat x_i - x_i) w_{ij}`,
    },
    {
      wrong: r`$F = \sum_n \sum_k a_{nk} (x_n - \mu_k)^2$ and $\frac{\partial F}{\partial \mu_k} = -2 \sum_j a_{nj} (x_n - \mu_j)$`,
      right: r`-2 \sum_n a_{nk} (x_n - \mu_k)`,
    },
  ],
};

/** Where an index stands in a formula; undefined where it does not stand alone in its slots. */
function placesOf(index: IndexId, formula: Expr): readonly Range[] | undefined {
  const slots = flatMap(walk(formula), (node) => termsOf(node)).filter((term) => freeIndices({ kind: 'position', term }).has(index));
  const places = flatMap(slots, (term) => (term.kind === 'index' && term.shift === 0 && term.at ? [term.at] : []));
  return places.length === slots.length ? places : undefined;
}

/** Whether no sum binds an index. */
function isFree(written: Expr, id: IndexId): boolean {
  return !walk(written).some((node) => node.kind === 'reduce' && node.index === id);
}

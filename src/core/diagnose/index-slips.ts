import type { Expr, IndexId, IndexTerm } from '../expr/expr.ts';
import { isWorkedOut, substitute, walk } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Slip, SlipCase, SlipKind } from './slip.ts';

const r = String.raw;

/** One letter in the place of another, or two letters or numbers swapped: in one name, or in all. */
export const wrongIndex: SlipKind = {
  name: 'wrong-index',
  why: 'a quantity is taken of another unit than the one that is meant',
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const isSummed = walk(slipCase.written).some(({ kind }) => kind === 'reduce');
    for (const slip of indexSlips(slipCase)) yield isSummed ? { ...slip, mended: slipCase.ranged(slip.mended) } : slip;
  },
  examples: [
    {
      wrong: r`$E = \frac12 \sum_k (y_k - t_k)^2$, $y_k = \sum_j w_{kj} x_j$ and $\frac{\partial E}{\partial w_{kj}} = (y_k - t_k) x_k$`,
      right: r`(y_k - t_k) x_j`,
    },
    {
      wrong: r`$E = \frac12 \sum_k (y_k - t_k)^2$, $y_k = \sum_j w_{kj} x_j$ and $\frac{\partial E}{\partial w_{kj}} = (y_j - t_j) x_k$`,
      right: r`(y_k - t_k) x_j`,
    },
    {
      wrong: r`$y_k = \sum_j w_{kj} x_j$, $E = \frac12 \sum_k y_k^2$ and $\frac{\partial E}{\partial w_{21}} = y_1 x_2$`,
      right: r`y_2 x_1`,
    },
    {
      wrong: r`$u_1 = w_1 x$, $u_2 = w_2 x$, $o_1 = \tanh(u_1)$, $o_2 = \tanh(u_2)$, $F = \sum_k o_k c_k$ and $\frac{\partial F}{\partial w_2} = c_2 (1 - o_1)(1 + o_1) x$`,
      right: r`c_2 (1 - o_2)(1 + o_2) x`,
    },
    {
      wrong: r`$R = \sum_k b_k^2 + \sum_k c_k^2$, $F = b_1 c_2 d + b_2 c_1 d$ and $\frac{\partial F}{\partial d} = b_1 c_1 + b_2 c_2$`,
      right: r`b_2 c_1 + b_1 c_2`,
    },
  ],
};

function* indexSlips({ written, indices, text, numerals }: SlipCase): Generator<Slip> {
  const inner = flatMap([...walk(written)], (node) => (node.kind === 'reduce' ? [node.index] : []));
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
  const named = walk(written).filter(isRef);
  for (const node of named) yield* turnedAround(written, node, text);
  for (const node of named) yield* neighbours(written, node, text);
  const letters = new Map(indices.filter(({ id }) => !inner.includes(id)).map(({ id, letter }) => [id, letter]));
  for (const name of named) {
    const own = indices.filter(({ id }) => !inner.includes(id) || within(written, name, id));
    yield* swaps(written, [name], new Map(own.map(({ id, letter }) => [id, letter])));
  }
  if (named.length > 1) yield* swaps(written, named, letters);
  for (const family of new Set(named.map((node) => node.family))) {
    const own = named.filter((node) => node.family === family);
    if (1 < own.length && own.length < named.length) yield* swaps(written, own, letters);
  }
  for (const node of named) yield* numbered(node, numerals, (by) => ({ mended: substitute(written, node, by) }));
  for (const nodes of alikeIn(named)) yield* renumbered(written, nodes, numerals);
}

/** Names one by one, then those that stand several times, all of their places at once. */
function alikeIn(named: readonly Ref[]): readonly (readonly Ref[])[] {
  const places = new Map<string, Ref[]>();
  for (const node of named) {
    const key = [node.family, ...node.slots.map((term) => (term.kind === 'value' ? `#${term.value}` : JSON.stringify(term)))].join();
    places.set(key, [...(places.get(key) ?? []), node]);
  }
  return [...named.map((node) => [node]), ...[...places.values()].filter((nodes) => nodes.length > 1)];
}

/** Another number in the place of one, in all of some places of a name. */
function* renumbered(written: Expr, nodes: readonly Ref[], numerals: SlipCase['numerals']): Generator<Slip> {
  const [first] = nodes as [Ref];
  for (const [position, term] of first.slots.entries()) {
    const places = flatMap(nodes, ({ slots }) => slots[position]?.at ?? []);
    if (term.kind !== 'value' || places.length < nodes.length) continue;
    for (const value of numerals(first.family, position)) {
      if (value === term.value) continue;
      yield {
        mended: nodes.reduce((whole, node) => substitute(whole, node, replacing(node, position, { kind: 'value', value })), written),
        at: { start: Math.min(...places.map(({ start }) => start)), end: Math.max(...places.map(({ end }) => end)) },
        edits: places.map((range) => ({ range, newText: String(value) })),
        class: 'wrong-index',
        message: message('slip-wrong-index', { part: value }),
      };
    }
  }
}

export type Ref = Expr & { readonly kind: 'ref' };

export function isRef(expr: Expr): expr is Ref {
  return expr.kind === 'ref';
}

/** An index on the left that is one unit on the right. */
export const wrongLeftIndex: SlipKind = {
  name: 'wrong-left-index',
  why: 'the left side is of every unit, the right side of one',
  *slips({ written, expected, hasLeft, numerals }: SlipCase): Iterable<Slip> {
    if (!hasLeft) return;
    for (const node of walk(expected).filter(isRef))
      yield* numbered(node, numerals, (by) => ({ mended: written, left: substitute(expected, node, by) }));
  },
  examples: [],
};

/** A letter in the place of a number that the notes have in that slot. */
function* numbered(node: Ref, numerals: SlipCase['numerals'], mend: (by: Expr) => Pick<Slip, 'mended' | 'left'>): Generator<Slip> {
  for (const [position, term] of node.slots.entries()) {
    if (term.kind !== 'index' || term.at === undefined) continue;
    for (const value of numerals(node.family, position))
      yield {
        ...mend(replacing(node, position, { kind: 'value', value })),
        at: term.at,
        edits: [{ range: term.at, newText: String(value) }],
        class: 'wrong-index',
        message: message('slip-wrong-index', { part: value }),
      };
  }
}

/** Two indices with a sign between them in a slot, `i + a`. */
export interface Shift {
  readonly position: number;
  readonly at: Range;
  readonly sum: Expr & { readonly kind: 'add' };
  readonly first: Expr;
  readonly second: Expr;
}

export function shiftsIn({ slots }: Ref): readonly Shift[] {
  return flatMap([...slots.entries()], ([position, term]): readonly Shift[] => {
    const sum = term.kind === 'by' && isWorkedOut(term) && term.of.kind === 'add' && term.of.terms.length === 2 ? term.of : undefined;
    const [first, second] = sum?.terms ?? [];
    return sum && first && second && term.at ? [{ position, at: term.at, sum, first, second }] : [];
  });
}

/** `g_{j+k}` for `g_{j-k}`: the other way from one index to another. */
function* turnedAround(written: Expr, node: Ref, text: SlipCase['text']): Generator<Slip> {
  for (const { position, at, sum, first, second } of shiftsIn(node)) {
    const [one, two] = [unsigned(first), unsigned(second)];
    for (const [a, b, sign] of [
      [one, two, '+'],
      [one, two, '-'],
      [two, one, '-'],
    ] as const) {
      const part = shiftText(a, sign, b, text);
      if (part === undefined) continue;
      yield {
        mended: substitute(written, node, replacing(node, position, shiftedTo(sum, at, a, sign, b))),
        at,
        edits: [{ range: at, newText: part }],
        class: 'wrong-index',
        message: message('slip-wrong-index', { part }),
      };
    }
  }
}

/** What stands behind a sign. */
export function unsigned(part: Expr): Expr {
  return part.kind === 'negate' ? part.of : part;
}

/** Two indices with another sign between them, as text; undefined where one of them has none. */
export function shiftText(front: Expr, sign: '+' | '-', behind: Expr, text: SlipCase['text']): string | undefined {
  return front.at && behind.at && `${text(front.at)}${sign}${text(behind.at)}`;
}

/** The same as a slot. */
export function shiftedTo(sum: Shift['sum'], at: Range, front: Expr, sign: '+' | '-', behind: Expr): IndexTerm {
  return { kind: 'by', of: { ...sum, terms: [front, sign === '-' ? { kind: 'negate', of: behind } : behind] }, at };
}

/** The member of a sequence before or behind the one that is written, where that has such neighbours in the notes. */
function* neighbours(written: Expr, node: Ref, text: SlipCase['text']): Generator<Slip> {
  for (const [position, term] of node.slots.entries()) {
    if (term.kind !== 'index' || term.at === undefined) continue;
    const [letter] = /^[a-z]/.exec(text(term.at)) ?? [];
    if (letter === undefined) continue;
    for (const shift of [term.shift - 1, term.shift + 1]) {
      const part = shift === 0 ? letter : `${letter}${shift < 0 ? '' : '+'}${shift}`;
      const isBare = shift !== 0 && text({ start: term.at.start - 1, end: term.at.start }) === '_';
      yield {
        mended: substitute(written, node, replacing(node, position, { ...term, shift })),
        at: term.at,
        edits: [{ range: term.at, newText: isBare ? `{${part}}` : part }],
        class: 'wrong-index',
        message: message('slip-wrong-index', { part }),
      };
    }
  }
}

/** The formula with two letters, or two numbers, exchanged wherever they stand in the slots of some of its names. */
function* swaps(written: Expr, names: readonly Ref[], letters: ReadonlyMap<IndexId, string>): Generator<Slip> {
  const places = flatMap(
    flatMap(names, ({ slots }) => slots),
    (term) => {
      const text = textOf(term, letters);
      return text === undefined || term.at === undefined ? [] : [{ term, text, at: term.at }];
    },
  );
  const terms = new Map(places.map(({ text, term }) => [text, term]));
  for (const [one, first] of terms) {
    for (const [other, second] of terms) {
      if (other <= one || first.kind !== second.kind) continue;
      const turned = (term: IndexTerm): IndexTerm => {
        const text = textOf(term, letters);
        return text === one ? second : text === other ? first : term;
      };
      const mended = names.reduce<Expr>((whole, name) => substitute(whole, name, { ...name, slots: name.slots.map(turned) }), written);
      const touched = places.filter(({ text }) => text === one || text === other);
      const edits = touched.map(({ text, at }) => ({ range: at, newText: text === one ? other : one }));
      const at = { start: Math.min(...touched.map((place) => place.at.start)), end: Math.max(...touched.map((place) => place.at.end)) };
      yield { mended, at, edits, class: 'wrong-index', message: message('slip-swapped', { part: one, other }) };
    }
  }
}

/** A letter or a number alone in a slot. */
function textOf(term: IndexTerm, letters: ReadonlyMap<IndexId, string>): string | undefined {
  if (term.kind === 'value') return String(term.value);
  return term.kind === 'index' && term.shift === 0 ? letters.get(term.id) : undefined;
}

export function replacing(node: Ref, position: number, term: IndexTerm): Ref {
  return { ...node, slots: node.slots.map((old, at) => (at === position ? term : old)) };
}

/** Whether a node stands inside of the sum that binds an index. */
function within(root: Expr, node: Expr, id: number): boolean {
  for (const sum of walk(root))
    if (sum.kind === 'reduce' && sum.index === id) for (const inner of walk(sum.body)) if (inner === node) return true;
  return false;
}

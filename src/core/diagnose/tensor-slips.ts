import { entriesOf } from '../expr/entries.ts';
import type { Expr } from '../expr/expr.ts';
import { childrenOf, substitute, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Slip, SlipCase, SlipKind } from './slip.ts';

const r = String.raw;

/** A vector or matrix that should stand transposed, or should not (`W \delta` for `W^\top \delta`). */
export const transposed: SlipKind = {
  name: 'transpose',
  why: 'a transpose is easily left out on the way back through a layer',
  *slips({ whole, text }: SlipCase): Iterable<Slip> {
    if (whole === undefined) return;
    const { source, reread } = whole;
    for (const node of walk(source)) if (node.kind === 'multiply') yield* movedTransposes(node, whole, text);
    const turned = new Set(flatMap(walk(source), (node) => (node.kind === 'tensor' && node.op === 'transpose' ? [node.args[0]] : [])));
    for (const node of walk(source)) {
      if (node.at === undefined) continue;
      if (node.kind === 'tensor' && node.op === 'transpose') {
        const [inner] = node.args;
        const mended = inner && reread(substitute(source, node, inner));
        if (inner?.at && mended && inner.at.end < node.at.end)
          yield {
            mended,
            at: node.at,
            edits: [{ range: { start: inner.at.end, end: node.at.end }, newText: '' }],
            class: 'transpose',
            message: message('slip-not-transposed', { part: text(inner.at) }),
          };
      } else if ((node.kind === 'ref' || node.kind === 'partial' || isBracket(node, text)) && !turned.has(node)) {
        const mended = reread(substitute(source, node, { kind: 'tensor', op: 'transpose', args: [node] }));
        if (mended)
          yield {
            mended,
            at: node.at,
            edits: transposing(node, node.at, text),
            class: 'transpose',
            message: message('slip-transposed', { part: text(node.at) }),
          };
      }
    }
  },
  examples: [
    {
      wrong: r`$W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$. $z = W x$, $L = \frac12 \|z - y\|^2$, $\frac{\partial L}{\partial x} = W (z - y)$`,
      right: r`W^\top (z - y)`,
    },
    {
      wrong: r`$W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$. $z = W x$, $L = \frac12 \|z - y\|^2$ and $\delta = z - y$. $\frac{\partial L}{\partial W} = \delta^\top x$`,
      right: r`\delta x^\top`,
    },
    {
      wrong: r`$P \in \mathbb{R}^{n \times k}$, $Q \in \mathbb{R}^{m \times k}$, $M, R \in \mathbb{R}^{n \times m}$. $J = \frac12 \|M \odot (R - P Q^\top)\|_F^2$, $E = M \odot (R - P Q^\top)$, $\frac{\partial J}{\partial Q} = -(M \odot E) P$`,
      right: r`-(M \odot E)^\top P`,
    },
  ],
};

/** Whether a product or a sum stands in a round bracket of its own. */
function isBracket({ kind, at }: Expr, text: SlipCase['text']): boolean {
  return (kind === 'multiply' || kind === 'add') && at !== undefined && /^(?:\\left\s*|\\[bB]igg?l?\s*)?\(.*\)$/s.test(text(at));
}

/** What makes a name or a derivative a transposed one: what has a superscript already takes no second one. */
function transposing({ kind }: Expr, at: Range, text: SlipCase['text']): Slip['edits'] {
  const isOne = kind === 'multiply' || kind === 'add';
  const [open, close] = isOne ? ['', ''] : kind !== 'ref' ? [r`\left(`, r`\right)`] : /\^/.test(text(at)) ? ['(', ')'] : ['', ''];
  const space = /[A-Za-z]/.test(text({ start: at.end, end: at.end + 1 })) ? ' ' : '';
  const behind = { range: { start: at.end, end: at.end }, newText: r`${close}^\top${space}` };
  return open === '' ? [behind] : [{ range: { start: at.start, end: at.start }, newText: open }, behind];
}

/** `x^\top y` for `x y^\top`, and the other way round, or `y x^\top`; in all terms of a sum that is read term by term. */
function* movedTransposes(
  product: Expr & { kind: 'multiply' },
  { source, reread }: NonNullable<SlipCase['whole']>,
  text: SlipCase['text'],
): Generator<Slip> {
  const all = copiesOf(product, source);
  if (all[0] !== product) return;
  for (const at of product.factors.keys()) {
    const pair = pairAt(product, at);
    if (pair === undefined) continue;
    const { plain, inner, turned } = pair;
    const whole = { start: Math.min(plain.at.start, turned.start), end: Math.max(plain.at.end, turned.end) };
    const mark = text({ start: inner.at.end, end: turned.end }).replace(/^\s*\\?[)}]/, '');
    const changed = (change: (pair: Pair) => readonly Expr[]): Expr | undefined =>
      reread(all.reduce((mended, copy) => substitute(mended, copy, withPair(copy, at, change)), source));
    const moved = mark === '' ? undefined : changed((own) => inOrder(own, transpose(own.plain), own.inner));
    if (moved)
      yield {
        mended: moved,
        at: whole,
        edits: [{ range: turned, newText: text(inner.at) }, ...marking(plain.at, mark, text)],
        class: 'transpose',
        message: message('slip-transposed', { part: text(plain.at) }),
      };
    const isOpen = /\^/.test(text(plain.at)) && inner.at.end + mark.length === turned.end;
    const exchanged = changed((own) => inOrder(own, own.inner, transpose(own.plain)));
    if (exchanged)
      yield {
        mended: exchanged,
        at: whole,
        edits: [
          { range: plain.at, newText: text(inner.at) },
          { range: inner.at, newText: isOpen ? `(${text(plain.at)})` : text(plain.at) },
        ],
        class: 'transpose',
        message: message('slip-swapped', { part: text(plain.at), other: text(inner.at) }),
      };
  }
}

type Placed = Expr & { readonly at: Range };

/** Two neighbours of which one is transposed, what stands under its mark, and the range of both of these. */
interface Pair {
  readonly plain: Placed;
  readonly inner: Placed;
  readonly turned: Range;
  readonly isTurnedFirst: boolean;
}

function pairAt(product: Expr & { kind: 'multiply' }, at: number): Pair | undefined {
  const [left, right] = [product.factors[at], product.factors[at + 1]];
  const [first, second] = [left && plainOf(left), right && plainOf(right)];
  if (!left?.at || !right?.at || !isPlaced(first) || !isPlaced(second) || (first === left) === (second === right)) return undefined;
  return first === left
    ? { plain: first, inner: second, turned: right.at, isTurnedFirst: false }
    : { plain: second, inner: first, turned: left.at, isTurnedFirst: true };
}

function isPlaced(expr: Expr | undefined): expr is Placed {
  return expr?.at !== undefined;
}

/** Two factors in the places of a pair: what stands for the plain one, and for the one that was transposed. */
function inOrder({ isTurnedFirst }: Pair, plain: Expr, turned: Expr): readonly Expr[] {
  return isTurnedFirst ? [turned, plain] : [plain, turned];
}

function withPair(product: Expr & { kind: 'multiply' }, at: number, change: (pair: Pair) => readonly Expr[]): Expr {
  const pair = pairAt(product, at);
  if (pair === undefined) return product;
  return { ...product, factors: [...product.factors.slice(0, at), ...change(pair), ...product.factors.slice(at + 2)] };
}

/** What puts the mark of a transpose behind a name. */
function marking(at: Range, mark: string, text: SlipCase['text']): Slip['edits'] {
  return /\^/.test(text(at))
    ? [{ range: at, newText: `(${text(at)})${mark}` }]
    : [{ range: { start: at.end, end: at.end }, newText: mark }];
}

/** The products that one place in the text stands for, in a sum that is read term by term. */
function copiesOf(product: Expr & { kind: 'multiply' }, source: Expr): readonly (Expr & { kind: 'multiply' })[] {
  const own = rangeOf(product);
  if (own === undefined) return [product];
  return walk(source).filter((node) => {
    const other = node.kind === 'multiply' && node.factors.length === product.factors.length ? rangeOf(node) : undefined;
    return other?.start === own.start && other.end === own.end;
  }) as readonly (Expr & { kind: 'multiply' })[];
}

function transpose(of: Expr): Expr {
  return { kind: 'tensor', op: 'transpose', args: [of] };
}

/** A name or a derivative, without its transpose. */
function plainOf(expr: Expr): Expr | undefined {
  const of = expr.kind === 'tensor' && expr.op === 'transpose' ? expr.args[0] : expr;
  return of?.kind === 'ref' || of?.kind === 'partial' ? of : undefined;
}

/** Two factors of a product of matrices in the wrong order. */
export const swappedFactors: SlipKind = {
  name: 'order',
  why: 'products of matrices depend on the order',
  *slips({ whole, text }: SlipCase): Iterable<Slip> {
    if (whole === undefined) return;
    const { source, reread } = whole;
    for (const node of walk(source)) {
      if (node.kind !== 'multiply' || node.signs !== undefined) continue;
      for (const [at, left] of node.factors.entries()) {
        const right = node.factors[at + 1];
        const [from, to] = [rangeOf(left), right && rangeOf(right)];
        if (right === undefined || from === undefined || to === undefined) continue;
        const factors = [...node.factors.slice(0, at), right, left, ...node.factors.slice(at + 2)];
        const mended = reread(substitute(source, node, { ...node, factors }));
        if (mended)
          yield {
            mended,
            at: { start: from.start, end: to.end },
            edits: [
              { range: from, newText: text(to) },
              { range: to, newText: text(from) },
            ],
            class: 'other',
            message: message('slip-order', { part: text(from), other: text(to) }),
          };
      }
    }
  },
  examples: [],
};

/** One entry of a vector or a matrix that is written out, where all others are right. */
export const wrongEntry: SlipKind = {
  name: 'wrong-entry',
  why: 'entries are worked out one by one',
  *slips({ written, expected, indices }: SlipCase): Iterable<Slip> {
    const letters = new Map(indices.map(({ id, letter }) => [id, letter]));
    for (const [entry, meant] of entriesOf(written, expected)) {
      if (entry.at === undefined) continue;
      const newText = print(meant, (id) => letters.get(id) ?? '');
      const isPlain = !walk(meant).some(({ kind }) => kind === 'partial' || kind === 'reduce' || kind === 'list' || kind === 'delta');
      yield {
        mended: substitute(written, entry, meant),
        at: entry.at,
        edits: isPlain ? [{ range: entry.at, newText }] : [],
        class: entry.kind === 'ref' && meant.kind === 'ref' && entry.family === meant.family ? 'wrong-index' : 'other',
        message: message('slip-entry'),
      };
    }
  },
  examples: [
    {
      wrong: r`Let $\mathbf{x} = (x_1, x_2)^\top$, $\mathbf{a} = (a_1, a_2)^\top$ and $f = \mathbf{a}^\top \mathbf{x}$. Then $\nabla_{\mathbf{x}} f = \mathbf{a} = \begin{bmatrix} a_1 \\ a_1 + x_2 \end{bmatrix}$`,
      right: r`\begin{bmatrix} a_1 \\ a_2 \end{bmatrix}`,
    },
  ],
};

/** `2Ax` for `(A + A^\top)x`, where nothing says that `A` is symmetric. */
export const takenForSymmetric: SlipKind = {
  name: 'symmetric',
  why: 'the gradient of a quadratic form is known best for symmetric matrices',
  *slips({ whole, text }: SlipCase): Iterable<Slip> {
    if (whole === undefined) return;
    const { source, reread } = whole;
    for (const node of walk(source)) {
      if (node.kind !== 'multiply') continue;
      for (const [position, matrix] of node.factors.entries()) {
        const two = node.factors[position - 1];
        if (two?.kind !== 'number' || two.value !== 2 || matrix.kind !== 'ref' || two.at === undefined || matrix.at === undefined) continue;
        const both: Expr = { kind: 'add', terms: [matrix, { kind: 'tensor', op: 'transpose', args: [matrix] }] };
        const factors = [...node.factors.slice(0, position - 1), both, ...node.factors.slice(position + 1)];
        const { signs: _, ...plain } = node;
        const mended = reread(substitute(source, node, { ...plain, factors }));
        const range = { start: two.at.start, end: matrix.at.end };
        const name = text(matrix.at);
        if (mended)
          yield {
            mended,
            at: range,
            edits: [{ range, newText: `(${name} + ${name}${r`^\top`})` }],
            class: 'missing-term',
            message: message('slip-symmetric', { part: text(range) }),
          };
      }
    }
  },
  examples: [
    {
      wrong: r`$q = x^\top A x$ where $A$ is not symmetric. $\nabla_x q = 2Ax$`,
      right: r`(A + A^\top)x`,
    },
  ],
};

/** A gradient by a bias that is added to every column, without the sum over them. */
export const missingBatchSum: SlipKind = {
  name: 'missing-batch-sum',
  why: 'what is added to every column collects the gradients of all of them',
  *slips({ whole }: SlipCase): Iterable<Slip> {
    if (whole === undefined) return;
    const { source, reread } = whole;
    const at = rangeOf(source);
    for (const [op, part] of [
      ['row-sums', 'columns'],
      ['column-sums', 'rows'],
    ] as const) {
      const mended = reread({ kind: 'tensor', op, args: [source] });
      if (mended && at) yield { mended, at, edits: [], class: 'missing-sum', message: message('slip-batch-sum', { part }) };
    }
  },
  examples: [],
};

/** Where a formula stands, from its first part to its last. */
function rangeOf(expr: Expr): Range | undefined {
  if (expr.at) return expr.at;
  const parts = flatMap(childrenOf(expr), (child) => rangeOf(child) ?? []);
  const [first] = parts;
  const last = parts.at(-1);
  return first && last ? { start: first.start, end: last.end } : undefined;
}

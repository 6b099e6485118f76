import { constantOf } from '../check/constants.ts';
import type { Expr } from '../expr/expr.ts';
import { substitute, walk } from '../expr/expr.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import { additive, type Slip, type SlipCase, type SlipKind } from './slip.ts';

const r = String.raw;

/** A plus where a minus belongs, or the reverse: one term, or the whole side. */
export const wrongSign: SlipKind = {
  name: 'wrong-sign',
  why: 'a sign was lost or turned when a bracket was opened or a derivative taken',
  slips: ({ written, text }: SlipCase): Iterable<Slip> => signSlips(written, text),
  examples: [
    { wrong: r`$L = \frac12 (y - t)^2$ and $\frac{\partial L}{\partial y} = t - y$`, right: r`y - t` },
    { wrong: r`$f = \ln(1 + e^x)$ and $f' = \frac{1}{1 + e^x}$`, right: r`\frac{1}{1 + e^{-x}}` },
    { wrong: r`$f = -\ln\sigma(-w x)$ and $\frac{df}{dw} = (1 - \sigma(w x)) x$`, right: r`(1 - \sigma(-w x)) x` },
    { wrong: r`$L = a x - b x^2$ and $\frac{dL}{dx} = a + 2 b x$`, right: r`a - 2 b x` },
    {
      wrong: r`$f = |x|$ and $f' = \begin{cases} 1 & x > 0 \\ 1 & x < 0 \end{cases}$`,
      right: r`\begin{cases} 1 & x > 0 \\ -1 & x < 0 \end{cases}`,
    },
  ],
};

/** The formula with a sign turned. */
export function* signSlips(written: Expr, text: SlipCase['text']): Generator<Slip> {
  const range = written.at;
  if (range === undefined) return;
  if (written.kind === 'add') {
    const [first, second] = written.terms;
    const minus = second?.kind === 'negate' ? second.of : undefined;
    if (written.terms.length === 2 && first?.at && minus?.at && first.kind !== 'negate') {
      const mended: Expr = { ...written, terms: [minus, { kind: 'negate', of: first }] };
      const inner = { start: first.at.start, end: minus.at.end };
      const gap = text({ start: first.at.end, end: minus.at.start });
      yield {
        mended,
        at: range,
        edits: [{ range: inner, newText: `${text(minus.at)}${gap}${text(first.at)}` }],
        class: 'sign',
        message: message('slip-sign'),
      };
    }
  }
  for (const sum of additive(written)) {
    for (const [position, term] of sum.terms.entries()) {
      const slip = turned(written, sum, term, position, text);
      if (slip) yield slip;
    }
  }
  for (const node of walk(written)) {
    if (node.kind !== 'negate' || node.at === undefined || node.of.at === undefined) continue;
    if ([...additive(written)].some((sum) => sum.terms.includes(node))) continue;
    const at = { start: node.at.start, end: node.of.at.start };
    yield {
      mended: substitute(written, node, node.of),
      at,
      edits: [{ range: at, newText: '' }],
      class: 'sign',
      message: message('slip-sign'),
    };
  }
  yield* turnedWholes(written, text);
  yield* turnedArguments(written, text);
}

/** The whole formula, or one branch of its cases, with the other sign. */
function* turnedWholes(written: Expr, text: SlipCase['text']): Generator<Slip> {
  const branches = flatMap(walk(written), (node) => (node.kind === 'cases' ? node.branches.map(({ value }) => value) : []));
  for (const part of [written, ...branches]) {
    const range = part.at;
    if (range === undefined || part.kind === 'negate' || constantOf(part) === 0) continue;
    const isBracketed = part.kind === 'add' && text({ start: range.start, end: range.start + 1 }) !== '(';
    const before = { range: { start: range.start, end: range.start }, newText: isBracketed ? '-(' : '-' };
    const behind = { range: { start: range.end, end: range.end }, newText: ')' };
    yield {
      mended: substitute(written, part, { kind: 'negate', of: part }),
      at: range,
      edits: isBracketed ? [before, behind] : [before],
      class: 'sign',
      message: message('slip-sign'),
    };
  }
}

/** `e^{x}` for `e^{-x}`: a sign that an exponent or an argument has lost. */
function* turnedArguments(written: Expr, text: SlipCase['text']): Generator<Slip> {
  for (const node of walk(written)) {
    const isFunction = (node.kind === 'apply' || node.kind === 'call') && node.args.length === 1;
    const inner = isFunction ? node.args[0] : node.kind === 'power' ? node.exponent : undefined;
    if (inner?.at === undefined || inner.kind === 'negate' || inner.kind === 'add' || inner.kind === 'number') continue;
    const before = { start: inner.at.start - 1, end: inner.at.start };
    const isBare = text(before) === '^';
    yield {
      mended: substitute(written, inner, { kind: 'negate', of: inner }),
      at: inner.at,
      edits: [{ range: inner.at, newText: isBare ? `{-${text(inner.at)}}` : `-${text(inner.at)}` }],
      class: 'sign',
      message: message('slip-sign'),
    };
  }
}

function turned(
  written: Expr,
  sum: Expr & { kind: 'add' },
  term: Expr,
  position: number,
  text: (range: Range) => string,
): Slip | undefined {
  const before = sum.terms[position - 1];
  const plain = term.kind === 'negate' ? term.of : term;
  if (plain.at === undefined || term.at === undefined) return undefined;
  const start = before?.at === undefined ? (term.kind === 'negate' ? term.at.start : plain.at.start) : before.at.end;
  const gap = { start, end: plain.at.start };
  const mended = substitute(written, term, term.kind === 'negate' ? term.of : { kind: 'negate', of: term });
  if (term.kind === 'negate') {
    const sign = text(gap).indexOf('-');
    if (sign < 0) return undefined;
    const at = { start: gap.start + sign, end: gap.start + sign + 1 };
    return {
      mended,
      at: { start: at.start, end: plain.at.end },
      edits: [{ range: at, newText: before ? '+' : '' }],
      class: 'sign',
      message: message('slip-sign'),
    };
  }
  if (before === undefined) {
    return {
      mended,
      at: plain.at,
      edits: [{ range: { start: plain.at.start, end: plain.at.start }, newText: '-' }],
      class: 'sign',
      message: message('slip-sign'),
    };
  }
  const sign = text(gap).indexOf('+');
  if (sign < 0) return undefined;
  const at = { start: gap.start + sign, end: gap.start + sign + 1 };
  return {
    mended,
    at: { start: at.start, end: plain.at.end },
    edits: [{ range: at, newText: '-' }],
    class: 'sign',
    message: message('slip-sign'),
  };
}

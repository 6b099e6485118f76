import type { Expr } from '../expr/expr.ts';
import { substitute, walk } from '../expr/expr.ts';
import { print } from '../expr/print.ts';
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

/** The slope of one activation by its value, `a (1 - a)` of a sigmoid and `1 - a^2` of a hyperbolic tangent, in the place of the other. */
export const wrongSlope: SlipKind = {
  name: 'wrong-slope',
  why: 'a sigmoid has the slope a(1 - a), a hyperbolic tangent 1 - a^2',
  *slips(slipCase: SlipCase): Iterable<Slip> {
    for (const node of walk(slipCase.written)) {
      if (node.kind === 'multiply') yield* asTanh(slipCase, node);
      if (node.kind === 'add') yield* asSigmoid(slipCase, node);
    }
  },
  examples: [
    {
      wrong: r`$a = \tanh(z)$, $L = a u$ and $\frac{dL}{dz} = u a (1 - a)$`,
      right: r`u (1 - a^2)`,
    },
    {
      wrong: r`$a = \frac{1}{1 + e^{-z}}$, $L = a u$ and $\frac{dL}{dz} = u (1 - a^2)$`,
      right: r`u a (1 - a)`,
    },
  ],
};

/** `1 - a^2` for `a (1 - a)`. */
function* asTanh({ written, text }: SlipCase, product: Expr & { kind: 'multiply' }): Iterable<Slip> {
  for (const [at, rest] of product.factors.entries()) {
    const value = product.factors[at - 1];
    const less = value && lessThanOne(rest);
    if (!less || less.kind === 'power' || !isAlike(value, less) || value.at === undefined || rest.at === undefined) continue;
    const range = { start: value.at.start, end: rest.at.end };
    const name = text(value.at);
    const isEntrywise = text({ start: value.at.end, end: rest.at.start }).includes(r`\odot`);
    const square: Expr = { kind: 'power', base: value, exponent: { kind: 'number', value: 2, decimals: 0 } };
    const slope: Expr = {
      kind: 'add',
      terms: [
        { kind: 'number', value: 1, decimals: 0 },
        { kind: 'negate', of: square },
      ],
    };
    const factors = [...product.factors.slice(0, at - 1), slope, ...product.factors.slice(at + 1)];
    const mended = substitute(written, product, factors.length === 1 ? slope : { ...without(product), factors });
    const part = `(1 - ${isEntrywise ? `${name} \\odot ${name}` : `${name}^2`})`;
    yield { mended, at: range, edits: [{ range, newText: part }], class: 'other', message: message('slip-function', { part }) };
  }
}

/** `a (1 - a)` for `1 - a^2`. */
function* asSigmoid({ written, text }: SlipCase, sum: Expr & { kind: 'add' }): Iterable<Slip> {
  const less = lessThanOne(sum);
  const value = less?.kind === 'power' ? less.base : less?.kind === 'multiply' ? less.factors[0] : undefined;
  if (less === undefined || value?.at === undefined || sum.at === undefined || !isSquare(less)) return;
  const rest: Expr = {
    kind: 'add',
    terms: [
      { kind: 'number', value: 1, decimals: 0 },
      { kind: 'negate', of: value },
    ],
  };
  const mended = substitute(written, sum, { kind: 'multiply', factors: [value, rest] });
  const name = text(value.at);
  const part = less.kind === 'multiply' ? `${name} \\odot (1 - ${name})` : `${name} (1 - ${name})`;
  yield { mended, at: sum.at, edits: [{ range: sum.at, newText: part }], class: 'other', message: message('slip-function', { part }) };
}

/** `x` of `1 - x`. */
function lessThanOne(expr: Expr): Expr | undefined {
  const [one, other, ...more] = expr.kind === 'add' ? expr.terms : [];
  return one?.kind === 'number' && one.value === 1 && other?.kind === 'negate' && more.length === 0 ? other.of : undefined;
}

function isSquare(expr: Expr): boolean {
  if (expr.kind === 'power') return expr.exponent.kind === 'number' && expr.exponent.value === 2;
  const [one, other, ...more] = expr.kind === 'multiply' ? expr.factors : [];
  return one !== undefined && other !== undefined && more.length === 0 && isAlike(one, other);
}

function isAlike(one: Expr, other: Expr): boolean {
  return print(one, String) === print(other, String);
}

/** A product without the signs between its factors. */
function without({ signs: _, ...product }: Expr & { kind: 'multiply' }): Expr & { kind: 'multiply' } {
  return product;
}

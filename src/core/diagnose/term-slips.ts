import type { Expr } from '../expr/expr.ts';
import { freeIndices, substitute, walk } from '../expr/expr.ts';
import { printUpToIds } from '../expr/print.ts';
import { once } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';
import { close, constantIn, isBare, texOf, vanishes } from './ratios.ts';
import { additive, type Named, type Slip, type SlipCase, type SlipKind } from './slip.ts';

const r = String.raw;

/** How many sums in a formula a term may be missing from. */
const mostSums = 6;
/** How many names a missing term may be the product of two of. */
const mostFactors = 12;

/** A term too many, such as a constant that its derivative should have lost. */
export const extraTerm: SlipKind = {
  name: 'extra-term',
  why: 'the derivative of a constant is zero',
  *slips({ written, text }: SlipCase): Iterable<Slip> {
    for (const sum of additive(written)) {
      for (const [position, term] of sum.terms.entries()) {
        const plain = term.kind === 'negate' ? term.of : term;
        const before = sum.terms[position - 1]?.at;
        const next = sum.terms[position + 1];
        if (plain.at === undefined || (before === undefined && (position > 0 || next?.at === undefined || next.kind === 'negate')))
          continue;
        const terms = sum.terms.filter((other) => other !== term);
        const mended = substitute(written, sum, terms.length === 1 ? (terms[0] as Expr) : { ...sum, terms });
        const at = before ? { start: before.end, end: plain.at.end } : { start: plain.at.start, end: next?.at?.start ?? plain.at.end };
        yield {
          mended,
          at: plain.at,
          edits: [{ range: at, newText: '' }],
          class: 'other',
          message: message('slip-extra-term', { part: text(plain.at) }),
        };
      }
    }
  },
  examples: [{ wrong: r`$y = x^2 + 3 x + 1$ and $\frac{dy}{dx} = 2 x + 3 + 1$`, right: r`2 x + 3` }],
};

/** A term too few: of a sum that is differentiated, or one of the two that a product gives. */
export const missingTerm: SlipKind = {
  name: 'missing-term',
  why: 'every term of a sum and every factor of a product has its own share in the derivative',
  byValues: true,
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { written, whole } = slipCase;
    let left = mostSums;
    for (const sum of new Set([written, ...additive(written)])) {
      if (left-- <= 0) return;
      const needed = neededIn(slipCase, sum);
      if (sum.at === undefined || needed === undefined) continue;
      for (const { tex, expr, times, isPath } of termsLike(slipCase, needed)) {
        const size = texOf(Math.abs(times)) ?? '';
        const isOne = Math.abs(Math.abs(times) - 1) < close;
        if (!isOne && size === '') continue;
        const shown = isOne && expr ? '' : size;
        const isOpen = (expr?.kind === 'add' || expr?.kind === 'negate') && (shown !== '' || times < 0);
        const part = [shown, isOpen ? `(${tex})` : tex].filter((piece) => piece !== '').join(' ');
        const number: Expr = { kind: 'number', value: Math.abs(times), decimals: 0 };
        const plain: Expr = expr === undefined ? number : shown === '' ? expr : { kind: 'multiply', factors: [number, expr] };
        const term: Expr = times < 0 ? { kind: 'negate', of: plain } : plain;
        const terms = sum.kind === 'add' ? [...sum.terms, term] : [sum, term];
        const end = { start: endOf(sum, slipCase), end: endOf(sum, slipCase) };
        yield {
          mended: substitute(written, sum, { kind: 'add', terms }),
          at: sum.at,
          // A path may be left out on purpose: that it is one is said, and nothing is offered.
          edits: (whole === undefined || sum === written) && !isPath ? [{ range: end, newText: ` ${times < 0 ? '-' : '+'} ${part}` }] : [],
          class: 'missing-term',
          message: message('slip-missing-term', { part }),
        };
      }
    }
  },
  examples: [
    {
      wrong: r`$J = \frac12 (w x - y)^2 + \frac{\lambda}{2} w^2$ and $\frac{\partial J}{\partial w} = (w x - y) x$`,
      right: r`(w x - y) x + w \, \lambda`,
    },
    { wrong: r`$f(x) = x^2 e^x$ and $f'(x) = 2 x e^x$`, right: r`2 x e^x + x^2 e^x` },
    { wrong: r`$y = x^2 + 3 x$ and $\frac{dy}{dx} = 2 x$`, right: r`2 x + 3` },
  ],
};

/** Where a sum ends in the text, inside of its brackets. */
function endOf(sum: Expr, { written, text }: SlipCase): number {
  const end = sum.at?.end ?? 0;
  if (sum === written || sum.kind !== 'add' || isBare(sum)) return end;
  const last = sum.terms.at(-1);
  const inner = (last?.kind === 'negate' ? last.of.at : last?.at)?.end ?? end;
  return text({ start: inner, end }).trim() === '' ? end : inner;
}

/** What has to be added inside of a sum, at every point. */
function neededIn({ written, expected, values }: SlipCase, sum: Expr): Float64Array | undefined {
  const all = values(written);
  const target = values(expected);
  const one: Expr = { kind: 'number', value: 1, decimals: 0 };
  const terms = sum.kind === 'add' ? [...sum.terms, one] : [sum, one];
  const more = values(substitute(written, sum, { kind: 'add', terms }));
  if (all === undefined || target === undefined || more === undefined) return undefined;
  return all.map((value, at) => ((target[at] as number) - value) / ((more[at] as number) - value));
}

interface Term {
  readonly expr?: Expr;
  readonly tex: string;
  readonly times: number;
  readonly isPath?: true;
}

/** Numbers, names, products of two names and parts of the formulas around that are what is needed, up to a small number. */
function* termsLike({ names, parts, paths, values, counts, expected }: SlipCase, needed: Float64Array): Generator<Term> {
  const times = (value: Float64Array): number | undefined => constantIn(needed, value);
  const asked = once(() => printUpToIds(expected));
  const constant = constantIn(needed);
  // A number may be due to the sampled value of a size.
  if (constant !== undefined && !counts) yield { tex: '', times: constant };
  const valued = flatMap([...names, ...parts()], (named) => {
    // What is asked for is no term of its answer.
    const isIdle = named.expr.kind === 'indicator' || printUpToIds(named.expr) === asked();
    const value = isIdle ? undefined : values(named.expr);
    return value && !vanishes(value) ? [{ ...named, value }] : [];
  });
  for (const { expr, tex, value } of valued) {
    const found = times(value);
    if (found !== undefined) yield { expr, tex, times: found };
  }
  for (const { expr, tex } of paths()) {
    const value = values(expr);
    const found = value && times(value);
    if (found !== undefined) yield { expr, tex, times: found, isPath: true };
  }
  const few: readonly (Named & { value: Float64Array })[] = valued.filter(({ expr }) => expr.kind === 'ref').slice(0, mostFactors);
  for (const [at, one] of few.entries()) {
    for (const two of few.slice(at)) {
      const found = times(one.value.map((v, cell) => v * (two.value[cell] as number)));
      if (found === undefined) continue;
      // A constant stands first.
      const [first, second] = freeIndices(two.expr).size < freeIndices(one.expr).size ? [two, one] : [one, two];
      yield { expr: { kind: 'multiply', factors: [first.expr, second.expr] }, tex: r`${first.tex} \, ${second.tex}`, times: found };
    }
  }
}

/** An exponent that is off by one. */
export const wrongExponent: SlipKind = {
  name: 'exponent',
  why: 'the derivative of a power has an exponent less by one',
  *slips({ written, text }: SlipCase): Iterable<Slip> {
    for (const node of walk(written)) {
      const at = node.kind === 'power' ? node.exponent.at : undefined;
      if (node.kind === 'power' && at) {
        for (const more of [-1, 1]) {
          const shown = exponentText(node.exponent, more);
          if (shown === undefined) continue;
          const [value, tex] = shown;
          const isBraced = text({ start: at.start - 1, end: at.start }) === '{';
          const whole = { start: node.base.at?.end ?? at.start, end: isBraced ? at.end + 1 : at.end };
          if (value === 1 && !/^\^\{?[^}]+\}?$/.test(text(whole))) continue;
          yield {
            mended:
              value === 1
                ? substitute(written, node, node.base)
                : substitute(written, node.exponent, { kind: 'number', value, decimals: 0 }),
            at,
            edits: [value === 1 ? { range: whole, newText: '' } : { range: at, newText: isBraced || tex.length === 1 ? tex : `{${tex}}` }],
            class: 'other',
            message: message('slip-exponent', { part: tex }),
          };
        }
        yield* negatedExponent(written, node, text);
        yield* squaredAround(written, node, text);
      } else if (node.kind === 'divide') yield* squaredBelow(written, node.denominator);
      else if (node.kind === 'add') yield* squaredBesideOne(written, node.terms, text);
    }
  },
  examples: [
    {
      wrong: r`$s = (v + u)^{-1/2}$ and $\frac{\partial s}{\partial v} = -\frac12 (v + u)^{-1/2}$`,
      right: r`-\frac12 (v + u)^{-3/2}`,
    },
    { wrong: r`$h = \tanh(z)$ and $\frac{\partial h}{\partial z} = 1 - \tanh(z)$`, right: r`1 - \tanh^2(z)` },
    { wrong: r`$h = \tanh(z)$ and $\frac{\partial h}{\partial z} = 1 - h$`, right: r`1 - h^2` },
    { wrong: r`$h = \tanh(z)$ and $\frac{\partial h}{\partial z} = (1 - h)^2$`, right: r`(1 - h^2)` },
    {
      wrong: r`$Y = A \left( \frac{K}{L} \right)^{\rho} + K$ and $\frac{\partial Y}{\partial K} = \frac{A \rho}{L} \left( \frac{K}{L} \right)^{1 - \rho} + 1$`,
      right: r`\frac{A \rho}{L} \left( \frac{K}{L} \right)^{\rho - 1} + 1`,
    },
  ],
};

/** `x^{1 - a}` for `x^{a - 1}`. */
function* negatedExponent(written: Expr, { exponent }: Expr & { kind: 'power' }, text: SlipCase['text']): Generator<Slip> {
  if (exponent.kind !== 'add' || exponent.at === undefined) return;
  const [one, other] = exponent.terms;
  if (exponent.terms.length !== 2 || one?.at === undefined || other?.kind !== 'negate' || other.of.at === undefined) return;
  const part = `${text(other.of.at)} - ${text(one.at)}`;
  yield {
    mended: substitute(written, exponent, { ...exponent, terms: [other.of, { kind: 'negate', of: one }] }),
    at: exponent.at,
    edits: [{ range: exponent.at, newText: part }],
    class: 'sign',
    message: message('slip-exponent', { part }),
  };
}

/** `(1 - h)^2` for `1 - h^2`. */
function* squaredAround(written: Expr, node: Expr & { kind: 'power' }, text: SlipCase['text']): Generator<Slip> {
  const { base, exponent, at } = node;
  if (base.kind !== 'add' || at === undefined || base.at === undefined || exponent.kind !== 'number' || exponent.value !== 2) return;
  const { terms } = base;
  for (const slip of squaredBesideOne(base, terms, text))
    yield {
      ...slip,
      mended: substitute(written, node, slip.mended),
      at,
      edits: [...slip.edits, { range: { start: base.at.end, end: at.end }, newText: '' }],
    };
}

/** `1 - \tanh x` for `1 - \tanh^2 x`. */
function* squaredBesideOne(written: Expr, terms: readonly Expr[], text: SlipCase['text']): Generator<Slip> {
  const [one, other] = terms;
  if (terms.length !== 2 || one?.kind !== 'number' || one.value !== 1 || other?.kind !== 'negate') return;
  const base = other.of;
  const tex = base.at && text(base.at);
  if (base.at === undefined || tex === undefined || !(base.kind === 'ref' || base.kind === 'call' || base.kind === 'apply')) return;
  const [command] = base.kind === 'apply' ? (/^\\[A-Za-z]+/.exec(tex) ?? []) : [];
  const [open, close, at] =
    command !== undefined ? ['', '', base.at.start + command.length] : /\^/.test(tex) ? ['(', ')', base.at.end] : ['', '', base.at.end];
  const exponent: Expr = { kind: 'number', value: 2, decimals: 0 };
  yield {
    mended: substitute(written, base, { kind: 'power', base, exponent }),
    at: base.at,
    edits: [
      ...(open === '' ? [] : [{ range: { start: base.at.start, end: base.at.start }, newText: open }]),
      { range: { start: at, end: at }, newText: `${close}^2` },
    ],
    class: 'other',
    message: message('slip-exponent', { part: '2' }),
  };
}

/** A fraction with the square of a name below its bar. */
function* squaredBelow(written: Expr, below: Expr): Generator<Slip> {
  for (const base of below.kind === 'multiply' ? below.factors : [below]) {
    if (base.kind !== 'ref' || base.at === undefined) continue;
    const end = { start: base.at.end, end: base.at.end };
    const exponent: Expr = { kind: 'number', value: 2, decimals: 0 };
    yield {
      mended: substitute(written, base, { kind: 'power', base, exponent }),
      at: base.at,
      edits: [{ range: end, newText: '^2' }],
      class: 'other',
      message: message('slip-exponent', { part: 2 }),
    };
  }
}

/** A number, or a fraction of whole numbers, with another added to it, and its text. */
function exponentText(exponent: Expr, more: number): readonly [number, string] | undefined {
  const fraction = fractionOf(exponent);
  if (fraction === undefined) return undefined;
  const [above, below] = fraction;
  const sum = above + more * below;
  return [sum / below, below === 1 ? String(sum) : `${sum}/${below}`];
}

/** What stands above and below the bar of a fraction of whole numbers. */
function fractionOf(expr: Expr): readonly [number, number] | undefined {
  if (expr.kind === 'number') return Number.isInteger(expr.value) ? [expr.value, 1] : undefined;
  if (expr.kind === 'negate') {
    const of = fractionOf(expr.of);
    return of && [-of[0], of[1]];
  }
  const [above, below] = expr.kind === 'divide' ? [fractionOf(expr.numerator), fractionOf(expr.denominator)] : [];
  return above?.[1] === 1 && below?.[1] === 1 ? [above[0], below[0]] : undefined;
}

import type { Expr } from '../expr/expr.ts';
import { freeIndices, substitute, walk } from '../expr/expr.ts';
import { once } from '../text/kept.ts';
import { flatMap } from '../text/lists.ts';
import { message } from '../text/message.ts';

import { numberAt, numberBelow, placesIn, removal, without } from './places.ts';
import { close, constantIn, inFront, matches, ratioFor, texOf } from './ratios.ts';
import { allTerms, type Named, type Slip, type SlipCase, type SlipKind, termsIn } from './slip.ts';

const r = String.raw;

/** A sum that was dropped, so that an index hangs free. */
export const missingSum: SlipKind = {
  name: 'missing-sum',
  why: 'a quantity reaches the loss along several paths, and their contributions add up',
  *slips({ written, expected, indices, restrictions }: SlipCase): Iterable<Slip> {
    const bound = freeIndices(expected);
    for (const term of termsIn(written)) {
      if (term.at === undefined) continue;
      for (const { id, letter } of indices) {
        if (!freeIndices(term).has(id) || bound.has(id)) continue;
        for (const { conditions, tex } of [{ conditions: [], tex: '' }, ...restrictions(id)]) {
          const sum: Expr = { kind: 'reduce', op: 'sum', index: id, bounds: {}, conditions, body: term };
          const newText = tex === '' ? r`\sum_${letter} ` : r`\sum_{${tex}} `;
          yield {
            mended: substitute(written, term, sum),
            at: term.at,
            edits: [{ range: { start: term.at.start, end: term.at.start }, newText }],
            class: 'missing-sum',
            message: message('slip-missing-sum', { part: letter }),
          };
        }
      }
    }
  },
  examples: [
    {
      wrong: r`$E = \sum_k a_k$, $a_k = \sum_j w_{kj} h_j$ and $\frac{\partial E}{\partial h_j} = w_{kj}$`,
      right: r`\sum_k w_{kj}`,
    },
  ],
};

/** The chain rule along one path only, where a quantity reaches the loss along several (`∂L/∂p_i · ∂p_i/∂z_i` for `Σ_k ∂L/∂p_k · ∂p_k/∂z_i`). */
export const missingPaths: SlipKind = {
  name: 'missing-paths',
  why: 'every output depends on the input, and their contributions add up',
  *slips({ written, fresh }: SlipCase): Iterable<Slip> {
    for (const term of termsIn(written)) {
      if (term.kind !== 'multiply' || term.at === undefined) continue;
      for (const first of term.factors) {
        for (const second of term.factors) {
          if (
            first.kind !== 'partial' ||
            second.kind !== 'partial' ||
            first.wrt.kind !== 'ref' ||
            second.of.kind !== 'ref' ||
            first.wrt.family !== second.of.family
          )
            continue;
          const { wrt } = first;
          const { of } = second;
          for (const [position, slot] of wrt.slots.entries()) {
            const other = of.slots[position];
            const index = fresh(wrt.family, position);
            if (slot.at === undefined || other?.at === undefined || index === undefined) continue;
            const through = (node: typeof wrt): typeof wrt => ({
              ...node,
              slots: node.slots.map((old, at) => (at === position ? { kind: 'index', id: index.id, shift: 0 } : old)),
            });
            const product = substitute(substitute(term, wrt, through(wrt)), of, through(of));
            const edits = [
              { range: { start: term.at.start, end: term.at.start }, newText: r`\sum_${index.letter} ` },
              { range: slot.at, newText: index.letter },
              { range: other.at, newText: index.letter },
            ];
            yield {
              mended: substitute(written, term, { kind: 'reduce', op: 'sum', index: index.id, bounds: {}, conditions: [], body: product }),
              at: term.at,
              edits,
              class: 'missing-sum',
              message: message('slip-missing-sum', { part: index.letter }),
            };
          }
        }
      }
    }
  },
  examples: [
    {
      wrong: r`$L = -\sum_k t_k \ln p_k$, $p_k = \frac{e^{z_k}}{\sum_j e^{z_j}}$ and $\frac{\partial L}{\partial z_i} = \frac{\partial L}{\partial p_i} \frac{\partial p_i}{\partial z_i}$`,
      right: r`\sum_k \frac{\partial L}{\partial p_k} \frac{\partial p_k}{\partial z_i}`,
    },
  ],
};

/** A factor too few or too many in one term: found from the ratio of what is needed to what is written. */
export const wrongFactor: SlipKind = {
  name: 'wrong-factor',
  why: 'the chain rule gives one factor for each link, and a power gives its exponent',
  byValues: true,
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { written, names } = slipCase;
    // `\frac{1}{\sqrt{d}}` of a definition.
    const scales = once(() => slipCase.parts().filter(({ expr }) => freeIndices(expr).size === 0));
    for (const term of allTerms(written)) {
      const ratio = ratioFor(slipCase, term);
      if (term.at === undefined || ratio === undefined) continue;
      const constant = constantIn(ratio);
      if (constant !== undefined && !(slipCase.counts && !isPlain(constant))) yield* constantFactor(slipCase, term, constant);
      for (const place of placesIn(term)) {
        const { factor, isBelow } = place;
        const value = slipCase.values(factor);
        if (factor.at === undefined || value === undefined || !matches(ratio, isBelow ? value : value.map((v) => 1 / v))) continue;
        yield {
          mended: substitute(written, place.owner, without(place)),
          at: factor.at,
          edits: removal(place, slipCase.text),
          class: 'extra-factor',
          message: message('slip-extra-factor', { part: slipCase.text(factor.at) }),
        };
      }
      if (term.kind === 'number' && (term !== written || term.value !== 1)) continue;
      const factorsAround = [
        ...flatMap(names, (named) => withReciprocal(named, slipCase)),
        ...complements(term, slipCase.text),
        ...scales(),
      ];
      for (const { expr, tex } of factorsAround) {
        const value = expr.kind === 'indicator' ? undefined : slipCase.values(expr);
        const times = value && constantIn(ratio, value);
        const number = times === undefined || Math.abs(times - 1) < close ? '' : texOf(times);
        if (value === undefined || times === undefined || number === undefined) continue;
        if (slipCase.counts && number !== '' && !isPlain(times)) continue;
        const factors: readonly Expr[] = number === '' ? [expr] : [{ kind: 'number', value: times, decimals: 0 }, expr];
        const factor = expr.kind === 'add' && !/^(?:\(|\\left)/.test(tex) ? `\\left( ${tex} \\right)` : tex;
        const part = `${number}${number === '' ? '' : ' '}${factor}`;
        const mended = substitute(written, term, { kind: 'multiply', factors: [...factors, term] });
        // A one that stands alone is replaced.
        const edits = term.kind === 'number' ? [{ range: term.at, newText: part }] : inFront(term, `${part}\\, `);
        yield { mended, at: term.at, edits, class: 'missing-factor', message: message('slip-missing-factor', { part }) };
      }
    }
  },
  examples: [
    { wrong: r`$y = w x + b$ and $\frac{\partial y}{\partial w} = w x$`, right: r`x` },
    { wrong: r`$L = y^2$, $y = w x$ and $\frac{\partial L}{\partial w} = 2 y$`, right: r`x\, 2 y` },
    { wrong: r`$y = \sigma(z)$ and $\frac{\partial y}{\partial z} = y$`, right: r`(1 - y)\, y` },
    { wrong: r`$L = y^2$ and $\frac{\partial L}{\partial y} = y$`, right: r`2 y` },
    {
      wrong: r`$L = \frac{1}{2} (e^v - v)$ and $\frac{\partial L}{\partial v} = \frac{1}{2} e^v - 1$`,
      right: r`\frac{1}{2} e^v - \frac{1}{2}`,
    },
    { wrong: r`$L = \frac{\lambda}{2} y^2 + z$ and $\frac{\partial L}{\partial y} = 2 \lambda y$`, right: r`\lambda y` },
    { wrong: r`$L = (y - t)^2$ and $\frac{\partial L}{\partial y} = y - t$`, right: r`2 (y - t)` },
    {
      wrong: r`$s_i = \frac{1}{\sqrt{c}} a_i b_i$, $L = \sum_i s_i^2$ and $\frac{\partial L}{\partial a_i} = 2 s_i b_i$`,
      right: r`\frac{1}{\sqrt{c}}\, 2 s_i b_i`,
    },
    { wrong: r`$L = (y - t)^2$ and $\frac{\partial L}{\partial y} = (y - t)$`, right: r`2 (y - t)` },
    { wrong: r`$L = \frac{\lambda}{2} y^2 + z$ and $\frac{\partial L}{\partial y} = \frac{\lambda}{2} y$`, right: r`\lambda y` },
    {
      wrong: r`$L = \frac{1}{N} \sum_{n=1}^N (w x_n - t_n)^2 + \lambda w^2$ and $\frac{\partial L}{\partial w} = 2 \left( \sum_{n=1}^N (w x_n - t_n) x_n + \lambda w \right)$`,
      right: r`2 \left( \frac{1}{N}\, \sum_{n=1}^N (w x_n - t_n) x_n + \lambda w \right)`,
    },
    {
      wrong: r`$L = \frac{1}{2N} \sum_{n=1}^N (w x_n - t_n)^2$ and $\frac{\partial L}{\partial w} = \frac{2}{N} \sum_{n=1}^N (w x_n - t_n) x_n$`,
      right: r`\frac{1}{N} \sum_{n=1}^N (w x_n - t_n) x_n`,
    },
    { wrong: r`$L = (y + z - t)^2$ and $\frac{\partial L}{\partial y} = (y + z) - t$`, right: r`2 ((y + z) - t)` },
    {
      wrong: r`$A \in \mathbb R^{n \times d}$, $u \in \mathbb R^d$, $q(u) = \|A u\|^2 + c \|u\|^2$ and $\nabla_u^2 q = 2 A^\top A + c I$`,
      right: r`2 A^\top A + 2 c I`,
    },
    {
      wrong: r`$L = \frac{1}{2N} \sum_{n=1}^N (y_n - t_n)^2$ and $\frac{\partial L}{\partial y_n} = y_n - t_n$`,
      right: r`\frac{1}{N}\, (y_n - t_n)`,
    },
  ],
};

/** A number too few or too many, such as the 2 of a square. */
export const wrongConstant: SlipKind = {
  name: 'wrong-constant',
  why: 'a power gives its exponent',
  byValues: true,
  *slips(slipCase: SlipCase): Iterable<Slip> {
    for (const term of allTerms(slipCase.written)) {
      const ratio = ratioFor(slipCase, term);
      const constant = ratio && constantIn(ratio);
      if (constant !== undefined && isPlain(constant)) yield* constantFactor(slipCase, term, constant);
    }
  },
  examples: [],
};

/** A factor too many or too few inside of a sum, where only trying tells: it is another one for each member. */
export const wrongInnerFactor: SlipKind = {
  name: 'wrong-inner-factor',
  why: 'each member of a sum has its own factors by the chain rule',
  *slips({ written, inner, text }: SlipCase): Iterable<Slip> {
    for (const sum of walk(written)) {
      if (sum.kind !== 'reduce' || sum.op !== 'sum' || sum.body.at === undefined) continue;
      const { body, index } = sum;
      for (const place of placesIn(body)) {
        const { factor, owner } = place;
        if (factor.kind !== 'ref' || factor.at === undefined || !freeIndices(factor).has(index)) continue;
        yield {
          mended: substitute(written, owner, without(place)),
          at: factor.at,
          edits: removal(place, text),
          class: 'extra-factor',
          message: message('slip-extra-factor', { part: text(factor.at) }),
        };
      }
      for (const { expr, tex } of inner()) {
        if (!freeIndices(expr).has(index)) continue;
        const mended = substitute(written, body, { kind: 'multiply', factors: [expr, body] });
        yield {
          mended,
          at: sum.body.at,
          edits: inFront(body, `${tex}\\, `),
          class: 'missing-factor',
          message: message('slip-missing-factor', { part: tex }),
        };
      }
    }
  },
  examples: [
    {
      wrong: r`$E = \frac12 \sum_n (w x_n + b - t_n)^2$ and $\frac{\partial E}{\partial w} = \sum_n (w x_n + b - t_n)$`,
      right: r`\sum_n x_n\, (w x_n + b - t_n)`,
    },
    {
      wrong: r`$E = \frac12 \sum_n (w x_n + b - t_n)^2$ and $\frac{\partial E}{\partial b} = \sum_n (w x_n + b - t_n) x_n$`,
      right: r`\sum_n (w x_n + b - t_n)`,
    },
  ],
};

/** The right value on one side of a kink and too much on the other. */
export const missingIndicator: SlipKind = {
  name: 'missing-indicator',
  why: 'where a maximum is flat its derivative is zero',
  byValues: true,
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { written, names, values } = slipCase;
    const bound = new Set(flatMap(walk(written), (node) => (node.kind === 'reduce' ? [node.index] : [])));
    const bodies = flatMap(walk(written), (node) => (node.kind === 'reduce' && node.op === 'sum' ? [node.body] : []));
    for (const term of [...termsIn(written), ...bodies]) {
      if (term.at === undefined) continue;
      const ratio = bodies.includes(term) ? undefined : ratioFor(slipCase, term);
      for (const { expr, tex } of names) {
        if (expr.kind !== 'indicator') continue;
        const isInside = [...freeIndices(expr)].some((id) => bound.has(id));
        const value = isInside ? undefined : values(expr);
        // Inside of a sum only trying tells.
        if (bodies.includes(term) !== isInside || (!isInside && (ratio === undefined || value === undefined || !matches(ratio, value))))
          continue;
        const mended = substitute(written, term, { kind: 'multiply', factors: [term, expr] });
        const end = { start: term.at.end, end: term.at.end };
        yield {
          mended,
          at: term.at,
          edits: [{ range: end, newText: r`\, \mathbb{1}[${tex}]` }],
          class: 'missing-indicator',
          message: message('slip-missing-indicator', { part: tex }),
        };
      }
    }
  },
  examples: [
    { wrong: r`$\ell = \max(0, 1 - y f)$ and $\frac{\partial \ell}{\partial f} = -y$`, right: r`-y\, \mathbb{1}[1 - y \, f > 0]` },
  ],
};

/** What one lacks of the factors of a term: the slope of a logistic function has both, `y (1 - y)`. */
function complements(term: Expr, text: SlipCase['text']): readonly Named[] {
  const factors = [term, ...flatMap([...placesIn(term)], ({ factor, isBelow }) => (isBelow ? [] : [factor]))];
  return flatMap(factors, (factor): Named[] => {
    if (factor.kind !== 'ref' || factor.at === undefined) return [];
    const one: Expr = { kind: 'number', value: 1, decimals: 0 };
    const expr: Expr = { kind: 'add', terms: [one, { kind: 'negate', of: factor }] };
    return [{ expr, tex: `(1 - ${text(factor.at)})`, family: factor.family }];
  });
}

/** A name, and 1 over it where notes call a count or a scale so: means are divided by it. */
function withReciprocal(named: Named, { isSize }: SlipCase): readonly Named[] {
  const { expr, tex, family } = named;
  if (expr.kind !== 'ref' || expr.slots.length > 0) return [named];
  if (!/^(?:[A-Z]|[dmn])$/.test(tex) && !isSize(family)) return [named];
  const one: Expr = { kind: 'number', value: 1, decimals: 0 };
  return [named, { expr: { kind: 'divide', numerator: one, denominator: expr }, tex: r`\frac{1}{${tex}}`, family }];
}

function* constantFactor(slipCase: SlipCase, term: Expr, constant: number): Generator<Slip> {
  const { written, text } = slipCase;
  const at = term.at;
  const tex = texOf(constant);
  if (at === undefined || tex === undefined) return;
  const first = term.kind === 'number' ? { factor: term, owner: term, isBelow: false } : (numberAt(term) ?? numberBelow(term, constant));
  const place = first?.factor.at;
  // The number that a name stands for is not written.
  if (first?.factor.kind === 'number' && place && !/[a-zA-Z]/.test(text(place))) {
    const { factor, isBelow } = first;
    const needed = isBelow ? factor.value / constant : factor.value * constant;
    const isGone = Math.abs(needed - 1) < close && factor !== term;
    const newText = texOf(needed);
    if (isGone || (newText !== undefined && Number.isInteger(needed))) {
      // What is too much is named, if it is a whole number.
      const gone = isBelow ? texOf(1 / factor.value) : text(place);
      const extra = isGone ? gone : Math.abs(constant) < 1 ? texOf(1 / constant) : undefined;
      const said = factor === term ? 'slip-wrong-variable' : extra === undefined ? 'slip-missing-factor' : 'slip-extra-factor';
      yield {
        mended: isGone ? substitute(written, first.owner, without(first)) : substitute(written, factor, { ...factor, value: needed }),
        at: place,
        edits: isGone ? removal(first, text) : [{ range: place, newText: newText as string }],
        class: factor === term ? 'other' : extra === undefined ? 'missing-factor' : 'extra-factor',
        message: message(said, { part: factor === term ? (newText as string) : (extra ?? tex) }),
      };
      return;
    }
  }
  const mended = substitute(written, term, { kind: 'multiply', factors: [{ kind: 'number', value: constant, decimals: 0 }, term] });
  // A number with the factor is one number.
  const whole = term.kind === 'number' ? texOf(term.value * constant) : undefined;
  yield {
    mended,
    at,
    edits: whole === undefined ? inFront(term, `${tex} `) : [{ range: at, newText: whole }],
    class: 'missing-factor',
    message: message('slip-missing-factor', { part: tex }),
  };
}

/** Whether a factor is a power of two, as squares bring them in; another may be a size by chance. */
function isPlain(value: number): boolean {
  return [0.25, 0.5, 1, 2, 4].some((plain) => Math.abs(Math.abs(value) - plain) < close);
}

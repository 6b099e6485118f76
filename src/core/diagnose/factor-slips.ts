import type { Expr, Reduction } from '../expr/expr.ts';
import { freeIndices, substitute } from '../expr/expr.ts';
import { message } from '../text/message.ts';
import type { Edit } from '../text/range.ts';
import { type Named, type Slip, type SlipCase, type SlipKind, termsIn } from './slip.ts';

const r = String.raw;
const close = 1e-9;

/** A sum that was dropped, so that an index hangs free. */
export const missingSum: SlipKind = {
  name: 'missing-sum',
  why: 'a quantity reaches the loss along several paths, and their contributions add up',
  *slips({ written, expected, indices }: SlipCase): Iterable<Slip> {
    const bound = freeIndices(expected);
    for (const term of termsIn(written)) {
      if (term.at === undefined) continue;
      for (const { id, letter } of indices) {
        if (!freeIndices(term).has(id) || bound.has(id)) continue;
        const mended = substitute(written, term, summed('sum', id, term));
        const edits = [{ range: { start: term.at.start, end: term.at.start }, newText: r`\sum_${letter} ` }];
        yield { mended, at: term.at, edits, class: 'missing-sum', message: message('slip-missing-sum', { part: letter }) };
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
              mended: substitute(written, term, summed('sum', index.id, product)),
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
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { written, names } = slipCase;
    for (const term of written.kind === 'add' ? [...termsIn(written), written] : termsIn(written)) {
      const ratio = ratioFor(slipCase, term);
      if (term.at === undefined || ratio === undefined) continue;
      const constant = constantIn(ratio);
      if (constant !== undefined && !(slipCase.counts && !isPlain(constant))) yield* constantFactor(slipCase, term, constant);
      for (const factor of factorsOf(term)) {
        const value = slipCase.values(factor);
        if (
          factor.at === undefined ||
          value === undefined ||
          !matches(
            ratio,
            value.map((v) => 1 / v),
          )
        )
          continue;
        const mended = substitute(written, term, without(term, factor));
        yield {
          mended,
          at: factor.at,
          edits: removal(term, factor),
          class: 'extra-factor',
          message: message('slip-extra-factor', { part: slipCase.text(factor.at) }),
        };
      }
      for (const { expr, tex } of names.flatMap(withReciprocal)) {
        const value = expr.kind === 'indicator' ? undefined : slipCase.values(expr);
        const times = value && constantIn(ratio.map((q, at) => q / (value[at] as number)));
        const number = times === undefined || Math.abs(times - 1) < close ? '' : texOf(times);
        if (value === undefined || times === undefined || number === undefined) continue;
        if (slipCase.counts && number !== '' && !isPlain(times)) continue;
        const factors: readonly Expr[] = number === '' ? [expr] : [{ kind: 'number', value: times, decimals: 0 }, expr];
        const part = `${number}${number === '' ? '' : ' '}${tex}`;
        const mended = substitute(written, term, { kind: 'multiply', factors: [...factors, term] });
        const edits = timesFactor(term, `${part}\\, `);
        yield { mended, at: term.at, edits, class: 'missing-factor', message: message('slip-missing-factor', { part }) };
      }
    }
  },
  examples: [
    { wrong: r`$y = w x + b$ and $\frac{\partial y}{\partial w} = w x$`, right: r`x` },
    { wrong: r`$L = y^2$, $y = w x$ and $\frac{\partial L}{\partial w} = 2 y$`, right: r`x\, 2 y` },
    { wrong: r`$L = y^2$ and $\frac{\partial L}{\partial y} = y$`, right: r`2 y` },
    { wrong: r`$L = \frac{\lambda}{2} y^2 + z$ and $\frac{\partial L}{\partial y} = 2 \lambda y$`, right: r`\lambda y` },
    { wrong: r`$L = (y - t)^2$ and $\frac{\partial L}{\partial y} = y - t$`, right: r`2 (y - t)` },
    { wrong: r`$L = (y - t)^2$ and $\frac{\partial L}{\partial y} = (y - t)$`, right: r`2 (y - t)` },
    { wrong: r`$L = (y + z - t)^2$ and $\frac{\partial L}{\partial y} = (y + z) - t$`, right: r`2 ((y + z) - t)` },
    {
      wrong: r`$L = \frac{1}{2N} \sum_{n=1}^N (y_n - t_n)^2$ and $\frac{\partial L}{\partial y_n} = y_n - t_n$`,
      right: r`\frac{1}{N}\, (y_n - t_n)`,
    },
  ],
};

/** The right value on one side of a kink and too much on the other. */
export const missingIndicator: SlipKind = {
  name: 'missing-indicator',
  why: 'where a maximum is flat its derivative is zero',
  *slips(slipCase: SlipCase): Iterable<Slip> {
    for (const term of termsIn(slipCase.written)) {
      const ratio = ratioFor(slipCase, term);
      if (term.at === undefined || ratio === undefined) continue;
      for (const { expr, tex } of slipCase.names) {
        if (expr.kind !== 'indicator') continue;
        const value = slipCase.values(expr);
        if (value === undefined || !matches(ratio, value)) continue;
        const mended = substitute(slipCase.written, term, { kind: 'multiply', factors: [term, expr] });
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

/** A name, and 1 over it where notes call a count so: means are divided by it. */
function withReciprocal(named: Named): readonly Named[] {
  const { expr, tex, family } = named;
  if (expr.kind !== 'ref' || expr.slots.length > 0) return [named];
  if (!/^(?:[A-Z]|[mn])$/.test(tex)) return [named];
  const one: Expr = { kind: 'number', value: 1, decimals: 0 };
  return [named, { expr: { kind: 'divide', numerator: one, denominator: expr }, tex: r`\frac{1}{${tex}}`, family }];
}

function* constantFactor(slipCase: SlipCase, term: Expr, constant: number): Generator<Slip> {
  const { written, text } = slipCase;
  const at = term.at;
  const tex = texOf(constant);
  if (at === undefined || tex === undefined) return;
  const [first] = term.kind === 'number' ? [term] : factorsOf(term);
  const product = first?.kind === 'number' ? first.value * constant : undefined;
  const needed = product !== undefined && Math.abs(product - 1) < close && first !== term ? 1 : product;
  if (first?.kind === 'number' && first.at && needed !== undefined && texOf(needed) !== undefined) {
    const mended = substitute(written, first, { ...first, value: needed });
    const newText = needed === 1 ? '' : (texOf(needed) as string);
    yield {
      mended,
      at: first.at,
      edits: needed === 1 ? removal(term, first) : [{ range: first.at, newText }],
      class: needed === 1 ? 'extra-factor' : 'missing-factor',
      message: message(needed === 1 ? 'slip-extra-factor' : first === term ? 'slip-wrong-variable' : 'slip-missing-factor', {
        part: needed === 1 ? text(first.at) : first === term ? newText : tex,
      }),
    };
    return;
  }
  const mended = substitute(written, term, { kind: 'multiply', factors: [{ kind: 'number', value: constant, decimals: 0 }, term] });
  yield {
    mended,
    at,
    edits: timesFactor(term, `${tex} `),
    class: 'missing-factor',
    message: message('slip-missing-factor', { part: tex }),
  };
}

/** Whether a factor is a power of two, as squares bring them in; another may be a size by chance. */
function isPlain(value: number): boolean {
  return [0.25, 0.5, 1, 2, 4].some((plain) => Math.abs(Math.abs(value) - plain) < close);
}

/** A small rational as a person writes it; undefined for other numbers and for ±1. */
function texOf(value: number): string | undefined {
  for (const below of [1, 2, 3, 4]) {
    const above = value * below;
    if (Math.abs(above - Math.round(above)) > close || Math.abs(above) > 12 || Math.round(above) === 0) continue;
    const whole = Math.round(above);
    if (below === 1) return whole === -1 ? undefined : String(whole);
    return `${whole < 0 ? '-' : ''}\\frac{${Math.abs(whole)}}{${below}}`;
  }
  return undefined;
}

function summed(op: Reduction, index: number, body: Expr): Expr {
  return { kind: 'reduce', op, index, bounds: {}, conditions: [], body };
}

function factorsOf(term: Expr): readonly Expr[] {
  return term.kind === 'multiply' ? term.factors : [];
}

function without(term: Expr, factor: Expr): Expr {
  if (term.kind !== 'multiply') return term;
  const factors = term.factors.filter((other) => other !== factor);
  return factors.length === 1 ? (factors[0] as Expr) : { ...term, factors };
}

/** A factor in front of a term; a sum gets brackets, unless it has them: then its place begins before its first term. */
function timesFactor(term: Expr, factor: string): readonly Edit[] {
  if (term.at === undefined) return [];
  const { start, end } = term.at;
  const isBare = term.kind === 'add' && term.terms[0]?.at?.start === start;
  const front = { range: { start, end: start }, newText: isBare ? `${factor}(` : factor };
  return isBare ? [front, { range: { start: end, end }, newText: ')' }] : [front];
}

function removal(term: Expr, factor: Expr): readonly Edit[] {
  const factors = factorsOf(term);
  const position = factors.indexOf(factor);
  const at = factor.at;
  if (at === undefined) return [];
  const next = factors[position + 1]?.at;
  const before = factors[position - 1]?.at;
  const range = next ? { start: at.start, end: next.start } : { start: before?.end ?? at.start, end: at.end };
  return [{ range, newText: '' }];
}

/** What a term must be multiplied by, at every point: (expected − the other terms) / term. */
function ratioFor({ written, expected, values }: SlipCase, term: Expr): Float64Array | undefined {
  const all = values(written);
  const target = values(expected);
  const zero: Expr = { kind: 'number', value: 0, decimals: 0 };
  const rest = values(substitute(written, term, zero));
  if (all === undefined || target === undefined || rest === undefined) return undefined;
  return all.map((value, at) => ((target[at] as number) - (rest[at] as number)) / (value - (rest[at] as number)));
}

function constantIn(ratio: Float64Array): number | undefined {
  let constant: number | undefined;
  for (const value of ratio) {
    if (Number.isNaN(value)) continue;
    constant ??= value;
    if (Math.abs(value - constant) > close * Math.max(1, Math.abs(constant))) return undefined;
  }
  return constant !== undefined && Math.abs(constant) > close ? constant : undefined;
}

function matches(ratio: Float64Array, value: Float64Array): boolean {
  let seen = 0;
  for (let at = 0; at < ratio.length; at++) {
    const q = ratio[at] as number;
    const v = value[at] as number;
    if (!Number.isFinite(q) || !Number.isFinite(v)) continue;
    if (Math.abs(q - v) > close * Math.max(1, Math.abs(v))) return false;
    seen++;
  }
  return seen > 2;
}

import type { Expr } from '../expr/expr.ts';
import { substitute, walk } from '../expr/expr.ts';
import { partsOfKey } from '../meaning/symbols.ts';
import { message } from '../text/message.ts';
import { placesIn } from './places.ts';
import { matches, ratioFor } from './ratios.ts';
import { allTerms, type Slip, type SlipCase, type SlipKind } from './slip.ts';

const r = String.raw;

/** One symbol in the place of another with the same indices: a layer's input for its output, a score for an activation. */
export const wrongVariable: SlipKind = {
  name: 'wrong-variable',
  why: 'the derivative is of another quantity than the one that is written',
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { written, names, inner, whole } = slipCase;
    if (written.kind === 'ref' && written.at) {
      for (const value of [1, 0]) {
        const mended: Expr = { kind: 'number', value, decimals: 0 };
        yield {
          mended,
          at: written.at,
          edits: [{ range: written.at, newText: String(value) }],
          class: 'wrong-variable',
          message: message('slip-wrong-variable', { part: value }),
        };
      }
    }
    yield* exchanged(written, [...names, ...inner()], (node, by) => ({ mended: substitute(written, node, by) }));
    if (whole) yield* exchangedWhole(whole);
    yield* exchangedLeft(slipCase);
  },
  examples: [
    { wrong: r`$f = u + z$ and $\frac{\partial f}{\partial u} = z$`, right: r`1` },
    {
      wrong: r`$E = \sum_k y_k^2$, $y_k = \sum_j w_{kj} z_j$, $z_j = \tanh(a_j)$ and $\frac{\partial E}{\partial w_{kj}} = 2 y_k a_j$`,
      right: r`2 y_k z_j`,
    },
    {
      wrong: r`$X \in \mathbb{R}^{m \times d}$. $Z = X W$, $A = \tanh(Z)$, $Y = A V$, $L = \|Y - T\|^2$, $\frac{\partial L}{\partial V} = Z^\top \frac{\partial L}{\partial Y}$`,
      right: r`A^\top \frac{\partial L}{\partial Y}`,
    },
    {
      wrong: r`$E = \frac12 \sum_n (w x_n - t_n)^2$ and $\frac{\partial E}{\partial w} = \sum_n (w x_n - t_n) t_n$`,
      right: r`\sum_n (w x_n - t_n) x_n`,
    },
  ],
};

/** A factor that is another name with other indices: found from what the factor has to be. */
export const wrongFactorName: SlipKind = {
  name: 'wrong-factor-name',
  why: 'the derivative is of another quantity than the one that is written',
  byValues: true,
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { written, names, values } = slipCase;
    for (const term of allTerms(written)) {
      const ratio = ratioFor(slipCase, term);
      if (ratio === undefined) continue;
      for (const { factor, isBelow } of placesIn(term)) {
        const own = factor.kind === 'ref' && factor.at !== undefined ? values(factor) : undefined;
        if (own === undefined || factor.at === undefined) continue;
        const needed = own.map((value, at) => (isBelow ? value / (ratio[at] as number) : value * (ratio[at] as number)));
        for (const { expr, tex, family } of names) {
          const value = expr.kind === 'ref' ? values(expr) : undefined;
          if (value === undefined || !matches(needed, value)) continue;
          const isSame = factor.kind === 'ref' && partsOfKey(family).base === partsOfKey(factor.family).base;
          yield {
            mended: substitute(written, factor, expr),
            at: factor.at,
            edits: [{ range: factor.at, newText: tex }],
            class: isSame ? 'wrong-index' : 'wrong-variable',
            message: message('slip-wrong-variable', { part: tex }),
          };
        }
      }
    }
  },
  examples: [
    {
      wrong: r`$E = \frac12 \sum_k (o_k - t_k)^2$, $o_k = \sum_j v_{jk} h_j$, $h_j = \sigma(z_j)$, $z_j = \sum_i w_{ij} x_i$ and $\frac{\partial E}{\partial w_{ij}} = \Big( \sum_k (o_k - t_k) v_{jk} \Big) h_j (1 - h_j) z_j$`,
      right: r`\Big( \sum_k (o_k - t_k) v_{jk} \Big) h_j (1 - h_j) x_i`,
    },
  ],
};

/** The derivative by another name in the place of the right one: copied from the line above, and not changed everywhere. */
export const wrongDerivative: SlipKind = {
  name: 'wrong-derivative',
  why: 'the gradient that flows in is that of a neighbour',
  *slips({ written, names, whole }: SlipCase): Iterable<Slip> {
    const by = (formula: Expr): ReadonlySet<Expr> =>
      new Set(walk(formula).flatMap((node) => (node.kind === 'partial' && node.wrt.kind === 'ref' ? [node.wrt] : [])));
    if (whole) yield* exchangedWhole(whole, by(whole.source));
    else yield* exchanged(written, names, (node, other) => ({ mended: substitute(written, node, other) }), by(written));
  },
  examples: [
    {
      wrong: r`$U = W_1 X$, $V = W_2 X$, $Y = U V^\top$. $\frac{\partial \ell}{\partial U} = \frac{\partial \ell}{\partial Y} V$ and $\frac{\partial \ell}{\partial W_2} = \frac{\partial \ell}{\partial U} X^\top$`,
      right: r`\frac{\partial \ell}{\partial V} X^\top`,
    },
  ],
};

/** A derivative in a listing that has the name of another one. */
export const wrongHead: SlipKind = {
  name: 'wrong-head',
  why: 'of two assignments to one name the one that is wrong is meant for a name that is used and has none',
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { expected, listed } = slipCase;
    if (listed(expected).assigned < 2) return;
    for (const slip of exchangedLeft(slipCase)) {
      const { assigned, isUsed } = listed(slip.left ?? expected);
      if (assigned === 0 && isUsed) yield slip;
    }
  },
  examples: [
    {
      wrong: '```\nv = x*y\nu = w+v\nf = u*z\ndfdu = z\ndfdy = 1*dfdu\ndfdx = y*dfdv\ndfdy = x*dfdv\n```',
      right: 'dfdv',
    },
  ],
};

/** A whole vector or matrix in the place of another. */
function* exchangedWhole({ source, reread, names }: NonNullable<SlipCase['whole']>, among?: ReadonlySet<Expr>): Generator<Slip> {
  const nodes = walk(source);
  // `a^{[2]T}`, where the mark stands inside of the name.
  const isMarked = (node: Expr): boolean =>
    nodes.some((outer) => outer.kind === 'tensor' && outer.op === 'transpose' && outer.args[0] === node && outer.at?.end === node.at?.end);
  for (const node of nodes) {
    if (node.kind !== 'ref' || node.at === undefined || among?.has(node) === false) continue;
    for (const { expr, tex, family } of names()) {
      const mended = family === node.family ? undefined : reread(substitute(source, node, expr));
      if (mended === undefined) continue;
      const part = !isMarked(node) ? tex : /\^\{[^{}]*\}$/.test(tex) ? `${tex.slice(0, -1)}T}` : `${tex}^T`;
      yield {
        mended,
        at: node.at,
        edits: [{ range: node.at, newText: part }],
        class: partsOfKey(family).base === partsOfKey(node.family).base ? 'wrong-index' : 'wrong-variable',
        message: message('slip-wrong-variable', { part }),
      };
    }
  }
}

/** The derivative of something else, or by something else. */
function* exchangedLeft({ written, expected, names, hasLeft, text }: SlipCase): Generator<Slip> {
  if (!hasLeft || expected.kind !== 'partial') return;
  for (const side of [expected.wrt, expected.of]) {
    for (const slip of exchanged(side, names, (node, by) => ({ mended: written, left: substitute(expected, node, by) }))) {
      const { left } = slip;
      if (left?.kind === 'partial' && isSameName(left.of, left.wrt)) continue;
      yield { ...slip, edits: slip.edits.filter(({ range }) => !/[a-z]{2}/.test(text(range))) };
    }
  }
}

/** Whether two formulas are of the same name, so that the derivative of one by the other says nothing. */
function isSameName(one: Expr, other: Expr): boolean {
  return one.kind === 'ref' && other.kind === 'ref' && one.family === other.family;
}

/** A formula with one of its names exchanged for another with the same indices. */
function* exchanged(
  side: Expr,
  names: SlipCase['names'],
  mend: (node: Expr, by: Expr) => Pick<Slip, 'mended' | 'left'>,
  among?: ReadonlySet<Expr>,
): Generator<Slip> {
  for (const node of walk(side)) {
    if (node.kind !== 'ref' || node.at === undefined || among?.has(node) === false) continue;
    for (const { expr, tex } of names) {
      if (expr.kind !== 'ref' || expr.family === node.family || expr.slots.length !== node.slots.length) continue;
      const same = expr.slots.every((term, at) => {
        const own = node.slots[at];
        return term.kind === 'index' && own?.kind === 'index'
          ? term.id === own.id && term.shift === own.shift
          : term.kind === 'value' && own?.kind === 'value' && term.value === own.value;
      });
      if (!same) continue;
      yield {
        ...mend(node, expr),
        at: node.at,
        edits: [{ range: node.at, newText: tex }],
        class: 'wrong-variable',
        message: message('slip-wrong-variable', { part: tex }),
      };
    }
  }
}

import { substitute } from '../expr/expr.ts';
import { message } from '../text/message.ts';
import { inFront, matches, ratioFor } from './ratios.ts';
import { allTerms, type Slip, type SlipCase, type SlipKind } from './slip.ts';

const r = String.raw;

/** A link of the chain rule that was left out (`(a - y) x` for `(a - y)(1 - a^2) x`). */
export const missingLink: SlipKind = {
  name: 'missing-link',
  why: 'the chain rule gives one factor for each link',
  byValues: true,
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { written, values, links, whole } = slipCase;
    for (const term of allTerms(written)) {
      const ratio = ratioFor(slipCase, term);
      if (term.at === undefined || ratio === undefined) continue;
      for (const { expr, tex } of links()) {
        const value = values(expr);
        if (value === undefined || !matches(ratio, value)) continue;
        yield {
          mended: substitute(written, term, { kind: 'multiply', factors: [expr, term] }),
          at: term.at,
          edits: whole === undefined ? inFront(term, `${tex} `) : [],
          class: 'missing-factor',
          message: message('slip-missing-factor', { part: tex }),
        };
      }
    }
  },
  examples: [
    {
      wrong: r`$L = \frac12 (a - y)^2$, $a = \tanh(z)$, $z = w x$ and $\frac{\partial L}{\partial w} = (a - y) x$`,
      right: r`\frac{\partial a}{\partial z} (a - y) x`,
    },
  ],
};

/** A divisor that was left out, such as a root or a scale by which an argument is divided. */
export const missingDivisor: SlipKind = {
  name: 'missing-divisor',
  why: 'what an argument is divided by, its derivative is divided by too',
  byValues: true,
  *slips(slipCase: SlipCase): Iterable<Slip> {
    const { written, values, names, parts, whole } = slipCase;
    for (const term of allTerms(written)) {
      const ratio = ratioFor(slipCase, term);
      if (term.at === undefined || term.kind === 'number' || ratio === undefined) continue;
      const scales = names.filter(({ expr }) => expr.kind === 'ref' && expr.slots.length === 0);
      for (const { expr, tex } of [...scales, ...parts()]) {
        const value = expr.kind === 'indicator' ? undefined : values(expr);
        if (
          value === undefined ||
          !matches(
            ratio,
            value.map((v) => 1 / v),
          )
        )
          continue;
        const part = r`\frac{1}{${tex}}`;
        yield {
          mended: substitute(written, term, { kind: 'divide', numerator: term, denominator: expr }),
          at: term.at,
          edits: whole === undefined ? inFront(term, part) : [],
          class: 'missing-factor',
          message: message('slip-missing-factor', { part }),
        };
      }
    }
  },
  examples: [{ wrong: r`$s = \frac{q^2}{\sqrt{d}}$, $\frac{\partial s}{\partial q} = 2 q$`, right: r`\frac{1}{\sqrt{d}}2 q` }],
};

import { cover } from '../../text/range.ts';
import { type Prefix, r } from '../notation.ts';
import type { Reader } from '../reader.ts';
import type { Syntax } from '../syntax.ts';
import type { Token } from '../token.ts';
import { leibniz, withOperand } from './derivatives.ts';

/** The fraction that `\over` makes of the brace at `place`, if it does. */
export function overFraction(reader: Reader, place: number): Syntax | undefined {
  const { tokens, over, partner } = reader.tape;
  const middle = over.get(place);
  if (middle === undefined) return undefined;
  const other = partner[place] as number;
  const range = cover(tokens[place] as Token, tokens[other] as Token);
  const derivative = leibniz(reader, [place + 1, middle], [middle + 1, other], range);
  if (derivative !== undefined) return withOperand(reader, derivative);
  const numerator = reader.region(place + 1, middle);
  return { kind: 'quotient', numerator, denominator: reader.region(middle + 1, other), inline: false, range };
}

export const fractions: readonly Prefix[] = [
  {
    fixity: 'prefix',
    triggers: [r`\frac`, r`\dfrac`, r`\tfrac`, r`\cfrac`, r`\nicefrac`, r`\sfrac`],
    read(reader, trigger) {
      const above = reader.span();
      const early = above === undefined ? reader.argument() : undefined;
      const below = reader.span();
      const derivative = above && below && leibniz(reader, above, below, cover(trigger, reader.behind));
      if (derivative) return withOperand(reader, derivative);
      const numerator = early ?? reader.region(...(above as readonly [number, number]));
      const denominator = below === undefined ? reader.argument() : reader.region(...below);
      const range = cover(trigger, reader.behind, numerator.range, denominator.range);
      return { kind: 'quotient', numerator, denominator, inline: false, range };
    },
    examples: [
      [r`\frac{a}{b}`, '(quotient a b)'],
      [r`\frac12`, '(quotient 1 2)'],
      [r`\frac1N x`, '(product (quotient 1 N) x)'],
      [r`\tfrac{1}{2}`, '(quotient 1 2)'],
      [r`\frac{a}{`, '(quotient a ?)'],
      [r`\frac{\partial E}{\partial w_{ji}^{(1)}}`, '(partial E (scripts w _ (product j i) ^ (() 1)))'],
      [r`\frac{dE}{dw}`, '(partial E w)'],
      [r`\frac{\mathrm{d}E}{\mathrm{d}w}`, '(partial E w)'],
      [r`\frac{d}{dx} x^2 + 1`, '(sum + (partial-of (scripts x ^ 2) x) + 1)'],
      [
        r`\frac{\partial}{\partial w_j}\, \lambda \sum_k w_k^2`,
        r`(partial-of (product \lambda (big sum (k) - (scripts w _ k ^ 2))) (scripts w _ j))`,
      ],
      [r`\frac{d}{dx}\left(1 + x\right)^{-1}`, '(partial-of (scripts (() (sum + 1 + x)) ^ (sum - 1)) x)'],
      [r`\frac{d\sigma}{dx}(x)`, r`(call (partial \sigma x) (() x))`],
      [r`\frac{\partial^2 f}{\partial x \partial y}`, '(partial f x y)'],
      [r`\frac{d^2 y}{dx^2}`, '(partial y x x)'],
      [r`\frac{\partial^2 V}{\partial q(x)^2}`, '(partial V (call q (() x)) (call q (() x)))'],
      [r`\frac{d h_j}{d u_j}`, '(partial (scripts h _ j) (scripts u _ j))'],
      [r`\frac{\partial L}{\partial \sigma^2}`, r`(partial L (scripts \sigma ^ 2))`],
      [r`\frac{\partial (a+b)}{\partial f(z_l)}`, '(partial (() (sum + a + b)) (call f (() (scripts z _ l))))'],
      [r`\frac{\partial \frac{a}{b}}{\partial z_k}`, '(partial (quotient a b) (scripts z _ k))'],
      [r`\frac{{dJ}}{{dv}}`, '(partial J v)'],
      [r`\frac{\partial^2 L}{{\partial w}^2}`, '(partial L w w)'],
      [r`\frac{d^2 L}{(dw)^{2}}`, '(partial L w w)'],
      [r`\frac{\partial{L}}{\partial{w}}`, '(partial L w)'],
      [r`\frac{d}{n}`, '(quotient d n)'],
      [r`\frac{d_1}{d_2}`, '(quotient (scripts d _ 1) (scripts d _ 2))'],
      [r`\frac{\delta E}{\delta w}`, r`(quotient (product \delta E) (product \delta w))`],
    ],
  },
  {
    fixity: 'prefix',
    triggers: [r`\sqrt`],
    read(reader, trigger) {
      const degree = reader.option();
      const body = reader.argument();
      return { kind: 'root', ...(degree && { degree }), body, range: cover(trigger, reader.behind, body.range) };
    },
    examples: [
      [r`\sqrt{x+1}`, '(root (sum + x + 1))'],
      [r`\sqrt[3]{x}`, '(root 3 x)'],
      [r`\sqrt x`, '(root x)'],
    ],
  },
];

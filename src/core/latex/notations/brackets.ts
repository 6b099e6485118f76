import { cover } from '../../text/range.ts';
import { type Prefix, r } from '../notation.ts';
import type { Reader } from '../reader.ts';
import type { Syntax } from '../syntax.ts';
import { gridAsCases } from './environments.ts';
import { overFraction } from './fractions.ts';

/** `( … )`, `\left\{ … \right.`; a bracket without its partner is a hole, and what follows it is still read. */
export const brackets: Prefix = {
  fixity: 'prefix',
  triggers: [],
  read(reader, trigger) {
    const place = reader.place - 1;
    const other = reader.partner(place);
    if (other === undefined) return reader.hole(trigger, 'unclosed-bracket', { sign: trigger.text });
    const close = reader.tape.tokens[other] as typeof trigger;
    const grid = trigger.text === '{' && close.text === '' ? gridAsCases(reader, place + 1, other) : undefined;
    if (grid !== undefined) {
      reader.skipTo(other + 1);
      return { ...grid, range: cover(trigger, close, grid.range) };
    }
    const body = reader.region(place + 1, other, { start: trigger.end, end: trigger.end });
    reader.skipTo(other + 1);
    return { kind: 'group', open: trigger.text, close: close.text, body, range: cover(trigger, close, body.range) };
  },
  examples: [
    ['(a+b)c', '(product (() (sum + a + b)) c)'],
    [r`\left[ a \right]`, '([] a)'],
    [r`\bigl(a\bigr)`, '(() a)'],
    [r`\big( a \big)`, '(() a)'],
    ['[0, 1)', '([) (list , 0 1))'],
    [r`\{0, 1\}`, '({} (list , 0 1))'],
    [r`\langle a, b \rangle`, '(⟨⟩ (list , a b))'],
    [r`\left. f \right|_{x=0}`, '(scripts (| f) _ (= x 0))'],
    [r`f|_{x=0}`, '(scripts (| f) _ (= x 0))'],
    [r`(a + b`, '(sum + (product ? a) + b)'],
    [r`a + b)`, '(sum + a + (product b ?))'],
    [
      r`f(x) = \left\{\begin{array}{ll} 1 & x > 0 \\ 0 & x \le 0 \end{array}\right.`,
      r`(= (call f (() x)) (cases (1 (> x 0)) (0 (\le x 0))))`,
    ],
  ],
};

export const bars: Prefix = {
  fixity: 'prefix',
  triggers: [],
  read(reader, trigger) {
    const place = reader.place - 1;
    const other = reader.barPartner(place);
    if (other === undefined) return reader.hole(trigger, 'unclosed-bracket', { sign: trigger.text });
    const close = reader.tape.tokens[other] as typeof trigger;
    const body = reader.region(place + 1, other, { start: trigger.end, end: trigger.end });
    reader.skipTo(other + 1);
    return { kind: 'group', open: trigger.text, close: trigger.text, body, range: cover(trigger, close, body.range) };
  },
  examples: [
    ['|x| + |y|', '(sum + (|| x) + (|| y))'],
    [r`\| w \|^2`, '(scripts (‖‖ w) ^ 2)'],
    ['||x||_2', '(scripts (‖‖ x) _ 2)'],
    [r`\lambda |w_j| R`, r`(product \lambda (|| (scripts w _ j)) R)`],
    [r`\left| x \right|`, '(|| x)'],
    [r`\lVert x \rVert`, '(‖‖ x)'],
    [r`|x|x|`, '(list | (product (|| x) x) ?)'],
  ],
};

/** `{…}` makes no node of its own; `{a \over b}` is a fraction. One that is never closed ends behind what follows it if that is one part, and is a hole else. */
export const braces: Prefix = {
  fixity: 'prefix',
  triggers: [],
  read(reader, trigger) {
    const place = reader.place - 1;
    const other = reader.partner(place);
    if (other === undefined) {
      if (reader.peek() === undefined) return reader.missing();
      // Of several parts nobody knows which one the brace was to end behind.
      const rest = reader.rest();
      return rest === place + 2 ? reader.region(place + 1, rest) : reader.hole(trigger, 'unclosed-bracket', { sign: trigger.text });
    }
    const close = reader.tape.tokens[other] as typeof trigger;
    reader.skipTo(other + 1);
    if (other === place + 1 && reader.operandAhead()) return reader.atom();
    const node = overFraction(reader, place) ?? reader.region(place + 1, other, { start: trigger.end, end: trigger.end });
    return node.kind === 'hole' && other > place + 1 ? node : { ...node, range: cover(trigger, close, node.range) };
  },
  examples: [
    ['{a}_{b}', '(scripts a _ b)'],
    [r`{a \over b + c}`, '(quotient a (sum + b + c))'],
    [r`{}^2`, '(scripts ? ^ 2)'],
    [r`^t x`, '(product (scripts ? ^ t) x)'],
  ],
};

/** `a^{<t>}`: a label in angle brackets, if that is what stands between two places. */
export function inAngles(reader: Reader, from: number, to: number): Syntax | undefined {
  const { tokens } = reader.tape;
  const [open, close] = [tokens[from], tokens[to - 1]];
  if (open?.text !== '<' || close?.text !== '>' || to < from + 3) return undefined;
  return { kind: 'group', open: '⟨', close: '⟩', body: reader.region(from + 1, to - 1), range: cover(open, close) };
}

/** `\underbrace{x}_{\text{why}}`: the remark is dropped. */
export const braced: Prefix = {
  fixity: 'prefix',
  triggers: [r`\underbrace`, r`\overbrace`, r`\underbracket`, r`\overbracket`],
  read(reader, trigger) {
    const node = reader.argument();
    const mark = reader.peek()?.kind;
    if (mark === '_' || mark === '^') {
      const kept = reader.holes.length;
      reader.next();
      reader.argument();
      reader.holes.length = kept;
    }
    return node.kind === 'hole' ? node : { ...node, range: cover(trigger, reader.behind, node.range) };
  },
  examples: [
    [r`\underbrace{a+b}_{\text{the sum}} c`, '(product (sum + a + b) c)'],
    [r`\boxed{a} \color{red} b`, '(product a b)'],
  ],
};

import { cover, type Range } from '../../text/range.ts';
import type { Tape } from '../arrange.ts';
import { extent } from '../extent.ts';
import { type Prefix, r } from '../notation.ts';
import { type Factor, juxtapose } from '../products.ts';
import type { Reader } from '../reader.ts';
import type { PartialSyntax, Syntax } from '../syntax.ts';
import { behindDifferential } from './differential.ts';
import { readMarks, withScripts } from './scripts.ts';

type Stretch = readonly [from: number, to: number];

/** The derivative that a fraction spells, or undefined for a quotient: both sides begin with a differential, and the lower one goes on. */
export function leibniz(reader: Reader, above: Stretch, below: Stretch, head: Range): PartialSyntax | undefined {
  const { tape } = reader;
  const [start, end] = unbraced(tape, ...above);
  const { stretch: under, times } = raised(tape, ...unbraced(tape, ...below));
  const top = behindDifferential(tape, start, end);
  const bottom = behindDifferential(tape, ...under);
  // `\frac{\partial y / \partial t}{\partial x / \partial t}`
  if (isInline(tape, start, end) && isInline(tape, ...under)) return undefined;
  if (top < 0 || bottom < 0 || !canBeDifferentiated(reader, bottom, under[1])) return undefined;
  const power = orderAt(reader, top, end);
  if (power === undefined) return undefined;
  const { order, behind } = power;
  if (behind < end && !canBeDifferentiated(reader, behind, end)) return undefined;
  const stretches = variables(reader, bottom, under[1], 1 < order);
  const single = stretches.map(([from, to]) => reader.region(from, to));
  const wrt =
    1 < times && single.length === 1 ? single.flatMap((variable) => new Array<Syntax>(times).fill(variable)) : repeated(single, order);
  const place = { start: head.start, end: head.end };
  const range = extent(place, wrt);
  const total = tape.tokens.slice(start, top).some(({ text }) => text === '\\partial') ? {} : ({ isTotal: true } as const);
  if (end <= behind) return { kind: 'partial', wrt, operator: true, head: place, range, ...total };
  const of = reader.region(behind, end);
  return { kind: 'partial', of, wrt, operator: false, head: place, range: cover(range, of.range), ...total };
}

/** A stretch without the braces around all of it. */
function unbraced({ tokens, partner }: Tape, from: number, to: number): Stretch {
  let [start, end] = [from, to];
  while (start + 1 < end && tokens[start]?.kind === '{' && partner[start] === end - 1) [start, end] = [start + 1, end - 1];
  return [start, end];
}

/** Whether a stretch has a slash with a differential behind it, outside of braces and brackets: a derivative in one line. */
function isInline(tape: Tape, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const inner = tape.partner[at] as number;
    if (at < inner && inner < to) at = inner;
    else if (tape.signs[at]?.role === 'quotient' && 0 <= behindDifferential(tape, at + 1, to)) return true;
  }
  return false;
}

/** What is in the bracket of `{\partial x}^2` or `(dx)^2`, and how often it is meant. */
function raised(tape: Tape, from: number, to: number): { stretch: Stretch; times: number } {
  const { tokens, partner } = tape;
  const close = tokens[from]?.kind === '{' || tokens[from]?.text === '(' ? (partner[from] as number) : -1;
  const power = from < close && close < to && tokens[close + 1]?.kind === '^' ? unbraced(tape, close + 2, to) : undefined;
  const times = power !== undefined && power[0] + 1 === power[1] ? Number(tokens[power[0]]?.text) : 1;
  return Number.isInteger(times) && 1 < times && times < 10 ? { stretch: [from + 1, close], times } : { stretch: [from, to], times: 1 };
}

function canBeDifferentiated({ tape }: Reader, at: number, end: number): boolean {
  const t = tape.tokens[at];
  return (
    t !== undefined && at < end && t.kind !== '_' && t.kind !== '^' && t.kind !== "'" && (t.kind === 'bar' || tape.signs[at] === undefined)
  );
}

/** `d^2`, `\partial^{2}`: the order, and where what is differentiated begins. */
function orderAt({ tape }: Reader, at: number, end: number): { order: number; behind: number } | undefined {
  if (at < end && tape.tokens[at]?.kind === '_') return undefined;
  if (end <= at || tape.tokens[at]?.kind !== '^') return { order: 1, behind: at };
  const braced = tape.tokens[at + 1]?.kind === '{';
  const number = tape.tokens[braced ? at + 2 : at + 1];
  const order = number?.kind === 'number' ? Number(number.text) : 0;
  if (!Number.isInteger(order) || order < 1 || 9 < order) return undefined;
  return { order, behind: at + (braced ? 4 : 2) };
}

/** The stretches between the differentials of a denominator; a letter `d` is one only where a higher order calls for several. */
function variables({ tape }: Reader, from: number, end: number, isHigher: boolean): Stretch[] {
  const found: Stretch[] = [];
  let begin = from;
  for (let at = from + 1; at < end; at++) {
    const inner = tape.partner[at] as number;
    const behind = behindDifferential(tape, at, end);
    if (0 < behind && behind < end && (isHigher || tape.tokens[at]?.text === '\\partial')) {
      found.push([begin, at]);
      begin = behind;
      at = behind;
    } else if (at < inner && inner < end) at = inner;
  }
  found.push([begin, end]);
  return found;
}

/** `x^2` under a second derivative is `x` twice, and `q(x)^2` is `q(x)` twice. */
function repeated(wrt: readonly Syntax[], order: number): Syntax[] {
  if (order <= wrt.length) return [...wrt];
  return wrt.flatMap((variable) => {
    if (variable.kind === 'call' && variable.after?.sup?.kind === 'number' && !variable.after.sub && variable.after.primes === 0) {
      const { after, ...bare } = variable;
      const times = after.sup?.kind === 'number' ? after.sup.value : 1;
      return 1 < times && times <= 9 ? new Array<Syntax>(times).fill(bare) : [variable];
    }
    const times = variable.kind === 'scripts' && variable.sup?.kind === 'number' ? variable.sup.value : 1;
    if (variable.kind !== 'scripts' || times < 2 || 9 < times) return [variable];
    const { sup: _, ...bare } = variable;
    const single = bare.sub === undefined && bare.primes === 0 ? bare.base : bare;
    return new Array<Syntax>(times).fill(single);
  });
}

/** The operator `\frac{d}{dx}` with the product behind it. */
export function withOperand(reader: Reader, partial: PartialSyntax): PartialSyntax {
  if (partial.of !== undefined || !reader.operandAhead()) return partial;
  const of = reader.product();
  return { ...partial, of, range: cover(partial.range, of.range) };
}

/** The derivative that `dL / dw` or `d / dx` spells, with the slash just read; replaces the factors that were its numerator. */
export function inlineLeibniz(reader: Reader, factors: Factor[]): PartialSyntax | undefined {
  const numerator = differentialNumerator(factors);
  const behind = behindDifferential(reader.tape, reader.place, reader.limit);
  if (numerator === undefined || behind < 0 || !canBeDifferentiated(reader, behind, reader.limit)) return undefined;
  const { of, order, taken } = numerator;
  const first = factors[factors.length - taken] as Factor;
  const wrt = repeated(inlineVariables(reader, order), order);
  const head = cover(first.node.range, reader.behind);
  const partial: PartialSyntax = {
    kind: 'partial',
    ...(of && { of }),
    wrt,
    operator: of === undefined,
    head,
    range: extent(head, wrt),
    isTotal: true,
  };
  factors.splice(-taken, taken, { ...first, node: withOperand(reader, partial) });
  return partial;
}

/** `d`, `d^2`, `d L`, `d^2 L` at the end of the factors. */
function differentialNumerator(factors: readonly Factor[]): { of?: Syntax; order: number; taken: number } | undefined {
  const last = factors.at(-1);
  const before = factors.at(-2);
  if (last === undefined) return undefined;
  const alone = differentialOrder(last.node);
  if (alone !== undefined) return { order: alone, taken: 1 };
  const order = before !== undefined && last.by === 'juxtaposed' ? differentialOrder(before.node) : undefined;
  return order === undefined ? undefined : { of: last.node, order, taken: 2 };
}

function differentialOrder(node: Syntax): number | undefined {
  if (node.kind === 'scripts' && node.sub === undefined && node.sup?.kind === 'number' && differentialOrder(node.base) === 1)
    return node.sup.value;
  return node.kind === 'symbol' && node.letter === 'd' && node.accents.length === 0 && (node.face === 'italic' || node.face === 'upright')
    ? 1
    : undefined;
}

/** `\partial x \partial y` behind a slash. */
function inlineVariables(reader: Reader, order: number): Syntax[] {
  const wrt: Syntax[] = [];
  do {
    reader.skipTo(behindDifferential(reader.tape, reader.place, reader.limit));
    wrt.push(withScripts(reader, reader.atom()));
  } while (wrt.length < order && 0 <= behindDifferential(reader.tape, reader.place, reader.limit));
  return wrt;
}

export const derivatives: readonly Prefix[] = [
  {
    fixity: 'prefix',
    triggers: [r`\partial`, r`\part`],
    endsOperand: true,
    read(reader, trigger) {
      const marks = readMarks(reader);
      // `\partial_x^k` has an order that is not known.
      if (marks?.sup && marks.sup.kind !== 'number') return reader.hole(cover(trigger, reader.behind), 'unknown-order');
      const order = marks?.sup?.kind === 'number' ? marks.sup.value : 1;
      if (marks?.sub !== undefined) {
        const head = cover(trigger, reader.behind, marks.sub.range);
        return withOperand(reader, {
          kind: 'partial',
          wrt: new Array<Syntax>(Math.min(order, 9)).fill(marks.sub),
          operator: true,
          head,
          range: head,
        });
      }
      const of = reader.operandAhead() ? reader.factor() : undefined;
      const isFraction = reader.sign()?.role === 'quotient' && 0 <= behindDifferential(reader.tape, reader.place + 1, reader.limit);
      let wrt: Syntax[] = [];
      if (isFraction) {
        reader.next();
        wrt = repeated(inlineVariables(reader, order), order);
      }
      const head = cover(trigger, reader.behind);
      if (of === undefined && !isFraction) return reader.hole(head, 'nothing-there');
      const range = extent(of === undefined ? head : cover(head, of.range), wrt);
      const partial: PartialSyntax = { kind: 'partial', ...(of && { of }), wrt, operator: of === undefined, head, range };
      return isFraction ? withOperand(reader, partial) : partial;
    },
    examples: [
      [r`\partial L/\partial w`, '(partial L w)'],
      [r`\partial L/\partial w + 1`, '(sum + (partial L w) + 1)'],
      [r`\partial_x f`, '(partial-of f x)'],
      [r`\partial^2 f/\partial x^2`, '(partial f x x)'],
      [r`\partial^2 f/\partial x \partial y`, '(partial f x y)'],
      [r`\partial / \partial x f`, '(partial-of f x)'],
      [r`{\partial L \over \partial w}`, '(partial L w)'],
      [r`\partial L`, '(partial L)'],
      [r`\partial_x^k`, '?'],
      [r`\partial`, '?'],
    ],
  },
  {
    fixity: 'prefix',
    triggers: [r`\nabla`],
    endsOperand: true,
    read(reader, trigger) {
      const marks = readMarks(reader);
      if (marks?.sup?.kind === 'symbol' && /^[a-z]$/.test(marks.sup.letter))
        return reader.hole(cover(trigger, reader.behind), 'unknown-order');
      const order = marks?.sup?.kind === 'number' ? marks.sup.value : 1;
      const wrt = marks?.sub;
      const head = cover(trigger, reader.behind, wrt?.range ?? trigger);
      if (!reader.operandAhead()) return { kind: 'nabla', ...(wrt && { wrt }), order, head, range: head };
      const of = differentiated(reader);
      return { kind: 'nabla', of, ...(wrt && { wrt }), order, head, range: cover(head, of.range) };
    },
    examples: [
      [r`\nabla_w f`, '(nabla w f)'],
      [r`\nabla f(w)`, '(nabla (call f (() w)))'],
      [r`\nabla_w \left( a b \right) c`, '(product (nabla w (() (product a b))) c)'],
      [r`\nabla_w^2 L`, '(nabla2 w L)'],
      [r`\nabla_a C \odot h`, r`(product (nabla a C) \odot h)`],
      [r`\nabla \frac{1}{2} \| w \|^2`, '(nabla (product (quotient 1 2) (scripts (‖‖ w) ^ 2)))'],
      [r`\nabla_w w^\top A w`, r`(nabla w (product (scripts w ^ \top) A w))`],
      [r`\nabla_\theta \log p`, r`(nabla \theta (log p))`],
      [r`\nabla`, '(nabla)'],
    ],
  },
];

/** What `\nabla` applies to: one factor, with the numbers in front of it; a product that begins with a transpose as a whole. */
function differentiated(reader: Reader): Syntax {
  const factors: Syntax[] = [reader.factor()];
  const isTransposed = (node: Syntax) =>
    node.kind === 'scripts' && node.sup?.kind === 'symbol' && /^(T|\\top|\\intercal)$/.test(node.sup.letter);
  const goesOn = () => {
    const last = factors[factors.length - 1] as Syntax;
    return isConstant(last) || isTransposed(factors[0] as Syntax) || factors.some(isTransposed);
  };
  while (reader.operandAhead() && goesOn()) factors.push(reader.factor());
  return juxtapose(factors);
}

function isConstant(node: Syntax): boolean {
  return node.kind === 'number' || (node.kind === 'quotient' && isConstant(node.numerator) && isConstant(node.denominator));
}

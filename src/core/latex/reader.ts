import { cover, type Range } from '../text/range.ts';
import type { Sign, Tape } from './arrange.ts';
import { Cursor } from './cursor.ts';
import { extent } from './extent.ts';
import type { Role } from './notation.ts';
import { inAngles } from './notations/brackets.ts';
import { withCall, withEvaluation } from './notations/calls.ts';
import { withMembers } from './notations/code.ts';
import { inlineLeibniz } from './notations/derivatives.ts';
import { startsDifferential, startsLeibniz } from './notations/differential.ts';
import { overFraction } from './notations/fractions.ts';
import { startsFunction } from './notations/functions.ts';
import { prefixOf } from './notations/index.ts';
import { withScripts } from './notations/scripts.ts';
import { type Factor, juxtapose, productOf, sumOf, type Term } from './products.ts';
import type { GroupSyntax, ProductSign, SymbolSyntax, Syntax } from './syntax.ts';
import { adjacent, type Token } from './token.ts';

/** Runs of letters that are one name. */
export interface Words {
  has(run: string): boolean;
}

/** Formulas nested deeper than this become holes. */
const depthLimit = 200;
/** How many tokens behind an operand tell whether it ends. */
const mostAhead = 3;

/**
 * A Pratt parser over a stretch of a tape: `formula` reads a list of relations of sums of products of factors, each level calling the tighter one.
 * What begins a factor comes from the tables of notations. Every reading method consumes at least one token or answers with a hole, so it ends.
 */
export class Reader extends Cursor {
  /** How symbols are set at this place: by `\mathbf{…}` and its like. */
  face: SymbolSyntax['face'] = 'italic';
  inScript = false;
  /** In the upper bound of a big operator. */
  inBound = false;
  private depth = 0;

  constructor(
    tape: Tape,
    /** Runs of letters that are one name. */
    readonly names: Words,
  ) {
    super(tape);
  }

  /** The formula between two places of the tape; all of it is consumed. `where` is the range of a formula that is not there. */
  region(from: number, to: number, where?: Range): Syntax {
    const { at, end, face, last, inScript } = this;
    this.at = from;
    this.end = to;
    this.last = where ?? this.gap(from, to);
    const read = this.nested(() => this.formula());
    this.at = at;
    this.end = end;
    this.face = face;
    this.last = last;
    this.inScript = inScript;
    return read;
  }

  /** The place in front of a stretch; of an empty one, behind what precedes it. */
  private gap(from: number, to: number): Range {
    const { tokens } = this.tape;
    const offset = (from < to ? tokens[from]?.start : tokens[from - 1]?.end) ?? 0;
    return { start: offset, end: offset };
  }

  /** A reading one level deeper, or a hole over all that is left where that is too deep. */
  private nested(read: () => Syntax): Syntax {
    if (depthLimit <= this.depth) {
      const first = this.peek() ?? this.last;
      const final = this.tape.tokens[this.end - 1] ?? first;
      this.at = Math.max(this.at, this.end);
      return this.hole(cover(first, final), 'nested-too-deeply');
    }
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }

  // levels, from loose to tight

  formula(): Syntax {
    let node = this.list();
    while (this.peek() !== undefined) {
      const odd = this.next() as Token;
      const parts: Syntax[] = [node, this.hole(odd, 'unexpected-sign', { sign: odd.text })];
      if (this.peek() !== undefined) parts.push(this.list());
      node = juxtapose(parts);
    }
    return node;
  }

  private list(): Syntax {
    const first = this.item();
    let separator = this.sign();
    if (separator?.role !== 'separator') return first;
    const items = [first];
    const separators: string[] = [];
    while (separator?.role === 'separator') {
      separators.push(separator.sign);
      this.next();
      if (this.peek() === undefined) {
        if (separator.sign === '|' || separator.sign === '‖') items.push(this.missing());
        break;
      }
      items.push(this.item());
      separator = this.sign();
    }
    return { kind: 'list', items, separators, range: extent(this.last, items) };
  }

  private item(): Syntax {
    return this.sign()?.sign === ':' ? this.colon() : this.relation();
  }

  /** A colon that stands for a whole axis. */
  private colon(): Syntax {
    const { start, end } = this.next() as Token;
    return { kind: 'symbol', letter: ':', face: 'italic', accents: [], range: { start, end } };
  }

  private relation(): Syntax {
    let left = this.sum();
    for (let sign = this.sign(); sign !== undefined && isRelation(sign.role); sign = this.sign()) {
      const { start, end } = this.next() as Token;
      const right = this.sum();
      left = {
        kind: 'relation',
        relation: sign.sign,
        relationRange: { start, end },
        left,
        right,
        range: cover(left.range, { start, end }, right.range),
      };
    }
    return left;
  }

  sum(): Syntax {
    if (this.sign()?.role !== 'sum') {
      const first = this.product();
      if (this.sign()?.role !== 'sum') return first;
      return this.terms([{ sign: '+', signRange: { start: first.range.start, end: first.range.start }, node: first }]);
    }
    return this.terms([]);
  }

  private terms(terms: Term[]): Syntax {
    for (let sign = this.sign(); sign?.role === 'sum'; sign = this.sign()) {
      const { start, end } = this.next() as Token;
      terms.push({ sign: sign.sign as '+' | '-', signRange: { start, end }, node: this.product() });
    }
    return sumOf(terms);
  }

  /** What an operator such as `\sum` applies to: the product behind it, with a sign of its own at most. */
  body(): Syntax {
    if (this.sign()?.role !== 'sum') return this.product();
    const sign = this.sign() as Sign;
    const { start, end } = this.next() as Token;
    const node = this.nested(() => this.product());
    return {
      kind: 'sum',
      terms: [{ sign: sign.sign as '+' | '-', signRange: { start, end }, node }],
      range: cover({ start, end }, node.range),
    };
  }

  product(): Syntax {
    const factors = [this.juxtaposed()];
    for (;;) {
      const sign = this.sign();
      if (sign?.role === 'quotient') this.quotient(factors);
      else if (sign?.role === 'product') {
        const { start, end } = this.next() as Token;
        factors.push({ by: sign.sign as ProductSign, signRange: { start, end }, node: this.factor() });
      } else if (this.operandAhead()) factors.push(this.juxtaposed());
      else break;
    }
    return productOf(factors);
  }

  private juxtaposed(asOperand = false): Factor {
    const at = this.peek()?.start ?? this.last.end;
    return { by: 'juxtaposed', signRange: { start: at, end: at }, node: this.factor(asOperand) };
  }

  /** `a / b` binds its two neighbours; `dL / dw` is a derivative. */
  private quotient(factors: Factor[]): void {
    this.next();
    const leibniz = inlineLeibniz(this, factors);
    if (leibniz !== undefined) return;
    const numerator = factors.pop() as Factor;
    const denominator = this.factor();
    const range = cover(numerator.node.range, denominator.range);
    factors.push({ ...numerator, node: { kind: 'quotient', numerator: numerator.node, denominator, inline: true, range } });
  }

  /** The factors that a function without brackets takes: up to a sign, a second bracket, or another function. */
  operand(fn: string): Syntax {
    if (this.sign()?.role === 'sum') return this.body();
    const factors = [this.juxtaposed(true)];
    while (this.continuesOperand(fn, factors)) {
      if (this.sign()?.role === 'quotient') this.quotient(factors);
      else factors.push(this.juxtaposed(true));
    }
    return productOf(factors);
  }

  private continuesOperand(fn: string, factors: readonly Factor[]): boolean {
    const t = this.peek();
    if (t === undefined) return false;
    const ends = (at: number): boolean => {
      const trigger = this.tape.tokens[at] as Token;
      const rule = trigger.kind === 'letter' ? undefined : prefixOf(trigger).endsOperand;
      if (typeof rule !== 'function') return rule === true;
      return rule({ fn, factors: factors.map(({ node }) => node), ahead: this.tape.tokens.slice(at, at + mostAhead) });
    };
    if (this.sign()?.role === 'quotient') return this.at + 1 < this.tape.tokens.length && !ends(this.at + 1);
    return (
      this.operandAhead() &&
      t.kind !== 'open' &&
      t.kind !== 'bar' &&
      t.kind !== 'close' &&
      !ends(this.at) &&
      !startsLeibniz(this.tape, this.at, this.end) &&
      !startsDifferential(this.tape, this.at, this.end) &&
      !startsCall(this.tape, this.at, this.end) &&
      !startsFunction(this.tape, this.at)
    );
  }

  /** A factor with its scripts and, behind a name, the bracket of a call. */
  factor(asOperand = false): Syntax {
    return this.nested(() => withEvaluation(this, withMembers(this, withCall(this, withScripts(this, this.atom()), asOperand))));
  }

  /** What can stand before scripts and brackets. */
  atom(): Syntax {
    const sign = this.sign();
    if (sign?.role === 'sum') return this.body();
    const trigger = this.peek();
    if (trigger === undefined) return this.missing();
    // `^t x`: nothing, with a script above.
    if (trigger.kind === '^' || (sign !== undefined && sign.role !== 'product' && trigger.kind !== 'bar')) return this.missing();
    const prefix = prefixOf(trigger);
    this.next();
    return prefix.read(this, trigger);
  }

  /** The argument of a command or of a script: a group in braces, or one atom; of a numeral one digit. */
  argument(): Syntax {
    const t = this.peek();
    if (t === undefined) return this.missing();
    if (t.kind === 'number' && 1 < t.text.length && t.text[0] !== '.') return this.digit(t);
    if (t.kind === '{') return this.signInBraces() ?? this.braced() ?? this.nested(() => this.atom());
    if (this.sign() === undefined) return this.nested(() => this.atom());
    this.next();
    return markOf(t);
  }

  /** `{+}`: a sign alone is a mark, with braces as without. */
  private signInBraces(): Syntax | undefined {
    const [sign, close] = this.tape.tokens.slice(this.at + 1, this.at + 3);
    if (close?.kind !== '}' || sign === undefined || this.end < this.at + 3 || this.tape.signs[this.at + 1]?.role !== 'sum')
      return undefined;
    this.skipTo(this.at + 3);
    return markOf(sign);
  }

  /** What the closed braces ahead hold. */
  private braced(): Syntax | undefined {
    const place = this.place;
    const stretch = this.span();
    if (stretch === undefined) return undefined;
    return (
      inAngles(this, ...stretch) ?? overFraction(this, place) ?? this.region(...stretch, { start: this.last.start, end: this.last.start })
    );
  }

  /** `\frac12`: TeX takes the first digit alone. */
  private digit(t: Token): Syntax {
    const cut = t.end - t.start === t.text.length ? t.start + 1 : t.end;
    const range = { start: t.start, end: cut };
    (this.tape.tokens as Token[])[this.at] = { ...t, text: t.text.slice(1), start: Math.min(cut, t.end), space: adjacent };
    this.last = range;
    return { kind: 'number', value: Number(t.text.charAt(0)), decimals: 0, range };
  }

  /** What stands in square brackets right ahead. */
  option(): Syntax | undefined {
    const place = this.place;
    const t = this.peek();
    const close = t?.kind === 'open' && t.text === '[' ? this.partner(place) : undefined;
    if (close === undefined) return undefined;
    const node = this.region(place + 1, close);
    this.skipTo(close + 1);
    return node;
  }

  /** The bracketed formula ahead, if its bracket is closed. */
  bracket(): GroupSyntax | undefined {
    const place = this.place;
    const open = this.peek();
    if (open?.kind !== 'open') return undefined;
    const other = this.partner(place);
    if (other === undefined) return undefined;
    const close = this.tape.tokens[other] as Token;
    const body = this.region(place + 1, other, { start: open.end, end: open.end });
    this.skipTo(other + 1);
    return { kind: 'group', open: open.text, close: close.text, body, range: cover(open, close, body.range) };
  }
}

const functionLetters = new Set(['f', 'g', 'h', '\\sigma', '\\phi', '\\varphi', '\\psi', '\\Gamma']);

/** Whether a letter that notes use for functions stands at `at` with a round bracket behind it, primes between. */
function startsCall({ tokens }: Tape, at: number, end: number): boolean {
  if (!functionLetters.has(tokens[at]?.text ?? '')) return false;
  let next = at + 1;
  while (next < end && tokens[next]?.text === "'") next++;
  return next < end && tokens[next]?.text === '(';
}

function isRelation(role: Role): boolean {
  return role === 'relation' || role === 'arrow';
}

/** A sign that stands as a mark above or below a name. */
function markOf({ text, start, end }: Token): SymbolSyntax {
  return { kind: 'symbol', letter: text, face: 'upright', accents: [], range: { start, end } };
}

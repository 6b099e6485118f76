import { message } from '../text/message.ts';
import { cover, type Range } from '../text/range.ts';
import type { Sign, Tape } from './arrange.ts';
import { extent } from './extent.ts';
import { type HoleReason, holeMessages } from './hole.ts';
import type { Role } from './notation.ts';
import { inlineLeibniz, leibniz, withOperand } from './notations/derivatives.ts';
import { startsLeibniz } from './notations/differential.ts';
import { cases } from './notations/environments.ts';
import { prefixOf } from './notations/index.ts';
import { alignments, grids } from './notations/layout.ts';
import { withScripts } from './notations/scripts.ts';
import type {
  CallSyntax,
  CasesSyntax,
  GroupSyntax,
  HoleSyntax,
  ProductSign,
  ProductSyntax,
  SumSyntax,
  SymbolSyntax,
  Syntax,
} from './syntax.ts';
import { adjacent, type Token, thin } from './token.ts';

/** Formulas nested deeper than this become holes. */
const depthLimit = 200;

/**
 * A Pratt parser over a stretch of a tape: `formula` reads a list of relations of sums of products of factors, each level calling the tighter one.
 * What begins a factor comes from the tables of notations. Every reading method consumes at least one token or answers with a hole, so it ends.
 */
export class Reader {
  readonly holes: HoleSyntax[] = [];
  /** How symbols are set at this place: by `\mathbf{…}` and its like. */
  face: SymbolSyntax['face'] = 'italic';
  inScript = false;
  /** In the upper bound of a big operator. */
  inBound = false;
  private at = 0;
  private end = 0;
  private depth = 0;
  private last: Range = { start: 0, end: 0 };

  constructor(
    readonly tape: Tape,
    /** Runs of letters that are one name. */
    readonly names: ReadonlySet<string>,
  ) {}

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

  // tokens

  /** The token ahead; marks of alignment and row ends inside a formula mean nothing. */
  peek(): Token | undefined {
    const { tokens } = this.tape;
    while (this.at < this.end) {
      const t = tokens[this.at] as Token;
      if (t.kind !== '&' && t.kind !== 'row') return t;
      this.at++;
    }
    return undefined;
  }

  next(): Token | undefined {
    const t = this.peek();
    if (t === undefined) return undefined;
    this.at++;
    this.last = t;
    return t;
  }

  /** Where the token ahead stands on the tape; the end of the stretch where there is none. */
  get place(): number {
    this.peek();
    return this.at;
  }

  get limit(): number {
    return this.end;
  }

  /** Where the last consumed token ends. */
  get behind(): Range {
    return this.last;
  }

  /** Goes on at `place`, which lies behind; `last` is the range of what was skipped. */
  skipTo(place: number): void {
    this.at = place;
    const t = this.tape.tokens[place - 1];
    if (t !== undefined) this.last = t;
  }

  /** The sign ahead, if it is one here: a bar with a partner is a bracket. */
  sign(): Sign | undefined {
    const t = this.peek();
    if (t === undefined || (t.kind === 'bar' && this.barPartner(this.at) !== undefined)) return undefined;
    return this.tape.signs[this.at];
  }

  /** Whether a factor can begin here. */
  operandAhead(): boolean {
    const kind = this.peek()?.kind;
    return kind !== undefined && kind !== '^' && kind !== '_' && kind !== "'" && this.sign() === undefined;
  }

  /** The bar that closes the one at `place`, if it lies within the stretch. */
  barPartner(place: number): number | undefined {
    const other = this.tape.nextBar[place] as number;
    return place < other && other < this.end ? other : undefined;
  }

  /** The partner of the bracket at `place`, if it lies within the stretch. */
  partner(place: number): number | undefined {
    const other = this.tape.partner[place] as number;
    return place < other && other < this.end ? other : undefined;
  }

  hole(range: Range, reason: HoleReason, params: Record<string, string> = {}): HoleSyntax {
    const hole: HoleSyntax = {
      kind: 'hole',
      message: message(holeMessages[reason], params),
      range: { start: range.start, end: range.end },
    };
    this.holes.push(hole);
    return hole;
  }

  missing(): HoleSyntax {
    return this.hole({ start: this.last.end, end: this.last.end }, 'nothing-there');
  }

  /** Consumes what is left of the stretch; answers where it ends. */
  rest(): number {
    this.skipTo(this.end);
    return this.end;
  }

  /** The stretch without the punctuation at its end. */
  trimmed(from: number, to: number): number {
    const { tokens } = this.tape;
    while (from < to && isPunctuation(tokens[to - 1] as Token)) to--;
    return to;
  }

  /** Rows and cells between two places, an empty row at the end left out. */
  cells(from: number, to: number): Cells[] {
    const rows: Cells[] = [];
    let cells: (readonly [number, number])[] = [];
    let cell = from;
    let row = from;
    const endRow = (at: number) => {
      cells.push([cell, at]);
      rows.push({ from: row, to: at, cells });
      cells = [];
    };
    for (let at = from; at < to; at++) {
      const kind = this.tape.tokens[at]?.kind;
      if (kind === 'row') {
        endRow(at);
        row = at + 1;
        cell = at + 1;
      } else if (kind === '&') {
        cells.push([cell, at]);
        cell = at + 1;
      } else at = Math.max(at, Math.min(this.tape.partner[at] as number, to));
    }
    if (row < to || rows.length === 0) endRow(to);
    return rows.filter((each) => each.from < each.to || rows.length === 1);
  }

  /** The cases that are written as an array behind a brace, if nothing else stands between two places. */
  onlyGrid(from: number, to: number): CasesSyntax | undefined {
    const open = this.tape.tokens[from];
    if (open?.kind !== 'begin' || this.tape.partner[from] !== to - 1) return undefined;
    if (!grids.has(open.text) && !alignments.has(open.text)) return undefined;
    return cases(this, from + 1, to - 1, cover(open, this.tape.tokens[to - 1] as Token));
  }

  /** The fraction that `\over` makes of the brace at `place`. */
  over(place: number): Syntax | undefined {
    const middle = this.tape.over.get(place);
    if (middle === undefined) return undefined;
    const other = this.tape.partner[place] as number;
    const range = cover(this.tape.tokens[place] as Token, this.tape.tokens[other] as Token);
    const derivative = leibniz(this, [place + 1, middle], [middle + 1, other], range);
    if (derivative !== undefined) return withOperand(this, derivative);
    const numerator = this.region(place + 1, middle);
    return { kind: 'quotient', numerator, denominator: this.region(middle + 1, other), inline: false, range };
  }

  /** Whether a bracket with a relation in it stands ahead: `1\{y = k\}`. */
  conditionAhead(): boolean {
    const place = this.place;
    const other = this.peek()?.kind === 'open' ? this.partner(place) : undefined;
    if (other === undefined) return false;
    for (let at = place + 1; at < other; at++) {
      if (this.tape.signs[at]?.role === 'relation') return true;
      at = Math.max(at, this.tape.partner[at] as number);
    }
    return false;
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
    const items: Syntax[] = [];
    const separators: string[] = [];
    for (;;) {
      items.push(this.sign()?.sign === ':' ? this.colon() : this.relation());
      const separator = this.sign();
      if (separator?.role !== 'separator') break;
      separators.push(separator.sign);
      this.next();
      if (this.peek() === undefined) {
        if (separator.sign === '|' || separator.sign === '‖') items.push(this.missing());
        break;
      }
    }
    const first = items[0] as Syntax;
    if (separators.length === 0) return first;
    return { kind: 'list', items, separators, range: extent(this.last, items) };
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

  private terms(terms: SumSyntax['terms'][number][]): Syntax {
    for (let sign = this.sign(); sign?.role === 'sum'; sign = this.sign()) {
      const { start, end } = this.next() as Token;
      terms.push({ sign: sign.sign as '+' | '-', signRange: { start, end }, node: this.product() });
    }
    return { kind: 'sum', terms, range: sumRange(terms) };
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
    const factors: ProductSyntax['factors'][number][] = [];
    for (;;) {
      const sign = this.sign();
      const at = this.peek()?.start ?? this.last.end;
      if (sign?.role === 'quotient' && factors.length !== 0) this.quotient(factors);
      else if (sign?.role === 'product' && factors.length !== 0) {
        const { start, end } = this.next() as Token;
        factors.push({ by: sign.sign as ProductSign, signRange: { start, end }, node: this.factor() });
      } else if (factors.length === 0 || this.operandAhead()) {
        factors.push({ by: 'juxtaposed', signRange: { start: at, end: at }, node: this.factor() });
      } else break;
    }
    return productOf(factors);
  }

  /** `a / b` binds its two neighbours; `dL / dw` is a derivative. */
  private quotient(factors: ProductSyntax['factors'][number][]): void {
    this.next();
    const leibniz = inlineLeibniz(this, factors);
    if (leibniz !== undefined) return;
    const numerator = factors.pop() as ProductSyntax['factors'][number];
    const denominator = this.factor();
    const range = cover(numerator.node.range, denominator.range);
    factors.push({ ...numerator, node: { kind: 'quotient', numerator: numerator.node, denominator, inline: true, range } });
  }

  /** The factors that a function without brackets takes: up to a sign, a second bracket, or another function. */
  operand(): Syntax {
    if (this.sign()?.role === 'sum') return this.body();
    const factors: ProductSyntax['factors'][number][] = [];
    while (factors.length === 0 || this.continuesOperand()) {
      const at = this.peek()?.start ?? this.last.end;
      if (factors.length !== 0 && this.sign()?.role === 'quotient') this.quotient(factors);
      else factors.push({ by: 'juxtaposed', signRange: { start: at, end: at }, node: this.factor(true) });
    }
    return productOf(factors);
  }

  private continuesOperand(): boolean {
    const t = this.peek();
    if (t === undefined) return false;
    if (this.sign()?.role === 'quotient') {
      const behind = this.tape.tokens[this.at + 1];
      return behind !== undefined && !endsOperand(behind);
    }
    return (
      this.operandAhead() &&
      t.kind !== 'open' &&
      t.kind !== 'bar' &&
      t.kind !== 'close' &&
      !endsOperand(t) &&
      !startsLeibniz(this.tape, this.at, this.end)
    );
  }

  /** A factor with its scripts and, behind a name, the bracket of a call. */
  factor(asOperand = false): Syntax {
    return this.nested(() => {
      let node = withScripts(this, this.atom());
      if (isHead(node) && this.callAhead(node, asOperand)) node = this.call(node);
      while (this.evaluationAhead()) node = this.evaluation(node);
      return node;
    });
  }

  /** `f|_{x=0}`: a bar that closes nothing, with a subscript. */
  private evaluationAhead(): boolean {
    const t = this.peek();
    const isBar = (t?.kind === 'bar' && this.barPartner(this.at) === undefined) || (t?.kind === 'close' && t.text === '|');
    return isBar && this.tape.tokens[this.at + 1]?.kind === '_' && this.at + 1 < this.end;
  }

  private evaluation(body: Syntax): Syntax {
    const bar = this.next() as Token;
    return withScripts(this, { kind: 'group', open: '', close: '|', body, range: cover(body.range, bar) });
  }

  /** What can stand before scripts and brackets. */
  atom(): Syntax {
    const sign = this.sign();
    if (sign?.role === 'sum') return this.body();
    const trigger = this.peek();
    if (trigger === undefined) return this.missing();
    if (sign !== undefined && sign.role !== 'product' && trigger.kind !== 'bar') return this.missing();
    const prefix = prefixOf(trigger);
    this.next();
    return prefix.read(this, trigger);
  }

  /** The argument of a command or of a script: a group in braces, or one atom; of a numeral one digit. */
  argument(): Syntax {
    const t = this.peek();
    if (t === undefined) return this.missing();
    if (t.kind === 'number' && 1 < t.text.length) return this.digit(t);
    if (t.kind === '{') return this.braced() ?? this.nested(() => this.atom());
    if (this.sign() === undefined) return this.nested(() => this.atom());
    this.next();
    return { kind: 'symbol', letter: t.text, face: 'upright', accents: [], range: { start: t.start, end: t.end } };
  }

  /** What the closed braces ahead hold. */
  private braced(): Syntax | undefined {
    const place = this.place;
    const stretch = this.span();
    if (stretch === undefined) return undefined;
    return this.angled(...stretch) ?? this.over(place) ?? this.region(...stretch, { start: this.last.start, end: this.last.start });
  }

  /** `a^{<t>}`: a label in angle brackets. */
  private angled(from: number, to: number): Syntax | undefined {
    const [open, close] = [this.tape.tokens[from], this.tape.tokens[to - 1]];
    if (open?.text !== '<' || close?.text !== '>' || to < from + 3) return undefined;
    return { kind: 'group', open: '⟨', close: '⟩', body: this.region(from + 1, to - 1), range: cover(open, close) };
  }

  /** `\frac12` and `x^23`: TeX takes the first digit alone. */
  private digit(t: Token): Syntax {
    const cut = t.end - t.start === t.text.length ? t.start + 1 : t.end;
    const range = { start: t.start, end: cut };
    (this.tape.tokens as Token[])[this.at] = { ...t, text: t.text.slice(1), start: Math.min(cut, t.end), space: adjacent };
    this.last = range;
    return { kind: 'number', value: Number(t.text.charAt(0)) || 0, decimals: 0, range };
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

  /** The stretch of the argument ahead, consumed: what a brace holds, or one letter; undefined for any other argument, which is left. */
  span(): readonly [from: number, to: number] | undefined {
    const place = this.place;
    const t = this.peek();
    if (t?.kind === 'letter' || t?.text === '\\partial') {
      this.next();
      return [place, place + 1];
    }
    const close = t?.kind === '{' ? this.partner(place) : undefined;
    if (close === undefined) return undefined;
    this.skipTo(close + 1);
    return [place + 1, close];
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

  private callAhead(head: CallSyntax['head'], asOperand: boolean): boolean {
    const t = this.peek();
    if (t?.kind !== 'open' || thin <= t.space || this.partner(this.at) === undefined) return false;
    if (head.kind === 'partial') return t.text === '(' && head.of !== undefined && !head.operator;
    if (t.text === '{') return isIndicator(head);
    if (t.text !== '(' && t.text !== '[') return false;
    return !asOperand || (t.space === adjacent && !this.holdsComplement());
  }

  /** `(1 - y)`: behind `\log y` a factor, not an argument. */
  private holdsComplement(): boolean {
    const { tokens, signs } = this.tape;
    return tokens[this.at + 1]?.kind === 'number' && signs[this.at + 2]?.role === 'sum';
  }

  private call(head: CallSyntax['head']): Syntax {
    const argument = this.bracket();
    if (argument === undefined) return head;
    const call: CallSyntax = { kind: 'call', head, argument, range: cover(head.range, argument.range) };
    const scripted = withScripts(this, call);
    if (scripted.kind !== 'scripts') return call;
    const { sub, sup, primes, range } = scripted;
    return { ...call, after: { ...(sub === undefined ? {} : { sub }), ...(sup === undefined ? {} : { sup }), primes }, range };
  }
}

/** One row of a grid: its stretch and those of its cells. */
export interface Cells {
  readonly from: number;
  readonly to: number;
  readonly cells: readonly (readonly [from: number, to: number])[];
}

/** Marks that end a sentence or a clause and belong to no formula. */
export function isPunctuation({ kind, text }: Token): boolean {
  return kind === '&' || kind === 'row' || (kind === 'char' && (text === '.' || text === ',' || text === ';' || text === ':'));
}

function isRelation(role: Role): boolean {
  return role === 'relation' || role === 'arrow';
}

function isHead(node: Syntax): node is CallSyntax['head'] {
  return node.kind === 'symbol' || node.kind === 'partial' || (node.kind === 'scripts' && node.base.kind === 'symbol');
}

/** `\mathbf{1}\{…\}`, `\mathbb{I}\{…\}`. */
function isIndicator(head: Syntax): boolean {
  const base = head.kind === 'scripts' ? head.base : head;
  return base.kind === 'symbol' && (base.letter === '1' || base.face === 'bb');
}

function endsOperand(t: Token): boolean {
  return t.kind !== 'letter' && prefixOf(t).endsOperand === true;
}

/** The product of the factors; one factor alone is itself. */
export function productOf(factors: readonly ProductSyntax['factors'][number][]): Syntax {
  const first = factors[0] as ProductSyntax['factors'][number];
  if (factors.length === 1) return first.node;
  return { kind: 'product', factors, range: productRange(factors) };
}

function productRange(factors: ProductSyntax['factors']): Range {
  let range = (factors[0] as ProductSyntax['factors'][number]).node.range;
  for (const { node, signRange } of factors) range = cover(range, node.range, signRange);
  return range;
}

function sumRange(terms: SumSyntax['terms']): Range {
  let range = (terms[0] as SumSyntax['terms'][number]).signRange;
  for (const { node, signRange } of terms) range = cover(range, node.range, signRange);
  return range;
}

/** Formulas side by side. */
export function juxtapose(nodes: readonly Syntax[]): Syntax {
  return productOf(nodes.map((node) => ({ by: 'juxtaposed', signRange: { start: node.range.start, end: node.range.start }, node })));
}

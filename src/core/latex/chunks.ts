import type { Tape } from './arrange.ts';
import { alignments, grids } from './notations/layout.ts';
import { isSpeech } from './notations/words.ts';
import { adjacent, type Token, wide } from './token.ts';

/** What parts a chunk from the one before it. */
export type Border = 'row' | 'wide' | 'comma' | 'arrow' | 'stop' | 'because' | 'forall' | 'words' | 'reason';

/** A stretch of the tape between two places where a formula may end, with the relations that stand in it outside all brackets. */
export interface Chunk {
  readonly border: Border;
  readonly from: number;
  readonly to: number;
  readonly relations: readonly number[];
}

const joining =
  /^\W*(?:and|or|if|for|when|whenever|where|with|so|since|because|as|otherwise|using|by|unless|such|s\.t|subject|given|provided|assuming|hence|thus|therefore|then|falls|wenn|für|und|wobei|mit|si|donc|avec|其中|当|若|如果|且|和|因为|所以)(?![a-z])/i;

const letter = /\p{L}/u;
/** The end of a formula that breaks off behind a function: `\log_2`. */
const awaitsOperand = /\\(?:log|ln|exp|sin|cos|tan|tanh|max|min|sum|prod)\s*(?:_\s*(?:\{[^{}]{0,40}\}|\w))?\s*$/;
const fractions: ReadonlySet<string> = new Set(['\\frac', '\\dfrac', '\\tfrac', '\\cfrac']);

/** The chunks of a span in order; environments that only line formulas up are entered. */
export function chunksOf(
  tape: Tape,
  tex: string,
): { chunks: readonly Chunk[]; content: (from: number, to: number) => readonly [number, number] } {
  const cutter = new Cutter(tape, tex);
  cutter.run();
  return { chunks: cutter.chunks, content: (from, to) => cutter.content(from, to) };
}

class Cutter {
  readonly chunks: Chunk[] = [];
  /** Brackets and environments whose inside is read as rows of the span. */
  private readonly entered = new Set<number>();
  private border: Border = 'row';
  private from = 0;
  private relations: number[] = [];
  private marks = 0;
  private empty = true;
  /** Whether what was read last calls for an operand: a relation or a sign. */
  private awaiting = false;

  constructor(
    private readonly tape: Tape,
    private readonly tex: string,
  ) {}

  run(): void {
    const { tokens } = this.tape;
    let at = 0;
    while (at < tokens.length) at = this.step(at, tokens[at] as Token);
    this.cut(tokens.length, 'row');
  }

  /** The stretch without layout and punctuation at its ends. */
  content(from: number, to: number): readonly [number, number] {
    while (from < to && this.isSilent(from)) from++;
    while (from < to && (this.isSilent(to - 1) || this.isPunctuation(to - 1))) to--;
    return [from, to];
  }

  private isSilent(at: number): boolean {
    const kind = this.tape.tokens[at]?.kind;
    return kind === '&' || kind === 'row' || this.entered.has(at);
  }

  private isPunctuation(at: number): boolean {
    const t = this.tape.tokens[at] as Token;
    return t.kind === 'char' && (t.text === '.' || t.text === ',' || t.text === ';' || t.text === ':');
  }

  private cut(at: number, border: Border, next = at + 1): number {
    this.chunks.push({ border: this.border, from: this.from, to: at, relations: this.relations });
    this.border = border;
    this.from = next;
    this.relations = [];
    this.empty = true;
    this.awaiting = false;
    return next;
  }

  private step(at: number, t: Token): number {
    if (t.kind === 'row') {
      this.marks = 0;
      return this.cut(at, 'row');
    }
    if (t.kind === '&') return this.alignment(at);
    if (this.entered.has(at) || (this.canEnter(at, t) && this.enter(at))) {
      if (!this.empty && !this.awaiting) this.cut(at, t.kind === '}' ? 'wide' : 'row');
      return at + 1;
    }
    const sign = this.tape.signs[at];
    if (sign?.role === 'arrow' || sign?.role === 'stop') {
      return this.cut(at, sign.role === 'arrow' ? 'arrow' : sign.sign === '\\because' ? 'because' : 'stop');
    }
    if (sign?.role === 'separator' && (sign.sign === ',' || sign.sign === ';')) return this.cut(at, 'comma');
    if (t.text === '\\forall') return this.cut(at, 'forall');
    if (this.partsHere(at, t)) this.cut(at, 'wide', at);
    if (this.beginsLine(at, t)) this.cut(at, 'row', at);
    if (isSpeech(t)) return this.speech(at, t);
    if (!this.empty && !this.awaiting && this.isReason(at)) {
      this.cut(at, 'reason', at);
      const behind = (this.tape.partner[at] as number) + 1;
      this.empty = false;
      return this.cut(behind, 'wide', behind);
    }
    if (sign?.role === 'relation') this.relations.push(at);
    this.awaiting = sign !== undefined && sign.role !== 'separator' && t.text !== '.';
    this.empty = false;
    return Math.max(at, this.tape.partner[at] as number) + 1;
  }

  /** In an aligned row every second mark parts two columns of formulas. */
  private alignment(at: number): number {
    this.marks++;
    if (this.isNumbering(at)) {
      this.from = at + 1;
      this.empty = true;
      return at + 1;
    }
    if (this.marks % 2 === 0 && !this.empty && !this.awaiting && 0 < this.relations.length) return this.cut(at, 'wide');
    return at + 1;
  }

  /** Whether the first cell of a row is the number of its equation: `(3) & y &= x`. */
  private isNumbering(at: number): boolean {
    if (this.marks !== 1) return false;
    const { tokens, partner, signs } = this.tape;
    const [from, to] = this.content(this.from, at);
    const [open, number] = [tokens[from], tokens[from + 1]];
    if (to !== from + 3 || open?.kind !== 'open' || open.text !== '(' || partner[from] !== to - 1) return false;
    return /^\d{1,2}$/.test(number?.text ?? '') && signs[at + 1]?.role !== 'relation';
  }

  /** Wide space parts formulas unless one of its sides calls for the other. */
  private partsHere(at: number, t: Token): boolean {
    if (t.space !== wide || this.empty || this.awaiting) return false;
    const sign = this.tape.signs[at];
    if (sign?.role === 'relation') return isSpeech(this.tape.tokens[at + 1]);
    return sign?.role !== 'sum' && sign?.role !== 'product' && sign?.role !== 'quotient';
  }

  /** Whether a line of the source begins with the head of an equation, behind a line that is a whole one: a `\\` is missing there. */
  private beginsLine(at: number, t: Token): boolean {
    const { tokens, signs, partner } = this.tape;
    const last = tokens[at - 1];
    if (this.relations.length === 0 || this.empty || this.awaiting || last === undefined || t.kind === '{' || signs[at]) return false;
    if (t.kind !== 'letter' && t.kind !== 'command') return false;
    if (!this.tex.slice(last.end, t.start).includes('\n') || awaitsOperand.test(this.tex.slice(0, last.end))) return false;
    // Derivatives below each other may be the factors of one product.
    const before = this.tex.slice(tokens[partner[at - 1] as number]?.start, last.end);
    if (fractions.has(t.text) && last.kind === '}' && /\\partial|^\{\s*d/.test(before)) return false;
    let behind = at + 1;
    for (let next = tokens[behind]; next !== undefined; next = tokens[behind]) {
      if (next.kind === "'") behind++;
      else if (next.kind === '_' || next.kind === '^') behind = Math.max(behind + 1, partner[behind + 1] as number) + 1;
      else if (next.kind === '{' || (next.kind === 'open' && next.text === '(')) behind = Math.max(behind, partner[behind] as number) + 1;
      else break;
    }
    return signs[behind]?.sign === '=';
  }

  private speech(at: number, t: Token): number {
    const next = this.tape.signs[at + 1];
    const isSubject = this.empty && (next?.role === 'relation' || next?.role === 'arrow');
    const parts =
      this.empty || (!this.awaiting && (joining.test(t.text) || t.space === wide || !letter.test(t.text) || this.isAside(at, t)));
    if (!parts || isSubject) {
      this.empty = false;
      this.awaiting = false;
      return at + 1;
    }
    if (!this.empty) this.cut(at, 'wide', at);
    this.empty = false;
    return this.cut(at + 1, 'words', at + 1);
  }

  /** `(\text{chain rule})`, `(\text{we used } …)` behind a formula. */
  private isReason(at: number): boolean {
    const { tokens, partner } = this.tape;
    const t = tokens[at] as Token;
    const inside = tokens[at + 1];
    if (t.kind !== 'open' || (partner[at] as number) <= at || inside === undefined) return false;
    return inside.text === '\\because' || (isSpeech(inside) && !this.isEvent(at));
  }

  /** `P(\text{spam} = 1)`: words in the bracket right behind a letter that stands alone are what it is applied to. */
  private isEvent(at: number): boolean {
    const { tokens, partner, signs } = this.tape;
    const [before, head, inside] = [tokens[at - 2], tokens[at - 1], tokens[at + 1]];
    if (head?.kind !== 'letter' || tokens[at]?.space !== adjacent || at + 2 === partner[at]) return false;
    const isFirst = at - 2 < this.from || signs[at - 2] !== undefined || before?.kind === '&' || before?.kind === 'open';
    return isFirst && !joining.test(inside?.text ?? '');
  }

  /** `\operatorname{softmax}(S)\ \text{(row by row)}`: words in a bracket of their own behind which no factor stands. */
  private isAside(at: number, { text }: Token): boolean {
    if (!/^\s*\(.*\)\s*$/s.test(text)) return false;
    const next = this.tape.tokens[at + 1];
    return next === undefined || next.kind === 'row' || next.kind === '&' || next.space === wide || this.tape.signs[at + 1] !== undefined;
  }

  private canEnter(at: number, t: Token): boolean {
    if (t.kind === 'begin') return alignments.has(t.text) || (this.empty && this.isSystem(at));
    if (t.kind === '{') return this.empty && this.holdsRelation(at);
    if (t.kind !== 'open' || t.detail !== 'left' || t.text !== '{' || !this.empty) return false;
    const close = this.tape.partner[at] as number;
    const grid = this.tape.tokens[at + 1];
    return grid?.kind === 'begin' && this.tape.partner[at + 1] === close - 1 && (alignments.has(grid.text) || this.isSystem(at + 1));
  }

  /** A grid or cases used to stack equations: a relation stands in its first cells. */
  private isSystem(at: number): boolean {
    const { tokens, signs, partner } = this.tape;
    const name = tokens[at]?.text ?? '';
    const isCases = name.endsWith('cases');
    if (!grids.has(name) && !isCases) return false;
    const close = partner[at] as number;
    for (let i = at + 1; i < close; i = Math.max(i, partner[i] as number) + 1) {
      if (isCases && tokens[i]?.kind === '&') return false;
      if (signs[i]?.role === 'relation') return true;
    }
    return false;
  }

  /** `\boxed{a = b}` */
  private holdsRelation(at: number): boolean {
    const { tokens, signs, partner } = this.tape;
    const close = partner[at] as number;
    const behind = tokens[close + 1]?.kind;
    if (close < at || behind === '_' || behind === '^') return false;
    for (let i = at + 1; i < close; i = Math.max(i, partner[i] as number) + 1) if (signs[i]?.role === 'relation') return true;
    return false;
  }

  private enter(at: number): boolean {
    const close = this.tape.partner[at] as number;
    this.entered.add(at);
    if (at < close) this.entered.add(close);
    return true;
  }
}

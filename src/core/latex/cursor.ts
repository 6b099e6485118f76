import { message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { Sign, Tape } from './arrange.ts';
import { type HoleReason, holeMessages } from './hole.ts';
import type { HoleSyntax } from './syntax.ts';
import type { Token } from './token.ts';

/** A place within a stretch of a tape, and the questions about what stands ahead. */
export class Cursor {
  readonly holes: HoleSyntax[] = [];
  protected at = 0;
  protected end = 0;
  protected last: Range = { start: 0, end: 0 };

  constructor(readonly tape: Tape) {}

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
}

/** One row of a grid: its stretch and those of its cells. */
export interface Cells {
  readonly from: number;
  readonly to: number;
  readonly cells: readonly (readonly [from: number, to: number])[];
}

/** Marks that end a sentence or a clause and belong to no formula. */
function isPunctuation({ kind, text }: Token): boolean {
  return kind === '&' || kind === 'row' || (kind === 'char' && (text === '.' || text === ',' || text === ';' || text === ':'));
}

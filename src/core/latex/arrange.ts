import { cover } from '../text/range.ts';
import type { Role } from './notation.ts';
import {
  delimiters,
  labelledArrows,
  measuredSpaces,
  silent,
  silentWithArguments,
  sizings,
  stacked,
  thinSpaces,
  wideSpaces,
  wrappers,
} from './notations/layout.ts';
import { operators } from './notations/operators.ts';
import { pairUp } from './pairing.ts';
import { type Space, type Token, thin, token, wide } from './token.ts';

/** A sign between formulas, as the tables know it. */
export interface Sign {
  readonly role: Role;
  readonly sign: string;
}

/** Tokens ready to be read: looks are gone, brackets know their partners. Arrays run in parallel to `tokens`. */
export interface Tape {
  readonly tokens: readonly Token[];
  readonly signs: readonly (Sign | undefined)[];
  /** Index of the other bracket; -1 where there is none. */
  readonly partner: readonly number[];
  /** Index of the next bar of the same kind within the same brackets; -1 where there is none. */
  readonly nextBar: readonly number[];
  /** Where `\over` stands, by the index of the brace around it (-1: outside all braces). */
  readonly over: ReadonlyMap<number, number>;
}

const signsByTrigger: ReadonlyMap<string, Sign> = new Map(
  operators.flatMap(({ role, signs }) => [...signs].map(([trigger, sign]): [string, Sign] => [trigger, { role, sign }])),
);

/** The tape of a formula, in linear time. */
export function arrange(raw: readonly Token[]): Tape {
  const tokens = new Arranger(raw).run();
  const signs = tokens.map((t, at) => signOf(t, tokens[at - 1]));
  const { partner, nextBar, over } = pairUp(tokens, signs);
  return { tokens, signs, partner, nextBar, over };
}

/** The sign that a token is; a `\bullet` behind an operand is a product, and in front of a formula the mark of a list. */
function signOf(t: Token, before: Token | undefined): Sign | undefined {
  if (t.text === '\\bullet' && before !== undefined && before.kind !== 'row' && before.kind !== '&') return signsByTrigger.get('*');
  return t.kind === 'command' || t.kind === 'char' || t.kind === 'bar' ? signsByTrigger.get(t.text) : undefined;
}

/** What an operand may end with. */
const operandEnds: ReadonlySet<string> = new Set(['letter', 'number', 'command', 'close', '}', "'", 'words']);

/** Drops what only concerns looks and joins what is one sign. */
class Arranger {
  private readonly out: Token[] = [];
  private space: Space = 0;
  /** Where the command stands that dresses the group ahead. */
  private reach: number | undefined;
  private depth = 0;
  /** Where a `\left.` takes up the bracket that a `\right.` broke off. */
  private readonly rejoined = new Set<number>();

  constructor(private readonly raw: readonly Token[]) {}

  run(): Token[] {
    this.copy(0, this.raw.length);
    return this.out;
  }

  private copy(from: number, to: number): void {
    for (let at = from; at < to; ) at = Math.min(this.step(at), to);
  }

  private push(t: Token): void {
    const space = Math.max(this.space, t.space) as Space;
    const start = t.kind === '{' && this.reach !== undefined ? Math.min(this.reach, t.start) : t.start;
    this.out.push(space === t.space && start === t.start ? t : { ...t, space, start });
    this.space = 0;
    this.reach = undefined;
  }

  private drop(t: Token, space: Space = 0): void {
    this.space = Math.max(this.space, t.space, space) as Space;
  }

  /** Takes what begins at `at`; answers where to go on. */
  private step(at: number): number {
    const t = this.raw[at] as Token;
    if (t.kind !== 'command' && t.kind !== 'char') {
      this.push(t);
      return at + 1;
    }
    const delimiter = delimiters.get(t.text);
    if (delimiter !== undefined) {
      const second = this.raw[at + 1];
      if (t.text === '|' && second?.text === '|' && second.space === 0) {
        this.push({ ...t, kind: 'bar', text: '‖', end: Math.max(t.end, second.end) });
        return at + 2;
      }
      this.push({ ...t, kind: delimiter[1], text: delimiter[0] });
      return at + 1;
    }
    return t.kind === 'command' ? this.command(at, t) : this.pushed(at, t);
  }

  private pushed(at: number, t: Token): number {
    this.push(t);
    return at + 1;
  }

  private command(at: number, t: Token): number {
    const { text } = t;
    if (wideSpaces.has(text)) return this.dropped(at + 1, t, wide);
    if (silent.has(text)) return this.dropped(at + 1, t);
    if (thinSpaces.has(text)) return this.dropped(at + 1, t, thin);
    const skipped = silentWithArguments.get(text);
    const isWrapper = wrappers.has(text);
    if (isWrapper || skipped !== undefined) {
      const behind = this.behindArguments(at + 1, skipped ?? 0);
      if (isWrapper && this.goesOn(behind)) return this.unwrapped(behind, t);
      if (isWrapper) this.reach ??= t.start;
      return this.dropped(behind, t);
    }
    if (measuredSpaces.has(text)) return this.dropped(this.raw[at + 1]?.kind === '{' ? this.behindArgument(at + 1) : at + 1, t, wide);
    const hand = sizings.get(text);
    if (hand !== undefined) return this.sized(at, t, hand);
    if (text === '\\not') return this.negated(at, t);
    const side = stacked.get(text);
    if (side !== undefined && this.depth < 20 && this.raw[at + 1]?.kind === '{') return this.stack(at, t, side);
    if (labelledArrows.has(text)) {
      const end = this.behindArgument(this.behindOption(at + 1));
      this.push({ ...t, end: this.raw[end - 1]?.end ?? t.end });
      return end;
    }
    return this.pushed(at, t);
  }

  /** `a \textcolor{blue}{- b}`, `a \textcolor{blue}{{} - b}`: whether a dressed group begins with the sign that joins it to what is in front of it. */
  private goesOn(at: number): boolean {
    const before = this.out.at(-1);
    if (this.raw[at]?.kind !== '{' || before === undefined || !operandEnds.has(before.kind) || signOf(before, undefined)) return false;
    const sign = this.raw[this.behindEmpty(at + 1)];
    return this.depth < 20 && sign !== undefined && signOf(sign, undefined) !== undefined;
  }

  /** Takes what stands in a group without its braces. */
  private unwrapped(at: number, t: Token): number {
    const end = this.behindArgument(at);
    const [from, to] = this.inside(at, end);
    this.drop(t);
    this.depth++;
    this.copy(this.behindEmpty(from), to);
    this.depth--;
    return end;
  }

  /** Behind an empty group, which makes a sign at the beginning one between two operands. */
  private behindEmpty(at: number): number {
    return this.raw[at]?.kind === '{' && this.raw[at + 1]?.kind === '}' ? at + 2 : at;
  }

  private dropped(next: number, t: Token, space: Space = 0): number {
    this.drop(t, space);
    return next;
  }

  private sized(at: number, t: Token, hand: 'left' | 'right' | 'middle' | 'open' | 'close' | 'either'): number {
    const next = this.raw[at + 1];
    if (next === undefined) return this.pushed(at, t);
    if (next.text === '.' && (hand === 'right' || hand === 'left') && this.isBroken(at, hand)) return this.dropped(at + 2, t);
    const isAngle = next.text === '<' || next.text === '>' || next.text === '\\lt' || next.text === '\\gt';
    const [char, own] = delimiters.get(next.text) ?? (isAngle ? anglesOf(next.text) : ['', 'bar']);
    const range = cover(t, next);
    const isMissing = char === '' && next.text !== '.' && next.text !== '/' && next.text !== '\\backslash';
    if (isMissing && hand !== 'left' && hand !== 'right') return this.dropped(at + 1, t);
    const end = isMissing ? t.end : range.end;
    const kind = hand === 'left' || hand === 'open' ? 'open' : hand === 'right' || hand === 'close' ? 'close' : own;
    if (char === '' && hand !== 'left' && hand !== 'right') return this.dropped(at + 2, t);
    this.push(token(kind, char, t.start, end, t.space, hand));
    return at + (isMissing ? 1 : 2);
  }

  /** `\left( a \right. \\ \left. + b \right)`: a bracket broken over two rows is one bracket. */
  private isBroken(at: number, hand: 'left' | 'right'): boolean {
    if (hand === 'left') return this.rejoined.has(at);
    let other = at + 2;
    for (let t = this.raw[other]; t !== undefined && (t.kind === 'row' || t.kind === '&' || wideSpaces.has(t.text)); t = this.raw[other])
      other++;
    if (this.raw[other]?.text !== '\\left' || this.raw[other + 1]?.text !== '.') return false;
    this.rejoined.add(other);
    return true;
  }

  private negated(at: number, t: Token): number {
    const next = this.raw[at + 1];
    if (next === undefined) return at + 1;
    const text = next.text === '=' ? '\\neq' : next.text === '\\in' ? '\\notin' : `\\not${next.text}`;
    this.push({ ...t, text, end: Math.max(t.end, next.end) });
    return at + 2;
  }

  /** A relation under something stays a relation; a script under an operator becomes its subscript; what stands over anything else is dropped. */
  private stack(at: number, t: Token, side: 'over' | 'under'): number {
    const middle = this.behindArgument(at + 1);
    const end = this.behindArgument(middle);
    const [from, to] = this.inside(middle, end);
    const only = to === from + 1 ? (this.raw[from] as Token) : undefined;
    const last = this.raw[end - 1] ?? t;
    if (only !== undefined && signOf(only, undefined)?.role === 'relation') {
      const above = this.raw.slice(at + 1, Math.min(middle, at + 40));
      const defines = above.some((x) => x.text === '\\triangle' || x.text === '\\Delta') || /def/.test(above.map((x) => x.text).join(''));
      this.push({ ...only, text: defines ? ':=' : only.text, space: t.space, ...cover(t, last) });
      return end;
    }
    this.depth++;
    this.drop(t);
    const first = this.out.length;
    this.copy(...this.inside(middle, end));
    this.widen(first, t.start);
    this.widen(this.out.length - 1, last.end);
    if (side === 'under') {
      this.push({ ...t, kind: '_', text: '_', space: 0 });
      this.copy(at + 1, middle);
    }
    this.depth--;
    return end;
  }

  /** Stretches a token of the copy to a place, so that it covers the command that moved it. */
  private widen(at: number, place: number): void {
    const t = this.out[at];
    if (t !== undefined) this.out[at] = { ...t, start: Math.min(t.start, place), end: Math.max(t.end, place) };
  }

  private inside(from: number, to: number): [number, number] {
    return this.raw[from]?.kind === '{' && this.raw[to - 1]?.kind === '}' ? [from + 1, to - 1] : [from, to];
  }

  private behindArguments(at: number, count: number): number {
    for (let i = 0; i < count; i++) at = this.behindArgument(at);
    return at;
  }

  private behindOption(at: number): number {
    if (this.raw[at]?.text !== '[') return at;
    for (let i = at; i < Math.min(this.raw.length, at + 100); i++) if (this.raw[i]?.text === ']') return i + 1;
    return at;
  }

  private behindArgument(at: number): number {
    if (this.raw[at]?.kind !== '{') return Math.min(at + 1, this.raw.length);
    let depth = 0;
    for (let i = at; i < this.raw.length; i++) {
      const kind = (this.raw[i] as Token).kind;
      if (kind === '{') depth++;
      else if (kind === '}' && --depth === 0) return i + 1;
    }
    return this.raw.length;
  }
}

function anglesOf(text: string): readonly [string, 'open' | 'close'] {
  return text === '<' || text === '\\lt' ? ['⟨', 'open'] : ['⟩', 'close'];
}

import type { Sign, Tape } from './arrange.ts';
import type { Token } from './token.ts';

/** One open bracket. Braces, `\left` and environments are firm: a plain bracket never pairs across them. */
interface Level {
  readonly at: number;
  /** `{`, `left`, `begin`, or the plain bracket itself. */
  readonly what: string;
  /** The firm level around it; itself if it is firm. */
  readonly firm: Level | undefined;
  /** Of a firm level: its open plain brackets, by character. */
  open: Map<string, number> | undefined;
  /** The last bar of each kind directly in it. */
  bars: Map<string, number> | undefined;
}

const openerOf: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
  ['⟩', '⟨'],
  ['⌋', '⌊'],
  ['⌉', '⌈'],
]);

/** The partners of brackets, braces, environments and bars, and the places of `\over`, in linear time. What has no partner is left alone. */
export function pairUp(tokens: readonly Token[], signs: readonly (Sign | undefined)[]): Pick<Tape, 'partner' | 'nextBar' | 'over'> {
  const pairing = new Pairing(tokens, signs);
  pairing.run();
  return pairing;
}

class Pairing {
  readonly partner: number[];
  readonly nextBar: number[];
  readonly over = new Map<number, number>();
  private readonly levels: Level[] = [];
  /** How many firm levels of a kind are open. */
  private readonly firm = new Map<string, number>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly signs: readonly (Sign | undefined)[],
  ) {
    this.partner = new Array<number>(tokens.length).fill(-1);
    this.nextBar = new Array<number>(tokens.length).fill(-1);
    this.levels.push({ at: -1, what: '', firm: undefined, open: undefined, bars: undefined });
  }

  run(): void {
    for (let at = 0; at < this.tokens.length; at++) this.step(at, this.tokens[at] as Token);
  }

  private step(at: number, t: Token) {
    switch (t.kind) {
      case '{':
        return this.openFirm(at, '{');
      case '}':
        return this.closeFirm(at, '{');
      case 'begin':
        return this.openFirm(at, 'begin');
      case 'end':
        return this.closeFirm(at, 'begin');
      case 'open':
        return t.detail === 'left' ? this.openFirm(at, 'left') : this.openPlain(at, t.text);
      case 'close':
        return t.detail === 'right' ? this.closeFirm(at, 'left') : this.closePlain(at, openerOf.get(t.text) ?? t.text);
      case 'bar':
        return this.bar(at, t.text);
      case 'row':
        return this.row(at);
      case 'command':
        if (t.text === '\\over') this.over.set(this.base.at, at);
    }
  }

  private get top(): Level {
    return this.levels[this.levels.length - 1] as Level;
  }

  private get base(): Level {
    return this.top.firm ?? this.top;
  }

  private openFirm(at: number, what: string) {
    this.firm.set(what, (this.firm.get(what) ?? 0) + 1);
    this.levels.push({ at, what, firm: undefined, open: undefined, bars: undefined });
  }

  private openPlain(at: number, what: string) {
    const { base } = this;
    base.open ??= new Map();
    base.open.set(what, (base.open.get(what) ?? 0) + 1);
    this.levels.push({ at, what, firm: base, open: undefined, bars: undefined });
  }

  private pop(): Level {
    const level = this.levels.pop() as Level;
    const counts = level.firm === undefined ? this.firm : level.firm.open;
    counts?.set(level.what, (counts.get(level.what) ?? 1) - 1);
    return level;
  }

  /** Closes the innermost firm level of the kind; what was opened within it and not closed has no partner. */
  private closeFirm(at: number, what: string) {
    if (0 < (this.firm.get(what) ?? 0)) this.join(at, (level) => level.firm === undefined && level.what === what);
  }

  /** Closes the innermost bracket of the kind within the firm level, or the other kind as in `[0, 1)`. */
  private closePlain(at: number, what: string) {
    const { top, base } = this;
    if (0 < (base.open?.get(what) ?? 0)) this.join(at, (level) => level.what === what);
    else if (top !== base && isInterval(top.what, what)) this.join(at, () => true);
  }

  private join(at: number, isWanted: (level: Level) => boolean) {
    let level = this.pop();
    while (!isWanted(level)) level = this.pop();
    this.partner[at] = level.at;
    this.partner[level.at] = at;
  }

  private bar(at: number, char: string) {
    const { top } = this;
    top.bars ??= new Map();
    const before = top.bars.get(char);
    // `f|_{x=0} + g|_{x=1}`: a bar with something below it opens nothing.
    if (before !== undefined && this.tokens[before + 1]?.kind !== '_') this.nextBar[before] = at;
    top.bars.set(char, at);
  }

  /** A bracket may be closed in a later row, unless that row begins with a relation. */
  private row(at: number) {
    let next = at + 1;
    while (this.tokens[next]?.kind === '&') next++;
    if (this.signs[next]?.role === 'relation') while (this.top.firm !== undefined) this.pop();
  }
}

/** `[0, 1)` and `(0, 1]`. */
function isInterval(open: string, wanted: string): boolean {
  return (open === '(' && wanted === '[') || (open === '[' && wanted === '(');
}

import type { Range } from '../text/range.ts';
import { codePrefix, member, moduleCall } from './code.ts';
import { combining, scriptSpelling, spelling } from './unicode.ts';

/**
 * One token. `text` is its TeX spelling (`\alpha` for `α`); of `words` the words, of `begin` and `end` the environment.
 * `detail` is the command in front of words (`\text`), or how a bracket was sized (`left`, `right`).
 */
export interface Token extends Range {
  readonly kind: TokenKind;
  readonly text: string;
  readonly detail: string;
  /** What stands in front: nothing, white space, a spacing command, or space wide enough to part two formulas. */
  readonly space: Space;
}

export type TokenKind =
  | 'letter'
  | 'number'
  | 'command'
  | 'char'
  | 'open'
  | 'close'
  | 'bar'
  | '{'
  | '}'
  | '_'
  | '^'
  | "'"
  | '&'
  | 'row'
  | 'begin'
  | 'end'
  | 'words'
  | 'parameter'
  /** A method of code (`.dot`). */
  | 'member'
  | 'failure';

export type Space = 0 | 1 | 2 | 3;
export const adjacent = 0;
export const whitespace = 1;
export const thin = 2;
export const wide = 3;

export function token(kind: TokenKind, text: string, start: number, end: number, space: Space = adjacent, detail = ''): Token {
  return { kind, text, detail, start, end, space };
}

/**
 * The tokens of a formula, in order, comments dropped. Linear in the text; no text is refused.
 * The argument of `\text` and its like is one token; math inside it (`\text{if $x>0$}`) stands between two.
 */
export function tokenize(tex: string, hasDecimalCommas = false): Token[] {
  return new Lexer(tex, hasDecimalCommas).run();
}

const textCommands = new Set(
  'text mbox hbox textrm textbf textit textsf texttt textnormal textup textsc textmd emph intertext shortintertext'
    .split(' ')
    .map((c) => `\\${c}`),
);
const columnsFollow = new Set(['array', 'alignat', 'alignedat', 'alignat*', 'tabular']);
const plainKinds: Readonly<Record<string, TokenKind>> = { '{': '{', '}': '}', _: '_', '^': '^', "'": "'", '&': '&' };
const joined = [':=', '=:', '<=', '>=', '!=', '=>', '->', '...', '..'];
const joinable = new Set(joined.map((sign) => sign.charAt(0)));
const entities: readonly (readonly [string, string])[] = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
];

const commandName = /[a-zA-Z]+\*?/y;
/** `0.5`, `.5`, `0{,}5`, and `1e-8` where nothing makes a name of the `e`. */
const numeral = /(?:\d+(?:(?:\.|\{,\})\d+)?|\.\d+)(?:[eE]-?\d+(?![\w^.]))?/y;
/** `78\,400`: digits in groups of three. */
const groupedNumeral = /[1-9]\d{0,2}(?:\\,\d{3})+(?:\.\d+)?(?![\d.]|\\,\d)/y;
const commaNumeral = /(?<![,{[]|\((?=\d+,\d+(?![\d)])))\d+,\d+(?![,\w])/y;
const rowOptions = /\*?(?:[ \t]*\[-?[\d.]+ ?[a-z]{2}\])?/y;
const environment = /[ \t]*\{([a-zA-Z]+)\*?\}/y;
const bracedArgument = /[ \t]*\{[^{}]*\}/y;
const positionArgument = /\[[a-z]\]/y;
/** `**` in front of an exponent. */
const codePower = /\*\*\s?(?=[\d(])/y;
/** `^{'}`: primes that are raised once more, as machines write them. */
const bracedPrimes = /\^\s*\{\s*'{1,4}\s*\}/y;
/** `\mathrm{or}`: words that only join formulas, set as an upright name. */
const joiningWord = /[ \t]*\{[ \t]*(?:and|or|if|for|when|where|otherwise|else|with|since|because|then|thus|hence)[ \t]*\}/y;
const foreignWords = /\p{L}[\p{L}\p{M}\p{N}]*/uy;

class Lexer {
  private readonly tokens: Token[] = [];
  private at = 0;
  private space: Space = adjacent;
  private thinRun = 0;

  constructor(
    private readonly tex: string,
    private readonly hasDecimalCommas: boolean,
    private end = tex.length,
  ) {}

  run(): Token[] {
    while (this.at < this.end) this.step();
    return this.tokens;
  }

  private push(kind: TokenKind, text: string, start: number, end: number, detail = ''): void {
    this.tokens.push(token(kind, text, start, end, this.space, detail));
    this.at = end;
    this.space = adjacent;
    this.thinRun = 0;
  }

  private match(pattern: RegExp, at: number): string | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.tex)?.[0];
  }

  private step() {
    const at = this.at;
    const code = this.tex.charCodeAt(at);
    const isLetter = (97 <= code && code <= 122) || (65 <= code && code <= 90);
    if (isLetter) return this.code() || this.push('letter', this.tex.charAt(at), at, at + 1);
    if (code === 92) return this.command();
    if (code === 32 || (9 <= code && code <= 13)) return this.blank(whitespace);
    if (48 <= code && code <= 57) return this.number();
    if (127 < code) return this.foreign();
    this.ascii(this.tex.charAt(at));
  }

  /** `np.exp` in front of a bracket. */
  private code(): boolean {
    const at = this.at;
    if (this.tex.charAt(at + 1) === '(' || (this.tokens.at(-1)?.kind === 'letter' && this.space === adjacent)) return false;
    moduleCall.lastIndex = at;
    const found = moduleCall.exec(this.tex);
    if (found === null) return false;
    this.push('command', codePrefix + found[1], at, moduleCall.lastIndex);
    return true;
  }

  /** `.T` is a transpose, `.dot` a method. */
  private member(): boolean {
    const at = this.at;
    member.lastIndex = at;
    const found = this.isBehindOperand() ? member.exec(this.tex) : null;
    if (found === null) return false;
    const [all, transpose, product, operation] = found;
    if (transpose) {
      this.push('^', '^', at, at + 1);
      this.push('command', '\\top', at + 1, at + 2);
    } else this.push('member', (product ?? operation) as string, at, at + all.length);
    return true;
  }

  /** Whether a name or a bracket ends here, right in front or behind white space. */
  private isBehindOperand(isLoose = false): boolean {
    const last = this.tokens.at(-1);
    if (last === undefined || (this.space !== adjacent && !isLoose)) return false;
    if (last.kind === 'number') return this.tokens.at(-2)?.kind === '_';
    return last.kind === 'letter' || last.kind === '}' || last.kind === 'command' || last.text === ')' || last.text === ']';
  }

  private number() {
    const grouped = this.match(groupedNumeral, this.at);
    if (grouped !== undefined) return this.push('number', grouped.replaceAll('\\,', ''), this.at, this.at + grouped.length);
    const digits = (this.hasDecimalCommas && this.match(commaNumeral, this.at)) || this.match(numeral, this.at);
    if (digits === undefined) return this.push('char', this.tex.charAt(this.at), this.at, this.at + 1);
    this.push('number', digits.replace(/\{?,\}?/, '.'), this.at, this.at + digits.length);
  }

  private blank(space: Space) {
    this.at++;
    if (this.space < space) this.space = space;
  }

  /** Three spacing commands in a row part formulas like `\quad`. */
  private thinSpace(length: number) {
    this.at += length;
    this.thinRun++;
    this.space = 3 <= this.thinRun ? wide : this.space === wide ? wide : thin;
  }

  private ascii(char: string) {
    const at = this.at;
    if (char === '%') {
      const line = this.tex.indexOf('\n', at);
      this.at = line < 0 ? this.end : line;
      return;
    }
    if (char === '~') return this.thinSpace(1);
    if (char === '$') return this.blank(whitespace);
    if (char === '.') {
      const next = this.tex.charCodeAt(at + 1);
      if (48 <= next && next <= 57) return this.number();
      if (this.member()) return;
    }
    if (char === '^') {
      const primes = this.match(bracedPrimes, at);
      if (primes !== undefined) return this.primes(at, primes);
    }
    if (char === '*' && this.match(codePower, at) && this.isBehindOperand(true)) return this.push('^', '^', at, at + 2);
    if (char === '#') {
      const digit = this.tex.charAt(at + 1);
      if ('1' <= digit && digit <= '9') return this.push('parameter', digit, at, at + 2);
    }
    if (char === '&') {
      for (const [entity, meant] of entities) {
        if (!this.tex.startsWith(entity, at)) continue;
        return this.push(meant === '&' ? '&' : 'char', meant, at, at + entity.length);
      }
    }
    if (joinable.has(char))
      for (const sign of joined) if (this.tex.startsWith(sign, at)) return this.push('char', sign, at, at + sign.length);
    this.push(plainKinds[char] ?? 'char', char, at, at + 1);
  }

  private foreign() {
    const at = this.at;
    const char = String.fromCodePoint(this.tex.codePointAt(at) as number);
    const end = at + char.length;
    const script = scriptSpelling.get(char);
    if (script !== undefined) {
      this.push(script[0], script[0], at, end);
      return this.push(/\d/.test(script[1]) ? 'number' : 'letter', script[1], at, end);
    }
    const spelt = spelling.get(char);
    if (spelt !== undefined) return this.push(spelt[0] === '\\' ? 'command' : (plainKinds[spelt] ?? this.plainKind(spelt)), spelt, at, end);
    if (/[\s\u200b\ufeff]/.test(char)) return this.blank(whitespace);
    const folded = char.normalize('NFKC');
    const other = spelling.get(folded);
    if (other !== undefined) return this.push('command', other, at, end);
    if (/^[A-Za-z]$/.test(folded)) return this.push('letter', folded, at, end);
    if (/^\d$/.test(folded)) return this.push('number', folded, at, end);
    if (this.accented(char, at, end)) return;
    const words = this.match(foreignWords, at);
    if (words !== undefined) return this.push('words', words, at, Math.min(at + words.length, this.end), '\\text');
    this.push('char', char, at, end);
  }

  /** `ŷ` is `\hat y`, as one character or as a letter with a mark behind it. */
  private accented(char: string, at: number, end: number): boolean {
    const mark = combining.get(char);
    const last = this.tokens.at(-1);
    if (mark !== undefined && last?.kind === 'letter' && last.end === at) {
      this.tokens.pop();
      this.tokens.push(token('command', mark, last.start, end, last.space));
      this.push('letter', last.text, last.start, end);
      return true;
    }
    const [letter, own, ...rest] = char.normalize('NFD');
    const command = combining.get(own ?? '');
    if (letter === undefined || command === undefined || rest.length !== 0 || !/^[A-Za-z]$/.test(letter)) return false;
    this.push('command', command, at, end);
    this.push('letter', letter, at, end);
    return true;
  }

  private plainKind(spelt: string): TokenKind {
    return /[A-Za-z]/.test(spelt) ? 'letter' : 'char';
  }

  private command() {
    const at = this.at;
    const name = this.match(commandName, at + 1);
    if (name !== undefined) return this.named(name.endsWith('*') ? this.starred(name) : name);
    const char = this.tex.charAt(at + 1);
    switch (char) {
      case '\\': {
        let end = at + 2;
        if (this.tex.startsWith('\\\\', end)) end += 2;
        end += this.match(rowOptions, end)?.length ?? 0;
        return this.push('row', '\\\\', at, Math.min(end, this.end));
      }
      case ',':
      case ':':
      case ';':
      case '>':
      case ' ':
      case '\n':
        return this.thinSpace(2);
      case '_':
        return this.push('_', '_', at, at + 2);
      // Escapes that the Markdown pass would take off.
      case '*':
      case '-':
      case '+':
        return this.push('char', char, at, at + 2);
      case '{':
      case '}':
      case '|':
        return this.push('char', `\\${char}`, at, at + 2);
      case '%':
      case '#':
      case '&':
        return this.push('char', `\\${char}`, at, at + 2);
      case '':
        return this.push('char', '\\', at, at + 1);
      default: // \! \/ and stray delimiters of the note
        this.at += 2;
    }
  }

  private primes(from: number, raised: string) {
    const behind = from + raised.length;
    const first = raised.indexOf("'");
    const last = raised.lastIndexOf("'");
    for (let at = first; at <= last; at++) this.push("'", "'", from + at, at < last ? from + at + 1 : behind);
  }

  private isInScript(): boolean {
    const [before, last] = this.tokens.slice(-2);
    return last?.kind === '_' || last?.kind === '^' || (last?.kind === '{' && (before?.kind === '_' || before?.kind === '^'));
  }

  /** A star belongs to the few commands that have a starred form; after any other it is a product. */
  private starred(name: string): string {
    return /^(operatorname|tag|hspace|vspace|newcommand|renewcommand|providecommand|DeclareMathOperator)\*$/.test(name)
      ? name
      : name.slice(0, -1);
  }

  private named(name: string) {
    const at = this.at;
    const command = `\\${name.replace(/\*$/, '')}`;
    const end = at + 1 + name.length;
    if (textCommands.has(command)) return this.words(command, end);
    if (command === '\\mathrm' && !this.isInScript() && this.match(joiningWord, end)) return this.words(command, end);
    if (command === '\\begin' || command === '\\end') {
      environment.lastIndex = end;
      const found = environment.exec(this.tex);
      if (found !== null) return this.environmentMark(command === '\\begin' ? 'begin' : 'end', found[1] as string, end + found[0].length);
    }
    if (command === '\\newline' || command === '\\cr') return this.push('row', command, at, end);
    this.push('command', command, at, end);
  }

  private environmentMark(kind: 'begin' | 'end', name: string, end: number) {
    if (kind === 'begin') {
      end += this.match(positionArgument, end)?.length ?? 0;
      if (columnsFollow.has(name)) end += this.columnsLength(end);
    }
    this.push(kind, name, this.at, Math.min(end, this.end));
  }

  /** `{c|c@{\;}c}`: braces nest at most once in practice. */
  private columnsLength(at: number): number {
    const found = /^[ \t]*\{(?:[^{}]|\{[^{}]*\})*\}/.exec(this.tex.slice(at, at + 200));
    return found?.[0].length ?? this.match(bracedArgument, at)?.length ?? 0;
  }

  /** The argument of a text command, cut where it holds math of its own. */
  private words(command: string, from: number) {
    const start = this.at;
    let at = from;
    while (at < this.end && /\s/.test(this.tex.charAt(at))) at++;
    if (this.tex.charAt(at) !== '{') return this.push('words', this.tex.charAt(at), start, Math.min(at + 1, this.end), command);
    const close = this.closingBrace(at);
    const pieces = this.tex.slice(at + 1, close).split('$');
    let begin = at + 1;
    pieces.forEach((piece, i) => {
      const to = begin + piece.length;
      const isMath = i % 2 === 1 && i + 1 < pieces.length;
      if (isMath) this.inner(begin, to);
      else if (piece !== '' || pieces.length === 1) {
        const isLast = i + 1 === pieces.length;
        this.push('words', clean(piece), i === 0 ? start : begin, isLast ? Math.min(close + 1, this.end) : to, command);
      }
      begin = to + 1;
    });
    this.at = Math.min(close + 1, this.end);
  }

  private inner(from: number, to: number): void {
    const outer = this.end;
    this.at = from;
    this.end = to;
    while (this.at < this.end) this.step();
    this.end = outer;
  }

  private closingBrace(open: number): number {
    let depth = 0;
    for (let at = open; at < this.end; at++) {
      const char = this.tex.charAt(at);
      if (char === '\\') at++;
      else if (char === '{') depth++;
      else if (char === '}' && --depth === 0) return at;
    }
    return this.end;
  }
}

function clean(text: string): string {
  return text.replace(/\\([_&%#$])/g, '$1').replace(/~|\\[ ,;]/g, ' ');
}

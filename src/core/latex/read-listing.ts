import { cover, type Range } from '../text/range.ts';
import { extent } from './extent.ts';
import { functionNamed } from './notations/functions.ts';
import { numeral } from './numeral.ts';
import { type Factor, productOf, sumOf, type Term } from './products.ts';
import type { Block, NumberSyntax, Statement, SymbolSyntax, Syntax } from './syntax.ts';

/** The assignments of a listing, and the code in it that is of another form. */
export interface Listing extends Block {
  readonly unread: readonly string[];
}

/**
 * The plain assignments of a fenced listing, in source order: line by line, columns from left to right, a comment after its code.
 * A comment that is an assignment (`# dudw = 1`) counts; whatever has another form is left out. Ranges are offsets in `code`.
 */
export function readListing(code: string): Listing {
  const statements: Statement[] = [];
  const unread: string[] = [];
  let start = 0;
  for (const line of code.split('\n')) {
    const comment = line.includes('#') ? start + line.indexOf('#') : code.length;
    for (const piece of piecesOf(line, start)) {
      const read = assignment(code, piece);
      if (read !== undefined) statements.push(read);
      else if (piece.start < comment) unread.push(code.slice(piece.start, piece.end));
    }
    start += line.length + 1;
  }
  return { statements, holes: [], unread };
}

/** What is parted by `;`, by the mark of a comment, or by two spaces that no operator bridges. */
function piecesOf(line: string, offset: number): Range[] {
  const pieces: Range[] = [];
  let from = 0;
  for (const part of line.matchAll(/[;#]|\s{2,}|\t|$/g)) {
    const isSpace = part[0].trim() === '';
    const bridges =
      isSpace &&
      (/[-+*/^=(,]\s*$/.test(line.slice(Math.max(from, part.index - 8), part.index)) ||
        /^\s*[-+*/^=),]/.test(line.slice(part.index, part.index + 80)));
    if (bridges && part[0] !== '') continue;
    if (from < part.index) pieces.push({ start: offset + from, end: offset + part.index });
    from = part.index + part[0].length;
  }
  return pieces;
}

interface CodeToken extends Range {
  readonly text: string;
}

const lexeme = /\s*(?:(\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+)|([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(\*\*|[-+*/^()=,]))/y;

/** The tokens of a piece; undefined if it holds anything else. */
function lex(code: string, { start, end }: Range): CodeToken[] | undefined {
  const tokens: CodeToken[] = [];
  let at = start;
  const last = start + code.slice(start, end).trimEnd().length;
  while (at < last) {
    lexeme.lastIndex = at;
    const found = lexeme.exec(code);
    const text = found?.[1] ?? found?.[2] ?? found?.[3];
    if (text === undefined || end < lexeme.lastIndex || 200 <= tokens.length) return undefined;
    at = lexeme.lastIndex;
    tokens.push({ text, start: at - text.length, end: at });
  }
  return tokens;
}

function assignment(code: string, piece: Range): Statement | undefined {
  const tokens = lex(code, piece);
  const [name, equals, first] = tokens ?? [];
  if (tokens === undefined || name === undefined || first === undefined || equals?.text !== '=') return undefined;
  if (!/^[A-Za-z_]\w*$/.test(name.text)) return undefined;
  const parser = new CodeParser(tokens.slice(2));
  const right = parser.whole();
  if (right === undefined) return undefined;
  const left = symbolOf(name);
  const sign = { sign: '=', range: { start: equals.start, end: equals.end } };
  const range = cover(first, tokens.at(-1) as CodeToken);
  const members = [
    { node: left, range: left.range },
    { node: right, range, relation: sign },
  ];
  return { members, range: cover(left.range, range), continues: false, arrow: false, conditions: [], reasons: [], comments: [] };
}

function symbolOf({ text, start, end }: CodeToken): SymbolSyntax {
  return { kind: 'symbol', letter: text, face: 'tt', accents: [], range: { start, end } };
}

/** Sums of products of powers; a reading that fails answers undefined all the way up. */
class CodeParser {
  private at = 0;

  constructor(private readonly tokens: readonly CodeToken[]) {}

  whole(): Syntax | undefined {
    const node = this.sum();
    return this.at === this.tokens.length ? node : undefined;
  }

  private take(...texts: readonly string[]): CodeToken | undefined {
    const t = this.tokens[this.at];
    if (t === undefined || !texts.includes(t.text)) return undefined;
    this.at++;
    return t;
  }

  private sum(): Syntax | undefined {
    const terms: Term[] = [];
    const start = this.tokens[this.at]?.start ?? 0;
    let sign = this.take('+', '-');
    do {
      const node = this.product();
      if (node === undefined) return undefined;
      const signRange = sign === undefined ? { start, end: start } : { start: sign.start, end: sign.end };
      terms.push({ sign: sign?.text === '-' ? '-' : '+', signRange, node });
      sign = this.take('+', '-');
    } while (sign !== undefined);
    const [only] = terms;
    if (only !== undefined && terms.length === 1 && only.signRange.start === only.signRange.end) return only.node;
    return sumOf(terms);
  }

  private product(): Syntax | undefined {
    const factors: Factor[] = [];
    for (let sign: CodeToken | undefined; ; sign = this.take('*', '/')) {
      if (factors.length !== 0 && sign === undefined) return productOf(factors);
      const node = this.power();
      if (node === undefined) return undefined;
      const last = factors.at(-1);
      if (sign?.text === '/' && last !== undefined) {
        const range = cover(last.node.range, node.range);
        factors[factors.length - 1] = { ...last, node: { kind: 'quotient', numerator: last.node, denominator: node, inline: true, range } };
      } else {
        const signRange = sign === undefined ? { start: node.range.start, end: node.range.start } : { start: sign.start, end: sign.end };
        factors.push({ by: sign === undefined ? 'juxtaposed' : '*', signRange, node });
      }
    }
  }

  private power(): Syntax | undefined {
    const base = this.atom();
    if (base === undefined || this.take('**', '^') === undefined) return base;
    const sup = this.tokens[this.at]?.text === '-' ? this.negative() : this.power();
    return sup && { kind: 'scripts', base, sup, primes: 0, range: cover(base.range, sup.range) };
  }

  private negative(): Syntax | undefined {
    const sign = this.take('-');
    const node = this.power();
    if (sign === undefined || node === undefined) return undefined;
    const signRange = { start: sign.start, end: sign.end };
    return { kind: 'sum', terms: [{ sign: '-', signRange, node }], range: cover(signRange, node.range) };
  }

  private atom(): Syntax | undefined {
    const t = this.tokens[this.at];
    if (t === undefined) return undefined;
    if (t.text === '-') return this.negative();
    if (t.text === '(') return this.group();
    this.at++;
    if (/^[\d.]/.test(t.text)) return numberOf(t);
    if (!/^[A-Za-z_]/.test(t.text)) return undefined;
    return this.tokens[this.at]?.text === '(' ? this.call(t) : t.text.includes('.') ? undefined : symbolOf(t);
  }

  private group(): (Syntax & { kind: 'group' }) | undefined {
    const open = this.take('(');
    const items: Syntax[] = [];
    do {
      const item = this.sum();
      if (item === undefined) return undefined;
      items.push(item);
    } while (this.take(',') !== undefined);
    const close = this.take(')');
    const first = items[0];
    if (open === undefined || close === undefined || first === undefined) return undefined;
    const inner = extent(first.range, items);
    const body: Syntax = items.length === 1 ? first : { kind: 'list', items, separators: items.slice(1).map(() => ','), range: inner };
    return { kind: 'group', open: '(', close: ')', body, range: cover(open, close) };
  }

  /** `np.exp(x)` by its last name, if that is a known function; any other call is not read. */
  private call(name: CodeToken): Syntax | undefined {
    const fn = functionNamed(name.text.slice(name.text.lastIndexOf('.') + 1));
    const argument = this.group();
    if (argument === undefined || fn === undefined) return undefined;
    const operands = argument.body.kind === 'list' ? argument.body.items : [argument.body];
    const head = { start: name.start, end: name.end };
    return { kind: 'function', name: fn, head, primes: 0, operands, bracketed: true, range: cover(head, argument.range) };
  }
}

/** A number of code; one in the notation of code alone shows no digits. */
function numberOf(token: CodeToken): NumberSyntax {
  const number = numeral(token.text, token);
  return /^[\d.]+$/.test(token.text) ? number : { ...number, decimals: 0 };
}

import { cover } from '../../text/range.ts';
import { type Prefix, r } from '../notation.ts';
import { numeral } from '../numeral.ts';
import { juxtapose } from '../products.ts';
import type { Reader } from '../reader.ts';
import type { SymbolSyntax, Syntax } from '../syntax.ts';
import { adjacent, type Token, type TokenKind } from '../token.ts';
import { accent } from './accent.ts';
import { applyFunction, functionNamed } from './functions.ts';

/** Longer runs of letters are no names. */
const longestName = 32;

/** Commands that are one symbol each. */
const symbolCommands = (
  r`\alpha \beta \gamma \delta \epsilon \varepsilon \zeta \eta \theta \vartheta \iota \kappa \varkappa \lambda \mu \nu \xi \omicron \pi \varpi \rho \varrho` +
  r` \sigma \varsigma \tau \upsilon \phi \varphi \chi \psi \omega \digamma` +
  r` \Gamma \Delta \Theta \Lambda \Xi \Pi \Sigma \Upsilon \Phi \Psi \Omega` +
  r` \ell \hbar \imath \jmath \infty \top \bot \intercal \dagger \ddagger \star \prime \emptyset \varnothing \aleph \wp \Re \Im \mho \square \triangle \S \P`
).split(' ');

const knownCommands: ReadonlySet<string> = new Set(symbolCommands);

/** Whether a name is a command that means nothing here. */
export function isUnknownCommand(letter: string): boolean {
  return letter.startsWith('\\') && !knownCommands.has(letter);
}

/** A symbol as it is set at this place. */
export function symbol(reader: Reader, letter: string, { start, end }: { start: number; end: number }): SymbolSyntax {
  return { kind: 'symbol', letter, face: reader.face, accents: [], range: { start, end } };
}

export const symbols: Prefix = {
  fixity: 'prefix',
  triggers: symbolCommands,
  read(reader, trigger) {
    const read = symbol(reader, trigger.text, trigger);
    // Where the note has `\Delta` only in front of names, `\Delta w` is a name of its own: the change of `w`.
    if (trigger.text !== '\\Delta' || !reader.names.has(trigger.text) || !reader.operandAhead()) return read;
    const of = reader.atom();
    return accent(of, 'Delta', cover(trigger, reader.behind, of.range)) ?? juxtapose([read, of]);
  },
  examples: [
    [r`\alpha_k`, r`(scripts \alpha _ k)`],
    ['γ', r`\gamma`],
    [r`x^2_i`, '(scripts x _ i ^ 2)'],
    [r`x_i^2`, '(scripts x _ i ^ 2)'],
    [r`{x_i}^2`, '(scripts x _ i ^ 2)'],
    [r`x_{i}'`, "(scripts x _ i ')"],
    [r`f^{\prime}(x)`, "(call (scripts f ') (() x))"],
    [r`f''`, "(scripts f '')"],
    [r`W_1^T`, '(scripts W _ 1 ^ T)'],
    [r`h_{t-1}`, '(scripts h _ (sum + t - 1))'],
    [r`a^{[l-1]}`, '(scripts a ^ ([] (sum + l - 1)))'],
    [r`a^{<t>}`, '(scripts a ^ (⟨⟩ t))'],
    [r`W\_{3,7}`, '(scripts W _ (list , 3 7))'],
    [r`{ p }_{ i }`, '(scripts p _ i)'],
    ['w1 x1', '(product (scripts w _ 1) (scripts x _ 1))'],
    [r`x^*`, '(scripts x ^ upright:*)'],
    [r`x^23`, '(scripts x ^ 23)'],
    [r`x²`, '(scripts x ^ 2)'],
    [r`f(x;W)_j`, '(call f (() (list ; x W)) _ j)'],
    [r`h^2(x)`, '(call (scripts h ^ 2) (() x))'],
    [r`\sigma'(\cdot)`, r`(call (scripts \sigma ') (() \cdot))`],
  ],
};

/**
 * A letter, or the name that begins with it: set upright all letters are one name; in italics a run that the document uses as a name,
 * or that is the whole name of a function; three bold letters and more, or the upper bound of a sum, are words too.
 */
export const letters: Prefix = {
  fixity: 'prefix',
  triggers: [],
  read(reader, trigger) {
    const isWord = reader.face === 'upright' || reader.face === 'sans' || reader.face === 'tt';
    const run = isWord ? uprightRun(reader, trigger) : adjacentRun(reader, trigger);
    if (run.length === 1) return symbol(reader, trigger.text, trigger);
    const name = isWord || (isFunctionRun(run) && !isOfIndices(reader, run)) ? run : nameIn(reader, run);
    const end = take(reader, trigger, name.length);
    const range = { start: trigger.start, end };
    if (name.length === 1) return symbol(reader, name, range);
    const read: SymbolSyntax = { ...symbol(reader, name, range), ...(reader.face === 'italic' && { face: 'upright' as const }) };
    const fn = functionNamed(name);
    return fn === undefined || isWord ? read : applyFunction(reader, fn, range, read);
  },
  examples: [
    ['nclass', '(product n c l a s s)'],
    ['E_{Total}', '(scripts E _ (product T o t a l))'],
    ['s_{ln}', '(scripts s _ (product l n))'],
    ['s_{lnk}^2', '(scripts s _ (product l n k) ^ 2)'],
    ['e^{ln x}', '(scripts e ^ (log x))'],
    [r`\mathbf{softmax}`, 'bold:softmax'],
  ],
};

/** The name that a run of italic letters begins with. */
function nameIn(reader: Reader, run: string): string {
  const word = isOfIndices(reader, run) ? undefined : knownPrefix(reader, run);
  return word ?? (isSetAsWord(reader, run) ? run : run.slice(0, 1));
}

/** The letters that follow without a gap, as one text. */
function adjacentRun(reader: Reader, first: Token): string {
  const { tokens } = reader.tape;
  let run = first.text;
  for (let at = reader.place; at < reader.limit && run.length < longestName; at++) {
    const t = tokens[at] as Token;
    if (t.kind !== 'letter' || t.space !== adjacent) break;
    run += t.text;
  }
  return run;
}

/** Letters and the digits behind them, whatever space is between. */
function uprightRun(reader: Reader, first: Token): string {
  const { tokens } = reader.tape;
  let run = first.text;
  for (let at = reader.place; at < reader.limit && run.length < longestName; at++) {
    const t = tokens[at] as Token;
    if (t.kind !== 'letter' && (t.kind !== 'number' || !/^\d+$/.test(t.text))) break;
    run += t.text;
  }
  return run;
}

/** Consumes the tokens behind `first` that belong to a name of this length; answers where it ends. */
function take(reader: Reader, first: Token, length: number): number {
  let end = first.end;
  for (let taken = first.text.length; taken < length; ) {
    const t = reader.next() as Token;
    taken += t.text.length;
    if (end < t.end) end = t.end;
  }
  return end;
}

function isFunctionRun(run: string): boolean {
  return (3 <= run.length || run === 'ln') && functionNamed(run) !== undefined;
}

/** Whether letters below or above a name are indices though they begin with `ln`: nothing stands behind them. */
function isOfIndices(reader: Reader, run: string): boolean {
  if (!reader.inScript || !/^ln[i-np-t]*$/.test(run)) return false;
  const at = reader.place + run.length - 1;
  const behind = at < reader.limit ? reader.tape.tokens[at] : undefined;
  return behind === undefined || !beginsOperand.has(behind.kind);
}

const beginsOperand: ReadonlySet<TokenKind> = new Set<TokenKind>(['letter', 'number', 'command', 'open', 'bar', '{']);

function knownPrefix(reader: Reader, run: string): string | undefined {
  for (let length = run.length; 2 <= length; length--) if (reader.names.has(run.slice(0, length))) return run.slice(0, length);
  return undefined;
}

function isSetAsWord(reader: Reader, run: string): boolean {
  return 3 <= run.length && (reader.face === 'bold' || reader.face === 'cal' || reader.face === 'frak' || reader.inBound);
}

/** Whether a bracket with a relation in it stands ahead: `1\{y = k\}`. */
function conditionAhead(reader: Reader): boolean {
  const { signs, partner } = reader.tape;
  const open = reader.place;
  const close = reader.peek()?.kind === 'open' ? reader.partner(open) : undefined;
  if (close === undefined) return false;
  for (let at = open + 1; at < close; at = Math.max(at, partner[at] as number) + 1) if (signs[at]?.role === 'relation') return true;
  return false;
}

export const numbers: Prefix = {
  fixity: 'prefix',
  triggers: [],
  read(reader, trigger): Syntax {
    if (reader.face === 'bold' || reader.face === 'bb') return symbol(reader, trigger.text, trigger);
    if (trigger.text === '1' && (reader.peek()?.kind === '_' || conditionAhead(reader))) return symbol(reader, '1', trigger);
    return numeral(trigger.text, trigger);
  },
  examples: [
    ['0.4750', '0.4750'],
    ['.5', '0.5'],
    ['0{,}25', '0.25'],
    ['1.5e-8', '0.000000015'],
    [r`10^14`, '(scripts 10 ^ 14)'],
    [r`\mathbf{1}^\top y`, r`(product (scripts bold:1 ^ \top) y)`],
    [r`1\{y = k\}`, '(call 1 ({} (= y k)))'],
    [r`1_{y=k}`, '(scripts 1 _ (= y k))'],
    [r`\mathbb{1}[m > 0]\, x`, '(product (call bb:1 ([] (> m 0))) x)'],
    [r`\mathbb{I}(i = j)`, '(call bb:I (() (= i j)))'],
  ],
};

export const dots: Prefix = {
  fixity: 'prefix',
  triggers: [r`\dots`, r`\ldots`, r`\cdots`, r`\vdots`, r`\ddots`, r`\dotsc`, r`\dotsb`, r`\dotsm`, r`\hdots`, '...', '..'],
  read: (_, { start, end }) => ({ kind: 'dots', range: { start, end } }),
  examples: [[r`x_1, \dots, x_m`, '(list , (scripts x _ 1) ... (scripts x _ m))']],
};

/** `\sigma'(\cdot)`: the place of an argument. */
export const placeholder: Prefix = {
  fixity: 'prefix',
  triggers: [r`\cdot`],
  read: (reader, trigger) => symbol(reader, trigger.text, trigger),
  examples: [],
};

import type { CallSyntax, GroupSyntax, PartialSyntax, ScriptsSyntax, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { nodesIn, partsOf } from '../latex/walk.ts';
import type { Range } from '../text/range.ts';
import { isEqual } from './general-term.ts';
import { isTranspose } from './scripts.ts';
import { baseName, isIndexSymbol, pieces, symbolOf } from './symbols.ts';

/** Where a name stands, without the mark that transposes it if that is last. */
export function withoutMark(node: SymbolSyntax | ScriptsSyntax): Range {
  if (node.kind === 'symbol') return node.range;
  const { base, sub, sup, range } = node;
  if (sub && sup && sup.range.start < sub.range.start) return range;
  // A script in braces stands further from its name by one.
  const brace = sub && sup && sub.range.start - base.range.end > 1 ? 1 : 0;
  return { start: range.start, end: (sub ?? base).range.end + brace };
}

/** A name without what stands above it. */
export function withoutSup(node: ScriptsSyntax): ScriptsSyntax | SymbolSyntax {
  const { sup: _, ...rest } = node;
  return rest.sub === undefined && rest.primes === 0 && rest.base.kind === 'symbol' ? rest.base : rest;
}

/** Whether a bracket names the function in front of it without an argument, as in `\sigma (1 - \sigma)`, so that it is multiplied. */
export function isNameIn(body: Syntax, base: string): boolean {
  const visit = (node: Syntax): boolean => {
    if (node.kind === 'call') return visit(node.argument.body);
    if (node.kind === 'symbol') return baseName(node) === base;
    return partsOf(node).some(visit);
  };
  return visit(body);
}

/** `\delta_{ij} = 1`, which says what Kronecker's delta is where its indices are equal, or are not. */
export function isDeltaValue(head: Syntax, value: Syntax): boolean {
  const isDelta = head.kind === 'scripts' && head.base.kind === 'symbol' && head.base.letter === '\\delta' && !head.sup;
  if (!isDelta || head.sub === undefined || value.kind !== 'number') return false;
  const below = pieces(head.sub);
  return below.length === 2 && below.every(isIndexSymbol) && (value.value === 0 || value.value === 1);
}

/** `p(x)` of `\ln p(x)` and of `\ln\frac{p(x)}{1 - p(x)}`: what a formula is the natural logarithm of, or of whose odds. */
export function underLogarithm(node: Syntax): Syntax | undefined {
  const [only, ...more] =
    node.kind === 'function' && node.name === 'log' && !node.sub && !node.sup && node.primes === 0 ? node.operands : [];
  if (only === undefined || more.length > 0) return undefined;
  const inner = only.kind === 'group' && only.open === '(' ? only.body : only;
  if (inner.kind === 'call' && isNamed(inner.head, '\\sigma')) return undefined;
  return inner.kind === 'quotient' && isOneLess(inner.denominator, inner.numerator) ? inner.numerator : inner;
}

/** Whether a formula is one less another. */
function isOneLess(formula: Syntax, other: Syntax): boolean {
  const [first, second, ...more] = formula.kind === 'sum' ? formula.terms : [];
  if (first?.node.kind !== 'number' || first.node.value !== 1 || second?.sign !== '-' || more.length > 0) return false;
  return isEqual(second.node, other);
}

/** Whether a formula is a name with perhaps primes and nothing else. */
export function isNamed(node: Syntax, base: string): boolean {
  const symbol = node.kind === 'scripts' && (node.sub || node.sup) ? undefined : symbolOf(node);
  return symbol !== undefined && baseName(symbol) === base;
}

/** `A^{-\top}`. */
export function isInverseTranspose(sup: Syntax): boolean {
  const [term, ...more] = sup.kind === 'sum' ? sup.terms : [];
  return term !== undefined && more.length === 0 && term.sign === '-' && isTranspose(term.node);
}

/** `\|x\|`. */
export function isNorm({ open }: GroupSyntax): boolean {
  return open === '‖' || open === '\\|' || open === '\\lVert';
}

/** `\partial y` alone, the upper or lower part of a derivative. */
export function isBare(node: Syntax): node is PartialSyntax {
  return node.kind === 'partial' && node.wrt.length === 0;
}

/** The letter of a differential or of a difference. */
export function isLetterOfChange(node: Syntax): boolean {
  return node.kind === 'symbol' && (node.letter === 'd' || node.letter === '\\Delta') && node.accents.length === 0;
}

const indicators: ReadonlySet<string> = new Set(['1', '\\mathbb1', 'I', '\\chi', '\\delta']);

/** `\mathbb{1}(i = j)`: a one, or a letter that stands for it, in front of a condition. */
export function isIndicator(symbol: SymbolSyntax, head: Syntax, body: Syntax): boolean {
  if (head.kind !== 'symbol' || body.kind !== 'relation') return false;
  return symbol.face === 'bb' || indicators.has(symbol.letter);
}

/** `x[0,1]`, `h[n-k]`: what stands in square brackets right behind a name for its indices. */
export function isPosition(body: Syntax): boolean {
  if (body.kind === 'list') return body.items.every(isPosition);
  if (body.kind === 'sum') return body.terms.every(({ node }) => isPosition(node));
  return (body.kind === 'number' && Number.isInteger(body.value)) || (isIndexSymbol(body) && /[i-nst]/.test(body.letter));
}

/** Whether a command is a sign and no name. */
export function isNoName(letter: string): boolean {
  return letter.startsWith('\\') && /(?:arrow|arrows|harpoons?|vert|mid|colon|dagger|bullet|infty|mapsto)$/.test(letter);
}

/** Whether some factors in a row are the letters of a word. */
export function spells(factors: readonly { readonly node: Syntax }[], word: string): boolean {
  if (factors.length < word.length) return false;
  return factors
    .map(({ node }) => (node.kind === 'symbol' && node.letter.length === 1 ? node.letter : ' '))
    .join('')
    .includes(word);
}

/** `P(1 + r)`: a bracket that is no event, behind a letter that else is that of a probability. */
export function isFactorP(symbol: SymbolSyntax, { open, body }: CallSyntax['argument']): boolean {
  return symbol.letter === 'P' && open === '(' && body.kind === 'sum' && body.terms[0]?.node.kind === 'number';
}

/** A vector by its face: a small letter in bold that is not transposed. */
export function isBoldSmall(node: Syntax | undefined): boolean {
  if (node?.kind === 'scripts' && node.sup && nodesIn(node.sup).some(isTranspose)) return false;
  const symbol = node?.kind === 'scripts' ? node.base : node;
  return symbol?.kind === 'symbol' && symbol.face === 'bold' && /^(?:[a-z]|\\[a-z]+)$/.test(symbol.letter);
}

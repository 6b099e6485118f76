import type { BigOperatorSyntax, FunctionSyntax, PartialSyntax, ProductSyntax, SumSyntax, Syntax } from '../latex/syntax.ts';
import { partsOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Choice } from './readings.ts';
import { boundLetters } from './scripts.ts';
import { isIndexSymbol, pieces, symbolOf } from './symbols.ts';

/** Which of some options the reading takes. */
type Choose = (about: string, scope: Choice['scope'], options: readonly string[]) => string;

/**
 * Some terms, of which the first sum that reaches further than its own term takes in all behind it: `\sum_k a_k - b_k` where nothing
 * else binds k. The node itself if no sum does. `isTaken`: whether a letter has a meaning outside.
 */
export function withReach(node: SumSyntax, isTaken: (letter: string) => boolean): Syntax {
  const nodes = node.terms.map((term) => term.node);
  const open = nodes.findIndex((term, position) => reachesFurther(term, nodes.slice(position + 1), isTaken));
  return open < 0 ? node : extended(node, open);
}

/** Whether the terms behind a sum without brackets belong to it: they name its letter, which nothing else there binds or leaves free. */
function reachesFurther(term: Syntax, behind: readonly Syntax[], isTaken: (letter: string) => boolean): boolean {
  if (term.kind !== 'big-operator' || term.operator !== 'sum' || behind.length === 0) return false;
  const letters = boundLetters(term.over).filter((letter) => !isTaken(letter));
  return letters.some((letter) => behind.every((rest) => namesFree(rest, letter)));
}

/** A sum whose body takes in the terms behind it. */
function extended(node: SumSyntax, open: number): Syntax {
  const head = node.terms[open] as SumSyntax['terms'][number];
  const operator = head.node as BigOperatorSyntax;
  const inside = [{ ...head, sign: '+' as const, node: operator.body }, ...node.terms.slice(open + 1)];
  const range = { start: operator.body.range.start, end: node.range.end };
  const whole: Syntax = {
    ...operator,
    body: { kind: 'sum', terms: inside, range },
    range: { start: operator.range.start, end: node.range.end },
  };
  const terms = [...node.terms.slice(0, open), { ...head, node: whole }];
  return terms.length === 1 && head.sign === '+' ? whole : { ...node, terms };
}

/** Whether a letter stands in a subscript of a formula outside of a sum that binds it. */
function namesFree(node: Syntax, letter: string): boolean {
  if (node.kind === 'big-operator' && boundLetters(node.over).includes(letter)) return false;
  if (node.kind === 'scripts' && node.sub && pieces(node.sub).some((piece) => isIndexSymbol(piece) && piece.letter === letter)) return true;
  return partsOf(node).some((part) => namesFree(part, letter));
}

/** `\frac{d}{dx} x^2 + 2x`: an operator without brackets, which may take all terms behind it. */
export function operatorOver(node: SumSyntax, choose: Choose): Syntax | undefined {
  const [first, ...rest] = node.terms;
  const operator = first?.node;
  if (first?.sign !== '+' || rest.length === 0 || operator?.kind !== 'partial' || !operator.operator || operator.of === undefined)
    return undefined;
  if (operator.of.kind === 'group' || rest.some(({ node: term }) => walkSyntax(term).some(({ kind }) => kind === 'partial')))
    return undefined;
  if (choose(`reach:${operator.range.start}`, 'statement', ['term', 'rest']) === 'term') return undefined;
  const of: Syntax = {
    kind: 'sum',
    terms: [{ ...first, node: operator.of }, ...rest],
    range: { start: operator.of.range.start, end: node.range.end },
  };
  return { ...operator, of, range: { start: operator.range.start, end: node.range.end } };
}

/**
 * `\frac{d}{dx} u(x) v(x)` within a formula, `\frac{d}{dx} x^2 \cdot \sin x`: an operator without brackets, which may take only what stands up to
 * the first factor with its variable.
 */
export function operatorOverFirst(node: PartialSyntax, isWhole: boolean, choose: Choose): ProductSyntax | undefined {
  const { of, wrt, operator, range } = node;
  const letters = new Set(flatMap(wrt, (variable) => symbolOf(variable)?.letter ?? []));
  const hasVariable = (part: Syntax): boolean => walkSyntax(part).some((inner) => inner.kind === 'symbol' && letters.has(inner.letter));
  if (!operator || of?.kind !== 'product') return undefined;
  const at = of.factors.findIndex((factor) => hasVariable(factor.node));
  const rest = of.factors.slice(at + 1);
  if (at < 0 || !rest.some((factor) => hasVariable(factor.node))) return undefined;
  if (isWhole && rest[0]?.by === 'juxtaposed') return undefined;
  if (choose(isWhole ? `span:${range.start}` : 'reach of operators', 'statement', ['all', 'first']) === 'all') return undefined;
  const taken = of.factors.slice(0, at + 1);
  const { end } = (taken[at] as ProductSyntax['factors'][number]).node.range;
  const operand: Syntax =
    at === 0 ? (taken[0] as ProductSyntax['factors'][number]).node : { ...of, factors: taken, range: { ...of.range, end } };
  const short: Syntax = { ...node, of: operand, range: { ...range, end } };
  return { kind: 'product', factors: [{ by: 'juxtaposed', signRange: node.head, node: short }, ...rest], range };
}

/** `\log p R`: a logarithm without brackets, which may be that of the first factor behind it alone; behind a call it is. */
export function logarithmOfFirst(node: FunctionSyntax, choose: Choose): ProductSyntax | undefined {
  const [only, ...more] = node.operands;
  if (node.name !== 'log' || node.bracketed || only?.kind !== 'product' || more.length > 0) return undefined;
  const [first, ...rest] = only.factors;
  if (first === undefined || first.node.kind === 'number') return undefined;
  const isCall = first.node.kind === 'call';
  const reach = isCall
    ? choose('reach of logarithms of calls', 'document', ['factor', 'product'])
    : choose('reach of logarithms', 'document', ['product', 'factor']);
  if (reach === 'product') return undefined;
  const logarithm: Syntax = { ...node, operands: [first.node], range: { start: node.range.start, end: first.node.range.end } };
  return { kind: 'product', factors: [{ by: 'juxtaposed', signRange: node.head, node: logarithm }, ...rest], range: node.range };
}

/**
 * `\cos v (x + y)` with a name in front of the bracket that is no function: a function without brackets, which may end with the name. `isVariable`:
 * whether a letter is one.
 */
export function functionUpToBracket(
  node: FunctionSyntax,
  isVariable: (name: Syntax) => boolean,
  choose: Choose,
): ProductSyntax | undefined {
  const [only, ...more] = node.operands;
  if (node.bracketed || only === undefined || more.length > 0) return undefined;
  const before = only.kind === 'product' ? only.factors.slice(0, -1) : [];
  const last = only.kind === 'product' ? only.factors.at(-1) : undefined;
  const call = last?.node ?? only;
  if (call.kind !== 'call' || call.after || call.argument.open !== '(' || !isVariable(call.head)) return undefined;
  if (choose(`reach:${node.range.start}`, 'statement', ['bracket', 'name']) === 'bracket') return undefined;
  const range = { start: only.range.start, end: call.head.range.end };
  const of: Syntax = last ? { kind: 'product', factors: [...before, { ...last, node: call.head }], range } : call.head;
  const short: Syntax = { ...node, operands: [of], range: { start: node.range.start, end: range.end } };
  return {
    kind: 'product',
    factors: [
      { by: 'juxtaposed', signRange: node.head, node: short },
      { by: 'juxtaposed', signRange: call.argument.range, node: call.argument },
    ],
    range: node.range,
  };
}

/** `x / 2 \sigma^2` as `x / (2 \sigma^2)`: a slash behind something else than a number, which may take all factors that follow without a sign. */
export function slashOverRest(node: ProductSyntax, choose: Choose): Syntax | undefined {
  const at = node.factors.findIndex(
    ({ node: factor }, position) =>
      factor.kind === 'quotient' && factor.inline && factor.numerator.kind !== 'number' && node.factors[position + 1]?.by === 'juxtaposed',
  );
  const slash = node.factors[at];
  if (slash?.node.kind !== 'quotient' || choose('reach of slashes', 'document', ['factor', 'rest']) === 'factor') return undefined;
  const signed = node.factors.findIndex(({ by }, position) => at < position && by !== 'juxtaposed');
  const end = signed < 0 ? node.factors.length : signed;
  const taken = node.factors.slice(at + 1, end);
  const { numerator, denominator } = slash.node;
  const range = { start: denominator.range.start, end: taken.at(-1)?.node.range.end ?? denominator.range.end };
  const below: Syntax = { kind: 'product', factors: [{ by: 'juxtaposed', signRange: range, node: denominator }, ...taken], range };
  const whole: Syntax = { ...slash.node, numerator, denominator: below, range: { start: slash.node.range.start, end: range.end } };
  const factors = [...node.factors.slice(0, at), { ...slash, node: whole }, ...node.factors.slice(end)];
  return factors.length === 1 ? whole : { ...node, factors };
}

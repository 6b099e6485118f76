import { juxtapose } from '../latex/products.ts';
import type {
  BigOperatorSyntax,
  CallSyntax,
  FunctionSyntax,
  GroupSyntax,
  MatrixSyntax,
  ProductSyntax,
  ScriptsSyntax,
  SumSyntax,
  SymbolSyntax,
  Syntax,
} from '../latex/syntax.ts';
import { mapParts, nodesIn } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import { cover, type Range } from '../text/range.ts';
import { isIndicator } from './forms.ts';
import { type GeneralTerm, generalTerm, unused } from './general-term.ts';
import { isTranspose, leftmost } from './scripts.ts';
import { isIndexSymbol, pieces } from './symbols.ts';

/**
 * The same formula in plainer notation: `W^{(l)\top}` as a transposed `W^{(l)}`, `\mathbb{1}_{i = j}` as `\mathbb{1}(i = j)`, `\text{dW}` as `dW`, `x_1 + x_2 + \dots + x_n` as a sum over an index,
 * and lists and matrices with dots as all values of their general term.
 * What is plain already stays the same object.
 */
export function normalForm(formula: Syntax): Syntax {
  return nodesIn(formula).some(isMarked) ? plainer(formula) : formula;
}

/** Whether a node may be of one of the notations that have a plainer form. */
function isMarked(node: Syntax): boolean {
  switch (node.kind) {
    case 'dots':
      return true;
    case 'symbol':
      return isDifferential(node);
    case 'scripts':
      if (node.sup?.kind === 'product' || (node.sup?.kind === 'group' && node.sup.open === '⟨')) return true;
      return (
        differentialInside(node) !== undefined ||
        primedLetter(node) !== undefined ||
        asIndicator(node) !== undefined ||
        isPositivePart(node)
      );
    case 'function':
      return node.sub?.kind === 'number';
    case 'call':
      return node.head.kind === 'scripts' && node.head.sub !== undefined;
    default:
      return false;
  }
}

function plainer(node: Syntax): Syntax {
  const apart = differentialApart(node);
  if (apart) return apart;
  const inside = mapParts(node, (part) => {
    if (node.kind === 'scripts' && part === node.sub) return withPrimedLetters(part);
    // The arguments of a function of the notes are theirs one by one.
    return node.kind === 'call' && part === node.argument ? mapParts(part, plainer) : plainer(part);
  });
  switch (inside.kind) {
    case 'scripts':
      return asIndicator(inside) ?? positivePart(inside) ?? transposedApart(atStep(inside));
    case 'function':
      return inside.sub ? toBase(inside) : withWholes(inside);
    case 'call':
      return isHead(inside.head) ? asExpectation(inside) : beside(inside);
    case 'big-operator':
      return overPrimed(inside);
    case 'sum':
      return withoutDots(inside);
    case 'product':
      return withoutProductDots(inside);
    case 'matrix':
      return spelt(inside);
    case 'group':
      return (inside.open !== '{' && inside.body.kind === 'list' && listed(inside.body.items, inside.range)) || inside;
    default:
      return inside;
  }
}

type PositivePart = ScriptsSyntax & { readonly base: GroupSyntax; readonly sub: SymbolSyntax };

function isPositivePart({ base, sub, primes }: ScriptsSyntax): boolean {
  if (base.kind !== 'group' || sub?.kind !== 'symbol' || sub.letter !== '+' || primes > 0) return false;
  return base.open === '(' || base.open === '[' || base.open === '{';
}

/** `(1 - m)_+`, what of a number is above zero. */
function positivePart(node: ScriptsSyntax): Syntax | undefined {
  if (!isPositivePart(node)) return undefined;
  const { base, sub, sup, range } = node as PositivePart;
  return { kind: 'function', name: 'relu', head: sub.range, ...(sup ? { sup } : {}), primes: 0, operands: [base], bracketed: true, range };
}

/** `j'`, a letter of an index. */
function primedLetter(node: Syntax): string | undefined {
  if (node.kind !== 'scripts' || node.primes === 0 || node.sub || node.sup || !isIndexSymbol(node.base)) return undefined;
  return `${node.base.letter}${"'".repeat(node.primes)}`;
}

/** A formula in which letters with primes are letters of their own: all of them, or some. */
function withPrimedLetters(node: Syntax, some?: ReadonlySet<string>): Syntax {
  const letter = primedLetter(node);
  if (letter !== undefined && (some === undefined || some.has(letter)))
    return { kind: 'symbol', letter, face: 'italic', accents: [], range: node.range };
  return mapParts(node, (part) => withPrimedLetters(part, some));
}

/** `\sum_{j'} x_{j'}`: the letter stands for an index wherever it stands in the sum. */
function overPrimed(node: BigOperatorSyntax): BigOperatorSyntax {
  const bound = flatMap(node.over, (entry) => pieces(leftmost(entry))).flatMap((piece) => primedLetter(piece) ?? []);
  return bound.length === 0 ? node : (mapParts(node, (part) => withPrimedLetters(part, new Set(bound))) as BigOperatorSyntax);
}

/** Functions of a whole vector, whose entries may be written in place of it. */
const wholes: ReadonlySet<string> = new Set(['softmax', 'logsoftmax', 'logsumexp', 'diag', 'norm', 'sum']);

/** A function of a vector that is written out as the function of the whole. */
function withWholes(node: FunctionSyntax): Syntax {
  const whole = wholes.has(node.name) ? listed(node.operands, node.range) : undefined;
  return whole ? { ...node, operands: [whole] } : node;
}

/** `\log_2 x` as `\log x / \log 2`. */
function toBase(node: FunctionSyntax): Syntax {
  const { sub, sup, range } = node;
  if (node.name !== 'log' || sup || sub?.kind !== 'number' || sub.value < 2 || node.operands.length !== 1) return node;
  const { sub: _, ...natural } = node;
  const ofBase: FunctionSyntax = { ...natural, operands: [sub], bracketed: false };
  return { kind: 'quotient', numerator: natural, denominator: ofBase, inline: false, range };
}

/** `\mathbb{1}_{i = j}`, with the condition in a bracket behind it. */
function asIndicator({ base, sub, sup, primes, range }: ScriptsSyntax): Syntax | undefined {
  const inner = sub?.kind === 'group' ? sub.body : sub;
  if (inner?.kind !== 'relation' || base.kind !== 'symbol' || primes > 0 || !isIndicator(base, base, inner)) return undefined;
  const argument: GroupSyntax = sub?.kind === 'group' ? sub : { kind: 'group', open: '(', close: ')', body: inner, range: inner.range };
  return { kind: 'call', head: base, argument, ...(sup ? { after: { sup, primes: 0 } } : {}), range };
}

/** `a^{\langle t \rangle}`, a step in time above a name that has nothing below, as `a_t`. */
function atStep(node: ScriptsSyntax): ScriptsSyntax {
  const { base, sub, sup } = node;
  if (base.kind !== 'symbol' || sub || sup?.kind !== 'group' || sup.open !== '⟨' || sup.body.kind === 'list') return node;
  const { sup: _, ...below } = node;
  return { ...below, sub: sup.body };
}

/** Whether what stands before a bracket is still a name, in its plainer form. */
function isHead(node: Syntax): boolean {
  return node.kind === 'symbol' || node.kind === 'scripts' || node.kind === 'partial';
}

/** `\mathbb{1}_{i = j}(a - b)`, whose head is no name: a product with the bracket. */
function beside({ head, argument, after }: CallSyntax): Syntax {
  return juxtapose([head, after ? { kind: 'scripts', base: argument, ...after, range: argument.range } : argument]);
}

/** `E_{x \sim p}[f(x)]` in a plain letter. */
function asExpectation(node: CallSyntax): Syntax {
  const { head, argument, after, range } = node;
  const sub = head.kind === 'scripts' && head.base.kind === 'symbol' && head.base.letter === 'E' && !head.sup ? head.sub : undefined;
  const over = sub?.kind === 'list' ? sub.items : sub ? [sub] : [];
  const draws = over.some((entry) => entry.kind === 'call' || (entry.kind === 'relation' && entry.relation === '\\sim'));
  if (!draws || after) return node;
  return { kind: 'big-operator', operator: 'expectation', head: head.range, over, body: argument, range };
}

/** `\text{dW}`: the name of a gradient in upright letters. */
function isDifferential({ face, letter, accents }: SymbolSyntax): boolean {
  return face === 'upright' && letter.length === 2 && accents.length === 0 && /^d[A-Zabhuvwxyz]$/.test(letter);
}

/** `\mathbf{dW}_t`, `{dW}^{(2)}`: the letter `d` and a name as one, with scripts behind both. */
function differentialInside({ base, ...scripts }: ScriptsSyntax): Syntax | undefined {
  const [d, of, ...more] = base.kind === 'product' ? base.factors : [];
  if (d?.node.kind !== 'symbol' || d.node.letter !== 'd' || of?.by !== 'juxtaposed' || of.node.kind !== 'symbol' || more.length > 0)
    return undefined;
  return juxtapose([d.node, { ...scripts, base: of.node, range: cover(of.node.range, scripts.range) }]);
}

/** Such a name as the letter `d` and what stands behind it, with the scripts. */
function differentialApart(node: Syntax): Syntax | undefined {
  const inside = node.kind === 'scripts' ? differentialInside(node) : undefined;
  if (inside) return inside;
  const symbol = node.kind === 'scripts' ? node.base : node;
  if (symbol.kind !== 'symbol' || !isDifferential(symbol)) return undefined;
  const { start, end } = symbol.range;
  const cut = Math.min(start + 1, end);
  const of: SymbolSyntax = { ...symbol, letter: symbol.letter.slice(1), face: 'italic', range: { start: cut, end } };
  const d: SymbolSyntax = { ...symbol, letter: 'd', range: { start, end: cut } };
  return juxtapose([d, node.kind === 'scripts' ? { ...node, base: of, range: { start: cut, end: node.range.end } } : of]);
}

/** A superscript that is a layer and the sign of the transpose, in two. */
function transposedApart(node: ScriptsSyntax): Syntax {
  const { sup } = node;
  if (sup?.kind !== 'product' || sup.factors.length !== 2) return node;
  const parts = sup.factors.map((factor) => factor.node);
  const mark = parts.find((part): part is SymbolSyntax => part.kind === 'symbol' && isTranspose(part));
  const label = parts.find((part) => part.kind === 'group');
  if (mark === undefined || label === undefined) return node;
  const body: Syntax = { ...node, sup: label };
  return {
    kind: 'scripts',
    base: { kind: 'group', open: '(', close: ')', body, range: node.range },
    sup: mark,
    primes: 0,
    range: node.range,
  };
}

/** `t_0 + t_1 + t_2 + \dots + t_n` where terms in front of the dots and the one behind them differ in one numeral alone. */
function withoutDots(node: SumSyntax): Syntax {
  if (!node.terms.some((term) => isDots(term.node))) return node;
  const found = ranged(
    node.terms.map((term) => term.node),
    'sum',
    unused(node),
  );
  const run = node.terms.slice(found?.start, found?.end);
  const [first] = run;
  if (found === undefined || first === undefined || run.some(({ sign }) => sign !== first.sign)) return node;
  const terms = [...node.terms.slice(0, found.start), { ...first, node: found.whole }, ...node.terms.slice(found.end)];
  return terms.length === 1 && first.sign === '+' ? found.whole : withoutDots({ ...node, terms });
}

/** `p_1 p_2 \cdots p_n`, likewise. */
function withoutProductDots(node: ProductSyntax): Syntax {
  if (!node.factors.some((factor) => isDots(factor.node))) return node;
  const found = ranged(
    node.factors.map((factor) => factor.node),
    'product',
    unused(node),
  );
  const first = node.factors[found?.start ?? 0];
  if (found === undefined || first === undefined) return node;
  const whole = grouped(found.whole, found.whole.range);
  const factors = [...node.factors.slice(0, found.start), { ...first, node: whole }, ...node.factors.slice(found.end)];
  return factors.length === 1 ? whole : withoutProductDots({ ...node, factors });
}

/** The first terms around dots that have a general one, as an operator over an index. */
function ranged(
  nodes: readonly Syntax[],
  operator: 'sum' | 'product',
  letter: string,
): { readonly start: number; readonly end: number; readonly whole: Syntax } | undefined {
  const end = nodes.findIndex(isDots) + 2;
  for (let start = 0; start < end - 2; start++) {
    const run = nodes.slice(start, end);
    const general = generalTerm(run, letter);
    if (general === undefined) continue;
    const range = cover((run[0] as Syntax).range, (run.at(-1) as Syntax).range);
    return { start, end, whole: over(operator, { ...general, term: grouped(general.term, range) }, letter, range) };
  }
  return undefined;
}

function grouped(body: Syntax, range: Range): Syntax {
  return { kind: 'group', open: '(', close: ')', body, range };
}

function over(operator: 'sum' | 'product' | 'each', { from, to, term }: GeneralTerm, letter: string, range: Range): BigOperatorSyntax {
  const index: SymbolSyntax = { kind: 'symbol', letter, face: 'italic', accents: [], range: from.range };
  const start: Syntax = { kind: 'relation', relation: '=', relationRange: from.range, left: index, right: from, range: from.range };
  return { kind: 'big-operator', operator, head: range, over: [start], upper: to, body: term, range };
}

/** `t_1, \dots, t_n` as all values of the term. */
function listed(nodes: readonly Syntax[], range: Range, layout?: BigOperatorSyntax['layout']): Syntax | undefined {
  if (!nodes.some(({ kind }) => kind === 'dots')) return undefined;
  const letter = unused({ kind: 'list', items: nodes, separators: [], range });
  const general = generalTerm(nodes, letter);
  return general && { ...over('each', general, letter, range), ...(layout ? { layout } : {}) };
}

/** A matrix with dots in it; one in which they leave out something else stays as it is. */
function spelt(node: MatrixSyntax): Syntax {
  const { range } = node;
  const rows = node.rows.map((row) => (row.some(isDots) ? row.map((cell) => (isGap(cell) ? dotsAt(cell) : cell)) : row));
  if (!rows.flat().some(isDots)) return node;
  const [first] = rows;
  if (rows.every((row) => row.length === 1)) return listed(rows.flat(), range, 'standing') ?? node;
  if (first === undefined || rows.some((row) => row.length !== first.length)) return node;
  if (rows.length === 1) return turned(listed(first, range, 'lying')) ?? node;
  const columns = first.map((_, at) => rows.map((row) => row[at] as Syntax));
  const isShort = rows.some((row) => row.every(isDots));
  const isNarrow = columns.some((column) => column.every(isDots));
  if (isShort && isNarrow) return diagonal(rows, range) ?? inBoth(rows, range) ?? node;
  const parts = isShort ? columns.map((column) => listed(column, range)) : rows.map((row) => turned(listed(row, range)));
  if (parts.includes(undefined)) return node;
  return { ...node, rows: isShort ? [parts as Syntax[]] : (parts as Syntax[]).map((part) => [part]) };
}

/** Rows and columns with dots between the first and the last. */
function inBoth(rows: readonly (readonly Syntax[])[], range: Range): Syntax | undefined {
  const all: Syntax = { kind: 'matrix', rows, delimiter: '', range };
  const inner = unused(all);
  const outer = unused(all, inner);
  const generals = rows.map((row) => (row.every(isDots) ? undefined : generalTerm(row, inner)));
  const [first] = generals;
  if (first === undefined || rows.some((row, n) => !row.every(isDots) && generals[n] === undefined)) return undefined;
  const column = rows.map((row, n) => generals[n]?.term ?? (row[0] as Syntax));
  const general = generalTerm(column, outer);
  if (general === undefined) return undefined;
  const row = turned(over('each', { ...first, term: general.term }, inner, range)) as Syntax;
  return over('each', { ...general, term: row }, outer, range);
}

/** A diagonal with nothing but zeros and dots beside it. */
function diagonal(rows: readonly (readonly Syntax[])[], range: Range): Syntax | undefined {
  const isBeside = (cell: Syntax): boolean => isDots(cell) || (cell.kind === 'number' && cell.value === 0);
  if (!rows.every((row, at) => row.length === rows.length && row.every((cell, n) => n === at || isBeside(cell)))) return undefined;
  const own = listed(
    rows.map((row, at) => row[at] as Syntax),
    range,
  );
  return own && { kind: 'function', name: 'diag', head: range, primes: 0, operands: [own], bracketed: true, range };
}

function turned(node: Syntax | undefined): Syntax | undefined {
  if (node === undefined) return undefined;
  const { range } = node;
  const sup: SymbolSyntax = { kind: 'symbol', letter: '\\top', face: 'italic', accents: [], range };
  return { kind: 'scripts', base: { kind: 'group', open: '(', close: ')', body: node, range }, sup, primes: 0, range };
}

function isDots({ kind }: Syntax): boolean {
  return kind === 'dots';
}

/** A cell that dots leave empty. */
function isGap(node: Syntax): boolean {
  return node.kind === 'hole' && node.range.start === node.range.end;
}

function dotsAt({ range }: Syntax): Syntax {
  return { kind: 'dots', range };
}

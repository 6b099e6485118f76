import type { BigOperatorSyntax, MatrixSyntax, ScriptsSyntax, SumSyntax, SymbolSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts } from '../latex/walk.ts';
import { cover, type Range } from '../text/range.ts';
import { type GeneralTerm, generalTerm, unused } from './general-term.ts';

/**
 * The same formula in plainer notation: `W^{(l)\top}` as a transposed `W^{(l)}`, `x_1 + x_2 + \dots + x_n` as a sum over an index,
 * and lists and matrices with dots as all values of their general term.
 * What is plain already stays the same object.
 */
export function normalForm(node: Syntax): Syntax {
  // The arguments of a function of the notes are theirs one by one.
  const argument = node.kind === 'call' ? node.argument : undefined;
  const inside = mapParts(node, (part) => (part === argument ? mapParts(part, normalForm) : normalForm(part)));
  switch (inside.kind) {
    case 'scripts':
      return transposedApart(inside);
    case 'sum':
      return withoutDots(inside);
    case 'matrix':
      return spelt(inside);
    case 'group':
      return (inside.open !== '{' && inside.body.kind === 'list' && listed(inside.body.items, inside.range)) || inside;
    case 'function': {
      const whole = wholes.has(inside.name) ? listed(inside.operands, inside.range) : undefined;
      return whole ? { ...inside, operands: [whole] } : inside;
    }
    default:
      return inside;
  }
}

/** Functions of a whole vector, whose entries may be written in place of it. */
const wholes: ReadonlySet<string> = new Set(['softmax', 'logsoftmax', 'logsumexp', 'diag', 'norm', 'sum']);

const transposes: ReadonlySet<string> = new Set(['T', '\\top', '\\intercal']);

/** A superscript that is a layer and the sign of the transpose, in two. */
function transposedApart(node: ScriptsSyntax): Syntax {
  const { sup } = node;
  if (sup?.kind !== 'product' || sup.factors.length !== 2) return node;
  const parts = sup.factors.map((factor) => factor.node);
  const mark = parts.find((part): part is SymbolSyntax => part.kind === 'symbol' && transposes.has(part.letter));
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

/** `t_1 + t_2 + \dots + t_n` where the terms differ in one numeral alone. */
function withoutDots(node: SumSyntax): Syntax {
  const at = node.terms.findIndex(({ node: term }) => term.kind === 'dots');
  const given = node.terms.slice(0, at + 2);
  const [first] = given;
  const last = given.at(-1);
  if (at < 1 || first === undefined || last === undefined || given.some(({ sign }) => sign !== '+')) return node;
  const letter = unused(node);
  const terms = given.map((term) => term.node);
  const general = generalTerm(terms, letter);
  if (general === undefined) return node;
  const range = cover(first.node.range, last.node.range);
  const term: Syntax = { kind: 'group', open: '(', close: ')', body: general.term, range };
  const sum = over('sum', { ...general, term }, letter, range);
  const rest = node.terms.slice(at + 2);
  return rest.length === 0 ? sum : { ...node, terms: [{ ...first, node: sum }, ...rest] };
}

function over(operator: 'sum' | 'each', { from, to, term }: GeneralTerm, letter: string, range: Range): BigOperatorSyntax {
  const index: SymbolSyntax = { kind: 'symbol', letter, face: 'italic', accents: [], range: from.range };
  const start: Syntax = { kind: 'relation', relation: '=', relationRange: from.range, left: index, right: from, range: from.range };
  return { kind: 'big-operator', operator, head: range, over: [start], upper: to, body: term, range };
}

/** `t_1, \dots, t_n` as all values of the term. */
function listed(nodes: readonly Syntax[], range: Range): Syntax | undefined {
  if (!nodes.some(({ kind }) => kind === 'dots')) return undefined;
  const letter = unused({ kind: 'list', items: nodes, separators: [], range });
  const general = generalTerm(nodes, letter);
  return general && over('each', general, letter, range);
}

/** A matrix with dots in it; one in which they leave out something else stays as it is. */
function spelt(node: MatrixSyntax): Syntax {
  const { range } = node;
  const rows = node.rows.map((row) => (row.some(isDots) ? row.map((cell) => (isGap(cell) ? dotsAt(cell) : cell)) : row));
  if (!rows.flat().some(isDots)) return node;
  const [first] = rows;
  if (rows.every((row) => row.length === 1)) return listed(rows.flat(), range) ?? node;
  if (first === undefined || rows.some((row) => row.length !== first.length)) return node;
  if (rows.length === 1) return turned(listed(first, range)) ?? node;
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

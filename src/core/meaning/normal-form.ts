import { juxtapose } from '../latex/products.ts';
import type {
  BigOperatorSyntax,
  CallSyntax,
  NumberSyntax,
  ProductSyntax,
  ScriptsSyntax,
  SumSyntax,
  SymbolSyntax,
  Syntax,
} from '../latex/syntax.ts';
import { mapParts, partsOf, walkSyntax } from '../latex/walk.ts';
import { cover } from '../text/range.ts';

/**
 * The same formula in plainer notation: `W^{(l)\top}` as a transposed `W^{(l)}`, `\text{dW}` as `dW`, and `x_1 + x_2 + \dots + x_n` as a sum
 * over an index. What is plain already stays the same object.
 */
export function normalForm(node: Syntax): Syntax {
  const apart = differentialApart(node);
  if (apart) return apart;
  const inside = mapParts(node, (part) => (node.kind === 'scripts' && part === node.sub ? part : normalForm(part)));
  if (inside.kind === 'scripts') return transposedApart(inside);
  if (inside.kind === 'call') return asExpectation(inside);
  if (inside.kind === 'product') return withoutProductDots(inside);
  return inside.kind === 'sum' ? withoutDots(inside) : inside;
}

/** `E_{x \\sim p}[f(x)]` in a plain letter. */
function asExpectation(node: CallSyntax): Syntax {
  const { head, argument, after, range } = node;
  const sub = head.kind === 'scripts' && head.base.kind === 'symbol' && head.base.letter === 'E' && !head.sup ? head.sub : undefined;
  const over = sub?.kind === 'list' ? sub.items : sub ? [sub] : [];
  const draws = over.some((entry) => entry.kind === 'call' || (entry.kind === 'relation' && entry.relation === '\\sim'));
  if (!draws || after) return node;
  return { kind: 'big-operator', operator: 'expectation', head: head.range, over, body: argument, range };
}

const transposes: ReadonlySet<string> = new Set(['T', '\\top', '\\intercal']);

/** The name of a gradient in upright letters as the letter `d` and what stands behind it, with the scripts. */
function differentialApart(node: Syntax): Syntax | undefined {
  const symbol = node.kind === 'scripts' ? node.base : node;
  if (symbol.kind !== 'symbol' || symbol.face !== 'upright' || symbol.accents.length > 0 || !/^d[A-Zabhuvwxyz]$/.test(symbol.letter))
    return undefined;
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

/** `t_0 + t_1 + t_2 + \dots + t_n` where terms in front of the dots and the one behind them differ in one numeral alone. */
function withoutDots(node: SumSyntax): Syntax {
  const at = node.terms.findIndex(({ node: term }) => term.kind === 'dots');
  const nodes = node.terms.map((term) => term.node);
  const found = ranged(nodes, at, 'sum', unused(node));
  const run = node.terms.slice(found?.start, at + 2);
  const [first] = run;
  if (found === undefined || first === undefined || run.some(({ sign }) => sign !== first.sign)) return node;
  const terms = [...node.terms.slice(0, found.start), { ...first, node: found.whole }, ...node.terms.slice(at + 2)];
  return terms.length === 1 && first.sign === '+' ? found.whole : withoutDots({ ...node, terms });
}

/** `p_1 p_2 \cdots p_n`, likewise. */
function withoutProductDots(node: ProductSyntax): Syntax {
  const at = node.factors.findIndex(({ node: factor }) => factor.kind === 'dots');
  const nodes = node.factors.map((factor) => factor.node);
  const found = ranged(nodes, at, 'product', unused(node));
  const first = node.factors[found?.start ?? 0];
  if (found === undefined || first === undefined) return node;
  const factors = [...node.factors.slice(0, found.start), { ...first, node: found.whole }, ...node.factors.slice(at + 2)];
  return factors.length === 1 ? found.whole : withoutProductDots({ ...node, factors });
}

/** The terms around dots as one operator over an index, and which of the terms is its first. */
function ranged(
  nodes: readonly Syntax[],
  at: number,
  operator: 'sum' | 'product',
  letter: string,
): { readonly start: number; readonly whole: Syntax } | undefined {
  const last = nodes[at + 1];
  if (last === undefined) return undefined;
  for (const [start, first] of nodes.slice(0, Math.max(at, 0)).entries()) {
    const general = between(first, last, letter);
    if (general === undefined) continue;
    const { from, to, term } = general;
    if (!nodes.slice(start + 1, at).every((other, n) => sameAs(other, first, from.value, from.value + n + 1))) continue;
    const range = cover(first.range, last.range);
    const index: SymbolSyntax = { kind: 'symbol', letter, face: 'italic', accents: [], range: from.range };
    const whole: BigOperatorSyntax = {
      kind: 'big-operator',
      operator,
      head: range,
      over: [{ kind: 'relation', relation: '=', relationRange: from.range, left: index, right: from, range: from.range }],
      upper: to,
      body: { kind: 'group', open: '(', close: ')', body: term, range },
      range,
    };
    return { start, whole: operator === 'sum' ? whole : { kind: 'group', open: '(', close: ')', body: whole, range } };
  }
  return undefined;
}

/** A letter for an index that a formula does not have. */
function unused(node: Syntax): string {
  const used = new Set(walkSyntax(node).flatMap((inner) => (inner.kind === 'symbol' ? [inner.letter] : [])));
  return ['i', 'k', 'j', 'l', 'm', 'r', 's'].find((letter) => !used.has(letter)) ?? 'q';
}

/** Two terms as one with a letter where the first has a numeral and the last something else. */
function between(first: Syntax, last: Syntax, letter: string): { from: NumberSyntax; to: Syntax; term: Syntax } | undefined {
  let from: NumberSyntax | undefined;
  let to: Syntax | undefined;
  let isSame = true;
  const visit = (a: Syntax, b: Syntax, inIndex: boolean): Syntax => {
    if (a.kind === 'number' && (inIndex || b.kind !== 'number') && (b.kind === 'number' ? a.value !== b.value : b.kind === 'symbol')) {
      if (!inIndex || (from !== undefined && (from.value !== a.value || !isEqual(to as Syntax, b)))) isSame = false;
      from ??= a;
      to ??= b;
      return { kind: 'symbol', letter, face: 'italic', accents: [], range: a.range };
    }
    const [left, right] = [partsOf(a), partsOf(b)];
    if (a.kind !== b.kind || left.length !== right.length || !sameLeaf(a, b)) {
      isSame = false;
      return a;
    }
    const made = new Map(left.map((part, n) => [part, visit(part, right[n] as Syntax, inIndex || isIndexPart(a, part))]));
    return mapParts(a, (part) => made.get(part) ?? part);
  };
  const term = visit(first, last, false);
  return isSame && from && to ? { from, to, term } : undefined;
}

function isIndexPart(node: Syntax, part: Syntax): boolean {
  return node.kind === 'scripts' && (part === node.sub || (part === node.sup && part.kind === 'group'));
}

/** Whether a term is another with the next numeral. */
function sameAs(term: Syntax, first: Syntax, old: number, value: number): boolean {
  const visit = (a: Syntax, b: Syntax): boolean => {
    if (a.kind === 'number' && b.kind === 'number') return a.value === b.value || (b.value === old && a.value === value);
    const [left, right] = [partsOf(a), partsOf(b)];
    return a.kind === b.kind && left.length === right.length && sameLeaf(a, b) && left.every((part, n) => visit(part, right[n] as Syntax));
  };
  return visit(term, first);
}

/** Whether two formulas are written alike. */
export function isEqual(a: Syntax, b: Syntax): boolean {
  const [left, right] = [partsOf(a), partsOf(b)];
  return a.kind === b.kind && sameLeaf(a, b) && left.length === right.length && left.every((part, n) => isEqual(part, right[n] as Syntax));
}

/** Whether two nodes are alike but for their parts. */
function sameLeaf(a: Syntax, b: Syntax): boolean {
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value;
  if (a.kind === 'symbol' && b.kind === 'symbol')
    return a.letter === b.letter && a.face === b.face && a.accents.join() === b.accents.join();
  if (a.kind === 'function' && b.kind === 'function') return a.name === b.name;
  if (a.kind === 'sum' && b.kind === 'sum') return a.terms.every(({ sign }, n) => sign === b.terms[n]?.sign);
  if (a.kind === 'text' || a.kind === 'dots' || a.kind === 'hole' || a.kind === 'big-operator') return false;
  return true;
}

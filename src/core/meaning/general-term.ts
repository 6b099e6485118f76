import type { NumberSyntax, ProductSyntax, Syntax } from '../latex/syntax.ts';
import { mapParts, partsOf, walkSyntax } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';

/** What formulas in a row with dots among them have in common: a term with a letter, and the first and the last value of the letter. */
export interface GeneralTerm {
  readonly from: NumberSyntax;
  readonly to: Syntax;
  readonly term: Syntax;
}

/** The general term of `t_1, t_2, \dots, t_n`, which differ in one numeral alone. */
export function generalTerm(nodes: readonly Syntax[], letter: string): GeneralTerm | undefined {
  const at = nodes.findIndex(({ kind }) => kind === 'dots');
  const [first, last] = [nodes[0], nodes[at + 1]];
  if (at < 1 || at !== nodes.length - 2 || first === undefined || last === undefined) return undefined;
  const general = between(first, last, letter);
  if (general === undefined) return undefined;
  const { value } = general.from;
  return nodes.slice(1, at).every((other, n) => sameAs(other, first, value, value + n + 1)) ? general : undefined;
}

/** A letter for an index that a formula does not have. */
export function unused(node: Syntax, ...others: readonly string[]): string {
  const used = new Set([...others, ...flatMap(walkSyntax(node), (inner) => (inner.kind === 'symbol' ? [inner.letter] : []))]);
  return ['i', 'k', 'j', 'l', 'm', 'r', 's'].find((letter) => !used.has(letter)) ?? 'q';
}

/** Two terms as one with a letter where the first has a numeral and the last something else. */
function between(first: Syntax, last: Syntax, letter: string): GeneralTerm | undefined {
  let from: NumberSyntax | undefined;
  let to: Syntax | undefined;
  let isSame = true;
  const visit = (written: Syntax, b: Syntax, inIndex: boolean): Syntax => {
    const a = inIndex && written.kind === 'number' && b.kind === 'product' ? inDigits(written, b) : written;
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

/** `11` as two indices where it stands against `1n`. */
function inDigits(node: NumberSyntax, { factors }: ProductSyntax): Syntax {
  const { start, end } = node.range;
  const digits = String(node.value);
  if (digits.length !== factors.length || end - start !== digits.length) return node;
  return {
    kind: 'product',
    factors: [...digits].map((digit, n) => {
      const range = { start: start + n, end: start + n + 1 };
      return { by: 'juxtaposed', signRange: range, node: { kind: 'number', value: Number(digit), decimals: 0, range } };
    }),
    range: node.range,
  };
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
  if (a.kind !== b.kind || !sameLeaf(a, b)) return false;
  const [left, right] = [partsOf(a), partsOf(b)];
  return left.length === right.length && left.every((part, n) => isEqual(part, right[n] as Syntax));
}

/** Whether two nodes are alike but for their parts. */
function sameLeaf(a: Syntax, b: Syntax): boolean {
  if (a.kind === 'number' && b.kind === 'number') return a.value === b.value;
  if (a.kind === 'symbol' && b.kind === 'symbol')
    return a.letter === b.letter && a.face === b.face && a.accents.join() === b.accents.join();
  if (a.kind === 'function' && b.kind === 'function') return a.name === b.name;
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text;
  if (a.kind === 'sum' && b.kind === 'sum') return a.terms.every(({ sign }, n) => sign === b.terms[n]?.sign);
  if (a.kind === 'text' || a.kind === 'dots' || a.kind === 'hole' || a.kind === 'big-operator') return false;
  return true;
}

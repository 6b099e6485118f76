import type { Expr, IndexId, IndexTerm } from '../../expr/expr.ts';
import type { SumSyntax, SymbolSyntax, Syntax } from '../../latex/syntax.ts';
import { nodesIn, walkSyntax } from '../../latex/walk.ts';
import { isEqual } from '../general-term.ts';
import { argumentsOf } from '../outcomes.ts';
import { lettersIn, runs } from '../scripts.ts';
import { baseName, familyKey, isIndexSymbol, symbolOf } from '../symbols.ts';
import type { Context } from './context.ts';

/** Brackets that round what is in them. */
const roundings: ReadonlyMap<string, string> = new Map([
  ['⌊', 'floor'],
  ['⌈', 'ceil'],
]);

/** Whether a letter is the end of a range (`\sum_{k=1}^n`) and never runs itself: `x_n` is then the last of them. */
export function isSize(context: Context, letter: string): boolean {
  const { sizes, summed } = context.lexicon.vocabulary;
  return sizes.has(letter) && !summed.has(letter) && !context.bound.some((bound) => bound.letter === letter);
}

/** Whether a formula is an index here: a letter that is in scope or that the note uses in subscripts only. */
export function isIndex(context: Context, node: Syntax): boolean {
  if (node.kind === 'sum') return node.terms.some((term) => isIndex(context, term.node));
  if (!isIndexSymbol(node)) return false;
  const { vocabulary } = context.lexicon;
  return context.isInScope(node.letter) || (vocabulary.subscripts.has(node.letter) && !vocabulary.bases.has(node.letter));
}

/** Whether a letter selects one member: not where the head of a chain says something of all of them (`p_y = \dots`), unless it is moved (`p_u ← p_u + \dots`). */
export function isLabel(context: Context, letter: string): boolean {
  if (!context.lexicon.vocabulary.labels.has(letter) || context.isInScope(letter)) return false;
  const [head] = context.chain;
  const named = head && symbolOf(head.kind === 'call' ? head.head : head);
  const isArgument = head?.kind === 'call' && argumentsOf(head).some((item) => item.kind === 'symbol' && item.letter === letter);
  if (!(head && named && (isArgument || lettersIn(head).includes(letter)))) return true;
  return context.chain.length === 2 && nodesIn(context.chain[1] as Syntax).some((inner) => isEqual(inner, head));
}

/** What stands in a slot. */
export function termOf(context: Context, node: Syntax): IndexTerm | undefined {
  const { counted } = context.lexicon.vocabulary;
  const isCounted = counted.size > 0 && walkSyntax(node).some((part) => part.kind === 'symbol' && counted.has(baseName(part)));
  const plain = isCounted ? undefined : plainTerm(context, node);
  const of = plain ? undefined : computed(context, node);
  return of ? { kind: 'by', of, at: node.range } : (plain ?? plainTerm(context, node));
}

/** A number, an index, the last one, or one of these moved by a number. */
export function plainTerm(context: Context, node: Syntax): IndexTerm | undefined {
  const at = node.range;
  if (node.kind === 'number') return Number.isInteger(node.value) ? { kind: 'value', value: node.value, at } : undefined;
  if (isIndexSymbol(node) && isLabel(context, node.letter))
    return { kind: 'by', of: { kind: 'ref', family: familyKey(node.letter, '', 0), slots: [], at }, at };
  if (isIndexSymbol(node))
    return isSize(context, node.letter)
      ? { kind: 'last', shift: 0, at }
      : { kind: 'index', id: context.indexOf(node.letter), shift: 0, at };
  if (node.kind === 'group') return roundings.has(node.open) ? undefined : plainTerm(context, node.body);
  if (node.kind === 'symbol') return { kind: 'last', shift: 0, at };
  if (node.kind === 'sum') return shifted(context, node);
  if (node.kind === 'scripts') return { kind: 'by', of: context.expr(node), at };
  return undefined;
}

/** `k + 1`. */
function shifted(context: Context, node: SumSyntax): IndexTerm | undefined {
  const [first, second] = node.terms;
  if (node.terms.length !== 2 || !first || !second || first.sign !== '+' || second.node.kind !== 'number') return undefined;
  if (!Number.isInteger(second.node.value)) return undefined;
  const shift = second.sign === '-' ? -second.node.value : second.node.value;
  const term = plainTerm(context, first.node);
  if (term?.kind === 'index' || term?.kind === 'last') return { ...term, shift: term.shift + shift, at: node.range };
  return undefined;
}

/** A number that is worked out from indices and sizes, as subscripts and the ends of sums are. */
export function computed(context: Context, node: Syntax): Expr | undefined {
  const at = node.range;
  const all = (parts: readonly Syntax[]): readonly Expr[] | undefined => {
    const found = parts.map((part) => computed(context, part));
    return found.includes(undefined) ? undefined : (found as readonly Expr[]);
  };
  switch (node.kind) {
    case 'number':
      return Number.isInteger(node.value) ? { kind: 'number', value: node.value, decimals: 0, at } : undefined;
    case 'symbol': {
      if (isCounted(context, node)) return { kind: 'ref', family: familyKey(baseName(node), '', 0), slots: [], at };
      const isRunning = isIndexSymbol(node) && isIndex(context, node) && !isLabel(context, node.letter);
      return isRunning ? { kind: 'position', term: { kind: 'index', id: context.indexOf(node.letter), shift: 0, at }, at } : undefined;
    }
    case 'group': {
      const inner = computed(context, node.body);
      const rounded = roundings.get(node.open);
      if (inner && rounded) return { kind: 'apply', fn: rounded, args: [inner], order: 0, at };
      return node.open === '(' || node.open === '' ? inner : undefined;
    }
    case 'sum': {
      const terms = all(node.terms.map((term) => term.node));
      if (terms === undefined || node.terms.some(({ sign }) => sign !== '+' && sign !== '-')) return undefined;
      return { kind: 'add', terms: terms.map((of, n) => (node.terms[n]?.sign === '-' ? { kind: 'negate', of, at } : of)), at };
    }
    case 'product': {
      const isPlain = node.factors.every(({ by }) => by === 'juxtaposed' || by === '\\cdot' || by === '\\times');
      const factors = isPlain ? all(node.factors.map((factor) => factor.node)) : undefined;
      return factors && { kind: 'multiply', factors, at };
    }
    case 'quotient': {
      // Half a step, `a_{m+1/2}`, leads to no member.
      const { numerator, denominator } = node;
      const isHalf = numerator.kind === 'number' && denominator.kind === 'number' && !Number.isInteger(numerator.value / denominator.value);
      if (isHalf) return undefined;
      const parts = all([node.numerator, node.denominator]);
      return parts && { kind: 'divide', numerator: parts[0] as Expr, denominator: parts[1] as Expr, at };
    }
    default:
      return undefined;
  }
}

/** Whether a symbol is a size from which the ends of sums are worked out. */
function isCounted(context: Context, node: SymbolSyntax): boolean {
  const { counted, sizes, summed } = context.lexicon.vocabulary;
  const name = baseName(node);
  return counted.has(name) || (isIndexSymbol(node) ? isSize(context, node.letter) : sizes.has(name) && !summed.has(name));
}

/** The index whose number a letter stands for: one that a sum around it binds, one that is free here and summed over elsewhere, or an outcome. */
export function countedIndex(context: Context, base: string, node: Syntax): IndexId | undefined {
  for (let depth = context.bound.length - 1; 0 <= depth; depth--)
    if (context.bound[depth]?.letter === base) return context.bound[depth]?.counts ? context.bound[depth]?.id : undefined;
  const { outcomes, summed, bases } = context.lexicon.vocabulary;
  if (context.chain.includes(node)) return undefined;
  return outcomes.has(base) || (runs(base) && summed.has(base) && !bases.has(base) && context.subscripts.has(base))
    ? context.indexOf(base)
    : undefined;
}

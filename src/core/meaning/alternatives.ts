import type { Syntax } from '../latex/syntax.ts';
import { partsOf } from '../latex/walk.ts';
import { flatMap } from '../text/lists.ts';
import type { Chain, ReadNote } from './chains.ts';
import { isEqual } from './general-term.ts';
import { sourceOf } from './phrases/index.ts';

const joining = new RegExp(`^[\\s,]*${sourceOf('or')}[\\s:]*$`, 'u');

/**
 * The spans that give one name several formulas of which one is true, “`d = 2 - a` or `d = -2 - a`”: none of them is what the name stands for.
 * “`p = 1/(1 + e^{-z})` or `p = \sigma(z)`” writes one formula in two ways.
 */
export function alternativesIn({ chains, sentences }: ReadNote): ReadonlySet<number> {
  const joined = flatMap(sentences, ({ spans, text }) => (joining.test(text) ? [spans] : []));
  if (joined.length === 0) return new Set();
  const bySpan = new Map(chains.map((chain) => [chain.members[0]?.span, chain]));
  return new Set(flatMap(joined, (span) => (areSolutions(bySpan.get(span - 1), bySpan.get(span)) ? [span - 1, span] : [])));
}

/** Whether two chains give one name formulas that solve an equation: numbers, or formulas that differ in a sign or a number. */
function areSolutions(one: Chain | undefined, other: Chain | undefined): boolean {
  const [left, right] = [one?.members[0]?.node, other?.members[0]?.node];
  if (left === undefined || right === undefined || !isEqual(left, right)) return false;
  const [first, second] = [one, other].map((chain) => chain?.members[1]?.node);
  if (first === undefined || second === undefined || !isPlain(first) || !isPlain(second)) return false;
  const [outline, another] = [outlineOf(first), outlineOf(second)];
  return outline === another || outline === aNumber || another === aNumber;
}

/** Whether a formula has nothing but sums, products, quotients and roots of names and numbers. */
function isPlain(node: Syntax): boolean {
  if (node.kind === 'number' || node.kind === 'symbol') return true;
  if (node.kind === 'scripts') return node.base.kind === 'symbol' && (node.sup === undefined || node.sup.kind === 'number');
  const isMade = ['sum', 'product', 'quotient', 'root'].includes(node.kind) || (node.kind === 'group' && node.open === '(');
  return isMade && partsOf(node).every(isPlain);
}

const aNumber = 'number';

/** A plain formula without its signs and the values of its numbers. */
function outlineOf(node: Syntax): string {
  if (node.kind === 'number') return aNumber;
  if (node.kind === 'symbol') return [node.letter, node.face, ...node.accents].join();
  const parts = partsOf(node).map(outlineOf);
  const isOne = parts.length === 1 && (node.kind === 'sum' || node.kind === 'group');
  return isOne ? parts.join() : `${node.kind}(${parts.join(';')})`;
}

import { flatMap } from '../text/lists.ts';
import type { Chain, ReadNote } from './chains.ts';
import { isEqual } from './general-term.ts';
import { sourceOf } from './phrases/index.ts';

const joining = new RegExp(`^[\\s,]*${sourceOf('or')}[\\s:]*$`, 'u');

/** The spans that give one name several formulas of which one is true, “`d = 2 - a` or `d = -2 - a`”: none of them is what the name stands for. */
export function alternativesIn({ chains, sentences }: ReadNote): ReadonlySet<number> {
  const joined = flatMap(sentences, ({ spans, text }) => (joining.test(text) ? [spans] : []));
  if (joined.length === 0) return new Set();
  const bySpan = new Map(chains.map((chain) => [chain.members[0]?.span, chain]));
  return new Set(flatMap(joined, (span) => (isOfOneHead(bySpan.get(span - 1), bySpan.get(span)) ? [span - 1, span] : [])));
}

function isOfOneHead(one: Chain | undefined, other: Chain | undefined): boolean {
  const [left, right] = [one?.members[0]?.node, other?.members[0]?.node];
  return left !== undefined && right !== undefined && isEqual(left, right);
}

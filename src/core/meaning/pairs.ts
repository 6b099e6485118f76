import type { RelationSyntax, Syntax } from '../latex/syntax.ts';
import { eachPart } from '../latex/walk.ts';
import { comparisonOf } from './comparisons.ts';
import { boundLetters, lettersBelow, subscriptOf } from './scripts.ts';
import { type IndexSymbol, isIndexSymbol } from './symbols.ts';

/** `i \neq j`, `i < j`, `i \sim j` below a sum: the second of its letters, which may be fixed outside or run like the first. */
export function secondOfPair(entry: Syntax): IndexSymbol | undefined {
  if (entry.kind !== 'relation' || !isIndexSymbol(entry.left) || !isIndexSymbol(entry.right)) return undefined;
  if (!areAlike(entry.left.letter, entry.right.letter)) return undefined;
  const sign = comparisonOf(entry.relation);
  return isNeighbours(entry) || (sign !== undefined && sign !== '=') ? entry.right : undefined;
}

/** Whether two letters may run over the same: `y` of `j \neq y` is a label. */
function areAlike(one: string, other: string): boolean {
  return (/^[i-n]$/.test(one) && /^[i-n]$/.test(other)) || Math.abs(one.charCodeAt(0) - other.charCodeAt(0)) === 1;
}

/** `i \sim j` */
export function isNeighbours({ relation }: RelationSyntax): boolean {
  return relation === '\\sim';
}

/** The letters of indices that stand in some formulas outside of the sums that bind them, or whose second letter they may be. */
export function fixedIn(members: readonly Syntax[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (node: Syntax, bound: readonly string[]): void => {
    if (node.kind === 'big-operator') {
      const own = node.over.flatMap((entry) => secondOfPair(entry)?.letter ?? []);
      const inner = [...bound, ...boundLetters(node.over), ...own];
      visit(node.body, inner);
      for (const entry of node.over) visit(entry, inner);
      if (node.upper) visit(node.upper, bound);
      return;
    }
    for (const letter of lettersBelow(subscriptOf(node))) if (!bound.includes(letter)) found.add(letter);
    eachPart(node, (part) => visit(part, bound));
  };
  for (const member of members) visit(member, []);
  return found;
}

import type { SymbolSyntax, Syntax } from '../syntax.ts';

/** The node with an accent on its symbol; letters side by side are one name under it. */
export function accent(node: Syntax, name: string, range: SymbolSyntax['range']): Syntax | undefined {
  if (node.kind === 'symbol') return { ...node, accents: [name, ...node.accents], range };
  if (node.kind === 'scripts') {
    const base = accent(node.base, name, node.base.range);
    return base && { ...node, base, range };
  }
  if (node.kind !== 'product') return undefined;
  const parts = node.factors.map((factor) => factor.node);
  const isName = parts.every((part) => part.kind === 'symbol' && part.accents.length === 0);
  if (!isName) return undefined;
  return { kind: 'symbol', letter: parts.map((part) => (part as SymbolSyntax).letter).join(''), face: 'upright', accents: [name], range };
}

import type { Syntax } from '../latex/syntax.ts';
import { nameOf, readName } from './names.ts';
import { familyKey, joinLabel, symbolOf } from './symbols.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The two names in `D(p \| q)`, a number that is made of two laws as wholes. */
export function lawsIn(node: Syntax): readonly Syntax[] {
  if (node.kind === 'function') return node.name === 'kl' && node.sup === undefined && node.sub === undefined ? node.operands : [];
  const body = node.kind === 'call' && node.after === undefined ? node.argument.body : undefined;
  return body?.kind === 'list' && body.separators[0] === '‖' ? body.items : [];
}

/** Whether a formula is a number made of two laws, as a divergence is. */
export function isDivergence(node: Syntax): boolean {
  const laws = lawsIn(node);
  return laws.length === 2 && laws.every((law) => symbolOf(law) !== undefined);
}

/** The name under which a note may define the divergence of two laws. */
export function divergenceName(node: Syntax, vocabulary: Vocabulary): string | undefined {
  if (!isDivergence(node)) return undefined;
  const head = node.kind === 'call' && node.head.kind !== 'partial' ? readName(node.head, vocabulary) : undefined;
  if (node.kind === 'call' && (head === undefined || head.slots.length > 0 || head.power || head.transposed || head.primes > 0))
    return undefined;
  const laws = lawsIn(node).map((law) => {
    const symbol = symbolOf(law);
    const name = law.kind === 'symbol' || law.kind === 'scripts' ? readName(law, vocabulary) : undefined;
    return symbol && name && name.slots.length === 0 && !name.power ? joinLabel(nameOf(symbol, vocabulary), name.label) : undefined;
  });
  if (laws.includes(undefined)) return undefined;
  return familyKey(head?.base ?? 'KL', joinLabel(head?.label ?? '', `~${laws.join('‖')}`), 0);
}

import type { Expr } from '../../expr/expr.ts';
import type { ScriptsSyntax, SymbolSyntax } from '../../latex/syntax.ts';
import type { Range } from '../../text/range.ts';
import { withoutMark } from '../forms.ts';
import type { Name } from '../names.ts';
import { baseName, familyKey } from '../symbols.ts';
import type { Context } from './context.ts';
import { constantPi } from './literals.ts';
import { raised, transposedIf } from './powers.ts';

/** Letters that mean the same in all notes, if these do not define them: `e`, `\pi`, `\infty`, a vector of ones or zeros, the identity. */
export function knownSymbol(
  context: Context,
  node: SymbolSyntax | ScriptsSyntax,
  symbol: SymbolSyntax,
  name: Name,
  at: Range,
): Expr | undefined {
  const { vocabulary } = context.lexicon;
  if (node.kind === 'symbol' && symbol.face !== 'tt' && !vocabulary.bases.has(name.base)) {
    if (symbol.letter === 'e') return { kind: 'number', value: Math.E, decimals: 0, at };
    if (symbol.letter === '\\pi') return constantPi(at);
    if (symbol.letter === '\\infty') return context.hole('unread-infinity', at);
  }
  if (symbol.letter === '1' && name.slots.length === 0 && name.label === '' && !name.power)
    return transposedIf(name.transposed, { kind: 'tensor', op: 'ones', args: [], at }, at);
  // A zero is one of any shape, whatever stands below or above it.
  if (symbol.letter === '0' && !name.power) return { kind: 'number', value: 0, decimals: 0, at };
  if (symbol.letter === 'I' && node.kind === 'symbol' && !vocabulary.variables.has('I'))
    return { kind: 'tensor', op: 'identity', args: [{ kind: 'ref', family: familyKey(name.base, '', 0), slots: [], at }], at };
  const size = symbol.letter === 'I' && node.kind === 'scripts' ? sizeOfIdentity(context, node) : undefined;
  if (size && node.kind === 'scripts') {
    const own: Expr = { kind: 'ref', family: familyKey(name.base, name.label, 0), slots: [], at };
    return raised(context, { kind: 'tensor', op: 'identity', args: [own, size], at: name.power ? withoutMark(node) : at }, name.power, at);
  }
  return undefined;
}

/** `I_d`, where `d` is the size of something. */
function sizeOfIdentity(context: Context, { sub, primes }: ScriptsSyntax): (Expr & { kind: 'ref' }) | undefined {
  const { dimensions, sizes, summed, variables } = context.lexicon.vocabulary;
  if (sub?.kind !== 'symbol' || primes > 0 || variables.has('I')) return undefined;
  const base = baseName(sub);
  if (summed.has(base) || !(dimensions.has(base) || sizes.has(base))) return undefined;
  return { kind: 'ref', family: familyKey(base, '', 0), slots: [], at: sub.range };
}

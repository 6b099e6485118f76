import type { Syntax } from '../latex/syntax.ts';
import { isIndexSymbol } from './symbols.ts';

/** A piece of a script as a letter with an offset, a number, or another name. */
export type Step =
  | { readonly letter: string; readonly shift: number }
  | { readonly value: number }
  | { readonly name: string; readonly shift: number }
  | undefined;

/** What a piece of a script says. */
export function stepOf(node: Syntax): Step {
  if (node.kind === 'number') return Number.isInteger(node.value) ? { value: node.value } : undefined;
  if (isIndexSymbol(node)) return { letter: node.letter, shift: 0 };
  if (node.kind === 'symbol') return { name: node.letter, shift: 0 };
  if (node.kind !== 'sum' || node.terms.length !== 2) return undefined;
  const [first, second] = node.terms;
  if (first?.sign !== '+' || second?.node.kind !== 'number' || !Number.isInteger(second.node.value)) return undefined;
  const shift = second.sign === '-' ? -second.node.value : second.node.value;
  if (isIndexSymbol(first.node)) return { letter: first.node.letter, shift };
  return first.node.kind === 'symbol' ? { name: first.node.letter, shift } : undefined;
}

import type { FamilyKey } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import type { Kind } from '../typing.ts';

/** What speaks against each kind that a name may be; `Infinity` rules it out. */
export type Doubts = Record<Kind, number>;

export const kinds: readonly Kind[] = ['scalar', 'column', 'row', 'matrix'];
export const never = Number.POSITIVE_INFINITY;

/** What speaks against each kind by the letter of a name alone. */
export function firstDoubts(family: FamilyKey): Doubts {
  const { base, arity } = partsOfKey(family);
  if (arity > 0) return { scalar: 0, column: 1.5, row: never, matrix: never };
  if (/^(?:[A-Z]|\\(?!Delta)[A-Z][a-z]+)$/.test(base) || /^(?:hat|tilde|bar)\([A-Z]\)$/.test(base))
    return { scalar: 0.5, column: 1.5, row: 2.5, matrix: 0.5 };
  return /^[a-z]$|\(|^\\/.test(base)
    ? { scalar: 0, column: 1, row: 3, matrix: base === 'w' ? 2 : 8 }
    : { scalar: 0, column: 3, row: 4, matrix: 3 };
}

/** The doubts about a name that is in a space: a vector may stand or lie. */
export function ofSpace(kind: Kind, known: Doubts = { scalar: 0, column: 0, row: 0, matrix: 0 }): Doubts {
  const isLying = (other: Kind): boolean => kind === 'column' && other === 'row';
  return Object.fromEntries(kinds.map((other) => [other, known[other] + (other === kind ? 0 : isLying(other) ? 3 : never)])) as Doubts;
}

import type { Name } from './names.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A letter that by custom is a function of the table where a bracket stands behind it. */
interface Customary {
  readonly letter: string;
  readonly fn: string;
  /** The letter of another one that has to stand in the notes as a function too. */
  readonly beside?: string;
  /** A numeral below or in a bracket above it is the order of a derivative. */
  readonly isOrdered?: true;
}

const customary: readonly Customary[] = [
  { letter: '\\Gamma', fn: 'gamma' },
  { letter: '\\psi', fn: 'digamma', beside: '\\Gamma', isOrdered: true },
];

/** The function of the table that a name in front of a bracket is by custom, and its order; undefined where the notes give the letter another meaning. */
export function customaryFunction(
  { base, label, slots, primes, transposed }: Name,
  vocabulary: Vocabulary,
): { readonly fn: string; readonly order: number } | undefined {
  const own = customary.find(({ letter }) => letter === base);
  if (own === undefined || slots.length > 0 || transposed || !isFree(base, vocabulary)) return undefined;
  if (own.beside !== undefined && !(vocabulary.applied.has(own.beside) && isFree(own.beside, vocabulary))) return undefined;
  const order = label === '' ? 0 : Number(/^(?:_|\()([0-9])\)?$/.exec(label)?.[1] ?? Number.NaN);
  return Number.isNaN(order) || (order > 0 && !own.isOrdered) ? undefined : { fn: own.fn, order: order + primes };
}

/** Whether a letter stands in front of brackets alone, and no formula gives it a meaning. */
function isFree(base: string, { alone, variables, functionHeads }: Vocabulary): boolean {
  return !alone.has(base) && !variables.has(base) && !functionHeads.has(base);
}

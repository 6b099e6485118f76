import type { Derived, Rule } from '../algebra/derive.ts';
import type { Letters } from '../algebra/tex.ts';

/** A derivative of something that a note defines, in the author's notation, confirmed by the engine. */
export interface Derivative {
  /** What is differentiated and by what. */
  readonly of: string;
  readonly by: string;
  /** The derivative as it is asked for: `\frac{\partial E}{\partial w_{kj}}`. */
  readonly head: string;
  /** What it is, in the form that a person would write. */
  readonly tex: string;
  /** The rows of the derivation, the last being `tex`. */
  readonly rows: readonly { readonly tex: string; readonly rule: Rule }[];
  /** What the note states and the last row rests on, as `\sum_k t_k = 1`. */
  readonly assuming?: string;
  /** At how many points the engine agrees. */
  readonly points: number;
  readonly derived: Derived;
  readonly letters: Letters;
}

/** Derivatives without those that are asked for as one before is: one formula may be that of the names of all layers. */
export function distinct<T extends Pick<Derivative, 'head'>>(all: readonly T[]): readonly T[] {
  return all.filter(({ head }, at) => all.findIndex((other) => other.head === head) === at);
}

import { type Message, message } from '../../text/message.ts';
import type { Derived } from '../derive.ts';
import { Inexact } from '../rational.ts';
import { NotDerivable } from '../refusal.ts';
import { jax, numpy, torch } from './libraries.ts';
import { type Program, programOf, type Surroundings } from './program.ts';
import { python } from './python.ts';
import { typescript } from './typescript.ts';

/** The languages that a derivative can be written in. A new one is one entry. */
const writers = {
  numpy: (program: Program) => python(program, numpy),
  torch: (program: Program) => python(program, torch),
  jax: (program: Program) => python(program, jax),
  ts: typescript,
} as const;

export type Language = keyof typeof writers;

export const languages = Object.keys(writers) as readonly Language[];

/**
 * A derivative as a function beside the formula and a check of the one by the other, or why it can't be written so: the variable has a
 * number in a slot, or a part has no counterpart in arrays.
 */
export function codeOf(derived: Derived, language: Language, surroundings: Surroundings): string | { readonly refused: Message } {
  try {
    return writers[language](programOf(derived, surroundings));
  } catch (error) {
    if (error instanceof NotDerivable) return { refused: error.why };
    if (error instanceof Inexact) return { refused: message('derive-no-code') };
    throw error;
  }
}

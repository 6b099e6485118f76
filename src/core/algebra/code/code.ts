import { type Message, message } from '../../text/message.ts';
import type { Derived } from '../derive.ts';
import { Inexact } from '../rational.ts';
import { NotDerivable } from '../refusal.ts';
import { jax, numpy, torch } from './libraries.ts';
import { inOneLine, type Program, programOf, type Surroundings } from './program.ts';
import { python } from './python.ts';
import { typescript } from './typescript.ts';

/** A language: how a program is written in it, and what begins a comment. */
interface Writing {
  readonly write: (program: Program) => string;
  readonly comment: string;
}

/** The languages that a derivative can be written in. A new one is one entry. */
const writers = {
  numpy: { write: (program) => python(program, numpy), comment: '#' },
  torch: { write: (program) => python(program, torch), comment: '#' },
  jax: { write: (program) => python(program, jax), comment: '#' },
  ts: { write: typescript, comment: '//' },
} as const satisfies Readonly<Record<string, Writing>>;

export type Language = keyof typeof writers;

export const languages = Object.keys(writers) as readonly Language[];

/**
 * A derivative as a function beside the formula and a check of the one by the other, or why it can't be written so: the variable has a
 * number in a slot, or a part has no counterpart in arrays.
 */
export function codeOf(derived: Derived, language: Language, surroundings: Surroundings): string | { readonly refused: Message } {
  try {
    return writers[language].write(programOf(derived, surroundings));
  } catch (error) {
    if (error instanceof NotDerivable) return { refused: error.why };
    if (error instanceof Inexact) return { refused: message('derive-no-code') };
    throw error;
  }
}

/** A text as a comment, in one line: nothing of it may be taken for code. */
export function commentIn(language: Language, text: string): string {
  return `${writers[language].comment} ${inOneLine(text)}`;
}

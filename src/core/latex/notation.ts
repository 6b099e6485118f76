import type { Reader } from './reader.ts';
import type { Syntax } from './syntax.ts';
import type { Token } from './token.ts';

/** A formula and what is read, as an s-expression; every example is run as a test. */
export type Example = readonly [latex: string, read: string];

/** Something that begins a factor: a command, an environment or a character. */
export interface Prefix {
  readonly fixity: 'prefix';
  readonly triggers: readonly string[];
  /** The trigger is consumed; the answer ends before anything that only follows a factor (scripts, brackets of a call). */
  readonly read: (reader: Reader, trigger: Token) => Syntax;
  /** Whether the operand of a function without brackets ends in front of it: `\log y \log z`. */
  readonly endsOperand?: true | ((operand: OperandSoFar) => boolean);
  readonly examples: readonly Example[];
}

/** What a function without brackets has taken so far, and the tokens behind that. */
export interface OperandSoFar {
  readonly fn: string;
  readonly factors: readonly Syntax[];
  readonly ahead: readonly Token[];
}

/**
 * Something between two formulas, from loose to tight: `stop` parts statements and is dropped, `arrow` draws a conclusion, then lists, relations,
 * sums, products. `signs` maps each spelling to its canonical sign.
 */
export interface Infix {
  readonly fixity: 'infix';
  readonly role: Role;
  readonly signs: ReadonlyMap<string, string>;
  readonly examples: readonly Example[];
}

export type Role = 'stop' | 'arrow' | 'separator' | 'relation' | 'sum' | 'product' | 'quotient';

/** A table of signs from lists of spellings, each list headed by its canonical sign: `\neq \ne`. */
export function signs(...families: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    families.flatMap((family) => {
      const spellings = family.split(' ');
      return spellings.map((spelling): [string, string] => [spelling, spellings[0] as string]);
    }),
  );
}

/** LaTeX source with its backslashes as typed. */
export const r = String.raw;

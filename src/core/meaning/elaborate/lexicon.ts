import type { FamilyKey, IndexId } from '../../expr/expr.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** What is known of the names of a note while formulas are given meaning. */
export interface Lexicon {
  readonly vocabulary: Vocabulary;
  /** Names of functions of the table that the notes define themselves. */
  readonly redefined: ReadonlySet<string>;
  /** Families that are the head of some definition. */
  readonly heads: ReadonlySet<FamilyKey>;
  /** Bases of those families. */
  readonly defined: ReadonlySet<string>;
  /** Bases whose two-slot family is the Kronecker delta, since nothing else defines it. */
  readonly kronecker: ReadonlySet<string>;
  /** Names of which words say that they are a function of the table. */
  readonly said: ReadonlySet<string>;
  /** Number of arguments of the functions in the table, by name. */
  readonly arityOf: (name: string) => number | undefined;
  /** Whether a function is one of whole vectors and matrices. */
  readonly isOperation: (name: string) => boolean;
  nextIndex(letter: string): IndexId;
}

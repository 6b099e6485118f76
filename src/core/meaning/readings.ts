/**
 * A place where the notation leaves more than one meaning. Options are ids, the most plausible first.
 * `document` choices (is `f` a function?) are keyed by what they are about; `section` and `statement` choices also by their place.
 */
export interface Choice {
  readonly key: string;
  readonly scope: 'statement' | 'section' | 'document';
  readonly options: readonly string[];
  /** The chain that a choice of one statement is about. */
  readonly chain?: number;
}

/** The option taken for each choice; what is absent takes its first option. */
export type Reading = ReadonlyMap<string, string>;

export const plainReading: Reading = new Map();

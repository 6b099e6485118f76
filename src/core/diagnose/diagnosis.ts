import type { Message } from '../text/message.ts';
import type { Edit, Range } from '../text/range.ts';

/** Kind of a mistake, as the report names it. */
export type MistakeClass =
  | 'sign'
  | 'missing-factor'
  | 'extra-factor'
  | 'wrong-index'
  | 'wrong-variable'
  | 'transpose'
  | 'missing-sum'
  | 'missing-indicator'
  | 'missing-term'
  | 'duplicated-text'
  | 'undefined-symbol'
  | 'no-dependence'
  | 'arithmetic'
  | 'other';

/** What is wrong with a step, where, and what would be right. */
export interface Diagnosis {
  readonly class: MistakeClass;
  readonly range: Range;
  readonly message: Message;
  readonly repairs: readonly Repair[];
}

/** A change to the author's text that was verified by the same rules. `tex` is the new right side (or the side that is changed). */
export interface Repair {
  readonly tex: string;
  readonly edits: readonly Edit[];
}

/** A telling point. Keys of `values` are the symbols of the step as the author writes them. */
export interface Witness {
  readonly indices: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, number>>;
  readonly lhs: number;
  readonly rhs: number;
}

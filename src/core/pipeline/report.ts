import type { Diagnosis, Witness } from '../diagnose/diagnosis.ts';
import type { Message, Problem } from '../text/message.ts';
import type { Range } from '../text/range.ts';

export type { Diagnosis, MistakeClass, Repair, Witness } from '../diagnose/diagnosis.ts';

/** What Backproof says of one note: plain data, offsets into parts. */
export interface NoteReport {
  readonly blocks: readonly BlockReport[];
  readonly problems: readonly Problem[];
  /** The budget ran out, so some steps are undetermined for that alone. */
  readonly exhausted: boolean;
  /** How the symbols were read, where it was asked for. */
  readonly reading?: ReadingReport;
}

export interface BlockReport {
  /** Index of the part in the note. */
  readonly part: number;
  readonly range: Range;
  readonly steps: readonly StepReport[];
}

export type Verdict = 'definition' | 'assumption' | 'holds' | 'holds-assuming' | 'mismatch' | 'rounded' | 'undetermined' | 'not-a-claim';

export const verdicts: readonly Verdict[] = [
  'holds',
  'holds-assuming',
  'mismatch',
  'rounded',
  'undetermined',
  'definition',
  'assumption',
  'not-a-claim',
];

export type StepKind = 'definition' | 'assumption' | 'derivative' | 'rewriting' | 'update' | 'numeric' | 'prose';

export interface StepReport {
  /** From the head to the right side; in a continued row from the relation. */
  readonly range: Range;
  /** The author's text, macros not expanded, without alignment marks, row ends and trailing reasons. */
  readonly lhs: string;
  readonly relation: string;
  readonly rhs: string;
  readonly lhsRange: Range;
  readonly rhsRange: Range;
  readonly kind: StepKind;
  readonly verdict: Verdict;
  readonly continues: boolean;
  readonly reason: Message;
  readonly assumptions: readonly Assumption[];
  readonly unread: readonly { readonly range: Range; readonly tex: string }[];
  readonly evidence?: Evidence;
  readonly diagnosis?: Diagnosis;
  readonly witness?: Witness;
}

export interface Assumption {
  readonly tex: string;
  /** Where the notes state it; absent if they do not. */
  readonly stated?: { readonly part: number; readonly offset: number };
}

export interface Evidence {
  /** Points at which both sides were compared. */
  readonly points: number;
  /** Which sets of samples were used: generic, and one for each set of assumptions tried. */
  readonly sampleSets: readonly string[];
  /** Whether algebra shows the same; absent where it was not asked. */
  readonly proved?: boolean;
}

/** A place in a part of a note. */
export interface Place {
  readonly part: number;
  readonly offset: number;
}

/** What one symbol was taken to be. */
export interface SymbolReport {
  /** Tells it from others that look alike. */
  readonly family: string;
  readonly tex: string;
  readonly what: string;
  /** How many values each of its indices has in the samples. */
  readonly sizes: readonly number[];
  /** Where the notes give it a meaning; empty if nowhere. */
  readonly definitions: readonly Place[];
  /** The function of the table that it is by its name alone. */
  readonly standard?: string;
  /** The number that a size stands for in the samples. */
  readonly value?: number;
}

/** The reading of a note: its symbols, and what was chosen where the notation leaves more than one meaning. */
export interface ReadingReport {
  readonly symbols: readonly SymbolReport[];
  readonly choices: readonly { readonly key: string; readonly option: string }[];
  /** More readings, or shapes of names, were possible than were tried. */
  readonly isCut: boolean;
  /** For each step the symbols in it, as places in `symbols`; a step is known by its part and where its right side begins. */
  readonly uses: readonly (Place & { readonly symbols: readonly number[] })[];
}

/** A step that is left open after all, with why. */
export function leftOpen(report: StepReport, reason: Message): StepReport {
  const { diagnosis: _, witness: __, ...rest } = report;
  return { ...rest, verdict: 'undetermined', reason };
}

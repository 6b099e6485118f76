import type { Language } from '../core/pipeline/derive.ts';
import type { Verdict } from '../core/pipeline/report.ts';

/** The method of the request that checks one document and answers with a `CheckResult`. */
export const checkMethod = 'backproof/check';

/** The method of the notification about the state of a document, sent by the server whenever it changes. */
export const statusMethod = 'backproof/status';

/** A document as the editor shows it. A document of an unknown language is synchronised from its first check on. */
export interface CheckParams {
  /** Of the document or the notebook. */
  readonly uri: string;
  /** Absent for a notebook, which the server has always. */
  readonly document?: { readonly languageId: string; readonly version: number; readonly text: string };
}

/** The method of the request for what can be derived in a text: `PointParams`, answered by `Derivable`. */
export const derivableMethod = 'backproof/derivable';

/** The method of the request for the names that something can be derived by: `VariablesParams`, answered by `Variables`. */
export const variablesMethod = 'backproof/variables';

/** The method of the request for one derivative: `DeriveParams`, answered by `DeriveResult`. */
export const deriveMethod = 'backproof/derive';

/** The method of the request for the rule that a step follows: `PointParams`, answered by `ExplainResult`. */
export const explainMethod = 'backproof/explain';

/** A line and a character, counted from 0 in UTF-16 units. */
export interface Point {
  readonly line: number;
  readonly character: number;
}

/** Where the cursor is. */
export interface PointParams extends CheckParams {
  /** Of the document or the cell; `uri` is that of its notebook. */
  readonly textUri: string;
  readonly position: Point;
}

/** Why there is nothing, in one sentence. */
export interface Refusal {
  readonly refused: string;
}

/** What a text defines by formulas. */
export interface Derivable {
  /** Of the text; it goes back with what is asked next. */
  readonly version: string;
  readonly subjects: readonly {
    readonly id: number;
    /** Plain text, as `E = ½ …`. */
    readonly name: string;
    readonly formula: string;
    readonly place: string;
  }[];
  /** The subject that the cursor is about. */
  readonly chosen?: number;
  /** The name that the cursor is about. */
  readonly by?: string;
}

export interface VariablesParams {
  readonly uri: string;
  readonly version: string;
  readonly subject: number;
  /** Comes first, if it is one of them. */
  readonly by?: string;
}

export interface Variables {
  readonly variables: readonly {
    readonly by: string;
    readonly name: string;
    /** The derivative as plain text, or why there is none; absent where there was no time to find out. */
    readonly preview?: string;
  }[];
}

/** How a derivative is wanted: as an edit below the formula, as LaTeX, or as code. */
export type DeriveForm = 'insertion' | 'latex' | Language;

export interface DeriveParams {
  readonly uri: string;
  readonly version: string;
  readonly subject: number;
  readonly by: string;
  readonly form: DeriveForm;
}

export type DeriveResult =
  | { readonly text: string }
  | { readonly edit: { readonly uri: string; readonly version: number; readonly position: Point; readonly newText: string } }
  | Refusal;

export type ExplainResult = { readonly markdown: string; readonly range: { readonly start: Point; readonly end: Point } } | Refusal;

export interface CheckResult {
  readonly summary: Counts;
}

/** How many steps there are, and how many of each verdict. */
export type Counts = Readonly<Record<'steps' | Verdict, number>>;

export interface StatusParams {
  readonly uri: string;
  readonly state: 'checking' | 'checked' | 'too-large' | 'failed' | 'closed';
  /** Present when checked. */
  readonly summary?: Counts;
}

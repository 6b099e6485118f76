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

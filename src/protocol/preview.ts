import type { WorkedExample } from '../core/pipeline/train.ts';
import type { Plan } from '../core/training/plan.ts';
import type { Point, PointParams } from './messages.ts';

export type { ShownNumber, WorkedExample, WorkedNode, WorkedRow } from '../core/pipeline/train.ts';

/** The method of the request for a network that a note describes: `TrainParams`, answered by `TrainResult`. */
export const trainMethod = 'backproof/train';

export interface TrainParams extends PointParams {
  readonly wishes: TrainWishes;
}

/** What a network is to be like; what is absent is chosen as the notes have it. */
export interface TrainWishes {
  /** A loss of the note by its place in the list, and its name there; absent: the one that the cursor is about. */
  readonly goal?: { readonly place: number; readonly tex: string };
  /** Absent: what is usual for the network. */
  readonly data?: { readonly dimension: number; readonly classes: number };
  readonly batch: number;
  readonly hidden?: readonly number[];
  readonly activation?: string;
  readonly loss?: string;
  readonly randomSeed: number;
}

export type TrainResult = TrainAnswer | TrainRefusal;

export interface TrainAnswer {
  readonly goals: readonly TrainGoal[];
  /** Of the list. */
  readonly goal: number;
  readonly plan: Plan;
  /** What the notes work out with numbers of their own, where they do. */
  readonly example?: WorkedExample;
  /** The name of the data that are usual for the network, where none were asked for. */
  readonly data?: string;
  /** What may be chosen for activations; where the notes leave theirs open, the first is usual. */
  readonly activations: readonly string[];
  readonly isActivationOpen: boolean;
  /** Every place of the plan and of the example. */
  readonly places: readonly ShownPlace[];
}

/** Why there is no network, and where the formula stands that it is about. */
export interface TrainRefusal {
  readonly refused: string;
  readonly goals: readonly TrainGoal[];
  readonly at?: ShownPlace;
}

/** Something that a note may be trained for. */
export interface TrainGoal {
  readonly tex: string;
  /** `line 42`. */
  readonly line: string;
}

/** A place in the notes as an editor and a person have it. */
export interface ShownPlace {
  readonly part: number;
  readonly start: number;
  /** Of the document or the cell. */
  readonly uri: string;
  readonly range: { readonly start: Point; readonly end: Point };
  /** `line 42`. */
  readonly line: string;
}

/** What the page of the preview keeps across a reload of the window. */
export interface PreviewState {
  readonly uri: string;
  readonly [more: string]: unknown;
}

/** What the page tells the editor. */
export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'plan'; readonly id: number; readonly wishes: TrainWishes }
  /** Quietly: the keyboard stays in the preview. */
  | { readonly kind: 'reveal'; readonly place: ShownPlace; readonly isQuiet?: boolean }
  | { readonly kind: 'open-data' }
  | { readonly kind: 'save'; readonly name: string; readonly base64: string };

/** What the editor tells the page. */
export type ToPage =
  /** Of which note the preview is; again after it was renamed. */
  | { readonly kind: 'note'; readonly uri: string; readonly name: string }
  | { readonly kind: 'plan'; readonly id: number; readonly result: TrainResult }
  /** The text of the note is another one. */
  | { readonly kind: 'edited' }
  /** The preview was asked for again, with the cursor elsewhere. */
  | { readonly kind: 'moved' }
  /** The cursor is somewhere else in the note. */
  | { readonly kind: 'cursor'; readonly uri: string; readonly position: Point }
  | { readonly kind: 'data'; readonly name: string; readonly text: string };

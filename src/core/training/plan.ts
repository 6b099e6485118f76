import type { ProgramData } from '../engine/program.ts';
import type { Message } from '../text/message.ts';
import type { Range } from '../text/range.ts';
import type { DensePlan } from './dense-plan.ts';

/**
 * A network that notes describe, ready to be trained: plain data that crosses a process. Places are those of steps of the program. `tex` is
 * what something is called in the notes.
 */
export interface Plan {
  /** What becomes small. */
  readonly loss: {
    readonly tex: string;
    readonly place: number;
    readonly where?: NotePlace;
    /** The loss of the notes, where another one was chosen. */
    readonly insteadOf?: string;
  };
  readonly program: ProgramData;
  /** Data points that one run of the program takes. */
  readonly batch: number;
  /** What the data are to be like. */
  readonly data: {
    readonly dimension: number;
    /** 0 where a number is predicted. */
    readonly classes: number;
    /** How many outputs the notes say that there are. */
    readonly stated?: number;
    /** What the data are moved into, where the network can say nothing else of them. */
    readonly within?: Interval;
  };
  readonly inputs: readonly DataLeaf[];
  readonly targets: readonly DataLeaf[];
  readonly encoding: Encoding;
  readonly constants: readonly Constant[];
  readonly parameters: readonly Parameter[];
  readonly prediction?: Prediction;
  /** What the loss is made of, in the order in which it is worked out. */
  readonly values: readonly Named[];
  /** Sizes that may be chosen, from the inputs to the outputs. */
  readonly hidden: readonly { readonly tex: string; readonly size: number; readonly isStated: boolean }[];
  /** How the notes move the parameters, as far as they say. */
  readonly rule: { readonly optimiser: string; readonly rate?: number; readonly constants: Readonly<Record<string, number>> };
  /** The same network as dense layers, where it is one. */
  readonly dense?: DensePlan;
  /** What may be chosen in the place of what the notes have: losses by name, and whether there is an activation. */
  readonly choices: { readonly losses: readonly string[]; readonly hasActivation: boolean };
  /** The activation that was chosen in the place of the notes' own. */
  readonly otherActivation?: string;
  /** What the notes leave open and was chosen. */
  readonly assumed: readonly Message[];
}

/** Where something stands in the note. */
export interface NotePlace {
  readonly part: number;
  readonly range: Range;
}

export type Interval = readonly [low: number, high: number];

/**
 * How classes stand in targets: a 1 among zeros, 0 and 1, -1 and 1, or their numbers; or what is predicted is a number, or the input itself, which
 * then is the only leaf for both.
 */
export type Encoding = 'one-hot' | 'zero-one' | 'plus-minus' | 'label' | 'number' | 'input';

/** A leaf that is filled from data: the value of a component of a point stands at `component` and `point` times their numbers. */
export interface DataLeaf {
  readonly tex: string;
  readonly place: number;
  readonly size: number;
  readonly component: number;
  readonly point: number;
  /** The component that is always 1. */
  readonly one?: number;
  /** The column of the data in its first component, if that is not the first one. */
  readonly column?: number;
  /** The component of the whole target in its first one, where each has a name of its own. */
  readonly entry?: number;
  /** What is added to the number of a class, where targets are labels. */
  readonly first?: number;
}

/** An index of points among others. */
export interface PointsAlong {
  readonly count: number;
  readonly stride: number;
}

/** A number that the notes leave to be chosen. */
export interface Constant {
  readonly tex: string;
  readonly place: number;
  readonly value: number;
  readonly isStated: boolean;
}

/** Why the gradient as written is what it is: the notes' own, right or wrong or of another network, or the true one in its place. */
export type Standing =
  /** The notes claim it, and what they claim is the gradient. */
  | 'right'
  /** The notes claim it, and it is not the gradient. */
  | 'wrong'
  /** The same, but it has no value here, as where a product does not fit, so that the true one stands in its place. */
  | 'unfit'
  /** It is the gradient of what the notes have, and another loss or activation was chosen. */
  | 'elsewhere'
  /** The notes claim none. */
  | 'unclaimed'
  /** What the notes claim was not understood, or not decided, so that the true one stands in its place. */
  | 'unused';

/** What is trained. */
export interface Parameter {
  readonly tex: string;
  readonly place: number;
  /** The size of each of its indices, in their order. */
  readonly sizes: readonly number[];
  /** Between neighbours of each index. */
  readonly strides: readonly number[];
  /** Weights are drawn between minus and plus this. */
  readonly spread: number;
  /** The true gradient. */
  readonly exact: number;
  /** The gradient as the notes write it. */
  readonly written: number;
  readonly standing: Standing;
  /** The formula of the notes that it is. */
  readonly formula?: string;
  /** Where the claims stand that it is made of, or those that were not used. */
  readonly claims: readonly NotePlace[];
  /** The steps that make it wrong: right sides that are not what they are said to be. */
  readonly faults: readonly { readonly formula: string; readonly where: NotePlace }[];
}

/** What the network says of a point. */
export interface Prediction {
  readonly tex: string;
  readonly place: number;
  readonly size: number;
  readonly component: number;
  readonly point: number;
  /** What lies above is of the second of two classes, where there is one number. */
  readonly threshold: number;
}

/** A name of the notes with its values and what the loss changes with them. */
export interface Named {
  readonly tex: string;
  readonly place: number;
  readonly adjoint?: number;
  /** The sizes of its indices but that of the points. */
  readonly sizes: readonly number[];
  /** Where the points have an index of their own: how many there are, and between neighbours, in the values and in the adjoints. */
  readonly points?: PointsAlong;
  readonly adjointPoints?: PointsAlong;
  readonly where?: NotePlace;
}

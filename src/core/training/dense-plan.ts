import type { DenseNetwork } from './dense/network.ts';

/** The network of a plan as layers that the fused kernels train: plain data, true to what the program of the plan works out. */
export interface DensePlan {
  readonly network: DenseNetwork;
  /** For each of the trainer's parameters its place among all numbers of the plan's parameters, one after the other; -1 for a bias that the notes lack. */
  readonly sources: readonly number[];
  /** The notes' loss is so many times the trainer's, and this added to it. */
  readonly scale: number;
  readonly offset: number;
  /** By parameter: half of this times the sum of its squares is added to the loss. */
  readonly decays: readonly number[];
  /** Whether the network says what the last layer gives, or what goes into its activation. */
  readonly says: UnitValues;
  /** Steps of the program that are what a layer works out. */
  readonly known: readonly KnownStep[];
}

/** What goes into the activation of a layer, or what comes out. */
export type UnitValues = 'sums' | 'values';

/** A step of the program with the numbers of a layer: a unit's number for a point stands at `unit` and `point` times their numbers. */
export interface KnownStep {
  readonly place: number;
  readonly layer: number;
  readonly what: UnitValues;
  readonly unit: number;
  readonly point: number;
}

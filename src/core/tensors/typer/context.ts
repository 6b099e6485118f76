import type { FamilyKey, IndexTerm } from '../../expr/expr.ts';
import type { Space } from '../spaces.ts';
import type { Kind, Typing } from '../typing.ts';

/** What a formula may be, in each shape that fits. */
export type Readings = readonly Typing[];

/** What is known of a function of the notes: what each of its parameters is. */
export type FunctionShape = readonly Kind[];

/** How derivatives are laid out: gradients as columns and Jacobians with a row for each function, the one or the other transposed. */
export type Layout = 'mixed' | 'denominator' | 'numerator';

/** What the reading of a formula asks of its surroundings. */
export interface TyperContext {
  kindOf(family: FamilyKey): Kind;
  functionOf(fn: FamilyKey): FunctionShape | undefined;
  /** Whether the notes say of a function that it takes vectors or matrices. */
  isMapping(fn: FamilyKey): boolean;
  /** Whether a name is set in bold. */
  isBold(family: FamilyKey): boolean;
  /** Whether one name is defined as a function of the other, entry by entry. */
  isElementwise(of: FamilyKey, wrt: FamilyKey): boolean;
  /** What it costs that two axes are one, and says so where a definition does. */
  joined(a: Space, b: Space): number;
  readonly layout: Layout;
  /** What it costs that a vector by its name alone is added to each column or row. */
  readonly bias: number;
  fresh(): IndexTerm & { kind: 'index' };
  /** All that the readings of a formula with some names rest on, where nothing else can change them: they are then worked out once. */
  stateOf?(families: readonly FamilyKey[]): string;
}

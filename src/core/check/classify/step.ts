import type { Condition, Expr, FamilyKey } from '../../expr/expr.ts';
import type { Chain } from '../../meaning/chains.ts';
import type { Definition } from '../definition.ts';

/** What a step is, as far as it can be told before anything is evaluated. */
export type Role =
  /** Gives its head a meaning. */
  | 'definition'
  /** Its head has a meaning already: the same again, a claim, or a new meaning. */
  | 'restatement'
  | 'claim'
  | 'update'
  | 'assumption'
  | 'not-a-claim';

/** One step with its meaning. */
export interface Step {
  readonly chain: Chain;
  /** Position of its right member in the chain. */
  readonly position: number;
  readonly order: number;
  readonly sign: string;
  readonly lhs: Expr;
  readonly rhs: Expr;
  readonly conditions: readonly Condition[];
  readonly role: Role;
  /** The definition that it makes, or would make. */
  readonly definition?: Definition | undefined;
  /** Only another section gives its head a meaning. */
  readonly isElsewhere?: boolean | undefined;
}

/** Where a name is given a meaning that was not understood; `section`: it counts there alone. */
export interface Unread {
  readonly family: FamilyKey;
  readonly order: number;
  readonly section?: number;
}

/** A step of which it is not told yet what it is. */
export type Unclassified = Omit<Step, 'role' | 'definition' | 'isElsewhere'>;

/** What a step is, with the definition that it makes. */
export type Class = Pick<Step, 'role' | 'definition' | 'isElsewhere'>;

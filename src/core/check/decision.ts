import type { NodeId } from '../engine/tape.ts';
import type { Expr } from '../expr/expr.ts';
import type { Message } from '../text/message.ts';
import type { Premise } from './assumptions.ts';
import type { Comparison } from './compare.ts';
import type { Scope } from './ground.ts';
import type { World } from './world/world.ts';

/** What was decided of a step, before a diagnosis. */
export interface Decision {
  readonly verdict: 'definition' | 'assumption' | 'holds' | 'holds-assuming' | 'mismatch' | 'rounded' | 'undetermined' | 'not-a-claim';
  readonly reason: Message;
  readonly premises: readonly Premise[];
  readonly points: number;
  readonly sampleSets: readonly string[];
  readonly unread: readonly (Expr & { kind: 'hole' })[];
  /** For a mismatch: where both sides were compared, and how they differ. */
  readonly case?: Case;
  /** For an open step: two sides of which an index may show that it is wrong. */
  readonly suspect?: Case;
  /** The two sides were found to differ, whatever that makes of the step. */
  readonly differs?: boolean;
  /** For a mismatch of numbers: what the sides work out to. */
  readonly numbers?: { readonly lhs: number; readonly rhs: number };
}

/** The two sides of a failed comparison, to be explained. */
export interface Case {
  readonly world: World;
  readonly scope: Scope;
  readonly mask: NodeId | undefined;
  /** What is right: the author's left side, or the gradient step that an update should make. */
  readonly expected: Expr;
  readonly written: Expr;
  readonly comparison: Comparison & { kind: 'differ' };
  /** What else was asked of the points at which they were compared. */
  readonly drawn?: Drawn;
}

/** How points are drawn where the plain ones do not tell enough. */
export interface Drawn {
  /** More of them, where conditions leave few. */
  readonly dense?: boolean;
  /** At each point some names are far smaller than others. */
  readonly scaled?: boolean;
}

/** A decision with what it rests on. */
export function decided(verdict: Decision['verdict'], reason: Message, evidence?: Partial<Decision>): Decision {
  return { verdict, reason, premises: [], points: 0, sampleSets: [], unread: [], ...evidence };
}

/** A step of which it cannot be told whether it is right. */
export function undetermined(reason: Message, unread: readonly (Expr & { kind: 'hole' })[] = []): Decision {
  return decided('undetermined', reason, { unread });
}

/** Whether a step was found to be true. */
export function isTrue({ verdict }: Pick<Decision, 'verdict'>): boolean {
  return verdict === 'holds' || verdict === 'holds-assuming' || verdict === 'rounded';
}

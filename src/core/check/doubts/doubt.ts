import { type Expr, type FamilyKey, walk } from '../../expr/expr.ts';
import { partsOfKey } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { mentioned } from '../mentioned.ts';
import { type Derivative, partialsIn as derivativesIn } from '../partials.ts';
import { isStandard } from '../standard.ts';
import type { World } from '../world/world.ts';
import type { Worlds } from '../worlds.ts';

/** How many names are tried that words may keep fixed. */
export const mostHeld = 4;

/** A step whose sides differ in a world, of which it is asked whether that is the author's mistake. */
export interface Difference {
  readonly worlds: Worlds;
  readonly step: Step;
  readonly expected: Expr;
  readonly written: Expr;
  readonly world: World;
}

/** A reason why a difference may not be the author's mistake: what the notes do not say could make the sides equal. */
export type Doubt = (difference: Difference) => Message | undefined;

export type Ref = Expr & { readonly kind: 'ref' };

export function unreadMeaningOf(family: FamilyKey): Message {
  return message('unread-meaning', { name: partsOfKey(family).base });
}

/** Whether neither the notes nor its name say what a function is. */
export function isOpen(worlds: Worlds, step: Step, fn: FamilyKey): boolean {
  return worlds.environmentOf(step)(fn) === undefined && !isStandard(fn);
}

export function openCalls(worlds: Worlds, step: Step, expr: Expr, nameOf: (call: Expr & { readonly kind: 'call' }) => string): string {
  const calls = flatMap([expr, ...worlds.bodiesBehind(step, expr)], (body) =>
    flatMap(walk(body), (node) => (node.kind === 'call' && isOpen(worlds, step, node.fn) ? [nameOf(node)] : [])),
  );
  return [...new Set(calls)].sort().join();
}

/** Whether one of two formulas depends on the other by the definitions of the notes, or names the same. */
export function areLinked(worlds: Worlds, step: Step, one: Expr, two: Expr): boolean {
  if (one.kind !== 'ref' || two.kind !== 'ref' || one.family === two.family) return true;
  return reaches(worlds, step, one, two.family) || reaches(worlds, step, two, one.family);
}

/** Whether the formulas behind a formula name something. */
export function reaches(worlds: Worlds, step: Step, from: Expr, family: FamilyKey): boolean {
  return worlds.bodiesBehind(step, from).some((body) => mentioned(body).has(family));
}

/** Whether a formula has a derivative of the same name in it. */
export function differentiates(expr: Expr, of: Expr): boolean {
  return of.kind === 'ref' && partialsIn(expr).some((node) => node.of.kind === 'ref' && node.of.family === of.family);
}

/** All derivatives in some formulas. */
export function partialsIn(...sides: readonly Expr[]): readonly Derivative[] {
  return flatMap(sides, derivativesIn);
}

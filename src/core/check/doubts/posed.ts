import { type Expr, type FamilyKey, walk } from '../../expr/expr.ts';
import { nodesIn } from '../../latex/walk.ts';
import { phrase } from '../../meaning/phrases/index.ts';
import { baseName, partsOfKey, symbolOf } from '../../meaning/symbols.ts';
import { flatMap } from '../../text/lists.ts';
import { type Message, message } from '../../text/message.ts';
import type { Step } from '../classify/step.ts';
import { constantOf, isNumeric } from '../constants.ts';
import { isDefinedBefore } from '../given.ts';
import { mentioned } from '../mentioned.ts';
import { derives } from '../sides.ts';
import { isStandard } from '../standard.ts';
import type { Difference, Doubt } from './doubt.ts';

/** Equations that words or what stands before them pose, and names that words set. */
export const posedInDoubt: readonly Doubt[] = [
  followsEquation,
  ofOpposites,
  dividedForZero,
  droppedConstant,
  ofStrangers,
  posedInWords,
  setByWords,
];

/** How many paragraphs may lie between an equation and what follows from it. */
const farthest = 2;

/** An equation without derivatives behind one that is to be solved, in names of that alone: it follows from it, and is no identity. */
function followsEquation({ worlds, step, expected, written }: Difference): Message | undefined {
  if (step.position !== 1 || step.chain.members.length > 2 || [expected, written].some(isDerivativeIn)) return undefined;
  const names = new Set([...mentioned(expected), ...mentioned(written)]);
  const isPosed = worlds.meaning.steps.some(
    (other) => isBefore(other, step) && isPosedEquation(other) && [...names].every((name) => mentioned(other.lhs).has(name)),
  );
  return isPosed ? message('equation-to-solve') : undefined;
}

/** `\sum_j \lambda_j h_j = -\sum_j \lambda_j h_j`: a formula and its opposite with nothing else in between, which nobody takes to be the same; either may be meant, as where multipliers have any sign. */
function ofOpposites({ worlds, step: { chain, position } }: Difference): Message | undefined {
  if (chain.members.length > 2) return undefined;
  const [left, right] = [position - 1, position].map((at) => worlds.texOf(chain, at).replace(/\s+/g, '')) as [string, string];
  return right === `-${left}` || left === `-${right}` ? message('equation-to-solve') : undefined;
}

/**
 * `\frac{\partial g}{\partial w} = -2\sum_i (y_i - w x_i) x_i = \sum_i (y_i - w x_i) x_i = 0`: a chain that is set to zero, along which a factor is
 * dropped that does not depend on what is sought, so that the solution stays the same.
 */
function dividedForZero({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const [head, ...members] = worlds.meaning.members[step.chain.id] ?? [];
  const sought = step.position < 2 || !members.slice(step.position).some(isZero) ? undefined : head && soughtBy(head);
  if (sought === undefined || isZero(written)) return undefined;
  const slope: Expr = { kind: 'partial', of: { kind: 'divide', numerator: expected, denominator: written }, wrt: sought };
  const isSameSolution = worlds.compare(world, step, slope, zero, step.conditions).kind === 'equal';
  return isSameSolution ? message('equation-to-solve') : undefined;
}

/** How many parameters of a likelihood are looked at. */
const mostParameters = 6;

/**
 * `\ln L(\lambda) = n \ln\lambda - n \lambda`: the logarithm of a likelihood, from which a term is dropped that none of its parameters is in, as one does before
 * it is maximised.
 */
function droppedConstant({ worlds, step, expected, written, world }: Difference): Message | undefined {
  const head = worlds.meaning.members[step.chain.id]?.[0];
  const logarithm = head?.kind === 'negate' ? head.of : head;
  const [of] = logarithm?.kind === 'apply' && logarithm.fn === 'log' ? logarithm.args : [];
  if (of?.kind !== 'call' || of.order > 0 || of.args.length > mostParameters) return undefined;
  const difference: Expr = { kind: 'add', terms: [expected, { kind: 'negate', of: written }] };
  const isLeftOut = (wrt: Expr): boolean => {
    if (wrt.kind !== 'ref' || wrt.slots.length > 0) return false;
    return worlds.compare(world, step, { kind: 'partial', of: difference, wrt }, zero, step.conditions).kind === 'equal';
  };
  return of.args.every(isLeftOut) ? message('up-to-constants') : undefined;
}

const zero: Expr = { kind: 'number', value: 0, decimals: 0 };

function isZero(expr: Expr): boolean {
  return constantOf(expr) === 0;
}

/** The name that a derivative is taken by, for which an equation is solved that sets it to zero. */
function soughtBy(head: Expr): Expr | undefined {
  const by = head.kind === 'partial' ? head.wrt : head.kind === 'call' && head.order > 0 ? head.args[0] : undefined;
  return by?.kind === 'ref' ? by : undefined;
}

/** `|a| = |d|`: formulas that share no name, of names that nothing has defined so far, are no identity; where they are said to be equal, that is given. */
function ofStrangers({ worlds, step, expected, written }: Difference): Message | undefined {
  if (step.position !== 1 || step.chain.members.length > 2) return undefined;
  const [left, right] = [expected, written].map((side) => mentioned(side)) as [ReadonlySet<FamilyKey>, ReadonlySet<FamilyKey>];
  const isUndefined = (family: FamilyKey): boolean => !isDefinedBefore(family, step, worlds.meaning) && !isStandard(family);
  if (left.size === 0 || right.size === 0 || ![...left, ...right].every(isUndefined)) return undefined;
  const isApart = ![...left].some((family) => right.has(family)) && ![expected, written].some(derives);
  return isApart ? message('equation-to-solve') : undefined;
}

function isBefore({ chain, order }: Step, step: Step): boolean {
  const apart = step.chain.paragraph - chain.paragraph;
  return order < step.order && chain.section === step.chain.section && apart <= farthest;
}

function isPosedEquation({ role, position, lhs, rhs }: Step): boolean {
  return role === 'claim' && position === 1 && constantOf(rhs) === 0 && lhs.kind !== 'ref' && !isDerivativeIn(lhs) && !isNumeric(lhs);
}

/** Whether a formula takes a derivative; primes may mark names that are sought as well. */
function isDerivativeIn(expr: Expr): boolean {
  return walk(expr).some(({ kind }) => kind === 'partial');
}

const solving = phrase('solving');

/** “`d` solves `H d = -g`”: an equation that words pose; a derivative of what the notes have a formula for is not sought. */
function posedInWords({ worlds, step, expected }: Difference): Message | undefined {
  const { chain, position } = step;
  const isKnown = expected.kind === 'partial' && expected.of.kind === 'ref' && worlds.bodiesBehind(step, expected.of).length > 0;
  if (isKnown) return undefined;
  const span = position === 1 ? chain.members[0]?.span : undefined;
  const isPosed = worlds.meaning.note.sentences.some(({ spans, text }) => spans === span && solving.test(text));
  return isPosed ? message('equation-to-solve') : undefined;
}

/** The most letters between a name and the formula that words set for it. */
const mostBetween = 40;

/** “`S` is the total `\sum_i e^{a_i}`”: an undefined name that words set equal to a formula of what is differentiated by. */
function setByWords({ worlds, step, expected, written }: Difference): Message | undefined {
  const { loose, sentences } = worlds.meaning.note;
  const moved = new Set(flatMap([expected, written], (side) => flatMap(walk(side), basesMovedIn)));
  if (moved.size === 0) return undefined;
  const leaves = [expected, written]
    .flatMap((side) => [...worlds.leavesOf(step, side)])
    .filter((family) => !worlds.isOpenLoss(step, family));
  const isSet = (base: string): boolean =>
    loose.some(({ node, span }) => {
      const symbol = symbolOf(node);
      const formula = loose.find((other) => other.span === span + 1)?.node;
      if (symbol === undefined || baseName(symbol) !== base || formula === undefined || symbolOf(formula)) return false;
      const isJoined = sentences.some(({ spans, text }) => spans === span + 1 && text.length < mostBetween && !/[.;。；]/.test(text));
      const names = flatMap(nodesIn(formula), (inner) => symbolOf(inner) ?? []).map(baseName);
      return isJoined && !names.includes(base) && names.some((name) => moved.has(name));
    });
  const name = leaves.map((family) => partsOfKey(family).base).find((base) => !moved.has(base) && isSet(base));
  return name === undefined ? undefined : message('unknown-symbol', { name });
}

/** The base of the name that a derivative is taken by. */
function basesMovedIn(node: Expr): readonly string[] {
  return node.kind === 'partial' && node.wrt.kind === 'ref' ? [partsOfKey(node.wrt.family).base] : [];
}
